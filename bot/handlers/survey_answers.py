"""What was answered about pairs, for those who look after them."""

from bot.dialogs import survey_answers
from bot.dialogs.pair_addresses import PairSurveys
from bot.routes import Call, Reply, Routes
from usecases.survey_answers import SurveyAnswers


class SurveyAnswerHandlers:
    def __init__(self, use: SurveyAnswers) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.press(survey_answers.AskedPairs, self.pairs)
        routes.press(PairSurveys, self.of_pair)
        routes.press(survey_answers.Read, self.read)

    async def pairs(self, call: Call, pressed: survey_answers.AskedPairs) -> Reply:
        found = await self._use.pairs(call.user_id, pressed.organisation, pressed.page)
        return Reply(survey_answers.asked_pairs(found))

    async def of_pair(self, call: Call, pressed: PairSurveys) -> Reply:
        return Reply(survey_answers.asked_of_pair(await self._use.of_pair(call.user_id, pressed.pair, pressed.page)))

    async def read(self, call: Call, pressed: survey_answers.Read) -> Reply:
        return Reply(survey_answers.answers(await self._use.one(call.user_id, pressed.survey), pressed.leaf))
