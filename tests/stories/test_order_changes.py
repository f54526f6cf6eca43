"""The draft order on what has changed in pairs, and certificates: made through the chat, read as files."""

import datetime

import pytest

from bot.dialogs.pair_addresses import Card
from bot.dialogs.pair_changes import Extend
from bot.dialogs.pair_papers import SendPaper
from bot.screens import packed
from mentoring.ids import PairId
from mentoring.pair_papers import PaperKind
from mentoring.roles import Role
from sandbox.people import Person
from tests.stories.test_groups import Circle, invited, settled
from tests.stories.test_groups import held as held_by
from tests.stories.test_orders import opens_draft
from tests.stories.test_pair_acts import more
from tests.stories.test_pair_papers import NBSP, completed, last_file, working
from tests.stories.test_pairs import School, days_pass
from tests.stories.test_plans import drafts
from tests.world import START, World

CHANGES = "Изменения в парах · 1"
PAIR = PairId(1)


@pytest.fixture
async def school(world: World) -> School:
    return await working(world, await School(world, await world.school()).opens())


async def mentor_comes(school: School, name: str) -> Person:
    person = school.world.person(name.split()[1])
    await person.starts(await school.world.invitation(school.here, Role.MENTOR))
    await person.presses("Да, есть")
    await person.presses("Согласиться")
    await person.types(name)
    await person.presses("Верно")
    await school.world.fills_in(person, **{"Сколько наставляемых": "1"})
    return person


async def replaced(school: School, second: Person, surname: str) -> None:
    """The curator proposes the other mentor, who agrees, and so does the mentee."""
    await more(school.curator)
    await school.curator.presses("Другой наставник")
    await school.curator.presses(next(label for label in school.curator.labels if surname in label))
    await school.curator.presses("Предложить")
    for person in (second, school.mentee):
        await person.types("/pairs")
        await person.presses("Принять")


async def downloads(curator: Person, label: str = CHANGES) -> str:
    await opens_draft(curator, label)
    await curator.presses("Скачать проект приказа")
    return last_file(curator)[1]


async def extended(school: School) -> datetime.date:
    """Until the last day that is offered."""
    await school.curator.press_data(packed(Extend(PAIR)))
    await school.curator.presses(next(label for label in school.curator.labels if label.startswith("До ")))
    row = await school.world.house.database.read(lambda tx: tx.row("SELECT period_end FROM pairs WHERE id = $1", PAIR))
    assert row is not None
    return datetime.date.fromisoformat(row["period_end"])


async def test_another_mentor_is_an_order_with_declined_names(world: World, school: School) -> None:
    await replaced(school, await mentor_comes(school, "Журавль Павел Ильич"), "Журавль")
    text = await downloads(school.curator)
    assert last_file(school.curator)[0] == f"Приказ_об_изменениях_в_парах_{_today(world):%Y-%m-%d}.docx"
    for said in (
        f"Об изменениях в составе и сроках наставнических пар (групп) на 2026/27{NBSP}учебный год".replace(NBSP, " "),
        "1. Закрепить за Смирновой Анной Павловной наставника Журавля Павла Ильича, изменения учесть",
        f"2. Куратору Смирновой{NBSP}В.{NBSP}П. ознакомить",
        "Журавль Павел Ильич, учитель",
        f"с {_today(world):%d.%m.%Y} новый наставник (прежде Смирнова{NBSP}М.{NBSP}П.)",
    ):
        assert said in text, said
    assert "{" not in text


async def test_a_form_corrected_in_one_order_is_right_in_the_next(world: World, school: School) -> None:
    second = await mentor_comes(school, "Журавль Павел Ильич")
    await replaced(school, second, "Журавль")
    await opens_draft(school.curator, CHANGES)
    await school.curator.presses("Проверить имена")
    await school.curator.presses(f"Исправить: Журавля{NBSP}П.{NBSP}И.")
    await school.curator.types("Журавль Павла Ильича")
    assert "Журавль Павла Ильича (исправлено)" in school.curator.screen
    await opens_draft(school.curator, CHANGES)
    await school.curator.presses(f"Внести приказ для 1{NBSP}пары")
    await school.curator.presses("Да, согласия есть")
    await school.curator.types(f"15-од от {_today(world):%d.%m.%Y}")
    assert "Внесён для 1" in school.curator.screen

    await replaced(school, await mentor_comes(school, "Ким Олег Ильич"), "Ким")
    assert "наставника Кима Олега Ильича" in await downloads(school.curator)
    nina = await school.joins(Role.MENTEE, "Нина")
    await school.curator.types("/pairs")
    await school.curator.presses("Подобрать пару · 1")
    await school.curator.presses(school.curator.labels[0])
    await school.curator.presses(next(label for label in school.curator.labels if "Журавль" in label))
    await school.curator.presses("Отправить предложение")
    for person in (second, nina):
        await person.types("/pairs")
        await person.presses("Принять")
    assert "наставника Журавль Павла Ильича" in await downloads(school.curator, "Закрепление пар · 1")


async def test_an_extension_is_an_order_and_a_pause_is_not(world: World, school: School) -> None:
    await more(school.curator)
    await school.curator.presses("Пауза")
    await school.curator.presses("Отсутствие")
    await school.curator.presses(next(label for label in school.curator.labels if label.startswith("На неделю")))
    await school.curator.press_data(packed(Card(PAIR)))
    await school.curator.presses("Возобновить работу")
    await school.curator.types("/pairs")
    await school.curator.presses("Приказы")
    assert "ни одна пара не ждёт приказа" in school.curator.screen, "work that stands still changes no order"

    until = await extended(school)
    text = await downloads(school.curator)
    assert f"срок продлён до {until:%d.%m.%Y}" in text
    assert "1. Внести изменения в состав и сроки работы" in text
    assert "Закрепить за" not in text, "nobody is assigned anew"
    await school.curator.presses(f"Внести приказ для 1{NBSP}пары")
    await school.curator.presses("Да, согласия есть")
    await school.curator.types(f"16-од от {_today(world):%d.%m.%Y}")
    assert "Внесён для 1" in school.curator.screen
    await school.curator.presses("Приказы")
    assert "ни одна пара не ждёт приказа" in school.curator.screen


async def test_the_curators_corrected_form_goes_from_one_kind_of_order_to_the_next(
    world: World, school: School
) -> None:
    await extended(school)
    await opens_draft(school.curator, CHANGES)
    await school.curator.presses("Проверить имена")
    await school.curator.presses(f"Исправить: Смирновой{NBSP}В.{NBSP}П.")
    await school.curator.types("Смирнове Вере Павловне")
    assert "Смирнове Вере Павловне (исправлено)" in school.curator.screen
    assert f"Куратору Смирнове{NBSP}В.{NBSP}П. ознакомить" in await downloads(school.curator)
    await school.curator.presses(f"Внести приказ для 1{NBSP}пары")
    await school.curator.presses("Да, согласия есть")
    await school.curator.types(f"16-од от {_today(world):%d.%m.%Y}")
    await school.mentor.types("/pairs")
    await completed(world, school)
    assert f"Куратору Смирнове{NBSP}В.{NBSP}П. довести" in await downloads(school.curator, "Завершение пар · 1")


async def test_who_has_joined_and_who_has_left_a_group_is_in_the_order(world: World) -> None:
    circle = await Circle(world, await world.school()).opens()
    await circle.agrees("Анна", "Борис")
    await invited(circle, "Вера")
    await world.delivers()
    await circle.people["Вера"].presses("Посмотреть и ответить")
    await circle.people["Вера"].presses("Принять")
    boris = circle.people["Борис"]
    await more(boris)
    await boris.presses("Завершить участие")
    await boris.presses(boris.labels[0])
    await world.delivers()
    text = await downloads(circle.curator)
    today = f"{START:%d.%m.%Y}"
    assert f"с {today} в группу входит Громова{NBSP}В.; с {today} из группы выходит Воронов{NBSP}Б." in text
    assert "Белова Анна" in text
    assert f"Куратору Смирновой{NBSP}О.{NBSP}П. ознакомить" in text


async def test_each_member_of_a_group_has_a_certificate_and_who_has_left_has_none(world: World) -> None:
    circle = await Circle(world, await world.school()).opens()
    await settled(circle, "Анна", "Борис", "Вера")
    boris = circle.people["Борис"]
    await more(boris)
    await boris.presses("Завершить участие")
    await boris.presses(boris.labels[0])
    for person in (circle.mentor, circle.people["Анна"], circle.people["Вера"]):
        await person.types("/pairs")
        await person.presses("Подходит")
    await held_by(circle, "Анна")
    await worked_through(circle)
    await held_by(circle, "Анна")
    await days_pass(world, 20)

    for person in (circle.mentor, circle.people["Вера"]):
        await person.press_data(packed(SendPaper(PAIR, PaperKind.CERTIFICATE)))
    assert f"наставник, группа №{NBSP}1" in last_file(circle.mentor)[1]
    own = last_file(circle.people["Вера"])[1]
    assert "Выдана: Громова Вера, учитель" in own
    assert "Программа группы выполнена" in own
    assert "Белова" not in own
    await boris.press_data(packed(SendPaper(PAIR, PaperKind.CERTIFICATE)))
    assert boris.files == []
    await circle.curator.press_data(packed(SendPaper(PAIR, PaperKind.CERTIFICATE)))
    text = last_file(circle.curator)[1]
    assert text.count("СПРАВКА") == 3
    assert "Воронов" not in text
    assert f"Основание: приказ от 07.09.2026 №{NBSP}12-од" in text


async def worked_through(circle: Circle) -> None:
    """A plan of four events, agreed by both members, approved and done."""
    school = School(circle.world, circle.here)
    school.curator, school.mentor, school.mentee = circle.curator, circle.mentor, circle.people["Анна"]
    await drafts(school)
    await school.mentor.presses("Отправить план")
    for person in (circle.people["Анна"], circle.people["Вера"]):
        await person.types("/pairs")
        await person.presses("Принять план")
    await school.curator.types("/pairs")
    await school.curator.presses("План · 1")
    await school.curator.presses(school.curator.labels[0])
    await school.curator.presses("Утвердить план")
    await school.mentor.types("/pairs")
    for number in range(1, 5):
        await school.mentor.presses("Отметить мероприятие")
        await school.mentor.presses(f"{number}. Сделано")


def _today(world: World) -> datetime.date:
    return world.clock.now().astimezone(START.tzinfo).date()
