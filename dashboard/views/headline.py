"""The headline figures: of what is shown, of each data set by itself."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import streamlit as st

from dashboard import figures, load
from dashboard.datasets import is_published, title
from dashboard.filters import Filtered
from dashboard.formats import number
from dashboard.state import without_filters
from dashboard.terms import as_html
from dashboard.texts import count, listed, say
from data_prep import DATASETS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dashboard.figures import Headline
    from dashboard.views.view import View

LONG, LONGEST = 12, 18
"""Characters from which on a figure is set smaller, and smaller still, so that it stays on one line."""


def section(view: View) -> None:
    """The figures of what is shown, of each data set by itself, with what it counts."""
    found = load.kept(f"headline {view.key}", lambda: figures.headline(view.told))
    names, also = view.told.datasets, _also(view)
    if len(names) < 2:
        st.html(f"{_figures(found)}{_of_dataset(view, names[0], also)}")
        return
    for name in names:
        head = f'<h2 class="dataset">{escape(title(name))}</h2>'
        of_it = [one for one in found if one.dataset == title(name)]
        st.html(f"{head}{_figures(of_it)}{_of_dataset(view, name)}")
    if also:
        st.html(f'<p class="note">{escape(also)}</p>')


def _figures(found: Sequence[Headline]) -> str:
    return f'<dl class="figures">{"".join(_figure(one) for one in found)}</dl>'


def _figure(one: Headline) -> str:
    value = one.value_text.removesuffix(f" {one.label.lower()}")
    is_known = any(character.isdigit() for character in value)
    size = "" if len(value) < LONG else ' class="long"' if len(value) < LONGEST else ' class="longest"'
    kind = size if is_known else ' class="unknown"'
    note = f"<small>{escape(one.note)}</small>" if one.note else ""
    return f"<div><dt>{escape(one.label)}</dt><dd{kind}>{escape(value)}{note}</dd></div>"


def _of_dataset(view: View, name: str, also: str = "") -> str:
    """How much of a data set is shown; of a published one also what it counts, and its terms."""
    about = ""
    if is_published(name):
        about = f'<p class="note">{escape(DATASETS[name].counts)} {as_html(DATASETS[name])}</p>'
    text = f"{load.kept(f'shown {name} {view.key}', lambda: _shown(view, name))} {also}".strip()
    return f'{about}<p class="shown">{escape(text)}</p>'


def _shown(view: View, name: str) -> str:
    table, alone = view.everything.table, view.shown == (name,)
    kept = view.filtered if alone else Filtered(table, view.selection, (name,))
    whole = Filtered(table, without_filters(view.selection), (name,))
    words = {
        "claims": count(kept.claims, "claim"),
        "events": count(len(kept.told), "event"),
        "claims_all": number(whole.claims),
        "events_all": number(len(whole.told)),
    }
    if len(kept.told) < len(whole.told):
        return say("head.part", **words)
    if kept.documents is None:
        return say("head.all_rows", **words)
    return say("head.all", **words, documents=count(kept.documents, "document"))


def _also(view: View) -> str:
    """What is loaded and not shown, and what could not be read."""
    others = [one.title for one in view.sets if one.name not in view.shown]
    missed = len(view.everything.problems)
    said = [
        say("head.others", titles=listed(others)) if others else "",
        say("head.problems", problems=count(missed, "problem")) if missed else "",
    ]
    return " ".join(text for text in said if text)
