"""Charts: the list, the pictures with their words, and what is said instead of one."""

import datetime
from dataclasses import replace

from bot.dialogs import charts as pages
from bot.gallery import Example
from bot.gallery.bank import LONG, NAMED
from bot.texts import charts as texts
from documents.charts import png
from mentoring.charts import Chart
from mentoring.pair_cards import Stage
from mentoring.pairs_by_month import PairsByMonth, last_days
from mentoring.question_means import QuestionMean, QuestionMeans
from mentoring.roles import Level, Role
from mentoring.statistics import Funnel, Joined

_DAY = datetime.date(2027, 5, 14)
_CITY = replace(NAMED, name="Управление образования Примерска", level=Level.MUNICIPALITY)

_JOINED = texts.joined(
    Joined(
        NAMED,
        _DAY,
        {
            Role.MENTEE: Funnel(24, 20, 2, 3, 11, 2, 2, 10, 8),
            Role.MENTOR: Funnel(12, 9, 1, 0, 7, 1, 0, 7, 6),
        },
    )
)
_STAGES = (Stage.OFFERED, Stage.ACQUAINTANCE, Stage.TRIAL, Stage.PLAN, Stage.WORK, Stage.FINAL, Stage.PAUSE)
_MONTHS = (
    (4,),
    (13, 6),
    (9, 12, 5),
    (2, 9, 9, 4),
    (3, 2, 8, 11, 4),
    (0, 2, 4, 12, 11, 0, 1),
    (0, 0, 2, 9, 19, 0, 2),
    (0, 0, 0, 3, 25, 2, 2),
    (0, 0, 0, 0, 18, 11, 1),
)
_PAIRS = texts.pairs_by_month(
    PairsByMonth(_CITY, last_days(_DAY), tuple(dict(zip(_STAGES, month, strict=False)) for month in _MONTHS))
)
_MEANS = QuestionMeans(
    LONG,
    Role.MENTEE,
    _DAY,
    14,
    11,
    tuple(
        QuestionMean(short, 11, mean)
        for short, mean in (
            ("Оценка в целом", 8.45),
            ("Запрос понят", 7.0),
            ("Польза советов", 9.09),
            ("Уважение в общении", 9.82),
            ("Время и место", 6.4),
            ("Помощь куратора", 8.0),
        )
    ),
)
_INDICATORS = texts.indicators(
    NAMED,
    "2026 год",
    (
        texts.PlanAndFact("Доля молодых педагогов, вошедших в программу в роли наставляемых", 45.5, 50, "%"),
        texts.PlanAndFact("Доля педагогов-наставников", 12, 10, "%"),
        texts.PlanAndFact("Удовлетворённость наставляемых участием в программе", None, 85, "%"),
        texts.PlanAndFact("Открытые уроки наставников", 14, 20),
    ),
)
_COMPARED = texts.before_after(
    NAMED,
    "До и после: наставляемые",
    "2026/2027 учебный год",
    (
        texts.Compared("Польза программы", 5.2, 7.1, 12),
        texts.Compared("Комфорт общения", 6, 6, 12),
        texts.Compared("Организация работы", 7.5, 6.25, 11),
    ),
)


def _drawn(title: str, chart: Chart) -> Example:
    return Example(title, pages.chart(NAMED.id, chart, png(chart)), pages.chart)


def _why(title: str, means: QuestionMeans) -> Example:
    screen = pages.nothing_to_draw(NAMED.id, texts.satisfaction(means), texts.why_untold(means))
    return Example(title, screen, pages.nothing_to_draw)


EXAMPLES: list[Example] = [
    Example("Какие есть", pages.charts(NAMED), pages.charts),
    Example("Какие есть в муниципалитете", pages.charts(_CITY), pages.charts),
    _drawn("Воронка", _JOINED),
    _drawn("Пары по месяцам", _PAIRS),
    _drawn("Оценки по вопросам", texts.satisfaction(_MEANS)),
    _drawn("Показатели и цели", _INDICATORS),
    _drawn("До и после", _COMPARED),
    Example("Рисовать некогда", pages.chart(NAMED.id, _JOINED, None), pages.chart),
    _why("Ответов ещё нет", replace(_MEANS, answered=0)),
    _why("Ответов мало", replace(_MEANS, answered=3)),
    _why("Ответов мало у соседей", replace(_MEANS, few_beside=True)),
]
