"""The year of a group: who goes after the trial, who comes in the middle, a goal of one's own, four events, the end."""

import asyncio
import datetime

import pytest

from bot.dialogs import meetings
from bot.screens import packed
from mentoring.ids import MeetingId, PairId, SlotId
from mentoring.letters import LetterKind
from mentoring.meetings import Outcome
from mentoring.pairs import PairState, Verdict
from sandbox.people import Person
from tests.outbox import letters_in, outbox, person_id
from tests.stories.test_group_goals import OWN, approved, in_planning, on_curators_card
from tests.stories.test_groups import NBSP, Circle, held, invited, label_of, offered, opened
from tests.stories.test_pair_papers import last_file
from tests.stories.test_surveys import answers
from tests.world import START, World
from usecases.group_meetings import GroupMeetings
from usecases.grouping import Grouping
from usecases.meetings import Meetings
from usecases.unit import House


@pytest.fixture
async def circle(world: World) -> Circle:
    circle = await Circle(world, await world.school()).opens("Анна", "Борис", "Глеб")
    await circle.comes("Вера", **{"В чём Вам нужна помощь": "Общение с родителями"})
    return circle


async def judged(circle: Circle) -> None:
    """Boris says no in private, everybody else yes."""
    boris = await opened(circle.people["Борис"])
    await boris.presses("Не подходит")
    await boris.presses("Личная причина")
    for person in (circle.mentor, circle.people["Анна"], circle.people["Вера"]):
        await opened(person)
        await person.presses("Подходит")


async def event_held(circle: Circle, *present: str) -> None:
    """A meeting about the first event that is left, with who was there."""
    await held(circle, *present)
    mentor = await opened(circle.mentor)
    await mentor.presses("Какое это было мероприятие?")
    await mentor.presses(mentor.labels[0])


async def fixed(circle: Circle) -> None:
    """The mentor offers and fixes tomorrow at three."""
    await offered(circle)
    await opened(circle.mentor)
    await circle.mentor.presses(label_of(circle.mentor, "15:00"))
    await circle.world.delivers()


async def tomorrow_at(world: World, hour: int) -> None:
    day = world.clock.now().astimezone(START.tzinfo) + datetime.timedelta(days=1)
    world.clock.set(day.replace(hour=hour, minute=1))
    await world.app.post.tick()


async def state(circle: Circle) -> PairState:
    return (await circle.pair()).pair.state


async def present(circle: Circle, number: int) -> set[str]:
    """Who was at the meeting, by name."""
    rows = await circle.world.house.database.read(
        lambda tx: tx.rows("SELECT membership_id FROM meeting_attendance WHERE meeting_id = $1 AND present = 1", number)
    )
    names = {await circle.membership(name): name for name in circle.people}
    return {names[row["membership_id"]] for row in rows}


async def answers_all(world: World, person: Person) -> None:
    while "Ответить на вопросы" in (await opened(person)).labels:
        await answers(world, person)


@pytest.mark.slow
async def test_a_group_lives_through_its_year(world: World, circle: Circle) -> None:
    anna, boris, vera, gleb = (circle.people[name] for name in ("Анна", "Борис", "Вера", "Глеб"))

    await circle.agrees("Анна", "Борис", "Вера")
    assert await state(circle) is PairState.ASSIGNED
    await held(circle, "Анна", "Вера")
    assert await present(circle, 1) == {"Анна", "Вера"}
    await held(circle, "Анна")
    await judged(circle)
    assert await state(circle) is PairState.PLANNING
    kept = (await circle.pair()).pair
    assert {side.verdict for side in kept.members} == {Verdict.YES}
    assert await circle.membership("Борис") not in {side.membership for side in kept.members}

    await held(circle, "Вера")
    await approved(circle, "Анна", "Вера", Вера=OWN)
    assert await state(circle) is PairState.WORKING
    assert "Ваша цель: спокойно говорить с родителями" in (await opened(vera)).screen
    assert "Ваша цель" not in (await opened(anna)).screen
    heard = letters_in(boris, "📅")

    await event_held(circle, "Анна", "Вера")
    await event_held(circle, "Вера")
    await comes_before_a_meeting(circle, gleb)
    assert "3 из 4" in (await opened(circle.mentor)).screen
    assert "Цель: уверенно готовить и вести урок" in (await opened(gleb)).screen
    await event_held(circle, "Глеб")
    assert await state(circle) is PairState.FINAL_MEETING
    assert letters_in(boris, "📅") == heard, "whoever has left hears of no meeting"

    await held(circle, "Анна", "Вера", "Глеб")
    assert await state(circle) is PairState.SURVEYS
    for person in (circle.mentor, anna, vera):
        await answers_all(world, person)
    curator = await on_curators_card(circle, "Итог")
    assert "ответы есть на 6 из 8" in curator.screen
    await answers_all(world, gleb)
    assert await state(circle) is PairState.COMPLETED
    await world.delivers()
    await has_papers(circle, anna, vera, gleb)


async def comes_before_a_meeting(circle: Circle, gleb: Person) -> None:
    """Its time is fixed already: whoever comes in is told of it, reminded, and may say that it has been."""
    world = circle.world
    await fixed(circle)
    await invited(circle, "Глеб", "Работа · 1")
    await world.delivers()
    await gleb.presses("Посмотреть и ответить")
    await gleb.presses("Принять")
    await world.delivers()
    assert "Время встречи выбрано" in gleb.screen
    assert "15:00, в школе" in gleb.screen
    await tomorrow_at(world, 14)
    assert "Встреча через час" in gleb.screen
    world.clock.set(world.clock.now() + datetime.timedelta(hours=4))
    await world.app.post.tick()
    assert "Состоялась ли встреча" in gleb.screen
    await opened(circle.mentor)
    await circle.mentor.presses("Состоялась")
    await circle.mentor.presses(label_of(circle.mentor, "Глеб: на встрече"))
    await opened(gleb)
    await gleb.presses("Состоялась")
    await opened(circle.mentor)
    await circle.mentor.presses("Какое это было мероприятие?")
    await circle.mentor.presses(circle.mentor.labels[0])
    await world.delivers()


async def has_papers(circle: Circle, *members: Person) -> None:
    curator = await on_curators_card(circle, "Закрыты")
    await curator.presses("Документы")
    await curator.presses("Программа группы")
    programme = last_file(curator)[1]
    assert "Своя цель, Громова Вера: спокойно говорить с родителями" in programme
    assert "Воронов" not in programme
    for person, surname in zip(members, ("Белова", "Громова", "Дроздов"), strict=True):
        await opened(person)
        await person.presses("Документы")
        await person.presses("Справка о завершении")
        certificate = last_file(person)[1]
        assert surname in certificate
        assert ("спокойно говорить с родителями" in certificate) is (surname == "Громова")
    assert "группа №" in programme.replace(NBSP, " ")


async def at_work(circle: Circle, *names: str) -> None:
    """As far as an approved plan."""
    await in_planning(circle, *names)
    await approved(circle, *names)
    await circle.world.delivers()


async def comes_in(circle: Circle, name: str) -> Person:
    await invited(circle, name, "Работа · 1")
    person = await opened(circle.people[name])
    await person.presses("Приглашение в группу")
    await person.presses("Принять")
    return person


async def test_whoever_comes_while_times_are_offered_is_asked_too(world: World, circle: Circle) -> None:
    await at_work(circle, "Анна", "Вера")
    await offered(circle)
    gleb = await comes_in(circle, "Глеб")
    await world.delivers()
    assert letters_in(gleb, "Предложено время встречи") == 1
    await gleb.presses(label_of(gleb, "16:00"))
    await gleb.presses("Готово")
    assert "есть 1 из 3" in (await opened(circle.mentor)).screen


async def test_whoever_comes_after_its_beginning_is_not_asked_how_it_was(world: World, circle: Circle) -> None:
    await at_work(circle, "Анна", "Вера")
    await fixed(circle)
    await tomorrow_at(world, 15)
    gleb = await comes_in(circle, "Глеб")
    await world.delivers(hours=4)
    assert letters_in(gleb, "📅") == 0
    assert "Состоялась" not in (await opened(gleb)).labels
    await gleb.press_data(packed(meetings.Tell(MeetingId(4), Outcome.HELD)))
    assert str(gleb.toast).startswith("Эта кнопка уже не действует. Сейчас: ")
    await opened(circle.mentor)
    await circle.mentor.presses("Состоялась")
    assert "Глеб" not in circle.mentor.screen
    for name in ("Анна", "Вера"):
        await circle.mentor.presses(label_of(circle.mentor, f"{name}: на встрече"))
    await opened(circle.people["Анна"])
    await circle.people["Анна"].presses("Состоялась")
    assert "Кто был на встрече?" not in (await opened(circle.mentor)).labels


async def test_whoever_leaves_hears_no_more_of_the_meeting(world: World, circle: Circle) -> None:
    await at_work(circle, "Анна", "Вера")
    await fixed(circle)
    vera = await opened(circle.people["Вера"])
    heard = letters_in(vera, "Завтра встреча")
    await vera.presses("Другие действия")
    await vera.presses("Завершить участие")
    await vera.presses("Не хватает времени")
    await tomorrow_at(world, 14)
    await tomorrow_at(world, 18)
    assert letters_in(vera, "Завтра встреча") == heard
    assert letters_in(vera, "Встреча через час") == 0
    assert letters_in(vera, "Состоялась ли встреча") == letters_in(circle.mentor, "Состоялась ли встреча") - 1
    assert letters_in(circle.people["Анна"], "Встреча через час") > 0


async def test_coming_in_and_fixing_the_time_at_the_same_moment(world: World, circle: Circle, other: House) -> None:
    await at_work(circle, "Анна", "Вера")
    await offered(circle)
    await invited(circle, "Глеб", "Работа · 1")
    mentor, gleb = circle.mentor.id, circle.people["Глеб"]
    slot = await world.house.database.read(
        lambda tx: tx.value("SELECT min(id) FROM meeting_slots WHERE meeting_id = 4")
    )
    await asyncio.gather(
        GroupMeetings(world.house, Meetings(world.house)).fix(mentor, MeetingId(4), SlotId(slot)),
        Grouping(other).join(gleb.id, PairId(1)),
    )
    person = await person_id(world, gleb)
    for kind in (LetterKind.MEETING_SOON, LetterKind.MEETING_ASKED):
        assert [letter["person_id"] for letter in await outbox(world, kind)].count(person) == 1, kind
