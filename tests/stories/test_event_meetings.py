"""Meetings that a curator enters with their day, meetings moved again and again, and which event a meeting was."""

import asyncio
import datetime

import pytest

from bot.dialogs import meetings
from bot.screens import packed
from mentoring.ids import MeetingId, PairId, PlanEventId
from mentoring.pairs import MeetingKind
from storage import plans
from tests.stories.test_meetings import assigned, offers
from tests.stories.test_pairs import School
from tests.stories.test_plans import approved
from tests.world import START, World
from usecases.event_meetings import EventMeetings
from usecases.exporting import Exporting, Subject
from usecases.meetings import Meetings
from usecases.unit import House, Operator, StaleButton


@pytest.fixture
async def school(world: World) -> School:
    school = await School(world, await world.school()).opens()
    await assigned(school)
    return school


async def at_work(school: School) -> School:
    """The curator has entered the first meetings, the plan is approved."""
    curator, world = school.curator, school.world
    for kind, trial in ((MeetingKind.ACQUAINTANCE, 0), (MeetingKind.TRIAL, 1)):
        await curator.press_data(packed(meetings.EnterHeld(PairId(1), kind, trial, sure=True)))
    for person in (school.mentor, school.mentee):
        await person.types("/pairs")
        await person.presses("Подходит")
    await curator.press_data(packed(meetings.EnterHeld(PairId(1), MeetingKind.PLANNING, 1, sure=True)))
    await approved(school)
    await world.delivers()
    return school


async def of_meetings(world: World, school: School) -> list[tuple[object, ...]]:
    table = await Exporting(world.house).table(Operator(), school.here, Subject.MEETINGS)
    return [row[3:6] for row in table.rows]


async def test_the_curator_enters_a_meeting_with_its_day(world: World, school: School) -> None:
    world.clock.set(world.clock.now() + datetime.timedelta(days=3))
    await school.curator.types("/pairs")
    await school.curator.presses("Знакомство · 1")
    await school.curator.presses(school.curator.labels[0])
    await school.curator.presses("Встреча уже прошла")
    await school.curator.presses("Была в другой день")
    await school.curator.presses("вт, 8\N{NO-BREAK SPACE}сентября")
    assert "пробная встреча" in school.curator.screen
    (row,) = await of_meetings(world, school)
    assert row == ("acquaintance", "held", START.replace(day=8, hour=12))
    tomorrow = (world.clock.now() + datetime.timedelta(days=1)).date().toordinal()
    for day in (tomorrow, START.date().toordinal()):
        await school.curator.press_data(packed(meetings.HeldOn(PairId(1), MeetingKind.TRIAL, 1, day)))
        assert "Эта кнопка уже не действует" in (school.curator.toast or ""), (
            "neither ahead nor before the first meeting"
        )


async def test_a_meeting_about_an_event_is_tied_to_it_and_marks_it(world: World, school: School) -> None:
    await at_work(school)
    world.clock.set(world.clock.now() + datetime.timedelta(days=1))
    await school.curator.press_data(packed(meetings.EnterHeld(PairId(1), MeetingKind.EVENT, 1, sure=True)))
    await world.delivers()
    assert "Какое это было мероприятие" in school.mentor.screen
    assert "Какое" not in school.mentee.screen
    await school.mentor.presses("Какое это было мероприятие?")
    await school.mentor.presses(school.mentor.labels[0])
    assert "1 из 4" in school.mentor.screen
    assert "Какое это было мероприятие?" not in school.mentor.labels
    # Another meeting of that day would be the same one.
    await school.curator.press_data(packed(meetings.EnterHeld(PairId(1), MeetingKind.EVENT, 1, sure=True)))
    assert "Эта кнопка уже не действует" in (school.curator.toast or "")


async def test_who_tells_last_is_asked_on_the_card_and_gets_no_letter(world: World, school: School) -> None:
    await at_work(school)
    tomorrow = (world.clock.now() + datetime.timedelta(days=1)).astimezone(START.tzinfo)
    await offers(school.mentor, ("вт, 8\N{NO-BREAK SPACE}сентября", "15:00"))
    await world.delivers()
    await school.mentee.presses(school.mentee.labels[0])
    world.clock.set(tomorrow.replace(hour=18, minute=1))
    await world.app.post.tick()
    for person in (school.mentee, school.mentor):
        await person.presses("Состоялась")
    assert "Скажите, какое это было мероприятие" in school.mentor.screen
    assert "event_asked" not in await world.letters()
    await school.mentor.presses("Какое это было мероприятие?")
    await school.mentor.presses("Встреча не из плана")
    assert "0 из 4" in school.mentor.screen
    assert "Какое это было мероприятие?" not in school.mentor.labels


async def test_a_third_move_is_told_to_the_curator_once(world: World, school: School) -> None:
    days = ("вт, 8", "ср, 9", "чт, 10", "пт, 11")
    for number, day in enumerate(days, 1):
        await offers(school.mentor, (f"{day}\N{NO-BREAK SPACE}сентября", "15:00"))
        await world.delivers()
        await school.mentee.presses(school.mentee.labels[0])
        await school.mentee.presses("Перенести")
        await school.mentee.presses("Не хватает времени")
        await world.delivers()
        assert (await world.letters()).count("meeting_moved_often") == (number >= 3)
        assert "времени" not in school.mentor.screen, "why it was moved is not the other side's to know"
    assert "Встречу переносят" in "".join(message.text for message in school.curator.messages)


async def test_every_meeting_has_its_memo(world: World, school: School) -> None:
    await at_work(school)
    await school.mentor.types("/pairs")
    await school.mentor.presses("Памятка к встрече")
    assert "Мероприятие плана" in school.mentor.screen


# -- two at once -----------------------------------------------------------------------------------------------------


async def test_two_curators_enter_one_event_once(world: World, school: School, other: House) -> None:
    await at_work(school)
    world.clock.set(world.clock.now() + datetime.timedelta(days=1))
    acts = [
        Meetings(house).enter_held(school.curator.id, PairId(1), MeetingKind.EVENT, 1) for house in (world.house, other)
    ]
    results = await asyncio.gather(*acts, return_exceptions=True)
    assert sum(isinstance(result, StaleButton) for result in results) == 1
    assert [row[0] for row in await of_meetings(world, school)].count("event") == 1


async def test_one_meeting_is_tied_to_one_event(world: World, school: School, other: House) -> None:
    await at_work(school)
    world.clock.set(world.clock.now() + datetime.timedelta(days=1))
    await Meetings(world.house).enter_held(school.curator.id, PairId(1), MeetingKind.EVENT, 1)
    meeting = MeetingId(await world.house.database.read(lambda tx: tx.value("SELECT max(id) FROM meetings")))
    kept = await world.house.database.read(lambda tx: plans.latest(tx, PairId(1)))
    assert kept is not None
    first, second = (PlanEventId(event.id) for event in kept.plan.events[:2])
    acts = [
        EventMeetings(house).tie(school.mentor.id, meeting, event)
        for house, event in ((world.house, first), (other, second))
    ]
    results = await asyncio.gather(*acts, return_exceptions=True)
    assert sum(isinstance(result, StaleButton) for result in results) == 1
    after = await world.house.database.read(lambda tx: plans.latest(tx, PairId(1)))
    assert after is not None
    assert after.plan.done == 1
