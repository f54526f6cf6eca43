"""What came back from a survey sent to many, for those who lead it."""

from collections.abc import Mapping
from dataclasses import replace

from mentoring import bank, campaign_results, self_check
from mentoring.access import Action, Forbidden, demand
from mentoring.campaign_results import Index, PlaceCounted, Results, Why
from mentoring.campaigns import Campaign, CampaignState
from mentoring.ids import CampaignId, OrganisationId
from mentoring.organisations import Organisation
from mentoring.people import Caller
from mentoring.questionnaire import Questionnaire
from mentoring.roles import Level
from mentoring.self_check import Checked
from storage import campaign_results as counts
from storage import campaigns
from storage.database import Transaction
from usecases import road
from usecases.campaign_answering import own_check
from usecases.looking import look
from usecases.unit import House, StaleButton

NOTHING = Index(0, 0.0, 0)


class CampaignResults:
    def __init__(self, house: House) -> None:
        self._house = house

    async def results(self, external_id: int, campaign: CampaignId, page: int) -> Results:
        """As far as this reader may know them. Raises Forbidden, StaleButton for one that was not sent."""

        async def unit(transaction: Transaction, caller: Caller) -> Results:
            found = await campaigns.one(transaction, campaign)
            if found is None:
                raise Forbidden(Action.LEAD_SURVEYS)
            here = await road.organisation(transaction, found.organisation)
            demand(caller.grants, Action.LEAD_SURVEYS, here.path)
            if found.state is CampaignState.DRAFT or found.form is None:
                raise StaleButton
            form = await self._house.content.form(transaction, found.form)
            if self_check.is_self_check(form.id):
                own = await self._own(transaction, caller, found)
                return replace(await self._scored(transaction, found, here, form, page), own=own)
            return await self._counted(transaction, caller, found, here, form, page)

        return await look(self._house, external_id, unit)

    async def _counted(
        self,
        transaction: Transaction,
        caller: Caller,
        campaign: Campaign,
        here: Organisation,
        form: Questionnaire,
        page: int,
    ) -> Results:
        of_pupils = forms_of_pupils(self._house)
        progress = await campaigns.progress(transaction, campaign.id)
        senders = await counts.senders(transaction, campaign, of_pupils)
        why = campaign_results.why_not(campaign, senders, self._house.now)
        open_ = campaign.is_open(self._house.now)
        results = Results(campaign, here, campaign.title, progress, senders, open_, why, None, (), (), True, page)
        if why is not None:
            return results
        readers = bank.reading_as(caller.grants, here.path)
        tallies = await counts.tallies(transaction, campaign, of_pupils, caller.person.id)
        indices = await _indices(transaction, campaign, form)
        return replace(
            results,
            index=_sum(indices),
            questions=campaign_results.counted(form, tallies, readers, senders),
            places=await self._places(transaction, campaign, here, None if campaign.anonymous else indices),
            says_words=await counts.says_words(transaction, campaign),
        )

    async def _scored(
        self, transaction: Transaction, campaign: Campaign, here: Organisation, form: Questionnaire, page: int
    ) -> Results:
        """The score alone, of however few: what was answered is nobody else's."""
        progress = await campaigns.progress(transaction, campaign.id)
        senders = await counts.senders(transaction, campaign, ())
        open_ = campaign.is_open(self._house.now)
        why = Why.OPEN if campaign.anonymous and open_ else None
        results = Results(campaign, here, campaign.title, progress, senders, open_, why, None, (), (), True, page)
        if why is not None:
            return results
        tallies = await counts.tallies(transaction, campaign, (), None)
        values = ((tally.value, tally.number) for tally in tallies)
        return replace(results, score=self_check.score(form, values, senders.total, self._house.content.self_check))

    async def _own(self, transaction: Transaction, caller: Caller, campaign: Campaign) -> Checked | None:
        for held in caller.memberships:
            invitee = await campaigns.invitee(transaction, campaign.id, held.id)
            if invitee is not None:
                return await own_check(transaction, self._house, campaign, invitee)
        return None

    async def _places(
        self,
        transaction: Transaction,
        campaign: Campaign,
        here: Organisation,
        indices: Mapping[OrganisationId | None, Index] | None,
    ) -> tuple[PlaceCounted, ...]:
        """One level down; only once it is closed: two looks would tell the answer that came between."""
        if here.level is Level.ORGANISATION or campaign.is_open(self._house.now):
            return ()
        branches = await counts.branches(transaction, here.id)
        asked = await counts.asked_at(transaction, campaign)
        found: dict[OrganisationId, PlaceCounted] = {}
        for place, (invited, answered) in asked.items():
            top, name = branches.get(place, (here.id, here.name))
            before = found.get(top, PlaceCounted(top, name, 0, 0, False, None))
            index = (before.index or NOTHING) + indices.get(place, NOTHING) if indices is not None else None
            found[top] = PlaceCounted(top, name, before.asked + invited, before.answered + answered, False, index)
        told = campaign_results.told_apart({top: _fewest(place) for top, place in found.items()})
        lines = (replace(place, told=top in told) for top, place in found.items())
        return tuple(sorted(lines, key=lambda place: (place.name, place.id)))


def forms_of_pupils(house: House) -> frozenset[str]:
    """The forms of the bank that only pupils are given."""
    return frozenset(name for name, form in house.content.forms.items() if form.questionnaire.for_pupils)


async def _indices(
    transaction: Transaction, campaign: Campaign, form: Questionnaire
) -> Mapping[OrganisationId | None, Index] | None:
    """None where the form does not measure satisfaction."""
    measured = [question.id for question in form.questions if question.csi]
    return await counts.indices(transaction, campaign, measured) if measured else None


def _sum(indices: Mapping[OrganisationId | None, Index] | None) -> Index | None:
    return None if indices is None else sum(indices.values(), NOTHING)


def _fewest(place: PlaceCounted) -> int:
    """Of those who have answered there, whose answers are still kept: the others have left with theirs."""
    return place.answered if place.index is None or not place.index.answered else place.index.answered
