"""An item of a road map is proven: by a number and a date, by a link, by a file; what was a slip is put right."""

import pytest

from bot.texts.words import NBSP
from mentoring.ids import OrganisationId
from mentoring.roles import Role
from sandbox.people import Person
from tests.stories.road_map_story import opens
from tests.world import World

PDF = b"%PDF-1.7 order"
ORDER = "1 Обновить Положение"


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school()


async def begun(world: World, school: OrganisationId) -> Person:
    """A deputy head whose school works by the plan for a school year."""
    irina = await world.member(school, Role.DEPUTY_HEAD, "Ирина")
    await irina.types("/roadmap")
    await irina.presses("Начать дорожную карту")
    await irina.presses("На учебный год")
    await irina.presses("2026")
    await irina.presses("Начать")
    return irina


async def at(person: Person, section: str, item: str) -> None:
    """Open the card of an item from anywhere."""
    await person.types("/roadmap")
    await opens(person, "Дорожная карта")
    await person.presses("По разделам")
    await opens(person, section)
    await opens(person, item)


async def test_a_number_and_a_date_close_an_item(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await irina.presses("По разделам")
    await opens(irina, "1. Подготовка условий")
    await opens(irina, ORDER)
    await irina.presses("Подтвердить")
    assert "Пришлите номер и дату приказа" in irina.screen
    await irina.types("№ 12 от 05.09.2026")
    assert "Принято" in irina.screen
    assert "Пункт выполнен" in irina.screen
    await irina.presses("Готово")
    assert "✅ выполнено 07.09.2026" in irina.screen
    assert f"№{NBSP}12 от 05.09.2026" in irina.screen
