"""The operator's commands and the running bot work on one database at the same time."""

import asyncio
import datetime
import json
import os
import socket
import sys
from typing import Any

import pytest

from bot.control import Control, listening
from mentoring.access import Forbidden
from mentoring.ids import OrganisationId
from mentoring.organisations import Privacy
from mentoring.roles import Role
from sandbox.server import serve
from tests.command_line.stage import ROOT
from tests.world import TOKEN, World
from usecases.exporting import Exporting, Subject
from usecases.unit import Operator


async def run(world: World, *argv: str, **given: str) -> dict[str, Any]:
    """One command in a process of its own, while the bot is at work."""
    settings = {
        "DATABASE_URL": world.settings.database_url,
        "DATA_DIR": str(world.settings.data_dir),
        "TELEGRAM_API_URL": world.settings.telegram_api_url,
        "CLOCK": world.settings.clock,
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *argv, "--json"),
        cwd=ROOT,
        env=os.environ | settings | given,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    assert process.returncode == 0, (out, err)
    answer = json.loads(out)
    assert isinstance(answer, dict)
    return answer


async def test_a_listed_teacher_comes_in_by_the_link_of_the_list(world: World) -> None:
    school = await world.school(privacy=Privacy.MINIMAL)
    path = world.settings.data_dir / "Список.csv"
    path.write_text("ФИО;Роль;Должность\nИванова Анна Олеговна;наставляемый;учитель\n", "utf-8")

    brought = (await run(world, "people", "import", str(path), "--org", str(school)))["rows"][0]
    assert brought["link"] == f"https://t.me/nastavnik_bot?start={brought['invitation']}"

    anna = world.person("Аня")
    await anna.opens(brought["link"])
    if "Вам есть 18 лет?" in anna.screen:
        await anna.presses("Да, есть")
    assert f"код {brought['code']}" in anna.screen
    await anna.presses("Согласиться")

    table = await Exporting(world.house).table(Operator(), school, Subject.PEOPLE)
    row = dict(zip([column.key for column in table.columns], table.rows[0], strict=True))
    assert len(table.rows) == 1
    assert (row["surname"], row["state"], row["code"]) == ("Иванова", "consented", brought["code"])
    assert "Иванова" not in "".join(message.text for message in anna.messages)


async def test_an_invitation_of_the_command_line_opens_the_door_at_once(world: World) -> None:
    school = await world.school()

    link = (await run(world, "invite", "--org", str(school), "--role", "mentor"))["link"]
    boris = world.person("Борис")
    await boris.opens(link)

    assert "Вам есть 18 лет?" in boris.screen


async def test_answers_and_proofs_leave_with_codes_and_hidden_answers_stay_hidden(world: World) -> None:
    school = await world.school()
    anna = await world.member(school, Role.MENTEE, "Анна")
    await anna.presses("Начать")
    await anna.presses("Учитель")
    use = Exporting(world.house)

    answers = await use.table(Operator(), school, Subject.ANSWERS)
    consents = await use.table(Operator(), school, Subject.CONSENTS)

    row = dict(zip([column.key for column in answers.columns], answers.rows[0], strict=True))
    assert (row["code"], row["form"], row["finished_at"], row["label"]) == ("1-1", "mentee_teacher", None, "Учитель")
    proof = dict(zip([column.key for column in consents.columns], consents.rows[0], strict=True))
    assert (proof["code"], proof["kind"], proof["channel"], proof["withdrawn_at"]) == (
        "1-1",
        "processing_adult",
        "telegram",
        None,
    )
    assert len(str(proof["sha256"])) == 64


async def test_answers_promised_to_one_reader_are_hidden_unless_asked_for(world: World) -> None:
    school = await world.school()
    anna = await world.member(school, Role.MENTEE, "Анна")
    await anna.presses("Начать")
    secret = "С коллегой из соседнего кабинета мне спокойнее"
    form = world.house.content.forms["mentee_teacher"].questionnaire
    private = next(question.id for question in form.questions if question.private)
    await world.house.database.write(
        lambda tx: tx.run(
            "INSERT INTO answers (attempt_id, question_id, value, at) VALUES (1, $1, $2, 0)",
            private,
            json.dumps(secret),
        )
    )
    use = Exporting(world.house)

    closed = await use.table(Operator(), school, Subject.ANSWERS)
    opened = await use.table(Operator(), school, Subject.ANSWERS, private=True)

    assert [row[-2:] for row in closed.rows] == [(None, "скрыто")]
    assert [row[-2:] for row in opened.rows] == [(secret, secret)]
    notes = "SELECT group_concat(details, '|') FROM audit WHERE action = 'exported_answers' ORDER BY id"
    assert await world.house.database.read(lambda tx: tx.value(notes)) == "purpose: cli|purpose: cli, private answers"


async def test_a_table_of_no_organisation_is_refused(world: World) -> None:
    with pytest.raises(Forbidden):
        await Exporting(world.house).table(Operator(), OrganisationId(77), Subject.PEOPLE)


async def test_before_the_first_start_the_messenger_itself_is_asked_for_the_name(world: World) -> None:
    school = await world.school()
    await world.house.database.write(lambda tx: tx.run("DELETE FROM facts WHERE name = 'bot_username'"))
    server = await serve(world.telegram, port=0)
    try:
        where = {"BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": server.url}
        made = await run(world, "invite", "--org", str(school), "--role", "mentor", **where)
    finally:
        await server.close()

    assert made["link"] == f"https://t.me/nastavnik_bot?start={made['code']}"


async def test_a_moved_clock_is_the_commands_clock_too(world: World) -> None:
    school = await world.school()
    app = world.app
    control = Control(world.clock, app.post, app.posting, lambda: True, app.daily)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{taken.getsockname()[1]}"
    world.clock.set(world.clock.now() + datetime.timedelta(days=60))

    async with listening(control, address):
        made = await run(world, "invite", "--org", str(school), "--role", "mentor", CONTROL_LISTEN=address)

    until = datetime.datetime.fromisoformat(made["until"])
    assert until - world.clock.now() == datetime.timedelta(days=30)
