"""«Не доходят письма»: whom to call."""

from bot.dialogs import reaching as dialog
from bot.dialogs.reaching_addresses import Unreached
from bot.routes import Call, Reply, Routes
from usecases.reaching import Reaching


class ReachingHandlers:
    def __init__(self, use: Reaching) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.press(Unreached, self.unreached)

    async def unreached(self, call: Call, pressed: Unreached) -> Reply:
        return Reply(dialog.unreached(await self._use.unreached(call.user_id, pressed.organisation), pressed.page))
