"""Made-up claims are claims like any other, the same each time, and spread as real ones are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow.parquet as pa_parquet
import pytest

import data_prep
from benchmarks import claims_made
from benchmarks.claims_world import ACTORS, CIVILIANS, DEEDS, FLAGS, PLACES, SOURCES, zipf
from data_prep.as_parquet import TERMS

if TYPE_CHECKING:
    from pathlib import Path

ROWS = 20_000


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "claims.parquet"
    claims_made.write(path, ROWS)
    return path


@pytest.fixture(scope="module")
def claims(file: Path) -> pd.DataFrame:
    return data_prep.conform(pd.read_parquet(file))


def test_the_file_is_as_the_project_writes_it(file: Path, claims: pd.DataFrame) -> None:
    assert pa_parquet.read_schema(file).names == list(data_prep.CLAIMS)
    assert b"Uppsala" in pa_parquet.ParquetFile(file).metadata.metadata[TERMS]
    opened = data_prep.open_claims(file)
    pd.testing.assert_frame_equal(opened, claims[list(opened)])


def test_a_sample_goes_out_and_in_again_unchanged(tmp_path: Path, claims: pd.DataFrame) -> None:
    sample = claims.head(200)
    data_prep.write_claims(sample, tmp_path / "sample.csv")
    pd.testing.assert_frame_equal(data_prep.prepare(tmp_path / "sample.csv").claims, sample)


def test_the_same_seed_gives_the_same_file(tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        claims_made.write(tmp_path / name, 500, seed=seed)
    one, again, other = ((tmp_path / name).read_bytes() for name in ("one", "again", "other"))
    assert one == again != other


def test_parts_of_a_file_differ_and_hold_all_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims_made, "ROW_GROUP", 400)
    claims_made.write(tmp_path / "parts.parquet", 1_000)
    file = pa_parquet.ParquetFile(tmp_path / "parts.parquet")
    assert [file.metadata.row_group(part).num_rows for part in range(file.num_row_groups)] == [400, 400, 200]
    first, second = (file.read_row_group(part)["place"].to_pylist() for part in (0, 1))
    assert first != second
    assert file.read()["event_id"].to_pylist() == [f"ucdp-ged:{number}" for number in range(1, 1_001)]


def test_every_event_and_every_sentence_is_another_one(claims: pd.DataFrame) -> None:
    assert claims["event_id"].is_unique
    assert claims["claim_id"].is_unique
    assert claims["sentence"].is_unique
    assert 100 < claims["sentence"].str.len().mean() < 150


def test_actors_and_sources_follow_zipf(claims: pd.DataFrame) -> None:
    assert len(set(ACTORS)) == 300
    for names, found in ((ACTORS, claims["perpetrators"].list.flatten()), (SOURCES, claims["source"])):
        counts = found.value_counts()
        assert set(counts.index) <= set(names)
        assert counts.iloc[0] / counts.iloc[9] == pytest.approx(10, rel=0.35)
        assert counts.index[0] == names[0]
    assert set(claims["targets"].list.flatten()) <= {*ACTORS, CIVILIANS}


def test_zipf_gives_the_second_half_of_the_first() -> None:
    shares = zipf(300)
    assert shares.sum() == pytest.approx(1)
    assert shares[1] == pytest.approx(shares[0] / 2)
    assert (np.diff(shares) < 0).all()


def test_each_precision_has_its_share_and_its_length(claims: pd.DataFrame) -> None:
    shares = claims["date_precision"].value_counts(normalize=True)
    for name, share in claims_made.PRECISIONS.items():
        assert shares[name] == pytest.approx(share, abs=0.006)
    undated = claims["date_precision"] == "unknown"
    assert claims.loc[undated, ["date_start", "date_end", "published"]].isna().all(axis=None)
    dated = claims[~undated]
    days = (dated["date_end"] - dated["date_start"]).dt.days + 1
    spans = days.groupby(dated["date_precision"].astype(str)).agg(["min", "max"]).T.to_dict("list")
    assert spans == {"day": [1, 1], "days": [2, 6], "week": [7, 7], "month": [28, 31], "year": [365, 366]}


def test_it_covers_the_years_the_places_and_the_kinds(claims: pd.DataFrame) -> None:
    assert set(claims["date_start"].dt.year.dropna()) == set(range(1989, 2025))
    assert claims["place"].nunique() > PLACES * 0.95
    assert set(claims["event_type"]) == {deed.event_type for deed in DEEDS} == set(data_prep.SUB_EVENT_TYPES)
    assert claims["sub_event_type"].isna().any()
    assert set(claims["country"]) <= set(data_prep.COUNTRIES)
    assert set(claims["flags"].list.flatten()) == set(FLAGS) <= set(data_prep.FLAGS)
    assert sum(deed.share for deed in DEEDS) == pytest.approx(1)


def test_figures_are_in_order_or_missing(claims: pd.DataFrame) -> None:
    assert 0.2 < claims["killed_low"].isna().mean() < 0.4
    for low, high in (("killed_low", "killed_best"), ("killed_best", "killed_high"), ("injured_low", "injured_high")):
        assert (claims[low] <= claims[high]).fillna(True).all()
    assert claims["killed_high"].isna().sum() > claims["killed_low"].isna().sum()


def test_several_data_sets_share_the_rows(tmp_path: Path) -> None:
    claims_made.write(tmp_path / "two.parquet", 400, datasets=("ucdp-ged", "acled"))
    claims = data_prep.open_claims(tmp_path / "two.parquet")
    assert claims["event_id"].is_unique
    assert (claims["event_id"].str.split(":").str[0] == claims["dataset"].astype("string")).all()
    assert set(claims["dataset"]) == {"ucdp-ged", "acled"}
