"""Formats from their TOML files, checked key by key."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from data_prep.errors import VocabularyError, unknown
from data_prep.frame import CLAIMS, DATASETS
from data_prep.tables.format import (
    VERBS,
    About,
    Dates,
    Edition,
    Flag,
    Format,
    Headerless,
    Names,
    Recipe,
    Recognise,
    Rewrite,
    When,
    Wider,
    Words,
)
from data_prep.vocab import mapping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

FOLDER = Path(__file__).parent / "formats"

Part = TypeVar("Part")


@cache
def formats() -> Mapping[str, Format]:
    """Every format by name. Raises VocabularyError, naming file and key, for what a format cannot say."""
    return {path.stem: load(path) for path in sorted(FOLDER.glob("*.toml"))}


def load(path: Path) -> Format:
    """The format in one file. Raises VocabularyError, naming file and key."""
    try:
        return _format(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise VocabularyError(f"{path.name} cannot be read: {error}") from error
    except (KeyError, TypeError, ValueError, re.error, AttributeError) as error:
        raise VocabularyError(f"{path.name}: {error}") from error


def _format(name: str, given: dict[str, Any]) -> Format:
    parts: dict[str, Callable[[Any], Any]] = {
        "about": lambda told: _made(About, told),
        "recognise": _recognise,
        "frame": lambda told: {column: _recipe(column, recipe) for column, recipe in told.items()},
        "dates": _dates,
        "names": _names,
        "id": _several,
        "version": re.compile,
        "missing": lambda told: tuple(cell.casefold() for cell in _several(told)),
        "editions": lambda told: tuple(_edition(one) for one in told),
        "flags": lambda told: tuple(_flag(one) for one in told),
        "refuse": lambda told: tuple((_when(one, "reason"), one["reason"]) for one in told),
        "ignored": _several,
        "id_by_file": bool,
    }
    for key in given:
        if key not in {field.name for field in fields(Format)}:
            raise ValueError(unknown("key", key, [field.name for field in fields(Format)]))
    read = {key: parts.get(key, str)(told) for key, told in given.items()}
    made = Format(name=name, **{"dates": Dates(), "recognise": Recognise(), **read})
    if made.dataset not in DATASETS:
        raise ValueError(unknown("dataset", made.dataset, DATASETS))
    return made


def _made(kind: Callable[..., Part], given: Mapping[str, Any], **others: Any) -> Part:
    """A part of a format from the keys given; a list becomes a tuple. A key that is none of its fields is an error."""
    known = {one.name for one in fields(kind)}  # type: ignore[arg-type]
    for key in {*given, *others} - known:
        raise ValueError(unknown(f"key of {kind.__name__.lower()}", key, known))
    plain = {key: tuple(value) if isinstance(value, list) else value for key, value in given.items()}
    for key, value in plain.items():
        if key in _CHOICES and value not in _CHOICES[key]:
            raise ValueError(unknown(key, str(value), _CHOICES[key]))
    lists = {one.name for one in fields(kind) if one.type == "Words"}  # type: ignore[arg-type]
    plain |= {key: _several(value) for key, value in plain.items() if key in lists}
    return kind(**{**plain, **others})


SPANS = ("week", "weekend", "month", "beginning", "middle", "end")
_CHOICES: Mapping[str, Words] = {
    "order": ("day-first", "month-first"),
    "bound": ("low", "high"),
    "countries": ("names", "fips"),
    "span": SPANS,
}
"""Keys that have one of a few values."""


def _recognise(given: Mapping[str, Any]) -> Recognise:
    headerless = tuple(_headerless(one) for one in given.get("headerless", ()))
    columns = tuple(tuple(either.split("|")) for either in given.get("columns", ()))
    return _made(Recognise, given, columns=columns, headerless=headerless)


def _headerless(given: Mapping[str, Any]) -> Headerless:
    cells = {column: re.compile(cell) for column, cell in given["cells"].items()}
    for column in cells:
        if column not in given["columns"]:
            raise ValueError(unknown("column", column, given["columns"]))
    return _made(Headerless, given, cells=cells)


def _edition(given: Mapping[str, Any]) -> Edition:
    return _made(
        Edition, given, **{key: re.compile(given[key], re.IGNORECASE) for key in ("file", "cell") if key in given}
    )


def _when(given: Mapping[str, Any], *others: str) -> When:
    """The condition among the keys of a table that has ``others`` too."""
    names = {"is": "is_"}
    told = {names.get(key, key): value for key, value in given.items() if key not in others}
    holds = {"holds": re.compile(told["holds"], re.IGNORECASE)} if "holds" in told else {}
    made = _made(When, told, **holds)
    if not (made.above or made.filled or (made.column and (made.is_ or made.holds or made.none_of or made.empty))):
        raise ValueError(f"no condition is given in {dict(given)}")
    for name in (*made.above, *made.filled):
        if name not in CLAIMS:
            raise ValueError(unknown("column", name, CLAIMS))
    return made


def _flag(given: Mapping[str, Any]) -> Flag:
    if given["flag"] not in mapping("flags", "flag", "meaning"):
        raise ValueError(unknown("flag", given["flag"], mapping("flags", "flag", "meaning")))
    return Flag(given["flag"], _when(given, "flag"))


def _dates(given: Mapping[str, Any]) -> Dates:
    made = _made(Dates, given, wider=tuple(_wider(one) for one in given.get("wider", ())))
    if made.earliest:
        date.fromisoformat(made.earliest)
    return made


def _wider(given: Mapping[str, Any]) -> Wider:
    own = {key: value for key, value in given.items() if key in {one.name for one in fields(Wider)}}
    words = tuple((re.compile(words), span) for words, span in given.get("words", ()))
    for _, span in words:
        if span not in SPANS:
            raise ValueError(unknown("span", span, SPANS))
    return _made(Wider, own, when=_when(given, *own), words=words)


def _names(given: Mapping[str, Any]) -> Names:
    both = {key: tuple(_rewrite(one) for one in given[key]) for key in ("actors", "places") if key in given}
    nobody = tuple(word.casefold() for word in given.get("nobody", ()))
    return _made(Names, given, **both, nobody=nobody)


def _rewrite(given: Iterable[str]) -> Rewrite:
    form, becomes = given
    return Rewrite(re.compile(form, re.IGNORECASE), becomes)


def _recipe(column: str, given: Mapping[str, Any]) -> Recipe:
    """``{ number = "best" }``: the verb is the one key that is a verb, and what it is given are its columns."""
    if column not in CLAIMS:
        raise ValueError(unknown("column", column, CLAIMS))
    verbs = [key for key in given if key in VERBS]
    verb = "values" if "values" in verbs else verbs[0] if len(verbs) == 1 else ""
    if not verb:
        raise ValueError(f"[frame] {column}: one of {', '.join(VERBS)} is needed")
    told = {key: value for key, value in given.items() if key not in {verb, "of"}}
    others = [told[key] for key in ("otherwise", "nobody", "several") if key in told]
    _check_values(column, [*others, *_several(told.get("sure", ()))])
    if verb == "values":
        values = {str(cell).casefold(): value for cell, value in given["values"].items()}
        _check_values(column, values.values())
        return _made(Recipe, told, verb=verb, columns=_several(given["of"]), values=values)
    if verb == "value":
        _check_values(column, [given["value"]])
        return _made(Recipe, told, verb=verb, value=given["value"])
    return _made(Recipe, told, verb=verb, columns=_several(given[verb]))


def _check_values(column: str, values: Iterable[str]) -> None:
    for value in values:
        if CLAIMS[column].values and value not in CLAIMS[column].values:
            raise ValueError(f"[frame] {column}: " + unknown("value", value, CLAIMS[column].values))


def _several(given: str | Iterable[str]) -> Words:
    return (given,) if isinstance(given, str) else tuple(given)
