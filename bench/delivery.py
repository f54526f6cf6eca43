"""``python -m bench.delivery``: letters to the sandbox under its flood limits, and as fast as they go without any.

The denominator of a share is what the sandbox allows: 30 messages a second in all. The whole way of a letter is
measured: claimed, checked again, sent, settled; only the network is slept through.
"""

import argparse
import asyncio
import bisect
import datetime
import gc
import logging
import random
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import structlog
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.enums import ParseMode
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bench import region, school
from bench.tables import ratio, table
from bot.clock import ManualClock
from bot.post import Post
from bot.telegram.courier import Courier
from bot.telegram.pace import TRIPS, Pace
from mentoring.letters import Fate
from sandbox.chats import Membership
from sandbox.flood import Flood
from sandbox.session import InProcessSession
from sandbox.telegram import Telegram
from storage import letters as outbox
from storage.database import Transaction
from usecases.posting import Posting
from usecases.unit import House

LETTERS = {"short": 240, "full": 900}
ROUNDS = {"short": (3, 200), "full": (7, 600)}
"""Rounds of so many letters without limits."""

ALLOWED = 30
SEED = 2026

Way = Callable[[random.Random], float]
"""Seconds of one way, there or back."""

NETWORKS: tuple[tuple[str, Way, float], ...] = (
    ("200 ms, steady", lambda _: 0.1, 0.99),
    ("50 ms, steady", lambda _: 0.025, 0.99),
    ("50 ms, jittering 0–100", lambda chance: chance.uniform(0, 0.05), 0.93),
    ("200 ms, jittering 0–400", lambda chance: chance.uniform(0, 0.2), 0.80),
)
"""What each round trip takes, and the share aimed at: nothing can safely pass 1/(1 + trip) while trips jitter."""


BARE = "🤝 Пара закреплена приказом\n\nДальше — встреча-знакомство."
KEYBOARD = InlineKeyboardMarkup(inline_keyboard=[[InlineKeyboardButton(text="Открыть пару", callback_data="pa.1")]])


class Network(InProcessSession):
    """Sleeps on the way there and on the way back; notes when each call reaches the server."""

    def __init__(self, telegram: Telegram, way: Way) -> None:
        super().__init__(telegram)
        self._way = way
        self._chance = random.Random(SEED)
        self._in_flight = 0
        self.arrived: list[float] = []
        self.most_in_flight = 0

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109 - aiogram's signature
    ) -> TelegramType:
        self._in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self._in_flight)
        try:
            await asyncio.sleep(self._way(self._chance))
            self.arrived.append(time.perf_counter())
            answer = await super().make_request(bot, method, timeout)
            await asyncio.sleep(self._way(self._chance))
        finally:
            self._in_flight -= 1
        return answer


@dataclass(slots=True)
class Delivered:
    """How many a second reached the server once the pace had learnt the network, and what it thought of that."""

    per_second: float
    at_once: int
    most_in_a_second: int
    refused: int


@dataclass(slots=True)
class Unlimited:
    """Letters a second without limits, round by round, beside a bare loop of ``send_message``."""

    ours: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    @property
    def share(self) -> float:
        return statistics.median(mine / base for mine, base in zip(self.ours, self.bare, strict=True))


async def report(size: str) -> str:
    limited = [(name, aim, await under_limits(LETTERS[size], way)) for name, way, aim in NETWORKS]
    unlimited = await without_limits(*ROUNDS[size])
    head = ("delivery, 30/s allowed", "letters/s", "share", "aim", "most in one second", "in flight", "429")
    rows = [
        (
            name,
            f"{found.per_second:.1f}",
            f"{found.per_second / ALLOWED:.3f}",
            f"≥ {aim:.2f}",
            str(found.most_in_a_second),
            str(found.at_once),
            str(found.refused),
        )
        for name, aim, found in limited
    ]
    free = (
        "letters without limits",
        f"{statistics.median(unlimited.ours):.0f}",
        f"{statistics.median(unlimited.bare):.0f}",
        ratio(unlimited.share),
    )
    return f"{table(head, rows)}\n\n{table(('', 'post/s', 'bare send_message/s', 'ratio'), [free])}"


async def under_limits(count: int, way: Way) -> Delivered:
    flood = Flood(on=True, overall_rate=ALLOWED)
    async with _office(count, flood, way, Pace()) as office:
        await office.writes()
        await office.delivers()
        learnt = office.network.arrived[TRIPS + ALLOWED :]
        return Delivered(
            (len(learnt) - 1) / (learnt[-1] - learnt[0]),
            office.network.most_in_flight,
            _most_in_a_second(office.network.arrived),
            flood.refused,
        )


async def without_limits(rounds: int, count: int) -> Unlimited:
    found = Unlimited()
    async with _office(count, Flood(), lambda _: 0.0, Pace(1_000_000, chat_gap=0.0)) as office:
        for _ in range(rounds):
            await office.writes()
            found.bare.append(count / await _timed(office.sends_bare))
            found.ours.append(count / await _timed(office.delivers))
    return found


async def _timed(work: Callable[[], Awaitable[None]]) -> float:
    gc.collect()
    began = time.perf_counter()
    await work()
    return time.perf_counter() - began


def _most_in_a_second(arrived: Sequence[float]) -> int:
    return max(bisect.bisect_left(arrived, first + 1.0) - number for number, first in enumerate(arrived))


class _Office:
    """A region whose every participant gets a letter, and the post that carries it."""

    def __init__(self, house: House, telegram: Telegram, bot: Bot, network: Network, pace: Pace, count: int) -> None:
        self.network = network
        self._house = house
        self._bot = bot
        self._pairs = count // 2
        self._readers = [school.FIRST_PERSON + number for number in range(1, 2 * self._pairs + 1)]
        self._post = Post(Posting(house), Courier(bot, pace).send)
        self._rounds = 0
        for reader in self._readers:
            telegram.person("Ольга", id=reader).chat.membership = Membership.MEMBER

    async def writes(self) -> None:
        self._rounds += 1
        # News of one pair come together within ten minutes: each round has a quarter of an hour of its own.
        assert isinstance(self._house.clock, ManualClock)
        now = school.START + datetime.timedelta(minutes=15 * self._rounds)
        self._house.clock.set(now)
        written = [letter for pair in range(1, self._pairs + 1) for letter in region.assigned(pair, now, self._rounds)]

        async def unit(transaction: Transaction) -> None:
            for letter in written:
                await outbox.add(transaction, letter)

        await self._house.database.write(unit)

    async def delivers(self) -> None:
        fates = await self._post.tick()
        if set(fates.values()) != {Fate.SENT} or len(fates) != len(self._readers):
            raise AssertionError(f"{len(fates)} letters: {set(fates.values())}")

    async def sends_bare(self) -> None:
        for reader in self._readers:
            await self._bot.send_message(reader, BARE, reply_markup=KEYBOARD)


@asynccontextmanager
async def _office(count: int, flood: Flood, way: Way, pace: Pace) -> AsyncIterator[_Office]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with school.housed(folder) as house:
            await region.founded(house, folder, count // 2)
            telegram = Telegram(school.TOKEN, now=house.clock.now, flood=flood)
            network = Network(telegram, way)
            async with Bot(school.TOKEN, network, DefaultBotProperties(parse_mode=ParseMode.HTML)) as bot:
                yield _Office(house, telegram, bot, network, pace, count)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.delivery", description=__doc__)
    parser.add_argument("size", nargs="?", choices=LETTERS, default="full")
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    print(asyncio.run(report(parser.parse_args().size)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
