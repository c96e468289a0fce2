"""The claim frame keeps its columns and dtypes, and says what is wrong with another frame."""

import pandas as pd
import pytest

from data_prep import CLAIMS, FrameError, conform, empty
from data_prep.frame import EVENT_TYPE_OF, from_rows

ROW = {
    "claim_id": "a",
    "event_id": "report:a",
    "dataset": "report",
    "date_start": "2016-03-01",
    "date_end": "2016-03-02",
    "date_precision": "days",
    "event_type": "Battles",
    "sub_event_type": "Armed clash",
    "stance": "reported",
    "killed_low": 3,
    "perpetrators": ["Rebels"],
    "flags": [],
}


def same_dtypes(one: pd.DataFrame, other: pd.DataFrame) -> bool:
    return list(one.columns) == list(other.columns) and bool((one.dtypes == other.dtypes).all())


def test_an_empty_frame_has_every_column_and_dtype():
    frame = empty()
    assert len(frame) == 0
    assert list(frame.columns) == list(CLAIMS)
    assert all(frame[name].dtype == column.dtype for name, column in CLAIMS.items())


def test_missing_values_stay_missing():
    frame = from_rows([ROW])
    assert frame.loc[0, "killed_low"] == 3
    assert frame.loc[0, "killed_high"] is pd.NA
    assert list(frame.loc[0, "targets"]) == []


def test_concatenation_keeps_every_dtype():
    assert same_dtypes(pd.concat([empty(), from_rows([ROW]), from_rows([ROW])], ignore_index=True), empty())


def test_parquet_gives_the_frame_back(tmp_path):
    frame = from_rows([ROW, {**ROW, "claim_id": "b", "killed_low": None, "perpetrators": []}])
    frame.to_parquet(tmp_path / "claims.parquet")
    pd.testing.assert_frame_equal(pd.read_parquet(tmp_path / "claims.parquet"), frame)


def test_an_empty_frame_goes_to_parquet_and_back(tmp_path):
    empty().to_parquet(tmp_path / "claims.parquet")
    pd.testing.assert_frame_equal(conform(pd.read_parquet(tmp_path / "claims.parquet")), empty())


def test_conform_puts_columns_in_order_and_gives_them_their_dtypes():
    loose = pd.DataFrame(from_rows([ROW]))[list(reversed(CLAIMS))].astype({"killed_low": "float64", "stance": "object"})
    assert same_dtypes(conform(loose), empty())


def test_conform_keeps_a_data_sets_own_columns():
    frame = conform(from_rows([ROW]).assign(**{"acled:tags": "crowd size=no report"}))
    assert frame.columns[-1] == "acled:tags"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"killed_lo": 1}, "'killed_lo' is not known: did you mean 'killed_low'?"),
        ({"stance": "deny"}, "'deny' is not known: did you mean 'denied'?"),
        ({"killed_low": "many"}, "'killed_low' cannot be Int32"),
        ({"perpetrators": "Rebels"}, "a list of names is needed"),
        ({"killed_high": pd.Series([1], dtype="Int32")}, "'killed_low' exceeds 'killed_high' in 1 rows"),
        ({"date_end": pd.Timestamp("2016-02-01")}, "'date_start' exceeds 'date_end' in 1 rows"),
        ({"killed_low": -3}, "'killed_low' counts below 0"),
        ({"latitude": 500.0}, "'latitude' goes beyond -90 to 90"),
        ({"place_precision": 9}, "'place_precision' goes beyond 1 to 7"),
        ({"country": "Syria"}, "'Syria' is no code of three letters"),
        ({"event_type": "Riots"}, "'Armed clash' is no sub-event type of 'Riots'"),
    ],
)
def test_conform_names_what_is_wrong(change, said):
    with pytest.raises(FrameError, match=said.replace("?", r"\?")):
        conform(from_rows([ROW]).assign(**change))


def test_conform_names_every_missing_column():
    with pytest.raises(FrameError, match=r"'claim_id' is missing.*'stance' is missing"):
        conform(from_rows([ROW]).drop(columns=["claim_id", "stance"]))


def test_bounds_that_a_data_set_crosses_itself_are_kept_with_their_flag():
    frame = from_rows([{**ROW, "killed_high": 1, "flags": ["bounds-crossed"]}])
    assert len(conform(frame)) == 1


def test_rows_with_an_unknown_value_or_column_are_refused():
    with pytest.raises(FrameError, match="Armed clas"):
        from_rows([{**ROW, "sub_event_type": "Armed clas"}])
    with pytest.raises(FrameError, match="flag"):
        from_rows([{"flag": "x"}])


def test_each_sub_event_type_has_one_event_type():
    assert set(EVENT_TYPE_OF) == set(CLAIMS["sub_event_type"].values)
    assert set(EVENT_TYPE_OF.values()) == set(CLAIMS["event_type"].values)
