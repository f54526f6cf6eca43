"""Times that were offered: a mark is an answer, and an offer that nobody took does not end in silence."""

import asyncio
import datetime

import pytest

from mentoring.ids import MeetingId, SlotId
from tests.outbox import letters_in
from tests.stories.test_groups import Circle, label_of, offered, opened
from tests.stories.test_letters_ladder import until
from tests.stories.test_meetings import TUESDAY, WEDNESDAY, agreed, assigned, offers
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


async def test_news_of_one_pair_come_in_the_order_in_which_things_happened(world: World, school: School) -> None:
    """The mentee takes the agreed time back, and soon another is agreed: the mentor reads both in one letter."""
    await agreed(school)
    await world.delivers()
    await opened(school.mentee)
    await school.mentee.presses("Перенести")
    await school.mentee.presses("Отсутствие")
    await offers(school.mentor, (WEDNESDAY, "14:30"))
    await opened(school.mentee)
    await school.mentee.presses(f"{WEDNESDAY}, 14:30")
    await world.delivers()
    told = school.mentor.screen
    assert told.index(f"{TUESDAY}, 15:00 снято.") < told.index("Время встречи выбрано")
    assert told.index("Время встречи снято") < told.index(f"{TUESDAY}, 15:00 снято.")
    assert "Можно предложить новое" not in told
    assert f"{WEDNESDAY}, 14:30, в школе" in told


async def test_an_offer_taken_back_is_not_told_of_beside_the_next(world: World, school: School) -> None:
    await offers(school.mentor, (TUESDAY, "15:00"))
    await world.delivers()
    await opened(school.mentor)
    await school.mentor.presses("Отменить предложение")
    await school.mentor.presses("Другая причина")
    await offers(school.mentor, (WEDNESDAY, "14:30"))
    await world.delivers()
    assert letters_in(school.mentee, "снято") == 0
    assert letters_in(school.mentee, "Предложено время встречи") == 2


async def test_who_is_to_choose_learns_where(world: World, school: School) -> None:
    await school.mentor.types("/pairs")
    await school.mentor.presses("Назначить встречу")
    assert "✓ В школе" in school.mentor.labels
    for label in ("Онлайн", "Выбрать день", TUESDAY, "15:00", "Предложить"):
        await school.mentor.presses(label)
    assert "Встреча-знакомство, онлайн: ждём ответа" in school.mentor.screen
    await world.delivers()
    assert "Встреча-знакомство, онлайн. Выберите удобное время" in school.mentee.screen
    assert "Встреча-знакомство, онлайн: выберите время" in (await opened(school.mentee)).screen


async def test_of_a_groups_meeting_that_is_late_only_who_can_arrange_it_hears(world: World, circle: Circle) -> None:
    """The term of the acquaintance is Monday the 21st."""
    await until(world, 9, 23)
    assert letters_in(circle.mentor, "Группа ждёт") == 2
    assert letters_in(circle.mentor, "Встреча-знакомство ещё не назначена") == 2
    assert [letters_in(person, "Группа ждёт") for person in circle.people.values()] == [0, 0]
    assert letters_in(circle.curator, "Группа задержалась") == 1
    await circle.mentor.presses("Посмотреть и ответить")
    assert "Назначить встречу" in circle.mentor.labels


async def test_the_letter_about_a_late_meeting_tells_what_it_lacks(world: World, school: School) -> None:
    """Offered for the 22nd, the day after the term; then agreed, and nobody tells how it was."""
    world.clock.set(START.replace(day=17))
    await offers(school.mentor, ("вт, 22\N{NO-BREAK SPACE}сентября", "15:00"))
    await until(world, 9, 18)
    assert letters_in(school.mentee, "время предложено, но ещё не выбрано") == 1
    await opened(school.mentor)
    assert {"Предложить другое время", "Отменить предложение"} <= set(school.mentor.labels)
    await opened(school.mentee)
    await school.mentee.presses("вт, 22\N{NO-BREAK SPACE}сентября, 15:00")
    await until(world, 9, 23)
    assert letters_in(school.mentee, "ещё не назначена") == 0


async def test_who_has_told_how_it_was_is_not_asked_again(world: World, school: School) -> None:
    await offers(school.mentor, ("пт, 18\N{NO-BREAK SPACE}сентября", "15:00"))
    await world.delivers()
    await school.mentee.presses("пт, 18\N{NO-BREAK SPACE}сентября, 15:00")
    world.clock.set(START.replace(day=21, hour=12))
    await world.app.post.tick()
    before = [letters_in(one, "Встреча-знакомство ещё не отмечена") for one in (school.mentor, school.mentee)]
    await opened(school.mentee)
    await school.mentee.presses("Состоялась")
    await until(world, 9, 22)
    after = [letters_in(one, "Встреча-знакомство ещё не отмечена") for one in (school.mentor, school.mentee)]
    assert after == [before[0] + 1, before[1]]


async def test_members_of_a_group_learn_which_time_was_taken_back(world: World, circle: Circle) -> None:
    await offers(circle.mentor, (TUESDAY, "15:00"))
    for person in circle.people.values():
        await opened(person)
        await person.presses(f"{TUESDAY}, 15:00")
    await opened(circle.mentor)
    await circle.mentor.presses("Перенести")
    await circle.mentor.presses("Отсутствие")
    assert "Выбрать день" in circle.mentor.labels
    await world.delivers()
    anna = circle.people["Анна"]
    assert f"{TUESDAY}, 15:00 снято. Наставник предложит новое." in anna.screen
    await opened(anna)
    assert f"{TUESDAY}, 15:00 снято. Новое время предложит наставник." in anna.screen


async def test_a_mark_is_enough_when_the_last_silent_one_leaves(world: World, circle: Circle) -> None:
    await offers(circle.mentor, (TUESDAY, "15:00"))
    anna, boris = circle.people.values()
    await opened(anna)
    await anna.presses(f"{TUESDAY}, 15:00")
    assert "ждём остальных" in anna.screen
    await opened(boris)
    for label in ("Другие действия", "Завершить участие", "Не хватает времени"):
        await boris.presses(label)
    assert f"{TUESDAY}, 15:00, в школе" in (await opened(anna)).screen
