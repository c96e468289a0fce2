"""The name of a speaker in the words of a frame: a noun phrase without adverbs, verbs, and what it was said in."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from data_prep.vocab import table

_KEPT = 512
"""The same words are asked for several times, and one voice speaks often."""
_INTRODUCED = re.compile(
    r"^(?:[\s,\"'“”]+|(?:on|in|at|late|early|earlier|later|meanwhile|also|but|and|however|by|during|after|speaking|following|"
    r"for|from|since|with|despite|regarding|although|though|while|when|if|as|because|among|based|(?!king|beijing)[a-z]+ing(?=\s))\b"
    r"[^,]*,\s*)+",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"^(?:(?:on|late|early|earlier|last)\s+)*"
    r"(?:in the \w+|\w+day|in an? (?:statement|briefing|report|video|message)(?: [\w-]+){0,3})\s+"
    r"(?=(?:the|an?|he|she|they|it)\b)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"^(?:the|an?|some|its|their|his|her|this|that|these|those|same|the same)\s+", re.IGNORECASE)
_OWNER = re.compile(r"(.+?)(?:['’]s)+(?:\s|$)")
_ONE = re.compile(r"^one\s+(?!of\b)", re.IGNORECASE)
_DAYS = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_OUTSIDE = " \"'“”‘’–—-,;:\x1f"
_POSSESSIVE = re.compile(r"(?<=\w)['’]s?$")


@lru_cache(maxsize=_KEPT)
def office(words: str) -> str:
    """The words that name the speaker: without ``On Thursday,``, and the office rather than the name in apposition."""
    rest = _lead().sub("", _WHEN.sub("", _INTRODUCED.sub("", words.strip()))) or words
    chunks = [chunk.strip() for chunk in rest.split(",") if chunk.strip()]
    if len(chunks) > 1 and re.match(r"(?:[A-Z]|who\b|which\b|a group\b)", chunks[1]):
        return chunks[0]
    telling = [chunk for chunk in chunks if nouns(chunk) or re.search(r"[A-Z]\w", chunk[1:])]
    return (telling or chunks or [""])[0 if telling else -1]


@lru_cache(maxsize=_KEPT)
def clean(words: str) -> str:
    """The speaker's name without article, adverbs and dates (``residents and medics``); "" where none stands there."""
    said = _opened(_without_brackets(" ".join(office(words).split())))
    author = _author(said)
    name = _phrase(said if author is None else author)
    return name if name.lower() in _words("pronoun") or _is_name(name) else ""


def is_pronoun(name: str) -> bool:
    """``he``, ``both``: whoever spoke before."""
    return name.lower() in _words("pronoun")


@lru_cache(maxsize=_KEPT)
def is_document(words: str) -> bool:
    """``the report``, ``a video``: what was said or shown, by nobody that the words name."""
    return _author(_opened(" ".join(office(words).split()))) == ""


@lru_cache(maxsize=_KEPT)
def nouns(words: str) -> frozenset[str]:
    """The nouns of offices and groups in the words."""
    spelled = re.findall(r"[\w'’-]+", words)
    return _offices() & {word.lower().removesuffix("'s").removesuffix("’s") for word in spelled}


@lru_cache(maxsize=_KEPT)
def _phrase(words: str) -> str:
    """From the first word of the name to the last."""
    name, before = words, ""
    while before != name:
        before = name
        name = _tail().sub("", _until_verb(_opened(name))).strip(_OUTSIDE)
        name = _POSSESSIVE.sub("", name).removesuffix(".")
    return name


def _opened(words: str) -> str:
    """Without adverbs and articles before the name."""
    name = _lead().sub("", words.strip(_OUTSIDE)).strip(_OUTSIDE)
    return name if is_pronoun(name) else _ONE.sub("", _ARTICLE.sub("", name))


def _until_verb(name: str) -> str:
    """``sources did not specify`` -> ``sources``; an adjective in -ed is no verb (``armed forces``)."""
    spelled = list(re.finditer(r"[^\s]+", name))
    for at, word in enumerate(spelled):
        plain = word.group().strip(_OUTSIDE + "().").lower()
        if at and plain in _words("verb") and plain not in _words("adjective"):
            return name[: word.start()]
    return name


def _without_brackets(words: str) -> str:
    """Without an editor's brackets, and without one bracket of two."""
    plain = " ".join(re.sub(r"\[[^\]]*\]?", " ", words).split())
    return plain if plain.count("(") == plain.count(")") else plain.replace("(", "").replace(")", "")


def _author(name: str) -> str | None:
    """Whose document a phrase names: ``tweet by the mayor`` -> ``mayor``, ``report`` -> ""; None for no document."""
    of = _document_of().match(name)
    if of is not None:
        return name[of.end() :]
    head = _phrase(name).split()
    if not head or head[-1].lower() not in _words("document"):
        return None
    before = " ".join(head[:-1])
    if not before or is_pronoun(before) or before.lower() in _words("nobody"):
        return ""
    whose = _OWNER.match(before)
    return whose.group(1) if whose else (before if nouns(before) else None)


def _is_name(name: str) -> bool:
    """A proper name, or a noun of people who speak; no fragment of a sentence."""
    spelled = re.findall(r"[\w@'’.-]+", name)
    if not spelled or len(name) < 2 or name.lower() in _words("nobody"):
        return False
    if spelled[0].lower() in _words("never first") or name.lower() in _words("lead") | _words("tail"):
        return False
    if any(word.lower() in _words("never inside") for word in spelled[1:]):
        return False
    known = bool(nouns(name)) or any(character in "@_" for character in name)
    return len(spelled) <= _LONGEST and (known or any(word[0].isupper() for word in spelled))


_LONGEST = 14


@cache
def _words(use: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("speaker_words") if row["use"] == use)


@cache
def _offices() -> frozenset[str]:
    return frozenset(row["noun"] for row in table("speakers"))


def _any(use: str) -> str:
    return "|".join(sorted((re.escape(word) for word in _words(use)), key=len, reverse=True))


@cache
def _lead() -> re.Pattern[str]:
    return re.compile(rf"^(?:(?:{_any('lead')}|{_DAYS})\b[\s,]+)+", re.IGNORECASE)


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(rf"(?:[\s,.]+(?:{_any('tail')}|(?:(?:late|early|on)\s+)*{_DAYS}))+[\s.]*$", re.IGNORECASE)


@cache
def _document_of() -> re.Pattern[str]:
    document = rf"(?:[\w/-]+\s+){{0,2}}(?:{_any('document')})\s+(?:on\s+\w+\s+)?"
    by = rf"(?:{_any('made by')})\s+(?:the\s+|an?\s+)?(?:(?:account|user|page)\s+(?:of\s+)?)?"
    return re.compile(f"^{document}{by}", re.IGNORECASE)
