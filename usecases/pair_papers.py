"""Papers about one pair: the programme, the mentor's report, the certificate, as each reader may have them."""

import datetime

from mentoring import pair_papers
from mentoring.ids import PairId, PlanEventId
from mentoring.names import FullName
from mentoring.orders import last_day
from mentoring.organisations import Organisation
from mentoring.pair_cards import PairCard
from mentoring.pair_moves import Event
from mentoring.pair_papers import HeldMeeting, PairPaper, PaperKind
from mentoring.pairs import MeetingKind, Pair, PairState
from mentoring.people import Caller
from mentoring.roles import Role
from storage import audit, meetings, pairs, people, plans
from storage.database import Transaction
from usecases.looking import local_day, look, unmarked
from usecases.pair_views import card, seen, zone
from usecases.unit import House, StaleButton

STEP_OF: dict[PairState, MeetingKind] = {
    PairState.ACCEPTED: MeetingKind.ACQUAINTANCE,
    PairState.ASSIGNED: MeetingKind.ACQUAINTANCE,
    PairState.TRIAL: MeetingKind.TRIAL,
    PairState.PLANNING: MeetingKind.PLANNING,
    PairState.WORKING: MeetingKind.EVENT,
    PairState.FINAL_MEETING: MeetingKind.FINAL,
}
"""Which meeting was held when a pair in this state has held one."""


class PairPapers:
    """In ``minimal`` the code stands for the name here as everywhere: a place to write it by hand is left."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def offered(self, external_id: int, pair: PairId) -> PairCard:
        """The pair whose papers are asked for. Raises StaleButton for a pair that is not the caller's to see."""

        async def unit(transaction: Transaction, caller: Caller) -> PairCard:
            return await card(transaction, self._house, await seen(transaction, caller, pair))

        return await look(self._house, external_id, unit)

    async def paper(self, external_id: int, pair: PairId, kind: PaperKind) -> PairPaper:
        """Raises StaleButton for a paper that this reader may not have, or not yet."""

        async def unit(transaction: Transaction, caller: Caller) -> PairPaper:
            shown = await card(transaction, self._house, await seen(transaction, caller, pair))
            if kind not in pair_papers.offered(shown):
                raise StaleButton
            return await self._filled(transaction, shown, kind)

        found = await look(self._house, external_id, unit)
        with unmarked():
            await self._house.database.write(lambda tx: self._note(tx, external_id, found))
        return found

    async def _note(self, transaction: Transaction, external_id: int, found: PairPaper) -> None:
        caller = await people.caller(transaction, external_id)
        assert caller is not None  # noqa: S101 - the paper was found for them
        actor, action = f"person:{caller.person.id}", f"paper_{found.kind.name.lower()}"
        here = found.card.organisation.id
        await audit.note(transaction, self._house.now, actor, action, here, f"pair:{found.pair.id}")

    async def _filled(self, transaction: Transaction, shown: PairCard, kind: PaperKind) -> PairPaper:
        pair, organisation = shown.pair, shown.organisation
        today = self._house.local_time(organisation).date()
        programme = self._house.content.programme(organisation.id)
        usual = pair.period_end or last_day(programme, pair.since)
        return PairPaper(
            kind,
            shown,
            today,
            pair.order.date if pair.order else None,
            pair.since if pair.closed else usual,
            await held_meetings(transaction, pair, organisation),
            await _done(transaction, pair, organisation),
            await _curator(transaction, organisation),
        )


async def held_meetings(transaction: Transaction, pair: Pair, organisation: Organisation) -> tuple[HeldMeeting, ...]:
    here = zone(organisation)
    arranged = [
        HeldMeeting(one.kind, one.at.date(), one.where)
        for one in await meetings.held_of(transaction, pair.id, here)
        if one.at is not None
    ]
    steps = [
        HeldMeeting(STEP_OF[entry.before], local_day(entry.at, organisation))
        for entry in await pairs.history(transaction, pair.id)
        if entry.event == Event.HOLD and entry.before in STEP_OF
    ]
    return pair_papers.held_meetings(arranged, steps)


async def _done(transaction: Transaction, pair: Pair, organisation: Organisation) -> dict[PlanEventId, datetime.date]:
    kept = await plans.latest(transaction, pair.id)
    marked = await plans.marked_at(transaction, kept.plan.id) if kept else {}
    return {event: local_day(at, organisation) for event, at in marked.items()}


async def _curator(transaction: Transaction, organisation: Organisation) -> FullName | None:
    """Who looks after the pairs, if there is one of them alone and names may be said."""
    holders = await people.holders(transaction, organisation.id, (Role.CURATOR,))
    if len(holders) != 1 or not organisation.says_names:
        return None
    person = await people.person(transaction, holders[0])
    return person.name if person else None
