"""The colours and type of every chart, from ``colours.toml``, and the style sheet that darkens charts on a dark page.

Charts are drawn light and darkened on screen only: the mode bar's camera copies the figure, not the page's style, so
its picture is light whatever the screen's theme.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dashboard.words import one_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE = Path(__file__).with_name("colours.toml")
FONT = '"Liberation Sans", Arial, Helvetica, sans-serif'
THEMES = ("light", "dark")


@dataclass(frozen=True)
class Palette:
    """The colours of one theme, all ``#rrggbb``; ``hatch`` gives plotly's pattern for each date precision."""

    paper: str
    ink: str
    muted: str
    grid: str
    rule: str
    band: str
    possible: str
    land: str
    sea: str
    coast: str
    border: str
    known_place: str
    wider_area: str
    types: Mapping[str, str]
    families: Mapping[str, str]
    series: tuple[str, ...]
    other: str
    hatch: Mapping[str, str]

    def of_type(self, name: object) -> str:
        """The colour of a sub-event type or of an event type; the colour of "other" for none."""
        return self.types.get(str(name), self.families.get(str(name), self.other))


@cache
def palette(theme: str = "light") -> Palette:
    """The colours of ``light`` or ``dark``; raises UsageError for another name."""
    side, found = THEMES.index(one_of("theme", theme, THEMES)), _file()
    return Palette(
        **{name: pair[side] for name, pair in found["surfaces"].items()},
        types={name: pair[side] for name, pair in found["types"].items()},
        families={name: pair[side] for name, pair in found["families"].items()},
        series=tuple(pair[side] for pair in found["series"]["order"]),
        other=found["series"]["other"][side],
        hatch=found["hatch"],
    )


def faded(colour: str, share: float) -> str:
    """``#rrggbb`` at an opacity between 0 and 1, as ``rgba(...)``."""
    return f"rgba({', '.join(str(part) for part in _rgb(colour))}, {share:g})"


@cache
def dark_css() -> str:
    """Style rules that give every chart drawn in the light palette its dark twin's colours, on screen only."""
    rules: list[str] = []
    for light, dark in _pairs():
        written = f"rgb({', '.join(str(part) for part in _rgb(light))})"
        for what in ("fill", "stroke"):
            spellings = (f'[style*="{what}: {written}"]', f'[style*="{what}:{light}"]', f'[{what}="{written}"]')
            where = ", ".join(f".stPlotlyChart svg {spelling}" for spelling in spellings)
            rules.append(f"{where} {{ {what}: {dark} !important; }}")
    paper, band = palette("dark").paper, palette("dark").band
    rules.append(f".stPlotlyChart svg.main-svg:first-of-type {{ background: {paper} !important; }}")
    rules.append(f".stPlotlyChart .hoverlayer path {{ fill: {band} !important; }}")
    return "\n".join(rules)


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


def _pairs() -> Iterator[tuple[str, str]]:
    found = _file()
    named = [pair for part in ("surfaces", "types", "families") for pair in found[part].values()]
    pairs = [*named, *found["series"]["order"], found["series"]["other"]]
    yield from dict.fromkeys((light, dark) for light, dark in pairs)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
