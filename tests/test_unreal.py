"""Habits, orders, what is to come, accidents and the sums of a war: none of them is the event told beside it."""

import pytest

import data_prep

LEAD = "A bomb killed seven people in Mogadishu on Monday."


@pytest.mark.parametrize(
    "sentence",
    [
        "Al-Shabaab, which often carries out such attacks, has not commented.",
        "No group claimed responsibility, but Al-Shabaab regularly stages bombings.",
    ],
)
def test_a_habit_is_no_guilt(sentence):
    claims = data_prep.read_text(f"{LEAD} {sentence}", published="2024-03-06")
    assert claims["perpetrators"].map(list).tolist() == [[]]


@pytest.mark.parametrize(
    "sentence",
    [
        "If attacked, the army will kill 100 rebels for every soldier.",
        "The commander ordered his men to kill 20 prisoners.",
        "A flood killed 20 people in Derna on Monday.",
        "A bus plunged into a gorge near Lima on Monday, killing 20 people.",
    ],
)
def test_orders_promises_and_accidents_are_no_events(sentence):
    assert data_prep.read_text(sentence, published="2024-03-06").empty


def test_a_crash_told_after_the_bomb_is_of_the_bomb():
    claims = data_prep.read_text(
        "A bomb went off on board an airliner near Quito on Monday. The plane crashed, killing 90 people.",
        published="2024-03-06",
    )
    assert claims["killed_low"].max() == 90


@pytest.mark.parametrize(
    "sentence",
    ["The war has killed more than 15,000 people.", "The conflict in Sudan has left at least 14,000 dead."],
)
def test_the_dead_of_a_war_are_not_those_of_one_attack(sentence):
    claims = data_prep.read_text(
        f"The RSF shelled Wad Madani on Sunday, killing eight. {sentence}", published="2024-03-06"
    )
    attack, war = claims.itertuples()
    assert attack.killed_low == 8
    assert war.event_id != attack.event_id
    assert "toll-cumulative" in war.flags


def test_since_then_makes_a_sum():
    claims = data_prep.read_text(
        "The coup took place in 2021. More than 4,400 people have been killed by soldiers since then. "
        "An air strike hit Pazigyi in Myanmar on Monday.",
        published="2024-03-06",
    )
    assert "toll-cumulative" in claims.iloc[0]["flags"]
    assert claims["event_id"].nunique() == 2
