"""What dates an event whose own sentence does not say."""

from __future__ import annotations

import pytest

from tests.test_day_of import dated


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("At 2 p.m. on 3 May troops entered Idlib. They clashed with rebels there.", "2019-05-03", "day"),
        ("On 3 May the mayor had opened a school. Rebels shelled Idlib.", "2019-05-14", "days"),
        ("On 3 May troops entered Idlib.\n\nRebels shelled Hama.", "2019-05-14", "days"),
        ("The mayor had opened a school in Idlib on 3 May. That very day he was murdered.", "2019-05-03", "day"),
        ("Gunmen murdered a judge in Idlib. He had left his house at dawn on 3 May.", "2019-05-03", "day"),
        ("By a report received a few minutes ago, a bomb exploded in Idlib.", "2019-05-17", "day"),
        ("According to reports received minutes ago, a bomb exploded in Idlib.", "2019-05-17", "day"),
        ("The bodies of two people killed in Idlib were found on 9 May.", "2019-05-06", "days"),
        ("On 9 May, after a raid on Idlib, the mayor resigned.", "2019-05-14", "days"),
    ],
)
def test_a_sentence_without_an_event_sets_the_day(text, day, precision):
    assert dated(text)[-1] == (day, precision)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A bomb exploded in Lima at 0400 GMT on 9 May.", "2019-05-08"),
        ("A bomb exploded in Lima at 1400 GMT on 9 May.", "2019-05-09"),
        ("A bomb exploded in Manila at 2200 GMT on 9 May.", "2019-05-10"),
        ("A bomb exploded in Manila at 2200 on 9 May.", "2019-05-09"),
    ],
)
def test_the_day_is_that_on_the_spot(text, day):
    assert dated(text)[0] == (day, "day")


def test_last_night_is_no_day_where_the_day_of_publication_is_not_known():
    text = "On 3 May 2019 a raid on Idlib killed two people. A neighbour wrote: “Last night a raid killed my friends.”"
    import data_prep

    assert {str(day)[:10] for day in data_prep.read_text(text)["date_start"]} == {"2019-05-03"}
