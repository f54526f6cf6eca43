"""Where the programme stands, and how far people have come who were invited: numbers only."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogs.chart_addresses import Charts
from bot.dialogs.indicator_addresses import Indicators
from bot.dialogs.menu import Open
from bot.dialogs.statistics_addresses import Lists, Lower, Within
from bot.dialogs.survey_answers import AskedPairs
from bot.dialogs.year_end_addresses import YearEnd
from bot.screens import Address, Button, Html, Screen, address, bold, column, grid, lines, markup, paged, turning
from bot.texts import indicators as indicator_words
from bot.texts import labels, people
from bot.texts import statistics as said
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from mentoring.roles import PARTICIPANTS, Level, Role
from mentoring.statistics import Funnel, Joined, Places, Statistics, What, counted

LABEL = 36


@address("sn")
@dataclass(frozen=True, slots=True)
class Numbers(Address):
    """The numbers of an organisation with everything below it today; without one, the choice of them, by pages."""

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


def statistics(found: Statistics) -> Screen:
    """Where the programme stands, as one screen of short lines."""
    here = found.organisation
    return Screen(
        lines(
            bold("Статистика"),
            here.name,
            said.as_of(found),
            *_scope(here),
            "",
            bold(said.came(found)),
            *_numbers(found, CAME),
            "",
            bold("Пары"),
            *_numbers(found, STANDING),
            "",
            bold("Итоговый опрос за учебный год"),
            *(said.satisfaction(found, role) for role in found.report.satisfaction),
            *_numbers(found, (What.EXITS,)),
            *_indicators(found),
        ),
        (*grid(_ways(found), 2), *grid(_periods(found), 2), tuple(_levels(found))),
    )


CAME = (What.JOINED, What.AGREED, What.FINISHED)
STANDING = (What.WAITING, What.STAGE, What.LATE, What.MEETINGS)


def _numbers(found: Statistics, wanted: Sequence[What]) -> list[Html]:
    """A line each; what is not known of a past day is left out."""
    return [
        markup("{name} — <b>{number}</b>", name=said.name(found, key), number=number)
        for key, number in counted(found.report).items()
        if key.what in wanted and number is not None
    ]


def _indicators(found: Statistics) -> list[Html | str]:
    if found.indicators is None:
        return []
    head = f"Показатели, {indicator_words.year(found.indicators.year)}"
    return ["", bold(head), *(said.indicator(one) for one in found.indicators.facts)]


def _ways(found: Statistics) -> list[Button]:
    here = found.organisation
    ways = [
        Button("Открыть списки", Lists(here.id, found.period)),
        Button("Графики", Charts(here.id)),
        Button("Приглашения", Funnels(here.id)),
    ]
    if found.indicators is not None:
        year = found.indicators.year
        ways.append(Button("Показатели", Indicators(here.id, year.kind, year.number)))
    if found.sight.pairs:
        ways.append(Button("Опросы пар", AskedPairs(here.id)))
    ways.append(Button("Итоги года", YearEnd(here.id)))
    if here.level is not Level.ORGANISATION:
        ways.append(Button("Организации ниже", Lower(here.id, found.period)))
    return ways


def _periods(found: Statistics) -> list[Button]:
    """The one that is shown is marked."""
    return [
        Button(f"• {name}" if period is found.period else name, Within(found.organisation.id, period))
        for period, name in said.PERIODS.items()
    ]


def _levels(found: Statistics) -> list[Button]:
    if found.above is not None:
        return [Button("На уровень выше", Within(found.above, found.period)), MENU]
    return [Button("Другая организация", Numbers()), MENU] if found.several else [MENU]


def lower(found: Places, page: int = 0) -> Screen:
    """The places one level down, by name."""
    part = paged(len(found.below), page)
    shown = found.below[part.first : part.last]
    here = found.organisation
    return Screen(
        lines(
            bold("Организации ниже"),
            here.name,
            "" if shown else None,
            None if shown else "Здесь их пока нет. Добавляют их в разделе «Организации».",
        ),
        (
            *column([Button(labels.organisation(name, LABEL), Within(one, found.period)) for one, name in shown]),
            *turning(part, lambda to: Lower(here.id, found.period, to)),
            (Button("Назад", Within(here.id, found.period)), MENU),
        ),
    )


def funnels(numbers: Joined) -> Screen:
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


def _told(numbers: Joined) -> list[Html | str]:
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
