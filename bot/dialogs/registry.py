"""«Реестр наставников»: who of the bank is nominated, approved by an order, trained."""

from bot.dialogs import past_days
from bot.dialogs.menu import Open
from bot.dialogs.registry_addresses import (
    Approve,
    Entry,
    MarkTrained,
    Nominate,
    NominateAll,
    Registry,
    Remove,
    Shelved,
    TrainingDay,
)
from bot.screens import Address, Button, Html, Rows, Screen, bold, column, lines, markup, paged, turning
from bot.texts import pairs as pair_words
from bot.texts import people, words
from bot.texts import registry as words_of
from bot.texts.order_problems import PROBLEMS
from mentoring.papers import PaperProblem
from mentoring.registry import (
    OrderAsked,
    RegistryCard,
    RegistryLine,
    RegistryList,
    RegistryOverview,
    RegistryState,
    RemovalReason,
    Shelf,
)

MENU = Button("Меню", Open("menu"))


def overview(found: RegistryOverview) -> Screen:
    rule = "Куратор может предложить любого наставника из банка."
    if found.required:
        rule = "Куратор предлагает только утверждённых наставников."
    shelves = [
        Button(f"{words_of.SHELVES[shelf]} · {found.counts[shelf]}", Shelved(found.organisation.id, shelf))
        for shelf in Shelf
        if found.counts.get(shelf)
    ]
    return Screen(
        lines(
            bold("Реестр наставников"),
            found.organisation.name,
            "",
            "Банк — все, кто готов помочь. Реестр — те, кого утвердили приказом.",
            rule,
            None if shelves else "Наставников пока нет ни в банке, ни в реестре.",
        ),
        (*column(shelves), (Button("Назад", Open("bank")), MENU)),
    )


def listing(found: RegistryList) -> Screen:
    part = paged(len(found.lines), found.page)
    here = found.lines[part.first : part.last]
    body = [_line(line) for line in here] or [Html("Здесь сейчас пусто.")]
    return Screen(
        lines(bold(words_of.SHELVES[found.shelf]), found.organisation.name, "", *body),
        (
            *column([Button(people.fitting(_label(line)), Entry(line.partner.membership)) for line in here]),
            *turning(part, lambda to: Shelved(found.organisation.id, found.shelf, to)),
            *column(_for_all(found)),
            (Button("Назад", Registry(found.organisation.id)), MENU),
        ),
    )


def _for_all(found: RegistryList) -> list[Button]:
    here = found.organisation.id
    if found.shelf is Shelf.NOMINATED and found.may_approve and found.lines:
        return [Button(f"Утвердить одним приказом · {len(found.lines)}", Approve(here))]
    if found.shelf is Shelf.CANDIDATES and found.may_nominate and len(found.lines) > 1:
        return [Button(f"Выдвинуть всех · {len(found.lines)}", NominateAll(here))]
    return []


def _label(line: RegistryLine) -> str:
    return pair_words.called(line.partner)


def _line(line: RegistryLine) -> Html:
    post = people.post_words(line.partner.post)
    told = [words.inside(post) if post else None, _order(line), _training(line)]
    tail = "; ".join(part for part in told if part)
    who = bold(pair_words.called(line.partner))
    return markup("{who}: {tail}", who=who, tail=tail) if tail else who


def _order(line: RegistryLine) -> str | None:
    order = line.record.order if line.record else None
    return f"приказ № {order.number} от {words.numeric(order.date)}" if order else None


def _training(line: RegistryLine) -> str | None:
    if line.record is not None and line.record.trained_on is not None:
        return f"обучение {words.numeric(line.record.trained_on)}"
    return "в анкете: обучение есть" if line.told_trained else None


# -- one mentor ------------------------------------------------------------------------------------------------------


def card(found: RegistryCard) -> Screen:
    line = found.line
    history = [words_of.step(one) for one in found.history]
    return Screen(
        lines(
            bold(pair_words.called(line.partner)),
            found.organisation.name,
            "",
            f"Сейчас: {_standing(found)}.",
            f"{_capital(_order(line))}." if _order(line) else None,
            f"{_capital(_training(line))}." if _training(line) else None,
            *(["", *history] if history else []),
        ),
        (*column(_acts(found)), (Button("Назад", _shelf(found)), MENU)),
    )


def _standing(found: RegistryCard) -> str:
    record = found.line.record
    if record is None:
        return "в банке, в реестр не выдвигали"
    return words_of.STATES[record.state] + ("" if found.in_bank else ", сейчас не в банке")


def _capital(text: str | None) -> str:
    return (text or "")[:1].upper() + (text or "")[1:]


def _shelf(found: RegistryCard) -> Registry:
    return Registry(found.organisation.id)


def _acts(found: RegistryCard) -> list[Button]:
    record, membership = found.line.record, found.line.partner.membership
    outside = record is None or record.state is RegistryState.REMOVED
    if outside:
        label = "Выдвинуть в реестр" if record is None else "Выдвинуть снова"
        return [Button(label, Nominate(membership))] if found.may_nominate and found.in_bank else []
    if not found.may_approve:
        return []
    assert record is not None  # noqa: S101 - said above
    approve = [Button("Утвердить приказом", Approve(found.organisation.id, membership))]
    return [
        *(approve if record.state is RegistryState.NOMINATED else []),
        Button("Обучение пройдено" if record.trained_on is None else "Другая дата обучения", TrainingDay(membership)),
        Button("Исключить из реестра", Remove(membership)),
    ]


def instead(found: RegistryCard) -> str:
    """To whoever has pressed what is over: where the mentor stands, and what this reader can do now."""
    usual = [_POSSIBLE[type(button.to)] for button in _acts(found)]
    where = f"Эта кнопка уже не действует. Сейчас: {_standing(found)}."
    return f"{where} Можно: {words.listed(usual, 'или')}." if usual else where


_POSSIBLE: dict[type[Address | str], str] = {
    Nominate: "выдвинуть в реестр",
    Approve: "утвердить приказом",
    TrainingDay: "отметить обучение",
    Remove: "исключить из реестра",
}

NOBODY_NOMINATED = "Эта кнопка уже не действует: утверждения никто не ждёт."


def training_day(found: RegistryCard, month: int | None = None) -> Screen:
    """Raises OverflowError, ValueError for a forged month."""
    membership = found.line.partner.membership
    rows = past_days.days(
        found.today,
        month,
        lambda day: MarkTrained(membership, day.toordinal()),
        lambda number: TrainingDay(membership, number),
    )
    text = lines(bold(pair_words.called(found.line.partner)), "", "Когда закончилось обучение наставников?")
    return Screen(text, (*rows, (Button("Назад", Entry(membership)),)))


def why_remove(found: RegistryCard) -> Screen:
    membership = found.line.partner.membership
    buttons = [Button(words_of.REASONS[reason], Remove(membership, reason)) for reason in RemovalReason]
    text = lines(
        bold(f"{pair_words.called(found.line.partner)}: исключить из реестра?"),
        "",
        "Пары, которые уже работают, продолжат работу. История останется в карточке.",
        "",
        "Причина:",
    )
    return Screen(text, column([*buttons, Button("Назад", Entry(membership))]))


# -- the order -------------------------------------------------------------------------------------------------------

NAMED = 12
"""As many names as a phone shows without scrolling."""


def order_asked(asked: OrderAsked, problem: PaperProblem | None = None) -> Screen:
    """``problem``: why the last words did not fit."""
    named = [markup("• {who}", who=pair_words.called(mentor)) for mentor in asked.mentors[:NAMED]]
    more = len(asked.mentors) - NAMED
    return Screen(
        lines(
            PROBLEMS[problem] if problem else None,
            "" if problem else None,
            bold("Приказ об утверждении наставников"),
            "",
            *named,
            f"и ещё {more}" if more > 0 else None,
            "",
            "Напишите номер и дату подписанного приказа, например: 12-од от 15.09.2026",
        ),
        _back_to_nominees(asked),
    )


def _back_to_nominees(asked: OrderAsked) -> Rows:
    return ((Button("Назад", Shelved(asked.organisation.id, Shelf.NOMINATED)),),)
