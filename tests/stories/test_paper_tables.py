"""«Документы»: a press gives a table as a file, and what stands in it is what stands in the database."""

import asyncio
import csv
import datetime
import io
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from bot.dialogs.paper_table_addresses import DrawTable, Tables
from bot.screens import packed
from bot.texts.paper_tables import Ending
from documents import aside, long_tables
from mentoring.ids import OrganisationId
from mentoring.organisations import Privacy
from mentoring.paper_tables import PaperTable
from mentoring.questionnaire import Value
from mentoring.roles import Level, Role
from sandbox.files import StoredFile
from sandbox.people import Person
from tests.stories.test_command_line import run
from tests.stories.test_meetings import agreed, assigned
from tests.stories.test_pairs import School as PairSchool
from tests.usecases.school import CURATOR, School
from tests.world import START, World
from usecases.exporting import Exporting, Subject
from usecases.staff_list import StaffList
from usecases.unit import Operator

TODAY = datetime.date(2026, 9, 7)

Cells = list[list[object]]


def sheet(file: StoredFile, name: str | None = None) -> Cells:
    return read(file.data, name)


def read(content: bytes, name: str | None = None) -> Cells:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_name(name or book.sheet_names[0]).to_python()  # type: ignore[return-value]


def separated(file: StoredFile) -> list[list[str]]:
    assert file.data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(file.data.decode("utf-8-sig"), newline=""), delimiter=";"))


async def teacher(
    world: World, school: OrganisationId, role: Role, name: str, answers: dict[str, Value] | None = None
) -> Person:
    person = await world.member(school, role, name)
    await School(world.house, world.clock).fills(person.id, answers)
    return person


async def notes(world: World) -> list[tuple[str, str]]:
    sql = "SELECT action, details FROM audit WHERE action LIKE 'paper\\_%' ESCAPE '\\' ORDER BY id"
    return [(row["action"], row["details"]) for row in await world.house.database.read(lambda tx: tx.rows(sql))]


async def test_a_curator_gets_the_bank_as_a_workbook(world: World) -> None:
    school = await world.school()
    olga = await world.member(school, Role.CURATOR)
    answers: dict[str, Value] = {"mt02": "=1+1; физика", "mt03": 2, "mt05": ("manage", "parents"), "mt12": "без завуча"}
    await teacher(world, school, Role.MENTEE, "Анна", answers)
    await olga.types("/menu")
    await olga.presses("Документы")
    await olga.presses("Банк наставляемых")

    (file,) = olga.files
    assert file.name == "Банк_наставляемых_2026-09-07.xlsx"
    head, row = sheet(file)
    got = dict(zip(head, row, strict=True))
    assert got == {
        "№": 1,
        "Код": "1-2",
        "ФИО": "Смирнова Анна Павловна",
        "Должность или класс": "Учитель",
        "Предмет": "=1+1; физика",
        "Стаж, лет": 2,
        "Категория": "Молодой специалист, до 3 лет",
        "Запросы": "Дисциплина и мотивация класса; Общение с родителями",
        "Форма": "Педагог — педагог",
        "Вид": "Один на один, весь год",
        "Дата анкеты": TODAY,
        "Статус": "ждёт наставника",
        "Согласие, №": 2,
        "Согласие, дата": TODAY,
        "Примечание": "",
    }
    assert "без завуча".encode() not in file.data
    sums = {(part, what): number for part, what, number in sheet(file, "Сводка")[1:]}
    assert sums["Всего", "человек"] == 1
    assert sums["Запросы", "Общение с родителями"] == 1
    assert olga.labels[0] == "Банк наставляемых", "the page stands below the file"
    assert await notes(world) == [("paper_mentees", "purpose: paper table, chat, names")]


async def test_the_same_as_csv_for_other_programs(world: World) -> None:
    school = await world.school()
    olga = await world.member(school, Role.CURATOR)
    await teacher(world, school, Role.MENTOR, "Юлия", {"mr02": "-химия", "mr11": "2"})
    await olga.types("/documents")
    await olga.presses("CSV")
    assert "✓ CSV" in olga.labels
    await olga.presses("Банк наставников")

    (file,) = olga.files
    assert file.name == "Банк_наставников_2026-09-07.csv"
    head, row = separated(file)
    got = dict(zip(head, row, strict=True))
    assert (got["ФИО"], got["Дата анкеты"], got["Статус"]) == ("Смирнова Юлия Павловна", "07.09.2026", "без пары")
    assert got["Предмет"] == "'-химия", "a program that would run it as a formula finds text"
    assert got["Примечание"] == "мест: 2, занято пар: 0"


async def test_in_minimal_names_stay_and_codes_come(world: World) -> None:
    school = await world.school(privacy=Privacy.MINIMAL)
    olga = await world.member(school, Role.CURATOR)
    anna = await teacher(world, school, Role.MENTEE, "Анна", {"mt02": "предмет своими словами"})
    await world.house.database.write(
        lambda tx: tx.run("UPDATE people SET surname = 'Смирнова', name = 'Анна', position = 'завуч' WHERE id = 2")
    )
    await olga.types("/documents")
    await olga.presses("Банк наставляемых")
    assert "Файл с фамилиями не посылаю через мессенджер" in olga.screen
    assert f"python -m bot paper bank-mentees --org {school} --format xlsx" in olga.screen
    assert olga.files == []
    assert await notes(world) == []

    await olga.presses("Прислать с кодами")
    (file,) = olga.files
    head, row = sheet(file)
    got = dict(zip(head, row, strict=True))
    assert (got["Код"], got["ФИО"], got["Должность или класс"], got["Предмет"]) == ("1-2", "", "Учитель", "")
    assert await notes(world) == [("paper_mentees", "purpose: paper table, chat, codes")]
    assert anna.files == []


async def test_what_a_pupil_has_written_stays_with_the_psychologist(world: World) -> None:
    school = await world.school()
    olga = await world.member(school, Role.CURATOR)
    own = School(world.house, world.clock)
    own.id = school
    pupil = CURATOR + 1000
    await own.joins_as_pupil(pupil, by=olga.id)
    await own.named(pupil, await own.joining.stand(pupil), "Иванова Анна Олеговна")
    await own.fills(pupil, {"mp02": ("other:одиноко в классе",), "mp04": "физика с репетитором"})
    await olga.types("/documents")
    await olga.presses("Банк наставляемых")

    head, row = sheet(olga.files[0])
    got = dict(zip(head, row, strict=True))
    assert "одиноко" not in str(row)
    assert "репетитором" not in str(row)
    assert got["Запросы"], "what was chosen is there"
    assert str(got["Примечание"]).startswith("согласие родителя №")
    assert got["Согласие, №"] == 3, "the pupil's own, the parent's paper came before"


async def test_a_pair_in_the_register(world: World) -> None:
    school = await PairSchool(world, await world.school()).opens()
    await assigned(school)
    await agreed(school)
    await school.curator.types("/documents")
    await school.curator.presses("Реестр пар и групп")

    head, row = sheet(school.curator.files[-1])
    got = dict(zip(head, row, strict=True))
    assert got["№ пары"] == 1
    assert (got["Приказ, №"], got["Приказ, дата"]) == ("12-од", TODAY)
    assert str(got["Наставник"]).startswith("Смирнова ")
    assert (got["Форма"], got["Вид"]) == ("педагог — педагог", "Традиционное")
    assert got["Статус"] == "впереди встреча-знакомство"
    assert (got["Завершена"], got["Последняя встреча"]) == ("", "")

    await school.curator.presses("Банк наставников")
    head, row = sheet(school.curator.files[-1])
    assert dict(zip(head, row, strict=True))["Статус"] == "пара № 1: впереди встреча-знакомство"


async def test_the_journal_keeps_what_was_withdrawn_and_knows_codes_alone(world: World) -> None:
    school = await world.school(privacy=Privacy.MINIMAL)
    olga = await world.member(school, Role.CURATOR)
    anna = await world.member(school, Role.MENTEE, "Анна")
    await anna.types("/mydata")
    await anna.presses("Отозвать согласие")
    await anna.presses("Отозвать согласие")
    await olga.types("/documents")
    await olga.presses("Журнал согласий")

    head, *rows = sheet(olga.files[0])
    exported = await Exporting(world.house).table(Operator(), school, Subject.CONSENTS)
    keys = [column.key for column in exported.columns]
    proofs = [dict(zip(keys, row, strict=True)) for row in exported.rows]
    assert head[:3] == ["№", "Код", "Вид"]
    assert [row[0] for row in rows] == [proof["consent_id"] for proof in proofs]
    assert rows[-1][3:] == [1, TODAY, "в чате", TODAY, "в чате"]
    assert rows[0][1] == "1-1"


async def test_above_a_school_there_are_numbers_only(world: World) -> None:
    region = await world.organisation("Примерский край", Level.REGION)
    city = await world.organisation("Город", Level.MUNICIPALITY, region)
    schools = [await world.organisation(f"Школа № {number}", Level.ORGANISATION, city) for number in (1, 2)]
    await teacher(world, schools[0], Role.MENTEE, "Анна")
    irina = await world.member(city, Role.MUNICIPAL_COORDINATOR, "Ирина")
    await irina.types("/documents")
    assert "Банк наставляемых" not in irina.labels
    await irina.presses("Таблица по школам")

    head, *rows = sheet(irina.files[0])
    assert head[:3] == ["Организация", "Наставляемые", "Наставники"]
    assert [row[:2] for row in rows] == [["Школа № 1", 1], ["Школа № 2", 0], ["Всего", 1]]
    assert "Анна" not in str(rows)
    for table in (PaperTable.MENTEES, PaperTable.PAIRS, PaperTable.CONSENTS):
        await irina.press_data(packed(DrawTable(city, table)))
        assert len(irina.files) == 1, "a place that has none of these gives its page"
        await irina.press_data(packed(DrawTable(schools[0], table)))
        assert irina.toast == "Это действие Вам недоступно"
        assert len(irina.files) == 1


async def test_a_long_table_is_announced_and_follows(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_tables, "SHORT", 2)
    school = await world.school()
    olga = await world.member(school, Role.CURATOR)
    for name in ("Анна", "Вера", "Дарья"):
        await teacher(world, school, Role.MENTEE, name)
    await olga.types("/documents")
    await olga.presses("Банк наставляемых")

    said = [message.text for message in olga.messages]
    (announced,) = [index for index, text in enumerate(said) if "Готовлю: Банк наставляемых, 3 строки…" in text]
    assert olga.messages[announced + 1].file is not None
    assert [row[2] for row in sheet(olga.files[0])[1:]] == [
        f"Смирнова {name} Павловна" for name in ("Анна", "Вера", "Дарья")
    ]
    assert "Банк наставников" in olga.labels


async def test_others_are_answered_while_a_long_table_is_made(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_tables, "SHORT", 0)
    school = await world.school()
    olga = await world.member(school, Role.CURATOR)
    anna = await teacher(world, school, Role.MENTEE, "Анна")
    await olga.types("/documents")
    making = asyncio.create_task(olga.presses("Банк наставляемых"))
    while "Готовлю" not in olga.screen:  # noqa: ASYNC110 - there is nothing to be woken by
        await asyncio.sleep(0)
    await asyncio.gather(making, anna.types("/menu"))
    told = [call.params["chat_id"] for call in world.telegram.calls_of("sendMessage", "sendDocument")]
    assert told[-3:] == [anna.id, olga.id, olga.id], "her menu, then the file and the page below it"
    assert len(olga.files) == 1


async def test_a_table_that_takes_too_long_is_told_of(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_tables, "SHORT", 0)
    monkeypatch.setattr(aside, "SECONDS_OF_PARTS", 0.0)
    school = await world.school()
    olga = await world.member(school, Role.CURATOR)
    await teacher(world, school, Role.MENTEE, "Анна")
    await olga.types("/documents")
    await olga.presses("Банк наставляемых")
    assert "Таблица не успела собраться" in olga.screen
    assert olga.files == []
    assert "Банк наставляемых" in olga.labels


async def test_two_presses_at_once_give_each_a_table_and_two_notes(world: World) -> None:
    school = await world.school()
    olga, vera = await world.member(school, Role.CURATOR), await world.member(school, Role.DEPUTY_HEAD, "Вера")
    await teacher(world, school, Role.MENTEE, "Анна")
    data = packed(DrawTable(school, PaperTable.MENTEES))
    await asyncio.gather(olga.press_data(data), vera.press_data(data))
    assert sheet(olga.files[0]) == sheet(vera.files[0])
    assert len(await notes(world)) == 2


async def test_the_command_line_makes_the_paper_with_names(world: World) -> None:
    school = await world.school(privacy=Privacy.MINIMAL)
    brought = await StaffList(world.house).bring_in(
        Operator(), school, (("ФИО", "Роль"), ("Берёзкин Ростислав Аристархович", "наставляемый"))
    )
    person = world.person("Ростислав")
    await person.starts(brought.listed[0].invitation_code or "")
    await person.presses("Да, есть")
    await person.presses("Согласиться")
    await School(world.house, world.clock).fills(person.id, {"mt02": "труд и робототехника"})
    command = ("paper", "bank-mentees", "--org", str(school))

    made = await run(world, *command)
    path = Path(made["path"])
    assert (path.name, made["count"]) == ("Банк_наставляемых_2026-09-07.xlsx", 1)
    head, row = read(await asyncio.to_thread(path.read_bytes))
    got = dict(zip(head, row, strict=True))
    assert (got["ФИО"], got["Предмет"]) == ("Берёзкин Ростислав Аристархович", "труд и робототехника")

    out = path.with_name("С кодами.csv")
    await run(world, *command, "--codes", "--format", "csv", "--out", str(out))
    written = await asyncio.to_thread(out.read_text, "utf-8-sig")
    assert f"1;{got['Код']};;" in written
    assert "Берёзкин" not in written
    assert await notes(world) == [
        ("paper_mentees", "purpose: paper table, cli, names"),
        ("paper_mentees", "purpose: paper table, cli, codes"),
    ]


async def test_whoever_has_left_is_in_no_table(world: World) -> None:
    school = await world.school()
    olga = await world.member(school, Role.CURATOR)
    anna = await teacher(world, school, Role.MENTEE, "Анна")
    await teacher(world, school, Role.MENTEE, "Вера")
    await anna.types("/mydata")
    await anna.presses("Отозвать согласие")
    await anna.presses("Отозвать согласие")
    await olga.types("/documents")
    await olga.presses("Банк наставляемых")
    assert [row[2] for row in sheet(olga.files[0])[1:]] == ["Смирнова Вера Павловна"]


async def test_a_participant_and_another_school_get_nothing(world: World) -> None:
    school, other = await world.school(), await world.school("Школа № 2")
    for person in (
        await world.member(school, Role.MENTOR, "Юлия"),
        await world.member(school, Role.COORDINATOR, "Нина"),
        await world.member(other, Role.CURATOR, "Вера"),
    ):
        for address in (Tables(school), *(DrawTable(school, table, Ending.CSV) for table in PaperTable)):
            await person.press_data(packed(address))
            assert person.toast == "Это действие Вам недоступно"
        assert person.files == []
    assert await notes(world) == []
    assert world.clock.now() == START
