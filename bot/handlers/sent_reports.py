"""/reports: what goes upward, and what is collected from below."""

from bot.dialogs import report_addresses as to
from bot.dialogs import report_rounds as rounds
from bot.dialogs import sent_reports as pages
from bot.routes import Call, Reply, Routes
from bot.screens import Paper
from bot.texts import sent_reports as said
from bot.texts import words
from documents import long_tables
from documents.report_paper import report_paper
from mentoring.free_text import concerns
from mentoring.ids import OrganisationId, ReportRoundId, SentReportId
from mentoring.people import AwaitedKind
from mentoring.report_rounds import RoundClosed
from mentoring.sent_reports import NothingToSend, WordsRefused, WrongState
from usecases.report_rounds import ReportRounds
from usecases.sent_reports import SentReports
from usecases.unit import StaleButton


class SentReportHandlers:
    """The sender's side, and the page both sides begin from."""

    def __init__(self, use: SentReports, rounds_: ReportRounds) -> None:
        self._use = use
        self._rounds = rounds_

    def register(self, routes: Routes) -> None:
        routes.command("reports", self.open)
        routes.press(to.Reports, self.home)
        routes.press(to.Own, self.own)
        routes.press(to.Send, self.send)
        routes.press(to.CallBack, self.call_back)
        routes.press(to.Note, self.note)
        routes.press(to.OwnFile, self.file)
        routes.text(AwaitedKind.REPORT_NOTE, self.set_note)

    async def open(self, call: Call) -> Reply:
        return await self._choice(call, 0)

    async def home(self, call: Call, pressed: to.Reports) -> Reply:
        if pressed.organisation is None:
            return await self._choice(call, pressed.page)
        return Reply(pages.home(await self._rounds.home(call.user_id, pressed.organisation), pressed.page))

    async def _choice(self, call: Call, page: int) -> Reply:
        places = await self._rounds.places(call.user_id)
        if len(places) > 1:
            return Reply(pages.pick_place(places, page))
        return Reply(pages.home(await self._rounds.home(call.user_id, places[0].id)))

    async def own(self, call: Call, pressed: to.Own) -> Reply:
        return await self._own(call, pressed.round, pressed.organisation)

    async def _own(self, call: Call, round_: ReportRoundId, place: OrganisationId, note: str | None = None) -> Reply:
        return Reply(pages.own(await self._use.look(call.user_id, round_, place), note))

    async def send(self, call: Call, pressed: to.Send) -> Reply:
        where = pressed.round, pressed.organisation
        if pressed.changes is None:
            page = await self._use.look(call.user_id, *where)
            return Reply(pages.send_asked(page) if page.sendable else pages.own(page))
        try:
            page = await self._use.send(call.user_id, *where, pressed.changes)
        except NothingToSend:
            return await self._own(call, *where, said.NOTHING_TO_SEND)
        except (WrongState, RoundClosed, StaleButton) as refused:
            return await self._own(call, *where, _why(refused))
        return Reply(pages.own(page), toast="Отчёт отправлен")

    async def call_back(self, call: Call, pressed: to.CallBack) -> Reply:
        where = pressed.round, pressed.organisation
        try:
            page = await self._use.call_back(call.user_id, *where, pressed.changes)
        except (WrongState, RoundClosed, StaleButton) as refused:
            return await self._own(call, *where, _why(refused))
        return Reply(pages.own(page), toast="Отчёт снова у Вас")

    async def note(self, call: Call, pressed: to.Note) -> Reply:
        where = pressed.round, pressed.organisation
        if pressed.drop is None:
            return await self._ask_note(call, *where)
        try:
            return Reply(pages.own(await self._use.set_note(call.user_id, *where, pressed.drop, None)))
        except (WrongState, RoundClosed, StaleButton) as refused:
            return await self._own(call, *where, _why(refused))

    async def _ask_note(
        self, call: Call, round_: ReportRoundId, place: OrganisationId, problem: str | None = None
    ) -> Reply:
        try:
            return Reply(pages.note_asked(await self._use.ask_note(call.user_id, round_, place), problem))
        except (WrongState, RoundClosed) as refused:
            return await self._own(call, round_, place, _why(refused))

    async def set_note(self, call: Call) -> Reply:
        found, place, changes = map(int, call.awaited_of)
        where = ReportRoundId(found), OrganisationId(place)
        try:
            page = await self._use.set_note(call.user_id, *where, changes, call.text)
        except WordsRefused as refused:
            return await self._ask_note(call, *where, said.PROBLEMS[refused.problem])
        except StaleButton:
            return await self._ask_note(call, *where, said.NOTE_CHANGED)
        except (WrongState, RoundClosed) as refused:
            return await self._own(call, *where, _why(refused))
        return Reply(pages.note_taken(page, concerns(call.text)))

    async def file(self, call: Call, pressed: to.OwnFile) -> Reply:
        if pressed.round is None:
            place, body = await self._use.own_numbers(call.user_id, pressed.organisation)
            under = (place.name, f"на {words.day_and_year(body.on)}")
            content = report_paper(said.OWN_TITLE, under, said.sections(body, place))
            return Reply(papers=(Paper(f"Числа_на_{body.on:%Y-%m-%d}.docx", content),))
        page = await self._use.look(call.user_id, pressed.round, pressed.organisation)
        if page.body is None:
            raise StaleButton
        content = report_paper(
            said.title(page.kind, page.round.year), said.under(page), said.sections(page.body, page.place)
        )
        name = said.file_name(page.kind, page.round.year, page.body.on, "docx")
        return Reply(pages.own(page), papers=(Paper(name, content),))


class ReportRoundHandlers:
    """The collector's side."""

    def __init__(self, use: ReportRounds) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.press(to.OpenRound, self.open)
        routes.press(to.Round, self.round)
        routes.press(to.Shelved, self.shelf)
        routes.press(to.Sum, self.sum)
        routes.press(to.SumFile, self.file)
        routes.press(to.RemindAll, self.remind)
        routes.press(to.AcceptAll, self.accept_all)
        routes.press(to.SetClosed, self.close)
        routes.press(to.Sent, self.sent)
        routes.press(to.Accept, self.accept)
        routes.press(to.AskComment, self.ask_comment)
        routes.press(to.Return, self.return_)
        routes.text(AwaitedKind.REPORT_COMMENT, self.comment)

    async def open(self, call: Call, pressed: to.OpenRound) -> Reply:
        if pressed.sure:
            found = await self._use.open(call.user_id, pressed.organisation, pressed.kind, pressed.year)
            return Reply(rounds.round_page(found), toast="Сбор открыт")
        home = await self._use.home(call.user_id, pressed.organisation)
        wanted = (pressed.kind, pressed.year)
        offered = [one for one in home.to_open if (one.kind.key, one.year) == wanted]
        if not offered:
            return Reply(pages.home(home))
        return Reply(rounds.open_asked(home.place, offered[0]))

    async def round(self, call: Call, pressed: to.Round) -> Reply:
        return Reply(rounds.round_page(await self._use.page(call.user_id, pressed.round)))

    async def shelf(self, call: Call, pressed: to.Shelved) -> Reply:
        return Reply(rounds.shelf(await self._use.page(call.user_id, pressed.round), pressed.shelf, pressed.page))

    async def sum(self, call: Call, pressed: to.Sum) -> Reply:
        return Reply(rounds.total(await self._use.sum(call.user_id, pressed.round)))

    async def file(self, call: Call, pressed: to.SumFile) -> Reply:
        found = await self._use.sum(call.user_id, pressed.round)
        page = found.page
        name = said.file_name(page.kind, page.round.year, page.today, "xlsx", several=True)
        return Reply(rounds.total(found), papers=(Paper(name, long_tables.as_xlsx(said.table(found))),))

    async def remind(self, call: Call, pressed: to.RemindAll) -> Reply:
        try:
            found = await self._use.remind(call.user_id, pressed.round)
        except RoundClosed as refused:
            return await self._round(call, pressed.round, _why(refused))
        return Reply(rounds.round_page(found.page), toast=rounds.reminded(found.organisations))

    async def accept_all(self, call: Call, pressed: to.AcceptAll) -> Reply:
        if pressed.seal is None:
            page = await self._use.page(call.user_id, pressed.round)
            return Reply(rounds.accept_all_asked(page) if page.acceptable else rounds.round_page(page))
        try:
            page, number = await self._use.accept_all(call.user_id, pressed.round, pressed.seal)
        except StaleButton:
            return await self._round(call, pressed.round, said.LOOK_AGAIN)
        except RoundClosed as refused:
            return await self._round(call, pressed.round, _why(refused))
        told = words.counted(number, "отчёт принят", "отчёта принято", "отчётов принято")
        return Reply(rounds.round_page(page), toast=told if number else "Ничего не ждёт решения")

    async def close(self, call: Call, pressed: to.SetClosed) -> Reply:
        if not pressed.sure:
            page = await self._use.page(call.user_id, pressed.round)
            return Reply(rounds.close_asked(page, closed=pressed.closed))
        page = await self._use.close(call.user_id, pressed.round, closed=pressed.closed)
        return Reply(rounds.round_page(page), toast="Сбор закрыт" if pressed.closed else "Сбор снова открыт")

    async def _round(self, call: Call, found: ReportRoundId, note: str) -> Reply:
        return Reply(rounds.round_page(await self._use.page(call.user_id, found), note))

    # -- one report --------------------------------------------------------------------------------------------

    async def sent(self, call: Call, pressed: to.Sent) -> Reply:
        return Reply(rounds.one(await self._use.one(call.user_id, pressed.report)))

    async def accept(self, call: Call, pressed: to.Accept) -> Reply:
        try:
            page = await self._use.accept(call.user_id, pressed.report, pressed.changes)
        except (WrongState, RoundClosed, StaleButton) as refused:
            return await self._one(call, pressed.report, _why(refused))
        return Reply(rounds.one(page), toast="Отчёт принят")

    async def ask_comment(self, call: Call, pressed: to.AskComment) -> Reply:
        try:
            return Reply(rounds.comment_asked(await self._use.ask_comment(call.user_id, pressed.report)))
        except (WrongState, RoundClosed) as refused:
            return await self._one(call, pressed.report, _why(refused))

    async def comment(self, call: Call) -> Reply:
        report = SentReportId(int(call.awaited_of[0]))
        try:
            page = await self._use.comment(call.user_id, report, call.text)
        except WordsRefused as refused:
            return Reply(rounds.comment_asked(await self._use.ask_comment(call.user_id, report), refused.problem))
        except (WrongState, RoundClosed) as refused:
            return await self._one(call, report, _why(refused))
        return Reply(rounds.return_asked(page, concerns(call.text)))

    async def return_(self, call: Call, pressed: to.Return) -> Reply:
        try:
            page = await self._use.return_(call.user_id, pressed.report, pressed.changes)
        except (WrongState, RoundClosed, StaleButton) as refused:
            return await self._one(call, pressed.report, _why(refused))
        return Reply(rounds.one(page), toast="Отчёт возвращён")

    async def _one(self, call: Call, report: SentReportId, note: str) -> Reply:
        return Reply(rounds.one(await self._use.one(call.user_id, report), note))


def _why(refused: WrongState | RoundClosed | StaleButton) -> str:
    match refused:
        case WrongState():
            return said.WRONG[refused.act, refused.state]
        case RoundClosed():
            return said.CLOSED
        case _:
            return said.LOOK_AGAIN
