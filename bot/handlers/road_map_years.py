"""The calendar of a year, on the screen and as a file."""

import asyncio
from dataclasses import replace

from bot.dialogs import road_map_year_addresses as to
from bot.dialogs import road_map_years as pages
from bot.routes import Call, Reply, Routes
from bot.screens import Paper
from bot.texts.road_map_days import due_days
from documents import calendar_file
from mentoring.road_map_year import YearView, year_with
from usecases.road_map_years import RoadMapYears


class RoadMapYearHandlers:
    def __init__(self, use: RoadMapYears) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.press(to.ShowYear, self.year)
        routes.press(to.ShowMonth, self.month)
        routes.press(to.YearFile, self.file)

    async def year(self, call: Call, pressed: to.ShowYear) -> Reply:
        return Reply(pages.year(await self._view(call, pressed, pressed.year)))

    async def month(self, call: Call, pressed: to.ShowMonth) -> Reply:
        year, number = pressed.month // 12, pressed.month % 12 + 1
        view = await self._view(call, pressed, year_with(pressed.kind, year, number))
        return Reply(pages.month(view, number, pressed.page))

    async def file(self, call: Call, pressed: to.YearFile) -> Reply:
        view = await self._view(call, pressed, pressed.year)
        content = await asyncio.to_thread(calendar_file.days, due_days(view), call.now)
        return Reply(pages.year(view), papers=(Paper(pages.file_name(view), content),))

    async def _view(self, call: Call, pressed: to.ShowYear | to.ShowMonth | to.YearFile, year: int | None) -> YearView:
        """With the way back to the road map it was opened from."""
        view = await self._use.view(call.user_id, pressed.organisation, year, pressed.kind)
        return replace(view, opened_from=pressed.road_map)
