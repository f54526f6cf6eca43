"""Files of a road map: how it is executed, and the plan to change and bring back."""

import datetime
import io

import docx
import pytest

from bot.texts import words
from bot.texts.road_maps import KINDS
from bot.texts.words import NBSP
from documents import plan_tables
from mentoring.deadlines import Deadline, Monthly
from mentoring.ids import OrganisationId
from mentoring.road_map_table import read
from mentoring.road_maps import EvidenceKind
from mentoring.roles import Level, Role
from sandbox.people import Person
from tests.stories.road_map_story import SCHOOL_YEAR, by, closes, item, opens, started
from tests.world import START, World


@pytest.fixture
async def city(world: World) -> OrganisationId:
    return await world.organisation("Город", Level.MUNICIPALITY)


async def at_the_files(person: Person) -> None:
    await person.types("/roadmap")
    await opens(person, "План")
    await person.presses("Файлы")


def rows(content: bytes) -> list[tuple[str, ...]]:
    (sheet,) = plan_tables.read(content)
    return [row.cells for row in sheet.rows]


async def test_a_city_reports_who_is_late_and_what_is_done(world: World, city: OrganisationId) -> None:
    for number in (5, 6, 7):
        await world.organisation(f"Школа № {number}", Level.ORGANISATION, city)
    own = Role.MUNICIPAL_COORDINATOR
    await started(
        world, city, item("1", by("2026-09-01")), item("2", by("2026-10-01"), own), item("3", by("2026-09-04"), own)
    )
    olga = await world.member(city, Role.MUNICIPAL_COORDINATOR)
    await closes(world, "3")
    await olga.types("/roadmap")
    await opens(olga, "План")
    await olga.presses("По разделам")
    await opens(olga, "1. Подготовка")
    await opens(olga, "2 Издать")
    await olga.presses("Подтвердить")
    await olga.types("№ 12 от 05.09.2026")

    await at_the_files(olga)
    await olga.presses("Исполнение, Excel")
    (status,) = olga.files
    found = {row[0]: row for row in rows(status.data) if row[0] in {"1", "2", "3"}}
    assert "просрочено" in found["1"]
    assert found["1"][-3:] == ("0 из 3", "6", "Школа № 5, Школа № 6, Школа № 7")
    assert "№ 12 от 05.09.2026" in found["2"]
    assert "выполнено" in found["2"]
    assert "выполнено" in found["3"]
    assert "08.09.2026" in found["3"]

    await olga.presses("Отчёт об исполнении, Word")
    text = docx.Document(io.BytesIO(olga.files[-1].data)).element.xml
    assert "Отчёт об исполнении. План" in text
    assert "Всего пунктов – 3: выполнено – 2, в работе – 0, просрочено – 1, не требуется – 0" in text
    assert "просрочили: Школа № 5" in text


async def test_what_is_done_month_after_month_tells_the_day_of_each_time(world: World) -> None:
    school = await world.school()
    irina = await world.member(school, Role.DEPUTY_HEAD, "Ирина")
    await started(world, school, item("1", Deadline(Monthly()), Role.DEPUTY_HEAD, "Сдать отчёт"))
    for month, sent in ((9, "2026-09-28"), (10, "2026-11-03")):
        world.clock.set(datetime.datetime.fromisoformat(f"{sent}T12:00+03:00"))
        await irina.types("/roadmap")
        await opens(irina, "План")
        await irina.presses("По разделам")
        await opens(irina, "1. Подготовка")
        await opens(irina, "1 Сдать отчёт")
        await irina.presses(next(label for label in irina.labels if words.MONTHS[month - 1] in label))
        await irina.presses("Подтвердить")
        await irina.types(f"№ {month} от 05.09.2026")
    await irina.types("/roadmap")
    await opens(irina, "План")
    await irina.presses("По разделам")
    await opens(irina, "1. Подготовка")
    await opens(irina, "1 Сдать отчёт")
    await irina.presses("Дальше ›")
    await irina.presses("Дальше ›")
    assert f"✅ до 30{NBSP}сентября — выполнено 28.09.2026" in irina.screen
    assert f"✅ до 31{NBSP}октября — выполнено 03.11.2026" in irina.screen

    await at_the_files(irina)
    await irina.presses("Исполнение, Excel")
    (status,) = irina.files
    (line,) = [row for row in rows(status.data) if row[0] == "1"]
    assert "2 из 12: 28.09.2026 (срок 30.09.2026), 03.11.2026 (срок 31.10.2026)" in line
    await irina.presses("Отчёт об исполнении, Word")
    text = docx.Document(io.BytesIO(irina.files[-1].data)).element.xml
    assert "выполнено 2 из 12: 28.09.2026 (срок 30.09.2026), 03.11.2026 (срок 31.10.2026)" in text


async def test_a_school_reports_its_own_part_with_reasons(world: World, city: OrganisationId) -> None:
    school = await world.organisation("Школа № 5", Level.ORGANISATION, city)
    await world.organisation("Школа № 6", Level.ORGANISATION, city)
    await started(world, city, item("1", by("2026-09-01")), item("2", by("2026-10-01"), Role.MUNICIPAL_COORDINATOR))
    irina = await world.member(school, Role.DEPUTY_HEAD, "Ирина")
    await irina.types("/roadmap")
    await opens(irina, "Город")
    await irina.presses("По разделам")
    await opens(irina, "1. Подготовка")
    await opens(irina, "1 Издать")
    await irina.presses("Не требуется")
    await irina.types("Приказ есть с прошлого года")
    await irina.types("/roadmap")
    await opens(irina, "Город")
    await irina.presses("Файлы")
    assert "План, Excel" not in irina.labels
    await irina.presses("Отчёт об исполнении, Word")

    text = docx.Document(io.BytesIO(irina.files[-1].data)).element.xml
    assert "Школа № 5" in text
    assert "Школа № 6" not in text
    assert "не требуется – 1" in text
    assert "Приказ есть с прошлого года" in text


@pytest.mark.parametrize("label", ["План, Excel", "План, Word"])
async def test_a_plan_that_is_taken_out_comes_back_the_same(world: World, city: OrganisationId, label: str) -> None:
    items = (item("1", by("2026-11-15")), item("2", by("2027-05-31"), Role.MUNICIPAL_COORDINATOR, "Итоги года"))
    await started(world, city, *items)
    olga = await world.member(city, Role.MUNICIPAL_COORDINATOR)
    await at_the_files(olga)
    await olga.presses(label)

    found = read(plan_tables.read(olga.files[-1].data), Level.MUNICIPALITY, START.date(), SCHOOL_YEAR, KINDS)
    assert [(one.uid, one.text, one.owner, one.evidence) for one in found.items] == [
        (one.uid, one.text, one.owner, EvidenceKind.ORDER) for one in items
    ]
    assert [one.deadline for one in found.items] == [one.deadline for one in items]
