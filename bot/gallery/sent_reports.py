"""Reports on their way upward: the school's side, the side above, and the letters."""

import datetime
from dataclasses import replace

from bot.dialogs import letters
from bot.dialogs import report_rounds as rounds
from bot.dialogs import sent_reports as pages
from bot.gallery import Example
from bot.gallery.bank import LONG, NAMED
from bot.gallery.road_maps import ITEMS, task_of
from bot.texts import sent_reports as said
from config import report_rounds
from mentoring.free_text import Concern
from mentoring.ids import OrganisationId, ReportRoundId, SentReportId
from mentoring.letters import LetterKind
from mentoring.notices import ReportAsked, ReportDecided, ReportsSent
from mentoring.pair_cards import Stage
from mentoring.report import Exits, PeopleCounted, Satisfaction
from mentoring.report_bodies import Body, Extra, ExtraRow, gaps, summed
from mentoring.report_rounds import ReportRound
from mentoring.road_map_views import Duty
from mentoring.roles import Level, Role
from mentoring.sent_reports import (
    Collected,
    Home,
    Line,
    Mine,
    OnePage,
    OwnPage,
    ReportAct,
    ReportEvent,
    ReportState,
    RoundPage,
    SentReport,
    Shelf,
    SumPage,
    ToOpen,
    WordsProblem,
)

TODAY = datetime.date(2027, 4, 21)
APRIL, MAY = (report_rounds.load()[key] for key in ("april", "may"))
SCHOOL = NAMED
CITY = replace(
    SCHOOL,
    id=OrganisationId(2),
    path=(OrganisationId(1), OrganisationId(2)),
    level=Level.MUNICIPALITY,
    name="г. Примерск",
)
REGION = replace(
    SCHOOL, id=OrganisationId(1), path=(OrganisationId(1),), level=Level.REGION, name="Министерство образования края"
)
_ROUND = ReportRound(ReportRoundId(3), CITY.id, "april", 2027, datetime.date(2027, 4, 30), 1_800_000_000, None)
_ABOVE = replace(_ROUND, organisation=REGION.id, kind="may", due=datetime.date(2027, 5, 31))
_BODY = Body(
    TODAY,
    datetime.date(2027, 4, 1),
    PeopleCounted(11, 7, 8, 6, 2),
    {Stage.ACQUAINTANCE: 1, Stage.WORK: 5, Stage.CLOSED: 2},
    1,
    9,
    {Role.MENTEE: Satisfaction(8, 7, 6, 58.4, 11), Role.MENTOR: Satisfaction(6, 3, 3, 25.0, 7)},
    Exits(),
    (
        Extra(
            "indicators",
            "Показатели",
            (
                ExtraRow("pupils", "Школьники-наставляемые", 120, 410, 30),
                ExtraRow("partners", "Партнёры", None, None, 20),
            ),
        ),
    ),
    "Две недели апреля школа была на карантине.",
)
_SENT = SentReport(SentReportId(9), SCHOOL.id, ReportState.SENT, _BODY.note, _BODY, 1, None, None, 1)
_ACCEPTED = replace(_SENT, state=ReportState.ACCEPTED, decided_at=2)
_RETURNED = replace(_SENT, state=ReportState.RETURNED, comment="Отметьте встречи, которые уже были")
_EVENTS = (
    ReportEvent(ReportAct.SEND, datetime.date(2027, 4, 19)),
    ReportEvent(ReportAct.RETURN, datetime.date(2027, 4, 20), "Отметьте встречи, которые уже были"),
    ReportEvent(ReportAct.SEND, TODAY),
)
_OWN = OwnPage(_ROUND, APRIL, SCHOOL, CITY, None, replace(_BODY, note=None), gaps(_BODY), (), TODAY)
_SMALL = replace(_BODY, meetings=0, people=PeopleCounted(3, 3, 3, 3), extras=(), note=None)
_LINES = (
    Line(SCHOOL, _ACCEPTED),
    Line(replace(LONG, id=OrganisationId(5)), replace(_ACCEPTED, body=_SMALL)),
    Line(replace(SCHOOL, id=OrganisationId(6), name="Школа № 6"), _SENT),
    Line(replace(SCHOOL, id=OrganisationId(7), name="Школа № 7"), _RETURNED),
    Line(replace(SCHOOL, id=OrganisationId(8), name="Вечерняя школа № 8"), None, led=False),
)
_PAGE = RoundPage(_ROUND, APRIL, CITY, TODAY, _LINES)
_SUM = SumPage(_PAGE, summed(_PAGE.accepted(), TODAY, len(_LINES)), tuple(line.place.name for line in _LINES[2:]))
_MUNICIPAL = replace(_SENT, organisation=CITY.id, body=replace(_SUM.body, note=None) if _SUM.body else None)
_ONE = OnePage(_ROUND, APRIL, SCHOOL, _SENT, _EVENTS, TODAY)
_REGIONAL = RoundPage(_ABOVE, MAY, REGION, TODAY, (Line(CITY, replace(_MUNICIPAL, state=ReportState.ACCEPTED)),))
_HOME = Home(SCHOOL, TODAY, CITY, sends=True, collects=False, mine=(Mine(_ROUND, APRIL, ReportState.NOT_SENT),))
_TO_OPEN = ToOpen(APRIL, 2027, datetime.date(2027, 4, 30), 12)
_CITY_HOME = Home(
    CITY,
    TODAY,
    REGION,
    sends=True,
    collects=True,
    collected=(Collected(replace(_ROUND, year=2026, closed_at=1), APRIL, 12, 12, 0),),
    to_open=(_TO_OPEN,),
)
_ASKED = ReportAsked(
    LetterKind.REPORT_ASKED, _ROUND.id, SCHOOL.id, SCHOOL.name, "апрель", 2027, datetime.date(2027, 4, 30), TODAY
)
_DECIDED = ReportDecided(LetterKind.REPORT_ACCEPTED, _ROUND.id, SCHOOL.id, SCHOOL.name, "апрель", 2027)

EXAMPLES: list[Example] = [
    Example("Отчёты: роли в двух местах", pages.pick_place((SCHOOL, CITY)), pages.pick_place),
    Example("Отчёты школы", pages.home(_HOME), pages.home),
    Example("Отчёты школы: ещё не просили", pages.home(replace(_HOME, mine=())), pages.home),
    Example("Отчёты школы: муниципалитета нет", pages.home(replace(_HOME, above=None, mine=())), pages.home),
    Example("Отчёты муниципалитета: пора собрать", pages.home(_CITY_HOME), pages.home),
    Example(
        "Отчёты муниципалитета: сбор идёт",
        pages.home(
            replace(
                _CITY_HOME,
                to_open=(),
                mine=(Mine(_ABOVE, MAY, ReportState.NOT_SENT),),
                collected=(Collected(_ROUND, APRIL, 12, 5, 2), *_CITY_HOME.collected),
            )
        ),
        pages.home,
    ),
    Example(
        "Отчёты региона: следующий сбор",
        pages.home(
            Home(REGION, TODAY, None, sends=False, collects=True, next=datetime.date(2027, 5, 1)),
        ),
        pages.home,
    ),
    Example("Отчёт школы: не отправлен", pages.own(_OWN), pages.own),
    Example(
        "Отчёт школы: ждёт решения",
        pages.own(replace(_OWN, report=_SENT, body=_BODY, history=_EVENTS[:1])),
        pages.own,
    ),
    Example(
        "Отчёт школы: возвращён",
        pages.own(replace(_OWN, report=_RETURNED, history=_EVENTS[:2])),
        pages.own,
    ),
    Example(
        "Отчёт школы: принят",
        pages.own(
            replace(
                _OWN,
                report=_ACCEPTED,
                body=_BODY,
                history=(*_EVENTS, ReportEvent(ReportAct.ACCEPT, TODAY)),
                proves=Duty(task_of(ITEMS[0], SCHOOL), ITEMS[0].item),
            )
        ),
        pages.own,
    ),
    Example("Отправить отчёт?", pages.send_asked(_OWN), pages.send_asked),
    Example("Пояснение к отчёту", pages.note_asked(_OWN), pages.note_asked),
    Example(
        "Пояснение: слишком длинно",
        pages.note_asked(_OWN, said.PROBLEMS[WordsProblem.TOO_LONG]),
        pages.note_asked,
    ),
    Example("Пояснение изменили, пока писали", pages.note_asked(_OWN, said.NOTE_CHANGED), pages.note_asked),
    Example(
        "Пояснение записано, но в нём фамилия",
        pages.note_taken(
            replace(_OWN, report=replace(_SENT, state=ReportState.NOT_SENT, note="Заболела Иванова Анна")),
            frozenset({Concern.SURNAME}),
        ),
        pages.note_taken,
    ),
    Example(
        "Отчёт муниципалитета: не отправлен",
        pages.own(
            replace(_OWN, round=_ABOVE, kind=MAY, place=CITY, above=REGION, body=_SUM.body, missing=_SUM.missing)
        ),
        pages.own,
    ),
    Example(
        "Отчёт муниципалитета: снизу ничего не принято",
        pages.own(replace(_OWN, round=_ABOVE, kind=MAY, place=CITY, above=REGION, body=None, gaps={})),
        pages.own,
    ),
    Example("Собрать отчёты?", rounds.open_asked(CITY, _TO_OPEN), rounds.open_asked),
    Example("Сбор отчётов", rounds.round_page(_PAGE), rounds.round_page),
    Example("Сбор закрыт", rounds.round_page(replace(_PAGE, round=replace(_ROUND, closed_at=5))), rounds.round_page),
    Example("Сбор: не отправили", rounds.shelf(_PAGE, Shelf.MISSING), rounds.shelf),
    Example("Сбор: приняты", rounds.shelf(_PAGE, Shelf.ACCEPTED), rounds.shelf),
    Example("Сбор: никого", rounds.shelf(replace(_PAGE, lines=()), Shelf.WAITING), rounds.shelf),
    Example("Принять все отчёты?", rounds.accept_all_asked(_PAGE), rounds.accept_all_asked),
    Example("Закрыть сбор?", rounds.close_asked(_PAGE, closed=True), rounds.close_asked),
    Example("Открыть сбор снова?", rounds.close_asked(_PAGE, closed=False), rounds.close_asked),
    Example("Сумма принятых", rounds.total(_SUM), rounds.total),
    Example("Сумма: ничего не принято", rounds.total(replace(_SUM, body=None)), rounds.total),
    Example(
        "Сумма региона",
        rounds.total(SumPage(_REGIONAL, summed(_REGIONAL.accepted(), TODAY, 1), ())),
        rounds.total,
    ),
    Example("Отчёт школы: решить", rounds.one(_ONE), rounds.one),
    Example("Отчёт школы: уже принят", rounds.one(replace(_ONE, report=_ACCEPTED)), rounds.one),
    Example(
        "Отчёт забрали обратно",
        rounds.one(replace(_ONE, report=replace(_SENT, state=ReportState.NOT_SENT))),
        rounds.one,
    ),
    Example("Что исправить?", rounds.comment_asked(_ONE), rounds.comment_asked),
    Example(
        "Вернуть отчёт?",
        rounds.return_asked(replace(_ONE, report=replace(_SENT, comment=_RETURNED.comment))),
        rounds.return_asked,
    ),
    Example("Письмо: просят отчёт", letters.letter([_ASKED]), letters.letter),
    Example(
        "Письмо: отчёт ещё не отправлен",
        letters.letter([replace(_ASKED, kind=LetterKind.REPORT_WAITS, returned=True)]),
        letters.letter,
    ),
    Example(
        "Письмо: напоминают об отчёте",
        letters.letter([replace(_ASKED, kind=LetterKind.REPORT_URGED, due=datetime.date(2027, 4, 20))]),
        letters.letter,
    ),
    Example(
        "Письмо: отчёты пришли",
        letters.letter([ReportsSent(_ROUND.id, CITY.name, "апрель", 2027, 2, 5, 12)]),
        letters.letter,
    ),
    Example("Письмо: отчёт принят", letters.letter([_DECIDED]), letters.letter),
    Example(
        "Письмо: отчёт возвращён",
        letters.letter([replace(_DECIDED, kind=LetterKind.REPORT_RETURNED, comment=_RETURNED.comment)]),
        letters.letter,
    ),
]
