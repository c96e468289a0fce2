"""A chart of a selection, as the page shows it and as it leaves: its figure, its caption, its words, its table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from dashboard import sides
from dashboard.alt import map as alt_map
from dashboard.alt import timeline as alt_timeline
from dashboard.caption import NOTHING, Around, Left, caption
from dashboard.charts import compare, strike_counts, timeline
from dashboard.charts import map as event_map
from dashboard.datasets import held
from dashboard.drawing.added import sizes
from dashboard.drawing.compared import shown
from dashboard.drawing.geo_area import area_from_text
from dashboard.drawing.panels import last_days
from dashboard.filters import Filtered
from dashboard.mapped import points
from dashboard.state import without_filters
from dashboard.store.told import DATASETS
from dashboard.words import one_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from dashboard.caption import Caption
    from dashboard.drawing.compared import Part
    from dashboard.drawing.figure import Figure
    from dashboard.state import Selection
    from dashboard.store.told import Told

COUNTING = ("measure", "unit", "stack", "arrange", "running", "imprecise")
"""The choices of a selection that the strike counts take."""
COMPARING = ("measure", "unit", "running", "imprecise", "align")
"""Those that a comparison takes."""


@dataclass(frozen=True)
class Drawing:
    """A ``chart`` (one of CHARTS) of the events that a selection keeps, under its own title or another one.

    Raises UsageError, when it is drawn, for another chart.
    """

    chart: str
    filtered: Filtered
    title: str = ""

    @cached_property
    def parts(self) -> list[Part]:
        """What a comparison puts on one axis."""
        kept = self.filtered
        return sides.parts(kept.table, kept.selection, sorted(kept.datasets), self._loaded)

    @property
    def is_empty(self) -> bool:
        """Whether no event is left that it would draw: a comparison is free of the filter that it compares."""
        kept = self.filtered
        return not any(len(part.told) for part in self.parts) if self.chart == "compare" else not len(kept.told)

    def figure(self, width_hint: int) -> Figure:
        """The chart laid out for so many pixels, light, without a caption."""
        return CHARTS[one_of("chart", self.chart, CHARTS)](self, width_hint)

    @cached_property
    def caption(self) -> Caption:
        """The words around it."""
        kept, sets = self.filtered, self._sets
        whole = Filtered(kept.table, without_filters(kept.selection), sets)
        free, told, said = kept, kept.told, kept.selection
        more: dict[str, Any] = {}
        if self.chart == "compare":
            free = Filtered(kept.table, sides.without_sides(kept.selection), sets)
            told, said, more = self._compared()
        before, none = _per_set(whole.told, sets), _less(_per_set(free.told, sets), _per_set(told, sets))
        totals: dict[str, Any] = {
            "total_claims": whole.claims,
            "total_events": len(whole.told),
            "of_none": Left(*map(sum, zip(*none.values(), strict=True))) if none else NOTHING,
            "each": {name: Around(before[name], none[name]) for name in sets},
        }
        words = caption(told, said, table=kept.table, chart=self.chart, **totals, **more)
        return replace(words, title=self.title) if self.title else words

    @cached_property
    def alt(self) -> str:
        """What it shows, for who cannot see it."""
        kept, chosen = self.filtered, self.filtered.selection
        said = {
            "timeline": lambda: alt_timeline.alt(kept.told, lanes=chosen.lanes, period=(chosen.start, chosen.end)),
            "strike_counts": lambda: strike_counts.alt(kept.told, **_counting(kept)),
            "map": lambda: alt_map.alt(kept.told, measure=chosen.measure),
            "compare": lambda: compare.alt(self.parts, **_comparing(kept)),
        }
        told = said[self.chart]()
        return told if self.chart in ("strike_counts", "compare") else f"{self.caption.title}. {told}"

    @property
    def note(self) -> str:
        """What the table of ``rows`` does not hold."""
        return (
            strike_counts.below(self.filtered.told, **_counting(self.filtered)) if self.chart == "strike_counts" else ""
        )

    def rows(self) -> Sequence[Mapping[str, Any]]:
        """What it shows, as a table; a row may lack cells of another one."""
        kept, chosen = self.filtered, self.filtered.selection
        found = {
            "timeline": lambda: alt_timeline.rows(kept.told, lanes=chosen.lanes, order=chosen.order),
            "strike_counts": lambda: strike_counts.rows(kept.told, **_counting(kept)),
            "map": lambda: alt_map.rows(kept.told, measure=chosen.measure),
            "compare": lambda: compare.rows(self.parts, **_comparing(kept)),
        }
        return found[self.chart]()

    @cached_property
    def _loaded(self) -> list[str]:
        """The data sets that there are."""
        return [one.name for one in held(self.filtered.table)]

    @property
    def _sets(self) -> list[str]:
        """The data sets that the chart is of: a comparison of them may have others than those that are shown."""
        kept, names = self.filtered, sorted(self.filtered.datasets)
        if self.chart == "compare":
            names = sides.sets(kept.table, kept.selection, names, self._loaded)
        return [name for name in DATASETS if name in names]

    def _compared(self) -> tuple[Told, Selection, dict[str, Any]]:
        """The events of all parts of a comparison, each once, what holds for all of them, and the axis of the lines."""
        kept = self.filtered
        held_for_all = sides.of_all(kept.selection, self.parts)
        axis = shown(self.parts, **_comparing(kept))
        return sides.together(kept.table, self.parts), held_for_all, {"shown": axis}


def _timeline(one: Drawing, width_hint: int) -> Figure:
    kept, chosen = one.filtered, one.filtered.selection
    return timeline.build(
        kept.told,
        lanes=chosen.lanes,
        order=chosen.order,
        period=(chosen.start, chosen.end),
        selected=chosen.event,
        published=kept.published if chosen.reports == "show" else None,
        width_hint=width_hint,
    )


def _strike_counts(one: Drawing, width_hint: int) -> Figure:
    kept = one.filtered
    until = last_days(_whole(kept).told)
    return strike_counts.build(kept.told, until=until, **_counting(kept), width_hint=width_hint)


def _compare(one: Drawing, width_hint: int) -> Figure:
    return compare.build(one.parts, **_comparing(one.filtered), width_hint=width_hint)


def _per_set(told: Told, sets: Sequence[str]) -> dict[str, Left]:
    """How many events and claims there are of each data set."""
    events, claims = sizes(told).tolist()
    places = {name: DATASETS.index(name) for name in sets}
    return {name: Left(events[place], claims[place]) for name, place in places.items()}


def _less(all_: Mapping[str, Left], some: Mapping[str, Left]) -> dict[str, Left]:
    pairs = {name: (one, some[name]) for name, one in all_.items()}
    return {name: Left(one.events - other.events, one.claims - other.claims) for name, (one, other) in pairs.items()}


def _comparing(kept: Filtered) -> dict[str, Any]:
    return {name: getattr(kept.selection, name) for name in COMPARING}


def _whole(kept: Filtered) -> Filtered:
    """The same data sets before any filter."""
    return Filtered(kept.table, without_filters(kept.selection), kept.datasets)


def _counting(kept: Filtered) -> dict[str, Any]:
    chosen = kept.selection
    return {name: getattr(chosen, name) for name in COUNTING} | {"period": (chosen.start, chosen.end)}


def _map(one: Drawing, width_hint: int) -> Figure:
    kept, chosen = one.filtered, one.filtered.selection
    corners = area_from_text(chosen.window)
    return event_map.build(
        points(kept.told, chosen.measure),
        window=(*corners[0], *corners[1]) if corners else None,
        measure=chosen.measure,
        area=area_from_text(chosen.area),
        width_hint=width_hint,
    )


CHARTS: Mapping[str, Callable[[Drawing, int], Figure]] = {
    "timeline": _timeline,
    "strike_counts": _strike_counts,
    "map": _map,
    "compare": _compare,
}
"""How each chart is drawn, by its name in an address."""
