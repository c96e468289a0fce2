"""What the columns of any table are taken for, by their names and by what their cells look like."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from data_prep.errors import UsageError, unknown
from data_prep.tables.column_names import HXL, NONE, Named, named
from data_prep.tables.contents import Contents, is_degree_with_decimals, is_named_country, is_plain_date
from data_prep.tables.known_places import is_place
from data_prep.tables.plain import normal
from data_prep.vocab import table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from data_prep.tables.header import Header

SAMPLES = 3
_LEAST = 0.5
"""Confidence below which a column is taken for nothing."""
_FITTING = 0.5
"""Share of the cells that must be of the kind of their target."""
_UNSEEN = 0.7
"""What is left of the confidence where no cell can be looked at."""
_BY_CONTENTS = 0.5
_ALIKE = 0.9
"""Share of the cells by which a column without a telling name is known."""
_FILLED = 0.05
_STORY = 50
"""Characters that the cells of a column of notes have on average."""


@dataclass(frozen=True)
class Guessed:
    """One column of the file: what it is taken for (None: nothing), how surely (0 to 1), why in one phrase, its first
    values, and the other targets it could be taken for."""

    column: str
    target: str | None
    confidence: float
    why: str
    samples: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True)
class Guess:
    """What a table's columns are taken for, one entry for each column of the file, in its order."""

    columns: tuple[Guessed, ...]

    @property
    def mapping(self) -> dict[str, str]:
        """Target -> column."""
        return {one.target: one.column for one in self.columns if one.target is not None}

    @property
    def lost(self) -> tuple[str, ...]:
        """Columns that are taken for nothing; they are kept beside the claims."""
        return tuple(one.column for one in self.columns if one.target is None)


@dataclass(frozen=True)
class _Candidate:
    place: int
    target: str
    confidence: float
    why: str
    filled: float = 1.0
    """Share of the rows in which the column says something."""

    @property
    def rank(self) -> tuple[float, int]:
        """Of two columns for one thing the surer goes first; one that is mostly empty stands behind."""
        return -self.confidence * min(1.0, max(2 * self.filled, _FILLED)) ** 0.5, self.place


@cache
def targets() -> Mapping[str, Mapping[str, str]]:
    """Target -> its row of ``table_targets.csv``: kind, tells, meaning."""
    return {row["target"]: row for row in table("table_targets")}


def guess(header: Header, rows: Sequence[Sequence[str]]) -> Guess:
    """What each column is taken for; no target twice. ``rows``: some rows of data, the header not among them."""
    tags = header.tags or ("",) * len(header.names)
    names = [named(name, tag) for name, tag in zip(header.names, tags, strict=True)]
    contents = [Contents(row[at] for row in rows if at < len(row)) for at in range(len(header.names))]
    candidates = [one for at in range(len(names)) for one in _by_name(at, names[at], contents[at])]
    silent = [at for at in range(len(names)) if not any(one.place == at for one in candidates)]
    told = [at for at in silent if not _is_told_apart(names[at])]
    candidates += _by_contents(told, contents, taken={one.target for one in candidates})
    chosen = _chosen(candidates)
    return Guess(tuple(_guessed(at, header.names[at], names, contents, candidates, chosen) for at in range(len(names))))


def _is_told_apart(names: Sequence[Named]) -> bool:
    """Whether the name is of something that is no target, or plainly of one whose cells are not found in it."""
    return any(one.target == NONE and one.score >= _LEAST for one in names)


def _by_name(at: int, names: Sequence[Named], contents: Contents) -> Iterator[_Candidate]:
    nothing = max((one.score for one in names if one.target == NONE), default=0.0)
    for one in names:
        if one.target == NONE or one.score <= nothing:
            continue
        kind = targets()[one.target]["kind"]
        fit = contents.fit(kind) if contents.cells else _UNSEEN
        confidence = one.score * fit
        if confidence >= _LEAST or (fit >= _FITTING and confidence >= _LEAST * _FITTING and one.score >= _LEAST):
            yield _Candidate(at, one.target, round(confidence, 2), _why(one, kind, contents), contents.share_filled)


def _why(one: Named, kind: str, contents: Contents) -> str:
    """``by its name; 98% of its values are counts``."""
    by = "by its HXL tag" if one.language == HXL else "by its name"
    if not contents.cells:
        return f"{by}; it has no values to look at"
    return f"{by}; {contents.fit(kind):.0%} of its values are {_CALLED[kind]}" if kind in _CALLED else by


_CALLED = {
    "day": "dates",
    "year": "years",
    "month": "months",
    "monthday": "days of a month",
    "count": "counts",
    "degree": "degrees",
    "degrees": "pairs of degrees",
    "country": "countries",
    "url": "addresses",
}


# --- Columns whose names say nothing --------------------------------------------------------------------------------


def _by_contents(places: Sequence[int], contents: Sequence[Contents], taken: set[str]) -> list[_Candidate]:
    found: list[_Candidate] = []
    for target, test, why in _TELLING:
        at = next((at for at in places if contents[at].cells and contents[at].share(test) >= _ALIKE), None)
        if at is not None and target not in taken:
            found.append(_Candidate(at, target, _BY_CONTENTS, f"by its values, which are {why}"))
            places = [other for other in places if other != at]
    return found + _by_degrees(places, contents, taken) + _by_words(places, contents, taken)


_TELLING: tuple[tuple[str, Callable[[str], bool], str], ...] = (
    ("date", is_plain_date, "dates"),
    ("coordinates", lambda cell: Contents([cell]).fit("degrees") == 1, "pairs of degrees"),
    ("url", lambda cell: Contents([cell]).fit("url") == 1, "addresses"),
    ("country", is_named_country, "countries"),
)


def _by_degrees(places: Sequence[int], contents: Sequence[Contents], taken: set[str]) -> list[_Candidate]:
    """Two columns of degrees side by side are north and east."""
    degrees = [at for at in places if contents[at].cells and contents[at].share(is_degree_with_decimals) >= _ALIKE]
    pair = next((at for at in degrees if at + 1 in degrees), None)
    if pair is None or taken & {"latitude", "longitude", "coordinates"}:
        return []
    why = "by its values, which are degrees beside other degrees"
    return [_Candidate(pair, "latitude", _BY_CONTENTS, why), _Candidate(pair + 1, "longitude", _BY_CONTENTS, why)]


def _by_words(places: Sequence[int], contents: Sequence[Contents], taken: set[str]) -> list[_Candidate]:
    """A place where most cells are known ones; a note where cells are long."""
    found = []
    if "place" not in taken:
        found = [
            _Candidate(at, "place", _BY_CONTENTS, "by its values, most of which are known places")
            for at in places
            if len(contents[at].cells) > 1
            and contents[at].fit("name") >= _ALIKE
            and contents[at].share(is_place) >= _MOSTLY
        ][:1]
    rest = [at for at in places if at not in {one.place for one in found} and contents[at].length >= _STORY]
    if "note" not in taken:
        found += [
            _Candidate(at, "note", _BY_CONTENTS, "by its values, which are long texts")
            for at in _longest(rest, contents)
        ]
    return found


_MOSTLY = 0.6


def _longest(places: Sequence[int], contents: Sequence[Contents]) -> list[int]:
    texts = [at for at in places if contents[at].fit("text") >= _ALIKE]
    return sorted(texts, key=lambda at: -contents[at].length)[:1]


# --- Choosing -------------------------------------------------------------------------------------------------------


def _chosen(candidates: Iterable[_Candidate]) -> dict[int, _Candidate]:
    """Column -> what it is taken for: the surest first, no target and no column twice."""
    chosen: dict[int, _Candidate] = {}
    targets_taken: set[str] = set()
    for one in sorted(candidates, key=lambda one: one.rank):
        if one.place not in chosen and one.target not in targets_taken:
            chosen[one.place] = one
            targets_taken.add(one.target)
    return chosen


def _guessed(
    at: int,
    name: str,
    names: Sequence[Sequence[Named]],
    contents: Sequence[Contents],
    candidates: Sequence[_Candidate],
    chosen: Mapping[int, _Candidate],
) -> Guessed:
    own = sorted((one for one in candidates if one.place == at), key=lambda one: -one.confidence)
    taken = chosen.get(at)
    others = tuple(one.target for one in own if one is not taken)
    samples = tuple(contents[at].cells[:SAMPLES])
    if taken is not None:
        return Guessed(name, taken.target, taken.confidence, taken.why, samples, others)
    return Guessed(name, None, 0.0, _why_not(names[at], contents[at], own), samples, others)


def _why_not(names: Sequence[Named], contents: Contents, own: Sequence[_Candidate]) -> str:
    if own:
        return f"another column is more surely {own[0].target}"
    like = next((one for one in names if one.target != NONE and one.score >= _LEAST), None)
    if like is not None and contents.cells and not _is_told_apart(names):
        kind = targets()[like.target]["kind"]
        return f"named like {like.target}, but {contents.fit(kind):.0%} of its values are {_CALLED.get(kind, 'words')}"
    return "neither its name nor its values say what it is" if contents.cells else "it is empty"


# --- What the user says ---------------------------------------------------------------------------------------------


def needed(mapping: Mapping[str, str]) -> list[str]:
    """What is missing before a table can be read by a mapping, a sentence each; nothing where it can be."""
    lacking = []
    if not mapping.keys() & {"date", "year"}:
        lacking.append("No column is taken for the date.")
    if not any(row["tells"] == "yes" for target, row in targets().items() if target in mapping):
        lacking.append(
            "No column says what happened: a place, a number of killed, who did it, a kind of event or a note."
        )
    return lacking


def apply_choices(guessed: Guess, choices: Mapping[str, str]) -> dict[str, str]:
    """The guessed mapping (target -> column) with the user's choices; an empty column takes the target off.

    A column is found by its name in any capitals. Raises UsageError for a target or column that there is not, and for
    a column that is chosen twice.
    """
    columns = [one.column for one in guessed.columns]
    wanted = {_target(target): _column(column, columns) for target, column in choices.items()}
    chosen = [column for column in wanted.values() if column]
    for column in chosen:
        if chosen.count(column) > 1:
            raise UsageError(f"column {column!r} is chosen twice: it can be taken for one thing only.")
    kept = {
        target: column for target, column in guessed.mapping.items() if target not in wanted and column not in chosen
    }
    return {**kept, **{target: column for target, column in wanted.items() if column}}


def check_targets(choices: Mapping[str, str]) -> None:
    """Raises UsageError for a target that there is not."""
    for target in choices:
        _target(target)


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith("?") else f"{sentence}."


def _target(target: str) -> str:
    plain = normal(target).replace(" ", "_")
    if plain not in targets():
        raise UsageError(f"{_ended(unknown('target', target, targets()))} Known are: {', '.join(targets())}.")
    return plain


def _column(column: str, columns: Sequence[str]) -> str:
    if not column.strip() or column in columns:
        return column.strip() if not column.strip() else column
    same = [name for name in columns if normal(name) == normal(column)]
    if len(same) != 1:
        raise UsageError(f"{_ended(unknown('column', column, columns))} The table has: {', '.join(columns)}.")
    return same[0]
