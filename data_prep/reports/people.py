"""Whom a report counts: figures with their nouns, and whether they are parts of a total."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from data_prep.reports.lexicon import find
from data_prep.reports.listed import find_listed
from data_prep.reports.numbers import Count, find_counts, value
from data_prep.vocab import table


@dataclass(frozen=True)
class Effect:
    """A verb or noun of ``effects.csv`` in the text: what happened to people, and on which side its figures stand."""

    start: int
    end: int
    effect: str
    form: str


@dataclass(frozen=True)
class People:
    """A count and the people it counts; ``part``: they are part of a total (``including five children``)."""

    start: int
    end: int
    count: Count
    group: str
    noun: str
    part: bool
    effect: Effect | None = None
    """What happened to them, where the list says so that they stand in."""

    @property
    def is_kin(self) -> bool:
        """The noun says whose relatives they are (``sisters``)."""
        return self.noun in _kin()


_PART = re.compile(
    r"\b(?:including|include[sd]?|among (?:them|whom|the dead|those killed|the victims)|"
    r"of (?:them|whom|which)(?: were)?|"
    r"amongst them|counting|(?:were|was) (?:women|children|civilians))\b",
    re.IGNORECASE,
)
_OF_THEM = re.compile(
    r"(?:\s+(?:\w+\s+){0,2})?(?:of (?:them|whom|the (?:dead|victims|killed|casualties|"
    r"injured|wounded)|those killed))\b",
    re.IGNORECASE,
)


def named(count: Count, effect: Effect) -> People:
    """A person known by name or kinship, without a figure."""
    return People(count.start, count.end, count, "", "", False, effect)


def effects_in(text: str) -> list[Effect]:
    """The words of ``effects.csv`` in the text, in order."""
    return [Effect(hit.start, hit.end, hit.row["effect"], hit.row["form"]) for hit in find("effects", text)]


def find_people(text: str, effects: list[Effect]) -> list[People]:
    """Everyone whom the text counts, in order; ``effects`` are its verbs of killing and injuring."""
    found: list[People] = []
    parts = [match.end() for match in _PART.finditer(text)]
    listed = find_listed(text, effects)
    for count in sorted([*find_counts(text), *_singles(text), *listed], key=lambda count: count.start):
        if (found and count.start < found[-1].end) or _is_of_whole(text, count.end):
            continue
        effect = listed.get(count)
        someone = named(count, effect) if effect else _counted(text, count, effects)
        if someone is not None and _MAYBE.search(text, max(0, someone.start - 20), someone.start):
            someone = replace(someone, count=replace(someone.count, low=0))
        if someone is not None:
            found.append(_as_part(text, someone, parts, effects, last=found[-1] if found else None))
    return found


_MAYBE = re.compile(r"\b(?:possibly|potentially|perhaps|maybe)\s+$", re.IGNORECASE)
"""``one man and possibly two others``: they raise the upper bound only."""


def _is_aside(between: str, last: People) -> bool:
    """``two people, a baker and his driver``: after a comma, or joined to what stands after one."""
    if between.strip() == "," or (last.part and between.strip() in {"and", ", and"}):
        return True
    return bool(_NAME_BETWEEN.fullmatch(between)) and (last.part or "and" not in between)


_SINGLE_DET = re.compile(r"(?:an?|his|her|one)\b", re.IGNORECASE)
_HIS = re.compile(r"(?:his|her)\b", re.IGNORECASE)
_NAME = r"(?:\s+(?!(?i:and)\b)(?:[A-Z]|al-|el-)[\w.'’-]*)"
_NAME_BETWEEN = re.compile(rf"(?:\s*,{_NAME}+\s*,|\s+(?:named|called|identified as){_NAME}+\s*,?(?:\s+and|,)?)\s*")


def _as_part(text: str, someone: People, parts: list[int], effects: list[Effect], *, last: People | None) -> People:
    opened = [end for end in parts if end <= someone.start]
    reaches = bool(opened) and not any(opened[-1] <= effect.start < someone.start for effect in effects)
    reaches = reaches and ";" not in text[opened[-1] : someone.start]
    aside = (
        last is not None
        and _is_aside(text[last.end : someone.start], last)
        and _SINGLE_DET.match(text, someone.start)
        and not (last.effect is not None and _HIS.match(text, someone.start))
        and not (last.count.high == 1 and _LIST_GOES_ON.match(text, someone.end))
    )
    part = (
        reaches
        or _in_brackets(text, someone, last)
        or bool(aside)
        or bool(_OF_THEM.match(text, someone.end))
        or bool(_OF_THEM.match(text, someone.count.end))
    )
    if not part:
        return someone
    group, end = someone.group, someone.end
    if not group or group == "people":
        group, end = _predicate_group(text, someone.end) or (group, end)
    return People(someone.start, end, someone.count, group, someone.noun, True)


_LIST_GOES_ON = re.compile(
    r",?\s+and\s+(?:an?|the|his|her|their|\d+|two|three|four|five|six|seven|eight|nine|ten)\b", re.IGNORECASE
)
"""``a teenager, a pregnant woman and two babies``: three members of a list, no words in apposition."""
_OF_WHOLE = re.compile(
    r"\s+of (?:the|those|these) (?P<whole>[\w,-]+) (?:(?!(?:was|were|are|had|have)\b)\w+ ){0,2}?"
    r"(?:killed|dead|who (?:died|were killed))\b",
    re.IGNORECASE,
)


def _is_of_whole(text: str, at: int) -> bool:
    """``thirteen of the 20 people killed``: the total follows."""
    whole = _OF_WHOLE.match(text, at)
    return whole is not None and value(whole["whole"]) is not None


def _in_brackets(text: str, someone: People, last: People | None) -> bool:
    """``12 children (five boys and seven girls)``: brackets right after people say who they are."""
    opened = text.rfind("(", 0, someone.start)
    if last is None or opened < 0 or ")" in text[opened : someone.start]:
        return False
    return last.part if last.start > opened else not text[last.end : opened].strip()


_PARTS = frozenset({"children", "women", "civilians"})


def _predicate_group(text: str, at: int) -> tuple[str, int] | None:
    """``five of them children``, ``four of them were women``: the group, and where its word ends."""
    match = _predicate().match(text, at, at + 60)
    return (_nouns()[match["noun"].lower()][0], match.end()) if match else None


@cache
def _predicate() -> re.Pattern[str]:
    nouns = "|".join(re.escape(noun) for noun, (group, _) in _nouns().items() if group in _PARTS)
    return re.compile(
        r"\W*(?:of (?:them|whom|the (?:dead|victims|killed)|those killed)\W*)?(?:(?:were|was|"
        r"are|is)\s+)?(?:\w+\s+){0,2}?"
        rf"(?P<noun>{nouns})\b",
        re.IGNORECASE,
    )


_STOP = re.compile(
    r"[.;:()\"”“–—]|,(?!\d)|\b(?:and|or|but|who|which|that|when|while|after|before|(?<!-)in|on|at|(?<!-)by|from|near|with|to|for)\b|\n\s*\n",
    re.IGNORECASE,
)


_CLOSING = re.compile(r"^[\"”’']")
"""``“dozens” of civilians``: a figure may stand in quotation marks of its own."""


def _counted(text: str, count: Count, effects: list[Effect]) -> People | None:
    """The noun that the count counts; a bare figure beside ``killed`` or ``dead`` counts people."""
    window = _CLOSING.sub(" ", text[count.end : count.end + 60])
    stop = _STOP.search(window)
    near = window[: stop.start()] if stop else window
    following = [effect.start for effect in effects if effect.start >= count.end]
    if following and following[0] - count.end < len(near):
        near = near[: max(0, following[0] - count.end)]
    noun, end, group = _head(near)
    if noun:
        return People(count.start, count.end + end, count, group, noun, False)
    beside = _OTHERS.match(near)
    bare_end = count.end + (beside.end() if beside else 0)
    if not near.strip() or (beside and not near[beside.end() :].strip()) or _looks_like_people(near):
        return People(count.start, bare_end, count, "", near.strip(), False)
    return None


_OTHERS = re.compile(
    r"\s*(?:others?|more|of them|of whom|were|was|are|have|had|been|has|being|is|also|reportedly|later|confirmed|\s)+",
    re.IGNORECASE,
)
_DEMONYM = re.compile(r"\s+(?:[a-z]+\s+)?[A-Z][\w-]+(?:s|is|ese|ish|i|n)\b\s*(?:[a-z]\w*\s*){0,2}$")


_BE = re.compile(
    r"\s+(?:(?:were|was|are|is|have|had|has|been|being|also|reportedly|later|all|both)\s*)+$", re.IGNORECASE
)
_PLURAL = re.compile(r"(?:\s+(?!and\b|or\b)[\w'’-]+){0,3}\s+[\w-]*(?:s|men|people|ese|ish)\s*", re.IGNORECASE)


def _looks_like_people(near: str) -> bool:
    """``three Palestinians``, ``four hikers were``: a plural that no list holds, beside a verb of killing."""
    words = _BE.sub("", near)
    capital = bool(_DEMONYM.match(near)) or near.isupper()
    return (words != near or capital) and bool(_PLURAL.fullmatch(words)) and not _thing(words)


def _head(near: str) -> tuple[str, int, str]:
    """The last known noun of people in the words right after the count, its end there, and its group."""
    best, before = ("", 0, ""), ""
    for match in list(re.finditer(r"[\w-]+", near))[:7]:
        word = match.group().lower()
        if word in _things():
            best = ("", 0, "") if before == best[0] else best
            break
        if word in _nouns():
            group = _nouns()[word][0]
            if best[0] and best[2] in {"civilians", "children", "women"} and group == "people":
                group = best[2]
            best = (word, match.end(), group)
        before = word
    if best[0] == "other" and _DESCRIBES.match(near, best[1]):
        return ("", 0, "")
    if best[0] == "members" or best[0] == "member":
        best = (best[0], best[1], "people")
    return best


_DESCRIBES = re.compile(r"\s+(?!(?:were|was|are|is|had|have|has|also|reportedly|dead)\b)[\w-]+", re.IGNORECASE)
"""``several other outlets``: the word after ``other`` is what is counted."""


def _of_thing(text: str, at: int) -> bool:
    """``a terrorist attack``, ``a police car``: the noun only describes a thing."""
    following = re.match(r"\s+([\w-]+)", text[at : at + 30])
    return bool(following) and following[1].lower() in _things()  # type: ignore[index]


def _thing(near: str) -> bool:
    return any(word in _things() for word in re.findall(r"[\w-]+", near.lower()))


@cache
def _nouns() -> dict[str, tuple[str, str]]:
    return {row["noun"].lower(): (row["group"], row["number"]) for row in table("victims")}


@cache
def _kin() -> frozenset[str]:
    return frozenset(row["noun"].lower() for row in table("victims") if row["kin"])


@cache
def _things() -> frozenset[str]:
    return frozenset(row["noun"] for row in table("things"))


@cache
def _single() -> re.Pattern[str]:
    singular = "|".join(re.escape(row["noun"]) for row in table("victims") if row["number"] == "s")
    return re.compile(
        rf"\b(?P<det>an?|another|one|his|her)\s+(?:[\w-]+\s+){{0,3}}?(?:{singular})\b(?!['’]s|-)", re.IGNORECASE
    )


def _singles(text: str) -> list[Count]:
    """``a child``, ``another woman``: one person each."""
    return [
        Count(match.start(), match.end("det"), 1, 1)
        for match in _single().finditer(text)
        if match["det"].lower() != "one" and not _of_thing(text, match.end())
    ]
