"""/roadmap: road maps, looked at."""

from bot.dialogs import road_map_addresses as to
from bot.dialogs import road_map_cards as cards
from bot.dialogs import road_maps as pages
from bot.routes import Call, Reply, Routes
from usecases.road_maps import RoadMaps
from usecases.unit import StaleButton


class RoadMapHandlers:
    def __init__(self, use: RoadMaps) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.command("roadmap", self.open)
        routes.press(to.Places, self.places)
        routes.press(to.RoadMaps, self.here)
        routes.press(to.Home, self.home)
        routes.press(to.Section, self.section)
        routes.press(to.SectionOf, self.section_of)
        routes.press(to.ByMonth, self.month)
        routes.press(to.ItemCard, self.item)
        routes.press(to.TaskCard, self.task)

    async def open(self, call: Call) -> Reply:
        return await self.places(call, to.Places())

    async def places(self, call: Call, pressed: to.Places) -> Reply:
        found = await self._use.places(call.user_id)
        if not found:
            return Reply(pages.no_places())
        if len(found) > 1:
            return Reply(pages.pick_place(found, pressed.page))
        return Reply(pages.here(await self._use.here(call.user_id, found[0].id)))

    async def here(self, call: Call, pressed: to.RoadMaps) -> Reply:
        return Reply(pages.here(await self._use.here(call.user_id, pressed.organisation), pressed.page))

    async def home(self, call: Call, pressed: to.Home) -> Reply:
        return Reply(pages.home(await self._use.view(call.user_id, pressed.road_map, pressed.place)))

    async def section(self, call: Call, pressed: to.Section) -> Reply:
        view = await self._use.view(call.user_id, pressed.road_map, pressed.place)
        if pressed.section is None:
            return Reply(pages.sections(view, pressed.page))
        if pressed.section not in range(len(view.sections)):
            raise StaleButton
        return Reply(pages.section(view, pressed.section, pressed.page))

    async def section_of(self, call: Call, pressed: to.SectionOf) -> Reply:
        view = await self._use.view(call.user_id, pressed.road_map, pressed.place)
        shown = next((one for one in view.items if one.item.id == pressed.item), None)
        if shown is None:
            raise StaleButton
        return Reply(pages.section_with(view, shown))

    async def month(self, call: Call, pressed: to.ByMonth) -> Reply:
        view = await self._use.view(call.user_id, pressed.road_map, pressed.place)
        if pressed.month is None:
            return Reply(pages.months(view, pressed.page))
        return Reply(pages.month(view, pressed.month, pressed.page))

    async def item(self, call: Call, pressed: to.ItemCard) -> Reply:
        return Reply(cards.item(await self._use.item(call.user_id, pressed.item, pressed.place, pressed.page)))

    async def task(self, call: Call, pressed: to.TaskCard) -> Reply:
        return Reply(cards.task(await self._use.task(call.user_id, pressed.task)))
