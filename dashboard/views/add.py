"""Add reports and tables: paste one or drop many; they join what this visitor sees, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard import controls, load
from dashboard.datasets import present, title
from dashboard.imported import as_table, what
from dashboard.language import locale
from dashboard.state import FIRST_DAY, LAST_DAY
from dashboard.texts import count, say
from dashboard.views import mapping
from dashboard.views.data import problem_list
from dashboard.views.view import home
from dashboard.waiting import Waiting, ask, waiting
from data_prep import DATASETS, TableLook

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from streamlit.delta_generator import DeltaGenerator
    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from dashboard.load import Added
    from dashboard.views.view import View

ORDER = 4


def show(view: View) -> None:
    """The whole page."""
    del view
    st.title(say("add.heading"), anchor=False)
    st.write(say("add.intro"))
    for one in waiting():
        mapping.section(one)
    paste, drop = st.columns(2, gap="large")
    with paste:
        _paste()
    with drop:
        _drop()
    _added(load.added())


def _paste() -> None:
    st.header(say("add.paste"), anchor=False)
    with st.form("paste", clear_on_submit=True, border=False):
        text = st.text_area(say("add.text"), height=260, placeholder=say("add.text_placeholder"), key="pasted_text")
        title = st.text_input(say("add.title"), key="pasted_title")
        left, right = st.columns(2)
        publisher = left.text_input(say("add.publisher"), key="pasted_publisher")
        published = right.date_input(
            say("add.published"),
            value=None,
            help=say("add.published_help"),
            key="pasted_published",
            min_value=FIRST_DAY,
            max_value=LAST_DAY,
            format=locale("input_day"),
        )
        asked = st.form_submit_button(say("add.read"), type="primary")
    if not asked:
        return
    if not text.strip():
        st.warning(say("add.nothing_pasted"))
        return
    name = say("add.pasted_name", number=len(load.added()) + 1)
    with st.spinner(say("add.reading", name=name, done=1, total=1)):
        read = load.read_pasted(text, name=name, published=published, publisher=publisher, title=title)
    load.add(read)
    controls.show_datasets_of(read.claims)
    st.rerun()


def _drop() -> None:
    st.header(say("add.files"), anchor=False)
    number = st.session_state.setdefault("drops", 0)
    files = st.file_uploader(say("add.files_label"), accept_multiple_files=True, key=f"dropped_{number}")
    if st.button(say("add.read_files"), type="primary", disabled=not files, key="read_files"):
        _read(files)
        st.session_state["drops"] = number + 1
        st.rerun()


def _read(files: Sequence[UploadedFile]) -> None:
    bar = st.progress(0.0)
    for done, file in enumerate(files):
        text = say("add.reading", name=file.name, done=done + 1, total=len(files))
        bar.progress(done / len(files), text=controls.plain(text))
        _read_one(file.name, file.getvalue(), progress(bar, controls.plain(text), done, len(files)))
    bar.empty()


def progress(bar: DeltaGenerator, text: str, done: int, total: int) -> Callable[[str, int, float], None]:
    """What moves a bar while a long table is read."""

    def move(_name: str, rows: int, share: float) -> None:
        told = say("add.rows", rows=count(rows, "row"))
        bar.progress((done + min(share, 1.0)) / total, text=f"{text} {told}")

    return move


def _read_one(name: str, content: bytes, moves: Callable[[str, int, float], None]) -> None:
    """Read a report, or a table in a known format; ask about the columns of any other."""
    found, sheet = load.look(name, content), None
    if isinstance(found, TableLook) and found.format == load.ANY:
        found, sheet = load.fullest(name, content, found)
    if isinstance(found, load.Added):
        load.add(found)
    elif found is not None and found.format == load.ANY:
        ask(Waiting(name, content, found, sheet))
    else:
        read = load.read_dropped(name, content, moves=moves)
        load.add(read)
        controls.show_datasets_of(read.claims)


def _added(added: Sequence[Added]) -> None:
    if not added:
        return
    st.header(say("add.added_heading"), anchor=False)
    for one in added:
        with st.container(
            horizontal=True, horizontal_alignment="distribute", vertical_alignment="center", key=f"added_{one.token}"
        ):
            st.text(_outcome(one))
            st.button(say("add.remove"), key=f"remove_{one.token}", on_click=load.remove, args=(one.token,))
    st.page_link(home(say("add.see")), icon=":material/arrow_forward:")
    report = pd.concat([one.report for one in added], ignore_index=True)
    if not report.empty:
        st.subheader(say("data.report"), anchor=False)
        st.html(as_table(report))
    problems = pd.concat([one.problems for one in added], ignore_index=True)
    if not problems.empty:
        st.subheader(say("add.not_read"), anchor=False)
        problem_list(problems)


def _outcome(one: Added) -> str:
    if one.claims.empty:
        return say("add.added_none" if one.problems.empty else "add.added_unread", name=one.name)
    told = count(one.claims.groupby("dataset", observed=True)["event_id"].nunique().sum(), "event")
    claims = say("add.added", name=one.name, claims=count(len(one.claims), "claim"), events=told)
    tables = one.report[one.report["outcome"].eq("read").to_numpy(dtype=bool, na_value=False)]
    if tables.empty:
        return claims
    rows = count(int(tables["rows"].sum()), "row")
    told = say("add.added_table", name=one.name, what=what(tables), rows=rows, claims=count(len(one.claims), "claim"))
    asked_for = [title(name) for name in present(one.claims) if not DATASETS[name].default]
    return " ".join([told, *(say("overview.asked_for", title=name) for name in asked_for)])
