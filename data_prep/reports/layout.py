"""The lines of a report put together to paragraphs: hard-wrapped lines joined, list items and headings apart."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class Paragraph(NamedTuple):
    """A paragraph, list item or heading: ``text[start:end]`` holds its words, without marker or white space around."""

    start: int
    end: int
    heading: bool


class _Line(NamedTuple):
    start: int
    end: int
    marker: str
    """The Markdown or list mark that the line begins with; it stands before ``start``."""


_MARKER = re.compile(
    r"[ \t>]*(?P<marker>#{1,6}(?=[ \t])|[-*•‣▪●·\u2013](?=[ \t])|(?:\d{1,2}[.)]|\([a-z\d]\))(?=[ \t]))?[ \t]*"
)
_LETTER_OR_DIGIT = re.compile(r"[^\W_]")
# A line is taken to be wrapped when its block is this full: a writer ends a short line on purpose.
_FULL = 0.75
_CLOSING = ".:;!?\"”'\u2019)"


def paragraphs(text: str, start: int = 0) -> Iterator[Paragraph]:
    """The paragraphs of ``text`` from ``start`` on, in order.

    A blank line ends a paragraph; so do a list item's or heading's mark at the start of the next line, and a line
    that ends well before the width of its block though the next line's first word had fitted in.
    """
    for block in _blocks(text, start):
        width = max(line.end - line.start for line in block)
        begun = block[0]
        for line, following in zip(block, [*block[1:], None], strict=True):
            if following is None or _ends_paragraph(text, line, following, width):
                yield from _paragraph(text, begun, line.end)
                begun = following or line


def _paragraph(text: str, first: _Line, end: int) -> Iterator[Paragraph]:
    if _LETTER_OR_DIGIT.search(text, first.start, end):
        yield Paragraph(first.start, end, first.marker.startswith("#"))


def _blocks(text: str, start: int) -> Iterator[list[_Line]]:
    block: list[_Line] = []
    for line in _lines(text, start):
        if line is not None:
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _lines(text: str, start: int) -> Iterator[_Line | None]:
    """Each line without its mark and the white space around it; None for a blank line."""
    for raw in text[start:].splitlines(keepends=True):
        kept = len(raw.rstrip())
        found = _MARKER.match(raw, 0, kept)
        mark = found["marker"] if found and found["marker"] else ""
        begin = found.end() if found else 0
        yield _Line(start + begin, start + kept, mark) if kept > begin else None
        start += len(raw)


def _ends_paragraph(text: str, line: _Line, following: _Line, width: int) -> bool:
    if line.marker.startswith("#") or following.marker.startswith("#"):
        return True
    word = text[following.start : following.end].split(None, 1)[0]
    wrapped = line.end - line.start + 1 + len(word) >= _FULL * width
    if following.marker:
        return bool(line.marker) or not wrapped or text[line.end - 1] in _CLOSING
    return not wrapped and not word[0].islower()
