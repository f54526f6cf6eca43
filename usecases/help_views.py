"""Questions and calls for help as those who answer them may see them."""

from mentoring.access import Action, may
from mentoring.help_cards import OpenRequest
from mentoring.help_requests import ANSWER_DAYS, HelpRequest
from mentoring.ids import PersonId
from mentoring.letters import LetterKind
from mentoring.notices import HelpNews
from mentoring.organisations import Organisation
from mentoring.pairs import Party
from mentoring.people import Caller
from storage import consents, help_requests, pairs, people
from storage.database import Transaction
from storage.help_requests import Kept
from usecases import alarms, road
from usecases.looking import local_day, may_name
from usecases.pair_acts import readers_of
from usecases.pair_views import seen
from usecases.unit import House, StaleButton


async def news(transaction: Transaction, kind: LetterKind, request: HelpRequest) -> HelpNews:
    """What may be said of a request. Raises StaleButton when whoever asked has left.

    A child whose words spoke of danger needs the talk no less.
    """
    held = await people.membership(transaction, request.membership)
    person = None if held is None else await people.person(transaction, held.person)
    if held is None or person is None or (request.asked and not held.active):
        raise StaleButton
    organisation = await road.organisation(transaction, request.organisation)
    pair = None if request.pair is None else await pairs.one(transaction, request.pair)
    name, paper = person.name if may_name(organisation, held) else None, None
    if name is None and not request.asked:
        paper = await consents.paper_of(transaction, held.person, organisation.id)
    return HelpNews(
        kind,
        request,
        organisation.name,
        held.code,
        held.role,
        name,
        pair.pair if pair else None,
        person.adult is False,
        paper,
        held.state,
    )


async def demand_answerer(transaction: Transaction, caller: Caller, request: HelpRequest) -> None:
    """Whoever looks after pairs there, but is no side of this one: what was said in trust is not for them.

    Raises StaleButton.
    """
    organisation = await road.organisation(transaction, request.organisation)
    if not may(caller.grants, Action.SEE_PAIRS, organisation.path):
        raise StaleButton
    if caller.membership(request.membership) is not None:
        raise StaleButton
    if request.pair is not None and (await seen(transaction, caller, request.pair)).side is not None:
        raise StaleButton


async def waiting(
    transaction: Transaction, house: House, organisation: Organisation, caller: Caller
) -> tuple[OpenRequest, ...]:
    """What is not closed yet and was told to this reader, the oldest first."""
    found = []
    for kept in await help_requests.open_of(transaction, organisation.id):
        if caller.person.id not in await _told(transaction, house, organisation, kept):
            continue
        try:
            await demand_answerer(transaction, caller, kept.request)
            shown = await news(transaction, LetterKind.HELP_ASKED, kept.request)
        except StaleButton:
            continue
        found.append(OpenRequest(shown, local_day(kept.at, organisation)))
    return tuple(found)


async def _told(transaction: Transaction, house: House, organisation: Organisation, kept: Kept) -> frozenset[PersonId]:
    """Who has had a letter about it, or would have one now: the list tells nobody more than the letters do."""
    request = kept.request
    if request.urgent:
        return await alarms.heard_by(transaction, organisation.id, request)
    pair = None if request.pair is None else await pairs.one(transaction, request.pair)
    readers = await readers_of(transaction, organisation.id, *([pair.pair] if pair else []))
    days, today = house.content.calendars(organisation), house.local_time(organisation).date()
    late = days.after(local_day(kept.at, organisation), ANSWER_DAYS) <= today
    told = (Party.CURATOR, Party.DEPUTY_HEAD) if late else (Party.CURATOR,)
    return frozenset(person for party in told for person in readers.looking_after(party))
