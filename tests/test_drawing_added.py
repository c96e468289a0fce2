"""Numbers that add up are those of a plain count, whatever share of a table the events are."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.drawing.added import CODES, added, sizes, tallied
from dashboard.events import events
from dashboard.figures import total
from dashboard.store.told import DATASETS, Told
from data_prep.frame import from_rows

NAMES = st.lists(st.sampled_from("ABC"), max_size=3)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "dataset": st.sampled_from(["acled", "ucdp-ged"]),
            "perpetrators": NAMES,
            "targets": NAMES,
            "attribution": st.sampled_from(["unstated", "stated"]),
            "stance": st.sampled_from(["reported", "denied"]),
            "place": st.none() | st.sampled_from("xy"),
            "killed_low": st.none() | st.integers(0, 3),
            "killed_high": st.none() | st.integers(3, 300),
            "killed_best": st.just(3),
        }
    ),
    max_size=9,
)
MASKS = st.lists(st.booleans(), min_size=9, max_size=9)


def some_of(rows: list[dict[str, Any]], mask: list[bool]) -> tuple[Told, Told]:
    """The events that a mask marks, as part of a table and as a table of their own."""
    frame = from_rows({"claim_id": f"c{number}", **row} for number, row in enumerate(rows))
    here = np.array(mask[: len(rows)], dtype=bool)
    return events(frame).where(here), events(frame[here])


@settings(deadline=None)
@given(ROWS, MASKS)
@pytest.mark.parametrize("name", ["perpetrators", "involved", "place"])
def test_names_are_counted_alike_as_a_part_and_alone(name: str, rows: list[dict[str, Any]], mask: list[bool]) -> None:
    part, alone = some_of(rows, mask)
    for told in (part, alone):
        column, counts = told.column(name), tallied(told, name)
        texts = column.texts() if name == "place" else [one for each in column.texts() for one in each]
        assert {one: n for one, n in zip(column.names, counts.tolist(), strict=True) if n} == {
            one: texts.count(one) for one in texts if one
        }


@settings(deadline=None)
@given(ROWS, MASKS)
def test_codes_sizes_and_sums_are_alike_as_a_part_and_alone(rows: list[dict[str, Any]], mask: list[bool]) -> None:
    part, alone = some_of(rows, mask)
    assert tallied(part, "stance").tolist() == tallied(alone, "stance").tolist()
    assert tallied(part, "two_sides").tolist() == tallied(alone, "two_sides").tolist()
    assert sizes(part).tolist() == sizes(alone).tolist()
    assert sizes(part)[0].sum() == len(part)
    assert total(part, "killed") == total(alone, "killed")


@settings(deadline=None)
@given(ROWS, MASKS)
def test_the_rest_of_some_events_are_the_others(rows: list[dict[str, Any]], mask: list[bool]) -> None:
    part, _ = some_of(rows, mask)
    assert sorted([*part.numbers.tolist(), *part.rest.numbers.tolist()]) == list(range(len(rows)))


def test_a_missing_code_is_counted_in_the_last_place() -> None:
    told = events(from_rows([{"claim_id": "a"}, {"claim_id": "b", "sub_event_type": "Attack"}]))
    counts = tallied(told, "kind")
    assert (counts[CODES], counts.sum()) == (1, 2)


def test_several_claims_of_one_event_are_one_event_and_all_of_these_claims() -> None:
    told = events(from_rows({"claim_id": name, "event_id": "e", "dataset": "acled"} for name in "abc"))
    assert sizes(told)[:, DATASETS.index("acled")].tolist() == [1, 3]


def test_of_most_events_only_the_others_are_looked_at() -> None:
    seen: list[int] = []

    @added
    def counted(told: Told) -> Any:
        seen.append(len(told))
        return np.array([len(told)], dtype=np.int64)

    whole = events(from_rows({"claim_id": f"c{number}"} for number in range(10)))
    assert counted(whole.where(np.arange(10) < 9)).tolist() == [9]
    assert seen == [10, 1]
    assert counted(whole.where(np.arange(10) < 4)).tolist() == [4]
    assert seen == [10, 1, 4]
