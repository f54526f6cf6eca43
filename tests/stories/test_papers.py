"""A pupil comes, the parent signs on paper, the psychologist notes it."""

import io

import docx
import pytest

from bot.dialogs import papers as dialog
from bot.dialogs.joining import TellAge
from bot.screens import packed
from mentoring.ids import OrganisationId
from mentoring.organisations import Privacy
from mentoring.papers import Representative
from mentoring.roles import Role
from sandbox.people import Person
from tests.usecases.school import School
from tests.world import World


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school(privacy=Privacy.MINIMAL)


@pytest.fixture
async def vera(world: World, school: OrganisationId) -> Person:
    return await world.member(school, Role.COORDINATOR, "Вера")


@pytest.fixture
async def sasha(world: World, school: OrganisationId, vera: Person) -> Person:
    """A pupil who waits for the paper under the code 1-2."""
    sasha = world.person("Саша")
    await sasha.starts(await world.invitation(school, Role.MENTEE))
    await sasha.presses("Ещё нет")
    return sasha


async def test_a_paper_is_noted_and_the_pupil_goes_on(vera: Person, sasha: Person) -> None:
    await vera.types("/papers")
    assert "Ждут бумаги: 1" in vera.screen
    await vera.presses("1-2")
    await vera.presses("Отметить получение")
    assert "кто подписал" in vera.screen
    await vera.presses("Мать")
    await vera.types("принесла вчера")
    assert "Не вижу даты" in vera.screen
    await vera.types("12 от 31.09.2026")
    assert "Такого дня в календаре нет" in vera.screen
    await vera.types("№ 12, 05.09.2026")
    assert "получено: №\N{NO-BREAK SPACE}12 от 05.09.2026" in vera.screen
    assert "Подпись: мать" in vera.screen

    await sasha.starts()
    assert "СОГЛАСИЕ" in sasha.screen
    assert "✅ Согласиться" in sasha.labels


async def test_who_told_the_age_by_a_slip_is_let_through_by_the_school(world: World) -> None:
    school = await world.school()
    vera = await world.member(school, Role.COORDINATOR, "Вера")
    petr = world.person("Пётр")
    await petr.starts(await world.invitation(school, Role.MENTOR))
    await petr.presses("Ещё нет")

    await vera.types("/papers")
    await vera.presses(next(label for label in vera.labels if "-" in label))
    await vera.presses("Участнику есть 18 лет")
    await vera.presses("Да, есть 18 лет")
    assert "-" not in " ".join(vera.labels)

    await petr.presses("Проверить")
    assert "СОГЛАСИЕ НА ОБРАБОТКУ" in petr.screen
    await petr.presses("Согласиться")
    assert "Как Вас зовут?" in petr.screen


async def test_an_age_told_by_a_slip_is_put_right_below_the_consent(world: World) -> None:
    """Only towards the parents' paper: nobody grows up by a press."""
    school = await world.school()
    sasha = world.person("Саша")
    await sasha.starts(await world.invitation(school, Role.MENTEE))
    await sasha.presses("Да, есть")
    assert "СОГЛАСИЕ НА ОБРАБОТКУ" in sasha.screen
    await sasha.presses("Мне нет 18 лет")
    assert "Сначала согласие родителей" in sasha.screen
    assert "Если тебе уже есть 18, скажи куратору: он исправит." in sasha.screen
    await sasha.press_data(packed(TellAge(adult=True)))
    assert "✅ Согласиться" not in sasha.labels


async def test_whoever_was_not_asked_for_the_age_has_no_slip_to_put_right(world: World) -> None:
    school = await world.school()
    olga = world.person("Ольга")
    await olga.starts(await world.invitation(school, Role.CURATOR))
    assert "✅ Согласиться" in olga.labels
    assert "Мне нет 18 лет" not in olga.labels
    anna = await world.member(school, Role.MENTEE, "Анна")
    await world.house.database.write(lambda tx: tx.run("UPDATE consents SET version = 0"))
    await anna.types("/start")
    assert "✅ Согласиться" in anna.labels
    assert "Мне нет 18 лет" not in anna.labels


async def test_a_slip_is_put_right_on_the_same_day(vera: Person, sasha: Person) -> None:
    await vera.types("/papers")
    await vera.presses("1-2")
    await vera.presses("Отметить получение")
    await vera.presses("Отец")
    await vera.types("12 от 05.09.2026")
    await vera.presses_twice("Снять отметку")
    await vera.types("/papers")
    assert "Ждут бумаги: 1" in vera.screen
    await sasha.starts()
    assert "СОГЛАСИЕ" not in sasha.screen
    assert "✅ Согласиться" not in sasha.labels


async def test_two_note_the_same_paper(world: World, school: OrganisationId, vera: Person, sasha: Person) -> None:
    olga = await world.member(school, Role.CURATOR)
    for person in (vera, olga):
        await person.types("/papers")
        await person.presses("1-2")
        await person.presses("Отметить получение")
        await person.presses("Мать")
    await vera.types("12 от 05.09.2026")
    await olga.types("13 от 06.09.2026")
    assert "уже отметили" in olga.screen
    assert "№\N{NO-BREAK SPACE}12 от 05.09.2026" in olga.screen


async def test_the_blank_comes_as_a_file_with_the_code(vera: Person, sasha: Person) -> None:
    await vera.types("/papers")
    await vera.presses("1-2")
    await vera.presses("Бланк файлом")
    blank = vera.files[-1]
    assert blank.name == "Согласие_родителя_1-2.docx"
    text = " ".join(paragraph.text for paragraph in docx.Document(io.BytesIO(blank.data)).paragraphs)
    assert "код 1-2" in text


async def test_nobody_waits(vera: Person) -> None:
    await vera.types("/papers")
    assert "Бумаг никто не ждёт" in vera.screen


async def test_words_typed_after_looking_elsewhere_are_no_number(vera: Person, sasha: Person) -> None:
    await vera.types("/papers")
    await vera.presses("1-2")
    await vera.presses("Отметить получение")
    await vera.presses("Мать")
    await vera.types("/papers")
    await vera.types("12 от 05.09.2026")
    await vera.types("/papers")
    assert "Ждут бумаги: 1" in vera.screen


async def test_another_school_makes_no_adult_of_a_pupil(
    world: World, school: OrganisationId, vera: Person, sasha: Person
) -> None:
    await vera.types("/papers")
    await vera.presses("1-2")
    await vera.presses("Отметить получение")
    await vera.presses("Мать")
    await vera.types("12 от 05.09.2026")
    other = await world.school("Школа № 2")
    yulia = await world.member(other, Role.CURATOR, "Юлия")
    await sasha.starts(await world.invitation(other, Role.MENTEE))
    await yulia.types("/papers")
    await yulia.presses("2-2")
    await yulia.presses("Участнику есть 18 лет")
    await yulia.presses("Да, есть 18 лет")
    assert "Возраст здесь не изменить" in yulia.screen
    ages = await world.house.database.read(lambda tx: tx.rows("SELECT adult FROM people WHERE adult = 0"))
    assert len(ages) == 1


async def test_another_school_and_a_mentor_note_nothing(
    world: World, school: OrganisationId, vera: Person, sasha: Person
) -> None:
    other = await world.school("Школа № 2")
    place = await School(world.house, world.clock).place(sasha.id)
    strangers = [
        await world.member(other, Role.CURATOR, "Юлия"),
        await world.member(school, Role.MENTOR, "Анна"),
    ]
    for person in strangers:
        for address in (
            dialog.Papers(school),
            dialog.Case(place),
            dialog.Note(place),
            dialog.SignedBy(place, Representative.MOTHER),
            dialog.Blank(place),
        ):
            await person.press_data(packed(address))
            assert person.toast == "Это действие Вам недоступно"
    assert not strangers[0].files
