"""One letter to Telegram: what every answer means."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.exceptions import ClientDecodeError

from bot.dialogs.stand import Stand
from bot.screens import Button, Html, Picture, Screen
from bot.telegram.courier import SHORT_WAIT, Courier, meaning
from bot.telegram.pace import Pace
from mentoring.delivery import NobodyThere, Outcome, Refused, Sent, TryLater
from sandbox.flood import Flood
from sandbox.people import Person, small_picture
from sandbox.session import InProcessSession
from sandbox.telegram import Telegram
from tests.telegram.virtual_time import run_virtually

LETTER = Screen(Html("<b>Добрый день</b>"), ((Button("Продолжить", Stand()),),))
PLAIN = Screen(Html("Добрый день"))


@pytest.fixture
def telegram() -> Telegram:
    world = Telegram()

    async def at_once() -> None:
        return None

    world.on_settled = at_once
    return world


@pytest.fixture
async def bot(telegram: Telegram) -> AsyncIterator[Bot]:
    quiet = DefaultBotProperties(parse_mode=ParseMode.HTML)
    async with Bot(telegram.token, session=InProcessSession(telegram), default=quiet) as bot:
        yield bot


@pytest.fixture
def courier(bot: Bot) -> Courier:
    return Courier(bot, Pace(per_second=10_000, chat_gap=0.0))


@pytest.fixture
async def anna(telegram: Telegram) -> Person:
    person = telegram.person("Анна")
    await person.starts()
    return person


async def test_a_letter_arrives_with_its_buttons(courier: Courier, anna: Person) -> None:
    outcome = await courier.send(anna.id, LETTER)

    assert outcome == Sent(anna.last.message_id)
    assert anna.screen == "Добрый день"
    assert anna.labels == ["Продолжить"]


async def test_a_letter_may_bring_a_picture(courier: Courier, anna: Person) -> None:
    picture = Picture("qr.png", small_picture())

    assert isinstance(await courier.send(anna.id, Screen(Html("Код"), picture=picture)), Sent)
    assert anna.files[0].data == picture.content


async def test_nobody_is_there_after_a_block(courier: Courier, anna: Person) -> None:
    await anna.blocks()

    assert await courier.send(anna.id, LETTER) == NobodyThere("Forbidden: bot was blocked by the user")


async def test_nobody_is_there_when_the_account_is_deleted(courier: Courier, anna: Person) -> None:
    anna.deletes_account()

    assert await courier.send(anna.id, LETTER) == NobodyThere("Forbidden: user is deactivated")


async def test_nobody_is_there_who_never_pressed_start(courier: Courier, telegram: Telegram) -> None:
    stranger = telegram.person("Незнакомка")

    assert await courier.send(stranger.id, LETTER) == NobodyThere("Bad Request: chat not found")


async def test_what_is_malformed_is_refused_for_good(courier: Courier, anna: Person) -> None:
    outcome = await courier.send(anna.id, Screen(Html("<b>не закрыто")))

    assert isinstance(outcome, Refused)
    assert "can't parse entities" in outcome.reason


@pytest.mark.parametrize("status", [500, 502, 401, 404, 409])
async def test_troubles_that_are_not_the_letters_fault_pass(
    courier: Courier, anna: Person, telegram: Telegram, status: int
) -> None:
    telegram.faults.next(1, status)

    assert isinstance(await courier.send(anna.id, LETTER), TryLater)


async def test_a_lost_answer_is_a_passing_trouble(courier: Courier, anna: Person, telegram: Telegram) -> None:
    telegram.faults.lose_reply(1)

    assert isinstance(await courier.send(anna.id, LETTER), TryLater)


def test_an_unreadable_answer_is_a_passing_trouble() -> None:
    assert meaning(ClientDecodeError("no JSON", ValueError(), "<html>")) == TryLater("unreadable answer")


async def test_a_short_flood_wait_is_waited_for(
    bot: Bot, courier: Courier, anna: Person, telegram: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram.faults.next(1, 429, retry_after=1)
    begun = asyncio.create_task(courier.send(anna.id, LETTER))
    await asyncio.sleep(0)
    loop = asyncio.get_running_loop()
    real = loop.time
    monkeypatch.setattr(loop, "time", lambda: real() + SHORT_WAIT)

    assert await begun == Sent(anna.last.message_id)


async def test_a_long_flood_wait_is_left_to_the_outbox(courier: Courier, anna: Person, telegram: Telegram) -> None:
    telegram.faults.next(1, 429, retry_after=40)

    assert await courier.send(anna.id, LETTER) == TryLater("flood", 40)
    calls = len(telegram.calls_of("sendMessage"))
    assert await courier.send(anna.id, LETTER) == TryLater("flood", 40), "the chat is left alone meanwhile"
    assert len(telegram.calls_of("sendMessage")) == calls


READERS = 200


async def sent_to_a_crowd(pace: Pace) -> tuple[list[Outcome], int]:
    """Letters to many readers and three more to one of them, under the flood model; how many were refused."""
    telegram = Telegram(flood=Flood(on=True, clock=asyncio.get_running_loop().time))
    telegram.latency = 0.05
    readers = [telegram.person(f"Читатель {number}") for number in range(READERS)]
    for reader in readers:
        reader.start_now()
    addresses = [reader.id for reader in readers] + [readers[0].id] * 3
    async with Bot(telegram.token, session=InProcessSession(telegram)) as bot:
        courier = Courier(bot, pace)
        outcomes = await asyncio.gather(*(courier.send(address, PLAIN) for address in addresses))
    return outcomes, telegram.flood.refused


def test_a_crowd_is_written_to_without_one_refusal() -> None:
    outcomes, refused = run_virtually(sent_to_a_crowd(Pace(per_second=28)))

    assert all(isinstance(outcome, Sent) for outcome in outcomes)
    assert refused == 0


def test_without_a_pace_telegram_would_refuse() -> None:
    _, refused = run_virtually(sent_to_a_crowd(Pace(per_second=10_000, chat_gap=0.0)))

    assert refused > 0
