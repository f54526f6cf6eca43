"""Charts of /stats."""

import asyncio

from bot.dialogs import chart_addresses as to
from bot.dialogs import charts as pages
from bot.routes import Call, Reply, Routes
from bot.texts import charts as texts
from bot.texts import known_charts
from documents import charts as drawings
from documents.aside import TookTooLong
from mentoring.charts import Chart
from mentoring.ids import OrganisationId
from mentoring.roles import Role
from usecases.before_after import BeforesAndAfters
from usecases.charts import Charts
from usecases.indicators import Indicators

AT_ONCE = 2
"""Pictures that are drawn at the same time: each has a process of its own, and a small machine has to answer too."""

ROLES = {
    to.Drawing.MENTEES: Role.MENTEE,
    to.Drawing.MENTORS: Role.MENTOR,
    to.Drawing.MENTEES_CHANGED: Role.MENTEE,
    to.Drawing.MENTORS_CHANGED: Role.MENTOR,
}


class ChartHandlers:
    def __init__(self, use: Charts, indicators: Indicators, changes: BeforesAndAfters) -> None:
        self._use = use
        self._indicators = indicators
        self._changes = changes
        self._drawing = asyncio.Semaphore(AT_ONCE)

    def register(self, routes: Routes) -> None:
        routes.press(to.Charts, self.charts)
        routes.press(to.Draw, self.draw)

    async def charts(self, call: Call, pressed: to.Charts) -> Reply:
        return Reply(pages.charts(await self._use.place(call.user_id, pressed.organisation)))

    async def draw(self, call: Call, pressed: to.Draw) -> Reply:
        chart, why = await self._chart(call.user_id, pressed)
        if chart.empty:
            return Reply(pages.nothing_to_draw(pressed.organisation, chart, why))
        return Reply(pages.chart(pressed.organisation, chart, await self._drawn(chart)))

    async def _chart(self, who: int, pressed: to.Draw) -> tuple[Chart, str]:
        """The chart, and what is said when there is nothing in it."""
        here: OrganisationId = pressed.organisation
        match pressed.what:
            case to.Drawing.JOINED:
                return texts.joined(await self._use.joined(who, here)), texts.NOBODY
            case to.Drawing.PAIRS:
                return texts.pairs_by_month(await self._use.pairs(who, here)), texts.NO_PAIRS
            case to.Drawing.MENTEES | to.Drawing.MENTORS:
                found = await self._use.satisfaction(who, here, ROLES[pressed.what])
                return texts.satisfaction(found), texts.why_untold(found)
            case to.Drawing.INDICATORS:
                return known_charts.of_indicators(await self._indicators.look(who, here)), known_charts.NO_NUMBERS
            case to.Drawing.MENTEES_CHANGED | to.Drawing.MENTORS_CHANGED:
                changes, role = await self._changes.look(who, here), ROLES[pressed.what]
                return known_charts.of_changes(changes, role), known_charts.why_no_changes(changes, role)

    async def _drawn(self, chart: Chart) -> bytes | None:
        try:
            async with self._drawing:
                return await drawings.drawn(chart)
        except TookTooLong:
            return None
