"""The figures of one event, source by source in one table, and the range that is derived from them. HTML, escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from dashboard import telling
from dashboard.counted import HEADLINE, MEASURES, ZERO
from dashboard.evidence import COUNTED, anchor
from dashboard.formats import bounds
from dashboard.texts import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from dashboard.evidence import Row

WHY = {"number-per-day": "rate", "toll-cumulative": "total", ZERO: "zero", HEADLINE: "headline"}
"""A flag that keeps a figure out of its event's, and the text that says so."""


def table(claims: Sequence[Row], event: Mapping[Any, Any]) -> str:
    """One row for each claim that gives a figure, one column for each measure that any gives, and last the range of the
    counted ones. ``event``: its row of an event frame. Empty where no claim gives a figure."""
    told = [(claim, figures) for claim in claims if (figures := telling.figures(claim))]
    measures = [name for name in telling.MEASURES if any(name in figures for _, figures in told)]
    if not told:
        return ""
    heads = "".join(_head(say(f"evidence.{name}")) for name in measures)
    reported = any(claim["stance"] != "denied" for claim in claims)
    body = "".join(_row(claim, figures, measures, reported=reported) for claim, figures in told)
    total = "".join(f"<td>{_range(event, name)}</td>" for name in measures)
    foot = f'<tr><th scope="row">{escape(say("side.range"))}</th>{total}</tr>'
    return (
        f'<div class="side" role="region" tabindex="0" aria-label="{escape(say("side.heading"))}"><table>'
        f"<caption>{escape(say('side.heading'))}</caption><thead><tr>{_head(say('side.source'))}{heads}</tr></thead>"
        f'<tbody>{body}</tbody><tfoot>{foot}</tfoot></table></div><p class="note">{escape(say("side.range_note"))}</p>'
    )


def _head(text: str) -> str:
    return f'<th scope="col">{escape(text)}</th>'


def _row(claim: Row, figures: Mapping[str, str], measures: Sequence[str], *, reported: bool) -> str:
    """A claim's figures; its source is a link to its card, below it the day of publication."""
    source = f'<a href="#{anchor(claim)}">{escape(telling.source(claim))}</a>'
    cells = "".join(_cell(claim, name, figures.get(name, ""), reported=reported) for name in measures)
    said: str = telling.days(claim["published"], claim["published"]) if pd.notna(claim["published"]) else ""
    small: str = f"<small>{escape(said)}</small>" if said else ""
    return f'<tr><th scope="row"><bdi>{source}</bdi>{small}</th>{cells}</tr>'


def _cell(claim: Row, measure: str, figure: str, *, reported: bool) -> str:
    if not figure:
        return f'<td class="missing">{escape(say("side.not_given"))}</td>'
    why = why_not(claim, measure, reported=reported)
    return f"<td>{escape(figure)}{f'<small>{escape(why)}</small>' if why else ''}</td>"


def why_not(claim: Row, measure: str, *, reported: bool) -> str:
    """Why a figure that a claim gives is not one of its event's; empty where it is. ``reported``: whether any source
    reports the event; then what a denial says is not counted."""
    if measure not in MEASURES:
        return ""
    if claim["stance"] == "denied" and reported:
        return say("side.not_counted", why=say("side.denied"))
    if measure in claim[COUNTED]:
        return ""
    flag = next((WHY[flag] for flag in claim["flags"] if flag in WHY), "part")
    return say("side.not_counted", why=say(f"side.{flag}"))


def _range(event: Mapping[Any, Any], measure: str) -> str:
    """The range of one of the event's measures; what nobody counts, or what is only a part of another, has none."""
    if measure not in MEASURES:
        return ""
    low, high = (event[f"{measure}_{end}"] for end in ("low", "high"))
    known = [None if pd.isna(number) else float(number) for number in (low, high)]
    return escape(bounds(*known, more=bool(event[f"{measure}_open"])) or say("side.none"))
