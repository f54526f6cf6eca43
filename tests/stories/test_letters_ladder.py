"""The ladder: whoever is waited for, the curator, the municipality; it stops the moment the thing is done."""

import datetime

import pytest

from mentoring.calendar import Vacation
from mentoring.ids import OrganisationId
from mentoring.roles import Level, Role
from sandbox.people import Person
from storage import organisations
from tests.outbox import Json, letters_in, outbox
from tests.stories.test_pairs import School
from tests.world import World

WAITS, LATE, STUCK = "Встреча-знакомство ещё не назначена", "Пара задержалась", "Школе нужна помощь"


async def until(world: World, month: int, day: int) -> None:
    """Every hour of every day to the end of that one, as the timer would."""
    end = datetime.datetime(2026, month, day, 20, tzinfo=world.clock.now().tzinfo)
    while world.clock.now() < end:
        world.clock.set(min(end, world.clock.now() + datetime.timedelta(hours=6)))
        await world.app.post.tick()


class Ladder:
    """A school inside a municipality, with a pair whose acts or silence are watched."""

    def __init__(self, world: World, school: School, above: Person) -> None:
        self.world = world
        self.school = school
        self.above = above

    def told(self, words: str) -> list[int]:
        people = (self.school.mentor, self.school.mentee, self.school.curator, self.above)
        return [letters_in(person, words) for person in people]


@pytest.fixture
async def ladder(world: World) -> Ladder:
    town = await world.organisation("Примерский район", Level.MUNICIPALITY)
    above = await world.member(town, Role.MUNICIPAL_COORDINATOR, "Инна")
    here = await world.organisation("Школа № 20", Level.ORGANISATION, town)
    school = await School(world, here).opens()
    await school.agrees()
    await school.curator.presses("Открыть карточку пары")
    await school.curator.presses("Внести приказ")
    await school.curator.presses("Да, согласия есть")
    await school.curator.types("12-од от 07.09.2026")
    return Ladder(world, school, above)


async def test_the_ladder_is_climbed_step_by_step(world: World, ladder: Ladder) -> None:
    # Assigned on Monday the 7th; ten working days end on Monday the 21st.
    await until(world, 9, 17)
    assert ladder.told(WAITS) == [0, 0, 0, 0]
    await until(world, 9, 18)
    assert ladder.told(WAITS) == [1, 1, 0, 0], "the last working day before the term"
    await until(world, 9, 21)
    assert ladder.told(LATE) == [0, 0, 0, 0]
    await until(world, 9, 22)
    assert ladder.told(WAITS) == [2, 2, 0, 0]
    assert ladder.told(LATE) == [0, 0, 1, 0]
    await until(world, 9, 24)
    assert ladder.told(LATE) == [0, 0, 2, 0]
    await until(world, 9, 29)
    assert ladder.told(STUCK) == [0, 0, 0, 0]
    await until(world, 9, 30)
    assert ladder.told(STUCK) == [0, 0, 0, 1]
    await until(world, 10, 30)
    assert (ladder.told(WAITS), ladder.told(LATE), ladder.told(STUCK)) == ([2, 2, 0, 0], [0, 0, 2, 0], [0, 0, 0, 1])


async def test_the_municipality_learns_the_number_and_the_school(world: World, ladder: Ladder) -> None:
    await until(world, 9, 30)
    assert "Школа № 20" in ladder.above.screen
    assert "1\N{NO-BREAK SPACE}паре" in ladder.above.screen
    assert not {"Смирнова", "Мария", "Анна", "код"} & set(ladder.above.screen.replace(":", " ").split())
    await ladder.above.presses("Числа школы")
    assert "Статистика" in ladder.above.screen


async def test_it_stops_the_moment_the_thing_is_done(world: World, ladder: Ladder) -> None:
    await until(world, 9, 22)
    await ladder.school.curator.presses("Открыть карточку пары")
    await ladder.school.curator.presses("Встреча уже прошла")
    await ladder.school.curator.presses("Да, встреча прошла")
    before = ladder.told(LATE)
    await until(world, 9, 30)
    assert ladder.told(LATE) == before
    assert ladder.told(STUCK) == [0, 0, 0, 0]


async def test_a_letter_goes_to_whoever_holds_the_role_when_it_is_sent(world: World, ladder: Ladder) -> None:
    await until(world, 9, 21)
    # In the night the letters of the day are written, to the curator of yesterday.
    world.clock.set(datetime.datetime(2026, 9, 22, 0, 30, tzinfo=world.clock.now().tzinfo))
    await world.app.post.tick()
    new = await world.member(ladder.school.here, Role.CURATOR, "Павла")
    await ladder.school.curator.types("/mydata")
    await ladder.school.curator.presses("Отозвать согласие")
    await ladder.school.curator.presses(next(one for one in ladder.school.curator.labels if "тозвать" in one))
    await until(world, 9, 22)
    assert letters_in(new, LATE) == 1
    assert letters_in(ladder.school.curator, LATE) == 0


async def test_a_forgotten_draft_is_recalled_to_the_curator_alone(world: World) -> None:
    school = await School(world, await world.school()).opens()
    await school.drafts()
    await until(world, 9, 30)
    assert letters_in(school.curator, "Черновик пары никому не отправлен") == 1
    assert letters_in(school.curator, LATE) == 2
    assert letters_in(school.mentor, "Черновик") == 0


async def pair_letters(world: World, kind: str) -> list[Json]:
    return [letter for letter in await outbox(world) if letter["kind"] == kind]


async def in_vacation(world: World, school: OrganisationId) -> None:
    days = (Vacation(datetime.date(2026, 9, 14), datetime.date(2026, 9, 18)),)
    await world.house.database.write(lambda tx: organisations.set_vacations(tx, school, days))


async def test_vacations_are_no_matter_of_teachers(world: World, ladder: Ladder) -> None:
    await in_vacation(world, ladder.school.here)
    await until(world, 9, 18)
    assert ladder.told(WAITS) == [1, 1, 0, 0]


async def test_three_days_down_and_thirty_reminders_make_one_message(world: World) -> None:
    school = await School(world, await world.school()).opens()
    await school.drafts()
    for number in range(2, 31):
        await world.house.database.write(lambda tx, number=number: copied(tx, number))  # type: ignore[misc]
    await world.app.post.tick()
    world.clock.set(datetime.datetime(2026, 9, 11, 12, tzinfo=world.clock.now().tzinfo))
    before = len(school.curator.messages)
    await world.app.post.tick()
    assert len(school.curator.messages) == before + 1
    assert "30" in school.curator.screen
    assert len(await pair_letters(world, "pair_late")) == 30


async def copied(transaction, number: int) -> None:  # type: ignore[no-untyped-def]
    """One more draft like the first."""
    await transaction.run(
        "INSERT INTO pairs (id, organisation_id, kind, state, since, since_day, waits_since, created_at, ladder_at) "
        "SELECT $1, organisation_id, kind, state, since, since_day, waits_since, created_at, created_at FROM pairs "
        "WHERE id = 1",
        number,
    )
    await transaction.run(
        "INSERT INTO pair_sides (pair_id, membership_id, mentor, occupied) "
        "SELECT $1, membership_id, mentor, 0 FROM pair_sides WHERE pair_id = 1",
        number,
    )
    await transaction.run(
        "INSERT INTO pair_history (pair_id, at, event, to_state, actor) "
        "SELECT $1, at, event, to_state, actor FROM pair_history WHERE pair_id = 1",
        number,
    )
