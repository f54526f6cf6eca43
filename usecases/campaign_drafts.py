"""A survey before it is sent: whom it will ask and until when, and the press that sends it, once."""

import datetime
from collections.abc import Callable
from dataclasses import replace

from mentoring import campaign_leading as rules
from mentoring.access import Action, may
from mentoring.campaign_leading import DraftShown, PairChoice, PairsToAsk
from mentoring.campaigns import Audience, BuiltIn, Campaign, CampaignState
from mentoring.ids import CampaignId, OrganisationId, PairId
from mentoring.organisations import Organisation
from mentoring.pair_cards import Stage
from mentoring.pairs import CLOSED, Pair
from mentoring.people import Caller
from mentoring.roles import Level, Role
from storage import campaign_leading, campaigns, pairs
from storage.database import Transaction
from usecases.campaign_opening import (
    LONGEST,
    built_in_of,
    closing_moment,
    how_many_now,
    last_day,
    open_built_in,
    remind_after,
    reminder_days,
    usual_day,
)
from usecases.campaigns import found
from usecases.looking import look
from usecases.pair_views import in_banks, partners
from usecases.unit import Allowed, House, StaleButton, caller_of, retried


class CampaignDrafts:
    def __init__(self, house: House) -> None:
        self._house = house

    async def draft(self, external_id: int, campaign: CampaignId) -> DraftShown:
        """Raises Forbidden, StaleButton when it is no draft any more."""

        async def unit(transaction: Transaction, caller: Caller) -> DraftShown:
            held, kept = await self._draft(transaction, external_id, campaign)
            return await self.shown(transaction, caller, held.organisation, kept)

        return await look(self._house, external_id, unit)

    async def pairs(self, external_id: int, campaign: CampaignId) -> PairsToAsk:
        """The pairs it may be narrowed to. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, caller: Caller) -> PairsToAsk:
            held, kept = await self._draft(transaction, external_id, campaign)
            shown = await self.shown(transaction, caller, held.organisation, kept)
            if not shown.pairs:
                raise StaleButton
            there = [one.pair for one in await pairs.of_organisation(transaction, held.organisation.id)]
            open_ = [pair for pair in there if pair.state not in CLOSED]
            return PairsToAsk(shown, await self._choices(transaction, held.organisation, open_))

        return await look(self._house, external_id, unit)

    async def ask_role(self, external_id: int, campaign: CampaignId, role: Role, *, on: bool) -> DraftShown:
        """Raises Forbidden, StaleButton, as all that follow."""

        def change(draft: DraftShown) -> Audience:
            if role not in draft.fitting:
                raise StaleButton
            return rules.with_role(draft.campaign.audience, role, on=on)

        return await self._changed(external_id, campaign, change)

    async def ask_place(self, external_id: int, campaign: CampaignId, place: OrganisationId, *, on: bool) -> DraftShown:
        def change(draft: DraftShown) -> Audience:
            if place not in draft.places:
                raise StaleButton
            audience = draft.campaign.audience
            return replace(audience, places=audience.places | {place} if on else audience.places - {place})

        return await self._changed(external_id, campaign, change)

    async def ask_stage(self, external_id: int, campaign: CampaignId, stage: Stage, *, on: bool) -> DraftShown:
        def change(draft: DraftShown) -> Audience:
            if not draft.of_pairs:
                raise StaleButton
            audience = draft.campaign.audience
            stages = audience.stages | {stage} if on else audience.stages - {stage}
            return replace(audience, stages=stages, pair=None)

        return await self._changed(external_id, campaign, change)

    async def ask_pair(self, external_id: int, campaign: CampaignId, pair: PairId) -> DraftShown:
        there = await self.pairs(external_id, campaign)
        if pair not in {one.pair.id for one in there.pairs}:
            raise StaleButton
        return await self._changed(external_id, campaign, lambda draft: rules.of_pair(draft.campaign.audience, pair))

    async def ask_everybody(self, external_id: int, campaign: CampaignId) -> DraftShown:
        """Narrowed by nothing but roles."""
        return await self._changed(external_id, campaign, lambda draft: Audience(draft.campaign.audience.roles))

    async def set_day(self, external_id: int, campaign: CampaignId, until: datetime.date) -> DraftShown:
        """Until when it is to be open. Raises DayRefused too."""

        async def unit(transaction: Transaction) -> DraftShown:
            held, kept = await self._draft(transaction, external_id, campaign)
            closes_at = closing_moment(self._house, held.organisation, until)
            await campaign_leading.set_closing(transaction, kept, closes_at)
            caller = await caller_of(transaction, external_id)
            return await self.shown(transaction, caller, held.organisation, await self._kept(transaction, campaign))

        return await retried(lambda: self._house.database.write(unit))

    async def send(self, external_id: int, campaign: CampaignId, until: datetime.date) -> bool:
        """Open a built-in one; False for one that was sent already, which stays as it is.

        Raises Forbidden, StaleButton, DayRefused, NobodyToAsk.
        """

        async def unit(transaction: Transaction) -> bool:
            held, kept = await found(transaction, external_id, campaign)
            built_in = built_in_of(self._house, kept)
            if built_in is None:
                raise StaleButton
            if kept.state is not CampaignState.DRAFT:
                return False
            await open_built_in(transaction, self._house, kept, built_in, until, held.actor)
            return True

        return await retried(lambda: self._house.database.write(unit))

    async def drop(self, external_id: int, campaign: CampaignId) -> OrganisationId:
        """Whose it was. Raises Forbidden, StaleButton when it was sent meanwhile."""

        async def unit(transaction: Transaction) -> OrganisationId:
            held, kept = await self._draft(transaction, external_id, campaign)
            await campaigns.drop_draft(transaction, kept)
            return held.organisation.id

        return await retried(lambda: self._house.database.write(unit))

    # -- how it is done ----------------------------------------------------------------------------------------------

    async def _changed(
        self, external_id: int, campaign: CampaignId, change: Callable[[DraftShown], Audience]
    ) -> DraftShown:
        async def unit(transaction: Transaction) -> DraftShown:
            caller = await caller_of(transaction, external_id)
            held, kept = await self._draft(transaction, external_id, campaign)
            audience = change(await self.shown(transaction, caller, held.organisation, kept))
            if audience != kept.audience:
                await campaigns.save_draft(transaction, replace(kept, audience=audience))
            return await self.shown(transaction, caller, held.organisation, await self._kept(transaction, campaign))

        return await retried(lambda: self._house.database.write(unit))

    async def _draft(
        self, transaction: Transaction, external_id: int, campaign: CampaignId
    ) -> tuple[Allowed, Campaign]:
        held, kept = await found(transaction, external_id, campaign)
        if kept.state is not CampaignState.DRAFT:
            raise StaleButton
        return held, kept

    async def _kept(self, transaction: Transaction, campaign: CampaignId) -> Campaign:
        kept = await campaigns.one(transaction, campaign)
        if kept is None:
            raise StaleButton
        return kept

    async def shown(self, transaction: Transaction, caller: Caller, here: Organisation, kept: Campaign) -> DraftShown:
        """Within a unit that has asked for the right."""
        built_in = built_in_of(self._house, kept)
        school = here.level is Level.ORGANISATION
        chosen = None if kept.audience.pair is None else await pairs.one(transaction, kept.audience.pair)
        one = () if chosen is None else await self._choices(transaction, here, [chosen.pair])
        until = self._wished_day(here, kept, built_in)
        reach = await how_many_now(transaction, self._house, kept, built_in)
        return DraftShown(
            here,
            kept,
            built_in,
            reach.people,
            self._today(here),
            until,
            reminder_days(self._house, here, until, remind_after(self._house, kept)),
            {} if school else await campaign_leading.places_below(transaction, here.id),
            school and may(caller.grants, Action.SEE_PAIRS, here.path),
            one[0] if one else None,
            reach.asked,
        )

    def _wished_day(self, here: Organisation, kept: Campaign, built_in: BuiltIn | None) -> datetime.date:
        wished = None if kept.closes_at is None else last_day(kept, here)
        today = self._today(here)
        if wished is None or not today <= wished <= today + LONGEST:
            return usual_day(self._house, here, built_in)
        return wished

    def _today(self, here: Organisation) -> datetime.date:
        return self._house.local_time(here).date()

    async def _choices(self, transaction: Transaction, here: Organisation, there: list[Pair]) -> tuple[PairChoice, ...]:
        sides = [side.membership for pair in there for side in (pair.mentor, *pair.mentees)]
        banks = await in_banks(transaction, self._house, here, sides)
        known = await partners(transaction, here, banks, sides, named=True)
        return tuple(
            PairChoice(
                pair,
                known[pair.mentor.membership],
                tuple(known[side.membership] for side in pair.members or pair.mentees),
            )
            for pair in there
        )
