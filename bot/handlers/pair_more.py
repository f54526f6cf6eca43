"""«Другие действия» of a pair's card, and its history."""

from bot.dialogs import pair_history, pair_more
from bot.dialogs.pair_addresses import More
from bot.routes import Call, Reply, Routes
from usecases.pair_history import PairHistories
from usecases.pairing import Pairing


class PairMoreHandlers:
    def __init__(self, pairing: Pairing, histories: PairHistories) -> None:
        self._pairing = pairing
        self._histories = histories

    def register(self, routes: Routes) -> None:
        routes.press(More, self.more)
        routes.press(pair_history.History, self.history)

    async def more(self, call: Call, pressed: More) -> Reply:
        return Reply(pair_more.more(await self._pairing.card(call.user_id, pressed.pair)))

    async def history(self, call: Call, pressed: pair_history.History) -> Reply:
        return Reply(pair_history.history(await self._histories.history(call.user_id, pressed.pair, pressed.page)))
