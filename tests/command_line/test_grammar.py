"""One object on stdout, three exit codes, Russian words, never a traceback."""

import os
import socket
import sqlite3
import threading

import pytest

from storage import database, schema
from tests.command_line.stage import Shell, in_a_process


@pytest.mark.parametrize(
    ("argv", "word"),
    [
        ([], "не указано: КОМАНДА"),
        (["fly"], "не подходит"),
        (["org", "add"], "не указано: --name, --level"),
        (["org", "add", "--name", "x", "--level", "planet"], "«planet» не подходит, бывает region"),
        (["org", "add", "--name", "x", "--level", "region", "--week", "7"], "нужно 5 или 6"),
        (["org", "add", "--name", "x", "--level", "region", "--state", "да"], "нужно yes или no"),
        (["org", "add", "--name", "x", "--level", "region", "--parent", "a"], "нужно число"),
        (["org", "add", "--name"], "нужно значение"),
        (["org", "list", "--loud"], "непонятно: --loud"),
        (["invite", "--org", "1", "--role", "administrator"], "не подходит"),
        (["invite", "--org", "1", "--role", "mentor", "--uses", "0"], "от 1 до 1000"),
        (["export", "everything", "--org", "1"], "не подходит"),
        (["people", "import", "нет.csv", "--org", "1"], "не читается"),
        (["report", "stats", "--org", "1", "--on", "0001-01-01"], "нужна дата вот так"),
        (["report", "stats", "--org", "1", "--on", "9999-12-31"], "нужна дата вот так"),
    ],
)
def test_wrong_usage_is_told_in_russian_with_code_two(shell: Shell, argv: list[str], word: str) -> None:
    answer = shell.refused(*argv, status=2)

    assert answer["error"] == "usage"
    assert word in answer["message"]


def test_without_json_the_reason_goes_to_stderr(shell: Shell) -> None:
    answer = shell("org", "add")

    assert (answer.status, answer.out) == (2, "")
    assert answer.err == "Не указано: --name, --level\n"


def test_a_wrong_setting_is_one_line_with_code_two(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "loud")

    answer = shell.refused("org", "list", status=2)

    assert answer["error"] == "settings"
    assert "LOG_LEVEL" in answer["message"]


@pytest.mark.parametrize("argv", [["--help"], ["-h", "--json"], ["org", "add", "--json", "-h"]])
def test_help_is_an_answer_like_any_other(shell: Shell, argv: list[str]) -> None:
    answer = shell(*argv)
    assert answer.status == 0
    if "--json" in argv:
        assert answer.json["ok"] is True
        assert "как вызвать" in answer.json["help"]


def test_help_is_russian_and_honest(shell: Shell) -> None:
    written = shell("--help").out

    assert all(word in written for word in ("run", "demo", "check", "migrate", "org", "invite", "people", "export"))
    assert not any(word in written for word in ("backup", "restore", "erase", "usage:", "optional"))


@pytest.mark.parametrize("argv", [["export"], ["people", "import"], ["invite"], ["org", "add"]])
def test_help_of_a_command_is_russian_too(shell: Shell, argv: list[str]) -> None:
    written = shell(*argv, "--help").out

    assert not any(word in written for word in ("positional", "arguments", "options:", "FORMAT"))
    if argv == ["export"]:
        told = " ".join(written.split())
        assert "json, xlsx, csv; без ключа — json" in told
        assert "json и csv выводятся на экран" in told


def test_run_without_a_token_says_what_is_missing_and_names_the_demo(shell: Shell) -> None:
    answer = shell.refused("run", status=2)

    assert "BOT_TOKEN" in answer["message"]
    assert "make demo" in answer["message"]


def test_check_tells_settings_content_and_database_and_makes_no_file(shell: Shell) -> None:
    answer = shell.json("check")

    assert answer["content"] == {"questionnaires": 15, "consents": 6, "time_zones": 14}
    assert answer["database"] == {"state": "absent", "schema": 0, "latest": schema.LATEST}
    assert not (shell.folder / "school.db").exists()


def test_migrate_brings_a_new_file_up_to_date_once(shell: Shell) -> None:
    first, second = shell.json("migrate"), shell.json("migrate")

    assert first["applied"]
    assert second["applied"] == []
    assert shell.json("check")["database"]["state"] == "ready"


def test_a_database_of_a_newer_program_is_left_alone(shell: Shell) -> None:
    shell.json("migrate")
    with sqlite3.connect(shell.folder / "school.db") as connection:
        connection.execute("INSERT INTO schema_versions (number) VALUES (999)")
    connection.close()

    for argv in (["check"], ["migrate"], ["org", "list"]):
        answer = shell.refused(*argv)
        assert answer["error"] == "database_new"
        assert "обновите программу" in answer["message"]


def test_a_file_that_is_no_database_is_one_line(shell: Shell) -> None:
    (shell.folder / "school.db").write_text("это не база данных, а заметка на память" * 50)

    answer = shell.refused("check")

    assert answer["error"] == "database"


@pytest.mark.parametrize(
    "argv", [["export", "people", "--org"], ["org", "add", "--name", "Школа", "--level", "organisation", "--parent"]]
)
def test_a_number_that_no_database_can_hold_is_no_number(shell: Shell, argv: list[str]) -> None:
    assert "нужно число" in shell.refused(*argv, str(2**63), status=2)["message"]


def test_a_database_that_somebody_holds_is_said_to_be_busy(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    school = shell.school()
    monkeypatch.setattr(database, "BUSY_MILLISECONDS", 20)
    lock = sqlite3.connect(shell.folder / "school.db", isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    try:
        for argv in (["invite", "--role", "mentor"], ["export", "people"]):
            answer = shell.refused(*argv, "--org", school)
            assert (answer["error"], "занята" in answer["message"]) == ("database_busy", True)
    finally:
        lock.close()


def test_check_finds_a_form_changed_under_its_version(shell: Shell) -> None:
    shell.json("migrate")
    with sqlite3.connect(shell.folder / "school.db") as connection:
        connection.execute(
            "INSERT INTO questionnaires (id, version, body, sha256) VALUES ('mentee_teacher', 1, '{}', 'x')"
        )
    connection.close()
    answer = shell.refused("check")
    assert answer["error"] == "content"
    assert "увеличьте" in answer["message"]


def test_check_of_a_name_too_long_for_a_file_is_one_line(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{shell.folder}/{'я' * 200}.db")
    assert shell.refused("check")["error"] == "database"


def test_a_messenger_that_answers_nonsense_loses_no_invitation(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    school = shell.school()
    monkeypatch.setenv("BOT_TOKEN", "1:x")
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        threading.Thread(target=_nonsense, args=(silent,), daemon=True).start()
        monkeypatch.setenv("TELEGRAM_API_URL", f"http://127.0.0.1:{silent.getsockname()[1]}")
        made = shell.json("invite", "--org", school, "--role", "mentor")
    assert (made["link"], len(str(made["code"]))) == (None, 12)


def _nonsense(listening: socket.socket) -> None:
    caller, _ = listening.accept()
    with caller:
        caller.recv(4096)
        caller.sendall(b"nonsense\r\n\r\n")


def test_commands_that_send_nothing_do_not_load_the_messenger() -> None:
    forbidden = ("aiogram", "aiohttp", "apscheduler", "xlsxwriter", "python_calamine", "segno")
    code = (
        "import sys; from bot.command_line import main; "
        "status = main(['org', 'list', '--json']); "
        f"print([name for name in {forbidden} if name in sys.modules], file=sys.stderr); sys.exit(status)"
    )

    ended = in_a_process(os.environ | {"DATABASE_URL": "sqlite+aiosqlite:////dev/null/no.db"}, code)

    assert ended.stderr.strip() == "[]"
    assert ended.returncode == 1
    assert '"ok": false' in ended.stdout
