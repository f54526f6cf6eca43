"""Leading surveys: which there are, how many have answered, a reminder, a later last day, an early end."""

import datetime
from collections.abc import Sequence

from mentoring import calendar, campaign_letters
from mentoring.access import Action
from mentoring.campaign_leading import CampaignLine, CampaignsHere, CampaignShown, firsts, is_silent, of_year, usual
from mentoring.campaigns import BuiltIn, Campaign, CampaignState, Progress
from mentoring.consent import school_year_start
from mentoring.ids import CampaignId, OrganisationId
from mentoring.organisations import Organisation
from mentoring.people import Caller
from storage import audit, campaign_leading, campaigns
from storage.database import Transaction
from storage.times import aware
from usecases.campaign_opening import built_in_of, closing_moment, last_day, remind_after
from usecases.looking import local_day, look, own_places
from usecases.unit import Allowed, House, StaleButton, allowed, caller_of, retried

RIGHT = Action.LEAD_SURVEYS

NOTHING_YET = Progress(0, 0, 0)


async def found(transaction: Transaction, external_id: int, campaign: CampaignId) -> tuple[Allowed, Campaign]:
    """A survey that the caller leads. Raises Forbidden, and StaleButton for one that is not there any more."""
    kept = await campaigns.one(transaction, campaign)
    if kept is None:
        raise StaleButton
    return await allowed(transaction, external_id, RIGHT, kept.organisation), kept


async def lines(transaction: Transaction, house: House, organisation: Organisation) -> list[CampaignLine]:
    """All of a place, the newest first."""
    numbers = await campaign_leading.progress(transaction, organisation.id)
    return [
        CampaignLine(
            one,
            numbers.get(one.id, NOTHING_YET),
            built_in_of(house, one),
            None if one.state is CampaignState.DRAFT else last_day(one, organisation),
        )
        for one in await campaigns.of_organisation(transaction, organisation.id)
    ]


def usual_here(house: House, organisation: Organisation, there: Sequence[CampaignLine]) -> tuple[BuiltIn, ...]:
    """Groups of built-in ones that are usual this month and not opened this school year."""
    today = house.local_time(organisation).date()
    opened = of_year([line.campaign for line in there], school_year_start(today).year)
    return usual(house.content.campaigns, organisation.level, today.month, opened)


async def to_open(transaction: Transaction, house: House, organisation: Organisation) -> int:
    """How many groups are usual this month and not opened."""
    return len(usual_here(house, organisation, await lines(transaction, house, organisation)))


async def silent(transaction: Transaction, house: House, organisation: Organisation) -> int:
    """How many open ones have few answers though half of their time is over."""
    today = house.local_time(organisation).date()
    return sum(
        line.campaign.opened_at is not None and is_silent(line, local_day(line.campaign.opened_at, organisation), today)
        for line in await lines(transaction, house, organisation)
    )


class Campaigns:
    def __init__(self, house: House) -> None:
        self._house = house

    async def places(self, external_id: int) -> tuple[Organisation, ...]:
        """Where the caller leads surveys. Raises Forbidden when that is nowhere."""
        return await look(self._house, external_id, lambda tx, caller: own_places(tx, caller, RIGHT))

    async def here(self, external_id: int, organisation: OrganisationId) -> CampaignsHere:
        """Raises Forbidden."""

        async def unit(transaction: Transaction, _: Caller) -> CampaignsHere:
            place = (await allowed(transaction, external_id, RIGHT, organisation)).organisation
            there = await lines(transaction, self._house, place)
            offers = bool(firsts(self._house.content.campaigns, place.level))
            return CampaignsHere(place, tuple(there), usual_here(self._house, place, there), offers)

        return await look(self._house, external_id, unit)

    async def one(self, external_id: int, campaign: CampaignId) -> CampaignShown | None:
        """None while it is a draft. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction, _: Caller) -> CampaignShown | None:
            held, kept = await found(transaction, external_id, campaign)
            return (
                None if kept.state is CampaignState.DRAFT else await self._shown(transaction, external_id, held, kept)
            )

        return await look(self._house, external_id, unit)

    async def remind(self, external_id: int, campaign: CampaignId, day: datetime.date) -> CampaignShown:
        """Write to all who are silent, once a day however many ask. Raises Forbidden, StaleButton.

        ``day`` is when the card was seen; a button of an earlier day only shows how things stand.
        """

        async def unit(transaction: Transaction) -> CampaignShown:
            held, kept = await self._sent(transaction, external_id, campaign)
            shown = await self._shown(transaction, external_id, held, kept)
            if day != shown.today or not shown.to_remind:
                return shown
            await campaign_leading.mark_reminded(transaction, kept, self._house.now)
            written = await campaign_leading.remind(transaction, campaign, self._house.now)
            await self._note(transaction, held, kept, "campaign_reminded", f"people:{written}")
            return await self._again(transaction, external_id, held, campaign)

        return await retried(lambda: self._house.database.write(unit))

    async def extend(self, external_id: int, campaign: CampaignId, last: datetime.date) -> CampaignShown:
        """A later last day; the silent hear of it. Raises Forbidden, StaleButton, DayRefused."""

        async def unit(transaction: Transaction) -> CampaignShown:
            held, kept = await self._sent(transaction, external_id, campaign)
            if not kept.is_open(self._house.now):
                raise StaleButton
            if last > last_day(kept, held.organisation):
                closes_at = closing_moment(self._house, held.organisation, last)
                await campaign_leading.set_closing(transaction, kept, closes_at)
                await campaign_leading.tell_again(transaction, campaign, self._house.now)
                await self._note(transaction, held, kept, "campaign_extended", last.isoformat())
            return await self._again(transaction, external_id, held, campaign)

        return await retried(lambda: self._house.database.write(unit))

    async def close(self, external_id: int, campaign: CampaignId) -> CampaignShown:
        """Before its last day. Raises Forbidden, StaleButton."""

        async def unit(transaction: Transaction) -> CampaignShown:
            held, kept = await self._sent(transaction, external_id, campaign)
            if kept.state is CampaignState.OPEN:
                await campaigns.mark_closed(transaction, kept, now=self._house.now)
                await self._note(transaction, held, kept, "campaign_closed", None)
            return await self._again(transaction, external_id, held, campaign)

        return await retried(lambda: self._house.database.write(unit))

    async def _sent(self, transaction: Transaction, external_id: int, campaign: CampaignId) -> tuple[Allowed, Campaign]:
        held, kept = await found(transaction, external_id, campaign)
        if kept.state is CampaignState.DRAFT:
            raise StaleButton
        return held, kept

    async def _again(
        self, transaction: Transaction, external_id: int, held: Allowed, campaign: CampaignId
    ) -> CampaignShown:
        kept = await campaigns.one(transaction, campaign)
        assert kept is not None  # noqa: S101 - only drafts are deleted
        return await self._shown(transaction, external_id, held, kept)

    async def _shown(self, transaction: Transaction, external_id: int, held: Allowed, kept: Campaign) -> CampaignShown:
        here, last = held.organisation, last_day(kept, held.organisation)
        now, progress = self._house.local_time(here), await campaigns.progress(transaction, kept.id)
        line = CampaignLine(kept, progress, built_in_of(self._house, kept), last)
        if not kept.is_open(self._house.now):
            return CampaignShown(here, line, now.date(), last)
        planned = self._planned(here, kept, last)
        reminded = now.date() in {*planned, *self._other_days(here, kept)}
        coming = self._coming(here, kept)
        silent_ = 0 if reminded or coming else await campaign_leading.to_remind(transaction, kept.id, self._house.now)
        due = calendar.digest_time(now, self._house.content.calendars(here))
        ahead = tuple(day for day in planned if day > now.date())
        answers_too = await self._asks(transaction, external_id, kept)
        return CampaignShown(here, line, now.date(), last, silent_, reminded, due, ahead, coming, answers_too)

    def _coming(self, here: Organisation, kept: Campaign) -> datetime.datetime | None:
        """When the letters that somebody has sent last come; None when they are out."""
        assert kept.opened_at is not None  # noqa: S101 - it is open
        sent = aware(max(kept.opened_at, kept.reminded_at or 0)).astimezone(self._house.local_time(here).tzinfo)
        due = calendar.digest_time(sent, self._house.content.calendars(here))
        return due if due > self._house.local_time(here) else None

    async def _asks(self, transaction: Transaction, external_id: int, kept: Campaign) -> bool:
        """Whether the caller is one of those who have not answered."""
        caller = await caller_of(transaction, external_id)
        own = [held.id for held in caller.memberships]
        return any(one.id == kept.id for one in await campaigns.waiting_of(transaction, own, self._house.now))

    def _planned(self, here: Organisation, kept: Campaign, last: datetime.date) -> tuple[datetime.date, ...]:
        """The days on which the clock itself writes."""
        assert kept.opened_at is not None  # noqa: S101 - it is open
        days, after = self._house.content.calendars(here), remind_after(self._house, kept)
        return campaign_letters.reminders(local_day(kept.opened_at, here), last, after, days)

    def _other_days(self, here: Organisation, kept: Campaign) -> tuple[datetime.date, ...]:
        """Of the first letter, and of the last reminder by hand."""
        return tuple(local_day(moment, here) for moment in (kept.opened_at, kept.reminded_at) if moment is not None)

    async def _note(
        self, transaction: Transaction, held: Allowed, campaign: Campaign, act: str, details: str | None
    ) -> None:
        subject = f"campaign:{campaign.id}"
        await audit.note(transaction, self._house.now, held.actor, act, held.organisation.id, subject, details)
