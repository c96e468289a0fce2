"""One report that is given as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data_prep.files import check_text, read_file
from data_prep.frame import from_rows, problems_frame
from data_prep.given import Day, as_day
from data_prep.prepare import Prepared
from data_prep.reading import check_language, claims_of
from data_prep.reports.document import read_document

if TYPE_CHECKING:
    import pandas as pd

    from data_prep.files.listing import AnyPath
    from data_prep.reading import Row


def read_text(
    text: str,
    *,
    published: Day = None,
    title: str | None = None,
    publisher: str | None = None,
    document: str | None = None,
) -> pd.DataFrame:
    """The claims of one report given as text; ``document`` is the name it goes by. No text gives no claims.

    Raises UsageError for a ``published`` that cannot be, UnreadableError for a text that is too long or in a language
    that is not read yet.
    """
    return from_rows(_read(text, published, title, publisher, document)[0])


def read_report(
    text: str,
    *,
    published: Day = None,
    title: str | None = None,
    publisher: str | None = None,
    document: str | None = None,
) -> Prepared:
    """As ``read_text``, with the problems: what is not in the claims, or unsure. Raises the same errors."""
    claims, problems = _read(text, published, title, publisher, document)
    return Prepared(from_rows(claims), problems_frame(problems))


def _read(
    text: str, published: Day, title: str | None, publisher: str | None, document: str | None
) -> tuple[list[Row], list[Row]]:
    """The rows of a report's claims and of its problems."""
    name = document or ""
    checked = check_text(text, name or "The text")
    check_language(checked, name or "The text")
    read = read_document(checked, published=as_day(published), title=title, publisher=publisher, name=name)
    claims, doubts = claims_of(read)
    return claims, [{**doubt, "file": name} for doubt in doubts]


def source_text(path: AnyPath) -> str:
    """The text of a report's file, in which the claims' offsets count. Raises UnreadableError."""
    return read_file(path).text
