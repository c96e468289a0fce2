"""What the evidence view says of one event: where its claims disagree, and each sentence marked in its report.

Text from reports is escaped here and nowhere else: every function that returns HTML has escaped all it was given.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import numpy as np
import pandas as pd

from dashboard import telling
from dashboard.counted import MEASURES, ZERO, counted
from dashboard.datasets import REPORT, is_published
from dashboard.terms import as_html, is_web
from dashboard.texts import listed, say
from data_prep import DATASETS

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

LONGEST = 20_000
"""Characters of a report that are shown at most: a browser should not be handed a book for one sentence."""

UNFOLDED = 2
"""Flags of a claim that are shown without a click."""

COUNTED = "counted"
"""The key of a row that names the measures whose figure is one of the event's."""
Row = dict["Hashable", Any]


def rows(claims: pd.DataFrame) -> list[Row]:
    """The claims of one event as dictionaries, reports of it before denials, each in order of publication."""
    rows = claims.reset_index(drop=True)
    kept = counted(rows, np.zeros(len(rows), dtype="int64"))
    rows[COUNTED] = [[name for name in MEASURES if found[name]] for found in kept.to_dict("records")]
    order = rows.assign(_denied=rows["stance"] == "denied")
    return order.sort_values(["_denied", "published"], kind="stable").drop(columns="_denied").to_dict("records")


def anchor(claim: Row) -> str:
    """The name under which a claim's card can be linked to on the page."""
    return f"claim-{quote(str(claim['claim_id']), safe='')}"


# The report with the sentence marked


@dataclass(frozen=True)
class Passage:
    """A report's text around one sentence, as HTML; ``cut`` says that some of the report was left out."""

    html: str
    cut: bool


def passage(text: str, start: int, end: int) -> Passage:
    """The report as HTML with the characters from ``start`` to ``end`` marked; far from them it is cut off."""
    half = max((LONGEST - (end - start)) // 2, 0)
    first, last = max(start - half, 0), min(end + half, len(text))
    before, after = escape(text[first:start]), escape(text[end:last])
    return Passage(f"{before}<mark>{escape(text[start:end])}</mark>{after}", cut=first > 0 or last < len(text))


def is_there(claim: Row, text: str) -> bool:
    """Whether the claim's offsets point at its sentence in this text: a file may have changed since it was read."""
    start, end = claim["span_start"], claim["span_end"]
    return pd.notna(start) and pd.notna(end) and text[start:end] == claim["sentence"]


# Where the claims disagree


def differences(claims: list[Row]) -> list[str]:
    """One sentence for each thing that the claims of one event do not agree on."""
    reported = [claim for claim in claims if claim["stance"] != "denied"]
    figures = [_figure_difference(reported, measure) for measure in MEASURES]
    found = [
        _denial(claims),
        *figures,
        _date_difference(reported),
        _who_difference(reported),
        _place_difference(reported),
    ]
    return [sentence for sentence in found if sentence]


def _denial(claims: list[Row]) -> str:
    deniers = _sources(claim for claim in claims if claim["stance"] == "denied")
    reporters = _sources(claim for claim in claims if claim["stance"] != "denied")
    if not deniers or not reporters:
        return ""
    if deniers == reporters and len(deniers) == 1:
        return say("differences.same_source", source=deniers[0])
    return say("differences.denied", deniers=listed(deniers), reporters=listed(reporters))


def _figure_difference(claims: list[Row], measure: str) -> str:
    low, high = f"{measure}_low", f"{measure}_high"
    given = [claim for claim in claims if measure in claim[COUNTED]]
    readings = _readings(given, lambda claim: telling.bounds(claim[low], claim[high]))
    if len(readings) < 2:
        return ""
    least = [claim[low] for claim in given if pd.notna(claim[low])]
    most = [claim[high] for claim in given if pd.notna(claim[high])]
    apart = bool(least) and bool(most) and max(least) > min(most)
    key = "differences.figure_contradicts" if apart else "differences.figure_differs"
    return say(key, measure=say(f"evidence.{measure}"), readings=_listed(readings))


def _date_difference(claims: list[Row]) -> str:
    dated = [claim for claim in claims if pd.notna(claim["date_start"]) and pd.notna(claim["date_end"])]
    readings = _readings(dated, lambda claim: telling.days(claim["date_start"], claim["date_end"]))
    if len(readings) < 2:
        return ""
    apart = max(claim["date_start"] for claim in dated) > min(claim["date_end"] for claim in dated)
    return say("differences.date_contradicts" if apart else "differences.date_differs", readings=_listed(readings))


def _who_difference(claims: list[Row]) -> str:
    named = [claim for claim in claims if len(claim["perpetrators"]) and not telling.is_sides(claim)]
    if len({frozenset(claim["perpetrators"]) for claim in named}) < 2:
        return ""
    return say("differences.who_differs", readings=_listed(_readings(named, telling.perpetrators)))


def _place_difference(claims: list[Row]) -> str:
    placed = [claim for claim in claims if telling.given(claim, "place")]
    readings = _readings(placed, lambda claim: str(claim["place"]))
    return say("differences.place_differs", readings=_listed(readings)) if len(readings) > 1 else ""


def _readings(claims: Iterable[Row], word: Callable[[Row], str]) -> dict[str, list[str]]:
    """What is said -> who says so, in the claims' order."""
    found: dict[str, list[str]] = {}
    for claim in claims:
        speakers = found.setdefault(word(claim), [])
        if telling.source(claim) not in speakers:
            speakers.append(telling.source(claim))
    return found


def _listed(readings: dict[str, list[str]]) -> str:
    return "; ".join(say("differences.reading", value=value, sources=listed(who)) for value, who in readings.items())


def _sources(claims: Iterable[Row]) -> list[str]:
    return list(dict.fromkeys(telling.source(claim) for claim in claims))


# One claim as a card


def card(claim: Row, *, other_reading: str = "") -> str:
    """One claim as HTML: who says so, the sentence, what it was read as, and what to mind."""
    stance = "denied" if claim["stance"] == "denied" else "reported"
    head = say(f"evidence.says_{stance}", source=telling.source(claim))
    facts = "".join(_fact(*fact) for fact in _facts(claim, other_reading))
    sentence = f'<blockquote dir="auto"><span>{escape(str(claim["sentence"]))}</span></blockquote>'
    body = f"{sentence}<dl>{facts}</dl>{_flags(claim)}{_credit(claim)}"
    heading = f"<h3>{escape(head[:1].upper() + head[1:])}</h3>"
    return f'<article class="claim {stance}" id="{anchor(claim)}">{heading}{body}</article>'


def _facts(claim: Row, other_reading: str) -> list[tuple[str, ...]]:
    """Label, value and small print of each line of a card."""
    written = telling.given(claim, "date_text")
    as_written = say("evidence.written", text=claim["date_text"]) if written else _unwritten(claim)
    when = telling.days(claim["date_start"], claim["date_end"], weekday=True)
    given: list[tuple[str, ...]] = [
        (say(f"evidence.{name}"), text, _uncounted(claim, name)) for name, text in telling.figures(claim).items()
    ]
    return [
        (say("evidence.when"), when, as_written, other_reading),
        (say("evidence.where"), telling.place(claim) or say("evidence.nowhere")),
        (say("evidence.kind"), telling.event_type(claim)),
        *_actors(claim),
        *(given or [(say("evidence.figures"), say("evidence.no_figure"))]),
    ]


def _unwritten(claim: Row) -> str:
    """A report dates an event in words, or not; a table has a column for it."""
    return say("evidence.unwritten") if claim["dataset"] == REPORT else ""


def _actors(claim: Row) -> list[tuple[str, ...]]:
    """Who did it, to whom; of a claim that does not say who attacked, who is named."""
    if telling.is_sides(claim):
        return [(say("evidence.sides"), telling.sides(claim), say("evidence.sides_note"))]
    targets = telling.targets(claim)
    by = (say("evidence.by"), telling.perpetrators(claim))
    return [by, (say("evidence.against"), targets)] if targets else [by]


def _uncounted(claim: Row, measure: str) -> str:
    """What is said under a figure that is not one of its event's: a rate, a running total, or a part of a count."""
    unsure = ZERO in claim["flags"]
    return say("evidence.not_counted") if measure in MEASURES and measure not in claim[COUNTED] and not unsure else ""


def _fact(label: str, text: str, *notes: str) -> str:
    small = "".join(f"<small>{escape(note)}</small>" for note in notes if note)
    return f"<div><dt>{escape(label)}</dt><dd>{escape(text)}{small}</dd></div>"


def _flags(claim: Row) -> str:
    """What to mind, folded up where it is so much that it would hide the figures."""
    flags = telling.flags(claim)
    items = f'<ul class="flags">{"".join(f"<li>{escape(text)}</li>" for text in flags)}</ul>' if flags else ""
    if len(flags) <= UNFOLDED:
        return items
    return (
        f'<details class="more"><summary>{escape(say("evidence.flags", number=len(flags)))}</summary>{items}</details>'
    )


def _credit(claim: Row) -> str:
    """Publisher, headline, day and a link where the document can be opened: only http and https become a link."""
    parts = [_part(name, str(claim[name])) for name in ("publisher", "title", "document") if telling.given(claim, name)]
    if pd.notna(claim["published"]):
        day = telling.days(claim["published"], claim["published"])
        parts.append(escape(say("evidence.published", day=day)))
    url = str(claim["url"]) if pd.notna(claim["url"]) else ""
    link = f' · <a href="{escape(url)}" rel="noopener noreferrer" target="_blank">{escape(say("evidence.link"))}</a>'
    written = f"{' · '.join(parts)}{link if is_web(url) else ''}"
    return f"<footer>{written}{_terms(str(claim['dataset']))}</footer>"


def _part(name: str, text: str) -> str:
    """A headline is words of the report too, and can be covered like them."""
    return f'<bdi class="{name}">{escape(text)}</bdi>'


def _terms(dataset: str) -> str:
    """Attribution and licence of the published data set that a claim is from; reports name their publisher instead."""
    return f"<small>{as_html(DATASETS[dataset])}</small>" if is_published(dataset) else ""


def report(marked: Passage) -> str:
    """A report folded up under a card, its sentence marked."""
    note = f"<p><small>{escape(say('evidence.shortened'))}</small></p>" if marked.cut else ""
    summary = escape(say("evidence.whole_report"))
    return f'<details class="report"><summary>{summary}</summary>{note}<div dir="auto">{marked.html}</div></details>'
