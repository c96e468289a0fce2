"""Words of speech that are no speech where they stand."""

import pytest

from data_prep.reports.speech import find_frames


@pytest.mark.parametrize(
    ("text", "speaks"),
    [
        ("The army reports that shells hit the port.", True),
        ("Reports by the army differ on the raid.", False),
        ("The raid was reported on Monday.", False),
        ("The rebels claimed the lives of two guards.", False),
        ("The army announced that troops left.", True),
        ("The army announced a withdrawal.", False),
    ],
)
def test_a_noun_a_passive_or_an_event_introduces_no_speech(text, speaks):
    assert bool(find_frames(text)) is speaks
