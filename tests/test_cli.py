"""The command line: what it writes, what it says, and its exit codes."""

from __future__ import annotations

import inspect
import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import demo_sets
import pandas as pd
import pytest

import data_prep
from benchmarks.serve import ROOT, free_port
from dashboard import cli, command_export, load
from dashboard.command_options import CHARTS
from dashboard.drawn import Drawing
from dashboard.events import table_of
from dashboard.filters import Filtered
from dashboard.pictures import picture
from dashboard.state import NAMES, from_query
from tests.files_made import REPORT, write

OTHER = "BEIRUT, March 19, 2016 (AP) - Gunmen killed four people in Homs on Saturday, police said.\n"
PROGRAM = (sys.executable, "-c", "from dashboard.cli import main; main()")


def run(capsys: pytest.CaptureFixture[str], *arguments: object, width: int = 200) -> tuple[int, str, str]:
    """Exit code, output and errors of the command line with these arguments."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", ["conflict-timeline", *map(str, arguments)])
        patch.setenv("COLUMNS", str(width))
        with pytest.raises(SystemExit) as stop:
            cli.main()
    said = capsys.readouterr()
    return int(stop.value.code or 0), said.out, said.err


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    return write(folder, one_txt=REPORT, two_txt=OTHER)


def test_help_is_for_newcomers(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "--help")
    assert code == 0
    assert all(word in out for word in ("prepare", "serve", "export", "Exit codes: 0 good", "news reports"))
    for command in ("prepare", "serve", "export"):
        code, out, _ = run(capsys, command, "--help")
        assert code == 0
        assert "reports" in out.lower()


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "--version")[1].startswith("conflict-timeline 0.")


# --- prepare ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["claims.csv", "claims.parquet"])
def test_prepare_writes_claims_and_problems(capsys: pytest.CaptureFixture[str], reports: Path, name: str) -> None:
    (reports / "empty.txt").touch()
    out = reports.parent / name
    code, said, _ = run(capsys, "prepare", reports, "-o", out)
    assert code == 0
    prepared = data_prep.prepare(reports)
    pd.testing.assert_frame_equal(data_prep.prepare(out).claims, prepared.claims)
    problems = pd.read_csv(reports.parent / "claims-problems.csv")
    assert problems["file"].tolist() == ["empty.txt"]
    assert "empty.txt" in said
    assert "The file is empty" in said
    assert f"{len(prepared.claims)} claims" in said
    assert "from 2 documents" in said
    assert str(out) in said


def test_prepare_takes_a_day_and_a_file_for_problems(capsys: pytest.CaptureFixture[str], reports: Path) -> None:
    out, problems = reports.parent / "claims.csv", reports.parent / "why.csv"
    code, *_ = run(
        capsys, "prepare", reports / "one.txt", "-o", out, "--problems", problems, "--published", "2017-05-06"
    )
    assert code == 0
    assert set(pd.read_csv(out)["published"]) == {"2017-05-06"}
    assert list(pd.read_csv(problems)) == ["file", "row", "column", "value", "reason"]


def test_nothing_readable_is_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    out = tmp_path / "claims.csv"
    out.write_text("an older table")
    code, said, errors = run(capsys, "prepare", tmp_path / "none.txt", "-o", out)
    assert code == 1
    assert "no file or folder" in said
    assert "No claim could be read" in errors
    assert out.read_text() == "an older table"
    assert "none.txt" in (tmp_path / "claims-problems.csv").read_text()


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["prepare"], "Missing argument"),
        (["prepare", "a.txt"], "Missing option"),
        (["prepare", "a.txt", "-o", "claims.xlsx"], ".csv or .parquet"),
        (["prepare", "a.txt", "-o", "no-such-folder/claims.csv"], "There is no folder"),
        (["prepare", "a.txt", "-o", "a.csv", "--problems", "b.txt"], "should end in .csv"),
        (["prepare", "a.txt", "-o", "a.csv", "--published", "31 November"], "is no day"),
        (["prepare", "a.txt", "-o", "a.csv", "--publishd", "x"], "No such option"),
        (["serve", "no-such-file"], "There is no file or folder"),
        (["serve", "--port", "99999999"], "--port"),
        (["export", "pie", "a.txt", "-o", "a.png"], "timeline"),
        (["export", "timeline", "a.txt", "-o", "a.gif"], "should end in .png or .svg"),
        (["export", "timeline", "a.txt", "-o", "a.png", "--role", "buy"], "Did you mean 'by'"),
        (["export", "timeline", "a.txt", "-o", "a.png", "--from", "2016-02-31"], "is no day"),
        (["export", "rows", "a.txt", "-o", "a.png"], "should end in .csv"),
        (["export", "timeline", "a.txt", "-o", "a.svg", "--size", "poster"], "print, square, web"),
        (["draw"], "No such command"),
    ],
)
def test_wrong_use_is_two(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, arguments: list[str], word: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, errors = run(capsys, *arguments)
    assert code == 2
    assert word in errors
    assert "Traceback" not in errors
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_said_without_a_traceback(
    capsys: pytest.CaptureFixture[str], reports: Path
) -> None:
    (reports / "claims.csv").mkdir()
    code, _, errors = run(capsys, "prepare", reports / "one.txt", "-o", reports / "claims.csv")
    assert code == 1
    assert "claims.csv" in errors
    assert "Traceback" not in errors


def test_markup_in_names_and_texts_is_shown_as_it_is(capsys: pytest.CaptureFixture[str], reports: Path) -> None:
    (reports / "[bold]x.txt").write_text("")
    _, said, _ = run(capsys, "prepare", reports, "-o", reports.parent / "claims.csv")
    assert "[bold]x.txt" in said


def test_the_program_itself_runs_and_keeps_its_output_apart(reports: Path) -> None:
    command = [*PROGRAM, "prepare", str(reports), "-o", str(reports.parent / "claims.csv")]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    assert (done.returncode, done.stderr.strip()) == (0, "")
    assert "claims.csv" in done.stdout


# --- explain ------------------------------------------------------------------------------------------------------


def test_explain_tells_sentence_by_sentence(capsys: pytest.CaptureFixture[str], reports: Path) -> None:
    code, said, errors = run(capsys, "explain", reports / "two.txt")
    assert (code, errors) == (0, "")
    assert "published 2016-03-19, from the dateline" in said
    assert "claim 1:" in said
    for words in ('"four people"', "people counted beside effects.csv:", '"Saturday"', "date rule weekday", "Homs"):
        assert words in said


def test_explain_fits_a_narrow_terminal(capsys: pytest.CaptureFixture[str], reports: Path) -> None:
    _, said, _ = run(capsys, "explain", reports / "two.txt", width=60)
    assert max(len(line) for line in said.splitlines()) <= 60
    assert "events.csv:" in said.replace("\n", "").replace(" ", "")


def test_explain_tells_programs_the_same(capsys: pytest.CaptureFixture[str], reports: Path) -> None:
    _, said, _ = run(capsys, "explain", reports / "two.txt", "--json", "--published", "2016-03-20")
    told = json.loads(said)
    claim = told["sentences"][0]["claims"][0]
    assert claim["date_start"] == "2016-03-19"
    assert {"about": "killed", "words": "four people", "value": "4"}.items() <= next(
        cell for cell in claim["cells"] if cell["about"] == "killed"
    ).items()


def test_what_cannot_be_explained_is_one(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, _, errors = run(capsys, "explain", tmp_path / "none.txt")
    assert code == 1
    assert "none.txt" in errors


# --- serve --------------------------------------------------------------------------------------------------------


def test_serve_hands_the_inputs_over(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, reports: Path
) -> None:
    started: dict[str, Any] = {}

    class Page:
        def __init__(self, command: list[str], **how: Any) -> None:
            started.update(how, command=command)

        def wait(self) -> int:
            return 0

    monkeypatch.setattr(subprocess, "Popen", Page)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    monkeypatch.chdir(reports)
    code, *_ = run(capsys, "serve", "one.txt", reports, "--port", "8765")
    assert code == 0
    assert started["command"][1:4] == ["-m", "streamlit", "run"]
    assert started["command"][-4:] == ["--server.address", "localhost", "--server.port", "8765"]
    assert started["env"]["CONFLICT_TIMELINE_INPUT"] == f"{reports / 'one.txt'}{os.pathsep}{reports}"
    assert cli.INPUT == load.INPUT  # load.py imports Streamlit, which the command line must not wait for
    assert (Path(started["cwd"]) / ".streamlit" / "config.toml").is_file()


def test_serve_answers_and_stops_with_its_page(reports: Path) -> None:
    port = free_port()
    environment = {**os.environ, "STREAMLIT_SERVER_HEADLESS": "true"}
    command = [*PROGRAM, "serve", str(reports), "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        assert answers(port, seconds=40)
    finally:
        process.terminate()
        process.wait(timeout=20)
    assert not answers(port, seconds=0)


def answers(port: int, *, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while True:
        with suppress(OSError), urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2) as page:
            return bool(page.status == 200)
        if time.monotonic() > end:
            return False
        time.sleep(0.2)


# --- export -------------------------------------------------------------------------------------------------------


@pytest.mark.browser
@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize(
    ("ending", "first"), [(".png", b"\x89PNG"), (".svg", b"<svg"), (".pdf", b"%PDF"), (".html", b"<!")]
)
def test_export_draws_every_chart_in_every_format(
    capsys: pytest.CaptureFixture[str], reports: Path, chart: str, ending: str, first: bytes
) -> None:
    out = reports.parent / f"out{ending}"
    code, said, errors = run(capsys, "export", chart, reports, "-o", out, "--title", "Two attacks", "--size", "web")
    assert (code, errors.strip()) == (0, "")
    assert out.read_bytes().startswith(first)
    assert out.stat().st_size > 5_000
    assert str(out) in said


@pytest.mark.browser
def test_export_draws_the_picture_of_the_page(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    data_prep.write_claims(demo_sets.only("report"), tmp_path / "claims.parquet")
    out = tmp_path / "a.svg"
    link = "http://any.org/?actor=Russia&role=by&measure=killed&stack=place&unit=week&imprecise=placed&start=2016-03-01"
    code, *_ = run(capsys, "export", "strike-counts", tmp_path / "claims.parquet", "-o", out, "--link", link)
    assert code == 0
    chosen = from_query(parse_qs(urlsplit(link).query))
    shown = Filtered(table_of(demo_sets.only("report")), chosen, ("report",))
    assert out.read_bytes() == picture(Drawing("strike_counts", shown), "svg")


def test_what_is_compared_is_understood_however_it_is_written(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, reports: Path
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(cli, "picture", lambda *given: asked.append(given) or b"picture")
    typed = ["--side", "homs", "--side", "SIRTE", "--sides-by", "place", "--align", "start"]
    code, *_ = run(capsys, "export", "compare", reports, "-o", reports.parent / "a.svg", *typed)
    assert code == 0
    chosen = asked[0][1].selection
    assert (chosen.sides, chosen.sides_by, chosen.align) == (("Homs", "Sirte"), "place", "start")


@pytest.mark.parametrize("ending", data_prep.EXPORTS)
def test_export_writes_the_rows_that_the_filters_keep(
    capsys: pytest.CaptureFixture[str], reports: Path, ending: str
) -> None:
    out = reports.parent / f"rows{ending}"
    code, said, errors = run(capsys, "export", "rows", reports, "-o", out, "--place", "Homs")
    assert (code, errors.strip()) == (0, "")
    kept = data_prep.prepare(reports).claims.query("place == 'Homs'").reset_index(drop=True)
    assert 0 < len(kept) < len(data_prep.prepare(reports).claims)
    if data_prep.EXPORTS[ending].comes_back:
        pd.testing.assert_frame_equal(data_prep.prepare(out).claims, kept)
    assert str(out) in said


def test_rows_are_written_part_by_part_where_they_are_many(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(command_export, "MOST_ROWS", 10)
    monkeypatch.setattr(command_export, "PART", 7)
    claims = demo_sets.only("report")
    data_prep.write_claims(claims, tmp_path / "claims.parquet")
    code, *_ = run(capsys, "export", "rows", tmp_path / "claims.parquet", "-o", tmp_path / "a.csv")
    assert code == 0
    pd.testing.assert_frame_equal(data_prep.prepare(tmp_path / "a.csv").claims, claims)
    code, _, errors = run(capsys, "export", "rows", tmp_path / "claims.parquet", "-o", tmp_path / "a.xlsx")
    assert code == 2
    assert "are too many for one file of this kind" in errors


def test_rows_of_several_files_written_part_by_part_are_one_table(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(command_export, "MOST_ROWS", 3)
    monkeypatch.setattr(command_export, "PART", 4)
    (tmp_path / "in").mkdir()
    own = {"ucdp-ged": {}, "acled": {"acled:a\nb": "tag"}}
    for name, columns in own.items():
        claims = demo_sets.only(name).drop(columns="acled:tags").assign(**columns)
        data_prep.write_claims(claims, tmp_path / "in" / f"{name}.parquet")
    sets = ("--dataset", "ucdp-ged", "--dataset", "acled")
    code, *_ = run(capsys, "export", "rows", tmp_path / "in", "-o", tmp_path / "a.csv", *sets)
    assert code == 0
    read = data_prep.prepare(tmp_path / "a.csv")
    assert read.problems.empty
    assert read.claims.groupby("dataset", observed=True)["acled:a\nb"].count().to_dict() == {"ucdp-ged": 0, "acled": 8}


def test_a_comparison_is_drawn_where_only_the_filter_that_it_compares_leaves_nothing(
    capsys: pytest.CaptureFixture[str], reports: Path
) -> None:
    page = reports.parent / "a.html"
    periods = ("--sides-by", "period", "--side", "2015", "--side", "2016", "--from", "2030-01-01")
    code, *_ = run(capsys, "export", "compare", reports, "-o", page, *periods)
    assert code == 0
    assert "2030" not in page.read_text(encoding="utf-8").partition("<script")[0]
    code, _, errors = run(capsys, "export", "timeline", reports, "-o", page, "--from", "2030-01-01")
    assert (code, "No event is left" in errors) == (1, True)


def test_export_passes_every_choice_on(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, reports: Path
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(cli, "picture", lambda *given: asked.append(given) or b"picture")
    typed = (
        "--role by --attribution STATED --attribution unstated --from 2016-03-01 --to 2016-03-31 --place homs "
        "--stance reported --lanes place --order first --measure killed --unit quarter --stack source "
        "--arrange panels --running mean --imprecise left_out --match all --area 30,30,45,40 --window 35,30,40,36"
    )
    code, *_ = run(capsys, "export", "strike-counts", reports, "-o", reports.parent / "a.svg", *typed.split())
    assert code == 0
    ((chart, kept, _, size, title),) = asked
    chosen = kept.selection
    assert (chart, size, title) == ("strike-counts", "print", None)
    assert (chosen.role, chosen.match, chosen.place, chosen.stance) == ("by", "all", ("Homs",), ("reported",))
    assert (str(chosen.start), str(chosen.end)) == ("2016-03-01", "2016-03-31")
    assert (chosen.lanes, chosen.order, chosen.measure, chosen.unit) == ("place", "first", "killed", "quarter")
    assert (chosen.stack, chosen.arrange, chosen.running, chosen.imprecise) == ("source", "panels", "mean", "left_out")
    assert (chosen.area, chosen.window) == ("30,30,45,40", "35,30,40,36")


def test_every_field_of_a_selection_can_be_typed() -> None:
    typed = inspect.signature(cli.export).parameters
    assert set(NAMES) - set(typed) == {"compared"}


def test_options_come_on_top_of_a_link(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, reports: Path
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(cli, "picture", lambda *given: asked.append(given) or b"picture")
    link = "https://any.org/?lanes=place&order=first&embed=true&unknown=1"
    code, *_ = run(capsys, "export", "timeline", reports, "-o", reports / "a.svg", "--link", link, "--lanes", "type")
    assert code == 0
    assert (asked[0][1].selection.lanes, asked[0][1].selection.order) == ("type", "first")


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("--area 1,2,3", "no part of the map"),
        ("--window 1,2,3,4,5,6", "no part of the map"),
        ("--event nothing", "No claim is of the event"),
        ("--side Sirt --sides-by place", "Did you mean 'Sirte'?"),
        ("--side 1999-13 --sides-by period", "is no period"),
        ("--side a --side b --side c --side d --side e --side f --side g", "At most 6 stand on one axis"),
    ],
)
def test_what_is_nowhere_is_wrong_use(capsys: pytest.CaptureFixture[str], reports: Path, typed: str, word: str) -> None:
    code, _, errors = run(capsys, "export", "timeline", reports, "-o", reports.parent / "a.html", *typed.split())
    assert code == 2
    assert word in errors


@pytest.mark.parametrize("ending", [".png", ".svg", ".pdf"])
def test_without_a_browser_pictures_say_so_before_anything_is_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, reports: Path, ending: str
) -> None:
    monkeypatch.setenv("BROWSER_PATH", str(reports / "none"))
    code, said, errors = run(capsys, "export", "timeline", reports, "-o", reports.parent / f"a{ending}")
    assert (code, said) == (1, "")
    assert "a page (.html) needs none" in errors
    code, *_ = run(capsys, "export", "timeline", reports, "-o", reports.parent / "a.html")
    assert code == 0


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("", {"report"}),
        ("--dataset acled", {"acled"}),
        ("--dataset gdelt --dataset ucdp-ged", {"gdelt", "ucdp-ged"}),
    ],
)
def test_export_draws_one_data_set_or_several_side_by_side(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, typed: str, drawn: set[str]
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(cli, "picture", lambda *given: asked.append(given) or b"picture")
    data_prep.write_claims(demo_sets.claims(), tmp_path / "sets.parquet")
    code, *_ = run(capsys, "export", "timeline", tmp_path / "sets.parquet", "-o", tmp_path / "a.svg", *typed.split())
    assert code == 0
    assert set(asked[0][1].told.datasets) == drawn


def test_a_data_set_that_must_be_asked_for_says_how(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    data_prep.write_claims(demo_sets.only("gdelt"), tmp_path / "sets.parquet")
    for typed, words in (((), "add --dataset gdelt"), (("--dataset", "acled"), "No claim is of the data set 'acled'")):
        given = ("export", "timeline", tmp_path / "sets.parquet", "-o", tmp_path / "a.html", *typed)
        code, _, errors = run(capsys, *given)
        assert code == 2
        assert words in errors


def test_a_name_that_no_claim_has_is_wrong_use(capsys: pytest.CaptureFixture[str], reports: Path) -> None:
    code, _, errors = run(capsys, "export", "timeline", reports, "-o", reports / "a.html", "--place", "Sirt")
    assert code == 2
    assert "No claim has the place 'Sirt'. Did you mean 'Sirte'?" in errors


def test_filters_that_leave_nothing_say_so(capsys: pytest.CaptureFixture[str], reports: Path) -> None:
    out = reports / "a.html"
    code, _, errors = run(capsys, "export", "timeline", reports, "-o", out, "--to", "1999-01-01")
    assert code == 1
    assert "No event is left with these filters" in errors
    assert not out.exists()


def test_an_export_of_nothing_says_why(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    write(tmp_path, empty_txt="")
    code, _, errors = run(capsys, "export", "timeline", tmp_path, "-o", tmp_path / "a.html")
    assert code == 1
    assert "The file is empty" in errors
