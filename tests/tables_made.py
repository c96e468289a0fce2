"""Real-looking files of every data set, each with the number of rows that a reader must account for."""

from __future__ import annotations

from tests.made.acled import acled
from tests.made.airwars import airwars_csv, airwars_page
from tests.made.gdelt import gdelt1, gdelt2
from tests.made.table import Made
from tests.made.ucdp import ucdp

__all__ = ["Made", "acled", "airwars_csv", "airwars_page", "gdelt1", "gdelt2", "ucdp"]
