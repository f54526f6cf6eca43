"""Words that several rooms need."""

import datetime

import pytest

from bot.texts import counters, words
from mentoring.counters import Counted, Counter
from mentoring.papers import PaperNumber


@pytest.mark.parametrize(
    ("number", "said"), [("12", "№\N{NO-BREAK SPACE}12 от 05.09.2026"), ("б/н", "б/н от 05.09.2026")]
)
def test_a_paper_without_a_number_has_no_number_sign(number: str, said: str) -> None:
    assert words.paper(PaperNumber(number, datetime.date(2026, 9, 5))) == said


def test_a_day_with_its_year_ends_a_sentence_with_one_full_stop() -> None:
    day = datetime.date(2026, 9, 5)
    counted = Counted(Counter.REGISTRY, {"approved": 2}, day)

    assert words.stopped(words.day_and_year(day)) == f"5{words.NBSP}сентября 2026{words.NBSP}г."
    assert words.stopped(words.day(day)) == f"5{words.NBSP}сентября."
    assert counters.now(counted, datetime.date(2027, 2, 1)).endswith(
        f"обновлено 5{words.NBSP}сентября 2026{words.NBSP}г."
    )


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("Сделано раньше", "сделано раньше"),
        ("В программе не участвует", "в программе не участвует"),
        ("ФГОС и рабочие программы", "ФГОС и рабочие программы"),
        ("А", "А"),
        ("", ""),
    ],
)
def test_a_label_in_the_middle_of_a_sentence(label: str, told: str) -> None:
    assert words.inside(label) == told
