"""Papers of a pair as files: the programme, the mentor's report, the certificate; who gets which."""

import io
import re

import docx
import pytest

from bot.dialogs.pair_papers import SendPaper
from bot.screens import packed
from bot.texts.pair_papers import BLANK
from mentoring.ids import PairId
from mentoring.organisations import Privacy
from mentoring.pair_papers import PaperKind
from mentoring.roles import Role
from sandbox.people import Person
from tests.stories.test_meetings import held
from tests.stories.test_pairs import School, days_pass
from tests.stories.test_plans import works
from tests.world import World


@pytest.fixture
async def school(world: World) -> School:
    return await working(world, await School(world, await world.school()).opens())


async def working(world: World, school: School) -> School:
    """The plan is approved, one event of four has been marked."""
    await works(school)
    await school.mentor.types("/pairs")
    await school.mentor.presses("Отметить мероприятие")
    await school.mentor.presses("1. Сделано")
    return school


async def completed(world: World, school: School) -> None:
    for number in (2, 3, 4):
        await school.mentor.presses("Отметить мероприятие")
        await school.mentor.presses(f"{number}. Сделано")
    await held(school)
    await days_pass(world, 20)


def read(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def last_file(person: Person) -> tuple[str, str]:
    """Name and text."""
    sent = person.files[-1]
    return sent.name, read(sent.data)


async def opens_card(person: Person, *path: str) -> None:
    await person.types("/pairs")
    for label in path:
        await person.presses(label)
    if path:
        await person.presses(person.labels[0])


NBSP = "\N{NO-BREAK SPACE}"


async def test_the_programme_of_a_pair_says_what_the_bot_knows_and_leaves_places_for_the_rest(school: School) -> None:
    await opens_card(school.curator, "Работа · 1")
    await school.curator.presses("Документы")
    await school.curator.presses("Программа пары")
    name, text = last_file(school.curator)
    assert name == "Программа_пары_1_2026-09-10.docx"
    for said in (
        "УТВЕРЖДАЮ",
        "Школа № 20",
        f"пара №{NBSP}1, 2026/27{NBSP}учебный год",
        "Наставник: Смирнова Мария Павловна, учитель",
        "Наставляемый: Смирнова Анна Павловна, учитель",
        "Форма и вид: педагог — педагог, традиционное наставничество (один на один)",
        f"Срок: с 7{NBSP}сентября 2026{NBSP}г. по ",
        "Ожидаемый результат: готовая разработка",
        "Встреча-знакомство",
        "Итоговая встреча",
        "состоялась 0",
        f"октябрь 2026{NBSP}г.",
        "выполнено 10.09.2026",
        f"М.{NBSP}П.{NBSP}Смирнова",
    ):
        assert said in text, said
    assert not re.search("None|{|}", text)


async def test_each_side_has_the_papers_that_are_theirs(world: World, school: School) -> None:
    for person, labels, other in (
        (school.mentor, ["Программа пары", "Отчёт наставника"], "Анна"),
        (school.mentee, ["Программа пары"], "Мария"),
    ):
        await person.types("/pairs")
        await person.presses("Документы")
        assert person.labels[:-2] == labels
        await person.presses("Программа пары")
        said = last_file(person)[1]
        assert f"{BLANK} {other} Павловна" in said, "the other's surname is written by hand"
        assert f"Смирнова {other}" not in said
    sent = len(school.mentee.files)
    await school.mentee.press_data(packed(SendPaper(PairId(1), PaperKind.REPORT)))
    await school.mentor.press_data(packed(SendPaper(PairId(1), PaperKind.CERTIFICATE)))
    assert len(school.mentee.files) == sent, "the report is the mentor's"


async def test_another_school_gets_nothing(world: World, school: School) -> None:
    stranger = await world.member(await world.school("Школа № 21"), Role.CURATOR, "Нина")
    for kind in PaperKind:
        await stranger.press_data(packed(SendPaper(PairId(1), kind)))
    assert stranger.files == []
    assert "Смирнова" not in stranger.screen


async def test_the_report_is_made_of_presses(school: School) -> None:
    await school.mentor.types("/pairs")
    await school.mentor.presses("Документы")
    await school.mentor.presses("Отчёт наставника")
    name, text = last_file(school.mentor)
    assert name == "Отчёт_наставника_1_2026-09-10.docx"
    assert f"Проведено: 3{NBSP}встречи, мероприятий плана — 1 из 4" in text
    for kind in ("встреча-знакомство", "пробная встреча", "встреча-планирование"):
        assert text.count(kind) == 1
    assert "Подходит" not in text, "what was said after the trial stays private"


async def test_after_the_end_each_side_has_a_certificate(world: World, school: School) -> None:
    await completed(world, school)
    assert "Справка о завершении" in school.mentor.screen
    await school.mentor.presses("Документы")
    await school.mentor.presses("Справка о завершении")
    assert "наставник, пара" in last_file(school.mentor)[1]
    await opens_card(school.curator, "Закрыты · 1")
    await school.curator.presses("Документы")
    await school.curator.presses("Справка о завершении")
    text = last_file(school.curator)[1]
    assert text.count("СПРАВКА") == 2
    assert "Выдана: Смирнова Мария Павловна, учитель" in text
    assert "Выдана: Смирнова Анна Павловна, учитель" in text
    assert f"Проведено: 4{NBSP}встречи, мероприятий плана — 4 из 4" in text
    assert f"Основание: приказ от 07.09.2026 №{NBSP}12-од" in text
    await school.mentee.press_data(packed(SendPaper(PairId(1), PaperKind.CERTIFICATE)))
    own = last_file(school.mentee)[1]
    assert own.count("СПРАВКА") == 1
    assert "Смирнова Мария" not in own


async def test_in_minimal_codes_stand_for_names_in_papers_too(world: World) -> None:
    school = await working(world, await School(world, await world.school(privacy=Privacy.MINIMAL)).opens())
    await school.mentor.types("/pairs")
    await school.mentor.presses("Документы")
    assert "место, чтобы вписать имя от руки" in school.mentor.screen
    await school.mentor.presses("Программа пары")
    text = last_file(school.mentor)[1]
    assert "Наставник: ____________ (код " in text
    assert not re.search("Мария|Анна|Вера|Смирнова", text)


async def test_all_three_see_how_far_the_pair_has_come(school: School) -> None:
    await opens_card(school.curator, "Работа · 1")
    for person in (school.mentor, school.mentee):
        await person.types("/pairs")
    for person in (school.curator, school.mentor, school.mentee):
        assert "Знакомство ✓ → Проба ✓ → План ✓ → 1 из 4 → Итог" in person.screen
