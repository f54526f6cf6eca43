"""A plan for a school year is begun in September: what is past already is settled at a press before the start."""

import asyncio
import datetime

import pytest

from bot.dialogs import road_map_addresses as maps
from bot.dialogs import road_map_change_addresses as to
from bot.screens import packed
from bot.texts.words import NBSP
from mentoring.deadlines import Deadline, Monthly
from mentoring.ids import OrganisationId, RoadMapId
from mentoring.road_map_changes import Part
from mentoring.road_map_past import Way
from mentoring.road_map_table import ImportedRoadMap
from mentoring.road_maps import MapItem, TaskState
from mentoring.roles import Level, Role
from sandbox.people import Person
from storage import road_map_tasks, road_maps
from tests.outbox import letters_in
from tests.stories.road_map_story import SCHOOL_YEAR, by, item, opens, walks
from tests.world import World
from usecases.road_map_changes import RoadMapChanges
from usecases.road_map_drafts import Drafts
from usecases.road_map_past import PastItems, Settle
from usecases.unit import House


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school()


@pytest.fixture
async def irina(world: World, school: OrganisationId) -> Person:
    return await world.member(school, Role.DEPUTY_HEAD, "Ирина")


async def usual(world: World, irina: Person) -> RoadMapId:
    """A draft of the plan for a school year: the items of 1 and 5 September are past."""
    await irina.types("/roadmap")
    for label in ("Начать дорожную карту", "На учебный год", "2026"):
        await irina.presses(label)
    return RoadMapId(await world.house.database.read(lambda tx: tx.value("SELECT max(id) FROM road_maps")))


async def kept(world: World, road_map: RoadMapId, number: str) -> MapItem:
    items = await world.house.database.read(lambda tx: road_maps.items(tx, road_map))
    return next(one for one in items if one.item.number == number)


async def test_each_is_settled_at_a_press(world: World, irina: Person) -> None:
    road_map = await usual(world, irina)
    await irina.presses("Начать")
    await irina.presses("Решить по одному · 2")
    await opens(irina, "1 Обновить")
    await irina.presses_twice("Уже сделано")
    assert irina.toast == "Отмечено"
    assert not any(label.startswith("1 Обновить") for label in irina.labels)
    await opens(irina, "2 Назначить")
    await irina.presses(f"Перенести на 21{NBSP}сентября")
    assert "Таких пунктов больше нет." in irina.screen
    assert (await kept(world, road_map, "1")).waived == "Сделано раньше"
    assert (await kept(world, road_map, "2")).item.deadline_raw == "До 21 сентября 2026 г."
    await irina.presses("Начать")
    assert "срок уже прошёл" not in irina.screen
    await irina.presses("Начать")
    assert "просрочено" not in irina.screen
    await irina.presses("История")
    assert irina.screen.count("Пункт не требуется: сделано раньше") == 1


async def test_all_are_moved_at_once(world: World, irina: Person) -> None:
    road_map = await usual(world, irina)
    await irina.presses("Начать")
    await irina.presses(f"Все перенести на 21{NBSP}сентября")
    assert "Решить по одному · 2" not in irina.labels
    await irina.presses("Начать")
    tasks = await world.house.database.read(lambda tx: road_map_tasks.of_map(tx, road_map))
    assert min(one.due for one in tasks if one.due) == datetime.date(2026, 9, 21)


async def test_what_is_left_as_it_is_climbs_from_the_day_of_the_start(world: World) -> None:
    place = await world.organisation("Примерский район", Level.MUNICIPALITY)
    school = await world.organisation("Школа № 20", Level.ORGANISATION, place)
    coordinator = await world.member(place, Role.MUNICIPAL_COORDINATOR, "Инна")
    curator = await world.member(school, Role.CURATOR, "Вера")
    irina = await world.member(school, Role.DEPUTY_HEAD, "Ирина")
    await usual(world, irina)
    await irina.presses("Начать")
    await irina.presses("Начать")
    heard = {"2026-09-07": [0, 0, 0], "2026-09-08": [1, 0, 0], "2026-09-10": [2, 1, 0], "2026-09-15": [2, 1, 0]}
    for day, letters in {**heard, "2026-09-16": [2, 1, 1]}.items():
        await walks(world, day)
        told = [letters_in(one, "Дорожная карта: просрочено") for one in (irina, curator)]
        assert [*told, letters_in(coordinator, "Просрочено в организациях")] == letters, day


async def test_what_comes_again_keeps_the_days_that_are_ahead(
    world: World, irina: Person, school: OrganisationId
) -> None:
    world.clock.set(datetime.datetime(2026, 11, 9, 9, tzinfo=datetime.UTC))
    plan = ImportedRoadMap("План", SCHOOL_YEAR, (item("1", Deadline(Monthly())), item("2", by("2026-10-01"))), ())
    road_map = await Drafts(world.house).bring_in(irina.id, school, plan)
    await irina.press_data(packed(to.PastItem((await kept(world, road_map, "1")).id)))
    assert "У него есть и сроки впереди" in irina.screen
    assert "Уже сделано" not in irina.labels
    await irina.press_data(packed(to.SettlePast(road_map, Way.DONE)))
    assert (await kept(world, road_map, "1")).waived is None
    assert (await kept(world, road_map, "2")).waived == "Сделано раньше"


async def test_an_old_button_moves_nothing_to_a_day_that_is_over(world: World, irina: Person) -> None:
    road_map = await usual(world, irina)
    world.clock.set(datetime.datetime(2026, 10, 1, 9, tzinfo=datetime.UTC))
    old = to.SettlePast(road_map, Way.MOVED, datetime.date(2026, 9, 21).toordinal())
    await irina.press_data(packed(old))
    assert irina.toast == "Эта кнопка уже не действует. Вот как есть сейчас"
    assert (await kept(world, road_map, "1")).item.deadline_raw == "До 1 сентября 2026 г."


async def test_one_settles_while_another_changes_and_both_stay(
    world: World, irina: Person, school: OrganisationId, other: House
) -> None:
    second = await world.member(school, Role.DEPUTY_HEAD, "Нина")
    road_map = await usual(world, irina)
    first = await kept(world, road_map, "1")
    await asyncio.gather(
        PastItems(world.house).settle(irina.id, road_map, Settle(Way.DONE)),
        RoadMapChanges(other).change(second.id, first.id, Part.RESULT, "Протокол"),
    )
    after = await kept(world, road_map, "1")
    assert (after.waived, after.item.result) == ("Сделано раньше", "Протокол")


async def test_one_settles_while_another_starts_and_the_draft_is_whole(
    world: World, irina: Person, school: OrganisationId, other: House
) -> None:
    second = await world.member(school, Role.DEPUTY_HEAD, "Нина")
    road_map = await usual(world, irina)
    await asyncio.gather(
        PastItems(world.house).settle(irina.id, road_map, Settle(Way.DONE)),
        Drafts(other).start(second.id, road_map),
        return_exceptions=True,
    )
    first = await kept(world, road_map, "1")
    tasks = await world.house.database.read(lambda tx: road_map_tasks.of_map(tx, road_map))
    opened = [one for one in tasks if one.item == first.id and one.state is TaskState.OPEN]
    assert bool(opened) is (first.waived is None), "it is waived before the start, or open after it"
    await irina.press_data(packed(maps.Home(road_map)))
    assert "Начать" not in irina.labels
