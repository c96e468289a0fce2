"""The colours: one for each type, readable on their ground, apart for colour-blind readers."""

from __future__ import annotations

import re
import tomllib
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from dashboard.theme import THEMES, dark_css, faded, palette
from data_prep import CLAIMS, UsageError

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
BLIND = {
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])
COMMON = (
    "Air/drone strike",
    "Shelling/artillery/missile attack",
    "Suicide bomb",
    "Remote explosive/landmine/IED",
    "Armed clash",
    "Government regains territory",
    "Non-state actor overtakes territory",
    "Attack",
    "Agreement",
)
GROUND = ("land", "sea", "coast", "border")
MAP_MARKS = ("known_place", "wider_area")
ROOT = Path(__file__).parents[1]
TEXT, MARK = 4.5, 3.0
"""Contrast that WCAG 2.2 asks for at level AA: of texts, and of marks that carry a meaning."""
APART = 8
"""A difference (CIE 1976) that is seen at once."""


def linear(colour: str) -> NDArray[np.float64]:
    parts = np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    found: NDArray[np.float64] = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    return found


def lab(rgb: NDArray[np.float64]) -> NDArray[np.float64]:
    xyz = TO_XYZ @ np.clip(rgb, 0, 1) / WHITE
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def contrast(one: str, other: str) -> float:
    low, high = sorted(float(TO_XYZ[1] @ linear(colour)) + 0.05 for colour in (one, other))
    return high / low


@pytest.mark.parametrize("theme", THEMES)
def test_every_type_of_the_claim_frame_has_a_colour_and_no_other(theme: str) -> None:
    assert set(palette(theme).types) == set(CLAIMS["sub_event_type"].values)
    assert set(palette(theme).families) == set(CLAIMS["event_type"].values)


@pytest.mark.parametrize("theme", THEMES)
def test_every_precision_has_a_hatch(theme: str) -> None:
    assert set(palette(theme).hatch) == {*CLAIMS["date_precision"].values, "denied"}
    week, month, year = (palette(theme).hatch[name] for name in ("week", "month", "year"))
    assert len({week, month, year, palette(theme).hatch["day"]}) == 4


@pytest.mark.parametrize("theme", THEMES)
def test_text_reads_on_its_ground(theme: str) -> None:
    colours = palette(theme)
    assert contrast(colours.ink, colours.paper) >= 7
    assert contrast(colours.muted, colours.paper) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_every_mark_is_seen_on_its_ground(theme: str) -> None:
    colours = palette(theme)
    marks = {**colours.types, **colours.families, "other": colours.other, **dict(enumerate(colours.series))}
    assert {name: mark for name, mark in marks.items() if contrast(mark, colours.paper) < MARK} == {}
    assert all(contrast(colours.known_place, ground) >= MARK for ground in (colours.land, colours.sea))
    assert all(contrast(colours.wider_area, ground) >= MARK for ground in (colours.land, colours.sea))


@pytest.mark.parametrize("theme", THEMES)
def test_chart_texts_read_on_every_ground_they_stand_on(theme: str) -> None:
    colours = palette(theme)
    grounds = (colours.paper, colours.band, colours.land, colours.sea)
    assert min(contrast(text, ground) for text in (colours.ink, colours.muted) for ground in grounds) >= TEXT
    assert contrast(colours.ink, colours.possible) >= TEXT


# The page: Streamlit's theme, and what the style sheet adds to it

STREAMLIT = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))["theme"]
STYLE = (ROOT / "dashboard" / "style.css").read_text(encoding="utf-8")
HEX = "#[0-9a-f]{6}"


def mixed(colour: str, ground: str, share: float) -> str:
    """What is seen of a colour that covers its ground by a share."""
    parts = [[int(one[at : at + 2], 16) for at in (1, 3, 5)] for one in (colour, ground)]
    return "#" + "".join(f"{round(share * top + (1 - share) * below):02x}" for top, below in zip(*parts, strict=True))


def grounds(theme: str) -> list[str]:
    return [STREAMLIT[theme][name] for name in ("backgroundColor", "secondaryBackgroundColor")]


def quiet() -> float:
    """The share of the text's colour in quiet text."""
    found = re.search(r"--quiet: color-mix\(in srgb, currentColor (\d+)%", STYLE)
    assert found
    return int(found[1]) / 100


@pytest.mark.parametrize("theme", THEMES)
def test_texts_of_the_page_read_on_their_ground(theme: str) -> None:
    colours = STREAMLIT[theme]
    for ground in grounds(theme):
        assert contrast(colours["textColor"], ground) >= 7
        assert contrast(mixed(colours["textColor"], ground, quiet()), ground) >= TEXT
        assert contrast(colours["linkColor"], ground) >= TEXT
        assert contrast(colours["primaryColor"], ground) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
def test_texts_on_the_accent_colour_read(theme: str) -> None:
    found = re.search(rf"button\[kind\^=\"primary\"\]:enabled {{ color: light-dark\(({HEX}), ({HEX})\)", STYLE)
    assert found
    text = found[1 + THEMES.index(theme)]
    assert contrast(text, STREAMLIT[theme]["primaryColor"]) >= TEXT


def test_marked_sentences_read_in_both_themes() -> None:
    found = re.search(rf"mark {{ background: ({HEX}); color: ({HEX})", STYLE)
    assert found
    assert contrast(found[1], found[2]) >= 7


@pytest.mark.parametrize("theme", THEMES)
def test_coloured_rules_are_seen(theme: str) -> None:
    """What disagrees, and what is to be minded, stands beside a coloured rule."""
    ground = STREAMLIT[theme]["backgroundColor"]
    rules = re.findall(rf"border-left: 3px solid (?:({HEX})|light-dark\(({HEX}), ({HEX})\))", STYLE)
    assert len(rules) == 2
    for both, light, dark in rules:
        assert contrast(both or (light, dark)[THEMES.index(theme)], ground) >= MARK


@pytest.mark.parametrize("name", ["style.css", "components/copy.css", "components/strip.css"])
def test_no_style_sheet_takes_the_focus_ring_away_and_gives_none(name: str) -> None:
    text = (ROOT / "dashboard" / name).read_text(encoding="utf-8")
    assert ":focus-visible" in text or not re.search(r"outline: *(?:none|0)", text)


def test_who_wants_no_motion_gets_none() -> None:
    assert "@media (prefers-reduced-motion: reduce)" in STYLE


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", BLIND)
def test_common_types_stay_apart_for_the_colour_blind(theme: str, kind: str) -> None:
    seen = {name: lab(np.array(BLIND[kind]) @ linear(palette(theme).of_type(name))) for name in COMMON}
    alike = {pair for pair in combinations(COMMON, 2) if np.linalg.norm(seen[pair[0]] - seen[pair[1]]) < APART}
    assert not alike


@pytest.mark.parametrize("theme", THEMES)
def test_a_map_reads_on_land_and_at_sea(theme: str) -> None:
    colours = palette(theme)
    for ground in (colours.land, colours.sea):
        assert contrast(colours.ink, ground) >= 7
        assert contrast(colours.muted, ground) >= 4.5
        assert min(contrast(getattr(colours, name), ground) for name in MAP_MARKS) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", BLIND)
def test_known_places_and_wider_areas_stay_apart_for_the_colour_blind(theme: str, kind: str) -> None:
    one, other = (lab(np.array(BLIND[kind]) @ linear(getattr(palette(theme), name))) for name in MAP_MARKS)
    assert np.linalg.norm(one - other) > 3 * APART


def test_a_type_nobody_knows_has_the_colour_of_others() -> None:
    assert palette().of_type(None) == palette().other


def test_an_unknown_theme_is_an_error() -> None:
    with pytest.raises(UsageError, match="sepia"):
        palette("sepia")


def test_faded() -> None:
    assert faded("#ff8000", 0.25) == "rgba(255, 128, 0, 0.25)"


def test_no_light_colour_has_two_dark_twins() -> None:
    """The style sheet knows a colour only by its value."""
    light, dark = palette("light"), palette("dark")
    twins: dict[str, set[str]] = {}
    pairs = [(light.of_type(name), dark.of_type(name)) for name in [*light.types, *light.families]]
    pairs += list(zip(light.series, dark.series, strict=True))
    surfaces = ("paper", "ink", "muted", "grid", "rule", "band", "possible", "other", *GROUND, *MAP_MARKS)
    for one, other in [*pairs, *((getattr(light, name), getattr(dark, name)) for name in surfaces)]:
        twins.setdefault(one, set()).add(other)
    assert {one: others for one, others in twins.items() if len(others) > 1} == {}


def test_the_dark_style_sheet_gives_ink_its_dark_twin() -> None:
    assert '[style*="fill: rgb(31, 29, 26)"]' in dark_css()
    assert palette("dark").ink in dark_css()
