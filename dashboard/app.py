"""The dashboard: `streamlit run dashboard/app.py`."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import views
from dashboard.texts import say
from dashboard.theme import dark_css
from dashboard.views import embed
from dashboard.views.view import current

if TYPE_CHECKING:
    from types import ModuleType


MET = "_met"
NO_CHART = {"data": [{"type": "pie"}], "layout": {"height": 10}}
"""Nothing at all, out of sight: the browser fetches what draws charts, half of what a visitor waits for, while the
server reads the data."""


def main() -> None:
    """Configure, choose, navigate."""
    here = Path(__file__).parent
    st.set_page_config(say("head.name"), page_icon=(here / "icon.svg").read_text(encoding="utf-8"), layout="wide")
    ahead = st.empty()
    if MET not in st.session_state:
        with ahead.container(key="ahead"):
            st.plotly_chart(NO_CHART, key="no_chart")
    view = current()
    style = (here / "style.css").read_text(encoding="utf-8") + (dark_css() if view.is_dark else "")
    st.html(f"<span></span><style>{style}</style>")  # a style alone is sent last, after the page is seen without it
    if chart := embed.asked():
        embed.show(view, chart)
        return
    pages = [
        st.Page(partial(module.show, view), title=say(f"pages.{name}"), url_path=name, default=number == 0)
        for number, (name, module) in enumerate(_pages())
    ]
    st.navigation(pages, position="top").run()
    if MET not in st.session_state:
        st.session_state[MET] = True
        ahead.empty()


def _pages() -> list[tuple[str, ModuleType]]:
    """Every module in ``views`` that has a place in the menu, by its ``ORDER``."""
    found = [(info.name, import_module(f"{views.__name__}.{info.name}")) for info in iter_modules(views.__path__)]
    return sorted(
        ((name, module) for name, module in found if hasattr(module, "ORDER")), key=lambda page: page[1].ORDER
    )


main()
