"""/today: what is to be done now."""

from bot.dialogs import today as dialog
from bot.dialogs.today_addresses import Behind, BehindAt, Today, Undated
from bot.routes import Call, Reply, Routes
from usecases.today import Todays


class TodayHandlers:
    def __init__(self, use: Todays) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.command("today", self.open)
        routes.press(Today, self.page)
        routes.press(Undated, self.undated)
        routes.press(Behind, self.behind)
        routes.press(BehindAt, self.behind_at)

    async def open(self, call: Call) -> Reply:
        return Reply(dialog.today(await self._use.today(call.user_id)))

    async def page(self, call: Call, pressed: Today) -> Reply:
        return Reply(dialog.today(await self._use.today(call.user_id), pressed.page))

    async def undated(self, call: Call, pressed: Undated) -> Reply:
        return Reply(dialog.undated(await self._use.at(call.user_id, pressed.organisation), pressed.page))

    async def behind(self, call: Call, pressed: Behind) -> Reply:
        return Reply(dialog.behind(await self._use.behind(call.user_id, pressed.organisation), pressed.page))

    async def behind_at(self, call: Call, pressed: BehindAt) -> Reply:
        return Reply(dialog.behind_at(await self._use.behind_at(call.user_id, pressed.organisation), pressed.page))
