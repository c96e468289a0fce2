"""Every kind of file that claims leave as, in one list: what a page offers and a command line takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from data_prep.as_csv import claims_csv
from data_prep.as_geojson import claims_geojson
from data_prep.as_package import claims_package
from data_prep.as_parquet import claims_parquet
from data_prep.as_timelinejs import claims_timelinejs
from data_prep.as_xlsx import claims_xlsx
from data_prep.tables_io import check_ending

if TYPE_CHECKING:
    from os import PathLike

    import pandas as pd

Write: TypeAlias = "Callable[[pd.DataFrame], bytes]"


@dataclass(frozen=True)
class Export:
    """One kind of file. ``write``: claim frame -> its bytes; ``mime``: what a browser is told; ``title_key``: under
    which name a language calls it; ``comes_back``: ``prepare`` reads it again, unchanged."""

    write: Write
    mime: str
    title_key: str
    comes_back: bool = True


EXPORTS: Mapping[str, Export] = {
    ".csv": Export(claims_csv, "text/csv", "export.csv"),
    ".xlsx": Export(claims_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "export.xlsx"),
    ".parquet": Export(claims_parquet, "application/vnd.apache.parquet", "export.parquet"),
    ".geojson": Export(claims_geojson, "application/geo+json", "export.geojson"),
    ".json": Export(claims_timelinejs, "application/json", "export.timelinejs", comes_back=False),
    ".zip": Export(claims_package, "application/zip", "export.package"),
}
"""By the ending of a file's name, in the order in which they are offered."""


def write_claims(frame: pd.DataFrame, path: str | PathLike[str]) -> None:
    """Write a claim frame as the file's name says: by one of the endings of EXPORTS.

    Raises UsageError for another ending, FrameError for another frame, OSError when the file cannot be written.
    """
    target = Path(path)
    check_ending(target, EXPORTS)
    target.write_bytes(EXPORTS[target.suffix.lower()].write(frame))
