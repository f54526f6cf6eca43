"""/mydata."""

from bot.dialogs import my_data
from bot.routes import Call, Reply, Routes
from bot.screens import Paper
from documents import consent_paper
from usecases.joining import Joining
from usecases.my_data import MyData
from usecases.unit import NotKnown


class MyDataHandlers:
    def __init__(self, use: MyData, joining: Joining) -> None:
        self._use = use
        self._joining = joining

    def register(self, routes: Routes) -> None:
        routes.command("mydata", self.open)
        routes.press(my_data.Data, self.page)
        routes.press(my_data.Text, self.text)
        routes.press(my_data.TextFile, self.text_file)
        routes.press(my_data.Answers, self.answers)
        routes.press(my_data.Surveys, self.surveys)
        routes.press(my_data.Survey, self.survey)
        routes.press(my_data.Campaigns, self.campaigns)
        routes.press(my_data.Campaign, self.campaign)
        routes.press(my_data.AskWithdrawal, self.ask_withdrawal)
        routes.press(my_data.Withdraw, self.withdraw)

    async def open(self, call: Call) -> Reply:
        return await self.page(call, my_data.Data())

    async def page(self, call: Call, pressed: my_data.Data) -> Reply:
        try:
            return Reply(my_data.about_me(await self._use.look(call.user_id), pressed.page))
        except NotKnown:
            return Reply(my_data.nothing_kept())

    async def answers(self, call: Call, pressed: my_data.Answers) -> Reply:
        read = await self._use.answers(call.user_id, pressed.membership)
        return Reply(my_data.my_answers(read, pressed.leaf, membership=pressed.membership))

    async def surveys(self, call: Call, pressed: my_data.Surveys) -> Reply:
        return Reply(my_data.my_surveys(await self._use.surveys(call.user_id, pressed.organisation, pressed.page)))

    async def survey(self, call: Call, pressed: my_data.Survey) -> Reply:
        read = await self._use.survey(call.user_id, pressed.survey)
        return Reply(my_data.my_survey(read, pressed.leaf, survey=pressed.survey))

    async def campaigns(self, call: Call, pressed: my_data.Campaigns) -> Reply:
        found = await self._use.campaigns(call.user_id, pressed.organisation, pressed.page)
        return Reply(my_data.my_campaigns(found))

    async def campaign(self, call: Call, pressed: my_data.Campaign) -> Reply:
        read = await self._use.campaign(call.user_id, pressed.campaign)
        return Reply(my_data.my_campaign(read, pressed.leaf, campaign=pressed.campaign))

    async def text(self, call: Call, pressed: my_data.Text) -> Reply:
        return Reply(my_data.consent_text(await self._use.consent(call.user_id, pressed.consent), pressed.leaf))

    async def text_file(self, call: Call, pressed: my_data.TextFile) -> Reply:
        read = await self._use.consent(call.user_id, pressed.consent)
        title = my_data.DOCUMENTS[read.consent.kind]
        return Reply(papers=(Paper("Согласие.docx", consent_paper.chat_consent(title, read.text)),))

    async def ask_withdrawal(self, call: Call, pressed: my_data.AskWithdrawal) -> Reply:
        return Reply(my_data.withdrawal_asked(await self._use.ask_withdrawal(call.user_id, pressed.membership)))

    async def withdraw(self, call: Call, pressed: my_data.Withdraw) -> Reply:
        pupil = await self._use.pupil(call.user_id)
        organisation = await self._joining.withdraw(call.user_id, pressed.membership)
        return Reply(my_data.withdrawn(organisation, pupil=pupil), toast="Согласие отозвано")
