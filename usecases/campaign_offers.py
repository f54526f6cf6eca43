"""Built-in surveys: what may be asked, of how many, and the press that opens a group of them, once."""

import datetime

from mentoring import campaign_leading as rules
from mentoring.campaign_leading import FormHere, GroupHere, GroupOffered, Offered
from mentoring.campaigns import Audience, BuiltIn, Campaign, CampaignState, occasion
from mentoring.consent import school_year_start
from mentoring.ids import CampaignId, OrganisationId
from mentoring.organisations import Organisation
from mentoring.people import Caller
from storage import campaign_leading, campaigns
from storage.database import Transaction
from storage.people import Moved
from usecases.campaign_opening import built_in_of, how_many_now, open_built_in, reminder_days, usual_day
from usecases.campaigns import RIGHT, found
from usecases.looking import look
from usecases.unit import Allowed, House, StaleButton, allowed, retried

UNSAVED = CampaignId(0)

MOST_TIMES = 20
"""How often one form may be asked in a school year."""


class CampaignOffers:
    def __init__(self, house: House) -> None:
        self._house = house

    async def offered(self, external_id: int, organisation: OrganisationId) -> Offered:
        """Raises Forbidden."""

        async def unit(transaction: Transaction, _: Caller) -> Offered:
            here = (await allowed(transaction, external_id, RIGHT, organisation)).organisation
            groups = []
            for first in rules.firsts(self._house.content.campaigns, here.level):
                forms = rules.group_of(self._house.content.campaigns, first.key)
                kept = [await self._of_year(transaction, here, form) for form in forms]
                opened = sum(one is not None and one.state is not CampaignState.DRAFT for one in kept)
                groups.append(GroupOffered(first, len(forms), opened))
            return Offered(here, tuple(groups))

        return await look(self._house, external_id, unit)

    async def group(
        self, external_id: int, organisation: OrganisationId, key: str, until: datetime.date | None = None
    ) -> GroupHere:
        """``until``: the last day that was chosen. Raises Forbidden, StaleButton for a key that is none."""

        async def unit(transaction: Transaction, _: Caller) -> GroupHere:
            held = await allowed(transaction, external_id, RIGHT, organisation)
            return await self._group(transaction, held.organisation, key, until)

        return await look(self._house, external_id, unit)

    async def open_group(self, external_id: int, organisation: OrganisationId, key: str, until: datetime.date) -> int:
        """Send all forms of the group that have somebody to ask and were not opened yet; how many people are asked.

        None of them is sent twice: who comes second opens nothing. Raises Forbidden, StaleButton, DayRefused.
        """

        async def unit(transaction: Transaction) -> int:
            held = await allowed(transaction, external_id, RIGHT, organisation)
            here = await self._group(transaction, held.organisation, key, until)
            for form in here.to_open:
                campaign = form.campaign or await self._add(transaction, held, form.built_in)
                await open_built_in(transaction, self._house, campaign, form.built_in, until, held.actor)
            return here.people

        return await retried(lambda: self._house.database.write(unit))

    async def prepare(self, external_id: int, organisation: OrganisationId, key: str) -> CampaignId:
        """A draft of one built-in survey, to be narrowed; the one that is there already, if there is one.

        Raises Forbidden, StaleButton for a key that is none.
        """

        async def unit(transaction: Transaction) -> CampaignId:
            held = await allowed(transaction, external_id, RIGHT, organisation)
            built_in = self._house.content.campaigns.get(key)
            if built_in is None or built_in.level is not held.organisation.level:
                raise StaleButton
            kept = await self._of_year(transaction, held.organisation, built_in)
            return (kept or await self._add(transaction, held, built_in)).id

        return await retried(lambda: self._house.database.write(unit))

    async def ask_again(self, external_id: int, campaign: CampaignId) -> CampaignId:
        """A draft of the same built-in survey for one more time this year. Raises Forbidden, StaleButton.

        However many press, there is one at a time that is not closed.
        """

        async def unit(transaction: Transaction) -> CampaignId:
            held, kept = await found(transaction, external_id, campaign)
            built_in = built_in_of(self._house, kept)
            if built_in is None or kept.state is not CampaignState.CLOSED:
                raise StaleButton
            for time in range(1, MOST_TIMES + 1):
                known = await self._of_year(transaction, held.organisation, built_in, time)
                if known is None:
                    return (await self._add(transaction, held, built_in, time)).id
                if known.state is not CampaignState.CLOSED:
                    return known.id
            raise StaleButton

        return await retried(lambda: self._house.database.write(unit))

    async def _group(
        self, transaction: Transaction, here: Organisation, key: str, until: datetime.date | None
    ) -> GroupHere:
        built_ins = rules.group_of(self._house.content.campaigns, key)
        if not built_ins or built_ins[0].level is not here.level:
            raise StaleButton
        forms = []
        for built_in in built_ins:
            kept = await self._of_year(transaction, here, built_in)
            asked = kept or self._unsaved(here, built_in)
            reach = await how_many_now(transaction, self._house, asked, built_in)
            forms.append(FormHere(built_in, kept, reach.people, reach.asked))
        last = until or usual_day(self._house, here, built_ins[0])
        planned = reminder_days(self._house, here, last, built_ins[0].remind_after)
        return GroupHere(here, self._house.local_time(here).date(), last, planned, tuple(forms))

    def _unsaved(self, here: Organisation, built_in: BuiltIn) -> Campaign:
        """As it would be: what is only looked at is not written."""
        return Campaign(
            UNSAVED,
            here.id,
            self._occasion(here, built_in),
            built_in.title,
            None,
            built_in.secrecy,
            Audience(built_in.roles),
            CampaignState.DRAFT,
            self._house.now,
            None,
            None,
            None,
            0,
        )

    async def _of_year(
        self, transaction: Transaction, here: Organisation, built_in: BuiltIn, time: int = 1
    ) -> Campaign | None:
        """The survey of this school year, sent or not."""
        known = await campaign_leading.of_occasion(transaction, here.id, self._occasion(here, built_in, time))
        return None if known is None else await campaigns.one(transaction, known)

    def _occasion(self, here: Organisation, built_in: BuiltIn, time: int = 1) -> str:
        return occasion(built_in.key, school_year_start(self._house.local_time(here).date()).year, time)

    async def _add(self, transaction: Transaction, held: Allowed, built_in: BuiltIn, time: int = 1) -> Campaign:
        """Raises Moved when there is one by now."""
        added = await campaigns.add(
            transaction,
            held.organisation.id,
            built_in.title,
            built_in.secrecy,
            Audience(built_in.roles),
            now=self._house.now,
            actor=held.actor,
            occasion=self._occasion(held.organisation, built_in, time),
        )
        kept = await campaigns.one(transaction, added)
        if kept is None:
            raise Moved
        return kept
