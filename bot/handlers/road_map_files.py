"""Files of a road map to take along: how it is executed, and the plan itself."""

from bot.dialogs import road_map_file_addresses as to
from bot.dialogs import road_map_files as pages
from bot.routes import Call, Reply, Routes
from bot.screens import Paper
from bot.texts import words
from bot.texts.road_map_reports import report
from bot.texts.road_map_tables import FULL, plan_table, report_table, status_table
from documents.plan_drawing import drawn
from documents.road_map_files import as_docx, as_xlsx
from mentoring.deadline_phrases import phrase
from mentoring.road_map_views import RoadMapView
from mentoring.road_maps import MapState
from usecases.road_map_reports import RoadMapReports
from usecases.road_maps import RoadMaps
from usecases.unit import StaleButton


class RoadMapFileHandlers:
    def __init__(self, road_maps: RoadMaps, reports: RoadMapReports) -> None:
        self._road_maps = road_maps
        self._reports = reports

    def register(self, routes: Routes) -> None:
        routes.press(to.Files, self.files)
        routes.press(to.GetFile, self.file)

    async def files(self, call: Call, pressed: to.Files) -> Reply:
        return Reply(pages.files(await self._road_maps.view(call.user_id, pressed.road_map, pressed.place)))

    async def file(self, call: Call, pressed: to.GetFile) -> Reply:
        if pressed.wanted in {to.Wanted.PLAN_XLSX, to.Wanted.PLAN_DOCX}:
            view = await self._road_maps.view(call.user_id, pressed.road_map, pressed.place)
            return Reply(pages.files(view), papers=(await _plan(view, pressed.wanted),))
        found = await self._reports.execution(call.user_id, pressed.road_map, pressed.place)
        if found.view.road_map.state is MapState.DRAFT:
            raise StaleButton
        day = words.numeric(found.view.today)
        if pressed.wanted is to.Wanted.STATUS:
            paper = Paper(f"Исполнение {day}.xlsx", await drawn(as_xlsx, status_table(report(found))))
        else:
            paper = Paper(f"Отчёт об исполнении {day}.docx", await drawn(as_docx, report_table(report(found))))
        return Reply(pages.files(found.view), papers=(paper,))


async def _plan(view: RoadMapView, wanted: to.Wanted) -> Paper:
    table = plan_table(view.road_map.title, (one.item.item for one in view.items), FULL, phrase)
    if wanted is to.Wanted.PLAN_XLSX:
        return Paper("Дорожная карта.xlsx", await drawn(as_xlsx, table))
    return Paper("Дорожная карта.docx", await drawn(as_docx, table))
