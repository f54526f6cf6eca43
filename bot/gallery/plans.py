"""Plans: drafting by buttons, answers, approval, the work."""

import datetime
from dataclasses import replace

from bot.dialogs import letters, meetings, pairs
from bot.dialogs import plans as dialog
from bot.gallery import Example
from bot.gallery.pairs import assigned_card, group_of
from config import plan as plan_file
from mentoring.ids import MeetingId, PlanEventId, PlanId
from mentoring.letters import LetterKind
from mentoring.meetings import Meeting, MeetingState
from mentoring.notices import PairNews
from mentoring.pair_cards import PairCard, Reader
from mentoring.pair_moves import Event
from mentoring.pairs import EventNumbers, MeetingKind, PairState
from mentoring.plans import EventState, Plan, PlanEvent, PlanState, ReturnReason

_WORDS = plan_file.load()
_NOW = datetime.datetime(2026, 10, 5, 12, 5, tzinfo=datetime.timezone(datetime.timedelta(hours=3)))
_EVENTS = tuple(
    PlanEvent(PlanEventId(number), kind, datetime.date(2026 + (month < 9), month, 1), state)
    for number, (kind, month, state) in enumerate(
        (
            ("visit", 10, EventState.DONE),
            ("joint", 11, EventState.DONE),
            ("parents", 12, EventState.CANCELLED),
            ("visited", 1, EventState.PLANNED),
            ("open", 3, EventState.PLANNED),
        ),
        1,
    )
)
_FULL = Plan(
    PlanId(3), assigned_card(Reader.MENTOR, PairState.PLANNING).pair.id, 1, PlanState.DRAFT, "manage", "open", _EVENTS
)
_PLANNED = replace(_FULL, events=tuple(replace(event, state=EventState.PLANNED) for event in _EVENTS))
_SHORT = replace(_PLANNED, events=_PLANNED.events[:2])


def _card(reader: Reader, state: PairState, plan: Plan | None, *open_to: Event, pupil: bool = False) -> PairCard:
    shown = assigned_card(reader, state)
    handed_in = plan is not None and plan.state not in {PlanState.DRAFT, PlanState.RETURNED}
    return replace(
        shown,
        pair=replace(shown.pair, held=True, events=len(_EVENTS) if handed_in else None),
        open_to=frozenset(open_to),
        awaited=None,
        now=_NOW,
        plan=plan,
        words=_WORDS,
        requests=frozenset({"manage", "parents"}),
        usual=EventNumbers(4, 5),
        pupil=pupil,
    )


def card_of_plan(reader: Reader, state: PairState) -> PairCard:
    """A pair with an approved plan, for the pages about papers."""
    return _card(reader, state, replace(_FULL, state=PlanState.APPROVED))


def _drafting(plan: Plan) -> PairCard:
    return _card(Reader.MENTOR, PairState.PLANNING, plan, Event.SUBMIT_PLAN)


_empty = _drafting(replace(_FULL, goal=None, result=None, events=()))
_submitted = replace(_PLANNED, state=PlanState.SUBMITTED)
_returned = replace(_PLANNED, state=PlanState.RETURNED, returned=ReturnReason.DATES)
_working = replace(_FULL, state=PlanState.APPROVED)
_asked = _card(Reader.MENTEE, PairState.PLANNING, _submitted, Event.AGREE_PLAN)
_to_approve = _card(
    Reader.CURATOR, PairState.PLAN_APPROVAL, _submitted, Event.APPROVE_PLAN, Event.RETURN_PLAN, Event.END
)
_at_work = _card(Reader.MENTOR, PairState.WORKING, _working)
_after_event = replace(
    _at_work,
    untied=Meeting(
        MeetingId(9),
        _at_work.pair.id,
        MeetingKind.EVENT,
        MeetingState.HELD,
        _at_work.mentor.membership,
        at=_NOW - datetime.timedelta(days=1),
    ),
    awaited=MeetingKind.EVENT,
)


def _group(reader: Reader, state: PairState, plan: Plan, *open_to: Event, pupil: bool = False) -> PairCard:
    """The first member, through whose eyes a mentee looks, and the second have goals of their own."""
    one = _card(reader, state, plan, *open_to, pupil=pupil)
    group = group_of(state, reader)
    first, second, _ = group.mentees
    own = replace(plan, own_goals={first.membership: "adapt", second.membership: "parents"})
    pair = replace(one.pair, mentees=group.pair.mentees)
    return replace(one, pair=pair, mentees=group.mentees, plan=own, side=first.membership)


_group_draft = _group(Reader.MENTOR, PairState.PLANNING, _PLANNED, Event.SUBMIT_PLAN)
_first = _group_draft.mentees[0].membership


def _shown(title: str, card: PairCard) -> Example:
    return Example(title, pairs.card(card), pairs.card)


def _letter(title: str, kind: LetterKind, card: PairCard) -> Example:
    return Example(f"Письмо: {title}", letters.letter([PairNews(kind, card)]), letters.letter)


EXAMPLES: list[Example] = [
    Example(
        "Карточка: пора составить план",
        pairs.card(_card(Reader.MENTOR, PairState.PLANNING, None, Event.SUBMIT_PLAN)),
        pairs.card,
    ),
    Example("План не начат", dialog.draft(_empty), dialog.draft),
    Example("Цель", dialog.goals(_empty), dialog.goals),
    Example("Цель: запросов нет", dialog.goals(replace(_empty, requests=frozenset())), dialog.goals),
    Example("Результат", dialog.results(_empty), dialog.results),
    Example("Мероприятие", dialog.kinds(_drafting(_PLANNED)), dialog.kinds),
    Example("Месяц", dialog.months(_drafting(_PLANNED), "visit"), dialog.months),
    Example(
        "План из двух мероприятий", dialog.draft(_drafting(replace(_PLANNED, events=_PLANNED.events[:2]))), dialog.draft
    ),
    Example("План готов", dialog.draft(_drafting(_PLANNED)), dialog.draft),
    _shown("Карточка: план отправлен", _card(Reader.MENTOR, PairState.PLANNING, _submitted)),
    _shown("Карточка наставляемого: план", _asked),
    Example(
        "Карточка: план вернулся",
        pairs.card(_card(Reader.MENTOR, PairState.PLANNING, _returned, Event.SUBMIT_PLAN)),
        pairs.card,
    ),
    _shown("Карточка куратора: план", _to_approve),
    Example("Что изменить в плане", dialog.why_back(_to_approve), dialog.why_back),
    _shown("Карточка: работа по плану", _at_work),
    Example(
        "Карточка куратора: работа по плану",
        pairs.card(_card(Reader.CURATOR, PairState.WORKING, _working, Event.FINISH_WORK, Event.END)),
        pairs.card,
    ),
    Example("Отметить мероприятие", dialog.events(_at_work), dialog.events),
    Example(
        "Карточка: итоговая встреча", pairs.card(_card(Reader.MENTEE, PairState.FINAL_MEETING, _working)), pairs.card
    ),
    _shown("Карточка: итог подведён", _card(Reader.MENTEE, PairState.SURVEYS, _working)),
    Example("План группы", dialog.draft(_group_draft), dialog.draft),
    Example("Цели участников", dialog.own_goals(_group_draft), dialog.own_goals),
    Example("Цели участников, ученику", dialog.own_goals(replace(_group_draft, pupil=True)), dialog.own_goals),
    Example("Цель участника", dialog.own_goal(_group_draft, _first), dialog.own_goal),
    _shown(
        "Карточка группы: свои цели",
        _group(Reader.CURATOR, PairState.PLAN_APPROVAL, _submitted, Event.APPROVE_PLAN, Event.RETURN_PLAN),
    ),
    _shown(
        "Карточка участника группы: своя цель",
        _group(Reader.MENTEE, PairState.PLANNING, _submitted, Event.AGREE_PLAN, pupil=True),
    ),
    _letter("план готов", LetterKind.PLAN_SUBMITTED, _asked),
    _letter("ученику — план готов", LetterKind.PLAN_SUBMITTED, replace(_asked, pupil=True)),
    _letter("куратору — план ждёт утверждения", LetterKind.PLAN_TO_APPROVE, _to_approve),
    _letter("план вернулся", LetterKind.PLAN_RETURNED, _card(Reader.MENTOR, PairState.PLANNING, _returned)),
    _letter("план утверждён", LetterKind.PLAN_APPROVED, _at_work),
    Example("Карточка: какое это было мероприятие", pairs.card(_after_event), pairs.card),
    Example("Какое это было мероприятие", meetings.which_event(_after_event), meetings.which_event),
    Example(
        "Какое это было мероприятие, ученик",
        meetings.which_event(replace(_after_event, pupil=True)),
        meetings.which_event,
    ),
    _letter("наставнику — какое это было мероприятие", LetterKind.EVENT_ASKED, _after_event),
    _letter("пора подводить итог", LetterKind.WORK_DONE, _card(Reader.MENTEE, PairState.FINAL_MEETING, _working)),
    _letter("план подходит к концу", LetterKind.PAIR_WAITS, _at_work),
    _letter("план ещё не готов", LetterKind.PAIR_WAITS, _card(Reader.MENTOR, PairState.PLANNING, None)),
]
