"""Letters about the search for a mentor and about the registry, read again before they go."""

from collections.abc import Awaitable, Callable, Mapping

from mentoring import matching
from mentoring.access import Action, may
from mentoring.ids import MembershipId, OrganisationId
from mentoring.letters import LetterKind
from mentoring.notices import MentorAppeared, RegistryApproved, RegistryAwaited, StillSearching
from mentoring.organisations import Organisation
from mentoring.registry import RegistryState
from mentoring.roles import MembershipState
from storage import letters, people, registry
from storage.database import Transaction
from storage.letters import Claimed
from usecases import road
from usecases.choosing import market
from usecases.holding import Held, NotTrueAnyMore
from usecases.looking import local_day
from usecases.search_again import still_waits
from usecases.unit import House


async def _still_searching(transaction: Transaction, house: House, letter: Claimed) -> Held:
    here = await still_waits(transaction, letter)
    person = await people.person(transaction, letter.person)
    if here is None or person is None:
        raise NotTrueAnyMore("search_is_over")
    organisation = await road.organisation(transaction, here)
    banks = (await market(transaction, house, organisation)).banks
    mentee = MembershipId(letter.facts["membership"])
    if mentee not in banks:
        raise NotTrueAnyMore("consent_ended")
    pupil = person.adult is False
    days = (house.local_time(organisation).date() - local_day(letter.facts["since"], organisation)).days
    meanwhile = house.content.support.of(pupil=pupil)
    return Held(StillSearching(organisation.name, mentee, days, meanwhile, pupil), organisation)


async def _mentor_appeared(transaction: Transaction, house: House, letter: Claimed) -> Held:
    organisation = await road.organisation(transaction, OrganisationId(letter.facts["organisation"]))
    await _demand_right(transaction, letter, organisation, Action.FORM_PAIRS)
    found = await market(transaction, house, organisation)
    offers = tuple(found.offers.values())
    waiting = [
        mentee
        for mentee, wish in found.wishes.items()
        if any(suggestion.suitable for suggestion in matching.suggest(wish, offers))
    ]
    if not waiting:
        raise NotTrueAnyMore("nobody_waits_for_them")
    only = waiting[0] if len(waiting) == 1 else None
    return Held(MentorAppeared(organisation.id, organisation.name, len(waiting), only), organisation)


async def _registry_awaited(transaction: Transaction, house: House, letter: Claimed) -> Held:  # noqa: ARG001
    organisation = await road.organisation(transaction, OrganisationId(letter.facts["organisation"]))
    await _demand_right(transaction, letter, organisation, Action.APPROVE_MENTORS)
    records = await registry.of_organisation(transaction, organisation.id)
    nominated = sum(kept.record.state is RegistryState.NOMINATED for kept in records.values())
    if not nominated:
        raise NotTrueAnyMore("approved_already")
    return Held(RegistryAwaited(organisation.id, organisation.name, nominated), organisation)


async def _registry_approved(transaction: Transaction, house: House, letter: Claimed) -> Held:  # noqa: ARG001
    mentor = MembershipId(letter.facts["membership"])
    held, kept = await people.membership(transaction, mentor), await registry.one(transaction, mentor)
    person = await people.person(transaction, letter.person)
    if held is None or person is None or held.state is not MembershipState.IN_BANK:
        raise NotTrueAnyMore("participant_left")
    if kept is None or kept.record.state is not RegistryState.APPROVED or kept.record.order is None:
        raise NotTrueAnyMore("removed_since")
    organisation = await road.organisation(transaction, held.organisation)
    return Held(RegistryApproved(organisation.name, kept.record.order, person.adult is False), organisation)


async def _demand_right(transaction: Transaction, letter: Claimed, organisation: Organisation, action: Action) -> None:
    account = await letters.reader(transaction, letter.person)
    caller = None if account is None else await people.caller(transaction, account.external_id)
    if caller is None or not may(caller.grants, action, organisation.path):
        raise NotTrueAnyMore("reader_left_the_role")


HOLDS: Mapping[LetterKind, Callable[[Transaction, House, Claimed], Awaitable[Held]]] = {
    LetterKind.STILL_SEARCHING: _still_searching,
    LetterKind.MENTOR_APPEARED: _mentor_appeared,
    LetterKind.REGISTRY_AWAITED: _registry_awaited,
    LetterKind.REGISTRY_APPROVED: _registry_approved,
}
