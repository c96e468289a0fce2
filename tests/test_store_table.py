"""The table of claims equals the grouping of their frame, from whatever source the claims come."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from store_made import frames, frames_apart, made

from dashboard.drawing.hover import hover
from dashboard.store import claimed
from dashboard.store.grouping import grouped
from dashboard.store.table import joined_tables, table
from dashboard.store.told import COLUMNS, frame
from data_prep import CLAIMS, FrameError, empty
from data_prep.frame import NAMES, from_rows


def claim(number: int, **values: Any) -> dict[str, Any]:
    return {"claim_id": f"c{number}", "event_id": f"e{number}", "dataset": "acled", **values}


def same(found: pd.DataFrame, expected: pd.DataFrame) -> None:
    """Two event frames say the same, column by column; degrees are held as float32."""
    assert len(found) == len(expected)
    for name in found:
        one, other = found[name].tolist(), expected[name].tolist()
        for here, there in zip(one, other, strict=True):
            if isinstance(here, list) or (hasattr(here, "__len__") and not isinstance(here, str)):
                assert list(here) == list(there), name
            elif pd.isna(there):
                assert pd.isna(here), name
            elif name in ("latitude", "longitude"):
                assert here == pytest.approx(there), name
            else:
                assert here == there, name


@settings(deadline=None, max_examples=40)
@given(frames())
def test_events_of_shared_claims_are_as_grouped(claims: pd.DataFrame) -> None:
    same(table(claims).told.frame(), grouped(claims))


@settings(deadline=None, max_examples=40)
@given(frames_apart())
def test_events_of_one_claim_each_are_as_grouped(claims: pd.DataFrame) -> None:
    found = table(claims)
    assert found.claimed.event is None
    same(found.told.frame(), grouped(claims))


@settings(deadline=None, max_examples=25)
@given(frames(), frames())
def test_tables_that_share_nothing_join_to_the_table_of_all(first: pd.DataFrame, second: pd.DataFrame) -> None:
    second = second.assign(claim_id="d" + second["claim_id"], event_id="d" + second["event_id"])
    whole = pd.concat([first, second], ignore_index=True)
    joined, expected = joined_tables([table(first), table(second)]), table(whole)
    same(joined.told.frame(), expected.told.frame())
    assert len(joined.claimed) == len(whole)
    numbers = np.arange(len(whole))[::-1]
    assert joined.source.rows(numbers).equals(whole.iloc[numbers].reset_index(drop=True))
    assert joined.source.event_ids(numbers) == expected.source.event_ids(numbers)
    datasets = expected.told.frame()["dataset"].tolist()
    for event, (name, there) in enumerate(zip(expected.told.ids(), datasets, strict=True)):
        assert joined.event_of(name, (there,)) == event
        assert joined.claims_of(event)["claim_id"].tolist() == expected.claims_of(event)["claim_id"].tolist()


def test_events_of_two_joined_tables_are_two_whatever_their_ids() -> None:
    one = from_rows([claim(0, killed_low=3)])
    joined = joined_tables([table(one), table(one)])
    assert joined.told.ids() == ["e0", "e0"]
    assert [len(joined.claims_of(event)) for event in (0, 1)] == [1, 1]
    assert joined.event_of("e0") == 0


@settings(deadline=None, max_examples=40)
@given(frames())
def test_every_claim_is_found_again_by_its_event(claims: pd.DataFrame) -> None:
    found = table(claims)
    told = found.told
    assert int(told.column("claims").sum()) == len(claims)
    ids, datasets = told.ids(), told.frame()["dataset"].tolist()
    seen: list[str] = []
    for event, (name, dataset) in enumerate(zip(ids, datasets, strict=True)):
        assert found.event_of(name, (dataset,)) == event
        rows_there = found.claims_of(event)
        own = rows_there["event_id"].fillna(rows_there["claim_id"])
        assert set(own) == {name}
        assert set(rows_there["dataset"]) == {dataset}
        assert len(rows_there) == told.column("claims")[event]
        seen += rows_there["claim_id"].tolist()
    assert sorted(seen) == sorted(claims["claim_id"])


@settings(deadline=None, max_examples=40)
@given(frames())
def test_the_claims_of_some_events_are_those_of_each(claims: pd.DataFrame) -> None:
    found = table(claims)
    some = found.told.where(np.arange(len(found.told)) % 2 == 0)
    expected = [found.claims_of(event)["claim_id"].tolist() for event in some.numbers.tolist()]
    rows_there = found.claims_of_all(some)
    assert rows_there.tolist() == sorted(rows_there.tolist())
    assert sorted(found.source.rows(rows_there)["claim_id"]) == sorted(name for each in expected for name in each)


def test_an_unknown_id_is_no_event() -> None:
    found = table(made([], "c"))
    assert found.event_of("nobody") is None
    found = table(from_rows([claim(0)]))
    assert (found.event_of("e0"), found.event_of("e0", ("ucdp-ged",)), found.event_of("e0", ())) == (0, None, None)
    assert found.event_of("") is None
    assert found.event_of("c0") is None


def test_one_id_in_two_data_sets_is_two_events() -> None:
    found = table(from_rows([claim(0), claim(0, dataset="ucdp-ged"), claim(0)]))
    assert found.told.column("claims").tolist() == [2, 1]
    assert (found.event_of("e0", ("acled",)), found.event_of("e0", ("ucdp-ged",))) == (0, 1)


def test_a_claim_of_no_data_set_is_of_a_table_and_of_no_other_event() -> None:
    rows = [claim(0, dataset=None), claim(1, dataset="table"), claim(1), claim(0, dataset="table")]
    found = table(from_rows(rows))
    assert found.told.ids() == ["e0", "e1", "e1"]
    assert found.told.column("claims").tolist() == [2, 1, 1]
    assert (found.told.datasets, found.event_of("e0", ("table",))) == (["acled", "table"], 0)
    assert table(from_rows(rows[:1])).told.datasets == ["table"]


def test_what_is_missing_within_a_list_is_nobody() -> None:
    names = pd.Series(pd.arrays.ArrowExtensionArray(pa.array([["A", None], [None], [None, "B"]], NAMES.pyarrow_dtype)))
    apart = from_rows([claim(0), claim(1), claim(2)]).assign(perpetrators=names, targets=names)
    assert table(apart).told.perpetrators.texts() == [["A"], [], ["B"]]
    shared = table(apart.assign(event_id="e")).told
    assert (shared.perpetrators.texts(), shared.targets.texts()) == ([["A", "B"]], [["A", "B"]])


def test_all_claims_of_one_event() -> None:
    found = table(from_rows([claim(0, killed_low=number, source=f"s{number}") for number in range(300)]))
    assert len(found.told) == 1
    assert (found.told.column("claims")[0], len(found.claims_of(0))) == (300, 300)
    assert found.told.frame()["killed_low"][0] == 0


def test_no_claims_make_an_empty_table_with_every_column() -> None:
    found = table(empty())
    assert (len(found.told), len(found.claimed), found.told.datasets) == (0, 0, [])
    assert list(found.told.frame()) == list(table(from_rows([claim(0)])).told.frame())
    assert len(joined_tables([found, found]).told) == 0
    assert len(joined_tables([found, table(from_rows([claim(0)]))]).told) == 1


@pytest.mark.parametrize("most", [127, 128, 32_767, 32_768, 2**31 - 1])
def test_figures_at_the_edge_of_small_numbers_are_held_whole(most: int) -> None:
    told = table(
        from_rows([claim(0, killed_low=0, killed_high=most), claim(1, killed_low=most, killed_best=most)])
    ).told
    assert told.high("killed").tolist() == [most, most]
    assert told.frame()["killed_low"].tolist() == [0, most]
    assert told.low("killed").sum() + told.high("killed").sum() == 3 * most


def test_days_the_wrong_way_round_are_said() -> None:
    """No frame of this program has such, but a file may."""
    claims = from_rows([claim(0, date_start="2016-03-02", date_end="2016-03-02")])
    with pytest.raises(FrameError, match="exceeds"):
        table(claims.assign(date_start=pd.Series(["2016-03-03"], dtype=CLAIMS["date_start"].dtype)))


def test_ids_with_one_number_stay_two_events(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two of ten million ids have one number with a chance of three in a million: then both events are there with
    their figures, and one of them opens the evidence of both."""
    monkeypatch.setattr(claimed, "hashes", lambda ids: np.zeros(len(ids), dtype=np.uint64))
    found = table(from_rows([claim(0, killed_low=3), claim(1, killed_low=5)]))
    assert found.told.ids() == ["e0", "e1"]
    assert found.told.low("killed").tolist() == [3, 5]
    assert len(found.claims_of(1)) == 2


def arrays(columns: Any, names: list[str]) -> list[np.ndarray]:
    """Every array of some columns."""
    each = [getattr(columns, name) for name in names]
    parts = [part for one in each for part in (one, *(getattr(one, name, None) for name in ("codes", "offsets")))]
    return [part for part in parts if isinstance(part, np.ndarray)]


@settings(deadline=None, max_examples=20)
@given(frames())
def test_nobody_can_change_what_is_shared(claims: pd.DataFrame) -> None:
    for found in (table(claims), joined_tables([table(claims), table(claims)])):
        claimed = [name for name in vars(found.claimed) if name in found.claimed.__dataclass_fields__]
        for array in (*arrays(found.columns, list(COLUMNS)), *arrays(found.claimed, claimed)):
            assert not array.flags.writeable
        half = found.told.some(np.arange(0, len(found.told), 2, dtype=np.int32))
        for name in COLUMNS:
            column = half.column(name)
            for array in (column,) if isinstance(column, np.ndarray) else (column.codes,):
                assert not array.flags.writeable
        for array in (half.numbers, found.told.numbers, half.dated, half.denied, half.two_sides):
            assert not array.flags.writeable


@settings(deadline=None, max_examples=20)
@given(frames())
def test_a_table_leaves_its_claims_alone(claims: pd.DataFrame) -> None:
    before = claims.copy(deep=True)
    frame(table(claims).told)
    assert claims.equals(before)


@settings(deadline=None, max_examples=40)
@given(frames())
def test_some_events_are_what_they_were_among_all(claims: pd.DataFrame) -> None:
    told = table(claims).told
    whole = told.frame()
    for some in (
        told.where(told.dated),
        told.where(~told.dated),
        told.where(told.dated).where(told.start[told.dated] % 2 == 0),
    ):
        same(some.frame(), whole.iloc[some.numbers].reset_index(drop=True))
    assert told.where(np.ones(len(told), dtype=bool)) is told
    assert sum(len(told.part(name)) for name in told.datasets) == len(told)


def test_a_best_estimate_without_bounds_stays_however_many_claims_tell_of_the_event() -> None:
    alone = from_rows([claim(0, killed_best=4)])
    again = from_rows([claim(0, killed_best=4), claim(0, claim_id="c1")])
    for claims in (alone, again):
        (event,) = table(claims).told.frame().itertuples()
        assert (event.killed_best, pd.isna(event.killed_low), pd.isna(event.killed_high)) == (4, True, True)
        assert "Killed: best estimate 4, without bounds" in hover(event)


def test_bounds_are_fuller_than_a_best_estimate_without_them() -> None:
    same = {"document": "one.txt", "source": "Council"}
    claims = from_rows([claim(0, killed_best=9, **same), claim(0, claim_id="c1", killed_low=3, killed_high=5, **same)])
    (event,) = table(claims).told.frame().itertuples()
    assert (event.killed_low, event.killed_high, pd.isna(event.killed_best)) == (3, 5, True)
