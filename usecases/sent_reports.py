"""The sender's side of reports: looked at, explained in a line, sent and frozen, called back, sent again."""

from dataclasses import dataclass

from mentoring import report_letters
from mentoring import sent_reports as rules
from mentoring.access import Action
from mentoring.ids import OrganisationId, ReportRoundId
from mentoring.organisations import Organisation
from mentoring.people import Awaited, AwaitedKind, Caller
from mentoring.report_bodies import Body, gaps
from mentoring.report_rounds import ReportRound, RoundClosed
from mentoring.roles import Level
from mentoring.sent_reports import (
    NOTE_LIMIT,
    WAITED_FOR,
    Mine,
    NothingToSend,
    OwnPage,
    ReportAct,
    ReportEvent,
    ReportState,
    SentReport,
)
from storage import letters as outbox
from storage import people
from storage import sent_reports as kept
from storage.database import Transaction
from usecases import report_numbers, road
from usecases.looking import local_day, look
from usecases.unit import House, StaleButton, allowed, caller_of, retried


@dataclass(frozen=True, slots=True)
class Asked:
    """A round that asks a place for its report."""

    round: ReportRound
    place: Organisation
    actor: str


class SentReports:
    def __init__(self, house: House) -> None:
        self._house = house

    async def look(self, external_id: int, found: ReportRoundId, place: OrganisationId) -> OwnPage:
        """Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, _: Caller) -> OwnPage:
            asked = await self._asked(transaction, external_id, found, place)
            return await self._page(transaction, asked)

        return await look(self._house, external_id, unit)

    async def own_numbers(self, external_id: int, place: OrganisationId) -> tuple[Organisation, Body]:
        """A school's report as it would be today, for itself. Raises Forbidden, StaleButton above a school."""

        async def unit(transaction: Transaction, _: Caller) -> tuple[Organisation, Body]:
            here = (await allowed(transaction, external_id, Action.SEND_REPORTS, place)).organisation
            if here.level is not Level.ORGANISATION:
                raise StaleButton
            month = self._house.local_time(here).date().replace(day=1)
            return here, await report_numbers.of_school(transaction, self._house, here, month, None)

        return await look(self._house, external_id, unit)

    # -- the organisation's own words --------------------------------------------------------------------------

    async def ask_note(self, external_id: int, found: ReportRoundId, place: OrganisationId) -> OwnPage:
        """The words are typed next. Raises Forbidden, StaleButton, RoundClosed, WrongState."""

        async def unit(transaction: Transaction) -> OwnPage:
            asked = await self._demanded(transaction, external_id, found, place)
            report = await self._demand_open(transaction, asked)
            caller = await caller_of(transaction, external_id)
            awaited = Awaited(AwaitedKind.REPORT_NOTE, (str(found), str(place), str(report.changes)))
            await people.expect(transaction, caller.account, awaited)
            return await self._page(transaction, asked)

        return await self._house.database.write(unit)

    async def set_note(
        self, external_id: int, found: ReportRoundId, place: OrganisationId, changes: int, typed: str | None
    ) -> OwnPage:
        """None takes it away. Raises Forbidden, RoundClosed, WrongState, WordsRefused.

        ``changes``: of the report that was seen; StaleButton when a colleague has written meanwhile.
        """
        note = None if typed is None else rules.words(typed, NOTE_LIMIT)

        async def unit(transaction: Transaction) -> OwnPage:
            asked = await self._demanded(transaction, external_id, found, place)
            report = await self._demand_open(transaction, asked)
            if report.changes != changes:
                raise StaleButton
            caller = await caller_of(transaction, external_id)
            await people.expect(transaction, caller.account, None)
            await kept.set_note(transaction, report, note)
            return await self._page(transaction, asked)

        return await retried(lambda: self._house.database.write(unit))

    # -- sending -----------------------------------------------------------------------------------------------

    async def send(self, external_id: int, found: ReportRoundId, place: OrganisationId, changes: int) -> OwnPage:
        """Freeze the numbers as they are now, in this very unit.

        ``changes``: of the report that was looked at; a note that nobody has shown to the sender does not go. Raises
        Forbidden, StaleButton, RoundClosed, WrongState, NothingToSend.
        """

        async def unit(transaction: Transaction) -> OwnPage:
            asked = await self._demanded(transaction, external_id, found, place)
            report = await self._begun(transaction, asked)
            rules.moved(ReportAct.SEND, report.state)
            if report.changes != changes:
                raise StaleButton
            body, _ = await report_numbers.of_place(transaction, self._house, asked.place, asked.round, report.note)
            if body is None:
                raise NothingToSend
            await kept.send(transaction, report, body, now=self._house.now, by=asked.actor)
            await self._tell_above(transaction, asked.round)
            return await self._page(transaction, asked)

        return await retried(lambda: self._house.database.write(unit))

    async def call_back(self, external_id: int, found: ReportRoundId, place: OrganisationId, changes: int) -> OwnPage:
        """Raises Forbidden, StaleButton, RoundClosed, WrongState."""

        async def unit(transaction: Transaction) -> OwnPage:
            asked = await self._demanded(transaction, external_id, found, place)
            report = await kept.of_organisation(transaction, found, place)
            if report is None:
                raise StaleButton
            rules.moved(ReportAct.CALL_BACK, report.state)
            if report.changes != changes:
                raise StaleButton
            await kept.call_back(transaction, report, now=self._house.now, by=asked.actor)
            return await self._page(transaction, asked)

        return await retried(lambda: self._house.database.write(unit))

    async def _tell_above(self, transaction: Transaction, found: ReportRound) -> None:
        above = await road.organisation(transaction, found.organisation)
        readers = await people.holders(transaction, above.id, report_letters.collectors(above.level))
        days = self._house.content.calendars(above)
        await outbox.add_all(transaction, report_letters.sent(readers, found.id, self._house.local_time(above), days))

    # -- inside ------------------------------------------------------------------------------------------------

    async def _asked(
        self, transaction: Transaction, external_id: int, found: ReportRoundId, place: OrganisationId
    ) -> Asked:
        """Raises Forbidden, StaleButton when the round does not ask this place."""
        held = await allowed(transaction, external_id, Action.SEND_REPORTS, place)
        round_ = await kept.one_round(transaction, found)
        if round_ is None or not asks(self._house, round_, held.organisation):
            raise StaleButton
        return Asked(round_, held.organisation, held.actor)

    async def _demanded(
        self, transaction: Transaction, external_id: int, found: ReportRoundId, place: OrganisationId
    ) -> Asked:
        """Raises RoundClosed too."""
        asked = await self._asked(transaction, external_id, found, place)
        if not asked.round.open:
            raise RoundClosed
        return asked

    async def _begun(self, transaction: Transaction, asked: Asked) -> SentReport:
        await kept.begin(transaction, asked.round.id, asked.place.id)
        report = await kept.of_organisation(transaction, asked.round.id, asked.place.id)
        assert report is not None  # noqa: S101 - begun in this very unit
        return report

    async def _demand_open(self, transaction: Transaction, asked: Asked) -> SentReport:
        """Raises WrongState where the report stands above already."""
        report = await self._begun(transaction, asked)
        rules.moved(ReportAct.SEND, report.state)
        return report

    async def _page(self, transaction: Transaction, asked: Asked) -> OwnPage:
        house, found, place = self._house, asked.round, asked.place
        report = await kept.of_organisation(transaction, found.id, place.id)
        above = await road.organisation(transaction, found.organisation)
        kind = house.content.report_rounds[found.kind]
        sent = report is not None and report.state not in WAITED_FOR
        if report is not None and sent:
            body: Body | None = report.body
            missing: tuple[str, ...] = ()
        else:
            note = None if report is None else report.note
            body, missing = await report_numbers.of_place(transaction, house, place, found, note)
        return OwnPage(
            found,
            kind,
            place,
            above,
            report,
            body,
            {} if body is None else gaps(body),
            () if report is None else await history(transaction, report, place),
            house.local_time(place).date(),
            missing,
            await report_numbers.proves(transaction, place, kind, found.due) if sent else None,
        )


def asks(house: House, found: ReportRound, place: Organisation) -> bool:
    """Whether the round asks this place for its report."""
    kind = house.content.report_rounds.get(found.kind)
    return kind is not None and place.path[-2:-1] == (found.organisation,) and place.level is kind.sender


async def history(transaction: Transaction, report: SentReport, place: Organisation) -> tuple[ReportEvent, ...]:
    return tuple(
        ReportEvent(act, local_day(at, place), comment)
        for act, at, comment in await kept.history(transaction, report.id)
    )


async def mine(transaction: Transaction, house: House, place: Organisation) -> tuple[Mine, ...]:
    """What whoever stands above has asked the place for, the newest first."""
    if len(place.path) < 2:
        return ()
    found = []
    for round_ in await kept.rounds(transaction, place.path[-2]):
        if asks(house, round_, place):
            state = (await kept.states(transaction, round_.id)).get(place.id, ReportState.NOT_SENT)
            found.append(Mine(round_, house.content.report_rounds[round_.kind], state))
    return tuple(found)


async def to_send(transaction: Transaction, house: House, place: Organisation) -> int:
    """How many reports are waited for above."""
    return sum(one.waits for one in await mine(transaction, house, place))
