"""Surveys about a pair: asked, begun, then answered on the screens of questionnaires."""

from bot.dialogs import pairs, surveys
from bot.dialogs.standing import standing
from bot.routes import Call, Reply, Routes
from usecases.pairing import Pairing
from usecases.questionnaires import Questionnaires
from usecases.surveying import Surveys


class SurveyHandlers:
    def __init__(self, use: Surveys, questionnaires: Questionnaires, pairing: Pairing) -> None:
        self._use = use
        self._questionnaires = questionnaires
        self._pairing = pairing

    def register(self, routes: Routes) -> None:
        routes.press(surveys.Answer, self.answer)
        routes.press(surveys.Begin, self.begin)

    async def answer(self, call: Call, pressed: surveys.Answer) -> Reply:
        offered = await self._use.next(call.user_id, pressed.pair)
        if offered is None:
            card = await self._pairing.card(call.user_id, pressed.pair)
            return Reply(pairs.card(card), toast=surveys.NOTHING_WAITS)
        return Reply(surveys.offered(offered))

    async def begin(self, call: Call, pressed: surveys.Begin) -> Reply:
        attempt = await self._use.begin(call.user_id, pressed.survey)
        return Reply(standing(await self._questionnaires.review(call.user_id, attempt)))
