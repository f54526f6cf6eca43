"""/stats."""

from bot.dialogs import statistics
from bot.dialogs import statistics_addresses as to
from bot.dialogs import statistics_lists as lists
from bot.routes import Call, Reply, Routes
from mentoring.statistics import Key
from usecases.statistics import Statistics


class StatisticsHandlers:
    def __init__(self, use: Statistics) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.command("stats", self.open)
        routes.press(statistics.Numbers, self.numbers)
        routes.press(statistics.Funnels, self.funnels)
        routes.press(to.Within, self.within)
        routes.press(to.Lists, self.lists)
        routes.press(to.Behind, self.behind)
        routes.press(to.Lower, self.lower)

    async def open(self, call: Call) -> Reply:
        return await self._choice(call, 0)

    async def numbers(self, call: Call, pressed: statistics.Numbers) -> Reply:
        if pressed.organisation is None:
            return await self._choice(call, pressed.page)
        return Reply(statistics.statistics(await self._use.look(call.user_id, pressed.organisation)))

    async def within(self, call: Call, pressed: to.Within) -> Reply:
        return Reply(statistics.statistics(await self._use.look(call.user_id, pressed.organisation, pressed.period)))

    async def funnels(self, call: Call, pressed: statistics.Funnels) -> Reply:
        return Reply(statistics.funnels(await self._use.joined(call.user_id, pressed.organisation)))

    async def lists(self, call: Call, pressed: to.Lists) -> Reply:
        found = await self._use.lists(call.user_id, pressed.organisation, pressed.period)
        return Reply(lists.lists(found, pressed.page))

    async def behind(self, call: Call, pressed: to.Behind) -> Reply:
        key = Key(pressed.what, pressed.stage)
        found = await self._use.behind(call.user_id, pressed.organisation, key, pressed.period)
        return Reply(lists.behind(found, pressed.page))

    async def lower(self, call: Call, pressed: to.Lower) -> Reply:
        found = await self._use.lower(call.user_id, pressed.organisation, pressed.period)
        return Reply(statistics.lower(found, pressed.page))

    async def _choice(self, call: Call, page: int) -> Reply:
        places = await self._use.places(call.user_id)
        if not places:
            return Reply(statistics.no_organisations())
        if len(places) > 1:
            return Reply(statistics.pick_statistics(places, page))
        return Reply(statistics.statistics(await self._use.look(call.user_id, places[0].id)))
