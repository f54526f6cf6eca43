"""How many were invited, joined, agreed, began and finished, for every level of the tree."""

from mentoring import access
from mentoring.access import Action, Forbidden
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from mentoring.statistics import Statistics as Numbers
from storage import organisations
from storage import statistics as counts
from storage.database import Transaction
from usecases import reporting
from usecases.unit import By, House, allowed, caller_of


class Statistics:
    def __init__(self, house: House) -> None:
        self._house = house

    async def places(self, external_id: int) -> tuple[Organisation, ...]:
        """The highest organisations whose numbers the caller may see. Raises Forbidden when there is none."""

        async def unit(transaction: Transaction) -> tuple[Organisation, ...]:
            caller = await caller_of(transaction, external_id)
            if caller.administrator:
                wanted = await counts.roots(transaction)
            else:
                wanted = list(dict.fromkeys(held.organisation for held in caller.memberships))
            found = [await organisations.one(transaction, organisation_id) for organisation_id in wanted]
            seen = [o for o in found if o and access.may(caller.grants, Action.SEE_STATISTICS, o.path)]
            if not seen and not caller.administrator:
                raise Forbidden(Action.SEE_STATISTICS)
            return tuple(seen)

        return await self._house.database.read(unit)

    async def look(self, by: By, organisation: OrganisationId) -> Numbers:
        """The numbers of an organisation with everything below it. Raises Forbidden."""

        async def unit(transaction: Transaction) -> Numbers:
            held = await allowed(transaction, by, Action.SEE_STATISTICS, organisation)
            path = held.organisation.path
            above = path[-2] if len(path) > 1 else None
            if above is not None and not await self._may(transaction, by, Action.SEE_STATISTICS, path[:-1]):
                above = None
            return Numbers(
                held.organisation,
                await counts.funnels(transaction, organisation, self._house.consents_since(held.organisation)),
                tuple(await counts.children(transaction, organisation)),
                above,
                await reporting.numbers(transaction, self._house, held.organisation),
                isinstance(by, int) and await self._may(transaction, by, Action.SEE_PAIRS, path),
            )

        return await self._house.database.read(unit)

    @staticmethod
    async def _may(transaction: Transaction, by: By, action: Action, path: tuple[OrganisationId, ...]) -> bool:
        if not isinstance(by, int):
            return True
        caller = await caller_of(transaction, by)
        return access.may(caller.grants, action, path)
