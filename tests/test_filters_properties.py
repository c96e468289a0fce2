"""Filters and the counts of their options against the rules in plain Python, claim by claim."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pandas as pd
from hypothesis import example, given, settings
from hypothesis import strategies as st
from store_made import FLAGS, NAMES, frames, frames_apart, made

from dashboard.events import table_of
from dashboard.filters import Filtered, names, options
from dashboard.state import LISTS, Selection
from data_prep import ATTRIBUTIONS, SUB_EVENT_TYPES

DATASETS = ("report", "acled", "ucdp-ged")


def claims_of(frame: pd.DataFrame) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The claims of each event, by its id and data set, in order of first appearance."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in frame.astype(object).where(frame.notna(), None).to_dict("records"):
        found.setdefault((row["event_id"] or row["claim_id"], row["dataset"]), []).append(row)
    return found


def named(claim: dict[str, Any], role: str) -> set[str]:
    """Whom a claim names in a role; of two sides of which none is said to have attacked, nobody in either."""
    doers, targets = set(claim["perpetrators"]), set(claim["targets"])
    if role == "either":
        return doers | targets
    if doers and claim["attribution"] in (None, "unstated"):
        return set()
    return doers if role == "by" else targets


def meets(claim: dict[str, Any], chosen: Selection, event: dict[str, Any]) -> bool:
    """Whether one claim meets all the filters on claims."""
    who = named(claim, chosen.role)
    quantity = all if chosen.match == "all" else any
    attribution = {claim["attribution"] or "unstated", *({"contested"} & {event["attribution"]})}
    stance = {claim["stance"], *({"disputed"} & {event["stance"]})}
    kind = claim["sub_event_type"] or claim["event_type"]
    return (
        (not chosen.actor or quantity(name in who for name in chosen.actor))
        and (not chosen.place or claim["place"] in chosen.place)
        and (not chosen.source or claim["source"] in chosen.source)
        and (not chosen.event_type or kind in chosen.event_type)
        and (not chosen.attribution or bool(attribution & set(chosen.attribution)))
        and (not chosen.stance or bool(stance & set(chosen.stance)))
    )


def passes(claims: list[dict[str, Any]], chosen: Selection, event: dict[str, Any]) -> bool:
    """Whether a whole event passes the filters on events."""
    start, end = event["date_start"], event["date_end"]
    asked = chosen.start is not None or chosen.end is not None
    crossed = chosen.start is not None and chosen.end is not None and chosen.start > chosen.end
    flagged = any(flag in chosen.leave_out for claim in claims for flag in claim["flags"])
    without = any(named(claim, chosen.role) & set(chosen.without) for claim in claims)
    return not (
        (asked and (pd.isna(start) or crossed))
        or (chosen.start is not None and end.date() < chosen.start)
        or (chosen.end is not None and start.date() > chosen.end)
        or flagged
        or without
        or (chosen.area and not (event["latitude"] == 35.25 and event["longitude"] == 39.5))
    )


def by_hand(frame: pd.DataFrame, chosen: Selection, datasets: tuple[str, ...] | None = None) -> list[str]:
    """The events that are kept, as id and data set."""
    told = table_of(frame).told.frame().to_dict("records")
    kept = []
    for (key, claims), event in zip(claims_of(frame).items(), told, strict=True):
        here = datasets is None or key[1] in datasets
        if here and passes(claims, chosen, event) and any(meets(claim, chosen, event) for claim in claims):
            kept.append(" ".join(key))
    return kept


def kept(frame: pd.DataFrame, chosen: Selection, datasets: tuple[str, ...] | None = None) -> list[str]:
    told = Filtered(table_of(frame), chosen, datasets).told.frame()
    return (told["event_id"] + " " + told["dataset"].astype("string")).tolist()


def _few(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=2, unique=True).map(tuple)


DAYS = st.none() | st.integers(0, 30).map(lambda day: date(2016, 2, 28) + timedelta(days=day))
FIELDS: dict[str, st.SearchStrategy[Any]] = {
    "actor": _few(*NAMES, "Nobody"),
    "match": st.sampled_from(["any", "all"]),
    "without": _few(*NAMES),
    "role": st.sampled_from(["either", "by", "against"]),
    "attribution": _few(*ATTRIBUTIONS),
    "start": DAYS,
    "end": DAYS,
    "place": _few("Raqqa", "Aleppo"),
    "event_type": _few(*SUB_EVENT_TYPES, "Armed clash", "Air/drone strike"),
    "source": _few("Observatory", "Ministry"),
    "stance": _few("reported", "denied", "disputed"),
    "leave_out": _few(*FLAGS),
    "area": st.sampled_from(["", "39,35,40,36"]),
}


@st.composite
def selections(draw: st.DrawFn, most: int = 3) -> Selection:
    """A few filters that are on together."""
    on = draw(st.sets(st.sampled_from(sorted(FIELDS)), max_size=most)) | {"role", "match"}
    return Selection(**{name: draw(FIELDS[name]) for name in sorted(on)})


@settings(deadline=None, max_examples=40)
@given(frames() | frames_apart(), selections())
def test_what_is_kept_is_what_the_rules_keep(frame: pd.DataFrame, chosen: Selection) -> None:
    assert kept(frame, chosen) == by_hand(frame, chosen)


@settings(deadline=None, max_examples=30)
@given(frames(), selections(), st.lists(st.sampled_from(DATASETS), unique=True).map(tuple))
def test_of_the_data_sets_that_are_asked_for(frame: pd.DataFrame, chosen: Selection, only: tuple[str, ...]) -> None:
    assert kept(frame, chosen, only) == by_hand(frame, chosen, only)


def test_every_filter_alone() -> None:
    """No filter is left to luck: each value of each field, on claims that share events and on others."""
    frame = made(_ROWS)
    for apart in (frame, frame.assign(event_id=frame["claim_id"])):
        for name in LISTS:
            for value in names(apart)[name]:
                for role in ("either", "by", "against"):
                    chosen = replace(Selection(role=role), **{name: (value,)})
                    assert kept(apart, chosen) == by_hand(apart, chosen), chosen


_ROWS: list[dict[str, Any]] = [
    {"event_id": "e1", "dataset": "report", "stance": "reported", "perpetrators": ["Russia"], "attribution": "stated",
     "source": "Observatory", "flags": ["headline"], "place": "Raqqa", "sub_event_type": "Attack"},
    {"event_id": "e1", "dataset": "report", "stance": "denied", "perpetrators": ["Syria", "Russia"],
     "attribution": "claimed", "source": "Ministry", "flags": ["number-vague"], "place": "Aleppo"},
    {"event_id": "e1", "dataset": "report", "stance": "reported", "perpetrators": ["Syria"], "attribution": "alleged"},
    {"event_id": "e2", "dataset": "acled", "stance": "reported", "perpetrators": ["Syria"], "targets": ["Syria", "قسد"],
     "attribution": "unstated", "source": "Observatory", "event_type": "Battles"},
    {"event_id": "e3", "dataset": "acled", "stance": "denied", "targets": ["Russia"], "flags": ["headline"]},
]  # fmt: skip


def choosing(frame: pd.DataFrame, chosen: Selection, name: str, value: str) -> int:
    """The events that an option keeps beside the other filters, or takes away from them."""
    none: dict[str, Any] = {name: ()}
    alone: dict[str, Any] = {name: (value,)}
    left = len(by_hand(frame, replace(chosen, **alone)))
    taken_away = name in ("leave_out", "without")
    return len(by_hand(frame, replace(chosen, **none))) - left if taken_away else left


@settings(deadline=None, max_examples=30)
@given(frames(6) | frames_apart(most=6), selections(2))
@example(made(_ROWS), Selection(source=("Observatory",)))
@example(made(_ROWS), Selection(start=date(2016, 3, 20), end=date(2016, 3, 10), place=("Raqqa",)))
def test_an_option_counts_the_events_that_it_would_keep(frame: pd.DataFrame, chosen: Selection) -> None:
    offered = options(frame, chosen)
    everything = names(frame)
    several = frame["dataset"].nunique() > 1
    for name in LISTS:
        counts = {option.value: option.count for option in offered[name]}
        expected = {value: choosing(frame, chosen, name, value) for value in everything[name]}
        expected = {value: count for value, count in expected.items() if count}
        if several:
            assert set(counts) == set(expected), name
        else:
            assert counts == expected, name


@settings(deadline=None, max_examples=30)
@given(st.sampled_from(DATASETS), frames(6) | frames_apart(most=6), selections(2))
def test_options_of_one_data_set_count_too(dataset: str, frame: pd.DataFrame, chosen: Selection) -> None:
    one = frame[frame["dataset"] == dataset].reset_index(drop=True)
    offered = options(one, chosen)
    for name in LISTS:
        for option in offered[name]:
            assert option.count == choosing(one, chosen, name, option.value), (name, option)


@settings(deadline=None, max_examples=30)
@given(frames(), selections())
def test_claims_and_documents_are_those_of_the_kept_events(frame: pd.DataFrame, chosen: Selection) -> None:
    found = Filtered(table_of(frame), chosen)
    rows = [
        claim for key, claims in claims_of(frame).items() if " ".join(key) in kept(frame, chosen) for claim in claims
    ]
    assert found.claims == len(rows)
    assert sorted(found.rows()["claim_id"]) == sorted(row["claim_id"] for row in rows)
    files = {str(row["document"]).partition(":")[0] for row in rows if row["document"]}
    assert found.documents == len(files)
    assert len(found.published) == len(rows)
    assert found.rows(1).equals(found.rows().head(1))


@given(st.integers(-1799, 1800), st.integers(-899, 899))
def test_an_event_on_the_edge_of_an_area_lies_in_it(tenths_east: int, tenths_north: int) -> None:
    east, north = tenths_east / 10, tenths_north / 10
    one = made([{"dataset": "acled", "longitude": east, "latitude": north}])
    for area in (
        f"{east - 0.1:.1f},{north - 0.1:.1f},{east},{north}",
        f"{east},{north},{east + 0.1:.1f},{north + 0.1:.1f}",
    ):
        assert kept(one, Selection(area=area)) == ["c0 acled"], area
