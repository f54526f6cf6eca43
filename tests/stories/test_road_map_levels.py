"""Who is how far with a road map, level by level; who is reminded, who leaves and who comes in."""

import datetime

import pytest

from bot.dialogs import road_map_addresses as maps
from bot.dialogs import road_map_change_addresses as to
from bot.screens import packed
from bot.texts.words import NBSP
from mentoring.deadlines import AsNeeded, Deadline
from mentoring.ids import RoadMapId, RoadMapItemId
from mentoring.local_days import everywhere
from mentoring.road_map_history import Of
from mentoring.road_maps import TaskState
from mentoring.roles import Level, Role
from sandbox.people import Person
from storage import counters, road_map_levels, road_map_tasks, road_maps
from storage.database import Transaction
from tests.stories.road_map_story import City, by, item, opens, started, tasks_of
from tests.world import START, World
from usecases.organisations import Organisations
from usecases.road_map_levels import RoadMapLevels
from usecases.unit import Operator

TODAY = everywhere(START.date())


@pytest.fixture
async def city(world: World) -> City:
    return await City(world).opens()


async def test_a_coordinator_sees_who_is_late_and_goes_down_to_the_task(city: City) -> None:
    await city.starts()
    done = city.schools[1]
    for task in await city.tasks_of(done):
        if task.number == 1:
            await city.closes(task)
    olga = city.olga
    await olga.press_data(packed(maps.Home(city.road_map)))
    await olga.presses("По организациям")
    assert "Просрочено: " in olga.screen
    assert olga.labels[1].startswith("🔴 Школа № 5"), "below what the city has to do itself"
    await opens(olga, "Школа № 5")
    await olga.presses("По разделам")
    await opens(olga, "1. Нормативно-правовое")
    await opens(olga, "1.4 Разработка")
    assert f"просрочено, срок был 29{NBSP}апреля" in olga.screen
    await olga.press_data(packed(to.ShowLevels(city.road_map)))
    await olga.presses("По пунктам")
    await opens(olga, "1.4 Разработка")
    assert "Готово: 1 из 2" in olga.screen


async def test_the_line_of_the_place_itself_leads_to_what_it_has_to_do(city: City) -> None:
    city.road_map = await started(
        city.world,
        city.here,
        item("1", by("2026-09-01"), text="Приказ школы"),
        item("2", by("2026-12-01"), Role.MUNICIPAL_COORDINATOR, "Семинар"),
        item("3", by("2026-09-02"), Role.MUNICIPAL_COORDINATOR, "Собрать отчёты"),
    )
    olga = city.olga
    await olga.press_data(packed(to.ShowLevels(city.road_map)))
    assert "Город, свои пункты: выполнено 0 из 2, просрочено 1." in olga.screen
    assert olga.labels[0] == "🔴 Свои пункты · 0 из 2"
    await olga.presses("🔴 Свои пункты · 0 из 2")
    assert olga.labels[:2] == ["🔴 3 Собрать отчёты", "▫️ 2 Семинар"], "the latest first, nothing of the schools"
    await olga.presses("🔴 3 Собрать отчёты")
    assert "Подтвердить" in olga.labels
    await olga.press_data(packed(to.ShowOwn(city.road_map)))
    await olga.presses("Назад")
    assert "По организациям" in olga.screen


async def test_a_municipality_has_such_a_line_in_the_plan_of_its_region(world: World) -> None:
    region = await world.organisation("Край", Level.REGION)
    town = await world.organisation("Округ", Level.MUNICIPALITY, region)
    await world.organisation("Школа № 5", Level.ORGANISATION, town)
    olga = await world.member(town, Role.MUNICIPAL_COORDINATOR, "Ольга")
    road_map = await started(
        world, region, item("1", by("2026-09-01")), item("2", by("2026-12-01"), Role.MUNICIPAL_COORDINATOR, "Семинар")
    )
    await olga.press_data(packed(to.ShowLevels(road_map, town)))
    await olga.presses("▫️ Свои пункты · 0 из 1")
    assert "Округ: свои пункты" in olga.screen
    assert "2 Семинар" in olga.screen
    assert "Издать приказ" not in olga.screen


def urged(person: Person) -> str:
    """The latest letter that asks, whatever else has come since."""
    found = [one.text for one in person.messages if one.is_from_bot and "Дорожная карта: Вас ждут" in one.text]
    return found[-1] if found else ""


async def test_those_who_are_late_are_reminded_once_a_day(city: City) -> None:
    await city.starts()
    olga, irina = city.olga, city.irina
    await olga.press_data(packed(to.ShowLevels(city.road_map)))
    await olga.presses("Напомнить опоздавшим")
    # The other school has nobody who could be written to.
    assert olga.toast == f"Напоминание получит 1{NBSP}организация"
    assert f"Напомнили сегодня: 1{NBSP}организация." in olga.screen
    await olga.presses("Напомнить опоздавшим")
    assert olga.toast == "Сегодня им уже напомнили"
    await city.world.delivers()
    assert "1.4 Разработка" in urged(irina)
    await irina.presses("Открыть дорожную карту")
    assert "Школа № 5" in irina.screen
    await city.world.delivers(hours=24)
    await olga.press_data(packed(to.RemindLate(city.road_map)))
    assert (await city.world.letters()).count("road_map_urged") == 2


async def test_several_organisations_are_reminded_in_the_plural(city: City) -> None:
    await city.starts()
    await city.world.member(city.schools[1], Role.DEPUTY_HEAD, "Вера")
    await city.olga.press_data(packed(to.RemindLate(city.road_map)))
    assert city.olga.toast == f"Напоминание получат 2{NBSP}организации"


async def test_two_road_maps_remind_on_the_same_day(city: City) -> None:
    await city.starts()
    await city.olga.press_data(packed(to.RemindLate(city.road_map)))
    second = await started(city.world, city.here, item("7", by("2026-09-01"), text="Собрать отчёты"))
    await city.olga.press_data(packed(to.RemindLate(second)))
    assert city.olga.toast == f"Напоминание получит 1{NBSP}организация"
    await city.world.delivers()
    assert "Собрать отчёты" in urged(city.irina)
    assert (await city.world.letters()).count("road_map_urged") == 2


async def test_whoever_has_done_it_meanwhile_is_not_urged(city: City) -> None:
    await city.starts()
    await city.olga.press_data(packed(to.RemindLate(city.road_map)))
    for task in await city.tasks_of(city.schools[0]):
        await city.closes(task)
    await city.world.delivers()
    assert urged(city.irina) == ""
    reason = await city.world.house.database.read(
        lambda tx: tx.value("SELECT reason FROM letters WHERE kind = 'road_map_urged'")
    )
    assert reason == "done_already"


async def test_a_region_sees_its_municipalities_and_their_schools(world: World) -> None:
    region = await world.organisation("Край", Level.REGION)
    town = await world.organisation("Городской округ", Level.MUNICIPALITY, region)
    for number in (1, 2, 3):
        await world.organisation(f"Школа № {number}", Level.ORGANISATION, town)
    alone = await world.organisation("Краевой лицей", Level.ORGANISATION, region)
    nina = await world.member(region, Role.REGIONAL_COORDINATOR, "Нина")
    await nina.press_data(packed(maps.Draft(region, "perm", 2026)))
    road_map = RoadMapId(await world.house.database.read(lambda tx: tx.value("SELECT max(id) FROM road_maps")))
    await nina.press_data(packed(maps.Start(road_map)))
    await nina.presses("По организациям")
    names = [label.split(" ", 1)[1].partition(" · ")[0] for label in nina.labels[1:3]]
    assert set(names) == {"Городской округ", "Краевой лицей"}
    await opens(nina, "Городской округ")
    assert sum("Школа № " in label for label in nina.labels) == 3
    tasks = await world.house.database.read(lambda tx: road_map_tasks.of_map(tx, road_map))
    sums = await RoadMapLevels(world.house).places(nina.id, road_map, town)
    assert sums.sum.total + sums.own.total == sum(task.organisation not in {region, alone} for task in tasks)
    assert [line.sum.total for line in sums.lines] == [
        len([t for t in tasks if t.organisation == line.id]) for line in sums.lines
    ]


async def test_what_all_municipalities_have_done_does_not_fall_back_to_the_region(world: World) -> None:
    region = await world.organisation("Край", Level.REGION)
    town = await world.organisation("Городской округ", Level.MUNICIPALITY, region)
    nina = await world.member(region, Role.REGIONAL_COORDINATOR, "Нина")
    await nina.press_data(packed(maps.Draft(region, "perm", 2026)))
    road_map = RoadMapId(await world.house.database.read(lambda tx: tx.value("SELECT max(id) FROM road_maps")))
    item = (await world.house.database.read(lambda tx: road_maps.items(tx, road_map)))[0].id
    await nina.press_data(packed(to.SetOwner(item, Role.MUNICIPAL_COORDINATOR)))
    await nina.press_data(packed(to.SetDeadline(item, "m2610")))
    await nina.press_data(packed(maps.Start(road_map)))
    (line,) = await world.house.database.read(lambda tx: road_map_tasks.of_item(tx, item, TODAY))
    await world.house.database.write(
        lambda tx: road_map_tasks.settle(tx, line.task, TaskState.DONE, by="cli", on="2026-09-07")
    )
    await nina.press_data(packed(to.SetDeadline(item, "m2611")))
    tasks = await world.house.database.read(lambda tx: road_map_tasks.of_item(tx, item, TODAY))
    assert [(one.task.organisation, one.task.state) for one in tasks] == [(town, TaskState.DONE)]


# -- who leaves, who comes ---------------------------------------------------------------------------------------


async def test_a_school_that_leaves_is_counted_no_more_and_comes_back(city: City) -> None:
    await city.starts()
    olga, (school, other) = city.olga, city.schools
    await city.closes(await city.task("1.4", other))
    await olga.press_data(packed(maps.Home(city.road_map, other)))
    await olga.presses("Вывести из карты")
    await olga.presses("Организация закрыта")
    assert "вышла из дорожной карты: организация закрыта" in olga.screen
    assert {task.state for task in await city.tasks_of(other)} == {TaskState.LEFT, TaskState.DONE}
    await olga.press_data(packed(maps.ItemCard(await city.item("1.4"))))
    assert "Готово: 0 из 1" in olga.screen
    await olga.press_data(packed(to.ShowLevels(city.road_map)))
    assert olga.labels[2] == "➖ Школа № 6 · вышла"
    # A deadline that changes meanwhile brings nothing to it.
    await olga.press_data(packed(to.SetDeadline(await city.item("1.4"), "m2612")))
    assert TaskState.OPEN not in {task.state for task in await city.tasks_of(other)}
    await olga.press_data(packed(maps.Home(city.road_map, other)))
    await olga.presses("Вернуть в карту")
    assert {task.state for task in await city.tasks_of(other)} == {TaskState.OPEN, TaskState.DONE}
    assert len(await city.tasks_of(other)) == len(await city.tasks_of(school))
    await olga.press_data(packed(to.ShowHistory(Of.MAP, city.road_map)))
    assert "Организация вышла из дорожной карты: организация закрыта" in olga.screen
    assert "Организация снова участвует" in olga.screen


async def test_days_of_its_own_come_back_with_the_school(city: City) -> None:
    await city.starts()
    school = city.schools[0]
    await city.olga.press_data(packed(to.SetDeadline(await city.item("1.4"), "s")))
    task = await city.task("1.4", school)
    days = [city.world.clock.now().date() + datetime.timedelta(days=days) for days in (7, 14)]
    await city.irina.press_data(packed(to.SetDay(task.id, days[0].toordinal())))
    await city.irina.press_data(packed(to.SetDay(task.id, days[1].toordinal(), more=True)))
    await city.olga.press_data(packed(to.Leave(city.road_map, school, "apart")))
    assert "вышла из дорожной карты: в программе не участвует" in city.olga.screen
    assert "0 из 0" not in city.olga.screen
    assert {one.state for one in await city.tasks("1.4", school)} == {TaskState.LEFT}
    await city.olga.press_data(packed(to.ComeBack(city.road_map, school)))
    assert [(one.due, one.state) for one in await city.tasks("1.4", school) if one.due in days] == [
        (day, TaskState.OPEN) for day in days
    ]


async def test_a_new_school_gets_what_is_still_due(city: City) -> None:
    await city.starts()
    created = await Organisations(city.world.house).create(Operator(), Level.ORGANISATION, "Школа № 7", city.here)
    today = city.world.clock.now().date()
    got = await city.tasks_of(created.id)
    assert got
    assert all(task.last_day is None or task.last_day >= today for task in got)
    assert len(got) < len(await city.tasks_of(city.schools[0]))


async def test_a_new_school_under_nothing_that_has_a_road_map_gets_nothing(city: City) -> None:
    created = await Organisations(city.world.house).create(Operator(), Level.ORGANISATION, "Школа № 7", city.here)
    assert await city.world.house.database.read(lambda tx: tasks_of(tx, created.id)) == []


async def test_the_number_of_late_items_is_the_same_wherever_it_is_told(city: City) -> None:
    await city.starts()
    gone, here, today = city.schools[1], city.here, everywhere(city.world.clock.now().date())

    async def late(transaction: Transaction) -> tuple[int, int]:
        counted = await counters.execution(transaction, here, city.road_map, RoadMapItemId(0), today)
        return counted["late"], (await road_map_levels.of_place(transaction, city.road_map, here, today)).late

    counted, told = await city.world.house.database.read(late)
    assert counted == told > 0
    closed = [task for task in await city.tasks_of(gone) if task.state is TaskState.OPEN][:1]
    for task in closed:
        await city.closes(task)
    await RoadMapLevels(city.world.house).leave(Operator(), city.road_map, gone, "Закрыта на ремонт")

    async def done(transaction: Transaction) -> int:
        return (await counters.execution(transaction, here, city.road_map, RoadMapItemId(0), today))["done"]

    assert await city.world.house.database.read(done) == 0
    counted, told = await city.world.house.database.read(late)
    assert counted == told > 0


async def test_what_is_done_as_needed_is_never_late_in_the_numbers(city: City) -> None:
    kept = await started(city.world, city.here, item("1", Deadline(AsNeeded()), Role.MUNICIPAL_COORDINATOR))
    day = everywhere(datetime.date(2030, 1, 1))

    async def late(transaction: Transaction) -> tuple[int, int]:
        counted = await counters.execution(transaction, city.here, kept, RoadMapItemId(0), day)
        return counted["late"], counted["tasks"]

    assert await city.world.house.database.read(late) == (0, 1)


async def test_a_region_stands_in_for_municipalities_until_there_is_one(world: World) -> None:
    region = await world.organisation("Край", Level.REGION)
    theirs = item("1", by("2026-12-01"), Role.MUNICIPAL_COORDINATOR)
    await started(world, region, theirs)
    assert len(await world.house.database.read(lambda tx: tasks_of(tx, region))) == 1
    town = (await Organisations(world.house).create(Operator(), Level.MUNICIPALITY, "Город", region)).id
    assert await world.house.database.read(lambda tx: tasks_of(tx, region)) == []
    assert len(await world.house.database.read(lambda tx: tasks_of(tx, town))) == 1


async def test_who_is_late_is_told_by_their_own_midnight_on_every_screen(world: World) -> None:
    region = await world.organisation("Край", Level.REGION)
    await world.organisation("Школа на востоке", Level.ORGANISATION, region, tz="Asia/Vladivostok")
    await world.organisation("Школа на западе", Level.ORGANISATION, region)
    nina = await world.member(region, Role.REGIONAL_COORDINATOR, "Нина")
    road_map = await started(world, region, item("1", by("2026-09-10"), Role.DEPUTY_HEAD))
    world.clock.set(datetime.datetime.fromisoformat("2026-09-10T18:00+03:00"))
    await nina.types("/today")
    assert "просрочено у 1" in nina.screen
    await nina.press_data(packed(to.ShowLevels(road_map)))
    assert "Просрочено: 1" in nina.screen
    assert nina.labels[0].startswith("🔴 Школа на востоке")
    assert nina.labels[1].startswith("▫️ Школа на западе")
    await nina.press_data(packed(maps.Home(road_map)))
    assert "просрочено — 1" in nina.screen
    kept = (await world.house.database.read(lambda tx: road_maps.items(tx, road_map)))[0].id
    await nina.press_data(packed(maps.ItemCard(kept)))
    assert "Просрочено: 1" in nina.screen
    assert [label[:1] for label in nina.labels[:2]] == ["🔴", "⏳"]
