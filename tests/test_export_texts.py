"""The words that leave with files: each language has all of them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import data_prep.export_texts
from data_prep.errors import UsageError
from data_prep.export_texts import LANGUAGE, texts

FILES = sorted(Path(data_prep.export_texts.__file__).parent.glob("*.toml"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_language_has_the_same_words(file: Path) -> None:
    found = tomllib.loads(file.read_text(encoding="utf-8"))
    assert {part: set(words) for part, words in found.items()} == {part: set(texts(part)) for part in found}
    assert len(found["timelinejs"]["months"]) == 12
    assert set(found["timelinejs"]["measures"]) == set(texts("timelinejs", LANGUAGE)["measures"])


def test_a_language_without_words_says_which_there_are() -> None:
    with pytest.raises(UsageError, match="'xx'; there are en"):
        texts("xlsx", "xx")
