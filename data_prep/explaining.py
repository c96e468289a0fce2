"""Why one report was read as it was, from its file or its text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from data_prep.errors import UnreadableError
from data_prep.files import check_text, read_file
from data_prep.frame import from_rows, problems_frame
from data_prep.given import as_day
from data_prep.reading import check_language, claims_of, document_of
from data_prep.reports.document import Document, read_document
from data_prep.reports.explain import Explanation, explained

if TYPE_CHECKING:
    from data_prep.files.listing import AnyPath
    from data_prep.given import Day


def explain(path: AnyPath, *, published: Day = None) -> Explanation:
    """Sentence by sentence, how ``prepare`` reads a report: what was found, by which rule, and what was refused.

    Raises UnreadableError for a file that cannot be read, UsageError for a ``published`` that cannot be.
    """
    _check_one(Path(path))
    read = read_file(path)
    check_language(read.text, read.name)
    return _explanation(document_of(read, as_day(published)))


def _check_one(path: Path) -> None:
    if path.is_dir():
        raise UnreadableError(str(path), "This is a folder.", "Give one report of it.")
    if not path.exists():
        raise UnreadableError(str(path), "There is no file of this name.", "Check how it is written.")


def explain_text(
    text: str,
    *,
    published: Day = None,
    title: str | None = None,
    publisher: str | None = None,
    document: str | None = None,
) -> Explanation:
    """As ``explain``, for a report given as text: how ``read_text`` reads it. Raises the same errors."""
    name = document or ""
    checked = check_text(text, name or "The text")
    check_language(checked, name or "The text")
    given = as_day(published)
    return _explanation(read_document(checked, published=given, title=title, publisher=publisher, name=name))


def _explanation(document: Document) -> Explanation:
    claims, problems = claims_of(document)
    published, sentences, findings = explained(document)
    return Explanation(
        document=document.name,
        text=document.text,
        published=published,
        sentences=sentences,
        findings=findings,
        claims=from_rows(claims),
        problems=problems_frame({**problem, "file": document.name} for problem in problems),
    )
