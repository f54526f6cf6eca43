"""A pair at work falls silent: it is asked itself, then the curator hears; one sign of life ends the matter."""

import datetime

import pytest

from mentoring.letters import LetterKind
from mentoring.roles import Level, Role
from tests.outbox import fates
from tests.stories.test_letters_ladder import Ladder, until
from tests.stories.test_pairs import School
from tests.stories.test_plans import works
from tests.world import World

CHECK, QUIET, STUCK = "Давно не было вестей от вашей пары", "Пара давно молчит", "Школе нужна помощь"


@pytest.fixture
async def silence(world: World) -> Ladder:
    """The last sign of life is of Thursday the 10th: then the plan was approved."""
    town = await world.organisation("Примерский район", Level.MUNICIPALITY)
    above = await world.member(town, Role.MUNICIPAL_COORDINATOR, "Инна")
    school = await School(world, await world.organisation("Школа № 20", Level.ORGANISATION, town)).opens()
    await works(school)
    return Ladder(world, school, above)


async def test_thirty_days_of_silence_are_asked_about_and_then_told(world: World, silence: Ladder) -> None:
    assert world.clock.now().date() == datetime.date(2026, 9, 10)
    await until(world, 10, 9)
    assert silence.told(CHECK) == [0, 0, 0, 0]
    await until(world, 10, 12)
    assert silence.told(CHECK) == [1, 1, 0, 0], "the first open day after thirty days"
    await until(world, 10, 16)
    assert silence.told(QUIET) == [0, 0, 0, 0]
    await until(world, 10, 19)
    assert silence.told(QUIET) == [0, 0, 1, 0], "five working days later the curator"
    await until(world, 10, 30)
    assert silence.told(CHECK) == [1, 1, 0, 0]
    assert silence.told(QUIET) == [0, 0, 1, 0]
    assert silence.told(STUCK) == [0, 0, 0, 0], "silence is no missed term"


async def test_one_sign_of_life_ends_it(world: World, silence: Ladder) -> None:
    await until(world, 10, 12)
    await silence.school.mentor.presses("Открыть карточку пары")
    await silence.school.mentor.presses("Отметить мероприятие")
    await silence.school.mentor.presses("1. Сделано")
    await until(world, 11, 6)
    assert silence.told(QUIET) == [0, 0, 0, 0]


async def test_it_stops_though_the_letter_was_written_already(world: World, silence: Ladder) -> None:
    await until(world, 10, 18)
    world.clock.set(datetime.datetime(2026, 10, 19, 3, tzinfo=world.clock.now().tzinfo))
    await world.app.post.tick()
    written = await fates(world, LetterKind.PAIR_QUIET)
    await silence.school.mentor.types("/pairs")
    await silence.school.mentor.presses("Отметить мероприятие")
    await silence.school.mentor.presses("1. Сделано")
    await until(world, 10, 19)
    assert [fate for fate, _ in written] == ["queued"]
    assert [fate for fate, _ in await fates(world, LetterKind.PAIR_QUIET)] == ["dropped"]
    assert silence.told(QUIET) == [0, 0, 0, 0]
