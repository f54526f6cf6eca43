"""What the sides have asked and nobody has answered: the curator's list, and what the days bring."""

import datetime

import pytest

from bot.dialogs.help_addresses import Requests
from bot.screens import packed
from bot.texts import words
from mentoring.roles import Role
from sandbox.people import Person
from tests.stories.test_meetings import assigned
from tests.stories.test_pair_acts import more, said
from tests.stories.test_pairs import School, days_pass
from tests.world import START, World

WAITS = "Вопросы без ответа"


@pytest.fixture
async def school(world: World) -> School:
    school = await School(world, await world.school()).opens()
    await assigned(school)
    return school


async def asks(person: Person, topic: str) -> None:
    await more(person)
    await person.presses("Вопрос куратору")
    await person.presses(topic)


async def opens_questions(curator: Person) -> None:
    await curator.types("/pairs")
    await curator.presses(next(label for label in curator.labels if label.startswith("Вопросы")))


async def test_the_curator_finds_what_was_asked_without_the_letter(world: World, school: School) -> None:
    await school.curator.types("/pairs")
    assert not any(label.startswith("Вопросы") for label in school.curator.labels), "nothing waits, nothing is shown"
    await asks(school.mentee, "Вопрос по плану")
    world.clock.set(START + datetime.timedelta(days=1))
    await asks(school.mentor, "Не выходит договориться")

    await opens_questions(school.curator)
    first, second, *_ = school.curator.labels
    assert first.replace(words.NBSP, " ") == "Смирнова А. П. · Пара № 1 · 7 сен", "the oldest first"
    assert second.endswith("8 сен")
    assert "вопрос по плану, ждёт ответа" in school.curator.screen

    await school.curator.presses(first)
    assert "Вопрос: вопрос по плану" in school.curator.screen
    await school.curator.presses("Взято в работу")
    await school.curator.presses("Все вопросы")
    assert "вопрос по плану, взято в работу" in school.curator.screen
    await school.curator.presses(first)
    await school.curator.presses("Решено")
    await school.curator.types("/pairs")
    assert "Вопросы · 1" in school.curator.labels


async def test_many_questions_have_pages(world: World, school: School) -> None:
    for person in (school.mentor, school.mentee):
        for topic in (
            "Не выходит договориться",
            "Вопрос по плану",
            "Другое — перезвоните мне",
            "Другое — подойду лично",
        ):
            await asks(person, topic)
    await school.curator.types("/pairs")
    await school.curator.presses("Вопросы · 8")
    assert sum("Пара №" in label for label in school.curator.labels) == 6
    await school.curator.presses("Дальше ›")
    assert sum("Пара №" in label for label in school.curator.labels) == 2


async def test_a_question_is_recalled_after_two_working_days_and_told_after_three(world: World, school: School) -> None:
    deputy = await world.member(school.here, Role.DEPUTY_HEAD, "Нина")
    world.clock.set(START.replace(day=11, hour=16))
    await asks(school.mentee, "Вопрос по плану")
    await asks(school.mentor, "Вопрос по плану")
    await days_pass(world, 4)
    assert WAITS not in said(school.curator), "Friday, Monday, Tuesday: the second working day is not over at 15:00"
    await days_pass(world, 1)
    assert "2\N{NO-BREAK SPACE}вопроса ждут ответа уже два рабочих дня" in said(school.curator)
    await school.curator.presses("Открыть вопросы · 2")
    assert "вопрос по плану, ждёт ответа" in school.curator.screen
    assert WAITS not in said(deputy)
    await days_pass(world, 1)
    assert "2\N{NO-BREAK SPACE}вопроса ждут ответа уже три рабочих дня" in said(deputy)
    assert said(school.curator).count(WAITS) == 1


async def test_what_was_answered_is_recalled_to_nobody(world: World, school: School) -> None:
    deputy = await world.member(school.here, Role.DEPUTY_HEAD, "Нина")
    await asks(school.mentee, "Вопрос по плану")
    await world.delivers()
    await school.curator.presses("Взято в работу")
    await days_pass(world, 6)
    assert WAITS not in said(school.curator)
    assert WAITS not in said(deputy)


async def test_a_reminder_finds_the_curator_of_its_day(world: World, school: School) -> None:
    await asks(school.mentee, "Вопрос по плану")
    after = await world.member(school.here, Role.CURATOR, "Нина")
    await school.curator.types("/mydata")
    await school.curator.presses("Отозвать согласие")
    await school.curator.presses(next(label for label in school.curator.labels if "тозвать" in label))
    world.clock.set(START.replace(hour=16))
    await days_pass(world, 3)
    assert WAITS in said(after)


async def test_the_list_tells_nobody_more_than_the_letters_do(world: World, school: School) -> None:
    """A wish is the curator's to know; the deputy head hears of it after three days, the psychologist does not."""
    deputy = await world.member(school.here, Role.DEPUTY_HEAD, "Нина")
    psychologist = await world.member(school.here, Role.COORDINATOR, "Ирина")
    child = world.person("Саша")
    await child.starts(await world.invitation(school.here, Role.MENTEE))
    await child.presses("Ещё нет")
    await child.types("/menu")
    await child.presses("🆘 Нужна помощь")
    await asks(school.mentee, "Вопрос по плану")

    seen = {}
    for name, reader in {"curator": school.curator, "deputy": deputy, "psychologist": psychologist}.items():
        await reader.press_data(packed(Requests(school.here)))
        seen[name] = ["🆘" in reader.screen or "🆘" in "".join(reader.labels), "по плану" in reader.screen]
    assert seen == {"curator": [False, True], "deputy": [True, False], "psychologist": [True, False]}

    await school.mentor.press_data(packed(Requests(school.here)))
    assert "по плану" not in school.mentor.screen
    await days_pass(world, 4)
    await deputy.press_data(packed(Requests(school.here)))
    assert "по плану" in deputy.screen
