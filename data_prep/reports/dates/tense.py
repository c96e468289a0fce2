"""Whether a date lies behind or ahead of the speech act, as the verbs beside it in its sentence tell."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from data_prep.reports.dates.words import SHORT_MONTHS, TENSES, either, in_role

_W = r"\s{1,4}"
_SENTENCE_END = re.compile(
    r"[.?!](?<![.\s]\w\.)"
    + "".join(rf"(?<!\b{word}\.)" for word in (*in_role("abbreviation"), *SHORT_MONTHS))
    + r"['\"”’)]{0,2}\s|\n\s{0,9}\n"
)
_REACH = 220


def _words(tense: str, *, phrases: bool | None = None) -> str:
    found = [words for words, row in TENSES.items() if row == tense]
    return either(words for words in found if phrases is None or phrases == (" " in words or "'" in words))


_BE_DONE = rf"(?:{_W}\w{{2,12}})?{_W}be(?:{_W}\w{{2,12}}ly)?{_W}\w{{1,16}}(?:ed|en|wn|ld|nt|rt|ht)\b"
_CUE = re.compile(
    rf"\b(?P<phrase>{_words('past', phrases=True)})\b"
    rf"|\b(?P<ask>{_words('ask')}(?:{_W}\w\S{{0,20}}){{1,5}}?{_W}to{_W}[a-z]{{3,16}})\b"
    rf"|(?:\b|(?=['’]))(?P<future>{_words('future')}(?![\w-]|{_W}\d)(?:{_BE_DONE})?|to{_W}be{_W}\w{{1,16}}(?:ed|en|ld)\b)"
    rf"|\b(?P<past>{_words('past', phrases=False)})\b(?!['’]t)"
    rf"|\b(?P<ahead>{_words('ahead')})\b|\b(?P<open>{_words('open')})\b"
    rf"|\b(?P<present>{_words('present')})\b(?!{_W}{_words('ahead')}\b)"
    rf"|\b(?P<say>{_words('say')})\b|\b(?P<ed>[a-z]{{4,22}}+(?<=ed))\b"
)
_MONTH_MAY = re.compile(rf"(?:\d(?:st|nd|rd|th)?|\b(?:in|of|since|last|next|this|early|mid|late|by|until)){_W}$")
_NO_VERBS = frozenset(in_role("no verb"))
_BESIDE = re.compile(rf"\b{_words('beside')}(?:{_W}(?:the|on))?{_W}$")
_DEADLINE = re.compile(rf"\b(?:until|till|by){_W}(?:[\d:]{{1,5}}{_W}[ap]\.?m\.?{_W}(?:\w{{3}}{_W})?)?$")
_TO_DO = re.compile(rf"{_W}to{_W}[a-z]")
_MODIFIER = re.compile(rf"\b(?:the|a|an|by|until|till|before|for|his|her|its|their){_W}$")
_OWNER = re.compile(r"['’]s\b")
_IS = re.compile(rf"\b(?:is|are|be|been|being){_W}(?:\w+ly{_W})?$")


class Tenses:
    """The verbs and sentences of one lower-case text, found once when first asked for."""

    def __init__(self, lower: str) -> None:
        self._lower = lower
        self._ends: list[int] | None = None
        self._cues: dict[int, list[re.Match[str]]] = {}

    def at(self, start: int, end: int, *, bare_day: bool) -> str:
        """``past``, ``future`` or ``""`` (it cannot be told) for the date at these offsets.

        The nearest verb before it in the sentence decides, else the first one after it; where a verb of speech stands
        further off, the verb of what was said. ``bare_day``: a weekday, which leans to the past; a day or month without
        its year rather stays open where it stands before a noun ("the 3 June deadline").
        """
        words = self._lower[max(0, start - 40) : start]
        before, after = self._around(start, end)
        if before and before.lastgroup == "ahead" and self._called_off(end, after):
            return "past"
        if _BESIDE.search(words) or (_DEADLINE.search(words) and _TO_DO.match(self._lower, end)):
            return "future"
        if not bare_day and _MODIFIER.search(words):
            return ""
        if before is None or _OWNER.match(self._lower, end):
            return self._after(after)
        gap = self._lower[before.end() : start].split()
        if before.lastgroup == "say" and len(gap) > 2 and self._after(after) == "future":
            return "future"
        return _MEANING[before.lastgroup or ""]

    def _cues_of(self, index: int) -> list[re.Match[str]]:
        """The verbs of one sentence."""
        assert self._ends is not None
        if index not in self._cues:
            left = self._ends[index - 1] if index else 0
            right = self._ends[index] if index < len(self._ends) else len(self._lower)
            self._cues[index] = [cue for cue in _CUE.finditer(self._lower, left, right) if self._is_verb(cue)]
        return self._cues[index]

    def _is_verb(self, cue: re.Match[str]) -> bool:
        word, start = cue.group(), cue.start()
        if word.startswith("may"):
            return _MONTH_MAY.search(self._lower, max(0, start - 8), start) is None
        return word not in _NO_VERBS

    def _around(self, start: int, end: int) -> tuple[re.Match[str] | None, re.Match[str] | None]:
        """The nearest verb before a date and the first one after it, in its sentence."""
        if self._ends is None:
            self._ends = [match.end() for match in _SENTENCE_END.finditer(self._lower)]
        before, after = self._cues_of(bisect_right(self._ends, start)), self._cues_of(bisect_right(self._ends, end))
        here, there = bisect_left(before, start, key=_start), bisect_left(after, end, key=_start)
        left = before[here - 1] if here and before[here - 1].start() >= start - _REACH else None
        right = after[there] if there < len(after) and after[there].start() < end + _REACH else None
        return left, right

    def _called_off(self, end: int, after: re.Match[str] | None) -> bool:
        """True for "the rally planned for Saturday was cancelled"."""
        return after is not None and self._after(after) == "past" and not self._lower[end : after.start()].strip()

    def _after(self, cue: re.Match[str] | None) -> str:
        """What a verb after the date means: a plan must be one of the present ("Friday's talks are planned")."""
        if cue is None:
            return ""
        if cue.lastgroup in ("ahead", "open") and cue.group().split()[0].endswith("ed"):
            return "future" if _IS.search(self._lower, max(0, cue.start() - 24), cue.start()) else "past"
        return _MEANING[cue.lastgroup or ""]


def _start(cue: re.Match[str]) -> int:
    return cue.start()


_MEANING = {
    **dict.fromkeys(("phrase", "past", "say", "ed"), "past"),
    **dict.fromkeys(("future", "ahead"), "future"),
    **dict.fromkeys(("open", "present", "ask"), ""),
}
