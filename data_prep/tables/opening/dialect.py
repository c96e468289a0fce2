"""How a text table is written: by what its cells are parted, and what quotation marks mean in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_LINE_END = r"(?:\r\n|[\r\n]|\Z)"


@dataclass(frozen=True)
class Dialect:
    """``quoting``: a cell that begins with ``"`` ends with the next one that is not doubled. ``escape``: a backslash
    takes the meaning from the character after it. ``spaced``: spaces before a quotation mark are not of the cell."""

    separator: str
    quoting: bool = True
    escape: bool = False
    spaced: bool = False

    @property
    def literal(self) -> bool:
        """Whether a quotation mark that is never closed is a character, as in most tab-separated files."""
        return self.separator not in ",;"

    @cached_property
    def record(self) -> re.Pattern[bytes]:
        """One row, its line end included; does not match where a quotation mark is not closed as it should be."""
        return self._row(self._quoted)

    @cached_property
    def lenient(self) -> re.Pattern[bytes]:
        """One row of one line, in whose quoted cells quotation marks stand that should have been doubled."""
        return self._row(self._loose)

    @cached_property
    def unclosed(self) -> re.Pattern[bytes]:
        """A row whose last quoted cell goes on to the end of the bytes."""
        return _compiled(rf'(?:{self._cell(self._quoted)}{self._mark})*"{self._inside}"?\Z')

    def closed_up(self, text: bytes) -> bytes:
        """The text without the spaces that stand before quotation marks, where they are no part of the cells."""
        return self._spaces.sub(rb'\1"', text) if self.spaced else text

    @cached_property
    def _spaces(self) -> re.Pattern[bytes]:
        return _compiled(rf'(\A|{self._mark}|[\r\n]) +"')

    def cells(self, record: bytes) -> list[str]:
        """The cells of one row, quotation marks and escapes undone."""
        strict = not self.quoting or whole(self.record, record)
        pattern = self._strict_cell if strict else self._loose_cell
        at, found = 0, []
        while (match := pattern.match(record, at)) is not None:
            found.append(self._undone(match[0]))
            at = match.end() + 1
            if not record[match.end() : at].startswith(self.separator.encode()):
                break
        return found

    def written(self, cells: list[str]) -> bytes:
        """A row of these cells, each between quotation marks, with a line end."""
        texts = (cell.replace("\\", "\\\\") for cell in cells) if self.escape else iter(cells)
        return self.separator.join('"' + text.replace('"', '""') + '"' for text in texts).encode() + b"\n"

    def _undone(self, cell: bytes) -> str:
        text = cell.decode(errors="replace")
        if self.quoting and text.startswith('"'):
            text = text.rstrip(" ")[1:-1].replace('""', '"')
        return re.sub(r"\\(.)", r"\1", text, flags=re.DOTALL) if self.escape else text

    @cached_property
    def _strict_cell(self) -> re.Pattern[bytes]:
        return _compiled(self._cell(self._quoted))

    @cached_property
    def _loose_cell(self) -> re.Pattern[bytes]:
        return _compiled(self._cell(self._loose))

    @property
    def _mark(self) -> str:
        return re.escape(self.separator)

    @property
    def _inside(self) -> str:
        """What stands between the marks of a quoted cell."""
        return r'[^"\\]*+(?:(?:""|\\.)[^"\\]*+)*+' if self.escape else r'[^"]*+(?:""[^"]*+)*+'

    @property
    def _quoted(self) -> str:
        return rf'"{self._inside}"(?={self._mark}|[\r\n]|\Z)'

    @property
    def _loose(self) -> str:
        character = r'[^"\r\n\\]*+' if self.escape else r'[^"\r\n]*+'
        stop = rf"[ ]*+(?:{self._mark}|[\r\n]|\Z)"
        escaped = r"|\\." if self.escape else ""
        return rf'"{character}(?:(?:""(?!{stop})|"(?!{stop}){escaped}){character})*+"(?={stop})[ ]*+'

    def _cell(self, quoted: str) -> str:
        bare = rf"[^{self._mark}\r\n\\]*+(?:\\.[^{self._mark}\r\n\\]*+)*+" if self.escape else rf"[^{self._mark}\r\n]*+"
        return rf'(?:{quoted}|(?!"){bare})' if self.quoting else rf"(?:{bare})"

    def _row(self, quoted: str) -> re.Pattern[bytes]:
        cell = self._cell(quoted)
        return _compiled(rf"{cell}(?:{self._mark}{cell})*{_LINE_END}")


def whole(pattern: re.Pattern[bytes], record: bytes) -> bool:
    """Whether the pattern matches all of the bytes; none gives way to let it match, as in ``fullmatch``."""
    match = pattern.match(record)
    return match is not None and match.end() == len(record)


def _compiled(pattern: str) -> re.Pattern[bytes]:
    return re.compile(pattern.encode(), re.DOTALL)
