"""``conflict-timeline prepare | explain | serve | export``: the command line over both wings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer
from rich.console import Console

import data_prep
from dashboard.command_explain import as_json, say_explanation
from dashboard.command_export import (
    check_printable,
    endings,
    is_empty,
    kept_of,
    picture,
    say_left_out,
    selection,
    write_rows,
)
from dashboard.command_options import (
    ROWS,
    Actor,
    Align,
    Area,
    Arrange,
    Attribution,
    Chart,
    Datasets,
    DayFirst,
    Event,
    First,
    Format,
    Imprecise,
    Inputs,
    Jobs,
    Lanes,
    Last,
    LeaveOut,
    Link,
    Map,
    Match,
    Measure,
    NoCache,
    Order,
    Out,
    Place,
    Published,
    Reports,
    Role,
    Running,
    Sheet,
    Sides,
    SidesBy,
    Size,
    Source,
    Stack,
    Stance,
    Title,
    Type,
    Unit,
    Window,
    Without,
    chosen_columns,
)
from dashboard.command_report import (
    progress_bars,
    say_claims,
    say_columns,
    say_import,
    say_problems,
    say_terms,
)
from dashboard.opening import opened
from dashboard.printing import ExportError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from dashboard.state import Selection

APP = Path(__file__).with_name("app.py")
INPUT = "CONFLICT_TIMELINE_INPUT"
"""Environment variable that hands the inputs to the page, separated as in PATH."""

app = typer.Typer(
    help="Reads news reports and event tables of armed conflict into dated, sourced claims, and draws them as honest "
    "timelines.",
    epilog="Exit codes: 0 good, 1 nothing could be read or drawn, 2 wrong use.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """The console script: the command line, with every error as one line and an exit code."""
    try:
        app(prog_name="conflict-timeline")
    except data_prep.UsageError as error:
        _fail(str(error), 2)
    except (data_prep.ConflictTimelineError, ExportError, OSError) as error:
        _fail(str(error), 1)


def _fail(message: str, code: int) -> NoReturn:
    Console(stderr=True, soft_wrap=True).print(f"Error: {message}", style="red", markup=False, highlight=False)
    sys.exit(code)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"conflict-timeline {version('conflict-timeline')}")
        raise typer.Exit


@app.callback()
def _common(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Options before the command."""


# --- prepare ------------------------------------------------------------------------------------------------------


@app.command()
def prepare(
    inputs: Inputs,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="FILE", help="Table to write: .csv or .parquet.")],
    problems: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="CSV of what could not be read.  [default: FILE-problems.csv beside --out]"),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="CSV of what became of each table's rows.", show_default=False),
    ] = None,
    published: Published = None,
    format: Format = None,
    jobs: Jobs = 1,
    columns: Map = None,
    day_first: DayFirst = None,
    sheet: Sheet = None,
    no_cache: NoCache = False,
) -> None:
    """Read reports and event tables into one table of claims, and list what could not be read."""
    listed = problems or out.with_name(f"{out.stem}-problems.csv")
    _check_writable(out, (".csv", ".parquet"))
    for also in (listed, *([report] if report else [])):
        _check_writable(also, (".csv",))
    sources = out.with_name(f"{out.stem}-sources.txt")
    _check_apart(inputs, [out, listed, sources, *([report] if report else [])])
    options = _options(jobs, columns, sheet, day_first, keep=not no_cache)
    with progress_bars() as moves:
        options |= {"progress": moves.reports, "rows": moves.rows}
        written = data_prep.prepare_file(inputs, out, published=published, format=format, **options)
    _tell(written, out, listed, report, sources)


def _options(
    jobs: int, columns: list[str] | None, sheet: str | None, day_first: bool | None, *, keep: bool
) -> data_prep.Options:
    options: data_prep.Options = {"jobs": jobs, "mapping": chosen_columns(columns or []), "remembered": True}
    options["keep"] = keep
    if sheet:
        options["sheet"] = sheet
    if day_first is not None:
        options["day_first"] = day_first
    return options


def _tell(written: data_prep.Written, out: Path, listed: Path, report: Path | None, sources: Path) -> None:
    """Write what goes with a table of claims: problems, what became of the rows, sources; and say it all."""
    console = Console(soft_wrap=True)
    listed.write_bytes(data_prep.problems_csv(written.problems))
    if report:
        report.write_bytes(data_prep.problems_csv(written.report))
    say_problems(written.problems, console)
    say_import(written.report, console)
    if not written.summary.claims:
        _fail(f"No claim could be read. {out} was not written; the reasons are in {listed}.", 1)
    say_claims(written.summary, console)
    sources.write_text(_WRITTEN + data_prep.terms(written.summary.datasets), encoding="utf-8")
    say_terms({name: data_prep.DATASETS[name] for name in written.summary.datasets}, console)
    console.print(f"Claims: {out}\nProblems: {listed}\nSources: {sources}", markup=False, highlight=False)


def _check_apart(inputs: Sequence[Path], outputs: Sequence[Path]) -> None:
    """Raises UsageError where what is written would take the place of what is read, or of something else written."""
    read = {path.resolve() for path in inputs}
    for number, path in enumerate(outputs):
        within = path.exists() and any(folder in path.resolve().parents for folder in read)
        if path.resolve() in read or (within and not _is_ours(path)):
            raise data_prep.UsageError(f"{path} is also an input: name another file to write.")
        if path.suffix == ".txt" and path.exists() and not _is_ours(path):
            raise data_prep.UsageError(f"{path} is there already and was not written by this program: move it away.")
        if path.resolve() in {other.resolve() for other in outputs[:number]}:
            raise data_prep.UsageError(f"{path} would be written twice: name another file for one of the two.")


_WRITTEN = "Sources and licences, as Conflict Timeline wrote them.\n\n"
_PROBLEMS = ("file,row,column", "file,format,edition")


def _is_ours(path: Path) -> bool:
    """Whether a file is one that this command wrote before."""
    if data_prep.is_claim_table(path):
        return True
    with path.open("rb") as file:
        first = file.read(100).decode(errors="replace").replace('"', "")
    return first.startswith((*_PROBLEMS, _WRITTEN[:20]))


def _check_writable(path: Path, endings: Sequence[str]) -> None:
    """Raises UsageError before anything is read, where writing would fail after it."""
    if path.suffix.lower() not in endings:
        raise data_prep.UsageError(f"{path} should end in {' or '.join(endings)}, which says how to write it.")
    if not path.absolute().parent.is_dir():
        raise data_prep.UsageError(f"There is no folder {path.absolute().parent} to write {path.name} to.")


# --- columns, cache -----------------------------------------------------------------------------------------------


@app.command()
def columns(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="An event table of any format.")],
    sheet: Sheet = None,
    columns: Map = None,
    forget: Annotated[
        bool, typer.Option("--forget", help="Forget what was chosen for tables with this header.")
    ] = False,
) -> None:
    """Show what the columns of a table are taken for, before it is read."""
    if forget:
        data_prep.forget_columns(file, sheet=sheet)
    look = data_prep.look_at(file, sheet=sheet, mapping=chosen_columns(columns or []))
    console = Console(soft_wrap=True)
    if look.sheets:
        console.print(f"Sheets: {', '.join(look.sheets)}", markup=False, highlight=False)
    if look.columns:
        say_columns(look, console)
    else:
        title = data_prep.DATASETS[look.dataset].title
        console.print(f"{file.name} is a table of {title}; its columns are known.", markup=False, highlight=False)


@app.command()
def cache(
    clear: Annotated[bool, typer.Option("--clear", help="Take away all that is kept.")] = False,
) -> None:
    """Show where tables that were read are kept, and how much; a table that is kept costs nothing to read again."""
    console = Console(soft_wrap=True)
    if clear:
        console.print(f"{data_prep.clear_cache() / 1e6:,.0f} MB were taken away.", markup=False, highlight=False)
        return
    kept = data_prep.cache_state()
    where = str(kept.folder) if kept.folder else "nowhere (CONFLICT_TIMELINE_CACHE is empty)"
    told = f"{kept.files:,} tables, {kept.size / 1e6:,.0f} of at most {kept.most / 1e6:,.0f} MB, in {where}"
    console.print(told, markup=False, highlight=False)


# --- explain ------------------------------------------------------------------------------------------------------


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A report (text, Markdown, HTML, PDF, DOCX).")],
    published: Published = None,
    as_data: Annotated[bool, typer.Option("--json", help="As JSON, for other programs.")] = False,
) -> None:
    """Show sentence by sentence how a report is read: the words, the rule, the value; and what is refused, and why."""
    explanation = data_prep.explain(file, published=published)
    if as_data:
        typer.echo(as_json(explanation))
    else:
        say_explanation(explanation)


# --- serve --------------------------------------------------------------------------------------------------------


@app.command()
def serve(
    inputs: Annotated[
        list[Path] | None,
        typer.Argument(metavar="INPUT", help="Reports, claim tables or folders.  [default: seeds]"),
    ] = None,
    address: Annotated[
        str, typer.Option(help="Who can open the page: localhost is this machine alone, 0.0.0.0 the network.")
    ] = "localhost",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port of the page.")] = 8501,
    warning: Annotated[
        bool, typer.Option("--warning", help="Cover sentences and reports until the visitor agrees to read them.")
    ] = False,
) -> None:
    """Open the dashboard on reports of your own, in the browser. Stop it with Ctrl-C."""
    command = [sys.executable, "-m", "streamlit", "run", str(APP)]
    command += ["--server.address", address, "--server.port", str(port)]
    handed = _handed_over(inputs or []) | ({"CONFLICT_TIMELINE_WARNING": "1"} if warning else {})
    # Streamlit finds the page's theme and limits in the folder that it is started in.
    page = subprocess.Popen(command, cwd=APP.parents[1], env={**os.environ, **handed})
    signal.signal(signal.SIGTERM, lambda *_: page.terminate())
    try:
        code = page.wait()
    except KeyboardInterrupt:
        code = page.wait() and 0
    raise typer.Exit(max(code, 0))


def _handed_over(inputs: Sequence[Path]) -> dict[str, str]:
    for path in inputs:
        if not path.exists():
            raise data_prep.UsageError(f"There is no file or folder {path}.")
        if os.pathsep in str(path.absolute()):
            raise data_prep.UsageError(f"{path}: a name with {os.pathsep!r} in it cannot be handed to the page.")
    return {INPUT: os.pathsep.join(str(path.absolute()) for path in inputs)} if inputs else {}


# --- export -------------------------------------------------------------------------------------------------------


@app.command()
def export(
    chart: Chart,
    inputs: Inputs,
    out: Out,
    size: Size = "print",
    title: Title = None,
    published: Published = None,
    link: Link = None,
    dataset: Datasets = None,
    actor: Actor = None,
    match: Match = None,
    without: Without = None,
    role: Role = None,
    attribution: Attribution = None,
    start: First = None,
    end: Last = None,
    place: Place = None,
    event_type: Type = None,
    source: Source = None,
    stance: Stance = None,
    leave_out: LeaveOut = None,
    area: Area = None,
    window: Window = None,
    lanes: Lanes = None,
    order: Order = None,
    reports: Reports = None,
    event: Event = None,
    measure: Measure = None,
    unit: Unit = None,
    stack: Stack = None,
    arrange: Arrange = None,
    running: Running = None,
    imprecise: Imprecise = None,
    sides_by: SidesBy = None,
    sides: Sides = None,
    align: Align = None,
) -> None:
    """Write a chart as a picture or a page, or the rows behind it, as the dashboard's own buttons do."""
    _export(chart, inputs, out, size, title, published, selection(locals()))


def _export(
    chart: str, inputs: list[Path], out: Path, size: str, title: str | None, published: date | None, asked: Selection
) -> None:
    _check_writable(out, endings(chart))
    _check_apart(inputs, [out])
    check_printable(out)
    with progress_bars() as moves:
        options: data_prep.Options = {"remembered": True, "progress": moves.reports, "rows": moves.rows}
        found = opened(inputs, published=published, options=options)
    errors = Console(stderr=True, soft_wrap=True)
    say_problems(found.problems, errors)
    if not len(found.table.told):
        _fail("No claim could be read.", 1)
    kept = kept_of(found.table, asked, data_prep.aliases)
    if is_empty(chart, kept):
        _fail("No event is left with these filters.", 1)
    if chart == ROWS:
        write_rows(kept, out)
    else:
        out.write_bytes(picture(chart, kept, out, size, title))
    say_left_out(kept, errors)
    Console(soft_wrap=True).print(f"{'Rows' if chart == ROWS else 'Chart'}: {out}", markup=False, highlight=False)
