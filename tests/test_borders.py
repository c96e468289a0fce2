"""Points outside their country are told from those in it; coasts, islands, land in dispute and former states count."""

from __future__ import annotations

import numpy as np
import pytest

from data_prep.tables.borders import outside
from data_prep.tables.borders_build import SLACK
from data_prep.vocab import table

CITIES = """
AFG Kandahar 31.61 65.71
AGO Huambo -12.78 15.74
ARM Yerevan 40.18 44.51
AZE Ganja 40.68 46.36
BDI Gitega -3.43 29.92
BFA Ouahigouya 13.58 -2.42
BGD Chittagong 22.34 91.83
BIH Sarajevo 43.85 18.36
BRA Recife -8.05 -34.88
CAF Bangui 4.36 18.55
CHL Punta-Arenas -53.16 -70.91
CHN Urumqi 43.8 87.6
CIV Bouake 7.69 -5.03
CMR Maroua 10.59 14.32
COD Goma -1.67 29.23
COG Brazzaville -4.27 15.28
COL Cali 3.43 -76.52
CYP Nicosia 35.17 33.35
DZA Tamanrasset 22.79 5.52
EGY Aswan 24.09 32.9
ERI Asmara 15.34 38.93
ETH Mek'ele 13.5 39.48
FJI Suva -18.14 178.43
FRA Paris 48.85 2.35
GEO Sokhumi 43.01 40.99
GTM Quetzaltenango 14.84 -91.52
HTI Port-au-Prince 18.54 -72.34
IDN Jayapura -2.53 140.72
IND Srinagar 34.09 74.81
IRN Kerman 30.28 57.08
IRQ Mosul 36.34 43.12
ISR Eilat 29.56 34.95
KEN Mandera 3.94 41.86
KHM Battambang 13.1 103.2
LBN Tripoli 34.43 35.84
LBY Sabha 27.04 14.43
LKA Jaffna 9.67 80.01
MDA Tiraspol 46.84 29.63
MDG Toliara -23.35 43.67
MEX Culiacan 24.8 -107.39
MLI Kidal 18.44 1.41
MMR Myitkyina 25.38 97.4
MOZ Pemba -12.97 40.52
NER Diffa 13.32 12.61
NGA Maiduguri 11.85 13.16
PAK Quetta 30.18 67.0
PER Iquitos -3.75 -73.25
PHL Zamboanga 6.91 122.07
PSE Gaza 31.5 34.47
RUS Anadyr 64.73 177.51
RWA Kigali -1.95 30.06
SAU Najran 17.49 44.13
SDN Nyala 12.05 24.88
SOM Hargeysa 9.56 44.06
SRB Nis 43.32 21.9
SSD Malakal 9.53 31.66
SYR Ar-Raqqah 35.95 39.01
TCD Abeche 13.83 20.83
TJK Dushanbe 38.54 68.78
TUR Diyarbakir 37.91 40.22
UGA Gulu 2.77 32.3
UKR Sevastopol 44.61 33.52
USA Anchorage 61.22 -149.9
YEM Aden 12.78 45.04
ZAF Durban -29.86 31.03
XKX Pristina 42.67 21.17
"""
ROWS = [line.split() for line in CITIES.strip().splitlines()]
COUNTRIES = np.array([row[0] for row in ROWS], dtype=object)
LATITUDES = np.array([float(row[2]) for row in ROWS])
LONGITUDES = np.array([float(row[3]) for row in ROWS])


def far(country: str | None, latitude: float, longitude: float, year: int | None = None) -> bool:
    years = None if year is None else np.array([year])
    return bool(outside(np.array([country], dtype=object), np.array([latitude]), np.array([longitude]), years)[0])


def test_cities_of_sixty_countries_are_in_them() -> None:
    assert len(set(COUNTRIES)) >= 60
    wrong = outside(COUNTRIES, LATITUDES, LONGITUDES)
    assert [row[1] for row, one in zip(ROWS, wrong, strict=True) if one] == []


def test_with_latitude_and_longitude_swapped_they_are_not() -> None:
    wrong = outside(COUNTRIES, LONGITUDES, LATITUDES)
    # South-eastern Turkey and southern Iraq lie where latitude and longitude are much the same.
    assert {row[0] for row, one in zip(ROWS, wrong, strict=True) if not one} <= NEAR_THE_DIAGONAL


NEAR_THE_DIAGONAL = {"TUR", "SYR", "IRQ", "CYP", "CMR", "NGA", "TCD", "LBN", "CAF"}


def test_with_the_sign_of_the_longitude_lost_they_are_not() -> None:
    western = LONGITUDES < -20
    assert western.sum() >= 8
    assert outside(COUNTRIES[western], LATITUDES[western], -LONGITUDES[western]).all()


@pytest.mark.parametrize(
    ("country", "latitude", "longitude"),
    [
        ("SYR", 35.95, 39.01),
        ("SYR", 35.5, 35.65),  # ten kilometres off Latakia
        ("ESP", 35.89, -5.32),  # Ceuta
        ("MDV", -0.6, 73.08),
        ("FJI", -16.8, 179.99),
        ("FJI", -16.8, -179.99),
        ("RUS", 66.2, -172.0),  # east of the 180th meridian
        ("UKR", 44.95, 34.1),  # Simferopol
        ("RUS", 44.95, 34.1),
        ("ESH", 23.7, -15.9),
        ("MAR", 23.7, -15.9),
        ("ISR", 31.9, 35.2),
        ("SRB", 42.66, 21.17),
        ("SSD", 9.6, 28.4),  # Abyei
        ("DDR", 51.05, 13.74),
    ],
)
def test_inside(country: str, latitude: float, longitude: float) -> None:
    assert not far(country, latitude, longitude)


@pytest.mark.parametrize(
    ("country", "latitude", "longitude"),
    [
        ("SYR", 0.0, 0.0),
        ("SYR", 33.31, 44.36),
        ("SYR", 35.5, 34.5),  # a hundred kilometres off the coast
        ("UKR", 55.75, 37.62),
        ("PSE", 32.8, 34.0),
        ("LBN", 33.51, 36.9),
        ("SYR", 95.0, 39.0),
        ("FJI", 35.0, 190.0),
    ],
)
def test_outside(country: str, latitude: float, longitude: float) -> None:
    assert far(country, latitude, longitude)


def test_the_slack_is_what_is_said() -> None:
    """Eastwards from the border of Lesotho, which no coast blurs, the answer turns within some kilometres of 25."""
    east_end, a_degree = 29.46, 96.6  # at 29.35 degrees south, by Natural Earth
    distances = np.arange(0, 60, 0.5)
    countries = np.full(len(distances), "LSO", dtype=object)
    found = outside(countries, np.full(len(distances), -29.35), east_end + distances / a_degree)
    assert distances[found].min() == pytest.approx(SLACK, abs=10)


@pytest.mark.parametrize("country", [None, "", "XXX", "Syria", np.nan, "SRB 1992"])
def test_an_unknown_country_accuses_nobody(country: str | None) -> None:
    assert not far(country, 0.0, 0.0)


def test_a_missing_coordinate_accuses_nobody() -> None:
    assert not far("SYR", float("nan"), 39.0)
    assert not far("SYR", 0.0, float("nan"))


@pytest.mark.parametrize(
    ("country", "latitude", "longitude", "until"),
    [
        ("SRB", 43.85, 18.36, 1992),
        ("SRB", 42.44, 19.26, 2006),
        ("RUS", 41.72, 44.79, 1991),
        ("SDN", 4.85, 31.6, 2011),
        ("IDN", -8.56, 125.57, 2002),
        ("ETH", 15.33, 38.93, 1993),
        ("ZAF", -22.56, 17.08, 1990),
    ],
)
def test_former_states_count_while_they_lasted(country: str, latitude: float, longitude: float, until: int) -> None:
    assert not far(country, latitude, longitude, until)
    assert far(country, latitude, longitude, until + 1)
    assert not far(country, latitude, longitude)
    assert not far(country, latitude, longitude, 0)


def test_arrays_of_fixed_width_and_no_rows() -> None:
    assert not outside(COUNTRIES.astype("U3"), LATITUDES, LONGITUDES).any()
    assert outside(COUNTRIES[:0], LATITUDES[:0], LONGITUDES[:0]).tolist() == []


def test_what_else_a_country_means_is_well_written() -> None:
    known = {row["alpha3"] for row in (*table("countries"), *table("territories"))}
    rows = table("borders_also")
    assert [row for row in rows if row["country"] not in known] == []
    assert [row for row in rows if len(row["also"]) == 3 and row["also"] not in known] == []
    boxes = [tuple(map(float, row["within"].split())) for row in rows if row["within"]]
    assert [box for box in boxes if not (len(box) == 4 and box[0] < box[2] and box[1] < box[3])] == []
    assert [row for row in rows if row["until"] and not row["until"].isdigit()] == []
