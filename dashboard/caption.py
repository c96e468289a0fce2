"""What a chart must say of itself to stand alone: title, span, filters in words, sources, what is left out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from dashboard.caption_notes import COMPARE, MAP, STRIKE_COUNTS, TIMELINE, notes
from dashboard.datasets import is_published, title
from dashboard.drawing.added import sizes, tallied
from dashboard.drawing.bins import unit_for, window_of
from dashboard.drawing.geo_area import area_from_text
from dashboard.drawing.kept import kept, parts
from dashboard.drawing.window import DAY, bulk_of, within_period
from dashboard.epoch import date_of
from dashboard.events import Told, events, table_of
from dashboard.figures import total
from dashboard.formats import day, listing, number, several, span
from dashboard.state import BOX
from dashboard.store.columns import NO_DAY
from dashboard.store.told import STANCES
from dashboard.words import doubt, one_of, words
from data_prep import DATASETS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dashboard.drawing.compared import Shown
    from dashboard.events import Claims
    from dashboard.state import Selection
    from dashboard.store.table import Table

CHARTS = (TIMELINE, STRIKE_COUNTS, MAP, COMPARE)
MOSTLY = 0.5
"""The share of events that name sides and no attacker from which on the title no longer says who did it."""
LISTED = 3
"""Names that are written out before "and 7 more"."""


@dataclass(frozen=True)
class Caption:
    """The texts around a chart; any of them but the title may be empty.

    ``subtitle`` is span and filters together; ``counts_line`` how many events, and how many without a figure;
    ``notes`` how imprecise dates were drawn and what is left out, a sentence each.
    """

    title: str
    subtitle: str
    filters: str
    span: str
    sources: str
    counts_line: str
    notes: tuple[str, ...] = ()


class Left(NamedTuple):
    """How many events are not drawn, and how many claims tell of them."""

    events: int
    claims: int


NOTHING = Left(0, 0)


class Around(NamedTuple):
    """Of one data set: how much there is ``before`` filtering, and what the filters keep and no part of a comparison
    holds."""

    before: Left
    of_none: Left = NOTHING


def caption(
    claims: Claims,
    selection: Selection,
    *,
    table: Table | None = None,
    total_claims: int | None = None,
    total_events: int | None = None,
    chart: str = TIMELINE,
    shown: Shown | None = None,
    of_none: Left = NOTHING,
    each: Mapping[str, Around] | None = None,
) -> Caption:
    """The caption of ``chart`` (``timeline``, ``strike_counts``, ``map`` or ``compare``) drawn from some events, those
    that the filters kept.

    ``table``: where they are from; without it, it is not known until when reports were published. ``total_claims``,
    ``total_events``: how many there were before filtering, as far as it is to be said. Of a comparison ``shown``: its
    axis, and ``of_none``: what the filters keep and none of its parts holds. ``each``: of several data sets the same
    by name, as they are never added; also of one that the filters leave nothing of. Raises UsageError for another
    chart.
    """
    one_of("chart", chart, CHARTS)
    told = events(claims)
    table = table if isinstance(claims, Told) else table_of(claims)
    filters, said = "; ".join(_filters(selection)), words("caption")
    days = span(shown.first, shown.last) if shown else _span(told, selection, chart)
    if shown:
        selection = replace(selection, unit=shown.unit)
    named = listing([title(name) for name in told.datasets if is_published(name) or len(told.datasets) > 1])
    return Caption(
        title=_title(told, selection, chart, shown),
        subtitle=" ".join(
            f"{text}." for text in (named, days, said["filters"].format(filters=filters) * bool(filters)) if text
        ),
        filters=filters,
        span=days,
        sources=" ".join(_sources(told, table)),
        counts_line=_counts(told, selection, chart, (total_events, total_claims), of_none, each or {}),
        notes=tuple(notes(told, selection, chart)),
    )


def _span(told: Told, selection: Selection, chart: str) -> str:
    """The days of the bulk of the events, those that the chart opens on; a map draws the events of all days."""
    if chart == MAP:
        heard = told.dated & ~told.denied
        if not heard.any():
            return ""
        first, last = date_of(int(told.start[heard].min())), date_of(int(told.end[heard].max()))
        return span(max(first, selection.start or first), min(last, selection.end or last))
    if not told.dated.any():
        return ""
    measure = "events" if chart == TIMELINE else selection.measure
    period = (selection.start, selection.end)
    window = within_period(bulk_of(told), period) if measure == "events" else window_of(told, measure, period)
    return span(date_of(int(window.start // DAY)), date_of(int(window.end // DAY)))


def _title(told: Told, selection: Selection, chart: str, shown: Shown | None) -> str:
    titles = words("titles")
    if chart == TIMELINE:
        sides = selection.lanes == "actor" and len(told) > 0 and told.two_sides.mean() > MOSTLY
        return titles["timeline_actor_sides" if sides else f"timeline_{selection.lanes}"]
    measure = words("measures")[selection.measure]
    if chart == MAP:
        return titles[MAP].format(measure=measure)
    unit = shown.unit if shown else unit_for(told, selection.unit, selection.measure, (selection.start, selection.end))
    title = titles[chart].format(measure=measure, unit=titles[unit])
    if selection.running != "none":
        title = titles[selection.running].format(title=title)
    split = chart == STRIKE_COUNTS and selection.stack != "none"
    return titles["stacked"].format(title=title, by=titles[selection.stack]) if split else title


def _filters(selection: Selection) -> Iterator[str]:
    """Each active filter in words."""
    say = words("filters")
    if selection.actor:
        together = selection.match == "all" and len(selection.actor) > 1
        names = listing(selection.actor) if together else _either(selection.actor)
        yield say[f"{selection.role}_all" if together else selection.role].format(names=names)
    if selection.without:
        yield say[f"without_{selection.role}"].format(names=_either(selection.without))
    for field in ("attribution", "stance"):
        if values := getattr(selection, field):
            yield say[field].format(names=_either([words(field)[value].lower() for value in values]))
    for field in ("place", "event_type", "source"):
        if values := getattr(selection, field):
            yield say[field].format(names=_either(values))
    if selection.area:
        yield say["box" if len(area_from_text(selection.area) or ()) == BOX else "shape"]
    if selection.leave_out:
        yield say["leave_out"].format(names=_either([f"“{doubt(flag)}”" for flag in selection.leave_out]))
    if selection.start is not None:
        yield say["start"].format(day=day(selection.start))
    if selection.end is not None:
        yield say["end"].format(day=day(selection.end))


def _either(names: tuple[str, ...] | list[str]) -> str:
    return listing(names, joint="or")


def _sources(told: Told, table: Table | None) -> Iterator[str]:
    """Who says so; then for each data set its attribution, its licence and how far it reaches."""
    say, found = words("caption"), parts(told)
    if len(found) < 2 and (names := _who_says(told)):
        yield say["sources"].format(names=listing(names, LISTED))
    for name, part in found.items():
        last = int(part.end.max(initial=NO_DAY)) if is_published(name) else _published(part, table)
        yield from _credit(name, "" if last == NO_DAY else day(date_of(last)))


@kept
def _who_says(told: Told) -> tuple[str, ...]:
    """The sources of these events, those of most events first."""
    counts, names = tallied(told, "sources"), told.whole.column("sources").names
    ordered = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
    return tuple(names[code] for code in ordered.tolist())


def _published(told: Told, table: Table | None) -> int:
    """The last day on which a claim of these events was published."""
    if table is None:
        return NO_DAY
    claims = table.claims_of_all(told)
    days = table.claimed.published
    return int((days if len(claims) == len(days) else days[claims]).max(initial=NO_DAY))


def _credit(name: str, until: str) -> Iterator[str]:
    say, about = words("caption"), DATASETS[name]
    if not is_published(name):
        yield (say["published"].format(day=until) if until else say["origin"].format(names=about.title.lower() + "."))
        return
    yield say["credit"].format(attribution=about.attribution.rstrip("."))
    if about.licence:
        yield say["licence"].format(licence=about.licence)
    if until:
        yield say["data_until"].format(day=until)


def _counts(
    told: Told,
    selection: Selection,
    chart: str,
    totals: tuple[int | None, int | None],
    of_none: Left,
    each: Mapping[str, Around],
) -> str:
    """How many events, and from how many claims; of several data sets the events of each. ``totals``: events and claims
    before filtering."""
    say = words("caption")
    if len(names := dict.fromkeys([*each, *told.datasets])) > 1:
        sets = {name: _of_set(told.part(name), selection, chart, each.get(name)) for name in names}
        return " ".join(say["of_dataset"].format(dataset=title(name), counts=text) for name, text in sets.items())
    events_all, claims_all = totals
    claims = _claims(told)
    missing = Left(
        0 if events_all is None else events_all - len(told) - of_none.events,
        (claims_all or claims) - claims - of_none.claims,
    )
    named = "left_out" if events_all is None else "left_out_events"
    text = say["claims"].format(claims=several(claims, "claim"))
    text += _left(missing, named) + _left(of_none, "of_none")
    return f"{_counted(told, selection, chart)}. {text}."


def _of_set(part: Told, selection: Selection, chart: str, around: Around | None) -> str:
    text = _counted(part, selection, chart)
    if around is None:
        return text
    (events, claims), none = around.before, around.of_none
    missing = Left(events - len(part) - none.events, claims - _claims(part) - none.claims)
    return text + _left(missing, "left_out_events") + _left(none, "of_none")


def _claims(told: Told) -> int:
    return int(sizes(told)[1].sum())


def _left(missing: Left, named: str) -> str:
    if missing.claims <= 0:
        return ""
    events, claims = several(missing.events, "event"), several(missing.claims, "claim")
    return words("caption")[named].format(events=events, claims=claims, n=number(missing.claims))


def _counted(told: Told, selection: Selection, chart: str) -> str:
    say = words("caption")
    measure = "killed" if chart == TIMELINE else selection.measure
    line = several(len(told), "event")
    found = None if measure == "events" else total(told, measure)
    if found and found.known < found.of:
        unknown = number(found.of - found.known)
        line += say["without"].format(n=unknown, measure=words("measures")[measure].lower())
    for stance in ("denied", "disputed"):
        if count := int(tallied(told, "stance")[STANCES.index(stance)]):
            apart = "_apart" if stance == "denied" and chart != TIMELINE else ""
            line += say[f"{stance}{apart}"].format(n=number(count))
    return line
