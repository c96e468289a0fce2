"""Words of a text with their offsets, in the form in which names are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import accumulate

from data_prep.vocab import table

# Everything that stands for an apostrophe in transliterated names: straight, curly, modifier letter, grave, acute.
_APOSTROPHE = "'\u2019\u2018\u02bc\u02bf\u02be\u0060\u00b4"
_WORDS = re.compile(rf"((?:[A-Za-z]\.){{2,}}|[^\W_]+(?:[{_APOSTROPHE}][^\W_]+)*)")
_UNWRITTEN = re.compile(rf"[{_APOSTROPHE}.]")
_POSSESSIVE = re.compile(rf"[{_APOSTROPHE}][sS]$")
_SPACE_OR_QUOTE = " ]\t\r\n\"'\u201c\u201d\u2018\u2019-\u2013/"
_CLOSE = frozenset({" ", "-", "\n", "/", "\u2013"})
ARTICLES = frozenset(row["word"] for row in table("articles"))


class Words:
    """The words of a text and what stands between them.

    ``starts`` and ``ends`` are their offsets; ``folds`` are the words in the form in which names are compared.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        pieces = _WORDS.split(text)
        ends = list(accumulate(map(len, pieces)))
        self._gaps, self._raws = pieces[2::2], pieces[1::2]
        self.starts, self.ends = ends[:-1:2], ends[1::2]
        self.folds = [*map(fold, self._raws)]

    def __len__(self) -> int:
        return len(self.folds)

    def raw(self, at: int) -> str:
        """A word as it is written."""
        return self._raws[at]

    def capital(self, at: int) -> bool:
        """A word begins with a capital letter."""
        return self._raws[at][0].isupper()

    def gap(self, at: int) -> str:
        """What stands between a word and the next; "" after the last."""
        return self._gaps[at] if at + 1 < len(self.folds) else ""

    def joined(self, at: int) -> bool:
        """A word and the next can belong to one name: only spaces, hyphens or quotes between them.

        An editor's brackets may close there: ``the [Israeli] aircraft``.
        """
        gap = self.gap(at)
        return gap in _CLOSE or (bool(gap) and not gap.strip(_SPACE_OR_QUOTE) and gap.count("\n") < 2)

    def span(self, first: int, last: int) -> tuple[int, int]:
        """The offsets of words ``first`` to ``last``, without a possessive at the end."""
        end = self.ends[last]
        return self.starts[first], end - 2 if _POSSESSIVE.search(self._raws[last]) else end

    def shouted(self, first: int, last: int) -> bool:
        """The words beside these are in capitals too, so that capitals say nothing."""
        near = [self._raws[at] for at in (first - 2, first - 1, last + 1, last + 2) if 0 <= at < len(self)]
        spoken = [word for word in near if word.isalpha() and len(word) > 1]
        return bool(spoken) and all(word.isupper() for word in spoken)


def folds(text: str) -> list[str]:
    """Every word of a text, folded, in order."""
    return [*map(fold, _WORDS.findall(text))]


@lru_cache(maxsize=8)
def read(text: str) -> Words:
    """The words of a text; the last few texts are kept, for actors and places are sought in the same one."""
    return Words(text)


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word in the form in which names are compared: ``People's`` -> ``people``, ``Da'esh`` -> ``daesh``."""
    if word.isascii() and word.isalpha():
        return word.lower()
    plain = _UNWRITTEN.sub("", _POSSESSIVE.sub("", word))
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode() or plain
    return plain.lower()
