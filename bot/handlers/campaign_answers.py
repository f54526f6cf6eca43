"""Surveys sent to many: what is promised, then the screens of questionnaires."""

from bot.dialogs import campaign_answers, questionnaire
from bot.dialogs.campaign_addresses import AnswerCampaign
from bot.dialogs.standing import standing
from bot.routes import Call, Reply, Routes
from bot.screens import Address
from mentoring.standing import CampaignOver
from usecases.campaign_answering import CampaignAnswering
from usecases.questionnaires import Questionnaires

OF_ATTEMPTS = (
    questionnaire.Ask,
    questionnaire.Choose,
    questionnaire.Mark,
    questionnaire.Confirm,
    questionnaire.Skip,
    questionnaire.Review,
    questionnaire.Send,
)


class CampaignAnswerHandlers:
    def __init__(self, use: CampaignAnswering, questionnaires: Questionnaires) -> None:
        self._use = use
        self._questionnaires = questionnaires

    def register(self, routes: Routes) -> None:
        routes.press(AnswerCampaign, self.offer)
        routes.press(campaign_answers.BeginCampaign, self.begin)
        routes.instead.append(self.instead)

    async def offer(self, call: Call, pressed: AnswerCampaign) -> Reply:
        return Reply(standing(await self._use.offered(call.user_id, pressed.campaign)))

    async def begin(self, call: Call, pressed: campaign_answers.BeginCampaign) -> Reply:
        begun = await self._use.begin(call.user_id, pressed.campaign)
        if isinstance(begun, CampaignOver):
            return Reply(campaign_answers.over(begun))
        return Reply(standing(await self._questionnaires.review(call.user_id, begun)))

    async def instead(self, call: Call, what: Address) -> Reply | None:
        """Of a question whose survey has been closed meanwhile: that it is closed."""
        if not isinstance(what, OF_ATTEMPTS):
            return None
        over = await self._use.over(call.user_id, what.attempt)
        if over is None:
            sent = isinstance(what, questionnaire.Send) and await self._use.gone(call.user_id, what.attempt)
            return Reply(campaign_answers.sent_before(), toast=campaign_answers.NO_DRAFT) if sent else None
        toast = campaign_answers.ANSWERED if over.answered else campaign_answers.CLOSED
        return Reply(campaign_answers.over(over), toast=toast)
