"""«Не доходят письма»: who is to be called, since when, and how much has not come."""

from bot.dialogs import reaching_addresses as to
from bot.dialogs.bank import MENU, Banks
from bot.screens import Button, Html, Screen, bold, lines, markup, paged, turning
from bot.texts import people, roles, words
from mentoring.reaching import Lost, Unreached

PAGE = 8


def unreached(shown: Unreached, page: int = 0) -> Screen:
    here = shown.organisation
    back = (Button("Назад", Banks(here.id)), MENU)
    head = (bold("Не доходят письма"), here.name, "")
    if not shown.people:
        return Screen(lines(*head, "Письма доходят до всех."), (back,))
    part = paged(len(shown.people), page, PAGE)
    return Screen(
        lines(
            *head,
            "Позвоните им: они остановили бота или ещё не открывали его. "
            "Чтобы письма пошли снова, достаточно открыть чат с ботом и нажать кнопку внизу.",
            "",
            *(_line(number, one) for number, one in enumerate(shown.people[part.first : part.last], part.first + 1)),
        ),
        (*turning(part, lambda at: to.Unreached(here.id, at)), back),
    )


def _line(number: int, one: Lost) -> Html:
    return markup(
        "{number}. {who} · {roles} · с {day}{missed}",
        number=number,
        who=bold(people.called(one.code, one.name)),
        roles=", ".join(roles.NAMES[role] for role in one.roles),
        day=words.day(one.since),
        missed=f" · {words.counted(one.letters, 'письмо', 'письма', 'писем')}" if one.letters else "",
    )
