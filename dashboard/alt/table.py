"""Rows of a chart as an HTML table that a screen reader can walk through. All text in it is escaped here."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any

from dashboard.formats import day, number
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

MOST = 400
"""Rows that are written out; the data page has them all."""
LINKED = "event_id"
"""The cell that becomes a link, where it is known where to."""


def as_html(
    rows: Sequence[Mapping[str, Any]], title: str, link: Callable[[str], str] | None = None, *, note: str = ""
) -> str:
    """A table of rows that may lack cells of one another, headed by the words of ``twin``, named by ``title``;
    ``link`` gives the address of an event; ``note`` stands below it. A day that is None is not known; so is a
    number."""
    heads = list(dict.fromkeys(name for row in rows for name in row))
    head = "".join(f'<th scope="col">{escape(words("twin").get(name, name))}</th>' for name in heads)
    body = "".join(_row([(name, row.get(name, "")) for name in heads], link) for row in rows[:MOST])
    said = words("twin")["more"].format(shown=number(MOST), rows=number(len(rows)))
    notes = [said] * (len(rows) > MOST) + [note] * bool(note)
    more = "".join(f'<p class="note">{escape(text)}</p>' for text in notes)
    table = f"<table><caption>{escape(title)}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    return f'<div class="twin" role="region" tabindex="0" aria-label="{escape(title)}">{table}</div>{more}'


def _row(cells: Sequence[tuple[str, Any]], link: Callable[[str], str] | None) -> str:
    """A row; its first cell names it."""
    written = [_cell(name, value, link, "th" if place == 0 else "td") for place, (name, value) in enumerate(cells)]
    return f"<tr>{''.join(written)}</tr>"


def _cell(name: str, value: Any, link: Callable[[str], str] | None, tag: str) -> str:
    scope = ' scope="row"' if tag == "th" else ""
    if name == LINKED and link is not None:
        text = escape(str(value))
        return f'<{tag}{scope}><a href="{escape(link(str(value)))}" target="_self"><bdi>{text}</bdi></a></{tag}>'
    kind = ' class="number"' if _is_number(value) else ""
    return f'<{tag}{scope}{kind} dir="auto">{escape(_text(value))}</{tag}>'


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(value: Any) -> str:
    if value is None:
        return words("twin")["none"]
    if isinstance(value, bool):
        return words("twin")["yes" if value else "no"]
    if isinstance(value, date):
        return day(value)
    return number(value) if _is_number(value) else str(value)
