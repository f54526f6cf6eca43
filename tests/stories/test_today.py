"""/today: one screen for every leading role, each line with its button."""

import datetime

import pytest

from bot.texts.words import NBSP
from mentoring.deadlines import Deadline, Monthly, NoDeadline, Period
from mentoring.ids import OrganisationId
from mentoring.roles import Level, Role
from tests.stories.road_map_story import by, closes, item, opens, started
from tests.stories.test_pairs import School
from tests.world import World
from usecases.today import Todays

QUIET = "Сегодня спокойно"


@pytest.fixture
async def place(world: World) -> OrganisationId:
    return await world.organisation("Примерский район", Level.MUNICIPALITY)


async def test_it_stands_first_in_the_menu(world: World, place: OrganisationId) -> None:
    curator = await world.member(await world.school(), Role.CURATOR)
    for person in (await world.member(place, Role.MUNICIPAL_COORDINATOR), curator):
        await person.types("/menu")
        assert person.labels[0] == "Что сегодня"
        await person.presses("Что сегодня")
        assert QUIET in person.screen


async def test_participants_have_no_such_page(world: World) -> None:
    mentor = await world.member(await world.school(), Role.MENTOR)
    await mentor.types("/menu")
    assert "Что сегодня" not in mentor.labels
    await mentor.types("/today")
    assert "недоступно" in mentor.screen


async def test_late_and_due_this_week_each_with_its_card(world: World) -> None:
    school = await world.school()
    deputy = await world.member(school, Role.DEPUTY_HEAD)
    psychologist = await world.member(school, Role.COORDINATOR)
    await started(
        world,
        school,
        item("1", by("2026-09-01"), Role.DEPUTY_HEAD, "Издать приказ"),
        item("2", by("2026-09-13"), Role.COORDINATOR, "Провести опрос"),
        item("3", by("2026-09-14"), Role.COORDINATOR, "Обучить наставников"),
    )
    await deputy.types("/today")
    assert f"🔴 1 Издать приказ — срок был 1{NBSP}сентября" in deputy.screen
    assert f"⏳ 2 Провести опрос — до 13{NBSP}сентября, последний рабочий день — 11{NBSP}сентября" in deputy.screen
    assert "Обучить" not in deputy.screen, "that is next week"
    await psychologist.types("/today")
    assert "Провести опрос" in psychologist.screen
    assert "Издать приказ" not in psychologist.screen, "who does not lead sees what the own role does"
    await psychologist.presses("2 Провести опрос")
    assert "Провести опрос" in psychologist.screen
    await closes(world, "1")
    await closes(world, "2")
    await deputy.types("/today")
    assert QUIET in deputy.screen


async def test_late_months_of_one_item_are_told_apart(world: World) -> None:
    school = await world.school()
    deputy = await world.member(school, Role.DEPUTY_HEAD)
    june = Period(datetime.date(2026, 6, 1), datetime.date(2027, 5, 31))
    monthly, once = (
        item("1", Deadline(Monthly()), Role.DEPUTY_HEAD, "Сдать отчёт"),
        item("2", by("2026-09-01"), Role.DEPUTY_HEAD, "Издать приказ"),
    )
    await started(world, school, monthly, once, period=june)
    await deputy.types("/today")
    late = [label for label in deputy.labels if "Сдать отчёт" in label]
    assert len(late) > 1
    assert len(set(late)) == len(late)
    assert "🔴 2 Издать приказ" in deputy.labels, "of one day the label tells no more than the item"


async def test_what_waits_for_a_decision_leads_to_the_very_place(world: World) -> None:
    school = await School(world, await world.school()).opens()
    await school.curator.types("/today")
    assert "Ждут наставника: 1" in school.curator.labels
    await school.curator.presses("Ждут наставника: 1")
    assert "Кому нужна пара" in school.curator.screen
    await school.agrees()
    await school.curator.types("/today")
    assert "Ждут наставника: 1" not in school.curator.labels
    assert "Пары ждут приказа: 1" in school.curator.labels
    await school.curator.presses("Пары ждут приказа: 1")
    assert "Ждут приказа" in school.curator.screen


async def test_papers_of_parents_and_unfinished_questionnaires_are_counted(world: World) -> None:
    school = await world.school()
    psychologist = await world.member(school, Role.COORDINATOR)
    pupil = world.person("Саша")
    await pupil.starts(await world.invitation(school, Role.MENTEE))
    await pupil.presses("Ещё нет")
    mentor = await world.member(school, Role.MENTOR)
    await mentor.presses("Начать")
    await mentor.presses(mentor.labels[0])
    await world.delivers(hours=3)
    await psychologist.types("/today")
    assert "Согласия родителей: ждём 1" in psychologist.labels
    assert "Не закончили анкету: 1" in psychologist.labels
    await psychologist.presses("Согласия родителей: ждём 1")
    assert f"Ждут бумаги: 1{NBSP}ученик" in psychologist.screen


async def test_a_coordinator_sees_the_own_items_and_who_is_late_below(world: World, place: OrganisationId) -> None:
    coordinator = await world.member(place, Role.MUNICIPAL_COORDINATOR)
    for number in range(1, 10):
        await world.organisation(f"Школа № {number}", Level.ORGANISATION, place)
    await started(
        world, place, item("1", by("2026-09-01")), item("2", by("2026-09-10"), Role.MUNICIPAL_COORDINATOR, "Семинар")
    )
    await coordinator.types("/today")
    assert "⏳ 2 Семинар" in coordinator.screen
    await coordinator.presses("По организациям: просрочено у 9")
    assert "Школа № 1" in coordinator.screen
    await coordinator.presses("Дальше ›")
    await coordinator.presses("Школа № 9 · 1")
    await coordinator.presses("1 Издать приказ")
    assert "Издать приказ" in coordinator.screen


async def test_a_region_sees_the_schools_below_its_municipalities(world: World) -> None:
    region = await world.organisation("Область", Level.REGION)
    above = await world.member(region, Role.REGIONAL_COORDINATOR)
    town = await world.organisation("Район", Level.MUNICIPALITY, region)
    await world.organisation("Школа № 20", Level.ORGANISATION, town)
    await started(world, region, item("1", by("2026-09-01")), item("2", by("2026-09-01"), Role.MUNICIPAL_COORDINATOR))
    await above.types("/today")
    assert "По организациям: просрочено у 2" in above.screen


async def test_whoever_works_in_two_places_sees_both(world: World, place: OrganisationId) -> None:
    school = await world.school()
    inna = await world.member(place, Role.MUNICIPAL_COORDINATOR, "Инна")
    await inna.starts(await world.invitation(school, Role.CURATOR))
    if "✅ Согласиться" in inna.labels:
        await inna.presses("Согласиться")
    await started(world, place, item("1", by("2026-09-10"), Role.MUNICIPAL_COORDINATOR, "Семинар"))
    await started(world, school, item("2", by("2026-09-01"), Role.CURATOR, "Издать приказ"))
    await inna.types("/today")
    assert inna.screen.index("Примерский район") < inna.screen.index("Семинар") < inna.screen.index("Школа № 20")
    assert "Издать приказ" in inna.screen


async def test_what_has_no_day_is_listed_by_itself(world: World) -> None:
    school = await world.school()
    curator = await world.member(school, Role.CURATOR)
    await started(world, school, *(item(str(number), Deadline(NoDeadline())) for number in (1, 2)))
    await curator.types("/today")
    await curator.presses(f"❔ Без срока: 2{NBSP}пункта")
    assert "❔ 1 Издать приказ" in curator.labels
    await curator.presses("❔ 2 Издать приказ")
    assert "срок не задан" in curator.screen


async def test_what_has_no_day_tells_whose_plan_it_is_of(world: World, place: OrganisationId) -> None:
    school = await world.organisation("Школа № 5", Level.ORGANISATION, place)
    curator = await world.member(school, Role.CURATOR)
    await started(world, place, item("1", Deadline(NoDeadline())))
    await started(world, school, item("2", Deadline(NoDeadline()), text="Семинар"))
    await curator.types("/today")
    await opens(curator, "Без срока")
    assert "Нужно назначить день" in curator.screen
    assert "❔ 1 Издать приказ — план округа\n❔ 2 Семинар\n" in f"{curator.screen}\n"


async def test_whoever_cannot_name_a_day_hears_what_can_be_done_instead(world: World) -> None:
    school = await world.school()
    psychologist = await world.member(school, Role.COORDINATOR)
    await started(world, school, item("1", Deadline(NoDeadline()), Role.COORDINATOR, "Провести опрос"))
    await psychologist.types("/today")
    assert "День ещё не назначен" in psychologist.screen
    assert "Нужно назначить день" not in psychologist.screen
    await opens(psychologist, "Без срока")
    assert "Если уже сделано, откройте пункт и подтвердите." in psychologist.screen
    await opens(psychologist, "1 Провести опрос")
    assert "Назначить день" not in psychologist.labels
    await psychologist.presses("Подтвердить")
    await psychologist.types("№ 12 от 05.09.2026")
    await psychologist.types("/today")
    assert QUIET in psychologist.screen


async def test_more_than_a_screen_is_turned(world: World) -> None:
    school = await world.school()
    curator = await world.member(school, Role.CURATOR)
    await started(world, school, *(item(str(number), by("2026-09-01")) for number in range(1, 16)))
    await curator.types("/today")
    assert len(curator.labels) == 9, "six items, the next page, the road map and the menu"
    await curator.presses("Дальше ›")
    await curator.presses("Дальше ›")
    assert "15 Издать приказ" in curator.screen


async def test_three_hundred_schools_cost_no_more_statements_than_three(world: World) -> None:
    counts = []
    for schools in (3, 300):
        place = await world.organisation(f"Район {schools}", Level.MUNICIPALITY)
        coordinator = await world.member(place, Role.MUNICIPAL_COORDINATOR)
        for number in range(schools):
            await world.organisation(f"Школа № {number}", Level.ORGANISATION, place)
        await started(world, place, item("1", by("2026-09-01")))
        await coordinator.types("/today")
        assert f"просрочено у {schools}" in coordinator.screen
        await world.house.database.flush()
        before = world.house.database.statements
        await Todays(world.house).today(coordinator.id)
        counts.append(world.house.database.statements - before)
    assert counts[0] == counts[1]
