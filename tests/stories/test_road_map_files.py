"""A road map sent as a file: read, settled row by row, begun; and its files to take along."""

import asyncio
import io
import zipfile

import pytest

from bot.texts.road_maps import KINDS
from config import road_maps
from documents import plan_tables
from documents.road_map_files import as_docx, as_xlsx
from mentoring.ids import OrganisationId, RoadMapId
from mentoring.road_map_table import ImportedRoadMap, read
from mentoring.roles import Level, Role
from sandbox.people import Person
from scripts.build_road_map_files import built
from storage import road_maps as kept
from storage.database import Database
from tests.stories.road_map_story import opens
from tests.world import START, World
from usecases.road_map_drafts import Drafts, DraftThere
from usecases.unit import House

SEEDS = road_maps.load()

PLAN = """\
План мероприятий (дорожная карта) на 2026/2027 учебный год;;;
№;Мероприятие;Срок;Ответственный
1;Приказ о кураторе;до 1 октября 2026 г.;заместитель директора
2;Семинар наставников;к весне;куратор
3;Банк практик;май 2027 г.;бухгалтер
"""


@pytest.fixture
async def school(world: World) -> OrganisationId:
    return await world.school()


async def asked_for_a_file(world: World, place: OrganisationId, role: Role = Role.DEPUTY_HEAD) -> Person:
    irina = await world.member(place, role, "Ирина")
    await irina.types("/roadmap")
    await irina.presses("Начать дорожную карту")
    await irina.presses("Прислать файлом")
    return irina


async def count(world: World, what: str = "road_maps") -> int:
    return int(await world.house.database.read(lambda tx: tx.value(f"SELECT count(*) FROM {what}")))


async def test_what_is_not_understood_is_settled_by_a_person_and_then_it_begins(
    world: World, school: OrganisationId
) -> None:
    irina = await asked_for_a_file(world, school)
    assert "Пришлите план файлом" in irina.screen
    await irina.sends_document("План.csv", PLAN.encode("cp1251"))

    assert "Прочитано: 3" in irina.screen
    assert "Черновик" in irina.screen
    await irina.presses("Начать")
    assert irina.screen.startswith("Сначала решите то, что осталось.")
    assert "Строка 4, «Срок»" in irina.screen
    assert "Срок «к весне»: непонятно" in irina.screen

    await world.restarts()
    await opens(irina, "Срок: 2 Семинар")
    assert "2 Семинар наставников" in irina.screen
    await irina.presses("Оставить как есть")
    assert "Что осталось решить: 1" in irina.screen
    await opens(irina, "Роль: 3 Банк")
    assert "непонятно, чья это роль: «бухгалтер»" in irina.screen.lower()
    await irina.presses("Оставить как есть")
    assert "Всё решено" in irina.screen
    await irina.presses("К черновику")
    await irina.presses("Начать")
    await irina.presses("Начать")
    assert irina.toast == "Дорожная карта начата"


async def test_a_day_or_a_role_chosen_settles_what_was_not_understood(world: World, school: OrganisationId) -> None:
    irina = await asked_for_a_file(world, school)
    await irina.sends_document("План.csv", PLAN.encode())
    await irina.presses("Что осталось решить · 2")
    await opens(irina, "Срок: 2 Семинар")
    await irina.presses("Выбрать срок")
    await irina.presses("К месяцу")
    await irina.presses("2027 ›")
    await irina.presses("Март 2027")
    assert "Что осталось решить: 1" in irina.screen
    await opens(irina, "Роль: 3 Банк")
    await irina.presses("Выбрать, кто отвечает")
    await irina.presses("Заместитель директора")
    await irina.presses("К черновику")
    assert not [label for label in irina.labels if label.startswith("Что осталось")]
    await irina.presses("Начать")
    await irina.presses("Начать")
    assert irina.toast == "Дорожная карта начата"


def doubtful(number: int) -> bytes:
    rows = "".join(f"{one};Семинар {one};к весне;куратор\n" for one in range(1, number + 1))
    return f"План на 2026/2027 учебный год;;;\n№;Мероприятие;Срок;Ответственный\n{rows}".encode()


async def test_whoever_settles_a_line_comes_back_to_its_page(world: World, school: OrganisationId) -> None:
    irina = await asked_for_a_file(world, school)
    await irina.sends_document("План.csv", doubtful(12))
    await irina.presses("Что осталось решить · 12")
    await irina.presses("Дальше ›")
    await opens(irina, "Срок: 7 Семинар")
    await irina.presses("Назад")
    assert "6 Семинар" in irina.labels[0], "the second page"

    await opens(irina, "Срок: 7 Семинар")
    await irina.presses("Оставить как есть")
    assert "Что осталось решить: 11" in irina.screen
    assert "6 Семинар" in irina.labels[0]
    await opens(irina, "Срок: 8 Семинар")
    await irina.presses("Выбрать срок")
    await irina.presses("Ежемесячно")
    assert "Что осталось решить: 10" in irina.screen
    assert "6 Семинар" in irina.labels[0]

    await opens(irina, "Срок: 9 Семинар")
    await irina.presses("Открыть пункт")
    await irina.presses("Изменить")
    await irina.presses("Что осталось решить · 10")
    assert "6 Семинар" in irina.labels[0], "from the item too"
    await opens(irina, "Срок: 9 Семинар")
    await irina.presses("Открыть пункт")
    await irina.presses("Изменить")
    await irina.presses("Убрать из плана")
    await irina.presses("Убрать")
    assert irina.toast == "Пункт убран"
    assert "Что осталось решить: 9" in irina.screen
    assert "6 Семинар" in irina.labels[0]


async def test_the_last_line_of_the_last_page_leads_to_the_page_before(world: World, school: OrganisationId) -> None:
    irina = await asked_for_a_file(world, school)
    await irina.sends_document("План.csv", doubtful(6))
    await irina.presses("Что осталось решить · 6")
    await irina.presses("Дальше ›")
    await opens(irina, "Срок: 6 Семинар")
    await irina.presses("Оставить как есть")
    assert "1 Семинар" in irina.labels[0]
    assert "Дальше ›" not in irina.labels


async def test_choosing_what_stands_there_settles_it_too(world: World, school: OrganisationId) -> None:
    irina = await asked_for_a_file(world, school)
    await irina.sends_document("План.csv", PLAN.encode())
    await irina.presses("Что осталось решить · 2")
    await opens(irina, "Срок: 2 Семинар")
    await irina.presses("Выбрать срок")
    await irina.presses("Срок не задан")
    assert "Что осталось решить: 1" in irina.screen
    vera = await world.member(school, Role.COORDINATOR, "Вера")
    await vera.types("/roadmap")
    await vera.presses(next(label for label in vera.labels if label.endswith("черновик")))
    assert "Никто ещё не получает напоминаний" in vera.screen
    assert "«Изменить»" not in vera.screen, "that is for who prepares it"
    await vera.presses("По разделам")
    await vera.presses(vera.labels[0])
    await opens(vera, "2 Семинар")
    assert "Срок по плану: не задан" in vera.screen
    await opens(irina, "Роль: 3 Банк")
    assert "Пока отвечает куратор" in irina.screen
    await irina.presses("Выбрать, кто отвечает")
    await irina.presses("Куратор")
    assert "Всё решено" in irina.screen


@pytest.mark.parametrize("extension", ["docx", "xlsx"])
async def test_a_plan_of_years_that_are_over_moves_to_another_year(world: World, extension: str) -> None:
    city = await world.organisation("Город", Level.MUNICIPALITY)
    olga = await asked_for_a_file(world, city, Role.MUNICIPAL_COORDINATOR)
    content = {"docx": as_docx, "xlsx": as_xlsx}[extension](built(SEEDS["neftekumsk"]))
    await olga.sends_document(f"План.{extension}", content)

    assert "Прочитано: 27" in olga.screen
    assert "На какой год перенести?" in olga.screen
    await olga.presses("2026")
    assert "2026–2028" in olga.screen or "2026-2028" in olga.screen
    if any(label.startswith("Что осталось решить") for label in olga.labels):
        await opens(olga, "Что осталось решить")
        await olga.presses("Оставить всё как есть")
        await olga.presses("Оставить")
    await olga.presses("Начать")
    await olga.presses("Начать")
    assert olga.toast == "Дорожная карта начата"
    items = await world.house.database.read(lambda tx: kept.items(tx, RoadMapId(1)))
    assert len(items) == 27
    assert "До 29 апреля 2026 г." in {one.item.deadline_raw for one in items}


def bomb() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 300_000_000)
    return content.getvalue()


ROWS = "".join(f"{number};Встреча номер {number};май 2027 г.\n" for number in range(1, 5_001))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\n \n", "Файл пуст"),
        (b"%PDF-1.7 plan", "Файл не читается"),
        ("ФИО;Роль\nИванова Анна;наставник\n".encode(), "Не нашлось заголовка плана"),
        ("№;Мероприятие;Срок\n;;\n".encode(), "Под заголовком таблицы нет ни одного пункта"),
        (f"№;Мероприятие;Срок\n{ROWS}".encode(), "В файле 5000"),
        (bomb(), "Файл"),
    ],
    ids=["empty", "pdf", "staff", "no items", "5000 rows", "bomb"],
)
async def test_a_wrong_file_gets_its_sentence_and_the_question_again(
    world: World, school: OrganisationId, content: bytes, said: str
) -> None:
    irina = await asked_for_a_file(world, school)
    await irina.sends_document("файл", content)
    assert said in irina.screen
    assert "Пришлите план файлом" in irina.screen
    assert await count(world) == 0

    await irina.sends_document("План.csv", PLAN.encode())
    assert "Прочитано: 3" in irina.screen


async def test_cells_of_any_length_fit_on_a_screen(world: World, school: OrganisationId) -> None:
    irina = await asked_for_a_file(world, school)
    long = "когда будет готово всё остальное " * 60
    rows = "".join(f"{number};{long};{long};{long}\n" for number in range(1, 8))
    await irina.sends_document("План.csv", f"{long}\n№;Мероприятие;Срок;Ответственный\n{rows}".encode())
    assert "Прочитано: 7" in irina.screen
    await opens(irina, "Что осталось решить · ")
    assert "Что осталось решить: 1" in irina.screen
    await irina.presses("Дальше ›")
    await opens(irina, "Срок: 4 ")
    assert "Пункт оставлен без срока" in irina.screen
    await irina.presses("Выбрать срок")
    assert "Сейчас: когда будет готово" in irina.screen
    await irina.presses("Назад")
    assert "Ответственный: когда будет готово" in irina.screen


async def test_an_item_whose_every_cell_is_as_long_as_a_page_has_all_its_pages(
    world: World, school: OrganisationId
) -> None:
    irina = await asked_for_a_file(world, school)
    long = "справки, отчёты и журналы " * 220
    row = f"1;{long};до 1 октября 2026 г.;заместитель директора, {long};{long};{long}"
    headings = "№;Мероприятие;Срок;Ответственный;Результат;Примечание"
    await irina.sends_document("План.csv", f"Раздел {long}\n{headings}\nРаздел {long};;;;;\n{row}\n".encode())
    assert "Прочитано: 1" in irina.screen
    for label in (
        "По разделам",
        "Раздел",
        "1 справки",
        "Изменить",
        "Результат",
        "Назад",
        "К дорожной карте",
        "Начать",
        "Начать",
    ):
        await opens(irina, label)
    assert irina.toast == "Дорожная карта начата"
    await opens(irina, "По разделам")
    await opens(irina, "Раздел")
    await opens(irina, "1 справки")
    assert "Результат: справки" in irina.screen
    await opens(irina, "Подтвердить")
    assert "Пришлите" in irina.screen


async def test_a_picture_and_words_are_no_plan(world: World, school: OrganisationId) -> None:
    irina = await asked_for_a_file(world, school)
    await irina.sends_photo()
    assert "Файл не читается" in irina.screen
    await irina.types("план")
    assert irina.screen.startswith("Здесь нужен файл с планом.")
    await irina.sends_sticker()
    assert "Пришлите план файлом" in irina.screen


async def test_a_draft_is_replaced_only_when_somebody_says_so(world: World, school: OrganisationId) -> None:
    irina = await asked_for_a_file(world, school)
    await irina.sends_document("План.csv", PLAN.encode())
    await irina.presses("Все карты")
    await irina.presses("Начать дорожную карту")
    await irina.presses("На учебный год")
    await irina.presses("2026")
    assert "Есть черновик. Заменить?" in irina.screen
    await irina.presses("Открыть черновик")
    assert "2026/2027" in irina.screen

    await irina.presses("Все карты")
    await irina.presses("Начать дорожную карту")
    await irina.presses("Прислать файлом")
    assert "Есть черновик. Заменить?" in irina.screen
    await irina.presses("Заменить")
    await irina.sends_document("План.csv", PLAN.replace("Семинар", "Слёт").encode())
    assert "Прочитано: 3" in irina.screen
    assert await count(world) == 1
    assert await count(world, "road_map_items WHERE text LIKE 'Слёт%'") == 1
    assert await count(world, "road_map_findings") == 2


async def test_the_same_template_twice_is_one_draft(world: World, school: OrganisationId) -> None:
    irina = await world.member(school, Role.DEPUTY_HEAD, "Ирина")
    await irina.types("/roadmap")
    await irina.presses("Начать дорожную карту")
    await irina.presses("На учебный год")
    await irina.presses_twice("2026")
    assert "Черновик: 30" in irina.screen
    assert await count(world) == 1
    assert await count(world, "road_map_history WHERE act = 'drafted'") == 1


async def test_two_who_move_a_draft_move_it_once(world: World, school: OrganisationId) -> None:
    irina = await asked_for_a_file(world, school)
    await irina.sends_document("План.csv", PLAN.encode())
    vera = await world.member(school, Role.CURATOR, "Вера")
    second = Database(world.settings.database_path)
    await second.open()
    try:
        await asyncio.gather(
            Drafts(world.house).move(irina.id, RoadMapId(1), 2027),
            Drafts(House(second, world.clock, world.house.content)).move(vera.id, RoadMapId(1), 2027),
        )
    finally:
        await second.close()
    items = await world.house.database.read(lambda tx: kept.items(tx, RoadMapId(1)))
    assert [one.item.deadline_raw for one in items] == ["до 1 октября 2027 г.", "к весне", "май 2028 г."]
    assert await count(world, "road_map_history WHERE act = 'moved'") == 1


async def test_two_people_bring_a_plan_in_at_once(world: World, school: OrganisationId) -> None:
    irina = await world.member(school, Role.DEPUTY_HEAD, "Ирина")
    vera = await world.member(school, Role.CURATOR, "Вера")
    plan = _plan()
    second = Database(world.settings.database_path)
    await second.open()
    try:
        results = await asyncio.gather(
            Drafts(world.house).bring_in(irina.id, school, plan),
            Drafts(House(second, world.clock, world.house.content)).bring_in(vera.id, school, plan),
            return_exceptions=True,
        )
    finally:
        await second.close()
    assert [type(one) for one in results if isinstance(one, Exception)] == [DraftThere]
    assert await count(world) == 1


def _plan() -> ImportedRoadMap:
    return read(plan_tables.read(PLAN.encode()), Level.ORGANISATION, START.date(), None, KINDS)
