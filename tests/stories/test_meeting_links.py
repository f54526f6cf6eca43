"""The mentor gives a link to an online meeting: everybody finds it, nobody else changes it, then it is gone."""

import asyncio
import datetime

import pytest
from icalendar import Calendar

from bot.dialogs import meetings as dialog
from bot.housekeeping import daily_round
from bot.screens import packed
from mentoring.ids import MeetingId
from mentoring.organisations import Privacy
from storage import meetings, organisations
from storage.file_folder import FileFolder
from tests.stories.test_meetings import agreed, assigned
from tests.stories.test_pairs import School
from tests.world import START, World
from usecases.counting import Counting
from usecases.housekeeping import Housekeeping
from usecases.meeting_links import MeetingLinks
from usecases.meetings import Meetings
from usecases.proving import Proving
from usecases.unit import House, StaleButton

MEETING = MeetingId(1)
LINK = "https://meet.school.example/j/73?pwd=a1&lang=ru"
SECOND = "https://meet.school.example/j/74"


@pytest.fixture
async def school(world: World) -> School:
    school = await School(world, await world.school()).opens()
    await assigned(school)
    await agreed(school)
    return school


async def kept(world: World) -> str | None:
    found = await world.house.database.read(lambda tx: meetings.one(tx, MEETING, datetime.UTC))
    assert found is not None
    return found.meeting.link


async def gives(school: School, link: str) -> None:
    await school.mentor.types("/pairs")
    await school.mentor.presses(next(label for label in school.mentor.labels if "сылк" in label))
    await school.mentor.types(link)


async def test_a_link_is_given_shown_sent_replaced_and_taken_back(world: World, school: School) -> None:
    await gives(school, "кабинет 12")
    assert "Это не похоже на ссылку" in school.mentor.screen
    await school.mentor.types(LINK)
    assert f"онлайн.\nСсылка: {LINK}" in school.mentor.screen
    await world.delivers()
    assert "Есть ссылка на встречу" in school.mentee.screen
    assert LINK in school.mentee.screen, "quoted once, shown as it was typed"
    await school.mentee.types("/pairs")
    assert LINK in school.mentee.screen
    assert not any("сылк" in label for label in school.mentee.labels)
    await school.mentee.presses("Файл для календаря")
    event = Calendar.from_ical(school.mentee.files[-1].data).walk("VEVENT")[0]
    assert (str(event["url"]), str(event["location"])) == (LINK, LINK)

    await gives(school, SECOND)
    assert SECOND in school.mentor.screen
    assert LINK not in school.mentor.screen
    for moment in (START.replace(hour=16), START.replace(day=8, hour=14)):
        world.clock.set(moment)
        await world.app.post.tick()
    told = [message.text for message in school.mentee.messages if SECOND in message.text]
    assert any("Завтра встреча" in text for text in told)
    assert any("Встреча через час" in text for text in told)

    await school.mentor.types("/pairs")
    await school.mentor.presses("Изменить ссылку")
    await school.mentor.presses("Убрать ссылку")
    assert "Ссылка" not in school.mentor.screen
    assert await kept(world) is None


async def test_after_the_meeting_the_link_is_forgotten(world: World, school: School) -> None:
    await gives(school, LINK)
    world.clock.set(world.clock.now() + datetime.timedelta(days=1, hours=8))
    await school.mentor.types("/pairs")
    assert "Изменить ссылку" not in school.mentor.labels
    await school.mentor.press_data(packed(dialog.DropLink(MEETING)))
    assert "уже не действует" in (school.mentor.toast or "")
    assert await kept(world) == LINK
    for person in (school.mentor, school.mentee):
        await person.types("/pairs")
        await person.presses("Состоялась")
    assert await kept(world) is None


async def test_a_meeting_that_is_called_off_takes_its_link_along(world: World, school: School) -> None:
    await gives(school, LINK)
    await school.mentee.types("/pairs")
    await school.mentee.presses("Отменить")
    await school.mentee.presses("Не хватает времени")
    assert await kept(world) is None
    await world.delivers()
    assert not any("Есть ссылка" in message.text for message in school.mentee.messages), "it is of no use any more"


async def test_only_the_mentor_gives_links(world: World, school: School) -> None:
    for person in (school.mentee, school.curator):
        for button in (dialog.AskLink(MEETING), dialog.DropLink(MEETING)):
            await person.press_data(packed(button))
            assert "уже не действует" in (person.toast or "")


async def test_in_minimal_there_is_no_link_and_one_given_before_is_not_shown(world: World) -> None:
    school = await School(world, await world.school()).opens()
    await assigned(school)
    await agreed(school)
    await gives(school, LINK)
    await world.house.database.write(lambda tx: organisations.change(tx, school.here, "privacy", Privacy.MINIMAL.value))
    await world.delivers()
    for person in (school.mentor, school.mentee):
        await person.types("/pairs")
        assert LINK not in person.screen
        assert not any("сылк" in label for label in person.labels)
    await school.mentee.presses("Файл для календаря")
    assert b"meet.school.example" not in school.mentee.files[-1].data
    assert not any(LINK in message.text for message in school.mentee.messages)
    assert not any("Есть ссылка на встречу" in message.text for message in school.mentee.messages)
    await school.mentor.press_data(packed(dialog.AskLink(MEETING)))
    assert "уже не действует" in (school.mentor.toast or "")


async def test_a_link_is_forgotten_though_nobody_tells_of_the_meeting(world: World, school: School) -> None:
    await gives(school, LINK)
    proving = Proving(world.house, FileFolder(world.settings.data_dir / "evidence"))
    sweep = daily_round(Housekeeping(world.house), Counting(world.house), proving)
    world.clock.set(START.replace(day=8, hour=15, minute=30))
    await sweep()
    assert await kept(world) == LINK, "it has just begun"
    world.clock.set(START.replace(day=9, hour=3, minute=30))
    await sweep()
    assert await kept(world) is None
    await school.mentee.types("/pairs")
    assert LINK not in school.mentee.screen
    await school.mentee.presses("Состоялась")


async def test_two_devices_give_two_links_and_one_of_them_stands(world: World, school: School, other: House) -> None:
    first, second = (MeetingLinks(house, Meetings(house)) for house in (world.house, other))
    await asyncio.gather(first.give(school.mentor.id, MEETING, LINK), second.give(school.mentor.id, MEETING, SECOND))
    stands = await kept(world)
    assert stands in {LINK, SECOND}
    await world.delivers()
    told = [message.text for message in school.mentee.messages if "Есть ссылка на встречу" in message.text]
    assert len(told) == 1, "of two changes the last one alone is told"
    assert stands in told[0]


async def test_a_link_and_a_calling_off_at_the_same_moment(world: World, school: School, other: House) -> None:
    await school.mentee.types("/pairs")
    await school.mentee.presses("Отменить")
    links = MeetingLinks(other, Meetings(other))
    results = await asyncio.gather(
        links.give(school.mentor.id, MEETING, LINK),
        school.mentee.presses("Не хватает времени"),
        return_exceptions=True,
    )
    assert not any(isinstance(one, BaseException) and not isinstance(one, StaleButton) for one in results), results
    assert await kept(world) is None, "a meeting that is off has no link, whoever was first"
