"""/today: what is to be done now."""

from bot.dialogs import today as dialog
from bot.dialogs.today_addresses import Behind, BehindAt, Today, Undated
from bot.routes import Call, Reply, Routes
from mentoring.standing import AtHome
from usecases.joining import Joining
from usecases.today import Todays


class TodayHandlers:
    def __init__(self, use: Todays, joining: Joining) -> None:
        self._use = use
        self._joining = joining

    def register(self, routes: Routes) -> None:
        routes.command("today", self.open)
        routes.press(Today, self.page)
        routes.press(Undated, self.undated)
        routes.press(Behind, self.behind)
        routes.press(BehindAt, self.behind_at)

    async def open(self, call: Call) -> Reply:
        return await self._today(call)

    async def page(self, call: Call, pressed: Today) -> Reply:
        return await self._today(call, pressed.page)

    async def _today(self, call: Call, page: int = 0) -> Reply:
        places, at = await self._use.today(call.user_id), await self._joining.look(call.user_id)
        return Reply(dialog.today(places, page, at.surveys if isinstance(at, AtHome) else ()))

    async def undated(self, call: Call, pressed: Undated) -> Reply:
        return Reply(dialog.undated(await self._use.at(call.user_id, pressed.organisation), pressed.page))

    async def behind(self, call: Call, pressed: Behind) -> Reply:
        return Reply(dialog.behind(await self._use.behind(call.user_id, pressed.organisation), pressed.page))

    async def behind_at(self, call: Call, pressed: BehindAt) -> Reply:
        return Reply(dialog.behind_at(await self._use.behind_at(call.user_id, pressed.organisation), pressed.page))
