"""Words between quotation marks, and who speaks them."""

import pytest

import data_prep
from data_prep.reports.quotations import is_quoted


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said: "We left HERE."', True),
        ('"We left," he said HERE.', False),
        ("“We left,” he said. “Then HERE we came back.”", True),
        ("``We left,'' he said HERE.", False),
        ("Nobody spoke HERE.", False),
    ],
)
def test_what_stands_between_marks_is_quoted(text, quoted):
    assert is_quoted(text, text.index("HERE")) is quoted


def test_a_quotation_of_several_sentences_keeps_its_speaker():
    text = (
        'IZIUM, 4 May 2022 - The mayor said: "Rockets hit the school on Tuesday. '
        'Shells killed two women on Monday." Gunmen killed a guard on Sunday.'
    )
    claims = data_prep.read_text(text)
    assert [source.lower() for source in claims.source[:2]] == ["mayor", "mayor"]
    assert claims.source.iloc[2].lower() != "mayor"
