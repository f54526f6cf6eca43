"""/documents: tables on paper, sent as files."""

import asyncio

from bot.dialogs import paper_tables as pages
from bot.dialogs.paper_table_addresses import DrawTable, Tables
from bot.paper_tables import drawn
from bot.routes import Call, Reply, Routes
from bot.screens import Paper
from bot.texts.paper_tables import Ending, file_name
from documents import long_tables
from documents.aside import TookTooLong
from mentoring.paper_tables import Begun, NamesStay, NotKeptHere
from usecases.paper_tables import PaperTables
from usecases.reporting import Reporting

AT_ONCE = 2
"""Long tables that are drawn at the same time: a small machine has to answer people too."""


class PaperTableHandlers:
    def __init__(self, use: PaperTables, reports: Reporting) -> None:
        self._use = use
        self._reports = reports
        self._drawing = asyncio.Semaphore(AT_ONCE)

    def register(self, routes: Routes) -> None:
        routes.command("documents", self.open)
        routes.press(Tables, self.tables)
        routes.press(DrawTable, self.draw)

    async def open(self, call: Call) -> Reply:
        places = await self._use.places(call.user_id)
        return Reply(pages.tables(places[0]) if len(places) == 1 else pages.pick_tables(places))

    async def tables(self, call: Call, pressed: Tables) -> Reply:
        return Reply(pages.tables(await self._use.place(call.user_id, pressed.organisation), pressed.ending))

    async def draw(self, call: Call, pressed: DrawTable) -> Reply:
        """A short one comes at once; of a long one it is said that it is being made, and it follows."""
        try:
            begun = await self._use.begin(call.user_id, pressed.organisation, pressed.table, codes=pressed.codes)
        except NamesStay as stay:
            return Reply(pages.names_stay(stay.organisation, pressed.table, pressed.ending))
        except NotKeptHere as elsewhere:
            return Reply(pages.tables(elsewhere.organisation, pressed.ending))
        if begun.rows <= long_tables.SHORT:
            return await self._made(call, begun, pressed.ending)

        async def later() -> Reply:
            async with self._drawing:
                return await self._made(call, begun, pressed.ending)

        return Reply(pages.being_made(begun), later=later)

    async def _made(self, call: Call, begun: Begun, ending: Ending) -> Reply:
        try:
            content = await drawn(self._use, self._reports, call.user_id, begun, ending)
        except TookTooLong:
            return Reply(pages.tables(begun.organisation, ending, pages.LATE))
        paper = Paper(file_name(begun, ending), content)
        return Reply(pages.tables(begun.organisation, ending), papers=(paper,))
