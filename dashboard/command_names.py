"""Words and names as typed on the command line, to those that the program and the claims know."""

from __future__ import annotations

from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from dashboard.datasets import chosen, held
from dashboard.drawing.compared import MOST_LINES
from dashboard.filters import names
from dashboard.sides import period
from dashboard.state import COMPARE
from dashboard.words import words
from data_prep import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from dashboard.state import Selection
    from dashboard.store.table import Table


def of_datasets(table: Table, selection: Selection) -> tuple[str, ...]:
    """The data sets that the selection names, or the one that is shown by default.

    Raises UsageError for a name that no claim has, and where all claims are of a data set that must be asked for.
    """
    loaded = [one.name for one in held(table)]
    for name in (*selection.compared, *([selection.dataset] if selection.dataset != COMPARE else [])):
        if name and name not in loaded:
            raise UsageError(f"No claim is of the data set {not_among(name, loaded)}")
    found = chosen(table, selection)
    if not found:
        raise UsageError(f"{loaded[0]} is in no count unless it is asked for: add --dataset {loaded[0]}.")
    return found


def named_in(
    table: Table, selection: Selection, datasets: Collection[str], aliases: Callable[[str], set[str]]
) -> Selection:
    """The selection with every name as the claims write it: capitals do not matter, nor which alias of an actor.

    Raises UsageError for a name that no claim of these data sets has, with the nearest ones.
    """
    spelled: dict[str, Any] = {}
    for field, known in names(table, datasets).items():
        actors = field in ("actor", "without")
        spellings = {name: aliases(name) if actors and getattr(selection, field) else set() for name in sorted(known)}
        spelled[field] = tuple(_name(field, typed, spellings) for typed in getattr(selection, field))
    return replace(selection, **spelled)


def sides_in(
    table: Table, selection: Selection, datasets: Collection[str], aliases: Callable[[str], set[str]]
) -> Selection:
    """The selection with what it compares as the claims write it. Raises UsageError for a name that no claim has, for
    what is no period, and for more than stand on one axis."""
    by, typed = selection.sides_by, selection.sides
    if len(typed) > MOST_LINES:
        raise UsageError(words("command")["sides"].format(most=MOST_LINES))
    if by == "period":
        for text in typed:
            if period(text) is None:
                raise UsageError(words("command")["period"].format(text=text))
        return selection
    known = [one.name for one in held(table)] if by == "dataset" else names(table, datasets)[by] if typed else ()
    spellings = {name: aliases(name) if by == "actor" else set() for name in sorted(known)}
    return replace(selection, sides=tuple(_name(by, text, spellings) for text in typed))


def _name(field: str, typed: str, spellings: Mapping[str, Collection[str]]) -> str:
    wanted = typed.casefold()
    named = [name for name in spellings if name.casefold() == wanted]
    meant = [name for name, others in spellings.items() if wanted in {other.casefold() for other in others}]
    if named or len(meant) == 1:
        return (named or meant)[0]
    shown = {other: name for name, others in spellings.items() for other in {name, *others}}
    raise UsageError(f"No claim has the {field.replace('_', ' ')} {not_among(typed, spellings, shown)}")


def not_among(typed: str, allowed: Collection[str], spellings: Mapping[str, str] | None = None) -> str:
    """What was typed and what it may have meant; ``spellings``: every way to write the allowed words."""
    folded = {word.casefold(): name for word, name in (spellings or {word: word for word in allowed}).items()}
    near = list(dict.fromkeys(folded[word] for word in get_close_matches(typed.casefold(), list(folded), n=3)))
    if near:
        return f"{typed!r}. Did you mean {' or '.join(map(repr, near))}?"
    shown = ", ".join(sorted(allowed)[:12])
    return f"{typed!r}. There are: {shown}{', ...' if len(allowed) > 12 else '.'}"
