"""A remote pair: the mentor lives by Moscow's clock, the mentee by Yekaterinburg's, and each sees both times."""

import datetime
import zoneinfo

import pytest
from icalendar import Calendar

from bot.dialogs import wishes as pages
from bot.screens import packed
from mentoring.roles import Role
from sandbox.people import Person
from tests.outbox import letters_in, person_id
from tests.stories.test_groups import Circle
from tests.stories.test_meetings import TUESDAY, WEDNESDAY, offers
from tests.stories.test_pairs import School
from tests.world import START, World

MOSCOW = zoneinfo.ZoneInfo("Europe/Moscow")


async def lives(person: Person, place: str) -> None:
    await person.types("/when")
    await person.presses("Мой часовой пояс")
    await person.presses(place)


async def afar(world: World, *, mentor: str | None = None, mentee: str | None = "Екатеринбург +2") -> School:
    """A remote pair with its order."""
    school = await School(world, await world.school()).opens()
    await school.drafts()
    await school.curator.presses("Вид: традиционное")
    await school.curator.presses("Дистанционное")
    await school.curator.presses("Отправить предложение")
    for person in (school.mentor, school.mentee):
        await person.types("/pairs")
        await person.presses("Принять")
    await world.delivers()
    await school.curator.presses("Открыть карточку пары")
    await school.curator.presses("Внести приказ")
    await school.curator.presses("Да, согласия есть")
    await school.curator.types("12-од от 07.09.2026")
    await world.delivers()
    for person, place in ((school.mentor, mentor), (school.mentee, mentee)):
        if place is not None:
            await lives(person, place)
    return school


@pytest.fixture
async def school(world: World) -> School:
    return await afar(world)


async def at(world: World, day: int, hour: int, minute: int = 0) -> None:
    """By Moscow's clock."""
    world.clock.set(START.replace(day=day, hour=hour, minute=minute))
    await world.app.post.tick()


async def test_a_remote_pair_is_told_where_the_zone_is_chosen_until_it_is(world: World, school: School) -> None:
    await school.mentor.types("/pairs")
    assert "выберите часовой пояс в «Других действиях»" in school.mentor.screen
    await school.mentee.types("/pairs")
    assert "часовой пояс" not in school.mentee.screen


async def test_digests_come_at_the_own_hour_of_the_own_clock(world: World) -> None:
    anna = await world.member(await world.school(), Role.MENTEE, "Анна")
    await lives(anna, "Екатеринбург +2")
    await anna.types("/when")
    assert "Часовой пояс: Екатеринбург +2" in anna.screen
    await anna.presses("Вечером")
    await anna.types("/start")
    await anna.presses("Начать")
    await at(world, 9, 15, 59)
    assert letters_in(anna, "Анкета ждёт продолжения") == 0
    await at(world, 9, 16)
    assert letters_in(anna, "Анкета ждёт продолжения") == 1


async def test_from_the_offer_to_the_letters_each_sees_both_times(world: World, school: School) -> None:
    mentor, mentee = school.mentor, school.mentee
    await mentor.types("/pairs")
    await mentor.presses("Назначить встречу")
    await mentor.presses("Выбрать день")
    await mentor.presses(TUESDAY)
    assert "Слева время у Вас, справа — у наставляемого" in mentor.screen
    assert "08:00 · 10:00" in mentor.labels
    await mentor.presses("Позже ›")
    await mentor.presses("15:00 · 17:00")
    assert f"{TUESDAY}, 15:00 у Вас, 17:00 у наставляемого" in mentor.screen
    await mentor.presses("Предложить")
    assert "15:00 у Вас, 17:00 у наставляемого" in mentor.screen

    await world.delivers()
    assert f"{TUESDAY}, 17:00 у Вас, 15:00 у наставника" in mentee.screen
    await mentee.presses(f"{TUESDAY}, 17:00")
    assert f"{TUESDAY}, 17:00 у Вас, 15:00 у наставника, онлайн" in mentee.screen, "a remote pair meets online"
    await mentee.presses("Файл для календаря")
    event = Calendar.from_ical(mentee.files[-1].data).walk("VEVENT")[0]
    assert event.decoded("dtstart") == START.replace(day=8, hour=15)

    await world.delivers()
    assert "15:00 у Вас, 17:00 у наставляемого" in mentor.screen, "the news that a time was chosen"
    await school.curator.types("/pairs")
    await school.curator.presses("Знакомство · 1")
    await school.curator.presses(school.curator.labels[0])
    assert "15:00 по времени организации, 17:00 у наставляемого" in school.curator.screen
    await at(world, 8, 14)
    assert "Встреча через час" in mentor.screen
    assert "15:00 у Вас, 17:00 у наставляемого" in mentor.screen
    assert "Встреча через час" in mentee.screen
    assert "17:00 у Вас, 15:00 у наставника" in mentee.screen


async def test_the_day_before_is_told_at_three_by_ones_own_clock(world: World, school: School) -> None:
    await offers(school.mentor, (WEDNESDAY, "10:00 · 12:00"))
    await world.delivers()
    await school.mentee.presses(f"{WEDNESDAY}, 12:00")
    await at(world, 8, 13, 1)
    assert any("Завтра встреча" in message.text for message in school.mentee.messages)
    assert not any("Завтра встреча" in message.text for message in school.mentor.messages)
    await at(world, 8, 15, 1)
    assert any("Завтра встреча" in message.text for message in school.mentor.messages)


async def test_beyond_midnight_the_other_day_is_named(world: World) -> None:
    school = await afar(world, mentee="Камчатка +9")
    await school.mentor.types("/pairs")
    await school.mentor.presses("Назначить встречу")
    await school.mentor.presses("Выбрать день")
    await school.mentor.presses(TUESDAY)
    await school.mentor.presses("Позже ›")
    await school.mentor.presses("16:00 · 01:00")
    await school.mentor.presses("Предложить")
    await world.delivers()
    assert f"{WEDNESDAY}, 01:00 у Вас, 16:00 8\N{NO-BREAK SPACE}сентября у наставника" in school.mentee.screen


async def test_news_wait_for_the_morning_of_the_reader(world: World) -> None:
    school = await afar(world, mentee="Камчатка +9")
    before = len(school.mentee.messages)
    await offers(school.mentor, (WEDNESDAY, "10:00 · 19:00"))
    await at(world, 7, 13)
    assert len(school.mentee.messages) == before, "it is ten in the evening on Kamchatka"
    await at(world, 7, 23, 1)
    assert "Предложено время встречи" in school.mentee.screen, "and eight in the morning, night in Moscow"


async def test_a_zone_that_is_changed_afterwards_changes_what_is_shown(world: World, school: School) -> None:
    await offers(school.mentor, (WEDNESDAY, "10:00 · 12:00"))
    await world.delivers()
    await school.mentee.presses(f"{WEDNESDAY}, 12:00")
    await lives(school.mentee, "Калининград −1")
    await school.mentee.types("/pairs")
    assert f"{WEDNESDAY}, 09:00 у Вас, 10:00 у наставника" in school.mentee.screen
    await at(world, 9, 9)
    assert "09:00 у Вас, 10:00 у наставника" in school.mentee.screen
    await school.mentor.types("/pairs")
    assert "10:00 у Вас, 09:00 у наставляемого" in school.mentor.screen


async def test_as_at_the_school_again_nothing_is_added(world: World, school: School) -> None:
    await offers(school.mentor, (WEDNESDAY, "10:00 · 12:00"))
    await school.mentee.types("/pairs")
    await school.mentee.presses("Другие действия")
    await school.mentee.presses("Мой часовой пояс")
    assert "Сейчас: Екатеринбург +2" in school.mentee.screen
    await school.mentee.presses("Как у школы")
    assert "✓ Как у школы" in school.mentee.labels
    await school.mentee.presses("Назад")
    assert "другие действия" in school.mentee.screen
    await world.delivers()
    assert f"{WEDNESDAY}, 10:00" in school.mentee.labels
    assert "у наставника" not in school.mentee.screen


async def test_the_same_clock_elsewhere_is_ones_own_and_said_once(world: World) -> None:
    school = await afar(world, mentor="Красноярск +4", mentee="Новосибирск +4")
    await offers(school.mentor, (TUESDAY, "15:00"))
    assert f"Предложено: {TUESDAY}, 15:00." in school.mentor.screen
    await world.delivers()
    await school.mentee.presses(f"{TUESDAY}, 15:00")
    kept = await world.house.database.read(lambda tx: tx.value("SELECT at FROM meetings"))
    assert datetime.datetime.fromtimestamp(kept, MOSCOW) == START.replace(day=8, hour=11)


async def test_a_second_press_and_a_forged_zone_change_nothing(world: World, school: School) -> None:
    mentee = school.mentee
    await mentee.press_data(packed(pages.SetMyZone("Asia/Omsk")))
    before = (await world.stored())["wishes"]
    await mentee.press_data(packed(pages.SetMyZone("Asia/Omsk")))
    await mentee.press_data(packed(pages.SetMyZone("Europe/Paris")))
    assert mentee.toast == "Эта кнопка уже не действует"
    assert (await world.stored())["wishes"] == before


async def test_the_zone_is_among_my_data_and_goes_with_the_consent(world: World, school: School) -> None:
    mentee = school.mentee
    await mentee.types("/mydata")
    assert "Часовой пояс: Екатеринбург +2" in mentee.screen
    person = await person_id(world, mentee)
    await mentee.presses("Отозвать согласие")
    await mentee.presses(next(label for label in mentee.labels if "тозвать" in label))
    kept = await world.house.database.read(lambda tx: tx.rows("SELECT * FROM wishes WHERE person_id = $1", person))
    assert kept == []


async def test_in_a_group_each_member_sees_the_mentors_time_and_the_mentor_all(world: World) -> None:
    circle = await Circle(world, await world.school()).opens("Анна", "Борис")
    await circle.agrees("Анна", "Борис")
    anna, boris, mentor = circle.people["Анна"], circle.people["Борис"], circle.mentor
    await lives(boris, "Екатеринбург +2")
    await offers(mentor, (TUESDAY, "10:00 · 10:00/12:00"))
    assert f"{TUESDAY}, 10:00 у Вас, 10:00 и 12:00 у наставляемых" in mentor.screen
    await world.delivers()
    assert f"{TUESDAY}, 12:00 у Вас, 10:00 у наставника" in boris.screen
    assert "у наставника" not in anna.screen, "her clock shows what the mentor's does"
    await boris.presses(f"{TUESDAY}, 12:00")
    await anna.presses(f"{TUESDAY}, 10:00")
    assert f"{TUESDAY}, 10:00, в школе" in anna.screen
    await boris.types("/pairs")
    assert f"{TUESDAY}, 12:00 у Вас, 10:00 у наставника, в школе" in boris.screen
