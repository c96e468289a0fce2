"""What the sources say of one event, as HTML for a slide: their figures side by side, then each in its own words."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import TYPE_CHECKING, Any, TypeAlias

from data_prep.slide_days import day_in_words
from data_prep.tables.datasets import DATASETS
from data_prep.vocab import mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Claim: TypeAlias = Mapping[str, Any]
_ZERO = "zero-or-unknown"


class Words:
    """The words of a language, filled in."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._words = words

    def of(self, key: str) -> Any:
        """A list or table of words."""
        return self._words[key]

    def __call__(self, key: str, /, **values: object) -> str:
        """A text with its ``{names}`` replaced by ``values``."""
        return str(self._words[key]).format(**values)

    def count(self, key: str, number: int) -> str:
        """A number with its noun."""
        return self(f"{key}_one") if number == 1 else self(key, count=f"{number:,}")


def story(say: Words, claims: Sequence[Claim]) -> str:
    """All claims on an event as HTML; every text of a source is escaped."""
    return _figures(say, claims) + "".join(_told(say, claim) for claim in claims)


def names(claim: Claim) -> list[str]:
    """Who carried it out, or both sides where it is not said who attacked."""
    sides = claim["targets"] if claim["attribution"] == "unstated" and claim["perpetrators"] else []
    return [*claim["perpetrators"], *sides]


def _source(say: Words, claim: Claim) -> str:
    source = claim["source"] or claim["publisher"] or say("source_unknown")
    return say("denies", source=source) if claim["stance"] == "denied" else str(source)


# --- Figures side by side -----------------------------------------------------------------------------------------


def _figures(say: Words, claims: Sequence[Claim]) -> str:
    """A row for each claim, a column for each figure that one of them gives."""
    measures = {
        key: label for key, label in say.of("measures").items() if any(_figure(say, one, key) for one in claims)
    }
    if not measures:
        return ""
    head = "".join(f"<th>{escape(label)}</th>" for label in (say("who"), *measures.values()))
    return f"<table><tr>{head}</tr>{''.join(_row(say, claim, measures) for claim in claims)}</table>"


def _row(say: Words, claim: Claim, measures: Mapping[str, str]) -> str:
    cells = (escape(_figure(say, claim, key) or say("not_given")) for key in measures)
    return f"<tr><td>{escape(_source(say, claim))}</td>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _figure(say: Words, claim: Claim, measure: str) -> str:
    """A figure as it was given; empty where none was."""
    low, high, best = (claim.get(f"{measure}_{end}") for end in ("low", "high", "best"))
    given = [_bounds(say, low, high, unsure=_ZERO in claim["flags"])] if (low, high) != (None, None) else []
    if best is not None:
        given.append(say("best", best=f"{best:,}"))
    return "; ".join(given)


def _bounds(say: Words, low: int | None, high: int | None, *, unsure: bool) -> str:
    if low == 0 and high is None and unsure:
        return say("zero_or_unknown")
    key = "at_most" if low is None else "at_least" if high is None else "exactly" if low == high else "range"
    return say(key, low=f"{low or 0:,}", high=f"{high or 0:,}")


# --- In their own words -------------------------------------------------------------------------------------------


def _told(say: Words, claim: Claim) -> str:
    said = claim["sentence"]
    quoted = f'<blockquote dir="auto">{escape(said)}</blockquote>' if said else ""
    notes = "".join(f"<p><small>{note}</small></p>" for note in _notes(say, claim))
    return f"<p><strong>{escape(_source(say, claim))}</strong></p>{quoted}{notes}"


def _notes(say: Words, claim: Claim) -> Iterator[str]:
    """Who did it, what a careful reader must know, and where it was read, as HTML."""
    yield escape(_by(say, claim))
    flags = mapping("flags", "flag", "meaning")
    if claim["flags"]:
        yield escape(say("careful", notes=" ".join(flags.get(flag, flag) for flag in claim["flags"])))
    place = _read_at(say, claim)
    if place:
        yield place
    if claim["dataset"] and DATASETS[claim["dataset"]].licence:
        yield escape(f"{DATASETS[claim['dataset']].attribution}.")


def _by(say: Words, claim: Claim) -> str:
    named = names(claim)
    if not named:
        return say("nobody")
    together = say("either_of" if claim["attribution"] == "contested" else "join").join(named)
    if claim["stance"] == "denied":
        return say("denied_by", names=together)
    if claim["attribution"] == "unstated":
        return say("sides", names=together)
    return say("by", names=together, attribution=claim["attribution"] or "unknown")


def _read_at(say: Words, claim: Claim) -> str:
    parts = [escape(claim[name]) for name in ("publisher", "title", "document") if claim[name]]
    if claim["published"]:
        parts.append(escape(say("published", day=day_in_words(say, claim["published"]))))
    url = claim["url"] or ""
    if url.startswith(("https://", "http://")):
        parts.append(f'<a href="{escape(url)}">{escape(url)}</a>')
    return escape(say("read_at", place="")) + ", ".join(parts) if parts else ""
