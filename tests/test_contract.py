"""The contract: names, commands, labels and shapes that scripts and operators rely on.

What is changed here needs a word in ``CHANGELOG.md``.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pytest
from aiohttp.test_utils import TestClient, TestServer
from pydantic import SecretStr

from bot.clock import RealClock
from bot.control import Control, application
from bot.dialogs.indicator_addresses import AskNumber
from bot.dialogs.menu import COMMANDS
from bot.gallery.page import collected
from bot.screens import packed
from config.settings import Settings, SettingsRefused, load
from mentoring.ids import OrganisationId
from mentoring.organisations import Privacy
from mentoring.roles import Level, Role
from sandbox.people import bare
from tests.stories.test_meetings import agreed, assigned
from tests.stories.test_pairs import School as PairSchool
from tests.stories.year_end import WORDS, answered_year
from tests.world import World

ROOT = Path(__file__).parents[1]

EXAMPLES = [example for group in collected().values() for example in group]

Json = dict[str, Any]

ENVIRONMENT: dict[str, object] = {
    "BOT_TOKEN": None,
    "TELEGRAM_API_URL": "https://api.telegram.org",
    "DATABASE_URL": "sqlite+aiosqlite:///data/nastavnik.db",
    "DATA_DIR": Path("data"),
    "ADMIN_IDS": frozenset(),
    "HTTP_LISTEN": "127.0.0.1:8080",
    "WEBHOOK_URL": None,
    "WEBHOOK_SECRET": None,
    "LOG_LEVEL": "info",
    "LOG_FORMAT": "text",
    "CLOCK": "real",
    "CONTROL_LISTEN": None,
}
BEYOND_THE_CONTRACT: dict[str, object] = {"PROCESSOR": None}

LABELS = {
    "Согласиться",
    "Отказаться",
    "Прислать файлом",
    "Назад",
    "Пропустить",
    "Готово",
    "Отправить",
    "Меню",
    "Отмена",
    "Мои данные",
    "Отозвать согласие",
    "Принять",
    "Отклонить",
}
"""The fixed labels of what there is so far."""


# -- environment -------------------------------------------------------------------------------------------------


def test_names_and_defaults_of_the_environment() -> None:
    fields = {name.upper(): field.default for name, field in Settings.model_fields.items()}
    assert fields == ENVIRONMENT | BEYOND_THE_CONTRACT


@pytest.mark.parametrize("name", ["BOT_TOKEN", "WEBHOOK_SECRET"])
def test_a_secret_may_come_from_a_file(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret").write_text("4242:FROM-A-FILE\n")
    monkeypatch.setenv(f"{name}_FILE", str(tmp_path / "secret"))
    secret = getattr(load(_env_file=None), name.lower())
    assert isinstance(secret, SecretStr)
    assert secret.get_secret_value() == "4242:FROM-A-FILE"


@pytest.mark.parametrize(
    "wrong",
    [
        {"clock": "manual:2026-09-01T09:00:00+03:00"},
        {"control_listen": "0.0.0.0:8099"},
        {"control_listen": "192.168.0.2:8099"},
    ],
)
def test_a_moved_clock_never_meets_the_official_server_nor_an_open_port(wrong: Json) -> None:
    with pytest.raises(SettingsRefused):
        load(_env_file=None, **wrong)


# -- command line ------------------------------------------------------------------------------------------------


class Shell:
    """The program as a script starts it, on the database of a bot that runs meanwhile."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._environment = {name: value for name, value in os.environ.items() if name not in ENVIRONMENT} | {
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'school.db'}",
            "DATA_DIR": str(folder),
            "PYTHONPATH": str(ROOT),
        }

    def __call__(self, *argv: str, status: int = 0) -> Json:
        """The one object on stdout."""
        ended = subprocess.run(
            [sys.executable, "-m", "bot", *argv, "--json"],
            cwd=self.folder,
            env=self._environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert ended.returncode == status, ended.stderr
        assert "Traceback" not in ended.stderr
        answer = json.loads(ended.stdout)
        assert isinstance(answer, dict)
        assert answer["ok"] is (status == 0)
        return answer


@pytest.fixture
def shell(tmp_path: Path, world: World) -> Shell:
    assert world.settings.database_path == tmp_path / "school.db"
    return Shell(tmp_path)


def _shape(value: Any) -> Any:
    """Keys and types, of the first of many."""
    if isinstance(value, dict):
        return {key: _shape(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_shape(value[0])] if value else []
    return type(value).__name__


def test_check(shell: Shell) -> None:
    assert _shape(shell("check")) == {
        "ok": "bool",
        "settings": {"token": "bool", "database": "str", "data_dir": "str", "clock": "str"},
        "content": {"questionnaires": "int", "consents": "int", "time_zones": "int"},
        "database": {"state": "str", "schema": "int", "latest": "int"},
    }


def test_organisations_and_invitations(shell: Shell) -> None:
    region = shell("org", "add", "--name", "Область", "--level", "region")["org_id"]
    told = ("--tz", "Asia/Irkutsk", "--week", "6", "--state", "no", "--privacy", "minimal", "--minors", "yes")
    operator = ("--inn", "1234567894", "--address", "г. Примерск", "--contact", "a@school.example")
    place = ("--name", "Школа", "--level", "organisation", "--parent", str(region))
    added = shell("org", "add", *place, *told, *operator)
    assert _shape(added) == {"ok": "bool", "org_id": "int", "missing": []}

    rows = shell("org", "list")["rows"]
    assert rows[1] == {
        "org_id": added["org_id"],
        "parent_id": region,
        "level": "organisation",
        "name": "Школа",
        "inn": "1234567894",
        "address": "г. Примерск",
        "contact": "a@school.example",
        "tz": "Asia/Irkutsk",
        "week": 6,
        "state": False,
        "warning_acknowledged": False,
        "privacy": "minimal",
        "minors": True,
        "missing": [],
    }

    invited = shell("invite", "--org", str(added["org_id"]), "--role", "mentor", "--uses", "30", "--days", "7")
    assert _shape(invited) == dict.fromkeys(("code", "link", "role", "until"), "str") | {
        "ok": "bool",
        "uses": "int",
    }
    assert invited["link"] == f"https://t.me/nastavnik_bot?start={invited['code']}"


def test_refusals_have_a_code_a_sentence_and_a_status(shell: Shell) -> None:
    for argv, status, code in (
        (("invite", "--org", "77", "--role", "mentor"), 1, "org_unknown"),
        (("export", "pairs_of_shoes", "--org", "1"), 2, "usage"),
        (("run",), 2, "settings"),
    ):
        answer = shell(*argv, status=status)
        assert set(answer) == {"ok", "error", "message"}
        assert answer["error"] == code
        assert any("а" <= letter <= "я" for letter in answer["message"])


async def test_a_list_of_people_is_tried_first(world: World, shell: Shell) -> None:
    school = await world.school()
    (shell.folder / "Список.csv").write_text("ФИО;Роль\nИванова Анна Олеговна;наставник\nПетров П.;наставник\n")
    answer = shell("people", "import", str(shell.folder / "Список.csv"), "--org", str(school), "--dry-run")
    nobody = {"row": "int", "code": "NoneType", "role": "str", "invitation": "NoneType", "link": "NoneType"}
    problem = {"row": "int", "column": "str", "message": "str"}
    assert _shape(answer) == {"ok": "bool", "dry_run": "bool", "rows": [nobody], "problems": [problem]}
    assert (await world.stored())["people"] == []


EXPORTS: dict[str, Json] = {
    "people": {
        "person_id": "int",
        "code": "str",
        "org_id": "int",
        "role": "str",
        "state": "str",
        "surname": "str",
        "name": "str",
        "patronymic": "str",
        "gender": "str",
        "adult": "bool",
        "position": "str",
        "school_class": "NoneType",
        "since": "str",
        "external_id": "NoneType",
    },
    "answers": {
        "attempt_id": "int",
        "code": "str",
        "role": "str",
        "form": "str",
        "version": "int",
        "finished_at": "str",
        "question": "str",
        "field": "str",
        "short": "str",
        "value": "str",
        "label": "str",
    },
    "consents": {
        "consent_id": "int",
        "person_id": "int",
        "code": "str",
        "org_id": "int",
        "kind": "str",
        "version": "int",
        "sha256": "str",
        "locale": "str",
        "given_at": "str",
        "zone": "str",
        "channel": "str",
        "message_id": "int",
        "marked_by": "NoneType",
        "representative": "NoneType",
        "paper_number": "NoneType",
        "paper_date": "NoneType",
        "withdrawn_at": "NoneType",
        "withdrawn_channel": "NoneType",
        "withdrawn_reason": "NoneType",
    },
}

PAIR = {
    "id": "int",
    "number": "NoneType",
    "org_id": "int",
    "mentor_id": "int",
    "members": ["int"],
    "state": "str",
    "since": "str",
    "order_number": "NoneType",
    "order_date": "NoneType",
    "history": [{"at": "str", "from": "NoneType", "event": "str", "to": "str", "by": "str", "side": "NoneType"}],
    "sides": [{"person_id": "int", "role": "str", "gone": "bool"}],
}
LETTER = {
    "id": "int",
    "person_id": "int",
    "kind": "str",
    "class": "str",
    "dedupe_key": "str",
    "due_at": "str",
    "sent_at": "str",
    "fate": "str",
    "reason": "NoneType",
    "attempts": "int",
    "message_id": "int",
}


async def test_pairs_and_letters_leave_as_tables(world: World, shell: Shell) -> None:
    school = await PairSchool(world, await world.school()).opens()
    await school.offers()
    found = shell("export", "pairs", "--org", str(school.here))
    row = found["rows"][0]
    first = {key: row[key][:1] for key in ("history", "sides")}
    assert _shape({**found, "rows": [{**row, **first}]}) == {
        "ok": "bool",
        "rows": [PAIR],
    }
    assert [(step["event"], step["to"]) for step in found["rows"][0]["history"]] == [
        ("propose", "proposed"),
        ("send", "awaiting_acceptance"),
    ]
    letters = shell("export", "letters", "--org", str(school.here))["rows"]
    offered = [letter for letter in letters if letter["kind"] == "pair_offered"]
    assert [_shape(letter) for letter in offered] == [LETTER, LETTER]
    assert {letter["fate"] for letter in letters} <= {"queued", "sent", "retry", "dropped", "unreachable"}
    sheet = shell("export", "pairs", "--org", str(school.here), "--format", "xlsx")
    assert sheet["count"] == 1


MEETING = {
    "id": "int",
    "pair_id": "int",
    "number": "int",
    "kind": "str",
    "state": "str",
    "at": "str",
    "place": "str",
    "attendance": [],
}


async def test_meetings_leave_as_a_table(world: World, shell: Shell) -> None:
    school = await PairSchool(world, await world.school()).opens()
    await assigned(school)
    await agreed(school)
    found = shell("export", "meetings", "--org", str(school.here))["rows"]
    assert [_shape(row) for row in found] == [MEETING]
    assert (found[0]["kind"], found[0]["state"], found[0]["at"]) == (
        "acquaintance",
        "agreed",
        "2026-09-08T15:00:00+03:00",
    )


INDICATOR = {
    "key": "str",
    "numerator": "NoneType",
    "denominator": "NoneType",
    "value": "NoneType",
    "target": "NoneType",
}


async def test_numbers_of_one_day_leave_as_a_report(world: World, shell: Shell) -> None:
    school = await PairSchool(world, await world.school()).opens()
    await assigned(school)
    argv = ("report", "stats", "--org", str(school.here), "--on", "2026-09-07")
    found = shell(*argv)
    assert set(found) == {
        "ok",
        "org_id",
        "org",
        "level",
        "on",
        "people",
        "pairs",
        "late",
        "meetings_this_month",
        "indicators",
        "below",
    }
    assert found["people"] == {
        "mentees": 1,
        "mentees_in_bank": 1,
        "waiting": 0,
        "mentors": 1,
        "mentors_in_bank": 1,
    }
    assert found["pairs"] == {"acquaintance": 1}
    assert [_shape(one) for one in found["indicators"] if one["key"].endswith("_index")] == [INDICATOR, INDICATOR]
    for kind in ("xlsx", "docx"):
        written = shell(*argv, "--format", kind)
        assert written["path"].endswith(f"Статистика_{school.here}_2026-09-07.{kind}")
    assert shell("report", "stats", "--region", str(school.here), "--on", "2026-09-07", status=1)["error"] == (
        "org_unknown"
    )
    assert shell("report", "stats", "--on", "2026-09-07", status=2)["error"] == "usage"
    assert shell("report", "stats", "--org", "1", "--on", "завтра", status=2)["error"] == "usage"


async def test_the_note_and_the_swot_leave_by_the_command_line(world: World, shell: Shell) -> None:
    """Also where words may not pass through the messenger."""
    school = await world.school(privacy=Privacy.MINIMAL)
    await answered_year(world, school)
    found = shell("swot", "show", "--org", str(school))
    (asked,) = [
        one for one in found["answers"] if one["side"] == "S" and one["answered"] == 5 and len(one["said"]) == 5
    ]
    assert sorted(one["words"] for one in asked["said"]) == sorted(WORDS)
    key = asked["said"][0]["key"]
    assert [one["words"] for one in shell("swot", "take", "--org", str(school), "--key", key)["lines"]] == [WORDS[0]]
    added = shell("swot", "add", "--org", str(school), "--side", "W", "--words", "Мало времени")
    line = str(added["lines"][-1]["id"])
    changed = shell("swot", "change", "--line", line, "--words", "Мало времени у наставников")
    assert changed["lines"][-1]["words"] == "Мало времени у наставников"

    argv = ("--org", str(school), "--on", "2026-09-07")
    note = shell("report", "note", *argv)
    assert [one["words"] for one in note["swot"]] == [WORDS[0], "Мало времени у наставников"]
    (skill,) = [one for one in note["before_after"]["mentee"] if one["key"] == "skill"]
    assert (skill["people"], skill["difference"], skill["grown"]) == (5, 2.0, 5)
    for subject, name in (("note", "Аналитическая_справка"), ("council", "Отчёт_для_педсовета")):
        path = Path(shell("report", subject, *argv, "--format", "docx")["path"])
        assert path.name == f"{name}_2026-09-07.docx"
        document = docx.Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        assert f"— {WORDS[0]}" in [*cells, *(paragraph.text for paragraph in document.paragraphs)]
    assert shell("report", "note", *argv, "--format", "xlsx", status=2)["error"] == "usage"
    assert len(shell("swot", "remove", "--line", line)["lines"]) == 1
    assert shell("swot", "remove", "--line", line, status=1)["error"] == "swot"
    assert shell("swot", "take", "--org", str(school), "--key", "nothing", status=1)["error"] == "swot"
    typed = ("--words", "Иванова Мария Петровна")
    assert shell("swot", "add", "--org", str(school), "--side", "S", *typed, status=1)["error"] == "words"


async def test_indicators_leave_as_a_report(world: World, shell: Shell) -> None:
    city = await world.organisation("Примерский район", Level.MUNICIPALITY)
    school = await world.organisation("Школа № 20", Level.ORGANISATION, city)
    curator = await world.member(school, Role.CURATOR)
    await curator.press_data(packed(AskNumber(school, "pupils", 2026)))
    await curator.types("480")
    for level, place in (("--org", school), ("--municipality", city)):
        found = shell("report", "indicators", level, str(place), "--on", "2026-09-07")
        assert [one["key"] for one in found["indicators"]] == SIX
        for one in found["indicators"]:
            assert {"key", "numerator", "denominator", "value", "target"} <= set(one)
        first, *_, partners, _, _ = found["indicators"]
        assert (first["numerator"], first["denominator"], first["value"], first["target"]) == (0, 480, 0.0, None)
        assert (partners["denominator"], partners["value"]) == (None, None)
    assert [place["org"] for place in found["below"]] == ["Школа № 20"]
    assert found["without_numbers"] == [{"org_id": school, "org": "Школа № 20", "missing": 3}]
    in_school_year = shell("report", "indicators", "--org", str(school), "--on", "2026-08-31", "--school-year")
    assert in_school_year["year"] == {"kind": "school", "number": 2025, "from": "2025-09-01", "to": "2026-08-31"}
    assert in_school_year["indicators"][0]["denominator"] is None, "2025 was not typed"
    for kind in ("xlsx", "docx"):
        written = shell("report", "indicators", "--org", str(school), "--on", "2026-09-07", "--format", kind)
        assert written["path"].endswith(f"Показатели_{school}_2026-09-07.{kind}")
    typed = shell("export", "numbers", "--org", str(school))["rows"]
    assert [(row["key"], row["year"], row["value"]) for row in typed] == [("pupils", 2026, 480)]
    assert shell("export", "asked", "--org", str(school))["rows"] == []


SIX = ["pupil_mentees", "pupil_mentors", "young_mentees", "partners", "mentee_satisfaction", "mentor_satisfaction"]
DATED = {
    "uid": "str",
    "num": "str",
    "item": "str",
    "deadline_raw": "str",
    "norm": {"until": "str"},
    "due": "str",
    "remind_by": "str",
}
TASK = {
    "task_id": "int",
    "road_map": "int",
    "uid": "str",
    "num": "str",
    "section": "str",
    "item": "str",
    "deadline_raw": "str",
    "norm": {"until": "str"},
    "org_id": "int",
    "organisation": "str",
    "owner_role": "str",
    "starts": "str",
    "due": "str",
    "remind_by": "str",
    "state": "str",
    "standing": "str",
    "closed_on": "NoneType",
    "reason": "NoneType",
    "proof": [],
    "late_days": "int",
}
PLAN = """\
План работы на 2026/2027 учебный год;;;
№;Мероприятие;Срок;Ответственный
1;Приказ о кураторе;до 1 октября 2026 г.;куратор
"""


async def test_a_plan_comes_from_a_file_and_its_tasks_leave_as_a_table(world: World, shell: Shell) -> None:
    school = str(await world.school())
    path = shell.folder / "План.csv"
    path.write_text(PLAN)
    shape = {"ok": "bool", "dry_run": "bool", "title": "str", "items": [DATED], "problems": []}
    assert _shape(shell("roadmap", "import", str(path), "--org", school, "--dry-run")) == shape
    written = shell("roadmap", "import", str(path), "--org", school)
    assert _shape(written) == shape | {"road_map": "int", "state": "str"}
    assert _shape(shell("export", "roadmap", "--org", school)) == {"ok": "bool", "rows": [TASK]}

    started = shell("roadmap", "start", "school_year", "--org", school, "--year", "2026")
    assert started.keys() == {"ok", "road_map", "state", "title", "items"}
    assert all(one.keys() == DATED.keys() for one in started["items"])
    states = {row["state"] for row in shell("export", "roadmap", "--org", school)["rows"]}
    assert states <= {"open", "done", "not_needed", "left"}


async def test_tables_leave_while_the_bot_runs(world: World, shell: Shell) -> None:
    school = await world.school()
    await world.fills_in(await world.member(school, Role.MENTEE, "Анна"))
    for subject, row in EXPORTS.items():
        answer = shell("export", subject, "--org", str(school), "--format", "json")
        assert _shape(answer) == {"ok": "bool", "rows": [row]}, subject
    out = shell.folder / "Люди.csv"
    written = shell("export", "people", "--org", str(school), "--format", "csv", "--out", str(out))
    assert written == {"ok": True, "path": str(out), "count": 1}
    assert out.exists()


async def test_papers_become_files(world: World, shell: Shell) -> None:
    school = await world.school()
    await world.fills_in(await world.member(school, Role.MENTEE, "Анна"))
    for table in ("bank-mentees", "bank-mentors", "pairs", "consents"):
        for ending in ("xlsx", "csv"):
            answer = shell("paper", table, "--org", str(school), "--format", ending)
            assert _shape(answer) == {"ok": "bool", "path": "str", "count": "int"}
            assert Path(answer["path"]).suffix == f".{ending}"
    out = shell.folder / "Банк.xlsx"
    assert shell("paper", "bank-mentees", "--org", str(school), "--out", str(out))["path"] == str(out)
    assert shell("paper", "municipal", "--org", str(school), status=1)["error"] == "paper_not_here"


# -- control -----------------------------------------------------------------------------------------------------


async def test_the_control_address(world: World) -> None:
    control = Control(world.clock, world.app.post, world.app.posting, lambda: True, world.app.daily)
    async with TestClient(TestServer(application(control))) as client:
        status = await (await client.get("/status")).json()
        advanced = await (await client.post("/clock", json={"advance_to": "2026-09-08T10:00:00+03:00"})).json()
        jumped = await (await client.post("/clock", json={"jump_to": "2026-09-09T10:00:00+03:00"})).json()
        refused = await client.post("/clock", json={"advance_to": "2026-09-01T10:00:00+03:00"})
    outbox = {"due": "int", "in_flight": "int", "retry": "int"}
    assert _shape(status) == {"now": "str", "ready": "bool", "outbox": outbox, "next_due": "NoneType"}
    moved = {"now": "str", "sent": "int", "dropped": "int", "failed": "int"}
    assert _shape(advanced) == _shape(jumped) == moved
    assert refused.status == 400


async def test_a_real_clock_is_not_moved(world: World) -> None:
    control = Control(RealClock(), world.app.post, world.app.posting, lambda: True, world.app.daily)
    async with TestClient(TestServer(application(control))) as client:
        assert (await client.post("/clock", json={"advance_to": "2030-09-01T10:00:00+03:00"})).status == 400


# -- chat --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("command", ["menu", "help", "cancel", "mydata", "stats", "pairs", "bank", "invite", "org"])
async def test_commands_of_the_chat(world: World, command: str) -> None:
    assert command in COMMANDS
    curator = await world.member(await world.school(), Role.CURATOR)
    await curator.types(f"/{command}")
    assert "недоступно" not in curator.screen
    headings = {"menu": "Меню", "help": "Помощь", "cancel": "отложили", "mydata": "Мои данные", "bank": "анк"}
    headings |= {"stats": "Статистика", "pairs": "Пары", "invite": "приглаша", "org": "Школа № 20"}
    assert headings[command] in curator.screen


async def test_start_takes_a_code_and_stands_alone(world: World) -> None:
    school: OrganisationId = await world.school()
    anna = world.person("Анна")
    await anna.starts()
    assert "Программа наставничества" in anna.screen
    await anna.starts(await world.invitation(school, Role.MENTEE))
    assert "Вам есть 18 лет?" in anna.screen


def test_fixed_labels() -> None:
    drawn = {bare(button.label) for example in EXAMPLES for row in example.screen.rows for button in row}
    assert drawn >= LABELS


def test_the_header_of_a_question() -> None:
    heads = [example.screen.text for example in EXAMPLES if example.dialog.__name__ == "question_asked"]
    assert heads
    assert all("\nВопрос " in head and " из " in head for head in heads)
