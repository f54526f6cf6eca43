"""``kill -9`` in the middle of everything: nothing is lost, nothing is done twice, everybody goes on."""

import asyncio
import os
import random
import sys
from dataclasses import dataclass

import aiohttp
import pytest

from mentoring.questionnaire import kept
from sandbox.people import Person
from tests.crash.respondent import FORM, Respondent
from tests.crash.stage import TOKEN, Stage, until

pytestmark = pytest.mark.slow

KILLS = int(os.environ.get("CRASH_KILLS", "3"))
"""More of them for a long run: ``CRASH_KILLS=50 make crash``."""

PEOPLE = 6


@dataclass(frozen=True, slots=True)
class Toll:
    """What the kills have cost. An attempt counts its changes, so that both are seen there to the last one."""

    kills: int
    updates: int
    lost: int
    doubled: int

    def __str__(self) -> str:
        cells = {"kill -9": self.kills, "updates": self.updates, "lost": self.lost, "doubled": self.doubled}
        return "\n".join((" | ".join(cells), " | ".join(f"{cells[name]:{len(name)}}" for name in cells)))


async def test_nothing_is_lost_by_kills_at_random_moments(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    seed = random.randrange(10**6)
    chance = random.Random(seed)
    stage.telegram.latency = 0.01
    everybody = [Respondent(stage.telegram.person(f"Анна {n}"), random.Random(seed + n)) for n in range(PEOPLE)]
    enough = asyncio.Event()
    await stage.starts()

    async def goes_through(one: Respondent) -> None:
        await one.joins(stage.code)
        await one.answers()
        await one.corrects_until(enough)
        await one.answers()
        await one.sends()

    async def kills() -> None:
        try:
            for _ in range(KILLS):
                await asyncio.sleep(chance.uniform(0.1, 1.5))
                await stage.is_killed()
                await everything_seen_is_stored()
                await stage.starts()
        finally:
            enough.set()

    async def everything_seen_is_stored() -> None:
        for one in everybody:
            stored = await stage.answers(one.person)
            # What was told after it was seen may be stored already, or not yet.
            assert all(stored.get(name, "nothing") in {value, one.told[name]} for name, value in one.seen.items()), seed

    async with asyncio.TaskGroup() as all_of_it:
        all_of_it.create_task(kills())
        for one in everybody:
            all_of_it.create_task(goes_through(one))

    toll = await _toll(stage, everybody)
    with capsys.disabled():
        sys.stdout.write(f"\n{toll}\n")
    assert (toll.lost, toll.doubled) == (0, 0), seed
    for one in everybody:
        assert await stage.answers(one.person) == kept(FORM, one.told), seed
    tables = ("people", "accounts", "memberships", "consents", "attempts")
    assert [await stage.count(table) for table in tables] == [PEOPLE] * len(tables)
    assert await stage.count("memberships", "state = 'in_bank'") == PEOPLE
    assert "Traceback" not in stage.log


async def _toll(stage: Stage, everybody: list[Respondent]) -> Toll:
    differences = []
    for one in everybody:
        attempt = await stage.stored(one.person)
        assert attempt is not None
        differences.append(attempt.changes - one.changes)
    lost, doubled = (-sum(n for n in differences if n < 0), sum(n for n in differences if n > 0))
    return Toll(stage.kills, sum(one.acts for one in everybody), lost, doubled)


async def _at_the_first_question(stage: Stage) -> Respondent:
    await stage.starts()
    anna = Respondent(stage.telegram.person("Анна"), random.Random(1))
    await anna.joins(stage.code)
    return anna


async def _reached(stage: Stage) -> None:
    """The fault that was set has got its call: the bot waits inside it."""
    await until(lambda: not stage.telegram.faults, 20)


async def _sees(person: Person, words: str) -> None:
    await until(lambda: words in person.screen, 20)


async def test_killed_between_the_commit_and_the_reply_everybody_is_shown_where_things_stand(stage: Stage) -> None:
    anna = await _at_the_first_question(stage)
    stage.telegram.faults.hang(methods={"editMessageText", "sendMessage"})

    anna.person.press_now("Учитель")
    await _reached(stage)
    await stage.is_killed()
    assert "Вопрос 1 из" in anna.person.screen
    assert await stage.answers(anna.person) == {"mt01": "teacher"}

    await stage.starts()
    await _sees(anna.person, "Вопрос 2 из")
    attempt = await stage.stored(anna.person)
    assert attempt is not None
    assert attempt.changes == 1
    stage.telegram.faults.hang(methods={"editMessageText", "sendMessage"})

    anna.person.type_now("Физика, 7–9 классы")
    await _reached(stage)
    await stage.is_killed()
    # She sees nothing of it and goes on: the words must stay under the questions they were meant for.
    anna.person.type_now("12")

    await stage.starts()
    await _sees(anna.person, "Вопрос 4 из")
    assert await stage.answers(anna.person) == {"mt01": "teacher", "mt02": "Физика, 7–9 классы", "mt03": 12}


async def test_killed_between_a_look_and_its_screen_the_look_is_served_again(stage: Stage) -> None:
    anna = await _at_the_first_question(stage)
    anna.person.press_now("Учитель")
    await _sees(anna.person, "Вопрос 2 из")
    stage.telegram.faults.hang(methods={"editMessageText", "sendMessage"})

    anna.person.press_now("Назад")
    await _reached(stage)
    await stage.is_killed()

    await stage.starts()
    await _sees(anna.person, "Вопрос 1 из")


async def test_what_is_owed_is_shown_before_what_waits(stage: Stage) -> None:
    anna = await _at_the_first_question(stage)
    anna.person.press_now("Учитель")
    await _sees(anna.person, "Вопрос 2 из")
    question = anna.person.last
    stage.telegram.faults.hang(methods={"editMessageText", "sendMessage"})

    anna.person.type_now("Физика, 7–9 классы")
    await _reached(stage)
    anna.person.press_now("Назад", question)
    await until(lambda: not stage.telegram.updates.pending, 20)
    await stage.is_killed()
    assert await stage.count("inbox", "body IS NOT NULL") == 1, "the press waits behind the screen that hangs"

    await stage.starts()
    for words in ("Вопрос 1 из", "Вопрос 3 из"):
        await until(lambda words=words: any(words in message.text for message in anna.person.messages), 20)  # type: ignore[misc]
    assert "Вопрос 1 из" in anna.person.screen, "what was pressed last stands last"


async def test_a_polite_stop_ends_in_time_with_nothing_half_done(stage: Stage) -> None:
    anna = await _at_the_first_question(stage)
    stage.telegram.latency = 0.5
    anna.person.press_now("Учитель")
    await asyncio.sleep(0.2)

    assert await stage.is_asked_to_stop(within=10) == 0

    stage.telegram.latency = 0.0
    await stage.starts()
    await _sees(anna.person, "Вопрос 2 из")
    attempt = await stage.stored(anna.person)
    assert attempt is not None
    assert (attempt.answers, attempt.changes) == ({"mt01": "teacher"}, 1)


async def test_a_polite_stop_ends_in_time_though_a_call_hangs(stage: Stage) -> None:
    anna = await _at_the_first_question(stage)
    stage.telegram.faults.hang(methods={"editMessageText", "sendMessage"})
    anna.person.press_now("Учитель")
    await _reached(stage)

    assert await stage.is_asked_to_stop(within=10) == 0

    assert await stage.answers(anna.person) == {"mt01": "teacher"}
    assert await stage.count("inbox", "page IS NOT NULL") == 1, "the next start owes her the screen"


async def test_another_poller_does_not_end_the_bot(stage: Stage) -> None:
    anna = await _at_the_first_question(stage)
    url = f"{stage.url}/bot{TOKEN}/getUpdates"
    async with aiohttp.ClientSession() as other, other.post(url, json={"timeout": 0}) as answer:
        assert (await answer.json())["ok"]

    anna.person.press_now("Учитель")
    await _sees(anna.person, "Вопрос 2 из")
    assert stage.process.returncode is None
    assert "another_copy_is_polling" in stage.log
