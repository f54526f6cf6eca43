"""/stats."""

from bot.dialogs import statistics
from bot.routes import Call, Reply, Routes
from usecases.statistics import Statistics


class StatisticsHandlers:
    def __init__(self, use: Statistics) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.command("stats", self.open)
        routes.press(statistics.Numbers, self.numbers)
        routes.press(statistics.Funnels, self.funnels)

    async def open(self, call: Call) -> Reply:
        return await self._choice(call, 0)

    async def numbers(self, call: Call, pressed: statistics.Numbers) -> Reply:
        if pressed.organisation is None:
            return await self._choice(call, pressed.page)
        return Reply(statistics.statistics(await self._use.look(call.user_id, pressed.organisation), pressed.page))

    async def funnels(self, call: Call, pressed: statistics.Funnels) -> Reply:
        return Reply(statistics.funnels(await self._use.look(call.user_id, pressed.organisation)))

    async def _choice(self, call: Call, page: int) -> Reply:
        places = await self._use.places(call.user_id)
        if not places:
            return Reply(statistics.no_organisations())
        if len(places) > 1:
            return Reply(statistics.pick_statistics(places, page))
        return Reply(statistics.statistics(await self._use.look(call.user_id, places[0].id)))
