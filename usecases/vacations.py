"""The vacations of an organisation: its own table, which nobody but the school can know."""

import datetime
from collections.abc import Callable

from mentoring.access import Action
from mentoring.calendar import Vacation, with_vacation
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from storage import audit, organisations, pairs
from storage.database import Transaction
from usecases.unit import By, House, allowed


class Vacations:
    def __init__(self, house: House) -> None:
        self._house = house

    async def look(self, by: By, organisation: OrganisationId) -> tuple[Organisation, datetime.date]:
        """The organisation with its table, and its today. Raises Forbidden, NotKnown."""

        async def unit(transaction: Transaction) -> Organisation:
            return (await allowed(transaction, by, Action.EDIT_ORGANISATION, organisation)).organisation

        found = await self._house.database.read(unit)
        return found, self._house.local_time(found).date()

    async def add(self, by: By, organisation: OrganisationId, added: Vacation) -> Organisation:
        """The same once more changes nothing. Raises Forbidden, NotKnown, VacationRefused."""
        return await self._change(by, organisation, "vacation_added", lambda kept: with_vacation(kept, added))

    async def remove(self, by: By, organisation: OrganisationId, first: datetime.date) -> Organisation:
        """The one that begins on that day, if there is any. Raises Forbidden, NotKnown."""

        def without(kept: tuple[Vacation, ...]) -> tuple[Vacation, ...]:
            return tuple(one for one in kept if one.first != first)

        return await self._change(by, organisation, "vacation_removed", without)

    async def _change(
        self,
        by: By,
        organisation: OrganisationId,
        what: str,
        change: Callable[[tuple[Vacation, ...]], tuple[Vacation, ...]],
    ) -> Organisation:
        """Read and written in one unit, so that two writers lose nothing; terms of pairs are reckoned anew."""

        async def unit(transaction: Transaction) -> Organisation:
            permit = await allowed(transaction, by, Action.EDIT_ORGANISATION, organisation)
            kept = permit.organisation.vacations
            changed = change(kept)
            if changed == kept:
                return permit.organisation
            await organisations.set_vacations(transaction, organisation, changed)
            await pairs.climb_anew(transaction, organisation, self._house.now)
            await audit.note(transaction, self._house.now, permit.actor, what, organisation)
            found = await organisations.one(transaction, organisation)
            assert found is not None  # noqa: S101 - organisations are never deleted
            return found

        return await self._house.database.write(unit)
