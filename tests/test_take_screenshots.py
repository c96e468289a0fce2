"""What pictures are taken of is on the page, and the page that shows them shows them all."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from dashboard.state import from_query, to_query
from docs.take_screenshots import ACTS, DATA, FOLDER, HERE, files_of, shown, views

FRAME = ("embed", "chart")
"""What an address says beside a selection."""


def test_every_view_has_a_name_of_its_own_and_is_of_something_known() -> None:
    found = views()
    assert len({view.name for view in found}) == len(found)
    assert [view.name for view in found if view.data not in DATA or (view.act and view.act not in ACTS)] == []


def test_every_address_says_only_what_the_page_understands() -> None:
    for view in views():
        asked = {name: texts for name, texts in parse_qs(urlsplit(view.address).query).items() if name not in FRAME}
        assert to_query(from_query(asked)) == asked, view.name


def test_the_page_shows_every_picture_and_no_picture_is_of_no_view() -> None:
    assert (HERE / "screens.md").read_text(encoding="utf-8") == shown(views())
    named = {name for view in views() for name in files_of(view)}
    assert {path.stem for path in FOLDER.glob("*.png")} == named
