"""What stories about road maps share."""

import datetime
import re

from bot.dialogs import road_map_addresses as maps
from bot.screens import packed
from mentoring.deadlines import Deadline, Period, Until
from mentoring.ids import OrganisationId, RoadMapId, RoadMapItemId, RoadMapTaskId
from mentoring.road_map_table import ImportedRoadMap
from mentoring.road_maps import EvidenceKind, Item, Task, TaskState
from mentoring.roles import Level, Role
from sandbox.people import Person
from storage import road_map_tasks, road_maps
from storage.database import Transaction
from tests.world import World
from usecases.road_map_drafts import Drafts
from usecases.unit import Operator

BEFORE = re.compile(r"^[✅🔴⏳▫️❔➖ ]*((с )?\d{4}(/\d\d)?: )?")
"""The mark of an item, or the years of a road map."""


async def tasks_of(transaction: Transaction, organisation: OrganisationId) -> list[Task]:
    """Whatever an organisation has to do, by whoever's road map."""
    rows = await transaction.rows(
        f"SELECT {road_map_tasks.TASK} FROM road_map_tasks t WHERE t.organisation_id = $1 AND t.state <> 'left'",
        organisation,
    )
    return [road_map_tasks.as_task(row) for row in rows]


async def opens(person: Person, beginning: str) -> None:
    """Press the button that begins so, whatever stands before it: labels of items are cut to fit."""
    found = [label for label in person.labels if BEFORE.sub("", label).startswith(beginning)]
    assert len(found) == 1, (beginning, person.labels)
    await person.presses(found[0])


def item(
    number: str, deadline: Deadline, owner: Role = Role.CURATOR, text: str = "Издать приказ", counter: str | None = None
) -> Item:
    return Item(f"x-{number}", number, "1. Подготовка", text, "", deadline, owner, EvidenceKind.ORDER, counter=counter)


def by(day: str) -> Deadline:
    """«До 15 сентября 2026 г.», as «2026-09-15»."""
    return Deadline(Until(datetime.date.fromisoformat(day)))


SCHOOL_YEAR = Period(datetime.date(2026, 9, 1), datetime.date(2027, 8, 31))


async def started(world: World, organisation: OrganisationId, *items: Item, period: Period = SCHOOL_YEAR) -> RoadMapId:
    """A road map of these items that goes on from now."""
    return await Drafts(world.house).start_file(Operator(), organisation, ImportedRoadMap("План", period, items, ()))


async def walks(world: World, day: str) -> None:
    """Every six hours to the end of that day, as the timer would."""
    end = datetime.datetime.fromisoformat(f"{day}T20:00").replace(tzinfo=world.clock.now().tzinfo)
    while world.clock.now() < end:
        world.clock.set(min(end, world.clock.now() + datetime.timedelta(hours=6)))
        await world.app.post.tick()


async def closes(world: World, number: str, state: TaskState = TaskState.DONE) -> None:
    """Everybody has proven the item of that number."""

    async def unit(transaction: Transaction) -> None:
        rows = await transaction.rows(
            "SELECT t.id FROM road_map_tasks t JOIN road_map_items i ON i.id = t.item_id WHERE i.number = $1", number
        )
        for row in rows:
            task = await road_map_tasks.one(transaction, RoadMapTaskId(row["id"]))
            assert task is not None
            await road_map_tasks.settle(transaction, task, state, by="test", on="2026-09-08")

    await world.house.database.write(unit)


class City:
    """A municipality with two schools and their leaders."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.here: OrganisationId
        self.schools: list[OrganisationId] = []
        self.olga: Person
        self.irina: Person
        self.road_map: RoadMapId

    async def opens(self) -> "City":
        self.here = await self.world.organisation("Город", Level.MUNICIPALITY)
        for number in (5, 6):
            self.schools.append(await self.world.organisation(f"Школа № {number}", Level.ORGANISATION, self.here))
        self.olga = await self.world.member(self.here, Role.MUNICIPAL_COORDINATOR, "Ольга")
        self.irina = await self.world.member(self.schools[0], Role.DEPUTY_HEAD, "Ирина")
        return self

    async def drafts(self) -> None:
        await self.olga.press_data(packed(maps.Draft(self.here, "neftekumsk", 2026)))
        self.road_map = RoadMapId(await self.value("SELECT max(id) FROM road_maps"))

    async def starts(self) -> None:
        await self.drafts()
        await self.olga.press_data(packed(maps.Start(self.road_map)))

    async def value(self, sql: str) -> int:
        return int(await self.world.house.database.read(lambda tx: tx.value(sql)))

    async def item(self, number: str) -> RoadMapItemId:
        items = await self.world.house.database.read(lambda tx: road_maps.items(tx, self.road_map))
        return next(one.id for one in items if one.item.number == number)

    async def tasks(self, number: str, place: OrganisationId | None = None) -> list[Task]:
        item = await self.item(number)
        found = await self.world.house.database.read(lambda tx: road_map_tasks.of_map(tx, self.road_map, place))
        return [one for one in found if one.item == item]

    async def task(self, number: str, place: OrganisationId) -> Task:
        (found,) = [one for one in await self.tasks(number, place) if one.state is not TaskState.LEFT]
        return found

    async def tasks_of(self, place: OrganisationId) -> list[Task]:
        """All that there is of a place, also what was left out."""
        return await self.world.house.database.read(lambda tx: road_map_tasks.of_map(tx, self.road_map, place))

    async def closes(self, task: Task) -> None:
        day = self.world.clock.now().date().isoformat()
        await self.world.house.database.write(
            lambda tx: road_map_tasks.settle(tx, task, TaskState.DONE, by="cli", on=day)
        )
