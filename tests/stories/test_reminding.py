"""«Напомнить об анкете»: the curator sees who has stopped where, and reminds them with one press."""

import asyncio
import datetime

import pytest

from bot.dialogs.reaching_addresses import RemindAll
from bot.screens import packed
from mentoring.ids import OrganisationId
from mentoring.letters import LetterKind
from mentoring.organisations import Privacy
from mentoring.roles import Role
from sandbox.people import Person
from tests.outbox import fates, letters_in
from tests.stories.test_pairs import School
from tests.world import START, World
from usecases.reminding import Reminding

REMINDER = "Напоминание об анкете"
REMINDED = LetterKind.QUESTIONNAIRE_REMINDED


class Staffroom:
    """A curator, and people who have begun the questionnaire at ten and stopped."""

    def __init__(self, world: World, here: OrganisationId) -> None:
        self.world = world
        self.here = here
        self.curator: Person

    async def opens(self) -> "Staffroom":
        self.curator = await self.world.member(self.here, Role.CURATOR, "Вера")
        return self

    async def stops(self, name: str, *, answers: int = 0) -> Person:
        person = await self.world.member(self.here, Role.MENTEE, name)
        await person.presses("Начать")
        for answer in ("Учитель", "Физика")[:answers]:
            await (person.presses(answer) if answer in person.labels else person.types(answer))
        return person

    async def looks(self) -> str:
        await self.curator.types("/bank")
        await self.curator.presses(next(label for label in self.curator.labels if "Напомнить" in label))
        return plain(self.curator)


def plain(person: Person) -> str:
    return person.screen.replace("\N{NO-BREAK SPACE}", " ")


def hours(number: float) -> datetime.timedelta:
    return datetime.timedelta(hours=number)


@pytest.fixture
async def room(world: World) -> Staffroom:
    return await Staffroom(world, await world.school()).opens()


async def test_first_who_gets_what_then_one_press(world: World, room: Staffroom) -> None:
    anna, bella = await room.stops("Анна", answers=2), await room.stops("Белла")
    world.clock.set(START + hours(2))
    shown = await room.looks()
    assert "получат 2 человека." in shown
    assert "Смирнова А. П. · наставляемый · 2 из 15" in shown
    assert "Смирнова Б. П. · наставляемый · 0 из 15" in shown
    await room.curator.presses("Напомнить всем · 2")
    assert "Напоминание получат 2 человека." in plain(room.curator)
    assert plain(room.curator).count("сегодня уже напомнили") == 2
    await world.app.post.tick()
    assert letters_in(anna, REMINDER) == letters_in(bella, REMINDER) == 1
    assert "осталось 13 вопросов" in plain(anna)
    await anna.presses("Продолжить")
    assert "Вопрос 3 из 15" in anna.screen


async def test_the_button_stands_only_while_there_is_somebody_to_remind(world: World, room: Staffroom) -> None:
    await room.curator.types("/bank")
    assert not any("Напомнить" in label for label in room.curator.labels)
    anna = await room.stops("Анна")
    await room.curator.types("/bank")
    assert not any("Напомнить" in label for label in room.curator.labels), "she has begun this very hour"
    world.clock.set(START + hours(1))
    await room.curator.types("/bank")
    assert "Напомнить об анкете · 1" in room.curator.labels
    await world.fills_in(anna)
    await room.curator.types("/bank")
    assert not any("Напомнить" in label for label in room.curator.labels)


async def test_who_is_left_out_is_told_with_the_reason(world: World, room: Staffroom) -> None:
    await room.stops("Анна")
    lost, silent = await room.stops("Белла"), await room.stops("Вера")
    await lost.blocks()
    await silent.types("/when")
    await silent.presses("Какие письма получать")
    await silent.presses("☑ Напоминания об анкете")
    world.clock.set(START + hours(2))
    await room.stops("Галина", answers=1)
    shown = await room.looks()
    assert "получит 1 человек." in shown
    assert "Смирнова Б. П. · наставляемый · 0 из 15 · письма не доходят" in shown
    assert "Смирнова В. П. · наставляемый · 0 из 15 · просит не писать" in shown
    assert "Смирнова Г. П. · наставляемый · 1 из 15 · отвечает сейчас" in shown
    await room.curator.presses("Напомнить всем · 1")
    assert len(await fates(world, REMINDED)) == 1


async def test_a_double_press_and_an_old_button_remind_nobody_twice(world: World, room: Staffroom) -> None:
    anna = await room.stops("Анна")
    world.clock.set(START + hours(2))
    await room.looks()
    await room.curator.presses_twice("Напомнить всем · 1")
    await world.app.post.tick()
    assert letters_in(anna, REMINDER) == 1
    world.clock.set(START + hours(26))
    await room.curator.press_data(packed(RemindAll(room.here, START.date().toordinal())))
    assert "Напомнить всем · 1" in room.curator.labels, "today's list first"
    assert len(await fates(world, REMINDED)) == 1
    await room.curator.presses("Напомнить всем · 1")
    await world.app.post.tick()
    assert letters_in(anna, REMINDER) == 2


async def test_two_curators_at_once_send_each_letter_once(world: World, room: Staffroom) -> None:
    other = await world.member(room.here, Role.CURATOR, "Инна")
    for name in ("Анна", "Белла", "Галина"):
        await room.stops(name)
    world.clock.set(START + hours(2))
    use, today = Reminding(world.house), START.date()
    both = await asyncio.gather(*(use.remind(one.id, room.here, today) for one in (room.curator, other)))
    assert sorted(one.written for one in both) == [0, 3]
    assert len(await fates(world, REMINDED)) == 3


async def test_in_the_evening_it_comes_next_morning_and_is_that_mornings_reminder(
    world: World, room: Staffroom
) -> None:
    anna = await room.stops("Анна")
    world.clock.set(START + hours(12))
    assert "придут в 08:00" in await room.looks()
    await room.curator.presses("Напомнить всем · 1")
    await world.app.post.tick()
    assert letters_in(anna, REMINDER) == 0
    world.clock.set(START + hours(21))
    await room.curator.types("/bank")
    assert not any("Напомнить" in label for label in room.curator.labels), "one of this morning is on its way"
    world.clock.set(START + hours(22))
    await world.app.post.tick()
    assert letters_in(anna, REMINDER) == 1


async def test_who_finishes_before_it_comes_hears_nothing(world: World, room: Staffroom) -> None:
    anna = await room.stops("Анна")
    world.clock.set(START + hours(12))
    await room.looks()
    await room.curator.presses("Напомнить всем · 1")
    await world.fills_in(anna)
    world.clock.set(START + hours(22))
    await world.app.post.tick()
    assert await fates(world, REMINDED) == [("dropped", "finished_already")]


async def test_a_survey_of_a_pair_is_not_the_questionnaire(world: World) -> None:
    school = await School(world, await world.school()).opens()
    await school.agrees()
    world.clock.set(world.clock.now() + hours(30))
    await world.app.post.tick()
    await school.mentee.presses("Ответить")
    await school.mentee.presses(school.mentee.labels[0])
    assert "Вопрос 1 из " in school.mentee.screen
    world.clock.set(world.clock.now() + hours(2))
    await school.curator.types("/bank")
    assert not any("Напомнить" in label for label in school.curator.labels)


async def test_in_minimal_the_code_stands_for_the_person(world: World) -> None:
    room = await Staffroom(world, await world.school(privacy=Privacy.MINIMAL)).opens()
    await room.stops("Анна")
    world.clock.set(START + hours(2))
    shown = await room.looks()
    assert "Смирнова" not in shown
    assert "· наставляемый · 0 из 15" in shown
