"""The country of a table's cell as ISO 3166-1 alpha-3, from any name or code that data sets write."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from data_prep.vocab import several, table

if TYPE_CHECKING:
    from collections.abc import Iterator

_WITH_MORE = re.compile(r"(?P<name>[^(),]+)(?:\((?P<other>[^()]+)\)|,(?P<first>[^(),]+))")
"""``Russia (Soviet Union)``, or ``Tanzania, United Republic of``."""
_NUMBER = re.compile(r"(\d{1,3})(?:\.0+)?")
_NO_WORD = re.compile(r"[\W_]+")


@lru_cache(maxsize=4096)
def alpha3(name: str) -> str | None:
    """The country that a cell names: a name, an alpha-2 or alpha-3 code, or the numeric code with or without zeros.

    Capitals, accents and punctuation do not matter. None where no country is known by it, or the name and what it
    says in brackets are two countries.
    """
    number = _NUMBER.fullmatch(name.strip())
    if number:
        return _numbers().get(int(number[1]))
    return _names().get(_fold(name)) or _of_parts(name)


@lru_cache(maxsize=1024)
def alpha3_of_fips(code: str) -> str | None:
    """The country of a two-letter FIPS 10-4 code, as GDELT writes it: ``UP`` is UKR; None where there is none."""
    return _fips().get(code.strip().upper())


def _of_parts(name: str) -> str | None:
    found = _WITH_MORE.fullmatch(name.strip())
    if not found:
        return None
    if found["first"]:
        turned = _names().get(_fold(f"{found['first']} {found['name']}"))
        return turned or _names().get(_fold(found["name"]))
    both = {_names().get(_fold(found["name"])), _names().get(_fold(found["other"]))} - {None}
    return both.pop() if len(both) == 1 else None


@cache
def _names() -> dict[str, str]:
    """Folded names and codes; what ``country_names.csv`` says goes before an alias, a name before a code."""
    told = ((row["name"], row["alpha3"]) for row in table("country_names"))
    known: dict[str, str] = {}
    for word, country in (*_proper(), *told, *_aliases(), *_codes()):
        known.setdefault(_fold(word), country)
    return known


def _proper() -> Iterator[tuple[str, str]]:
    return ((row["name"], row["alpha3"]) for row in (*table("countries"), *table("territories")))


def _aliases() -> Iterator[tuple[str, str]]:
    return ((alias, row["alpha3"]) for row in table("countries") for alias in several(row["aliases"]))


def _codes() -> Iterator[tuple[str, str]]:
    rows = (*table("countries"), *table("territories"))
    return ((row[code], row["alpha3"]) for row in rows for code in ("alpha3", "alpha2") if row[code])


@cache
def _numbers() -> dict[int, str]:
    rows = (*table("countries"), *table("territories"))
    return {int(row["numeric"]): row["alpha3"] for row in rows if row["numeric"]}


@cache
def _fips() -> dict[str, str]:
    rows = (*table("countries"), *table("territories"))
    return {code: row["alpha3"] for row in rows for code in several(row["fips"])}


def _fold(name: str) -> str:
    """Small letters without accents, words parted by one space, no article: ``cote d ivoire``, ``gambia``."""
    apart = unicodedata.normalize("NFKD", name.replace("&", " and ")).casefold()
    plain = "".join(one for one in apart if unicodedata.category(one) != "Mn")
    return _NO_WORD.sub(" ", plain).strip().removeprefix("the ")
