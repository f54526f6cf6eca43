"""Whose road map it is: what old and forged buttons open, and what they do not."""

import pytest

from bot.dialogs import road_map_addresses as maps
from bot.screens import Address, packed
from mentoring.road_map_changes import Part
from mentoring.roles import Level, Role
from tests.stories.road_map_story import City
from tests.world import World
from usecases.road_map_changes import RoadMapChanges

STALE = "Эта кнопка уже не действует"


@pytest.fixture
async def city(world: World) -> City:
    return await City(world).opens()


async def test_items_of_another_city_are_not_opened(city: City, world: World) -> None:
    await city.starts()
    elsewhere = await world.organisation("Другой город", Level.MUNICIPALITY)
    nina = await world.member(elsewhere, Role.MUNICIPAL_COORDINATOR, "Нина")
    item = await city.item("1.4")
    for button in (maps.ItemCard(item, elsewhere), maps.Home(city.road_map, elsewhere)):
        await nina.press_data(packed(button))
        assert STALE in (nina.toast or ""), button
        assert "Разработка" not in nina.screen


async def test_a_school_sees_the_citys_road_map_only_when_it_has_begun(city: City) -> None:
    await city.drafts()
    school, item = city.schools[0], await city.item("1.4")
    buttons: list[Address] = [
        maps.Home(city.road_map, school),
        maps.Section(city.road_map, school),
        maps.ByMonth(city.road_map, school),
        maps.ItemCard(item, school),
    ]
    for button in buttons:
        await city.irina.press_data(packed(button))
        assert STALE in (city.irina.toast or ""), button
    await city.olga.press_data(packed(maps.Start(city.road_map)))
    for button in buttons:
        await city.irina.press_data(packed(button))
        assert city.irina.toast is None, button


async def test_an_old_button_shows_the_draft_with_its_corrections(city: City, world: World) -> None:
    await city.drafts()
    item = await city.item("1.4")
    await RoadMapChanges(world.house).change(city.olga.id, item, Part.RESULT, "Свой приказ")
    nina = await world.member(city.here, Role.MUNICIPAL_COORDINATOR, "Нина")
    for person in (city.olga, nina):
        await person.press_data(packed(maps.Draft(city.here, "neftekumsk", 2026)))
        assert "Черновик" in person.screen
    await nina.press_data(packed(maps.Draft(city.here, "neftekumsk", 2027)))
    assert await city.value("SELECT count(*) FROM road_map_items WHERE result = 'Свой приказ'") == 1
