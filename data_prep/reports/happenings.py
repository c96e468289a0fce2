"""What happened: the events that a sentence tells of, clause by clause, their kind, and whether they took place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from data_prep.frame import EVENT_TYPE_OF
from data_prep.reports.blame import points_back
from data_prep.reports.casualties import Figure, Toll, read_toll
from data_prep.reports.lexicon import find
from data_prep.reports.likeness import is_explosive, is_violent
from data_prep.reports.strikes import count_strikes
from data_prep.reports.unreal import is_habit, spares, tells_of_no_deaths

if TYPE_CHECKING:
    from data_prep.reports.lexicon import Hit

FALLBACK = "Attack"
CLASH = "Armed clash"
NO_EVENT = "Other"
PROPERTY = "Looting/property destruction"


@dataclass
class Happening:
    """An event as one clause tells it. ``start:end`` are the clause's offsets in the sentence, ``text`` its words with
    the frames of reported speech blanked out, ``hits`` the words that tell of it, in order.
    """

    start: int
    end: int
    text: str
    hits: list[Hit]
    sub_event_type: str
    weight: int
    toll: Toll
    strikes: Figure = field(default_factory=Figure)
    per_day: bool = False
    negated: bool = False
    planned: bool = False
    definite: bool = False
    blaming: bool = False
    """Says who did what was told elsewhere, and tells of no event of its own."""
    armed: bool = False
    """A weapon named in the clause bears its kind out: ``bombardments by artillery``."""
    apart: bool = False
    """Words such as ``another attack`` set it off from what was told before."""
    accident: bool = False
    """People died in a flood or a crash, and no word of the clause tells of violence."""
    of_war: bool = False
    """Its figures are those of a whole war."""
    opening: str = ""
    """The connective that opens the clause, such as ``a day after``; empty for a main clause."""
    flags: set[str] = field(default_factory=set)

    @property
    def main_hit(self) -> Hit | None:
        """The word that names the event best."""
        return max(self.hits, key=lambda hit: int(hit.row["weight"]), default=None)

    @property
    def is_violent(self) -> bool:
        return is_violent(self.sub_event_type)

    @property
    def only_casualties(self) -> bool:
        """The clause gives figures and does not say how."""
        return self.weight == 0


def find_happenings(masked: str) -> list[Happening]:
    """The events told in a sentence (``masked``: its frames of reported speech blanked out), in order."""
    if not _may_tell(masked):
        return []
    clauses = split_clauses(masked)
    return [one for clause in clauses if (one := _happening(masked, *clause)) is not None]


def _may_tell(masked: str) -> bool:
    """Some word of an event, of casualties or of blame stands in the sentence: most sentences have none."""
    told = find("events", masked) or find("effects", masked) or "casualt" in masked.lower()
    return bool(told or find("blame", masked))


# ---------------------------------------------------------------- clauses

_OFFSET = (
    r"(?P<offset>,?\s*\b(?:(?:just|only|less than|more than|about|nearly|some|"
    r"shortly)\s+)?(?:an?|one|two|three|four|five|six|seven|\d+|several|"
    r"a few|the)\s+(?:day|week|month|hour|minute|year)s?\s+(?:after|before|"
    r"following)\s+(?!had\b|has\b|have\b|was\b|were\b|when\b|in\b|on\b)(?=\w))"
)
_BORDERS = (
    r"(?=[\s,;:.–—])(?:(?P<frame>\x1f+)"
    r"|(?P<strong>[;:]\s+|,?\s+(?:while|whilst|whereas|but|although|though)\s+|,\s+(?:where|who|whose)\s+|\s+–\s+|\s+—\s+)"
    r"|(?P<weak>,\s+(?:and|which|as)\s+|\.\s+(?=[\"“]?[A-Z])))"
)
_OFFSETS = ("after", "before", "following")
_SPLIT = re.compile(_BORDERS, re.IGNORECASE)
_SPLIT_BY_OFFSETS = re.compile(rf"{_OFFSET}|{_BORDERS}", re.IGNORECASE)


def split_clauses(masked: str) -> list[tuple[int, int, str]]:
    """Start, end and opening connective of each clause that may tell of an event of its own."""
    cuts = [(0, 0, "")]
    lower = masked.lower()
    splits = _SPLIT_BY_OFFSETS if any(word in lower for word in _OFFSETS) else _SPLIT
    for match in splits.finditer(masked):
        before, after = masked[cuts[-1][1] : match.start()], masked[match.end() :]
        border = match.lastgroup
        if border == "weak" and not (_tells(before) and _has_own_subject(after)):
            continue
        if border in {"strong", "offset"} and not (before.strip() and _tells_of_people(after)):
            continue
        if border == "strong" and _WHERE.match(match.group()) and not _tells(after):
            continue
        if match.group().strip() in {"–", "—"} and _is_aside(before, after):
            continue
        if border == "frame" and _tells_of_people(before) and not _tells_of_people(after):
            continue
        start = match.start() if border == "offset" else match.end()
        cuts.append((match.start(), start, "" if border == "frame" else match.group().strip(" ,").lower()))
    ends = [cut[0] for cut in cuts[1:]] + [len(masked)]
    return [
        (start, end, opening) for (_, start, opening), end in zip(cuts, ends, strict=True) if masked[start:end].strip()
    ]


_ASIDE = re.compile(
    r"(?:were|was|have|has|had)\b|[^–—;.]{3,160}\s[–—]\s+(?:were|was|have|has|had|and)\b", re.IGNORECASE
)
_OPENED = re.compile(r"\s[–—]\s[^–—;.]{3,160}$")


def _is_aside(before: str, after: str) -> bool:
    """``10 people – among them two women – were killed``: one clause."""
    return bool(_ASIDE.match(after) or (after.startswith("and ") and _OPENED.search(before[-200:])))


_WHERE = re.compile(r",\s+(?:where|who|whose)\b", re.IGNORECASE)
"""``shelling around the town, where two were killed``: the dead are those of the shelling."""


def _tells(text: str) -> bool:
    return any(hit.row["weight"] != "0" for hit in find("events", text))


def _tells_of_people(text: str) -> bool:
    return _tells(text) or bool(find("effects", text))


def _has_own_subject(after: str) -> bool:
    """``, and rebels shelled ...`` is an event of its own, ``, and wounded two`` is not."""
    hits = find("events", after)
    return bool(hits) and int(hits[0].row["weight"]) >= 1 and len(after[: hits[0].start].split()) >= 1


# ---------------------------------------------------------------- one clause


def _happening(masked: str, start: int, end: int, opening: str) -> Happening | None:
    text = masked[start:end]
    toll = read_toll(text)
    hits = [hit for hit in find("events", text) if hit.row["sub_event_type"] != NO_EVENT and not _is_name(text, hit)]
    real = [hit for hit in hits if not _is_planned(text, hit)]
    cues = {hit.row["cue"] for hit in find("cues", text)}
    back = points_back(text)
    in_doubt = (bool(hits) and "uncertain" in cues) or back
    if not toll.mentioned and not in_doubt and not any(hit.row["weight"] != "0" for hit in hits):
        return None
    telling = [hit for hit in hits if hit.row["weight"] != "0"]
    unreal = not any(hit in real for hit in telling)
    planned = unreal and (tells_of_no_deaths(text) if toll or not telling else True)
    kept = hits if planned else real
    sub_event_type, weight = _kind(kept)
    if EVENT_TYPE_OF[sub_event_type] == "Strategic developments" and (toll.killed or toll.injured):
        sub_event_type, weight = FALLBACK, 0  # the dead of a truce died of something else
    if weight == 0 and sub_event_type == FALLBACK and toll.groups == {"fighters"}:
        sub_event_type = CLASH  # soldiers and rebels are no civilians
    strikes, per_day, flags = count_strikes(text, kept)
    one = Happening(start, end, text, kept, sub_event_type, weight, toll, strikes, per_day, opening=opening)
    one.flags |= flags | toll.flags | ({"number-per-day"} if per_day else set())
    one.of_war = "war" in cues and bool(toll.killed) and weight == 0
    one.accident = "accident" in cues and not telling
    if ("cumulative" in cues or one.of_war) and toll.killed:
        one.flags.add("toll-cumulative")
    one.planned, one.armed = planned, _weapon(kept) == sub_event_type
    best = [hit for hit in kept if hit.row["weight"] == str(weight)]
    one.negated = weight > 0 and bool(best) and all(_is_negated(text, hit) for hit in best)
    spared = spares(text) and not toll.injured
    if spared and weight:
        one.toll = Toll()
    one.negated = one.negated or (spared and not weight)
    if one.negated and not spared:
        one.strikes, one.toll = Figure(), Toll()
    definite = not per_day and _is_definite(text, one.main_hit)
    one.definite = in_doubt or definite
    one.blaming = back and not toll and (definite or not telling)
    one.apart = "apart" in cues or one.of_war or ("besides" in cues and weight > 0)
    return one


def _is_name(text: str, hit: Hit) -> bool:
    """``Strike Force``, ``Operation Desert Storm``: a capitalised word among small ones is a name, not an event."""
    lonely = (
        hit.text[:1].isupper() and hit.start > 0 and text[: hit.start].rstrip()[-1:] not in {"", '"', "“", ".", ":"}
    )
    following = text[hit.end : hit.end + 2].strip()
    return lonely and following[:1].isupper() and not text.isupper() and not hit.text.isupper()


def _kind(hits: list[Hit]) -> tuple[str, int]:
    """The heaviest word names the type; a weapon (weight 0) names it where others only say "attack"."""
    if not hits:
        return FALLBACK, 0
    best = max(hits, key=lambda hit: (int(hit.row["weight"]), hit.row["sub_event_type"] != PROPERTY))
    weight = int(best.row["weight"])
    weapon = _weapon(hits)
    if weapon and weight <= 1 and best.row["sub_event_type"] in _BY_ANY_WEAPON:
        return weapon, 1
    return best.row["sub_event_type"], weight


_BY_ANY_WEAPON = frozenset({"Attack", "Armed clash", "Remote explosive/landmine/IED"})


def _weapon(hits: list[Hit]) -> str | None:
    """The type that a weapon named beside the event gives it: ``aircraft struck``, ``artillery hit``."""
    for hit in hits:
        weapon = hit.row["weight"] == "0" and hit.row["form"] == "noun"
        if weapon and is_explosive(hit.row["sub_event_type"]):
            return hit.row["sub_event_type"]
    return None


_MODAL = re.compile(
    r"\b(?:will|would|could|may|might|can|should|must|shall|to|if|unless|'ll|wants?|ready)\s+(?:not\s+)?(?:\w+ly\s+)?(?:be\s+|have\s+|have\s+been\s+|being\s+)?$",
    re.IGNORECASE,
)
_REPORTED_TO = re.compile(
    r"\bto have (?:\w+ly )?(?:been )?$|\b(?:began|begun|started|continue[sd]?|managed|"
    r"continuing|used|helped|resumed) to (?:be )?$",
    re.IGNORECASE,
)
_PLAN_NOUN = re.compile(
    r"\b(?:threat(?:s|ens?|ened|ening)?|warn(?:s|ed|ing|ings)?|plan(?:s|ned|ning)?|"
    r"prevent(?:s|ed|ing)?|call(?:s|ed|ing)? for|calls?|demand(?:s|ed|ing)?|"
    r"urg(?:es?|ed|ing)|fears?(?:ed)?|risks?|avoid(?:s|ed|ing)?|possib(?:le|ility)|potential|future|imminent|halt(?:ed|ing)?|stop(?:ping)?|"
    r"end(?:ing)?|exercises?|drills?|in case|against any|vow(?:s|ed|ing)?|intend(?:s|ed)?|"
    r"prepar(?:es?|ed|ing|ations?)|would|will|could|might|should)"
    r"\s+(?:(?:to|of|for|against|that|from|an?|the|any|more|further|another|its|their|on|about|be|new|such)\s+|\w+ly\s+|\w+ed\s+|[A-Z]\w+\s+){0,4}$",
    re.IGNORECASE,
)


_NOTHING_KNOWN = re.compile(
    r"(?:\b(?:not|un) ?aware of|\b(?:no|any)\s+(?:\w+\s+)?(?:information|word|details|evidence|knowledge|comment|"
    r"indication)s?)\b[^.;]{0,25}$",
    re.IGNORECASE,
)
"""``had no information about a raid`` neither tells of it nor denies it."""


def _is_planned(text: str, hit: Hit) -> bool:
    """A threat, a plan, a fear or a wish is not an event (``to stop it from deploying``, ``threatened to attack``)."""
    before = text[max(0, hit.start - 60) : hit.start]
    if _NOTHING_KNOWN.search(before) or is_habit(text, hit):
        return True
    if hit.row["form"] == "noun":
        return bool(_PLAN_NOUN.search(before))
    if _REPORTED_TO.search(before):
        return False
    return bool(
        _MODAL.search(before) or re.search(r"\b(?:from|against|without)\s+$", before) or _PLAN_NOUN.search(before)
    )


_NOT = re.compile(
    r"(?:\b(?:no|not|never|neither|nor|without|none|any)\b|n[’']t)(?!\s+(?:only|just|until|least|more|less|fewer))\s*"
    r"(?:(?!and\b|but\b|or\b)[\w'’-]+\s+){0,4}$",
    re.IGNORECASE,
)


def _is_negated(text: str, hit: Hit) -> bool:
    before = text[max(0, hit.start - 50) : hit.start]
    match = _NOT.search(before)
    if match is None or before[: match.start()].rstrip().endswith(" if"):
        return False
    if re.match(r"any\b", match.group(), re.IGNORECASE):
        return bool(
            re.search(r"(?:\bnot\b|n[’']t|\bnever\b|\bno\b|\bdid not\b)[^.;]*$", text[: hit.start], re.IGNORECASE)
        )
    detail = _OF_A_DETAIL.search(match.group())
    return detail is None or (detail["harm"] is not None and not _DEFINITE.search(before))


_OF_A_DETAIL = re.compile(
    r"\b(?:casualt|injur|confirm|clear|know|knew|immediate|warn|present|hear|handle|surviv|provid|"
    r"(?P<harm>harm|hurt|wound|kill|damag))\w*",
    re.IGNORECASE,
)
"""``nobody was harmed in the attack``, ``did not know where the attack was``: the attack took place."""


_DEFINITE = re.compile(r"\b(?:the|this|these|those|that|its|such|both|latest)\s+(?:[\w'’-]+\s+){0,3}$", re.IGNORECASE)
_UNIQUE = re.compile(r"\b(?:first|latest offensive|largest|worst|deadliest)\s+(?:[\w-]+\s+)?$", re.IGNORECASE)


def _is_definite(text: str, hit: Hit | None) -> bool:
    """``the raids``, ``these strikes``: the event was told before."""
    if hit is None or hit.row["form"] != "noun":
        return False
    before = text[max(0, hit.start - 50) : hit.start]
    return bool(_DEFINITE.search(before)) and not _UNIQUE.search(before)
