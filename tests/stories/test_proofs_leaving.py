"""What an organisation wrote as proof, and what it called its files, stays with it, whichever file is taken out."""

import asyncio
import io
import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from bot.dialogs import evidence_addresses as proofs
from bot.dialogs import road_map_change_addresses as to
from bot.dialogs import road_map_file_addresses as files
from bot.screens import packed
from documents import plan_tables
from mentoring.road_maps import EvidenceKind
from sandbox.people import Person
from tests.stories.road_map_story import City
from tests.stories.test_command_line import run
from tests.stories.test_evidence import PDF
from tests.world import World

SECRET = "сосед"


def cells(workbook: bytes) -> str:
    return str([row.cells for one in plan_tables.read(workbook) for row in one.rows])


@pytest.fixture
async def city(world: World) -> City:
    """A school has proven its item of the city's plan with words, a file and a page."""
    city = await City(world).opens()
    await city.starts()
    await city.olga.press_data(packed(to.SetEvidence(await city.item("1.4"), EvidenceKind.POLL)))
    task = await city.task("1.4", city.schools[0])
    await city.irina.press_data(packed(proofs.Prove(task.id)))
    await city.irina.types(f"за — 14, против — 2, воздержался {SECRET}")
    await city.irina.sends_document(f"Опрос, {SECRET}.pdf", PDF, caption=f"от {SECRET}а")
    await city.irina.types("https://school.example/poll")
    return city


async def test_the_operators_table_keeps_words_and_names_of_files_for_the_organisation_itself(
    world: World, city: City
) -> None:
    above = await run(world, "export", "roadmap", "--org", str(city.here))
    (told,) = [row["proof"] for row in above["rows"] if row["proof"]]
    assert [proof.get("words", proof.get("link")) for proof in told] == [
        "скрыто",
        "скрыто",
        "https://school.example/poll",
    ]
    assert told[1]["file"] == "скрыто"
    assert SECRET not in json.dumps(above, ensure_ascii=False)

    own = await run(world, "export", "roadmap", "--org", str(city.schools[0]))
    (told,) = [row["proof"] for row in own["rows"] if row["proof"]]
    assert told[0]["words"].endswith(SECRET)
    assert told[1]["file"] == f"Опрос, {SECRET}.pdf"


async def test_the_operators_sheet_keeps_them_too(world: World, city: City) -> None:
    for place, seen in ((city.here, False), (city.schools[0], True)):
        done = await run(world, "export", "roadmap", "--org", str(place), "--format", "xlsx")
        told = cells(await asyncio.to_thread(Path(done["path"]).read_bytes))
        assert "https://school.example/poll" in told
        assert (SECRET in told) is seen


async def test_words_of_a_day_and_a_class_are_kept_too(world: World, city: City) -> None:
    await city.olga.press_data(packed(to.SetEvidence(await city.item("1.5"), EvidenceKind.DATES_BY_CLASS)))
    task = await city.task("1.5", city.schools[0])
    await city.irina.press_data(packed(proofs.Prove(task.id)))
    await city.irina.types(f"{SECRET} — 01.09.2026")
    above = await run(world, "export", "roadmap", "--org", str(city.here))
    (told,) = [row["proof"] for row in above["rows"] if row["num"] == "1.5" and row["proof"]]
    assert told == [{"label": "скрыто", "day": "2026-09-01"}]


def sheet(person: Person) -> str:
    return cells(person.files[-1].data)


def paper(person: Person) -> str:
    return str(docx.Document(io.BytesIO(person.files[-1].data)).element.xml)


@pytest.mark.parametrize(("wanted", "words_of"), [(files.Wanted.STATUS, sheet), (files.Wanted.REPORT, paper)])
async def test_files_of_the_chat_tell_above_that_there_is_a_proof_and_no_word_of_it(
    city: City, wanted: files.Wanted, words_of: Callable[[Person], str]
) -> None:
    taken = packed(files.GetFile(city.road_map, city.schools[0], wanted))
    for reader, seen in ((city.irina, True), (city.olga, False)):
        await reader.press_data(taken)
        told = words_of(reader)
        assert "https://school.example/poll" in told
        assert (SECRET in told) is seen, reader
