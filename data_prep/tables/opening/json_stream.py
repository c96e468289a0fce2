"""The values of a JSON text one by one, however long the text is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from data_prep.errors import UnreadableError
from data_prep.tables.opening.encoding import Recoder, encoding_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from data_prep.tables.opening.content import Stream

PIECE = 1 << 20
"""Bytes read at a time."""
SAMPLE = 1 << 16
"""Bytes by which the encoding is found out."""
LONGEST = 32_000_000
"""Characters of the longest value that is read."""
DEEPEST = 20

Path = tuple[str, ...]

_SPACE = re.compile(r"\s*")
_NEAR_END = 20
"""An error so near to the end of what is read so far may be only that: the end."""


class BrokenValueError(ValueError):
    """A value that is no JSON. ``text``: how it begins; ``half``: the text ends in the middle of it."""

    def __init__(self, text: str, *, half: bool) -> None:
        self.text, self.half = text, half
        super().__init__(text)


class JsonText:
    """A JSON text that is read while its values are asked for."""

    def __init__(self, stream: Stream, shown: str) -> None:
        self._stream, self._shown = stream, shown
        first = stream.read(max(PIECE, SAMPLE))
        self.encoding = encoding_of(first)
        self._recoder = Recoder(self.encoding)
        self._decoder = json.JSONDecoder(parse_constant=lambda _name: None, strict=False)
        self._text, self._at, self._ended = "", 0, False
        self._before = 0
        self._error: UnreadableError | None = None
        self._add(first)

    def _add(self, data: bytes) -> None:
        piece, _ = self._recoder.feed(data, final=not data)
        self._text = self._text[self._at :] + piece.decode(errors="replace")
        self._before, self._at = self._before + self._at, 0
        self._ended = not data

    def _more(self) -> bool:
        """Reads on; False at the end of the text. What is broken in a packed file ends the text, and is told then."""
        if self._ended:
            return False
        try:
            self._add(self._stream.read(max(PIECE, len(self._text) - self._at)))
        except UnreadableError as error:
            self._error = error
            self._add(b"")
        return True

    @property
    def place(self) -> int:
        """How many characters have been read."""
        return self._before + self._at

    def check(self) -> None:
        """Raises the UnreadableError that the text ended with, if it did."""
        if self._error is not None:
            raise self._error

    def peek(self) -> str:
        """The next character that is no space, "" at the end."""
        while True:
            space = _SPACE.match(self._text, self._at)
            self._at = space.end() if space is not None else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self, character: str) -> bool:
        """Whether the next character is this one; then it is passed."""
        found = self.peek() == character
        self._at += found
        return found

    def value(self) -> Any:
        """The next value; raises BrokenValueError where it is none, and stays before it."""
        self.peek()
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._is_broken(error):
                    raise BrokenValueError(self._text[self._at : self._at + 80], half=self._is_half(error)) from None
            except (RecursionError, ValueError):
                raise BrokenValueError(self._text[self._at : self._at + 80], half=False) from None
            else:
                if end < len(self._text) or self._ended:
                    self._at = end
                    return value
            self._more()

    def _is_broken(self, error: json.JSONDecodeError) -> bool:
        unfinished = error.pos > len(self._text) - _NEAR_END or error.msg.startswith("Unterminated")
        return self._ended or not unfinished or len(self._text) - self._at > LONGEST

    def _is_half(self, error: json.JSONDecodeError) -> bool:
        """Whether the value is only cut off by the end of the text, not wrong before it."""
        rest = self._text[error.pos :]
        return self._ended and (error.msg.startswith("Unterminated") or not {"]", "}"} & set(rest[:_NEAR_END]))

    def pass_to(self, pattern: re.Pattern[str]) -> bool:
        """Goes on to the end of the next match; False where there is none up to the end of the text."""
        while True:
            match = pattern.search(self._text, self._at)
            if match is not None and (match.end() < len(self._text) or self._ended):
                self._at = match.end()
                return True
            self._at = max(self._at, len(self._text) - _NEAR_END)
            if not self._more():
                self._at = len(self._text)
                return False


def arrays(text: JsonText, path: Path = ()) -> Iterator[Path]:
    """Where in the text arrays of objects are: the names that lead to each, when it comes to its first object.

    Whoever asks for the next one must have read the array to its end. Raises BrokenValueError.
    """
    if text.peek() == "{" and len(path) < DEEPEST:
        yield from _in_object(text, path)
    elif text.take("["):
        if text.peek() == "{":
            yield path
            text.take("]")
        else:
            _pass_array(text)
    else:
        text.value()


def _in_object(text: JsonText, path: Path) -> Iterator[Path]:
    text.take("{")
    while not text.take("}"):
        name = text.value()
        if not isinstance(name, str) or not text.take(":"):
            raise BrokenValueError(str(name), half=not text.peek())
        yield from arrays(text, (*path, name))
        text.take(",")


def _pass_array(text: JsonText) -> None:
    while not text.take("]"):
        text.value()
        text.take(",")
