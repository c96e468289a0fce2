"""Claims of several data sets, made by hand: each with what is its own, and the traps of reading it as another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from demo import claims as reports

from data_prep.frame import from_rows
from data_prep.frame_conform import conform

if TYPE_CHECKING:
    from collections.abc import Iterator

AIR, CLASH = "Air/drone strike", "Armed clash"
_SIDES = {"perpetrators": ["Government of Syria"], "targets": ["Islamic State"], "attribution": "unstated"}


def claims() -> pd.DataFrame:
    """The claims of the reports, ACLED, UCDP GED, Airwars and GDELT in one frame, with ACLED's tags kept beside."""
    others = from_rows([*_acled(), *_ucdp(), *_airwars(), *_gdelt()])
    tags = others["dataset"].map({"acled": "crowd size=no report"}).astype("string")
    return conform(pd.concat([reports(), others.assign(**{"acled:tags": tags})], ignore_index=True))


def only(name: str) -> pd.DataFrame:
    """The claims of one data set."""
    found = claims()
    return found[found["dataset"] == name].reset_index(drop=True)


def _row(dataset: str, number: int, day: int, **more: Any) -> dict[str, Any]:
    return {
        "claim_id": f"{dataset}:{number}:claim",
        "event_id": f"{dataset}:{number}",
        "dataset": dataset,
        "date_start": f"2016-03-{day:02}",
        "date_end": f"2016-03-{day:02}",
        "date_precision": "day",
        "event_type": "Battles",
        "sub_event_type": CLASH,
        "stance": "reported",
        "place": "Raqqa",
        "country": "SYR",
        "source": "SANA",
        "document": f"{dataset}.csv:{number + 2}",
        "sentence": f"Note {number} of {dataset}.",
        "attribution": "unstated",
        **more,
    }


def _acled() -> Iterator[dict[str, Any]]:
    for number in range(8):
        nobody = {"killed_low": 0, "flags": ["zero-or-unknown"]}
        some = {"killed_low": number, "killed_high": number}
        yield _row("acled", number, 10 + number, **_SIDES, **(some if number % 4 == 3 else nobody))


def _ucdp() -> Iterator[dict[str, Any]]:
    for number in range(5):
        figures = {"killed_low": 2, "killed_best": 3 + number, "killed_high": 9, "published": "2016-04-01"}
        yield _row("ucdp-ged", number, 12 + number, **_SIDES, **figures)


def _airwars() -> Iterator[dict[str, Any]]:
    doer = {"perpetrators": ["US-led Coalition"], "targets": ["Civilians"], "attribution": "alleged"}
    for number in range(3):
        figures = {"civilians_killed_low": 3, "civilians_killed_high": 11, "sub_event_type": AIR}
        yield _row("airwars", number, 14 + number, **{**doer, **figures, "event_type": "Explosions/Remote violence"})


def _gdelt() -> Iterator[dict[str, Any]]:
    for number in range(20):
        yield _row("gdelt", number, 10 + number % 9, sub_event_type=AIR, event_type="Explosions/Remote violence")
