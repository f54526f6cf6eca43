"""Two coordinators, or a coordinator and a school, at the same moment, through two doors to one file."""

import asyncio
import datetime
import json
from typing import Any

import pytest

from mentoring.deadlines import Deadline, Period, Quarterly
from mentoring.road_map_changes import NewDeadline, Part
from mentoring.road_map_table import ImportedRoadMap
from mentoring.road_maps import TaskState
from mentoring.roles import Level, Role
from storage import road_map_tasks, road_maps
from tests.stories.road_map_story import City
from tests.world import World
from usecases.organisations import Organisations
from usecases.road_map_changes import RoadMapChanges
from usecases.road_map_drafts import Drafts
from usecases.road_map_levels import RoadMapLevels
from usecases.road_map_naming import RoadMapNaming
from usecases.road_map_tasks import RoadMapTasks
from usecases.unit import House, Operator, StaleButton


@pytest.fixture
async def city(world: World) -> City:
    return await City(world).opens()


async def both(*acts: Any) -> list[Any]:
    return await asyncio.gather(*acts, return_exceptions=True)


def ended_well(results: list[Any]) -> None:
    for result in results:
        assert not isinstance(result, BaseException), result


async def test_two_coordinators_change_one_item_and_both_changes_stay(city: City, other: House) -> None:
    await city.starts()
    second = await city.world.member(city.here, Role.MUNICIPAL_COORDINATOR, "Нина")
    item = await city.item("1.4")
    ended_well(
        await both(
            RoadMapChanges(city.world.house).change(city.olga.id, item, Part.RESULT, "Приказ"),
            RoadMapChanges(other).change(second.id, item, Part.RESPONSIBLE, "Директор"),
        )
    )
    kept = await city.world.house.database.read(lambda tx: road_maps.item(tx, item))
    assert kept is not None
    assert (kept.item.result, kept.item.responsible) == ("Приказ", "Директор")
    assert await city.value("SELECT count(*) FROM road_map_history WHERE act = 'item_changed'") == 2


async def test_a_road_map_that_two_start_is_started_once(city: City, other: House) -> None:
    await city.drafts()
    second = await city.world.member(city.here, Role.MUNICIPAL_COORDINATOR, "Нина")
    ended_well(
        await both(
            Drafts(city.world.house).start(city.olga.id, city.road_map),
            Drafts(other).start(second.id, city.road_map),
        )
    )
    assert await city.value("SELECT count(*) FROM road_map_history WHERE act = 'started'") == 1


async def test_two_who_rename_are_both_in_the_history(city: City, other: House) -> None:
    await city.drafts()
    second = await city.world.member(city.here, Role.MUNICIPAL_COORDINATOR, "Нина")
    ended_well(
        await both(
            RoadMapNaming(city.world.house).rename(city.olga.id, city.road_map, "Первое"),
            RoadMapNaming(other).rename(second.id, city.road_map, "Второе"),
        )
    )
    rows = await city.world.house.database.read(
        lambda tx: tx.rows("SELECT details FROM road_map_history WHERE act = 'renamed' ORDER BY id")
    )
    first, last = [json.loads(row["details"]) for row in rows]
    assert last["from"] == first["to"]
    kept = await city.world.house.database.read(lambda tx: road_maps.one(tx, city.road_map))
    assert kept is not None
    assert kept.title == last["to"]


async def test_a_draft_that_moves_to_another_year_keeps_the_name_it_is_given(city: City, other: House) -> None:
    first = datetime.date(2026, 9, 1)
    plan = ImportedRoadMap("План на 2026 год", Period(first, datetime.date(2026, 12, 31)), (), ())
    city.road_map = await Drafts(city.world.house).bring_in(city.olga.id, city.here, plan)
    ended_well(
        await both(
            RoadMapNaming(city.world.house).rename(city.olga.id, city.road_map, "Наставники"),
            Drafts(other).move(city.olga.id, city.road_map, 2027),
        )
    )
    kept = await city.world.house.database.read(lambda tx: road_maps.one(tx, city.road_map))
    assert kept is not None
    assert (kept.title, kept.period.first.year) == ("Наставники", 2027)


async def test_what_is_proven_is_not_waived(city: City, other: House) -> None:
    await city.starts()
    task = await city.task("1.4", city.schools[0])

    async def proves() -> None:
        await other.database.write(
            lambda tx: road_map_tasks.settle(tx, task, TaskState.DONE, by="cli", on="2026-09-07")
        )

    proven, waived = await both(
        proves(), RoadMapTasks(city.world.house).waive(city.irina.id, task.id, "Нет таких участников")
    )
    kept = await city.task("1.4", city.schools[0])
    if proven is None:
        assert isinstance(waived, StaleButton)
        assert kept.state is TaskState.DONE
    else:
        assert kept.state is TaskState.WAIVED


async def test_a_draft_that_is_replaced_is_not_changed_any_more(city: City, other: House) -> None:
    await city.drafts()
    item = await city.item("1.4")
    results = await both(
        Drafts(other).draft(city.olga.id, city.here, "neftekumsk", 2027, city.road_map),
        RoadMapChanges(city.world.house).change(city.olga.id, item, Part.RESULT, "Приказ"),
    )
    assert not isinstance(results[0], BaseException), results[0]
    assert await city.value("SELECT count(*) FROM road_map_items WHERE result = 'Приказ'") == 0
    assert await city.value("SELECT count(*) FROM road_maps") == 1
    with pytest.raises(StaleButton):
        await RoadMapChanges(other).change(city.olga.id, item, Part.RESULT, "Приказ")


async def test_a_school_that_is_created_while_the_road_map_starts_gets_its_part_once(city: City, other: House) -> None:
    await city.drafts()
    created, started = await both(
        Organisations(other).create(Operator(), Level.ORGANISATION, "Школа № 7", city.here),
        Drafts(city.world.house).start(city.olga.id, city.road_map),
    )
    ended_well([created, started])
    assert await city.tasks_of(created.id)


async def test_a_deadline_changes_while_a_school_leaves(city: City, other: House) -> None:
    await city.starts()
    school = city.schools[0]
    ended_well(
        await both(
            RoadMapLevels(other).leave(city.olga.id, city.road_map, school, "Организация закрыта"),
            RoadMapChanges(city.world.house).change(
                city.olga.id,
                await city.item("1.4"),
                Part.DEADLINE,
                NewDeadline(Deadline(Quarterly()), "Ежеквартально"),
            ),
        )
    )
    assert TaskState.OPEN not in {task.state for task in await city.tasks_of(school)}


async def test_two_who_remind_write_one_letter(city: City, other: House) -> None:
    await city.starts()
    second = await city.world.member(city.here, Role.MUNICIPAL_COORDINATOR, "Нина")
    ended_well(
        await both(
            RoadMapLevels(city.world.house).remind(city.olga.id, city.road_map),
            RoadMapLevels(other).remind(second.id, city.road_map),
        )
    )
    assert (await city.world.letters()).count("road_map_urged") == 1
