"""Indicators through the chat: numbers are typed by a school, shown with plan and deviation, summed above."""

import asyncio
import io
import json

import docx
import pytest
from python_calamine import CalamineWorkbook

from bot.command_line import indicators_report
from bot.dialogs import indicator_addresses as to
from bot.screens import packed
from bot.texts.words import NBSP
from mentoring.ids import OrganisationId
from mentoring.indicators import YearKind
from mentoring.roles import Level, Role
from sandbox.people import Person
from tests.world import World
from usecases.indicators import Indicators
from usecases.unit import Operator


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school()


@pytest.fixture
async def irina(world: World, school: OrganisationId) -> Person:
    return await world.member(school, Role.DEPUTY_HEAD, "Ирина")


async def looks(person: Person, place: OrganisationId, kind: YearKind = YearKind.CALENDAR) -> None:
    await person.press_data(packed(to.Indicators(place, kind)))


async def types_number(person: Person, label: str, number: str) -> None:
    await person.presses(label)
    await person.types(number)


async def test_a_school_types_its_numbers_once_a_year(irina: Person, school: OrganisationId) -> None:
    await looks(irina, school)
    assert "0, а из скольких — не введено: нет данных" in irina.screen
    assert f"0{NBSP}%" not in irina.screen
    await irina.presses("Ввести числа · 4")
    assert "Обучающиеся до 18 лет — не введено" in irina.screen
    await irina.presses("Обучающиеся до 18 лет")
    assert "Сколько обучающихся до 18 лет в школе?" in irina.screen
    for typed, said in (
        ("много", "не похоже на число"),
        ("480,5", "Нужно целое число"),
        ("-3", "Меньше нуля не бывает"),
        ("48000000", "Слишком много"),
    ):
        await irina.types(typed)
        assert said in irina.screen
    await irina.types("1 480")
    assert f"Обучающиеся до 18 лет — 1480 (заместитель директора, 7{NBSP}сентября 2026{NBSP}г.)" in irina.screen
    await irina.presses("Показатели")
    assert f"0 из 1480 — 0{NBSP}%" in irina.screen, "now it is known that nobody has come in"
    assert "Ввести числа · 3" in irina.labels
    await looks(irina, school, YearKind.SCHOOL)
    assert "2026/27 учебный год" in irina.screen
    assert "0 из 1480" in irina.screen, "the same numbers serve the school year that begins in it"


async def test_indicators_come_as_a_picture_with_their_numbers_below(irina: Person, school: OrganisationId) -> None:
    await irina.press_data(packed(to.TypedNumbers(school, 2026)))
    await types_number(irina, "Обучающиеся до 18 лет", "480")
    await irina.types("/stats")
    await irina.presses("Графики")
    await irina.presses("Показатели и цели")
    (picture,) = irina.files
    assert picture.data.startswith(b"\x89PNG")
    assert f"Ученики-наставляемые — 0{NBSP}%" in irina.screen
    assert "нет данных" in irina.screen, "of what is not typed yet"


async def test_a_zero_is_no_denominator(irina: Person, school: OrganisationId) -> None:
    await irina.press_data(packed(to.TypedNumbers(school, 2026)))
    await types_number(irina, "Молодые специалисты", "0")
    await irina.presses("Показатели")
    assert "нет данных: всего — ноль" in irina.screen


async def test_a_doubtful_number_is_asked_about_and_taken_at_its_word(irina: Person, school: OrganisationId) -> None:
    await irina.press_data(packed(to.TypedNumbers(school, 2026)))
    await types_number(irina, "Партнёры: всего", "5")
    await types_number(irina, "Партнёры с наставниками", "7")
    assert "не больше 5. Точно 7?" in irina.screen
    await irina.types("3")
    assert "Партнёры с наставниками — 3" in irina.screen, "another number typed under the question is the answer"
    await types_number(irina, "Партнёры: всего · 5", "2")
    assert "не меньше 3. Точно 2?" in irina.screen
    await irina.presses("Да, точно 2")
    assert "Партнёры: всего — 2" in irina.screen
    await irina.presses("Показатели")
    assert "Больше, чем всего: проверьте введённые числа." in irina.screen


async def test_a_number_is_taken_away_and_its_history_stays(
    world: World, irina: Person, school: OrganisationId
) -> None:
    await irina.press_data(packed(to.TypedNumbers(school, 2026)))
    await types_number(irina, "Молодые специалисты", "6")
    await irina.presses("Молодые специалисты · 6")
    await irina.presses("Нет данных")
    assert "Молодые специалисты — не введено" in irina.screen
    rows = await world.house.database.read(lambda tx: tx.rows("SELECT value FROM indicator_numbers ORDER BY id"))
    assert [row["value"] for row in rows] == [6, None]


async def test_two_who_type_the_same_number_hear_of_each_other(
    world: World, irina: Person, school: OrganisationId
) -> None:
    anna = await world.member(school, Role.CURATOR, "Анна")
    for person in (irina, anna):
        await person.press_data(packed(to.AskNumber(school, "pupils", 2026)))
    await irina.types("480")
    await anna.types("512")
    assert "кто-то из коллег изменил число. Теперь там: 480. Поставить 512?" in anna.screen
    await irina.press_data(packed(to.TakeNumberAway(school, "pupils", 2026, 1)))
    await anna.presses("Да, точно 512")
    assert "Теперь там: не введено. Поставить 512?" in anna.screen, "it was taken away meanwhile"
    await anna.presses("Да, точно 512")
    assert "Обучающиеся до 18 лет — 512 (куратор" in anna.screen


async def test_at_the_same_moment_one_is_kept_and_the_other_asked(
    world: World, irina: Person, school: OrganisationId
) -> None:
    anna = await world.member(school, Role.CURATOR, "Анна")
    use = Indicators(world.house)
    await asyncio.gather(
        use.tell(irina.id, school, "pupils", 2026, 0, "480"), use.tell(anna.id, school, "pupils", 2026, 0, "512")
    )
    rows = await world.house.database.read(lambda tx: tx.rows("SELECT value FROM indicator_numbers"))
    assert len(rows) == 1


async def test_plan_and_deviation_come_from_the_passport(world: World, irina: Person, school: OrganisationId) -> None:
    await looks(irina, school)
    assert f"Цели на 2026{NBSP}год не заданы." in irina.screen
    assert "Цели — в дорожной карте" in irina.labels
    await irina.types("/roadmap")
    for label in ("Начать дорожную карту", "Школа: семь этапов", "2026", "Начать", "Начать"):
        await irina.presses(label)
    await irina.press_data(packed(to.TypedNumbers(school, 2026)))
    await types_number(irina, "Обучающиеся до 18 лет", "480")
    await irina.presses("Показатели")
    assert f"цель 10{NBSP}%, отклонение −10{NBSP}п.{NBSP}п." in irina.screen
    assert "не заданы" not in irina.screen
    await irina.presses("Паспорт программы")
    assert "Паспорт программы" in irina.screen


async def test_levels_above_see_sums_and_who_has_not_typed(world: World) -> None:
    city = await world.organisation("Примерский район", Level.MUNICIPALITY)
    schools = [await world.organisation(f"Школа № {n}", Level.ORGANISATION, city) for n in (1, 2, 3)]
    for school, number in zip(schools[:2], ("400", "100"), strict=True):
        curator = await world.member(school, Role.CURATOR)
        await curator.press_data(packed(to.AskNumber(school, "pupils", 2026)))
        await curator.types(number)
    boss = await world.member(city, Role.MUNICIPAL_COORDINATOR)
    await looks(boss, city)
    assert f"0 из 500 — 0{NBSP}%" in boss.screen
    assert f"Без 1{NBSP}школы из 3: числа не введены." in boss.screen
    assert "нет данных: числа не введены" in boss.screen, "nobody has typed the others"
    await boss.presses("1")
    assert f"Школа № 1\n0 из 400 — 0{NBSP}%" in boss.screen
    await boss.presses("Школа № 3")
    assert "не введено: нет данных" in boss.screen
    assert not [label for label in boss.labels if "Ввести" in label]
    await looks(boss, city)
    await boss.presses("Без чисел · 3")
    assert f"Школа № 3 — нет 4{NBSP}чисел" in boss.screen
    assert f"Школа № 1 — нет 3{NBSP}чисел" in boss.screen


async def test_from_october_on_today_reminds_of_numbers(world: World, irina: Person, school: OrganisationId) -> None:
    label = "Числа показателей: ввести 4"
    await irina.types("/today")
    assert label not in irina.labels
    world.clock.set(world.clock.now().replace(month=10))
    await irina.types("/today")
    await irina.presses(label)
    assert "Ввести числа · 4" in irina.labels
    psychologist = await world.member(school, Role.COORDINATOR)
    await psychologist.types("/today")
    assert label not in psychologist.labels


async def test_years_that_are_to_come_are_not_opened(irina: Person, school: OrganisationId) -> None:
    for address in (
        to.Indicators(school, YearKind.CALENDAR, 2027),
        to.TypedNumbers(school, 2027),
        to.AskNumber(school, "pupils", 1999),
        to.KeepNumber(school, "pupils", 2026, 10**7, 0),
    ):
        await irina.press_data(packed(address))
        assert "2027" not in irina.screen
        assert "Сколько" not in irina.screen
    assert "‹ 2025" not in irina.labels


async def test_the_files_hold_the_same_values(world: World, irina: Person, school: OrganisationId) -> None:
    await irina.press_data(packed(to.AskNumber(school, "pupils", 2026)))
    await irina.types("480")
    found = await Indicators(world.house).report(Operator(), school)
    told = json.loads(json.dumps(indicators_report.as_json(found)))
    first, partners = told["indicators"][0], told["indicators"][3]
    assert {key: first[key] for key in ("key", "numerator", "denominator", "value", "target")} == {
        "key": "pupil_mentees",
        "numerator": 0,
        "denominator": 480,
        "value": 0.0,
        "target": None,
    }
    assert (partners["numerator"], partners["denominator"], partners["value"]) == (None, None, None)
    book = CalamineWorkbook.from_filelike(io.BytesIO(indicators_report.as_xlsx(found)))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[0] == list(indicators_report.BELOW_HEADINGS)
    assert rows[1][2:6] == [0, 480, "цель не задана", 0]
    assert rows[4][2:6] == ["нет данных", "нет данных", "цель не задана", "нет данных"]
    document = docx.Document(io.BytesIO(indicators_report.as_docx(found)))
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Числитель и знаменатель", "0 из 480"]
