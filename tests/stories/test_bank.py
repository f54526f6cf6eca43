"""The curator looks through the banks from the chat."""

import pytest

from bot.dialogs import bank as dialog
from bot.screens import packed
from mentoring.bank import Side
from mentoring.ids import OrganisationId
from mentoring.organisations import Privacy
from mentoring.questionnaire import Value
from mentoring.roles import Role
from sandbox.people import Person
from tests.usecases.school import School
from tests.world import World


def plain(text: str) -> str:
    """Without the spaces that keep a number on its word's line."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


async def teacher(
    world: World, school: OrganisationId, name: str, role: Role = Role.MENTEE, answers: dict[str, Value] | None = None
) -> Person:
    """Somebody who has joined and sent the questionnaire; how that goes is another story."""
    person = await world.member(school, role, name)
    await School(world.house, world.clock).fills(person.id, answers)
    return person


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school()


@pytest.fixture
async def olga(world: World, school: OrganisationId) -> Person:
    return await world.member(school, Role.CURATOR)


async def test_an_empty_bank_says_what_to_do_first(olga: Person) -> None:
    await olga.types("/bank")
    assert "Наставляемых: 0" in plain(olga.screen)
    await olga.presses("Наставляемые · 0")
    assert "Начните с приглашения" in olga.screen
    assert "Пригласить" in olga.labels


async def test_from_the_list_to_a_card_its_answers_and_back(world: World, school: OrganisationId, olga: Person) -> None:
    await teacher(world, school, "Анна", answers={"mt05": ("manage",), "mt12": "только не с завучем"})
    await olga.types("/bank")
    await olga.presses("Наставляемые · 1")
    assert "1. Смирнова А. П. · Учитель · сегодня" in plain(olga.screen)
    assert "Дисциплина и мотивация класса" in olga.screen

    (button,) = [label for label in olga.labels if label.startswith("1 · ")]
    await olga.presses(button)
    assert "Полное имя: Смирнова Анна Павловна" in olga.screen
    assert "версия текста 1" in olga.screen

    await olga.presses("Ответы анкеты")
    assert "только не с завучем" in olga.screen
    await olga.presses("Назад")
    await olga.presses("Назад")
    assert "Наставляемые, 1" in olga.screen


async def test_pages_turn_and_keep_the_order(world: World, school: OrganisationId, olga: Person) -> None:
    for number in range(8):
        await teacher(world, school, f"Анна{'абвгдежз'[number]}")
    await olga.types("/bank")
    await olga.presses("Наставляемые · 8")
    assert "Наставляемые, 1–6 из 8" in olga.screen
    await olga.presses("Дальше ›")
    assert "Наставляемые, 7–8 из 8" in olga.screen
    assert "Дальше ›" not in olga.labels
    await olga.presses("‹ Раньше")
    assert "Наставляемые, 1–6 из 8" in olga.screen


async def test_filters_by_a_request_and_mentors_with_places(world: World, school: OrganisationId, olga: Person) -> None:
    await teacher(world, school, "Анна", answers={"mt05": ("manage",)})
    await teacher(world, school, "Вера", answers={"mt05": ("parents",)})
    await teacher(world, school, "Юлия", Role.MENTOR)
    await olga.types("/bank")
    await olga.presses("Наставляемые · 2")
    await olga.presses("По направлению")
    await olga.presses("Общение с родителями · 1")
    assert "Наставляемые, 1" in olga.screen
    assert "Направление: Общение с родителями" in olga.screen
    await olga.presses("Показать всех")
    assert "Наставляемые, 2" in olga.screen

    await olga.presses("Наставники")
    await olga.presses("С местами")
    assert "Только те, у кого есть места" in olga.screen
    await olga.presses("Все")
    assert "Только те" not in olga.screen


async def test_search_by_two_letters(world: World, school: OrganisationId, olga: Person) -> None:
    await teacher(world, school, "Анна")
    await teacher(world, school, "Вера")
    await olga.types("/bank")
    await olga.presses("Наставляемые · 2")
    await olga.presses("Найти")
    await olga.types("в")
    assert "от двух букв" in olga.screen
    await olga.types("ВЕР")
    assert "Поиск: «вер»" in olga.screen
    assert "Наставляемые, 1" in olga.screen
    found = olga.last
    await world.restarts()
    await olga.presses("Показать всех", on=found)
    assert "Наставляемые, 2" in olga.screen


async def test_another_word_is_searched_for_without_pressing_again(
    world: World, school: OrganisationId, olga: Person
) -> None:
    await teacher(world, school, "Анна")
    await teacher(world, school, "Вера")
    await olga.types("/bank")
    await olga.presses("Наставляемые · 2")
    await olga.presses("Найти")
    await olga.types("щукин")
    assert "Никого не нашлось. Снимите отбор или напишите иначе." in olga.screen
    await olga.types("анн")
    assert "Поиск: «анн»" in olga.screen
    await olga.types("вера")
    assert "Поиск: «вера»" in olga.screen
    assert "Наставляемые, 1" in olga.screen

    await olga.types("щукин")
    await olga.presses("По направлению")
    await olga.presses("Назад")
    assert "нажмите «Найти»" in olga.screen, "a screen that has been left listens no longer"


async def test_no_more_than_two_buttons_stand_in_a_row(world: World, school: OrganisationId, olga: Person) -> None:
    await teacher(world, school, "Юлия", Role.MENTOR)
    await olga.types("/bank")
    await olga.presses("Наставники · 1")
    assert {"По направлению", "🔎 Найти", "С местами"} <= set(olga.labels)
    assert max(len(row) for row in olga.last.buttons) <= 2


async def test_in_minimal_neither_name_nor_typed_words_come_into_the_chat(world: World) -> None:
    school = await world.school(privacy=Privacy.MINIMAL)
    olga = await world.member(school, Role.CURATOR)
    await teacher(world, school, "Анна", answers={"mt06": "Петров из 7Б срывает уроки"})
    await olga.types("/bank")
    await olga.presses("Наставляемые · 1")
    await olga.presses("1 · 1-2")
    await olga.presses("Ответы анкеты")
    assert "26 знаков текста" in plain(olga.screen)
    assert "export answers" in olga.screen
    assert not any("Петров" in message.text or "Смирнова" in message.text for message in olga.messages)


async def test_in_minimal_the_typed_surname_is_deleted_at_once(world: World) -> None:
    school = await world.school(privacy=Privacy.MINIMAL)
    olga = await world.member(school, Role.CURATOR)
    await teacher(world, school, "Анна")
    await olga.types("/bank")
    await olga.presses("Наставляемые · 1")
    await olga.presses("Найти")
    await olga.types("смирнова")
    assert "Никого не нашлось" in olga.screen
    assert [message.text for message in olga.deleted] == ["смирнова"]


async def test_a_mentor_an_administrator_and_another_school_come_no_further_than_the_menu(
    world: World, school: OrganisationId, olga: Person
) -> None:
    await teacher(world, school, "Анна")
    other = await world.school("Школа № 2")
    strangers = [
        await world.member(school, Role.MENTOR, "Юлия"),
        await world.member(other, Role.CURATOR, "Вера"),
    ]
    administrator = world.administrator()
    await administrator.starts()
    forged = [
        packed(dialog.Bank(school, Side.MENTEES)),
        packed(dialog.Banks(school)),
        packed(dialog.Topics(school, Side.MENTEES)),
        packed(dialog.Search(school, Side.MENTEES)),
        packed(dialog.Person(school, (await School(world.house, world.clock).place(olga.id)), Side.MENTEES)),
    ]
    for person in [*strangers, administrator]:
        for data in forged:
            await person.press_data(data)
            assert person.toast == "Это действие Вам недоступно"
            assert not any("Смирнова А" in plain(message.text) for message in person.messages)
