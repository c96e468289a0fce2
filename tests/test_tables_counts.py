"""Count cells of tables: bounds, what is unknown, and what is refused with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_prep.reports.numbers import find_counts
from data_prep.tables.counts import LARGEST, Count, read_count
from data_prep.tables.plain import folded
from data_prep.vocab import several, table

BOUNDS = [
    ("5", 5, 5),
    ("5.0", 5, 5),
    ("0", 0, 0),
    ("  12 ", 12, 12),
    ("1,234", 1234, 1234),
    ("1,000", 1000, 1000),
    ("1 234", 1234, 1234),
    ("1\u00a0234", 1234, 1234),
    ("1.234", 1234, 1234),
    ("1,234,567", 1234567, 1234567),
    ("12,34,567", 1234567, 1234567),
    ("1,234.0", 1234, 1234),
    ("3-11", 3, 11),
    ("3 – 11", 3, 11),
    ("20,000-30,000", 20000, 30000),
    ("1 to 2", 1, 2),
    ("between 20 and 30", 20, 30),
    ("20-30 people", 20, 30),
    ("at least 39", 39, None),
    ("7 (at least)", 7, None),
    ("10+", 10, None),
    ("50-60+", 50, None),
    (">10", 11, None),
    ("≥ 10", 10, None),
    ("<10", None, 9),
    ("up to 25", None, 25),
    ("5*", 5, 5),
    ("3 (1 woman)", 3, 3),
    ("none", 0, 0),
    ("twenty-five", 25, 25),
    ("dozens", 12, None),
    ("several", 3, None),
    ("au moins 12", 12, None),
    ("entre 3 et 5", 3, 5),
    ("3 à 5 personnes", 3, 5),
    ("des dizaines", 12, None),
    ("aucun", 0, 0),
    ("más de 10", 11, None),
    ("de 3 a 5", 3, 5),
    ("varios", 3, None),
    ("щонайменше 5", 5, None),
    ("від 3 до 5", 3, 5),
    ("до 10", None, 10),
    ("5 осіб", 5, 5),
    ("кілька", 3, None),
    ("٣", 3, 3),
    ("۱۲", 12, 12),
    ("٣-٥", 3, 5),
    ("ما لا يقل عن ١٢", 12, None),
    ("بين 3 و5", 3, 5),
    ("عشرات", 12, None),
    ("5 شهداء", 5, 5),
]


@pytest.mark.parametrize(("cell", "low", "high"), BOUNDS)
def test_bounds(cell: str, low: int | None, high: int | None) -> None:
    count = read_count(cell)
    assert count is not None
    assert (count.low, count.high) == (low, high)


@pytest.mark.parametrize("cell", ["~50", "about 50", "c. 50", "environ 50", "unos 50", "близько 50", "حوالي 50", "50?"])
def test_an_approximate_count_says_so(cell: str) -> None:
    assert read_count(cell) == Count(50, 50, ("number-approximate",))


@pytest.mark.parametrize("cell", ["dozens", "plusieurs", "varios", "десятки", "مئات"])
def test_a_vague_count_says_so(cell: str) -> None:
    count = read_count(cell)
    assert count is not None
    assert count.flags == ("number-vague",)
    assert count.high is None


def test_bounds_that_cross_are_kept_and_flagged() -> None:
    assert read_count("11-3") == Count(11, 3, ("bounds-crossed",))


@pytest.mark.parametrize(
    "cell", ["", " ", "-", "--", "?", "...", "Unknown", "n/a", "N/A", "NULL", "#N/A", "INCONNU", "غير معروف"]
)
def test_unknown_is_no_count_and_no_error(cell: str) -> None:
    assert read_count(cell) is None


REFUSED = [
    ("see notes", "is not a number"),
    ("5.5", "is not a number"),
    ("11-Mar", "is not a number"),
    ("5 killed, 3 injured", "is not a number"),
    ("-3", "is below zero"),
    ("12000000", "is more than 10,000,000"),
    ("at least 50,000,000", "is more than 10,000,000"),
    ("9" * 50, "is more than 10,000,000"),
]


@pytest.mark.parametrize(("cell", "reason"), REFUSED)
def test_what_is_no_count_is_refused_with_the_cell_and_a_reason(cell: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason) as refused:
        read_count(cell)
    assert str(refused.value).startswith(f'"{cell}"')
    assert str(refused.value).endswith(".")


@pytest.mark.parametrize("cell", ["a long story of what the neighbours saw " * 20, "9" * 10_000, "1-" * 50_000])
def test_a_long_cell_is_no_count_and_cut_in_the_reason(cell: str) -> None:
    with pytest.raises(ValueError, match=r'^"[^"]{57}\.\.\." is not a number\.$'):
        read_count(cell)


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=LARGEST))
def test_every_count_is_read_however_it_is_grouped(number: int) -> None:
    for cell in (str(number), f"{number:,}", f"{number:,}".replace(",", " "), f"{number}.0"):
        assert read_count(cell) == Count(number, number)


@settings(deadline=None)
@given(st.text() | st.from_regex(r"[~<>≥]?\s?\d{1,12}[-–., ]{0,2}\d{0,5}[+?*]?", fullmatch=True))
def test_any_cell_gives_a_count_nothing_or_a_reason(cell: str) -> None:
    try:
        count = read_count(cell)
    except ValueError as refused:
        count, reason = None, str(refused)
    else:
        reason = "."
    assert reason.endswith(".")
    bounds = () if count is None else tuple(bound for bound in (count.low, count.high) if bound is not None)
    assert all(0 <= bound <= LARGEST for bound in bounds)


def test_every_word_of_the_vocabulary_means_something_to_the_reader_of_numbers() -> None:
    def understood(means: str) -> bool:
        tries = (
            f"{means} 5",
            f"5 {means}",
            f"5 {means} 6",
            f"between 5 {means} 6",
            f"{means} 5 and 6",
            means,
            f"a {means}",
        )
        counts = [find_counts(words) for words in tries]
        return any(len(found) == 1 and found[0].end - found[0].start >= len(means) for found in counts)

    own = {"unknown", "none", "person"}
    assert [row for row in table("table_count_words") if row["means"] not in own and not understood(row["means"])] == []


def words_that_mean(what: str) -> set[str]:
    rows = [row for row in table("table_count_words") if row["means"] == what]
    return {folded(word) for row in rows for word in several(row["words"])}


def test_no_word_is_unknown_and_none_at_once() -> None:
    unknown, none = words_that_mean("unknown"), words_that_mean("none")
    assert unknown
    assert none
    assert unknown & none == set()
