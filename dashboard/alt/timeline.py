"""The timeline in words and as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard.alt import counting
from dashboard.datasets import title
from dashboard.drawing.added import tallied
from dashboard.drawing.hover import figures
from dashboard.drawing.kept import parts
from dashboard.drawing.lanes import lanes as lanes_of
from dashboard.drawing.lanes import tallied_by
from dashboard.drawing.window import NO_PERIOD, bulk_of, within_period
from dashboard.formats import listing, number, several, span
from dashboard.words import words
from data_prep import PRECISIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from dashboard.drawing.window import Period
    from dashboard.store.told import Told

FEW = 200
"""Events up to which the table has one row for each; of more it has one for each lane."""
PERIODS = 12
"""Columns of years, at most."""


def alt(told: Told, *, lanes: str = "actor", period: Period = NO_PERIOD) -> str:
    """The timeline in a few sentences: how many events on which days, the lanes with most of them, how sure days and
    doers are, and the deadliest event; of several data sets each by itself. ``lanes``, ``period``: as drawn."""
    if not len(told):
        return words("timeline")["empty"]
    sets = parts(told)
    said = [_of_set(part, lanes, title(name) if len(sets) > 1 else "") for name, part in sets.items()]
    return " ".join([*said, *_strays(told, period)])


def _of_set(told: Told, by: str, name: str) -> str:
    say = words("alt_timeline")
    head = say["set"].format(dataset=name, events=several(len(told), "event")) if name else ""
    whole = head or say["what"].format(events=several(len(told), "event"))
    return " ".join(text for text in (whole, _span(told), *_lanes(told, by), *_sure(told), *_deadliest(told)) if text)


def _span(told: Told) -> str:
    found = counting.days_between(told)
    return words("alt_timeline")["span"].format(span=span(*found)) if found else words("alt_timeline")["no_day"]


def _lanes(told: Told, by: str) -> Iterator[str]:
    counts, names = tallied_by(told, by)
    if known := int(np.count_nonzero(counts)):
        say = words("alt_timeline")["lanes"]
        yield say.format(n=number(known), what=words("kinds")[by], busiest=counting.busiest(counts, names))


def _sure(told: Told) -> Iterator[str]:
    """How many events have no day, no exact day, are denied, disputed or contested: only what occurs."""
    undated = int(np.count_nonzero(~told.dated))
    exact = int(tallied(told, "precision")[PRECISIONS.index("day")])
    counts = {
        "imprecise": len(told) - undated - exact,
        "undated": undated,
        "denied": counting.with_stance(told, "denied"),
        "disputed": counting.with_stance(told, "disputed"),
        "contested": counting.with_attribution(told, "contested"),
        "contradicted": len(told) - int(tallied(told, "contradictions")[0]),
    }
    said = [words("alt_timeline")[name].format(n=number(count)) for name, count in counts.items() if count > 0]
    if said:
        yield words("alt_timeline")["sure"].format(doubts=listing(said, len(said)))


def _deadliest(told: Told) -> Iterator[str]:
    yield counting.deadliest(told) or words("alt_timeline")["no_figure"]


def _strays(told: Told, period: Period) -> Iterator[str]:
    window = within_period(bulk_of(told), period)
    for name, count in (("before", window.before), ("after", window.after)):
        if count:
            yield words("alt_timeline")[name].format(events=several(count, "event"))


# As a table


def rows(told: Told, *, lanes: str = "actor", order: str = "count") -> list[dict[str, Any]]:
    """The timeline as a table. Of few events one row each, in order of days: ``event_id``, ``first_day``, ``last_day``
    (dates or None), ``precision``, ``kind``, ``place``, ``by``, ``against``, ``strikes``, ``killed``, ``injured``
    (texts), ``stance``, ``said_by``. Of many one row for each lane: ``dataset``
    (where there are several), ``lane``, ``events``, ``undated``, and for each stretch of years how many may have
    happened then; one that may have happened in several counts in each."""
    return _events(told) if len(told) <= FEW else list(_by_lane(told, lanes, order))


def _events(told: Told) -> list[dict[str, Any]]:
    ordered = told.frame().sort_values(["date_start", "date_end"], kind="stable")
    return [_event(event) for event in ordered.itertuples(index=False)]


def _event(event: Any) -> dict[str, Any]:
    undated = pd.isna(event.date_start)
    return {
        "event_id": str(event.event_id),
        "first_day": None if undated else event.date_start.date(),
        "last_day": None if undated else event.date_end.date(),
        "precision": words("precisions")[event.date_precision],
        "kind": words("unnamed")["type"] if pd.isna(event.kind) else str(event.kind),
        "place": words("unnamed")["place"] if pd.isna(event.place) else str(event.place),
        "by": ", ".join(event.perpetrators) or words("unnamed")["actor"],
        "against": ", ".join(event.targets),
        **{
            measure: figures(event, measure) or words("counts")["no_figure"]
            for measure in ("strikes", "killed", "injured")
        },
        "stance": words("stance")[event.stance],
        "said_by": ", ".join(event.sources),
    }


def _by_lane(told: Told, by: str, order: str) -> Iterator[dict[str, Any]]:
    sets = parts(told)
    years = _years(told)
    for name, part in sets.items():
        head = {"dataset": title(name)} if len(sets) > 1 else {}
        placed = lanes_of(part, by, order=order)
        undated = np.bincount(placed.lane[~part.dated[placed.event]], minlength=len(placed.names))
        counts = _counts(part, placed.event, placed.lane, years, len(placed.names)).tolist()
        for lane, events, without, each in zip(placed.names, placed.counts, undated.tolist(), counts, strict=True):
            row = {**head, "lane": lane, "events": events, "undated": without}
            yield row | {_stretch(*ends): count for ends, count in zip(years, each, strict=True)}


def _years(told: Told) -> list[tuple[int, int]]:
    """The first and last year of each column: as many years in each as it takes for PERIODS columns at most."""
    found = counting.days_between(told)
    if found is None:
        return []
    first, last = found[0].year, found[1].year
    step = -(-(last - first + 1) // PERIODS)
    return [(year, min(year + step - 1, last)) for year in range(first, last + 1, step)]


def _stretch(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}\N{EN DASH}{last}"


def _counts(
    told: Told, event: NDArray[Any], lane: NDArray[Any], years: list[tuple[int, int]], lanes: int
) -> NDArray[np.int64]:
    """Shape (lanes, columns): the events of a lane that may have happened in each stretch of years."""
    if not years:
        return np.zeros((lanes, 0), dtype=np.int64)
    dated = told.dated[event]
    event, lane = (event, lane) if dated.all() else (event[dated], lane[dated])
    columns = len(years) + 1
    edges = np.array([f"{first}-01-01" for first, _ in years] + [f"{years[-1][1] + 1}-01-01"], dtype="datetime64[D]")
    first, last = edges[[0, -1]].astype(np.int32).tolist()
    column_of = np.searchsorted(edges.astype(np.int32), np.arange(first, last), side="right").astype(np.int32) - 1
    begin, until = (column_of[days[event] - first] for days in (told.start, told.end))
    row = lane.astype(np.int32) * columns
    change = np.bincount(row + begin, minlength=lanes * columns)
    change -= np.bincount(row + until + 1, minlength=lanes * columns)
    return change.reshape(lanes, columns).cumsum(axis=1)[:, : len(years)]
