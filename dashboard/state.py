"""Selection: everything a reader of the page has chosen, in one frozen value, and its form in the address bar.

A field's name is the widget's key and the key in the URL. A field at its default changes nothing and stands not in
the URL.

Streamlit's own ``bind="query-params"`` writes an option's *label* into the URL. Labels carry counts here ("Russia
(12)"), so every new report would break every link that was ever shared: we write the names ourselves.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from dashboard.drawing.geo_area import area_from_text

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence


@dataclass(frozen=True)
class Selection:
    """The filters and chart choices of one view. Empty tuples and None choose everything."""

    dataset: str = ""
    """The data set that is shown; ``compare``: several, side by side; empty: the one that is shown by default."""
    compared: tuple[str, ...] = ()
    """The data sets side by side."""
    actor: tuple[str, ...] = ()
    """Canonical actor names; see ``role``."""
    match: str = "any"
    """``any`` of the actors, or ``all`` of them in one claim."""
    without: tuple[str, ...] = ()
    """Actors whose events, in the same role, are left out."""
    role: str = "either"
    """``by`` (carried out by), ``against`` or ``either``."""
    attribution: tuple[str, ...] = ()
    """Values of ``frame.ATTRIBUTIONS``."""
    start: date | None = None
    end: date | None = None
    place: tuple[str, ...] = ()
    event_type: tuple[str, ...] = ()
    """ACLED sub-event types."""
    source: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    leave_out: tuple[str, ...] = ()
    """Flags: an event with a claim that carries one of them is left out."""
    area: str = ""
    """A box or a shape on the map, as ``geo_area.area_from_text`` reads it; empty: everywhere."""
    window: str = ""
    """The part of the map that is looked at: west, south, east, north; empty: where the bulk of the events is."""
    lanes: str = "actor"
    """What a lane of the timeline is: ``actor``, ``place``, ``type``, ``source`` or ``dataset``."""
    order: str = "count"
    """What orders the lanes: ``count`` (most events first), ``first`` (earliest event first) or ``name``."""
    reports: str = "hide"
    """Whether the days on which reports were published are marked: ``hide`` or ``show``."""
    measure: str = "events"
    """What the strike-count chart counts: events, strikes, killed, civilians_killed or injured."""
    unit: str = "auto"
    """The width of its bars: auto, day, week, month, quarter or year."""
    stack: str = "none"
    """What splits its bars: none, actor, place, type, source or dataset."""
    arrange: str = "stacked"
    """How the parts of split bars stand: ``stacked``, ``beside`` one another, or in ``panels`` of their own."""
    running: str = "none"
    """What is drawn over time: ``none`` (each bar by itself), ``total`` so far, or the ``mean`` of several bars."""
    imprecise: str = "spread"
    """How dates that reach over several bars count: ``spread`` over them by day, ``placed`` on the first day that the
    source or data set gives, or ``left_out``."""
    sides_by: str = "actor"
    """What is compared: actors, places, periods or data sets."""
    sides: tuple[str, ...] = ()
    """What stands on one axis: two to six names, or periods as ``2015``, ``2015-03`` or ``2015-03-01/2015-06-30``."""
    align: str = "dates"
    """Where the lines begin: by their ``dates``, or each at its own ``start``."""
    event: str | None = None
    """The ``event_id`` whose evidence is open."""


FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)
"""The days between which one can be chosen."""
COMPARE = "compare"
BOX = 2
"""Corners of a part of the map that is looked at."""


DEFAULT = Selection()
NAMES = tuple(field.name for field in fields(Selection))
LISTS = tuple(name for name in NAMES if isinstance(getattr(DEFAULT, name), tuple) and name not in ("compared", "sides"))
"""Fields that hold several names: each filters the claims."""
DATES = ("start", "end")
SIDES = "sides"
PARTS = ("area", "window")
"""Fields that hold a part of the map."""
FILTERS = (*LISTS, *DATES, "area")
"""Fields that leave claims out. ``role`` and ``match`` only say how ``actor`` is meant."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "role": ("either", "by", "against"),
    "match": ("any", "all"),
    "lanes": ("actor", "place", "type", "source", "dataset"),
    "order": ("count", "first", "name"),
    "reports": ("hide", "show"),
    "measure": ("events", "strikes", "killed", "civilians_killed", "injured"),
    "unit": ("auto", "day", "week", "month", "quarter", "year"),
    "stack": ("none", "actor", "place", "type", "source", "dataset"),
    "arrange": ("stacked", "beside", "panels"),
    "running": ("none", "total", "mean"),
    "imprecise": ("spread", "placed", "left_out"),
    "sides_by": ("actor", "place", "period", "dataset"),
    "align": ("dates", "start"),
}
"""Fields that hold one word of a short list."""


def to_query(selection: Selection) -> dict[str, list[str]]:
    """The selection as URL parameters: names as they are, dates in ISO form, defaults left out."""
    chosen = {name: getattr(selection, name) for name in NAMES if getattr(selection, name) != getattr(DEFAULT, name)}
    return {name: _texts(value) for name, value in chosen.items()}


def _texts(value: Any) -> list[str]:
    return list(value) if isinstance(value, tuple) else [str(value)]


def from_query(query: Mapping[str, list[str]]) -> Selection:
    """The selection that URL parameters ask for; one that cannot be read leaves its field at the default."""
    read = {name: _read(name, query[name]) for name in NAMES if query.get(name)}
    return Selection(**{name: value for name, value in read.items() if value is not None})


def _read(name: str, texts: list[str]) -> Any:
    if isinstance(getattr(DEFAULT, name), tuple):
        return tuple(dict.fromkeys(texts))
    if name in DATES:
        return _day(texts[-1])
    return texts[-1] if texts[-1] in CHOICES.get(name, texts) else None


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None


def known(
    selection: Selection, allowed: Mapping[str, Collection[str]], is_event: Callable[[str], bool] = lambda _: True
) -> Selection:
    """The selection without the names that ``allowed`` (field -> names) does not hold, without an event that
    ``is_event`` does not know, and without what is no stretch of the map.

    A link may be older than the data it opens on: what is no longer there is left out rather than an error.
    """
    event = selection.event if selection.event and is_event(selection.event) else None
    kept: dict[str, Any] = {
        "event": event,
        "area": selection.area if area_from_text(selection.area) else "",
        "window": selection.window if len(area_from_text(selection.window) or ()) == BOX else "",
    }
    for name in LISTS:
        kept[name] = tuple(text for text in getattr(selection, name) if text in allowed.get(name, ()))
    return replace(selection, **kept)


def of_datasets(selection: Selection, loaded: Sequence[str], counted: Collection[str]) -> Selection:
    """The selection without data sets that are not ``loaded``, the one shown by default first; side by side stand those
    that are named, else the ``counted`` ones. What is shown by default has one form, named or not: the empty one."""
    only_asked_for = loaded[:1] if loaded and loaded[0] not in counted else ()
    possible = {*only_asked_for, *loaded[1:], *([COMPARE] if len(loaded) > 1 else ())}
    dataset = selection.dataset if selection.dataset in possible else ""
    named = tuple(name for name in loaded if name in selection.compared)
    compared = named or tuple(name for name in loaded if name in counted)
    return replace(selection, dataset=dataset, compared=compared if dataset == COMPARE else ())


def without(selection: Selection, name: str, value: str | None = None) -> Selection:
    """The selection with one filter taken off: the whole field, or only ``value`` of it."""
    left = tuple(text for text in getattr(selection, name) if text != value) if value is not None else ()
    changed: dict[str, Any] = {name: left or getattr(DEFAULT, name)}
    return replace(selection, **changed)


def without_filters(selection: Selection) -> Selection:
    """The selection with every filter taken off; what the charts show, and the open event, stay."""
    defaults: dict[str, Any] = {name: getattr(DEFAULT, name) for name in (*FILTERS, "role", "match")}
    return replace(selection, **defaults)


def is_filtered(selection: Selection) -> bool:
    """Whether any filter leaves claims out."""
    return any(getattr(selection, name) != getattr(DEFAULT, name) for name in FILTERS)


def days_cross(selection: Selection) -> bool:
    """Whether the first day asked for comes after the last: no event can be meant."""
    return selection.start is not None and selection.end is not None and selection.start > selection.end
