"""Who says so: the frames of reported speech in a sentence, and the part of the sentence that each one covers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from data_prep.reports.lexicon import find
from data_prep.reports.saying import is_no_speech, is_passive_speech

if TYPE_CHECKING:
    from data_prep.reports.lexicon import Hit


@dataclass(frozen=True)
class Frame:
    """Words that introduce somebody's speech. All offsets are into the sentence.

    ``start:end`` are the words themselves (who, when, said), ``speaker`` is the part that names the speaker (empty
    where the sentence goes on with the one before), ``content_start:content_end`` what is said.
    """

    start: int
    end: int
    speaker: tuple[int, int]
    content_start: int
    content_end: int
    kind: str
    verb: str


def find_frames(sentence: str) -> list[Frame]:
    """The frames of reported speech in a sentence, in order of their words."""
    frames: list[Frame] = []
    hits = [*find("speech", sentence)]
    tells = [hit.start for name in ("events", "effects") for hit in find(name, sentence)]
    for hit in hits:
        reached = frames[-1].end if frames else 0
        if hit.start < reached or is_passive_speech(sentence, hit.start) or is_no_speech(sentence, hit):
            continue
        frame = _frame(sentence, hit, reached, tells)
        if frame is not None:
            frames.append(frame)
    frames += _nominal(sentence)
    return _bounded(sorted(frames, key=lambda frame: (frame.start, frame.verb != "according to")), len(sentence))


_SPEAKER_NEXT = re.compile(
    r"\s+(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?:the|an?|one|its|his|her|their|"
    r"local|(?:[a-z]+ )?(?:officials|residents|witnesses|"
    r"medics|activists)|[A-Z])\b(?![^,.]*\b(?:was|were|had|has|have|is|are)\b)"
)


def _frame(sentence: str, hit: Hit, reached: int, tells: list[int]) -> Frame | None:
    before = sentence[reached : hit.start]
    if hit.text.lower() in {"adding", "saying", "asserting"} and not before.rstrip().endswith(('"', "”", "''")):
        return _going_on(sentence, hit)
    quoted = max((match.end() for match in _CLOSING_QUOTE.finditer(before)), default=0)
    told_before = bool(quoted) or any(reached <= at < hit.start for at in tells)
    after_quote = bool(quoted) and not before[quoted:].strip(" ,")
    after_comma = not quoted and before.rstrip().endswith((",", "—")) and bool(_SPEAKER_NEXT.match(sentence, hit.end))
    if told_before and (after_quote or after_comma):
        return _inverted(sentence, hit, reached)
    if reached and _ALSO_SAID.search(before):
        return _going_on(sentence, hit) if hit.row["kind"] != "blame" else _also_blaming(sentence, hit)
    if hit.row["kind"] == "blame":
        return _blaming(sentence, hit, reached)
    begins, new_clause = _np_boundary(before)
    boundary = reached + max(begins, quoted)
    told = quoted or any(reached <= at < boundary for at in tells)
    if told and not new_clause and hit.row["kind"] in {"say", "event"} and not _THAT_NEXT.match(sentence, hit.end):
        return _closing(sentence, hit, reached, boundary)
    return _opening(sentence, hit, reached)


_ALSO_SAID = re.compile(
    r"(?:^|\s)(?:and|but),?\s+(?:has\s+|had\s+|have\s+|also\s+|then\s+|instead,?\s+|in turn,?\s+|later\s+)*$",
    re.IGNORECASE,
)
_THAT_NEXT = re.compile(r"\s+that\b(?!\s+(?:day|night|morning|evening|time)\b)", re.IGNORECASE)
_CLOSING_QUOTE = re.compile(r"(?<=[\w.,!?…-])(?:\"|”|'')|,''")


def _going_on(sentence: str, hit: Hit) -> Frame:
    end = _after_that(sentence, hit.end)
    return Frame(hit.start, end, (hit.start, hit.start), end, len(sentence), hit.row["kind"], hit.text.lower())


def _also_blaming(sentence: str, hit: Hit) -> Frame:
    """``denied it and blamed the rebels``: the blame stays to be read, of the one who spoke before."""
    return Frame(hit.start, hit.start, (hit.start, hit.start), hit.start, len(sentence), "blame", hit.text.lower())


def _inverted(sentence: str, hit: Hit, reached: int) -> Frame | None:
    """``"...," said the director, who ...``: the speaker follows the verb, up to the next comma, quote or the end."""
    rest = sentence[hit.end :]
    if not rest.strip(" .\n") or re.match(r"\s+(?:that|on|in)\b", rest, re.IGNORECASE):
        return _opening(sentence, hit, reached) if rest.strip(" .\n") else None
    stop = re.search(r"[,;\"“]|\.\s*$|\s+-\s|\.\s*[\"“]", rest)
    end = hit.end + (stop.start() if stop else len(rest))
    return Frame(hit.start, end, (hit.end, end), reached, hit.start, hit.row["kind"], hit.text.lower())


_BOUNDARY = re.compile(r"[,;\"”—–]|''|\s-\s|\bthat\s|\b(?:but|whil(?:e|st)|as|and|though|although)\s", re.IGNORECASE)


def _np_boundary(before: str) -> tuple[int, bool]:
    """Where the speaker's words begin (after the last comma or quote), and whether a new clause begins there."""
    last, new_clause = 0, False
    for match in _BOUNDARY.finditer(before.rstrip(" ,")):
        word = match.group().strip().lower()
        if word in {"and", "as", "that"} and re.search(r"[,\"”]\s*$", before[: match.start()]) is None:
            continue
        last, new_clause = match.end(), word in {"but", "while", "whilst", "though", "although", "and"}
    return last, new_clause


_TRAIL = re.compile(
    r"(?:,\s*(?:(?:\w+\s+)?(?:hours|minutes|days|shortly|soon)\s+(?:after|before)\b|(?!killing|wounding|injuring|leaving|adding|"
    r"destroying|displacing|forcing|prompting|sparking|hitting|targeting|saying)\w+ing\s)[^,;]*)+",
    re.IGNORECASE,
)


def _closing(sentence: str, hit: Hit, reached: int, boundary: int) -> Frame:
    """``..., a monitoring group said on Friday.``: what is said stands before."""
    stop = re.search(r"[,;](?!\d)", sentence[hit.end :])
    end = hit.end + (stop.start() if stop else len(sentence) - hit.end)
    trail = _TRAIL.match(sentence, end)
    end = trail.end() if trail else end
    speaker_start = _apposition_start(sentence, reached, boundary)
    return Frame(
        speaker_start, end, (speaker_start, hit.start), reached, speaker_start, hit.row["kind"], hit.text.lower()
    )


def _apposition_start(sentence: str, reached: int, boundary: int) -> int:
    """``..., the group's director, Salim Hadidi, said``: the speaker's office stands one comma before the name."""
    if not sentence[boundary:].lstrip()[:1].isupper():
        return boundary
    head = sentence[reached:boundary].rstrip(" ,")
    comma = max(head.rfind(","), head.rfind('"'), head.rfind("”"))
    office = head[comma + 1 :]
    if (
        comma > 0
        and len(office) < 70
        and re.match(r"\s*(?:the|a|an|its|their)\s", office, re.IGNORECASE)
        and not find("effects", office)
    ):
        return reached + comma + 1
    return boundary


_LEADING = re.compile(
    r"\s*(?:but|and|however|meanwhile|whil(?:e|st)|although|though|also|for (?:its|his|their) part)\b[,\s]*",
    re.IGNORECASE,
)


def _opening(sentence: str, hit: Hit, reached: int) -> Frame | None:
    """``On Thursday, a spokesman, Colonel Warren, said that ...``: everything before the verb belongs to the frame."""
    start = reached + _clause_start(sentence[reached : hit.start])
    if not sentence[start : hit.start].strip(" ,\"'“"):
        return None
    end = hit.end if hit.row["kind"] in {"deny", "toll", "count"} else _after_that(sentence, hit.end)
    told = start + _told_first(sentence[start : hit.start], hit)
    return Frame(
        told, end, (told, hit.start), end if told == start else start, len(sentence), hit.row["kind"], hit.text.lower()
    )


def _told_first(words: str, hit: Hit) -> int:
    """``For Friday's strikes on the city, Airwars has ...``: what stands before the comma is told, not who tells.

    So is a stretch of time (``Between May and July, the group documented ...``): nobody speaks as long as that.
    """
    comma = words.rfind(",")
    told = comma > 0 and (
        bool(_STRETCH.match(words))
        or (hit.text.lower() in {"documented", "recorded"} and bool(_WITHIN.match(words)))
        or any(found.row["weight"] != "0" for found in find("events", words[:comma]))
    )
    return comma + 1 if told else 0


_STRETCH = re.compile(
    r"\s*(?:between\s[^,]*\sand|from\s[^,]*\s(?:to|until)|since|throughout|"
    r"(?:over|during|in) the (?:past|last|first))\s",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\s*(?:in|during)\s", re.IGNORECASE)


def _blaming(sentence: str, hit: Hit, reached: int) -> Frame | None:
    """``a Houthi channel blamed the coalition``: the blame itself stays to be read; only who blames is blanked out."""
    before = sentence[reached : hit.start]
    start = reached + max(_clause_start(before), *(match.end() for match in _WHO_BLAMES.finditer(before)), 0)
    speaker = sentence[start : hit.start]
    if not speaker.strip() or any(found.row["weight"] != "0" for found in find("events", speaker)):
        return None
    return Frame(start, hit.start, (start, hit.start), hit.start, len(sentence), hit.row["kind"], hit.text.lower())


_WHO_BLAMES = re.compile(r"\b(?:that|which|whom)\s|,\s(?=(?:the|an?|[A-Z]))")


def _clause_start(before: str) -> int:
    starts = [
        match.end()
        for match in re.finditer(r";\s|,\s(?:but|whil(?:e|st)|and|though|although)\s|\s(?:but|whil(?:e|st))\s", before)
    ]
    start = starts[-1] if starts else 0
    leading = _LEADING.match(before, start)
    return leading.end() if leading else start


_THAT = re.compile(
    r"(?:\s+(?:(?:re)?porters|journalists|the \w+|a \w+(?: \w+)?|AFP|Reuters|AP|him|"
    r"them)(?=\s+(?:that|by|on|in|at|\w+day)\b|,))?"
    r"(?:,?\s+(?:(?:on|late|early|last|earlier)\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|tonight|"
    r"(?:earlier|later)(?: \w+){0,3}(?= that))(?:\s+(?:morning|evening|night|afternoon))?)?"
    r"(?:\s+(?:in|by|during|via|through|at) (?:a|an|the|his|her|its) [\w\s-]{1,40}?(?=\s+that\b|,))?"
    r"(?:[\w\s]{0,40}\bthat\b)?(?:\s+(?=[^\s]))?",
    re.IGNORECASE,
)


def _after_that(sentence: str, at: int) -> int:
    match = _THAT.match(sentence, at)
    return match.end() if match else at


_NOMINAL = re.compile(
    r"\b(?:assertions?|claims?|statements?|reports?|allegations?|accounts?|announcements?)\s+(?:by|from|of)\s+(?P<who>[^,;.]{3,60}?)\s+that\s",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r",?\s*\baccording to\s+(?P<who>(?:[^,;.]|\.(?=\S|\s[a-z]))+)", re.IGNORECASE)


def _nominal(sentence: str) -> list[Frame]:
    """``assertions by the army that ...`` and ``according to the army``."""
    frames = []
    for match in _NOMINAL.finditer(sentence):
        frames.append(Frame(match.start(), match.end(), match.span("who"), match.end(), len(sentence), "say", "assert"))
    for match in _ACCORDING.finditer(sentence):
        start, end = match.span()
        ahead = not sentence[:start].strip()
        content = (end, len(sentence)) if ahead else (0, start)
        frames.append(Frame(start, end, match.span("who"), *content, "say", "according to"))
    return frames


def _bounded(frames: list[Frame], length: int) -> list[Frame]:
    """No content reaches into the next frame's words."""
    kept: list[Frame] = []
    for frame in frames:
        if kept and frame.start < kept[-1].end:
            continue
        kept.append(frame)
    starts = [frame.start for frame in kept] + [length]
    return [
        Frame(f.start, f.end, f.speaker, f.content_start, _cut(f, starts[i + 1]), f.kind, f.verb)
        for i, f in enumerate(kept)
    ]


def _cut(frame: Frame, following: int) -> int:
    return min(frame.content_end, following) if frame.content_start >= frame.end else frame.content_end


_BELIEF = re.compile(r"believ|suspect|think|thought|presum|assum|alleg|suggest|indicat")


def is_belief(verb: str) -> bool:
    """The verb of a frame by which somebody holds a thing likely rather than knows it."""
    return bool(_BELIEF.match(verb))


BLANK = "\x1f"
"""Stands for each character of a frame that was blanked out: white space to every pattern, and still a border."""


def masked(sentence: str, frames: list[Frame]) -> str:
    """The sentence with the frames' words blanked out, every offset kept."""
    for frame in frames:
        sentence = sentence[: frame.start] + BLANK * (frame.end - frame.start) + sentence[frame.end :]
    return sentence


def frame_at(frames: list[Frame], offset: int) -> Frame | None:
    """The frame whose content holds the offset; where several do, the one whose words stand nearest."""
    holding = [frame for frame in frames if frame.content_start <= offset < frame.content_end]
    return min(holding, key=lambda frame: min(abs(frame.start - offset), abs(frame.end - offset)), default=None)
