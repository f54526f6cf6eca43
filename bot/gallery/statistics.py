"""Numbers of a school and of the levels above it, and the lists behind them."""

import datetime
from dataclasses import replace

from bot.dialogs import statistics as dialog
from bot.dialogs import statistics_lists as lists
from bot.gallery import Example
from bot.gallery.bank import LONG, NAMED
from bot.gallery.indicators import SCHOOL
from bot.gallery.pairs import LINES
from mentoring.ids import MembershipId, OrganisationId
from mentoring.names import FullName
from mentoring.pair_cards import Stage
from mentoring.pairs import MeetingKind
from mentoring.report import Came, Exits, PeopleCounted, Report, Satisfaction
from mentoring.roles import Level, Role
from mentoring.statistics import (
    Funnel,
    HeldMeeting,
    Joined,
    Key,
    MeetingsBehind,
    NumbersBehind,
    PairsBehind,
    PeopleBehind,
    Period,
    Places,
    Sight,
    Someone,
    Statistics,
    What,
)

_REPORT = Report(
    NAMED,
    datetime.date(2027, 5, 31),
    PeopleCounted(11, 7, 8, 6, 2),
    dict.fromkeys(Stage, 2),
    1,
    5,
    {Role.MENTEE: Satisfaction(8, 7, 6, 58.4, 11), Role.MENTOR: Satisfaction(6, 3, 3, 25.0, 7)},
    Exits(7, 6, {"Нет времени, нагрузка": 4, "Запрос уже решён": 2}),
    came={Role.MENTEE: Came(13, 11, 8), Role.MENTOR: Came(8, 7, 6)},
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
_FUNNELS = Joined(
    NAMED,
    datetime.date(2027, 5, 31),
    {
        Role.MENTEE: Funnel(24, 20, 2, 3, 11, 2, 2, 10, 8),
        Role.MENTOR: Funnel(12, 9, 1, 0, 7, 1, 0, 7, 6),
        Role.CURATOR: Funnel(1, 1, 0, 0, 1),
        Role.COORDINATOR: Funnel(1, 1, 0, 0, 1),
    },
)
_CITY = replace(NAMED, name="Управление образования Примерска", level=Level.MUNICIPALITY)
_MAY = Sight(people=True, pairs=True)

_school = Statistics(NAMED, Period.TODAY, _REPORT, sight=_MAY, forms_pairs=True, indicators=SCHOOL)
_last = replace(
    _school,
    period=Period.LAST_SCHOOL_YEAR,
    since=datetime.date(2025, 9, 1),
    report=replace(_REPORT, on=datetime.date(2026, 8, 31), late=None),
)
_city = replace(
    _school,
    organisation=_CITY,
    above=OrganisationId(99),
    sight=Sight(schools=True),
    report=replace(
        _REPORT,
        organisation=_CITY,
        below=tuple(
            replace(_REPORT, organisation=replace(NAMED, id=OrganisationId(number), name=f"Школа № {number}"))
            for number in range(1, 11)
        ),
    ),
)
_PLACES = Places(_CITY, Period.TODAY, tuple((OrganisationId(number), f"Школа № {number}") for number in range(1, 11)))
_empty = Statistics(LONG, Period.TODAY, _EMPTY, sight=_MAY)
_PEOPLE = tuple(
    Someone(MembershipId(number), role, f"17-{number}", name, card)
    for number, (role, name, card) in enumerate(
        [
            (Role.MENTEE, FullName("Смирнова", "Ольга", "Павловна"), True),
            (Role.MENTEE, None, False),
            (Role.MENTOR, FullName("Ким", "Вера", None), True),
        ],
        1,
    )
)
_LINES = tuple(replace(line, deadline=datetime.date(2027, 5, 26), late=True) for line in LINES)
_MEETINGS = tuple(
    HeldMeeting(line.pair, datetime.date(2027, 5, 14), kind) for line, kind in zip(LINES, MeetingKind, strict=False)
)


EXAMPLES: list[Example] = [
    Example("Выбор организации", dialog.pick_statistics((NAMED, LONG)), dialog.pick_statistics),
    Example("Много организаций", dialog.pick_statistics((NAMED, LONG) * 6, 1), dialog.pick_statistics),
    Example("Организаций ещё нет", dialog.no_organisations(), dialog.no_organisations),
    Example("Числа школы", dialog.statistics(_school), dialog.statistics),
    Example("Числа школы: рабочая группа", dialog.statistics(replace(_school, sight=Sight())), dialog.statistics),
    Example("Числа за прошлый учебный год", dialog.statistics(_last), dialog.statistics),
    Example(
        "Числа за учебный год",
        dialog.statistics(replace(_school, period=Period.SCHOOL_YEAR, since=datetime.date(2026, 9, 1))),
        dialog.statistics,
    ),
    Example(
        "Числа за календарный год: у соседей мало ответов",
        dialog.statistics(
            replace(
                _school,
                period=Period.CALENDAR_YEAR,
                since=datetime.date(2027, 1, 1),
                covered=frozenset({Role.MENTEE}),
                sight=Sight(),
                above=OrganisationId(98),
            )
        ),
        dialog.statistics,
    ),
    Example("Школа в самом начале", dialog.statistics(replace(_empty, several=True)), dialog.statistics),
    Example("Числа муниципалитета", dialog.statistics(_city), dialog.statistics),
    Example("Организации ниже", dialog.lower(_PLACES, 1), dialog.lower),
    Example("Организаций ниже нет", dialog.lower(replace(_PLACES, below=())), dialog.lower),
    Example("Приглашения и анкеты", dialog.funnels(_FUNNELS), dialog.funnels),
    Example("Никого не приглашали", dialog.funnels(replace(_FUNNELS, funnels={})), dialog.funnels),
    Example(
        "Приглашения и анкеты муниципалитета", dialog.funnels(replace(_FUNNELS, organisation=_CITY)), dialog.funnels
    ),
    Example("За числом: то, что за ним стоит", lists.behind(NumbersBehind(_city, Key(What.LATE))), lists.behind),
    Example("Какой список открыть", lists.lists(_school), lists.lists),
    Example("Какой список открыть: вторая страница", lists.lists(_city, 1), lists.lists),
    Example("Списки: рабочая группа", lists.lists(replace(_school, sight=Sight())), lists.lists),
    Example(
        "Люди за числом",
        lists.people_behind(PeopleBehind(_school, Key(What.JOINED), _PEOPLE, 2)),
        lists.people_behind,
    ),
    Example(
        "За числом никого нет",
        lists.people_behind(PeopleBehind(_empty, Key(What.AGREED), ())),
        lists.people_behind,
    ),
    Example(
        "Пары, у которых вышел срок",
        lists.pairs_behind(PairsBehind(_school, Key(What.LATE), _LINES, _REPORT.on)),
        lists.pairs_behind,
    ),
    Example(
        "Пары прошлого года",
        lists.pairs_behind(PairsBehind(_last, Key(What.STAGE, Stage.WORK), _LINES, _REPORT.on)),
        lists.pairs_behind,
    ),
    Example(
        "Просроченных пар нет",
        lists.pairs_behind(PairsBehind(_empty, Key(What.LATE), (), _REPORT.on)),
        lists.pairs_behind,
    ),
    Example(
        "Встречи за числом",
        lists.meetings_behind(MeetingsBehind(_school, Key(What.MEETINGS), _MEETINGS)),
        lists.meetings_behind,
    ),
    Example("Встреч нет", lists.meetings_behind(MeetingsBehind(_empty, Key(What.MEETINGS), ())), lists.meetings_behind),
    Example("Число по школам", lists.places(NumbersBehind(_city, Key(What.WAITING)), 1), lists.places),
    Example("Оценки школы", lists.satisfaction(NumbersBehind(_school, Key(What.SATISFACTION))), lists.satisfaction),
    Example("Оценки по школам", lists.satisfaction(NumbersBehind(_city, Key(What.SATISFACTION))), lists.satisfaction),
    Example("Почему завершили раньше срока", lists.exits(NumbersBehind(_school, Key(What.EXITS))), lists.exits),
    Example(
        "Почему завершили: мало ответов",
        lists.exits(
            NumbersBehind(
                replace(_school, report=replace(_REPORT, exits=Exits(3, 2, {"Другая причина": 2}))), Key(What.EXITS)
            )
        ),
        lists.exits,
    ),
]
