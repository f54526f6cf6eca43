"""The regional bank and the plan-order of courses."""

from bot.dialogs import courses, regional_bank
from bot.dialogs import register_addresses as to
from bot.handlers.registers import sheet
from bot.routes import Call, Reply, Routes
from bot.screens import Paper
from bot.texts import register_tables
from documents import consent_paper
from mentoring.ids import MembershipId
from mentoring.papers import PaperRefused
from mentoring.people import AwaitedKind
from mentoring.regional_bank import ExternalIdRefused, PaperAct
from usecases.courses import Courses
from usecases.regional_bank import RegionalBanks


class RegionalBankHandlers:
    def __init__(self, use: RegionalBanks, orders: Courses) -> None:
        self._use = use
        self._orders = orders

    def register(self, routes: Routes) -> None:
        routes.press(to.SchoolsPart, self.school)
        routes.press(to.BankPerson, self.card)
        routes.press(to.BankPaper, self.ask_paper)
        routes.press(to.BankBlank, self.blank)
        routes.press(to.ExternalId, self.external_id)
        routes.press(to.RegionalBank, self.region)
        routes.press(to.Courses, self.courses)
        routes.text(AwaitedKind.BANK_PAPER, self.mark)
        routes.text(AwaitedKind.EXTERNAL_ID, self.set_external_id)

    async def school(self, call: Call, pressed: to.SchoolsPart) -> Reply:
        found = await self._use.school(call.user_id, pressed.organisation, pressed.chosen)
        return Reply(regional_bank.school(found, pressed.page))

    async def card(self, call: Call, pressed: to.BankPerson) -> Reply:
        return Reply(regional_bank.card(await self._use.card(call.user_id, pressed.membership)))

    async def ask_paper(self, call: Call, pressed: to.BankPaper) -> Reply:
        found = await self._use.ask_paper(call.user_id, pressed.membership, pressed.act)
        return Reply(regional_bank.paper_asked(found, pressed.act))

    async def mark(self, call: Call) -> Reply:
        membership, act = MembershipId(int(call.awaited_of[0])), PaperAct(call.awaited_of[1])
        try:
            return Reply(regional_bank.card(await self._use.mark(call.user_id, membership, act, call.text)))
        except PaperRefused as refused:
            found = await self._use.ask_paper(call.user_id, membership, act)
            return Reply(regional_bank.paper_asked(found, act, refused.problem))

    async def blank(self, call: Call, pressed: to.BankBlank) -> Reply:
        asked = await self._use.blank(call.user_id, pressed.membership)
        content = consent_paper.parent_paper(asked.text.title, asked.filled)
        return Reply(papers=(Paper(f"Согласие_на_региональный_банк_{asked.code}.docx", content),))

    async def external_id(self, call: Call, pressed: to.ExternalId) -> Reply:
        if pressed.away:
            found = await self._use.set_external_id(call.user_id, pressed.membership, None)
            return Reply(regional_bank.card(found), toast="Номер убран")
        return Reply(regional_bank.external_id_asked(await self._use.ask_external_id(call.user_id, pressed.membership)))

    async def set_external_id(self, call: Call) -> Reply:
        membership = MembershipId(int(call.awaited_of[0]))
        try:
            return Reply(regional_bank.card(await self._use.set_external_id(call.user_id, membership, call.text)))
        except ExternalIdRefused:
            found = await self._use.ask_external_id(call.user_id, membership)
            return Reply(regional_bank.external_id_asked(found, regional_bank.EXTERNAL_ID_REFUSED))

    async def region(self, call: Call, pressed: to.RegionalBank) -> Reply:
        if pressed.file:
            found = await self._use.export(call.user_id, pressed.region)
            return await sheet(register_tables.regional_bank(found), f"Региональный_банк_{call.now:%Y-%m-%d}")
        return Reply(regional_bank.region(await self._use.region(call.user_id, pressed.region)))

    async def courses(self, call: Call, pressed: to.Courses) -> Reply:
        order = await self._orders.order(call.user_id, pressed.place)
        if pressed.file:
            return await sheet(register_tables.courses(order), f"Курсы_{call.now:%Y-%m-%d}")
        return Reply(courses.courses(order))
