"""Rows of the table for many events: measurements, how they compare, and why what is missing is missing."""

from __future__ import annotations

from benchmarks.many_events import NOT_REACHED, crowd_lines, seconds, visit_lines
from benchmarks.memory import MEBIBYTE
from benchmarks.page import Times, Waited
from benchmarks.sessions import Crowd
from benchmarks.visit import BACK, FILTER, START, Visit


def _visit(factor: float) -> Visit:
    visit = Visit(server_peak=int(300 * factor * MEBIBYTE), server=int(200 * factor * MEBIBYTE))
    for action in (START, FILTER, BACK):
        for wait in (1.0, 1.5, 2.0, 2.5, 3.0):
            visit.note(action, Waited(wait * factor / 2, wait * factor), int(factor * 4 * MEBIBYTE))
    return visit


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_a_time_is_said_with_its_spread_and_how_it_compares() -> None:
    start = _cells(next(visit_lines(16_000, _visit(1), _visit(4))))
    assert start[0] == "16,000 events: from `streamlit run` to the first chart"
    assert start[1] == "2.00 s (95 of 100: 2.90 s; 0.25 times)"
    assert start[2] == "8.00 s (95 of 100: 11.60 s)"


def test_of_few_measurements_the_slowest_is_said() -> None:
    assert seconds(Times((1.0, 2.0))) == "1.50 s (slowest of 2: 2.00 s)"
    assert seconds(Times((1.0,))) == "1.00 s (slowest of 1: 1.00 s)"


def test_bytes_are_said_in_mb() -> None:
    rows = {cells[0]: cells for cells in map(_cells, visit_lines(5, _visit(1), _visit(4)))}
    assert rows["5 events: sent to the browser for a filter"][1:3] == ["4.00 MB (0.25 times)", "16 MB"]
    assert rows["5 events: server memory, at most"][1:3] == ["300 MB (0.25 times)", "1,200 MB"]


def test_what_failed_says_why_and_what_was_not_done_is_not_0() -> None:
    plain = Visit(failed={START: "Data of size 300 MB exceeds the limit"})
    rows = [_cells(line) for line in visit_lines(2_500_000, _visit(1), plain)]
    assert rows[0][1:3] == ["2.00 s (95 of 100: 2.90 s)", "Data of size 300 MB exceeds the limit"]
    assert {row[2] for row in rows[1:]} == {NOT_REACHED}
    assert not any("times" in row[1] for row in rows)


def test_what_failed_now_and_then_has_its_times_too() -> None:
    ours = _visit(1)
    ours.failed[FILTER] = "not done within 60 s"
    _, seen, whole, *_ = [_cells(line) for line in visit_lines(5, ours, _visit(4))]
    assert seen[1] == "1.00 s (95 of 100: 1.45 s; 0.25 times), not always: not done within 60 s"
    assert whole[1] == "2.00 s (95 of 100: 2.90 s; 0.25 times), not always: not done within 60 s"


def test_without_the_plain_page_its_cells_are_empty() -> None:
    rows = [_cells(line) for line in visit_lines(10_000_000, _visit(1))]
    assert all(row[2:] == ["", ""] for row in rows)
    assert rows[0][1] == "2.00 s (95 of 100: 2.90 s)"


def test_many_visitors_beside_those_of_the_plain_page() -> None:
    ours = Crowd(Times((0.5,) * 5), 300 * MEBIBYTE, 320 * MEBIBYTE)
    plain = Crowd(Times((5.0,) * 5), 600 * MEBIBYTE, 3000 * MEBIBYTE)
    waits, memory = map(_cells, crowd_lines(385_000, ours, plain))
    assert waits[0] == "385,000 events: 10 visitors who click every 2 s: from click to the end of the script"
    assert waits[1:3] == ["0.50 s (95 of 100: 0.50 s; 0.10 times)", "5.00 s (95 of 100: 5.00 s)"]
    assert memory[1:3] == ["300 MB; 320 MB", "600 MB; 3,000 MB"]


def test_visitors_who_were_not_answered_say_why() -> None:
    ours = Crowd(Times((0.5,) * 5), 300 * MEBIBYTE, 320 * MEBIBYTE)
    waits, memory = map(_cells, crowd_lines(5, ours, "not done within 60 s"))
    assert waits[1:3] == ["0.50 s (95 of 100: 0.50 s)", "not done within 60 s"]
    assert memory[2] == NOT_REACHED
    alone, _ = map(_cells, crowd_lines(5, ours))
    assert alone[2:] == ["", ""]
