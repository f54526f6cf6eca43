"""«Поговорить с психологом», for whoever waits for a mentor."""

from bot.dialogs import support
from bot.routes import Call, Reply, Routes
from usecases.search_again import Support


class SupportHandlers:
    def __init__(self, use: Support) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.press(support.AskTalk, self.ask_talk)

    async def ask_talk(self, call: Call, pressed: support.AskTalk) -> Reply:
        return Reply(support.talk_asked(await self._use.ask_talk(call.user_id, pressed.membership)))
