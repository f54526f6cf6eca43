"""Why people have gone: told once five have answered, and never so that one place's few can be worked out."""

import datetime
from dataclasses import replace

import pytest

from bot.command_line.reporting import as_json
from bot.gallery.bank import NAMED
from bot.texts.report import FEW, sections
from mentoring.report import Exits, PeopleCounted, Report

REPORT = Report(NAMED, datetime.date(2027, 5, 31), PeopleCounted(), {}, 0, 0, {})
SIX = Exits(8, 6, {"Запрос уже решён": 2, "Нет времени, нагрузка": 4})


def told(exits: Exits, *below: Exits) -> dict[str, int | str]:
    found = sections(replace(REPORT, exits=exits, below=tuple(replace(REPORT, exits=one) for one in below)))
    return {label: value for part in found if part.title == "Завершили раньше срока" for label, value in part.rows}


@pytest.mark.parametrize("answered", [1, 2, 3, 4])
def test_a_few_are_not_told(answered: int) -> None:
    assert told(Exits(9, answered, {"Другая причина": answered})) == {"Причины": FEW}


def test_five_are_told_the_most_frequent_first() -> None:
    assert list(told(SIX).items())[1:] == [("Нет времени, нагрузка", 4), ("Запрос уже решён", 2)]


def test_a_sum_does_not_give_away_the_few_of_one_place() -> None:
    assert told(SIX, SIX, Exits()).keys() == told(SIX).keys()
    assert told(Exits(10, 8, {"Запрос уже решён": 8}), SIX, Exits(2, 2, {"Запрос уже решён": 2})) == {"Причины": FEW}


def test_nobody_has_gone_or_nobody_has_said_why() -> None:
    assert told(Exits()) == {}
    assert told(Exits(3)) == {"Ответили": "0 из 3, 0\N{NO-BREAK SPACE}%"}


def test_the_file_of_numbers_hides_what_the_page_hides() -> None:
    few = Exits(2, 2, {"Запрос уже решён": 2})
    found = replace(REPORT, exits=Exits(10, 8), below=(replace(REPORT, exits=SIX), replace(REPORT, exits=few)))
    indicator = as_json(found)["indicators"][-1]
    assert (indicator["key"], indicator["numerator"], indicator["denominator"]) == ("early_end_response", None, 10)
