"""/roadmap: a road map is begun from a template, looked at, and its items stand where they belong."""

import datetime

import pytest

from bot.dialogs.road_map_addresses import ByMonth, Home
from bot.screens import packed
from bot.texts.words import NBSP
from mentoring.deadlines import Period
from mentoring.ids import OrganisationId
from mentoring.roles import Level, Role
from tests.stories.road_map_story import by, item, opens, started
from tests.world import World


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school()


async def test_a_deputy_head_begins_with_the_plan_for_a_school_year(world: World, school: OrganisationId) -> None:
    irina = await world.member(school, Role.DEPUTY_HEAD, "Ирина")
    await irina.types("/roadmap")
    assert "Дорожной карты пока нет" in irina.screen
    await irina.presses("Начать дорожную карту")
    await irina.presses("На учебный год")
    await irina.presses("2026")
    assert f"Черновик: 30{NBSP}пунктов" in irina.screen
    await irina.presses("По разделам")
    await opens(irina, "1. Подготовка условий")
    assert "Обновить Положение о наставничестве" in irina.screen
    await irina.presses("Назад")
    await irina.presses("Назад")
    await irina.presses("Начать")
    assert f"получат напоминания: 30{NBSP}пунктов, из них срок уже прошёл у 2." in irina.screen
    assert f"другие локальные акты — 1{NBSP}сентября" in irina.screen
    await irina.presses("Начать")

    assert irina.toast == "Дорожная карта начата"
    assert "просрочено — 2" in irina.screen
    await irina.presses("По разделам")
    await opens(irina, "1. Подготовка условий")
    await opens(irina, "1 Обновить Положение")
    assert f"просрочено, срок был 1{NBSP}сентября" in irina.screen
    assert f"Срок по плану: До 1{NBSP}сентября 2026{NBSP}г." in irina.screen


async def test_every_road_map_of_a_place_is_reached_those_at_work_first(world: World, school: OrganisationId) -> None:
    irina = await world.member(school, Role.DEPUTY_HEAD, "Ирина")
    maps = [await started(world, school, item("1", by("2026-10-01"))) for _ in range(6)]
    await world.house.database.write(
        lambda tx: tx.run("UPDATE road_maps SET title = 'Старая', state = 'closed' WHERE id > $1", maps[1])
    )
    await irina.types("/roadmap")
    assert [label.split(" · ")[0].split(": ")[-1] for label in irina.labels[:4]] == ["План", "План", "Старая", "Старая"]
    await irina.presses("Дальше ›")
    assert [label.split(" · ")[0].split(": ")[-1] for label in irina.labels[:2]] == ["Старая", "Старая"]
    await irina.presses("‹ Раньше")
    assert "План" in irina.labels[0]


async def test_every_month_of_a_long_plan_is_reached(world: World, school: OrganisationId) -> None:
    irina = await world.member(school, Role.DEPUTY_HEAD, "Ирина")
    days = [datetime.date(2026 + month // 12, month % 12 + 1, 20) for month in range(9, 49)]
    plan = [item(str(number), by(day.isoformat())) for number, day in enumerate(days, 1)]
    road_map = await started(world, school, *plan, period=Period(days[0], days[-1]))
    await irina.press_data(packed(ByMonth(road_map)))
    seen = list(irina.labels)
    for _ in range(2):
        await irina.presses("Дальше ›")
        seen += irina.labels
    assert "Дальше ›" not in irina.labels
    assert len([label for label in seen if label.endswith(" · 1")]) == 40


async def test_a_started_map_is_closed_by_who_leads_it_and_stays_readable(world: World, school: OrganisationId) -> None:
    irina = await world.member(school, Role.DEPUTY_HEAD, "Ирина")
    await irina.types("/roadmap")
    for label in ("Начать дорожную карту", "На учебный год", "2026", "Начать", "Начать", "Закрыть карту"):
        await irina.presses(label)
    assert "Точно?" in irina.screen
    await irina.presses_twice("Закрыть")
    assert "Карта закрыта" in irina.screen
    assert "Не выполнено\n" in irina.screen
    assert "Сейчас" not in irina.screen
    assert "Закрыть карту" not in irina.labels
    on_the_ladder = "SELECT count(*) FROM road_map_tasks WHERE ladder_at IS NOT NULL"
    assert await world.house.database.read(lambda tx: tx.value(on_the_ladder)) == 0
    await irina.presses("История")
    assert irina.screen.count("Дорожная карта закрыта досрочно") == 1
    await irina.presses("Назад")
    await irina.presses("Файлы")
    await irina.presses("Отчёт об исполнении, Word")
    assert irina.files
    await irina.presses("Назад")
    await irina.presses("По разделам")
    await opens(irina, "2. База наставляемых")
    await opens(irina, "8 Согласия")
    assert "Сейчас: в банке наставляемых" in irina.screen
    assert "Бот закроет" not in irina.screen, "nothing closes any more"


async def test_from_an_item_one_comes_back_to_the_page_of_its_section(world: World, school: OrganisationId) -> None:
    irina = await world.member(school, Role.DEPUTY_HEAD, "Ирина")
    road_map = await started(world, school, *(item(str(number), by("2026-11-01")) for number in range(1, 10)))
    await irina.press_data(packed(Home(road_map)))
    await irina.presses("По разделам")
    await opens(irina, "1. Подготовка")
    await irina.presses("Дальше ›")
    await opens(irina, "8 Издать приказ")
    await irina.presses("Изменить пункт")
    await irina.presses("Срок")
    await irina.presses("Срок не задан")
    await irina.presses("К разделу")
    assert [label.split(" ", 1)[1] for label in irina.labels[:3]] == [f"{number} Издать приказ" for number in (7, 8, 9)]
    await opens(irina, "9 Издать приказ")
    await irina.presses("К разделу")
    assert "7 Издать приказ" in irina.labels[0]


async def test_an_item_of_a_municipality_that_belongs_to_schools_opens_one_for_each(world: World) -> None:
    city = await world.organisation("Город", Level.MUNICIPALITY)
    for number in (5, 6):
        await world.organisation(f"Школа № {number}", Level.ORGANISATION, city)
    olga = await world.member(city, Role.MUNICIPAL_COORDINATOR)
    await olga.types("/roadmap")
    await olga.presses("Начать дорожную карту")
    await olga.presses("Округ: шесть разделов")
    await olga.presses("2026")
    assert "2026–2028 годы" in olga.screen
    await olga.presses("Начать")
    await olga.presses("Начать")
    await olga.presses("По разделам")
    await opens(olga, "1. Нормативно-правовое")
    assert "0 из 2" in olga.screen
    await opens(olga, "1.4 Разработка")
    assert "Готово: 0 из 2" in olga.screen
    await opens(olga, "Школа № 6")
    assert f"просрочено, срок был 29{NBSP}апреля" in olga.screen


async def test_a_school_sees_its_part_of_the_citys_road_map_and_nothing_of_another_school(world: World) -> None:
    city = await world.organisation("Город", Level.MUNICIPALITY)
    fifth = await world.organisation("Школа № 5", Level.ORGANISATION, city)
    await world.organisation("Школа № 6", Level.ORGANISATION, city)
    olga = await world.member(city, Role.MUNICIPAL_COORDINATOR)
    await olga.types("/roadmap")
    for label in ("Начать дорожную карту", "Округ: шесть разделов", "2026", "Начать", "Начать"):
        await olga.presses(label)

    vera = await world.member(fifth, Role.CURATOR, "Вера")
    await vera.types("/roadmap")
    await opens(vera, "Город")
    await vera.presses("По разделам")
    await opens(vera, "6. Мониторинг")
    await opens(vera, "6.2 Проведение")
    assert "Готово: 0 из 3" in vera.screen
    assert "Школа № 6" not in " ".join(vera.labels)
