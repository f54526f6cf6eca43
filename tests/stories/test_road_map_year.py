"""The calendar of a year: what falls due in which month, on which day, and in a telephone."""

import datetime

import icalendar
import pytest

from bot.texts.words import NBSP
from mentoring.deadlines import Period
from mentoring.ids import OrganisationId
from mentoring.roles import Level, Role
from tests.stories.road_map_story import by, closes, item, opens, started
from tests.world import World


@pytest.fixture
async def city(world: World) -> OrganisationId:
    return await world.organisation("Город", Level.MUNICIPALITY)


async def test_a_school_sees_its_own_deadlines_and_those_from_above_in_one_year(
    world: World, city: OrganisationId
) -> None:
    school = await world.organisation("Школа № 5", Level.ORGANISATION, city)
    await world.organisation("Школа № 6", Level.ORGANISATION, city)
    await started(world, city, item("1", by("2026-11-15")), item("2", by("2026-09-01"), text="Сдать отчёт"))
    await started(world, school, item("7", by("2026-11-15"), text="Семинар"), item("8", by("2027-05-31")))
    await closes(world, "7")
    irina = await world.member(school, Role.DEPUTY_HEAD, "Ирина")
    await irina.types("/roadmap")
    await opens(irina, "План")
    await irina.presses("Календарь года")

    assert "Календарь на 2026/27 учебный год" in irina.screen
    assert "Ноябрь: 2 (готово 1)" in irina.screen
    assert "Сентябрь: 1 (просрочено 1) ← сейчас" in irina.screen
    assert "Октябрь: —" in irina.screen
    assert "Май: 1" in irina.screen
    assert irina.screen.index("Сентябрь") < irina.screen.index("Январь") < irina.screen.index("Август")
    await irina.presses("Ноябрь · 2")
    # The fifteenth is a Sunday; the fourth is a holiday.
    assert f"вс 15{NBSP}ноября, выходной: напомним до пт 13{NBSP}ноября" in irina.screen
    assert "Праздники и переносы: 4" in irina.screen
    assert "1 Издать приказ — впереди · Город" in irina.screen
    assert "7 Семинар — выполнено" in irina.screen
    await opens(irina, "1 Издать")
    assert "Город" in irina.screen or "Издать приказ" in irina.screen


async def test_a_school_opens_the_year_of_today_and_may_look_at_that_of_the_calendar(
    world: World, city: OrganisationId
) -> None:
    school = await world.organisation("Школа № 5", Level.ORGANISATION, city)
    await started(
        world,
        school,
        item("1", by("2026-11-15")),
        item("2", by("2027-05-31"), text="Итоги года"),
        item("3", by("2027-10-01"), text="Новый приказ"),
        period=Period(datetime.date(2026, 9, 1), datetime.date(2028, 8, 31)),
    )
    irina = await world.member(school, Role.DEPUTY_HEAD, "Ирина")
    world.clock.set(datetime.datetime.fromisoformat("2027-02-10T12:00+03:00"))
    await irina.types("/roadmap")
    await opens(irina, "План")
    await irina.presses("Календарь года")
    assert "Календарь на 2026/27 учебный год" in irina.screen
    assert "Февраль: — ← сейчас" in irina.screen
    await irina.presses("Май · 1")
    assert f"Май{NBSP}2027" in irina.screen
    await irina.presses("Назад")
    await irina.presses("2027/28 ›")
    assert "Октябрь: 1" in irina.screen
    assert "сейчас" not in irina.screen
    await irina.presses("‹ 2026/27")

    await irina.presses("Календарный год 2027")
    assert "Календарь на 2027 год" in irina.screen
    assert "Май: 1" in irina.screen
    assert "Ноябрь: —" in irina.screen
    await irina.presses("Октябрь · 1")
    assert f"Октябрь{NBSP}2027" in irina.screen
    await irina.presses("Назад")
    assert "Календарь на 2027 год" in irina.screen, "back to the year one came from"
    await irina.presses("‹ 2026")
    await irina.presses("Учебный год 2025/26")
    assert "В этом году ни у одного пункта нет дня." in irina.screen


async def test_a_city_counts_its_schools(world: World, city: OrganisationId) -> None:
    for number in (5, 6, 7):
        await world.organisation(f"Школа № {number}", Level.ORGANISATION, city)
    await started(world, city, item("1", by("2026-11-13")))
    olga = await world.member(city, Role.MUNICIPAL_COORDINATOR)
    await olga.types("/roadmap")
    await opens(olga, "План")
    await olga.presses("Календарь года")
    assert "Календарь на 2026 год" in olga.screen
    assert "Ноябрь: 1" in olga.screen
    await olga.presses("Ноябрь · 1")
    assert "впереди · 0 из 3" in olga.screen
    await opens(olga, "1 Издать")
    assert "Готово: 0 из 3" in olga.screen


async def test_the_year_goes_into_a_telephone(world: World, city: OrganisationId) -> None:
    school = await world.organisation("Школа № 5", Level.ORGANISATION, city)
    await started(world, school, item("1", by("2026-11-15")), item("2", by("2026-12-01")), item("3", by("2027-01-15")))
    await closes(world, "2")
    irina = await world.member(school, Role.DEPUTY_HEAD, "Ирина")
    await irina.types("/roadmap")
    await opens(irina, "План")
    await irina.presses("Календарь года")
    await irina.presses("В календарь телефона")

    (file,) = irina.files
    assert file.name == "Сроки 2026-27.ics"
    event, next_year = icalendar.Calendar.from_ical(file.data).walk("VEVENT")
    assert str(event["summary"]) == "1 Издать приказ"
    assert next_year["dtstart"].dt == datetime.date(2027, 1, 15)
    assert event["dtstart"].dt == datetime.date(2026, 11, 15)
    (alarm,) = event.walk("VALARM")
    assert alarm["trigger"].dt == datetime.timedelta(days=-2, hours=9)


async def test_a_year_without_deadlines_says_so(world: World, city: OrganisationId) -> None:
    olga = await world.member(city, Role.MUNICIPAL_COORDINATOR)
    await started(world, city, item("1", by("2027-05-31"), Role.MUNICIPAL_COORDINATOR))
    await olga.types("/roadmap")
    await opens(olga, "План")
    await olga.presses("Календарь года")
    assert "В этом году ни у одного пункта нет дня." in olga.screen
    assert "В календарь телефона" not in olga.labels
