"""The marks of a timeline as plotly traces: spans, what is denied, small marks, figures, the undated tray."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dashboard.drawing.figure import Trace, trace
from dashboard.drawing.hover import hover
from dashboard.drawing.plan import LABEL, TRAY, Plan
from dashboard.drawing.text import plain
from dashboard.theme import Palette, faded
from dashboard.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


CLEAR = "rgba(0, 0, 0, 0)"
EN_SPACE = "\N{EN SPACE}"
FAINT, RIM = 0.16, 0.5
FOOT = 0.25
"""The share of a span's height that its rim has."""
SHORT = 6
"""A span narrower than this many pixels gets a mark of fixed size, so that it is seen and can be clicked."""
MARK = 8
"""Pixels of that mark, at most; nothing of the span itself is seen beyond it."""
LETTERS, LETTER = 16, 10
"""Pixels that the letters of a type need in a span, and their size."""
LEAST_BAR = 12
"""Pixels that a span is high, at least, where letters are written in it."""
HOVER = "%{customdata[1]}<extra></extra>"
UNDIMMED: dict[str, Any] = {"marker": {"opacity": 1}}
"""A click opens an event; it must not pale all others, on the page and in the camera's picture."""


def look(told: pd.DataFrame, colours: Palette) -> pd.DataFrame:
    """How each event looks: ``kind``, its ``order``, ``colour``, ``precision``, ``rim`` (sources differ on the
    days), ``open`` (nobody named), ``denied``, ``hollow`` (either), ``event_id`` and ``hover``."""
    kind = told["kind"].fillna(words("unnamed")["type"])
    order = {name: number for number, name in enumerate([*colours.types, *colours.families])}
    unnamed, denied = (told["perpetrators"].list.len() == 0).to_numpy(), (told["stance"] == "denied").to_numpy()
    return pd.DataFrame(
        {
            "event_id": told["event_id"].astype(str),
            "kind": kind.astype(str),
            "order": kind.map(order).fillna(len(order)),
            "colour": kind.map(colours.of_type),
            "precision": told["date_precision"].astype(str),
            "open": unnamed,
            "rim": (told["earliest"] < told["date_start"]) | (told["latest"] > told["date_end"]),
            "denied": denied,
            "hollow": unnamed | denied,
            "hover": [hover(event) for event in told.itertuples(index=False)],
        }
    )


def draw(look: pd.DataFrame, plan: Plan, colours: Palette, pixel: float) -> Iterator[Trace]:
    """Every mark of the plan; ``pixel`` is milliseconds. Each carries ``[event_id, hover text]``."""
    spans = plan.spans.join(look, on="event")
    spans["short"] = spans["end"] - spans["start"] < SHORT * pixel
    yield from _rims(spans, plan.bar)
    for (kind, hollow), group in spans.groupby(["kind", "hollow"]):
        yield _bars(group, str(kind), plan.bar, colours.hatch, hollow=bool(hollow))
        if group["short"].any():
            yield _small(group[group["short"]], str(kind), min(MARK, plan.bar), hollow=bool(hollow))
    yield from _denied(spans[spans["denied"] & ~spans["short"]], plan.bar, colours)
    yield from _letters(spans[~spans["short"] & ~spans["denied"]], plan, colours, pixel)
    yield from _labels(spans[(spans["label"] != "") & (spans["side"] != "none")], colours)


def _rims(spans: pd.DataFrame, bar: int) -> Iterator[Trace]:
    """Beside the days that all sources allow, pale, those that only some of them give: along the foot of the span, so
    that what is written beside it stands above them."""
    high = bar * FOOT
    ends = {"earliest": "start", "end": "latest"}
    for colour, group in spans.groupby("colour"):
        rims = pd.concat([group[[a, b, "y"]].set_axis(["base", "until", "y"], axis=1) for a, b in ends.items()])
        rims = rims[rims["until"] > rims["base"]]
        if len(rims):
            yield trace(
                "bar",
                orientation="h",
                base=rims["base"].tolist(),
                x=(rims["until"] - rims["base"]).tolist(),
                y=(rims["y"] + (bar - high) / 2).tolist(),
                width=high,
                marker={"color": faded(str(colour), RIM), "line": {"width": 0}},
                unselected=UNDIMMED,
                **_SILENT,
            )


def outline(spans: pd.DataFrame, bar: int, colours: Palette) -> Trace:
    """The frame around the spans of the chosen event, whose bars are ``bar`` pixels high."""
    x, y = _boxes(spans, bar + 8, crossed=False)
    return trace("scatter", x=x, y=y, mode="lines", line={"color": colours.ink, "width": 2}, **_SILENT)


def tray(look: pd.DataFrame, y: float, per_row: int) -> Trace:
    """The undated events as squares on the second x axis, which counts squares."""
    place = np.arange(len(look))
    symbols = np.where(look["denied"], "square-x-open", np.where(look["open"], "square-open", "square"))
    return trace(
        "scatter",
        x=(place % per_row + 0.5).tolist(),
        y=(y + place // per_row * TRAY).tolist(),
        mode="markers",
        marker={
            "symbol": symbols.tolist(),
            "size": 12,
            "color": look["colour"].tolist(),
            "line": {"width": 1.5, "color": look["colour"].tolist()},
        },
        customdata=_custom(look),
        hovertemplate=HOVER,
        unselected=UNDIMMED,
        xaxis="x2",
        showlegend=False,
        name=words("lanes")["undated"],
    )


def key(look: pd.DataFrame, colours: Palette) -> list[Trace]:
    """The legend: the types that occur, then how uncertainty is drawn, only what occurs. Traces without points."""
    kinds = look.drop_duplicates("kind").sort_values("order")
    entries: list[Trace] = [
        _entry(_named(kind), kind, color=colour) for kind, colour in zip(kinds["kind"], kinds["colour"], strict=True)
    ]
    said = words("key")
    for precision in [name for name in said if name in set(look[~look["denied"]]["precision"])]:
        hatch = {"shape": colours.hatch[precision], "fgcolor": colours.muted, "bgcolor": faded(colours.muted, FAINT)}
        entries.append(_entry(said[precision], "", color=colours.muted, pattern={**_PATTERN, **hatch}))
    if look["rim"].any():
        entries.append(_entry(said["rim"], "", color=faded(colours.muted, RIM)))
    if look["open"].any():
        entries.append(_entry(said["open"], "", color=CLEAR, line={"color": colours.muted, "width": 1.5}))
    if look["denied"].any():
        line = {"color": colours.muted, "width": 1.5, "dash": "dot"}
        entries.append(
            trace("scatter", x=[None], y=[None], mode="lines", line=line, name=said["denied"], hoverinfo="skip")
        )
    return entries


def _named(kind: str) -> str:
    """A type in the key: its letters, as they stand in the spans, and its name."""
    name = words("short_types").get(kind, kind)
    letters = words("type_letters").get(kind)
    return f"{letters}{EN_SPACE}{name}" if letters else name


_SILENT: dict[str, Any] = {"hoverinfo": "skip", "showlegend": False}
_PATTERN: dict[str, Any] = {"fillmode": "replace", "size": 6, "solidity": 0.32}


def _bars(spans: pd.DataFrame, kind: str, bar: int, hatch: Mapping[str, str], *, hollow: bool) -> Trace:
    """Spans of one type. One colour for the whole trace: given one for each span, plotly forgets the hatch's ground."""
    colour = str(spans["colour"].iloc[0])
    shapes = np.where(spans["denied"] | (spans["short"] & hollow), "", spans["precision"].map(dict(hatch)))
    pattern = {"shape": shapes.tolist(), "fgcolor": colour, "bgcolor": CLEAR if hollow else faded(colour, FAINT)}
    outlined = spans["open"] & ~spans["denied"] & ~spans["short"]
    return trace(
        "bar",
        orientation="h",
        base=spans["start"].tolist(),
        x=(spans["end"] - spans["start"]).tolist(),
        y=spans["y"].tolist(),
        width=np.where(spans["short"], min(MARK, bar), bar).tolist(),
        marker={
            "color": CLEAR if hollow else colour,
            "line": {"color": colour, "width": np.where(outlined, 1.5, 0).tolist()},
            "pattern": {**_PATTERN, **pattern},
        },
        customdata=_custom(spans),
        hovertemplate=HOVER,
        unselected=UNDIMMED,
        name=kind,
        legendgroup=kind,
        showlegend=False,
    )


def _small(spans: pd.DataFrame, kind: str, size: int, *, hollow: bool) -> Trace:
    return trace(
        "scatter",
        x=((spans["start"] + spans["end"]) / 2).tolist(),
        y=spans["y"].tolist(),
        mode="markers",
        marker={
            "symbol": np.where(spans["denied"], "square-x-open", "square-open" if hollow else "square").tolist(),
            "size": size,
            "color": spans["colour"].tolist(),
        },
        customdata=_custom(spans),
        hovertemplate=HOVER,
        unselected=UNDIMMED,
        name=kind,
        legendgroup=kind,
        showlegend=False,
    )


def _denied(spans: pd.DataFrame, bar: int, colours: Palette) -> Iterator[Trace]:
    if len(spans):
        x, y = _boxes(spans, bar, crossed=True)
        line = {"color": colours.muted, "width": 1.3, "dash": "dot"}
        yield trace("scatter", x=x, y=y, mode="lines", line=line, **_SILENT)


def _letters(spans: pd.DataFrame, plan: Plan, colours: Palette, pixel: float) -> Iterator[Trace]:
    """The letters of the type in every span that has room for them, so that a type is told by more than its colour."""
    first, last = spans["start"].clip(lower=plan.window.first), spans["end"].clip(upper=plan.window.last)
    letters = spans["kind"].map(dict(words("type_letters")))
    roomy = (last - first >= LETTERS * pixel) & letters.notna()
    if plan.bar < LEAST_BAR or not roomy.any():
        return
    solid = (spans["precision"] == "day") & ~spans["hollow"]
    ground = {"symbol": "square", "size": LETTERS - 3, "color": colours.paper, "opacity": 1}  # hatching hides letters
    for on, colour, under in ((roomy & solid, colours.paper, {}), (roomy & ~solid, colours.ink, {"marker": ground})):
        if on.any():
            yield trace(
                "scatter",
                x=((first + last) / 2)[on].tolist(),
                y=spans["y"][on].tolist(),
                text=letters[on].tolist(),
                mode="markers+text" if under else "text",
                textfont={"size": LETTER, "color": colour},
                unselected={"textfont": {"color": colour}} | (UNDIMMED if under else {}),
                name="letters",
                **under,
                **_SILENT,
            )


def _labels(spans: pd.DataFrame, colours: Palette) -> Iterator[Trace]:
    if len(spans):
        yield trace(
            "scatter",
            x=np.where(spans["side"] == "right", spans["end"], spans["start"]).tolist(),
            y=spans["y"].tolist(),
            text=[
                plain(f"{EN_SPACE if short else ' '}{label}{EN_SPACE if short else ' '}")
                for label, short in zip(spans["label"], spans["short"], strict=True)
            ],
            mode="text",
            textposition=("middle " + spans["side"]).tolist(),
            textfont={"size": LABEL, "color": colours.ink},
            unselected={"textfont": {"color": colours.ink}},
            **_SILENT,
        )


def _boxes(spans: pd.DataFrame, height: float, *, crossed: bool) -> tuple[list[float | None], list[float | None]]:
    """The outlines of spans as one broken line, with one diagonal when ``crossed``."""
    x: list[float | None] = []
    y: list[float | None] = []
    half = height / 2
    for left, right, middle in spans[["start", "end", "y"]].to_numpy(dtype="float64").tolist():
        top, bottom = middle - half, middle + half
        x += [left, right, right, left, left, *((right,) if crossed else ()), None]
        y += [top, top, bottom, bottom, top, *((bottom,) if crossed else ()), None]
    return x, y


def _custom(rows: pd.DataFrame) -> list[list[str]]:
    return rows[["event_id", "hover"]].to_numpy().tolist()


def _entry(name: str, group: str, **marker: Any) -> Trace:
    return trace(
        "bar", x=[None], y=[None], name=plain(name), legendgroup=group or name, marker=marker, hoverinfo="skip"
    )
