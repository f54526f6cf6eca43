"""Who is how far with a road map, its history, who leaves it."""

from bot.dialogs import road_map_change_addresses as to
from bot.dialogs import road_map_history as histories
from bot.dialogs import road_map_levels as pages
from bot.dialogs import road_maps
from bot.routes import Call, Reply, Routes
from mentoring.ids import OrganisationId, RoadMapId
from mentoring.road_map_changes import Reasons
from usecases.road_map_history import RoadMapHistories
from usecases.road_map_levels import RoadMapLevels
from usecases.road_maps import RoadMaps
from usecases.unit import StaleButton


class RoadMapLevelHandlers:
    def __init__(self, use: RoadMapLevels, histories: RoadMapHistories, maps: RoadMaps, reasons: Reasons) -> None:
        self._use = use
        self._histories = histories
        self._maps = maps
        self._reasons = reasons

    def register(self, routes: Routes) -> None:
        routes.press(to.ShowHistory, self.history)
        routes.press(to.ShowLevels, self.places)
        routes.press(to.ShowOwn, self.own)
        routes.press(to.ShowItems, self.items)
        routes.press(to.RemindLate, self.remind)
        routes.press(to.AskLeave, self.ask_leave)
        routes.press(to.Leave, self.leave)
        routes.press(to.ComeBack, self.come_back)

    async def history(self, call: Call, pressed: to.ShowHistory) -> Reply:
        found = await self._histories.read(call.user_id, pressed.of, pressed.id, pressed.page)
        return Reply(histories.history(found))

    async def places(self, call: Call, pressed: to.ShowLevels) -> Reply:
        found = await self._use.places(call.user_id, pressed.road_map, pressed.place, pressed.page)
        return Reply(pages.places(found))

    async def own(self, call: Call, pressed: to.ShowOwn) -> Reply:
        view = await self._maps.view(call.user_id, pressed.road_map, pressed.place, own=True)
        return Reply(road_maps.own(view, pressed.page))

    async def items(self, call: Call, pressed: to.ShowItems) -> Reply:
        return Reply(pages.items(await self._use.items(call.user_id, pressed.road_map, page=pressed.page)))

    async def remind(self, call: Call, pressed: to.RemindLate) -> Reply:
        done = await self._use.remind(call.user_id, pressed.road_map, pressed.place)
        return Reply(pages.places(done.levels), toast=pages.reminded(done.organisations))

    async def ask_leave(self, call: Call, pressed: to.AskLeave) -> Reply:
        found = await self._use.leaving(call.user_id, pressed.road_map, pressed.organisation)
        return Reply(pages.leave_asked(found, self._reasons.left))

    async def leave(self, call: Call, pressed: to.Leave) -> Reply:
        reason = self._reasons.left.get(pressed.reason)
        if reason is None:
            raise StaleButton
        await self._use.leave(call.user_id, pressed.road_map, pressed.organisation, reason)
        return await self._part(call, pressed.road_map, pressed.organisation, "Организация вышла")

    async def come_back(self, call: Call, pressed: to.ComeBack) -> Reply:
        await self._use.come_back(call.user_id, pressed.road_map, pressed.organisation)
        return await self._part(call, pressed.road_map, pressed.organisation, "Организация снова участвует")

    async def _part(self, call: Call, road_map: RoadMapId, place: OrganisationId, toast: str) -> Reply:
        return Reply(road_maps.home(await self._maps.view(call.user_id, road_map, place)), toast=toast)
