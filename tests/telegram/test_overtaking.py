"""300 letters at full speed, and people who press meanwhile: replies come first, and Telegram refuses nobody."""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramRetryAfter

from bot.post import IN_FLIGHT
from bot.screens import Html, Screen
from bot.telegram.courier import Courier
from bot.telegram.overtaking import Overtaking
from bot.telegram.pace import TRIPS, Pace
from mentoring.delivery import Outcome, Sent
from sandbox.chats import Membership
from sandbox.flood import Flood
from sandbox.session import InProcessSession
from sandbox.telegram import Telegram
from tests.telegram.virtual_time import run_virtually

LETTERS = 300
LATENCY = 0.2
ALLOWED = 30
"""Messages a second, as the sandbox counts them."""

LETTER = Screen(Html("Добрый день"))


@dataclass
class Street:
    """A Telegram with flood limits, and the bot's two ways to write into it."""

    telegram: Telegram
    bot: Bot
    courier: Courier
    pace: Pace

    def reader(self) -> int:
        person = self.telegram.person("Анна")
        person.chat.membership = Membership.MEMBER
        return person.id

    async def takes(self, call: Awaitable[object]) -> float:
        """Seconds."""
        begun = _now()
        await call
        return _now() - begun

    async def delivers(self, readers: list[int]) -> list[Outcome]:
        """As the post does: so many in hand at a time."""
        hands = asyncio.Semaphore(IN_FLIGHT)

        async def one(reader: int) -> Outcome:
            async with hands:
                return await self.courier.send(reader, LETTER)

        return await asyncio.gather(*(one(reader) for reader in readers))


@asynccontextmanager
async def street() -> AsyncIterator[Street]:
    telegram = Telegram(flood=Flood(on=True, clock=asyncio.get_running_loop().time))
    telegram.latency = LATENCY
    pace = Pace()
    async with Bot(telegram.token, session=InProcessSession(telegram)) as bot:
        bot.session.middleware(Overtaking(pace))
        yield Street(telegram, bot, Courier(bot, pace), pace)


def _now() -> float:
    return asyncio.get_running_loop().time()


def test_a_reply_goes_ahead_of_every_letter_that_waits() -> None:
    async def presses(here: Street) -> list[float]:
        waits = []
        for _ in range(20):
            await asyncio.sleep(0.3)
            waits.append(await here.takes(here.bot.send_message(here.reader(), "Вопрос 2 из 15")))
        return waits

    async def story() -> tuple[list[Outcome], list[float], int]:
        async with street() as here:
            readers = [here.reader() for _ in range(LETTERS)]
            outcomes, waits = await asyncio.gather(here.delivers(readers), presses(here))
            return outcomes, waits, here.telegram.flood.refused

    outcomes, waits, refused = run_virtually(story())

    assert all(isinstance(outcome, Sent) for outcome in outcomes)
    assert max(waits) < LATENCY * 1.01, "no reply waited for anything but its own way"
    assert refused == 0


@pytest.mark.parametrize("latency", [0.05, LATENCY])
def test_steady_trips_let_the_post_use_all_that_is_allowed_with_its_few_hands(latency: float) -> None:
    async def story() -> tuple[list[float], int]:
        sent: list[float] = []
        async with street() as here:
            here.telegram.latency = latency
            here.telegram.listeners.append(lambda _: sent.append(_now()))
            readers = [here.reader() for _ in range(LETTERS)]
            sent.clear()
            await here.delivers(readers)
            return sent, here.telegram.flood.refused

    sent, refused = run_virtually(story())

    learnt = sent[2 * TRIPS :]
    assert (len(learnt) - 1) / (learnt[-1] - learnt[0]) > 0.99 * ALLOWED
    assert refused == 0


def test_what_telegram_refuses_is_not_called_again_before_its_time_by_letters_or_replies() -> None:
    async def story() -> tuple[float, float, int]:
        async with street() as here:
            anna = here.reader()
            here.telegram.faults.next(1, 429, retry_after=4)
            with pytest.raises(TelegramRetryAfter):
                await here.bot.send_message(anna, "Вопрос 2 из 15")
            reply, letter = await asyncio.gather(
                here.takes(here.bot.send_message(anna, "Вопрос 2 из 15")), here.takes(here.delivers([anna]))
            )
            return reply, letter, len(here.telegram.calls_of("sendMessage"))

    reply, letter, calls = run_virtually(story())

    assert min(reply, letter) >= 4 - LATENCY
    assert calls == 3
