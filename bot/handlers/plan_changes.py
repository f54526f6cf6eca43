"""Another version of a plan: answers, and the versions there were."""

from bot.dialogs import plan_changes as dialog
from bot.handlers.pair_acts import acted
from bot.routes import Call, Reply, Routes
from usecases.pairing import Pairing
from usecases.plan_changes import PlanChanges
from usecases.unit import StaleButton


class PlanChangeHandlers:
    def __init__(self, use: PlanChanges, pairing: Pairing) -> None:
        self._use = use
        self._pairing = pairing

    def register(self, routes: Routes) -> None:
        routes.press(dialog.Agree, self.agree)
        routes.press(dialog.Approve, self.approve)
        routes.press(dialog.Reject, self.reject)
        routes.press(dialog.Versions, self.versions)

    async def agree(self, call: Call, pressed: dialog.Agree) -> Reply:
        act = self._use.agree(call.user_id, pressed.pair, pressed.version)
        return await acted(self._pairing, call, pressed.pair, act)

    async def approve(self, call: Call, pressed: dialog.Approve) -> Reply:
        act = self._use.approve(call.user_id, pressed.pair, pressed.version)
        return await acted(self._pairing, call, pressed.pair, act)

    async def reject(self, call: Call, pressed: dialog.Reject) -> Reply:
        act = self._use.reject(call.user_id, pressed.pair, pressed.version)
        return await acted(self._pairing, call, pressed.pair, act, "План остаётся прежним")

    async def versions(self, call: Call, pressed: dialog.Versions) -> Reply:
        shown, kept = await self._use.versions(call.user_id, pressed.pair)
        if not kept:
            raise StaleButton
        return Reply(dialog.version(shown, kept, pressed.version))
