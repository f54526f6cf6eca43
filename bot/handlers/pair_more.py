"""«Другие действия» of a pair's card."""

from bot.dialogs import pair_more
from bot.dialogs.pair_addresses import More
from bot.routes import Call, Reply, Routes
from usecases.pairing import Pairing


class PairMoreHandlers:
    def __init__(self, pairing: Pairing) -> None:
        self._pairing = pairing

    def register(self, routes: Routes) -> None:
        routes.press(More, self.more)

    async def more(self, call: Call, pressed: More) -> Reply:
        return Reply(pair_more.more(await self._pairing.card(call.user_id, pressed.pair)))
