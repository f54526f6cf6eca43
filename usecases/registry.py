"""The registry of mentors: nominated out of the bank, approved by an order, trained, removed."""

import datetime
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from mentoring import registry as rules
from mentoring.access import Action, Forbidden, may
from mentoring.bank import Filled, Side
from mentoring.ids import MembershipId, OrganisationId
from mentoring.organisations import Organisation
from mentoring.pair_cards import Partner
from mentoring.pairs import Order
from mentoring.papers import read_paper
from mentoring.people import Awaited, AwaitedKind, Caller
from mentoring.registry import (
    SHELF_OF,
    OrderAsked,
    Record,
    RegistryCard,
    RegistryEvent,
    RegistryLine,
    RegistryList,
    RegistryOverview,
    RegistryRefused,
    RegistryState,
    RegistryStep,
    RemovalReason,
    Shelf,
)
from mentoring.roles import Role
from storage import audit, people
from storage import registry as kept_records
from storage.database import Transaction
from storage.registry import Entry, Kept
from usecases import pair_acts, search_again, shelves
from usecases.looking import local_day, look, own_places
from usecases.pair_views import MATCHED_FIELDS, partners
from usecases.unit import Allowed, House, StaleButton, allowed, caller_of, retried

FIELDS = MATCHED_FIELDS | {"trained"}

Mentors = dict[MembershipId, Filled]


@dataclass(frozen=True, slots=True)
class Place:
    """A mentor of the organisation, and who asks. ``filled`` is None when they have left the bank."""

    held: Allowed
    membership: MembershipId
    kept: Kept | None
    filled: Filled | None


class Registry:
    def __init__(self, house: House) -> None:
        self._house = house

    # -- looking -----------------------------------------------------------------------------------------------

    async def places(self, external_id: int) -> tuple[Organisation, ...]:
        """Where the caller may see a registry. Raises Forbidden when nowhere."""
        return await look(self._house, external_id, lambda tx, caller: own_places(tx, caller, Action.SEE_BANK))

    async def overview(self, external_id: int, organisation: OrganisationId) -> RegistryOverview:
        """How many stand where. Raises Forbidden."""

        async def unit(transaction: Transaction, _: Caller) -> RegistryOverview:
            held = await allowed(transaction, external_id, Action.SEE_BANK, organisation)
            mentors = await self._mentors(transaction, held.organisation)
            records = await kept_records.of_organisation(transaction, organisation)
            counts = Counter(SHELF_OF[kept.record.state] for kept in records.values())
            counts[Shelf.CANDIDATES] = sum(membership not in records for membership in mentors)
            required = self._house.content.programme(organisation).mentors_from_registry
            return RegistryOverview(held.organisation, counts, required)

        return await look(self._house, external_id, unit)

    async def page(self, external_id: int, organisation: OrganisationId, shelf: Shelf, page: int) -> RegistryList:
        """Raises Forbidden."""

        async def unit(transaction: Transaction, caller: Caller) -> RegistryList:
            held = await allowed(transaction, external_id, Action.SEE_BANK, organisation)
            return await self._list(transaction, caller, held.organisation, shelf, page)

        return await look(self._house, external_id, unit)

    async def card(self, external_id: int, membership: MembershipId) -> RegistryCard:
        """Raises Forbidden, StaleButton for somebody who is neither in the registry nor in the bank of mentors."""

        async def unit(transaction: Transaction, caller: Caller) -> RegistryCard:
            return await self._card(transaction, caller, await self._place(transaction, external_id, membership))

        return await look(self._house, external_id, unit)

    # -- acts --------------------------------------------------------------------------------------------------

    async def nominate(self, external_id: int, membership: MembershipId) -> RegistryCard:
        """Out of the bank into the registry, to be approved. Raises Forbidden, StaleButton."""

        async def act(transaction: Transaction, place: Place) -> None:
            if place.filled is None:
                raise StaleButton
            after = _possible(lambda: rules.nominated(membership, place.kept.record if place.kept else None))
            await self._save(transaction, place.held, place.kept, after, RegistryEvent.NOMINATE)
            await search_again.tell_of_nominees(transaction, self._house, place.held.organisation)

        return await self._act(external_id, membership, Action.NOMINATE_MENTORS, act)

    async def nominate_all(self, external_id: int, organisation: OrganisationId) -> RegistryList:
        """Everybody of the bank who was never in the registry. Raises Forbidden."""

        async def unit(transaction: Transaction) -> RegistryList:
            held = await allowed(transaction, external_id, Action.NOMINATE_MENTORS, organisation)
            records = await kept_records.of_organisation(transaction, organisation)
            for membership in await self._mentors(transaction, held.organisation):
                if membership not in records:
                    after = rules.nominated(membership, None)
                    await self._save(transaction, held, None, after, RegistryEvent.NOMINATE)
            await search_again.tell_of_nominees(transaction, self._house, held.organisation)
            caller = await caller_of(transaction, external_id)
            return await self._list(transaction, caller, held.organisation, Shelf.NOMINATED, 0)

        return await retried(lambda: self._house.database.write(unit))

    async def mark_trained(self, external_id: int, membership: MembershipId, day: datetime.date) -> RegistryCard:
        """The training for mentors was finished on this day. Raises Forbidden, StaleButton."""

        async def act(transaction: Transaction, place: Place) -> None:
            kept = _demand(place)
            today = self._house.local_time(place.held.organisation).date()
            after = _possible(lambda: rules.trained(kept.record, day, today))
            if after != kept.record:
                await self._save(transaction, place.held, kept, after, RegistryEvent.TRAIN, day.isoformat())

        return await self._act(external_id, membership, Action.APPROVE_MENTORS, act)

    async def remove(self, external_id: int, membership: MembershipId, reason: RemovalReason) -> RegistryCard:
        """No more pairs are proposed; those that there are go on. Raises Forbidden, StaleButton."""

        async def act(transaction: Transaction, place: Place) -> None:
            kept = _demand(place)
            after = _possible(lambda: rules.removed(kept.record))
            await self._save(transaction, place.held, kept, after, RegistryEvent.REMOVE, reason.value)
            if self._house.content.programme(place.held.organisation.id).mentors_from_registry:
                await pair_acts.cancel_drafts_of(transaction, self._house, membership, place.held.actor)

        return await self._act(external_id, membership, Action.APPROVE_MENTORS, act)

    # -- the order ---------------------------------------------------------------------------------------------

    async def ask_order(
        self, external_id: int, organisation: OrganisationId, membership: MembershipId | None = None
    ) -> OrderAsked:
        """Number and date are typed next, for one mentor or for all who are nominated now.

        Raises Forbidden, StaleButton when nobody is nominated.
        """

        async def unit(transaction: Transaction) -> OrderAsked:
            held = await allowed(transaction, external_id, Action.APPROVE_MENTORS, organisation)
            change = await kept_records.last_change(transaction, organisation)
            asked = await self._nominated(transaction, held.organisation, change, membership)
            caller = await caller_of(transaction, external_id)
            of = (str(organisation), str(change), str(membership or ""))
            await people.expect(transaction, caller.account, Awaited(AwaitedKind.REGISTRY_ORDER, of))
            return OrderAsked(held.organisation, await self._named(transaction, held.organisation, asked))

        return await self._house.database.write(unit)

    async def approve(
        self,
        external_id: int,
        organisation: OrganisationId,
        change: int,
        membership: MembershipId | None,
        typed: str,
    ) -> RegistryList:
        """«12-од от 15.09.2026», for those who were nominated when the order was asked for.

        Raises PaperRefused, Forbidden, StaleButton when nobody is left of them.
        """

        async def unit(transaction: Transaction) -> RegistryList:
            held = await allowed(transaction, external_id, Action.APPROVE_MENTORS, organisation)
            paper = read_paper(typed, self._house.local_time(held.organisation).date())
            order = Order(paper.number, paper.date)
            caller = await caller_of(transaction, external_id)
            for one in await self._nominated(transaction, held.organisation, change, membership):
                await self._approve(transaction, held, one, order)
            await people.expect(transaction, caller.account, None)
            return await self._list(transaction, caller, held.organisation, Shelf.APPROVED, 0)

        return await retried(lambda: self._house.database.write(unit))

    async def _approve(self, transaction: Transaction, held: Allowed, membership: MembershipId, order: Order) -> None:
        kept = await kept_records.one(transaction, membership)
        assert kept is not None  # noqa: S101 - the same rows were read a statement ago
        after = rules.approved(kept.record, order)
        details = f"{order.number} {order.date.isoformat()}"
        await self._save(transaction, held, kept, after, RegistryEvent.APPROVE, details)
        await search_again.mentor_approved(transaction, self._house, held.organisation, membership)

    async def _nominated(
        self, transaction: Transaction, organisation: Organisation, change: int, membership: MembershipId | None
    ) -> list[MembershipId]:
        """Raises StaleButton when there is nobody."""
        found = await kept_records.nominated_by(transaction, organisation.id, change)
        chosen = [one for one in found if membership is None or one == membership]
        if not chosen:
            raise StaleButton
        return chosen

    # -- inside ------------------------------------------------------------------------------------------------

    async def _act(
        self,
        external_id: int,
        membership: MembershipId,
        action: Action,
        act: Callable[[Transaction, Place], Awaitable[None]],
    ) -> RegistryCard:
        async def unit(transaction: Transaction) -> RegistryCard:
            place = await self._place(transaction, external_id, membership, action)
            await act(transaction, place)
            after = await self._place(transaction, external_id, membership)
            return await self._card(transaction, await caller_of(transaction, external_id), after)

        return await retried(lambda: self._house.database.write(unit))

    async def _place(
        self,
        transaction: Transaction,
        external_id: int,
        membership: MembershipId,
        action: Action = Action.SEE_BANK,
    ) -> Place:
        """Raises Forbidden, also when the id is nobody's, and StaleButton for whoever is no mentor here."""
        found = await people.membership(transaction, membership)
        held = await allowed(transaction, external_id, action, found.organisation if found else OrganisationId(0))
        if found is None:
            raise Forbidden(action)
        mentors = await self._mentors(transaction, held.organisation)
        kept = await kept_records.one(transaction, membership)
        if found.role is not Role.MENTOR or (kept is None and membership not in mentors):
            raise StaleButton
        return Place(held, membership, kept, mentors.get(membership))

    async def _mentors(self, transaction: Transaction, organisation: Organisation) -> Mentors:
        everybody = await shelves.everybody(transaction, self._house, organisation, Side.MENTORS, frozenset(), FIELDS)
        return {filled.membership.id: filled for filled in everybody}

    async def _list(
        self, transaction: Transaction, caller: Caller, organisation: Organisation, shelf: Shelf, page: int
    ) -> RegistryList:
        mentors = await self._mentors(transaction, organisation)
        records = await kept_records.of_organisation(transaction, organisation.id)
        if shelf is Shelf.CANDIDATES:
            wanted = [membership for membership in mentors if membership not in records]
        else:
            wanted = [membership for membership, kept in records.items() if SHELF_OF[kept.record.state] is shelf]
        known = await partners(transaction, organisation, mentors, wanted, named=True)
        lines = [_line(known[one], records.get(one), mentors.get(one)) for one in wanted]
        lines.sort(key=lambda line: (str(line.partner.name or ""), line.partner.membership))
        return RegistryList(organisation, shelf, tuple(lines), page, *_rights(caller, organisation))

    async def _named(
        self, transaction: Transaction, organisation: Organisation, wanted: list[MembershipId]
    ) -> tuple[Partner, ...]:
        mentors = await self._mentors(transaction, organisation)
        known = await partners(transaction, organisation, mentors, wanted, named=True)
        return tuple(known[membership] for membership in wanted)

    async def _card(self, transaction: Transaction, caller: Caller, place: Place) -> RegistryCard:
        organisation = place.held.organisation
        mentors = {place.membership: place.filled} if place.filled else {}
        known = await partners(transaction, organisation, mentors, [place.membership], named=True)
        steps = [
            RegistryStep(local_day(entry.at, organisation), entry.event, entry.details)
            for entry in await kept_records.history(transaction, place.membership)
        ]
        return RegistryCard(
            organisation,
            _line(known[place.membership], place.kept, place.filled),
            tuple(steps),
            self._house.local_time(organisation).date(),
            place.filled is not None,
            *_rights(caller, organisation),
        )

    async def _save(
        self,
        transaction: Transaction,
        held: Allowed,
        before: Kept | None,
        after: Record,
        event: RegistryEvent,
        details: str | None = None,
    ) -> None:
        await keep(transaction, self._house, held.organisation.id, held.actor, before, after, event, details)


async def keep(
    transaction: Transaction,
    house: House,
    organisation: OrganisationId,
    actor: str,
    before: Kept | None,
    after: Record,
    event: RegistryEvent,
    details: str | None = None,
) -> None:
    """A record after an act, with its history and the audit. Raises Moved when somebody was quicker."""
    await kept_records.save(transaction, organisation, before, after, Entry(house.now, event, actor, details))
    subject = f"membership:{after.membership}"
    await audit.note(transaction, house.now, actor, f"registry_{event}", organisation, subject, details)


async def leave(transaction: Transaction, house: House, membership: MembershipId, actor: str) -> None:
    """Whoever leaves the programme is in no registry; that they were is proven by the order. Raises Moved."""
    kept = await kept_records.one(transaction, membership)
    held = await people.membership(transaction, membership)
    if kept is None or held is None or kept.record.state is RegistryState.REMOVED:
        return
    entry = Entry(house.now, RegistryEvent.LEAVE, actor, None)
    await kept_records.save(transaction, held.organisation, kept, rules.removed(kept.record), entry)


def _line(partner: Partner, kept: Kept | None, filled: Filled | None) -> RegistryLine:
    told = filled is not None and any(filled.answers[q.id] is True for q in filled.questions("trained"))
    return RegistryLine(partner, kept.record if kept else None, filled.places if filled else None, told)


def _rights(caller: Caller, organisation: Organisation) -> tuple[bool, bool]:
    """To nominate, to approve."""
    actions = (Action.NOMINATE_MENTORS, Action.APPROVE_MENTORS)
    nominate, approve = (may(caller.grants, action, organisation.path) for action in actions)
    return nominate, approve


def _demand(place: Place) -> Kept:
    """Raises StaleButton for whoever was never in the registry."""
    if place.kept is None:
        raise StaleButton
    return place.kept


def _possible(change: Callable[[], Record]) -> Record:
    """Raises StaleButton."""
    try:
        return change()
    except RegistryRefused as refused:
        raise StaleButton from refused
