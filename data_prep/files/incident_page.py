"""An incident page of Airwars, saved from the browser: its labelled figures, and its narrative.

The page is read as a sequence of pieces of text. A piece that is a label of ``airwars_page_labels.csv`` takes what
follows it as its value, so lists, tables and headings are all read alike.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from lxml import etree

from data_prep.files.incident_rows import row_of
from data_prep.vocab import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

_LEFT_OUT = ("script", "style", "noscript", "template", "nav", "footer", "form", "button", "svg", "iframe")
_TOOLTIPS = "//*[contains(concat(' ', normalize-space(@class), ' '), ' tooltip ')]"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = frozenset((*_HEADINGS, "p", "div", "li", "td", "th", "dd", "dt", "blockquote", "section", "article"))
_HARM = frozenset({"civilian_harm_status_name", "civilian_harm_reported", "civilian_non_combatants_killed"})
_KNOWN_BY = frozenset({"code", "date"})
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(\S+)")
_COUNTED = re.compile(r"\s*\(\d+\)(?:\s*\[[^\]]*\])?$")
"""``Sources (12) [collapse]``."""


@dataclass(frozen=True)
class IncidentPage:
    """What a page says. ``fields``: label as in the vocabulary -> its text; ``narrative``: paragraphs, parted by an
    empty line; ``url`` and ``title`` may be empty."""

    fields: Mapping[str, str]
    narrative: str
    url: str
    title: str


@dataclass(frozen=True)
class _Piece:
    """A text without element borders in it, the element that it stands in, and the label that it is."""

    text: str
    element: Any
    label: str


def read_incident_page(html: str) -> IncidentPage | None:
    """The page's fields and narrative; None for any other web page."""
    root = _parsed(html)
    if root is None:
        return None
    url, title = _url(root), _text(root.xpath("string(//title)"))
    etree.strip_elements(root, *_LEFT_OUT, etree.Comment, with_tail=False)
    for tooltip in root.xpath(_TOOLTIPS):
        etree.strip_elements(tooltip, "*")
        tooltip.text = None
    pieces = list(_pieces(root))
    fields = _fields(pieces)
    columns = {_labels()[label]["column"] for label in fields}
    if not (columns & _HARM and columns & _KNOWN_BY):
        return None
    return IncidentPage(
        {_labels()[label]["label"]: value for label, value in fields.items()}, _told(pieces), url, title
    )


def incident_row(page: IncidentPage) -> dict[str, str]:
    """The page as a row of ``incidents.csv``: only the columns that it fills. Days stay as they are written."""
    told = [(_labels()[_folded(label)], value) for label, value in page.fields.items()]
    return row_of(told) | ({"permalink": page.url} if page.url else {})


def _parsed(html: str) -> Any:
    try:
        parser = etree.HTMLParser(encoding="utf-8", remove_pis=True)
        return etree.fromstring(html.replace("\0", "").encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError:  # nothing but white space, or no element
        return None


def _url(root: Any) -> str:
    """Where the page says that it is, else where the browser says that it was saved from."""
    for place in ("//link[@rel='canonical']/@href", "//meta[@property='og:url']/@content"):
        found = _text(root.xpath(f"string({place})"))
        if found:
            return found
    comments = (str(one.text) for one in root.getroottree().xpath("//comment()"))
    return next((saved[1] for one in comments if (saved := _SAVED_FROM.search(one))), "")


def _pieces(root: Any) -> Iterator[_Piece]:
    """Every text of the body in order; ``Strike type: Airstrike`` in one text is two."""
    for node in root.xpath("//body//text()"):
        element = node.getparent() if node.is_text else node.getparent().getparent()
        label, colon, value = _text(node).partition(":")
        if colon and value and _folded(label) in _labels():
            yield _Piece(label, element, _folded(label))
            yield _Piece(_text(value), element, "")
        elif _text(node):
            yield _Piece(str(node), element, _label_of(node))


def _label_of(node: str) -> str:
    folded = _folded(node)
    return folded if folded in _labels() else ""


def _fields(pieces: Sequence[_Piece]) -> dict[str, str]:
    """Each label that fills a column with its first value; of names, every one that the page gives."""
    found: dict[str, str] = {}
    for at, piece in enumerate(pieces):
        row = _labels().get(piece.label)
        if row is None or not row["column"]:
            continue
        value = _value(pieces, at)
        if not value:
            continue
        if piece.label not in found:
            found[piece.label] = value
        elif row["kind"] == "names":
            found[piece.label] = ", ".join(dict.fromkeys(f"{found[piece.label]}, {value}".split(", ")))
    return found


def _value(pieces: Sequence[_Piece], at: int) -> str:
    return _text(" ".join(one.text for one in _value_pieces(pieces, at)))


def _value_pieces(pieces: Sequence[_Piece], at: int) -> list[_Piece]:
    """What follows a label: the rest of the smallest element that holds it with its value, and brackets after it."""
    following = list(_until_label(pieces, at + 1, pieces[at].element))
    if not following:
        return []
    around = _holding_both(pieces[at].element, following[0].element)
    inside = [one for one in following if _within(one.element, around)]
    after = following[len(inside) :]
    brackets = after if after and after[0].text.strip().startswith("(") else []
    return [*inside, *_closed(brackets)]


def _until_label(pieces: Sequence[_Piece], start: int, label: Any) -> Iterator[_Piece]:
    """The pieces up to the next label, or to a heading that is not the label's own subheading."""
    for piece in pieces[start:]:
        heading = _heading(piece.element)
        if piece.label or (heading and heading <= (_heading(label) or "h6")):
            return
        yield piece


def _closed(pieces: Sequence[_Piece]) -> Iterator[_Piece]:
    for piece in pieces:
        yield piece
        if ")" in piece.text:
            return


def _told(pieces: Sequence[_Piece]) -> str:
    """The paragraphs under the heading of the assessment; on a page without one, what is running text and no value."""
    starts = [at for at, piece in enumerate(pieces) if piece.label and _labels()[piece.label]["kind"] == "narrative"]
    if starts:
        return "\n\n".join(_paragraphs(_until_label(pieces, starts[0] + 1, pieces[starts[0]].element)))
    values = {id(one) for at, piece in enumerate(pieces) if piece.label for one in _value_pieces(pieces, at)}
    rest = [piece for piece in pieces if not piece.label and id(piece) not in values]
    running = [one for one in _paragraphs(rest) if len(one.split()) >= _SENTENCE and one[-1] in _ENDS]
    return "\n\n".join(running)


_SENTENCE = 7
"""Words of running text at least."""
_ENDS = ".!?\"'”’»)"


def _paragraphs(pieces: Iterable[_Piece]) -> list[str]:
    """The pieces block by block."""
    told: list[tuple[Any, str]] = []
    for piece in pieces:
        block = _block(piece.element)
        if told and told[-1][0] is block:
            told[-1] = (block, told[-1][1] + piece.text)
        else:
            told.append((block, piece.text))
    return [text for _, paragraph in told if (text := _text(paragraph))]


def _heading(element: Any) -> str:
    """The tag of the heading that an element is in, or empty."""
    return next((str(one.tag) for one in _upwards(element) if one.tag in _HEADINGS), "")


def _block(element: Any) -> Any:
    return next((one for one in _upwards(element) if one.tag in _BLOCKS), element)


def _holding_both(one: Any, other: Any) -> Any:
    around = set(_upwards(other))
    return next(element for element in _upwards(one) if element in around)


def _within(element: Any, around: Any) -> bool:
    return any(one is around for one in _upwards(element))


def _upwards(element: Any) -> Iterator[Any]:
    yield element
    yield from element.iterancestors()


def _text(text: str) -> str:
    return " ".join(text.split())


def _folded(label: str) -> str:
    return _COUNTED.sub("", _text(label)).rstrip(": ").casefold()


@cache
def _labels() -> dict[str, Mapping[str, str]]:
    return {_folded(row["label"]): row for row in table("airwars_page_labels")}
