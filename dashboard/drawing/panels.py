"""Which panels a chart of counts has, and the bars in each: data sets apart, groups stacked, side by side or apart."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from dashboard.counted import MEASURES
from dashboard.datasets import title
from dashboard.drawing.bins import IMPRECISE, Coverage, Tally, clipped, coverage, tally, unit_for
from dashboard.drawing.groups import BY, groups_of
from dashboard.drawing.kept import parts
from dashboard.drawing.series import RUNNING
from dashboard.drawing.stretches import stretches
from dashboard.drawing.window import NO_PERIOD, Period, days_of
from dashboard.epoch import date_of
from dashboard.words import one_of, words

if TYPE_CHECKING:
    from datetime import date

    from dashboard.drawing.groups import Groups
    from dashboard.store.told import Told

ARRANGE = ("stacked", "beside", "panels")


@dataclass(frozen=True)
class Choice:
    """What is counted and how: the fields are those of ``state.Selection``. ``unit`` is never ``auto``."""

    measure: str
    unit: str
    stack: str
    arrange: str
    running: str
    imprecise: str
    period: Period = NO_PERIOD
    """The days that were asked for: bars beyond them are not drawn."""
    coarser: bool = False
    """Whether the bars that were asked for would be too many to draw."""

    @property
    def apart(self) -> bool:
        """Whether each group has bars or a line of its own."""
        return self.stack != "none" and (self.arrange != "stacked" or self.running != "none")


@dataclass(frozen=True)
class Panel:
    """One panel: ``head`` above it, its data set, and the ``tallies`` that are drawn in it; ``group`` where it has but
    one."""

    head: str
    dataset: str
    tallies: list[Tally]
    group: str = ""
    is_rest: bool = False
    """Whether it is that of all who have no group of their own: its scale is its own."""


def choice(
    told: Told, *, measure: str, unit: str, stack: str = "none", arrange: str = "stacked", running: str = "none",
    imprecise: str = "spread", period: Period = NO_PERIOD,
) -> Choice:  # fmt: skip
    """The choices as far as these events allow them. Raises UsageError for one that does not exist."""
    one_of("measure", measure, ("events", *MEASURES))
    one_of("stack", stack, BY)
    one_of("arrange", arrange, ARRANGE)
    one_of("running", running, RUNNING)
    one_of("imprecise", imprecise, IMPRECISE)
    drawn = unit_for(told, unit, measure, period)
    return Choice(measure, drawn, stack, arrange, running, imprecise, period, coarser=unit not in ("auto", drawn))


def panels_of(told: Told, chosen: Choice) -> list[Panel]:
    """The panels of a chart, data set by data set; none where there are no events."""
    found = groups_of(told, chosen.stack)
    each = {name: _panels(part, name, found[name], chosen) for name, part in parts(told).items()}
    if len(each) < 2:
        return [panel for panels in each.values() for panel in panels]
    said = words("counts")["panel"]
    return [
        replace(panel, head=said.format(dataset=title(name), group=panel.group) if panel.group else title(name))
        for name, panels in each.items()
        for panel in panels
    ]


def _panels(told: Told, name: str, groups: Groups, chosen: Choice) -> list[Panel]:
    asked = (told, chosen.measure, chosen.unit, groups, chosen.imprecise)
    if not chosen.apart:
        return [Panel("", name, [clipped(tally(*asked), chosen.period)])]
    codes = np.unique(stretches(told, chosen.measure, groups).group).tolist()
    tallies = {groups.names[code]: clipped(tally(*asked, code), chosen.period) for code in codes}
    if chosen.arrange != "panels":
        return [Panel("", name, list(tallies.values()))]
    return [Panel(group, name, [one], group, group == groups.rest) for group, one in tallies.items()]


def covered(told: Told, chosen: Choice) -> dict[str, Coverage]:
    """What the bars of each data set show and what they cannot, by its name."""
    found = groups_of(told, chosen.stack)
    return {
        name: coverage(part, chosen.measure, chosen.unit, chosen.imprecise, found[name])
        for name, part in parts(told).items()
    }


def last_days(told: Told) -> dict[str, date]:
    """The last day that each data set tells of, among events dated to the day: a year's last day is no sign of data.
    For ``until`` of the strike counts, from all events before any filter."""
    each = {name: days_of(part) for name, part in parts(told).items()}
    found = {name: days.starts[days.brief > 0] for name, days in each.items()}
    return {name: date_of(int(starts[-1])) for name, starts in found.items() if len(starts)}


def has_figures(panels: list[Panel]) -> bool:
    """Whether any bar of any panel holds a figure."""
    return any(each.known.any() for panel in panels for each in panel.tallies)
