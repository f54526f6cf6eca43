"""A pair meets: times are offered and taken, both tell how it was, and after the trial each decides in private."""

import datetime

import pytest
from icalendar import Calendar

from bot.dialogs import meetings
from bot.screens import packed
from mentoring.ids import MeetingId, SlotId
from mentoring.roles import Role
from sandbox.people import Person
from tests.outbox import letters_in
from tests.stories.test_pairs import School, days_pass
from tests.world import START, World


@pytest.fixture
async def school(world: World) -> School:
    """The order is entered: it is time to get to know each other."""
    school = await School(world, await world.school()).opens()
    await assigned(school)
    return school


async def assigned(school: School) -> None:
    await school.agrees()
    await school.curator.presses("Открыть карточку пары")
    await school.curator.presses("Внести приказ")
    await school.curator.presses("Да, согласия есть")
    await school.curator.types("12-од от 07.09.2026")
    await school.world.delivers()


async def offers(person: Person, *times: tuple[str, str]) -> None:
    """«пн, 14 сентября» and «15:00» each."""
    await person.types("/pairs")
    await person.presses(next(label for label in person.labels if "время" in label or "Назначить" in label))
    for number, (day, hour) in enumerate(times):
        await person.presses("Добавить время" if number else "Выбрать день")
        await person.presses(day)
        await person.presses(hour)
    await person.presses("Предложить")


TUESDAY = "вт, 8\N{NO-BREAK SPACE}сентября"
WEDNESDAY = "ср, 9\N{NO-BREAK SPACE}сентября"


async def agreed(school: School) -> None:
    """Tuesday at three."""
    await offers(school.mentor, (TUESDAY, "15:00"), (WEDNESDAY, "14:30"))
    await school.world.delivers()
    await school.mentee.presses(f"{TUESDAY}, 15:00")


async def held(school: School) -> None:
    """The meeting that is due takes place: the mentor offers tomorrow at three, and both say so afterwards."""
    world = school.world
    tomorrow = (world.clock.now() + datetime.timedelta(days=1)).astimezone(START.tzinfo)
    await school.mentor.types("/pairs")
    await school.mentor.presses("Назначить встречу")
    await school.mentor.presses("Выбрать день")
    await school.mentor.presses(school.mentor.labels[1])
    await school.mentor.presses("15:00")
    await school.mentor.presses("Предложить")
    await world.delivers()
    await school.mentee.presses(school.mentee.labels[0])
    world.clock.set(tomorrow.replace(hour=18, minute=0))
    await world.app.post.tick()
    for person in (school.mentor, school.mentee):
        await person.presses("Состоялась")


async def test_times_are_offered_one_is_taken_and_both_are_reminded(world: World, school: School) -> None:
    await offers(school.mentor, (TUESDAY, "15:00"), (WEDNESDAY, "14:30"))
    assert "ждём ответа" in school.mentor.screen
    await world.delivers()
    assert "Предложено время встречи" in school.mentee.screen
    await school.mentee.presses(f"{TUESDAY}, 15:00")
    assert "Встреча-знакомство: вт, 8\N{NO-BREAK SPACE}сентября, 15:00, в школе" in school.mentee.screen

    await world.delivers()
    assert "Время встречи выбрано" in school.mentor.screen
    world.clock.set(START.replace(hour=15, minute=1))
    await world.app.post.tick()
    assert any("Завтра встреча" in message.text for message in school.mentee.messages)
    world.clock.set(START.replace(day=8, hour=14, minute=1))
    await world.app.post.tick()
    assert "Встреча через час" in school.mentor.screen

    world.clock.set(START.replace(day=8, hour=18, minute=1))
    await world.app.post.tick()
    assert "Состоялась ли встреча" in school.mentor.screen
    await school.mentor.presses("Состоялась")
    assert "ждём вторую сторону" in school.mentor.screen
    await school.mentee.presses("Состоялась")
    assert "Знакомство ✓ → Проба" in school.mentee.screen


async def test_times_that_do_not_suit_are_answered_by_others(world: World, school: School) -> None:
    await offers(school.mentor, (TUESDAY, "15:00"))
    await world.delivers()
    await school.mentee.presses("Предложить другое время")
    await school.mentee.presses("Выбрать день")
    await school.mentee.presses(WEDNESDAY)
    await school.mentee.presses("08:30")
    await school.mentee.presses("Онлайн")
    assert "✓ Онлайн" in school.mentee.labels
    await school.mentee.presses("Предложить")
    await world.delivers()
    await school.mentor.presses(f"{WEDNESDAY}, 08:30")
    assert "08:30, онлайн" in school.mentor.screen
    await school.mentee.press_data(packed(meetings.Take(MeetingId(1), SlotId(1))))
    assert "Эта кнопка уже не действует" in (school.mentee.toast or "")


async def test_a_meeting_is_moved_with_a_reason_and_no_reminder_comes(world: World, school: School) -> None:
    await agreed(school)
    await world.delivers()
    await school.mentee.types("/pairs")
    await school.mentee.presses("Перенести")
    await school.mentee.presses("Отсутствие")
    assert f"{TUESDAY}, 15:00 снято" in school.mentee.screen
    assert "Выбрать день" in school.mentee.labels, "other times are chosen at once"
    await school.mentee.presses("Назад")
    assert f"{TUESDAY}, 15:00 снято.\nВстреча-знакомство ещё не назначена" in school.mentee.screen
    await world.delivers()
    assert "Время встречи снято" in school.mentor.screen
    assert f"{TUESDAY}, 15:00 снято" in school.mentor.screen
    assert "тсутстви" not in school.mentor.screen
    world.clock.set(START.replace(day=8, hour=18, minute=1))
    await world.app.post.tick()
    assert not any("Завтра встреча" in message.text for message in school.mentor.messages)


async def test_a_meeting_that_did_not_take_place_is_named_until_another_is_arranged(
    world: World, school: School
) -> None:
    await agreed(school)
    world.clock.set(START.replace(day=8, hour=18, minute=1))
    await world.app.post.tick()
    for person in (school.mentor, school.mentee):
        await person.presses("Не состоялась")
    fallen = "Встреча 8\N{NO-BREAK SPACE}сентября не состоялась."
    assert f"{fallen} Назначьте новую." in school.mentee.screen
    assert "Назначить встречу" in school.mentee.labels
    await school.curator.types("/pairs")
    await school.curator.presses("Знакомство · 1")
    await school.curator.presses(school.curator.labels[0])
    assert fallen in school.curator.screen
    await offers(school.mentor, (WEDNESDAY, "14:30"))
    assert "не состоялась" not in school.mentor.screen


async def test_different_words_go_to_the_curator(world: World, school: School) -> None:
    await agreed(school)
    world.clock.set(START.replace(day=8, hour=18, minute=1))
    await world.app.post.tick()
    await school.mentor.presses("Состоялась")
    await school.mentee.presses("Не состоялась")
    assert "уточняет куратор" in school.mentee.screen
    await world.delivers()
    assert "Ответы о встрече разошлись" in school.curator.screen
    await school.curator.presses("Состоялась")
    assert "пробная встреча" in school.curator.screen


async def test_a_disagreement_nobody_settles_is_recalled(world: World, school: School) -> None:
    deputy = await world.member(school.here, Role.DEPUTY_HEAD, "Нина")
    await agreed(school)
    world.clock.set(START.replace(day=8, hour=18, minute=1))
    await world.app.post.tick()
    await school.mentor.presses("Состоялась")
    await school.mentee.presses("Не состоялась")
    await days_pass(world, 3)
    assert letters_in(school.curator, "О встрече нужно Ваше слово") == 1
    assert letters_in(deputy, "О встрече нужно Ваше слово") == 0
    await days_pass(world, 6)
    assert letters_in(deputy, "О встрече нужно Ваше слово") == 1
    await school.curator.types("/pairs")
    await school.curator.presses("Знакомство · 1")
    await school.curator.presses(school.curator.labels[0])
    await school.curator.presses("Состоялась")
    assert "пробная встреча" in school.curator.screen


async def test_a_settled_disagreement_is_recalled_to_nobody(world: World, school: School) -> None:
    await agreed(school)
    world.clock.set(START.replace(day=8, hour=18, minute=1))
    await world.app.post.tick()
    await school.mentor.presses("Состоялась")
    await school.mentee.presses("Не состоялась")
    await world.delivers()
    await school.curator.presses("Состоялась")
    await days_pass(world, 6)
    assert letters_in(school.curator, "О встрече нужно Ваше слово") == 0


async def test_a_meeting_nobody_tells_of_holds_no_reminder_back(world: World, school: School) -> None:
    """The time that was agreed has passed; the term of the acquaintance is the 21st."""
    await agreed(school)
    world.clock.set(START.replace(day=8, hour=18, minute=1))
    await days_pass(world, 13)
    assert letters_in(school.mentor, "Пара ждёт") == 1
    assert letters_in(school.mentee, "Пара ждёт") == 1


async def test_the_word_of_one_side_stands_after_two_working_days(world: World, school: School) -> None:
    await agreed(school)
    world.clock.set(START.replace(day=8, hour=18, minute=1))
    await world.app.post.tick()
    await school.mentor.presses("Состоялась")
    await days_pass(world, 3)
    await school.mentee.types("/pairs")
    assert "Знакомство ✓" in school.mentee.screen


async def test_the_curator_enters_a_meeting_that_was_arranged_without_the_bot(world: World, school: School) -> None:
    await school.curator.types("/pairs")
    await school.curator.presses("Знакомство · 1")
    await school.curator.presses(school.curator.labels[0])
    await school.curator.presses("Встреча уже прошла")
    await school.curator.presses("Да, встреча прошла")
    assert "пробная встреча" in school.curator.screen


async def test_both_suit_after_the_trial(world: World, school: School) -> None:
    await held(school)
    await held(school)
    await world.delivers()
    assert "Как прошла пробная встреча" in school.mentee.screen
    await school.mentee.presses("Посмотреть и ответить")
    await school.mentee.presses("Подходит")
    assert "Ждём решения второй стороны" in school.mentee.screen
    await school.mentor.types("/pairs")
    assert "Подходит" in school.mentor.labels, "nothing tells the mentor what the mentee has said"
    await school.mentor.presses("Подходит")
    assert "встреча-планирование" in school.mentor.screen
    await world.delivers()
    assert "Пара продолжает работу" in school.mentee.screen


async def test_a_no_after_the_trial_is_private(world: World, school: School) -> None:
    await held(school)
    await held(school)
    await school.mentee.types("/pairs")
    await school.mentee.presses("Не подходит")
    await school.mentee.presses("Личная причина")
    await world.delivers()
    assert "Пара не состоялась" in school.mentor.screen
    told = " ".join(message.text for message in school.mentor.messages)
    assert "Личная" not in told
    assert "наставляемый отказ" not in told
    await school.curator.types("/pairs")
    await school.curator.presses("Закрыты · 1")
    await school.curator.presses(school.curator.labels[0])
    assert "Причина: личная причина" in school.curator.screen


async def test_another_trial_may_be_asked_for_once(world: World, school: School) -> None:
    await held(school)
    await held(school)
    await school.mentor.types("/pairs")
    await school.mentor.presses("Ещё одна проба")
    await world.delivers()
    assert "Ещё одна пробная встреча" in school.mentee.screen
    await held(school)
    await school.mentor.types("/pairs")
    assert "Ещё одна проба" not in school.mentor.labels


async def test_silence_after_the_trial_is_settled_by_the_curator(world: World, school: School) -> None:
    await held(school)
    await held(school)
    await days_pass(world, 5)
    assert "Пара задержалась" in school.curator.screen
    assert "назад." in school.curator.screen, "the next such letter differs by the number of days"
    await school.curator.presses("Открыть карточку пары")
    await school.curator.presses("Пара продолжает работу")
    assert "составляют план" in school.curator.screen


async def test_a_mentor_who_withdraws_leaves_no_meeting_behind(world: World, school: School) -> None:
    await agreed(school)
    await school.mentor.types("/mydata")
    await school.mentor.presses("Отозвать согласие")
    await school.mentor.presses(next(label for label in school.mentor.labels if "тозвать" in label))
    await world.delivers()
    world.clock.set(START.replace(day=8, hour=18, minute=1))
    await world.app.post.tick()
    assert "Пара завершена" in school.mentee.screen


async def test_the_mentor_has_a_memo_for_each_of_the_first_meetings(world: World, school: School) -> None:
    await school.mentor.types("/pairs")
    await school.mentor.presses("Памятка к встрече")
    assert "Как прошла Ваша неделя?" in school.mentor.screen
    await school.mentee.types("/pairs")
    assert "Памятка к встрече" not in school.mentee.labels
    await held(school)
    await school.mentor.types("/pairs")
    await school.mentor.presses("Памятка к встрече")
    assert "Какой один вопрос разберём сегодня?" in school.mentor.screen


async def test_an_agreed_time_goes_into_the_phones_calendar_without_names(world: World, school: School) -> None:
    await agreed(school)
    await school.mentee.presses("Файл для календаря")
    file = school.mentee.files[-1]
    event = Calendar.from_ical(file.data).walk("VEVENT")[0]
    assert file.name == "Встреча.ics"
    assert event.decoded("dtstart") == START.replace(day=8, hour=15)
    assert str(event["summary"]) == "Встреча-знакомство, пара №\N{NO-BREAK SPACE}1"
    assert str(event["location"]) == "В школе"
