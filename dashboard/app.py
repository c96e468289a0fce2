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
from dashboard.views.view import current

if TYPE_CHECKING:
    from types import ModuleType


def main() -> None:
    """Configure, choose, navigate."""
    st.set_page_config(say("head.name"), page_icon=":material/timeline:", layout="wide")
    st.html(Path(__file__).with_name("style.css"))
    view = current()
    pages = [
        st.Page(partial(module.show, view), title=say(f"pages.{name}"), url_path=name, default=number == 0)
        for number, (name, module) in enumerate(_pages())
    ]
    st.navigation(pages, position="top").run()


def _pages() -> list[tuple[str, ModuleType]]:
    """Every module in ``views`` that has a place in the menu, by its ``ORDER``."""
    found = [(info.name, import_module(f"{views.__name__}.{info.name}")) for info in iter_modules(views.__path__)]
    return sorted(
        ((name, module) for name, module in found if hasattr(module, "ORDER")), key=lambda page: page[1].ORDER
    )


main()
