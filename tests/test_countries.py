"""The country of a cell, whatever data set wrote it, in five languages; and the codes are whole."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from data_prep.tables.countries import alpha3, alpha3_of_fips
from data_prep.vocab import several, table

UCDP = {
    "Bosnia-Herzegovina": "BIH",
    "Cambodia (Kampuchea)": "KHM",
    "Congo": "COG",
    "DR Congo (Zaire)": "COD",
    "Ivory Coast": "CIV",
    "Kingdom of eSwatini (Swaziland)": "SWZ",
    "Macedonia, FYR": "MKD",
    "Madagascar (Malagasy)": "MDG",
    "Myanmar (Burma)": "MMR",
    "Russia (Soviet Union)": "RUS",
    "Serbia (Yugoslavia)": "SRB",
    "United States of America": "USA",
    "Yemen (North Yemen)": "YEM",
    "Zimbabwe (Rhodesia)": "ZWE",
}
ACLED = {
    "Bailiwick of Jersey": "JEY",
    "Democratic Republic of Congo": "COD",
    "Kosovo": "XKX",
    "North Macedonia": "MKD",
    "Palestine": "PSE",
    "Republic of Congo": "COG",
    "Reunion": "REU",
    "eSwatini": "SWZ",
}
OTHERS = {
    "The Gaza Strip": "PSE",
    "Congo, Dem. Rep.": "COD",
    "Congo (Kinshasa)": "COD",
    "Congo, The Democratic Republic of the": "COD",
    "Egypt, Arab Rep.": "EGY",
    "Iran (Islamic Republic of)": "IRN",
    "Korea, Republic of": "KOR",
    "Tanzania, United Republic of": "TZA",
    "SYRIA": "SYR",
    "Côte d’Ivoire": "CIV",
    "cote d'ivoire": "CIV",
    "Niger": "NER",
    "Nigeria": "NGA",
}
LANGUAGES = {
    "Ukraine": "UKR",
    "Syrie": "SYR",
    "Tchad": "TCD",
    "Siria": "SYR",
    "Sudán del Sur": "SSD",
    "Alemania": "DEU",
    "سوريا": "SYR",
    "اليمن": "YEM",
    "أوكرانيا": "UKR",
    "Україна": "UKR",
    "Сирія": "SYR",
    "Сполучені Штати": "USA",
}
CODES = {"SY": "SYR", "syr": "SYR", "SYR": "SYR", "760": "SYR", "4": "AFG", "004": "AFG", "804.0": "UKR", "UK": "GBR"}


@pytest.mark.parametrize(("name", "code"), [*UCDP.items(), *ACLED.items(), *OTHERS.items()])
def test_names_of_the_data_sets(name: str, code: str) -> None:
    assert alpha3(name) == code


@pytest.mark.parametrize(("name", "code"), LANGUAGES.items())
def test_names_in_other_languages(name: str, code: str) -> None:
    assert alpha3(name) == code


@pytest.mark.parametrize(("name", "code"), CODES.items())
def test_codes(name: str, code: str) -> None:
    assert alpha3(name) == code


@pytest.mark.parametrize("name", ["", "  ", "Atlantis", "999", "1000", "Syria (Iraq)", "-", "Korea", "n/a (unknown)"])
def test_what_is_no_country(name: str) -> None:
    assert alpha3(name) is None


FIPS = {"UP": "UKR", "SY": "SYR", "IZ": "IRQ", "GZ": "PSE", "WE": "PSE", "RS": "RUS", "RI": "SRB", "RB": "SRB"} | {
    "OD": "SSD",
    "GM": "DEU",
    "AS": "AUS",
    "au": "AUT",
    "IV": "CIV",
    "RQ": "PRI",
}


@pytest.mark.parametrize(("code", "country"), [*FIPS.items(), ("ZZ", None), ("", None)])
def test_fips_is_not_iso(code: str, country: str | None) -> None:
    assert alpha3_of_fips(code) == country


@pytest.mark.parametrize("name", ["countries", "territories"])
def test_codes_are_written_as_codes(name: str) -> None:
    forms = {"alpha3": "[A-Z]{3}", "alpha2": "([A-Z]{2})?", "numeric": r"(\d{3})?", "fips": r"([A-Z]{2}(\|[A-Z]{2})*)?"}
    wrong = [
        (row["name"], row[one])
        for row in table(name)
        for one, form in forms.items()
        if not re.fullmatch(form, row[one])
    ]
    assert wrong == []


@pytest.mark.parametrize("column", ["alpha3", "alpha2", "numeric", "fips", "name"])
def test_no_two_countries_share_a_code(column: str) -> None:
    rows = (*table("countries"), *table("territories"))
    counts = Counter(code for row in rows for code in several(row[column]))
    assert [code for code, count in counts.items() if count > 1] == []


def test_every_country_is_found_by_each_of_its_names_and_codes() -> None:
    rows = (*table("countries"), *table("territories"))
    columns = ("name", "alpha3", "alpha2", "numeric")
    assert [row["name"] for row in rows for one in columns if row[one] and alpha3(row[one]) != row["alpha3"]] == []


def test_every_other_name_is_of_a_known_country_and_read_as_such() -> None:
    assert [row["name"] for row in table("country_names") if alpha3(row["name"]) != row["alpha3"]] == []
    known = {row["alpha3"] for row in (*table("countries"), *table("territories"))}
    assert [row["name"] for row in table("country_names") if row["alpha3"] not in known] == []
