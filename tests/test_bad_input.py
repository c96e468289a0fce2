"""Input that newsrooms really have: each kind says what is wrong, by name, and the rest is read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import data_prep
from tests.files_made import REPORT, html, pdf, write

NO_DATE = "Shelling killed six people in Homs, medics said.\n"
NO_SUCH_DAY = "Shells hit town\n\nThursday 31 November 2016\n\nShelling killed six people in Homs, medics said.\n"
FRENCH = """Au moins six personnes ont été tuées dans la nuit par des obus qui sont tombés sur le marché de la ville,
selon des médecins. Les blessés ont été conduits dans un hôpital."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with one good report among every kind of bad ones."""
    made = write(
        tmp_path_factory.mktemp("mixed"),
        good_txt=REPORT,
        binary_txt=bytes(range(256)) * 40,
        binary_xyz=b"\x7fELF\x02\x01\x00\x00" * 200,
        empty_txt="",
        blank_md=" \n\n\t\n",
        huge_txt="",
        french_txt=FRENCH,
        arabic_html=html("<p>قال مسعفون إن قصفا على سوق في المدينة قتل ستة أشخاص على الأقل يوم الجمعة</p>"),
        nodate_txt=NO_DATE,
        nosuchday_txt=NO_SUCH_DAY,
        locked_pdf=pdf(REPORT, password="secret"),
        scan_pdf=pdf(""),
        broken_docx=b"PK\x03\x04 word/document.xml nothing more",
        picture_png=b"\x89PNG\r\n\x1a\n" + bytes(50),
        events_csv="event,deaths\na,1\n",
    )
    with (made / "huge.txt").open("wb") as file:
        file.write(b"Shelling killed six people. " * 10)
        file.truncate(50_000_000)
    (made / "gone.txt").symlink_to(made / "never-was.txt")
    return made


@pytest.fixture(scope="module")
def prepared(folder: Path) -> data_prep.Prepared:
    return data_prep.prepare(folder)


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("binary.txt", "no text: it holds binary data"),
        ("binary.xyz", "no text: it holds binary data"),
        ("empty.txt", "is empty"),
        ("blank.md", "is empty"),
        ("huge.txt", "50 MB, more than the 10 MB"),
        ("french.txt", "seems to be in French"),
        ("arabic.html", "seems to be in Arabic"),
        ("nodate.txt", "does not say when it was published"),
        ("nosuchday.txt", "a date that does not exist"),
        ("nosuchday.txt", "does not say when it was published"),
        ("locked.pdf", "protected by a password"),
        ("scan.pdf", "pictures but no text"),
        ("broken.docx", "damaged"),
        ("picture.png", "(picture) is not read"),
        ("events.csv", "No column is taken for the date"),
        ("gone.txt", "is gone"),
    ],
)
def test_each_bad_file_says_why_by_name(prepared: data_prep.Prepared, file: str, reason: str) -> None:
    found = prepared.problems.loc[prepared.problems["file"] == file, "reason"]
    assert any(reason in text for text in found), found.tolist()
    assert all(text.endswith(".") for text in found)


def test_the_rest_is_read(prepared: data_prep.Prepared) -> None:
    assert set(prepared.claims["document"]) == {"good.txt", "nodate.txt", "nosuchday.txt"}
    good = prepared.claims[prepared.claims["document"] == "good.txt"]
    alone = data_prep.read_text(REPORT, document="good.txt")
    pd.testing.assert_frame_equal(good.reset_index(drop=True), alone)
    assert "good.txt" not in set(prepared.problems["file"])


def test_every_file_is_in_claims_or_problems(folder: Path, prepared: data_prep.Prepared) -> None:
    named = {*prepared.problems["file"], *prepared.claims["document"]}
    assert named == {path.name for path in folder.iterdir()}


def test_problems_are_a_frame_of_the_agreed_form(prepared: data_prep.Prepared) -> None:
    assert prepared.problems.dtypes.to_dict() == data_prep.problems_frame().dtypes.to_dict()


@pytest.mark.parametrize("text", [NO_DATE, NO_SUCH_DAY], ids=["no date", "no such day"])
def test_without_a_date_a_report_is_read_as_of_today_and_says_so(text: str) -> None:
    claims = data_prep.read_text(text)
    assert set(claims["killed_low"].dropna()) == {6}
    assert set(claims["published"]) == {pd.Timestamp(date.today())}
    assert set(claims["date_text"]) == {""}


NOVEMBER = "BEIRUT, 5 December 2016 (AP) - Shelling killed six people in Homs on 31 November. Medics fled."


def test_a_day_that_does_not_exist_is_not_used_and_said(tmp_path: Path) -> None:
    write(tmp_path, a_txt=NOVEMBER)
    prepared = data_prep.prepare(tmp_path)
    pd.testing.assert_frame_equal(data_prep.read_text(NOVEMBER, document="a.txt"), prepared.claims)
    claims, problems = prepared.claims, prepared.problems
    assert claims["killed_low"].tolist() == [6]
    assert (claims["date_start"] > pd.Timestamp("2016-12-01")).all()
    assert [set(flags) for flags in claims["flags"]] == [{"date-defaulted", "date-invalid"}]
    found = problems[problems["value"] == "31 November"]
    assert found["file"].tolist() == ["a.txt"]
    assert "does not exist" in found["reason"].iloc[0]


def test_a_file_that_vanishes_between_listing_and_reading(tmp_path: Path) -> None:
    write(tmp_path, a_txt=REPORT, b_txt=NO_DATE)

    def vanish(_done: int, _total: int, name: str) -> None:
        if name == "b.txt":
            (tmp_path / name).unlink()

    prepared = data_prep.prepare(tmp_path, progress=vanish)
    assert set(prepared.claims["document"]) == {"a.txt"}
    assert prepared.problems["file"].tolist() == ["b.txt"]
    assert "is gone" in prepared.problems["reason"][0]


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, a_txt=REPORT, b_txt=NOVEMBER)
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    prepared = data_prep.prepare(tmp_path)
    assert "cannot be opened: Permission denied" in prepared.problems["reason"][0]
    assert set(prepared.claims["document"]) == {"a.txt"}


MARKUP = """18 March 2016

<script>alert("x")</script> Shelling killed six people in **Homs**, [medics](javascript:alert(1)) said, costing $5m.

=HYPERLINK("http://example.org") Gunmen killed $n_2$ guards and four civilians in Hama on Friday, <b>police</b> said.
"""


def test_markup_stays_text_and_is_never_run(tmp_path: Path) -> None:
    write(tmp_path, a_txt=MARKUP)
    claims = data_prep.prepare(tmp_path).claims
    assert not claims.empty
    for claim in claims.itertuples():
        assert MARKUP[claim.span_start : claim.span_end] == claim.sentence
    assert any("<script>" in sentence for sentence in claims["sentence"])
    assert b'"=HYPERLINK' not in data_prep.claims_csv(claims)


def test_scripts_of_a_web_page_are_no_news(tmp_path: Path) -> None:
    page = html(
        "<p>18 March 2016</p><p>Shelling killed six people in Homs on Friday, medics said.</p>"
        "<script>document.write('A bomb killed 99 people in Aleppo on Friday.')</script>"
        '<p onclick="steal()">The wounded were taken to a clinic in the town.</p>'
    )
    write(tmp_path, a_html=page)
    claims = data_prep.prepare(tmp_path).claims
    assert claims["killed_low"].dropna().tolist() == [6]
    assert not claims["sentence"].str.contains("99|steal").any()


@settings(max_examples=60, deadline=None)
@given(
    content=st.one_of(
        st.binary(max_size=400),
        st.text(max_size=300).map(str.encode),
        st.sampled_from([b"%PDF-1.7\n", b"PK\x03\x04", b"PAR1", b"<html>", b"\xff\xfe", b"---\n"]).flatmap(
            lambda start: st.binary(max_size=300).map(lambda rest: start + rest)
        ),
    ),
    ending=st.sampled_from(["txt", "md", "html", "pdf", "docx", "csv", "parquet", "xyz"]),
)
def test_no_bytes_whatever_make_the_program_fail(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, ending: str
) -> None:
    path = tmp_path_factory.mktemp("any") / f"file.{ending}"
    path.write_bytes(content)
    prepared = data_prep.prepare(path)
    assert len(prepared.claims) + len(prepared.problems) > 0
    assert not prepared.problems["reason"].str.contains("This program failed").any()


def test_a_text_of_one_endless_line_is_read(tmp_path: Path) -> None:
    write(tmp_path, a_txt="18 March 2016\n\n" + "word " * 50_000 + "\n\nShelling killed six people in Homs on Friday.")
    assert data_prep.prepare(tmp_path).claims["killed_low"].dropna().tolist() == [6]
