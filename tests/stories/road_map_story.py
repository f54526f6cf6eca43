"""What stories about road maps share."""

from bot.dialogs import road_map_addresses as maps
from bot.screens import packed
from mentoring.ids import OrganisationId, RoadMapId, RoadMapItemId
from mentoring.road_maps import Task, TaskState
from mentoring.roles import Level, Role
from sandbox.people import Person
from storage import road_map_tasks, road_maps
from tests.world import World


async def opens(person: Person, beginning: str) -> None:
    """Press the button that begins so, whatever mark stands before it: labels of items are cut to fit."""
    found = [label for label in person.labels if label.lstrip("✅🔴⏳▫️❔➖ ").startswith(beginning)]
    assert len(found) == 1, (beginning, person.labels)
    await person.presses(found[0])


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
