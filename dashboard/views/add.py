"""Add reports: paste one or drop many; they join what this visitor sees, and can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
import streamlit as st

from dashboard import controls, load
from dashboard.texts import count, say
from dashboard.views.data import problem_list
from dashboard.views.view import home

if TYPE_CHECKING:
    from collections.abc import Sequence

    from streamlit.runtime.uploaded_file_manager import UploadedFile

    from dashboard.load import Added
    from dashboard.views.view import View

ORDER = 3


def show(view: View) -> None:
    """The whole page."""
    del view
    st.title(say("add.heading"), anchor=False)
    st.write(say("add.intro"))
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
            min_value=controls.FIRST_DAY,
            max_value=controls.LAST_DAY,
            format=controls.DAY_FORMAT,
        )
        asked = st.form_submit_button(say("add.read"), type="primary")
    if not asked:
        return
    if not text.strip():
        st.warning(say("add.nothing_pasted"))
        return
    name = say("add.pasted_name", number=len(load.added()) + 1)
    with st.spinner(say("add.reading", name=name, done=1, total=1)):
        load.add(load.read_pasted(text, name=name, published=published, publisher=publisher, title=title))
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
        load.add(load.read_dropped(file.name, file.getvalue()))
    bar.empty()


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
    problems = pd.concat([one.problems for one in added], ignore_index=True)
    if not problems.empty:
        st.subheader(say("add.not_read"), anchor=False)
        problem_list(problems)


def _outcome(one: Added) -> str:
    if one.claims.empty:
        return say("add.added_none" if one.problems.empty else "add.added_unread", name=one.name)
    events = count(one.claims["event_id"].nunique(), "event")
    return say("add.added", name=one.name, claims=count(len(one.claims), "claim"), events=events)
