"""«Реестры»: local acts and the base of curators."""

import asyncio
import datetime

from bot.dialogs import local_acts, registers
from bot.dialogs import register_addresses as to
from bot.routes import Call, Reply, Routes
from bot.screens import Paper
from bot.texts import register_tables
from documents import tables
from documents.tables import Table
from mentoring.ids import OrganisationId
from mentoring.local_acts import Act, ActRefused
from mentoring.papers import PaperRefused
from mentoring.people import AwaitedKind
from usecases.curators import Curators
from usecases.local_acts import LocalActs
from usecases.registers import Registers
from usecases.unit import StaleButton


class RegisterHandlers:
    def __init__(self, use: Registers, acts: LocalActs, curators: Curators) -> None:
        self._use = use
        self._acts = acts
        self._curators = curators

    def register(self, routes: Routes) -> None:
        routes.press(to.Registers, self.home)
        routes.press(to.LocalActs, self.acts)
        routes.press(to.NoteAct, self.ask_act)
        routes.press(to.TakeActAway, self.take_act_away)
        routes.press(to.ActsBelow, self.below)
        routes.press(to.ActsFile, self.acts_file)
        routes.press(to.RemindOfActs, self.remind)
        routes.press(to.Curators, self.curators)
        routes.press(to.CuratorsFile, self.curators_file)
        routes.press(to.CuratorsWord, self.word)
        routes.press(to.Confirm, self.confirm)
        routes.text(AwaitedKind.LOCAL_ACT, self.note_act)

    async def home(self, call: Call, pressed: to.Registers) -> Reply:
        return Reply(registers.home(await self._use.here(call.user_id, pressed.organisation)))

    # -- local acts --------------------------------------------------------------------------------------------

    async def acts(self, call: Call, pressed: to.LocalActs) -> Reply:
        return Reply(local_acts.acts(await self._acts.here(call.user_id, pressed.organisation)))

    async def ask_act(self, call: Call, pressed: to.NoteAct) -> Reply:
        found = await self._acts.ask(call.user_id, pressed.organisation, pressed.act)
        return Reply(local_acts.act_asked(found, pressed.act))

    async def note_act(self, call: Call) -> Reply:
        organisation, act = OrganisationId(int(call.awaited_of[0])), Act(call.awaited_of[1])
        try:
            return Reply(local_acts.acts(await self._acts.tell(call.user_id, organisation, act, call.text)))
        except (PaperRefused, ActRefused) as refused:
            found = await self._acts.ask(call.user_id, organisation, act)
            return Reply(local_acts.act_asked(found, act, refused.problem))

    async def take_act_away(self, call: Call, pressed: to.TakeActAway) -> Reply:
        found = await self._acts.take_away(call.user_id, pressed.organisation, pressed.act)
        return Reply(local_acts.acts(found), toast="Запись убрана")

    async def below(self, call: Call, pressed: to.ActsBelow) -> Reply:
        return Reply(local_acts.below(await self._acts.below(call.user_id, pressed.place), pressed.page))

    async def acts_file(self, call: Call, pressed: to.ActsFile) -> Reply:
        found = await self._acts.below(call.user_id, pressed.place)
        return await sheet(register_tables.acts(found), f"Локальные_акты_{found.today}")

    async def remind(self, call: Call, pressed: to.RemindOfActs) -> Reply:
        try:
            day = datetime.date.fromordinal(pressed.day)
        except (OverflowError, ValueError) as forged:
            raise StaleButton from forged
        return Reply(local_acts.below(await self._acts.remind(call.user_id, pressed.place, day)))

    # -- curators ----------------------------------------------------------------------------------------------

    async def curators(self, call: Call, pressed: to.Curators) -> Reply:
        return Reply(registers.curators(await self._curators.base(call.user_id, pressed.place), pressed.page))

    async def curators_file(self, call: Call, pressed: to.CuratorsFile) -> Reply:
        base = await self._curators.base(call.user_id, pressed.place)
        return await sheet(register_tables.curators(base), f"Кураторы_{base.today}")

    async def word(self, call: Call, pressed: to.CuratorsWord) -> Reply:
        return Reply(registers.word(await self._curators.word(call.user_id, pressed.membership)))

    async def confirm(self, call: Call, pressed: to.Confirm) -> Reply:
        found = await self._curators.confirm(call.user_id, pressed.membership, pressed.year)
        return Reply(registers.word(found), toast="Подтверждено")


async def sheet(table: Table, name: str) -> Reply:
    """A workbook is built aside: thousands of rows would hold up everybody else."""
    content = await asyncio.to_thread(tables.as_xlsx, table)
    return Reply(papers=(Paper(f"{name}.xlsx", content),))
