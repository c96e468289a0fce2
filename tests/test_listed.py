"""Persons named in lists count one each, and what only describes them counts nobody."""

import pytest

from data_prep.reports.casualties import read_toll
from data_prep.reports.listed import is_person


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("Ana Ruiz, her son and two neighbours were killed.", 4),
        ("The wife of Musa Idris and three other civilians were killed.", 4),
        ("Ana Ruiz and Luis Soto were killed.", 2),
        ("Reporters Ana Ruiz and Luis Soto were killed.", 2),
        ("Ana Ruiz, a reporter, and Luis Soto, a driver, were killed.", 2),
        ("Ana Ruiz (34), Luis Soto, 25, and their son were killed.", 3),
        ("Ana Ruiz was killed along with her husband and four children.", 6),
        ("A strike killed Ana Ruiz, her daughter and ten guests.", 12),
        ("GUERRILLAS KILLED HECTOR RUIZ, LEADER OF THE PARTY, AND GILDA SOTO IN THE CITY.", 2),
        ("THE MURDER OF SIX PRIESTS AND TWO EMPLOYEES", 8),
        ("THE ASSASSINATION OF LEADER HECTOR RUIZ AND OF ATTORNEY GILDA SOTO", 2),
        ("FORMER MINISTER GENERAL ENRIQUE RUIZ DIED TODAY.", 1),
        ("ANOTHER REPORTER, MAURICIO RUIZ, A SOUND TECHNICIAN, DIED THIS MORNING.", 1),
        ("The blast killed two civilians, a man named Ali Reza and his daughter.", 2),
        ("He was killed with a knife.", 1),
        ("A strike killed him alongside his wife and their three daughters.", 5),
        ("Nadia Idris and her son, Ali Idris, were both killed.", 2),
        ("It killed three civilians – a mother and her two sons – and injured others.", 3),
        ("Four villagers, an uncle and three nephews, were killed.", 4),
        ("It killed three civilians: a grandfather, Omar Idris, and his two grandsons.", 3),
        ("It killed Ana Ruiz, a Ruritanian citizen and wife of the journalist Luis Soto.", 1),
        ("It killed the journalist Ana Ruiz, who was a photographer and a poet.", 1),
        ("Six priests – among them two bishops – were killed.", 6),
        ("The wife of Musa Idris – a spokesman for the party – and three other civilians were killed.", 4),
        ("THE MURDER OF PARTY LEADERS", None),
        ("THE MURDER OF RURITANIAN LIBERAL PARTY CANDIDATE LUIS RUIZ", 1),
        ("The murders of the governor, another prosecutor, and the Ruritanian police commander", 3),
        ("A strike killed Ana Ruiz today.", 1),
    ],
)
def test_each_person_of_a_list_is_one(text, dead):
    assert read_toll(text).killed.low == dead


@pytest.mark.parametrize(
    "words", ["Ana Ruiz", "GENERAL GUSTAVO RUIZ", "the wife of the mayor", "their son", "Dr. Soto"]
)
def test_persons(words):
    assert is_person(words)


@pytest.mark.parametrize(
    "words", ["the Red Army", "the Ruiz family", "POLITICAL LEADERS", "the civilians", "Gaza City", "houses", "justice"]
)
def test_nobody(words):
    assert not is_person(words)
