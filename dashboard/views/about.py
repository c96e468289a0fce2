"""Methods: what each figure on the screen means, and the code book of the claims."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.datasets import is_published
from dashboard.terms import as_html, editions, until
from dashboard.texts import count, listed, say
from data_prep import CLAIMS, DATASETS, FLAGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.datasets import Held
    from dashboard.views.view import View
    from data_prep import DatasetInfo

ORDER = 5


def show(view: View) -> None:
    """The whole page."""
    st.title(say("about.heading"), anchor=False)
    with st.container(width=760):
        st.markdown(say("about.methods"))
        st.header(say("about.datasets"), anchor=False)
        st.write(say("about.datasets_intro"))
        st.html("".join(_dataset(about, view) for about in DATASETS.values()))
        st.header(say("about.columns"), anchor=False)
        st.write(say("about.columns_intro"))
        st.markdown(_table(say("about.column"), {name: column.meaning for name, column in CLAIMS.items()}))
        st.header(say("about.flags"), anchor=False)
        st.write(say("about.flags_intro"))
        st.markdown(_table(say("about.flag"), FLAGS))


def _dataset(about: DatasetInfo, view: View) -> str:
    """One data set: what it counts, whose it is, on what terms; and what of it is loaded."""
    held = next((one for one in view.sets if one.name == about.name), None)
    credit = f"<p>{as_html(about)}</p>" if is_published(about.name) else ""
    return (
        f'<section class="dataset"><h4>{escape(about.title)}</h4><p>{escape(about.counts)}</p>{credit}'
        f"<p>{escape(_loaded(held, view))}</p></section>"
    )


def _loaded(held: Held | None, view: View) -> str:
    if held is None:
        return say("about.not_loaded")
    everything = view.everything
    found = editions(held.name, everything.report)
    text = say("about.loaded", claims=count(held.claims, "claim"), events=count(held.events, "event"))
    last = until(everything.table.told, held.name)
    parts = [text, say("about.editions", editions=listed(found)) if found else ""]
    return " ".join(part for part in [*parts, say("datasets.until", day=last) if last else ""] if part)


def _table(first: str, meanings: Mapping[str, str]) -> str:
    """A Markdown table; both texts come from our own code book, never from a report."""
    lines = [f"| {first} | {say('about.meaning')} |", "|---|---|"]
    return "\n".join([*lines, *(f"| `{name}` | {meaning} |" for name, meaning in meanings.items())])
