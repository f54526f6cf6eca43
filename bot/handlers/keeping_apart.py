"""«Не предлагать»: mentors whom the curator keeps away from a mentee."""

from bot.dialogs import keeping_apart
from bot.routes import Call, Reply, Routes
from usecases.keeping_apart import KeepingApart


class KeepingApartHandlers:
    def __init__(self, use: KeepingApart) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.press(keeping_apart.AskApart, self.ask)
        routes.press(keeping_apart.KeepApart, self.change)
        routes.press(keeping_apart.AllApart, self.listed)

    async def ask(self, call: Call, pressed: keeping_apart.AskApart) -> Reply:
        found = await self._use.about(call.user_id, pressed.organisation, pressed.mentee, pressed.mentor)
        return Reply(keeping_apart.asked(found))

    async def change(self, call: Call, pressed: keeping_apart.KeepApart) -> Reply:
        act = self._use.change(
            call.user_id, pressed.organisation, pressed.mentee, pressed.mentor, pressed.why, apart=pressed.apart
        )
        return Reply(keeping_apart.listed(await act))

    async def listed(self, call: Call, pressed: keeping_apart.AllApart) -> Reply:
        return Reply(keeping_apart.listed(await self._use.listed(call.user_id, pressed.organisation, pressed.mentee)))
