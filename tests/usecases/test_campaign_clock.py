"""The clock of surveys over many days and random acts: nobody hears more, or later, than was promised."""

import datetime
import json
import random
from collections import Counter, defaultdict

import pytest

from mentoring.campaign_leading import CampaignShown
from mentoring.campaigns import CampaignState
from mentoring.ids import CampaignId, MembershipId
from mentoring.letters import LetterKind
from mentoring.roles import Role
from storage import campaigns
from storage.database import Transaction
from tests.usecases.school import CURATOR, School
from usecases.campaign_clock import CampaignClock
from usecases.campaign_offers import CampaignOffers
from usecases.campaigns import Campaigns
from usecases.looking import local_day
from usecases.unit import StaleButton

ONE = CampaignId(1)
MEMBERS = range(201, 207)
MIDNIGHT = datetime.datetime(2026, 9, 7, tzinfo=datetime.timezone(datetime.timedelta(hours=3)))
"""That of the school's first morning."""


class Lived:
    """One survey of a working group, and what happened to it day by day."""

    def __init__(self, school: School, seed: int) -> None:
        self.school = school
        self.chance = random.Random(seed)
        self.lead = Campaigns(school.house)
        self.answered: dict[MembershipId, datetime.date] = {}
        self.extended: list[datetime.date] = []
        self.reminders = 0

    @property
    def today(self) -> datetime.date:
        return self.school.clock.now().astimezone(MIDNIGHT.tzinfo).date()

    async def opens(self) -> None:
        for who in MEMBERS:
            await self.school.joins(who, Role.WORKING_GROUP)
        until = self.today + datetime.timedelta(days=14)
        asked = await CampaignOffers(self.school.house).open_group(CURATOR, self.school.id, "satisfaction_wg", until)
        assert asked == len(MEMBERS)

    async def lives(self, days: int) -> None:
        """In the night, in the morning and in the afternoon something may happen."""
        for day in range(1, days + 1):
            for hour in (0, 9, 15):
                self.school.clock.set(MIDNIGHT + datetime.timedelta(days=day, hours=hour))
                while await CampaignClock(self.school.house).move():
                    pass
                await self._something()

    async def _something(self) -> None:
        match self.chance.randrange(12):
            case 0 | 1:
                await self._answers()
            case 2 | 3 | 4:
                await self._reminds()
            case 5 if self.chance.random() < 0.5:
                await self._extends()
            case 6 if self.chance.random() < 0.1:
                await self._closes()

    async def _answers(self) -> None:
        async def unit(tx: Transaction) -> MembershipId | None:
            kept = await campaigns.one(tx, ONE)
            rows = await tx.rows("SELECT membership_id FROM campaign_invitees WHERE answered = 0")
            if kept is None or not kept.is_open(self.school.house.now) or not rows:
                return None
            asked = await campaigns.invitee(tx, ONE, MembershipId(self.chance.choice(rows)["membership_id"]))
            assert asked is not None
            await campaigns.answer(tx, asked, None)
            return asked.membership

        if (who := await self.school.house.database.write(unit)) is not None:
            self.answered[who] = self.today

    async def _reminds(self) -> None:
        before = (await self._card()).to_remind
        shown = await self.lead.remind(CURATOR, ONE, self.today)
        self.reminders += before > 0
        assert not shown.to_remind

    async def _extends(self) -> None:
        try:
            await self.lead.extend(CURATOR, ONE, (await self._card()).last_day + datetime.timedelta(days=3))
        except StaleButton:
            return
        self.extended.append(self.today)

    async def _closes(self) -> None:
        await self.lead.close(CURATOR, ONE)

    async def _card(self) -> CampaignShown:
        shown = await self.lead.one(CURATOR, ONE)
        assert shown is not None
        return shown

    async def letters(self) -> dict[MembershipId, list[tuple[datetime.date, bool]]]:
        """By whom the days on which letters were written, and whether each said that it was the last."""
        rows = await self.school.house.database.read(
            lambda tx: tx.rows(
                "SELECT dedupe_key, facts FROM letters WHERE kind IN ($1, $2) ORDER BY id",
                LetterKind.CAMPAIGN_ASKED.value,
                LetterKind.CAMPAIGN_WAITS.value,
            )
        )
        found = defaultdict(list)
        for row in rows:
            facts = json.loads(row["facts"])
            day = datetime.date.fromisoformat(row["dedupe_key"].rpartition(":")[2])
            found[MembershipId(facts["membership"])].append((day, "last" in facts))
        return found


@pytest.mark.parametrize("seed", range(6))
async def test_nobody_hears_more_than_was_promised(school: School, seed: int) -> None:
    lived = Lived(school, seed)
    await lived.opens()
    await lived.lives(30)
    kept = await school.house.database.read(lambda tx: campaigns.one(tx, ONE))
    assert kept is not None
    last = None if kept.closed_at is None else local_day(kept.closed_at, (await lived._card()).organisation)
    found = await lived.letters()
    assert len(found) >= len(MEMBERS) - len(lived.answered), "who is silent was asked"
    for who, written in found.items():
        days = [day for day, _ in written]
        assert max(Counter(days).values()) == 1, "one a day"
        assert who not in lived.answered or max(days) <= lived.answered[who]
        assert last is None or max(days) <= last
        assert len(days) <= 3 + lived.reminders + len(lived.extended)
        for place, (day, said_last) in enumerate(written):
            after = [later for later, _ in written[place + 1 :]]
            assert not said_last or not after or any(day <= moved <= after[0] for moved in lived.extended)


async def test_the_last_day_closes_it_and_tells_those_who_lead_once(school: School) -> None:
    lived = Lived(school, 0)
    await lived.opens()
    school.later(days=15)
    clock = CampaignClock(school.house)
    while await clock.move():
        pass
    kept = await school.house.database.read(lambda tx: campaigns.one(tx, ONE))
    assert kept is not None
    assert kept.state is CampaignState.CLOSED
    told = await school.house.database.read(
        lambda tx: tx.rows("SELECT person_id FROM letters WHERE kind = $1", LetterKind.CAMPAIGN_CLOSED.value)
    )
    assert len(told) == len({row["person_id"] for row in told}) >= 1
    assert await clock.move() == 0
    due = await school.house.database.read(campaigns.next_due)
    assert due is None
