"""Another version of a plan that is worked by: what is proposed, who answers it, and the versions there were."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogs.menu import Open
from bot.dialogs.pair_addresses import More
from bot.dialogs.plans import Begin, Discard, plan_lines
from bot.screens import Address, Button, Html, Rows, Screen, address, bold, column, lines
from bot.texts import pairs as pair_words
from bot.texts import words
from mentoring.ids import PairId
from mentoring.pair_cards import PairCard, Reader
from mentoring.pair_moves import Event
from mentoring.plans import Plan, PlanState


@address("xa")
@dataclass(frozen=True, slots=True)
class Agree(Address):
    """A mentee's yes to this very version."""

    pair: PairId
    version: int


@address("xp")
@dataclass(frozen=True, slots=True)
class Approve(Address):
    pair: PairId
    version: int


@address("xr")
@dataclass(frozen=True, slots=True)
class Reject(Address):
    """The old version stays in force."""

    pair: PairId
    version: int


@address("xv")
@dataclass(frozen=True, slots=True)
class Versions(Address):
    """«Версии плана»: the one in force, or one that was."""

    pair: PairId
    version: int | None = None


def told(shown: PairCard) -> list[Html | str]:
    """The version that is not in force yet."""
    change = shown.change
    if change is None or shown.words is None:
        return []
    if change.state is PlanState.DRAFT:
        return ["", "Изменение плана начато, но ещё не отправлено."]
    waits = "Ждём согласия." if change.state is PlanState.SUBMITTED else "Ждёт утверждения куратора."
    until = f" Срок — {words.day(shown.change_until)}." if shown.change_until else ""
    said = f"{waits}{until} Пока план прежний."
    return ["", bold("Предложено изменить план"), *plan_lines(shown, change, shown.mentees), said]


def buttons(shown: PairCard) -> Rows:
    change, pair = shown.change, shown.pair.id
    if change is None:
        return ()
    if change.state is PlanState.DRAFT:
        return column([Button("Продолжить изменение", Begin(pair)), Button("Отменить изменение", Discard(change.id))])
    found = []
    if Event.AGREE_CHANGE in shown.open_to:
        found.append(Button("Принять изменение", Agree(pair, change.version)))
    if Event.APPROVE_CHANGE in shown.open_to:
        found.append(Button("Утвердить изменение", Approve(pair, change.version)))
    if Event.REJECT_CHANGE in shown.open_to and _answers(shown, change):
        label = "Отозвать изменение" if shown.reader is Reader.MENTOR else "Оставить прежний план"
        found.append(Button(label, Reject(pair, change.version)))
    return column(found)


def _answers(shown: PairCard, change: Plan) -> bool:
    """The curator waits until the mentees have spoken, or have been silent for too long."""
    return shown.reader is not Reader.CURATOR or change.state is PlanState.AGREED or _overdue(shown)


def _overdue(shown: PairCard) -> bool:
    return shown.change_until is not None and shown.now is not None and shown.change_until < shown.now.date()


def version(shown: PairCard, kept: Sequence[Plan], number: int | None = None) -> Screen:
    """One version, with the goals of those who have left since, and the way to the others."""
    one = next((plan for plan in kept if plan.version == number), kept[-1])
    now = "Действует сейчас." if one.state is PlanState.APPROVED else "Больше не действует."
    others = [
        Button(f"Версия {place}", Versions(shown.pair.id, plan.version))
        for place, plan in enumerate(kept, 1)
        if plan is not one
    ]
    everybody = [*shown.mentees, *(one.partner for one in shown.departed)]
    text = lines(
        bold(f"{pair_words.title(shown.pair)}: план, версия {kept.index(one) + 1}"),
        now,
        "",
        *plan_lines(shown, one, everybody),
    )
    return Screen(text, (*column(others[-6:]), (Button("Назад", More(shown.pair.id)), Button("Меню", Open("menu")))))
