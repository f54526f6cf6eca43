"""An item of a road map is proven: by a number and a date, by a link, by a file; what was a slip is put right."""

import asyncio
import datetime
import json

import pytest

from bot.dialogs.evidence_addresses import Prove, ShowFile, Withdraw
from bot.dialogs.road_map_addresses import TaskCard
from bot.screens import packed
from bot.texts.road_map_reports import report as written
from bot.texts.words import NBSP
from mentoring.ids import EvidenceId, OrganisationId, RoadMapTaskId
from mentoring.road_maps import EvidenceKind, TaskState
from mentoring.roles import Level, Role
from sandbox.files import FileKind
from sandbox.people import Person
from storage.database import Transaction
from storage.file_folder import FileFolder
from tests.stories.road_map_story import opens
from tests.world import World
from usecases.proving import Proving
from usecases.road_map_reports import RoadMapReports
from usecases.unit import House

PDF = b"%PDF-1.7 order"
ORDER = "1 Обновить Положение"


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school()


async def begun(world: World, school: OrganisationId) -> Person:
    """A deputy head whose school works by the plan for a school year."""
    irina = await world.member(school, Role.DEPUTY_HEAD, "Ирина")
    await irina.types("/roadmap")
    await irina.presses("Начать дорожную карту")
    await irina.presses("На учебный год")
    await irina.presses("2026")
    await irina.presses("Начать")
    await irina.presses("Начать")
    return irina


async def at(person: Person, section: str, item: str) -> None:
    """Open the card of an item from anywhere."""
    await person.types("/roadmap")
    await opens(person, "Дорожная карта")
    await person.presses("По разделам")
    await opens(person, section)
    await opens(person, item)


async def of_kind(world: World, school: OrganisationId, kind: EvidenceKind, *papers: str) -> str:
    """The first task as one that is proven so; its card as a button names it."""

    async def unit(transaction: Transaction) -> RoadMapTaskId:
        task = await transaction.value("SELECT min(id) FROM road_map_tasks WHERE organisation_id = $1", school)
        await transaction.run(
            "UPDATE road_map_items SET evidence = $2, checklist = $3 "
            "WHERE id = (SELECT item_id FROM road_map_tasks WHERE id = $1)",
            task,
            kind.value,
            json.dumps(papers),
        )
        return RoadMapTaskId(task)

    return packed(TaskCard(await world.house.database.write(unit)))


async def test_a_number_and_a_date_close_an_item(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await irina.presses("По разделам")
    await opens(irina, "1. Подготовка условий")
    await opens(irina, ORDER)
    await irina.presses("Подтвердить")
    assert "Пришлите номер и дату приказа" in irina.screen
    await irina.types("№ 12 от 05.09.2026")
    assert "Принято" in irina.screen
    assert "Пункт выполнен" in irina.screen
    await irina.presses("Готово")
    assert "✅ выполнено 07.09.2026" in irina.screen
    assert f"№{NBSP}12 от 05.09.2026" in irina.screen


async def test_what_cannot_be_read_is_asked_again(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await at(irina, "1. Подготовка условий", ORDER)
    await irina.presses("Подтвердить")
    for typed, hint in (
        ("приказ подписан", "Не видно даты"),
        ("от 05.09.2026", "Не видно номера"),
        ("№ 12 от 31.09.2026", "Такой даты нет"),
        ("№ 12 от 05.10.2026", "ещё не наступила"),
        ("№ 12 от 05.09.2006", "больше десяти лет"),
        ("№ 12 от 05.09.2026 https://нет", "нужен целиком"),
    ):
        await irina.types(typed)
        assert hint in irina.screen
    await irina.sends_sticker()
    assert "нужен текст или файл" in irina.screen
    await irina.types("12-од от 20.05.2024")
    assert "Пункт выполнен" in irina.screen


async def test_an_order_comes_with_its_file_and_its_page(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await at(irina, "1. Подготовка условий", ORDER)
    await irina.presses("Подтвердить")
    await irina.presses("Прислать файлом")
    assert "до 20 МБ" in irina.screen
    await irina.sends_document("Приказ о внедрении.pdf", PDF)
    assert "файл «Приказ о внедрении.pdf»" in irina.screen
    assert "Пункт выполнен" not in irina.screen
    await irina.types("№ 12 от 05.09.2026 https://school.example/order")
    assert "Пункт выполнен" in irina.screen
    await irina.presses("Готово")
    assert "https://school.example/order" in irina.screen
    await irina.presses("Показать файл")
    assert (irina.files[-1].name, irina.files[-1].data) == ("Приказ о внедрении.pdf", PDF)


async def test_a_file_lies_in_the_data_folder_without_a_name_of_its_own(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await at(irina, "1. Подготовка условий", ORDER)
    await irina.presses("Подтвердить")
    await irina.sends_document("Приказ.pdf", PDF)
    await irina.sends_document("Приказ.pdf", PDF)
    folder = world.settings.data_dir / "evidence"
    kept = [path for path in folder.rglob("*") if path.is_file()]
    assert [(path.parent.name, path.read_bytes()) for path in kept] == [(str(school), PDF)]
    assert "Приказ" not in str(kept[0])
    assert kept[0].stat().st_mode & 0o077 == 0
    assert len((await world.stored())["kept_files"]) == 1
    assert irina.screen.count("Приказ.pdf") == 1


async def test_an_album_is_taken_page_by_page(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await at(irina, "1. Подготовка условий", ORDER)
    await irina.presses("Подтвердить")
    for page in (b"one", b"two", b"three"):
        irina.send_now(FileKind.DOCUMENT, "Приказ.pdf", PDF + page)
    await world.telegram.settled()
    await irina.types("№ 12 от 05.09.2026")
    await irina.presses("Готово")
    await irina.presses("Показать файлы: 3")
    assert irina.labels[:3] == ["Приказ.pdf"] * 3


async def test_a_photo_of_a_paper_will_do(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await at(irina, "1. Подготовка условий", ORDER)
    await irina.presses("Подтвердить")
    await irina.sends_photo(caption="№ 12 от 05.09.2026")
    assert "файл «Фото.png»" in irina.screen
    assert "Пункт выполнен" in irina.screen


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("Приказ.exe", b"MZ\x90", "не хранит"),
        ("Приказ.pdf", b"MZ\x90", "не то, что обещает"),
        ("Приказ.docm", b"PK\x03\x04", "макросы"),
        ("Список.pdf", b"%PDF-" + b"0" * 25 * 1024 * 1024, "больше 20 МБ"),
    ],
)
async def test_a_wrong_file_is_refused_with_a_reason(
    world: World, school: OrganisationId, name: str, content: bytes, said: str
) -> None:
    irina = await begun(world, school)
    await at(irina, "1. Подготовка условий", ORDER)
    await irina.presses("Подтвердить")
    await irina.sends_document(name, content)
    assert said in irina.screen
    assert not [path for path in (world.settings.data_dir / "evidence").rglob("*") if path.is_file()]
    await irina.types("№ 12 от 05.09.2026")
    assert "Пункт выполнен" in irina.screen


async def test_a_full_disk_loses_nothing(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await at(irina, "1. Подготовка условий", ORDER)
    await irina.presses("Подтвердить")
    # A file stands where the folder has to be: nothing can be written there.
    (world.settings.data_dir / "evidence").write_bytes(b"")
    await irina.sends_document("Приказ.pdf", PDF)
    assert "на сервере нет места" in irina.screen
    await irina.types("№ 12 от 05.09.2026")
    assert "Пункт выполнен" in irina.screen


async def test_a_slip_is_taken_back_and_the_item_is_open_again(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await at(irina, "1. Подготовка условий", ORDER)
    await irina.presses("Подтвердить")
    await irina.types("№ 21 от 05.09.2026")
    await irina.presses("Исправить")
    await irina.presses_twice(f"№{NBSP}21 от 05.09.2026")
    assert irina.toast == "Убрано, пункт снова в работе"
    await irina.types("№ 12 от 05.09.2026")
    assert "Пункт выполнен" in irina.screen
    acts = [row[7] for row in (await world.stored())["road_map_history"]]
    assert acts[-6:] == ["proven", "done", "withdrawn", "reopened", "proven", "done"]
    assert len((await world.stored())["evidence"]) == 2


async def test_a_list_of_papers_is_filled_in_row_by_row(world: World) -> None:
    school = await world.school()
    await begun(world, school)
    curator = await world.member(school, Role.CURATOR, "Анна")
    await curator.press_data(
        await of_kind(world, school, EvidenceKind.CHECKLIST, "Положение", "Дорожная карта", "Приказ")
    )
    await curator.presses("Подтвердить")
    assert curator.screen.count("Есть 0 из 3") == 1
    await curator.presses("Положение")
    await curator.presses("Прислать файлом")
    assert curator.screen.startswith("Положение\n")
    await curator.presses("Назад")
    await curator.types("№ 3 от 01.09.2025")
    assert "Есть 1 из 3" in curator.screen
    await curator.presses("Приказ")
    await curator.presses("Пока нет")
    assert "Приказ: нет" in curator.screen
    await curator.presses("Готово")
    await curator.presses("История")
    assert curator.screen.count("Отмечено, что бумаги пока нет") == curator.screen.count("Приложено подтверждение") == 1
    await curator.presses("Назад")
    await curator.presses("Добавить")
    await curator.presses("Дорожная карта")
    await curator.sends_document("Карта.pdf", PDF)
    assert "Есть 2 из 3" in curator.screen
    await curator.presses("Приказ")
    await curator.types("№ 12 от 05.09.2026")
    assert "Все бумаги есть, пункт выполнен" in curator.screen
    assert "Приказ: нет" not in curator.screen
    acts = [row[1:4] for row in (await world.stored())["local_acts"]]
    assert sorted(acts) == [("order", "12", "2026-09-05"), ("regulation", "3", "2025-09-01")]


async def test_how_many_came_and_on_which_day(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    task = await of_kind(world, school, EvidenceKind.ATTENDANCE)
    await irina.press_data(task)
    await irina.presses("Подтвердить")
    await irina.presses("Выбрать день")
    await irina.presses("Вчера")
    await irina.types("много")
    assert "сколько было участников" in irina.screen
    await irina.types("24")
    assert "06.09.2026, участников: 24" in irina.screen
    assert "Пункт выполнен" in irina.screen
    await irina.sends_document("Список.csv", "ФИО;класс".encode(), caption="список")
    assert "файл «Список.csv» (список)" in irina.screen


async def test_links_are_collected_month_by_month_and_the_item_stays_open(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    task = await of_kind(world, school, EvidenceKind.LINKS)
    await world.house.database.write(
        lambda tx: tx.run("UPDATE road_map_tasks SET kind = 'ongoing', due_on = NULL, limit_on = '2027-08-31'")
    )
    await irina.press_data(task)
    await irina.presses("Подтвердить")
    assert "Пункт идёт весь срок" in irina.screen
    await irina.types("Новости: https://school.example/1, https://school.example/2")
    await irina.presses("Готово")
    assert "https://school.example/1 (Новости)" in irina.screen
    assert "выполнено" not in irina.screen
    await irina.presses("Закрыть пункт")
    assert "✅ выполнено" in irina.screen
    await irina.presses("Вернуть в работу")
    assert "✅ выполнено" not in irina.screen
    assert "https://school.example/2" in irina.screen


async def test_a_file_where_only_a_link_will_do_and_words_where_only_a_file_will(
    world: World, school: OrganisationId
) -> None:
    irina = await begun(world, school)
    task = await of_kind(world, school, EvidenceKind.LINK)
    await irina.press_data(task)
    await irina.presses("Подтвердить")
    await irina.sends_document("Приказ.pdf", PDF)
    assert "Здесь нужна ссылка" in irina.screen
    await of_kind(world, school, EvidenceKind.FILE)
    await irina.types("вот мы всё сделали")
    assert "ни ссылки, ни файла" in irina.screen
    await irina.sends_document("Приказ.pdf", PDF)
    assert "Пункт выполнен" in irina.screen


async def test_two_prove_the_same_item_at_once(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    anna = await world.member(school, Role.CURATOR, "Анна")
    task = await of_kind(world, school, EvidenceKind.ORDER)
    for person in (irina, anna):
        await person.press_data(task)
        await person.presses("Подтвердить")
    irina.type_now("№ 12 от 05.09.2026")
    anna.type_now("№ 13 от 06.09.2026")
    await world.telegram.settled()
    await anna.presses("Готово")
    assert f"№{NBSP}12" in anna.screen
    assert f"№{NBSP}13" in anna.screen
    assert "✅ выполнено" in anna.screen
    acts = [row[7] for row in (await world.stored())["road_map_history"]]
    assert acts.count("done") == 1


async def test_two_copies_of_the_programme_take_the_same_proof_back(
    world: World, school: OrganisationId, other: House
) -> None:
    irina = await begun(world, school)
    anna = await world.member(school, Role.CURATOR, "Анна")
    await irina.press_data(await of_kind(world, school, EvidenceKind.ORDER))
    await irina.presses("Подтвердить")
    await irina.types("№ 12 от 05.09.2026")
    proof = await world.house.database.read(lambda tx: tx.value("SELECT max(id) FROM evidence"))
    folder = FileFolder(world.settings.data_dir / "evidence")
    cards = await asyncio.gather(
        Proving(world.house, folder).withdraw(irina.id, proof), Proving(other, folder).withdraw(anna.id, proof)
    )
    assert [card.task.state for card in cards] == [TaskState.OPEN, TaskState.OPEN]
    acts = [row[7] for row in (await world.stored())["road_map_history"]]
    assert (acts.count("withdrawn"), acts.count("reopened")) == (1, 1)


async def test_what_is_not_required_takes_no_proof(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await at(irina, "1. Подготовка условий", ORDER)
    await irina.presses("Подтвердить")
    await world.house.database.write(
        lambda tx: tx.run("UPDATE road_map_tasks SET state = 'waived', changes = changes + 1, reason = 'не нужен'")
    )
    await irina.types("№ 12 от 05.09.2026")
    assert "не требуется, подтверждать его не нужно" in irina.screen
    assert "Подтвердить" not in irina.labels
    assert (await world.stored())["evidence"] == []


async def test_a_restart_between_the_question_and_the_answer(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await at(irina, "1. Подготовка условий", ORDER)
    await irina.presses("Подтвердить")
    await world.restarts()
    await irina.sends_document("Приказ.pdf", PDF)
    await irina.types("№ 12 от 05.09.2026")
    assert "Пункт выполнен" in irina.screen
    assert "файл «Приказ.pdf»" in irina.screen


async def test_whoever_looks_from_above_sees_the_proof_and_cannot_change_it(world: World) -> None:
    region = await world.organisation("Край", Level.REGION)
    school = await world.organisation("Школа № 5", Level.ORGANISATION, region)
    irina = await begun(world, school)
    task = await of_kind(world, school, EvidenceKind.ORDER)
    await irina.press_data(task)
    await irina.presses("Подтвердить")
    await irina.types("№ 12 от 05.09.2026")
    await irina.sends_document("Приказ.pdf", PDF)
    olga = await world.member(region, Role.REGIONAL_COORDINATOR)
    await olga.press_data(task)
    assert f"№{NBSP}12 от 05.09.2026" in olga.screen
    assert not {"Добавить", "Исправить", "Подтвердить"} & set(olga.labels)
    # What a file and words hold stays in the school: they may name people.
    assert "файл" in olga.screen
    assert "Приказ.pdf" not in olga.screen
    assert "Файлы и слова видит только сама организация" in olga.screen
    assert "Показать файл" not in olga.labels
    await olga.press_data(packed(ShowFile(await last_proof(world))))
    assert olga.files == []
    await irina.press_data(task)
    await irina.presses("Показать файл")
    assert irina.files[-1].data == PDF


async def test_words_and_names_of_files_do_not_leave_the_school_by_its_report(world: World) -> None:
    region = await world.organisation("Край", Level.REGION)
    school = await world.organisation("Школа № 5", Level.ORGANISATION, region)
    irina = await begun(world, school)
    await irina.press_data(await of_kind(world, school, EvidenceKind.POLL))
    await irina.presses("Подтвердить")
    await irina.types("за — 14, против — 2, воздержался сосед")
    await irina.sends_document("Опрос сосед.pdf", PDF, caption="сосед")
    await irina.press_data(await of_kind(world, school, EvidenceKind.DATES_BY_CLASS))
    await irina.presses("Добавить")
    await irina.types("сосед — 01.09.2026")
    olga = await world.member(region, Role.REGIONAL_COORDINATOR)
    read = RoadMapReports(world.house)
    road_map = await world.house.database.read(lambda tx: tx.value("SELECT max(id) FROM road_maps"))
    for reader, seen in ((irina, 4), (olga, 0)):
        found = written(await read.execution(reader.id, road_map))
        told = " ".join(line.proof for section in found.sections for line in section.lines)
        assert told.count("сосед") == seen, told
        assert "01.09.2026" in told


async def test_names_in_what_is_sent_draw_a_warning(world: World, school: OrganisationId) -> None:
    irina = await begun(world, school)
    await irina.press_data(await of_kind(world, school, EvidenceKind.POLL))
    await irina.presses("Подтвердить")
    assert "Фамилии, телефоны" in irina.screen
    await irina.types("за — 14, против — 2")
    assert "Похоже" not in irina.screen
    await irina.types("против 1: Кузнецова Мария Петровна, +7 912 345-67-89")
    assert "Похоже, здесь телефон и фамилия" in irina.screen
    await irina.presses("Исправить")
    await irina.sends_document("Кузнецова_Мария.pdf", PDF)
    assert "Похоже, здесь фамилия" in irina.screen


async def test_a_file_taken_back_leaves_the_folder_after_a_week_unless_another_item_has_it(
    world: World, school: OrganisationId
) -> None:
    irina = await begun(world, school)
    await irina.press_data(await of_kind(world, school, EvidenceKind.FILES))
    await irina.presses("Подтвердить")
    for content, name in ((PDF, "Список 7А.pdf"), (PDF + b"2", "План.pdf")):
        await irina.sends_document(name, content, caption="о ком")
    await irina.presses("Исправить")
    await irina.press_data(packed(Withdraw(EvidenceId(1))))
    await irina.press_data(packed(Prove(await another_task(world))))
    await irina.sends_document("План.pdf", PDF + b"2")
    await irina.press_data(packed(Withdraw(EvidenceId(2))))
    folder = world.settings.data_dir / "evidence"

    async def left(days: int) -> list[bytes]:
        world.clock.set(world.clock.now() + datetime.timedelta(days=days))
        await world.app.daily()
        return sorted(path.read_bytes() for path in folder.rglob("*") if path.is_file())

    assert await left(6) == [PDF, PDF + b"2"]
    assert await left(2) == [PDF + b"2"], "the plan still proves another item"
    stored = await world.stored()
    assert "Список 7А.pdf" not in str(stored)
    assert "о ком" not in str(stored["evidence"])
    assert len(stored["evidence"]) == 3
    # The same file again is on the disk again.
    await irina.press_data(packed(Prove(await another_task(world))))
    await irina.sends_document("Список.pdf", PDF)
    assert await left(0) == [PDF, PDF + b"2"]


async def another_task(world: World) -> RoadMapTaskId:
    """One that takes a file as well."""

    async def unit(transaction: Transaction) -> RoadMapTaskId:
        task = await transaction.value("SELECT max(id) FROM road_map_tasks")
        await transaction.run(
            "UPDATE road_map_items SET evidence = 'files' "
            "WHERE id = (SELECT item_id FROM road_map_tasks WHERE id = $1)",
            task,
        )
        return RoadMapTaskId(task)

    return await world.house.database.write(unit)


async def last_proof(world: World) -> EvidenceId:
    return EvidenceId(await world.house.database.read(lambda tx: tx.value("SELECT max(id) FROM evidence")))
