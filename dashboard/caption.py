"""What a chart must say of itself to stand alone: title, span, filters in words, sources, what is left out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pandas as pd

from dashboard.datasets import is_published, part, present, title
from dashboard.drawing.bins import coverage, unit_for, window_of
from dashboard.drawing.lanes import lanes
from dashboard.drawing.plan import MOST_SPANS
from dashboard.events import events, two_sides
from dashboard.formats import day, listing, number, several, span
from dashboard.words import doubt, one_of, words
from data_prep import DATASETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dashboard.state import Selection

TIMELINE, STRIKE_COUNTS = "timeline", "strike_counts"
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


def caption(claims: pd.DataFrame, selection: Selection, *, total_claims: int, chart: str = TIMELINE) -> Caption:
    """The caption of ``chart`` (``timeline`` or ``strike_counts``) drawn from ``claims``, the filtered claim frame.

    ``total_claims`` is the number of claims before filtering. Raises UsageError for another chart.
    """
    one_of("chart", chart, (TIMELINE, STRIKE_COUNTS))
    told = events(claims)
    days = _span(told, _measure(selection, chart))
    filters = "; ".join(_filters(selection))
    said = words("caption")
    named = listing([title(name) for name in present(told) if is_published(name) or len(present(told)) > 1])
    return Caption(
        title=_title(told, selection, chart),
        subtitle=" ".join(
            f"{text}." for text in (named, days, said["filters"].format(filters=filters) * bool(filters)) if text
        ),
        filters=filters,
        span=days,
        sources=" ".join(_sources(claims)),
        counts_line=_counts(told, selection, chart, len(claims), total_claims),
        notes=tuple(_notes(told, selection, chart)),
    )


def _measure(selection: Selection, chart: str) -> str:
    return "events" if chart == TIMELINE else selection.measure


def _span(told: pd.DataFrame, measure: str) -> str:
    """The days of the bulk of the events: the days that the chart opens on."""
    if told["date_start"].isna().all():
        return ""
    window = window_of(told, measure)
    first, last = (datetime.fromtimestamp(moment / 1000, UTC).date() for moment in (window.start, window.end))
    return span(first, last)


def _title(told: pd.DataFrame, selection: Selection, chart: str) -> str:
    titles = words("titles")
    if chart == TIMELINE:
        sides = selection.lanes == "actor" and len(told) > 0 and two_sides(told).mean() > MOSTLY
        return titles["timeline_actor_sides" if sides else f"timeline_{selection.lanes}"]
    title = titles[chart].format(
        measure=words("measures")[selection.measure], unit=titles[unit_for(told, selection.unit, selection.measure)]
    )
    return title if selection.stack == "none" else titles["stacked"].format(title=title, by=titles[selection.stack])


def _filters(selection: Selection) -> Iterator[str]:
    """Each active filter in words."""
    say = words("filters")
    if selection.actor:
        yield say[selection.role].format(names=_either(selection.actor))
    for field in ("attribution", "stance"):
        if values := getattr(selection, field):
            yield say[field].format(names=_either([words(field)[value].lower() for value in values]))
    for field in ("place", "event_type", "source"):
        if values := getattr(selection, field):
            yield say[field].format(names=_either(values))
    if selection.leave_out:
        yield say["leave_out"].format(names=_either([f"“{doubt(flag)}”" for flag in selection.leave_out]))
    if selection.start is not None:
        yield say["start"].format(day=day(selection.start))
    if selection.end is not None:
        yield say["end"].format(day=day(selection.end))


def _either(names: tuple[str, ...] | list[str]) -> str:
    return listing(names, joint="or")


def _sources(claims: pd.DataFrame) -> Iterator[str]:
    """Who says so; then for each data set its attribution, its licence and how far it reaches."""
    say, sets = words("caption"), present(claims)
    given = claims["source"].dropna()
    names = list(given[given != ""].value_counts().index)
    if names and len(sets) < 2:
        yield say["sources"].format(names=listing(names, LISTED))
    for name in sets:
        until = claims["date_end" if is_published(name) else "published"][(claims["dataset"] == name).to_numpy()].max()
        yield from _credit(name, "" if pd.isna(until) else day(until.date()))


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


def _counts(told: pd.DataFrame, selection: Selection, chart: str, claims: int, total_claims: int) -> str:
    """How many events, and from how many claims; of several data sets the events of each."""
    say, sets = words("caption"), present(told)
    if len(sets) > 1:
        each = {title(name): _counted(part(told, name), selection, chart) for name in sets}
        return " ".join(say["of_dataset"].format(dataset=name, counts=text) for name, text in each.items())
    from_claims = say["claims"].format(claims=several(claims, "claim"))
    left_out = say["left_out"].format(n=number(total_claims - claims)) if total_claims > claims else ""
    return f"{_counted(told, selection, chart)}. {from_claims}{left_out}."


def _counted(told: pd.DataFrame, selection: Selection, chart: str) -> str:
    say = words("caption")
    measure = "killed" if chart == TIMELINE else selection.measure
    line = several(len(told), "event")
    unknown = coverage(told, measure, "day").unknown
    if unknown:
        line += say["without"].format(n=number(unknown), measure=words("measures")[measure].lower())
    for stance in ("denied", "disputed"):
        if count := int((told["stance"] == stance).sum()):
            line += say[stance].format(n=number(count))
    return line


def _notes(told: pd.DataFrame, selection: Selection, chart: str) -> Iterator[str]:
    say = words("notes")
    yield from _timeline_notes(told, selection) if chart == TIMELINE else _count_notes(told, selection)
    if told["left_out"].any():
        yield say["rates"]
    if told["zero_or_unknown"].any():
        yield say["zero"]
    if told["dataset"].nunique() > 1:
        yield say["datasets"]


def _timeline_notes(told: pd.DataFrame, selection: Selection) -> Iterator[str]:
    say, placed = words("notes"), lanes(told, selection.lanes)
    if len(placed.event) <= MOST_SPANS:
        yield say["timeline"]
    sides = two_sides(told)
    if selection.lanes == "actor" and sides.any():
        yield say["sides"]
    if selection.lanes == "actor" and (told["perpetrators"].list.len().fillna(0).to_numpy() > 1)[~sides].any():
        yield say["several_lanes"]
    if placed.others and placed.heads:
        yield say["compared_lanes"]
    elif placed.others:
        yield say["lanes"].format(n=number(placed.others), what=words("kinds")[selection.lanes])


def _count_notes(told: pd.DataFrame, selection: Selection) -> Iterator[str]:
    say = words("notes")
    yield say["strike_counts"]
    if selection.stack == "actor" and two_sides(told).any():
        yield say["sides_stacked"]
    covered = coverage(told, selection.measure, unit_for(told, selection.unit, selection.measure))
    if told["dataset"].nunique() > 1:
        yield say["scales"]
    if covered.spread and told["dataset"].nunique() < 2:
        yield say["spread"].format(events=several(covered.spread, "event"))
