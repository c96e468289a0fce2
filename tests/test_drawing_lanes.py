"""Lanes against brute force: every event stands once in each lane that it belongs to, and in no other."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dashboard.drawing.lanes import ORDERS, Lanes, lanes
from dashboard.events import events
from dashboard.store.told import Told
from data_prep import UsageError, empty
from data_prep.frame import from_rows

NAMES = st.lists(st.sampled_from("ABCDEFGHIJ"), max_size=4)


@st.composite
def rows(draw: st.DrawFn) -> dict[str, Any]:
    """What lanes look at of an event of one claim."""
    return {
        "perpetrators": draw(NAMES),
        "targets": draw(NAMES),
        "attribution": draw(st.sampled_from(["unstated", "stated", "unknown"])),
        "place": draw(st.none() | st.sampled_from("abcdefghij")),
        "source": draw(st.none() | st.sampled_from("xyz")),
        "sub_event_type": draw(st.none() | st.sampled_from(["Attack", "Grenade", "Armed clash"])),
        "date_start": draw(st.none() | st.dates()),
    }


def told_of(given: list[dict[str, Any]], dataset: str = "acled") -> Told:
    return events(from_rows({"claim_id": f"c{n}", "dataset": dataset, **row} for n, row in enumerate(given)))


def belongs(row: dict[str, Any], by: str) -> set[str]:
    """The names of an event's lanes, by hand."""
    if by != "actor":
        return {name for name in [row[by]] if name}
    both = row["attribution"] == "unstated" and row["perpetrators"]
    return {*row["perpetrators"], *(row["targets"] if both else ())}


def standing(found: Lanes) -> dict[str, list[int]]:
    """The events of each lane, sorted."""
    return {name: sorted(found.event[found.lane == place].tolist()) for place, name in enumerate(found.names)}


BOTH = {"perpetrators": ["A"], "targets": ["A", "B"], "attribution": "unstated", "place": None, "source": None}


@settings(deadline=None, max_examples=50)
@given(st.lists(rows(), max_size=12))
@example([BOTH])
def test_those_involved_are_named_once_each_the_doers_first(drawn: list[dict[str, Any]]) -> None:
    found = told_of(drawn).involved.texts()
    for row, names in zip(drawn, found, strict=True):
        both = row["attribution"] == "unstated" and row["perpetrators"]
        assert names == list(dict.fromkeys([*row["perpetrators"], *(row["targets"] if both else ())]))


@settings(deadline=None, max_examples=50)
@given(st.lists(rows(), min_size=1, max_size=12), st.sampled_from(["actor", "place", "source"]), st.integers(3, 12))
@example([BOTH], "actor", 3)
def test_an_event_stands_once_in_each_of_its_lanes(drawn: list[dict[str, Any]], by: str, most: int) -> None:
    found = lanes(told_of(drawn), by, most=most)
    names = [belongs(row, by) for row in drawn]
    count = Counter(name for each in names for name in each)
    unnamed = [place for place, each in enumerate(names) if not each]
    assert len(found.names) <= most
    assert (found.known, found.others) == (
        len(count),
        len(count) - len([name for name in found.names if name in count]),
    )
    own = found.names[: len(count) - found.others]
    assert list(own) == sorted(count, key=lambda name: (-count[name], name))[: len(own)]
    there = standing(found)
    for name in own:
        assert there[name] == [place for place, each in enumerate(names) if name in each]
    rest = list(found.names[len(own) :])
    if found.others:
        assert there[rest.pop(0)] == [place for place, each in enumerate(names) if each - set(own)]
    if unnamed:
        assert there[rest.pop(0)] == unnamed
    assert not rest
    assert set(found.event.tolist()) == set(range(len(drawn)))
    assert found.counts == [len(each) for each in there.values()]


@settings(deadline=None, max_examples=50)
@given(st.lists(rows(), min_size=1, max_size=12), st.sampled_from(ORDERS))
def test_the_order_changes_the_order_and_nothing_else(drawn: list[dict[str, Any]], order: str) -> None:
    told = told_of(drawn)
    plain, ordered = (standing(lanes(told, "actor", order=one, most=5)) for one in ("count", order))
    assert plain == ordered


@settings(deadline=None, max_examples=50)
@given(st.lists(rows(), min_size=1, max_size=8), st.lists(rows(), min_size=1, max_size=8))
def test_several_data_sets_stand_below_their_names_each_as_if_alone(
    first: list[dict[str, Any]], second: list[dict[str, Any]]
) -> None:
    claims = [
        {"claim_id": f"{name}{n}", "dataset": name, **row}
        for name, given in (("ucdp-ged", first), ("acled", second))
        for n, row in enumerate(given)
    ]
    told = events(from_rows(claims))
    found = lanes(told, "actor")
    alone = [lanes(told_of(given, name), "actor", most=15) for name, given in (("ucdp-ged", first), ("acled", second))]
    assert found.counts == [len(first), *alone[0].counts, len(second), *alone[1].counts]
    assert list(found.heads.values()) == [len(first), len(second)]
    assert sorted(set(found.event.tolist())) == list(range(len(told)))


@pytest.mark.parametrize("by", ["actor", "place"])
def test_more_names_than_small_numbers_hold(by: str) -> None:
    """Codes of 40,000 names: more than int16 counts."""
    many = [{"perpetrators": [f"P{n}"], "place": f"P{n}"} for n in range(40_000)]
    told = told_of([*many, {"perpetrators": ["P39999"], "place": "P39999"}])
    found = lanes(told, by)
    assert (found.known, found.others, found.names[0]) == (40_000, 39_971, "P39999")
    assert standing(found)["P39999"] == [39_999, 40_000]
    assert sum(found.counts) == len(found.event) == len(told)


def test_no_events_make_no_lanes_and_an_unknown_kind_is_said() -> None:
    found = lanes(events(empty()), "actor")
    assert (found.names, found.counts, len(found.event)) == ((), [], 0)
    for wrong in ({"by": "moon"}, {"by": "actor", "order": "moon"}):
        with pytest.raises(UsageError, match="moon"):
            lanes(events(empty()), **wrong)  # type: ignore[arg-type]
