"""What ``conflict-timeline export`` writes: the page's own charts and rows, of a selection made from options."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from dashboard.command_names import named_in, of_datasets, sides_in
from dashboard.command_options import ROWS
from dashboard.drawing.geo_area import area_from_text
from dashboard.filters import Filtered
from dashboard.formats import number, several
from dashboard.printing import ExportError, browser
from dashboard.state import BOX, COMPARE, NAMES, Selection, from_query
from dashboard.words import words
from data_prep import DATASETS, EXPORTS, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from rich.console import Console

    from dashboard.drawn import Drawing
    from dashboard.store.table import Table

PICTURES = (".png", ".svg", ".pdf")
PAGE, CSV = ".html", ".csv"
MOST_ROWS, PART = 300_000, 100_000
"""Claims that are held whole to be written; of more so many at a time."""


def endings(chart: str) -> tuple[str, ...]:
    """The endings of the files that a chart, or the rows, can be written to."""
    return tuple(EXPORTS) if chart == ROWS else (*PICTURES, PAGE)


def check_printable(out: Path) -> None:
    """Raises ExportError, before anything is read, where a picture is wanted and no browser is there to draw it."""
    if out.suffix.lower() in PICTURES and browser() is None:
        raise ExportError(words("print")["no_browser_here"])


def selection(given: Mapping[str, Any]) -> Selection:
    """The selection of a link, and on top of it the options that were given, by their names in Selection.

    Raises UsageError for what is no part of the map.
    """
    asked = from_query(parse_qs(urlsplit(given["link"] or "").query))
    typed = {name: given[name] for name in NAMES if given.get(name)}
    typed = {name: tuple(value) if isinstance(value, list) else value for name, value in typed.items()}
    if sets := typed.pop("dataset", ()):
        typed |= {"dataset": sets[0] if len(sets) == 1 else COMPARE, "compared": sets}
    found = replace(asked, **typed)
    for name, fits in (("area", bool), ("window", lambda corners: corners and len(corners) == BOX)):
        text = getattr(found, name)
        if text and not fits(area_from_text(text)):
            raise UsageError(words("command")[name].format(text=text))
    return found


def kept_of(table: Table, asked: Selection, aliases: Callable[[str], set[str]]) -> Filtered:
    """What the selection keeps of a table; names are understood however they are written.

    Raises UsageError for a data set, a name or an event that no claim has, and for what is no period.
    """
    datasets = of_datasets(table, asked)
    if asked.event and table.event_of(asked.event, datasets) is None:
        raise UsageError(words("command")["event"].format(text=asked.event))
    chosen = sides_in(table, named_in(table, asked, datasets, aliases), datasets, aliases)
    return Filtered(table, chosen, datasets)


def write_rows(kept: Filtered, out: Path) -> None:
    """Write the claims of the kept events into a file of the kind that its ending names, a CSV file part by part.

    Raises UsageError for more of them than a file of another kind is made of.
    """
    kind, ending = EXPORTS[out.suffix.lower()], out.suffix.lower()
    if kept.claims <= MOST_ROWS:
        out.write_bytes(kind.write(kept.rows()))
        return
    if ending != CSV:
        claims, most = several(kept.claims, "claim"), number(MOST_ROWS)
        raise UsageError(words("command")["too_many"].format(claims=claims, most=most))
    numbers = kept.table.claims_of_all(kept.told)
    head = kind.write(kept.table.source.rows(numbers[:0]))
    with out.open("wb") as file:
        file.write(head)
        for first in range(0, len(numbers), PART):
            file.write(kind.write(kept.table.source.rows(numbers[first : first + PART])).removeprefix(head))


def is_empty(chart: str, kept: Filtered) -> bool:
    """Whether no event is left for a chart, or for the rows."""
    return not len(kept.told) if chart == ROWS else _drawing(chart, kept).is_empty


def picture(chart: str, kept: Filtered, out: Path, size: str, title: str | None) -> bytes:
    """The chart as a file of the kind that its ending names. Raises ExportError."""
    from dashboard.pictures import picture as drawn

    return drawn(_drawing(chart, kept, title or ""), out.suffix.lower().removeprefix("."), size)


def _drawing(chart: str, kept: Filtered, title: str = "") -> Drawing:
    # Imported here: the other commands need no plotly.
    from dashboard.drawn import Drawing

    return Drawing(chart.replace("-", "_"), kept, title)


def say_left_out(kept: Filtered, errors: Console) -> None:
    """Which data sets are loaded and not in it."""
    left = [name for name in kept.table.told.datasets if name not in kept.datasets]
    if left:
        names = ", ".join(f"{DATASETS[name].title} (--dataset {name})" for name in left)
        told = f"Not in it, as data sets are never added together: {names}."
        errors.print(told, markup=False, highlight=False)
