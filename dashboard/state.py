"""Selection: everything a reader of the page has chosen, in one frozen value.

A field's name is the widget's key and the key in the URL. A field at its default changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Selection:
    """The filters and chart choices of one view. Empty tuples and None choose everything."""

    actor: tuple[str, ...] = ()
    """Canonical actor names; see ``role``."""
    role: str = "either"
    """``by`` (carried out by), ``against`` or ``either``."""
    attribution: tuple[str, ...] = ()
    """Values of ``frame.ATTRIBUTIONS``."""
    start: date | None = None
    end: date | None = None
    place: tuple[str, ...] = ()
    event_type: tuple[str, ...] = ()
    """ACLED sub-event types."""
    source: tuple[str, ...] = ()
    stance: tuple[str, ...] = ()
    lanes: str = "actor"
    """What a lane of the timeline is: ``actor``, ``place`` or ``type``."""
    measure: str = "events"
    """What the strike-count chart counts: events, strikes, killed, civilians_killed or injured."""
    unit: str = "auto"
    """The width of its bars: auto, day, week or month."""
    stack: str = "none"
    """What splits its bars: none, actor, place or type."""
    event: str | None = None
    """The ``event_id`` whose evidence is open."""
