"""Reports of our own making, read into claims as a careful coder would."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import data_prep
from data_prep.reports.claims import read_claims
from data_prep.reports.document import read_document

FRIDAY = "2016-03-18"


def read(text, published=FRIDAY):
    return data_prep.read_text(text, published=published)


def only(text, published=FRIDAY):
    claims = read(text, published)
    assert len(claims) == 1, claims[["sentence", "sub_event_type"]].to_string()
    return claims.iloc[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Warplanes bombed Aleppo on Tuesday.", "Air/drone strike"),
        ("A drone strike hit Aleppo on Tuesday.", "Air/drone strike"),
        ("Mortar fire hit Aleppo on Tuesday.", "Shelling/artillery/missile attack"),
        ("A suicide bomber blew himself up in Aleppo on Tuesday.", "Suicide bomb"),
        ("A car bomb exploded in Aleppo on Tuesday.", "Remote explosive/landmine/IED"),
        ("A grenade wounded two people in Aleppo on Tuesday.", "Grenade"),
        ("A chlorine attack injured ten people in Aleppo on Tuesday.", "Chemical weapon"),
        ("Rebels clashed with soldiers in Aleppo on Tuesday.", "Armed clash"),
        ("Gunmen kidnapped a teacher in Aleppo on Tuesday.", "Abduction/forced disappearance"),
        ("Islamic State executed two men in Aleppo on Tuesday.", "Attack"),
        ("Islamic State seized Palmyra on Tuesday.", "Non-state actor overtakes territory"),
        ("The Syrian army recaptured Palmyra on Tuesday.", "Government regains territory"),
        ("Residents protested in Aleppo on Tuesday.", "Peaceful protest"),
        ("Police arrested six men in Aleppo on Tuesday.", "Arrests"),
        ("The two sides agreed on a ceasefire on Tuesday.", "Agreement"),
        ("Russia withdrew most of its aircraft from Syria on Tuesday.", "Change to group/activity"),
    ],
)
def test_what_happened(text, kind):
    claim = only(text)
    assert claim["sub_event_type"] == kind
    assert str(claim["date_start"])[:10] == "2016-03-15"


def test_who_did_it_in_the_active_and_the_passive():
    active = only("Russian jets bombed rebels in Aleppo on Tuesday.")
    passive = only("Rebels were bombed by Russian jets in Aleppo on Tuesday.")
    for claim in (active, passive):
        assert list(claim["perpetrators"]) == ["Government of Russia"]
        assert list(claim["targets"]) == ["Rebels"]
        assert claim["attribution"] == "stated"


def test_several_possible_perpetrators_are_contested():
    claims = read(
        "Air strikes killed nine civilians in Aleppo on Tuesday, the Syrian Observatory for Human Rights said. "
        "It could not tell whether the warplanes were Syrian or Russian."
    )
    assert claims["event_id"].nunique() == 1
    assert {frozenset(names) for names in claims["perpetrators"]} == {
        frozenset({"Government of Syria", "Government of Russia"})
    }
    assert set(claims["attribution"]) == {"contested"}


def test_blame_is_alleged_and_a_claim_of_ones_own_is_claimed():
    assert only("Activists blamed the shelling of Aleppo on Islamic State.")["attribution"] == "alleged"
    own = only("The Houthis said they fired a missile at Jizan on Tuesday.")
    assert own["attribution"] == "claimed"
    assert own["source"] == own["perpetrators"][0]


def test_a_denial_is_a_claim_that_it_did_not_happen():
    claim = only("Russia has carried out no air strikes in Aleppo this week, a spokesman said.")
    assert claim["stance"] == "denied"
    assert claim["killed_low"] is not claim["killed_low"] or str(claim["killed_low"]) == "<NA>"


def test_threats_and_plans_are_problems_not_claims():
    document = read_document("The army threatened to bomb Aleppo.", published=None)
    claims, problems = read_claims(document)
    assert claims == []
    assert [problem["value"] for problem in problems] == ["The army threatened to bomb Aleppo."]


def test_each_speech_act_has_its_own_clock():
    claim = only("Shelling killed two people yesterday, a doctor said on Monday.")
    assert str(claim["date_start"])[:10] == "2016-03-13"


def test_the_days_before_an_event_count_from_it():
    claims = read(
        "Air strikes killed nine people in Aleppo on Tuesday. "
        "The raids came two days after six people died in clashes in Idlib."
    )
    assert sorted(str(day)[:10] for day in claims["date_start"]) == ["2016-03-13", "2016-03-15"]


STORY = """Air strikes kill 20 in Aleppo

Friday 18/03/2016

BEIRUT - Air strikes killed at least 20 people on Saturday in Aleppo, a monitor said.

Rebels shelled a government district on Tuesday, killing three.
"""


def test_a_lead_that_the_printed_date_makes_a_week_old_is_read_forward():
    claims = data_prep.read_text(STORY)
    lead = claims[claims["sentence"].str.contains("on Saturday")].iloc[0]
    assert str(lead["date_start"])[:10] == "2016-03-19"
    assert "publication-date-conflict" in lead["flags"]
    other = claims[claims["sentence"].str.contains("Tuesday")].iloc[0]
    assert str(other["date_start"])[:10] == "2016-03-15"
    assert "publication-date-conflict" not in other["flags"]


def test_a_weekday_in_one_sentence_with_a_date_given_is_the_last_one():
    assert str(only("Shelling killed two people on Saturday.")["date_start"])[:10] == "2016-03-12"


def test_a_headline_takes_the_bounds_of_the_text():
    claims = data_prep.read_text(STORY)
    headline = claims[claims["flags"].map(lambda flags: "headline" in flags)].iloc[0]
    assert headline["killed_low"] == 20
    assert str(headline["killed_high"]) == "<NA>"


def test_parts_complete_the_claim_that_gives_the_total():
    claims = read("Shelling killed 20 people in Aleppo on Tuesday. Six children and two women were among the dead.")
    assert claims["event_id"].nunique() == 1
    assert list(claims["children_killed_low"]) == [6, 6]
    assert list(claims["killed_low"].dropna()) == [20]


def test_a_monitor_named_later_is_the_one_that_spoke_first():
    claims = read(
        "Shelling killed 20 people in Aleppo on Tuesday, a monitoring group said. "
        "Six of them were children, according to the Syrian Observatory for Human Rights."
    )
    assert set(claims["source"]) == {"Syrian Observatory for Human Rights"}


def test_spans_give_the_sentences_back():
    claims = data_prep.read_text(STORY)
    for row in claims.itertuples():
        assert STORY[row.span_start : row.span_end] == row.sentence


def test_the_same_text_gives_the_same_claims():
    assert data_prep.read_text(STORY).equals(data_prep.read_text(STORY))


def test_an_empty_text_gives_an_empty_frame():
    assert list(data_prep.read_text("").columns) == list(data_prep.CLAIMS)


WORDS = st.sampled_from(
    [
        "air strikes",
        "killed",
        "at least",
        "39",
        "civilians",
        "on Saturday",
        "Aleppo",
        "said",
        ",",
        ".",
        '"',
        "Russia",
        "or",
        "whether",
        "by",
        "denied",
        "no",
        "between",
        "and",
        "a day after",
        "including",
        "children",
        "\n\n",
        "the",
        "was",
        "blamed",
    ]
)


@settings(deadline=None, max_examples=150)
@given(st.lists(WORDS, max_size=60).map(" ".join))
def test_no_order_of_words_breaks_the_reader(text):
    claims = data_prep.read_text(text, published=FRIDAY)
    assert (claims["sentence"].str.len() > 0).all()
    assert all(text[row.span_start : row.span_end] == row.sentence for row in claims.itertuples())
    assert not (claims["date_start"] > claims["date_end"]).any()
    assert not (claims["killed_low"] > claims["killed_high"]).fillna(False).any()


@pytest.mark.parametrize("words", ["on 13 and 14 March", "on March 13 and on March 14", "on Sunday and Monday"])
def test_two_days_joined_by_and_are_one_interval(words):
    claim = only(f"Rebels clashed with soldiers in Aleppo {words}.")
    assert (str(claim["date_start"])[:10], str(claim["date_end"])[:10]) == ("2016-03-13", "2016-03-14")
    assert claim["date_precision"] == "days"


def test_groups_without_aircraft_strike_on_the_ground():
    ground = data_prep.read_text("Islamic State strikes on the road to Aleppo killed three.", published="2024-03-06")
    assert list(ground["sub_event_type"]) == ["Attack"]
    air = data_prep.read_text("Israeli strikes on the road to Aleppo killed three.", published="2024-03-06")
    assert list(air["sub_event_type"]) == ["Air/drone strike"]


def test_the_year_of_an_event_dates_it_and_the_day_of_its_remembrance_does_not():
    text = "Survivors of the 1988 gas attack that killed 5,000 in Halabja held a vigil on Saturday."
    claim = data_prep.read_text(text, published="2024-03-06").iloc[0]
    assert (str(claim["date_start"])[:10], claim["date_precision"]) == ("1988-01-01", "year")


def test_a_threat_to_kill_kills_nobody():
    assert data_prep.read_text("The guerrillas threatened to kill 10 judges.", published="2024-03-06").empty
