"""What a visitor says of the columns of a table: what is wrong is said, and what was taken off stays off."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

import data_prep
from dashboard import columns, load
from dashboard.columns import Choice
from dashboard.waiting import Waiting
from data_prep.frame import from_rows, problems_frame


@dataclass(frozen=True)
class Column:
    column: str
    target: str | None = None
    confidence: float = 0.9
    why: str = "by its name"
    samples: tuple[str, ...] = ()


@dataclass(frozen=True)
class Look:
    columns: tuple[Column, ...]
    format: str = "table"
    targets: Any = None
    sheets: tuple[str, ...] = ()
    day_order_matters: bool = False


TARGETS = {"date": "when it happened or began", "killed": "everyone killed", "place": "the town, village or site"}
LOOK = Look(
    (
        Column("Day", "date", samples=("04/05/2024", "06/05/2024")),
        Column("Dead", "killed", 0.7, samples=("3", "<b>4</b>")),
        Column("Remarks"),
    ),
    targets=TARGETS,
)
GUESSED = {"Day": "date", "Dead": "killed", "Remarks": None}


def test_what_is_guessed_is_the_mapping() -> None:
    choice = Choice(LOOK, GUESSED)
    assert choice.mapping == {"date": "Day", "killed": "Dead"}
    assert choice.kept == ["Remarks"]
    assert choice.wrong() == []


def test_what_is_taken_off_stays_off() -> None:
    assert Choice(LOOK, {**GUESSED, "Dead": None}).mapping == {"date": "Day", "killed": ""}
    assert Choice(LOOK, {**GUESSED, "Dead": None, "Remarks": "killed"}).mapping == {"date": "Day", "killed": "Remarks"}


def test_two_columns_for_one_thing_and_no_date_are_wrong() -> None:
    assert Choice(LOOK, {**GUESSED, "Remarks": "killed"}).wrong() == [
        "“Dead” and “Remarks” are taken for the same: everyone killed. Choose one of them."
    ]
    assert Choice(LOOK, {**GUESSED, "Day": None}).wrong() == [
        "No column is taken for the date. Without one nothing can be placed in time."
    ]


@pytest.mark.parametrize(
    ("column", "taken", "words"),
    [
        (Column("a", "date", 0.9), "date", "Sure: by its name"),
        (Column("a", "date", 0.6), "date", "Likely: by its name"),
        (Column("a", "date", 0.5, ""), "date", "A guess"),
        (Column("a", "date", 0.0, "neither its name nor its values"), "date", "Chosen for these columns before"),
        (Column("a", "date"), None, "Chosen by you"),
        (Column("a"), "date", "Chosen by you"),
        (Column("a"), None, "Not recognised"),
    ],
)
def test_confidence_is_told_in_words(column: Column, taken: str | None, words: str) -> None:
    assert columns.confidence(column, taken) == words


# --- On the page --------------------------------------------------------------------------------------------------


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch):
    """The page to add files, with tables that wait; what ``prepare`` is asked for is kept in ``asked``."""
    asked: list[dict[str, Any]] = []
    row = {"claim_id": "t", "event_id": "t", "dataset": "table", "stance": "reported", "document": "mine.csv:2"}

    def prepare(paths, **chosen):
        said = {name: value for name, value in chosen.items() if name in ("mapping", "day_first", "sheet")}
        asked.append({"names": [path.name for path in paths], **said})
        return data_prep.Prepared(from_rows([row]), problems_frame())

    monkeypatch.setattr(data_prep, "prepare", prepare)
    monkeypatch.setenv(load.INPUT, "")
    st.cache_resource.clear()

    def start(look: Look = LOOK) -> tuple[AppTest, list[dict[str, Any]]]:
        app = AppTest.from_function(one_page, default_timeout=30)
        app.session_state["waiting"] = (Waiting("mine.csv", b"", look, token="t"),)  # type: ignore[arg-type]
        app.run()
        asked.clear()
        return checked(app), asked

    return start


def one_page() -> None:
    from dashboard.views import add
    from dashboard.views.view import current

    add.show(current())


def checked(app: AppTest) -> AppTest:
    assert [error.message for error in app.exception] == []
    return app


def html(app: AppTest) -> str:
    return " ".join(element.proto.body for element in app.get("html"))


def test_every_column_is_shown_with_its_values_and_what_it_is_taken_for(page) -> None:
    app, _ = page()
    assert [box.value for box in app.selectbox] == ["date", "killed", ""]
    assert app.selectbox[0].options == [
        "Kept as it is, not drawn", "When it happened or began", "Everyone killed", "The town, village or site",
    ]  # fmt: skip
    assert "04/05/2024 · 06/05/2024" in html(app)
    assert "<b>4</b>" not in html(app)
    assert "Likely: by its name" in html(app)
    assert "Used: 2 columns of 3." in html(app)


def test_the_table_is_read_as_it_was_put_right(page) -> None:
    app, asked = page()
    app.selectbox(key="taken_t_2").set_value("place")
    app.selectbox(key="taken_t_1").set_value("")
    checked(app.run())
    app.button(key="read_t").click()
    checked(app.run())
    assert {"names": ["mine.csv"], "mapping": {"date": "Day", "killed": "", "place": "Remarks"}} in asked
    assert app.session_state["waiting"] == ()
    assert "mine.csv: 1 claim on 1 event." in app.text[0].value


def test_what_is_wrong_is_said_and_cannot_be_read(page) -> None:
    app, _ = page()
    app.selectbox(key="taken_t_2").set_value("killed")
    checked(app.run())
    assert "taken for the same" in app.warning[0].value
    assert app.button(key="read_t").disabled


def test_the_order_of_day_and_month_is_asked_where_the_column_does_not_tell(page) -> None:
    app, asked = page(Look(LOOK.columns, targets=TARGETS, day_order_matters=True))
    app.radio(key="order_t").set_value("month-first")
    checked(app.run())
    app.button(key="read_t").click()
    checked(app.run())
    assert [one["day_first"] for one in asked if one["names"] == ["mine.csv"]] == [False]


def test_a_day_order_that_is_plain_is_not_asked_about(page) -> None:
    app, _ = page()
    assert not [radio for radio in app.radio if radio.key == "order_t"]


def test_another_column_of_dates_is_looked_at_before_its_order_is_asked(page, monkeypatch) -> None:
    looked: list[Any] = []

    def look_at(_path, **how):
        looked.append(how["mapping"])
        return Look(LOOK.columns, targets=TARGETS, day_order_matters=True)

    monkeypatch.setattr(data_prep, "look_at", look_at)
    app, _ = page()
    app.selectbox(key="taken_t_0").set_value("")
    app.selectbox(key="taken_t_2").set_value("date")
    checked(app.run())
    assert app.radio(key="order_t").value is None
    checked(app.run())
    assert looked == [{"date": "Remarks"}]


def test_another_sheet_is_looked_at_anew(page, monkeypatch) -> None:
    other = Look((Column("When", "date"),), targets=TARGETS, sheets=("One", "Two"))
    monkeypatch.setattr(data_prep, "look_at", lambda _path, *, sheet=None, **_: other if sheet == "Two" else LOOK)
    app, asked = page(Look(LOOK.columns, targets=TARGETS, sheets=("One", "Two")))
    app.selectbox(key="sheet_t").set_value("Two")
    checked(app.run())
    assert [box.key for box in app.selectbox] == ["sheet_t", "taken_t_0"]
    app.button(key="read_t").click()
    checked(app.run())
    assert asked[-1]["sheet"] == "Two"


def test_a_table_can_be_left_out(page) -> None:
    app, asked = page()
    app.button(key="leave_t").click()
    checked(app.run())
    assert app.session_state["waiting"] == ()
    assert all(one["names"] != ["mine.csv"] for one in asked)


def test_a_table_that_cannot_be_read_loses_nothing_that_is_held(page, monkeypatch) -> None:
    app, _ = page()
    held = load.Added("before.txt", from_rows([]), problems_frame())
    app.session_state["added"] = (held,)

    def fail(_paths, **_chosen):
        raise data_prep.UsageError("The column 'Day' is not there.")

    checked(app.run())
    monkeypatch.setattr(data_prep, "prepare", fail)
    monkeypatch.setattr(load, "everything", lambda: load.Loaded(from_rows([]), problems_frame(), "none"))
    app.button(key="read_t").click()
    checked(app.run())
    assert app.session_state["added"][0] == held
    assert "The column &#x27;Day&#x27; is not there." in html(app)


# --- Before the columns are asked about -----------------------------------------------------------------------------


def test_a_report_has_no_columns_to_ask_about() -> None:
    assert load.look("report.txt", b"Shelling killed six people.") is None


def test_of_several_sheets_the_one_that_is_understood_is_asked_about() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("about.csv", "Contact,me\nmail,x\n")
        archive.writestr("incidents.csv", "Date of incident,Town,Killed\n13/04/2016,Homs,3\n")
    first = load.look("all.zip", packed.getvalue())
    assert isinstance(first, data_prep.TableLook)
    found, sheet = load.fullest("all.zip", packed.getvalue(), first)
    assert sheet == "incidents.csv"
    assert [column.target for column in found.columns] == ["date", "place", "killed"]


@pytest.mark.parametrize(
    "content", [data_prep.claims_csv(data_prep.empty()), data_prep.claims_parquet(data_prep.empty())]
)
def test_our_own_claims_have_no_columns_to_ask_about(content: bytes) -> None:
    assert load.look("claims.csv", content) is None
    assert load.look("claims.parquet", content) is None


def test_what_is_wrong_with_a_table_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path, **_chosen):
        raise data_prep.UnreadableError(path.name, "The archive is cut off.", "Get it again.")

    monkeypatch.setattr(data_prep, "look_at", fail)
    found = load.look("a.zip", b"PK")
    assert isinstance(found, load.Added)
    assert found.problems["reason"].tolist() == ["a.zip: The archive is cut off. Get it again."]
