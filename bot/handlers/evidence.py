"""Proof of an item: typed, sent as a file, shown, taken back."""

import datetime
from pathlib import PurePath

from bot.dialogs import evidence as pages
from bot.dialogs import evidence_addresses as to
from bot.dialogs import road_map_cards as cards
from bot.routes import Call, FileLost, IncomingFile, Reply, Routes
from bot.screens import Paper, noted
from bot.texts import evidence as said
from bot.texts import words
from mentoring.evidence import ProofRefused
from mentoring.free_text import concerns
from mentoring.ids import RoadMapTaskId
from mentoring.kept_files import FileProblem, FileRefused
from mentoring.people import AwaitedKind
from mentoring.road_map_views import TaskCard
from mentoring.road_maps import TaskState
from usecases.proving import ProofBlocked, Proving, read_awaited
from usecases.road_maps import RoadMaps
from usecases.unit import StaleButton


class EvidenceHandlers:
    def __init__(self, use: Proving, road_maps: RoadMaps) -> None:
        self._use = use
        self._road_maps = road_maps

    def register(self, routes: Routes) -> None:
        routes.press(to.Prove, self.prove)
        routes.press(to.ByFile, self.by_file)
        routes.press(to.Absent, self.absent)
        routes.press(to.PickDay, self.pick_day)
        routes.press(to.OnDay, self.on_day)
        routes.press(to.Correct, self.correct)
        routes.press(to.Withdraw, self.withdraw)
        routes.press(to.Close, self.close)
        routes.press(to.Reopen, self.reopen)
        routes.press(to.AskAct, self.ask_act)
        routes.press(to.NameAct, self.name_act)
        routes.press(to.Files, self.files)
        routes.press(to.ShowFile, self.show_file)
        routes.text(AwaitedKind.PROOF, self.typed)
        routes.file(AwaitedKind.PROOF, self.sent)

    async def prove(self, call: Call, pressed: to.Prove) -> Reply:
        return await self._asked(call, pressed.task, pressed.row)

    async def by_file(self, call: Call, pressed: to.ByFile) -> Reply:
        try:
            return Reply(pages.by_file(await self._use.ask(call.user_id, pressed.task, pressed.row), pressed.row))
        except ProofBlocked as blocked:
            return _blocked(blocked)

    async def absent(self, call: Call, pressed: to.Absent) -> Reply:
        try:
            return Reply(pages.asked(await self._use.absent(call.user_id, pressed.task, pressed.row)))
        except ProofBlocked as blocked:
            return _blocked(blocked)

    async def pick_day(self, call: Call, pressed: to.PickDay) -> Reply:
        try:
            return Reply(pages.day_asked(await self._use.ask(call.user_id, pressed.task), pressed.month))
        except ProofBlocked as blocked:
            return _blocked(blocked)
        except (OverflowError, ValueError) as forged:
            raise StaleButton from forged

    async def on_day(self, call: Call, pressed: to.OnDay) -> Reply:
        try:
            day = datetime.date.fromordinal(pressed.day)
        except (OverflowError, ValueError) as forged:
            raise StaleButton from forged
        return await self._asked(call, pressed.task, None, day)

    async def typed(self, call: Call) -> Reply:
        task, row, day = read_awaited(call.awaited_of)
        try:
            return _taken(await self._use.give(call.user_id, call.awaited_of, call.text), call.text)
        except ProofRefused as refused:
            return await self._asked(call, task, row, day, note=said.PROBLEMS[refused.problem])
        except ProofBlocked as blocked:
            return _blocked(blocked)

    async def sent(self, call: Call) -> Reply:
        """A file; or a sticker and the like, which proves nothing."""
        task, row, day = read_awaited(call.awaited_of)
        if call.file is None:
            return await self._asked(call, task, row, day, note=said.NOT_PROOF)
        try:
            content = await fetched(call.file)
            name = call.file.name
            found = await self._use.give_file(call.user_id, call.awaited_of, name, content, call.text)
            return _taken(found, call.text, PurePath(name).stem.replace("_", " "))
        except FileRefused as refused:
            return await self._asked(call, task, row, day, note=said.FILE_PROBLEMS[refused.problem])
        except ProofRefused as refused:
            return await self._asked(call, task, row, day, note=said.PROBLEMS[refused.problem])
        except ProofBlocked as blocked:
            return _blocked(blocked)

    async def correct(self, call: Call, pressed: to.Correct) -> Reply:
        try:
            return Reply(pages.correct(await self._use.ask(call.user_id, pressed.task), pressed.page))
        except ProofBlocked as blocked:
            return _blocked(blocked)

    async def withdraw(self, call: Call, pressed: to.Withdraw) -> Reply:
        try:
            found = await self._use.withdraw(call.user_id, pressed.proof)
        except ProofBlocked as blocked:
            return _blocked(blocked)
        again = "Убрано, пункт снова в работе" if found.task.state is TaskState.OPEN else "Убрано"
        return Reply(pages.correct(found), toast=again)

    async def ask_act(self, call: Call, pressed: to.AskAct) -> Reply:
        try:
            return Reply(pages.act_asked(await self._use.ask(call.user_id, pressed.task)))
        except ProofBlocked as blocked:
            return _blocked(blocked)

    async def name_act(self, call: Call, pressed: to.NameAct) -> Reply:
        try:
            return Reply(pages.asked(await self._use.name(call.user_id, pressed.proof, pressed.act), note=said.NAMED))
        except ProofBlocked as blocked:
            return _blocked(blocked)

    async def close(self, call: Call, pressed: to.Close) -> Reply:
        try:
            return Reply(cards.task(await self._use.close(call.user_id, pressed.task)), toast="Пункт закрыт")
        except ProofBlocked as blocked:
            return _blocked(blocked)

    async def reopen(self, call: Call, pressed: to.Reopen) -> Reply:
        try:
            return Reply(cards.task(await self._use.reopen(call.user_id, pressed.task)), toast="Пункт снова в работе")
        except ProofBlocked as blocked:
            return _blocked(blocked)

    async def files(self, call: Call, pressed: to.Files) -> Reply:
        return Reply(pages.files(await self._road_maps.task(call.user_id, pressed.task), pressed.page))

    async def show_file(self, call: Call, pressed: to.ShowFile) -> Reply:
        try:
            kept, content = await self._use.file(call.user_id, pressed.proof)
        except FileRefused:
            return Reply(toast=said.GONE, alert=True)
        return Reply(papers=(Paper(kept.file.name, content),))

    async def _asked(
        self,
        call: Call,
        task: RoadMapTaskId,
        row: int | None,
        day: datetime.date | None = None,
        *,
        note: str | None = None,
    ) -> Reply:
        try:
            found = await self._use.ask(call.user_id, task, row, day)
        except ProofBlocked as blocked:
            return _blocked(blocked)
        if day is not None:
            return Reply(pages.people_asked(found, words.day_and_year(day), note))
        return Reply(pages.asked(found, row, note))


async def fetched(file: IncomingFile) -> bytes:
    """Raises FileRefused."""
    try:
        return await file.fetch()
    except FileLost as lost:
        raise FileRefused(FileProblem.TOO_LARGE if lost.too_large else FileProblem.LOST) from lost


def _taken(found: TaskCard, *written: str) -> Reply:
    """With a warning where the words, or the name of the file, speak of people."""
    seen = frozenset().union(*map(concerns, written))
    return Reply(pages.asked(found, note=said.taken(seen, registered=found.registered)))


def _blocked(blocked: ProofBlocked) -> Reply:
    return Reply(noted(cards.task(blocked.card), said.BLOCKED[blocked.why]))
