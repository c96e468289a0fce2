"""Why a report was read as it was: each filled cell of each claim with its words and rule, and what was refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_prep.reports.claims import Reading
from data_prep.reports.explain import cells, figures, roles
from data_prep.reports.explain.model import Explanation, Finding, Told
from data_prep.reports.explain.refused import refused
from data_prep.reports.explain.trail import Trail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data_prep.reports.claims import Refusal
    from data_prep.reports.document import Document
    from data_prep.reports.draft import Draft

__all__ = ["Explanation", "Finding", "Told", "explained"]


def explained(document: Document) -> tuple[str, tuple[Told, ...], tuple[Finding, ...]]:
    """By which day the report was read, its sentences, and all findings in the order of the text."""
    refusals: list[Refusal] = []
    reading = Reading(document, refusals)
    rows, _ = reading.run()
    trail = Trail(document, reading, rows)
    found = [finding for draft in trail.drafts for finding in _of_claim(trail, draft)]
    found += sorted(set(refused(trail, refusals, found)), key=lambda one: (one.start, one.end, one.about))
    told = (Told(number, one.start, one.end, one.text, one.role) for number, one in enumerate(document.sentences, 1))
    return _published(document), tuple(told), tuple(found)


def _of_claim(trail: Trail, draft: Draft) -> Iterator[Finding]:
    """Each filled cell of a claim."""
    row = trail.row(draft)
    yield trail.finding(draft, "event", cells.event(trail, draft))
    if draft.denied:
        yield trail.finding(draft, "stance", cells.stance(trail, draft))
    if draft.dated is not None:
        yield trail.finding(draft, "date", cells.day(trail, draft))
    if draft.place is not None:
        yield trail.finding(draft, "place", cells.place(trail, draft))
    for measure in figures.MEASURES:
        if figures.bounds(row, measure):
            yield trail.finding(draft, measure, figures.figure(trail, draft, measure))
    yield from _sides(trail, draft)
    if row["source"]:
        yield trail.finding(draft, "source", cells.source(trail, draft))


def _sides(trail: Trail, draft: Draft) -> Iterator[Finding]:
    for about, sides in (("perpetrators", draft.roles.perpetrators), ("targets", draft.roles.targets)):
        for name in sides:
            yield trail.finding(draft, about, roles.named(trail, draft, name))
    if draft.roles.attribution != "unstated":
        yield trail.finding(draft, "attribution", roles.attribution(trail, draft))


_WHERE = {
    "given": "as given",
    "metadata": "from the page's own data",
    "header": "from the lines above the report",
    "dateline": "from the dateline",
}


def _published(document: Document) -> str:
    """The day of publication and where it stands."""
    day = document.published.isoformat()
    if document.told:
        return f"{day}: the report does not say; the day that it tells of most"
    if not document.printed:
        return f"{day}: the report does not say; the day on which it was read"
    printed = document.printed[0]
    words = document.text[printed.start : printed.end] if printed.start >= 0 else ""
    return f"{day}, {_WHERE[printed.where]}" + (f" ({words!r})" if words else "")
