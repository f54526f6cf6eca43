"""Words that several rooms need."""

import datetime

import pytest

from bot.texts import words
from mentoring.papers import PaperNumber


@pytest.mark.parametrize(
    ("number", "said"), [("12", "№\N{NO-BREAK SPACE}12 от 05.09.2026"), ("б/н", "б/н от 05.09.2026")]
)
def test_a_paper_without_a_number_has_no_number_sign(number: str, said: str) -> None:
    assert words.paper(PaperNumber(number, datetime.date(2026, 9, 5))) == said
