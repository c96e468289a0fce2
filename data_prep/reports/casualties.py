"""How many were killed and injured: the figures of a clause, given to the verbs that they belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from data_prep.reports.numbers import find_counts
from data_prep.reports.people import Effect, People, effects_in, find_people


@dataclass(frozen=True)
class Figure:
    """Lower and upper bound of one figure; None is open. ``Figure()`` says nothing."""

    low: int | None = None
    high: int | None = None

    def __bool__(self) -> bool:
        return self.low is not None or self.high is not None


@dataclass
class Toll:
    """What a stretch of text says of casualties. ``partial``: it gives parts of a total told elsewhere."""

    killed: Figure = Figure()
    civilians: Figure = Figure()
    children: int | None = None
    women: int | None = None
    injured: Figure = Figure()
    flags: set[str] = field(default_factory=set)
    partial: bool = False
    unnumbered: bool = False
    """The only figure is one person, by grammar and not by a number word (``her brother was killed``)."""
    people: list[tuple[int, int]] = field(default_factory=list)
    """Where the text names those killed and injured."""
    groups: set[str] = field(default_factory=set)
    """Groups (``victims.csv``) of those killed."""
    mentioned: bool = False
    """Somebody was killed or injured, whether or not a figure is given."""

    def __bool__(self) -> bool:
        return (
            bool(self.killed or self.injured or self.civilians) or self.children is not None or self.women is not None
        )


def read_toll(text: str) -> Toll:
    """The casualties that the text (a sentence or a part of it) tells of."""
    toll = Toll()
    effects = effects_in(text)
    if not effects and "casualt" not in text.lower():
        return toll
    people = find_people(text, effects)
    given: dict[Effect, list[People]] = {}
    for someone in people:
        effect = _effect_of(someone, effects, people, text)
        if effect is not None:
            given.setdefault(effect, []).append(someone)
    for effect, counted in given.items():
        _add(toll, effect, counted, text)
        if effect.effect in {"killed", "injured"}:
            toll.people += [(one.start, one.end) for one in counted]
            toll.groups |= {one.group for one in counted}
    _one_person(toll, text, effects, given)
    numbered = [one for some in given.values() for one in some if not _is_single(text, one)]
    toll.unnumbered = toll.killed == Figure(1, 1) and not numbered
    toll.mentioned = any(effect.effect in {"killed", "injured"} for effect in effects)
    _none_hurt(toll, text)
    return toll


def _is_single(text: str, someone: People) -> bool:
    return not find_counts(text[someone.start : someone.count.end])


_CIVILIAN_HEADS = re.compile(r"civilian", re.IGNORECASE)


def _add(toll: Toll, effect: Effect, counted: list[People], text: str) -> None:
    totals, parts = _totals_and_parts(counted)
    figure = _sum(totals)
    toll.flags |= {flag for one in counted for flag in one.count.flags}
    if effect.form == "among":
        totals, parts, figure = [], totals + parts, Figure()
        toll.partial = True
    if effect.form == "toll":
        if "toll" in text[effect.start : effect.end].lower():
            toll.flags.add("toll-cumulative")
        figure = _last(totals)
        if text[effect.start : effect.end].lower().endswith("as high as"):
            figure = Figure(None, figure.high)
        if _CIVILIAN_HEADS.search(text, effect.start, effect.end):
            toll.civilians = toll.civilians or figure
    if effect.effect == "injured":
        toll.injured = toll.injured or figure
        return
    if effect.effect != "killed":
        return
    if figure and toll.killed and effect.form != "toll":
        return
    toll.killed = figure or toll.killed
    toll.civilians = _group(totals, parts, "civilians", text) or toll.civilians
    toll.children = _low(_group(totals, parts, "children", text)) if toll.children is None else toll.children
    toll.women = _low(_group(totals, parts, "women", text)) if toll.women is None else toll.women


_ONE_WAS = re.compile(
    r"(?P<who>[^,;.]*)\b(?:was|has been|is)\s+(?:(?:also|later|then|reported|reportedly|"
    r"found|shot|\w+ly)\s+)*$",
    re.IGNORECASE,
)
_ONE_WAS_ASIDE = re.compile(
    r"(?:^|[.;:]\s)(?P<who>(?:(?!\band\b)[^,;.])+),[^;]*,\s+(?:was|has been|"
    r"is)\s+(?:(?:also|later|then|reported|reportedly|"
    r"found|shot|\w+ly)\s+)*$",
    re.IGNORECASE,
)
"""``Ana Ruiz, a reporter from Lima, was``: words in apposition stand between."""
_MANY = re.compile(
    r"\b(?:no ?(?:one|body)|family|famil(?:y|ies)|group|unit|patrol|crew|squad|convoy|"
    r"number|dozens?|couple|who|which|that|it|nobody|someone|"
    r"anyone|everyone|most|none|all|figure|toll|team|column|staff)\b",
    re.IGNORECASE,
)


def _one_person(toll: Toll, text: str, effects: list[Effect], given: dict[Effect, list[People]]) -> None:
    """``The mayor was killed``: one person, as the verb says."""
    for effect in effects:
        if effect.effect != "killed" or effect in given or toll.killed:
            continue
        if effect.form != "both":
            toll.killed = Figure(1, 1) if _one_victim(text, effect) else toll.killed
            continue
        before = _ONE_WAS.search(text, max(0, effect.start - 120), effect.start)
        if before and not before["who"].strip(" ,"):
            before = _ONE_WAS_ASIDE.search(text, max(0, effect.start - 160), effect.start)
        if before and before["who"].strip(" ,") and not _MANY.search(before["who"].rstrip(" ,").rsplit(",", 1)[-1]):
            toll.killed = Figure(1, 1)


_ONE_DEATH = re.compile(r"(?:murder|assassination|killing|execution|death) of$", re.IGNORECASE)
_ONE_NAME = re.compile(
    r"\s+(?:(?:the|its|their|his|her|former|local|senior|deputy|[A-Z]{2,})\s+)*(?:(?-i:[A-Z])[\w.'’-]+\s*){2,}(?=[,.;)]|\s(?:in|on|by|at|was|who|has|had)\b|$)"
)


def _one_victim(text: str, effect: Effect) -> bool:
    """``the assassination of Justice Carlos Ruiz``: one person, named."""
    named = not text.isupper() and _ONE_NAME.match(text, effect.end)
    return bool(named and _ONE_DEATH.search(text, effect.start, effect.end) and " and " not in named.group())


def _totals_and_parts(counted: list[People]) -> tuple[list[People], list[People]]:
    """``two people, one soldier and one civilian, were killed``: figures that add up to the first one are its parts."""
    totals = [one for one in counted if not one.part]
    parts = [one for one in counted if one.part]
    if not totals and len(parts) == 1 and parts[0].group in {"", "people"}:
        return parts, []
    if len(totals) > 2 and _sum(totals[1:]) == _sum(totals[:1]):
        return totals[:1], totals[1:] + parts
    return totals, parts


def _last(totals: list[People]) -> Figure:
    """A toll that rises ``from 12 to 15`` is 15."""
    if not totals:
        return Figure()
    count = totals[-1].count
    return (
        Figure(count.high, count.high)
        if count.low is not None and count.high is not None
        else Figure(count.low, count.high)
    )


def _low(figure: Figure) -> int | None:
    return figure.low if figure.low is not None else figure.high


def _sum(counted: list[People]) -> Figure:
    """Bounds of a sum: open as soon as one of them is open."""
    if not counted:
        return Figure()
    lows = [one.count.low for one in counted]
    highs = [one.count.high for one in counted]
    known = [low for low in lows if low is not None]
    low = sum(known) if known and (len(known) == len(lows)) else None
    high = sum(high for high in highs if high is not None) if None not in highs else None
    return Figure(low, high)


def _group(totals: list[People], parts: list[People], group: str, text: str) -> Figure:
    def belongs(one: People) -> bool:
        return one.group == group and (group != "civilians" or _says_civilian(one, text))

    return _sum([one for one in totals if belongs(one)]) or _sum([one for one in parts if belongs(one)])


def _says_civilian(one: People, text: str) -> bool:
    """Only people whom the report calls civilians count as civilians: villagers may bear arms."""
    return bool(_CIVILIAN_HEADS.search(text, one.start, one.end))


# ---------------------------------------------------------------- which verb a figure belongs to

_PASSIVE_FILLER = re.compile(
    r"^[\s,]*(?:(?:others?|more|people|were|was|are|is|be|being|been|have|has|had|also|reportedly|later|confirmed|believed|"
    r"feared|to|left|found|reported|said|allegedly|then|all|both|are|least|at|instantly|immediately|of|them|badly|seriously|"
    r"severely|slightly|critically|lightly|shot|burned|burnt|or|and|dead|killed|wounded|injured)[\s,]*)*$",
    re.IGNORECASE,
)


def _effect_of(someone: People, effects: list[Effect], people: list[People], text: str) -> Effect | None:
    left = max((effect for effect in effects if effect.end <= someone.start), key=lambda e: e.end, default=None)
    right = min((effect for effect in effects if effect.start >= someone.end - 1), key=lambda e: e.start, default=None)
    inside = [effect for effect in effects if someone.start <= effect.start < someone.end]
    if inside:
        return inside[0]
    takes_before = right is not None and right.form in {"passive", "both", "among"}
    takes_after = left is not None and left.form in {"active", "both", "toll", "among"}
    if left is not None and takes_after and not text[left.end : someone.start].strip() and not _is_passive(text, left):
        return left
    if right is not None and takes_before and _PASSIVE_FILLER.match(text[someone.end : right.start]):
        return right
    if left is not None and takes_after and _follows(left, someone, people, text):
        return left
    if right is not None and takes_before and _precedes(someone, right, text):
        return right
    if left is not None and someone.part and left.effect == "killed":
        return left
    return None


def _follows(left: Effect, someone: People, people: list[People], text: str) -> bool:
    """A figure after an active verb: at once, or after other figures of the same verb."""
    between = text[left.end : someone.start]
    for other in people:
        if left.end <= other.start < someone.start:
            between = between.replace(text[other.start : other.end], " ", 1)
    if left.form == "both" and _is_passive(text, left):
        return someone.part
    if left.form == "among":
        return bool(re.fullmatch(r"[\s,]*(?:(?:\w+\s+){0,2}and|were|are|was)?[\s,]*(?:\w+\s+)?", between, re.I))
    return someone.part or (
        len(between) < 60 and not re.search(r"[;.]|\b(?:in|on|at|when|while|after|near|of)\b", between, re.I)
    )


_BEING = re.compile(r"\b(?:was|were|been|being|be|are|is|got)\s+(?:\w+\s+)?$", re.IGNORECASE)


def _is_passive(text: str, effect: Effect) -> bool:
    return bool(_BEING.search(text, 0, effect.start))


def _precedes(someone: People, right: Effect, text: str) -> bool:
    """``three soldiers and five rebels were killed``; ``ten people, three of them children, were killed``."""
    between = text[someone.end : right.start]
    if (
        right.form == "both"
        and not _is_passive(text, right)
        and not re.search(r"\b(?:dead|others?)\s*$", between, re.I)
    ):
        return False
    return len(between) < 160 and not re.search(r"[;:]|\.\s|\b(?:while|but|who)\b", between, re.I)


# ---------------------------------------------------------------- nobody

_NOBODY = re.compile(
    r"\b(?:no|without(?: any)?|neither|not any|any)\s+(?:civilian\s+)?(?:casualt(?:y|ies)|"
    r"victims)\b|\bno ?(?:one|body) (?:was|were|had been) (?:hurt|killed or|injured or)",
    re.IGNORECASE,
)
_NO_DEATHS = re.compile(
    r"\b(?:no|without(?: any)?) (?:deaths?|fatalit(?:y|ies))\b|\bno ?(?:one|body) (?:was|"
    r"were|had been) (?:killed|dead)|\bno ?one died",
    re.IGNORECASE,
)
_NO_INJURIES = re.compile(
    r"\b(?:no|without(?: any)?) injur(?:y|ies)\b|\bno ?(?:one|body) (?:was|were|had been) (?:injured|wounded|hurt)",
    re.IGNORECASE,
)


def _none_hurt(toll: Toll, text: str) -> None:
    """``no casualties`` is a figure: nobody killed, nobody injured."""
    nobody = bool(_NOBODY.search(text)) and not re.search(
        r"\b(?:reports? of|word on|information on|details of|known)\W", text
    )
    if (nobody or _NO_DEATHS.search(text)) and not toll.killed:
        toll.killed = Figure(0, 0)
    if (nobody or _NO_INJURIES.search(text)) and not toll.injured:
        toll.injured = Figure(0, 0)
    toll.mentioned = toll.mentioned or nobody
