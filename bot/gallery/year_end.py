"""What a year is summed up with: before and after, the SWOT, the papers."""

import datetime
from dataclasses import replace

from bot.dialogs import before_after, swot, year_end
from bot.dialogs import year_end_addresses as to
from bot.gallery import Example
from bot.gallery.bank import NAMED
from bot.texts import analytic_note as papers
from bot.texts.swot import FAULTS, MEANWHILE
from mentoring.analytic_note import YearEnd
from mentoring.before_after import BeforeAfter, Change, Line
from mentoring.ids import SwotLineId
from mentoring.organisations import Privacy
from mentoring.questionnaire import Kind, Option, Question
from mentoring.report import Share
from mentoring.roles import Level, Role
from mentoring.swot import Fault, Said, Side, Source, Swot
from mentoring.swot import Line as SwotLine

_CITY = replace(NAMED, name="Управление образования Примерска", level=Level.MUNICIPALITY)
_MINIMAL = replace(NAMED, privacy=Privacy.MINIMAL)

_school = YearEnd(NAMED, draws=True, edits_swot=True)
_city = YearEnd(_CITY, draws=True, edits_swot=False)

_MENTEES = (
    Line("effect", "Польза программы", Change(12, 84, 101, 8)),
    Line("skill", "Уверенность в умениях", Change(12, 62, 85, 9)),
    Line("belonging", "Поддержка коллектива", Change(12, 80, 78, 3)),
)
_FEW = (Line("skill", "Уверенность в себе", Change(3, 20, 25, 3)),)
_changes = BeforeAfter(NAMED, datetime.date(2027, 5, 31), {Role.MENTEE: _MENTEES, Role.MENTOR: _FEW})

_BEST = Question("am09", Kind.TEXT, "Что было самым ценным?", "Самое ценное", "best", required=True, swot="S")
_RISK = Question("bm11", Kind.TEXT, "Что может помешать?", "Что помешает", "risk", required=False, swot="T")
_RISKS = Question(
    "sw07",
    Kind.MULTI,
    "Какие риски проявились?",
    "Риски",
    "risks",
    required=True,
    options=(Option("time", "Нехватка времени"), Option("docs", "Лишние бумаги")),
    swot="T",
)
_TEXTS = (
    "Открытые уроки вдвоём",
    "Поддержка наставника в трудные недели и то, что о своих ошибках можно говорить спокойно, " * 4,
    "Разбор уроков сразу после звонка",
    "Свой план на полугодие",
    "Терпение",
    "Уважение",
)
_swot = Swot(
    NAMED,
    2026,
    (
        SwotLine(SwotLineId(1), Side.STRENGTHS, "Открытые уроки вдвоём", "k0"),
        SwotLine(SwotLineId(2), Side.STRENGTHS, "Психолог рядом с парами и отвечает на вопросы в тот же день"),
        SwotLine(SwotLineId(3), Side.THREATS, "Нехватка времени (5 из 9)", "t0"),
    ),
    (
        Source("after", _BEST, Side.STRENGTHS, 9, tuple(Said(f"k{n}", text) for n, text in enumerate(_TEXTS))),
        Source("before", _RISK, Side.THREATS, 3),
        Source(
            "wg",
            _RISKS,
            Side.THREATS,
            9,
            (Said("t0", "Нехватка времени", Share(5, 9)), Said("t1", "Лишние бумаги", Share(2, 9))),
        ),
    ),
)
_in_minimal = replace(_swot, organisation=_MINIMAL, says_words=False)
_deputy = replace(_swot, sources=(), reads=False)

EXAMPLES: list[Example] = [
    Example("Итоги года", year_end.year_end(_school), year_end.year_end),
    Example("Итоги года: муниципалитет", year_end.year_end(_city), year_end.year_end),
    Example("Итоги года: рабочая группа", year_end.year_end(replace(_city, draws=False)), year_end.year_end),
    Example("Файл без слов", year_end.year_end(_school, papers.WITHOUT_WORDS), year_end.year_end),
    Example("Файл не получился", year_end.year_end(_school, year_end.TOOK_TOO_LONG), year_end.year_end),
    Example("Готовлю справку", year_end.preparing(_school, to.Wanted.NOTE), year_end.preparing),
    Example("До и после", before_after.before_after(_changes), before_after.before_after),
    Example(
        "До и после: сумма",
        before_after.before_after(replace(_changes, organisation=_CITY, lines={Role.MENTEE: _MENTEES})),
        before_after.before_after,
    ),
    Example(
        "До и после: у соседей мало ответов",
        before_after.before_after(replace(_changes, covered=frozenset({Role.MENTEE}))),
        before_after.before_after,
    ),
    Example("SWOT", swot.swot(_swot), swot.swot),
    Example("SWOT в режиме без имён", swot.swot(_in_minimal), swot.swot),
    Example("SWOT: строку убрали", swot.gone(_swot), swot.gone),
    Example("Сильные стороны", swot.side(_swot, Side.STRENGTHS), swot.side),
    Example("Слабых сторон нет", swot.side(_swot, Side.WEAKNESSES), swot.side),
    Example("Сильные стороны: заместитель", swot.side(_deputy, Side.STRENGTHS), swot.side),
    Example("Сильные стороны в режиме без имён", swot.side(_in_minimal, Side.STRENGTHS), swot.side),
    Example("Из ответов", swot.answers(_swot, Side.STRENGTHS), swot.answers),
    Example("Из ответов: вторая страница", swot.answers(_swot, Side.STRENGTHS, 1), swot.answers),
    Example("Из ответов: варианты и мало слов", swot.answers(_swot, Side.THREATS), swot.answers),
    Example("Из ответов в режиме без имён", swot.answers(_in_minimal, Side.STRENGTHS), swot.answers),
    Example("Ответов нет", swot.answers(_swot, Side.OPPORTUNITIES), swot.answers),
    Example("Строка", swot.line(_swot, _swot.lines[0]), swot.line),
    Example("Строку изменил коллега", swot.line(_swot, _swot.lines[0], MEANWHILE), swot.line),
    Example("Своя строка", swot.words_asked(_swot, Side.WEAKNESSES), swot.words_asked),
    Example(
        "Исправить строку",
        swot.words_asked(_swot, Side.STRENGTHS, _swot.lines[0].words, FAULTS[Fault.TOO_LONG]),
        swot.words_asked,
    ),
]
