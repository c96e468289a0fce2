"""What kind of event it was, where who did it decides."""

import pytest

import data_prep


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("FARC guerrillas captured four soldiers near Neiva on Monday.", "Abduction/forced disappearance"),
        ("The Colombian army captured four guerrillas near Neiva on Monday.", "Arrests"),
        ("Police detained six men in Neiva on Monday.", "Arrests"),
    ],
)
def test_states_arrest_and_armed_groups_abduct(text, kind):
    claims = data_prep.read_text(text, published="1995-03-08")
    assert list(claims["sub_event_type"]) == [kind]


def test_what_allies_of_the_government_take_the_government_regains():
    claim = data_prep.read_text("Pro-government forces seized the airport of Aden on 3 May 2023.").iloc[0]
    assert claim["sub_event_type"] == "Government regains territory"
