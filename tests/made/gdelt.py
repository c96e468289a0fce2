"""GDELT's event files: no header, tabs under a ``.CSV`` name, 61 columns in version 2 and 58 or 57 in version 1."""

from __future__ import annotations

from typing import Literal

from tests.made.table import Made, events, repeated, written

_ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code"),
    *("Type1Code", "Type2Code", "Type3Code"),
)
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
COLUMNS = (
    *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
    *(f"{actor}{name}" for actor in ("Actor1", "Actor2") for name in _ACTOR),
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
    *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
    *(f"{geo}_{name}" for geo in ("Actor1Geo", "Actor2Geo", "ActionGeo") for name in _GEO),
    *("DATEADDED", "SOURCEURL"),
)
COLUMNS_1 = tuple(name for name in COLUMNS if not name.endswith("_ADM2Code"))
Edition1 = Literal["2013", "before-2013"]


def gdelt2(rows: int | None = None) -> Made:
    """Version 2: 61 columns, added to the quarter of an hour."""
    made = [_row(again, row, added="20230216121500") for again, row in repeated(events("gdelt"), rows)]
    return Made("20230216121500.export.CSV", written(COLUMNS, made, header=(), separator="\t"), len(made))


def gdelt1(rows: int | None = None, *, edition: Edition1 = "2013") -> Made:
    """Version 1: 58 columns; before April 2013 without the address of the source, 57."""
    made = [_row(again, row, added="20230216") for again, row in repeated(events("gdelt"), rows)]
    columns = COLUMNS_1 if edition == "2013" else COLUMNS_1[:-1]
    name = "20230216.export.CSV" if edition == "2013" else "201302.csv"
    return Made(name, written(columns, made, header=(), separator="\t"), len(made))


def _row(again: int, row: dict[str, str], *, added: str) -> dict[str, str]:
    day, code = row["SQLDATE"], row["EventCode"]
    time = {"MonthYear": day[:6], "Year": day[:4], "FractionDate": f"{int(day[:4]) + int(day[4:6]) / 12.5:.4f}"}
    base = {"EventBaseCode": code[:3], "EventRootCode": code[:2], "DATEADDED": added}
    places = {f"{geo}_{name}": row[f"ActionGeo_{name}"] for geo in ("Actor1Geo", "Actor2Geo") for name in _GEO}
    number = {"GLOBALEVENTID": str(int(row["GLOBALEVENTID"]) + 100 * again)}
    return row | time | base | places | number
