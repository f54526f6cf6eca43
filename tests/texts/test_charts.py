"""Charts in words: every number of the picture stands in the lines, none is invented."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.dialogs import charts as pages
from bot.gallery.bank import LONG, NAMED
from bot.screens import CAPTION_LIMIT, TEXT_LIMIT, messages
from bot.texts import charts as texts
from bot.texts.charts import Compared, PlanAndFact, as_text
from bot.texts.words import NBSP
from mentoring.charts import Bar, Bars, Head, Number, Part
from mentoring.pair_cards import Stage
from mentoring.pairs_by_month import PairsByMonth, last_days
from mentoring.question_means import QuestionMean, QuestionMeans
from mentoring.roles import Role
from mentoring.statistics import Funnel, Joined

DAY = datetime.date(2026, 11, 14)
PICTURE = b"\x89PNG"


def test_the_funnel_tells_mentees_and_mentors_apart() -> None:
    chart = texts.joined(Joined(NAMED, DAY, {Role.MENTEE: Funnel(24, 20, agreed=11, began=10, finished=8)}))
    assert as_text(chart) == (
        "Наставляемые:",
        "Приглашены — 24",
        "Открыли приглашение — 20",
        "Участвуют — 11",
        "Начали анкету — 10",
        "Закончили анкету — 8",
    )
    assert chart.head.under[-1] == f"на 14{NBSP}ноября 2026{NBSP}г."


def test_only_leading_roles_are_no_funnel() -> None:
    assert texts.joined(Joined(NAMED, DAY, {Role.CURATOR: Funnel(1, 1)})).empty


def test_months_name_only_the_stages_where_somebody_stands() -> None:
    stages: tuple[dict[Stage, int], ...] = ({}, {Stage.OFFERED: 2, Stage.ORDER: 1, Stage.CLOSED: 7}, {Stage.WORK: 4})
    chart = texts.pairs_by_month(PairsByMonth(NAMED, last_days(DAY), stages))
    assert [layer.label for layer in chart.layers] == ["Согласие и приказ", "Работа"]
    assert as_text(chart) == ("Сентябрь — 0", "Октябрь — 3: согласие и приказ 3", "Ноябрь — 4: работа 4")
    assert "2026/2027 учебный год" in chart.head.under[1]


def test_closed_pairs_alone_are_nothing_to_draw() -> None:
    assert texts.pairs_by_month(PairsByMonth(NAMED, last_days(DAY), ({Stage.CLOSED: 3},) * 3)).empty


def _means(answered: int, *, few_beside: bool = False) -> QuestionMeans:
    questions = (QuestionMean("Оценка в целом", answered, 8.45), QuestionMean("Польза советов", 2, None))
    return QuestionMeans(NAMED, Role.MENTEE, DAY, 9, answered, questions, few_beside)


def test_means_have_a_decimal_comma_and_say_how_many_have_answered() -> None:
    chart = texts.satisfaction(_means(6))
    assert as_text(chart) == ("Оценка в целом — 8,45", "Польза советов — нет данных")
    assert f"6{NBSP}ответов из 9" in chart.head.under


def test_too_few_answers_are_not_drawn_nor_those_that_would_give_them_away() -> None:
    for found, why in (
        (_means(0), "ещё нет"),
        (_means(4), "меньше пяти человек"),
        (_means(9, few_beside=True), "В соседней организации"),
    ):
        assert texts.satisfaction(found).empty
        assert why in texts.why_untold(found)


def test_indicators_stand_against_their_targets_each_on_its_own_scale() -> None:
    chart = texts.indicators(
        NAMED,
        "2026 год",
        (
            PlanAndFact("Доля наставников", 45.5, 50, "%"),
            PlanAndFact("Удовлетворённость", None, 85, "%"),
            PlanAndFact("Открытые уроки", 1234, 2000),
            PlanAndFact("Предприятия", 3, None),
        ),
    )
    assert as_text(chart) == (
        f"Доля наставников — 45,5{NBSP}%, цель 50{NBSP}%",
        f"Удовлетворённость — нет данных, цель 85{NBSP}%",
        f"Открытые уроки — 1{NBSP}234, цель 2{NBSP}000",
        "Предприятия — 3",
    )
    assert [bar.top for bar in chart.parts[0].bars] == [100, 100, 2000, float("inf")]


def test_before_and_after_tell_the_difference_and_of_how_many() -> None:
    chart = texts.before_after(
        NAMED,
        "До и после: наставники",
        "2026/2027 учебный год",
        (Compared("Польза", 5.2, 7.1, 12), Compared("Комфорт", 7.5, 6.25, 21), Compared("Роль", None, None, 0)),
    )
    assert as_text(chart) == (
        f"Польза — до 5,2, после 7,1 (+1,9 · 12{NBSP}человек)",
        f"Комфорт — до 7,5, после 6,25 (−1,25 · 21{NBSP}человек)",
        "Роль — нет данных",
    )


@given(st.lists(st.tuples(st.text(min_size=1, max_size=160), st.integers(0, 10**9)), min_size=1, max_size=60))
def test_the_words_always_fit_and_say_how_many_are_left_out(rows: list[tuple[str, int]]) -> None:
    bars = tuple(Bar(label, Number(float(number), str(number))) for label, number in rows)
    chart = Bars(Head("Оценки", (LONG.name,), "Средняя оценка."), (Part(None, bars),))
    screen = pages.chart(NAMED.id, chart, PICTURE)
    assert len(screen.text) <= TEXT_LIMIT
    first, *following = messages(screen)
    assert first.picture is not None
    assert first.picture.content == PICTURE
    assert len(first.text) <= CAPTION_LIMIT
    assert bool(following) == (len(screen.text) > CAPTION_LIMIT)
    told = sum(f" — {number}" in screen.text for _, number in rows)
    if "и ещё строк:" not in screen.text:
        assert told == len(rows)
    else:
        assert len(screen.text) > TEXT_LIMIT - 900


def test_without_a_picture_the_numbers_are_told_all_the_same() -> None:
    chart = texts.satisfaction(_means(6))
    screen = pages.chart(NAMED.id, chart, None)
    assert screen.picture is None
    assert "Оценка в целом — 8,45" in screen.text
    assert "попробуйте позже" in screen.text
