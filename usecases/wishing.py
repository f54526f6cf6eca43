"""«Когда писать»: the hour of digests, the clock it goes by, a quiet time, what not to write about; each one's own."""

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

    async def set_zone(self, external_id: int, name: str | None) -> MyWishes:
        """None: that of the organisation. Raises NotKnown, and StaleButton for a zone that is not on the list."""

        async def change(transaction: Transaction, caller: Caller) -> None:
            if name is not None and name not in {zone.name for zone in self._house.content.zones}:
                raise StaleButton
            await wishes.set_zone(transaction, caller.person.id, name)

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
            self._house.content.zones,
        )

    async def _today(self, transaction: Transaction, caller: Caller) -> datetime.date:
        """By the person's own clock, else by that of the first organisation the person is in."""
        now = self._house.clock.now()
        if caller.memberships:
            organisation = await road.organisation(transaction, caller.memberships[0].organisation)
            now = self._house.local_time(organisation)
        return (await wishes.of(transaction, caller.person.id)).local(now).date()
