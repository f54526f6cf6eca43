"""A survey sent to many, for stories of those who answer it: opened as its leader would."""

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from mentoring.campaigns import Audience, Campaign, Secrecy
from mentoring.ids import CampaignId, OrganisationId
from mentoring.roles import Role
from sandbox.people import Person
from storage import campaigns
from storage.database import Transaction
from tests.world import World


@dataclass
class Opened:
    """A survey that waits for answers, in the world it belongs to."""

    world: World
    id: CampaignId

    async def kept(self) -> Campaign:
        found = await self.world.house.database.read(lambda tx: campaigns.one(tx, self.id))
        assert found is not None
        return found

    async def closes(self) -> None:
        campaign = await self.kept()
        await self.world.house.database.write(lambda tx: campaigns.mark_closed(tx, campaign, now=self.world.house.now))

    async def answered_by(self, person: Person, typed: str = "Всё хорошо", **answers: str) -> None:
        """From the menu to «Отправить»."""
        await self.begun_by(person)
        await self.world.fills_in(person, typed, **answers)

    async def begun_by(self, person: Person) -> None:
        await person.types("/menu")
        await person.presses(next(label for label in person.labels if label.startswith("Опрос")))
        await person.presses("Начать" if "Начать" in person.labels else "Продолжить")

    async def all_but_sent_by(self, person: Person, typed: str = "Всё хорошо", **answers: str) -> None:
        await self.begun_by(person)
        while "✅ Отправить" not in person.labels:
            await self.world._answers(person, typed, answers)


async def opened(
    world: World,
    place: OrganisationId,
    form: str,
    role: Role,
    secrecy: Secrecy,
    title: str = "Опрос о программе",
    days: int = 10,
) -> Opened:
    """Sent to everybody who holds the role there or below."""

    async def unit(tx: Transaction) -> CampaignId:
        now = world.house.now
        over = world.clock.now().astimezone(ZoneInfo("Europe/Moscow")).replace(hour=0, minute=0)
        closes_at = int((over + datetime.timedelta(days=days)).timestamp())
        added = await campaigns.add(tx, place, title, secrecy, Audience(frozenset({role})), now=now, actor="cli")
        draft = await campaigns.one(tx, added)
        assert draft is not None
        pinned = (form, world.house.content.forms[form].questionnaire.version)
        await campaigns.mark_open(tx, draft, pinned, now=now, closes_at=closes_at)
        await campaigns.invite(tx, draft, letter_at=closes_at, consents_since=0, year_began=0)
        return added

    return Opened(world, await world.house.database.write(unit))
