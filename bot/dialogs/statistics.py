"""Where the programme stands, and how far people have come who were invited: numbers only."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogs.chart_addresses import Charts
from bot.dialogs.menu import Open
from bot.dialogs.survey_answers import AskedPairs
from bot.dialogs.year_end_addresses import YearEnd
from bot.screens import Address, Button, Html, Screen, address, bold, column, lines, markup, paged, turning
from bot.texts import people, report, words
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from mentoring.report import Section
from mentoring.roles import PARTICIPANTS, Level, Role
from mentoring.statistics import Funnel, Statistics

BELOW = 4
"""Buttons of lower organisations on one page."""


@address("sn")
@dataclass(frozen=True, slots=True)
class Numbers(Address):
    """The numbers of an organisation with everything below it; without one, the choice of them."""

    organisation: OrganisationId | None = None
    page: int = 0


MENU = Button("Меню", Open("menu"))


def pick_statistics(organisations: Sequence[Organisation], page: int = 0) -> Screen:
    """For a bearer of roles in several organisations."""
    part = paged(len(organisations), page)
    buttons = [Button(people.fitting(o.name), Numbers(o.id)) for o in organisations[part.first : part.last]]
    return Screen(
        bold("Чьи числа показать?"), (*column(buttons), *turning(part, lambda to: Numbers(None, to)), (MENU,))
    )


def no_organisations() -> Screen:
    """For an administrator before the first organisation."""
    return Screen(
        lines(bold("Статистика"), "", "Организаций ещё нет: добавьте первую."),
        ((Button("Организации", Open("org")),), (MENU,)),
    )


@address("sf")
@dataclass(frozen=True, slots=True)
class Funnels(Address):
    """How far those have come who were invited."""

    organisation: OrganisationId


def statistics(numbers: Statistics, page: int = 0) -> Screen:
    """Where the programme stands today; how people come in is a page of its own."""
    part = paged(len(numbers.below), page, BELOW)
    lower = [Button(people.fitting(name), Numbers(child)) for child, name in numbers.below[part.first : part.last]]
    here = numbers.organisation
    asked = [Button("Опросы пар", AskedPairs(here.id))] if numbers.sees_pairs else []
    last = [MENU]
    if numbers.above is not None:
        last.insert(0, Button("На уровень выше", Numbers(numbers.above)))
    return Screen(
        lines(
            bold("Статистика"),
            here.name,
            f"на {words.day_and_year(numbers.report.on)}",
            *_scope(here),
            *(line for part in report.sections(numbers.report) for line in _section(part)),
        ),
        (
            *column(
                [*lower, Button("Приглашения и анкеты", Funnels(here.id)), Button("Графики", Charts(here.id)), *asked]
            ),
            (Button("Итоги года", YearEnd(here.id)),),
            *turning(part, lambda to: Numbers(here.id, to)),
            tuple(last),
        ),
    )


def _section(part: Section) -> list[Html | str]:
    return ["", bold(part.title), *(f"{label} — {value}" for label, value in part.rows)]


def funnels(numbers: Statistics) -> Screen:
    """Mentees and mentors in full, everybody else in a line."""
    here = numbers.organisation
    return Screen(
        lines(bold("Приглашения и анкеты"), here.name, *_scope(here), *_told(numbers)),
        ((Button("Назад", Numbers(here.id)), MENU),),
    )


def _scope(organisation: Organisation) -> list[str]:
    if organisation.level is Level.ORGANISATION:
        return []
    return ["Сумма по всем организациям ниже, только числа."]


def _told(numbers: Statistics) -> list[Html | str]:
    if not numbers.funnels:
        return ["", "Пока никого не приглашали."]
    participants = {role: numbers.funnels.get(role, Funnel()) for role in Role if role in PARTICIPANTS}
    told: list[Html | str] = []
    for role in (Role.MENTEE, Role.MENTOR):
        told += ["", bold(people.PLURAL[role]), *_full(participants[role])]
    told += ["", bold("Участники вместе"), *_full(sum(participants.values(), Funnel()))]
    others = [(role, funnel) for role, funnel in numbers.funnels.items() if role not in PARTICIPANTS]
    if others:
        told += ["", bold("Ведут программу"), *(_line(role, funnel) for role, funnel in others)]
        total = numbers.total
        told += ["", f"Всего: приглашены {total.invited}, участвуют {total.agreed}."]
    told += ["", "Кто участвует в двух ролях, посчитан в каждой."]
    return told


def _full(funnel: Funnel) -> list[str]:
    return [
        f"Приглашены — {funnel.invited}, открыли приглашение — {funnel.opened}",
        f"Читают согласие — {funnel.deciding}, ждут бумаги родителя — {funnel.waiting_for_paper}",
        f"Согласились — {funnel.agreed}, отказались — {funnel.refused}, вышли — {funnel.left}",
        f"Анкета: начали — {funnel.began}, закончили — {funnel.finished}",
    ]


def _line(role: Role, funnel: Funnel) -> Html:
    return markup(
        "{role}: приглашены — {invited}, участвуют — {agreed}",
        role=people.PLURAL[role],
        invited=funnel.invited,
        agreed=funnel.agreed,
    )
