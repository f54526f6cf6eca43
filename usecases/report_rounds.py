"""The collector's side of reports: a round is opened, watched, reminded of; reports are accepted or returned."""

import datetime
from dataclasses import dataclass, replace

from mentoring import report_letters, report_rounds
from mentoring import sent_reports as rules
from mentoring.access import Action, Forbidden, may
from mentoring.ids import OrganisationId, PersonId, ReportRoundId, SentReportId
from mentoring.letters import LetterKind
from mentoring.organisations import Organisation
from mentoring.people import Awaited, AwaitedKind, Caller
from mentoring.report_rounds import ReportRound, RoundClosed, RoundKind
from mentoring.sent_reports import (
    COMMENT_LIMIT,
    WAITED_FOR,
    Collected,
    Home,
    OnePage,
    ReportAct,
    ReportState,
    RoundPage,
    SentReport,
    Shelf,
    SumPage,
    ToOpen,
)
from storage import audit, organisations, people
from storage import letters as outbox
from storage import sent_reports as kept
from storage.database import Transaction
from storage.people import Moved
from usecases import report_numbers, road, sent_reports
from usecases.looking import look
from usecases.unit import Allowed, House, StaleButton, allowed, caller_of, retried


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many organisations hear of it; none when all of them were reminded today already."""

    page: RoundPage
    organisations: int


class ReportRounds:
    def __init__(self, house: House) -> None:
        self._house = house

    # -- looking -----------------------------------------------------------------------------------------------

    async def places(self, external_id: int) -> tuple[Organisation, ...]:
        """Where the caller sends or collects reports. Raises Forbidden when that is nowhere."""

        async def unit(transaction: Transaction, caller: Caller) -> tuple[Organisation, ...]:
            found = []
            for organisation in dict.fromkeys(held.organisation for held in caller.memberships):
                place = await road.organisation(transaction, organisation)
                if any(may(caller.grants, action, place.path) for action in RIGHTS):
                    found.append(place)
            if not found:
                raise Forbidden(Action.SEND_REPORTS)
            return tuple(found)

        return await look(self._house, external_id, unit)

    async def home(self, external_id: int, organisation: OrganisationId) -> Home:
        """Raises Forbidden."""

        async def unit(transaction: Transaction, caller: Caller) -> Home:
            place = await organisations.one(transaction, organisation)
            path = () if place is None else place.path
            sends, collects = (may(caller.grants, action, path) for action in RIGHTS)
            if place is None or not (sends or collects):
                raise Forbidden(Action.SEND_REPORTS)
            return await self._home(transaction, place, sends=sends, collects=collects)

        return await look(self._house, external_id, unit)

    async def page(self, external_id: int, found: ReportRoundId) -> RoundPage:
        """Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, _: Caller) -> RoundPage:
            round_, held = await self._collected(transaction, external_id, found)
            return await self._page(transaction, round_, held.organisation)

        return await look(self._house, external_id, unit)

    async def sum(self, external_id: int, found: ReportRoundId) -> SumPage:
        """Of the accepted reports. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, _: Caller) -> SumPage:
            round_, held = await self._collected(transaction, external_id, found)
            page = await self._page(transaction, round_, held.organisation)
            body = report_numbers.total(page)
            missing = report_numbers.missing(page)
            if body is None:
                return SumPage(page, None, missing)
            proves = await report_numbers.proves(transaction, page.place, page.kind, round_.due)
            return SumPage(page, body, missing, proves)

        return await look(self._house, external_id, unit)

    async def one(self, external_id: int, report: SentReportId) -> OnePage:
        """What was sent; of one that was called back only that. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, _: Caller) -> OnePage:
            round_, found, _held = await self._sent(transaction, external_id, report)
            return await self._one(transaction, round_, found)

        return await look(self._house, external_id, unit)

    # -- opening and closing -----------------------------------------------------------------------------------

    async def open(self, external_id: int, organisation: OrganisationId, kind: str, year: int) -> RoundPage:
        """Whoever presses again finds the round that is open already. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> RoundPage:
            held = await allowed(transaction, external_id, Action.COLLECT_REPORTS, organisation)
            place = held.organisation
            known = await kept.round_of(transaction, place.id, kind, year)
            if known is None:
                known = await self._open(transaction, held, self._kind(kind), year)
            return await self._page(transaction, known, place)

        return await retried(lambda: self._house.database.write(unit))

    async def _open(self, transaction: Transaction, held: Allowed, kind: RoundKind, year: int) -> ReportRound:
        """Raises StaleButton out of its time, and where nobody stands below; Moved when somebody was quicker."""
        place, now = held.organisation, self._house.now
        today = self._house.local_time(place).date()
        if kind.year_to_open(today) != year or not await kept.below(transaction, place.id, kind.sender):
            raise StaleButton
        due = report_rounds.last_day(kind, year, today, self._house.content.calendars(place))
        added = await kept.open_round(transaction, place.id, kind.key, year, due, now=now, by=held.actor)
        found = None if added is None else await kept.one_round(transaction, added)
        if found is None:
            raise Moved
        await audit.note(transaction, now, held.actor, "report_round_opened", place.id, f"report_round:{found.id}")
        for below, held_by in await readers(transaction, found, kind):
            local = self._house.local_time(below)
            await outbox.add_all(transaction, report_letters.asked(held_by, found.id, below.id, local))
        return found

    async def close(self, external_id: int, found: ReportRoundId, *, closed: bool) -> RoundPage:
        """Nothing is sent or decided any more; or again. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> RoundPage:
            round_, held = await self._collected(transaction, external_id, found)
            if round_.open is closed:
                now = self._house.now
                await kept.set_closed(transaction, found, now if closed else None)
                act = "report_round_closed" if closed else "report_round_reopened"
                await audit.note(transaction, now, held.actor, act, held.organisation.id, f"report_round:{found}")
                round_ = replace(round_, closed_at=now if closed else None)
            return await self._page(transaction, round_, held.organisation)

        return await self._house.database.write(unit)

    # -- reminding ---------------------------------------------------------------------------------------------

    async def remind(self, external_id: int, found: ReportRoundId) -> Reminded:
        """Whoever has not sent; once a day. Raises Forbidden, StaleButton, RoundClosed."""

        async def unit(transaction: Transaction) -> Reminded:
            round_, held = await self._collected(transaction, external_id, found, acting=True)
            here = held.organisation
            today, told = self._house.local_time(here).date(), 0
            page = await report_numbers.page(transaction, self._house, round_, here)
            late = {line.place.id for line in page.on(Shelf.MISSING)}
            for place, held_by in await readers(transaction, round_, page.kind):
                if place.id not in late:
                    continue
                letters = report_letters.urged(held_by, found, place.id, today, self._house.local_time(place))
                told += any([await outbox.add(transaction, letter) for letter in letters])
            return Reminded(page, told)

        return await self._house.database.write(unit)

    # -- deciding ----------------------------------------------------------------------------------------------

    async def accept(self, external_id: int, report: SentReportId, changes: int) -> OnePage:
        """What was looked at. Raises Forbidden, StaleButton, RoundClosed, WrongState."""
        return await self._decide(external_id, report, changes, ReportAct.ACCEPT)

    async def return_(self, external_id: int, report: SentReportId, changes: int) -> OnePage:
        """With the comment that was typed. Raises Forbidden, StaleButton, RoundClosed, WrongState."""
        return await self._decide(external_id, report, changes, ReportAct.RETURN)

    async def ask_comment(self, external_id: int, report: SentReportId) -> OnePage:
        """Why it comes back is typed next. Raises Forbidden, StaleButton, RoundClosed, WrongState."""

        async def unit(transaction: Transaction) -> OnePage:
            round_, found, _ = await self._sent(transaction, external_id, report, acting=True)
            rules.moved(ReportAct.RETURN, found.state)
            caller = await caller_of(transaction, external_id)
            await people.expect(transaction, caller.account, Awaited(AwaitedKind.REPORT_COMMENT, (str(report),)))
            return await self._one(transaction, round_, found)

        return await self._house.database.write(unit)

    async def comment(self, external_id: int, report: SentReportId, typed: str) -> OnePage:
        """Kept, and said when the report is returned. Raises as :meth:`ask_comment`, and WordsRefused."""
        words = rules.words(typed, COMMENT_LIMIT)

        async def unit(transaction: Transaction) -> OnePage:
            round_, found, _ = await self._sent(transaction, external_id, report, acting=True)
            rules.moved(ReportAct.RETURN, found.state)
            caller = await caller_of(transaction, external_id)
            await people.expect(transaction, caller.account, None)
            await kept.set_comment(transaction, found, words)
            return await self._one(transaction, round_, replace(found, comment=words, changes=found.changes + 1))

        return await retried(lambda: self._house.database.write(unit))

    async def accept_all(self, external_id: int, found: ReportRoundId, seal: int) -> tuple[RoundPage, int]:
        """All that wait, if they are those that were looked at; with how many.

        Raises Forbidden, StaleButton, RoundClosed.
        """

        async def unit(transaction: Transaction) -> tuple[RoundPage, int]:
            round_, held = await self._collected(transaction, external_id, found, acting=True)
            page = await self._page(transaction, round_, held.organisation)
            waiting = [line.report for line in page.on(Shelf.WAITING) if line.report is not None]
            if waiting and page.seal != seal:
                raise StaleButton
            for report in waiting:
                await self._decided(transaction, report, ReportAct.ACCEPT, held.actor)
            return await self._page(transaction, round_, held.organisation), len(waiting)

        return await retried(lambda: self._house.database.write(unit))

    async def _decide(self, external_id: int, report: SentReportId, changes: int, act: ReportAct) -> OnePage:
        async def unit(transaction: Transaction) -> OnePage:
            round_, found, held = await self._sent(transaction, external_id, report, acting=True)
            rules.moved(act, found.state)
            if found.changes != changes or (act is ReportAct.RETURN and not found.comment):
                raise StaleButton
            await self._decided(transaction, found, act, held.actor)
            round_, found, _ = await self._sent(transaction, external_id, report)
            return await self._one(transaction, round_, found)

        return await retried(lambda: self._house.database.write(unit))

    async def _decided(self, transaction: Transaction, found: SentReport, act: ReportAct, actor: str) -> None:
        state = rules.moved(act, found.state)
        await kept.decide(transaction, found, act, state, now=self._house.now, by=actor)
        place = await road.organisation(transaction, found.organisation)
        held_by = await people.holders(transaction, place.id, report_letters.senders(place.level))
        local = self._house.local_time(place)
        letters = report_letters.decided(TOLD[act], held_by, found.id, found.changes, local)
        await outbox.add_all(transaction, letters)

    # -- inside ------------------------------------------------------------------------------------------------

    async def _home(self, transaction: Transaction, place: Organisation, *, sends: bool, collects: bool) -> Home:
        above = await road.organisation(transaction, place.path[-2]) if len(place.path) > 1 else None
        today = self._house.local_time(place).date()
        mine = await sent_reports.mine(transaction, self._house, place) if sends else ()
        if not collects:
            return Home(place, today, above, sends, collects, mine)
        collected = [await self._told(transaction, one) for one in await kept.rounds(transaction, place.id)]
        offered = await to_open(transaction, self._house, place)
        return Home(place, today, above, sends, collects, mine, tuple(collected), offered, self._next(today))

    def _next(self, today: datetime.date) -> datetime.date:
        """The day on which the next round will be proposed."""
        kinds = self._house.content.report_rounds.values()
        days = [kind.proposed_on(year) for kind in kinds for year in (today.year, today.year + 1)]
        return min(day for day in days if day > today)

    async def _told(self, transaction: Transaction, found: ReportRound) -> Collected:
        kind = self._kind(found.kind)
        places = [place for place, _ in await kept.below(transaction, found.organisation, kind.sender)]
        states = await kept.states(transaction, found.id)
        each = [states.get(place, ReportState.NOT_SENT) for place in places]
        waiting, accepted = each.count(ReportState.SENT), each.count(ReportState.ACCEPTED)
        return Collected(found, kind, len(places), waiting + accepted, waiting)

    def _kind(self, key: str) -> RoundKind:
        """Raises StaleButton."""
        found = self._house.content.report_rounds.get(key)
        if found is None:
            raise StaleButton
        return found

    async def _page(self, transaction: Transaction, found: ReportRound, place: Organisation) -> RoundPage:
        return await report_numbers.page(transaction, self._house, found, place)

    async def _one(self, transaction: Transaction, round_: ReportRound, report: SentReport) -> OnePage:
        place = await road.organisation(transaction, report.organisation)
        events = await sent_reports.history(transaction, report, place)
        today = self._house.local_time(place).date()
        return OnePage(round_, self._kind(round_.kind), place, report, events, today)

    async def _collected(
        self, transaction: Transaction, external_id: int, found: ReportRoundId, *, acting: bool = False
    ) -> tuple[ReportRound, Allowed]:
        """Raises Forbidden, StaleButton; RoundClosed where something is to be done in it."""
        round_ = await kept.one_round(transaction, found)
        if round_ is None:
            raise StaleButton
        held = await allowed(transaction, external_id, Action.COLLECT_REPORTS, round_.organisation)
        self._kind(round_.kind)
        if acting and not round_.open:
            raise RoundClosed
        return round_, held

    async def _sent(
        self, transaction: Transaction, external_id: int, report: SentReportId, *, acting: bool = False
    ) -> tuple[ReportRound, SentReport, Allowed]:
        """Raises Forbidden, StaleButton, RoundClosed."""
        kept_ = await kept.one(transaction, report)
        if kept_ is None:
            raise StaleButton
        round_, held = await self._collected(transaction, external_id, kept_[0], acting=acting)
        return round_, kept_[1], held


RIGHTS = (Action.SEND_REPORTS, Action.COLLECT_REPORTS)

TOLD = {ReportAct.ACCEPT: LetterKind.REPORT_ACCEPTED, ReportAct.RETURN: LetterKind.REPORT_RETURNED}


async def readers(
    transaction: Transaction, found: ReportRound, kind: RoundKind
) -> list[tuple[Organisation, list[PersonId]]]:
    """Those right below who have somebody that sends, with who that is."""
    each = []
    for place, _ in await kept.below(transaction, found.organisation, kind.sender):
        if held := await people.holders(transaction, place, report_letters.senders(kind.sender)):
            each.append((await road.organisation(transaction, place), held))
    return each


async def to_open(transaction: Transaction, house: House, place: Organisation) -> tuple[ToOpen, ...]:
    """Rounds whose time it is and that are not opened yet."""
    today, days = house.local_time(place).date(), house.content.calendars(place)
    found = []
    for kind in house.content.report_rounds.values():
        year = kind.year_to_open(today)
        if year is None or await kept.round_of(transaction, place.id, kind.key, year) is not None:
            continue
        if places := await kept.below(transaction, place.id, kind.sender):
            due = report_rounds.last_day(kind, year, today, days)
            found.append(ToOpen(kind, year, due, len(places)))
    return tuple(found)


async def to_decide(transaction: Transaction, place: Organisation) -> int:
    """How many reports wait for a word in rounds that are open."""
    number = 0
    for found in await kept.rounds(transaction, place.id):
        if found.open:
            number += list((await kept.states(transaction, found.id)).values()).count(ReportState.SENT)
    return number


async def remind(transaction: Transaction, house: House) -> int:
    """The reminders of the day, in all rounds, to those who have not sent. Returns how many letters."""
    written = 0
    # Nobody's clock is more than a day away from this one.
    since = house.clock.now().date() - datetime.timedelta(days=1)
    for found in await kept.open_rounds(transaction, since):
        kind = house.content.report_rounds.get(found.kind)
        if kind is not None:
            written += await _remind(transaction, house, found, kind)
    return written


async def _remind(transaction: Transaction, house: House, found: ReportRound, kind: RoundKind) -> int:
    above, written = await road.organisation(transaction, found.organisation), 0
    opened = datetime.datetime.fromtimestamp(found.opened_at, house.local_time(above).tzinfo).date()
    states = await kept.states(transaction, found.id)
    for place, held in await readers(transaction, found, kind):
        if states.get(place.id, ReportState.NOT_SENT) not in WAITED_FOR:
            continue
        local, days = house.local_time(place), house.content.calendars(place)
        step = report_rounds.step(kind, found, opened, local.date(), days)
        for letter in report_letters.waits(held, found.id, place.id, step, local, days) if step is not None else ():
            written += await outbox.add(transaction, letter)
    return written
