"""How many were killed and injured: the figures of a clause, given to the verbs that they belong to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from data_prep.reports.attaching import effect_of
from data_prep.reports.implied import are_several, is_one
from data_prep.reports.listed import is_passive
from data_prep.reports.numbers import Count
from data_prep.reports.people import Effect, People, effects_in, find_people, named
from data_prep.reports.scope import IMPLIED, SOME, is_single, scope_of


@dataclass(frozen=True)
class Figure:
    """Lower and upper bound of one figure; None is open. ``Figure()`` says nothing."""

    low: int | None = None
    high: int | None = None

    def __bool__(self) -> bool:
        return self.low is not None or self.high is not None


def bound(figure: Figure) -> int | None:
    """The number of a figure: its lower bound, else its upper one."""
    return figure.low if figure.low is not None else figure.high


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
    scope: dict[str, str] = field(default_factory=dict)
    """Of whom the figures of ``killed`` and ``injured`` tell (``scope.py``)."""
    vague: set[str] = field(default_factory=set)
    """Which of these two figures is a vague word."""
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
        effect = effect_of(someone, effects, people, text)
        if effect is not None:
            given.setdefault(effect, []).append(someone)
    for effect, counted in given.items():
        if effect.effect == "killed" and counted[0].start >= effect.end and is_passive(text, effect):
            counted[:0] = _head(text, effect)
        _add(toll, effect, counted, text)
        if effect.effect in {"killed", "injured"}:
            toll.people += [(one.start, one.end) for one in counted]
            toll.groups |= {one.group for one in counted}
    _imply(toll, text, [effect for effect in effects if effect not in given])
    _share(toll, text, effects)
    toll.mentioned = any(effect.effect in {"killed", "injured"} for effect in effects)
    _none_hurt(toll, text)
    toll.partial = toll.partial and not toll.killed
    return toll


def _head(text: str, effect: Effect) -> list[People]:
    """``The mayor was killed along with two guards``: the mayor, beside those who were killed with him."""
    one = Count(effect.start, effect.start, 1, 1)
    return [named(one, effect)] if is_one(text, effect) else []


def _give(toll: Toll, measure: str, figure: Figure, totals: list[People], text: str) -> None:
    setattr(toll, measure, figure)
    toll.scope[measure] = scope_of(text, totals)
    if any("number-vague" in one.count.flags for one in totals):
        toll.vague.add(measure)


def _imply(toll: Toll, text: str, bare: list[Effect]) -> None:
    """Where no figure is given, grammar may tell of one person or of more than one."""
    for effect in bare:
        if effect.effect == "killed" and not toll.killed and is_one(text, effect):
            toll.killed, toll.scope["killed"] = Figure(1, 1), SOME
    for effect in bare:
        if effect.effect in {"killed", "injured"} and not getattr(toll, effect.effect) and are_several(text, effect):
            setattr(toll, effect.effect, Figure(2, None))
            toll.scope[effect.effect] = IMPLIED
            toll.flags.add("number-vague")


def _share(toll: Toll, text: str, effects: list[Effect]) -> None:
    """``A number of people were killed and wounded``: some of both."""
    for first, second in pairwise(effects):
        joined = {first.effect, second.effect} == {"killed", "injured"} and text[
            first.end : second.start
        ].strip() == "and"
        missing = [measure for measure in ("killed", "injured") if not getattr(toll, measure)]
        if joined and len(missing) == 1 and toll.vague:
            setattr(toll, missing[0], Figure(2, None))
            toll.scope[missing[0]] = IMPLIED


_CIVILIAN_HEADS = re.compile(r"civilian", re.IGNORECASE)


def _add(toll: Toll, effect: Effect, counted: list[People], text: str) -> None:
    totals, parts = _totals_and_parts(counted, text)
    figure = _sum(totals)
    toll.flags |= {flag for one in counted for flag in one.count.flags}
    if effect.form == "among":
        totals, parts, figure = [], totals + parts, Figure()
        toll.partial = True
    if effect.form == "toll":
        if "toll" in text[effect.start : effect.end].lower():
            toll.flags.add("toll-cumulative")
        figure = _last(totals, text)
        if text[effect.start : effect.end].lower().endswith("as high as"):
            figure = Figure(None, figure.high)
        if _CIVILIAN_HEADS.search(text, effect.start, effect.end):
            toll.civilians = toll.civilians or figure
    if effect.effect == "injured":
        if not toll.injured:
            _give(toll, "injured", figure, totals, text)
        return
    if effect.effect != "killed":
        return
    bounds = _one_bound_each(toll.killed, figure)
    if figure and toll.killed and effect.form != "toll" and not bounds:
        if not _is_other_side(text, effect):
            return
        figure = _added(toll.killed, figure)
    figure = bounds or figure
    if figure:
        _give(toll, "killed", figure, totals, text)
    toll.civilians = _group(totals, parts, "civilians", text) or toll.civilians
    toll.children = bound(_group(totals, parts, "children", text)) if toll.children is None else toll.children
    toll.women = bound(_group(totals, parts, "women", text)) if toll.women is None else toll.women


_BOTH_SIDES = re.compile(r"\blost\s(?:[\w,'’-]+\s){1,6}?and\s(?:had\s|also\s)?(?:killed|killing)", re.IGNORECASE)


def _is_other_side(text: str, effect: Effect) -> bool:
    """``lost 10 soldiers and killed 35 rebels``: the dead of both sides."""
    both = _BOTH_SIDES.search(text, 0, effect.end)
    return both is not None and both.end() == effect.end


def _added(one: Figure, other: Figure) -> Figure:
    low = None if one.low is None or other.low is None else one.low + other.low
    return Figure(low, None if one.high is None or other.high is None else one.high + other.high)


def _one_bound_each(told: Figure, other: Figure) -> Figure:
    """``At least 12 died, and the toll could be as high as 37``: the lower bound of one, the upper of the other."""
    low, high = told.low or other.low, told.high or other.high
    open_ended = told and other and None in {told.low, other.low} and None in {told.high, other.high}
    return Figure(low, high) if open_ended and low and high and low <= high else Figure()


def _totals_and_parts(counted: list[People], text: str) -> tuple[list[People], list[People]]:
    """``two people, one soldier and one civilian, were killed``: figures that add up to the first one are its parts."""
    totals = [one for one in counted if not one.part]
    parts = [one for one in counted if one.part]
    if not totals and len(parts) == 1 and parts[0].group in {"", "people"}:
        return parts, []
    if len(totals) > 1 and _spells_out(totals, parts, text):
        return totals[:1], totals[1:] + parts
    return totals, parts


def _spells_out(totals: list[People], parts: list[People], text: str) -> bool:
    """What follows the first figure is the same people once more: they add up to it, or are its names."""
    first, rest = totals[0], totals[1:]
    if first.count.low is None or first.count.low < 2:
        return False
    between = text[first.end : rest[0].start].strip()
    if ":" in between or between in {"–", "—"} or (between == "," and all(is_single(text, one) for one in rest)):
        return True
    whole = _sum(totals[:1])
    return whole in (
        (_sum(rest) if len(rest) > 1 else None),
        _sum(rest + [one for one in parts if not _among(text, one)]),
    )


def _among(text: str, one: People) -> bool:
    """``including five children``, ``five of them``: not in a row with the others."""
    return bool(re.search(r"\b(?:includ\w+|among \w+)\b[^.;]*$", text[max(0, one.start - 200) : one.start], re.I))


def _last(totals: list[People], text: str) -> Figure:
    """A toll that rises ``from 12 to 15``, or ``to 15 from 12``, is 15."""
    now = [one for one in totals if one.count.low != one.count.high or not _FORMERLY.match(text, one.start)]
    if not now:
        return Figure()
    count = now[-1].count
    return (
        Figure(count.high, count.high)
        if count.low is not None and count.high is not None
        else Figure(count.low, count.high)
    )


_FORMERLY = re.compile(r"from\s", re.IGNORECASE)


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


# ---------------------------------------------------------------- nobody

_NOBODY = re.compile(
    r"\b(?:no|without(?: any)?|neither|not any|any)\s+(?:civilian\s+)?(?:casualt(?:y|ies)|"
    r"victims)\b|\bno ?(?:one|body) (?:was|were|had been) (?:hurt|killed or|injured or)",
    re.IGNORECASE,
)
_UNTOLD = re.compile(
    r"(?:\bnot|n[’']t|\bwithout|\bnor|\bnever)\s+(?:\w+\s+)?(?:report|mention|specif|identif|stat|record|nam|refer|giv|"
    r"provid|confirm|indicat|list|quot)\w*\s+(?:to\s+)?any\b|\breports? of|\bword on|\binformation on|"
    r"\bdetails of|\bknown\W",
    re.IGNORECASE,
)
"""``did not report any casualties``: says nothing of them."""
_NO_DEATHS = re.compile(
    r"\b(?:no|without(?: any)?) (?:deaths?|fatalit(?:y|ies))\b(?!\s+(?:from|among)\b)|\bno ?(?:one|body) (?:was|"
    r"were|had been) (?:killed|dead)|\bno ?one died",
    re.IGNORECASE,
)
_NO_INJURIES = re.compile(
    r"\b(?:no|without(?: any)?) injur(?:y|ies)\b|\bno ?(?:one|body) (?:was|were|had been) (?:injured|wounded|hurt)",
    re.IGNORECASE,
)


def _none_hurt(toll: Toll, text: str) -> None:
    """``no casualties`` is a figure: nobody killed, nobody injured."""
    nobody = bool(_NOBODY.search(text)) and not _UNTOLD.search(text)
    if (nobody or _NO_DEATHS.search(text)) and not toll.killed:
        toll.killed = Figure(0, 0)
    if (nobody or _NO_INJURIES.search(text)) and not toll.injured:
        toll.injured = Figure(0, 0)
    toll.mentioned = toll.mentioned or nobody
