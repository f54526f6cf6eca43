"""The bot's own numbers in words: what has been counted, and when they close an item."""

import datetime

from bot.texts import words
from mentoring.counters import BY_HAND, Counted, Counter, brings_up_to_date
from mentoring.deadlines import WITHIN, OccasionKind
from mentoring.papers import PaperNumber
from mentoring.road_maps import Piece, Task

_UNREADY = (("filling", "ещё заполняют анкету"), ("pupils", "школьники без согласия"))

NUMBERS: dict[Counter, tuple[tuple[str, str], ...]] = {
    Counter.MENTEE_BANK: (("in_bank", "в банке наставляемых"), *_UNREADY),
    Counter.MENTOR_BANK: (("in_bank", "в банке наставников"), *_UNREADY),
    Counter.BANKS: (
        ("mentees", "в банке наставляемых"),
        ("mentors", "в банке наставников"),
        *_UNREADY,
    ),
    Counter.MENTEE_REQUESTS: (("in_bank", "запросы наставляемых"), *_UNREADY),
    Counter.MENTOR_ANSWERS: (("in_bank", "анкеты наставников"), *_UNREADY),
    Counter.MENTOR_COMPETENCES: (("in_bank", "анкеты наставников"), *_UNREADY),
    Counter.MENTEE_CONSENTS: (("agreed", "согласия наставляемых"), ("waiting", "ждём согласия")),
    Counter.MENTOR_CONSENTS: (("agreed", "согласия наставников"), ("waiting", "ждём согласия")),
    Counter.REGISTRY: (("approved", "утверждено в реестре"), ("nominated", "ждут утверждения")),
    Counter.PAIRS: (("pairs", "пары и группы"), ("ordered", "с приказом"), ("waiting", "ждут наставника")),
    Counter.PROGRAMMES: (
        ("approved", "утверждённые планы"),
        ("needing", "план нужен"),
        ("ahead", "пары до плана"),
    ),
    Counter.PAIR_WORK: (("at_work", "пары в работе"), ("meetings", "встречи"), ("completed", "завершённые пары")),
    Counter.MONITORING: (
        ("answered", "ответы на анкеты до и после"),
        ("asked", "всего анкет"),
        ("at_work", "пары в работе"),
    ),
    Counter.SATISFACTION: (
        ("answered", "ответы об удовлетворённости"),
        ("asked", "всего анкет"),
        ("at_work", "пары в работе"),
    ),
    Counter.UNMATCHED: (("waiting", "ждут наставника"), ("returned", "из них ищем заново")),
    Counter.CONSULTATIONS: (("answered", "ответы на вопросы"), ("asked", "всего вопросов")),
    Counter.CURATORS: (("with_curator", "школы с куратором"), ("organisations", "всего школ")),
    Counter.EXECUTION: (("done", "выполнено пунктов"), ("tasks", "всего"), ("late", "просрочено")),
}
"""In the order in which they are said: the name of the number, its words."""

WHEN: dict[Counter, str] = {
    Counter.MENTEE_BANK: "когда согласия есть у всех школьников, а анкеты заполнили все",
    Counter.MENTOR_BANK: "когда согласия есть у всех школьников, а анкеты заполнили все",
    Counter.BANKS: "когда в обоих банках будут люди, согласия у всех школьников, а анкеты заполнят все",
    Counter.MENTEE_REQUESTS: "когда согласия есть у всех школьников, а анкеты заполнили все",
    Counter.MENTOR_ANSWERS: "когда согласия есть у всех школьников, а анкеты заполнили все",
    Counter.MENTOR_COMPETENCES: "когда согласия есть у всех школьников, а анкеты заполнили все",
    Counter.MENTEE_CONSENTS: "когда согласие дадут все приглашённые",
    Counter.MENTOR_CONSENTS: "когда согласие дадут все приглашённые",
    Counter.REGISTRY: "когда по всем выдвинутым наставникам будет решение",
    Counter.PAIRS: "когда приказ есть у каждой пары и никто не ждёт наставника",
    Counter.PROGRAMMES: "когда план утверждён у каждой пары, прошедшей пробную встречу",
    Counter.MONITORING: "когда работа пар закончена и ответили все",
    Counter.SATISFACTION: "когда работа пар закончена и ответили все",
    Counter.CURATORS: "когда куратор есть в каждой школе",
}
"""What is missing until an item closes before its day; the others close on their last day."""

NOT_COUNTED: dict[Counter, str] = {
    Counter.ANNOUNCEMENTS: "Объявления через бот не рассылают, поэтому сам он их не считает.",
    Counter.IMPROVEMENTS: "Предложения по улучшению бот не собирает и сам не считает.",
}


def numbers(counted: Counted) -> str:
    """«в банке наставников — 14, обновлено 12 сентября»; what is zero beside the main number is left out."""
    told = [
        f"{name} — {counted.numbers.get(key, 0)}"
        for place, (key, name) in enumerate(NUMBERS[counted.counter])
        if place == 0 or counted.numbers.get(key, 0)
    ]
    if counted.orders:
        named = [words.paper(PaperNumber(order.number, order.date)) for order in counted.orders]
        told.append(f"{'приказы' if len(named) > 1 else 'приказ'} {', '.join(named)}")
    return ", ".join(told)


def now(counted: Counted, today: datetime.date) -> str:
    """«Сейчас: в банке наставников — 14, обновлено 12 сентября.»"""
    return words.stopped(f"Сейчас: {numbers(counted)}{_updated(counted, today)}")


def _updated(counted: Counted, today: datetime.date) -> str:
    day = counted.updated
    if day is None:
        return ""
    return f", обновлено {words.day(day) if day.year == today.year else words.day_and_year(day)}"


def rule(counted: Counted, task: Task, today: datetime.date) -> str:
    """When the item closes by itself, for the card; as :func:`mentoring.counters.closes` has it."""
    if task.kind is OccasionKind.AS_NEEDED:
        return "Сам бот этот пункт не закроет: он — по мере необходимости."
    ongoing = task.kind is OccasionKind.ONGOING
    zero = " Пока здесь ноль, не закроет." if not ongoing and not counted.anything else ""
    when = WHEN.get(counted.counter)
    if when is None or ongoing:
        return f"В последний день бот закроет пункт с этими числами.{zero}"
    renewed = ", и с начала срока пришла хотя бы одна анкета" if brings_up_to_date(counted.counter, task) else ""
    early = task.due is not None and today < task.due - WITHIN
    not_yet = " Раньше чем за месяц до срока не закроет." if early else ""
    return f"Бот закроет пункт сам, {when}{renewed}.{not_yet} В последний день срока — с тем, что есть.{zero}"


def not_counted(code: str | None) -> str | None:
    """Why an item that other plans count is proven by hand."""
    return NOT_COUNTED.get(Counter(code)) if code in BY_HAND else None


def proven(piece: Piece, today: datetime.date) -> str:
    """The numbers with which an item was closed."""
    counted = Counted.read(piece)
    if counted is None:
        return ", ".join(str(number) for number in piece.numbers.values())
    return numbers(counted) + _updated(counted, today)
