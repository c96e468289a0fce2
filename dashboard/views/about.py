"""Methods: what each figure on the screen means, and the code book of the claims."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from dashboard.datasets import is_published
from dashboard.terms import as_html, editions, until
from dashboard.texts import count, flag_meaning, listed, say, texts
from data_prep import CLAIMS, DATASETS, FLAGS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dashboard.datasets import Held
    from dashboard.views.view import View
    from data_prep import DatasetInfo

ORDER = 5
GROUPS = ("headline", "strip", "timeline", "strike_counts", "compare", "map", "evidence")
"""The parts of the page, as ``meaning`` explains them."""


def show(view: View) -> None:
    """The whole page."""
    st.title(say("about.heading"), anchor=False)
    with st.container(width=760):
        st.markdown(say("about.methods"))
        st.header(say("about.meanings"), anchor=False)
        st.write(say("about.meanings_intro"))
        st.html("".join(_meanings(group) for group in GROUPS))
        st.header(say("about.datasets"), anchor=False)
        st.write(say("about.datasets_intro"))
        st.html("".join(_dataset(about, view) for about in DATASETS.values()))
        st.header(say("about.columns"), anchor=False)
        st.write(say("about.columns_intro"))
        st.markdown(_table(say("about.column"), {name: column.meaning for name, column in CLAIMS.items()}))
        st.header(say("about.flags"), anchor=False)
        st.write(say("about.flags_intro"))
        st.markdown(_table(say("about.flag"), {flag: flag_meaning(flag) for flag in FLAGS}))


def _meanings(group: str) -> str:
    """What each figure and mark of one part of the page means, a sentence each."""
    begin = f"meaning.{group}."
    pairs = [value for key, value in texts().items() if key.startswith(begin) and isinstance(value, list)]
    lines = "".join(f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in pairs)
    return f'<section class="meanings"><h3>{escape(say(f"{begin}title"))}</h3><dl>{lines}</dl></section>'


def _dataset(about: DatasetInfo, view: View) -> str:
    """One data set: what it counts, whose it is, on what terms; and what of it is loaded."""
    held = next((one for one in view.sets if one.name == about.name), None)
    credit = f"<p>{as_html(about)}</p>" if is_published(about.name) else ""
    return (
        f'<section class="dataset"><h3>{escape(about.title)}</h3><p>{escape(about.counts)}</p>{credit}'
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
