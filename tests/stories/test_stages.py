"""«Семь этапов»: what a school lacks, where that is done, and how many schools stand where."""

import pytest

from bot.dialogs import register_addresses as to
from bot.screens import packed
from mentoring.roles import Level, Role
from tests.stories.road_map_story import opens
from tests.stories.test_pairs import School
from tests.world import World


@pytest.fixture
async def school(world: World) -> School:
    return await School(world, await world.school()).opens()


async def stages(school: School) -> str:
    await school.curator.types("/roadmap")
    await school.curator.presses("Семь этапов")
    return school.curator.screen


async def test_a_curator_sees_what_each_stage_lacks_and_goes_there(world: World, school: School) -> None:
    shown = await stages(school)
    assert "⏳ 1. Подготовка условий — идёт\nНе хватает: Положения о наставничестве (и ещё 2)" in shown
    assert "✅ 2. База наставляемых — завершён" in shown
    assert "4. Отбор и обучение наставников — идёт\nНе хватает: утверждения в реестре (и ещё 1)" in shown

    await opens(school.curator, "1. Подготовка условий")
    assert "▫️ Положение о наставничестве внесено" in school.curator.screen
    await school.curator.presses("Локальные акты")
    for act in ("Положение о наставничестве", "Дорожная карта", "Приказ о внедрении"):
        await school.curator.presses("➕ " + act)
        await school.curator.types("12 от 01.09.2026")
    assert "✅ 1. Подготовка условий — завершён" in await stages(school)

    await opens(school.curator, "4. Отбор и обучение")
    await school.curator.presses("Реестр наставников")
    assert "Банк — все, кто готов помочь" in school.curator.screen


async def test_pairs_move_the_later_stages(world: World, school: School) -> None:
    await school.agrees()
    shown = await stages(school)
    assert "5. Формирование пар и групп — впереди\nНе хватает: приказа для пар — 1 из 1 (и ещё 1)" in shown
    await school.curator.types("/pairs")
    await school.curator.presses("Ждут приказа · 1")
    await school.curator.presses(school.curator.labels[0])
    await school.curator.presses("Внести приказ")
    await school.curator.presses("Да, согласия есть")
    await school.curator.types("12-од от 07.09.2026")
    shown = await stages(school)
    assert "5. Формирование пар и групп — идёт\nНе хватает: утверждённых планов — 1 из 1" in shown


async def test_items_of_the_road_map_count_in_their_stage(world: World, school: School) -> None:
    deputy = await world.member(school.here, Role.DEPUTY_HEAD, "Ирина")
    await deputy.types("/roadmap")
    await deputy.presses("Начать дорожную карту")
    await deputy.presses("На учебный год")
    await deputy.presses("2026")
    await deputy.presses("Начать")
    await deputy.presses("Начать")
    await stages(school)
    await opens(school.curator, "2. База наставляемых")
    assert "не хватает: пунктов карты — закрыто " in school.curator.screen
    await school.curator.presses("Дорожная карта")
    assert "Дорожные карты" in school.curator.screen


async def test_a_coordinator_sees_how_many_schools_stand_where(world: World) -> None:
    city = await world.organisation("Город", Level.MUNICIPALITY)
    schools = [await world.organisation(f"Школа № {n}", Level.ORGANISATION, city) for n in (5, 6)]
    olga = await world.member(city, Role.MUNICIPAL_COORDINATOR)
    vera = await world.member(schools[0], Role.CURATOR, "Вера")
    for act in ("Положение о наставничестве", "Дорожная карта", "Приказ о внедрении"):
        await vera.press_data(packed(to.LocalActs(schools[0])))
        await vera.presses("➕ " + act)
        await vera.types("12 от 01.09.2026")
    await olga.types("/roadmap")
    await olga.presses("Семь этапов")
    assert "1. Подготовка условий\nзавершён — 1, идёт — 1" in olga.screen
    assert "2. База наставляемых\nидёт — 1, впереди — 1" in olga.screen
    assert "Школа №" not in olga.screen


async def test_a_working_group_sees_stages_without_ways_into_the_bank(world: World, school: School) -> None:
    guest = await world.member(school.here, Role.WORKING_GROUP, "Глеб")
    await guest.types("/roadmap")
    assert "Реестры" not in guest.labels
    await guest.presses("Семь этапов")
    await opens(guest, "4. Отбор и обучение")
    assert "Реестр наставников" not in guest.labels


async def test_a_stage_that_is_none_is_an_old_button(world: World, school: School) -> None:
    await school.curator.press_data(packed(to.Stages(school.here, 12)))
    assert "уже не действует" in (school.curator.toast or "")
