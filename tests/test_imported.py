"""The import report: a row for each file, its rows by outcome, reasons in words, nothing of a file taken for markup."""

from __future__ import annotations

import re

import pandas as pd

from dashboard import imported
from data_prep import FLAGS

HOSTILE = "<script>alert(1)</script>"


def report(*rows: tuple[str, str, str, str, str, int]) -> pd.DataFrame:
    found = pd.DataFrame(rows, columns=["file", "format", "edition", "outcome", "reason", "rows"])
    return found.astype({"rows": "Int64"})


def texts(html: str) -> list[str]:
    cells = re.findall(r"<td.*?>(.*?)</td>", html)
    return [re.sub(r"\s+", " ", re.sub("<.*?>", " ", cell)).strip() for cell in cells]


def test_each_file_has_a_row_with_its_outcomes_by_reason() -> None:
    html = imported.as_table(
        report(
            ("a.csv", "acled", "", "read", "", 1204),
            ("a.csv", "acled", "", "accepted", "", 1200),
            ("a.csv", "acled", "", "flagged", "", 872),
            ("a.csv", "acled", "", "flag", "zero-or-unknown", 7),
            ("a.csv", "acled", "", "flag", "date-ambiguous", 870),
            ("a.csv", "acled", "", "refused", "", 4),
            ("a.csv", "acled", "", "reason", "It has no date.", 4),
            ("b.csv", "ucdp-ged", "25.1", "read", "", 3),
            ("b.csv", "ucdp-ged", "25.1", "accepted", "", 3),
        )
    )
    vague, unsure = (FLAGS[flag].replace("'", "&#x27;") for flag in ("date-ambiguous", "zero-or-unknown"))
    assert texts(html) == [
        "a.csv ACLED", "1,204", "1,200",
        f"872 870: {vague} 7: {unsure}", "4 It has no date.",
        "b.csv UCDP GED, 25.1", "3", "3", "0", "0",
    ]  # fmt: skip


def test_names_and_reasons_are_text() -> None:
    html = imported.as_table(report((HOSTILE, HOSTILE, HOSTILE, "reason", HOSTILE, 1)))
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 4


def test_very_many_files_are_counted_and_not_all_written_out() -> None:
    html = imported.as_table(report(*((f"{number}.csv", "table", "", "read", "", 1) for number in range(60))))
    assert html.count("<tr>") == 51
    assert "And 10 files more" in html
