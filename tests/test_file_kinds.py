"""Whether a file is a report, a table of events or a table of claims: its first bytes tell, and its name only else."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest

import data_prep
from data_prep import kinds
from data_prep.kinds import CLAIMS, EVENTS, PAGE, REPORT, kind_of, kinds_of
from data_prep.tables.format_load import formats
from tests.accounting import MADE
from tests.files_made import REPORT as TEXT
from tests.files_made import docx, html, pdf
from tests.tables_made import airwars_page, gdelt2, ucdp
from tests.workbooks_made import Sheet, ods, xlsx
from tests.workbooks_made import text as cell

CELLS = Sheet("One", [[cell("date"), cell("place")]])
OWN = data_prep.read_text("Gunmen killed four people in Homs on Saturday, police said.", published="2016-03-19")
TABLE = "date,place,killed\n2023-02-16,Idlib,3\n"


def zipped(**members: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as packed:
        for name, text in members.items():
            packed.writestr(name.replace("_", "."), text)
    return target.getvalue()


def kind(folder: Path, name: str, data: bytes | str, wanted: str | None = None) -> str:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return kind_of(path, wanted)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("a.txt", TEXT, REPORT), ("a.md", TEXT, REPORT), ("a.html", html("<p>" + TEXT), REPORT), ("a.pdf", pdf(TEXT),
        REPORT),
        ("a.docx", docx(TEXT), REPORT), ("a.csv", docx(TEXT), REPORT), ("a", TEXT, REPORT), ("a.txt", "", REPORT),
        ("a.csv", " \n", REPORT), ("a.txt", b"\x00\x01\x02" * 50, REPORT),
        ("a.csv", TABLE, EVENTS), ("a.tsv", TABLE, EVENTS), ("a.json", "[{}]", EVENTS),
        ("a.zip", zipped(a_csv=TABLE), EVENTS),
        ("a.xlsx", xlsx(CELLS), EVENTS), ("a.ods", ods(CELLS), EVENTS), ("a.txt", xlsx(CELLS), EVENTS),
        ("a", xlsx(CELLS), EVENTS),
        ("a.gz", gzip.compress(TABLE.encode()), EVENTS), ("a.csv", data_prep.claims_csv(OWN), CLAIMS),
        ("a.csv", b"\xef\xbb\xbf" + data_prep.claims_csv(OWN), CLAIMS), ("a.parquet", data_prep.claims_parquet(OWN),
        CLAIMS),
        ("a.csv", data_prep.claims_parquet(OWN), CLAIMS), ("a.parquet", b"PAR1", EVENTS), ("a.csv", b"PAR1", EVENTS),
    ],
)  # fmt: skip
def test_the_kind_of_a_file(tmp_path: Path, name: str, data: bytes | str, expected: str) -> None:
    assert kind(tmp_path, name, data) == expected


@pytest.mark.parametrize("name", [name for name in MADE if name != "table"])
@pytest.mark.parametrize("file", ["a.csv", "a.CSV", "a.tsv"])
def test_tables_of_a_known_format(tmp_path: Path, name: str, file: str) -> None:
    assert kind(tmp_path, file, MADE[name].text) == EVENTS


@pytest.mark.parametrize("name", ["acled 2023", "acled upper", "ucdp final", "airwars"])
@pytest.mark.parametrize("file", ["a.txt", "a", "a.export"])
def test_a_known_header_is_known_under_any_name(tmp_path: Path, name: str, file: str) -> None:
    assert kind(tmp_path, file, MADE[name].text) == EVENTS


def test_a_page_of_an_incident_is_both(tmp_path: Path) -> None:
    path = airwars_page().write(tmp_path)
    assert kind_of(path, None) == PAGE
    assert kinds_of(path, None) == (REPORT, EVENTS)
    assert kinds_of(path, "report") == (REPORT,)


def test_what_is_wanted_goes_before_what_is_seen(tmp_path: Path) -> None:
    assert kind(tmp_path, "a.csv", TABLE, "report") == REPORT
    assert kind(tmp_path, "a.txt", TEXT, "acled") == EVENTS
    assert kind(tmp_path, "a.txt", TEXT, "claims") == CLAIMS


def test_what_is_not_there_or_closed_is_told_by_those_who_read_reports(tmp_path: Path) -> None:
    assert kind_of(tmp_path / "none.csv", None) == REPORT
    assert kind_of(tmp_path, None) == REPORT


def test_every_format_can_be_asked_for() -> None:
    assert kinds.names() == ("report", "claims", *formats())
    for name in kinds.names():
        assert isinstance(data_prep.prepare([], format=name, keep=False), data_prep.Prepared)
    with pytest.raises(data_prep.UsageError, match="did you mean 'acled'"):
        data_prep.prepare([], format="aclde")


@pytest.mark.parametrize("how", ["packed", "semicolons", "utf-16"])
def test_a_claim_table_in_another_dress_is_not_taken_for_events(tmp_path: Path, how: str) -> None:
    """It would be read as somebody's own table: under other ids, so that everything counted twice."""
    text = data_prep.claims_csv(data_prep.prepare(ucdp().write(tmp_path), keep=False).claims).decode()
    dressed = {
        "packed": zipped(claims_csv=text),
        "semicolons": pd.read_csv(io.StringIO(text)).to_csv(sep=";", index=False).encode(),
        "utf-16": text.encode("utf-16"),
    }
    (tmp_path / ("out.zip" if how == "packed" else "out.csv")).write_bytes(dressed[how])
    both = data_prep.prepare(tmp_path, keep=False)
    assert len(both.claims) == 14
    (reason,) = both.problems["reason"]
    assert reason.startswith("This is a table of claims")
    assert "as it was exported" in reason


def test_reports_tables_and_claims_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(TEXT, encoding="utf-8")
    gdelt2().write(tmp_path)
    ucdp().write(tmp_path)
    data_prep.write_claims(OWN, tmp_path / "claims.csv")
    claims = data_prep.prepare(tmp_path, keep=False).claims
    assert set(claims["dataset"]) == {"report", "gdelt", "ucdp-ged"}
    assert set(OWN["claim_id"]) <= set(claims["claim_id"])
