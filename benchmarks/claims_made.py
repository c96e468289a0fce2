"""Claim frames of any size as Parquet, to measure the page with: made up, and the same for the same seed.

``python -m benchmarks.claims_made ROWS FILE``

Each row is an event of its own. 300 armed actors and 200 sources by Zipf's law, 5,000 places, 36 years. Each part of
the file is drawn by itself, so memory does not grow with the file.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pa_parquet

from benchmarks.claims_world import ACTORS, CIVILIANS, DEEDS, FLAGS, ONE_SIDED, PHRASES, SOURCES, UNHURT, World, zipf
from data_prep import ATTRIBUTIONS, CLAIMS
from data_prep.as_parquet import ROW_GROUP, WRITING, add_terms, schema_with

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

FIRST, LAST = np.datetime64("1989-01-01"), np.datetime64("2024-12-31")
DAYS = int((LAST - FIRST).astype(int)) + 1
SEED = 5
PRECISIONS = {"day": 0.85, "days": 0.03, "week": 0.05, "month": 0.04, "year": 0.02, "unknown": 0.01}
"""The share of each precision; ``unknown`` has no date."""
FLAGGED, MISSING, DENIED, NOBODY, SEVERAL = 0.04, 0.2, 0.01, 0.04, 0.05
"""Shares of claims: with a flag, without figures, that deny, that name nobody, that name two who did it."""
_TEXT, _DATE = pa.large_string(), pa.date32()


def write(path: Path, rows: int, *, seed: int = SEED, datasets: Sequence[str] = ("ucdp-ged",)) -> None:
    """A Parquet file of so many claims, as the project itself writes it; ids count from 1 through all data sets."""
    schema, world = schema_with(()), World(seed, DAYS)
    with pa_parquet.ParquetWriter(path, schema, **WRITING) as writer:
        for start in range(0, rows, ROW_GROUP):
            numbers = np.arange(start, min(start + ROW_GROUP, rows)) + 1
            columns = _part(np.random.default_rng((seed, start)), world, numbers, datasets)
            cells = [_typed(columns.get(field.name), field, len(numbers)) for field in schema]
            writer.write_table(pa.table(cells, schema=schema))
        add_terms(writer, datasets)


def _typed(cells: pa.Array | None, field: pa.Field, size: int) -> pa.Array:
    """A column in the frame's type: of a category its numbers are given; one that is not drawn is all missing."""
    if cells is None:
        return pa.nulls(size, field.type)
    if pa.types.is_dictionary(field.type):
        values = pa.array(CLAIMS[field.name].values, _TEXT)
        return pa.DictionaryArray.from_arrays(cells.cast(pa.int8()), values, ordered=field.type.ordered)
    return cells.cast(field.type)


def _part(
    draw: np.random.Generator, world: World, numbers: NDArray[Any], datasets: Sequence[str]
) -> dict[str, pa.Array]:
    """The columns of the rows of these numbers."""
    size = len(numbers)
    actor = draw.choice(len(ACTORS), size, p=zipf(len(ACTORS)))
    deed = draw.choice(len(DEEDS), size, p=[one.share for one in DEEDS])
    columns = {
        **_ids(draw, numbers, datasets),
        **_dates(draw, world.days(draw, actor)),
        **_deeds(draw, deed),
        **_figures(draw, deed),
        **_sides(draw, actor, deed),
        **world.where(draw.integers(len(world.names), size=size)),
        **_telling(draw, size),
    }
    columns["sentence"] = _sentences(numbers, columns, actor, deed)
    columns["published"] = pc.add(columns["date_end"].cast(pa.int32()), _whole(draw.integers(1, 9, size))).cast(_DATE)
    return columns


def _ids(draw: np.random.Generator, numbers: NDArray[Any], datasets: Sequence[str]) -> dict[str, pa.Array]:
    texts = pa.array(numbers).cast(_TEXT)
    chosen = draw.integers(len(datasets), size=len(numbers))
    ids = _joined([_pick(datasets, chosen), texts], ":")
    codes = np.array([CLAIMS["dataset"].values.index(name) for name in datasets])[chosen]
    documents = _joined([pa.scalar("made.csv", _TEXT), texts], ":")
    return {"claim_id": ids, "event_id": ids, "dataset": pa.array(codes), "document": documents}


def _dates(draw: np.random.Generator, days: NDArray[np.int64]) -> dict[str, pa.Array]:
    """First and last day by precision, as whole weeks, months and years where it is known no better."""
    names = list(PRECISIONS)
    kind = draw.choice(len(names), len(days), p=list(PRECISIONS.values()))
    day = FIRST + days
    month, year = day.astype("datetime64[M]"), day.astype("datetime64[Y]")
    of = [kind == number for number in range(len(names))]
    start = np.select(of[3:5], [month.astype(day.dtype), year.astype(day.dtype)], day)
    ends = [(month + 1).astype(day.dtype) - 1, (year + 1).astype(day.dtype) - 1]
    end = np.select(of[1:5], [day + draw.integers(1, 6, len(day)), day + 6, *ends], day)
    undated = of[5]
    codes = np.array([CLAIMS["date_precision"].values.index(name) for name in names])[kind]
    first, last = (pa.array(one, _DATE, mask=undated) for one in (start, end))
    return {"date_start": first, "date_end": last, "date_precision": pa.array(codes), "date_text": first.cast(_TEXT)}


def _deeds(draw: np.random.Generator, deed: NDArray[Any]) -> dict[str, pa.Array]:
    types, subs = CLAIMS["event_type"].values, CLAIMS["sub_event_type"].values
    type_of = np.array([types.index(one.event_type) for one in DEEDS])
    sub_of = np.array([-1 if one.sub_event_type is None else subs.index(one.sub_event_type) for one in DEEDS])
    sub = sub_of[deed]
    return {
        "event_type": pa.array(type_of[deed]),
        "sub_event_type": pa.array(sub, mask=sub < 0),
        "stance": _whole(draw.random(len(deed)) < DENIED),
    }


def _figures(draw: np.random.Generator, deed: NDArray[Any]) -> dict[str, pa.Array]:
    """Low, best and high in this order; a bound is missing now and then, and all are where nobody gives a figure."""
    size = len(deed)
    unhurt = np.array([one.event_type in UNHURT for one in DEEDS])[deed]
    none = (draw.random(size) < MISSING) | (unhurt & (draw.random(size) < 0.9))
    low = np.minimum(draw.geometric(0.25, size) - 1, 400)
    best, civilians = low + draw.integers(0, 4, size), (low * draw.random(size)).astype(np.int64)
    high = best + draw.integers(0, 9, size)
    remote = np.array([one.event_type == "Explosions/Remote violence" for one in DEEDS])[deed]
    strikes = draw.geometric(0.5, size)
    rare, open_end = draw.random(size) < 0.93, none | (draw.random(size) < 0.1)
    return {
        "strikes_low": _whole(strikes, ~remote),
        "strikes_high": _whole(strikes + draw.integers(0, 3, size), ~remote | open_end),
        "killed_low": _whole(low, none),
        "killed_best": _whole(best, none),
        "killed_high": _whole(high, open_end),
        "civilians_killed_low": _whole(civilians, none),
        "civilians_killed_high": _whole(civilians + draw.integers(0, 3, size), open_end),
        "children_killed_low": _whole(civilians // 3, none | rare),
        "women_killed_low": _whole(civilians // 4, none | rare),
        "injured_low": _whole(low * 2, none | (draw.random(size) < 0.6)),
        "injured_high": _whole(high * 2 + 1, none | (draw.random(size) < 0.7)),
    }


def _sides(draw: np.random.Generator, actor: NDArray[Any], deed: NDArray[Any]) -> dict[str, pa.Array]:
    """Who did it and to whom: nobody, one or two names, the second never the first; and how that is known."""
    size, names = len(actor), [*ACTORS, CIVILIANS]
    other = (actor + draw.integers(1, len(ACTORS), size)) % len(ACTORS)
    chance = draw.random(size)
    many = np.where(chance < NOBODY, 0, np.where(chance < NOBODY + SEVERAL, 2, 1))
    one_sided = np.array([one.event_type in ONE_SIDED for one in DEEDS])[deed]
    target = np.where(one_sided & (draw.random(size) < 0.6), len(ACTORS), (other + 1) % len(ACTORS))
    codes = {name: code for code, name in enumerate(ATTRIBUTIONS)}
    known = [codes[name] for name in ("stated", "claimed", "alleged", "contested")]
    how = np.where(one_sided, draw.choice(known, size, p=(0.6, 0.15, 0.2, 0.05)), codes["unstated"])
    return {
        "perpetrators": _lists(names, np.column_stack([actor, other]), many),
        "targets": _lists(names, target[:, None], (draw.random(size) < 0.9).astype(np.int64)),
        "attribution": pa.array(np.where(many == 0, codes["unknown"], how)),
    }


def _telling(draw: np.random.Generator, size: int) -> dict[str, pa.Array]:
    source = draw.choice(len(SOURCES), size, p=zipf(len(SOURCES)))
    flagged = (draw.random(size) < FLAGGED).astype(np.int64)
    return {
        "source": _pick(SOURCES, source),
        "publisher": _pick(SOURCES, (source * 7 + 3) % len(SOURCES)),
        "title": _pick(PHRASES, draw.integers(len(PHRASES), size=size)),
        "flags": _lists(FLAGS, draw.integers(len(FLAGS), size=(size, 1)), flagged),
    }


def _sentences(
    numbers: NDArray[Any], columns: dict[str, pa.Array], actor: NDArray[Any], deed: NDArray[Any]
) -> pa.Array:
    """One sentence for each row, some 120 characters, no two the same."""
    killed = pc.coalesce(columns["killed_best"].cast(_TEXT), pa.scalar("an unknown number of", _TEXT))
    words = [
        *(_pick(ACTORS, actor), _pick([one.told for one in DEEDS], deed), pa.scalar("others near", _TEXT)),
        *(columns["place"], pa.scalar("and", _TEXT), killed, pa.scalar("people were killed,", _TEXT)),
        *(columns["source"], pa.scalar("said in note", _TEXT), pa.array(numbers).cast(_TEXT)),
    ]
    return _joined([_joined(words, " "), pa.scalar(".", _TEXT)], "")


def _joined(parts: Iterable[Any], between: str) -> pa.Array:
    return pc.binary_join_element_wise(*parts, pa.scalar(between, _TEXT))


def _whole(numbers: NDArray[Any], missing: NDArray[np.bool_] | None = None) -> pa.Array:
    return pa.array(numbers.astype(np.int32), mask=missing)


def _pick(names: Sequence[str], codes: NDArray[Any]) -> pa.Array:
    return pa.array(names, _TEXT).take(pa.array(codes))


def _lists(names: Sequence[str], codes: NDArray[Any], many: NDArray[np.int64]) -> pa.Array:
    """Of each row of ``codes`` the first so ``many`` names."""
    kept = codes[np.arange(codes.shape[1]) < many[:, None]]
    offsets = np.concatenate([[0], np.cumsum(many)]).astype(np.int32)
    return pa.ListArray.from_arrays(pa.array(offsets), pa.array(names, pa.string()).take(pa.array(kept)))


if __name__ == "__main__":
    number, target = sys.argv[1:]
    write(Path(target), int(number))
