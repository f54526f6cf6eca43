"""A note with everything in it, for tests of how it reads and how it is drawn."""

import datetime

from mentoring.analytic_note import Asked, Item, NoteReport, PairKind, Process, RoadMapPart
from mentoring.before_after import BeforeAfter, Change, Line
from mentoring.ids import OrganisationId, SwotLineId
from mentoring.indicators import Count, Fact, Indicator, IndicatorsAt, Year, YearKind
from mentoring.organisations import Organisation, Privacy
from mentoring.pair_cards import Stage
from mentoring.pairs import MentoringKind
from mentoring.report import Exits, PeopleCounted, Report, Satisfaction, Share
from mentoring.road_map_report import Verdict
from mentoring.roles import Level, Role
from mentoring.self_check import Score
from mentoring.swot import Line as SwotLine
from mentoring.swot import Side

DAY = datetime.date(2027, 5, 31)


def organisation(number: int, name: str, level: Level = Level.ORGANISATION) -> Organisation:
    here = OrganisationId(number)
    return Organisation(
        here, (here,), level, name, None, None, None, "Europe/Moscow", 5, None, Privacy.NAMES, None, warned=False
    )


SCHOOL = organisation(3, "МБОУ «Средняя общеобразовательная школа № 20»")

REPORT = Report(
    SCHOOL,
    DAY,
    PeopleCounted(24, 13, 22, 13, 2),
    {Stage.WORK: 9, Stage.FINAL: 3, Stage.CLOSED: 5},
    1,
    17,
    {Role.MENTEE: Satisfaction(22, 19, 17, 161.5, 24), Role.MENTOR: Satisfaction(12, 4, 3, 33.0, 13)},
    Exits(7, 6, {"Нет времени, нагрузка": 4, "Запрос уже решён": 2}),
)
EARLIER = Report(
    SCHOOL,
    datetime.date(2026, 5, 31),
    PeopleCounted(10, 6, 9, 6, 1),
    {Stage.WORK: 6, Stage.CLOSED: 1},
    None,
    8,
    {Role.MENTEE: Satisfaction(), Role.MENTOR: Satisfaction()},
)
CHANGES = BeforeAfter(
    SCHOOL,
    DAY,
    {
        Role.MENTEE: (
            Line("skill", "Уверенность в умениях", Change(12, 62, 85, 9)),
            Line("belonging", "Поддержка коллектива", Change(12, 80, 78, 3)),
        ),
        Role.MENTOR: (Line("skill", "Уверенность в себе", Change(3, 20, 25, 3)),),
    },
)
ROAD_MAP = RoadMapPart(
    "Дорожная карта школы № 20 на 2026/27 учебный год",
    above=False,
    on=DAY,
    totals={Verdict.DONE: 31, Verdict.IN_WORK: 4, Verdict.LATE: 1, Verdict.NOT_NEEDED: 1},
    items=(
        Item("5.4", "Круглый стол «Лучшие практики наставничества»", Verdict.LATE, datetime.date(2027, 5, 20)),
        Item("4.17", "Перечень предприятий-партнёров", Verdict.NOT_NEEDED, None, "Работаем только с педагогами"),
    ),
)
INDICATORS = IndicatorsAt(
    SCHOOL,
    Year(YearKind.CALENDAR, 2027),
    DAY,
    (
        Fact(
            Indicator(
                "young", "Доля молодых специалистов, вошедших в программу", "Молодые", Count.YOUNG_MENTEES, "young"
            ),
            5,
            11,
            40.0,
        ),
        Fact(Indicator("partners", "Доля предприятий-партнёров", "Партнёры", "giving", "all"), None, None, 20.0, 1),
        Fact(
            Indicator(
                "content", "Доля довольных наставляемых", "Довольны", Count.CONTENT_MENTEES, Count.ALL_MENTEES, 7.0
            ),
            17,
            24,
            asked=22,
            answered=19,
        ),
    ),
)
NOTE = NoteReport(
    SCHOOL,
    DAY,
    Role.CURATOR,
    REPORT,
    EARLIER,
    (
        Asked("monitor_before_mentee", "Мониторинг до начала работы: наставляемый", 24, 21),
        Asked("satisfaction_mentee", "Опрос об участии: наставляемый", 22, 19),
    ),
    (
        PairKind(False, False, MentoringKind.TRADITIONAL, False, 12),
        PairKind(False, True, MentoringKind.REMOTE, True, 2),
    ),
    INDICATORS,
    (ROAD_MAP,),
    Process(27, 6, Share(1, 8), 3),
    CHANGES,
    Satisfaction(9, 7, 6, 56.0, 9),
    Score(1, 13, 18),
    (
        SwotLine(SwotLineId(1), Side.STRENGTHS, "Открытые уроки вдвоём"),
        SwotLine(SwotLineId(2), Side.STRENGTHS, "Поддержка психолога"),
        SwotLine(SwotLineId(3), Side.THREATS, "Нехватка времени (5 из 9)"),
    ),
)
