"""An event whose month goes by: the mentor is reminded, the curator hears, until it is marked or moved."""

import datetime

import pytest

from mentoring.letters import LetterKind
from tests.outbox import fates, letters_in
from tests.stories.test_letters_ladder import until
from tests.stories.test_pairs import School
from tests.stories.test_plans import works
from tests.world import World

ASKED, TOLD = "Мероприятие ещё не отмечено", "Мероприятие не отмечено"


@pytest.fixture
async def school(world: World) -> School:
    """The plan was approved on Thursday, 10 September: one event for September, three for October."""
    school = await School(world, await world.school()).opens()
    await works(school, first="Сентябрь")
    return school


def told(school: School) -> list[int]:
    return [
        letters_in(school.mentor, ASKED),
        letters_in(school.mentee, ASKED),
        letters_in(school.curator, TOLD),
    ]


async def test_the_mentor_is_reminded_and_the_curator_hears(world: World, school: School) -> None:
    await until(world, 9, 28)
    assert told(school) == [0, 0, 0]
    await until(world, 9, 29)
    assert told(school) == [1, 0, 0], "the working day before the month ends; only the mentor can mark it"
    assert "По плану на сентябрь: " in school.mentor.screen
    await until(world, 9, 30)
    assert told(school) == [1, 0, 0]
    await until(world, 10, 1)
    assert told(school) == [2, 0, 1]
    await until(world, 10, 5)
    assert told(school) == [2, 0, 2], "three working days after it"
    await until(world, 10, 29)
    assert told(school) == [2, 0, 2], "of the last month the term of the work speaks"


async def test_it_stops_when_the_event_is_marked_in_the_letter(world: World, school: School) -> None:
    await until(world, 9, 29)
    await school.mentor.presses("Отметить мероприятие")
    await school.mentor.presses("1. Сделано")
    await until(world, 10, 9)
    assert told(school) == [1, 0, 0]


async def test_a_letter_that_waits_is_dropped_when_the_event_is_marked(world: World, school: School) -> None:
    await until(world, 9, 30)
    world.clock.set(world.clock.now() + datetime.timedelta(hours=6))
    await world.app.post.tick()
    assert "event_late" in await world.letters(), "written in the night"
    assert told(school) == [1, 0, 0]
    await school.mentor.presses("Отметить мероприятие")
    await school.mentor.presses("1. Сделано")
    await until(world, 10, 9)
    assert told(school) == [1, 0, 0]
    assert set(await fates(world, LetterKind.EVENT_LATE)) == {("dropped", "answered_already")}
