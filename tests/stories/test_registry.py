"""The registry of mentors: nominated out of the bank, approved by one order, trained, removed."""

import asyncio
import datetime
from dataclasses import replace

import pytest

from bot.dialogs import registry_addresses as to
from bot.screens import packed
from mentoring.ids import MembershipId
from mentoring.organisations import Privacy
from mentoring.registry import RegistryState
from mentoring.roles import Role
from sandbox.people import Person
from storage import people
from storage import registry as records
from tests.stories.test_pairs import School
from tests.world import World
from usecases.exporting import Exporting, Subject
from usecases.registry import Registry
from usecases.unit import House, Operator, StaleButton


@pytest.fixture
async def school(world: World) -> School:
    return await School(world, await world.school()).opens()


def asks_for_registry(world: World) -> None:
    """As ``mentors_from_registry: true`` in ``config/programme.yaml``."""
    content = world.house.content
    usual = content.programme
    content.programme = lambda here: replace(usual(here), mentors_from_registry=True)


async def membership(world: World, person: Person) -> MembershipId:
    caller = await world.house.database.read(lambda tx: people.caller(tx, person.id))
    assert caller is not None
    return caller.memberships[0].id


async def opens_registry(person: Person) -> None:
    await person.types("/bank")
    await person.presses("Реестр наставников")


async def test_mentors_are_nominated_approved_by_one_order_and_trained(world: World, school: School) -> None:
    await school.joins(Role.MENTOR, "Павел")
    deputy = await world.member(school.here, Role.DEPUTY_HEAD, "Ольга")
    await opens_registry(school.curator)
    assert "Куратор может предложить любого" in school.curator.screen
    await school.curator.presses("В банке, не выдвинуты · 2")
    await school.curator.presses("Выдвинуть всех · 2")
    assert "Ждут утверждения" in school.curator.screen

    world.clock.set(world.clock.now().replace(hour=15, minute=1))
    await world.app.post.tick()
    assert "Ждут утверждения: 2\N{NO-BREAK SPACE}наставника" in deputy.screen
    await deputy.presses("Посмотреть и утвердить")
    await deputy.presses("Утвердить одним приказом · 2")
    assert "Смирнова" in deputy.screen
    await deputy.types("приказ вчера")
    assert "Не видно даты приказа" in deputy.screen
    await deputy.types("12-од от 07.09.2026")
    assert "приказ № 12-од от 07.09.2026" in deputy.screen

    await world.delivers()
    assert "Ваше имя — в реестре наставников: приказ № 12-од от 07.09.2026" in school.mentor.screen
    await school.mentor.presses("Когда мне писать")
    assert "после уроков, около 15:00" in school.mentor.screen
    await deputy.presses(deputy.labels[0])
    await deputy.presses("Обучение пройдено")
    await deputy.presses("Вчера")
    assert "обучение 06.09.2026" in deputy.screen.lower()
    assert "утверждение, приказ № 12-од" in deputy.screen

    await deputy.presses("Исключить из реестра")
    await deputy.presses("Нет времени на наставничество")
    assert "исключение, нет времени на наставничество" in deputy.screen
    assert "Выдвинуть снова" not in deputy.labels, "to nominate is the curator's"


async def test_a_day_of_an_earlier_month_is_three_presses_away(world: World, school: School) -> None:
    mentor = await membership(world, school.mentor)
    await school.curator.press_data(packed(to.Nominate(mentor)))
    await school.curator.presses("Обучение пройдено")
    await school.curator.presses("Раньше")
    await school.curator.presses("Март")
    await school.curator.presses("31")
    assert "Обучение 31.03.2026" in school.curator.screen
    tomorrow = (world.clock.now() + datetime.timedelta(days=1)).date().toordinal()
    await school.curator.press_data(packed(to.MarkTrained(mentor, tomorrow)))
    assert (school.curator.toast or "").startswith("Эта кнопка уже не действует. Сейчас: ждёт утверждения. Можно: ")


async def test_where_the_registry_is_asked_for_only_the_approved_are_proposed(world: World, school: School) -> None:
    asks_for_registry(world)
    await school.curator.types("/pairs")
    await school.curator.presses("Подобрать пару · 1")
    await school.curator.presses(school.curator.labels[0])
    assert "утверждён в реестре" in school.curator.screen
    mentor = await membership(world, school.mentor)
    await school.curator.press_data(packed(to.Nominate(mentor)))
    await school.curator.presses("Утвердить приказом")
    await school.curator.types("12-од от 07.09.2026")
    await school.drafts()
    assert "черновик" in school.curator.screen

    await school.curator.press_data(packed(to.Entry(mentor)))
    await school.curator.presses("Исключить из реестра")
    await school.curator.presses("Попадание по ошибке")
    await school.curator.types("/pairs")
    assert "Подобрать пару · 1" in school.curator.labels, "a draft with somebody who may not be proposed is gone"


async def test_in_minimal_the_registry_speaks_in_codes(world: World) -> None:
    school = await School(world, await world.school(privacy=Privacy.MINIMAL)).opens()
    await opens_registry(school.curator)
    await school.curator.presses("В банке, не выдвинуты · 1")
    await school.curator.presses(school.curator.labels[0])
    await school.curator.presses("Выдвинуть в реестр")
    await school.curator.presses("Утвердить приказом")
    await school.curator.types("12-од от 07.09.2026")
    told = "".join(message.text for message in school.curator.messages if message.is_from_bot)
    assert "Мария" not in told
    assert "Смирнова" not in told


async def test_whoever_leaves_is_in_no_registry_and_the_history_says_so(world: World, school: School) -> None:
    mentor = await membership(world, school.mentor)
    await school.curator.press_data(packed(to.Nominate(mentor)))
    await school.mentor.types("/mydata")
    await school.mentor.presses("Отозвать согласие")
    await school.mentor.presses(next(label for label in school.mentor.labels if "тозвать" in label))
    kept = await world.house.database.read(lambda tx: records.one(tx, mentor))
    assert kept is not None
    assert kept.record.state is RegistryState.REMOVED
    await school.curator.press_data(packed(to.Entry(mentor)))
    assert "выход из программы" in school.curator.screen
    assert "Выдвинуть снова" not in school.curator.labels


async def test_the_operator_takes_the_registry_out_as_a_table(world: World, school: School) -> None:
    mentor = await membership(world, school.mentor)
    await school.curator.press_data(packed(to.Nominate(mentor)))
    table = await Exporting(world.house).table(Operator(), school.here, Subject.REGISTRY)
    (row,) = table.rows
    assert row[:1] + row[7:8] == (mentor, "nominated")
    stored = await world.stored()
    assert any("registry_nominate" in entry for entry in stored["audit"])


# -- two at once -----------------------------------------------------------------------------------------------------


async def test_two_orders_at_once_approve_once(world: World, school: School, other: House) -> None:
    mentor = await membership(world, school.mentor)
    await school.curator.press_data(packed(to.Nominate(mentor)))
    change = await world.house.database.read(lambda tx: records.last_change(tx, school.here))
    results = await asyncio.gather(
        *(
            Registry(house).approve(school.curator.id, school.here, change, None, f"{number}-од от 07.09.2026")
            for number, house in enumerate((world.house, other), 1)
        ),
        return_exceptions=True,
    )
    assert sum(isinstance(result, StaleButton) for result in results) == 1
    history = await world.house.database.read(lambda tx: records.history(tx, mentor))
    assert [entry.event for entry in history] == ["nominate", "approve"]


async def test_an_order_covers_those_who_stood_on_the_screen(world: World, school: School) -> None:
    late = await membership(world, await school.joins(Role.MENTOR, "Павел"))
    await school.curator.press_data(packed(to.Nominate(await membership(world, school.mentor))))
    await school.curator.press_data(packed(to.Approve(school.here)))
    await Registry(world.house).nominate(school.curator.id, late)
    await school.curator.types("12-од от 07.09.2026")
    kept = await world.house.database.read(lambda tx: records.one(tx, late))
    assert kept is not None
    assert kept.record.state is RegistryState.NOMINATED
