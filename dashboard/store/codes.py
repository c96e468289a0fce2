"""What the numbers of an event table stand for: a number is a place in one of these."""

from __future__ import annotations

from data_prep import CLAIMS, EVENT_TYPE_OF, SUB_EVENT_TYPES

STANCES = ("reported", "denied", "disputed")
CONTRADICTIONS = ("figures", "dates", "attribution", "denial")
ATTRIBUTION_RANK = ("contested", "stated", "claimed", "alleged", "unknown", "unstated")
"""An event takes the first of these that one of its claims has."""
DATASETS = CLAIMS["dataset"].values
UNKNOWN = "table"
"""The data set of a claim that does not say of which it is."""
KINDS = (*EVENT_TYPE_OF, *SUB_EVENT_TYPES)
"""What an event can be called: by its sub-event type, else by its event type."""

ACTORS = ("perpetrators", "targets")
