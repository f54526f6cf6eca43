"""Results of surveys sent to many."""

from bot.dialogs import campaign_results as dialog
from bot.dialogs.campaign_addresses import CampaignResults as Address
from bot.routes import Call, Reply, Routes
from usecases.campaign_results import CampaignResults


class CampaignResultHandlers:
    def __init__(self, use: CampaignResults) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.press(Address, self.results)

    async def results(self, call: Call, pressed: Address) -> Reply:
        return Reply(dialog.results(await self._use.results(call.user_id, pressed.campaign, pressed.page)))
