"""The copy button on a page of its own, in Chromium: with the clipboard, without it, and where copying is forbidden."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from benchmarks.serve import ROOT, streamlit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.xdist_group("components_copy"),
]  # one worker, so one server and one browser

TEXT = "“Twelve killed”, Damascus, 18 March 2016 <b>&amp;\nدمشق"
APP = f"""
import streamlit as st

from dashboard.components.copy import CopyLabels, copy_button

labels = CopyLabels("Copy as citation", "Copied", "Copy it from here:")
text = st.selectbox("text", [{TEXT!r}, "another"])
copy_button(text, labels=labels, key="cite")
st.text_area("paste")
"""
NO_CLIPBOARD = "Object.defineProperty(Navigator.prototype, 'clipboard', {get: () => undefined});"
NO_LONG_TIMER = """window.setTimeout = (timer => (run, wait, ...given) => wait > 2000 ? 0 : timer(run, wait, ...given))(
    window.setTimeout);"""
NO_COMMAND = "document.execCommand = () => false;"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    script = tmp_path_factory.mktemp("copy") / "demo.py"
    script.write_text(APP, encoding="utf-8")
    with streamlit(script, environment={**os.environ, "PYTHONPATH": str(ROOT)}) as address:
        yield address


def pressed(page: Page, address: str) -> None:
    """The page with its button reached and pressed by key alone."""
    page.goto(address)
    button = page.get_by_role("button", name="Copy as citation")
    button.focus()
    page.keyboard.press("Enter")


def test_the_text_is_copied_as_it_is_and_the_button_says_so(page: Page, demo: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    pressed(page, demo)
    expect(page.get_by_role("status").filter(has_text="Copied")).to_have_count(1)
    expect(page.locator(".copy button .shown")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == TEXT
    expect(page.locator(".copy button .shown")).to_have_text("Copy as citation")


def test_without_a_clipboard_the_old_way_is_taken_and_the_focus_stays(page: Page, demo: str) -> None:
    page.add_init_script(NO_CLIPBOARD)
    pressed(page, demo)
    expect(page.locator(".copy button .shown")).to_have_text("Copied")
    expect(page.locator(".copy button:focus")).to_have_count(1)
    page.get_by_label("paste").focus()
    page.keyboard.press("Control+v")
    expect(page.get_by_label("paste")).to_have_value(TEXT)


def test_where_copying_is_forbidden_the_text_is_shown_selected(page: Page, demo: str) -> None:
    page.add_init_script(NO_CLIPBOARD + NO_COMMAND)
    pressed(page, demo)
    area = page.get_by_label("Copy it from here:")
    expect(area).to_be_visible()
    expect(area).to_be_focused()
    assert area.evaluate("area => area.value.slice(area.selectionStart, area.selectionEnd)") == TEXT
    expect(page.locator(".copy button .shown")).to_have_text("Copy as citation")


def test_another_text_takes_the_place_of_the_first(page: Page, demo: str) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.add_init_script(NO_LONG_TIMER)
    pressed(page, demo)
    expect(page.locator(".copy button .shown")).to_have_text("Copied")
    page.get_by_label("text").first.click()
    page.get_by_role("option", name="another").click()
    expect(page.locator(".copy button .shown")).to_have_text("Copy as citation")
    page.get_by_role("button", name="Copy as citation").click()
    expect(page.locator(".copy button .shown")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "another"
