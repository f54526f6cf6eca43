"""Arranging a meeting by buttons: up to three times, one is taken; afterwards a word from both sides."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from bot.dialogs import group_meetings, past_days
from bot.dialogs.menu import Open
from bot.dialogs.pair_addresses import Card
from bot.screens import Address, Button, Html, Rows, Screen, address, bold, column, grid, lines, markup
from bot.texts import meetings as words_of
from bot.texts import pairs as pair_words
from bot.texts import people, words
from bot.texts import plans as plan_words
from mentoring.ids import MeetingId, PairId, PlanEventId, SlotId
from mentoring.meetings import (
    LINK_LIMIT,
    MOST_SLOTS,
    Meeting,
    MeetingState,
    Memo,
    Outcome,
    Slot,
    Where,
    days_to_offer,
    times_to_offer,
)
from mentoring.pair_cards import PairCard, Reader, Reason
from mentoring.pair_moves import Event
from mentoring.pairs import MeetingKind, PairState, Verdict
from mentoring.plans import EventState, PlanEvent, PlanWords
from mentoring.zones import by_clock, local_times

MOVING = (Reason.TIME, Reason.HEALTH, Reason.OTHER)
"""Why a meeting is moved or cancelled."""

FAILING = (Reason.SUBJECT, Reason.TIME, Reason.PERSONAL, Reason.OTHER)
"""Why somebody does not suit."""


@address("vb")
@dataclass(frozen=True, slots=True)
class Begin(Address):
    """«Назначить встречу»: the draft of one's own."""

    pair: PairId


@address("vd")
@dataclass(frozen=True, slots=True)
class Draft(Address):
    meeting: MeetingId


@address("vp")
@dataclass(frozen=True, slots=True)
class PickDay(Address):
    meeting: MeetingId


@address("vt")
@dataclass(frozen=True, slots=True)
class PickTime(Address):
    """``day`` counts the days of the calendar from its beginning."""

    meeting: MeetingId
    day: int


@address("vq")
@dataclass(frozen=True, slots=True)
class PickLateTime(Address):
    """The afternoon of that day, where both clocks leave room for half a day only."""

    meeting: MeetingId
    day: int


@address("va")
@dataclass(frozen=True, slots=True)
class AddTime(Address):
    """``at`` in minutes since 1970, UTC."""

    meeting: MeetingId
    at: int

    @property
    def moment(self) -> datetime.datetime:
        """Raises OverflowError, OSError or ValueError for a forged one."""
        return datetime.datetime.fromtimestamp(self.at * 60, datetime.UTC)


@address("vr")
@dataclass(frozen=True, slots=True)
class DropTime(Address):
    meeting: MeetingId
    slot: SlotId


@address("vw")
@dataclass(frozen=True, slots=True)
class ChooseWhere(Address):
    meeting: MeetingId
    where: Where


@address("vo")
@dataclass(frozen=True, slots=True)
class Offer(Address):
    meeting: MeetingId


@address("vs")
@dataclass(frozen=True, slots=True)
class Take(Address):
    meeting: MeetingId
    slot: SlotId


@address("vc")
@dataclass(frozen=True, slots=True)
class CallOff(Address):
    """Without a reason: why? ``move``: another time is wanted."""

    meeting: MeetingId
    move: bool
    reason: Reason | None = None


@address("vh")
@dataclass(frozen=True, slots=True)
class Tell(Address):
    """How it was, as a side says."""

    meeting: MeetingId
    outcome: Outcome


@address("vj")
@dataclass(frozen=True, slots=True)
class Judge(Address):
    """How it was, as the curator found out."""

    meeting: MeetingId
    outcome: Outcome


@address("ve")
@dataclass(frozen=True, slots=True)
class EnterHeld(Address):
    """«Встреча уже прошла»: this very one, entered by the curator."""

    pair: PairId
    kind: MeetingKind
    trial: int
    sure: bool = False


@address("vf")
@dataclass(frozen=True, slots=True)
class HeldWhen(Address):
    """«Была в другой день»: which? ``month`` as in :mod:`bot.dialogs.past_days`."""

    pair: PairId
    kind: MeetingKind
    trial: int
    month: int | None = None


@address("vg")
@dataclass(frozen=True, slots=True)
class HeldOn(Address):
    """This very meeting was on that day; ``day`` counts the days of the calendar from its beginning."""

    pair: PairId
    kind: MeetingKind
    trial: int
    day: int

    @property
    def date(self) -> datetime.date:
        """Raises OverflowError, ValueError for a forged one."""
        return datetime.date.fromordinal(self.day)


@address("vk")
@dataclass(frozen=True, slots=True)
class WhichEvent(Address):
    """«Какое это было мероприятие?»"""

    meeting: MeetingId


@address("vl")
@dataclass(frozen=True, slots=True)
class ThisEvent(Address):
    """This event of the plan; without one, a meeting outside of it."""

    meeting: MeetingId
    event: PlanEventId | None = None


@address("vv")
@dataclass(frozen=True, slots=True)
class GiveVerdict(Address):
    """After this very trial. A «no» asks for the reason first."""

    pair: PairId
    trial: int
    verdict: Verdict
    reason: Reason | None = None


@address("vm")
@dataclass(frozen=True, slots=True)
class ReadMemo(Address):
    """«Памятка к встрече»."""

    pair: PairId


@address("vi")
@dataclass(frozen=True, slots=True)
class CalendarFile(Address):
    """«Файл для календаря»."""

    meeting: MeetingId


@address("vn")
@dataclass(frozen=True, slots=True)
class AskLink(Address):
    """«Ссылка на встречу»: it is typed next."""

    meeting: MeetingId


@address("vz")
@dataclass(frozen=True, slots=True)
class DropLink(Address):
    meeting: MeetingId


# -- the part of a pair's card ---------------------------------------------------------------------------------------


def told(shown: PairCard) -> list[Html | str]:
    """How it stands with the last meeting and the next; nothing where none is due."""
    return [*_which_words(shown), *_next(shown), *_by_all_clocks(shown)]


def _which_words(shown: PairCard) -> list[Html | str]:
    if shown.untied is None:
        return []
    plea = "Скажи, какое это было мероприятие." if shown.pupil else "Скажите, какое это было мероприятие."
    return ["", f"{_held_on(shown, shown.untied)} {plea}"]


def _next(shown: PairCard) -> list[Html | str]:
    meeting, kind = shown.meeting, shown.awaited
    if meeting is not None and meeting.state is not MeetingState.DRAFT:
        offered = meeting.state is MeetingState.OFFERED
        name = words_of.name_and_place(meeting) if offered else words_of.KINDS[meeting.kind].capitalize()
        return ["", markup("{name}: {how}", name=bold(name), how=_how(shown, meeting)), *link(shown)]
    if shown.pair.state is PairState.TRIAL and shown.pair.held:
        return ["", *_verdict_words(shown)]
    if kind is None:
        return []
    if shown.reader is Reader.CURATOR:
        return ["", *_fallen(shown), "Встреча ещё не назначена."]
    until = f", срок {words.day(shown.deadline)}" if shown.deadline else ""
    not_yet = "ещё не назначено" if kind is MeetingKind.EVENT else "ещё не назначена"
    return ["", *_fallen(shown), f"{words_of.KINDS[kind].capitalize()} {not_yet}{until}."]


def _fallen(shown: PairCard) -> list[str]:
    """What has become of the time that was agreed, and who goes on."""
    fallen = shown.fallen
    if fallen is None or fallen.at is None or fallen.kind is not shown.awaited:
        return []
    day = words.day(by_clock(fallen.at, shown.zones.own))
    if not fallen.said:
        told = f"{words_of.both_times(shown, fallen.at)} снято."
    elif fallen.state is MeetingState.MOVED:
        told = f"Встречу {day} перенесли."
    else:
        told = f"Встреча {day} не состоялась."
    if shown.reader is Reader.CURATOR:
        return [told]
    if _only_answers(shown):
        return [f"{told} Новое время предложит наставник."]
    return [f"{told} {'Назначь' if shown.pupil else 'Назначьте'} новую."] if fallen.said else [told]


def taken_back(shown: PairCard) -> str | None:
    """To whoever has moved it, over the choice of other times."""
    fallen = shown.fallen
    if fallen is None or fallen.at is None:
        return None
    plea = "Выбери" if shown.pupil else "Выберите"
    return f"{words_of.both_times(shown, fallen.at)} снято, бот об этом сообщит. {plea} новое время."


def not_yet(shown: PairCard, kind: MeetingKind) -> str:
    """What the meeting that is due lacks: a time, a choice, or a word afterwards."""
    meeting, name = shown.meeting, words_of.KINDS[kind].capitalize()
    if meeting is not None and meeting.state is MeetingState.AGREED:
        return f"{name} ещё не отмечен{'о' if kind is MeetingKind.EVENT else 'а'}."
    if meeting is not None and meeting.state is MeetingState.OFFERED and not _all_gone(shown, meeting):
        return f"{name}: время предложено, но ещё не выбрано."
    return f"{name} ещё не назначен{'о' if kind is MeetingKind.EVENT else 'а'}."


def _by_all_clocks(shown: PairCard) -> list[str]:
    """The times that are to be chosen from, where the clocks of the sides differ; one's own offer names them itself."""
    meeting = shown.meeting
    if meeting is None or meeting.state is not MeetingState.OFFERED:
        return []
    chooses = shown.pair.is_group or shown.side not in {None, meeting.offered_by}
    return words_of.slots(shown, meeting) if chooses else []


def link(shown: PairCard) -> list[Html]:
    """As it was typed, so that everybody sees where it leads."""
    return [markup("Ссылка: {link}", link=shown.link)] if shown.link else []


def _how(shown: PairCard, meeting: Meeting) -> str:
    if meeting.state is MeetingState.OFFERED and shown.pair.is_group and not _all_gone(shown, meeting):
        return group_meetings.told(shown, meeting)
    if meeting.state is MeetingState.OFFERED:
        if meeting.offered_by != shown.side and shown.side is not None and not _all_gone(shown, meeting):
            return "выбери время." if shown.pupil else "выберите время."
        if _all_gone(shown, meeting):
            wait = " Наставник предложит другое." if _only_answers(shown) else ""
            return f"предложенное время прошло.{wait}"
        times = "; ".join(words_of.both_times(shown, slot.at) for slot in meeting.slots)
        return f"ждём ответа. Предложено: {times}."
    if meeting.state is MeetingState.DISPUTED:
        return "ответы разошлись, уточняет куратор."
    when = words_of.time_and_place(shown, meeting)
    if shown.now is None or not meeting.has_passed(shown.now):
        return f"{when}."
    said = meeting.said or {}
    if shown.side is not None and shown.side in said:
        return f"{when}. Ответ записан, ждём {'остальных' if shown.pair.is_group else 'вторую сторону'}."
    return f"{when}. Как она прошла?"


def _all_gone(shown: PairCard, meeting: Meeting) -> bool:
    """Nobody has answered in time."""
    return shown.now is not None and meeting.has_lapsed(shown.now)


def _verdict_words(shown: PairCard) -> list[str]:
    if shown.reader is Reader.CURATOR:
        return ["Пробная встреча прошла. Ждём решения сторон: каждая отвечает сама, другой ответа не видно."]
    if Event.GIVE_VERDICT in shown.open_to:
        plea = "Подходите ли вы друг другу? Ответ увидит только куратор, другой стороне его не покажут."
        if shown.pair.is_group:
            plea = "Подходит ли группа? Ответ увидит только куратор, больше его никому не покажут."
        return ["Пробная встреча прошла.", plea]
    return [pair_words.of_group(shown.pair, "Решение записано. Ждём решения второй стороны.")]


def buttons(shown: PairCard) -> Rows:
    """What the reader can do about the meeting now."""
    if shown.reader is Reader.CURATOR:
        return _staff_buttons(shown)
    return (*which(shown), *_side_buttons(shown), *column(group_meetings.door(shown)), *_memo(shown))


def which(shown: PairCard) -> Rows:
    """To the mentor, after a meeting about an event."""
    if shown.untied is None:
        return ()
    return ((Button("Какое это было мероприятие?", WhichEvent(shown.untied.id)),),)


def _memo(shown: PairCard) -> Rows:
    """For the mentor, before each meeting."""
    wanted = shown.reader is Reader.MENTOR and shown.awaited is not None
    return ((Button("Памятка к встрече", ReadMemo(shown.pair.id)),),) if wanted else ()


def _side_buttons(shown: PairCard) -> Rows:
    meeting = shown.meeting
    if meeting is None or meeting.state is MeetingState.DRAFT:
        return _verdicts(shown) or _arranging(shown)
    if meeting.state is MeetingState.OFFERED:
        return _answering(shown, meeting)
    return _agreed(shown, meeting) if meeting.state is MeetingState.AGREED else ()


def _arranging(shown: PairCard) -> Rows:
    if shown.awaited is None or Event.HOLD not in shown.open_to or _only_answers(shown):
        return ()
    label = "Назначить встречу" if shown.meeting is None else "Продолжить выбор времени"
    return ((Button(label, Begin(shown.pair.id)),),)


def _only_answers(shown: PairCard) -> bool:
    """In a group the mentor arranges, members say what suits."""
    return shown.pair.is_group and shown.reader is Reader.MENTEE


def _verdicts(shown: PairCard) -> Rows:
    if Event.GIVE_VERDICT not in shown.open_to:
        return ()
    offered = [verdict for verdict in Verdict if verdict is not Verdict.AGAIN or shown.trials_left]
    return column(
        [
            Button(words_of.VERDICTS[verdict], GiveVerdict(shown.pair.id, shown.pair.trial, verdict))
            for verdict in offered
        ]
    )


def _answering(shown: PairCard, meeting: Meeting) -> Rows:
    other = Button("Предложить другое время", Begin(shown.pair.id))
    off = Button("Отменить предложение", CallOff(meeting.id, move=False))
    if shown.pair.is_group:
        own = [] if _only_answers(shown) else [other] if _all_gone(shown, meeting) else [other, off]
        return column([*group_meetings.buttons(shown, meeting), *own])
    if meeting.offered_by == shown.side:
        return column([other] if _all_gone(shown, meeting) else [other, off])
    times = [
        Button(words_of.own_time(shown, slot.at), Take(meeting.id, slot.id))
        for slot in meeting.slots
        if shown.now is None or slot.at > shown.now
    ]
    return (*column(times), (other,))


def _agreed(shown: PairCard, meeting: Meeting) -> Rows:
    if shown.now is None or not meeting.has_passed(shown.now):
        file = (Button("Файл для календаря", CalendarFile(meeting.id)),)
        if _only_answers(shown):
            return (file,)
        return (
            (
                Button("Перенести", CallOff(meeting.id, move=True)),
                Button("Отменить", CallOff(meeting.id, move=False)),
            ),
            *column(_link_button(shown, meeting)),
            file,
        )
    if shown.side is not None and shown.side in (meeting.said or {}):
        return ()
    return column([Button(words_of.OUTCOMES[outcome], Tell(meeting.id, outcome)) for outcome in Outcome])


def _link_button(shown: PairCard, meeting: Meeting) -> list[Button]:
    """For the mentor, where typed words may pass."""
    if shown.reader is not Reader.MENTOR or not shown.organisation.says_names:
        return []
    return [Button("Изменить ссылку" if meeting.link else "Ссылка на встречу", AskLink(meeting.id))]


def _staff_buttons(shown: PairCard) -> Rows:
    rows: list[Button] = []
    meeting = shown.meeting
    if meeting is not None and meeting.state is MeetingState.DISPUTED and Event.HOLD in shown.open_to:
        rows += [Button(words_of.OUTCOMES[one], Judge(meeting.id, one)) for one in Outcome]
    elif Event.HOLD in shown.open_to and shown.awaited is not None:
        rows.append(Button("Встреча уже прошла", EnterHeld(shown.pair.id, shown.awaited, shown.pair.trial)))
    if Event.SETTLE_TRIAL in shown.open_to and shown.pair.held:
        rows += [
            Button("Пара продолжает работу", GiveVerdict(shown.pair.id, shown.pair.trial, Verdict.YES)),
            Button("Ещё одна проба", GiveVerdict(shown.pair.id, shown.pair.trial, Verdict.AGAIN)),
        ]
    if Event.SETTLE_TRIAL in shown.open_to:
        rows.append(Button("Подобрать другой вариант", GiveVerdict(shown.pair.id, shown.pair.trial, Verdict.NO)))
    return column(rows)


# -- choosing times --------------------------------------------------------------------------------------------------


def draft(shown: PairCard, note: str | None = None) -> Screen:
    """The times chosen so far."""
    meeting = _meeting(shown)
    times = [f"• {words_of.both_times(shown, slot.at)}" for slot in meeting.slots]
    plea = "Выбери до трёх вариантов времени." if shown.pupil else "Выберите до трёх вариантов времени."
    where = [
        Button(f"✓ {label}" if place is meeting.where else label, ChooseWhere(meeting.id, place))
        for place, label in words_of.WHERE.items()
    ]
    more = Button("Добавить время" if times else "Выбрать день", PickDay(meeting.id))
    return Screen(
        lines(note, "" if note else None, _title(meeting), "", *(times or [plea])),
        (
            *column([Button("Предложить", Offer(meeting.id))] if times else []),
            *column([more] if len(times) < MOST_SLOTS else []),
            *column([_dropping(shown, meeting, slot) for slot in meeting.slots]),
            tuple(where[:2]),
            (where[2], Button("Назад", Card(shown.pair.id))),
        ),
    )


def _dropping(shown: PairCard, meeting: Meeting, slot: Slot) -> Button:
    return Button(f"Убрать {words_of.own_time(shown, slot.at)}", DropTime(meeting.id, slot.id))


def pick_day(shown: PairCard) -> Screen:
    meeting = _meeting(shown)
    now = shown.own_now
    days = [day for day in days_to_offer(now.date()) if times_to_offer(day, now)][:14]
    found = [
        Button(f"{words.WEEKDAYS[day.weekday()]}, {words.day(day)}", PickTime(meeting.id, day.toordinal()))
        for day in days
    ]
    plea = "Какой день удобен?"
    return Screen(lines(_title(meeting), "", plea), (*grid(found, 2), (Button("Назад", Draft(meeting.id)),)))


def pick_time(shown: PairCard, day: datetime.date, *, late: bool = False) -> Screen:
    """Where the clocks differ, the time of the other side stands beside one's own, and half a day fills the screen."""
    meeting, times = _meeting(shown), times_to_offer(day, shown.own_now)
    differ = any(local_times(at, shown.zones).differ for at in times)
    back = Button("Другой день", PickDay(meeting.id))
    head = f"{words.WEEKDAYS[day.weekday()]}, {words.day(day)}. Во сколько начать?"
    if not differ:
        return Screen(lines(_title(meeting), "", head), (*grid(_hours(shown, times), 4), (back,)))
    half = [at for at in times if (at.hour >= AFTERNOON) is late] or times
    this = (meeting.id, day.toordinal())
    turn = Button("‹ Раньше", PickTime(*this)) if late else Button("Позже ›", PickLateTime(*this))
    return Screen(
        lines(_title(meeting), "", head, _beside(shown)),
        (*grid(_hours(shown, half), 2), (turn, back) if len(half) < len(times) else (back,)),
    )


AFTERNOON = 14
"""The hour at which the day is parted, so that both halves fit a screen."""


def _hours(shown: PairCard, times: Iterable[datetime.datetime]) -> list[Button]:
    meeting = _meeting(shown)
    return [Button(words_of.hours(shown, at), AddTime(meeting.id, int(at.timestamp()) // 60)) for at in times]


def _beside(shown: PairCard) -> str:
    own = "Слева время у тебя" if shown.pupil else "Слева время у Вас"
    other = "у наставника"
    if shown.reader is Reader.MENTOR:
        other = "у наставляемых" if shown.pair.is_group else "у наставляемого"
    return f"{own}, справа — {other}."


def _meeting(shown: PairCard) -> Meeting:
    assert shown.meeting is not None  # noqa: S101 - the use case gives it
    return shown.meeting


def _title(meeting: Meeting) -> Html:
    return bold(words_of.KINDS[meeting.kind].capitalize())


# -- the link --------------------------------------------------------------------------------------------------------


def link_asked(shown: PairCard, note: str | None = None) -> Screen:
    """For the mentor; the next typed words are the link."""
    meeting = _meeting(shown)
    plea = "Пришли ссылку" if shown.pupil else "Пришлите ссылку"
    drop = [Button("Убрать ссылку", DropLink(meeting.id))] if meeting.link else []
    return Screen(
        lines(
            note,
            "" if note else None,
            bold("Ссылка на встречу"),
            f"{words_of.KINDS[meeting.kind].capitalize()}: {words_of.time_and_place(shown, meeting)}.",
            *link(shown),
            "",
            f"{plea} одним сообщением, вместе с https://. Её увидят участники встречи и куратор, она будет и в "
            "напоминаниях. После встречи бот её забудет.",
        ),
        column([*drop, Button("Назад", Card(shown.pair.id))]),
    )


LINK_REFUSED = (
    "Это не похоже на ссылку. Нужен один адрес без других слов: он начинается с https:// "
    f"и не длиннее {LINK_LIMIT} знаков."
)


# -- reasons ---------------------------------------------------------------------------------------------------------


def why_call_off(shown: PairCard, *, move: bool) -> Screen:
    meeting = _meeting(shown)
    head = "Перенести встречу?" if move else "Отменить встречу?"
    then = "Другая сторона узнает сразу. После этого можно предложить другое время."
    if move:
        then = "Другая сторона узнает сразу. Следующий шаг — новое время."
    found = [Button(pair_words.REASONS[reason], CallOff(meeting.id, move, reason)) for reason in MOVING]
    return Screen(lines(bold(head), "", then, "", "Причина:"), column([*found, Button("Назад", Card(shown.pair.id))]))


def why_not(shown: PairCard) -> Screen:
    """After the trial: the other side will never learn it."""
    found = [
        Button(pair_words.REASONS[reason], GiveVerdict(shown.pair.id, shown.pair.trial, Verdict.NO, reason))
        for reason in FAILING
    ]
    text = "Причину увидит только куратор. Другой стороне скажут: подбираем другой вариант."
    return Screen(lines(bold("Почему не подходит?"), "", text), column([*found, Button("Назад", Card(shown.pair.id))]))


def enter_held(shown: PairCard) -> Screen:
    assert shown.awaited is not None  # noqa: S101 - else the act is not possible
    kind = words_of.KINDS[shown.awaited].capitalize()
    text = "Отметка ставится за обе стороны, дальше пара пойдёт по порядку."
    if shown.awaited is MeetingKind.TRIAL:
        text = "Отметка ставится за обе стороны. После неё бот спросит каждую, подходят ли они друг другу."
    if shown.awaited is MeetingKind.EVENT:
        text = "Отметка ставится за обе стороны. Какое это было мероприятие, бот спросит у наставника."
    this = (shown.pair.id, shown.awaited, shown.pair.trial)
    return Screen(
        lines(bold(f"{kind}: встреча уже прошла?"), "", text, "«Да» ставит сегодняшний день."),
        (
            (Button("Да, встреча прошла", EnterHeld(*this, sure=True)),),
            (Button("Была в другой день", HeldWhen(*this)),),
            (Button("Назад", Card(shown.pair.id)), Button("Меню", Open("menu"))),
        ),
    )


def held_when(shown: PairCard, pressed: HeldWhen) -> Screen:
    """Raises OverflowError, ValueError for a forged month."""
    assert shown.now is not None  # noqa: S101 - every card tells the time
    this = (pressed.pair, pressed.kind, pressed.trial)
    rows = past_days.days(
        shown.now.date(),
        pressed.month,
        lambda day: HeldOn(*this, day.toordinal()),
        lambda month: HeldWhen(*this, month),
    )
    head = bold(words_of.KINDS[pressed.kind].capitalize())
    return Screen(lines(head, "", "Когда она была?"), (*rows, (Button("Назад", EnterHeld(*this)),)))


def which_event(shown: PairCard) -> Screen:
    """Each event that is still ahead by one press: it is marked done with the meeting."""
    meeting, plan, known = shown.untied, shown.plan, shown.words
    assert meeting is not None  # noqa: S101 - the use case has looked
    planned = [event for event in plan.events if event.state is EventState.PLANNED] if plan else []
    found = [Button(_event_label(event, known), ThisEvent(meeting.id, event.id)) for event in planned]
    ask = "Отметь мероприятие, второй раз отмечать не нужно." if shown.pupil else "Второй раз отмечать не нужно."
    return Screen(
        lines(bold("Какое это было мероприятие?"), "", _held_on(shown, meeting), ask),
        column([*found, Button("Встреча не из плана", ThisEvent(meeting.id)), Button("Назад", Card(shown.pair.id))]),
    )


def _event_label(event: PlanEvent, known: PlanWords | None) -> str:
    """«Октябрь: открытый урок»."""
    return people.fitting(f"{plan_words.month(event.month)}: {plan_words.event(event.kind, known)}")


def _held_on(shown: PairCard, meeting: Meeting) -> str:
    return f"Встреча {words.day(by_clock(meeting.at, shown.zones.own))} прошла." if meeting.at else "Встреча прошла."


def memo(shown: PairCard, read: Memo) -> Screen:
    """For the mentor; the questions are meant to be asked in one's own words."""
    kind = words_of.KINDS[shown.awaited].capitalize() if shown.awaited else "Встреча"
    ask = "Спроси своими словами:" if shown.pupil else "Спросите своими словами:"
    text = lines(
        bold(kind),
        "",
        read.about,
        "",
        bold(ask),
        *(f"{number}. {question}" for number, question in enumerate(read.ask, 1)),
        "",
        bold("Перед тем как попрощаться:"),
        *(f"☐ {line}" for line in read.check),
    )
    return Screen(text, ((Button("Назад", Card(shown.pair.id)), Button("Меню", Open("menu"))),))


def calendar_title(shown: PairCard) -> str:
    """«Встреча-знакомство, пара № 12»: no names, the file may lie in anybody's cloud."""
    kind = words_of.KINDS[_meeting(shown).kind].capitalize()
    return f"{kind}, {words.inside(pair_words.title(shown.pair))}"


TIME_GONE = "Это время уже прошло, нужно другое."
