"""Events as the map needs them: those that somebody reports, each with its own place, name and bounds."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_made import frames, frames_apart

from dashboard.events import events
from dashboard.mapped import points
from data_prep import COUNTRIES, empty


@settings(deadline=None, max_examples=40)
@given(frames() | frames_apart(), st.sampled_from(["events", "killed", "injured"]))
def test_the_points_are_the_events_that_are_not_denied(frame: Any, measure: str) -> None:
    told = events(frame)
    rows = [row for row in told.frame().to_dict("records") if row["stance"] != "denied"]
    found = points(told, measure)
    assert len(found.latitude) == len(rows)
    for place, row in enumerate(rows):
        assert found.name_of(place) == row["event_id"]
        assert found.latitude[place] == pytest.approx(row["latitude"], nan_ok=True)
        assert found.longitude[place] == pytest.approx(row["longitude"], nan_ok=True)
        for codes, names, name in ((found.place, found.places, "place"), (found.kind, found.kinds, "kind")):
            given_name = None if codes[place] < 0 else names[codes[place]]
            assert given_name == (row[name] if isinstance(row[name], str) else None)
        country = row["country"] if isinstance(row["country"], str) else None
        shown = None if found.country[place] < 0 else found.countries[found.country[place]]
        assert shown == (COUNTRIES.get(country, country) if country else None)
        precision = row["place_precision"]
        assert found.place_precision[place] == (0 if pd.isna(precision) else precision)


@settings(deadline=None, max_examples=40)
@given(frames() | frames_apart())
def test_the_bounds_are_those_of_the_events(frame: Any) -> None:
    told = events(frame)
    heard = told.where(~told.denied)
    assert points(told).value_low is None
    found = points(told, "killed")
    assert found.value_low is not None
    assert found.value_high is not None
    for low, high, number in zip(found.value_low, found.value_high, heard.frame()["killed_low"], strict=True):
        assert math.isnan(low) == pd.isna(number)
        assert math.isnan(low) or low <= high


def test_no_events_are_no_points() -> None:
    found = points(events(empty()), "killed")
    assert (len(found.latitude), found.places) == (0, ())
    assert isinstance(found.value_low, np.ndarray)
