"""What holds for every text: nothing crashes, spans and bounds are sound, the same text reads the same, in due time."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import data_prep
from benchmarks.serve import ROOT
from data_prep.frame_conform import conform
from data_prep.vocab import several, table

SEEDS = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
DAY = date(2016, 3, 18)


def plain(name: str, column: str) -> list[str]:
    """The cells of a vocabulary that are words and no patterns."""
    cells = [cell for row in table(name) for cell in several(row[column])]
    return sorted({cell for cell in cells if cell.replace(" ", "").replace("-", "").isalpha()})


SMALL = [
    "the",
    "a",
    "of",
    "in",
    "on",
    "at",
    "by",
    "and",
    "or",
    "who",
    "after",
    "near",
    "from",
    "was",
    "had",
    "not",
    "no",
]
NUMBERS = [
    "12",
    "4,000",
    "at least 39",
    "between 20 and 30",
    "dozens",
    "as many as 25",
    "two",
    "1982",
    "0",
    "among them",
]
DATES = [
    "on Friday",
    "yesterday",
    "a day later",
    "the same day",
    "since 1991",
    "3-6 May",
    "March 5, 2016",
    "31 November",
]
MARKS = [".", ",", ";", ":", '"', "“", "”", "''", "\n", "\n\n", "(", ")", " – ", "?", "…"]
WORDS = st.one_of(
    st.sampled_from(SMALL),
    st.sampled_from(NUMBERS),
    st.sampled_from(DATES),
    st.sampled_from(MARKS),
    st.sampled_from(plain("events", "pattern")),
    st.sampled_from(plain("effects", "pattern")),
    st.sampled_from(plain("speech", "pattern")),
    st.sampled_from(plain("victims", "noun")),
    st.sampled_from(plain("actors", "actor") + plain("actors", "aliases")),
    st.sampled_from(plain("places", "place")),
)
COMPOSED = st.lists(WORDS, max_size=60).map(" ".join)
CUTS = st.tuples(st.sampled_from(SEEDS), st.integers(0, 1500), st.integers(1, 300))
PIECES = st.lists(CUTS.map(lambda cut: cut[0][cut[1] :][: cut[2]]), max_size=6).map("".join)
MIXED = st.tuples(PIECES, st.text()).map("".join)
TEXTS = st.one_of(st.text(max_size=300), COMPOSED, PIECES, COMPOSED.map(str.upper), MIXED)
DAY_GIVEN = st.dates(date(1985, 1, 1), date(2030, 1, 1))
of_any_text = settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def read(text: str, published: date | None) -> pd.DataFrame:
    """The claims; a text in a language that is not read has none."""
    try:
        return data_prep.read_text(text, published=published)
    except data_prep.UnreadableError:
        return data_prep.empty()


@of_any_text
@given(TEXTS, st.one_of(st.none(), DAY_GIVEN))
def test_the_claims_of_any_text_are_sound(text: str, published: date | None) -> None:
    claims = read(text, published)
    pd.testing.assert_frame_equal(conform(claims), claims)  # low <= high and start <= end, or it raises
    assert (claims["date_start"] <= claims["date_end"]).all()
    assert claims["claim_id"].is_unique
    for claim in claims.to_dict("records"):
        assert claim["sentence"].strip()
        assert text.encode("utf-8", "replace").decode()[claim["span_start"] : claim["span_end"]] == claim["sentence"]


@of_any_text
@given(TEXTS, DAY_GIVEN)
def test_any_text_is_read_the_same_twice(text: str, published: date) -> None:
    pd.testing.assert_frame_equal(read(text, published), read(text, published))


@of_any_text
@given(TEXTS, DAY_GIVEN)
def test_the_dates_of_any_text_stand_in_it(text: str, published: date) -> None:
    end = 0
    for mention in data_prep.find_dates(text, published):
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.date_start <= mention.date_end
        end = mention.end


@of_any_text
@given(TEXTS, DAY_GIVEN)
def test_any_text_can_be_explained(text: str, published: date) -> None:
    try:
        told = data_prep.explain_text(text, published=published)
    except data_prep.UnreadableError:
        return
    for one in told.findings:
        assert told.text[one.start : one.end] == one.words
        sentence = told.sentences[one.sentence - 1] if one.sentence else None
        assert sentence is None or sentence.start <= one.start <= one.end <= sentence.end
    for claim in told.claims["claim_id"]:
        assert {"event", "date"} <= {one.about for one in told.of_claim(claim)}


# --- Time ---------------------------------------------------------------------------------------------------------

TIMES_AS_LONG = 2.5
"""A kilobyte of the larger text may take so many times as long as one of the smaller: a machine has other work."""
SECONDS_PER_KILOBYTE = 0.5
"""Far above what any of these takes, and far below what it would take if it grew with the text's length."""
MEGABYTE, LESS = 1_000_000, 240_000
HARD = {
    "digits": ("1234567890", MEGABYTE),
    "on on on": ("on ", MEGABYTE),
    "quotation marks": ('"', MEGABYTE),
    "closed quotation marks": ('" ', MEGABYTE),
    "brackets": ("(", MEGABYTE),
    "newlines": ("\n", MEGABYTE),
    "capitals": ("ABC ", LESS),
    "figures": ("12 ", LESS),
    "months": ("may march ", LESS),
    "an endless sentence": ("and the rebels shelled the town on Friday ", LESS),
}


def per_kilobyte(unit: str, size: int) -> float:
    """Seconds for each kilobyte of a text of this size, made of one unit."""
    text = (unit * (size // len(unit) + 1))[:size]
    start = time.process_time()
    read(text, DAY)
    return (time.process_time() - start) / size * 1000


@pytest.mark.parametrize(("unit", "size"), HARD.values(), ids=HARD)
def test_time_grows_no_faster_than_the_text(unit: str, size: int) -> None:
    """One of two tests that look at a clock: that of the processor, and twice in the same run."""
    read(unit * 100, DAY)
    larger = per_kilobyte(unit, size)
    assert larger < SECONDS_PER_KILOBYTE
    assert larger <= TIMES_AS_LONG * per_kilobyte(unit, size // 8) + 0.001


def test_a_long_report_of_many_events_is_read_in_linear_time() -> None:
    """Sentences of the seeds in any order: events that lean on each other, and not one sentence again and again."""
    sentences = [line for text in SEEDS for line in text.replace(". ", ".\n").splitlines() if line.endswith(".")]
    chance = random.Random(1)

    def text(size: int) -> str:
        days = (DAY - timedelta(days=chance.randrange(400)) for _ in range(size))
        return " ".join(f"{chance.choice(sentences)} It was {day:%-d %B %Y}." for day in days)

    read(text(50), DAY)  # what is made once is there
    times = []
    for size in (100, 1600):
        long = text(size)
        start = time.process_time()
        read(long, DAY)
        times.append((time.process_time() - start) / len(long))
    assert times[1] <= TIMES_AS_LONG * times[0]
