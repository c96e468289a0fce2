"""What fills the figures of a claim: the words that count people or strikes, and the verb that they belong to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data_prep.reports.explain.trail import Cell
from data_prep.reports.lexicon import find
from data_prep.reports.numbers import find_counts
from data_prep.reports.people import effects_in, find_people
from data_prep.vocab import origin

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from data_prep.reports.draft import Draft
    from data_prep.reports.explain.trail import Trail
    from data_prep.reports.people import People

MEASURES = ("strikes", "killed", "civilians_killed", "children_killed", "women_killed", "injured")
_GROUPS = {"civilians_killed": "civilians", "children_killed": "children", "women_killed": "women"}


def bounds(row: Mapping[str, object], measure: str) -> str:
    """``at least 39``, ``16``, ``up to 25``, ``20 to 30``; empty where the claim has no such figure."""
    low, high = row.get(f"{measure}_low"), row.get(f"{measure}_high")
    if low is None and high is None:
        return ""
    if high is None:
        return f"at least {low}"
    if low is None:
        return f"up to {high}"
    return str(low) if low == high else f"{low} to {high}"


def figure(trail: Trail, draft: Draft, measure: str) -> Cell:
    """What gives a figure of the claim."""
    row, value = trail.row(draft), bounds(trail.row(draft), measure)
    wanted = (row.get(f"{measure}_low"), row.get(f"{measure}_high"))
    read = _strikes if measure == "strikes" else _people
    own = read(trail, draft, measure, wanted, value)
    other = own or trail.first_elsewhere(draft, lambda one: read(trail, one, measure, wanted, value))
    return other or _added_up(trail, draft, measure, value)


Bounds = tuple[object, object]


def _strikes(trail: Trail, draft: Draft, _measure: str, wanted: Bounds, value: str) -> Cell | None:
    """The count before the word for a strike, or its article."""
    text = draft.happening.text
    nouns = [hit for hit in draft.happening.hits if hit.row["form"] == "noun"]
    for hit in nouns:
        for count in find_counts(text):
            if (count.low, count.high) == wanted and count.end <= hit.start:
                return trail.at(draft, count.start, hit.end, value, f"count before {origin('events', hit.row)}")
    if wanted == (1, 1) and nouns:
        return trail.at(draft, nouns[0].start, nouns[0].end, value, f"one, by its article: {nouns[0].text}")
    return None


def _people(trail: Trail, draft: Draft, measure: str, wanted: Bounds, value: str) -> Cell | None:
    """The people counted, the verb that says what happened to them; or nobody; or one, by grammar."""
    for start, end in _stretches(draft):
        text = trail.document.text[start:end]
        cell = (
            _counted(text, measure, wanted, value)
            or _none(text, wanted, value)
            or _implied(text, measure, wanted, value)
        )
        if cell is not None:
            return Cell(start + cell.start, start + cell.end, cell.value, cell.rule)
    return None


def _stretches(draft: Draft) -> Iterator[tuple[int, int]]:
    """The clause, and then its whole sentence: a clause beside it may complete it."""
    start = draft.sentence.start + draft.happening.start
    yield start, min(start + len(draft.happening.text), draft.sentence.end)
    yield draft.sentence.start, draft.sentence.end


def _counted(text: str, measure: str, wanted: Bounds, value: str) -> Cell | None:
    fitting = [one for one in find_people(text, effects_in(text)) if _fits(one, measure, wanted)]
    if not fitting:
        return None
    grouped = [one for one in fitting if one.group == _GROUPS.get(measure)] or fitting
    someone, rule = min(((one, _effect_rule(text, one, measure)) for one in grouped), key=lambda one: one[1][0])
    part = ", a part of a total" if someone.part else ""
    return Cell(someone.start, someone.end, value, rule[1] + part)


def _fits(one: People, measure: str, wanted: Bounds) -> bool:
    if measure in {"children_killed", "women_killed"}:
        return wanted[0] in {one.count.low, one.count.high}
    return (one.count.low, one.count.high) == wanted or (one.count.high, one.count.high) == wanted


def _effect_rule(text: str, someone: People, measure: str) -> tuple[int, str]:
    """How far the nearest word for what happened to them is, and its line in the vocabulary."""
    effect = "injured" if measure == "injured" else "killed"
    hits = [hit for hit in find("effects", text) if hit.row["effect"] == effect]
    near = min(hits, key=lambda hit: _gap(hit.start, hit.end, someone.start, someone.end), default=None)
    if near is None:
        return len(text), f"people counted beside a word of being {effect}"
    gap = _gap(near.start, near.end, someone.start, someone.end)
    return gap, f"people counted beside {origin('effects', near.row)}"


def _gap(start: int, end: int, other_start: int, other_end: int) -> int:
    return max(other_start - end, start - other_end, 0)


def _none(text: str, wanted: Bounds, value: str) -> Cell | None:
    match = _NOBODY.search(text) if wanted == (0, 0) else None
    return Cell(*match.span(), value, "nobody was hurt is a figure: 0") if match else None


_NOBODY = re.compile(r"\b(?:no|without(?: any)?|neither|not any|any|nobody|none)\b(?:[\s-]+\w+){0,3}", re.IGNORECASE)


_IMPLIED = {(1, 1): "one person, by the grammar of", (2, None): "more than one, by a plural beside"}


def _implied(text: str, measure: str, wanted: Bounds, value: str) -> Cell | None:
    """``The mayor was killed``, ``people were injured``: figures without a number."""
    effect = "injured" if measure == "injured" else "killed"
    hit = next((hit for hit in find("effects", text) if hit.row["effect"] == effect), None)
    if hit is None or wanted not in _IMPLIED:
        return None
    begin = max(text.rfind(mark, 0, hit.start) for mark in ",;.") + 1
    begin += len(text[begin:]) - len(text[begin:].lstrip())
    return Cell(min(begin, hit.start), hit.end, value, f"{_IMPLIED[wanted]} {origin('effects', hit.row)}")


def _added_up(trail: Trail, draft: Draft, measure: str, value: str) -> Cell:
    """Several figures of the clause added up, or taken out of each other."""
    for start, end in _stretches(draft):
        text = trail.document.text[start:end]
        people = find_people(text, effects_in(text))
        if people:
            rule = f"added up: {_effect_rule(text, people[0], measure)[1]}"
            return Cell(start + people[0].start, start + people[-1].end, value, rule)
    start = draft.sentence.start + draft.happening.start
    rule = f"the clause's words for the {measure.replace('_', ' ')}"
    return Cell(start, min(start + len(draft.happening.text), draft.sentence.end), value, rule)
