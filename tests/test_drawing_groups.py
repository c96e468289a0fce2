"""The stacks of a chart: one for each event, by the names it gives."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_made import frames, frames_apart

from dashboard.drawing.bins import IMPRECISE
from dashboard.drawing.groups import BY, MOST_GROUPS, groups, groups_of
from dashboard.drawing.kept import kept, parts
from dashboard.drawing.panels import ARRANGE, choice, covered, panels_of
from dashboard.drawing.series import RUNNING
from dashboard.events import events
from dashboard.store.told import Told
from data_prep import UsageError, empty
from data_prep.frame import from_rows


def key_of(told: Told, row: int, by: str) -> tuple[str, ...] | str:
    """What decides the stack of one event, by hand."""
    if by != "actor":
        name = told.frame()["kind" if by == "type" else by][row]
        return str(name) if isinstance(name, str) else ()
    if told.frame()["attribution"][row] == "contested":
        return "contested"
    names = tuple(sorted(told.involved.texts()[row]))
    most = 2 if told.two_sides[row] else 1
    one_side = told.two_sides[row] and len(names) == 1
    return "several" if len(names) > most else (*names, "alone") if one_side else names


@settings(deadline=None, max_examples=50)
@given(frames() | frames_apart(), st.sampled_from(["actor", "place", "type", "country"]).filter(lambda by: by in BY))
def test_events_share_a_stack_where_they_share_what_decides_it(frame: Any, by: str) -> None:
    told = events(frame)
    found = groups(told, by)
    assert found.codes is not None
    assert len(found.codes) == len(told)
    stacks = [found.names[code] for code in found.codes.tolist()]
    keys = [key_of(told, row, by) for row in range(len(told))]
    assert len(set(keys)) <= MOST_GROUPS + 3
    for one, key in enumerate(keys):
        for other in range(one):
            assert (stacks[one] == stacks[other]) == (key == keys[other])


def test_beyond_eight_names_the_others_share_a_stack() -> None:
    many = [name for count, name in enumerate("ABCDEFGHIJKL", start=1) for _ in range(count)]
    told = events(from_rows({"claim_id": f"c{n}", "dataset": "acled", "place": name} for n, name in enumerate(many)))
    found = groups(told, "place")
    assert found.codes is not None
    counts = Counter(found.names[code] for code in found.codes.tolist())
    assert list(found.names[: MOST_GROUPS - 1]) == list("LKJIHGF")
    assert counts[found.names[MOST_GROUPS - 1]] == sum(range(1, 6))
    assert counts["L"] == 12


def test_sides_that_share_a_stack_are_not_called_actors() -> None:
    row = {"dataset": "ucdp-ged", "attribution": "unstated", "targets": ["Z"]}
    alone, paired = ({**row, "attribution": "stated"}, row)
    for told, what in ((alone, "5 other actors"), (paired, "5 other actors or pairs of them")):
        rows = ({**told, "claim_id": f"c{n}", "perpetrators": [name]} for n, name in enumerate("ABCDEFGHIJKL"))
        found = groups(events(from_rows(rows)), "actor")
        assert found.names[MOST_GROUPS - 1] == what


@settings(deadline=None, max_examples=30)
@given(frames() | frames_apart(), st.sampled_from(BY))
def test_the_stacks_of_each_data_set_are_those_of_all(frame: Any, by: str) -> None:
    told = events(frame)
    whole, each = groups(told, by), groups_of(told, by)
    assert list(each) == told.datasets
    for name, found in each.items():
        assert found.names == whole.names
        if whole.codes is not None and found.codes is not None:
            assert found.codes.tolist() == whole.codes[told.of_dataset(name)].tolist()


@settings(deadline=None, max_examples=50)
@given(
    *(frames() | frames_apart(), st.sampled_from(BY), st.sampled_from(ARRANGE)),
    *(st.sampled_from(RUNNING), st.sampled_from(IMPRECISE)),
)
def test_panels_hold_the_same_events_however_they_stand(
    frame: Any, by: str, arrange: str, running: str, imprecise: str
) -> None:
    told = events(frame)
    asked = {"measure": "events", "unit": "week", "imprecise": imprecise}
    plain = panels_of(told, choice(told, **asked))
    chosen = choice(told, **asked, stack=by, arrange=arrange, running=running)
    found = panels_of(told, chosen)
    for name in told.datasets:
        sums = [
            sum(float(each.at_most.sum()) for panel in panels if panel.dataset == name for each in panel.tallies)
            for panels in (plain, found)
        ]
        assert sums[0] == pytest.approx(sums[1])
    assert sum(one.counted + one.denied for one in covered(told, chosen).values()) == len(told)


def test_what_is_kept_is_worked_out_once_for_each_choice_and_let_go_with_its_events() -> None:
    calls: list[int] = []

    @kept
    def work(told: Told, choice: int = 0) -> int:
        calls.append(choice)
        return len(told)

    told = events(empty())
    other = told.some(np.empty(0, dtype=np.int32))
    assert [work(told), work(told), work(told, choice=1), work(other)] == [0] * 4
    assert calls == [0, 1, 0]


def test_parts_are_all_events_once() -> None:
    told = events(
        from_rows({"claim_id": f"c{n}", "dataset": name} for n, name in enumerate(["acled", "report", "acled"]))
    )
    assert {name: len(part) for name, part in parts(told).items()} == {"report": 1, "acled": 2}
    assert parts(told)["acled"] is parts(told)["acled"]
    assert parts(events(empty())) == {}
    for wrong in ({"stack": "moon"}, {"arrange": "moon"}, {"running": "moon"}, {"imprecise": "moon"}):
        with pytest.raises(UsageError, match="moon"):
            choice(told, **{"measure": "events", "unit": "auto", **wrong})
