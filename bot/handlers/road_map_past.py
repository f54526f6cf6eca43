"""Before «Начать»: what is past already, settled at a press."""

import datetime

from bot.dialogs import road_map_change_addresses as to
from bot.dialogs import road_map_past as pages
from bot.routes import Call, Reply, Routes
from mentoring.ids import RoadMapId
from mentoring.road_map_past import Way, is_past
from mentoring.road_map_views import RoadMapView
from mentoring.road_maps import MapState
from usecases.road_map_changes import RoadMapChanges
from usecases.road_map_past import PastItems, Settle
from usecases.road_maps import RoadMaps
from usecases.unit import StaleButton

TOASTS = {Way.DONE: "Отмечено", Way.NOT_NEEDED: "Не требуется", Way.MOVED: "Перенесено"}


class RoadMapPastHandlers:
    def __init__(self, use: PastItems, items: RoadMapChanges, maps: RoadMaps) -> None:
        self._use = use
        self._items = items
        self._maps = maps

    def register(self, routes: Routes) -> None:
        routes.press(to.PastItems, self.past)
        routes.press(to.PastItem, self.item)
        routes.press(to.SettlePast, self.settle)

    async def past(self, call: Call, pressed: to.PastItems) -> Reply:
        return Reply(pages.past(await self._draft(call, pressed.road_map), pressed.page))

    async def item(self, call: Call, pressed: to.PastItem) -> Reply:
        """What is settled meanwhile is on the list no more."""
        found = await self._items.look(call.user_id, pressed.item)
        view = await self._draft(call, found.road_map.id)
        one = next((one for one in view.items if one.item.id == pressed.item and is_past(one)), None)
        return Reply(pages.past(view) if one is None else pages.past_item(view, one))

    async def settle(self, call: Call, pressed: to.SettlePast) -> Reply:
        what = Settle(pressed.way, _day(pressed.day), pressed.item)
        await self._use.settle(call.user_id, pressed.road_map, what)
        view = await self._draft(call, pressed.road_map)
        shown = pages.start_asked(view) if pressed.item is None else pages.past(view)
        return Reply(shown, toast=TOASTS[pressed.way])

    async def _draft(self, call: Call, road_map: RoadMapId) -> RoadMapView:
        """Raises Forbidden, StaleButton for one that has begun."""
        view = await self._maps.view(call.user_id, road_map)
        if view.road_map.state is not MapState.DRAFT:
            raise StaleButton
        return view


def _day(ordinal: int) -> datetime.date | None:
    """None where nothing is moved. Raises StaleButton for a forged one."""
    if not ordinal:
        return None
    try:
        return datetime.date.fromordinal(ordinal)
    except (ValueError, OverflowError) as forged:
        raise StaleButton from forged
