"""What a picture's file says of itself, and that chance leaves no trace in it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dashboard.marked import marked

SVG = (
    '<svg class="main" width="10.0000001" height="5" viewBox="0 0 20 10"><defs id="defs-{uid}">'
    '<clipPath id="clip{uid}x"></clipPath></defs><g clip-path="url(#clip{uid}x)"><path d="M123456,0"/></g></svg>'
)


def svg(uid: str, title: str = "A title", about: str = "What is seen.") -> str:
    """A drawing that plotly named by chance, marked."""
    return marked(SVG.replace("{uid}", uid).encode(), "svg", title=title, about=about, dots=96).decode()


@given(st.text(), st.text())
def test_title_and_description_end_no_element(title: str, about: str) -> None:
    found = svg("0a1b2c", title, about)
    assert len(re.findall("<title>", found)) == len(re.findall("<desc>", found)) == 1
    assert found.startswith('<svg role="img"')


def test_names_by_chance_become_names_by_content() -> None:
    one, other = svg("123456"), svg("abcdef")
    assert one == other
    assert "defs-123456" not in one
    (name,) = re.findall(r'id="defs-(\w+)"', one)
    assert f"url(#clip{name}x)" in one
    assert "M123456,0" in one


def test_sizes_are_written_in_whole_hundredths() -> None:
    assert 'width="10.00" height="5.00" viewBox="0 0 20 10"' in svg("123456")
