"""A small hand-made claim frame that holds every difficulty the dashboard must draw. Facts of Syria, March 2016."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from data_prep.frame import EVENT_TYPE_OF, from_rows

if TYPE_CHECKING:
    import pandas as pd

SOHR = "Syrian Observatory for Human Rights"
CENTCOM = "US Central Command"
AIR, SHELLING, CLASH = "Air/drone strike", "Shelling/artillery/missile attack", "Armed clash"

PLACES: dict[str, dict[str, Any]] = {
    "Raqqa": {"admin1": "Raqqa", "latitude": 35.95, "longitude": 39.01, "place_precision": 1},
    "Palmyra": {"admin1": "Homs", "latitude": 34.56, "longitude": 38.28, "place_precision": 1},
    "Aleppo": {"admin1": "Aleppo", "latitude": 36.20, "longitude": 37.16, "place_precision": 1},
    "Deir ez-Zor": {"admin1": "Deir ez-Zor", "latitude": 35.34, "longitude": 40.14, "place_precision": 1},
    "Maarrat al-Numan": {"admin1": "Idlib", "latitude": 35.64, "longitude": 36.68, "place_precision": 1},
    "Idlib Governorate": {"admin1": "Idlib", "latitude": 35.9, "longitude": 36.6, "place_precision": 4},
}

# event, first day, last day, precision, type, source, place, the rest
_CLAIMS: tuple[tuple[Any, ...], ...] = (
    ("raqqa-19", "03-19", "03-19", "day", AIR, SOHR, "Raqqa", "At least 39 civilians died in the raids on Raqqa.", {
        "date_text": "on Saturday", "killed_low": 39, "civilians_killed_low": 39, "children_killed_low": 5,
        "women_killed_low": 7, "perpetrators": ["Russia", "Syria"], "attribution": "contested",
        "flags": ["publication-date-conflict", "attribution-contested"]}),
    ("raqqa-19", "03-19", "03-19", "day", AIR, "Raqqa Is Being Slaughtered Silently", "Raqqa",
     "Russian jets killed 43 people in Raqqa on 19 March.", {
        "date_text": "on 19 March", "killed_low": 43, "killed_high": 43, "injured_low": 60, "injured_high": 60,
        "perpetrators": ["Russia"], "attribution": "stated"}),
    ("raqqa-18", "03-18", "03-18", "day", AIR, SOHR, "Raqqa", "Strikes on the city had killed 16 civilians.", {
        "date_text": "a day after", "killed_low": 16, "killed_high": 16, "civilians_killed_low": 16,
        "civilians_killed_high": 16, "attribution": "unstated"}),
    ("raqqa-18", "03-17", "03-17", "day", AIR, "Local council", "Raqqa", "On Thursday 25 people were killed.", {
        "date_text": "on Thursday", "killed_low": 25, "killed_high": 25, "attribution": "unknown"}),
    ("palmyra-70", "03-19", "03-19", "day", AIR, SOHR, "Palmyra", "Palmyra was struck no fewer than 70 times.", {
        "date_text": "on Saturday alone", "strikes_low": 70, "targets": ["Islamic State"], "attribution": "unstated"}),
    ("russia-week", "03-14", "03-18", "days", AIR, CENTCOM, "Palmyra", "Russian aircraft did strike near Palmyra.", {
        "date_text": "this week", "perpetrators": ["Russia"], "targets": ["Islamic State"], "attribution": "stated"}),
    ("russia-week", "03-12", "03-18", "week", AIR, CENTCOM, "Palmyra", "No Russian strikes were seen.", {
        "date_text": "the past week", "stance": "denied", "perpetrators": ["Russia"], "attribution": "stated",
        "flags": ["negated"]}),
    ("sorties", "03-15", "03-18", "days", AIR, "Russian Defence Ministry", "Palmyra", "Up to 25 sorties a day.", {
        "strikes_high": 25, "perpetrators": ["Russia"], "targets": ["Islamic State"], "attribution": "claimed",
        "flags": ["number-per-day", "date-defaulted"]}),
    ("artillery", "03-12", "03-18", "week", SHELLING, CENTCOM, "Palmyra", "Russian guns may have fired.", {
        "date_text": "the past week", "perpetrators": ["Russia"], "attribution": "alleged"}),
    ("offensive", "02-27", "03-18", "month", CLASH, SOHR, "Palmyra", "Government troops pressed on for weeks.", {
        "date_text": "in recent weeks", "perpetrators": ["Syria"], "targets": ["Islamic State"],
        "attribution": "stated", "killed_low": 12, "flags": ["number-vague"]}),
    ("seized", "2015-05-01", "2015-05-31", "month", "Non-state actor overtakes territory", "Agence France-Presse",
     "Palmyra", "The group took Palmyra last May.", {
        "date_text": "last May", "perpetrators": ["Islamic State"], "targets": ["Syria"], "attribution": "stated"}),
    ("intervention", "2015-09-30", "2015-09-30", "day", AIR, "Agence France-Presse", None, "Russia went to war.", {
        "date_text": "on September 30", "perpetrators": ["Russia"], "attribution": "stated"}),
    ("withdrawal", "03-14", "03-14", "day", "Change to group/activity", "Russian Defence Ministry", None,
     "The main part of the force was told to go home.", {
        "date_text": "on Monday", "perpetrators": ["Russia"], "attribution": "claimed"}),
    ("market", "03-21", "03-21", "day", SHELLING, SOHR, "Aleppo", "Shells fell on a market; several people died.", {
        "date_text": "on Monday", "killed_low": 3, "injured_low": 12, "perpetrators": ["Syria"],
        "attribution": "alleged", "targets": ["Civilians"], "flags": ["number-vague"]}),
    ("zero", "03-22", "03-22", "day", SHELLING, "Aleppo Media Centre", "Aleppo", "Nobody was killed in the shelling.", {
        "date_text": "on Tuesday", "killed_low": 0, "killed_high": 0, "injured_low": 4, "injured_high": 7,
        "perpetrators": ["Syria"], "attribution": "stated"}),
    ("ied", "03-23", "03-23", "day", "Remote explosive/landmine/IED", SOHR, "Deir ez-Zor", "A mine killed 4 to 6.", {
        "date_text": "on 23 March", "killed_low": 4, "killed_high": 6, "attribution": "unknown"}),
    ("bomber", "03-20", "03-20", "day", "Suicide bomb", "Syrian Arab News Agency", "Deir ez-Zor", "A bomber hit it.", {
        "date_text": "on Sunday", "killed_low": 9, "killed_high": 9, "perpetrators": ["Islamic State"],
        "targets": ["Syria"], "attribution": "claimed"}),
    ("clash-20", "03-20", "03-20", "day", CLASH, SOHR, "Deir ez-Zor", "Fighting killed at least 20.", {
        "date_text": "on Sunday", "killed_low": 20, "perpetrators": ["Syria", "Islamic State"],
        "attribution": "unstated"}),
    ("protest", "03-11", "03-11", "day", "Protest with intervention", SOHR, "Maarrat al-Numan", "A march was ended.", {
        "date_text": "on Friday", "perpetrators": ["Jabhat al-Nusra"], "targets": ["Civilians"],
        "attribution": "stated"}),
    ("arrests", "03-13", "03-15", "days", "Arrests", SOHR, "Maarrat al-Numan", "Dozens of rebels were seized.", {
        "date_text": "since Sunday", "perpetrators": ["Jabhat al-Nusra"], "targets": ["Free Syrian Army 13th Division"],
        "attribution": "stated"}),
    ("month", "03-01", "03-31", "month", AIR, "Airwars", "Idlib Governorate", "Up to 30 people died over the month.", {
        "date_text": "in March 2016", "killed_high": 30, "perpetrators": ["US-led Coalition"],
        "attribution": "alleged"}),
    ("year", "2016-01-01", "2016-12-31", "year", "Attack", "Amnesty International", "Aleppo", "People were shot.", {
        "date_text": "during 2016", "perpetrators": ["Kurdish People's Protection Units and allied local councils"],
        "targets": ["Civilians"], "attribution": "alleged"}),
    ("undated", None, None, "unknown", AIR, SOHR, "Raqqa", "The coalition bombs the group.", {
        "perpetrators": ["US-led Coalition"], "targets": ["Islamic State"], "attribution": "stated"}),
    ("undated-2", None, None, "unknown", "Attack", "Local council", "Raqqa", "Some 50 people were killed.", {
        "killed_low": 50, "killed_high": 50, "attribution": "unknown", "flags": ["number-approximate"]}),
    ("denied", "03-24", "03-24", "day", AIR, "Russian Defence Ministry", "Palmyra", "No hospital was hit.", {
        "date_text": "on Thursday", "stance": "denied", "perpetrators": ["Russia"], "attribution": "stated",
        "flags": ["negated"]}),
    ("recapture", "03-27", "03-27", "day", "Government regains territory", "Syrian Arab News Agency", "Palmyra",
     "The army took Palmyra back; the war has killed 250,000.", {
        "date_text": "on Sunday", "killed_low": 250000, "perpetrators": ["Syria"], "targets": ["Islamic State"],
        "attribution": "claimed", "flags": ["toll-cumulative"]}),
)  # fmt: skip


def claims() -> pd.DataFrame:
    """About 26 claims on 24 events, as a claim frame."""
    return from_rows(_row(number, *cells) for number, cells in enumerate(_CLAIMS))


def _row(
    number: int,
    event: str,
    first: str | None,
    last: str | None,
    precision: str,
    sub_event_type: str,
    source: str,
    place: str | None,
    sentence: str,
    rest: dict[str, Any],
) -> dict[str, Any]:
    return {
        "claim_id": f"claim-{number}",
        "event_id": event,
        "dataset": "report",
        "date_start": _day(first),
        "date_end": _day(last),
        "date_precision": precision,
        "sub_event_type": sub_event_type,
        "event_type": EVENT_TYPE_OF[sub_event_type],
        "stance": "reported",
        "source": source,
        "place": place,
        "country": "SYR",
        "published": "2016-03-20",
        "document": f"report-{number % 5}.txt",
        "sentence": sentence,
        "span_start": 0,
        "span_end": len(sentence),
        **PLACES.get(place or "", {}),
        **rest,
    }


def _day(text: str | None) -> str | None:
    return text if text is None or len(text) > 5 else f"2016-{text}"
