"""An order proven in a road map is a local act of the school: it is noted once, and a slip is put right in both."""

import asyncio

import pytest

from bot.dialogs import evidence_addresses as proofs
from bot.dialogs import register_addresses as registers
from bot.dialogs.road_map_addresses import TaskCard as Card
from bot.screens import packed
from bot.texts.words import NBSP
from mentoring.ids import EvidenceId, OrganisationId, RoadMapTaskId
from mentoring.local_acts import Act
from mentoring.road_maps import EvidenceKind
from mentoring.roles import Level, Role
from sandbox.people import Person
from storage.file_folder import FileFolder
from tests.stories.road_map_story import City
from tests.stories.test_evidence import PDF, begun, of_kind
from tests.world import World
from usecases.local_acts import LocalActs
from usecases.proving import Proving
from usecases.unit import House, StaleButton


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school()


async def task_of(world: World, uid: str) -> RoadMapTaskId:
    found = await world.house.database.read(
        lambda tx: tx.value(
            "SELECT t.id FROM road_map_tasks t JOIN road_map_items i ON i.id = t.item_id WHERE i.uid = $1", uid
        )
    )
    return RoadMapTaskId(found)


async def proves(world: World, person: Person, uid: str, *typed: str) -> None:
    await person.press_data(packed(proofs.Prove(await task_of(world, uid))))
    for words in typed:
        await person.types(words)


async def noted(world: World) -> list[tuple[object, ...]]:
    """Act, number, day and link of each local act."""
    return sorted(row[1:] for row in (await world.stored())["local_acts"])


async def stage(person: Person) -> str:
    await person.types("/roadmap")
    await person.presses("Семь этапов")
    await person.presses(next(label for label in person.labels if "1. Подготовка условий" in label))
    return person.screen


# -- where the item says which act it is -------------------------------------------------------------------------


async def test_the_order_of_an_item_is_noted_with_its_proof_and_the_stage_knows(
    world: World, school: OrganisationId
) -> None:
    irina = await begun(world, school)
    assert "▫️ Приказ о внедрении и кураторе внесён" in await stage(irina)
    await proves(world, irina, "t02", "№ 12 от 05.09.2026")
    assert "Принято и внесено в «Локальные акты»." in irina.screen
    assert "Пункт выполнен" in irina.screen
    assert "Внести в локальные акты" not in irina.labels
    assert await noted(world) == [("order", "12", "2026-09-05", None)]
    assert "✅ Приказ о внедрении и кураторе внесён" in await stage(irina)
    await irina.press_data(packed(registers.LocalActs(school)))
    assert f"✅ Приказ о внедрении: №{NBSP}12 от 05.09.2026" in irina.screen


async def test_the_page_of_an_order_joins_it_and_a_file_does_not(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await proves(world, irina, "t02", "№ 12 от 05.09.2026 https://school.example/12")
    await irina.sends_document("Приказ.pdf", PDF)
    assert "Принято." in irina.screen
    assert await noted(world) == [("order", "12", "2026-09-05", "https://school.example/12")]
    assert len((await world.stored())["local_act_history"]) == 2


async def test_an_order_below_its_photo_is_noted(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await proves(world, irina, "t02")
    await irina.sends_photo(caption="№ 12 от 05.09.2026")
    assert "Принято и внесено в «Локальные акты»." in irina.screen
    assert await noted(world) == [("order", "12", "2026-09-05", None)]


async def test_a_page_alone_proves_no_order_and_is_no_act(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await proves(world, irina, "t02", "https://school.example/12")
    assert "Локальные акты" not in irina.screen
    assert await noted(world) == []


async def test_the_same_order_sent_again_is_noted_once(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await proves(world, irina, "t02", "№ 12 от 05.09.2026", "№ 12 от 05.09.2026")
    stored = await world.stored()
    assert (len(stored["evidence"]), len(stored["local_act_history"])) == (1, 1)


async def test_a_slip_taken_back_leaves_the_register_and_the_right_one_comes_in(
    world: World, school: OrganisationId
) -> None:
    irina = await begun(world, school)
    await proves(world, irina, "t02", "№ 21 от 05.09.2026")
    await irina.presses("Исправить")
    await irina.presses_twice(f"Приказ: №{NBSP}21 от 05.09.2026")
    assert await noted(world) == []
    assert "▫️ Приказ о внедрении и кураторе внесён" in await stage(irina)
    await proves(world, irina, "t02", "№ 12 от 05.09.2026")
    assert await noted(world) == [("order", "12", "2026-09-05", None)]


async def test_what_was_noted_by_hand_after_the_proof_stays_when_the_proof_is_taken_back(
    world: World, school: OrganisationId
) -> None:
    irina = await begun(world, school)
    await proves(world, irina, "t02", "№ 21 от 05.09.2026")
    await irina.press_data(packed(registers.NoteAct(school, Act.ORDER)))
    await irina.types("22 от 06.09.2026")
    await irina.press_data(packed(proofs.Withdraw(EvidenceId(1))))
    assert await noted(world) == [("order", "22", "2026-09-06", None)]


async def test_another_proof_of_the_act_takes_the_place_of_a_slip(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await proves(world, irina, "t02", "№ 12 от 05.09.2026", "№ 13 от 06.09.2026")
    assert await noted(world) == [("order", "13", "2026-09-06", None)]
    await irina.press_data(packed(proofs.Withdraw(EvidenceId(2))))
    assert await noted(world) == [("order", "12", "2026-09-05", None)]


async def test_a_paper_of_a_checklist_with_its_page_is_one_act_and_is_taken_back(
    world: World, school: OrganisationId
) -> None:
    irina = await begun(world, school)
    await irina.press_data(await of_kind(world, school, EvidenceKind.CHECKLIST, "Положение", "Приказ"))
    await irina.presses("Подтвердить")
    await irina.presses("Положение")
    await irina.types("№ 3 от 01.09.2025 https://school.example/3")
    assert await noted(world) == [("regulation", "3", "2025-09-01", "https://school.example/3")]
    await irina.press_data(packed(proofs.Withdraw(EvidenceId(2))))
    assert await noted(world) == [("regulation", "3", "2025-09-01", None)]
    await irina.press_data(packed(proofs.Withdraw(EvidenceId(1))))
    assert await noted(world) == []


async def test_an_order_of_a_city_is_no_local_act(world: World) -> None:
    city = await City(world).opens()
    await city.starts()
    await proves(world, city.olga, "neft-1.1", "№ 12 от 05.09.2026")
    assert "Внести в локальные акты" not in city.olga.labels
    assert await noted(world) == []


async def test_a_school_proves_the_order_that_the_city_asks_for(world: World) -> None:
    city = await City(world).opens()
    await city.starts()
    await city.irina.press_data(packed(proofs.Prove((await city.task("1.4", city.schools[0])).id)))
    await city.irina.types("№ 12 от 05.09.2026")
    assert await noted(world) == [("order", "12", "2026-09-05", None)]
    assert (await world.stored())["local_acts"][0][0] == city.schools[0]


# -- where somebody has to say it --------------------------------------------------------------------------------


async def test_of_another_order_somebody_says_which_act_it_is(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await proves(world, irina, "t01", "№ 7 от 05.09.2026")
    assert await noted(world) == []
    await irina.presses("Готово")
    await irina.presses("Внести в локальные акты")
    assert "Какой это документ?" in irina.screen
    assert f"№{NBSP}7 от 05.09.2026 встанет" in irina.screen
    await irina.presses_twice("Положение о наставничестве")
    assert "Внесено в «Локальные акты»." in irina.screen
    assert f"Положение: №{NBSP}7 от 05.09.2026" in irina.screen
    assert "Внести в локальные акты" not in irina.labels
    assert await noted(world) == [("regulation", "7", "2026-09-05", None)]
    stored = await world.stored()
    assert [row[7] for row in stored["road_map_history"]].count("named") == 1
    await irina.types("№ 7 от 05.09.2026")
    assert len((await world.stored())["evidence"]) == 1, "sent again it is the same order"
    await irina.press_data(packed(proofs.Withdraw(EvidenceId(1))))
    assert await noted(world) == []


async def test_an_order_about_something_else_is_not_asked_of(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await proves(world, irina, "t03", "№ 7 от 05.09.2026")
    assert "Пункт выполнен" in irina.screen
    assert "Внести в локальные акты" not in irina.labels


async def test_an_order_taken_back_meanwhile_is_not_noted(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await proves(world, irina, "t01", "№ 7 от 05.09.2026")
    await irina.presses("Внести в локальные акты")
    await irina.press_data(packed(proofs.Withdraw(EvidenceId(1))))
    await irina.press_data(packed(proofs.NameAct(EvidenceId(1), Act.ORDER)))
    assert "уже не действует" in (irina.toast or "")
    assert await noted(world) == []


async def test_whoever_looks_from_above_cannot_name_it(world: World) -> None:
    region = await world.organisation("Край", Level.REGION)
    school = await world.organisation("Школа № 5", Level.ORGANISATION, region)
    irina = await begun(world, school)
    await proves(world, irina, "t01", "№ 7 от 05.09.2026")
    olga = await world.member(region, Role.REGIONAL_COORDINATOR)
    await olga.press_data(packed(Card(await task_of(world, "t01"))))
    assert "Внести в локальные акты" not in olga.labels
    await olga.press_data(packed(proofs.NameAct(EvidenceId(1), Act.ORDER)))
    assert await noted(world) == []


# -- two at once -------------------------------------------------------------------------------------------------


async def test_two_copies_name_one_order_differently_and_the_first_word_stands(
    world: World, school: OrganisationId, other: House
) -> None:
    irina = await begun(world, school)
    anna = await world.member(school, Role.CURATOR, "Анна")
    await proves(world, irina, "t01", "№ 7 от 05.09.2026")
    folder = FileFolder(world.settings.data_dir / "evidence")
    await asyncio.gather(
        Proving(world.house, folder).name(irina.id, EvidenceId(1), Act.REGULATION),
        Proving(other, folder).name(anna.id, EvidenceId(1), Act.ROAD_MAP),
    )
    (act,) = await noted(world)
    label = {"regulation": "Положение", "road_map": "Дорожная карта"}[str(act[0])]
    assert (await world.stored())["evidence"][0][2] == label


async def test_a_slip_is_taken_back_while_the_act_is_noted_by_hand(
    world: World, school: OrganisationId, other: House
) -> None:
    irina = await begun(world, school)
    anna = await world.member(school, Role.CURATOR, "Анна")
    await proves(world, irina, "t02", "№ 21 от 05.09.2026")
    folder = FileFolder(world.settings.data_dir / "evidence")
    await asyncio.gather(
        Proving(world.house, folder).withdraw(irina.id, EvidenceId(1)),
        LocalActs(other).tell(anna.id, school, Act.ORDER, "22 от 06.09.2026"),
    )
    assert await noted(world) == [("order", "22", "2026-09-06", None)]


async def test_an_order_is_named_while_it_is_taken_back(world: World, school: OrganisationId, other: House) -> None:
    irina = await begun(world, school)
    anna = await world.member(school, Role.CURATOR, "Анна")
    await proves(world, irina, "t01", "№ 7 от 05.09.2026")
    folder = FileFolder(world.settings.data_dir / "evidence")
    done = await asyncio.gather(
        Proving(world.house, folder).withdraw(irina.id, EvidenceId(1)),
        Proving(other, folder).name(anna.id, EvidenceId(1), Act.ORDER),
        return_exceptions=True,
    )
    assert not [one for one in done if isinstance(one, BaseException) and not isinstance(one, StaleButton)]
    assert await noted(world) == [], "named first or taken back first, nothing is left of it"
