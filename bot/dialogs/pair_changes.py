"""What may happen to a pair under way, by buttons: a pause, an extension, an early end, another mentor afterwards."""

import datetime
from dataclasses import dataclass

from bot.dialogs.help_addresses import Ask
from bot.dialogs.menu import Open
from bot.dialogs.pair_addresses import Card, More
from bot.screens import Address, Button, Html, Rows, Screen, address, bold, column, grid, lines, markup
from bot.texts import pairs as words_of
from bot.texts import words
from bot.texts.plans import month
from mentoring.ids import PairId
from mentoring.pair_cards import ENDING, PAUSING, PairCard, Reader, Reason
from mentoring.pair_dates import extensions, pause_days, pause_months, usual_pauses
from mentoring.pair_moves import Event
from mentoring.pairs import PairState


@address("wp")
@dataclass(frozen=True, slots=True)
class Pause(Address):
    """Without a reason: why? Without a day: until when? ``until`` counts days from the beginning of the calendar."""

    pair: PairId
    reason: Reason | None = None
    until: int | None = None


@address("wq")
@dataclass(frozen=True, slots=True)
class PauseDays(Address):
    """«Другой день»: which month, then which day. ``month`` counts months since the year 0."""

    pair: PairId
    reason: Reason
    month: int | None = None


@address("wr")
@dataclass(frozen=True, slots=True)
class Resume(Address):
    pair: PairId


@address("we")
@dataclass(frozen=True, slots=True)
class Extend(Address):
    """Without a day: until when?"""

    pair: PairId
    until: int | None = None


@address("ww")
@dataclass(frozen=True, slots=True)
class Quit(Address):
    """«Завершить участие» by a side. Without a reason: why?"""

    pair: PairId
    reason: Reason | None = None


@address("wn")
@dataclass(frozen=True, slots=True)
class EndHow(Address):
    """The curator ends a pair whose mentor an order names: after a notice, or at once as both agree."""

    pair: PairId
    reason: Reason
    notice: bool


@address("wb")
@dataclass(frozen=True, slots=True)
class TakeBack(Address):
    """The work goes on although a notice was given."""

    pair: PairId


@address("wa")
@dataclass(frozen=True, slots=True)
class Another(Address):
    """«Нужен другой наставник?»"""

    pair: PairId
    wanted: bool


@address("wo")
@dataclass(frozen=True, slots=True)
class CorrectOrder(Address):
    pair: PairId


# -- the part of a pair's card ---------------------------------------------------------------------------------------


def told(shown: PairCard) -> list[Html | str]:
    """A notice that was given, and who wants another mentor after an early end."""
    if shown.pair.ends_on is not None and not shown.pair.closed:
        return ["", f"Работа пары закончится {words.day(shown.pair.ends_on)}."]
    if shown.pair.state is PairState.TERMINATED and shown.reader is Reader.CURATOR:
        return ["", *(_wish(shown, number) for number in range(len(shown.mentees)))]
    if shown.pair.state is PairState.TERMINATED and shown.reader is Reader.MENTEE:
        return ["", asked_for_another(shown)]
    return []


def _wish(shown: PairCard, number: int) -> str:
    wanted = shown.another.get(shown.mentees[number].membership)
    said = {None: "ответа ещё нет", True: "нужен, первый в очереди", False: "пока не нужен"}[wanted]
    who = f" ({words_of.called(shown.mentees[number])})" if len(shown.mentees) > 1 else ""
    return f"Другой наставник{who}: {said}."


def asked_for_another(shown: PairCard) -> str:
    wanted = None if shown.side is None else shown.another.get(shown.side)
    if wanted is None:
        return "Нужен другой наставник?"
    if wanted:
        return "Новый наставник нужен: куратор подбирает его в первую очередь."
    again = "Передумаешь — нажми «Да, нужен»." if shown.pupil else "Передумаете — нажмите «Да, нужен»."
    return f"Новый наставник пока не нужен. {again}"


def buttons(shown: PairCard) -> Rows:
    """What is usual to do next about any of this."""
    pair, found = shown.pair.id, []
    if Event.RESUME in shown.open_to:
        found.append(Button("Возобновить работу", Resume(pair)))
    elif shown.pair.state is PairState.PAUSED and shown.reader is not Reader.CURATOR:
        found.append(Button("Вопрос куратору", Ask(pair)))
    if Event.TAKE_BACK_NOTICE in shown.open_to:
        staff = shown.reader is Reader.CURATOR
        found.append(Button("Отозвать предупреждение" if staff else "Передумать и продолжить", TakeBack(pair)))
    if Event.EXTEND in shown.open_to and shown.overdue:
        found.append(Button("Продлить работу", Extend(pair)))
    return (*column(found), *another_buttons(shown))


def asked_sooner(shown: PairCard) -> str:
    """For a side that has not asked for the pause: it is not theirs to end somebody's leave."""
    return f"Если продолжить нужно раньше, {'спроси' if shown.pupil else 'спросите'} куратора."


def another_buttons(shown: PairCard) -> Rows:
    """For a mentee who has been left without a mentor."""
    if shown.reader is not Reader.MENTEE or shown.side is None or not is_over_for(shown):
        return ()
    wanted = shown.another.get(shown.side)
    yes, no = (
        Button("Да, нужен", Another(shown.pair.id, wanted=True)),
        Button("Нет", Another(shown.pair.id, wanted=False)),
    )
    return (tuple(button for button, said in ((yes, True), (no, False)) if wanted is not said),)


def is_over_for(shown: PairCard) -> bool:
    """Whether the pair has ended early, or this reader has left it."""
    if shown.pair.state is PairState.TERMINATED:
        return True
    return shown.side is not None and shown.pair.side(shown.side) is None


# -- a pause ---------------------------------------------------------------------------------------------------------


def _back(shown: PairCard) -> tuple[Button, ...]:
    return (Button("Назад", More(shown.pair.id)), Button("Меню", Open("menu")))


def _today(shown: PairCard) -> datetime.date:
    assert shown.now is not None  # noqa: S101 - every card tells the time
    return shown.now.date()


def why_pause(shown: PairCard) -> Screen:
    found = [Button(words_of.REASONS[reason], Pause(shown.pair.id, reason)) for reason in PAUSING]
    text = lines(
        bold(f"{words_of.title(shown.pair)}: пауза"),
        "",
        "На время паузы не будет ни встреч, ни напоминаний, а все сроки сдвинутся на её длину.",
        "Причину увидит только куратор.",
        "",
        "Из-за чего пауза?",
    )
    return Screen(text, (*column(found), _back(shown)))


def pause_until(shown: PairCard, reason: Reason) -> Screen:
    labels = ("На неделю", "На две недели", "На месяц")
    found = [
        Button(f"{label}, до {words.day(day)}", Pause(shown.pair.id, reason, day.toordinal()))
        for label, day in zip(labels, usual_pauses(_today(shown)), strict=True)
    ]
    other = Button("Другой день", PauseDays(shown.pair.id, reason))
    return Screen(
        lines(bold("Когда продолжим?"), "", "Раньше возобновить работу можно в любой день."),
        (*column([*found, other]), _back(shown)),
    )


def pause_month(shown: PairCard, reason: Reason) -> Screen:
    found = [
        Button(month(first), PauseDays(shown.pair.id, reason, first.year * 12 + first.month - 1))
        for first in pause_months(_today(shown))
    ]
    return Screen(lines(bold("В каком месяце продолжим?")), (*grid(found, 2), _back(shown)))


def pause_day(shown: PairCard, reason: Reason, first: datetime.date) -> Screen:
    found = [
        Button(str(day.day), Pause(shown.pair.id, reason, day.toordinal())) for day in pause_days(first, _today(shown))
    ]
    title = bold(f"{month(first)}: какого числа продолжим?")
    return Screen(lines(title), (*grid(found, 7), (Button("Другой месяц", PauseDays(shown.pair.id, reason)),)))


# -- an extension ----------------------------------------------------------------------------------------------------


def extend_until(shown: PairCard) -> Screen:
    now = f"Сейчас работа рассчитана до {words.day(shown.pair.period_end)}." if shown.pair.period_end else None
    found = [
        Button(f"До {words.day(day)}", Extend(shown.pair.id, day.toordinal()))
        for day in extensions(shown.pair.period_end, _today(shown))
    ]
    text = lines(
        bold(f"{words_of.title(shown.pair)}: продлить работу"),
        "",
        now,
        "Если срок назван в приказе, в приказ нужно внести изменение.",
        "",
        "До какого дня продлить?",
    )
    return Screen(text, (*grid(found, 2), _back(shown)))


EXTENDED = "Работа продлена. Внесите новый срок в приказ, если он там назван."


# -- an early end ----------------------------------------------------------------------------------------------------


def why_quit(shown: PairCard) -> Screen:
    """What will happen, before the reason is asked."""
    found = [Button(words_of.REASONS[reason], Quit(shown.pair.id, reason)) for reason in ENDING]
    text = lines(
        bold(f"{words_of.title(shown.pair)}: завершить участие?"),
        "",
        _what_follows(shown),
        "Причину увидит только куратор, другая сторона узнает лишь о завершении.",
        "",
        "Почему?" if shown.pupil else "Назовите причину.",
    )
    return Screen(text, (*column(found), _back(shown)))


def _what_follows(shown: PairCard) -> str:
    if Event.GIVE_NOTICE in shown.open_to:
        return "Работа закончится через три рабочих дня (ст. 351.8 ТК РФ). До этого дня можно передумать."
    if Event.LEAVE in shown.open_to:
        return "Группа продолжит работу без тебя." if shown.pupil else "Группа продолжит работу без Вас."
    return "Пара завершится сразу."


def how_end(shown: PairCard, reason: Reason) -> Screen:
    """The curator ends a pair whose mentor is an employee named by an order."""
    text = lines(
        bold(f"{words_of.title(shown.pair)}: когда завершить?"),
        "",
        "Об отмене поручения работодатель предупреждает не позже чем за три рабочих дня (ст. 351.8 ТК РФ).",
        "Сразу — только если наставник согласен. Приказ нужно будет изменить.",
    )
    found = [
        Button("Через три рабочих дня", EndHow(shown.pair.id, reason, notice=True)),
        Button("Сразу, по согласию сторон", EndHow(shown.pair.id, reason, notice=False)),
    ]
    return Screen(text, (*column(found), _back(shown)))


def another(shown: PairCard) -> Screen:
    """To a mentee for whom the pair is over."""
    text = lines(
        bold("Участие в паре завершено"),
        markup("<i>{name}</i>", name=shown.organisation.name),
        "",
        asked_for_another(shown),
    )
    return Screen(text, (*another_buttons(shown), (Button("Меню", Open("menu")),)))


# -- the order -------------------------------------------------------------------------------------------------------


def correction_asked(shown: PairCard, problem: str | None = None) -> Screen:
    order = shown.pair.order
    text = lines(
        problem,
        "" if problem else None,
        bold(f"{words_of.title(shown.pair)}: исправить приказ"),
        "",
        f"Сейчас внесено: № {order.number} от {words.numeric(order.date)}." if order else None,
        "Напишите, как правильно, например: 12-од от 15.09.2026",
    )
    return Screen(text, ((Button("Назад", Card(shown.pair.id)),),))
