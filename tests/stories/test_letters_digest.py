"""A digest about several matters: each has its own button, and one press leaves the others where they are."""

import pytest

from bot.dialogs import pairs
from bot.screens import packed
from mentoring.roles import Role
from tests.stories.test_letters_ladder import until
from tests.stories.test_pairs import School
from tests.stories.test_searching import membership
from tests.world import World

ANSWER = "Посмотреть и ответить"


@pytest.fixture
async def school(world: World) -> School:
    """The mentor has two offers to answer, and on the last day a digest about both."""
    school = School(world, await world.school())
    school.curator = await world.member(school.here, Role.CURATOR, "Вера")
    school.mentor = await world.member(school.here, Role.MENTOR, "Мария")
    await world.fills_in(school.mentor, **{"Сколько наставляемых": "2"})
    for name in ("Анна", "Елена"):
        school.mentee = await school.joins(Role.MENTEE, name)
        places = await membership(world, school.mentee), await membership(world, school.mentor)
        await school.curator.press_data(packed(pairs.Propose(school.here, *places)))
        await school.curator.presses("Отправить предложение")
    await until(world, 9, 9)
    return school


async def test_the_other_pairs_button_stays_and_works(school: School) -> None:
    mentor = school.mentor
    digest = mentor.last
    assert digest.labels == [ANSWER, ANSWER]
    await mentor.presses(ANSWER, digest)
    first = mentor.screen
    assert digest.labels == [ANSWER], "what was pressed is gone, the other one waits"
    await mentor.presses("Принять")
    await mentor.presses(ANSWER, digest)
    assert "Принять" in mentor.labels
    assert mentor.screen != first
    assert digest.labels == []


async def test_a_letter_about_one_matter_closes_as_a_screen_does(school: School) -> None:
    reminder = school.mentee.last
    assert reminder.labels == [ANSWER]
    await school.mentee.presses(ANSWER, reminder)
    assert reminder.labels == []
