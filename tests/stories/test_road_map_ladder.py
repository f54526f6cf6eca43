"""The ladder of a road map: whose item is due hears ahead, then who stands above; it stops when the thing is done."""

import asyncio
import datetime

import pytest

from bot.texts import road_maps as said
from bot.texts.words import NBSP
from mentoring.deadlines import (
    Annual,
    AnnualMonth,
    AnnualUntil,
    Continuous,
    Deadline,
    Monthly,
    NoDeadline,
    Occasion,
    OccasionKind,
    Onwards,
    Period,
)
from mentoring.ids import OrganisationId, RoadMapTaskId
from mentoring.letters import LetterKind
from mentoring.road_maps import Piece, TaskState
from mentoring.roles import Level, Role
from sandbox.people import Person
from storage import evidence, organisations, road_map_tasks, wishes
from storage.database import Transaction
from tests.outbox import letters_in, outbox, person_id
from tests.stories.road_map_story import by, closes, item, started, tasks_of, walks
from tests.world import START, World
from usecases.road_map_clock import RoadMapClock
from usecases.unit import House

SOON, LATE, BELOW = "скоро срок", "Дорожная карта: просрочено", "Просрочено в организациях"


class Town:
    """A school of a municipality, everybody who leads there."""

    def __init__(self, world: World, place: OrganisationId, school: OrganisationId, people: dict[Role, Person]) -> None:
        self.world = world
        self.place = place
        self.school = school
        self.coordinator = people[Role.MUNICIPAL_COORDINATOR]
        self.curator = people[Role.CURATOR]
        self.deputy = people[Role.DEPUTY_HEAD]
        self.psychologist = people[Role.COORDINATOR]

    def told(self, words: str) -> list[int]:
        people = (self.psychologist, self.curator, self.deputy, self.coordinator)
        return [letters_in(person, words) for person in people]


@pytest.fixture
async def town(world: World) -> Town:
    place = await world.organisation("Примерский район", Level.MUNICIPALITY)
    school = await world.organisation("Школа № 20", Level.ORGANISATION, place)
    roles = (Role.CURATOR, Role.DEPUTY_HEAD, Role.COORDINATOR)
    people = {role: await world.member(school, role) for role in roles}
    people[Role.MUNICIPAL_COORDINATOR] = await world.member(place, Role.MUNICIPAL_COORDINATOR, "Инна")
    return Town(world, place, school, people)


async def test_the_whole_ladder_of_an_item(world: World, town: Town) -> None:
    await started(world, town.school, item("1", by("2026-09-25"), Role.COORDINATOR, "Провести опрос"))
    days = {
        "2026-09-10": 0,
        "2026-09-11": 1,
        "2026-09-17": 1,
        "2026-09-18": 2,
        "2026-09-21": 2,
        "2026-09-22": 3,
        "2026-09-24": 4,
        "2026-09-25": 5,
    }
    for day, heard in days.items():
        await walks(world, day)
        assert town.told(SOON) == [heard, 0, 0, 0], day
    assert "Провести опрос — сегодня последний день" in town.psychologist.screen
    await walks(world, "2026-09-28")
    assert town.told(LATE) == [1, 0, 0, 0]
    await walks(world, "2026-09-30")
    assert town.told(LATE) == [2, 1, 0, 0]
    await walks(world, "2026-10-05")
    assert town.told(BELOW) == [0, 0, 0, 0]
    await walks(world, "2026-10-06")
    assert town.told(BELOW) == [0, 0, 0, 1]
    assert f"Школа № 20 — 1{NBSP}пункт" in town.coordinator.screen
    await town.coordinator.presses("Кто просрочил")
    await town.coordinator.presses("Школа № 20 · 1")
    assert f"срок был 25{NBSP}сентября" in town.coordinator.screen
    await walks(world, "2026-10-23")
    assert town.told(BELOW) == [0, 0, 0, 3], "weekly, on the first working day of the week"
    assert town.told(LATE) == [2, 1, 0, 0]


async def test_letters_before_one_deadline_say_how_long_is_left(world: World, town: Town) -> None:
    await started(world, town.school, item("1", by("2026-10-02"), Role.COORDINATOR, "Провести опрос"))
    told = {
        "2026-09-18": f"до 2{NBSP}октября, осталось 14{NBSP}дней",
        "2026-09-25": f"до 2{NBSP}октября, осталось 7{NBSP}дней",
        "2026-09-29": f"до 2{NBSP}октября, осталось 3{NBSP}дня",
        "2026-10-01": f"до 2{NBSP}октября, это завтра",
        "2026-10-02": "сегодня последний день",
    }
    for day, words in told.items():
        await walks(world, day)
        assert f"Провести опрос — {words}" in town.psychologist.screen, day


async def test_a_letter_that_comes_later_counts_from_the_day_it_comes(world: World, town: Town) -> None:
    await started(world, town.school, item("1", by("2026-10-02"), Role.COORDINATOR, "Провести опрос"))
    person = await person_id(world, town.psychologist)
    until = datetime.date(2026, 9, 28)
    await world.house.database.write(lambda tx: wishes.set_quiet_until(tx, person, until))
    await walks(world, "2026-09-28")
    assert town.told(SOON)[0] == 1
    assert f"до 2{NBSP}октября, осталось 4{NBSP}дня" in town.psychologist.screen, "planned for the 25th"


async def test_tomorrow_is_that_of_the_readers_own_clock(world: World, town: Town) -> None:
    """When the letter comes, on the evening of the 8th in Moscow, it is the 9th already in Vladivostok."""
    await world.house.database.write(lambda tx: organisations.change(tx, town.school, "tz", "Asia/Vladivostok"))
    person = await person_id(world, town.psychologist)
    await world.house.database.write(lambda tx: wishes.set_zone(tx, person, "Europe/Moscow"))
    await started(world, town.school, item("1", by("2026-09-09"), Role.COORDINATOR, "Провести опрос"))
    for hour in (8, 18):
        world.clock.set(START.replace(day=8, hour=hour, minute=30))
        await world.app.post.tick()
    assert f"Провести опрос — до 9{NBSP}сентября, это завтра" in town.psychologist.screen


async def test_one_item_in_two_places_and_month_after_month_has_buttons_that_tell_them_apart(world: World) -> None:
    region = await world.organisation("Примерская область", Level.REGION)
    here, there = [
        await world.organisation(f"{name} район", Level.MUNICIPALITY, region) for name in ("Южный", "Речной")
    ]
    coordinator = await world.member(here, Role.MUNICIPAL_COORDINATOR, "Инна")
    await coordinator.starts(await world.invitation(there, Role.MUNICIPAL_COORDINATOR))
    await coordinator.presses("Согласиться")
    monthly = item("1.4", Deadline(Monthly()), Role.MUNICIPAL_COORDINATOR, "Отчитаться о ходе реализации программы")
    await started(world, region, monthly)
    world.clock.set(START.replace(month=10, day=30, hour=15))
    await world.app.post.tick()
    cards = [label for label in coordinator.labels if label.startswith("1.4 Отчи")]
    assert [label.partition(" · ")[2] for label in cards] == [
        f"{name} · {day}" for name in ("Южный район", "Речной район") for day in ("30 сен", "31 окт")
    ]


async def test_the_letter_leads_to_the_item(world: World, town: Town) -> None:
    await started(world, town.school, item("1", by("2026-09-08"), Role.COORDINATOR, "Провести опрос"))
    await walks(world, "2026-09-08")
    await town.psychologist.presses("1 Провести опрос")
    assert "Срок" in town.psychologist.screen
    assert "Провести опрос" in town.psychologist.screen


async def test_what_was_to_be_told_of_a_day_that_is_over_is_not_told(world: World, town: Town) -> None:
    world.clock.set(datetime.datetime(2026, 9, 24, 13, tzinfo=datetime.UTC))
    await started(world, town.school, item("1", by("2026-09-24"), Role.COORDINATOR))
    await RoadMapClock(world.house).move()
    await walks(world, "2026-09-25")
    assert town.told(SOON) == [0, 0, 0, 0]
    assert town.told(LATE) == [1, 0, 0, 0]


async def test_a_year_is_planned_before_its_first_days(world: World, town: Town) -> None:
    january = item("1", Deadline(AnnualUntil(1, 15)), Role.COORDINATOR)
    may = item("2", Deadline(AnnualMonth(5)), Role.COORDINATOR)
    await started(world, town.school, january, may, period=Period(datetime.date(2026, 9, 1)))
    assert await days(world) == ["2027-01-15", "2027-05-31"]
    world.clock.set(datetime.datetime(2026, 12, 28, 3, tzinfo=datetime.UTC))
    await world.app.post.tick()
    await walks(world, "2026-12-31")
    assert town.told(SOON) == [1, 0, 0, 0], "a fortnight before 15 January, on the last working day of the year"
    for day, number in ((datetime.date(2027, 11, 30), 2), (datetime.date(2027, 12, 1), 4)):
        world.clock.set(datetime.datetime.combine(day, datetime.time(9), datetime.UTC))
        await RoadMapClock(world.house).move()
        assert len(await days(world)) == number


async def days(world: World) -> list[str]:
    rows = await world.house.database.read(lambda tx: tx.rows("SELECT due_on FROM road_map_tasks ORDER BY due_on"))
    return [row["due_on"] for row in rows]


async def test_done_in_the_middle_stops_it(world: World, town: Town) -> None:
    await started(world, town.school, item("1", by("2026-09-25"), Role.COORDINATOR))
    await walks(world, "2026-09-18")
    await closes(world, "1")
    await walks(world, "2026-10-20")
    assert town.told(SOON) == [2, 0, 0, 0]
    assert town.told(LATE) == [0, 0, 0, 0]


async def test_what_the_bot_counts_itself_is_closed_and_not_recalled(world: World, town: Town) -> None:
    mentor = await world.member(town.school, Role.MENTOR)
    await world.fills_in(mentor)
    counted = item("1", by("2026-09-25"), Role.COORDINATOR, counter="mentor_bank")
    road_map = await started(
        world, town.school, counted, item("2", by("2026-09-25"), Role.COORDINATOR, "Провести опрос")
    )
    await walks(world, "2026-09-25")
    rows = await world.house.database.read(lambda tx: road_map_tasks.of_map(tx, road_map))
    assert [task.state for task in rows] == [TaskState.DONE, TaskState.OPEN]
    assert letters_in(town.psychologist, "Издать приказ") == 0
    assert letters_in(town.psychologist, "Провести опрос") == 5


async def test_done_between_writing_and_sending_is_not_said(world: World, town: Town) -> None:
    await started(world, town.school, item("1", by("2026-09-08"), Role.COORDINATOR))
    world.clock.set(START.replace(day=8, hour=9))
    await world.app.posting.claim(50)
    assert [row["kind"] for row in await outbox(world, LetterKind.ITEM_DUE)] == ["item_due"]
    await closes(world, "1")
    await walks(world, "2026-09-08")
    assert [row["reason"] for row in await outbox(world, LetterKind.ITEM_DUE)] == ["closed_already"]


async def test_a_moved_day_moves_the_ladder(world: World, town: Town) -> None:
    await started(world, town.school, item("1", by("2026-09-25"), Role.COORDINATOR))
    await walks(world, "2026-09-18")
    assert town.told(SOON) == [2, 0, 0, 0]

    async def moved(transaction: Transaction) -> None:
        (task,) = await tasks_of(transaction, town.school)
        day = datetime.date(2026, 10, 30)
        occasion = Occasion(task.number, OccasionKind.DATED, task.starts, day, day)
        await road_map_tasks.set_day(transaction, task, occasion, world.house.now)

    await world.house.database.write(moved)
    await walks(world, "2026-10-15")
    assert town.told(SOON) == [2, 0, 0, 0]
    await walks(world, "2026-10-16")
    assert town.told(SOON) == [3, 0, 0, 0]
    assert town.told(LATE) == [0, 0, 0, 0]


async def test_whoever_holds_the_role_now_hears(world: World, town: Town) -> None:
    await started(world, town.school, item("1", by("2026-09-08"), Role.COORDINATOR))
    world.clock.set(START.replace(day=8, hour=9))
    await world.app.posting.claim(50)
    await town.psychologist.types("/mydata")
    await town.psychologist.presses("Отозвать согласие")
    await town.psychologist.presses("Отозвать согласие")
    await walks(world, "2026-09-09")
    assert letters_in(town.psychologist, SOON) == 0
    assert town.told(LATE)[1:3] == [1, 1], "nobody holds the role any more: who leads the school"


async def test_three_days_without_a_machine_come_as_one_letter(world: World, town: Town) -> None:
    await started(world, town.school, item("1", by("2026-09-25"), Role.COORDINATOR))
    await walks(world, "2026-09-20")
    before = len(await outbox(world, LetterKind.ITEM_DUE))
    world.clock.set(START.replace(day=25, hour=16))
    await world.app.post.tick()
    assert len(await outbox(world, LetterKind.ITEM_DUE)) == before + 1
    assert "сегодня последний день" in town.psychologist.screen


async def test_twelve_items_are_one_message_a_day(world: World, town: Town) -> None:
    items = [item(str(number), by(f"2026-09-{13 + number}"), Role.COORDINATOR) for number in range(1, 13)]
    await started(world, town.school, *items)
    await walks(world, "2026-09-11")
    before = town.told(SOON)[0]
    await walks(world, "2026-09-18")
    assert town.told(SOON)[0] - before == 5, "one a working day"


async def test_all_that_is_due_at_once_is_counted(world: World, town: Town) -> None:
    items = [item(str(number), by("2026-09-08"), Role.COORDINATOR) for number in range(1, 13)]
    await started(world, town.school, *items)
    await walks(world, "2026-09-07")
    assert town.told(SOON) == [1, 0, 0, 0]
    assert "…и ещё 4." in town.psychologist.screen
    await town.psychologist.presses("Что сегодня")
    assert "До конца недели" in town.psychologist.screen


async def test_two_coordinators_and_two_schools_hear_once_a_week_each(world: World, town: Town) -> None:
    other = await world.organisation("Школа № 5", Level.ORGANISATION, town.place)
    second = await world.member(town.place, Role.MUNICIPAL_COORDINATOR, "Вера")
    await world.member(other, Role.CURATOR)
    due = item("1", by("2026-09-09"), Role.CURATOR), item("2", by("2026-09-10"), Role.CURATOR)
    await started(world, town.place, *due)
    await walks(world, "2026-09-18")
    assert [letters_in(one, BELOW) for one in (town.coordinator, second)] == [1, 1]
    assert f"Школа № 20 — 2{NBSP}пункта" in second.screen
    assert f"Школа № 5 — 2{NBSP}пункта" in second.screen


async def test_an_item_of_the_municipality_itself_goes_to_the_region(world: World) -> None:
    region = await world.organisation("Область", Level.REGION)
    place = await world.organisation("Район", Level.MUNICIPALITY, region)
    above = await world.member(region, Role.REGIONAL_COORDINATOR, "Рита")
    coordinator = await world.member(place, Role.MUNICIPAL_COORDINATOR, "Инна")
    await started(world, place, item("1", by("2026-09-09"), Role.MUNICIPAL_COORDINATOR))
    await started(world, region, item("2", by("2026-09-09"), Role.REGIONAL_COORDINATOR))
    await walks(world, "2026-09-14")
    assert [letters_in(one, LATE) for one in (coordinator, above)] == [2, 2], "+1 and +3 to whoever leads there"
    await walks(world, "2026-09-18")
    assert letters_in(above, BELOW) == 1
    assert letters_in(coordinator, LATE) == 2
    assert letters_in(above, LATE) == 3, "nobody stands above the region"


async def test_a_regional_deadline_ends_at_each_schools_own_midnight(world: World) -> None:
    region = await world.organisation("Область", Level.REGION)
    here = await world.organisation("Школа № 20", Level.ORGANISATION, region)
    far = await world.organisation("Школа № 5", Level.ORGANISATION, region)
    await world.house.database.write(lambda tx: organisations.change(tx, far, "tz", "Asia/Irkutsk"))
    near_curator, far_curator = [await world.member(school, Role.CURATOR) for school in (here, far)]
    await started(world, region, item("1", by("2026-09-09"), Role.CURATOR))
    # 20:00 in Moscow on the last day is an hour past midnight in Irkutsk.
    world.clock.set(START.replace(day=9, hour=20))
    await world.app.post.tick()
    for person, standing in ((near_curator, "До конца недели"), (far_curator, "Просрочено")):
        await person.types("/today")
        assert standing in person.screen
    late = await outbox(world, LetterKind.ITEM_LATE)
    assert [row["person_id"] for row in late] == [await person_id(world, far_curator)]
    world.clock.set(START.replace(day=10, hour=0, minute=30))
    await world.app.post.tick()
    assert len(await outbox(world, LetterKind.ITEM_LATE)) == 2


async def test_leading_roles_hear_in_the_long_leave_others_do_not(world: World, town: Town) -> None:
    world.clock.set(START.replace(year=2027, month=6, day=28))
    await started(world, town.school, item("1", by("2027-07-15"), Role.DEPUTY_HEAD))
    await walks(world, "2027-07-16")
    assert letters_in(town.deputy, SOON) == 5
    assert letters_in(town.deputy, LATE) == 1


async def test_quiet_days_hold_it_back(world: World, town: Town) -> None:
    person = await person_id(world, town.deputy)
    await started(world, town.school, item("1", by("2026-09-14"), Role.DEPUTY_HEAD))
    until = datetime.date(2026, 9, 11)
    await world.house.database.write(lambda tx: wishes.set_quiet_until(tx, person, until))
    await walks(world, "2026-09-10")
    assert letters_in(town.deputy, SOON) == 0
    await walks(world, "2026-09-11")
    assert letters_in(town.deputy, SOON) == 1


async def test_what_was_late_at_the_start_is_told_to_its_owner_first(world: World, town: Town) -> None:
    await started(world, town.school, item("1", by("2026-09-01"), Role.COORDINATOR))
    await walks(world, "2026-09-07")
    assert town.told(LATE) == [0, 0, 0, 0], "a day to note what is done already"
    await walks(world, "2026-09-08")
    assert town.told(LATE) == [1, 0, 0, 0]
    await walks(world, "2026-09-16")
    assert town.told(BELOW) == [0, 0, 0, 1]


async def test_nobody_above_hears_of_a_school_that_has_just_begun(world: World, town: Town) -> None:
    other = await world.organisation("Школа № 5", Level.ORGANISATION, town.place)
    await world.member(other, Role.CURATOR)
    await started(world, town.school, item("1", by("2026-09-08"), Role.COORDINATOR))
    await walks(world, "2026-09-14")
    await started(world, other, item("1", by("2026-09-01"), Role.CURATOR))
    await walks(world, "2026-09-17")
    assert town.told(BELOW) == [0, 0, 0, 1]
    assert f"Школа № 20 — 1{NBSP}пункт" in town.coordinator.screen
    assert "Школа № 5" not in town.coordinator.screen
    await walks(world, "2026-09-21")
    assert "Школа № 5" not in town.coordinator.screen
    await walks(world, "2026-09-28")
    assert f"Школа № 5 — 1{NBSP}пункт" in town.coordinator.screen


async def test_an_item_without_a_day_asks_for_one_every_month(world: World, town: Town) -> None:
    undated = "срок не задан"
    await started(
        world, town.school, item("1", Deadline(Annual()), Role.COORDINATOR), item("2", Deadline(NoDeadline()))
    )
    await walks(world, "2026-09-07")
    assert town.told(undated)[:3] == [0, 1, 1], "the psychologist could name no day"
    await walks(world, "2026-11-05")
    assert town.told(undated)[:3] == [0, 3, 3]


async def test_what_goes_on_is_asked_about_monthly_and_closes_at_its_end(world: World, town: Town) -> None:
    asked = "что сделано?"
    period = Period(datetime.date(2026, 9, 1), datetime.date(2026, 11, 30))
    as_needed = Deadline(by("2026-09-30").when, Onwards.AS_NEEDED)
    road_map = await started(
        world,
        town.school,
        item("1", Deadline(Continuous()), Role.COORDINATOR),
        item("2", as_needed, Role.DEPUTY_HEAD),
        period=period,
    )
    await walks(world, "2026-10-01")
    assert town.told(asked) == [1, 0, 1, 0], "monthly what goes on; once what may be needed"

    async def proves(transaction: Transaction) -> None:
        tasks = await road_map_tasks.of_map(transaction, road_map)
        await evidence.add(
            transaction, RoadMapTaskId(tasks[0].id), Piece(link="https://x.example"), by="test", now=world.house.now
        )

    await world.house.database.write(proves)
    await walks(world, "2026-11-05")
    assert town.told(asked) == [1, 0, 1, 0], "something was given last month"
    await walks(world, "2026-12-01")
    rows = await world.house.database.read(lambda tx: road_map_tasks.of_map(tx, road_map))
    assert [(task.kind, task.state) for task in rows] == [
        ("ongoing", "done"),
        ("dated", "open"),
        ("as_needed", "open"),
    ]


async def test_nobody_is_asked_for_what_goes_on_and_the_bot_counts_itself(world: World, town: Town) -> None:
    period = Period(datetime.date(2026, 9, 1), datetime.date(2026, 11, 30))
    goes_on = Deadline(Continuous())
    road_map = await started(
        world,
        town.school,
        item("1", goes_on, Role.COORDINATOR, counter="unmatched"),
        item("2", goes_on, Role.DEPUTY_HEAD, counter="announcements"),
        period=period,
    )
    await walks(world, "2026-10-02")
    assert town.told("что сделано?") == [0, 0, 1, 0], "announcements are shown by hand"
    world.clock.set(START.replace(month=11, day=30))
    await world.app.daily()
    await world.app.post.tick()
    rows = await world.house.database.read(lambda tx: road_map_tasks.of_map(tx, road_map))
    assert [task.state for task in rows] == [TaskState.DONE, TaskState.OPEN]
    assert town.told(SOON)[0] == 0


async def test_a_road_map_closes_itself_after_its_period(world: World, town: Town) -> None:
    period = Period(datetime.date(2026, 9, 1), datetime.date(2026, 9, 30))
    road_map = await started(
        world,
        town.school,
        item("1", by("2026-09-15"), Role.COORDINATOR),
        item("2", Deadline(by("2026-09-10").when, Onwards.AS_NEEDED)),
        period=period,
    )
    await walks(world, "2026-11-11")
    assert await _state(world, road_map) == "active"
    weekly = town.told(BELOW)[3]
    await walks(world, "2026-11-12")
    assert await _state(world, road_map) == "closed", "thirty working days later"
    rows = await world.house.database.read(lambda tx: road_map_tasks.of_map(tx, road_map))
    assert [(task.kind, task.state) for task in rows] == [
        ("dated", "open"),
        ("dated", "open"),
        ("as_needed", "waived"),
    ], "what is late stays late in the report"
    assert said.closed(rows[-1]) == "не требуется: не понадобилось"
    await walks(world, "2026-11-30")
    assert town.told(BELOW)[3] == weekly
    await town.curator.types("/today")
    assert "Просрочено" not in town.curator.screen


async def test_a_plan_without_an_end_is_planned_year_by_year(world: World) -> None:
    region = await world.organisation("Область", Level.REGION)
    await world.organisation("Район", Level.MUNICIPALITY, region)
    await world.member(region, Role.REGIONAL_COORDINATOR)
    world.clock.set(START.replace(month=11, day=29))
    period = Period(datetime.date(2026, 9, 1))
    road_map = await started(world, region, item("1", Deadline(Annual()), Role.MUNICIPAL_COORDINATOR), period=period)
    assert await _limits(world, road_map) == ["2026-12-31"]
    await closes(world, "1")
    await walks(world, "2026-12-01")
    assert await _limits(world, road_map) == ["2026-12-31", "2027-12-31"]


async def _limits(world: World, road_map: int) -> list[str]:
    rows = await world.house.database.read(
        lambda tx: tx.rows("SELECT limit_on FROM road_map_tasks WHERE road_map_id = $1 ORDER BY id", road_map)
    )
    return [row["limit_on"] for row in rows]


async def _state(world: World, road_map: int) -> str:
    found = await world.house.database.read(lambda tx: tx.value("SELECT state FROM road_maps WHERE id = $1", road_map))
    return str(found)


# -- two copies of the bot ---------------------------------------------------------------------------------------


async def test_two_copies_climb_the_same_step_once(world: World, town: Town, other: House) -> None:
    await started(world, town.school, item("1", by("2026-09-14"), Role.COORDINATOR))
    world.clock.set(START.replace(day=11, hour=0, minute=5))
    await asyncio.gather(RoadMapClock(world.house).move(), RoadMapClock(other).move())
    assert len(await outbox(world, LetterKind.ITEM_DUE)) == 1


async def test_what_is_done_while_another_copy_climbs_is_not_recalled(world: World, town: Town, other: House) -> None:
    await started(world, town.school, item("1", by("2026-09-25"), Role.COORDINATOR))
    world.clock.set(START.replace(day=11, hour=0, minute=5))
    await asyncio.gather(RoadMapClock(other).move(), closes(world, "1"))
    await walks(world, "2026-10-10")
    assert town.told(SOON) == [0, 0, 0, 0]


async def test_two_copies_close_a_road_map_once(world: World, town: Town, other: House) -> None:
    period = Period(datetime.date(2026, 9, 1), datetime.date(2026, 9, 30))
    road_map = await started(world, town.school, item("1", by("2026-09-15")), period=period)
    world.clock.set(START.replace(month=11, day=12, hour=0, minute=5))
    await asyncio.gather(RoadMapClock(world.house).move(), RoadMapClock(other).move())
    noted = await world.house.database.read(
        lambda tx: tx.value("SELECT count(*) FROM road_map_history WHERE road_map_id = $1 AND act = 'closed'", road_map)
    )
    assert noted == 1
