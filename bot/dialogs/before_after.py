"""Before and after: sums only."""

from bot.dialogs import year_end_addresses as to
from bot.dialogs.menu import Open
from bot.screens import Button, Html, Screen, bold, lines
from bot.texts import before_after as said
from bot.texts import people, words
from mentoring.before_after import STAGES, BeforeAfter
from mentoring.roles import Level, Role

MENU = Button("Меню", Open("menu"))

ASKED_BY_ITSELF = "Опросы пары бот присылает сам: первый — когда обе стороны согласны, второй — когда работа закончена."


def before_after(found: BeforeAfter) -> Screen:
    here = found.organisation
    below = None if here.level is Level.ORGANISATION else "Сумма по всем организациям ниже, только числа."
    return Screen(
        lines(
            bold("До и после"),
            here.name,
            f"этот учебный год, на {words.day_and_year(found.on)}",
            below,
            *(line for role in STAGES for line in _role(found, role)),
            "",
            "Сравниваем ответы одного человека до начала работы и по её итогам, по шкале от 1 до 10.",
            "Видны только средние и доли: ответов одного человека здесь нет.",
        ),
        ((Button("Назад", to.YearEnd(here.id)), MENU),),
    )


def _role(found: BeforeAfter, role: Role) -> list[Html | str]:
    head = ["", bold(people.PLURAL[role])]
    if (why := said.why_none(found, role)) is not None:
        return [*head, f"{why[:1].upper()}{why[1:]}.", *([ASKED_BY_ITSELF] if why == said.NOBODY else [])]
    told = [f"{line.label}: {said.change(line.change)}" for line in found.told(role)]
    return [*head, f"Всего {said.pairs_of_answers(found.people(role))}.", *told]
