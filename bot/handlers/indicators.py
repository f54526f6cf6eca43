"""Indicators and the numbers typed for them."""

from bot.dialogs import indicator_addresses as to
from bot.dialogs import indicators as dialog
from bot.routes import Call, Reply, Routes
from bot.screens import Screen
from mentoring.ids import OrganisationId
from mentoring.indicators import Doubtful, NumberRefused, NumbersAt, YearKind
from mentoring.people import AwaitedKind
from usecases.indicators import Indicators
from usecases.unit import StaleButton


class IndicatorHandlers:
    def __init__(self, use: Indicators) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.press(to.Indicators, self.indicators)
        routes.press(to.IndicatorBelow, self.by_place)
        routes.press(to.WithoutNumbers, self.without_numbers)
        routes.press(to.TypedNumbers, self.numbers)
        routes.press(to.AskNumber, self.ask)
        routes.press(to.KeepNumber, self.confirm)
        routes.press(to.TakeNumberAway, self.take_away)
        routes.text(AwaitedKind.INDICATOR_NUMBER, self.tell)

    async def indicators(self, call: Call, pressed: to.Indicators) -> Reply:
        found = await self._use.look(call.user_id, pressed.organisation, pressed.kind, pressed.year)
        return Reply(dialog.indicators(found))

    async def by_place(self, call: Call, pressed: to.IndicatorBelow) -> Reply:
        found = await self._use.look(call.user_id, pressed.place, pressed.kind, pressed.year)
        if pressed.indicator not in range(len(found.facts)):
            raise StaleButton
        return Reply(dialog.by_place(found, pressed.indicator, pressed.page))

    async def without_numbers(self, call: Call, pressed: to.WithoutNumbers) -> Reply:
        found = await self._use.look(call.user_id, pressed.place, YearKind.CALENDAR, pressed.year)
        return Reply(dialog.without_numbers(found, pressed.page))

    async def numbers(self, call: Call, pressed: to.TypedNumbers) -> Reply:
        return Reply(dialog.typed_numbers(await self._use.numbers(call.user_id, pressed.organisation, pressed.year)))

    async def ask(self, call: Call, pressed: to.AskNumber) -> Reply:
        found = await self._use.ask(call.user_id, pressed.organisation, pressed.number, pressed.year)
        return Reply(dialog.number_asked(found, pressed.number))

    async def tell(self, call: Call) -> Reply:
        organisation, key, year, changes = call.awaited_of
        here = (OrganisationId(int(organisation)), key, int(year))
        try:
            return Reply(_kept(await self._use.tell(call.user_id, *here, int(changes), call.text)))
        except NumberRefused as refused:
            found = await self._use.ask(call.user_id, *here)
            return Reply(dialog.number_asked(found, key, refused.problem))

    async def confirm(self, call: Call, pressed: to.KeepNumber) -> Reply:
        here = (pressed.organisation, pressed.number, pressed.year)
        return Reply(_kept(await self._use.confirm(call.user_id, *here, pressed.value, pressed.changes)))

    async def take_away(self, call: Call, pressed: to.TakeNumberAway) -> Reply:
        here = (pressed.organisation, pressed.number, pressed.year)
        return Reply(dialog.typed_numbers(await self._use.take_away(call.user_id, *here, pressed.changes)))


def _kept(found: NumbersAt | Doubtful) -> Screen:
    return dialog.number_doubted(found) if isinstance(found, Doubtful) else dialog.typed_numbers(found)
