"""Another mentor for a pair."""

from bot.dialogs import replacing as dialog
from bot.handlers.pair_acts import acted, refused
from bot.routes import Call, Reply, Routes
from mentoring.ids import PairId
from mentoring.pair_moves import Impossible
from usecases.choosing import MentorFull
from usecases.pairing import Pairing
from usecases.replacing import Replacing
from usecases.unit import StaleButton


class ReplacingHandlers:
    def __init__(self, use: Replacing, pairing: Pairing) -> None:
        self._use = use
        self._pairing = pairing

    def register(self, routes: Routes) -> None:
        routes.press(dialog.Replace, self.mentors)
        routes.press(dialog.Choose, self.choose)

    async def mentors(self, call: Call, pressed: dialog.Replace) -> Reply:
        return await self._mentors(call, pressed.pair, pressed.page)

    async def choose(self, call: Call, pressed: dialog.Choose) -> Reply:
        if pressed.sure:
            try:
                act = self._use.replace(call.user_id, pressed.pair, pressed.mentor)
                return await acted(self._pairing, call, pressed.pair, act, "Предложение отправлено")
            except MentorFull:
                return await self._mentors(call, pressed.pair, 0, dialog.NOBODY_ELSE)
        try:
            shown, found = await self._use.suggestions(call.user_id, pressed.pair)
        except Impossible as refusal:
            return await refused(self._pairing, call, pressed.pair, refusal)
        one = next((one for one in found if one.partner.membership == pressed.mentor), None)
        if one is None:
            raise StaleButton
        return Reply(dialog.sure(shown, one))

    async def _mentors(self, call: Call, pair: PairId, page: int, toast: str | None = None) -> Reply:
        try:
            shown, found = await self._use.suggestions(call.user_id, pair)
        except Impossible as refusal:
            return await refused(self._pairing, call, pair, refusal)
        return Reply(dialog.mentors(shown, found, page), toast=toast, alert=toast is not None)
