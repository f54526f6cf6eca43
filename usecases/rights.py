"""What the one who asks may do, for screens that offer only that; each act asks again by ``unit.allowed``."""

from dataclasses import dataclass

from mentoring.access import TABLE, Action, Forbidden, Grant, may
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from storage import organisations
from storage.database import Transaction
from usecases.unit import By, Operator, caller_of


@dataclass(frozen=True, slots=True)
class Rights:
    """``grants`` is None for the operator of the machine, who may do everything."""

    actor: str
    grants: tuple[Grant, ...] | None

    def may(self, action: Action, path: tuple[OrganisationId, ...]) -> bool:
        return self.grants is None or may(self.grants, action, path)

    def demand(self, action: Action, path: tuple[OrganisationId, ...]) -> None:
        """Raises Forbidden."""
        if not self.may(action, path):
            raise Forbidden(action)

    def demand_anywhere(self, *actions: Action) -> None:
        """That there is a place where one of these may be done. Raises Forbidden."""
        held = None if self.grants is None else {action for grant in self.grants for action in TABLE[grant.role]}
        if held is not None and held.isdisjoint(actions):
            raise Forbidden(actions[0])

    async def visible(self, transaction: Transaction, action: Action) -> tuple[Organisation, ...]:
        """The organisations in which the action is allowed, parents before what stands under them."""
        return tuple(one for one in await organisations.every(transaction) if self.may(action, one.path))


async def rights_of(transaction: Transaction, by: By) -> Rights:
    """Raises NotKnown."""
    if isinstance(by, Operator):
        return Rights("cli", None)
    caller = await caller_of(transaction, by)
    return Rights(f"person:{caller.person.id}", caller.grants)
