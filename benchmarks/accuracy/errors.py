"""Where this reader goes wrong: each miss of a scorer, put into a class by what was read instead."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

import data_prep
from data_prep.reports.numbers import find_counts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    import pandas as pd

    from benchmarks.accuracy.corpora import Doc

Classes = dict[str, Counter[str]]


def of_dates(misses: Iterable[tuple[str, str, str, str | None, str | None]]) -> Counter[str]:
    """The scorer's misses: document, its day, the words, the value by the key and the value read."""
    return Counter(_of_date(wanted, found) for _, _, _, wanted, found in misses)


def _of_date(wanted: str | None, found: str | None) -> str:
    if found is None:
        return "not found"
    if wanted is None:
        return "found where the key has no date"
    if len(wanted) != len(found):
        return "a day, week, month or year for another of them"
    if len(wanted) == len("2016-03-18") and "W" not in wanted:
        off = abs((date.fromisoformat(wanted) - date.fromisoformat(found)).days)
        return {1: "off by a day", 7: "off by a week"}.get(off, "another day")
    return "another week, month or year"


# ---------------------------------------------------------------- news wire


def of_muc(docs: Iterable[Doc], frames: Iterable[pd.DataFrame], score: ModuleType) -> Classes:
    """What is missed and what is too much in ``dates`` and ``killed``, and whom ``orgs`` misses."""
    wrong: Classes = {name: Counter() for name in ("dates", "killed", "orgs")}
    for doc, frame in zip(docs, frames, strict=True):
        claims = score.violent(frame)
        required = [one for one in doc["incidents"] if not one.get("optional")]
        days = {one["date_start"] for one in required if one["date_start"] and one["date_start"] == one["date_end"]}
        if doc["published"] and days:
            wrong["dates"].update(_muc_days(doc, frame, claims, days))
        dead = {one["killed_min"] for one in doc["incidents"] if one.get("killed_min")}
        if dead:
            wrong["killed"].update(_muc_killed(doc, frame, score.numbers(claims["killed_low"]) - {0}, dead))
        wrong["orgs"].update(_muc_names(doc, claims, required, score))
    return wrong


def _days(claims: pd.DataFrame) -> set[str]:
    return {str(day)[:10] for day in claims["date_start"].dropna()}


def _muc_days(doc: Doc, frame: pd.DataFrame, claims: pd.DataFrame, wanted: set[str]) -> Iterable[str]:
    found = _days(claims[claims["date_precision"] == "day"])
    named = {str(one.date_start) for one in data_prep.find_dates(doc["text"], doc["published"])}
    for day in wanted - found:
        if day in _days(frame):
            yield "missed: given to something that is no violence, denied, or several days long"
        elif day in named:
            yield "missed: the day is named in the text and dates no claim"
        else:
            yield "missed: no words of the text give this day"
    for day in found - wanted:
        near = any(abs((date.fromisoformat(day) - date.fromisoformat(other)).days) == 1 for other in wanted)
        yield (
            "too much: a day beside one of the key"
            if near
            else "too much: the day of something that the key leaves out"
        )


def _muc_killed(doc: Doc, frame: pd.DataFrame, found: set[int], wanted: set[int]) -> Iterable[str]:
    written = {bound for count in find_counts(doc["text"]) for bound in (count.low, count.high)}
    elsewhere = {int(n) for name in ("killed_low", "killed_high", "injured_low") for n in frame[name].dropna()}
    for number in wanted - found:
        if number in elsewhere:
            yield "missed: read as an upper bound, as injured, or of something denied"
        elif number == 1:
            yield "missed: one person killed, without a figure"
        elif number in written:
            yield "missed: the figure stands in the text and counts nobody killed"
        else:
            yield "missed: a sum, or names, and no figure in the text"
    for number in found - wanted:
        yield f"too much: {'one person' if number == 1 else 'a figure'} that the key does not have"


def _muc_names(doc: Doc, claims: pd.DataFrame, required: list[Any], score: ModuleType) -> Iterable[str]:
    names = [{score.fold(name) for name in others} for one in required for others in one["perp_orgs"]]
    actors = {actor for people in claims["perpetrators"] for actor in people}
    said = {score.fold(name) for actor in actors for name in {actor, *data_prep.aliases(actor)}}
    if not names or any(score.same_name(a, b) for others in names for a in others for b in said):
        return
    against = {actor for people in claims["targets"] for actor in people}
    aimed = {score.fold(name) for actor in against for name in {actor, *data_prep.aliases(actor)}}
    if any(score.same_name(a, b) for others in names for a in others for b in aimed):
        yield "named as the target"
    elif actors:
        yield "another actor named as the perpetrator"
    elif any(name in score.fold(doc["text"]) for others in names for name in others):
        yield "named in the text, nobody read as the perpetrator"
    else:
        yield "not named in the text in the key's words"


# ---------------------------------------------------------------- incident narratives


def of_airwars(docs: Iterable[Doc], frames: Iterable[pd.DataFrame], score: ModuleType) -> Classes:
    """Misses in the main event of each narrative, by what was read instead."""
    wrong: Classes = {}
    for doc, frame in zip(docs, frames, strict=True):
        claims = score.violent(frame)
        main = claims["event_id"].value_counts().index[0] if len(claims) else ""
        event, others = claims[claims["event_id"] == main], claims[claims["event_id"] != main]
        hits = score.score_airwars([doc], [frame])
        for name, hit in hits.items():
            if not hit and name in _OF:
                wrong.setdefault(name, Counter())[_OF[name](doc, event, others)] += 1
    return wrong


def _airwars_date(doc: Doc, event: pd.DataFrame, others: pd.DataFrame) -> str:
    days = event["date_start"].dropna()
    if days.empty:
        return "no date, or no event"
    if any(doc["date"] <= day <= doc["date_end"] for day in _days(event)):
        return "right in some claims of the event, not in most"
    if any(doc["date"] <= day <= doc["date_end"] for day in _days(others)):
        return "another event of the narrative has it"
    off = abs((date.fromisoformat(str(days.mode().iloc[0])[:10]) - date.fromisoformat(doc["date"])).days)
    return "off by a day" if off == 1 else "off by two to seven days" if off <= 7 else "further off"


def _figure(column: str, key: str, pick: str) -> Any:
    def of(doc: Doc, event: pd.DataFrame, others: pd.DataFrame) -> str:
        own = _bounds(event, column)
        if not own:
            return "another event of the narrative has it" if doc[key] in _bounds(others, column) else "no figure read"
        read = min(own) if pick == "min" else max(own)
        where = "; the right one is read too" if doc[key] in own else ""
        return ("too low" if read < doc[key] else "too high") + where

    return of


def _bounds(claims: pd.DataFrame, column: str) -> set[int]:
    return {int(number) for number in claims[column].fillna(claims[column.replace("high", "low")]).dropna()}


def _airwars_kind(_doc: Doc, event: pd.DataFrame, _others: pd.DataFrame) -> str:
    return f"read as {event['sub_event_type'].mode().iloc[0]}" if len(event) else "no event"


def _airwars_who(_doc: Doc, event: pd.DataFrame, others: pd.DataFrame) -> str:
    if any("Israel" in name for people in others["perpetrators"] for name in people):
        return "named for another event of the narrative only"
    return "another one named" if any(len(people) for people in event["perpetrators"]) else "nobody named"


def _airwars_place(_doc: Doc, event: pd.DataFrame, others: pd.DataFrame) -> str:
    if event["latitude"].notna().any():
        return "another place, more than 10 km away"
    return "placed in another event of the narrative" if others["latitude"].notna().any() else "no place read"


_OF = {
    "date": _airwars_date,
    "killed_min": _figure("killed_low", "killed_min", "min"),
    "killed_max": _figure("killed_high", "killed_max", "max"),
    "injured_min": _figure("injured_low", "injured_min", "min"),
    "type": _airwars_kind,
    "perpetrator": _airwars_who,
    "place": _airwars_place,
}
