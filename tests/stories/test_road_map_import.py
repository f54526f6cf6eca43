"""`roadmap`: the five road maps as files of an office, what is wrong in other files, what is begun and told of it."""

import datetime
import io
from pathlib import Path

import docx
import pytest

from config import road_maps
from documents import plan_tables
from documents.road_map_files import as_docx, as_xlsx
from mentoring.deadlines import occasions, written
from mentoring.road_map_table import read
from mentoring.road_maps import Template
from scripts.build_road_map_files import LAYOUTS, built
from tests.command_line.conftest import shell
from tests.command_line.stage import Shell

__all__ = ["shell"]

TODAY = datetime.date(2026, 11, 28)
SEEDS = [road_maps.load()[name] for name in LAYOUTS]
FORMATS = {"docx": as_docx, "xlsx": as_xlsx}

PLAN = """\
Утверждаю: директор школы;;;;
План мероприятий (дорожная карта) на 2027 год;;;;
;;;;
Сроки;№ п/п;Мероприятие;Исполнитель;Планируемый результат
;1. Нормативная база;;;
до 1 мая 2027 г.;1;Приказ о кураторе;Иванова И.И., заместитель директора;Приказ
сентябрь;2;Семинар наставников;куратор;Листы регистрации
к весне;2;Банк практик;бухгалтер;Публикации на сайте
"""


def test_the_five_road_maps_hold_105_items() -> None:
    assert sum(len(template.items) for template in SEEDS) == 105


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("template", SEEDS, ids=lambda template: template.id)
def test_a_real_plan_comes_back_item_by_item(template: Template, extension: str) -> None:
    content = FORMATS[extension](built(template))

    plan = read(plan_tables.read(content), template.level, TODAY, template.period)

    assert plan.title == template.title
    assert len({item.uid for item in plan.items}) == len(template.items)
    for found, item in zip(plan.items, template.items, strict=True):
        printed = (found.number, found.section, found.text, found.deadline_raw)
        assert printed == (item.number, item.section, item.text, item.deadline_raw), item.uid
        # «В течение всего периода» names no months, «по отдельному графику» no schedule: what is due is the same.
        until = template.period.last or TODAY
        assert written(found.deadline).keys() == written(item.deadline).keys(), item.uid
        assert occasions(found.deadline, template.period, until) == occasions(item.deadline, template.period, until)


def test_the_dry_run_tells_every_item_and_every_doubt(shell: Shell) -> None:
    school = shell.school()
    path = shell.folder / "План.csv"
    path.write_bytes(PLAN.encode("cp1251"))

    answer = shell.json("roadmap", "import", str(path), "--org", school, "--dry-run")

    assert answer["items"][:2] == [
        {
            "uid": "1",
            "num": "1",
            "item": "Приказ о кураторе",
            "deadline_raw": "до 1 мая 2027 г.",
            "norm": {"until": "2027-05-01"},
            "due": "2027-05-01",
            "remind_by": "2027-04-30",
        },
        {
            "uid": "2",
            "num": "2",
            "item": "Семинар наставников",
            "deadline_raw": "сентябрь",
            "norm": answer["items"][1]["norm"],
            "due": "2027-09-30",
            "remind_by": "2027-09-30",
        },
    ]
    assert [answer["items"][2][key] for key in ("uid", "norm", "due", "remind_by")] == [
        "2-2",
        {"none": True},
        None,
        None,
    ]
    assert [(one["row"], one["column"], one["message"]) for one in answer["problems"]] == [
        (6, "Исполнитель", "имя не сохраняем, отвечает заместитель директора"),
        (7, "Сроки", "срок «сентябрь»: год не указан, взят год плана"),
        (8, "№ п/п", "номер 2 уже есть выше: оставлены оба пункта"),
        (8, "Исполнитель", "непонятно, чья это роль: «бухгалтер». Пока отвечает куратор"),
        (8, "Сроки", "срок «к весне»: непонятно. Пункт оставлен без срока, задайте день"),
    ]
    told = shell("roadmap", "import", str(path), "--org", school, "--dry-run").out.splitlines()
    assert told[-1] == "В плане 3\N{NO-BREAK SPACE}пункта. Решить нужно: 2, посмотреть: 3."
    assert "Иванова" not in "".join(told)


def test_the_year_of_a_plan_may_be_told(shell: Shell) -> None:
    school = shell.school()
    path = shell.folder / "План.csv"
    path.write_text("Мероприятие;Срок\nСеминар;октябрь\nИтоги;май\n")

    answer = shell.json("roadmap", "import", str(path), "--org", school, "--dry-run", "--year", "2027")

    assert [item["due"] for item in answer["items"]] == ["2027-10-31", "2028-05-31"]
    assert [item["remind_by"] for item in answer["items"]] == ["2027-10-29", "2028-05-31"]
    assert "год плана" in answer["problems"][1]["message"]


def test_a_plan_of_five_thousand_rows_is_told_whole(shell: Shell) -> None:
    rows = "".join(f"{number};Встреча номер {number};май 2027 г.;куратор\n" for number in range(1, 5_001))
    path = shell.folder / "План.csv"
    path.write_text(f"№;Мероприятие;Срок;Ответственный\n{rows}")

    answer = shell.json("roadmap", "import", str(path), "--org", shell.school(), "--dry-run")

    assert len(answer["items"]) == len({item["uid"] for item in answer["items"]}) == 5_000
    assert {item["due"] for item in answer["items"]} == {"2027-05-31"}


def _page(*words: str) -> bytes:
    content = io.BytesIO()
    document = docx.Document()
    for word in words:
        document.add_paragraph(word)
    document.save(content)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "code", "said"),
    [
        (b"", "file", "файл пуст"),
        (b"%PDF-1.7", "file", "файл не читается"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "file", "сохраните как DOCX"),
        (_page("План мероприятий"), "file", "в документе нет таблицы"),
        ("ФИО;Роль\nИванова Анна;наставник\n".encode(), "road_map", "не нашлось заголовка плана"),
        ("№;Мероприятие;Срок\n;;\n".encode(), "road_map", "нет ни одного пункта"),
    ],
)
def test_another_file_is_refused_in_russian(shell: Shell, content: bytes, code: str, said: str) -> None:
    path = shell.folder / "файл"
    path.write_bytes(content)

    answer = shell.refused("roadmap", "import", str(path), "--org", shell.school(), "--dry-run")

    assert answer["error"] == code
    assert said in answer["message"]


def test_what_is_not_there_is_refused(shell: Shell) -> None:
    path = shell.folder / "План.csv"
    path.write_bytes(PLAN.encode())
    nowhere = str(Path(shell.folder) / "нет.docx")

    assert shell.refused("roadmap", "import", str(path), "--org", "77", "--dry-run")["error"] == "org_unknown"
    shell.refused("roadmap", "import", nowhere, "--org", shell.school(), "--dry-run", status=2)
    shell.refused("roadmap", "import", str(path), "--org", "1", "--dry-run", "--year", "22", status=2)


CLEAR = """\
План мероприятий на 2026/2027 учебный год;;;
№;Мероприятие;Срок;Ответственный
1;Приказ о кураторе;до 1 октября 2026 г.;заместитель директора
2;Банк практик;май 2027 г.;куратор
"""


def test_a_clear_plan_begins_at_once_and_a_doubtful_one_waits(shell: Shell) -> None:
    school = shell.school()
    clear, doubtful = shell.folder / "План.csv", shell.folder / "Другой.csv"
    clear.write_text(CLEAR)
    doubtful.write_bytes(PLAN.encode())

    begun = shell.json("roadmap", "import", str(clear), "--org", school)
    assert (begun["state"], begun["dry_run"], begun["problems"]) == ("active", False, [])
    waits = shell.json("roadmap", "import", str(doubtful), "--org", school)
    assert waits["state"] == "draft"
    assert len(waits["items"]) == 3

    again = shell.refused("roadmap", "import", str(doubtful), "--org", school)
    assert again["error"] == "draft_there"
    assert "--replace" in again["message"]
    replaced = shell.json("roadmap", "import", str(doubtful), "--org", school, "--replace")
    assert replaced["road_map"] != waits["road_map"]
    rows = shell.json("export", "roadmap", "--org", school)["rows"]
    assert {row["road_map"] for row in rows} == {begun["road_map"]}


def test_a_template_is_started_and_exported_task_by_task(shell: Shell) -> None:
    region = shell.json("org", "add", "--name", "Край", "--level", "region", "--tz", "Europe/Moscow")["org_id"]
    city = shell.json("org", "add", "--name", "Город", "--level", "municipality", "--parent", str(region))["org_id"]
    for number in (5, 6):
        shell.json("org", "add", "--name", f"Школа № {number}", "--level", "organisation", "--parent", str(city))

    started = shell.json("roadmap", "start", "neftekumsk", "--org", str(city), "--year", "2026")
    assert started["state"] == "active"
    assert len(started["items"]) == 27
    assert started["items"][0].keys() == {"uid", "num", "item", "deadline_raw", "norm", "due", "remind_by"}

    rows = shell.json("export", "roadmap", "--org", str(region))["rows"]
    ordered = [row for row in rows if row["uid"] == "neft-1.4"]
    assert [row["organisation"] for row in ordered] == ["Школа № 5", "Школа № 6"]
    assert ordered[0] | {"task_id": 0, "org_id": 0, "late_days": 0, "standing": ""} == {
        "task_id": 0,
        "road_map": started["road_map"],
        "uid": "neft-1.4",
        "num": "1.4",
        "section": ordered[0]["section"],
        "item": ordered[0]["item"],
        "deadline_raw": "До 29 апреля 2026 г.",
        "norm": {"until": "2026-04-29"},
        "org_id": 0,
        "organisation": "Школа № 5",
        "owner_role": "deputy_head",
        "starts": ordered[0]["starts"],
        "due": "2026-04-29",
        "remind_by": "2026-04-29",
        "state": "open",
        "standing": "",
        "closed_on": None,
        "reason": None,
        "proof": [],
        "late_days": 0,
    }
    table = shell("export", "roadmap", "--org", str(city), "--format", "csv").out
    assert "Срок по плану" in table
    assert "открыт" in table


def test_a_template_of_another_level_is_not_started(shell: Shell) -> None:
    answer = shell.refused("roadmap", "start", "neftekumsk", "--org", shell.school(), "--year", "2026")
    assert answer["error"] == "template"
    assert "school_year" in answer["message"]
    assert shell.refused("roadmap", "start", "neftekumsk", "--org", "77", "--year", "2026")["error"] == "org_unknown"
