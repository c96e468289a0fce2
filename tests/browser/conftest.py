"""The dashboard on a small folder of reports, in a real browser."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from benchmarks.page import CHARTS
from benchmarks.serve import streamlit
from tests.browser.waits import settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Page

REPORTS = {
    "raqqa.txt": """Air strikes kill 12 civilians in Raqqa

March 18, 2016

BEIRUT, March 18 - Russian air strikes killed at least 12 civilians in Raqqa on Friday, the Syrian Observatory for
Human Rights said.
""",
    "aleppo.txt": """Shelling kills nine in Aleppo

March 21, 2016

ALEPPO, March 21 - Syrian government shelling killed nine people in Aleppo on Monday, the Syrian Observatory for
Human Rights said.
""",
    "palmyra.txt": """Palmyra struck 30 times

March 23, 2016

BEIRUT, March 23 - Russia carried out 30 air strikes on Palmyra on Wednesday, the Syrian Observatory for Human Rights
said.
""",
}


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of three short reports."""
    folder = tmp_path_factory.mktemp("reports")
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def url(folder: Path) -> Iterator[str]:
    """The address of a dashboard that shows the folder."""
    with streamlit(environment={**os.environ, "CONFLICT_TIMELINE_INPUT": str(folder)}) as address:
        yield address


@pytest.fixture
def opened(page: Page, url: str) -> Callable[..., Page]:
    """Opens a path of the dashboard and waits for its charts."""

    def open_path(path: str = "/", *, charts: int = CHARTS) -> Page:
        page.goto(url + path)
        settled(page, charts=charts)
        return page

    return open_path
