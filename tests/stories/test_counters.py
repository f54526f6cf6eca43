"""What the bot holds itself proves items of the road map: shown as it is now, and closed with the numbers."""

import asyncio
import datetime

import pytest

from bot.dialogs.road_map_addresses import TaskCard
from bot.screens import packed
from bot.texts.counters import NUMBERS
from bot.texts.words import NBSP
from mentoring.counters import Counter
from mentoring.ids import OrganisationId, RoadMapTaskId
from mentoring.road_maps import TaskState
from mentoring.roles import Level, Role
from sandbox.people import Person
from storage import counters, organisations, road_map_tasks
from storage.database import Transaction
from tests.stories.test_evidence import begun
from tests.stories.test_pairs import School
from tests.stories.test_plans import works
from tests.world import World
from usecases.counting import Counting
from usecases.numbers import Asked, numbers
from usecases.unit import House


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school()


async def task_of(world: World, school: OrganisationId, uid: str) -> RoadMapTaskId:
    sql = (
        "SELECT t.id FROM road_map_tasks t JOIN road_map_items i ON i.id = t.item_id "
        "WHERE t.organisation_id = $1 AND i.uid = $2"
    )
    return RoadMapTaskId(await world.house.database.read(lambda tx: tx.value(sql, school, uid)))


async def card(world: World, person: Person, school: OrganisationId, uid: str) -> None:
    await person.press_data(packed(TaskCard(await task_of(world, school, uid))))


async def on(world: World, month: int, day: int, year: int = 2026) -> None:
    """The daily round in the night of that day."""
    world.clock.set(datetime.datetime(year, month, day, 0, 30, tzinfo=datetime.UTC))
    await world.app.daily()


async def leads(world: World, city: OrganisationId) -> Person:
    """A coordinator whose municipality works by a plan of three years."""
    olga = await world.member(city, Role.MUNICIPAL_COORDINATOR)
    await olga.types("/roadmap")
    await olga.presses("Начать дорожную карту")
    await olga.presses("Округ: шесть разделов")
    await olga.presses("2026")
    await olga.presses("Начать")
    await olga.presses("Начать")
    return olga


async def test_the_bank_of_mentors_closes_its_item_when_everybody_has_filled_in(
    world: World, school: OrganisationId
) -> None:
    irina = await begun(world, school)
    first, second = [await world.member(school, Role.MENTOR, name) for name in ("Мария", "Пётр")]
    await world.fills_in(first)
    await card(world, irina, school, "t10")
    assert f"Сейчас: в банке наставников — 1, ещё заполняют анкету — 1, обновлено 7{NBSP}сентября." in irina.screen
    assert "Бот закроет пункт сам, когда согласия есть у всех школьников, а анкеты заполнили все" in irina.screen
    await on(world, 10, 1)
    await card(world, irina, school, "t10")
    assert "✅ выполнено" not in irina.screen

    await world.fills_in(second)
    await on(world, 10, 2)
    await card(world, irina, school, "t10")
    assert "✅ выполнено 02.10.2026" in irina.screen
    assert f"в банке наставников — 2, обновлено 1{NBSP}октября" in irina.screen
    acts = [(row[7], row[6]) for row in (await world.stored())["road_map_history"] if row[7] == "counted"]
    assert ("counted", "clock") in acts


async def test_a_bank_is_not_done_before_the_last_weeks(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await world.fills_in(await world.member(school, Role.MENTOR, "Мария"))
    await on(world, 9, 8)
    await card(world, irina, school, "t10")
    assert "✅ выполнено" not in irina.screen


async def test_the_banks_are_updated_by_something_new_or_on_their_last_day(
    world: World, school: OrganisationId
) -> None:
    irina = await begun(world, school)
    for role in (Role.MENTOR, Role.MENTEE):
        await world.fills_in(await world.member(school, role))
    await on(world, 5, 1, 2027)
    await card(world, irina, school, "t26")
    assert "✅ выполнено" not in irina.screen
    assert "с начала срока" in irina.screen
    await world.fills_in(await world.member(school, Role.MENTOR, "Пётр"))
    await on(world, 5, 2, 2027)
    await card(world, irina, school, "t26")
    assert "✅ выполнено 02.05.2027" in irina.screen


async def test_whoever_waits_for_the_parents_paper_holds_the_bank_open(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    world.clock.set(datetime.datetime(2026, 10, 1, 9, tzinfo=datetime.UTC))
    await world.fills_in(await world.member(school, Role.MENTEE, "Дарья"))
    sasha = world.person("Саша")
    await sasha.starts(await world.invitation(school, Role.MENTEE))
    await sasha.presses("Ещё нет")
    await on(world, 10, 2)
    await card(world, irina, school, "t08")
    assert "в банке наставляемых — 1, школьники без согласия — 1" in irina.screen
    assert "✅ выполнено" not in irina.screen


async def test_on_the_last_day_it_closes_with_what_there_is(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    for name in ("Мария", "Пётр"):
        mentor = await world.member(school, Role.MENTOR, name)
        if name == "Мария":
            await world.fills_in(mentor)
    await on(world, 10, 19)
    await card(world, irina, school, "t10")
    assert "✅ выполнено" not in irina.screen
    await on(world, 10, 20)
    await card(world, irina, school, "t10")
    assert "✅ выполнено 20.10.2026" in irina.screen
    assert "ещё заполняют анкету — 1" in irina.screen


async def test_with_nothing_to_count_it_is_late(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await on(world, 10, 20)
    await on(world, 10, 21)
    await card(world, irina, school, "t10")
    assert "просрочено" in irina.screen
    assert "Сейчас: в банке наставников — 0." in irina.screen
    assert "Закрыть с этими числами" not in irina.labels


async def test_the_owner_closes_earlier_with_the_numbers_and_takes_it_back(
    world: World, school: OrganisationId
) -> None:
    irina = await begun(world, school)
    mentor, _ = await world.member(school, Role.MENTOR, "Мария"), await world.member(school, Role.MENTOR, "Пётр")
    await world.fills_in(mentor)
    await card(world, irina, school, "t10")
    await irina.presses_twice("Закрыть с этими числами")
    assert "✅ выполнено 07.09.2026" in irina.screen
    assert irina.screen.count("в банке наставников — 1") == 1
    await irina.presses("Вернуть в работу")
    assert "Сейчас: в банке наставников — 1" in irina.screen
    assert len((await world.stored())["evidence"]) == 1


async def test_pairs_close_theirs_with_the_order(world: World) -> None:
    school = await School(world, await world.school()).opens()
    await works(school)
    irina = await begun(world, school.here)
    await card(world, irina, school.here, "t16")
    assert f"Сейчас: пары и группы — 1, с приказом — 1, приказ №{NBSP}12-од от" in irina.screen
    await on(world, 11, 20)
    await card(world, irina, school.here, "t16")
    assert "✅ выполнено" in irina.screen
    assert f"пары и группы — 1, с приказом — 1, приказ №{NBSP}12-од от" in irina.screen
    await card(world, irina, school.here, "t19")
    assert "утверждённые планы — 1, план нужен — 1" in irina.screen


async def test_every_counter_knows_its_numbers(world: World) -> None:
    school = await School(world, await world.school()).opens()
    await works(school)
    await begun(world, school.here)
    task = await task_of(world, school.here, "t20")

    async def unit(transaction: Transaction, counter: Counter) -> dict[str, int]:
        found = await road_map_tasks.one(transaction, task)
        place = await organisations.one(transaction, school.here)
        assert found is not None
        assert place is not None
        return dict((await numbers(Asked(transaction, world.house, place, found, counter))).numbers)

    for counter, said in NUMBERS.items():
        found = await world.house.database.read(lambda tx, of=counter: unit(tx, of))  # type: ignore[misc]
        assert {key for key, _ in said} <= set(found), counter
    counted = await world.house.database.read(lambda tx: unit(tx, Counter.PAIR_WORK))
    assert counted["at_work"] == 1
    monitored = await world.house.database.read(lambda tx: unit(tx, Counter.MONITORING))
    assert (monitored["asked"], monitored["answered"]) == (2, 0)


async def test_a_municipality_counts_all_its_schools(world: World) -> None:
    city = await world.organisation("Город", Level.MUNICIPALITY)
    schools = [await world.organisation(f"Школа № {number}", Level.ORGANISATION, city) for number in (5, 6)]
    olga = await leads(world, city)
    await world.member(schools[0], Role.CURATOR, "Анна")
    await card(world, olga, city, "neft-2.4")
    assert "Сейчас: школы с куратором — 1, всего школ — 2." in olga.screen
    await world.member(schools[1], Role.CURATOR, "Вера")
    await world.app.daily()
    await card(world, olga, city, "neft-2.4")
    assert "✅ выполнено" in olga.screen


async def test_whoever_is_in_two_schools_is_one_person(world: World) -> None:
    city = await world.organisation("Город", Level.MUNICIPALITY)
    schools = [await world.organisation(f"Школа № {number}", Level.ORGANISATION, city) for number in (5, 6)]
    maria = await world.member(schools[0], Role.MENTOR, "Мария")
    await world.fills_in(maria)
    await maria.starts(await world.invitation(schools[1], Role.MENTOR))
    await maria.presses("Согласиться")

    async def unit(transaction: Transaction) -> counters.Places:
        return await counters.places(transaction, city, Role.MENTOR, consents_since=0)

    found = await world.house.database.read(unit)
    assert (found.in_bank, found.filling, found.waiting) == (1, 0, 0)


async def test_what_goes_on_ends_with_its_period(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await on(world, 3, 1, 2027)
    await card(world, irina, school, "t18")
    assert "✅ выполнено" not in irina.screen
    last = await world.house.database.read(lambda tx: tx.value("SELECT max(limit_on) FROM road_map_tasks"))
    day = datetime.date.fromisoformat(last)
    await on(world, day.month, day.day, day.year)
    await card(world, irina, school, "t18")
    assert "✅ выполнено" in irina.screen
    assert "ждут наставника — 0" in irina.screen


async def test_two_copies_count_the_same_item_once(world: World, school: OrganisationId, other: House) -> None:
    await begun(world, school)
    world.clock.set(datetime.datetime(2026, 10, 1, 9, tzinfo=datetime.UTC))
    await world.fills_in(await world.member(school, Role.MENTOR, "Мария"))
    await asyncio.gather(Counting(world.house).close_counted(), Counting(other).close_counted())
    task = await task_of(world, school, "t10")
    kept = await world.house.database.read(lambda tx: road_map_tasks.one(tx, task))
    assert kept is not None
    assert kept.state is TaskState.DONE
    proofs = [row for row in (await world.stored())["evidence"] if row[1] == task]
    assert len(proofs) == 1


async def test_announcements_are_shown_not_counted(world: World) -> None:
    city = await world.organisation("Город", Level.MUNICIPALITY)
    await world.organisation("Школа № 5", Level.ORGANISATION, city)
    olga = await leads(world, city)
    await card(world, olga, city, "neft-3.2")
    assert "Объявления через бот не рассылают" in olga.screen
    await olga.presses("Подтвердить")
    await olga.types("https://city.example/webinar")
    assert "Пункт выполнен" in olga.screen
