"""«Действует до 31 августа»: the day after, nothing goes on without a new consent."""

import datetime

import pytest

from mentoring.ids import OrganisationId
from mentoring.roles import Role
from sandbox.people import Person
from tests.world import World

MOSCOW = datetime.timezone(datetime.timedelta(hours=3))
LAST_MINUTE = datetime.datetime(2027, 8, 31, 23, 59, tzinfo=MOSCOW)
MIDNIGHT = datetime.datetime(2027, 9, 1, tzinfo=MOSCOW)


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school()


@pytest.fixture
async def olga(world: World, school: OrganisationId) -> Person:
    """The curator."""
    return await world.member(school, Role.CURATOR)


async def _in_bank(olga: Person) -> str:
    await olga.types("/bank")
    return next(label for label in olga.labels if "аставляемые" in label)


async def test_a_teacher_is_asked_again_and_not_shown_meanwhile(
    world: World, school: OrganisationId, olga: Person
) -> None:
    anna = await world.member(school, Role.MENTEE, "Анна")
    await world.fills_in(anna)
    world.clock.set(LAST_MINUTE)
    assert "1" in await _in_bank(olga)
    await anna.types("/start")
    assert "✅ Согласиться" not in anna.labels

    world.clock.set(MIDNIGHT)
    label = await _in_bank(olga)
    assert "1" not in label
    await olga.presses(label)
    assert "Смирнова Анна" not in olga.screen
    await anna.types("/mydata")
    assert "срок кончился 31\N{NO-BREAK SPACE}августа 2027" in anna.screen
    await anna.types("/start")
    assert "Прежнее согласие действовало до 31\N{NO-BREAK SPACE}августа 2027" in anna.screen
    assert "до 31.08.2028" in anna.screen
    await anna.presses("Согласиться")
    assert "1" in await _in_bank(olga)
    await anna.types("/mydata")
    assert "срок кончился" in anna.screen, "the old proof stays"


async def test_a_questionnaire_stops_and_goes_on_after_the_new_consent(world: World, school: OrganisationId) -> None:
    anna = await world.member(school, Role.MENTEE, "Анна")
    await anna.presses("Начать")
    question, button = anna.screen, anna.labels[0]
    world.clock.set(MIDNIGHT)
    await anna.presses(button)
    assert anna.toast == "Эта кнопка уже не действует"
    assert (await world.stored())["answers"] == []
    await world.delivers(hours=24 * 10)
    assert "questionnaire_unfinished" in await world.letters()
    assert not any("не закончена" in message.text for message in anna.messages)
    await anna.presses("Согласиться")
    assert anna.screen == question


async def test_the_parents_sign_anew_and_the_pupil_agrees_after_them(
    world: World, school: OrganisationId, olga: Person
) -> None:
    sasha = world.person("Саша")
    await sasha.starts(await world.invitation(school, Role.MENTEE))
    await sasha.presses("Ещё нет")
    await _notes(olga, "12 от 05.09.2026")
    await sasha.types("/start")
    await sasha.presses("Согласиться")

    world.clock.set(MIDNIGHT + datetime.timedelta(hours=34))
    await sasha.types("/start")
    assert "Прежняя бумага действовала до 31\N{NO-BREAK SPACE}августа 2027" in sasha.screen
    assert "✅ Согласиться" not in sasha.labels
    await olga.types("/start")
    await olga.presses("Согласиться")
    await olga.types("/papers")
    assert "ждёт 1\N{NO-BREAK SPACE}день" in olga.screen
    await _notes(olga, "12 от 05.05.2027")
    assert "действовала до 31 августа" in olga.screen
    await olga.types("3 от 01.09.2027")
    assert "получено" in olga.screen
    await world.delivers()
    letters = await world.house.database.read(
        lambda tx: tx.rows("SELECT fate FROM letters WHERE kind = 'paper_received' ORDER BY id")
    )
    assert letters[-1]["fate"] == "sent"
    await sasha.types("/start")
    assert "Прежнее согласие действовало до" in sasha.screen
    await sasha.presses("Согласиться")
    assert "зовут" in sasha.screen


async def _notes(olga: Person, number: str) -> None:
    await olga.types("/papers")
    await olga.presses("1-2")
    await olga.presses("Отметить получение")
    await olga.presses("Мать")
    await olga.types(number)
