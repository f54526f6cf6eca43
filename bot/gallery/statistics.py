"""Numbers of a school and of the levels above it."""

import datetime
from dataclasses import replace

from bot.dialogs import statistics as dialog
from bot.gallery import Example
from bot.gallery.bank import LONG, NAMED
from mentoring.ids import OrganisationId
from mentoring.pair_cards import Stage
from mentoring.report import Exits, PeopleCounted, Report, Satisfaction
from mentoring.roles import Level, Role
from mentoring.statistics import Funnel, Statistics

_REPORT = Report(
    NAMED,
    datetime.date(2027, 5, 31),
    PeopleCounted(11, 7, 8, 6, 2),
    dict.fromkeys(Stage, 2),
    1,
    5,
    {Role.MENTEE: Satisfaction(8, 7, 6, 58.4, 11), Role.MENTOR: Satisfaction(6, 3, 3, 25.0, 7)},
    Exits(7, 6, {"Нет времени, нагрузка": 4, "Запрос уже решён": 2}),
)
_EMPTY = Report(
    LONG,
    datetime.date(2026, 9, 1),
    PeopleCounted(),
    {},
    0,
    0,
    {Role.MENTEE: Satisfaction(), Role.MENTOR: Satisfaction()},
)
_school = Statistics(
    NAMED,
    {
        Role.MENTEE: Funnel(24, 20, 2, 3, 11, 2, 2, 10, 8),
        Role.MENTOR: Funnel(12, 9, 1, 0, 7, 1, 0, 7, 6),
        Role.CURATOR: Funnel(1, 1, 0, 0, 1),
        Role.COORDINATOR: Funnel(1, 1, 0, 0, 1),
    },
    (),
    None,
    _REPORT,
)
_city = replace(
    _school,
    organisation=replace(NAMED, name="Управление образования Примерска", level=Level.MUNICIPALITY),
    below=tuple((OrganisationId(number), f"Школа № {number}") for number in range(1, 11)),
    above=OrganisationId(99),
)

EXAMPLES: list[Example] = [
    Example("Выбор организации", dialog.pick_statistics((NAMED, LONG)), dialog.pick_statistics),
    Example("Много организаций", dialog.pick_statistics((NAMED, LONG) * 6, 1), dialog.pick_statistics),
    Example("Организаций ещё нет", dialog.no_organisations(), dialog.no_organisations),
    Example("Числа школы", dialog.statistics(_school), dialog.statistics),
    Example(
        "Числа школы: мало ответов о выходе",
        dialog.statistics(replace(_school, report=replace(_REPORT, exits=Exits(3, 2, {"Другая причина": 2})))),
        dialog.statistics,
    ),
    Example("Числа школы: куратор", dialog.statistics(replace(_school, sees_pairs=True)), dialog.statistics),
    Example("Школа в самом начале", dialog.statistics(Statistics(LONG, {}, (), None, _EMPTY)), dialog.statistics),
    Example("Приглашения и анкеты", dialog.funnels(_school), dialog.funnels),
    Example("Никого не приглашали", dialog.funnels(Statistics(LONG, {}, (), None, _EMPTY)), dialog.funnels),
    Example("Приглашения и анкеты муниципалитета", dialog.funnels(_city), dialog.funnels),
    Example("Сумма по муниципалитету", dialog.statistics(_city, 1), dialog.statistics),
]
