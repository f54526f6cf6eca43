"""Another mentor for a pair: chosen by the curator, asked like the mentees, the former one is told that it is over."""

from mentoring import pair_moves
from mentoring.ids import MembershipId, PairId
from mentoring.pair_cards import PairCard, Suggested
from mentoring.pair_moves import Event, Impossible
from mentoring.people import Caller
from storage.database import Transaction
from usecases.choosing import MentorFull, instead_of
from usecases.looking import look
from usecases.pair_changes import carried, permitted
from usecases.pair_views import STAFF_ACTS, Seen, card
from usecases.unit import House, StaleButton, allowed, caller_of, retried


class Replacing:
    def __init__(self, house: House) -> None:
        self._house = house

    async def suggestions(self, external_id: int, pair: PairId) -> tuple[PairCard, list[Suggested]]:
        """Mentors who could take over, the best first. Raises Impossible, Forbidden, StaleButton."""

        async def unit(transaction: Transaction, caller: Caller) -> tuple[PairCard, list[Suggested]]:
            held = await self._held(transaction, caller, pair)
            shown = await card(transaction, self._house, held)
            if Event.REPLACE_MENTOR not in shown.open_to:
                possible = pair_moves.possible(held.pair, self._house.content.programme(held.organisation.id))
                raise Impossible(Event.REPLACE_MENTOR, held.pair.state, possible)
            return shown, await instead_of(transaction, self._house, held.organisation, held.pair)

        return await look(self._house, external_id, unit)

    async def replace(self, external_id: int, pair: PairId, mentor: MembershipId) -> PairCard:
        """Ask this mentor and the mentees. Raises Impossible, Forbidden, StaleButton, MentorFull."""

        async def unit(transaction: Transaction) -> PairCard:
            held = await self._held(transaction, await caller_of(transaction, external_id), pair)
            found = await instead_of(transaction, self._house, held.organisation, held.pair)
            possible = Event.REPLACE_MENTOR in pair_moves.possible(
                held.pair, self._house.content.programme(held.organisation.id)
            )
            if possible and all(one.partner.membership != mentor for one in found):
                raise MentorFull
            return await carried(transaction, self._house, held, pair_moves.ReplaceMentor(mentor), None)

        return await retried(lambda: self._house.database.write(unit))

    @staticmethod
    async def _held(transaction: Transaction, caller: Caller, pair: PairId) -> Seen:
        held = await permitted(transaction, caller, pair, Event.REPLACE_MENTOR)
        await allowed(transaction, caller.external_id, STAFF_ACTS[Event.REPLACE_MENTOR], held.organisation.id)
        if held.side is not None:
            raise StaleButton
        return held
