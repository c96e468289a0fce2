"""A printed date that is that of an earlier edition: weekdays that it reads a week too early."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from data_prep.reports.dates import Clock, resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.reports.dates import Expression
    from data_prep.reports.document import Document

CONFLICT = "publication-date-conflict"
FAR = 4
"""A lead tells of the last days: a weekday that would be so many days before the printed date is in doubt."""
AHEAD = 2
"""... and is read forward when it falls at most so many days after the printed date."""


def forward_days(document: Document, expressions: Sequence[Expression]) -> dict[int, date]:
    """Weekdays that the printed date reads a week too early, and their right day.

    News tells first what is newest. Where the lead's own weekday would lie four to six days before the printed date,
    and before days that the report tells of as background, but one or two days after the printed date makes it the
    newest, the printed date is that of an earlier edition: the lead's day is the later one. A dateline's own day is
    never doubted; a day given by the caller, or one that would be two days ahead, only where later sentences tell of
    newer days.
    """
    lead = _lead_weekday(document, expressions)
    if lead is None or not document.printed:
        return {}
    printed = document.printed[0]
    ahead = (lead - printed.day.weekday()) % 7
    if not 1 <= ahead <= AHEAD or 7 - ahead < FAR or printed.where == "dateline":
        return {}
    behind = printed.day - timedelta(days=7 - ahead)
    newer = _newer_days(document, expressions, behind, lead)
    if (printed.where == "given" or ahead > 1) and not newer:
        return {}
    return {lead: printed.day + timedelta(days=ahead)}


def _lead_weekday(document: Document, expressions: Sequence[Expression]) -> int | None:
    lead = next((one for one in document.sentences if one.role == "body"), None)
    if lead is None:
        return None
    inside = [one for one in expressions if lead.start <= one.start < lead.end]
    if not inside or inside[0].kind != "weekday" or inside[0].shift or inside[0].tense == "future":
        return None
    return inside[0].weekday


def _newer_days(document: Document, expressions: Sequence[Expression], behind: date, lead: int) -> bool:
    """Other days, told in the body, that come after the lead's day if that is read by the printed date."""
    clock = Clock(document.published)
    first = next(one for one in document.sentences if one.role == "body")
    later = [one for one in expressions if one.start >= first.end and one.weekday != lead]
    others = (resolve(one, clock) for one in later if one.kind in {"weekday", "relative"})
    return any(found is not None and behind < found.start <= document.published for found in others)
