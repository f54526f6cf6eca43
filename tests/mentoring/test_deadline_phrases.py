"""Deadlines of real plans are understood, what the exporter writes is read back, nothing is guessed silently."""

import datetime
from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import road_maps
from mentoring.deadline_phrases import Assumption, Doubt, NotUnderstood, phrase, understood
from mentoring.deadlines import (
    Annual,
    AnnualMonth,
    ByProgramme,
    BySchedule,
    Continuous,
    Deadline,
    From,
    Month,
    NoDeadline,
    Onwards,
    Period,
    Until,
    WholePeriod,
    YearMonth,
    occasions,
    read,
    written,
)
from mentoring.road_maps import Template
from tests.mentoring.deadline_phrases_table import TABLE
from tests.mentoring.deadline_values import deadlines
from tests.mentoring.road_map_deadlines import PLANS, ROWS

PHRASES = [(period, row) for period, rows in TABLE for row in rows]


def answer(text: str, period: Period | None) -> tuple[dict[str, Any] | Doubt, Assumption | None]:
    try:
        found = understood(text, period)
    except NotUnderstood as refused:
        return refused.doubt, None
    return written(found.deadline), found.assumed


# -- the table ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("period", "row"), PHRASES, ids=[ascii(row[0]) for _, row in PHRASES])
def test_a_phrase_means_what_the_table_says(period: Period | None, row: tuple[Any, ...]) -> None:
    text, expected, *assumed = row
    assert answer(text, period) == (expected, assumed[0] if assumed else None)


def test_the_table_is_long_and_knows_every_kind_and_every_doubt() -> None:
    assert len({(period, row[0]) for period, row in PHRASES}) == len(PHRASES) >= 170
    kinds = Counter(next(iter(row[1])) if isinstance(row[1], dict) else row[1] for _, row in PHRASES)
    every_kind = {next(iter(written(deadline))) for deadline in KINDS}
    assert every_kind | set(Doubt) <= set(kinds)
    assumed = {row[2] for _, row in PHRASES if len(row) > 2}
    assert assumed == set(Assumption) - {Assumption.BY_THE_ITEM}  # that one needs the words of an item, see below


KINDS = [
    read(norm)
    for norm in (
        {"month": "2022-04"},
        {"months": ["2022-03", "2022-06"]},
        {"until": "2022-04-29"},
        {"annual_month": 5},
        {"annual_months": [5, 12]},
        {"annual_until": "05-15"},
        {"annual_range": [9, 10]},
        {"annual": True},
        {"quarter": "2022Q3"},
        {"quarters": ["2022Q3", "2022Q4"]},
        {"quarterly": True},
        {"monthly": True},
        {"range": ["2022-04", "2022-12"]},
        {"year": 2022},
        {"whole_period": True},
        {"from": "2021-10"},
        {"continuous": True},
        {"by_schedule": True},
        {"by_programme": True},
        {"as_needed": True},
        {"none": True},
    )
]


# -- the five road maps ------------------------------------------------------------------------------------------


def as_in_the_plan(deadline: Deadline, period: Period | None) -> Deadline:
    """With the plan's own years and months where the phrase leaves them to the plan, as the normal forms are given."""
    match deadline.when, period:
        case Annual(None, None), Period(first, last):
            return replace(deadline, when=Annual(first.year, last.year if last else None))
        case WholePeriod(None, None), Period(first, datetime.date() as last):
            return replace(deadline, when=WholePeriod(YearMonth.of(first), YearMonth.of(last)))
    return deadline


@pytest.mark.parametrize(("period", "row"), ROWS, ids=[row["uid"] for _, row in ROWS])
def test_a_deadline_of_the_five_road_maps_is_understood(period: Period | None, row: dict[str, Any]) -> None:
    expected = read(row["norm"])
    found = as_in_the_plan(understood(row["deadline"], period, row["item"]).deadline, period)
    if expected.when == BySchedule("план СКИРО ПК и ПРО") or row["uid"].startswith("bel"):
        assert found == expected  # the name stands in the deadline
    elif isinstance(expected.when, BySchedule | ByProgramme):
        assert type(found.when) is type(expected.when)  # the name was given by whoever read the whole plan
    else:
        assert found == expected
    if period is not None:
        until = datetime.date(2024, 12, 31)
        assert occasions(found, period, until) == occasions(expected, period, until)


def test_all_hundred_and_five_are_there() -> None:
    assert [len(plan["rows"]) for plan in PLANS] == [27, 29, 17, 18, 14]
    assert len({row["uid"] for _, row in ROWS}) == 105


TEMPLATES = [*road_maps.load().values()]


@pytest.mark.parametrize("template", TEMPLATES, ids=[template.id for template in TEMPLATES])
def test_a_template_that_is_exported_is_imported_as_it_was(template: Template) -> None:
    of_points = [point.deadline for point in template.order_points]
    for deadline in [*(item.deadline for item in template.items), *of_points]:
        assert understood(phrase(deadline), template.period).deadline == deadline


@pytest.mark.parametrize("template", TEMPLATES, ids=[template.id for template in TEMPLATES])
def test_the_words_of_a_template_and_its_normal_form_say_the_same(template: Template) -> None:
    for item in template.items:
        found = understood(item.deadline_raw, template.period, item.text).deadline
        assert (item.uid, type(found.when), found.then) == (item.uid, type(item.deadline.when), item.deadline.then)


# -- what the item adds ------------------------------------------------------------------------------------------

MAY = Deadline(Until(datetime.date(2022, 5, 15)))


@pytest.mark.parametrize(
    ("text", "item", "expected"),
    [
        ("До 15 мая 2022 г.", "Формирование базы (обновление, пополнение ежегодно)", replace(MAY, then=AnnualMonth(5))),
        ("До 15 мая 2022 г.", "Создание базы с актуализацией ежегодно", replace(MAY, then=AnnualMonth(5))),
        ("До 15 мая 2022 г.", "База наставников, ежегодное обновление", replace(MAY, then=AnnualMonth(5))),
        ("До 15 мая 2022 г.", "Проведение ежегодного конкурса наставников", MAY),
        ("До 15 мая 2022 г.", "Обновление страницы сайта. Отчёт ежегодно", MAY),
        ("Май 2022 г.", "Уточнение реестра ежегодно", Deadline(Month(YearMonth(2022, 5)), AnnualMonth(5))),
        ("", "Освещение осуществляется на всех этапах", Deadline(Continuous())),
        ("", "Освещение мероприятий", Deadline(NoDeadline())),
    ],
)
def test_the_item_may_complete_its_deadline_and_that_is_said(text: str, item: str, expected: Deadline) -> None:
    found = understood(text, item=item)
    assert found.deadline == expected
    assert (found.assumed is Assumption.BY_THE_ITEM) == (found.deadline != understood(text).deadline)


# -- writing -----------------------------------------------------------------------------------------------------


@given(deadlines)
def test_what_the_exporter_writes_is_read_back(deadline: Deadline) -> None:
    found = understood(phrase(deadline))
    assert found.deadline == deadline
    assert found.assumed is None


@pytest.mark.parametrize(
    ("norm", "words"),
    [
        ({"month": "2022-04"}, "Апрель 2022 г."),
        ({"months": ["2022-03", "2022-06", "2022-10"]}, "Март, июнь, октябрь 2022 г."),
        ({"months": ["2021-10", "2022-03"]}, "Октябрь 2021 г., март 2022 г."),
        ({"until": "2022-04-29"}, "До 29 апреля 2022 г."),
        ({"annual_month": 5}, "Ежегодно, май"),
        ({"annual_months": [4, 10]}, "Ежегодно: апрель, октябрь"),
        ({"annual_until": "05-15"}, "Ежегодно до 15 мая"),
        ({"annual_range": [9, 10]}, "Ежегодно, сентябрь–октябрь"),
        ({"annual": {"from": 2022}}, "Ежегодно с 2022 г."),
        ({"annual": {"from": 2022, "to": 2024}}, "Ежегодно с 2022 по 2024 г."),
        ({"quarter": "2022Q3"}, "III квартал 2022 г."),
        ({"quarters": ["2022Q3", "2022Q4"]}, "III–IV кварталы 2022 г."),
        ({"quarters": ["2022Q4", "2023Q1"]}, "IV квартал 2022 г. – I квартал 2023 г."),
        ({"range": ["2022-04", "2022-12"]}, "Апрель–декабрь 2022 г."),
        ({"range": ["2021-12", "2022-02"]}, "Декабрь 2021 г. – февраль 2022 г."),
        ({"year": 2022}, "В течение 2022 года"),
        ({"whole_period": True}, "В течение всего периода"),
        ({"from": "2021-10", "then": "as_needed"}, "С октября 2021 г., далее – по мере необходимости"),
        ({"month": "2021-12", "then": "whole_period"}, "Декабрь 2021 г., далее – в течение всего периода"),
        ({"until": "2022-05-15", "then": {"annual_month": 5}}, "До 15 мая 2022 г., далее – ежегодно, май"),
        ({"continuous": True}, "Постоянно"),
        ({"as_needed": True}, "По мере необходимости"),
        ({"by_schedule": True}, "По отдельному графику"),
        ({"by_schedule": "график ОГАОУ ДПО «БелИРО»"}, "По графику ОГАОУ ДПО «БелИРО»"),
        ({"by_schedule": "семинары ИМО"}, "По отдельному графику: семинары ИМО"),
        ({"by_schedule": "план на май"}, "По отдельному графику: «план на май»"),
        ({"by_programme": True}, "В соответствии со сроками реализации программ наставничества"),
        ({"none": True}, "Срок не задан"),
    ],
)
def test_the_exporter_writes_as_plans_are_written(norm: dict[str, Any], words: str) -> None:
    assert phrase(read(norm)) == words


def test_a_deadline_that_no_plan_can_have_is_written_and_left_to_a_person() -> None:
    backwards = read({"range": ["2022-12", "2022-04"]})
    assert phrase(backwards) == "Декабрь–апрель 2022 г."
    assert answer(phrase(backwards), None) == (Doubt.BACKWARDS, None)


# -- whatever stands in the cell ---------------------------------------------------------------------------------

WORDS = sorted({word for _, (text, *_) in PHRASES for word in text.split()} | {"0", "00.00.00", "0000-00-00", "٣", "²"})
periods = st.sampled_from([period for period, _ in TABLE])


@given(st.text() | st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join), periods)
def test_any_text_is_understood_or_left_to_a_person(text: str, period: Period | None) -> None:
    try:
        found = understood(text, period).deadline
    except NotUnderstood:
        return
    assert read(written(found)) == found
    assert understood(phrase(found)).deadline == found


@given(st.sampled_from([row[0] for _, row in PHRASES]), st.sampled_from(["\u00a0", "  ", "\n", " \u200b"]))
def test_the_kind_of_space_changes_nothing(text: str, space: str) -> None:
    assert answer(text.replace(" ", space), None) == answer(text, None)


def test_a_plan_of_another_year_is_warned_of() -> None:
    period = Period(datetime.date(2026, 9, 1), datetime.date(2027, 5, 31))
    assert understood("Апрель 2022 г.", period).assumed is Assumption.OUTSIDE_THE_PLAN
    assert understood("Апрель 2027 г.", period).assumed is None
    assert understood("С октября 2021 г.", period).deadline == Deadline(From(YearMonth(2021, 10)))
    assert understood("С октября 2028 г.", period).assumed is Assumption.OUTSIDE_THE_PLAN


def test_a_first_date_and_what_follows_are_both_there() -> None:
    found = understood("Октябрь 2021 г. Далее – по мере необходимости").deadline
    assert found == Deadline(Month(YearMonth(2021, 10)), Onwards.AS_NEEDED)
