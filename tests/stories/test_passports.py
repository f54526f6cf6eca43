"""The passport of a road map: begun, corrected, printed, with a history of each change."""

import asyncio
import io
import json

import docx
import pytest

from bot.dialogs import register_addresses as to
from bot.screens import packed
from mentoring.ids import OrganisationId, RoadMapId
from mentoring.passports import Part
from mentoring.roles import Level, Role
from sandbox.people import Person
from tests.stories.road_map_story import opens
from tests.world import World
from usecases.passports import Passports

MAP = RoadMapId(1)


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school()


@pytest.fixture
async def irina(world: World, school: OrganisationId) -> Person:
    """A deputy head with the road map of Usolye, moved to 2026."""
    person = await world.member(school, Role.DEPUTY_HEAD, "Ирина")
    await person.types("/roadmap")
    await person.presses("Начать дорожную карту")
    await person.presses("Школа: семь этапов")
    await person.presses("2026")
    await person.presses("Начать")
    await person.presses("Начать")
    return person


async def history(world: World) -> list[dict[str, object]]:
    rows = await world.house.database.read(
        lambda tx: tx.rows("SELECT details FROM road_map_history WHERE act = 'passport' ORDER BY id")
    )
    return [json.loads(row["details"]) for row in rows]


async def test_words_and_targets_are_corrected_by_typing(world: World, irina: Person) -> None:
    await irina.presses("Паспорт")
    assert "Цель: Создание эффективной модели наставничества" in irina.screen
    assert "Показатели: 6" in irina.screen
    assert "с августа 2026 года по май 2027 года, затем каждый учебный год до конца 2029 года" in irina.screen
    await irina.presses("Задачи")
    await irina.presses("Исправить")
    await irina.types("1. Обновить Положение\n2. Обучить наставников")
    assert "1. Обновить Положение\n2. Обучить наставников" in irina.screen

    await irina.presses("Паспорт")
    await irina.presses("Показатели")
    assert "2026: 10%, 2027: 30%, 2028: 50%, 2029: 70%" in irina.screen
    await opens(irina, "1. Ученики-наставляемые")
    await irina.types("2027: 35")
    assert "2026: 10%, 2027: 35%, 2028: 50%, 2029: 70%" in irina.screen
    await opens(irina, "1. Ученики-наставляемые")
    await irina.types("2040: 35")
    assert "Такого года в дорожной карте нет." in irina.screen
    await irina.types("2026: нет; 2029: 72,5%")
    assert "2027: 35%, 2028: 50%, 2029: 72,5%" in irina.screen

    changes = await history(world)
    assert [one["part"] for one in changes] == ["tasks", "pupil_mentees", "pupil_mentees"]
    assert changes[0]["after"] == ["Обновить Положение", "Обучить наставников"]


async def test_the_passport_is_printed(irina: Person) -> None:
    await irina.presses("Паспорт")
    await irina.presses("Файл DOCX")
    assert irina.files[-1].name == "Паспорт_программы_2026.docx"
    document = docx.Document(io.BytesIO(irina.files[-1].data))
    assert "Паспорт программы наставничества" in document.paragraphs[0].text
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["№", "Показатель", "2026", "2027", "2028", "2029"]
    assert [cell.text for cell in table.rows[1].cells][2:] == ["10%", "30%", "50%", "70%"]


async def test_a_map_without_a_passport_begins_with_the_usual_one(world: World) -> None:
    city = await world.organisation("Город", Level.MUNICIPALITY)
    olga = await world.member(city, Role.MUNICIPAL_COORDINATOR)
    await olga.types("/roadmap")
    await olga.presses("Начать дорожную карту")
    await olga.presses("Округ: шесть разделов")
    await olga.presses("2026")
    await olga.presses("Начать")
    await olga.presses("Начать")
    await olga.presses("Паспорт")
    assert "паспорта ещё нет" in olga.screen
    await olga.presses("Начать с образца")
    assert "без целей — 6" in olga.screen
    await olga.presses("Риски")
    await olga.presses("Исправить")
    await olga.types("Кадровые перемены")
    await olga.press_data(packed(to.BeginPassport(MAP)))
    await olga.presses("Риски")
    assert "1. Кадровые перемены" in olga.screen, "what is there already is not begun anew"
    assert [one["part"] for one in await history(world)] == ["all", "risks"]


async def test_who_does_not_lead_only_reads(world: World, school: OrganisationId, irina: Person) -> None:
    vera = await world.member(school, Role.COORDINATOR, "Вера")
    await vera.press_data(packed(to.PassportPart(MAP, Part.GOAL)))
    assert "Исправить" not in vera.labels
    await vera.press_data(packed(to.PassportPart(MAP, Part.GOAL, edit=True)))
    await vera.types("Другая цель")
    assert await history(world) == []


async def test_two_who_correct_at_once_lose_nothing(world: World, school: OrganisationId, irina: Person) -> None:
    vera = await world.member(school, Role.CURATOR, "Вера")
    use = Passports(world.house)
    await asyncio.gather(
        use.correct(irina.id, MAP, Part.GOAL, "Цель Ирины"),
        use.correct(vera.id, MAP, Part.TERM, "Срок Веры"),
        use.set_targets(irina.id, MAP, 0, "2026: 11"),
        use.set_targets(vera.id, MAP, 0, "2027: 31"),
    )
    found = (await use.look(vera.id, MAP)).passport
    assert found is not None
    assert (found.goal, found.term) == ("Цель Ирины", "Срок Веры")
    assert dict(found.indicators[0].targets) == {2026: 11, 2027: 31, 2028: 50, 2029: 70}
    assert len(await history(world)) == 4
