"""«Когда писать»: the hour of digests, a quiet time, and what not to write about; each person's own."""

import datetime
from collections.abc import Awaitable, Callable

from mentoring.ids import PersonId
from mentoring.people import Caller
from mentoring.roles import PARTICIPANTS
from mentoring.wishes import FOR_PUPILS, Hour, MyWishes, Topic, topics_for
from storage import wishes
from storage.database import Transaction
from usecases import road
from usecases.looking import look
from usecases.unit import House, StaleButton, caller_of

LONGEST_QUIET = 92
"""Days: whoever wants to hear nothing for longer had better leave."""


class Wishing:
    def __init__(self, house: House) -> None:
        self._house = house

    async def look(self, external_id: int) -> MyWishes:
        """Raises NotKnown."""
        return await look(self._house, external_id, self._shown)

    async def set_hour(self, external_id: int, hour: Hour) -> MyWishes:
        """Raises NotKnown, and StaleButton for an hour at which pupils are not written to."""

        async def change(transaction: Transaction, caller: Caller) -> None:
            if caller.person.adult is False and hour not in FOR_PUPILS:
                raise StaleButton
            await wishes.set_hour(transaction, caller.person.id, hour)

        return await self._changed(external_id, change)

    async def be_quiet(self, external_id: int, until: datetime.date | None) -> MyWishes:
        """Nothing but meetings and alarms before that day; None: write again. Raises NotKnown, StaleButton."""

        async def change(transaction: Transaction, caller: Caller) -> None:
            today = await self._today(transaction, caller)
            if until is not None and not 0 < (until - today).days <= LONGEST_QUIET:
                raise StaleButton
            await wishes.set_quiet_until(transaction, caller.person.id, until)

        return await self._changed(external_id, change)

    async def mute(self, external_id: int, topic: Topic, *, muted: bool) -> MyWishes:
        """Raises NotKnown."""

        async def change(transaction: Transaction, caller: Caller) -> None:
            await wishes.set_muted(transaction, caller.person.id, topic, muted=muted)

        return await self._changed(external_id, change)

    async def _changed(self, external_id: int, change: Callable[[Transaction, Caller], Awaitable[None]]) -> MyWishes:
        async def unit(transaction: Transaction) -> MyWishes:
            caller = await caller_of(transaction, external_id)
            await change(transaction, caller)
            return await self._shown(transaction, caller)

        return await self._house.database.write(unit)

    async def _shown(self, transaction: Transaction, caller: Caller) -> MyWishes:
        roles = {held.role for held in caller.memberships}
        return MyWishes(
            await wishes.of(transaction, PersonId(caller.person.id)),
            await self._today(transaction, caller),
            caller.person.adult is False,
            topics_for(participant=bool(roles & PARTICIPANTS), staff=bool(roles - PARTICIPANTS)),
        )

    async def _today(self, transaction: Transaction, caller: Caller) -> datetime.date:
        """By the clock of the first organisation the person is in."""
        if not caller.memberships:
            return self._house.clock.now().date()
        organisation = await road.organisation(transaction, caller.memberships[0].organisation)
        return self._house.local_time(organisation).date()
