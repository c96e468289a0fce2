"""Numbers for ids: one for each text, wherever in an array it stands."""

from __future__ import annotations

from itertools import product

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from dashboard.store.ids import hash_of, hashes

TEXTS = st.lists(st.text(max_size=20) | st.text(alphabet="ab\0", max_size=20), max_size=10)


@given(TEXTS, st.integers(0, 3))
def test_a_text_has_one_number_wherever_it_stands(texts: list[str], skipped: int) -> None:
    alone = [int(hash_of(text)) for text in texts]
    for kind in (pa.string(), pa.large_string()):
        whole = pa.array(["before"[:skipped], *texts, "behind"], kind)
        assert hashes(pa.chunked_array([whole[1:-1]])).tolist() == alone
        assert hashes(pa.chunked_array([whole[1:2], whole[2:-1], whole[:0]], kind)).tolist()[: len(texts)] == alone
    coded = pa.chunked_array([pa.array(texts, pa.string()).dictionary_encode()])
    assert hashes(coded).tolist() == alone


@given(TEXTS)
def test_different_texts_have_different_numbers(texts: list[str]) -> None:
    found = hashes(pa.chunked_array([pa.array(texts, pa.large_string())]))
    assert len(set(found.tolist())) == len(set(texts))


def test_short_texts_that_differ_in_length_order_or_zeros_alone_differ() -> None:
    texts = ["".join(letters) for length in range(10) for letters in product("a\0", repeat=length)]
    texts += [f"ucdp-ged:{number}" for number in range(20_000)]
    found = hashes(pa.chunked_array([pa.array(texts, pa.large_string())]))
    assert len(np.unique(found)) == len(texts)


def test_nothing_has_no_numbers_and_a_missing_text_that_of_an_empty_one() -> None:
    assert len(hashes(pa.chunked_array([], pa.large_string()))) == 0
    assert len(hashes(pa.chunked_array([pa.array([], pa.string())]))) == 0
    found = hashes(pa.chunked_array([pa.array([None, "", "a", None], pa.string())]))
    assert found[0] == found[1] == found[3] != found[2]
