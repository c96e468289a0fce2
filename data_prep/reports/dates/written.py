"""A date that fills a whole field, such as the date in a file's front matter: in any order, and in many languages."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from data_prep.reports.dates.printed import parse_printed_date
from data_prep.vocab import table

if TYPE_CHECKING:
    from datetime import date

LONGEST = 60
"""Characters: a longer field holds a sentence, in which dateparser would find dates that are none."""


@lru_cache(maxsize=512)
def read_written_date(field: str) -> date | None:
    """The day that a field gives; None when it gives none.

    Our own reading comes first: it knows the printed forms of news. What it does not know is dateparser's: month names
    in the languages of ``dates_field_languages.csv``. Only complete dates count, never ``Monday`` or ``March``.
    """
    words = field.strip()
    found = parse_printed_date(words)
    if found is not None:
        return found.day
    return _by_dateparser(words) if words and len(words) <= LONGEST else None


def _by_dateparser(words: str) -> date | None:
    # Imported here: it takes a quarter of a second, and most reports need no help.
    import dateparser

    languages = [row["language"] for row in table("dates_field_languages")]
    settings = {
        "PARSERS": ["absolute-time"],
        "STRICT_PARSING": True,
        "DATE_ORDER": "DMY",
        "PREFER_LOCALE_DATE_ORDER": False,
    }
    try:
        found = dateparser.parse(words, languages=languages, settings=settings)
    except (ValueError, OverflowError):
        return None
    return found.date() if found else None
