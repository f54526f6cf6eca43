"""Alarms about a child: whoever helps hears at once, the deputy head too if nobody has taken it up by then."""

from mentoring import letters
from mentoring.help_requests import ALARMED, SECOND_ALARMED, SECOND_CALL, HelpRequest, Topic
from mentoring.ids import CampaignId, HelpRequestId, OrganisationId, PersonId
from mentoring.letters import Letter, LetterKind
from mentoring.organisations import Organisation
from mentoring.people import Membership
from mentoring.roles import Role
from storage import audit, help_requests, people
from storage import letters as outbox
from storage.database import Transaction
from storage.letters import Claimed
from usecases import road
from usecases.unit import House

KINDS = {
    Topic.DANGER: (LetterKind.CALL_FOR_HELP, LetterKind.CALL_UNSEEN),
    Topic.HEARD: (LetterKind.DANGER_HEARD, LetterKind.DANGER_UNSEEN),
}
"""The alarm at once, and the one after a quarter of an hour."""

RUNGS = (ALARMED, SECOND_ALARMED)
"""Who hears of either."""

ROLES_OF = {kind: roles for kinds in KINDS.values() for kind, roles in zip(kinds, RUNGS, strict=True)}


async def child_calls(transaction: Transaction, house: House, organisation: Organisation, held: Membership) -> None:
    """«Нужна помощь». Pressed again within a quarter of an hour it is the same call, later it is heard once more."""
    kept, _ = await help_requests.ask(transaction, organisation.id, held.id, None, Topic.DANGER, house.now)
    quarter = house.now // int(SECOND_CALL.total_seconds())
    await _raise(transaction, house, organisation, kept.request, held.person, str(quarter))
    subject = f"help:{kept.request.id}"
    await audit.note(transaction, house.now, f"person:{held.person}", "called_for_help", organisation.id, subject)


async def danger_heard(transaction: Transaction, house: House, organisation: Organisation, held: Membership) -> None:
    """A pupil's own words speak of danger: that it was heard is kept and told, never the words.

    The same answer given twice is one alarm; what is said on another day is heard anew.
    """
    kept, _ = await help_requests.ask(transaction, organisation.id, held.id, None, Topic.HEARD, house.now)
    day = f"{house.local_time(organisation):%Y%m%d}"
    await _raise(transaction, house, organisation, kept.request, held.person, day)


async def danger_unnamed(
    transaction: Transaction, house: House, organisation: Organisation, campaign: CampaignId
) -> None:
    """A pupil's words in an anonymous survey speak of danger: that somebody needs help is told, and nothing of whom.

    No request is opened: it would carry the child. Within an hour it is one alarm.
    """
    now = house.local_time(organisation)
    key = f"{campaign}:{organisation.id}:{now:%Y%m%d%H}"
    facts = {"campaign": int(campaign), "organisation": int(organisation.id)}
    for person in await _first_holders(transaction, organisation.id, ALARMED, None):
        await outbox.add(transaction, letters.alarm(person, LetterKind.DANGER_UNNAMED, key, now, **facts))


async def _raise(
    transaction: Transaction,
    house: House,
    organisation: Organisation,
    request: HelpRequest,
    child: PersonId,
    when: str,
) -> None:
    now, key = house.local_time(organisation), f"{request.id}:{when}"
    for kind, roles, due in zip(KINDS[request.topic], RUNGS, (now, now + SECOND_CALL), strict=True):
        for person in await _first_holders(transaction, organisation.id, roles, child):
            await outbox.add(transaction, letters.alarm(person, kind, key, due, request=request.id))


async def heard_by(transaction: Transaction, here: OrganisationId, request: HelpRequest) -> frozenset[PersonId]:
    """Everybody whom an alarm about it reaches now, at once or later."""
    held = await people.membership(transaction, request.membership)
    assert held is not None  # noqa: S101 - a foreign key leads to it
    found = [await _first_holders(transaction, here, roles, held.person) for roles in RUNGS]
    return frozenset(person for holders in found for person in holders)


async def pass_on(transaction: Transaction, house: House, letter: Claimed) -> None:
    """Whom an alarm was meant for is lost: it goes at once to those who are reached, once to each."""
    roles = ROLES_OF.get(letter.kind)
    if roles is None:
        return
    kept = await help_requests.one(transaction, HelpRequestId(letter.facts["request"]))
    held = None if kept is None else await people.membership(transaction, kept.request.membership)
    if kept is None or held is None:
        return
    now = house.local_time(await road.organisation(transaction, kept.request.organisation))
    key = letter.dedupe_key.rpartition(":")[0]
    for person in await _first_holders(transaction, kept.request.organisation, roles, held.person):
        await outbox.add(transaction, Letter(person, letter.kind, f"{key}:{person}", now, letter.facts))


async def _first_holders(
    transaction: Transaction, here: OrganisationId, roles: tuple[Role, ...], child: PersonId | None
) -> list[PersonId]:
    """The bearers of the first of these roles in which somebody is reached; else of the first that somebody holds."""
    held = [[one for one in await people.holders(transaction, here, (role,)) if one != child] for role in roles]
    for found in held:
        if reached := await people.reached(transaction, found):
            return reached
    return next((found for found in held if found), [])
