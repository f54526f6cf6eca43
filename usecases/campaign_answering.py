"""Answering a survey that was sent to many: what is promised first, then its questions, then one act that keeps it."""

import datetime
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from mentoring import campaign_results, campaigns, questionnaire, self_check
from mentoring.campaigns import Campaign, CampaignState, Invitee
from mentoring.ids import AttemptId, CampaignId, MembershipId
from mentoring.organisations import Organisation
from mentoring.people import Caller, Membership
from mentoring.questionnaire import Questionnaire, Value
from mentoring.self_check import Checked
from mentoring.standing import CampaignAnswered, CampaignOffered, CampaignOver
from storage import attempts
from storage import campaigns as kept_campaigns
from storage.attempts import Attempt
from storage.database import Transaction
from storage.times import aware
from usecases import pair_surveys, road
from usecases.campaign_opening import skipped_by
from usecases.looking import look
from usecases.unit import House, StaleButton, caller_of, retried


@dataclass(frozen=True, slots=True)
class AskedInCampaign:
    """A survey that still counts, who was asked, and the form."""

    campaign: Campaign
    invitee: Invitee
    form: Questionnaire


async def asked_in(
    transaction: Transaction, house: House, attempt: Attempt, form: Questionnaire
) -> AskedInCampaign | None:
    """The survey sent to many behind an attempt; None for any other. Raises StaleButton when it is over."""
    invitee = await kept_campaigns.of_attempt(transaction, attempt.id)
    if invitee is None:
        return None
    campaign = await _campaign(transaction, invitee.campaign)
    if invitee.answered or not campaign.is_open(house.now):
        raise StaleButton
    return AskedInCampaign(campaign, invitee, form)


async def finish(
    transaction: Transaction,
    house: House,
    caller: Caller,
    asked: AskedInCampaign,
    attempt: Attempt,
    kept: Mapping[str, Value],
) -> CampaignAnswered:
    """The answers are sent; anonymous ones part with their author here and nowhere else. Raises Moved."""
    pupil = caller.person.adult is False
    if asked.campaign.anonymous:
        await _part(transaction, asked, attempt, kept)
    else:
        await attempts.finish(transaction, attempt, set(kept), house.now)
        await kept_campaigns.answer(transaction, asked.invitee, house.now)
    lonely = asked.campaign.anonymous and pupil and questionnaire.calls_for_help(asked.form, kept)
    scored = self_check.is_self_check(asked.form.id)
    check = self_check.checked(asked.form, kept, house.content.self_check) if scored else None
    return CampaignAnswered(asked.campaign.anonymous, pupil, lonely, check)


async def _part(transaction: Transaction, asked: AskedInCampaign, attempt: Attempt, kept: Mapping[str, Value]) -> None:
    """The answers move under a random word; of the person nothing is left but that they have answered.

    Nothing here may be given a time, an order or the number of the attempt: docs/decisions/0020-anonymous-answers.md.
    """
    await attempts.touch(transaction, attempt)
    sheet = secrets.token_hex(16)
    pupils = asked.form.for_pupils or await kept_campaigns.asks_pupils(transaction, asked.campaign.id)
    await kept_campaigns.keep_sheet(transaction, asked.campaign.id, sheet, kept, pupils=pupils)
    await kept_campaigns.answer(transaction, asked.invitee, None)
    await attempts.delete(transaction, attempt.id)


async def own_check(transaction: Transaction, house: House, campaign: Campaign, invitee: Invitee) -> Checked | None:
    """Of a self-check that was sent, for whoever has sent it."""
    if campaign.form is None or not self_check.is_self_check(campaign.form[0]) or not invitee.answered:
        return None
    attempt = None if invitee.attempt is None else await attempts.one(transaction, AttemptId(invitee.attempt))
    if attempt is None:
        return None
    form = await house.content.form(transaction, campaign.form)
    return self_check.checked(form, attempt.answers, house.content.self_check)


async def let_off(transaction: Transaction, house: House, membership: MembershipId, form: str) -> None:
    """Answers about a pair count for the form: surveys that leave out whoever has given them ask no more.

    What was begun there goes too, so that nothing can be sent twice.
    """
    for campaign in await kept_campaigns.waiting_of(transaction, [membership], house.now):
        invitee = await kept_campaigns.invitee(transaction, campaign.id, membership)
        if invitee is None or skipped_by(house, campaign) != form:
            continue
        await kept_campaigns.let_off(transaction, invitee)
        if invitee.attempt is not None:
            await attempts.delete(transaction, AttemptId(invitee.attempt))


async def _campaign(transaction: Transaction, campaign: CampaignId) -> Campaign:
    found = await kept_campaigns.one(transaction, campaign)
    assert found is not None  # noqa: S101 - a foreign key leads to it
    return found


class CampaignAnswering:
    def __init__(self, house: House) -> None:
        self._house = house

    async def offered(self, external_id: int, campaign: CampaignId) -> CampaignOffered | CampaignOver:
        """What is asked and promised, before the first question. Raises StaleButton for whoever was not asked."""

        async def unit(transaction: Transaction, caller: Caller) -> CampaignOffered | CampaignOver:
            asked, invitee, held = await self._asked(transaction, caller, campaign)
            here = await road.organisation(transaction, held.organisation)
            pupil = caller.person.adult is False
            if invitee.answered or not asked.is_open(self._house.now):
                check = await own_check(transaction, self._house, asked, invitee)
                return CampaignOver(asked.title, invitee.answered, pupil, check)
            assert asked.form is not None  # noqa: S101 - an open one has its form
            form = await self._house.content.form(transaction, asked.form)
            place = await road.organisation(transaction, asked.organisation)
            readers = campaign_results.readers_at(place.level)
            return CampaignOffered(
                asked,
                here,
                len(questionnaire.visible(form, {})),
                self._until(asked, place),
                readers,
                campaign_results.PSYCHOLOGIST in readers,
                invitee.attempt is not None,
                pupil,
                form.for_pupils or await kept_campaigns.asks_pupils(transaction, campaign),
            )

        return await look(self._house, external_id, unit)

    def _until(self, campaign: Campaign, place: Organisation) -> datetime.date | None:
        """By the calendar of the place that asks."""
        if campaign.closes_at is None:
            return None
        return campaigns.last_day(aware(campaign.closes_at).astimezone(self._house.local_time(place).tzinfo))

    async def begin(self, external_id: int, campaign: CampaignId) -> AttemptId | CampaignOver:
        """Begin the answers, or find those that were begun, on whatever device. Raises StaleButton."""

        async def unit(transaction: Transaction) -> AttemptId | CampaignOver:
            caller = await caller_of(transaction, external_id)
            asked, invitee, held = await self._asked(transaction, caller, campaign)
            here = await road.organisation(transaction, held.organisation)
            if invitee.answered or not asked.is_open(self._house.now):
                return CampaignOver(asked.title, invitee.answered, caller.person.adult is False)
            if not await pair_surveys.may_be_asked(transaction, self._house, caller.person, here):
                raise StaleButton
            if invitee.attempt is not None:
                return AttemptId(invitee.attempt)
            assert asked.form is not None  # noqa: S101 - an open one has its form
            attempt = await attempts.start(transaction, held.id, asked.form, self._house.now, of_survey=True)
            await kept_campaigns.begin(transaction, invitee, attempt)
            return attempt

        return await retried(lambda: self._house.database.write(unit))

    async def over(self, external_id: int, attempt: AttemptId) -> CampaignOver | None:
        """Whether it is these answers' survey that is over; None for anything else."""

        async def unit(transaction: Transaction) -> CampaignOver | None:
            caller = await caller_of(transaction, external_id)
            invitee = await kept_campaigns.of_attempt(transaction, attempt)
            if (
                invitee is None
                or await kept_campaigns.invitee_of(transaction, invitee.campaign, caller.person.id) is None
            ):
                return None
            campaign = await _campaign(transaction, invitee.campaign)
            if not invitee.answered and campaign.is_open(self._house.now):
                return None
            return CampaignOver(campaign.title, invitee.answered, caller.person.adult is False)

        return await self._house.database.read(unit)

    async def gone(self, external_id: int, attempt: AttemptId) -> bool:
        """Whether these may be answers that were sent: anonymous ones leave nothing that would tell."""

        async def unit(transaction: Transaction) -> bool:
            if await attempts.one(transaction, attempt) is not None:
                return False
            caller = await caller_of(transaction, external_id)
            for held in caller.memberships:
                answered = await kept_campaigns.of_person(transaction, caller.person.id, held.organisation)
                if any(campaign.anonymous for campaign, _ in answered):
                    return True
            return False

        return await self._house.database.read(unit)

    @staticmethod
    async def _asked(
        transaction: Transaction, caller: Caller, campaign: CampaignId
    ) -> tuple[Campaign, Invitee, Membership]:
        """The survey, and as whom the caller answers it. Raises StaleButton.

        A person is asked once, whichever roles they hold: where the one they were asked as has ended, another in the
        same organisation stands in for it.
        """
        found = await kept_campaigns.one(transaction, campaign)
        asked = await kept_campaigns.invitee_of(transaction, campaign, caller.person.id)
        if found is None or found.state is CampaignState.DRAFT or asked is None:
            raise StaleButton
        invitee, organisation = asked
        there = [one for one in caller.memberships if one.organisation == organisation]
        held = caller.membership(invitee.membership) or next(iter(there), None)
        if held is None:
            raise StaleButton
        return found, invitee, held
