"""What follows for those who wait: written into the outbox with the act that causes it."""

import datetime
import zoneinfo

from mentoring import letters, searching
from mentoring.ids import MembershipId, OrganisationId
from mentoring.letters import LetterKind
from mentoring.organisations import Organisation
from mentoring.pairs import Pair, PairState
from mentoring.roles import MembershipState, Role
from mentoring.searching import FELL_THROUGH, TalkAsked
from storage import audit, pairs, people, waiting
from storage import letters as outbox
from storage.database import Transaction
from storage.letters import Claimed
from usecases import road
from usecases.caring import tell_carers
from usecases.unit import House, StaleButton, caller_of

TALK_TO = (Role.COORDINATOR,)


async def mentee_waits(
    transaction: Transaction, house: House, organisation: Organisation, mentee: MembershipId, *, returned: bool = False
) -> None:
    """The search begins, or begins anew: in two weeks there will be a word, if nobody is found."""
    held = await people.membership(transaction, mentee)
    if held is None or held.state is not MembershipState.IN_BANK:
        return
    await waiting.begin(transaction, organisation.id, mentee, house.now, returned=returned)
    days = house.content.calendars(organisation)
    letter = searching.still_searching(held.person, mentee, house.local_time(organisation), 1, days)
    await outbox.add(transaction, letter)


async def mentor_came(transaction: Transaction, house: House, organisation: Organisation) -> None:
    """Somebody may be suggested who could not be before: the curators look again."""
    await _digest(transaction, house, organisation, LetterKind.MENTOR_APPEARED, Role.CURATOR)


async def mentor_joined(transaction: Transaction, house: House, organisation: Organisation) -> None:
    """A new questionnaire; where the registry is asked for, nobody may be suggested before the approval."""
    if not house.content.programme(organisation.id).mentors_from_registry:
        await mentor_came(transaction, house, organisation)


async def mentor_approved(
    transaction: Transaction, house: House, organisation: Organisation, mentor: MembershipId
) -> None:
    """The mentor hears of it; where the registry is asked for, this is when a mentor comes."""
    held = await people.membership(transaction, mentor)
    if held is not None:
        now = house.local_time(organisation)
        await outbox.add(transaction, searching.registry_approved(held.person, mentor, now))
    if house.content.programme(organisation.id).mentors_from_registry:
        await mentor_came(transaction, house, organisation)


async def tell_of_nominees(transaction: Transaction, house: House, organisation: Organisation) -> None:
    """The deputy head, who signs orders, hears of it once a day."""
    await _digest(transaction, house, organisation, LetterKind.REGISTRY_AWAITED, Role.DEPUTY_HEAD)


async def _digest(
    transaction: Transaction, house: House, organisation: Organisation, kind: LetterKind, reader: Role
) -> None:
    readers = await people.holders(transaction, organisation.id, (reader,))
    days = house.content.calendars(organisation)
    now = house.local_time(organisation)
    for letter in letters.digests(kind, readers, organisation.id, now, days):
        await outbox.add(transaction, letter)


async def pair_moved(
    transaction: Transaction, house: House, organisation: Organisation, before: Pair, after: Pair
) -> None:
    """Whoever has lost a mentor waits again, first in the queue if it was after they had met."""
    for mentee in searching.search_again_for(before, after):
        returned = after.state in FELL_THROUGH or before.state is not PairState.AWAITING_ACCEPTANCE
        await mentee_waits(transaction, house, organisation, mentee, returned=returned)
    if after.state is PairState.COMPLETED:
        for side in after.members:
            await waiting.end(transaction, side.membership)
    if searching.frees_place(before, after) and before.state is not PairState.PROPOSED:
        await mentor_came(transaction, house, organisation)


async def still_waits(transaction: Transaction, letter: Claimed) -> OrganisationId | None:
    """Where the search goes on that the letter belongs to; None when it is over, or has begun anew since."""
    mentee = MembershipId(letter.facts["membership"])
    wait, held = await waiting.one(transaction, mentee), await people.membership(transaction, mentee)
    if wait is None or held is None or wait.since != letter.facts["since"]:
        return None
    if held.state is not MembershipState.IN_BANK or await pairs.knows_of_pair(transaction, mentee):
        return None
    away = await pairs.not_looking(transaction, held.organisation)
    return None if mentee in away else held.organisation


async def go_on(transaction: Transaction, house: House, letter: Claimed) -> None:
    """After one word the next is planned, whatever has become of it: the chain ends when the search does."""
    if letter.kind is not LetterKind.STILL_SEARCHING:
        return
    here = await still_waits(transaction, letter)
    if here is None:
        return
    organisation = await road.organisation(transaction, here)
    since = datetime.datetime.fromtimestamp(letter.facts["since"], zoneinfo.ZoneInfo(organisation.tz))
    mentee, number = MembershipId(letter.facts["membership"]), letter.facts["number"] + 1
    days = house.content.calendars(organisation)
    await outbox.add(transaction, searching.still_searching(letter.person, mentee, since, number, days))


class Support:
    """What somebody who waits may ask for."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def ask_talk(self, external_id: int, mentee: MembershipId) -> TalkAsked:
        """«Поговорить с психологом»: once a day, whoever asks twice gets the same answer. Raises StaleButton."""

        async def unit(transaction: Transaction) -> TalkAsked:
            caller = await caller_of(transaction, external_id)
            held = caller.membership(mentee)
            if held is None or held.role is not Role.MENTEE or held.state is not MembershipState.IN_BANK:
                raise StaleButton
            organisation = await road.organisation(transaction, held.organisation)
            psychologists = await people.holders(transaction, organisation.id, TALK_TO)
            others = [person for person in psychologists if person != caller.person.id]
            carers = TALK_TO if others else (Role.CURATOR,)
            kind = LetterKind.TALK_ASKED
            await tell_carers(transaction, self._house, organisation, kind, held, carers)
            actor = f"person:{caller.person.id}"
            subject = f"membership:{mentee}"
            await audit.note(transaction, self._house.now, actor, "talk_asked", organisation.id, subject)
            return TalkAsked(caller.person.adult is False, bool(others))

        return await self._house.database.write(unit)
