"""What time itself does to surveys sent to many: letters to the silent come due, and the last day passes."""

from dataclasses import replace

from mentoring import campaign_letters
from mentoring.campaigns import Campaign, CampaignState, Invitee
from mentoring.ids import CampaignId, OrganisationId
from mentoring.letters import Letter
from mentoring.organisations import Organisation
from storage import campaigns, people
from storage import letters as outbox
from storage.campaigns import next_due
from storage.database import Transaction
from storage.people import Moved
from usecases import road
from usecases.campaign_notices import LEADERS
from usecases.campaign_opening import last_day, remind_after
from usecases.looking import AGREED, local_day, midnight
from usecases.unit import House

__all__ = ["BATCH", "CampaignClock", "next_due"]

BATCH = 200
"""Letters that one unit writes: presses wait for no more than these."""

AT_ONCE = 25
"""Units after which the post goes on: an alarm must not wait until a whole region is written to."""


class CampaignClock:
    def __init__(self, house: House) -> None:
        self._house = house

    async def move(self) -> int:
        """Carry out what is due, or the first part of it; returns of how many surveys and letters it was."""
        now = self._house.now

        async def look(transaction: Transaction) -> tuple[list[Campaign], bool]:
            return await campaigns.closing(transaction, now), bool(await campaigns.due_letters(transaction, now, 1))

        closing, due = await self._house.database.read(look)
        for campaign in closing:
            await self._house.database.write(lambda tx, of=campaign.id: self._close(tx, of))  # type: ignore[misc]
        return len(closing) + (await self._write() if due else 0)

    async def _write(self) -> int:
        written = 0
        for _ in range(AT_ONCE):
            part = await self._house.database.write(lambda tx: _Round(self._house, tx).write())
            written += part
            if part < BATCH:
                break
        return written

    async def _close(self, transaction: Transaction, campaign_id: CampaignId) -> None:
        campaign, now = await campaigns.one(transaction, campaign_id), self._house.now
        if campaign is None or campaign.state is not CampaignState.OPEN or campaign.is_open(now):
            return
        await campaigns.mark_closed(transaction, campaign, now=now)
        organisation = await road.organisation(transaction, campaign.organisation)
        readers = await people.holders(transaction, organisation.id, LEADERS)
        local, days = self._house.local_time(organisation), self._house.content.calendars(organisation)
        await outbox.add_all(transaction, campaign_letters.closed(campaign_id, readers, local, days))


class _Round:
    """One batch of letters that are due."""

    def __init__(self, house: House, transaction: Transaction) -> None:
        self._house = house
        self._transaction = transaction
        self._campaigns: dict[CampaignId, Campaign | None] = {}
        self._organisations: dict[OrganisationId, Organisation] = {}

    async def write(self) -> int:
        """How many were due."""
        due = await campaigns.due_letters(self._transaction, self._house.now, BATCH)
        for asked in due:
            await self._one(asked)
        return len(due)

    async def _one(self, asked: Invitee) -> None:
        campaign = await self._campaign(asked.campaign)
        held = await people.membership(self._transaction, asked.membership)
        following = None
        if campaign is not None and campaign.is_open(self._house.now) and held is not None and held.state in AGREED:
            here = await self._organisation(held.organisation)
            now, days = self._house.local_time(here), self._house.content.calendars(here)
            following = await self._following(campaign, here)
            write = campaign_letters.reminded if asked.letters else campaign_letters.asked
            letter = write(campaign.id, asked.membership, held.person, now, days)
            if not await self._added(letter if following else _as_last(letter)):
                # The day has had its letter, which told of an earlier last day: the later one is told on the next.
                following = midnight(days.after(now.date(), 1), here)
        try:
            await campaigns.set_letter(self._transaction, asked, following)
        except Moved:
            # Answered, or written to by another hand: the letter itself has its key and is read again.
            return

    async def _added(self, letter: Letter) -> bool:
        """Whether it goes today; one of today that has not gone yet is read again and says the same."""
        return await outbox.add(self._transaction, letter) or await outbox.waits(self._transaction, letter.dedupe_key)

    async def _following(self, campaign: Campaign, here: Organisation) -> int | None:
        """When the next reminder is due by the days of whoever is asked; seconds, UTC."""
        assert campaign.opened_at is not None  # noqa: S101 - it is open
        asking = await self._organisation(campaign.organisation)
        planned = campaign_letters.reminders(
            local_day(campaign.opened_at, asking),
            last_day(campaign, asking),
            remind_after(self._house, campaign),
            self._house.content.calendars(here),
        )
        today = self._house.local_time(here).date()
        day = next((day for day in planned if day > today), None)
        return None if day is None else midnight(day, here)

    async def _campaign(self, campaign: CampaignId) -> Campaign | None:
        if campaign not in self._campaigns:
            self._campaigns[campaign] = await campaigns.one(self._transaction, campaign)
        return self._campaigns[campaign]

    async def _organisation(self, organisation: OrganisationId) -> Organisation:
        if organisation not in self._organisations:
            self._organisations[organisation] = await road.organisation(self._transaction, organisation)
        return self._organisations[organisation]


def _as_last(letter: Letter) -> Letter:
    return replace(letter, facts={**letter.facts, "last": 1})
