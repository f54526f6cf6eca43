"""Words of danger in a pupil's questionnaire: an adult hears at once, at night too, and never the words."""

import asyncio
import datetime
from dataclasses import replace

import pytest

from mentoring.ids import AttemptId, OrganisationId
from mentoring.organisations import Privacy
from mentoring.roles import Role
from sandbox.people import Person
from storage import people
from storage.database import Database
from tests.stories.test_pupils import _agrees, _brings_paper, _comes, _said_to
from tests.world import START, World
from usecases.questionnaires import Questionnaires

WORDS = "Меня травят в классе"
NIGHT = START.replace(day=12, hour=2)
"""Two hours after midnight on a Saturday."""


class Night:
    """A pupil at the question about difficulties; a psychologist, a deputy head and a curator are asleep."""

    def __init__(self, world: World, school: OrganisationId) -> None:
        self.world, self.school = world, school

    async def falls(self) -> "Night":
        world, school = self.world, self.school
        self.psychologist = await world.member(school, Role.COORDINATOR, "Вера")
        self.deputy = await world.member(school, Role.DEPUTY_HEAD, "Нина")
        self.curator = await world.member(school, Role.CURATOR, "Ольга")
        self.sasha = await _comes(world, school)
        await _brings_paper(self.psychologist)
        await _agrees(self.sasha)
        await self.sasha.presses("Начать")
        for label in ("9", "Подтянуть учёбу по предмету", "Готово"):
            await self.sasha.presses(label)
        await world.delivers()
        world.clock.set(NIGHT)
        return self

    def alarms(self, reader: Person) -> list[str]:
        return [text for text in _said_to(self.world, reader) if "Тревожные слова" in text]

    async def passes(self, minutes: int) -> None:
        self.world.clock.set(self.world.clock.now() + datetime.timedelta(minutes=minutes))
        await self.world.app.post.tick()


@pytest.fixture
async def night(world: World) -> Night:
    return await Night(world, await world.school()).falls()


async def test_the_psychologist_hears_at_night_and_the_deputy_after_a_quarter(night: Night) -> None:
    await night.sasha.types(WORDS)
    await night.passes(0)
    assert len(night.alarms(night.psychologist)) == 1
    assert night.alarms(night.deputy) == night.alarms(night.curator) == []
    await night.passes(16)
    (alarm,) = night.alarms(night.deputy)
    assert "15 минут" in alarm
    assert "Петров" in alarm
    assert len(night.alarms(night.psychologist)) == 1, "the first alarm is not repeated"
    everybody = (night.psychologist, night.deputy, night.curator)
    assert not any("травят" in text for reader in everybody for text in _said_to(night.world, reader))


async def test_who_takes_it_up_spares_the_deputy_and_the_child(night: Night) -> None:
    await night.sasha.types(WORDS)
    await night.passes(0)
    told = len(night.sasha.messages)
    await night.psychologist.presses("Вижу, занимаюсь")
    assert "Взято в работу" in night.psychologist.screen
    await night.passes(16)
    assert night.alarms(night.deputy) == []
    assert len(night.sasha.messages) == told, "an adult speaks in person, no letter does"
    await night.psychologist.presses("Решено")
    assert "Решено" in night.psychologist.screen


async def test_the_same_answer_twice_is_one_alarm_and_another_day_is_heard_anew(night: Night) -> None:
    for _ in range(2):
        await night.sasha.types(WORDS)
        await night.sasha.presses("Назад")
    await night.passes(16)
    assert len(night.alarms(night.psychologist)) == len(night.alarms(night.deputy)) == 1
    await night.psychologist.presses("Вижу, занимаюсь")
    await night.passes(24 * 60)
    await night.sasha.types("Меня бьют")
    await night.passes(16)
    letters = await night.world.letters()
    assert (letters.count("danger_heard"), letters.count("danger_unseen")) == (2, 2)
    assert sum("Самих слов" in text and "15 минут" not in text for text in night.alarms(night.deputy)) == 0
    assert len(night.alarms(night.deputy)) == 1, "somebody is at it already"


async def test_two_copies_hear_the_same_words_at_once(night: Night) -> None:
    world, database = night.world, Database(night.world.settings.database_path)
    await database.open()
    try:
        houses = (world.house, replace(world.house, database=database))
        caller = await world.house.database.read(lambda tx: people.caller(tx, night.sasha.id))
        assert caller is not None
        assert caller.awaited is not None
        attempt, question = caller.awaited.of
        await asyncio.gather(
            *(
                Questionnaires(one).type_answer(night.sasha.id, AttemptId(int(attempt)), question, WORDS)
                for one in houses
            )
        )
    finally:
        await database.close()
    assert (await world.letters()).count("danger_heard") == 1
    assert len((await world.stored())["help_requests"]) == 1


@pytest.mark.parametrize("privacy", Privacy)
async def test_who_leaves_after_such_words_is_heard_all_the_same(world: World, privacy: Privacy) -> None:
    night = await Night(world, await world.school(privacy=privacy)).falls()
    await night.sasha.types(WORDS)
    await night.sasha.types("/mydata")
    await night.sasha.presses("Отозвать согласие")
    await night.sasha.presses(next(label for label in night.sasha.labels if "тозвать" in label))
    await night.passes(0)
    (alarm,) = night.alarms(night.psychologist)
    assert "№\N{NO-BREAK SPACE}12 от 05.09.2026" in alarm, "the paper in the folder names the child"
    await night.psychologist.presses("Вижу, занимаюсь")
    await night.psychologist.presses("Решено")
    assert (await world.stored())["help_requests"] == [], "nothing of one who has left stays longer than needed"


async def test_without_a_psychologist_the_curator_hears(world: World) -> None:
    here = await world.school()
    curator = await world.member(here, Role.CURATOR, "Ольга")
    sasha = await _comes(world, here)
    await _brings_paper(curator)
    await _agrees(sasha)
    await sasha.presses("Начать")
    for label in ("9", "Подтянуть учёбу по предмету", "Готово"):
        await sasha.presses(label)
    await sasha.types(WORDS)
    await world.app.post.tick()
    assert "Тревожные слова ученика" in curator.screen
    await curator.presses("Вижу, занимаюсь")
    assert "Взято в работу" in curator.screen


async def test_words_that_are_too_long_for_an_answer_are_heard_all_the_same(night: Night) -> None:
    await night.sasha.types(f"{WORDS}. {'И никому нет дела. ' * 30}")
    assert "8‑800‑2000‑122 ответят" in night.sasha.screen
    assert "Слишком длинно" in night.sasha.screen
    await night.passes(16)
    assert len(night.alarms(night.psychologist)) == len(night.alarms(night.deputy)) == 1


async def test_a_low_wellbeing_without_such_words_waits_for_the_morning(night: Night) -> None:
    await night.world.fills_in(night.sasha, **{"спокойно в школе": "2"})
    await night.passes(0)
    letters = await night.world.letters()
    assert "wellbeing_low" in letters
    assert "danger_heard" not in letters
    assert "Нужно Ваше внимание" not in "".join(_said_to(night.world, night.psychologist))
    await night.passes(7 * 60)
    assert "Нужно Ваше внимание" in "".join(_said_to(night.world, night.psychologist))


async def test_an_alarm_looks_for_somebody_who_can_be_reached(night: Night) -> None:
    await night.psychologist.blocks()
    await night.deputy.blocks()
    await night.sasha.types(WORDS)
    await night.passes(0)
    await night.passes(16)
    assert night.alarms(night.curator)


async def test_an_alarm_that_finds_an_account_gone_goes_on_at_once(night: Night) -> None:
    night.psychologist.deletes_account()
    night.deputy.deletes_account()
    await night.sasha.types(WORDS)
    await night.passes(0)
    assert len(night.alarms(night.curator)) == 1
    await night.passes(16)
    assert len(night.alarms(night.curator)) == 2


async def test_words_where_nothing_was_asked_are_heard_too(night: Night) -> None:
    await night.sasha.types("/menu")
    await night.sasha.types(WORDS)
    assert "8‑800‑2000‑122" in night.sasha.screen
    await night.passes(0)
    assert len(night.alarms(night.psychologist)) == 1


async def test_an_adult_who_types_such_words_is_told_where_to_press(night: Night) -> None:
    await night.curator.types(WORDS)
    assert "Здесь отвечают кнопкой" in night.curator.screen
    assert night.alarms(night.psychologist) == []
