"""The words of road maps: how long is left, and deadlines that no line end parts."""

import pytest
from hypothesis import given

from bot.texts.road_maps import days_left, deadline
from bot.texts.words import NBSP
from mentoring.deadline_phrases import phrase, understood
from mentoring.deadlines import Deadline
from tests.mentoring.deadline_values import deadlines


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (1, "это завтра"),
        (2, f"осталось 2{NBSP}дня"),
        (3, f"осталось 3{NBSP}дня"),
        (5, f"осталось 5{NBSP}дней"),
        (11, f"осталось 11{NBSP}дней"),
        (14, f"осталось 14{NBSP}дней"),
        (21, f"остался 21{NBSP}день"),
        (22, f"осталось 22{NBSP}дня"),
    ],
)
def test_how_long_is_left(number: int, words: str) -> None:
    assert days_left(number) == words


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("До 29 апреля 2022 г.", f"До 29{NBSP}апреля 2022{NBSP}г."),
        ("В течение 2022 года", f"В течение 2022{NBSP}года"),
        ("III–IV кварталы 2022 г.", f"III–IV{NBSP}кварталы 2022{NBSP}г."),
        ("Ежегодно с 2022 по 2024 г.", f"Ежегодно с 2022 по 2024{NBSP}г."),
        ("Раз в 2 месяца", "Раз в 2 месяца"),
        ("", "срок не задан"),
    ],
)
def test_a_number_stays_on_the_line_of_its_word(cell: str, shown: str) -> None:
    assert deadline(cell) == shown


@given(deadlines)
def test_what_is_shown_may_be_typed_again(kept: Deadline) -> None:
    assert understood(deadline(phrase(kept))).deadline == kept
