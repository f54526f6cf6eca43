"""The school's own vacations: entered in the chat, and what they stop."""

import asyncio
import datetime

import pytest

from mentoring.calendar import Vacation
from mentoring.ids import OrganisationId
from mentoring.roles import Role
from storage import organisations
from tests.outbox import letters_in
from tests.world import START, World
from usecases.unit import Operator
from usecases.vacations import Vacations

SEPTEMBER = Vacation(datetime.date(2026, 9, 8), datetime.date(2026, 9, 16))


async def table(world: World, school: OrganisationId) -> tuple[Vacation, ...]:
    found = await world.house.database.read(lambda tx: organisations.one(tx, school))
    assert found is not None
    return found.vacations


async def test_the_curator_picks_the_days_and_takes_them_back(world: World) -> None:
    school = await world.school()
    curator = await world.member(school, Role.CURATOR)
    await curator.types("/org")
    await curator.presses("Каникулы")
    assert "Пока не указаны" in curator.screen
    await curator.presses("➕ Добавить")
    await curator.presses("8")
    await curator.presses_twice("16")
    assert await table(world, school) == (SEPTEMBER,)
    assert "8\N{NO-BREAK SPACE}сентября – 16\N{NO-BREAK SPACE}сентября 2026" in curator.screen

    await curator.presses("➕ Добавить")
    await curator.presses("10")
    await curator.presses("12")
    assert "уже входят" in curator.screen
    await curator.presses("Убрать: 8 сен – 16 сен")
    assert await table(world, school) == ()


@pytest.mark.parametrize("pupil", [True, False])
async def test_in_vacations_pupils_hear_nothing(world: World, pupil: bool) -> None:
    school = await world.school()
    await Vacations(world.house).add(Operator(), school, SEPTEMBER)
    anna = await world.member(school, Role.MENTEE, "Анна")
    await anna.presses("Начать")
    if pupil:
        await world.house.database.write(lambda tx: tx.run("UPDATE people SET adult = 0 WHERE name = 'Анна'"))
    world.clock.set(START.replace(day=9, hour=15))
    await world.app.post.tick()
    assert letters_in(anna, "Анкета ждёт продолжения") == (0 if pupil else 1)


async def test_two_curators_lose_nothing(world: World) -> None:
    school, use = await world.school(), Vacations(world.house)
    days = [datetime.date(2026, 10, 1) + datetime.timedelta(days=10 * number) for number in range(8)]
    await asyncio.gather(*(use.add(Operator(), school, Vacation(day, day)) for day in days))
    assert [one.first for one in await table(world, school)] == days
