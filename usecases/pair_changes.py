"""What may happen to a pair under way: a pause, an extension, a notice, an early end, a wish for another mentor."""

import datetime
from collections.abc import Awaitable, Callable
from typing import Any

from mentoring import letters, pair_dates, pair_moves
from mentoring.access import may
from mentoring.ids import MembershipId, PairId
from mentoring.letters import LetterKind
from mentoring.pair_cards import PairCard, Reader, Reason
from mentoring.pair_moves import Event
from mentoring.pairs import Order, Pair, PairState, Party
from mentoring.papers import read_paper
from mentoring.people import Awaited, AwaitedKind, Caller
from storage import audit, pairs, people
from storage import letters as outbox
from storage.database import Transaction
from usecases import road, search_again
from usecases.looking import look
from usecases.meeting_acts import decide_without_leaver
from usecases.pair_acts import carry_out, readers_of
from usecases.pair_views import STAFF_ACTS, Seen, afresh, card, opens, seen
from usecases.unit import House, StaleButton, caller_of, retried

QUITTING = (Event.GIVE_NOTICE, Event.LEAVE, Event.END)
"""How a side goes: an employee after a notice, a member out of a group, anybody else at once."""


class PairChanges:
    def __init__(self, house: House) -> None:
        self._house = house

    async def about_to(self, external_id: int, pair: PairId, *events: Event) -> PairCard:
        """The card before an act is asked about. Raises StaleButton when it is not the caller's, Impossible."""

        async def unit(transaction: Transaction, caller: Caller) -> PairCard:
            held = await permitted(transaction, caller, pair, *events)
            return self._demanded(await card(transaction, self._house, held), *events)

        return await look(self._house, external_id, unit)

    async def pause(self, external_id: int, pair: PairId, reason: Reason, until: datetime.date) -> PairCard:
        """By either side or those who look after the pair. Raises StaleButton, Impossible."""

        def act(held: Seen) -> Any:
            if not pair_dates.may_pause_until(until, self._today(held)):
                raise StaleButton
            return pair_moves.Pause(until)

        return await self._act(external_id, pair, (Event.PAUSE,), act, reason)

    async def resume(self, external_id: int, pair: PairId) -> PairCard:
        """Before the day that was set: by whoever has asked for the pause, or the staff.

        Raises StaleButton, Impossible.
        """
        return await self._act(external_id, pair, (Event.RESUME,), lambda _: pair_moves.Resume())

    async def extend(self, external_id: int, pair: PairId, until: datetime.date) -> PairCard:
        """Raises StaleButton, Impossible."""

        def act(held: Seen) -> Any:
            if until not in pair_dates.extensions(held.pair.period_end, self._today(held)):
                raise StaleButton
            return pair_moves.Extend(until)

        return await self._act(external_id, pair, (Event.EXTEND,), act)

    async def quit(self, external_id: int, pair: PairId, reason: Reason) -> PairCard:
        """A side goes, in the way that is open to it. Raises StaleButton, Impossible."""

        def act(held: Seen) -> Any:
            if held.side is None:
                raise StaleButton
            if opens(held, Event.GIVE_NOTICE):
                return self._notice(held)
            return pair_moves.Leave(held.side) if opens(held, Event.LEAVE) else pair_moves.End()

        async def unit(transaction: Transaction) -> PairCard:
            caller = await caller_of(transaction, external_id)
            held = await permitted(transaction, caller, pair, *QUITTING)
            shown = await carried(transaction, self._house, held, act(held), reason)
            if (kept := await pairs.one(transaction, pair)) is not None and not kept.pair.closed:
                await decide_without_leaver(transaction, self._house, kept.pair)
            return shown

        return await self._written(unit)

    async def give_notice(self, external_id: int, pair: PairId, reason: Reason) -> PairCard:
        """On behalf of the employer: the pair ends in three working days. Raises StaleButton, Impossible."""

        def act(held: Seen) -> Any:
            if not may(held.caller.grants, STAFF_ACTS[Event.GIVE_NOTICE], held.organisation.path):
                raise StaleButton
            return self._notice(held)

        return await self._act(external_id, pair, (Event.GIVE_NOTICE,), act, reason)

    async def take_back(self, external_id: int, pair: PairId) -> PairCard:
        """The work goes on after all. Raises StaleButton, Impossible."""
        return await self._act(external_id, pair, (Event.TAKE_BACK_NOTICE,), lambda _: pair_moves.TakeBackNotice())

    async def want_another(self, external_id: int, pair: PairId, *, wanted: bool) -> PairCard:
        """A mentee whose pair has ended early stays in the queue or leaves it. Raises StaleButton for anybody else."""

        async def unit(transaction: Transaction) -> PairCard:
            caller = await caller_of(transaction, external_id)
            held = await self._former(transaction, caller, pair)
            assert held.side is not None  # noqa: S101 - only a side comes this far
            before = (await pairs.wants_another(transaction, pair)).get(held.side)
            await pairs.want_another(transaction, held.side, wanted=wanted)
            if before is not wanted:
                await self._tell_of_the_queue(transaction, held, wanted=wanted)
            if wanted and before is False and not await pairs.knows_of_pair(transaction, held.side):
                # Words to those who wait have ended with the «no»: they begin anew.
                await search_again.mentee_waits(transaction, self._house, held.organisation, held.side)
            return await card(transaction, self._house, held)

        return await self._written(unit)

    async def ask_correction(self, external_id: int, pair: PairId) -> PairCard:
        """The right number and date are typed next. Raises StaleButton, Impossible."""

        async def unit(transaction: Transaction) -> PairCard:
            caller = await caller_of(transaction, external_id)
            held = await permitted(transaction, caller, pair, Event.CORRECT_ORDER)
            shown = self._demanded(await card(transaction, self._house, held), Event.CORRECT_ORDER)
            awaited = Awaited(AwaitedKind.ORDER_CORRECTION, (str(pair),))
            await people.expect(transaction, caller.account, awaited)
            return shown

        return await self._house.database.write(unit)

    async def correct_order(self, external_id: int, pair: PairId, typed: str) -> PairCard:
        """«12-од от 15.09.2026». Raises PaperRefused, StaleButton, Impossible."""

        async def unit(transaction: Transaction) -> PairCard:
            caller = await caller_of(transaction, external_id)
            held = await permitted(transaction, caller, pair, Event.CORRECT_ORDER)
            paper = read_paper(typed, self._today(held))
            await people.expect(transaction, caller.account, None)
            act = pair_moves.CorrectOrder(Order(paper.number, paper.date))
            return await carried(transaction, self._house, held, act, None)

        return await self._written(unit)

    # -- inside ------------------------------------------------------------------------------------------------

    async def _act(
        self,
        external_id: int,
        pair: PairId,
        events: tuple[Event, ...],
        act: Callable[[Seen], Any],
        reason: Reason | None = None,
    ) -> PairCard:
        async def unit(transaction: Transaction) -> PairCard:
            caller = await caller_of(transaction, external_id)
            held = await permitted(transaction, caller, pair, *events)
            return await carried(transaction, self._house, held, act(held), reason)

        return await self._written(unit)

    async def _written(self, unit: Callable[[Transaction], Awaitable[PairCard]]) -> PairCard:
        return await retried(lambda: self._house.database.write(unit))

    def _notice(self, held: Seen) -> Any:
        days = self._house.content.calendars(held.organisation)
        return pair_moves.GiveNotice(pair_dates.notice_end(self._today(held), days))

    def _today(self, held: Seen) -> datetime.date:
        return self._house.local_time(held.organisation).date()

    def _demanded(self, shown: PairCard, *events: Event) -> PairCard:
        """Raises Impossible when none of the acts can happen now."""
        if not shown.open_to.intersection(events):
            possible = pair_moves.possible(shown.pair, self._house.content.programme(shown.organisation.id))
            raise pair_moves.Impossible(events[0], shown.pair.state, possible)
        return shown

    async def _former(self, transaction: Transaction, caller: Caller, pair: PairId) -> Seen:
        """A mentee of a pair that has ended early, or one who has left a group. Raises StaleButton."""
        kept = await pairs.one(transaction, pair)
        mine = {held.id for held in caller.memberships}
        side = next((one for one in kept.pair.mentees if one.membership in mine), None) if kept else None
        if kept is None or side is None or not (side.left or kept.pair.state is PairState.TERMINATED):
            raise StaleButton
        return await former_side(transaction, caller, kept.pair, side.membership)

    async def _tell_of_the_queue(self, transaction: Transaction, held: Seen, *, wanted: bool) -> None:
        kind = LetterKind.LOOKING_AGAIN if wanted else LetterKind.NOT_LOOKING
        readers = await readers_of(transaction, held.organisation.id, held.pair)
        now = self._house.local_time(held.organisation)
        for person in readers.looking_after(Party.CURATOR):
            key = f"{held.pair.id}:{held.side}:{int(now.timestamp())}"
            await outbox.add(transaction, letters.news(person, kind, key, now, pair=held.pair.id))


async def former_side(transaction: Transaction, caller: Caller, pair: Pair, membership: MembershipId) -> Seen:
    """A look at a pair by somebody who is not in it any more."""
    kept = await pairs.one(transaction, pair.id)
    assert kept is not None  # noqa: S101 - it has just been read
    organisation = await road.organisation(transaction, pair.organisation)
    return Seen(kept, organisation, caller, Reader.MENTEE, membership)


async def permitted(transaction: Transaction, caller: Caller, pair: PairId, *events: Event) -> Seen:
    """Raises StaleButton for whoever may bring about none of these, whatever the state: nothing is told."""
    found = await seen(transaction, caller, pair)
    if not any(opens(found, event) for event in events):
        raise StaleButton
    return found


async def carried(transaction: Transaction, house: House, held: Seen, act: Any, reason: Reason | None) -> PairCard:
    """The act with a line in the audit, and the card afterwards."""
    actor, event = f"person:{held.caller.person.id}", pair_moves.event_of(act)
    await carry_out(transaction, house, held.kept, act, actor=actor, by=held.side, reason=reason)
    subject = f"pair:{held.pair.id}"
    await audit.note(transaction, house.now, actor, f"pair_{event}", held.organisation.id, subject)
    return await afresh(transaction, house, held)
