"""`org vacation add|list|remove`."""

import argparse

from bot.command_line.opening import opened_house
from bot.command_line.outcome import Done, Refused
from bot.dialogs.vacations import FAULTS, span
from config.settings import Settings
from mentoring.calendar import Vacation, VacationRefused
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from usecases.unit import Operator
from usecases.vacations import Vacations


async def add(options: argparse.Namespace, settings: Settings) -> Done:
    async with opened_house(settings) as house:
        try:
            vacation = Vacation(options.first, options.last)
            changed = await Vacations(house).add(Operator(), OrganisationId(options.org), vacation)
        except VacationRefused as refused:
            raise Refused("vacation_refused", FAULTS[refused.fault]) from refused
    return _done(changed)


async def remove(options: argparse.Namespace, settings: Settings) -> Done:
    async with opened_house(settings) as house:
        return _done(await Vacations(house).remove(Operator(), OrganisationId(options.org), options.first))


async def show(options: argparse.Namespace, settings: Settings) -> Done:
    async with opened_house(settings) as house:
        found, _ = await Vacations(house).look(Operator(), OrganisationId(options.org))
    return _done(found)


def _done(one: Organisation) -> Done:
    rows = [{"from": vacation.first.isoformat(), "to": vacation.last.isoformat()} for vacation in one.vacations]
    text = "\n".join(span(vacation) for vacation in one.vacations) or "Каникулы не указаны."
    return Done({"rows": rows}, text)
