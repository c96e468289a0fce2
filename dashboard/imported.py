"""The import report as a table: for each file what was read, accepted, accepted with doubts, and refused, and why."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from dashboard.datasets import title
from dashboard.formats import number as printed
from dashboard.texts import count, flag_meaning, say
from data_prep import DATASETS

if TYPE_CHECKING:
    import pandas as pd

MOST_FILES = 50
"""Files that are written out; the report to download holds them all."""
TOTALS = ("read", "accepted", "flagged", "refused")
REASONS = {"flagged": "flag", "refused": "reason"}
"""The outcome of the lines that say of a total why: a row can carry several flags, so that they need not add up."""


def as_table(report: pd.DataFrame) -> str:
    """The report as HTML, one row for each file, with the rows of each outcome; what was refused or doubted, by reason.

    Names of files, and reasons that quote them, are escaped.
    """
    files = list(report.groupby("file", sort=False, dropna=False))
    heads = "".join(f"<th>{escape(say(f'imported.{name}'))}</th>" for name in ("file", *TOTALS))
    rows = "".join(_row(str(name), rows) for name, rows in files[:MOST_FILES])
    rest = len(files) - MOST_FILES
    more = f'<p class="note">{escape(say("imported.more", files=count(rest, "file")))}</p>' if rest > 0 else ""
    return f'<div class="imported"><table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{more}'


def _row(file: str, rows: pd.DataFrame) -> str:
    cells = "".join(_cell(name, _told(rows, name)) for name in TOTALS)
    return f"<tr><td><b><bdi>{escape(file)}</bdi></b><small>{escape(what(rows))}</small></td>{cells}</tr>"


def _cell(name: str, html: str) -> str:
    """A cell that also says what it holds: on a phone there is no row of headings."""
    return f'<td data-label="{escape(say(f"imported.{name}"))}"><div>{html}</div></td>'


def what(rows: pd.DataFrame) -> str:
    """What one file was taken for: ``UCDP GED, 25.1``."""
    formats, editions = ([str(one) for one in rows[name].dropna().unique() if one] for name in ("format", "edition"))
    titles = [title(one) if one in DATASETS else one for one in formats]
    return ", ".join([*titles, *editions])


def _told(rows: pd.DataFrame, outcome: str) -> str:
    """How many rows, and how many for each reason; a flag is told in the words of the code book."""
    total = int(rows["rows"][_of(rows, outcome)].fillna(0).sum())
    counted = rows[_of(rows, REASONS.get(outcome, ""))].groupby("reason", sort=False, dropna=False)["rows"].sum()
    told = sorted(((int(number), str(reason)) for reason, number in counted.items()), key=lambda one: -one[0])
    alone = [number for number, _ in told] == [total]
    reasons = [f"{'' if alone else f'{printed(number)}: '}{flag_meaning(reason)}" for number, reason in told]
    return f"<b>{printed(total)}</b>{''.join(f'<p>{escape(reason)}</p>' for reason in reasons)}"


def _of(rows: pd.DataFrame, outcome: str) -> Any:
    return (rows["outcome"] == outcome).to_numpy(dtype=bool, na_value=False)
