"""The plan of a pair and the work by it: from «Составить план» to the final meeting, and who may say no to it."""

import datetime

import pytest

from bot.dialogs import plans
from bot.screens import packed
from mentoring.ids import PairId
from tests.stories.test_meetings import assigned, held
from tests.stories.test_pairs import School, days_pass
from tests.world import World


async def suits(school: School) -> None:
    """Both suit, and the planning meeting has been."""
    await assigned(school)
    await held(school)
    await held(school)
    for person in (school.mentor, school.mentee):
        await person.types("/pairs")
        await person.presses("Подходит")
    await held(school)


async def works(school: School, first: str = "Октябрь") -> None:
    """As far as an approved plan."""
    await suits(school)
    await approved(school, first=first)


@pytest.fixture
async def school(world: World) -> School:
    """Both suit, and the planning meeting has been."""
    school = await School(world, await world.school()).opens()
    await suits(school)
    return school


async def drafts(school: School, events: int = 4, first: str = "Октябрь") -> None:
    """All events but the first are for October."""
    mentor = school.mentor
    await mentor.types("/pairs")
    assert "Теперь составьте план." in mentor.screen
    await mentor.presses("Составить план")
    await mentor.presses("Цель")
    await mentor.presses(mentor.labels[0])
    await mentor.presses("Результат")
    await mentor.presses("Готовая разработка")
    for number in range(events):
        await mentor.presses("Добавить мероприятие")
        await mentor.presses(mentor.labels[number])
        await mentor.presses("Октябрь" if number else first)


async def approved(school: School, events: int = 4, first: str = "Октябрь") -> None:
    await drafts(school, events, first)
    await school.mentor.presses("Отправить план")
    await school.mentee.types("/pairs")
    await school.mentee.presses("Принять план")
    await school.curator.types("/pairs")
    await school.curator.presses("План · 1")
    await school.curator.presses(school.curator.labels[0])
    await school.curator.presses("Утвердить план")


async def test_a_plan_is_drafted_agreed_approved_and_worked_through(world: World, school: School) -> None:
    await drafts(school, events=2)
    assert "Обычно в плане от 4 до 5 мероприятий, сейчас 2" in school.mentor.screen
    for number in (2, 3):
        await school.mentor.presses("Добавить мероприятие")
        await school.mentor.presses(school.mentor.labels[number])
        await school.mentor.presses("Октябрь")
    await school.mentor.presses("Отправить план")
    assert "ждём согласия" in school.mentor.screen

    await world.delivers()
    assert "План готов" in school.mentee.screen
    await school.mentee.presses("Посмотреть и ответить")
    assert "Результат: готовая разработка" in school.mentee.screen
    assert "План ждёт Вашего согласия." in school.mentee.screen
    await school.mentee.presses("Принять план")
    assert "ждёт утверждения" in school.mentee.screen

    await world.delivers()
    assert "План ждёт утверждения" in school.curator.screen
    await school.curator.presses("Открыть карточку пары")
    await school.curator.presses("Утвердить план")
    assert "0 из 4" in school.curator.screen
    await world.delivers()
    assert "План утверждён" in school.mentee.screen

    await school.mentor.types("/pairs")
    for number in (1, 2, 3, 4):
        await school.mentor.presses("Отметить мероприятие")
        await school.mentor.presses(f"{number}. Сделано")
    assert "Итоговая встреча" in school.mentor.screen
    await world.delivers()
    assert "Пора подводить итог" in school.mentee.screen
    await held(school)
    assert "Итоговая встреча прошла" in school.mentee.screen
    await days_pass(world, 20)
    await school.curator.types("/pairs")
    await school.curator.presses("Закрыты · 1")
    assert "завершена" in school.curator.screen


async def test_the_mentee_wants_to_talk_it_over_and_nothing_is_lost(world: World, school: School) -> None:
    await drafts(school)
    await school.mentor.presses("Отправить план")
    await school.mentee.types("/pairs")
    await school.mentee.presses("Обсудить ещё раз")
    await world.delivers()
    assert "План вернулся" in school.mentor.screen
    await school.mentor.types("/pairs")
    await school.mentor.presses("Поправить план")
    assert school.mentor.screen.count("октябрь") + school.mentor.screen.count("Октябрь") >= 4
    await school.mentor.presses("Отправить план")
    await school.mentee.press_data(packed(plans.Answer(PairId(1), 1, agree=True)))
    await school.mentee.types("/pairs")
    assert "Принять план" in school.mentee.labels, "an old button agrees to nothing new"


async def test_the_curator_sends_it_back_with_a_word(world: World, school: School) -> None:
    await drafts(school)
    await school.mentor.presses("Отправить план")
    await school.mentee.types("/pairs")
    await school.mentee.presses("Принять план")
    await school.curator.types("/pairs")
    await school.curator.presses("План · 1")
    await school.curator.presses(school.curator.labels[0])
    await school.curator.presses("Вернуть план")
    await school.curator.presses("Изменить сроки")
    await school.mentor.types("/pairs")
    assert "нужно изменить сроки" in school.mentor.screen


async def test_a_meeting_that_comes_after_the_last_event_is_marked_moves_nothing(world: World, school: School) -> None:
    await approved(school)
    await school.mentor.types("/pairs")
    await school.mentor.presses("Назначить встречу")
    await school.mentor.presses("Выбрать день")
    await school.mentor.presses(school.mentor.labels[1])
    await school.mentor.presses("15:00")
    await school.mentor.presses("Предложить")
    await world.delivers()
    await school.mentee.presses(school.mentee.labels[0])
    await school.mentor.types("/pairs")
    for number in (1, 2, 3, 4):
        await school.mentor.presses("Отметить мероприятие")
        await school.mentor.presses(f"{number}. Сделано")
    await world.delivers(hours=72)
    for person in (school.mentor, school.mentee):
        await person.types("/pairs")
        await person.presses("Состоялась")
    assert "Итоговая встреча ещё не назначена" in school.mentee.screen
    await held(school)
    assert "Итоговая встреча прошла" in school.mentee.screen


async def test_too_few_events_at_the_end_of_the_period_are_the_curators_choice(world: World, school: School) -> None:
    await approved(school)
    await school.mentor.types("/pairs")
    await school.mentor.presses("Отметить мероприятие")
    await school.mentor.presses("1. Сделано")
    world.clock.set(datetime.datetime(2026, 10, 30, 13, 0, tzinfo=datetime.UTC))
    await days_pass(world, 5)
    assert "Пара задержалась" in "".join(message.text for message in school.curator.messages)
    await school.curator.types("/pairs")
    await school.curator.presses("Работа · 1")
    await school.curator.presses(school.curator.labels[0])
    await school.curator.presses("К итоговой встрече")
    assert "впереди итоговая встреча" in school.curator.screen


async def test_enough_events_by_the_end_of_the_period_end_the_work_by_themselves(world: World, school: School) -> None:
    await approved(school, events=5)
    await school.mentor.types("/pairs")
    for number in (1, 2, 3, 4):
        await school.mentor.presses("Отметить мероприятие")
        await school.mentor.presses(f"{number}. Сделано")
    assert "4 из 5" in school.mentor.screen
    world.clock.set(datetime.datetime(2026, 10, 30, 13, 0, tzinfo=datetime.UTC))
    await days_pass(world, 3)
    assert "Пора подводить итог" in school.mentee.screen


async def test_fewer_events_than_usual_end_nothing_by_themselves(world: World, school: School) -> None:
    await approved(school)
    await school.mentor.types("/pairs")
    for number in (1, 2, 3):
        await school.mentor.presses("Отметить мероприятие")
        await school.mentor.presses(f"{number}. Сделано")
    await school.mentor.presses("Отметить мероприятие")
    await school.mentor.presses("4. Убрать из плана")
    assert "3 из 3" in school.mentor.screen, "three done are fewer than the usual four: nothing ends by itself"


async def test_the_mentee_cannot_mark_and_the_deputy_head_may_approve(world: World, school: School) -> None:
    await drafts(school)
    await school.mentor.presses("Отправить план")
    await school.mentee.types("/pairs")
    assert "Составить план" not in school.mentee.labels
    await school.mentee.presses("Принять план")
    assert "Утвердить план" not in school.mentee.labels
