"""Short reports of the hardest kind, read from end to end as a careful coder would."""

import pandas as pd
import pytest

import data_prep


def claim(claims, words):
    """The one claim whose sentence holds the words."""
    found = claims[claims["sentence"].str.contains(words, regex=False)]
    assert len(found) == 1, found[["sentence", "sub_event_type", "killed_low"]].to_string()
    return found.iloc[0]


def day(row):
    start, end = str(row["date_start"])[:10], str(row["date_end"])[:10]
    return start if start == end else f"{start}..{end}"


def bounds(row, name):
    return tuple(None if pd.isna(row[f"{name}_{side}"]) else int(row[f"{name}_{side}"]) for side in ("low", "high"))


# ---------------------------------------------------------------- the printed date against the news

MARIUPOL = """Shells kill 14 in Mariupol

Wednesday 28/01/2015
On Thursday alone, the port was hit by at least 30 shells

KIEV - Shells killed at least 14 civilians on Thursday in Mariupol, the main port of the region, a rights group said.

At least three children and two women were among the dead, according to the Kharkiv Human Rights Group.

The shelling came a day after six civilians were killed in mortar fire on the same city.

"We cannot know whether the latest shelling of Mariupol is by Ukrainian or Russian artillery," said the group's
director, Olena Marchuk.

On Monday rebels ambushed a convoy near Donetsk, killing two soldiers.
"""


@pytest.fixture(scope="module")
def mariupol():
    return data_prep.read_text(MARIUPOL)


def test_the_news_of_thursday_in_a_paper_of_wednesday_is_of_the_day_after(mariupol):
    lead = claim(mariupol, "at least 14 civilians")
    assert day(lead) == "2015-01-29"
    assert "publication-date-conflict" in lead["flags"]
    assert bounds(lead, "killed") == (14, None)
    assert bounds(lead, "civilians_killed") == (14, None)


def test_the_background_is_counted_from_the_right_day(mariupol):
    earlier = claim(mariupol, "a day after")
    assert day(earlier) == "2015-01-28"
    assert bounds(earlier, "killed") == (6, 6)
    assert earlier["place"] == "Mariupol"
    assert earlier["event_id"] != claim(mariupol, "at least 14 civilians")["event_id"]


def test_days_before_the_printed_date_are_read_by_it(mariupol):
    monday = claim(mariupol, "On Monday")
    assert day(monday) == "2015-01-26"
    assert "publication-date-conflict" not in monday["flags"]


def test_the_parts_belong_to_the_total(mariupol):
    lead, parts = claim(mariupol, "at least 14 civilians"), claim(mariupol, "among the dead")
    assert lead["event_id"] == parts["event_id"]
    assert (lead["children_killed_low"], lead["women_killed_low"]) == (3, 2)
    assert bounds(parts, "killed") == (None, None)


def test_a_doubt_between_two_armies_is_contested(mariupol):
    doubt = claim(mariupol, "We cannot know")
    assert set(doubt["perpetrators"]) == {"Government of Ukraine", "Government of Russia"}
    assert doubt["attribution"] == "contested"
    assert doubt["event_id"] == claim(mariupol, "at least 14 civilians")["event_id"]


# ---------------------------------------------------------------- spokesmen who contradict themselves

DEPOT = """ABUJA, June 12, 2015 - The Nigerian air force did carry out air strikes in Borno this week, a military
spokesman said Friday, hours after asserting the opposite.

"We have seen no air strikes in the north of Borno, but our jets have conducted some strikes near Baga,"
Colonel Musa Bello said.

Earlier, Bello had said that the air force has staged no air strikes during the past week.

On Thursday, a Maiduguri-based spokesman, Major Tunde Cole, said there had been little change on the ground.
"""


@pytest.fixture(scope="module")
def depot():
    return data_prep.read_text(DEPOT)


def test_the_same_man_reports_and_denies(depot):
    assert set(depot["stance"]) == {"reported", "denied"}
    assert claim(depot, "did carry out")["stance"] == "reported"
    assert claim(depot, "staged no air strikes")["stance"] == "denied"


def test_a_sentence_with_both_gives_two_claims(depot):
    both = depot[depot["sentence"].str.contains("We have seen")]
    assert sorted(both["stance"]) == ["denied", "reported"]


def test_the_weeks_are_those_of_the_speaker(depot):
    past = claim(depot, "during the past week")
    assert str(past["date_start"]) < "2015-06-12"
    assert str(past["date_end"])[:10] <= "2015-06-12"
    assert past["date_text"] == "the past week" or "past week" in past["date_text"]


def test_what_did_not_happen_has_no_strikes(depot):
    for row in depot[depot["stance"] == "denied"].to_dict("records"):
        assert bounds(row, "strikes") == (None, None)


# ---------------------------------------------------------------- each speech act its own clock


@pytest.mark.parametrize(
    ("text", "published", "wanted"),
    [
        ("Shelling killed two people in Aden yesterday, a doctor said on Monday.", "2015-04-10", "2015-04-05"),
        ("Shelling killed two people in Aden on Sunday, a doctor said on Monday.", "2015-04-10", "2015-04-05"),
        (
            "A doctor said Thursday that two people were killed in Aden by shelling on Wednesday.",
            "2015-04-10",
            "2015-04-08",
        ),
        (
            "Shelling killed two people in Aden overnight, a doctor said on Friday.",
            "2015-04-10",
            "2015-04-09..2015-04-10",
        ),
    ],
)
def test_days_are_counted_from_the_day_of_speaking(text, published, wanted):
    assert day(claim(data_prep.read_text(text, published=published), "Aden")) == wanted


# ---------------------------------------------------------------- tolls

BLAST = """KABUL, July 24, 2016 (AFP) - At least 61 people were killed on Saturday when two suicide bombers blew
themselves up in Kabul, officials said.

A health ministry spokesman on Sunday put the death toll at 80.

On Friday gunmen killed four policemen in Kunduz.
"""


def test_a_revised_toll_is_a_claim_of_its_own_of_the_same_event():
    claims = data_prep.read_text(BLAST)
    first, revised = claim(claims, "At least 61"), claim(claims, "death toll at 80")
    assert first["event_id"] == revised["event_id"]
    assert (bounds(first, "killed"), bounds(revised, "killed")) == ((61, None), (80, 80))
    assert "toll-cumulative" in revised["flags"]
    assert day(first) == day(revised) == "2016-07-23"
    assert claim(claims, "Kunduz")["event_id"] != first["event_id"]


@pytest.mark.parametrize(
    ("words", "killed", "civilians", "children"),
    [
        ("killed 12 people, including five children", (12, 12), (None, None), 5),
        ("killed at least 12 civilians, four of them children", (12, None), (12, None), 4),
        ("killed five soldiers and seven civilians", (12, 12), (7, 7), None),
        ("killed between 12 and 15 people", (12, 15), (None, None), None),
        ("killed dozens of people", (12, None), (None, None), None),
        ("killed more than 40 people", (41, None), (None, None), None),
        ("killed up to 40 people", (None, 40), (None, None), None),
    ],
)
def test_bounds_and_parts(words, killed, civilians, children):
    row = claim(data_prep.read_text(f"A barrage {words} in Taiz on Tuesday.", published="2015-04-10"), "Taiz")
    assert bounds(row, "killed") == killed
    assert bounds(row, "civilians_killed") == civilians
    assert (None if str(row["children_killed_low"]) == "<NA>" else row["children_killed_low"]) == children


def test_strikes_a_day_are_a_rate():
    row = claim(
        data_prep.read_text(
            "The Saudi-led coalition is flying as many as 120 sorties a day over Yemen.", published="2015-04-10"
        ),
        "sorties",
    )
    assert bounds(row, "strikes") == (None, 120)
    assert "number-per-day" in row["flags"]
    assert list(row["perpetrators"]) == ["Saudi-led Coalition"]


# ---------------------------------------------------------------- quotations

QUOTED = """GOMA, Nov 21, 2012 - M23 rebels seized Goma on Tuesday, a UN official said.

"The rebels killed nine people near the airport. They also shelled the market," said a doctor at the hospital.
"""


def test_a_quotation_over_several_sentences_is_of_one_speaker():
    claims = data_prep.read_text(QUOTED)
    assert claim(claims, "killed nine people")["source"].startswith("doctor")
    assert claim(claims, "shelled the market")["source"].startswith("doctor")
    assert not claim(claims, "M23 rebels seized")["source"].startswith("doctor")


def test_what_is_quoted_first_has_the_speaker_who_comes_after():
    claims = data_prep.read_text(QUOTED)
    quoted = claim(claims, "killed nine people")
    assert "source-inferred" in quoted["flags"]
    assert bounds(quoted, "killed") == (9, 9)


# ---------------------------------------------------------------- datelines


@pytest.mark.parametrize(
    ("head", "published", "place"),
    [
        ("SANAA, April 10, 2015 (Reuters) - ", "2015-04-10", "Sanaa"),
        ("SANAA, Yemen, April 10, 2015 (AP) - ", "2015-04-10", "Sanaa"),
        ("SANAA, 10 Apr 15 -- [TEXT] ", "2015-04-10", "Sanaa"),
        ("Sanaa, 10 April 2015 - ", "2015-04-10", "Sanaa"),
    ],
)
def test_forms_of_datelines(head, published, place):
    claims = data_prep.read_text(head + "Air strikes killed nine people in Sanaa on Thursday, a doctor said.")
    row = claims.iloc[0]
    assert str(row["published"])[:10] == published
    assert day(row) == "2015-04-09"
    assert row["place"] == place
    assert row["sentence"].startswith("Air strikes killed")


# ---------------------------------------------------------------- wire copy in capitals

WIRE = """LIMA, 14 FEB 90 (EFE) -- [TEXT] SHINING PATH GUERRILLAS ATTACKED A POLICE POST IN AYACUCHO
LAST NIGHT, THE INTERIOR MINISTRY REPORTED TODAY.

   ON 12 FEBRUARY A CAR BOMB EXPLODED IN LIMA, INJURING AT LEAST 10 PERSONS.

   THE POLICE DENIED REPORTS OF AN ATTACK IN CUZCO.
"""


@pytest.fixture(scope="module")
def wire():
    return data_prep.read_text(WIRE)


def test_capitals_hide_neither_actors_nor_days(wire):
    lead = claim(wire, "POLICE POST IN")
    assert list(lead["perpetrators"]) == ["Shining Path"]
    assert str(lead["published"])[:10] == "1990-02-14"
    assert str(lead["date_end"])[:10] in {"1990-02-13", "1990-02-14"}
    assert lead["place"] == "Ayacucho"


def test_capitals_hide_no_figures(wire):
    bomb = claim(wire, "CAR BOMB")
    assert bomb["sub_event_type"] == "Remote explosive/landmine/IED"
    assert day(bomb) == "1990-02-12"
    assert bounds(bomb, "injured") == (10, None)


@pytest.mark.parametrize(
    "text",
    [
        "One soldier and three civilians were killed in an ambush in Ayacucho on Monday.",
        "Three members of the army were murdered by Shining Path guerrillas in Ayacucho on Monday.",
        "A grenade wounded 12 people in Lima on Monday, police said.",
        "Ana Ruiz, a reporter, was killed in Lima on Monday by gunmen.",
        "The army has carried out no air strikes in Ayacucho this week.",
        "Shining Path claimed responsibility for the bomb attack that killed two people in Lima on Monday.",
    ],
)
def test_capitals_are_read_like_small_letters(text):
    plain, capitals = (data_prep.read_text(one, published="1990-02-14") for one in (text, text.upper()))
    columns = [
        "sub_event_type",
        "stance",
        "date_start",
        "date_end",
        "killed_low",
        "killed_high",
        "injured_low",
        "place",
    ]
    assert len(plain) > 0
    assert capitals[columns].to_csv() == plain[columns].to_csv()
    assert [list(names) for names in capitals["perpetrators"]] == [list(names) for names in plain["perpetrators"]]


ANOTHER = """Shelling killed 18 people in Aden on Monday, a doctor said.

{more}
"""


@pytest.mark.parametrize(
    "more",
    [
        "Salim Nasr (51) was also killed in the shelling.",
        "Another neighbour, Salim Nasr, was killed with his wife.",
        "Salim Nasr, a teacher, was killed in the shelling.",
    ],
)
def test_one_of_the_dead_named_later_is_no_other_toll(more):
    claims = data_prep.read_text(ANOTHER.format(more=more), published="2015-04-10")
    assert claims["event_id"].nunique() == 1
    assert list(claims["killed_low"].dropna()) == [18]


# ---------------------------------------------------------------- several places


def test_each_place_has_its_event():
    claims = data_prep.read_text(
        "Rockets killed four people in Kharkiv on Monday. Shelling wounded six in Mykolaiv the same day. "
        "On Tuesday drones hit Odesa, while shells killed a farmer near Kherson.",
        published="2023-11-03",
    )
    assert list(claims["place"]) == ["Kharkiv", "Mykolayiv", "Odesa", "Kherson"]
    assert [day(row) for row in claims.to_dict("records")] == ["2023-10-30", "2023-10-30", "2023-10-31", "2023-10-31"]
    assert claims["event_id"].nunique() == 4
    assert set(claims["country"]) == {"UKR"}


def test_where_the_speaker_sits_is_not_where_it_happened():
    row = claim(
        data_prep.read_text(
            "Shelling killed four people in Kharkiv on Monday, an official in Geneva said.", published="2023-11-03"
        ),
        "Kharkiv",
    )
    assert row["place"] == "Kharkiv"


# ---------------------------------------------------------------- claims and denials of one's own


def test_who_says_so_of_itself_claims_it():
    row = claim(
        data_prep.read_text(
            "Al-Shabaab claimed responsibility for a car bomb that killed 12 people in Mogadishu on Saturday.",
            published="2019-07-15",
        ),
        "Mogadishu",
    )
    assert (list(row["perpetrators"]), row["attribution"]) == (["Al-Shabaab"], "claimed")
    assert day(row) == "2019-07-13"


def test_the_accused_denies():
    claims = data_prep.read_text(
        "Shelling killed nine people in El Fasher on Monday. Activists blamed the Rapid Support Forces for the "
        "shelling. The Rapid Support Forces denied shelling El Fasher.",
        published="2024-05-10",
    )
    denied = claims[claims["stance"] == "denied"].iloc[0]
    assert list(denied["perpetrators"]) == ["Rapid Support Forces"]
    assert claim(claims, "blamed")["attribution"] == "alleged"
