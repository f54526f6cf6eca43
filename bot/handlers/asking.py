"""«Вопрос куратору», «Нужна помощь», and the answers."""

from bot.dialogs import asking as dialog
from bot.dialogs.help_addresses import Ask, Danger, Requests
from bot.routes import Call, Reply, Routes
from mentoring.help_requests import HelpClosed
from usecases.asking import Asking


class AskingHandlers:
    def __init__(self, use: Asking) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.press(Ask, self.ask)
        routes.press(dialog.Wish, self.wish)
        routes.press(Requests, self.requests)
        routes.press(dialog.Request, self.request)
        routes.press(dialog.Answer, self.answer)
        routes.press(Danger, self.danger)
        routes.overhears.append(self.overhear)

    async def ask(self, call: Call, pressed: Ask) -> Reply:
        if pressed.topic is None:
            return Reply(dialog.topics(await self._use.about(call.user_id, pressed.pair)))
        return Reply(dialog.asked(await self._use.ask(call.user_id, pressed.pair, pressed.topic)))

    async def wish(self, call: Call, pressed: dialog.Wish) -> Reply:
        return Reply(dialog.sure(await self._use.about(call.user_id, pressed.pair), pressed.topic))

    async def requests(self, call: Call, pressed: Requests) -> Reply:
        return Reply(dialog.requests(await self._use.requests(call.user_id, pressed.organisation, pressed.page)))

    async def request(self, call: Call, pressed: dialog.Request) -> Reply:
        return Reply(dialog.request(await self._use.request(call.user_id, pressed.request)))

    async def answer(self, call: Call, pressed: dialog.Answer) -> Reply:
        try:
            return Reply(dialog.request(await self._use.answer(call.user_id, pressed.request, pressed.state)))
        except HelpClosed:
            found = await self._use.request(call.user_id, pressed.request)
            return Reply(dialog.request(found), toast=dialog.ANSWERED_ALREADY)

    async def danger(self, call: Call, _: Danger) -> Reply:
        await self._use.call_for_help(call.user_id)
        return Reply(dialog.danger())

    async def overhear(self, call: Call) -> Reply | None:
        return Reply(dialog.overheard()) if await self._use.overhear(call.user_id, call.text) else None
