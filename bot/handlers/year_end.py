"""«Итоги года»: before and after, the SWOT, the analytic note and the report for the pedagogical council."""

import asyncio

from bot.dialogs import before_after, swot, year_end
from bot.dialogs import year_end_addresses as to
from bot.routes import Call, Reply, Routes
from bot.screens import Paper
from bot.texts import analytic_note as papers
from bot.texts import swot as said
from documents.aside import TookTooLong, aside
from documents.paper import written
from mentoring.ids import OrganisationId, SwotLineId
from mentoring.people import AwaitedKind
from mentoring.swot import Side, Swot, WordsRefused
from usecases.analytic_note import DRAW, AnalyticNotes
from usecases.before_after import BeforesAndAfters
from usecases.swot import ChangedMeanwhile, Swots

AT_ONCE = 2
"""Papers that are drawn at the same time: a small machine has to answer people too."""


class YearEndHandlers:
    def __init__(self, changes: BeforesAndAfters, swots: Swots, notes: AnalyticNotes) -> None:
        self._changes = changes
        self._swots = swots
        self._notes = notes
        self._drawing = asyncio.Semaphore(AT_ONCE)

    def register(self, routes: Routes) -> None:
        routes.press(to.YearEnd, self.home)
        routes.press(to.Changes, self.changes)
        routes.press(to.Draw, self.draw)
        routes.press(to.Swot, self.swot)
        routes.press(to.SwotSide, self.side)
        routes.press(to.SwotAnswers, self.answers)
        routes.press(to.TakeWords, self.take)
        routes.press(to.AddOwn, self.ask_own)
        routes.press(to.SwotLine, self.line)
        routes.press(to.EditLine, self.ask_words)
        routes.press(to.RemoveLine, self.remove)
        routes.text(AwaitedKind.SWOT_LINE, self.typed)

    async def home(self, call: Call, pressed: to.YearEnd) -> Reply:
        return Reply(year_end.year_end(await self._notes.home(call.user_id, pressed.organisation)))

    async def changes(self, call: Call, pressed: to.Changes) -> Reply:
        return Reply(before_after.before_after(await self._changes.look(call.user_id, pressed.organisation)))

    # -- papers ------------------------------------------------------------------------------------------------

    async def draw(self, call: Call, pressed: to.Draw) -> Reply:
        """A region takes its time to be counted and drawn: first that is said, then the file comes."""
        found = await self._notes.home(call.user_id, pressed.organisation, DRAW)
        return Reply(year_end.preparing(found, pressed.wanted), later=lambda: self._drawn(call, pressed))

    async def _drawn(self, call: Call, pressed: to.Draw) -> Reply:
        found = await self._notes.note(call.user_id, pressed.organisation)
        home = await self._notes.home(call.user_id, pressed.organisation)
        title = year_end.PAPERS[pressed.wanted]
        blocks = papers.note(found) if pressed.wanted is to.Wanted.NOTE else papers.council(found)
        try:
            async with self._drawing:
                content = await aside(written, title, blocks)
        except TookTooLong:
            return Reply(year_end.year_end(home, year_end.TOOK_TOO_LONG))
        note = None if found.words or not found.swot else papers.WITHOUT_WORDS
        return Reply(year_end.year_end(home, note), papers=(Paper(papers.file_name(title, found), content),))

    # -- the SWOT ----------------------------------------------------------------------------------------------

    async def swot(self, call: Call, pressed: to.Swot) -> Reply:
        return Reply(swot.swot(await self._swots.look(call.user_id, pressed.organisation)))

    async def side(self, call: Call, pressed: to.SwotSide) -> Reply:
        found = await self._swots.look(call.user_id, pressed.organisation)
        return Reply(swot.side(found, pressed.side, pressed.page))

    async def answers(self, call: Call, pressed: to.SwotAnswers) -> Reply:
        found = await self._swots.look(call.user_id, pressed.organisation)
        return Reply(swot.answers(found, pressed.side, pressed.page))

    async def take(self, call: Call, pressed: to.TakeWords) -> Reply:
        try:
            found, side = await self._swots.take(call.user_id, pressed.organisation, pressed.key)
        except WordsRefused as refused:
            return Reply(toast=said.FAULTS[refused.fault], alert=True)
        return Reply(swot.answers(found, side, pressed.page), toast="Взято")

    async def ask_own(self, call: Call, pressed: to.AddOwn) -> Reply:
        found = await self._swots.ask_own(call.user_id, pressed.organisation, pressed.side)
        return Reply(swot.words_asked(found, pressed.side))

    async def line(self, call: Call, pressed: to.SwotLine) -> Reply:
        return Reply(swot.line(*await self._swots.line(call.user_id, pressed.line)))

    async def ask_words(self, call: Call, pressed: to.EditLine) -> Reply:
        found, line = await self._swots.ask_words(call.user_id, pressed.line)
        return Reply(swot.words_asked(found, line.side, line.words))

    async def remove(self, call: Call, pressed: to.RemoveLine) -> Reply:
        try:
            found, side = await self._swots.remove(call.user_id, pressed.line, pressed.changes)
        except ChangedMeanwhile as changed:
            return _as_it_stands(changed)
        return Reply(swot.side(found, side), toast="Строка убрана")

    async def typed(self, call: Call) -> Reply:
        """A new line, or how one shall read."""
        if call.awaited_of[0] == "new":
            return await self._own(call, OrganisationId(int(call.awaited_of[1])), Side(call.awaited_of[2]))
        return await self._words(call, SwotLineId(int(call.awaited_of[1])), int(call.awaited_of[2]))

    async def _own(self, call: Call, organisation: OrganisationId, side: Side) -> Reply:
        try:
            found = await self._swots.add(call.user_id, organisation, side, call.text)
        except WordsRefused as refused:
            found = await self._swots.ask_own(call.user_id, organisation, side)
            return Reply(swot.words_asked(found, side, problem=said.FAULTS[refused.fault]))
        return Reply(swot.side(found, side, _last(found, side), said.about_people(call.text)))

    async def _words(self, call: Call, line: SwotLineId, changes: int) -> Reply:
        try:
            found, changed = await self._swots.change(call.user_id, line, changes, call.text)
        except WordsRefused as refused:
            found, kept = await self._swots.ask_words(call.user_id, line)
            return Reply(swot.words_asked(found, kept.side, kept.words, said.FAULTS[refused.fault]))
        except ChangedMeanwhile as moved:
            return _as_it_stands(moved)
        return Reply(swot.line(found, changed, said.about_people(call.text)))


def _last(found: Swot, side: Side) -> int:
    """The page on which a new line stands."""
    return max(0, len(found.of(side)) - 1) // swot.LINES


def _as_it_stands(changed: ChangedMeanwhile) -> Reply:
    if changed.line is None:
        return Reply(swot.gone(changed.swot))
    return Reply(swot.line(changed.swot, changed.line, said.MEANWHILE))
