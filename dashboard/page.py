"""The dashboard as a whole: configure, choose, navigate."""

from __future__ import annotations

import json
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import views
from dashboard.language import ENGLISH, locale
from dashboard.texts import say
from dashboard.theme import dark_css
from dashboard.views import embed
from dashboard.views.view import current

if TYPE_CHECKING:
    from types import ModuleType


def show() -> None:
    """Whatever of it the address asks for."""
    here = Path(__file__).parent
    st.set_page_config(say("head.name"), page_icon=(here / "icon.svg").read_text(encoding="utf-8"), layout="wide")
    view = current()
    style = (here / "style.css").read_text(encoding="utf-8") + (dark_css() if view.is_dark else "")
    st.html(f"<span></span><style>{style}</style>")  # a style alone is sent last, after the page is seen without it
    _name_language()
    if chart := embed.asked():
        embed.show(view, chart)
        return
    pages = [
        st.Page(partial(module.show, view), title=say(f"pages.{name}"), url_path=name, default=number == 0)
        for number, (name, module) in enumerate(_pages())
    ]
    st.navigation(pages, position="top").run()


def _name_language() -> None:
    """Tell the browser, and screen readers, the page's language and the direction it is read in."""
    if locale("code") != ENGLISH:
        named = {"lang": locale("code"), "dir": locale("direction")}
        script = f"Object.assign(document.documentElement, {json.dumps(named)})"
        st.html(f"<script>{script}</script>", unsafe_allow_javascript=True)


def _pages() -> list[tuple[str, ModuleType]]:
    """Every module in ``views`` that has a place in the menu, by its ``ORDER``."""
    found = [(info.name, import_module(f"{views.__name__}.{info.name}")) for info in iter_modules(views.__path__)]
    return sorted(
        ((name, module) for name, module in found if hasattr(module, "ORDER")), key=lambda page: page[1].ORDER
    )
