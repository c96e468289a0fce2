"""What an event says of itself under the pointer: type, place, date as written, figures, who says so, who did it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from dashboard.counted import MEASURES
from dashboard.drawing.text import block, wrap
from dashboard.formats import bounds, listing, number, several, span
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE, WIDTH = 12, 300


def hover(event: Any) -> str:
    """The hover text of one row of an event frame, given as a named tuple."""
    lines = [line for text in _texts(event) for line in wrap(text, WIDTH, SIZE)]
    return f"<b>{block(wrap(_title(event), WIDTH, SIZE))}</b><br>{block(lines)}"


def figures(event: Any, measure: str) -> str:
    """The bounds of one measure of an event, as text; empty when nobody gives a figure."""
    low, high = getattr(event, f"{measure}_low"), getattr(event, f"{measure}_high")
    return bounds(_known(low), _known(high), more=getattr(event, f"{measure}_open"))


def when(event: Any) -> str:
    """The days of an event, in words."""
    if pd.isna(event.date_start):
        return words("hover")["undated"]
    return span(event.date_start.date(), event.date_end.date())


def _title(event: Any) -> str:
    kind = words("unnamed")["type"] if pd.isna(event.kind) else event.kind
    return str(kind) if pd.isna(event.place) else f"{kind}, {event.place}"


def _texts(event: Any) -> Iterator[str]:
    say = words("hover")
    written = (
        say["written"].format(words=listing([f"\u201c{text}\u201d" for text in event.date_texts], 2))
        if len(event.date_texts)
        else say["unwritten"]
    )
    yield when(event) + ("" if pd.isna(event.date_start) else f" ({written})")
    yield "; ".join(_figures(event)) or say["no_figures"]
    if event.left_out:
        yield say["left_out"]
    yield from _actors(event)
    yield say["says"].format(names=listing(event.sources, 3) or say["report"], claims=several(event.claims, "claim"))
    if event.stance != "reported":
        yield say[event.stance]
    if len(event.contradictions):
        yield say["contradictions"].format(kinds=listing([words("contradictions")[k] for k in event.contradictions]))


def _figures(event: Any) -> Iterator[str]:
    """Each measure of which a figure is given; of the killed the best estimate too, or that 0 may mean nothing."""
    say, measures = words("hover"), words("measures")
    for measure in MEASURES:
        best = _known(event.killed_best) if measure == "killed" else None
        if text := figures(event, measure):
            same = best is None or text == number(best)
            yield f"{measures[measure]}: {text if same else say['best'].format(text=text, best=number(best or 0))}"
        elif best is not None:
            yield say["only_best"].format(measure=measures[measure], best=number(best))
        elif measure == "killed" and event.zero_or_unknown:
            yield say["zero"].format(measure=measures[measure])


def _actors(event: Any) -> Iterator[str]:
    """Who did it to whom; where nobody says who attacked, who is named."""
    say = words("hover")
    if event.attribution == "unstated" and len(event.perpetrators):
        yield say["between"].format(names=listing([*event.perpetrators, *event.targets]), how=_attribution(event))
        return
    joint = "or" if event.attribution == "contested" else "and"
    yield say["by"].format(names=listing(event.perpetrators, joint=joint) or say["nobody"], how=_attribution(event))
    if len(event.targets):
        yield say["against"].format(names=listing(event.targets))


def _attribution(event: Any) -> str:
    return words("attribution_short")[event.attribution]


def _known(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)
