"""The data page: the filtered claims as a table, to sort and to take away, and what could not be read."""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from dashboard import load
from dashboard.chips import chips
from dashboard.datasets import is_published
from dashboard.direction import isolated
from dashboard.filters import Filtered
from dashboard.formats import number
from dashboard.imported import as_table
from dashboard.language import locale
from dashboard.sidebar import sidebar
from dashboard.terms import as_html, as_text, is_web
from dashboard.texts import count, say
from dashboard.views import covered
from data_prep import CLAIMS, DATASETS

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from dashboard.store.told import Told
    from dashboard.views.view import View
    from data_prep import Export

ORDER = 3
MOST_PROBLEMS = 50
"""Problems that are written out; the list to download holds them all."""
MOST_DOWNLOADED = 200_000
"""Claims that a page writes into one file: more of them the command line does without keeping a visitor waiting."""
MOST_ROWS = 5_000
"""Claims that are shown in the table: a browser should not be handed hundreds of megabytes."""
FEW, TALLEST = 13, 520
"""A table of more rows than this scrolls, in so many pixels."""
FIRST = (
    *("dataset", "date_start", "date_end", "place", "sub_event_type", "stance", "killed_low", "killed_high"),
    *("civilians_killed_low", "civilians_killed_high", "injured_low", "injured_high", "strikes_low", "strikes_high"),
    *("perpetrators", "targets", "attribution", "source", "sentence", "flags"),
)
"""The columns that a reader looks for, first; the others follow in the frame's order."""


def show(view: View) -> None:
    """The whole page."""
    sidebar(view)
    st.title(say("data.heading"), anchor=False)
    st.write(say("data.intro"))
    chips(view.selection)
    filtered = _chosen(view)
    _downloads(view, filtered)
    _terms(filtered.told)
    _table(filtered)
    _report(view.everything.report)
    _problems(view.everything.problems)


def _chosen(view: View) -> Filtered:
    """The claims of the data set that is shown, or of all of them: here nothing is counted."""
    if len(view.sets) > len(view.shown) and st.toggle(say("data.all_sets"), key="all_sets"):
        return Filtered(view.everything.table, view.selection)
    return view.filtered


def _downloads(view: View, filtered: Filtered) -> None:
    report = view.everything.report
    bare = Filtered(filtered.table, filtered.selection, filtered.datasets)  # a session holds on to it for a while
    with st.container(horizontal=True):
        if filtered.claims <= MOST_DOWNLOADED:
            for ending, kind in load.exports().items():
                write = partial(_written, bare, kind)
                _download(kind.title_key, write, f"claims{ending}", kind.mime)
        _download("data.sources", lambda: as_text(bare.told, report).encode(), "claims-sources.txt", "text/plain")
    if filtered.claims > MOST_DOWNLOADED:
        st.caption(say("data.too_many", claims=count(filtered.claims, "claim"), most=number(MOST_DOWNLOADED)))


def _written(filtered: Filtered, kind: Export) -> bytes:
    return kind.write(filtered.rows())


def _terms(told: Told) -> None:
    """Whose data it is, and on what terms it may be passed on."""
    items = "".join(f"<li>{as_html(DATASETS[name])}</li>" for name in told.datasets if is_published(name))
    if items:
        st.html(f'<ul class="terms">{items}</ul>')


def _download(title: str, data: Callable[[], bytes], file: str, mime: str) -> None:
    key = f"download_{title.rpartition('.')[2]}"
    icon = ":material/download:"
    st.download_button(say(title), data, file_name=file, mime=mime, key=key, on_click="ignore", icon=icon)


def _table(filtered: Filtered) -> None:
    claims = filtered.rows(MOST_ROWS)
    order = [*FIRST, *(str(name) for name in claims if name not in FIRST)]
    if filtered.claims > len(claims):
        st.caption(say("data.rows_more", shown=number(len(claims)), claims=count(filtered.claims, "claim")))
    covered.switch("data")
    st.dataframe(
        covered.frame(claims),
        column_order=order,
        column_config={name: _column(name, claims) for name in order},
        hide_index=True,
        height=TALLEST if len(claims) > FEW else "content",
        placeholder="",
        key="claims",
        alt=say("data.intro"),
    )


def _column(name: str, claims: pd.DataFrame) -> Any:
    column = CLAIMS.get(name)
    help = column.meaning if column else None
    if name in ("date_start", "date_end", "published"):
        return st.column_config.DateColumn(format=locale("table_day"), help=help)
    if name in ("place", "source", "sub_event_type"):
        return st.column_config.TextColumn(width="medium", help=help)
    if name in ("sentence", "title"):
        return st.column_config.TextColumn(width="large", help=help)
    if name == "url" and all(map(is_web, claims[name].dropna())):  # a link column makes a link of whatever it holds
        return st.column_config.LinkColumn(help=help)
    return st.column_config.Column(help=help)


def _report(report: pd.DataFrame) -> None:
    """What became of the rows of each table file."""
    if report.empty:
        return
    st.header(say("data.report"), anchor=False)
    st.write(say("data.report_intro"))
    st.html(as_table(report))
    _download("data.report_csv", lambda: load.problems_csv(report), "import-report.csv", "text/csv")


def _problems(problems: pd.DataFrame) -> None:
    st.header(say("data.problems"), anchor=False)
    if problems.empty:
        st.write(say("data.problems_none"))
        return
    st.write(say("data.problems_intro"))
    problem_list(problems)
    _download("data.problems_csv", lambda: load.problems_csv(problems), "problems.csv", "text/csv")


def problem_list(problems: pd.DataFrame) -> None:
    """What could not be read, and why, in full sentences: a table would cut them off."""
    items = "".join(_problem(row) for row in problems.head(MOST_PROBLEMS).to_dict("records"))
    with covered.container("problems"):
        st.html(f'<ul class="problems">{items}</ul>')
    if len(problems) > MOST_PROBLEMS:
        st.caption(say("data.problems_more", shown=MOST_PROBLEMS, problems=count(len(problems), "problem")))


def _problem(row: dict[Hashable, Any]) -> str:
    file, reason, value = (str(row[name]) if pd.notna(row[name]) else "" for name in ("file", "reason", "value"))
    line = f", {row['row']}" if pd.notna(row["row"]) else ""
    quoted = f'<q dir="auto">{escape(value)}</q>' if value else ""
    said = isolated(reason.removeprefix(f"{file}: "))
    return f"<li><b>{escape(isolated(file) + line)}</b> {escape(said)} {quoted}</li>"
