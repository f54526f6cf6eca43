"""Times that were offered: a mark is an answer, and an offer that nobody took does not end in silence."""

import asyncio
import datetime

import pytest

from mentoring.ids import MeetingId, SlotId
from tests.outbox import letters_in
from tests.stories.test_groups import Circle, label_of, offered, opened
from tests.stories.test_meetings import TUESDAY, WEDNESDAY, assigned, offers
from tests.stories.test_pairs import School, days_pass
from tests.world import START, World
from usecases.group_meetings import GroupMeetings
from usecases.meetings import Meetings
from usecases.unit import House


@pytest.fixture
async def school(world: World) -> School:
    school = await School(world, await world.school()).opens()
    await assigned(school)
    return school


@pytest.fixture
async def circle(world: World) -> Circle:
    circle = await Circle(world, await world.school()).opens("Анна", "Борис")
    await circle.agrees("Анна", "Борис")
    return circle


async def test_a_mark_is_an_answer_at_once(world: World, circle: Circle) -> None:
    await offered(circle)
    anna = await opened(circle.people["Анна"])
    await anna.presses(label_of(anna, "15:00"))
    assert "наставник его видит" in anna.screen
    mentor = await opened(circle.mentor)
    assert "есть 1 из 2" in mentor.screen
    assert "подходит 1" in label_of(mentor, "15:00")
    await anna.presses(label_of(anna, "15:00"))
    assert "есть 0 из 2" in (await opened(circle.mentor)).screen


async def test_marks_alone_fix_the_time_before_it_goes_by(world: World, circle: Circle) -> None:
    """Both have marked a time of tomorrow, nobody has pressed «Готово»."""
    await offered(circle)
    for person in circle.people.values():
        await opened(person)
        await person.presses(label_of(person, "15:00"))
    world.clock.set(START.replace(day=8, hour=12, minute=1))
    await world.app.post.tick()
    assert "15:00, в школе" in (await opened(circle.mentor)).screen
    assert letters_in(circle.people["Анна"], "Время встречи выбрано") == 1


async def test_the_last_marks_of_two_at_the_same_moment_fix_the_time(
    world: World, circle: Circle, other: House
) -> None:
    await offers(circle.mentor, (TUESDAY, "15:00"))
    anna, boris = circle.people.values()
    await asyncio.gather(
        *(
            GroupMeetings(house, Meetings(house)).mark(person.id, MeetingId(1), SlotId(1), fits=True)
            for house, person in ((world.house, anna), (other, boris))
        )
    )
    assert "15:00, в школе" in (await opened(circle.mentor)).screen


async def test_times_of_a_group_that_nobody_marked_come_back_to_the_mentor_once(world: World, circle: Circle) -> None:
    await offered(circle)
    world.clock.set(START.replace(day=8, hour=16, minute=1))
    await world.app.post.tick()
    await days_pass(world, 2)
    mentor, anna = circle.mentor, await opened(circle.people["Анна"])
    assert letters_in(mentor, "Предложенное время прошло") == 1
    assert letters_in(anna, "Предложенное время прошло") == 0
    assert "предложенное время прошло" in anna.screen
    assert not any("подходит" in label for label in anna.labels)
    await opened(mentor)
    await mentor.presses("Предложить другое время")
    assert "Выберите до трёх вариантов" in mentor.screen


async def test_the_mentor_hears_of_a_pairs_times_that_went_by_whoever_offered_them(
    world: World, school: School
) -> None:
    await offers(school.mentee, (TUESDAY, "15:00"), (WEDNESDAY, "14:30"))
    await world.delivers()
    world.clock.set(START.replace(day=8, hour=16))
    await world.app.post.tick()
    assert letters_in(school.mentor, "Предложенное время прошло") == 0, "one of two is still ahead"
    world.clock.set(START.replace(day=9, hour=14, minute=31))
    await world.app.post.tick()
    assert "Предложенное время прошло" in school.mentor.screen
    await school.mentor.presses("Предложить другое время")
    assert "Выберите до трёх вариантов" in school.mentor.screen
    world.clock.set(START.replace(day=9, hour=20) + datetime.timedelta(days=1))
    await world.app.post.tick()
    assert letters_in(school.mentor, "Предложенное время прошло") == 1


async def test_an_answer_in_the_last_moment_is_no_lapse(world: World, school: School) -> None:
    await offers(school.mentor, (TUESDAY, "15:00"))
    await world.delivers()
    await school.mentee.presses(f"{TUESDAY}, 15:00")
    world.clock.set(START.replace(day=8, hour=15, minute=1))
    await world.app.post.tick()
    assert letters_in(school.mentor, "Предложенное время прошло") == 0
