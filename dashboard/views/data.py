"""The data page: the filtered claims as a table, to sort and to take away, and what could not be read."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st

from dashboard import controls, load
from dashboard.texts import count, say
from data_prep import CLAIMS

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from dashboard.views.view import View

ORDER = 2
MOST_PROBLEMS = 50
"""Problems that are written out; the list to download holds them all."""
FIRST = (
    *("date_start", "date_end", "place", "sub_event_type", "stance", "killed_low", "killed_high"),
    *("civilians_killed_low", "civilians_killed_high", "injured_low", "injured_high", "strikes_low", "strikes_high"),
    *("perpetrators", "targets", "attribution", "source", "sentence", "flags"),
)
"""The columns that a reader looks for, first; the others follow in the frame's order."""


def show(view: View) -> None:
    """The whole page."""
    controls.sidebar(view.options, view.selection)
    st.title(say("data.heading"), anchor=False)
    st.write(say("data.intro"))
    controls.chips(view.selection, view.options)
    _downloads(view)
    _table(view.claims)
    _problems(view.loaded.problems)


def _downloads(view: View) -> None:
    with st.container(horizontal=True):
        _download("csv", lambda: load.csv(view.claims), "claims.csv", "text/csv")
        _download("parquet", lambda: load.parquet(view.claims), "claims.parquet", "application/vnd.apache.parquet")


def _download(name: str, data: Callable[[], bytes], file: str, mime: str) -> None:
    icon = ":material/download:"
    st.download_button(
        say(f"data.{name}"), data, file_name=file, mime=mime, key=f"download_{name}", on_click="ignore", icon=icon
    )


def _table(claims: pd.DataFrame) -> None:
    order = [*FIRST, *(str(name) for name in claims if name not in FIRST)]
    st.dataframe(
        claims,
        column_order=order,
        column_config={name: _column(name) for name in order},
        hide_index=True,
        height=520,
        placeholder="",
        key="claims",
        alt=say("data.intro"),
    )


def _column(name: str) -> Any:
    column = CLAIMS.get(name)
    help = column.meaning if column else None
    if name in ("date_start", "date_end", "published"):
        return st.column_config.DateColumn(format="D MMM YYYY", help=help)
    if name in ("place", "source", "sub_event_type"):
        return st.column_config.TextColumn(width="medium", help=help)
    if name in ("sentence", "title"):
        return st.column_config.TextColumn(width="large", help=help)
    if name == "url":
        return st.column_config.LinkColumn(help=help)
    return st.column_config.Column(help=help)


def _problems(problems: pd.DataFrame) -> None:
    st.header(say("data.problems"), anchor=False)
    if problems.empty:
        st.write(say("data.problems_none"))
        return
    st.write(say("data.problems_intro"))
    problem_list(problems)
    _download("problems_csv", lambda: load.problems_csv(problems), "problems.csv", "text/csv")


def problem_list(problems: pd.DataFrame) -> None:
    """What could not be read, and why, in full sentences: a table would cut them off."""
    items = "".join(_problem(row) for row in problems.head(MOST_PROBLEMS).to_dict("records"))
    st.html(f'<ul class="problems">{items}</ul>')
    if len(problems) > MOST_PROBLEMS:
        st.caption(say("data.problems_more", shown=MOST_PROBLEMS, problems=count(len(problems), "problem")))


def _problem(row: dict[Hashable, Any]) -> str:
    file, reason, value = (str(row[name]) if pd.notna(row[name]) else "" for name in ("file", "reason", "value"))
    line = f", {row['row']}" if pd.notna(row["row"]) else ""
    quoted = f"<q>{escape(value)}</q>" if value else ""
    return f"<li><b>{escape(file + line)}</b> {escape(reason.removeprefix(f'{file}: '))} {quoted}</li>"
