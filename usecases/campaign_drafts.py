"""Before a survey is sent: whom it will ask and until when; and the press that sends it, once."""

import datetime
from collections.abc import Callable
from dataclasses import replace

from mentoring import campaign_leading as rules
from mentoring import campaign_letters
from mentoring.access import Action, may
from mentoring.campaign_leading import (
    USUAL_DAYS,
    DraftShown,
    FormHere,
    GroupHere,
    GroupOffered,
    Offered,
    PairChoice,
    PairsToAsk,
)
from mentoring.campaigns import Audience, BuiltIn, Campaign, CampaignState, occasion
from mentoring.consent import school_year_start
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
    how_many,
    last_day,
    open_campaign,
    remind_after,
)
from usecases.campaigns import RIGHT, found
from usecases.looking import look
from usecases.pair_views import in_banks, partners
from usecases.unit import Allowed, House, StaleButton, allowed, caller_of, retried

UNSAVED = CampaignId(0)


class CampaignDrafts:
    def __init__(self, house: House) -> None:
        self._house = house

    # -- built-in ones -----------------------------------------------------------------------------------------------

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
                await self._send(transaction, held, campaign, form.built_in, until)
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

        However many press, there is one draft at a time.
        """

        async def unit(transaction: Transaction) -> CampaignId:
            held, kept = await found(transaction, external_id, campaign)
            built_in = built_in_of(self._house, kept)
            if built_in is None or kept.state is not CampaignState.CLOSED:
                raise StaleButton
            for time in range(1, 100):
                known = await self._of_year(transaction, held.organisation, built_in, time)
                if known is None:
                    return (await self._add(transaction, held, built_in, time)).id
                if known.state is not CampaignState.CLOSED:
                    return known.id
            raise StaleButton

        return await retried(lambda: self._house.database.write(unit))

    # -- a draft -----------------------------------------------------------------------------------------------------

    async def draft(self, external_id: int, campaign: CampaignId) -> DraftShown:
        """Raises Forbidden, StaleButton when it is no draft any more."""

        async def unit(transaction: Transaction, caller: Caller) -> DraftShown:
            held, kept = await self._draft(transaction, external_id, campaign)
            return await self._shown(transaction, caller, held.organisation, kept)

        return await look(self._house, external_id, unit)

    async def pairs(self, external_id: int, campaign: CampaignId) -> PairsToAsk:
        """The pairs it may be narrowed to. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, caller: Caller) -> PairsToAsk:
            held, kept = await self._draft(transaction, external_id, campaign)
            shown = await self._shown(transaction, caller, held.organisation, kept)
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
            return await self._shown(transaction, caller, held.organisation, await self._kept(transaction, campaign))

        return await retried(lambda: self._house.database.write(unit))

    async def send(self, external_id: int, campaign: CampaignId, until: datetime.date) -> None:
        """Open a built-in one; one that is open already stays as it is.

        Raises Forbidden, StaleButton, DayRefused, NobodyToAsk.
        """

        async def unit(transaction: Transaction) -> None:
            held, kept = await found(transaction, external_id, campaign)
            built_in = built_in_of(self._house, kept)
            if built_in is None:
                raise StaleButton
            if kept.state is CampaignState.DRAFT:
                await self._send(transaction, held, kept, built_in, until)

        await retried(lambda: self._house.database.write(unit))

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
            audience = change(await self._shown(transaction, caller, held.organisation, kept))
            if audience != kept.audience:
                await campaigns.save_draft(transaction, replace(kept, audience=audience))
            return await self._shown(transaction, caller, held.organisation, await self._kept(transaction, campaign))

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

    async def _of_year(
        self, transaction: Transaction, here: Organisation, built_in: BuiltIn, time: int = 1
    ) -> Campaign | None:
        """The survey of this school year, sent or not."""
        known = await campaign_leading.of_occasion(transaction, here.id, self._occasion(here, built_in, time))
        return None if known is None else await campaigns.one(transaction, known)

    def _occasion(self, here: Organisation, built_in: BuiltIn, time: int) -> str:
        return occasion(built_in.key, school_year_start(self._today(here)).year, time)

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
        return await self._kept(transaction, added)

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
            forms.append(FormHere(built_in, kept, await self._people(transaction, asked, built_in)))
        last = until or self._usual_day(here, built_ins[0])
        planned = self._reminders(here, last, built_ins[0].remind_after)
        return GroupHere(here, self._today(here), last, planned, tuple(forms))

    def _unsaved(self, here: Organisation, built_in: BuiltIn) -> Campaign:
        return Campaign(
            UNSAVED,
            here.id,
            self._occasion(here, built_in, 1),
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

    async def _people(self, transaction: Transaction, campaign: Campaign, built_in: BuiltIn | None) -> int:
        if built_in is None:
            return await how_many(transaction, self._house, campaign)
        return await how_many(
            transaction,
            self._house,
            campaign,
            pairs_only=built_in.pairs_only,
            skip_answered=rules.skipped_form(built_in, campaign),
        )

    async def _send(
        self, transaction: Transaction, held: Allowed, campaign: Campaign, built_in: BuiltIn, until: datetime.date
    ) -> None:
        form = self._house.content.forms[built_in.form].questionnaire
        await open_campaign(
            transaction,
            self._house,
            campaign,
            (form.id, form.version),
            until,
            held.actor,
            pairs_only=built_in.pairs_only,
            skip_answered=rules.skipped_form(built_in, campaign),
        )

    async def _shown(self, transaction: Transaction, caller: Caller, here: Organisation, kept: Campaign) -> DraftShown:
        built_in = built_in_of(self._house, kept)
        school = here.level is Level.ORGANISATION
        chosen = None if kept.audience.pair is None else await pairs.one(transaction, kept.audience.pair)
        one = () if chosen is None else await self._choices(transaction, here, [chosen.pair])
        until = self._wished_day(here, kept, built_in)
        return DraftShown(
            here,
            kept,
            built_in,
            await self._people(transaction, kept, built_in),
            self._today(here),
            until,
            self._reminders(here, until, remind_after(self._house, kept)),
            {} if school else await campaign_leading.places_below(transaction, here.id),
            school and may(caller.grants, Action.SEE_PAIRS, here.path),
            one[0] if one else None,
        )

    def _wished_day(self, here: Organisation, kept: Campaign, built_in: BuiltIn | None) -> datetime.date:
        wished = None if kept.closes_at is None else last_day(kept, here)
        today = self._today(here)
        if wished is None or not today <= wished <= today + LONGEST:
            return self._usual_day(here, built_in)
        return wished

    def _usual_day(self, here: Organisation, built_in: BuiltIn | None) -> datetime.date:
        number = USUAL_DAYS if built_in is None else built_in.open_days
        return self._house.content.calendars(here).after(self._today(here), number)

    def _reminders(self, here: Organisation, last: datetime.date, after: tuple[int, ...]) -> tuple[datetime.date, ...]:
        return campaign_letters.reminders(self._today(here), last, after, self._house.content.calendars(here))

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
