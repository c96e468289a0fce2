"""A button that puts a text on the clipboard and says so; the server hears nothing of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cache
from typing import Any

import streamlit as st

from dashboard.components import beside


@dataclass(frozen=True)
class CopyLabels:
    """The button's own words, what it says once the text is copied, and what it says where the browser forbids it.

    In that last case the text stands below the button, selected, for the reader to copy.
    """

    copy: str
    copied: str
    failed: str


def copy_button(text: str, *, labels: CopyLabels, key: str) -> None:
    """Put a button on the page that copies ``text`` as it is; each on a page needs its own ``key``."""
    _button()(key=key, data={"text": text, "labels": asdict(labels)}, width="content")


@cache
def _button() -> Any:
    return st.components.v2.component("copy_button", js=beside("copy.js"), css=beside("copy.css"))
