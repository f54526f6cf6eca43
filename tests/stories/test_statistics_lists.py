"""/stats: every number opens the list behind it; periods, and the way down and up the tree."""

import datetime

import pytest

from bot.dialogs import statistics_addresses as to
from bot.screens import packed
from bot.texts import words
from mentoring.ids import OrganisationId
from mentoring.organisations import Privacy
from mentoring.pair_cards import Stage
from mentoring.roles import Level, Role
from mentoring.statistics import Period, What
from tests.stories.test_meetings import assigned, held
from tests.stories.test_pairs import School, days_pass
from tests.world import World


@pytest.fixture
async def school(world: World) -> School:
    return await School(world, await world.school()).opens()


async def opens(school: School, label: str, period: str | None = None) -> str:
    """What the curator reads behind a number, pressed from /stats on, with usual spaces."""
    await school.curator.types("/stats")
    if period is not None:
        await school.curator.presses(period)
    await school.curator.presses("Открыть списки")
    if label not in " ".join(school.curator.labels):
        await school.curator.presses("Дальше ›")
    await school.curator.presses(label)
    return school.curator.screen.replace(words.NBSP, " ")


async def test_a_curator_opens_the_people_behind_each_number(world: World, school: School) -> None:
    inna = await world.member(school.here, Role.MENTEE, "Инна")  # the questionnaire is not begun
    late = world.person("Вера")
    await late.starts(await world.invitation(school.here, Role.MENTEE))
    joined = await opens(school, "Присоединились · 4")
    assert "Смирнова А. П., наставляемый" in joined
    assert "Ещё читают согласие: 1" in joined
    assert "Смирнова И. П." in await opens(school, "Согласились · 3")
    finished = await opens(school, "Анкета готова · 2")
    assert "Смирнова М. П." in finished
    assert "Смирнова И." not in finished
    await school.curator.presses("Смирнова\N{NO-BREAK SPACE}М.\N{NO-BREAK SPACE}П.")
    assert "Ответы" in " ".join(school.curator.labels)

    await inna.types("/mydata")
    await inna.presses("Отозвать согласие")
    await inna.presses("Отозвать согласие")
    assert "Смирнова И." not in await opens(school, "Согласились · 2")


async def test_todays_pairs_and_those_who_wait_are_the_lists_there_are(world: World, school: School) -> None:
    assert "Смирнова А. П." in await opens(school, "Ждут наставника · 1")
    await school.offers()
    assert "ждём ответа" in await opens(school, "Предложены · 1")


async def test_late_pairs_say_how_late_they_are_and_lead_to_their_cards(world: World, school: School) -> None:
    await assigned(school)
    assert "Просроченных пар нет" in await opens(school, "Срок шага вышел · 0")
    await days_pass(world, 20)
    assert "срок вышел 6 дней назад" in await opens(school, "Срок шага вышел · 1")
    await school.curator.presses("№\N{NO-BREAK SPACE}1 Смирнова → Смирнова")
    assert "Пара №\N{NO-BREAK SPACE}1" in school.curator.screen


async def test_meetings_of_the_month_and_of_the_year(world: World, school: School) -> None:
    await assigned(school)
    await held(school)
    told = await opens(school, "Встречи в сентябре · 1")
    assert "8 сентября — Пара № 1, встреча-знакомство" in told
    world.clock.set(world.clock.now() + datetime.timedelta(days=40))
    assert "Состоявшихся встреч нет" in await opens(school, "Встречи в октябре · 0")
    assert "Пара №" in await opens(school, "Встречи за год · 1", "Учебный год")


async def test_a_curator_switches_the_period_and_sees_last_year_as_it_ended(world: World, school: School) -> None:
    await assigned(school)
    world.clock.set(datetime.datetime(2027, 9, 10, 9, 0, tzinfo=datetime.UTC))
    curator = school.curator
    await curator.types("/stats")
    assert "Присоединились — 2" in curator.screen
    assert "• Сегодня" in curator.labels
    await curator.presses("Учебный год")
    assert "2027/28 учебный год, на 10\N{NO-BREAK SPACE}сентября" in curator.screen
    assert "Присоединились — 0" in curator.screen
    await curator.presses("Прошлый год")
    assert "2026/27 учебный год, как было 31\N{NO-BREAK SPACE}августа 2027" in curator.screen
    for line in ("Присоединились — 2", "Согласились — 2", "Знакомство — 1"):
        assert line in curator.screen
    assert "Срок шага вышел" not in curator.screen
    told = await opens(school, "Знакомство · 1", "Прошлый год")
    assert "1-2 → 1-3" in told, "their consents are over: the codes stand for them"
    assert "Смирнова" not in await opens(school, "Согласились · 2", "Прошлый год")
    await curator.presses("Числа")
    assert "• Прошлый год" in curator.labels
    await curator.presses("Календарный год")
    assert "2027 год, на" in curator.screen


async def test_indicators_stand_below_the_numbers_and_follow_the_period(world: World, school: School) -> None:
    curator = school.curator
    await curator.types("/stats")
    shown = curator.screen.partition("Показатели, 2026")[2]
    assert "год" in shown.splitlines()[0]
    assert "Ученики-наставляемые — нет данных" in shown
    await curator.presses("Учебный год")
    assert "Показатели, 2026/27 учебный год" in curator.screen
    await curator.presses("Показатели")
    assert "2026/27 учебный год, на 7\N{NO-BREAK SPACE}сентября" in curator.screen
    await curator.presses("Статистика")
    assert "Присоединились — 2" in curator.screen


async def test_in_minimal_the_code_stands_for_the_name(world: World) -> None:
    place = await world.school(privacy=Privacy.MINIMAL)
    olga = await world.member(place, Role.CURATOR)
    await world.member(place, Role.MENTEE, "Анна")
    await olga.press_data(packed(to.Behind(place, Period.TODAY, What.AGREED)))
    assert f"• {place}-" in olga.screen
    assert "Смирнова" not in olga.screen


async def city(world: World, schools: int = 7) -> tuple[OrganisationId, list[OrganisationId]]:
    above = await world.organisation("Край", Level.REGION)
    here = await world.organisation("Город", Level.MUNICIPALITY, above)
    return here, [
        await world.organisation(f"Школа № {number}", Level.ORGANISATION, here) for number in range(1, schools + 1)
    ]


async def test_a_coordinator_goes_down_to_a_school_and_up_and_meets_no_person(world: World) -> None:
    here, schools = await city(world)
    irina = await world.member(here, Role.MUNICIPAL_COORDINATOR, "Ирина")
    await world.member(schools[6], Role.MENTEE, "Анна")
    await irina.types("/stats")
    assert "Сумма по всем организациям ниже" in irina.screen
    assert "Присоединились — 1" in irina.screen
    await irina.presses("Открыть списки")
    await irina.presses("Согласились · 1")
    assert "Школа № 1 — 0" in irina.screen
    await irina.presses("Дальше ›")
    assert "Школа № 7 — 1" in irina.screen
    await irina.presses("Школа № 7")
    assert "Согласились — 1" in irina.screen
    await irina.presses("Открыть списки")
    assert "открывают те, кто ведёт их в школе" in irina.screen
    assert not any("Согласились" in label for label in irina.labels)
    await irina.presses("Назад")
    await irina.presses("На уровень выше")
    assert "Город" in irina.screen
    assert "На уровень выше" not in irina.labels
    await irina.presses("Учебный год")
    await irina.presses("Организации ниже")
    await irina.presses("Школа № 1")
    assert "учебный год" in irina.screen, "the period goes along"
    await irina.press_data(packed(to.Behind(schools[6], Period.TODAY, What.AGREED)))
    assert irina.toast == "Это действие Вам недоступно"
    assert "Анна" not in irina.screen


async def test_a_member_of_the_working_group_sees_numbers_and_no_names(world: World, school: School) -> None:
    await assigned(school)
    oleg = await world.member(school.here, Role.WORKING_GROUP, "Олег")
    await oleg.types("/stats")
    assert "Знакомство — 1" in oleg.screen
    await oleg.presses("Открыть списки")
    assert [label for label in oleg.labels if label not in {"Назад", "Меню"}] == ["Оценки"]
    await oleg.presses("Оценки")
    assert "нет данных" in oleg.screen
    assert "Смирнова" not in oleg.screen
    for what, stage in ((What.JOINED, None), (What.WAITING, None), (What.LATE, None), (What.STAGE, Stage.ACQUAINTANCE)):
        await oleg.press_data(packed(to.Behind(school.here, Period.TODAY, what, stage)))
        assert oleg.toast == "Это действие Вам недоступно"


async def test_a_number_that_is_not_there_is_no_page(world: World, school: School) -> None:
    for address in (
        to.Behind(school.here, Period.TODAY, What.STAGE),
        to.Behind(school.here, Period.TODAY, What.JOINED, Stage.WORK),
        to.Behind(school.here, Period.LAST_SCHOOL_YEAR, What.LATE),
    ):
        await school.curator.press_data(packed(address))
        assert "Эта кнопка уже не действует" in (school.curator.toast or "")
