"""Telegram and the database have bad days; nobody's press is lost, and nothing is heard twice."""

import asyncio
import json
import sqlite3

import pytest

from mentoring.roles import Role
from sandbox.people import Person
from tests.world import World


@pytest.fixture
async def anna(world: World) -> Person:
    """A teacher at question 2, which asks for words."""
    anna = await world.member(await world.school(), Role.MENTEE, "Анна")
    await anna.presses("Начать")
    await anna.presses("Учитель")
    return anna


async def test_a_forwarded_message_left_unanswered_is_taken_up_at_the_next_start(world: World, anna: Person) -> None:
    world.telegram.faults.next(1, status=429, methods=["sendMessage"], retry_after=60)
    await anna.forwards("Физика")
    assert "Вопрос 2 из 15" in anna.screen
    await world.restarts()
    assert "Вопрос 3 из 15" in anna.screen


async def test_an_update_nobody_understands_is_let_go(world: World, anna: Person) -> None:
    strange = {"update_id": 999_999_999, "message": {"message_id": "not a number"}}
    await world.app.reception.take([strange])

    async def store_strange() -> None:
        connection = sqlite3.connect(world.settings.database_path)
        connection.execute(
            "INSERT INTO inbox (update_id, body, chat_id, received_at) VALUES (?, ?, 1, 0)",
            (888_888_888, json.dumps({**strange, "update_id": 888_888_888})),
        )
        connection.commit()
        connection.close()

    await store_strange()
    await world.restarts()
    await anna.types("Физика")
    assert "Вопрос 3 из 15" in anna.screen


async def test_what_came_while_the_database_was_locked_is_served_afterwards(world: World, anna: Person) -> None:
    await world.house.database.write(lambda tx: tx.run("PRAGMA busy_timeout = 50"))
    lock = sqlite3.connect(world.settings.database_path, isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    anna.type_now("Физика")
    await asyncio.sleep(0.3)
    lock.execute("ROLLBACK")
    lock.close()
    await world.telegram.settled()

    await world.app.tidy()
    await world.app.reception.idle()
    assert "Вопрос 3 из 15" in anna.screen
    await anna.presses("Назад")
    assert "Сейчас записано: Физика" in anna.screen


async def test_words_that_were_not_awaited_never_become_a_later_answer(world: World, anna: Person) -> None:
    await anna.types("/menu")
    world.telegram.faults.next(1, status=429, methods=["sendMessage"], retry_after=60)
    await anna.types("Это не ответ, а мысли вслух")
    await anna.presses("Продолжить")
    await world.restarts()
    assert "Вопрос 2 из 15" in anna.screen


async def test_one_page_tells_where_things_stand_however_many_presses_wait(world: World, anna: Person) -> None:
    world.telegram.faults.next(1, status=429, methods=["sendMessage"], retry_after=60)
    for _ in range(5):
        await anna.types("/help")
    before = len(world.telegram.calls_of("sendMessage"))
    await world.restarts()
    assert len(world.telegram.calls_of("sendMessage")) == before + 1


async def test_a_screen_that_telegram_refuses_is_followed_by_a_plain_word(world: World, anna: Person) -> None:
    world.telegram.faults.next(1, status=400, methods=["sendMessage"])
    await anna.types("Физика")
    assert "сломалось у нас" in anna.screen
    await anna.presses("Продолжить")
    assert "Вопрос 3 из 15" in anna.screen


async def test_a_batch_brought_again_after_a_failed_store_is_served_once(world: World, anna: Person) -> None:
    asked = anna.screen
    await anna.types("Физика")
    newest = world.telegram.updates.newest_id
    assert newest is not None
    for _ in range(3):
        world.telegram.redeliver(newest)
        await world.telegram.settled()
    assert anna.screen != asked
    assert "Вопрос 3 из 15" in anna.screen
