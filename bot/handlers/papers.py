"""/papers: parents' consents on paper."""

from bot.dialogs import papers
from bot.routes import Call, Reply, Routes
from bot.screens import Paper
from documents import consent_paper
from mentoring.ids import MembershipId
from mentoring.papers import PaperRefused, Representative
from mentoring.people import AwaitedKind
from usecases.papers import AgeProven, AlreadyNoted, Papers


class PapersHandlers:
    def __init__(self, use: Papers) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.command("papers", self.open)
        routes.press(papers.Papers, self.waiting)
        routes.press(papers.Case, self.case)
        routes.press(papers.Note, self.who_signed)
        routes.press(papers.SignedBy, self.ask_number)
        routes.press(papers.TakeBack, self.take_back)
        routes.press(papers.Blank, self.blank)
        routes.press(papers.Adult, self.adult)
        routes.text(AwaitedKind.PAPER, self.note)

    async def open(self, call: Call) -> Reply:
        places = await self._use.places(call.user_id)
        if len(places) > 1:
            return Reply(papers.pick_papers(places))
        return Reply(papers.paper_list(await self._use.waiting(call.user_id, places[0].id)))

    async def waiting(self, call: Call, pressed: papers.Papers) -> Reply:
        return Reply(papers.paper_list(await self._use.waiting(call.user_id, pressed.organisation), pressed.page))

    async def case(self, call: Call, pressed: papers.Case) -> Reply:
        return Reply(papers.paper_case(await self._use.case(call.user_id, pressed.membership)))

    async def who_signed(self, call: Call, pressed: papers.Note) -> Reply:
        case = await self._use.case(call.user_id, pressed.membership)
        if case.mark is not None:
            return Reply(papers.paper_case(case, papers.ALREADY_NOTED))
        return Reply(papers.who_signed(case))

    async def ask_number(self, call: Call, pressed: papers.SignedBy) -> Reply:
        try:
            asked = await self._use.ask_number(call.user_id, pressed.membership, pressed.representative)
        except AlreadyNoted as noted:
            return Reply(papers.paper_case(noted.case, papers.ALREADY_NOTED))
        return Reply(papers.number_asked(asked))

    async def note(self, call: Call) -> Reply:
        membership, representative = MembershipId(int(call.awaited_of[0])), Representative(call.awaited_of[1])
        try:
            return Reply(papers.paper_case(await self._use.note(call.user_id, membership, representative, call.text)))
        except AlreadyNoted as noted:
            return Reply(papers.paper_case(noted.case, papers.ALREADY_NOTED))
        except PaperRefused as refused:
            asked = await self._use.ask_number(call.user_id, membership, representative)
            return Reply(papers.number_asked(asked, refused.problem))

    async def take_back(self, call: Call, pressed: papers.TakeBack) -> Reply:
        case = await self._use.take_back(call.user_id, pressed.membership, pressed.consent)
        return Reply(papers.paper_case(case, papers.TAKEN_BACK))

    async def adult(self, call: Call, pressed: papers.Adult) -> Reply:
        if not pressed.sure:
            return Reply(papers.adult_asked(await self._use.case(call.user_id, pressed.membership)))
        try:
            organisation = await self._use.declare_adult(call.user_id, pressed.membership)
        except AgeProven as proven:
            return Reply(papers.paper_case(proven.case, papers.AGE_PROVEN))
        return Reply(papers.paper_list(await self._use.waiting(call.user_id, organisation)), toast="Записано")

    async def blank(self, call: Call, pressed: papers.Blank) -> Reply:
        asked = await self._use.blank(call.user_id, pressed.membership)
        content = consent_paper.parent_paper(asked.text.title, asked.filled)
        return Reply(papers=(Paper(f"Согласие_родителя_{asked.code}.docx", content),))
