"""A saved web page: its main text, title, date, publisher and address. Nothing in it is run or fetched."""

from __future__ import annotations

import logging
from datetime import date
from typing import Any

from data_prep.errors import UnreadableError
from data_prep.files.incident_page import read_incident_page
from data_prep.files.readfile import ReadFile

AIRWARS = "Airwars"
_DATES = {"extensive_search": False, "original_date": True}
"""Only dates that the page itself gives as its own: a date in the text is the news'."""


def read_webpage(html: str, name: str) -> ReadFile:
    """The page's article; its title stands on top of the text. Of an Airwars incident page it is the narrative: its
    labelled figures are a table. Raises UnreadableError where there is no main text."""
    incident = read_incident_page(html)
    if incident is not None and incident.narrative.strip():
        return ReadFile(incident.narrative, name, incident.title, AIRWARS, incident.url)
    page = _extract(html)
    body = "\n\n".join(line for line in ((page and page.text) or "").splitlines() if line.strip())
    if not body:
        raise UnreadableError(name, "The page has no main text.", "Copy the report's text into a text file.")
    return ReadFile(
        text=_with_title(body, page.title or ""),
        name=name,
        title=page.title or "",
        publisher=page.sitename or page.hostname or "",
        url=page.url or "",
        published=_day(page.date),
    )


def _extract(html: str) -> Any:
    # Imported here: it takes half a second, and most reports are plain text.
    import trafilatura

    # It reports a page without text, which is said here in words of our own.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return trafilatura.bare_extraction(
            html, with_metadata=True, include_comments=False, date_extraction_params=_DATES
        )
    except Exception:  # a page can be broken in more ways than its parsers name
        return None


def _with_title(body: str, title: str) -> str:
    begins = " ".join(body[: 2 * len(title) + 20].split()).casefold()
    return body if not title or title.casefold() in begins else f"{title}\n\n{body}"


def _day(written: str | None) -> date | None:
    try:
        return date.fromisoformat((written or "")[:10])
    except ValueError:
        return None
