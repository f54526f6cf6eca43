"""What is typed into a road map is read above: persons are left out of it, and whoever wrote it is told."""

import pytest

from bot.dialogs import road_map_addresses as maps
from bot.dialogs import road_map_change_addresses as to
from bot.screens import packed
from mentoring.ids import OrganisationId
from mentoring.roles import Role
from sandbox.people import Person
from tests.stories.road_map_story import City
from tests.world import World

NAMED = "Кузнецова Мария Петровна уволилась, +7 912 345-67-89"
KEPT = "уволилась"
LIKELY = "Ушла Кузнецова"
NOT_KEPT = "Имена и телефоны не записаны"


@pytest.fixture
async def city(world: World) -> City:
    city = await City(world).opens()
    await city.starts()
    return city


OF_ROAD_MAPS = ("road_maps", "road_map_items", "road_map_tasks", "road_map_history", "road_map_leavers")


async def traces(world: World) -> list[str]:
    """Rows of road maps, the history included, in which the named person may be found."""
    stored = await world.stored()
    rows = [str(row) for table in OF_ROAD_MAPS for row in stored[table]]
    return [row for row in rows if "Мария" in row or "345-67" in row]


async def test_why_a_task_is_not_needed_goes_up_without_persons(world: World, city: City) -> None:
    task = await city.task("1.4", city.schools[0])
    irina, olga = city.irina, city.olga
    await irina.press_data(packed(to.AskWaiveTask(task.id)))
    await irina.types(NAMED)
    assert NOT_KEPT in irina.screen
    assert "удалите из переписки" in irina.screen
    assert f"не требуется: {KEPT}" in irina.screen
    await olga.press_data(packed(maps.TaskCard(task.id)))
    assert f"не требуется: {KEPT}" in olga.screen
    assert await traces(world) == []


async def test_a_reason_that_may_name_somebody_is_kept_and_told_of(city: City) -> None:
    task = await city.task("1.4", city.schools[0])
    irina = city.irina
    await irina.press_data(packed(to.AskWaiveTask(task.id)))
    await irina.types(LIKELY)
    assert "Похоже, здесь фамилия" in irina.screen
    assert NOT_KEPT not in irina.screen
    await irina.presses("Вернуть в работу")
    await irina.presses("Не требуется")
    await irina.types("Приказ издан раньше")
    assert "не требуется: приказ издан раньше" in irina.screen
    assert "Похоже" not in irina.screen


async def test_a_name_alone_is_no_reason(city: City) -> None:
    task = await city.task("1.4", city.schools[0])
    irina = city.irina
    await irina.press_data(packed(to.AskWaiveTask(task.id)))
    await irina.types("Кузнецова М. П.")
    assert "Здесь только имя или телефон" in irina.screen
    await irina.types("Нет таких")
    assert "не требуется: нет таких" in irina.screen


async def test_words_of_an_item_and_a_new_one_are_kept_without_persons(world: World, city: City) -> None:
    olga, item = city.olga, await city.item("1.4")
    for part in ("Формулировка", "Результат", "Ответственный"):
        await olga.press_data(packed(to.EditItem(item)))
        await olga.presses(part)
        await olga.types(NAMED)
        assert NOT_KEPT in olga.screen, part
        assert "Мария" not in olga.screen, part
    await olga.presses("➕ Пункт ниже")
    await olga.types(NAMED)
    assert "Пункт добавлен" in olga.screen
    assert NOT_KEPT in olga.screen
    await olga.press_data(packed(to.AskWaive(item)))
    await olga.types(NAMED)
    assert f"Не требуется: {KEPT}" in olga.screen
    assert NOT_KEPT in olga.screen
    assert await traces(world) == []


async def test_why_a_school_leaves_is_kept_without_persons(world: World, city: City) -> None:
    olga = city.olga
    await olga.press_data(packed(to.AskLeave(city.road_map, city.schools[0])))
    await olga.types(NAMED)
    assert NOT_KEPT in olga.screen
    assert KEPT in olga.screen
    assert await traces(world) == []


async def test_the_passport_names_nobody(world: World, begun: Person) -> None:
    await begun.presses("Паспорт")
    await begun.presses("Цель")
    await begun.presses("Исправить")
    await begun.types(NAMED)
    assert NOT_KEPT in begun.screen
    assert KEPT in begun.screen
    await begun.presses("Исправить")
    await begun.types(LIKELY)
    assert "Похоже, здесь фамилия" in begun.screen
    await begun.presses("Исправить")
    await begun.types("Поддержать молодых учителей")
    assert "Похоже" not in begun.screen
    assert await traces(world) == []


@pytest.fixture
async def begun(world: World) -> Person:
    school: OrganisationId = await world.school()
    person = await world.member(school, Role.DEPUTY_HEAD, "Ирина")
    await person.types("/roadmap")
    await person.presses("Начать дорожную карту")
    await person.presses("Школа: семь этапов")
    await person.presses("2026")
    await person.presses("Начать")
    await person.presses("Начать")
    return person
