"""Files as ACLED exports them: the 31 columns of today, and the editions before and beside it. All are made up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from tests.made.table import Made, events, repeated, written

if TYPE_CHECKING:
    from collections.abc import Callable

Edition = Literal["2023", "population", "before-2023", "upper", "r"]
Dates = Literal["long", "iso", "short"]

COLUMNS = tuple(events("acled")[0])
POPULATION = ("population_1km", "population_2km", "population_5km", "population_best")
BEFORE = (
    *("data_id", "iso", "event_id_cnty", "event_id_no_cnty", "event_date", "year", "time_precision", "event_type"),
    *("sub_event_type", "actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction"),
    *("region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "timestamp", "iso3"),
)
INTER = (
    *("", "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters", "Protesters"),
    *("Civilians", "External/Other forces"),
)
"""The text of each number of ``inter1`` and ``inter2``."""
_ISO3 = {"DRC": "COD", "SUD": "SDN", "NIG": "NGA", "KSV": "XKX"}  # where ACLED's own letters are not ISO's
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")

SPELLED: dict[Dates, Callable[[date], str]] = {
    "long": lambda day: f"{day.day} {day:%B %Y}",
    "iso": date.isoformat,
    "short": lambda day: f"{day.day}-{_MONTHS[day.month - 1]}-{day:%y}",
}
_DATES: dict[Edition, Dates] = {"population": "iso", "upper": "short", "r": "iso"}


def acled(
    rows: int | None = None, *, edition: Edition = "2023", dates: Dates | None = None, actor_based: bool = False
) -> Made:
    """A file of this edition. ``dates`` is how days are written where it is not as usual in the edition;
    ``actor_based`` repeats each event of two actors, with the other one first, under the same id."""
    spelled = SPELLED[dates or _DATES.get(edition, "long")]
    numbers = edition in ("before-2023", "upper")
    made = [_row(again, row, spelled, numbers=numbers) for again, row in repeated(events("acled"), rows)]
    if actor_based:
        made = [one for row in made for one in ([row, _turned(row)] if row["actor2"] else [row])]
    return Made(f"acled-{edition}.csv", _text(made, edition), len(made))


def _row(again: int, row: dict[str, str], spelled: Callable[[date], str], *, numbers: bool) -> dict[str, str]:
    letters, number = row["event_id_cnty"][:3], int(row["event_id_cnty"][3:]) + 100 * again
    extra = {"data_id": f"9{number}", "event_id_no_cnty": str(number), "iso3": _ISO3.get(letters, letters)}
    people = {name: str(1000 * 3**at) for at, name in enumerate(POPULATION[:3])} | {"population_best": "1000"}
    day = date.fromisoformat(row["event_date"])
    found = row | extra | people | {"event_id_cnty": f"{letters}{number}", "event_date": spelled(day)}
    return _numbered(found) if numbers else found


def _numbered(row: dict[str, str]) -> dict[str, str]:
    """With numbers for the kinds of actors: 1 and 7 interact as 17, 6 alone as 60."""
    one, other = INTER.index(row["inter1"]), INTER.index(row["inter2"])
    both = f"{min(one, other)}{max(one, other)}" if other else f"{one}0"
    return row | {"inter1": str(one), "inter2": str(other), "interaction": both}


def _turned(row: dict[str, str]) -> dict[str, str]:
    turned = {f"{name}1": row[f"{name}2"] for name in ("actor", "assoc_actor_", "inter")}
    return row | turned | {f"{name}2": row[f"{name}1"] for name in ("actor", "assoc_actor_", "inter")}


def _text(rows: list[dict[str, str]], edition: Edition) -> str:
    if edition == "r":
        return _of_r(rows)
    if edition == "upper":
        return written(BEFORE, rows, header=[name.upper() for name in BEFORE])
    return written({"population": COLUMNS + POPULATION, "before-2023": BEFORE}.get(edition, COLUMNS), rows)


def _of_r(rows: list[dict[str, str]]) -> str:
    """As R's ``write.csv`` leaves it: every text quoted, NA for what is missing, the rows numbered in a column that
    has no name; and with the older wording of ``civilian_targeting``."""
    older = {"Civilian targeting": "Civilians targeted", "": "NA"}
    numbered = [
        {"": str(number), **{name: cell or "NA" for name, cell in row.items()}}
        | {"civilian_targeting": older[row["civilian_targeting"]]}
        for number, row in enumerate(rows, start=1)
    ]
    return written(("", *COLUMNS), numbered, quoted=True).replace('"NA"', "NA")
