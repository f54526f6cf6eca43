"""A road map begins: from a template or a file, settled, started or discarded."""

from dataclasses import replace

from bot.dialogs import road_map_addresses as maps
from bot.dialogs import road_map_file_addresses as to
from bot.dialogs import road_map_files as files
from bot.dialogs import road_map_past as past
from bot.dialogs import road_maps as pages
from bot.routes import Call, FileLost, Reply, Routes
from bot.screens import noted
from bot.texts import labels
from bot.texts import road_map_files as said
from bot.texts.road_map_problems import UNREADABLE, not_a_road_map
from bot.texts.road_maps import KINDS
from documents.far_cells import SheetUnreadable
from mentoring.ids import OrganisationId, RoadMapId
from mentoring.people import AwaitedKind
from mentoring.road_map_changes import TITLE_LIMIT
from mentoring.road_map_settling import TooManyItems, is_over
from mentoring.road_map_table import ImportedRoadMap, NotARoadMap
from usecases.road_map_drafts import Drafts, DraftThere, NotSettled
from usecases.road_map_files import RoadMapFiles
from usecases.road_map_settling import Settling
from usecases.road_maps import RoadMaps
from usecases.unit import StaleButton


class RoadMapDraftHandlers:
    def __init__(self, use: Drafts, road_maps: RoadMaps, plans: RoadMapFiles, settling: Settling) -> None:
        self._use = use
        self._road_maps = road_maps
        self._plans = plans
        self._settling = settling

    def register(self, routes: Routes) -> None:
        routes.press(maps.Begin, self.begin)
        routes.press(maps.BeginIn, self.begin_in)
        routes.press(maps.Draft, self.draft)
        routes.press(maps.AskStart, self.ask_start)
        routes.press(maps.Start, self.start)
        routes.press(maps.Close, self.close)
        routes.press(maps.Discard, self.discard)
        routes.press(to.SendFile, self.ask_file)
        routes.file(AwaitedKind.ROAD_MAP_FILE, self.sent)
        routes.press(to.PickYear, self.pick_year)
        routes.press(to.MoveTo, self.move)
        routes.press(to.Unsettled, self.unsettled)
        routes.press(to.Notices, self.notices)
        routes.press(to.OneFinding, self.finding)
        routes.press(to.KeepAsIs, self.keep)
        routes.press(to.KeepAll, self.keep_all)

    # -- from a template ---------------------------------------------------------------------------------------

    async def begin(self, call: Call, pressed: maps.Begin) -> Reply:
        templates = await self._use.templates(call.user_id, pressed.organisation)
        return Reply(pages.begin((await self._road_maps.here(call.user_id, pressed.organisation)).place, templates))

    async def begin_in(self, call: Call, pressed: maps.BeginIn) -> Reply:
        templates = await self._use.templates(call.user_id, pressed.organisation)
        template = next((one for one in templates if one.id == pressed.template), None)
        if template is None:
            raise StaleButton
        return Reply(pages.year_asked(pressed.organisation, template, call.now.date()))

    async def draft(self, call: Call, pressed: maps.Draft) -> Reply:
        try:
            drafted = await self._use.draft(
                call.user_id, pressed.organisation, pressed.template, pressed.year, pressed.instead
            )
        except DraftThere as there:
            return Reply(files.replace_asked(there.draft, replace(pressed, instead=there.draft.id)))
        return await self._home(call, drafted)

    # -- from a file -------------------------------------------------------------------------------------------

    async def ask_file(self, call: Call, pressed: to.SendFile) -> Reply:
        return await self._asked(call, pressed.organisation, pressed.instead)

    async def sent(self, call: Call) -> Reply:
        """A file with a plan; or something else, and the question comes again."""
        organisation = OrganisationId(int(call.awaited_of[0]))
        instead = RoadMapId(int(call.awaited_of[1])) if call.awaited_of[1] else None
        if call.file is None:
            return await self._asked(call, organisation, instead, said.NOT_A_FILE)
        try:
            found = await self._plans.look(call.user_id, organisation, await call.file.fetch(), KINDS)
            return await self._brought(call, organisation, found.plan, instead)
        except FileLost as lost:
            note = said.TOO_LARGE if lost.too_large else said.LOST
        except SheetUnreadable as error:
            note = said.refused(UNREADABLE[error.reason].format(where=error.where))
        except NotARoadMap as error:
            note = said.refused(not_a_road_map(error))
        except TooManyItems as error:
            note = said.too_many(error.items)
        return await self._asked(call, organisation, instead, note)

    async def _asked(
        self, call: Call, organisation: OrganisationId, instead: RoadMapId | None, note: str | None = None
    ) -> Reply:
        try:
            place = await self._use.ask_file(call.user_id, organisation, instead)
        except DraftThere as there:
            return Reply(files.replace_asked(there.draft, to.SendFile(organisation, there.draft.id)))
        return Reply(noted(files.file_asked(place), note))

    async def _brought(
        self, call: Call, organisation: OrganisationId, plan: ImportedRoadMap, instead: RoadMapId | None
    ) -> Reply:
        named = replace(plan, title=labels.shortened(plan.title or said.UNTITLED, TITLE_LIMIT))
        try:
            added = await self._use.bring_in(call.user_id, organisation, named, instead)
        except DraftThere as there:
            return Reply(files.replace_asked(there.draft, to.SendFile(organisation, there.draft.id)))
        view = await self._road_maps.view(call.user_id, added)
        shown = files.year_asked(view) if is_over(view.road_map.period, view.today) else pages.home(view)
        return Reply(noted(shown, said.read(len(plan.items))))

    async def pick_year(self, call: Call, pressed: to.PickYear) -> Reply:
        await self._use.demand_draft(call.user_id, pressed.road_map)
        return Reply(files.year_asked(await self._road_maps.view(call.user_id, pressed.road_map)))

    async def move(self, call: Call, pressed: to.MoveTo) -> Reply:
        return await self._home(call, await self._use.move(call.user_id, pressed.road_map, pressed.year))

    # -- settled -----------------------------------------------------------------------------------------------

    async def unsettled(self, call: Call, pressed: to.Unsettled) -> Reply:
        return Reply(files.unsettled(await self._settling.view(call.user_id, pressed.road_map), pressed.page))

    async def notices(self, call: Call, pressed: to.Notices) -> Reply:
        return Reply(files.notices(await self._settling.view(call.user_id, pressed.road_map), pressed.page))

    async def finding(self, call: Call, pressed: to.OneFinding) -> Reply:
        view, found = await self._settling.finding(call.user_id, pressed.finding)
        page = files.page_with(view, found.id)
        return Reply(files.finding(found, page) if found.to_settle else files.unsettled(view, page))

    async def keep(self, call: Call, pressed: to.KeepAsIs) -> Reply:
        view = await self._settling.keep(call.user_id, pressed.finding)
        return Reply(files.unsettled(view, files.page_with(view, pressed.finding)), toast="Оставлено")

    async def keep_all(self, call: Call, pressed: to.KeepAll) -> Reply:
        if not pressed.sure:
            return Reply(files.keep_all_asked(await self._settling.view(call.user_id, pressed.road_map)))
        await self._settling.keep_all(call.user_id, pressed.road_map)
        return await self._home(call, pressed.road_map, toast="Оставлено как есть")

    # -- started, discarded ------------------------------------------------------------------------------------

    async def ask_start(self, call: Call, pressed: maps.AskStart) -> Reply:
        await self._use.demand_draft(call.user_id, pressed.road_map)
        settling = await self._settling.view(call.user_id, pressed.road_map)
        if settling.to_settle:
            return Reply(noted(files.unsettled(settling), said.TO_SETTLE_FIRST))
        return Reply(past.start_asked(await self._road_maps.view(call.user_id, pressed.road_map)))

    async def start(self, call: Call, pressed: maps.Start) -> Reply:
        try:
            await self._use.start(call.user_id, pressed.road_map)
        except NotSettled:
            view = await self._settling.view(call.user_id, pressed.road_map)
            return Reply(noted(files.unsettled(view), said.TO_SETTLE_FIRST))
        return await self._home(call, pressed.road_map, toast="Дорожная карта начата")

    async def close(self, call: Call, pressed: maps.Close) -> Reply:
        if not pressed.sure:
            await self._use.demand_active(call.user_id, pressed.road_map)
            return Reply(pages.close_asked(await self._road_maps.view(call.user_id, pressed.road_map)))
        await self._use.close(call.user_id, pressed.road_map)
        return await self._home(call, pressed.road_map, toast="Дорожная карта закрыта")

    async def discard(self, call: Call, pressed: maps.Discard) -> Reply:
        if not pressed.sure:
            await self._use.demand_draft(call.user_id, pressed.road_map)
            return Reply(pages.discard_asked(await self._road_maps.view(call.user_id, pressed.road_map)))
        organisation = await self._use.discard(call.user_id, pressed.road_map)
        return Reply(pages.here(await self._road_maps.here(call.user_id, organisation)), toast="Черновик удалён")

    async def _home(self, call: Call, road_map: RoadMapId, toast: str | None = None) -> Reply:
        return Reply(pages.home(await self._road_maps.view(call.user_id, road_map)), toast=toast)
