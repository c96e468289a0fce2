"""The arguments and options of the command line: how each is read, and what its help says."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dashboard.command_names import not_among
from dashboard.state import CHOICES
from data_prep import EXPORTS

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

ROWS = "rows"
"""What is exported that is no chart: the claims themselves."""
CHARTS = ("timeline", "strike-counts", "map", "compare")
SIZES = ("print", "web", "square")
_FILTERS = "Which events (as on the page)"
_LOOKS = "How they are drawn"
_TABLES = "Event tables"


def one_of(allowed: Collection[str]) -> Callable[[str], str]:
    """A parser that takes one of these words, whatever its capitals, and names the nearest where it is none."""
    by_folded = {word.casefold(): word for word in allowed}

    def parse(typed: str) -> str:
        if typed.casefold() in by_folded:
            return by_folded[typed.casefold()]
        raise typer.BadParameter(not_among(typed, allowed))

    return parse


def chosen_columns(typed: Sequence[str]) -> dict[str, str]:
    """``killed=dead_total`` as target -> column."""
    pairs = [each.partition("=") for each in typed]
    for (target, equals, _), each in zip(pairs, typed, strict=True):
        if not equals or not target.strip():
            raise typer.BadParameter(f"{each!r} should be like killed=dead_total.", param_hint="--map")
    return {target.strip(): column.strip() for target, _, column in pairs}


def choice(field: str) -> Callable[[str], str]:
    """A parser for a field of Selection that holds one word of a short list."""
    return one_of(CHOICES[field])


def day(typed: str) -> date:
    """A day as typed: ``2016-03-18``."""
    try:
        return date.fromisoformat(typed)
    except ValueError as error:
        raise typer.BadParameter(f"{typed!r} is no day: write it like 2016-03-18.") from error


def _names(metavar: str, help: str, *flags: str) -> Any:
    return typer.Option(*flags, metavar=metavar, help=f"{help} May be repeated.", rich_help_panel=_FILTERS)


def _word(field: str, help: str, panel: str = _LOOKS) -> Any:
    words = CHOICES[field]
    return typer.Option(
        parser=choice(field), metavar="|".join(words), help=help, rich_help_panel=panel, show_default=words[0]
    )


def _text(field: str, metavar: str, help: str, panel: str) -> Any:
    return typer.Option(f"--{field}", metavar=metavar, help=help, rich_help_panel=panel, show_default=False)


def _day(flag: str, help: str) -> Any:
    return typer.Option(flag, parser=day, metavar="DATE", help=help, rich_help_panel=_FILTERS)


Inputs = Annotated[
    list[Path],
    typer.Argument(
        metavar="INPUT",
        help="Reports (text, Markdown, HTML, PDF, DOCX), event tables (ACLED, UCDP GED, Airwars, GDELT or any other: "
        "CSV, Excel, JSON, Parquet, packed or not), claim tables made before, or folders of them.",
        show_default=False,
    ),
]
Published = Annotated[
    date | None,
    typer.Option(
        parser=day,
        metavar="DATE",
        help="Day of publication of every report, like 2016-03-18. Without it: what each report says itself.",
        show_default=False,
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="What every input is: report, claims, or the format of a table.  [default: as each says]"
    ),
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="TARGET=COLUMN",
        help="What a column of a table holds, as in killed=dead_total; killed= for none. May be repeated. It is "
        "remembered for the next table with the same header.",
        rich_help_panel=_TABLES,
    ),
]
DayFirst = Annotated[
    bool | None,
    typer.Option(
        "--day-first/--month-first",
        help="What 04/05/2024 means where the column of dates does not tell.",
        rich_help_panel=_TABLES,
        show_default=False,
    ),
]
Sheet = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="The one sheet of a workbook, or file of an archive.  [default: all]",
        rich_help_panel=_TABLES,
    ),
]
NoCache = Annotated[
    bool,
    typer.Option("--no-cache", help="Read tables anew, and keep nothing of them.", rich_help_panel=_TABLES),
]
Jobs = Annotated[
    int, typer.Option("--jobs", "-j", metavar="N", min=0, help="Processes that read at once; 0: one for each core.")
]
Chart = Annotated[
    str,
    typer.Argument(parser=one_of((*CHARTS, ROWS)), metavar="|".join((*CHARTS, ROWS)), show_default=False),
]
Out = Annotated[
    Path,
    typer.Option(
        "--out",
        "-o",
        metavar="FILE",
        help="File to write. A chart: .png, .svg, .pdf, or .html, a page of its own that opens without a net. Rows: "
        f"{', '.join(EXPORTS)} (.json: TimelineJS, .zip: data package).",
    ),
]
Size = Annotated[
    str,
    typer.Option(
        parser=one_of(SIZES),
        metavar="|".join(SIZES),
        help="A picture's size: 28 cm at 300 dots an inch, 1600 by 900, or 1200 by 1200 pixels.",
        rich_help_panel=_LOOKS,
    ),
]
Link = Annotated[
    str | None,
    typer.Option(
        metavar="ADDRESS",
        help="What the page shows at this address: its filters and choices. Options beside it come on top.",
        rich_help_panel=_FILTERS,
        show_default=False,
    ),
]

Names = list[str] | None
Datasets = Annotated[
    Names,
    _names(
        "NAME",
        "Data set to draw: report, ucdp-ged, acled, airwars, gdelt or table; several stand side by side.  "
        "[default: reports, else the one with most claims]",
        "--dataset",
    ),
]
Actor = Annotated[Names, _names("NAME", "Only events with this actor.")]
Without = Annotated[Names, _names("NAME", "No event with this actor, in the same role.")]
Attribution = Annotated[Names, _names("WORD", "stated, claimed, alleged, contested, unknown or unstated.")]
Place = Annotated[Names, _names("NAME", "Only this place.")]
Type = Annotated[Names, _names("NAME", "ACLED sub-event type, like 'Air/drone strike'.", "--type")]
Source = Annotated[Names, _names("NAME", "Only what this source says.")]
Stance = Annotated[Names, _names("WORD", "reported, denied or disputed.")]
LeaveOut = Annotated[
    Names, _names("FLAG", "No event with this flag, as harm-weak or candidate-release.", "--leave-out")
]
Sides = Annotated[
    Names,
    typer.Option(
        "--side",
        metavar="NAME",
        help="What a comparison puts on one axis, two to six: names, or periods like 2015, 2015-03 or "
        "2015-03-01/2015-06-30. May be repeated.  [default: those with most events]",
        rich_help_panel=_LOOKS,
        show_default=False,
    ),
]
Role = Annotated[str | None, _word("role", "The actor carried it out, or was its target.", _FILTERS)]
Match = Annotated[str | None, _word("match", "Any of several actors, or all of them together.", _FILTERS)]
Area = Annotated[
    str | None, _text("area", "CORNERS", "Only what happened in a part of the map, as a link names it.", _FILTERS)
]
First = Annotated[date | None, _day("--from", "First day, like 2016-03-01.")]
Last = Annotated[date | None, _day("--to", "Last day, itself included.")]

Lanes = Annotated[str | None, _word("lanes", "What a lane of the timeline is.")]
Order = Annotated[str | None, _word("order", "What orders the lanes.")]
Reports = Annotated[str | None, _word("reports", "Whether days of publication are marked.")]
Event = Annotated[str | None, _text("event", "ID", "The event that the timeline frames.", _LOOKS)]
Measure = Annotated[str | None, _word("measure", "What strike counts and map count.")]
Unit = Annotated[str | None, _word("unit", "Width of a bar.")]
Stack = Annotated[str | None, _word("stack", "What splits a bar.")]
Arrange = Annotated[str | None, _word("arrange", "How the parts of split bars stand.")]
Running = Annotated[str | None, _word("running", "Each bar by itself, the total so far, or the mean of several.")]
Imprecise = Annotated[str | None, _word("imprecise", "How dates count that reach over several bars.")]
SidesBy = Annotated[str | None, _word("sides_by", "What a comparison compares.")]
Align = Annotated[str | None, _word("align", "Whether compared lines run by date or each from its own start.")]
Window = Annotated[
    str | None, _text("window", "CORNERS", "The part of the map that is drawn, as a link names it.", _LOOKS)
]
Title = Annotated[
    str | None,
    typer.Option(
        metavar="TEXT", help="Title of the chart, in place of its own.", rich_help_panel=_LOOKS, show_default=False
    ),
]
