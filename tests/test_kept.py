"""What is kept beside some events: worked out once, forgotten with them, and never without end."""

from __future__ import annotations

import gc
from weakref import ref

from demo import claims as demo_claims

from dashboard.charts.strike_counts import build
from dashboard.drawing.kept import FEW, kept, kept_few
from dashboard.events import Told, events
from dashboard.figures import headline


def test_it_is_worked_out_once_for_each_choice() -> None:
    asked: list[int] = []

    @kept
    def doubled(told: Told, number: int) -> int:
        asked.append(number)
        return len(told) * number

    told = events(demo_claims())
    assert [doubled(told, 2), doubled(told, 2), doubled(told, 3)] == [2 * len(told), 2 * len(told), 3 * len(told)]
    assert asked == [2, 3]


def test_the_oldest_of_many_is_forgotten() -> None:
    asked: list[int] = []

    @kept_few
    def seen(told: Told, number: int) -> int:
        asked.append(number)
        return number + len(told)

    told = events(demo_claims())
    for number in (*range(FEW + 1), FEW, 0):
        assert seen(told, number) == number + len(told)
    assert asked == [*range(FEW + 1), 0]


def test_events_are_let_go_with_all_that_was_worked_out_of_them() -> None:
    whole = events(demo_claims())
    some = whole.where(whole.dated)
    build(some, measure="killed", stack="actor", arrange="beside")
    headline(some)
    gone = ref(some)
    del some
    gc.collect()
    assert gone() is None
