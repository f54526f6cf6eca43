"""What may happen to a pair under way."""

import datetime
from dataclasses import replace

from bot.dialogs import letters, pair_history, pairs, plan_changes, replacing
from bot.dialogs import pair_changes as dialog
from bot.gallery import Example
from bot.gallery.pairs import card_of
from config import plan as plan_file
from mentoring import matching
from mentoring.ids import MembershipId, PlanEventId, PlanId
from mentoring.letters import LetterKind
from mentoring.notices import PairNews
from mentoring.pair_cards import PairCard, Reader, Reason, Suggested
from mentoring.pair_history import Actor, Happening, PairHistory
from mentoring.pair_moves import Event
from mentoring.pairs import Order, PairState, Party, PlanChange
from mentoring.plans import EventState, Plan, PlanEvent, PlanState
from mentoring.roles import Role

_NOW = datetime.datetime(2026, 9, 14, 12, tzinfo=datetime.UTC)
_DAY = datetime.date(2026, 10, 9)


def _card(state: PairState, reader: Reader = Reader.CURATOR, *open_to: Event) -> PairCard:
    shown = card_of(state, reader, *open_to)
    side = {Reader.MENTOR: shown.mentor.membership, Reader.MENTEE: shown.mentees[0].membership}.get(reader)
    pair = replace(shown.pair, order=Order("12-од", _DAY), period_end=_DAY)
    return replace(shown, pair=pair, now=_NOW, side=side)


def _noticed(shown: PairCard) -> PairCard:
    return replace(shown, pair=replace(shown.pair, ends_on=datetime.date(2026, 9, 17)))


_OPEN = (
    *(Event.HOLD, Event.FINISH_WORK, Event.EXTEND, Event.PAUSE, Event.REPLACE_MENTOR),
    *(Event.CORRECT_ORDER, Event.GIVE_NOTICE, Event.TAKE_BACK_NOTICE, Event.END),
)
_curator = _card(PairState.WORKING, Reader.CURATOR, *_OPEN)
_mentor = _card(PairState.WORKING, Reader.MENTOR, Event.GIVE_NOTICE)
_mentee = _card(PairState.WORKING, Reader.MENTEE, Event.END)
_pupil = replace(_card(PairState.WORKING, Reader.MENTEE, Event.LEAVE), pupil=True)
_paused = _card(PairState.PAUSED, Reader.MENTEE, Event.RESUME)
_paused = replace(_paused, pair=replace(_paused.pair, paused_until=_DAY, paused_from=PairState.WORKING))
_paused_by_other = replace(_paused, open_to=frozenset())
_over = _card(PairState.TERMINATED, Reader.MENTEE)
_no = replace(_over, another={_over.mentees[0].membership: False})
_yes = replace(_over, another={_over.mentees[0].membership: True})


def _letter(title: str, kind: LetterKind, shown: PairCard) -> Example:
    return Example(f"Письмо: {title}", letters.letter([PairNews(kind, shown)]), letters.letter)


_plan = Plan(
    PlanId(3),
    _mentor.pair.id,
    1,
    PlanState.REPLACED,
    "manage",
    "open",
    (PlanEvent(PlanEventId(1), "visit", datetime.date(2026, 10, 1), EventState.DONE),),
)
_new = replace(_plan, version=2, state=PlanState.SUBMITTED, result="practice")
_versions = (_plan, replace(_new, state=PlanState.APPROVED))


def _changing(reader: Reader, change: Plan, *open_to: Event) -> PairCard:
    shown = _card(PairState.WORKING, reader, *open_to)
    return replace(shown, plan=replace(_plan, state=PlanState.APPROVED), words=plan_file.load(), change=change)


_suggested = tuple(
    Suggested(replace(_mentor.mentor, membership=MembershipId(40 + number)), (matching.FreePlaces(2),), 2)
    for number in range(6)
)
_happenings = tuple(
    Happening(_NOW - datetime.timedelta(days=number), event.value, actor, Reason.TIME if number == 2 else None)
    for number, (event, actor) in enumerate(
        zip(
            Event,
            (
                Actor(Role.MENTOR, "3-31", _mentor.mentor.name),
                Actor(Role.CURATOR, "3-1", None),
                Actor(None, None, None),
                None,
            )
            * 5,
            strict=False,
        )
    )
)


_reads = _changing(Reader.MENTEE, _new)

EXAMPLES: list[Example] = [
    Example(
        "Карточка: предложено изменить план",
        pairs.card(_changing(Reader.MENTEE, _new, Event.AGREE_CHANGE, Event.REJECT_CHANGE)),
        pairs.card,
    ),
    Example(
        "Карточка: изменение плана ждёт куратора",
        pairs.card(
            _changing(
                Reader.CURATOR,
                replace(_new, state=PlanState.AGREED),
                Event.APPROVE_CHANGE,
                Event.REJECT_CHANGE,
                Event.FINISH_WORK,
            )
        ),
        pairs.card,
    ),
    Example(
        "Карточка: изменение плана начато",
        pairs.card(_changing(Reader.MENTOR, replace(_new, state=PlanState.DRAFT))),
        pairs.card,
    ),
    Example(
        "План, прежняя версия", plan_changes.version(_changing(Reader.MENTEE, _new), _versions, 1), plan_changes.version
    ),
    Example(
        "План, новая версия", plan_changes.version(_changing(Reader.MENTEE, _new), _versions), plan_changes.version
    ),
    Example("Другой наставник", replacing.mentors(_curator, _suggested, 0), replacing.mentors),
    Example("Другой наставник: свободных нет", replacing.mentors(_curator, (), 0), replacing.mentors),
    Example("Другой наставник: предложить?", replacing.sure(_curator, _suggested[0]), replacing.sure),
    Example("История пары", pair_history.history(PairHistory(_curator, _happenings, 0)), pair_history.history),
    Example("Из-за чего пауза", dialog.why_pause(_curator), dialog.why_pause),
    Example("До какого дня пауза", dialog.pause_until(_mentee, Reason.SESSION), dialog.pause_until),
    Example("Пауза: месяц", dialog.pause_month(_mentee, Reason.SESSION), dialog.pause_month),
    Example("Пауза: день", dialog.pause_day(_mentee, Reason.SESSION, datetime.date(2026, 10, 1)), dialog.pause_day),
    Example("Карточка: своя пауза, глазами наставляемого", pairs.card(_paused), pairs.card),
    Example("Карточка: пауза, о которой просил наставник", pairs.card(_paused_by_other), pairs.card),
    Example("Продлить работу", dialog.extend_until(_curator), dialog.extend_until),
    Example("Завершить участие: наставник-сотрудник", dialog.why_quit(_mentor), dialog.why_quit),
    Example("Завершить участие: наставляемый", dialog.why_quit(_mentee), dialog.why_quit),
    Example("Завершить участие: ученик в группе", dialog.why_quit(_pupil), dialog.why_quit),
    Example("Завершить: сразу или с предупреждением", dialog.how_end(_curator, Reason.LEAVES), dialog.how_end),
    Example("Карточка: предупреждение дано", pairs.card(_noticed(_curator)), pairs.card),
    Example(
        "Карточка: предупреждение дано, глазами наставника",
        pairs.card(_noticed(_card(PairState.WORKING, Reader.MENTOR, Event.TAKE_BACK_NOTICE))),
        pairs.card,
    ),
    Example("Нужен другой наставник?", dialog.another(_over), dialog.another),
    Example("Другой наставник не нужен", dialog.another(replace(_no, pupil=True)), dialog.another),
    Example("Другой наставник нужен", dialog.another(_yes), dialog.another),
    Example("Карточка: завершена, кто ищет нового наставника", pairs.card(_card(PairState.TERMINATED)), pairs.card),
    Example("Исправить приказ", dialog.correction_asked(_curator), dialog.correction_asked),
    Example(
        "Исправить приказ: не видно даты",
        dialog.correction_asked(_curator, "Не видно даты приказа."),
        dialog.correction_asked,
    ),
    _letter("сторонам — пауза", LetterKind.PAIR_PAUSED, _paused),
    _letter("сторонам — пауза закончилась", LetterKind.PAIR_RESUMED, _mentee),
    _letter("сторонам — паузу закончил куратор", LetterKind.PAIR_RESUMED, replace(_mentee, acted=Party.CURATOR)),
    _letter("сторонам — работа продлена", LetterKind.PAIR_EXTENDED, _mentor),
    _letter("сторонам — дано предупреждение", LetterKind.NOTICE_GIVEN, _noticed(_mentee)),
    _letter("сторонам — предупреждение отозвано", LetterKind.NOTICE_TAKEN_BACK, _mentee),
    _letter("наставляемому — завершена, нужен ли другой", LetterKind.PAIR_ENDED, _over),
    _letter("куратору — завершена раньше срока", LetterKind.PAIR_LEFT, _card(PairState.TERMINATED)),
    _letter("прежнему наставнику — работа завершена", LetterKind.MENTOR_REPLACED, _mentee),
    _letter("куратору — нужен другой наставник", LetterKind.LOOKING_AGAIN, _card(PairState.TERMINATED)),
    _letter("куратору — другой наставник не нужен", LetterKind.NOT_LOOKING, _card(PairState.TERMINATED)),
    _letter("наставляемому — предложено изменить план", LetterKind.CHANGE_PROPOSED, _mentee),
    _letter("ученику — предложено изменить план", LetterKind.CHANGE_PROPOSED, _pupil),
    _letter("куратору — изменение плана", LetterKind.CHANGE_TO_APPROVE, _curator),
    _letter("наставляемому — изменение плана ждёт", LetterKind.CHANGE_WAITS, _mentee),
    _letter("ученику — изменение плана ждёт", LetterKind.CHANGE_WAITS, _pupil),
    _letter("куратору — изменение плана ждёт", LetterKind.CHANGE_WAITS, _curator),
    _letter("куратору — наставляемый не отвечает", LetterKind.CHANGE_LATE, _curator),
    _letter(
        "заместителю — изменение плана без решения",
        LetterKind.CHANGE_LATE,
        replace(_curator, pair=replace(_curator.pair, change=PlanChange.AGREED)),
    ),
    _letter("наставнику — мероприятие не отмечено", LetterKind.EVENT_WAITS, _mentor),
    _letter("ученику-наставнику — мероприятие не отмечено", LetterKind.EVENT_WAITS, replace(_mentor, pupil=True)),
    _letter("куратору — мероприятие не отмечено", LetterKind.EVENT_LATE, _curator),
    _letter("сторонам — план изменён", LetterKind.CHANGE_DONE, _mentor),
    _letter("наставнику — план прежний", LetterKind.CHANGE_OFF, _mentor),
]
