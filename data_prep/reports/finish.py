"""From drafts to rows of the claim frame: what one sentence says of an event completes what the others say."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from data_prep.frame import EVENT_TYPE_OF
from data_prep.reports.actors import government_of
from data_prep.reports.casualties import Figure
from data_prep.reports.parts import mark_parts
from data_prep.reports.voices import GENERIC

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data_prep.reports.casualties import Toll
    from data_prep.reports.document import Document
    from data_prep.reports.draft import Draft, Event


def rows(document: Document, events: Sequence[Event], drafts: Sequence[Draft], country: str) -> list[dict[str, object]]:
    """One mapping from the frame's columns to values for each draft, in the order of the text."""
    government = government_of(country)
    for event in events:
        _name_governments(event, government)
        _share_roles(event)
        mark_parts(event, document.publisher)
        _share_parts(event)
        _take_bounds(event)
    ordered = sorted(drafts, key=lambda draft: (draft.sentence.start, draft.happening.start))
    key = hashlib.sha256(document.text.encode()).hexdigest()[:12]
    ids = {draft: f"{key}:{draft.sentence.start + draft.happening.start}:{n}" for n, draft in enumerate(ordered)}
    firsts = {event: min((ids[one] for one in event.drafts), key=_number) for event in events}
    return [_row(document, draft, ids[draft], _event_id(draft, firsts, ids), government) for draft in ordered]


def _number(claim_id: str) -> int:
    return int(claim_id.rsplit(":", 1)[1])


def _event_id(draft: Draft, firsts: dict[Event, str], ids: dict[Draft, str]) -> str:
    """An event goes by its first claim."""
    return "report:" + (firsts[draft.event] if draft.event else ids[draft])


# ---------------------------------------------------------------- one event, many sentences


def _name_governments(event: Event, government: str) -> None:
    """``the army`` is the army of the country that the report is about, or of the event's own."""
    for draft in event.drafts:
        place = draft.place or event.place
        own = government_of(place.country) if place is not None and place.country else ""
        for side in (draft.roles.perpetrators, draft.roles.targets):
            side[:] = list(dict.fromkeys((own or government or name) if name == GENERIC else name for name in side))
        draft.roles.targets[:] = [name for name in draft.roles.targets if name not in draft.roles.perpetrators]


def _share_roles(event: Event) -> None:
    """Who did it, where another sentence says so: one of the same source, or the report's own.

    Who did it is a claim: what one source says of it is never put into another one's mouth.
    """
    telling = [draft for draft in event.drafts if draft.roles.perpetrators and not draft.denied]
    for draft in event.drafts:
        if not (draft.roles.perpetrators or draft.denied or draft.roles.attribution in {"contested", "unknown"}):
            _take_roles(draft, [other for other in telling if _may_speak_for(other, draft)])
    for draft in event.drafts:
        if draft.roles.attribution == "contested":
            draft.flags.add("attribution-contested")


def _take_roles(draft: Draft, telling: Sequence[Draft]) -> None:
    contested = [other for other in telling if other.roles.attribution == "contested"]
    best = (contested or telling)[:1]
    for other in best:
        draft.roles.perpetrators = list(other.roles.perpetrators)
        draft.roles.attribution = "stated" if other.roles.attribution == "claimed" else other.roles.attribution
        draft.flags.add("perpetrator-inferred")


def _may_speak_for(other: Draft, draft: Draft) -> bool:
    names = {one.voice.name for one in (other, draft) if one.voice is not None}
    return len(names) <= 1


def _share_parts(event: Event) -> None:
    """``Five children were among the dead`` completes the claims of the same source that give a total."""
    parts = [draft for draft in event.drafts if draft.happening.toll.partial]
    for draft in event.drafts:
        if draft.killed and not draft.denied and draft not in parts:
            for part in parts:
                if _may_speak_for(part, draft):
                    _take_parts(draft.happening.toll, part.happening.toll)


def _take_parts(toll: Toll, part: Toll) -> None:
    fits = toll.killed.high is None or sum(number or 0 for number in (part.children, part.women)) <= toll.killed.high
    if not fits:
        return
    toll.children = part.children if toll.children is None else toll.children
    toll.women = part.women if toll.women is None else toll.women
    toll.civilians = toll.civilians or part.civilians


def _take_bounds(event: Event) -> None:
    """A headline leaves words out: it has the bounds and the place of the sentence that it sums up."""
    told = [draft for draft in event.drafts if draft.sentence.role == "body" and draft.killed]
    for draft in event.drafts:
        if draft.sentence.role != "headline":
            continue
        draft.flags.add("headline")
        low = draft.killed.low
        full = next((one for one in told if low is not None and low in {one.killed.low, one.killed.high}), None)
        if full is not None:
            _sum_up(draft, full)


def _sum_up(headline: Draft, full: Draft) -> None:
    toll = headline.happening.toll
    toll.killed = full.killed
    toll.civilians = full.happening.toll.civilians if toll.civilians else toll.civilians
    if full.place is not None and headline.place != full.place:
        headline.place = full.place
        headline.flags.add("place-inferred")


# ---------------------------------------------------------------- one row


def _row(document: Document, draft: Draft, claim_id: str, event_id: str, government: str) -> dict[str, object]:
    return {
        "claim_id": claim_id,
        "event_id": event_id,
        "dataset": "report",
        "event_type": EVENT_TYPE_OF[draft.sub_event_type],
        "sub_event_type": draft.sub_event_type,
        "stance": "denied" if draft.denied else "reported",
        **_when(draft),
        **_figures(draft),
        "perpetrators": draft.roles.perpetrators,
        "targets": draft.roles.targets,
        "attribution": draft.roles.attribution,
        **_where(draft),
        "source": _source(document, draft, government),
        "publisher": document.publisher,
        "title": document.title,
        "url": document.url,
        "document": document.name,
        "published": document.published,
        "sentence": draft.sentence.text,
        "span_start": draft.sentence.start,
        "span_end": draft.sentence.end,
        "flags": sorted({*draft.flags, *(draft.dated.flags if draft.dated else ()), *document.flags}),
    }


def _when(draft: Draft) -> dict[str, object]:
    if draft.dated is None:
        return {"date_precision": "unknown", "date_text": ""}
    interval = draft.dated.interval
    return {
        "date_start": interval.start,
        "date_end": interval.end,
        "date_precision": interval.precision,
        "date_text": draft.dated.text,
    }


def _figures(draft: Draft) -> dict[str, object]:
    toll, strikes = draft.happening.toll, draft.happening.strikes
    return {
        **_bounds("strikes", strikes),
        **_bounds("killed", toll.killed),
        **_bounds("civilians_killed", toll.civilians),
        **_bounds("injured", toll.injured),
        "children_killed_low": toll.children,
        "women_killed_low": toll.women,
    }


def _bounds(name: str, figure: Figure) -> dict[str, object]:
    return {f"{name}_low": figure.low, f"{name}_high": figure.high}


def _where(draft: Draft) -> dict[str, object]:
    place = draft.place
    if place is None:
        return {"place": "", "admin1": "", "country": ""}
    return {
        "place": place.name,
        "admin1": place.admin1,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "place_precision": place.precision,
    }


def _source(document: Document, draft: Draft, government: str) -> str:
    """Who says so; the publisher where nobody is named."""
    if draft.voice is None:
        return document.publisher
    if draft.voice.name == GENERIC:
        return government or draft.voice.words
    return draft.voice.name
