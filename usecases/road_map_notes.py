"""A line of a road map's history: who by role, what, from what to what, why. Never a name of a person."""

from collections.abc import Mapping
from typing import Any

from mentoring.access import Action, may
from mentoring.ids import OrganisationId, RoadMapId
from mentoring.organisations import Organisation
from mentoring.roles import Role
from storage import road_maps
from storage.database import Transaction
from usecases.unit import By, House, Operator, allowed, caller_of


class Hand:
    """Whoever is changing a road map in this unit."""

    def __init__(self, house: House, place: Organisation, actor: str, role: Role | None) -> None:
        self._house = house
        self.place = place
        self.actor = actor
        self._role = role

    async def note(
        self,
        transaction: Transaction,
        road_map: RoadMapId,
        act: str,
        *,
        item: int | None = None,
        task: int | None = None,
        organisation: int | None = None,
        details: Mapping[str, Any] | None = None,
    ) -> None:
        """The role is kept with the line: the person may have another one when it is read."""
        told = dict(details or {})
        if self._role is not None:
            told["role"] = self._role.value
        await road_maps.note(
            transaction,
            road_map,
            act,
            by=self.actor,
            now=self._house.now,
            item=item,
            task=task,
            organisation=organisation,
            details=told,
        )


async def hand(transaction: Transaction, house: House, by: By, action: Action, place: OrganisationId) -> Hand:
    """Raises Forbidden, NotKnown."""
    held = await allowed(transaction, by, action, place)
    if isinstance(by, Operator):
        return Hand(house, held.organisation, held.actor, None)
    grants = (await caller_of(transaction, by)).grants
    role = next((grant.role for grant in grants if may([grant], action, held.organisation.path)), None)
    return Hand(house, held.organisation, held.actor, role)
