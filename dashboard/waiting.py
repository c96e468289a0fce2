"""The tables of a session whose columns are asked about before they are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import uuid4

import streamlit as st

from dashboard import load

if TYPE_CHECKING:
    from data_prep import TableLook


@dataclass(frozen=True)
class Waiting:
    """A table that was dropped, in no format that is known: its columns are asked about before it is read."""

    name: str
    content: bytes
    look: TableLook
    sheet: str | None = None
    token: str = field(default_factory=lambda: uuid4().hex)


def waiting() -> tuple[Waiting, ...]:
    """The tables of this session whose columns are to be asked about, oldest first."""
    return tuple(st.session_state.get("waiting", ()))


def ask(one: Waiting) -> None:
    """Let a table wait for what its columns are; in the place of what waits under the same token."""
    others = tuple(other for other in waiting() if other.token != one.token)
    st.session_state["waiting"] = (*others, one)


def settle(token: str, read: load.Added | None = None) -> None:
    """A table that waited is read, or left out."""
    st.session_state["waiting"] = tuple(one for one in waiting() if one.token != token)
    if read is not None:
        load.add(read)
