"""/org → «Каникулы»."""

import datetime

from bot.dialogs import vacations as pages
from bot.dialogs.organisation_addresses import ShowVacations
from bot.routes import Call, Reply, Routes
from mentoring.calendar import Vacation, VacationRefused
from usecases.unit import StaleButton
from usecases.vacations import Vacations


class VacationHandlers:
    def __init__(self, use: Vacations) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.press(ShowVacations, self.show)
        routes.press(pages.PickFirst, self.first)
        routes.press(pages.PickLast, self.last)
        routes.press(pages.AddVacation, self.add)
        routes.press(pages.DropVacation, self.drop)

    async def show(self, call: Call, pressed: ShowVacations) -> Reply:
        return Reply(pages.vacations(*await self._use.look(call.user_id, pressed.organisation)))

    async def first(self, call: Call, pressed: pages.PickFirst) -> Reply:
        return Reply(pages.first_asked(*await self._use.look(call.user_id, pressed.organisation), pressed.month))

    async def last(self, call: Call, pressed: pages.PickLast) -> Reply:
        found, _ = await self._use.look(call.user_id, pressed.organisation)
        return Reply(pages.last_asked(found, _day(pressed.first), pressed.month))

    async def add(self, call: Call, pressed: pages.AddVacation) -> Reply:
        found, today = await self._use.look(call.user_id, pressed.organisation)
        try:
            vacation = Vacation(_day(pressed.first), _day(pressed.last))
            changed = await self._use.add(call.user_id, pressed.organisation, vacation)
        except VacationRefused as refused:
            return Reply(pages.vacations(found, today, refused.fault))
        return Reply(pages.vacations(changed, today), toast="Записано")

    async def drop(self, call: Call, pressed: pages.DropVacation) -> Reply:
        _, today = await self._use.look(call.user_id, pressed.organisation)
        changed = await self._use.remove(call.user_id, pressed.organisation, _day(pressed.first))
        return Reply(pages.vacations(changed, today), toast="Убрано")


def _day(ordinal: int) -> datetime.date:
    """Raises StaleButton for a forged one, and for days a year's length beyond which no date is."""
    try:
        day = datetime.date.fromordinal(ordinal)
    except (ValueError, OverflowError) as error:
        raise StaleButton from error
    if not datetime.date.min.year + 1 < day.year < datetime.date.max.year - 1:
        raise StaleButton
    return day
