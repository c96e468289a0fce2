"""What kind of event it was, where who did it, or the rest of the report, decides."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from data_prep.reports.happenings import FALLBACK
from data_prep.reports.strikes import AIR
from data_prep.reports.voices import GENERIC

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from data_prep.reports.actors import ActorMention
    from data_prep.reports.draft import Draft
    from data_prep.reports.happenings import Happening
    from data_prep.reports.roles import Roles

_WITH_AIRCRAFT = frozenset({"state", "coalition"})
"""Kinds of actors that bomb from the air; what others bomb, they bomb with explosive devices."""
_ARMED = frozenset({"rebel", "jihadist", "militia", "cartel", "unidentified"})
_ALLIES = "Pro-government forces"
_BARE_STRIKE = re.compile(r"strikes?$", re.IGNORECASE)
_ARRESTS = "Arrests"
_ABDUCTION = "Abduction/forced disappearance"
_TAKEN = ("Government regains territory", "Non-state actor overtakes territory")


def kinds_of(actors: Iterable[ActorMention]) -> dict[str, set[str]]:
    """The kinds of each actor by its canonical name: a general name may stand for a group of another kind."""
    kinds: dict[str, set[str]] = {}
    for mention in actors:
        kinds.setdefault(mention.actor, set()).add(mention.kind)
    return kinds


def retyped(happening: Happening, roles: Roles, known: Mapping[str, Collection[str]]) -> str:
    """ACLED tells what a state takes, land or people, from what others take: by who took it, not by the verb."""
    kinds = _of_doers(roles, known)
    hit = happening.main_hit
    if (
        hit is not None
        and hit.text.lower().startswith("bomb")
        and happening.weight <= 1
        and kinds
        and kinds <= _WITH_AIRCRAFT
    ):
        return AIR
    captured = hit is not None and hit.text.lower() == "captured" and happening.sub_event_type == _ARRESTS
    if captured and kinds & _ARMED and not kinds & _WITH_AIRCRAFT:
        return _ABDUCTION
    if happening.sub_event_type not in _TAKEN or not roles.perpetrators:
        return happening.sub_event_type
    if kinds & {"state", "coalition"} or {GENERIC, _ALLIES} & set(roles.perpetrators):
        return _TAKEN[0]
    return _TAKEN[1] if kinds else happening.sub_event_type


def _of_doers(roles: Roles, known: Mapping[str, Collection[str]]) -> set[str]:
    return {kind for name in roles.perpetrators for kind in known.get(name, ())}


AERIAL = re.compile(r"\bair[ -]?(?:strike|raid|force|craft)|\bwar ?planes?\b|\bjets\b|\bdrones?\b", re.IGNORECASE)


def kind_in_report(draft: Draft, known: Mapping[str, Collection[str]], *, aerial: bool) -> str:
    """What a bare ``raid`` or ``strike`` is in a report that tells of aircraft (``aerial``), or that does not."""
    if aerial:
        return AIR if _is_raid(draft) else draft.sub_event_type
    return FALLBACK if _is_ground_strike(draft, known) else draft.sub_event_type


def _is_ground_strike(draft: Draft, known: Mapping[str, Collection[str]]) -> bool:
    """``Rebels strike at the road``, in a report without aircraft: what groups that have none strike, they attack."""
    hit = draft.happening.main_hit
    kinds = _of_doers(draft.roles, known)
    return hit is not None and bool(_BARE_STRIKE.match(hit.text)) and bool(kinds) and kinds <= _ARMED


def _is_raid(draft: Draft) -> bool:
    """A ``raid`` of which its clause says no more: in a report of aircraft it came from the air."""
    hit = draft.happening.main_hit
    return (
        hit is not None
        and hit.text.lower().startswith("raid")
        and hit.row["form"] == "noun"
        and draft.happening.weight <= 1
    )
