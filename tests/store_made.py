"""Claim frames drawn at random for the events store: few names, ids and days, so that claims often meet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from data_prep.frame import ATTRIBUTIONS, PRECISIONS, STANCES, SUB_EVENT_TYPES, from_rows

if TYPE_CHECKING:
    import pandas as pd

NAMES = ("Russia", "Syria", "Islamic State", "قسد")
FLAGS = ("zero-or-unknown", "toll-cumulative", "number-per-day", "headline", "number-vague")
TYPES = (
    (None, None),
    *((event, None) for event in SUB_EVENT_TYPES),
    *((event, subs[0]) for event, subs in SUB_EVENT_TYPES.items()),
)
MEASURES = ("strikes", "killed", "civilians_killed", "injured")

_lists = st.lists(st.sampled_from(NAMES), max_size=4)
_bounds = st.none() | st.sampled_from([0, 1, 2, 5, 127, 128, 40_000, 2**31 - 1])


def _some(*values: str) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(values)


@st.composite
def _figures(draw: st.DrawFn) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for measure in draw(st.sets(st.sampled_from(MEASURES), max_size=2)):
        low, high = draw(_bounds), draw(_bounds)
        crossed = low is not None and high is not None and low > high
        found |= {f"{measure}_low": high if crossed else low, f"{measure}_high": low if crossed else high}
    return found | {"killed_best": draw(_bounds)}


@st.composite
def _days(draw: st.DrawFn) -> dict[str, Any]:
    first = draw(st.integers(1, 28))
    last = draw(st.integers(first, 28))
    names = ("date_start", "date_end")
    days = [f"2016-03-{first:02}", f"2016-03-{last:02}"]
    given = draw(st.sampled_from([(True, True), (True, True), (True, False), (False, True), (False, False)]))
    return {name: day for name, day, there in zip(names, days, given, strict=True) if there}


@st.composite
def rows(draw: st.DrawFn, ids: tuple[str | None, ...] = ("e1", "e2", "e3", None)) -> dict[str, Any]:
    """One claim, without its own id."""
    event_type, sub = draw(st.sampled_from(TYPES))
    located = draw(st.booleans())
    return {
        "event_id": draw(st.sampled_from(ids)),
        "dataset": draw(st.sampled_from(["report", "acled", "ucdp-ged"])),
        "date_precision": draw(_some(*PRECISIONS)),
        "date_text": draw(_some("", "on Monday", "in March")),
        "event_type": event_type,
        "sub_event_type": sub,
        "stance": draw(st.sampled_from(STANCES)),
        "perpetrators": draw(_lists),
        "targets": draw(_lists),
        "attribution": draw(_some(*ATTRIBUTIONS)),
        "place": draw(_some("Raqqa", "Aleppo")),
        "admin1": draw(_some("Raqqa")),
        "country": draw(_some("SYR", "IRQ")),
        "latitude": 35.25 if located else None,
        "longitude": draw(st.sampled_from([39.5, 180.0, -180.0])) if located else None,
        "place_precision": draw(st.none() | st.integers(1, 7)),
        "source": draw(_some("Observatory", "Ministry", "")),
        "document": draw(_some("report.txt", "a.csv:1", "a.csv:2")),
        "published": draw(_some("2016-03-29", "1969-12-31")),
        "flags": draw(st.lists(st.sampled_from(FLAGS), max_size=2)),
        **draw(_figures()),
        **draw(_days()),
    }


def made(given: list[dict[str, Any]], prefix: str = "c") -> pd.DataFrame:
    """A frame of these claims, each with an id of its own."""
    return from_rows({"claim_id": f"{prefix}{number}", **row} for number, row in enumerate(given))


def frames(most: int = 8) -> st.SearchStrategy[pd.DataFrame]:
    """Frames of claims that share events."""
    return st.lists(rows(), max_size=most).map(made)


def frames_apart(prefix: str = "c", most: int = 8) -> st.SearchStrategy[pd.DataFrame]:
    """Frames in which every claim is an event of its own."""
    return st.lists(rows(ids=(None,)), max_size=most).map(lambda given: made(given, prefix))
