"""Event files as large as the real ones: UCDP GED's 49 columns and ACLED's 31, written at the speed of the disk.

``python -m benchmarks.tables_made ucdp|acled ROWS FILE``

Rows of the Syrian UCDP file are drawn again and again where it is at hand, else those that the tests made up; what a
row tells of the event and what of its source are drawn apart, so hardly any two rows are the same. ACLED's notes are
put together from lists of our own and are as long as the real ones.
"""

from __future__ import annotations

import csv
import io
import sys
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from benchmarks.serve import ROOT
from tests.made import acled as acled_made
from tests.made import ucdp as ucdp_made
from tests.made.table import events

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Chunk = Callable[[Iterable[int], int], Iterator[str]]

REAL = ROOT.parent / "shared" / "corpora" / "ged-syria-2016-2019.csv"
_CHUNK = 20_000
_VARIANTS = 4_000
_SOURCE = ("number_of_sources", "source_article", "source_office", "source_date", "source_headline", "source_original")
_DAYS = 2_500

WHO = (
    *("Military Forces of Syria (2000-)", "Military Forces of Russia (2000-) Air Force", "Islamic State (Syria)"),
    *("Hayat Tahrir al Sham", "Opposition Rebels (Syria)", "QSD: Syrian Democratic Forces", "Pro-Government Militia"),
    *("Military Forces of Turkey (2016-)", "Unidentified Armed Group (Syria)", "Unidentified Military Forces"),
)
WHOM = (("Civilians (Syria)", "Civilians"), ("Rebels (Syria)", "Rebel group"), ("", ""), ("Soldiers", "State forces"))
KINDS = (
    ("Political violence", "Explosions/Remote violence", "Shelling/artillery/missile attack"),
    ("Political violence", "Explosions/Remote violence", "Air/drone strike"),
    ("Political violence", "Battles", "Armed clash"),
    ("Political violence", "Violence against civilians", "Attack"),
    ("Demonstrations", "Protests", "Peaceful protest"),
    ("Strategic developments", "Strategic developments", "Arrests"),
)
DID = ("shelled", "bombed from the air", "clashed with fighters in", "set up a checkpoint at", "raided", "fired at")
WHAT = (
    "the outskirts of",
    "farmland around",
    "the main road to",
    "houses in the east of",
    "a depot near",
    "the hills over",
)
TOLL = (
    "No casualties were reported.",
    "At least 3 people were reported killed and others were injured, some of them badly.",
    "Several fighters were killed according to a local monitor; the other side did not comment on its losses.",
    "One man died of his wounds on the way to the nearest hospital, and two of his children were hurt.",
    "Damage to a school and to four shops was seen in pictures that residents posted in the evening.",
    "The number of the dead and the wounded is not known.",
    "A local council said that the fire lasted for some two hours and that most families had left before.",
)


def ucdp(path: Path, rows: int, *, seed: int = 0) -> None:
    """So many rows of UCDP GED's 49 columns under ids of their own."""
    draw, columns = Random(seed), ucdp_made.COLUMNS
    pool = [_full(row) for row in _real()]
    first, last = columns.index(_SOURCE[0]), columns.index(_SOURCE[-1])
    before, source, after = (
        _lines(pool, part) for part in (columns[2:first], columns[first : last + 1], columns[last + 1 :])
    )
    numbers = range(len(pool))

    def chunk(ids: Iterable[int], size: int) -> Iterator[str]:
        drawn = zip(ids, draw.choices(numbers, k=size), draw.choices(source, k=size), strict=True)
        return (f"{at},SYR-{at},{before[one]},{told},{after[one]}\n" for at, one, told in drawn)

    _write(path, columns, rows, chunk)


def acled(path: Path, rows: int, *, seed: int = 0) -> None:
    """So many rows of ACLED's 31 columns, each with notes of its own."""
    draw = Random(seed)
    days = [_Day(date(2017, 1, 1) + timedelta(days=day), draw) for day in range(_DAYS)]
    deeds = _lines([_deed(draw) for _ in range(_VARIANTS)], _DEED)
    places = [(row["where_coordinates"].replace('"', ""), line) for row, line in _places()]
    notes = [_note(draw) for _ in range(_VARIANTS)]
    ends = [f"{_fatalities(draw)},,{1_600_000_000 + draw.randrange(10**8)}\n" for _ in range(_VARIANTS)]

    def chunk(ids: Iterable[int], size: int) -> Iterator[str]:
        parts = (draw.choices(one, k=size) for one in (days, deeds, places, notes, ends))
        return (
            f'SYR{at},{day.cells},{deed},{line},"{day.told}{name}. {note}",{end}'
            for at, day, deed, (name, line), note, end in zip(ids, *parts, strict=True)
        )

    _write(path, acled_made.COLUMNS, rows, chunk)


_DEED = acled_made.COLUMNS[4:15]
_PLACE = acled_made.COLUMNS[15:27]


class _Day:
    """The cells of a day, and how notes begin: one in ten is known to the week or the month only."""

    def __init__(self, day: date, draw: Random) -> None:
        precision = draw.choices((1, 2, 3), (90, 8, 2))[0]
        shown = f"{day.day} {day:%B %Y}"
        self.cells = f"{shown},{day.year},{precision}"
        self.told = {1: f"On {shown}, at ", 2: f"Around {shown} (week of), at ", 3: f"Around {day:%B %Y}, at "}[
            precision
        ]


def _real() -> list[dict[str, str]]:
    if not REAL.is_file():
        return events("ucdp")
    with REAL.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _full(row: Mapping[str, str]) -> dict[str, str]:
    """A row of a country edition with the columns that it leaves out."""
    same = {f"{name}_dset_id": row.get(f"{name}_new_id", "") for name in ("conflict", "dyad", "side_a", "side_b")}
    more = {"where_description": f"{row['where_coordinates']}, {row['adm_2']}", "gwnoa": "652", "code_status": "Clear"}
    return {**same, **more, **row}


def _places() -> Iterator[tuple[dict[str, str], str]]:
    rows = _real()
    same = {"iso": "760", "region": "Middle East", "country": "Syria", "geo_precision": "1", "source_scale": "Other"}
    made = [same | _place(row) for row in rows]
    return zip(rows, _lines(made, _PLACE), strict=True)


def _place(row: Mapping[str, str]) -> dict[str, str]:
    kept = {name: row[name] for name in ("latitude", "longitude")}
    units = {"admin1": row["adm_1"], "admin2": row["adm_2"], "location": row["where_coordinates"]}
    return kept | units | {"source": f"{row['source_office']}; SOHR"}


def _deed(draw: Random) -> dict[str, str]:
    disorder, kind, sub = draw.choice(KINDS)
    (whom, inter), who = draw.choice(WHOM), draw.choice(WHO)
    targeting = "Civilian targeting" if inter == "Civilians" else ""
    names = {"disorder_type": disorder, "event_type": kind, "sub_event_type": sub, "civilian_targeting": targeting}
    return names | {"actor1": who, "inter1": "State forces", "actor2": whom, "inter2": inter, "interaction": inter}


def _note(draw: Random) -> str:
    """Two or three sentences, some 250 characters."""
    told = " ".join(draw.sample(TOLL, k=3))
    return f"{draw.choice(WHO)} {draw.choice(DID)} {draw.choice(WHAT)} the town. {told}"


def _fatalities(draw: Random) -> int:
    """ACLED gives none for 72 of 100 events."""
    return 0 if draw.random() < 0.72 else draw.choice((1, 1, 1, 2, 2, 3, 3, 5, 10, 12))


def _lines(rows: Sequence[Mapping[str, str]], columns: Sequence[str]) -> list[str]:
    """These columns of each row as CSV, without the end of the line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    found = []
    for row in rows:
        writer.writerow([row.get(column, "") for column in columns])
        found.append(out.getvalue().removesuffix("\n"))
        out.seek(0)
        out.truncate()
    return found


def _write(path: Path, columns: Sequence[str], rows: int, chunk: Chunk) -> None:
    ids = count(1)
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(columns) + "\n")
        for start in range(0, rows, _CHUNK):
            size = min(_CHUNK, rows - start)
            file.write("".join(chunk(islice(ids, size), size)))


MAKERS = {"ucdp": ucdp, "acled": acled}

if __name__ == "__main__":
    name, number, target = sys.argv[1:]
    MAKERS[name](Path(target), int(number))
