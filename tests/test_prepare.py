"""Files and folders to one claim frame and a list of problems: nothing is lost, and the rest is read."""

from __future__ import annotations

import random
import shutil
import sys
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest

import data_prep
from benchmarks.serve import ROOT
from data_prep.as_parquet import claims_parquet
from data_prep.exports import write_claims
from data_prep.frame import empty
from data_prep.frame_conform import conform
from data_prep.given import as_day
from data_prep.prepare import Prepared, prepare
from data_prep.texts import read_text, source_text
from tests.files_made import REPORT, docx, html, pdf, write

OTHER = "BEIRUT, March 19, 2016 (AP) - Gunmen killed four people in Homs on Saturday, police said.\n"


def reasons(prepared: Prepared) -> dict[str, str]:
    return {str(file): str(reason) for file, reason in prepared.problems[["file", "reason"]].itertuples(index=False)}


def test_a_report_becomes_claims(tmp_path: Path) -> None:
    write(tmp_path, report_txt=REPORT)
    claims = prepare(tmp_path / "report.txt").claims
    pd.testing.assert_frame_equal(conform(claims), claims)
    killed = claims[claims["killed_low"] == 9]
    assert killed["place"].tolist()[0] == "Sirte"
    assert set(killed["document"]) == {"report.txt"}
    assert set(killed["published"]) == {pd.Timestamp("2016-03-18")}
    text = source_text(tmp_path / "report.txt")
    for claim in claims.itertuples():
        assert text[claim.span_start : claim.span_end] == claim.sentence


def test_every_kind_of_file_gives_the_same_claims(tmp_path: Path) -> None:
    paragraphs = [line for line in REPORT.splitlines() if line]
    page = "".join(f"<p>{line}</p>" for line in paragraphs)
    kinds = {
        "a_txt": REPORT,
        "b_md": "# " + REPORT,
        "c_html": html(page),
        "d_pdf": pdf(REPORT),
        "e_docx": docx(*paragraphs[1:], heading=paragraphs[0]),
    }
    write(tmp_path, **kinds)
    claims = prepare(tmp_path).claims
    found = claims.groupby("document")["killed_low"].max()
    assert found.to_dict() == dict.fromkeys(["a.txt", "b.md", "c.html", "d.pdf", "e.docx"], 9)
    assert set(claims["published"]) == {pd.Timestamp("2016-03-18")}


def test_a_report_read_as_text_and_from_a_file_gives_the_same(tmp_path: Path) -> None:
    write(tmp_path, report_txt=REPORT)
    pd.testing.assert_frame_equal(read_text(REPORT, document="report.txt"), prepare(tmp_path / "report.txt").claims)


def test_the_order_of_the_paths_does_not_matter(tmp_path: Path) -> None:
    write(tmp_path, one_txt=REPORT, two_txt=OTHER)
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    forth, back, folder = prepare([one, two]), prepare([str(two), one]), prepare(tmp_path)
    for other in (back, folder):
        pd.testing.assert_frame_equal(forth.claims, other.claims)
        pd.testing.assert_frame_equal(forth.problems, other.problems)


def test_nothing_to_read_gives_empty_frames(tmp_path: Path) -> None:
    for prepared in (prepare([]), prepare(tmp_path / "none.txt")):
        pd.testing.assert_frame_equal(prepared.claims, empty())
    assert prepare([]).problems.empty
    pd.testing.assert_frame_equal(read_text(""), empty())


def test_the_day_given_is_the_day_of_every_report(tmp_path: Path) -> None:
    write(tmp_path, one_txt=REPORT, two_txt=OTHER)
    for day in ("2017-01-02", date(2017, 1, 2), datetime(2017, 1, 2, 23, 59), pd.Timestamp("2017-01-02")):
        assert set(prepare(tmp_path, published=day).claims["published"]) == {pd.Timestamp("2017-01-02")}
    assert as_day("2017-01-02T10:00:00+02:00") == date(2017, 1, 2)


@pytest.mark.parametrize("day", ["yesterday", "2017-02-30", 2017, 1.5, pd.NaT])
def test_a_day_that_cannot_be_is_wrong_use(day: object) -> None:
    with pytest.raises(data_prep.UsageError, match="is no date"):
        prepare([], published=day)  # type: ignore[arg-type]


def test_an_unknown_format_is_wrong_use() -> None:
    with pytest.raises(data_prep.UsageError, match="did you mean 'report'"):
        prepare([], format="reports")


def test_progress_is_told(tmp_path: Path) -> None:
    write(tmp_path, one_txt=REPORT, two_txt=OTHER)
    calls: list[tuple[int, int, str]] = []
    prepare(tmp_path, progress=lambda *call: calls.append(call))
    assert calls == [(0, 2, "one.txt"), (1, 2, "two.txt"), (2, 2, "")]


# --- Claim tables -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["claims.csv", "claims.parquet"])
def test_our_own_tables_come_back_unchanged(tmp_path: Path, name: str) -> None:
    write(tmp_path, one_txt=REPORT, two_txt=OTHER)
    claims = prepare(tmp_path).claims
    write_claims(claims, tmp_path / name)
    for format in (None, "claims"):
        prepared = prepare(tmp_path / name, format=format)
        pd.testing.assert_frame_equal(prepared.claims, claims)
        assert prepared.problems.empty


def test_a_claim_that_stands_in_report_and_table_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, one_txt=REPORT)
    claims = prepare(tmp_path).claims
    write_claims(claims, tmp_path / "claims.csv")
    pd.testing.assert_frame_equal(prepare(tmp_path).claims, claims)


def test_another_table_is_a_problem(tmp_path: Path) -> None:
    write(tmp_path, events_csv="event,deaths\na,1\n", events_xlsx=b"PK\x03\x04 xl/workbook.xml", report_txt=REPORT)
    prepared = prepare(tmp_path)
    assert "No column is taken for the date" in reasons(prepared)["events.csv"]
    assert "damaged" in reasons(prepared)["events.xlsx"]
    assert set(prepared.claims["document"]) == {"report.txt"}


def test_the_format_says_what_a_file_must_be(tmp_path: Path) -> None:
    write(tmp_path, table_csv="a,b\n", report_txt=REPORT)
    assert "not a report" in reasons(prepare(tmp_path / "table.csv", format="report"))["table.csv"]
    assert "not a table of claims" in reasons(prepare(tmp_path / "report.txt", format="claims"))["report.txt"]


def test_combining_joins_frames_and_drops_what_is_there_twice(tmp_path: Path) -> None:
    write(tmp_path, one_txt=REPORT, two_txt=OTHER)
    one, both = prepare(tmp_path / "one.txt").claims, prepare(tmp_path).claims
    pd.testing.assert_frame_equal(data_prep.combine([one, both, one]), both)
    assert len(data_prep.combine([one, prepare(tmp_path / "two.txt").claims])) == len(both)
    pd.testing.assert_frame_equal(data_prep.combine([]), empty())
    pd.testing.assert_frame_equal(data_prep.combine([empty(), one]), one)


# --- Problems -----------------------------------------------------------------------------------------------------


def test_a_report_without_claims_is_said(tmp_path: Path) -> None:
    write(tmp_path, calm_txt="18 March 2016\n\nThe museum of the town opened a new wing with paintings of the sea.\n")
    assert reasons(prepare(tmp_path)) == {"calm.txt": "No claim of violence was found in this report."}


def test_the_same_text_twice_is_read_once_and_said(tmp_path: Path) -> None:
    write(tmp_path, a_txt=REPORT, b_txt=REPORT.encode("utf-16"))
    prepared = prepare(tmp_path)
    assert reasons(prepared)["b.txt"] == "The same text as a.txt; it was read once."
    assert set(prepared.claims["document"]) == {"a.txt"}


def test_problems_below_a_folder_name_the_way_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    write(tmp_path / "sub", empty_txt="")
    assert "The file is empty" in reasons(prepare(tmp_path))["sub/empty.txt"]


def test_a_fault_of_the_reader_costs_one_report_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a_txt=REPORT, b_txt=OTHER, c_txt="18 March 2016\n\nA bomb killed six people in Aleppo.")
    module = sys.modules["data_prep.reading"]
    read_claims = module.read_claims

    def faulty(document: object) -> object:
        claims, problems = read_claims(document)  # type: ignore[arg-type]
        if document.name == "a.txt":  # type: ignore[attr-defined]
            raise ZeroDivisionError("by nought")
        crossed = {"killed_low": 9, "killed_high": 1} if document.name == "b.txt" else {}  # type: ignore[attr-defined]
        return [{**claim, **crossed} for claim in claims], problems

    monkeypatch.setattr(module, "read_claims", faulty)
    prepared = prepare(tmp_path)
    assert "ZeroDivisionError: by nought" in reasons(prepared)["a.txt"]
    assert "'killed_low' exceeds 'killed_high'" in reasons(prepared)["b.txt"]
    assert set(prepared.claims["document"]) == {"c.txt"}


def test_a_language_that_is_not_read_is_an_error_for_text() -> None:
    with pytest.raises(data_prep.UnreadableError, match="seems to be in Arabic"):
        read_text("قال مسعفون إن قصفا على سوق في المدينة قتل شخصين على الأقل")


def test_halves_of_characters_do_no_harm() -> None:
    claims = read_text("18 March 2016\n\nA bomb killed six people in Aleppo \ud800 on Friday.")
    assert claims["killed_low"].tolist() == [6]


def test_a_report_read_again_with_its_date_replaces_the_first_reading() -> None:
    text = "Shelling killed six people in Homs on Tuesday."
    undated, dated = data_prep.read_text(text), data_prep.read_text(text, published="2016-03-18")
    both = data_prep.combine([undated, dated])
    assert [str(day)[:10] for day in both["date_start"]] == ["2016-03-15"]


def test_a_text_has_the_problems_of_its_file(tmp_path: Path) -> None:
    text = "Shelling killed six people in Homs on 31 November, medics said. Dozens lie dead."
    write(tmp_path, one_txt=text)
    from_file = prepare(tmp_path / "one.txt").problems
    pd.testing.assert_frame_equal(data_prep.read_report(text, document="one.txt").problems, from_file)
    assert len(from_file) >= 2


def test_an_empty_name_is_not_the_working_folder() -> None:
    found = prepare("")
    assert len(found.claims) == 0
    assert len(found.problems) == 1


# --- Several processes --------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seeds, a text twice, and files that cannot be read."""
    folder = tmp_path_factory.mktemp("mixed")
    for path in (ROOT / "seeds").iterdir():
        shutil.copy(path, folder)
    broken = {"broken_pdf": b"%PDF-1.4\nno more", "broken_docx": b"PK\x03\x04no more", "empty_txt": b""}
    return write(folder, **broken, one_txt=REPORT, same_txt=REPORT.encode("utf-16"), two_txt=OTHER)


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_any_number_of_processes_and_order_of_files_gives_the_same_bytes(mixed: Path, jobs: int) -> None:
    files = sorted(path for path in mixed.iterdir() if not path.name.startswith("SOURCES"))
    shuffled = random.Random(jobs).sample(files, len(files))
    assert shuffled != files
    alone, together = prepare(mixed), prepare(shuffled, jobs=jobs)
    assert claims_parquet(together.claims) == claims_parquet(alone.claims)
    pd.testing.assert_frame_equal(together.claims, alone.claims)
    pd.testing.assert_frame_equal(together.problems, alone.problems)
    assert {"broken.pdf", "broken.docx", "empty.txt", "same.txt"} <= set(together.problems["file"])


def test_progress_of_several_processes_ends_at_the_total(tmp_path: Path) -> None:
    write(tmp_path, one_txt=REPORT, two_txt=OTHER, empty_txt="")
    calls: list[tuple[int, int, str]] = []
    prepare(tmp_path, jobs=0, progress=lambda *call: calls.append(call))
    done = [done for done, _, _ in calls]
    total = calls[0][1]
    assert done == sorted(done)
    assert done[-1] == total
    assert {count for _, count, _ in calls} == {total}


def test_fewer_than_no_processes_is_wrong_use() -> None:
    with pytest.raises(data_prep.UsageError, match="-1 processes"):
        prepare([], jobs=-1)
