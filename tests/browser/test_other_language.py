"""A made-up second language: every text of the page changes with one file, and no English is left but the data's."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any

import pytest

import data_prep
from benchmarks.serve import streamlit
from dashboard import language
from tests.browser.conftest import REPORTS
from tests.browser.waits import at_rest, becomes, settled

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("other_language"),
]  # one worker, so one server and one browser

LETTERS = str.maketrans("aceinorsuyzACEINORSUYZ", "àçéíñòŕśúýžÀÇÉÍÑÒŔŚÚÝŽ")
WRITTEN = {
    "code": "xx", "direction": "ltr", "thousands": ".", "decimal": ",", "plural": "one", "month_letters": 3,
    "day": "{day}. {month} {year}", "input_day": "DD.MM.YYYY", "table_day": "DD.MM.YYYY",
    "tick_days": "%-d.%-m.\n%Y", "tick_months": "%-m.%Y", "hover_day": "%-d.%-m.%Y",
}  # fmt: skip
ENGLISH = re.compile(r"\b[A-Za-z]{3,}\b")
REST = 12
"""Looks at a page in which no text changes any more."""
STREAMLIT = {"skip", "main", "content", "yyyy"}
"""What Streamlit itself writes on the page."""
TEXTS = """() => {
    const walker = document.createTreeWalker(document.querySelector('[data-testid=stApp]'), NodeFilter.SHOW_TEXT);
    const found = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (!node.parentElement.closest('style, script, title, [data-testid=stIconMaterial]')) found.push(node.data);
    return found;
}"""


def turned(text: str) -> str:
    """The text with other letters; its ``{values}`` stay."""
    return "".join(part if part.startswith("{") else part.translate(LETTERS) for part in re.split(r"(\{\w+\})", text))


def translated(table: dict[str, Any]) -> dict[str, Any]:
    """A table of texts in the made-up language."""
    found: dict[str, Any] = {}
    for name, value in table.items():
        if isinstance(value, dict):
            found[name] = translated(value)
        else:
            found[name] = [turned(one) for one in value] if isinstance(value, list) else turned(str(value))
    return found


def toml(table: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """The lines of a TOML file; keys and texts are quoted as JSON quotes them."""
    inner = {name: value for name, value in table.items() if isinstance(value, dict)}
    if prefix:
        yield f"[{prefix}]"
    yield from (
        f"{json.dumps(name)} = {json.dumps(value, ensure_ascii=False)}"
        for name, value in table.items()
        if name not in inner
    )
    for name, value in inner.items():
        yield from toml(value, ".".join(part for part in (prefix, json.dumps(name)) if part))


def data_words(folder: Path) -> set[str]:
    """Every word that comes from the data, or from the names that data sets use."""
    claims = data_prep.prepare([folder]).claims
    cells = " ".join([*REPORTS.values(), *(str(cell) for name in claims for cell in claims[name].tolist())])
    names = [value for column in data_prep.CLAIMS.values() for value in column.values]
    about = [f"{one.title} {one.counts} {one.attribution}" for one in data_prep.DATASETS.values()]
    known = " ".join([cells, *map(str, names), *about, *data_prep.COUNTRIES.values()])
    return {word.lower() for word in ENGLISH.findall(known)}


@pytest.fixture(scope="module")
def elsewhere(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A page in the made-up language."""
    flags = {"flags": dict(data_prep.FLAGS)}
    texts = translated(dict(language.tables(language.ENGLISH)) | flags) | {"locale": WRITTEN}
    path = tmp_path_factory.mktemp("language") / "xx.toml"
    path.write_text("\n".join(toml(texts)), encoding="utf-8")
    environment = {"CONFLICT_TIMELINE_INPUT": str(folder), language.LANGUAGE: str(path)}
    with streamlit(environment={**os.environ, **environment}) as address:
        yield address


def test_it_says_its_language_and_no_english_is_left_but_the_data_s(page: Page, elsewhere: str, folder: Path) -> None:
    event = data_prep.prepare([folder]).claims["event_id"].iloc[0]
    page.goto(f"{elsewhere}/?event={event}")
    settled(page)
    page.locator(".claim").first.wait_for()
    known = data_words(folder) | STREAMLIT
    words = [word for text in at_rest(page, TEXTS, looks=REST) for word in ENGLISH.findall(text)]
    assert sorted({word for word in words if word.lower() not in known}) == []
    becomes(page, lambda: page.evaluate("[document.documentElement.lang, document.documentElement.dir]"), ["xx", "ltr"])
