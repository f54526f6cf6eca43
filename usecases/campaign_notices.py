"""Letters about surveys sent to many, read again before they go: whoever has answered hears no more of it."""

from collections.abc import Awaitable, Callable

from mentoring.access import TABLE, Action
from mentoring.campaign_letters import AskedOf, CampaignsAsked, CampaignsClosed, Ended
from mentoring.campaigns import Campaign, CampaignState
from mentoring.ids import CampaignId, MembershipId
from mentoring.letters import LetterKind
from storage import campaigns, people
from storage.database import Transaction
from storage.letters import Claimed
from usecases import road
from usecases.campaign_opening import built_in_of, last_day
from usecases.holding import Held, NotTrueAnyMore
from usecases.looking import AGREED
from usecases.pair_surveys import may_be_asked
from usecases.unit import House

LEADERS = tuple(role for role, rights in TABLE.items() if Action.LEAD_SURVEYS in rights)
"""Who hears that a survey has ended."""


async def _campaign(transaction: Transaction, letter: Claimed) -> Campaign:
    found = await campaigns.one(transaction, CampaignId(letter.facts["campaign"]))
    if found is None:
        raise NotTrueAnyMore("survey_gone")
    return found


async def _asked(transaction: Transaction, house: House, letter: Claimed) -> Held:
    campaign = await _campaign(transaction, letter)
    if not campaign.is_open(house.now):
        raise NotTrueAnyMore("survey_closed")
    membership = MembershipId(letter.facts["membership"])
    asked = await campaigns.invitee(transaction, campaign.id, membership)
    if asked is None:
        raise NotTrueAnyMore("answered_elsewhere")
    if asked.answered:
        raise NotTrueAnyMore("answered_already")
    held = await people.membership(transaction, membership)
    person = await people.person(transaction, letter.person)
    if held is None or person is None or held.person != person.id or held.state not in AGREED:
        raise NotTrueAnyMore("reader_gone")
    organisation = await road.organisation(transaction, held.organisation)
    if not await may_be_asked(transaction, house, person, organisation):
        raise NotTrueAnyMore("consent_ended")
    asking = await road.organisation(transaction, campaign.organisation)
    again = letter.kind is LetterKind.CAMPAIGN_WAITS
    survey = AskedOf(campaign.id, campaign.title, last_day(campaign, asking), again, last="last" in letter.facts)
    return Held(CampaignsAsked(asking.name, (survey,), person.adult is False), organisation)


async def _closed(transaction: Transaction, house: House, letter: Claimed) -> Held:
    campaign = await _campaign(transaction, letter)
    if campaign.state is not CampaignState.CLOSED:
        raise NotTrueAnyMore("survey_open")
    organisation = await road.organisation(transaction, campaign.organisation)
    if letter.person not in await people.holders(transaction, organisation.id, LEADERS):
        raise NotTrueAnyMore("reader_left_the_role")
    progress = await campaigns.progress(transaction, campaign.id)
    ended = Ended(campaign.id, campaign.title, built_in_of(house, campaign), progress.asked, progress.answered)
    return Held(CampaignsClosed(organisation.id, organisation.name, (ended,)), organisation)


HOLDS: dict[LetterKind, Callable[[Transaction, House, Claimed], Awaitable[Held]]] = {
    LetterKind.CAMPAIGN_ASKED: _asked,
    LetterKind.CAMPAIGN_WAITS: _asked,
    LetterKind.CAMPAIGN_CLOSED: _closed,
}
