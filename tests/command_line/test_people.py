"""The school's list comes in, tables go out."""

import csv
import io
import json
import stat
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from tests.command_line.stage import Shell

LIST = """\
ФИО;Роль;Должность;Класс
Иванова Анна Олеговна;наставник;учитель физики;
Сидоров Пётр Ильич;наставляемый;;9Б
Петров П.П.;наставник;;
Морозов Олег Ильич;дворник;;
"""


@pytest.fixture
def staff(shell: Shell) -> str:
    path = shell.folder / "Список.csv"
    path.write_bytes(LIST.encode("cp1251"))
    return str(path)


def test_everybody_readable_gets_a_code_and_an_invitation(shell: Shell, staff: str) -> None:
    school = shell.school()

    answer = shell.json("people", "import", staff, "--org", school)

    assert [(row["row"], row["code"], row["role"]) for row in answer["rows"]] == [
        (2, "1-1", "mentor"),
        (3, "1-2", "mentee"),
    ]
    assert len({row["invitation"] for row in answer["rows"]}) == 2
    assert [(one["row"], one["column"]) for one in answer["problems"]] == [(4, "ФИО"), (5, "Роль")]
    assert "дворник" in answer["problems"][1]["message"]
    assert "Петров" not in json.dumps(answer["problems"], ensure_ascii=False)


def test_the_same_file_again_adds_nobody(shell: Shell, staff: str) -> None:
    school = shell.school()
    shell.json("people", "import", staff, "--org", school)

    again = shell.json("people", "import", staff, "--org", school)

    assert again["rows"] == []
    assert [one["row"] for one in again["problems"]] == [2, 3, 4, 5]
    assert len(shell.json("export", "people", "--org", school)["rows"]) == 2


def test_a_list_of_which_nothing_fits_is_refused_with_every_row_named(shell: Shell) -> None:
    school = shell.school()
    path = shell.folder / "a.csv"
    path.write_text("ФИО;Роль\nПетров П.П.;наставник\nМорозов Олег Ильич;дворник\n")
    for flags in ([], ["--dry-run"]):
        answer = shell.refused("people", "import", str(path), "--org", school, *flags)

        assert answer["error"] == "nobody"
        assert [one["row"] for one in answer["problems"]] == [2, 3]
        assert "строка 3, «Роль»" in answer["message"]


def test_rows_are_told_in_the_order_of_the_file(shell: Shell) -> None:
    school = shell.school()
    path = shell.folder / "a.csv"
    path.write_text("ФИО;Роль\nПетров П.П.;наставник\nМорозов Олег Ильич;наставник\nИванов И.;наставник\n")

    told = shell("people", "import", str(path), "--org", school).out.splitlines()

    assert [line.split(":")[0].split(",")[0] for line in told[:3]] == ["строка 2", "строка 3", "строка 4"]


@pytest.mark.parametrize(("name", "reason"), [("нет.csv", "такого файла или папки нет"), ("", "это папка, а не файл")])
def test_a_file_that_cannot_be_read_is_explained_in_russian(shell: Shell, name: str, reason: str) -> None:
    answer = shell.refused("people", "import", str(shell.folder / name), "--org", "1", status=2)

    assert answer["message"].endswith(f"не читается: {reason}")


def test_a_place_that_cannot_be_written_is_explained_in_russian(shell: Shell) -> None:
    school = shell.school()
    (shell.folder / "файл").write_text("")

    out = str(shell.folder / "файл" / "a.csv")

    message = shell.refused("export", "people", "--org", school, "--out", out, status=2)["message"]
    assert "не записывается: " in message
    assert not any(letter in message.partition("не записывается: ")[2] for letter in "abcdefghijklmnopqrstuvwxyz")


def test_a_dry_run_writes_nothing(shell: Shell, staff: str) -> None:
    school = shell.school()

    answer = shell.json("people", "import", staff, "--org", school, "--dry-run")

    assert [(row["row"], row["code"], row["invitation"]) for row in answer["rows"]] == [
        (2, None, None),
        (3, None, None),
    ]
    assert shell.json("export", "people", "--org", school)["rows"] == []


def test_a_workbook_comes_in_as_well(shell: Shell) -> None:
    school = shell.school()
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Роль", "Фамилия", "Имя", "Отчество", "Класс"])
        sheet.write_row(1, 0, ["наставляемая", "Ким", "Ольга", "Сергеевна", 9])
    (shell.folder / "Список.xlsx").write_bytes(content.getvalue())

    shell.json("people", "import", str(shell.folder / "Список.xlsx"), "--org", school)

    row = shell.json("export", "people", "--org", school)["rows"][0]
    assert (row["surname"], row["gender"], row["adult"], row["school_class"]) == ("Ким", "female", False, "9")


def test_a_table_without_roles_is_refused_with_the_column_named(shell: Shell) -> None:
    school = shell.school()
    (shell.folder / "a.csv").write_text("ФИО;Должность\nИванова Анна;учитель\n")

    answer = shell.refused("people", "import", str(shell.folder / "a.csv"), "--org", school)

    assert (answer["error"], "«Роль»" in answer["message"]) == ("headings", True)


def test_people_leave_in_every_column_of_the_contract(shell: Shell, staff: str) -> None:
    school = shell.school()
    shell.json("people", "import", staff, "--org", school)

    rows = shell.json("export", "people", "--org", school)["rows"]

    assert rows[0] | {"since": None} == {
        "person_id": 1,
        "code": "1-1",
        "org_id": 1,
        "role": "mentor",
        "state": "invited",
        "surname": "Иванова",
        "name": "Анна",
        "patronymic": "Олеговна",
        "gender": "female",
        "adult": True,
        "position": "учитель физики",
        "school_class": None,
        "since": None,
        "external_id": None,
    }
    assert rows[0]["since"].endswith("+03:00")


def test_a_file_for_people_speaks_russian_and_is_the_operators_alone(shell: Shell, staff: str) -> None:
    school = shell.school()
    shell.json("people", "import", staff, "--org", school)

    answer = shell.json("export", "people", "--org", school, "--format", "xlsx")
    path = Path(answer["path"])

    rows = CalamineWorkbook.from_path(path).get_sheet_by_name("Участники").to_python()
    assert answer["count"] == 2
    assert path.parent == shell.folder / "exports"
    assert path.name.startswith("Участники_1_20")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert (rows[0][3], rows[1][3], rows[1][4]) == ("Роль", "наставник", "приглашение отправлено")


def test_csv_goes_to_stdout_and_json_to_a_named_file(shell: Shell, staff: str) -> None:
    school = shell.school()
    shell.json("people", "import", staff, "--org", school)
    out = shell.folder / "Люди.json"
    out.write_text("прежняя выгрузка")
    out.chmod(0o644)

    assert shell.json("export", "people", "--org", school, "--out", str(out)) == {
        "ok": True,
        "path": str(out),
        "count": 2,
    }
    assert len(json.loads(out.read_text("utf-8"))["rows"]) == 2
    assert stat.S_IMODE(out.stat().st_mode) == 0o600

    written = shell("export", "people", "--org", school, "--format", "csv").out
    rows = list(csv.reader(io.StringIO(written.removeprefix("\ufeff")), delimiter=";"))
    assert written.startswith("\ufeff")
    assert [row[5] for row in rows] == ["Фамилия", "Иванова", "Сидоров"]


def test_tables_of_nobody_are_empty_not_wrong(shell: Shell) -> None:
    school = shell.school()

    for subject in ("people", "answers", "consents"):
        assert shell.json("export", subject, "--org", school)["rows"] == []
    assert shell.refused("export", "people", "--org", "9")["error"] == "org_unknown"
