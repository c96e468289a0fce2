"""Tables as monitoring groups, administrations and neighbours keep them, made up, in five languages."""

from __future__ import annotations

import csv
import io
from pathlib import Path

FOLDER = Path(__file__).parent / "guessed"


def table(name: str) -> list[list[str]]:
    """The cells of a table in the folder."""
    return rows((FOLDER / f"{name}.csv").read_text(encoding="utf-8"))


def rows(text: str) -> list[list[str]]:
    """The cells of a table in a text; its separator is the one that its first line holds more of."""
    first = text.split("\n", 1)[0]
    return list(csv.reader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ","))
