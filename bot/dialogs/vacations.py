"""/org → «Каникулы»: the school's own table, filled by picking the first and the last day."""

import datetime
from dataclasses import dataclass

from bot.dialogs import days
from bot.dialogs.organisation_addresses import ShowVacations
from bot.dialogs.organisations import ShowOrganisation
from bot.screens import Address, Button, Screen, address, bold, column, lines, noted
from bot.texts import words
from mentoring.calendar import LONGEST_VACATION, Vacation, VacationFault
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation

AHEAD = 400
"""Days for which vacations are entered: a school year and the summer after it."""

MOST_SHOWN = 7


@address("yf")
@dataclass(frozen=True, slots=True)
class PickFirst(Address):
    organisation: OrganisationId
    month: int | None = None


@address("yl")
@dataclass(frozen=True, slots=True)
class PickLast(Address):
    """``first`` is an ordinal."""

    organisation: OrganisationId
    first: int
    month: int | None = None


@address("ya")
@dataclass(frozen=True, slots=True)
class AddVacation(Address):
    organisation: OrganisationId
    first: int
    last: int


@address("yx")
@dataclass(frozen=True, slots=True)
class DropVacation(Address):
    """The one that begins on that day."""

    organisation: OrganisationId
    first: int


FAULTS = {
    VacationFault.ENDS_BEFORE: "Последний день раньше первого.",
    VacationFault.TOO_LONG: "Это длиннее летних каникул: проверьте даты.",
    VacationFault.OVERLAPS: "Эти дни уже входят в другие каникулы. Сначала уберите их.",
}


def span(one: Vacation) -> str:
    """«26 октября – 3 ноября 2026 г.»."""
    return f"{words.day(one.first)} – {words.day_and_year(one.last)}"


def vacations(one: Organisation, today: datetime.date, fault: VacationFault | None = None) -> Screen:
    """What is over is not shown."""
    ahead = [vacation for vacation in one.vacations if vacation.last >= today][:MOST_SHOWN]
    told = [f"• {span(vacation)}" for vacation in ahead] or ["Пока не указаны."]
    text = lines(
        bold("Каникулы"),
        one.name,
        "",
        *told,
        "",
        "В эти дни ученикам не приходят напоминания, и сроки пар с учениками стоят. На педагогов каникулы не влияют.",
    )
    dropping = [Button(f"Убрать: {_short(vacation)}", _drop(one, vacation)) for vacation in ahead]
    adding = Button("➕ Добавить", PickFirst(one.id))
    screen = Screen(text, column([*dropping, adding, Button("Назад", ShowOrganisation(one.id))]))
    return noted(screen, FAULTS[fault] if fault else None)


def _short(vacation: Vacation) -> str:
    return f"{words.short_day(vacation.first)} – {words.short_day(vacation.last)}"


def _drop(one: Organisation, vacation: Vacation) -> DropVacation:
    return DropVacation(one.id, vacation.first.toordinal())


def first_asked(one: Organisation, today: datetime.date, month: int | None) -> Screen:
    last = today + datetime.timedelta(days=AHEAD)
    shown = _shown(month, today, last)
    rows = days.month_rows(
        shown, today, last, lambda day: PickLast(one.id, day.toordinal()), lambda to: PickFirst(one.id, to)
    )
    text = lines(bold("Первый день каникул"), "", f"{days.title(shown)}. Нажмите на день.")
    return Screen(text, (*rows, (Button("Назад", ShowVacations(one.id)),)))


def last_asked(one: Organisation, first: datetime.date, month: int | None) -> Screen:
    last = first + datetime.timedelta(days=LONGEST_VACATION - 1)
    shown, begins = _shown(month, first, last), first.toordinal()
    rows = days.month_rows(
        shown,
        first,
        last,
        lambda day: AddVacation(one.id, begins, day.toordinal()),
        lambda to: PickLast(one.id, begins, to),
    )
    text = lines(
        bold("Последний день каникул"),
        "",
        f"Первый — {words.day_and_year(first)}",
        f"{days.title(shown)}. Нажмите на день.",
    )
    return Screen(text, (*rows, (Button("Назад", PickFirst(one.id)),)))


def _shown(month: int | None, first: datetime.date, last: datetime.date) -> int:
    return min(max(month or days.month_of(first), days.month_of(first)), days.month_of(last))
