"""What Airwars' users hold: an ``incidents.csv``, and incident pages saved from the browser. All are made up."""

from __future__ import annotations

from datetime import date
from html import escape
from typing import Literal

from tests.made.table import Made, events, repeated, written

Layout = Literal["site", "definitions", "table", "paragraphs"]

COLUMNS = tuple(name for name in events("airwars")[0] if name not in ("narrative", "location_name_arabic"))
_ONE = {"children": "child", "women": "woman", "men": "man", "journalists": "journalist"} | {
    "healthcare_personnel": "healthcare_personnel"
}
Fields = list[tuple[str, str]]


def airwars_csv(rows: int | None = None) -> Made:
    """An ``incidents.csv``: with a grading of every kind, ranges, an incident without a date, two belligerents."""
    made = [row | {"code": row["code"] + "b" * again} for again, row in repeated(events("airwars"), rows)]
    return Made("incidents.csv", written(COLUMNS, made), len(made))


def airwars_page(code: str = "MADE0001", *, layout: Layout = "site", newer: bool = False) -> Made:
    """The page of one incident. ``newer`` is the wording of later pages; layouts other than the site's are what other
    programs make of it: one row of coded figures each, and a narrative to be read as a report."""
    row = next(row for row in events("airwars") if row["code"] == code)
    body = _site(row, newer=newer) if layout == "site" else _plain(row, layout, newer=newer)
    head = f"<title>{code} - {escape(_day(row))} - Airwars</title>"
    link = f'<link rel="canonical" href="{row["permalink"]}"><meta property="og:site_name" content="Airwars">'
    page = f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>{head}{link}</head><body>{body}</body></html>"
    return Made(f"{code.lower()}.html", page, 1)


def fields(row: dict[str, str], *, newer: bool = False) -> Fields:
    """Every label of a page with its value, as they follow each other."""
    return [
        *(("Incident Code", row["code"]), ("Incident date", _day(row)), ("Location", _place(row))),
        *([("Geolocation", _spot(row))] if row["latitude"] else []),
        *_summary(row, newer=newer),
    ]


def _summary(row: dict[str, str], *, newer: bool) -> Fields:
    names = [row[f"belligerent_{n}_belligerent_name"] for n in (1, 2) if row[f"belligerent_{n}_belligerent_name"]]
    grading = "Civilian Harm Status" if newer else "Airwars civilian harm grading"
    told = [
        ("Strike status", row["strike_status_name"]),
        ("Strike type", row["strike_type_name"]),
        ("Civilian harm reported", row["civilian_harm_reported"]),
        ("Civilians reported killed", _range(row, "civilian_non_combatants_killed") or "Unknown"),
        ("", _breakdown(row)),
        ("Civilians reported injured", _range(row, "civilian_non_combatants_injured")),
        ("Cause of injury / death", "Heavy weapons and explosive munitions"),
        (grading, row["civilian_harm_status_name"]),
        (f"{row['belligerent_1_type']} belligerent{'s' * (len(names) > 1)}", ", ".join(names)),
        ("Suspected target", row["targeted_belligerent_name"]),
        ("Belligerents reported killed", _range(row, "belligerents_killed")),
    ]
    return [(label, value) for label, value in told if value]


def _day(row: dict[str, str]) -> str:
    if not row["date"]:
        return ""
    first = date.fromisoformat(row["date"])
    days = f"{first.day}–{row['date_end'][8:].lstrip('0')}" if row["date_end"] else str(first.day)
    return f"{first:%B} {days}, {first.year}"


def _place(row: dict[str, str]) -> str:
    names = (row["location_name_arabic"], row["location_name"], row["region"], row["country_name"])
    return ", ".join(name for name in names if name)


def _spot(row: dict[str, str]) -> str:
    accuracy = row["geolocation_accuracy_name"]
    return f"{row['latitude']}, {row['longitude']} Note: The accuracy of this location is to {accuracy} level."


def _range(row: dict[str, str], group: str) -> str:
    bounds = dict.fromkeys(one for one in (row[f"{group}_min"], row[f"{group}_max"]) if one)
    return (" – " if group.startswith("civilian") else "–").join(bounds)


def _breakdown(row: dict[str, str]) -> str:
    counts = ((one if _range(row, f"{group}_killed") == "1" else group, group) for group, one in _ONE.items())
    told = [f"{count} {name}" for name, group in counts if (count := _range(row, f"{group}_killed"))]
    return f"({', '.join(told)})" if told else ""


def _narrative(row: dict[str, str]) -> str:
    return "".join(f"<p>{escape(part)}</p>" for part in row["narrative"].split("\n\n") if part)


def _site(row: dict[str, str], *, newer: bool) -> str:
    """As the site lays it out: headed blocks on the left, the assessment, then lists of pairs, one with a tooltip."""
    left = "".join(
        f'<div class="meta-block"><h4>{label}</h4><span>{escape(value)}</span></div>'
        for label, value in fields(row, newer=newer)[: 4 if row["latitude"] else 3]
    )
    pairs = "".join(_item(label, value) for label, value in _summary(row, newer=newer))
    tooltip = '<div class="tooltip"><div class="tooltip-content">Reported by two or more credible sources.</div></div>'
    pairs = pairs.replace("Fair</div>", f"Fair {tooltip}</div>")
    return (
        f'<nav><a href="/">Airwars</a> <a href="/conflict">Conflicts</a></nav><article>'
        f'<div class="info-left">{left}</div><div class="info-main"><div class="info-main-block">'
        f'<h2>Airwars assessment</h2><div class="summary">'
        f'{_narrative(row)}</div></div><h2>Summary</h2><ul class="meta-list summary">{pairs}</ul>'
        "<h2>Sources (2) [collapse]</h2><ul><li>A post, in Arabic</li></ul></div></article><footer>About us</footer>"
    )


def _item(label: str, value: str) -> str:
    """One pair; the breakdown has no label, and no commas: the site's style sheet puts them."""
    if not label:
        return "<li><div>(" + "".join(f"<span>{one}</span>\n" for one in value.strip("()").split(", ")) + ")</div></li>"
    return f'<li><div>{label}</div><div class="value">{escape(value)}</div></li>'


def _plain(row: dict[str, str], layout: Layout, *, newer: bool) -> str:
    pairs = [(label, f"{value} {more}".strip()) for label, value, more in _joined(fields(row, newer=newer))]
    form = {
        "definitions": ("<dl>", "<dt>{}:</dt><dd>{}</dd>", "</dl>"),
        "table": ("<table>", "<tr><th>{}</th><td>{}</td></tr>", "</table>"),
        "paragraphs": ("<div>", "<p><b>{}</b></p><p>{}</p>", "</div>"),
    }
    before, pair, after = form[layout]
    told = "".join(pair.format(label, escape(value)) for label, value in pairs)
    return f"<main><h1>Airwars assessment</h1>{_narrative(row)}<h2>Summary</h2>{before}{told}{after}</main>"


def _joined(pairs: Fields) -> list[tuple[str, str, str]]:
    """Each label with its value and the breakdown that follows it, which has no label of its own."""
    following = [*pairs[1:], ("end", "")]
    return [
        (label, value, after if not name else "")
        for (label, value), (name, after) in zip(pairs, following, strict=True)
        if label
    ]
