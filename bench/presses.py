"""What a press in a questionnaire costs, beside the echo's."""

import asyncio
import gc
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.base import BaseSession
from aiogram.client.telegram import TelegramAPIServer

from bench import echo, loopback, school
from bench.canned import CannedSession
from bench.crowd import Crowd
from bot.app import opened
from bot.clock import ManualClock
from storage.database import Database


@dataclass(frozen=True, slots=True)
class Size:
    """``rounds`` times so many presses by each side, turn by turn; ``at_once`` people are at it together."""

    rounds: int
    presses: int
    at_once: int

    @property
    def people(self) -> int:
        return 2 * self.at_once


@dataclass(slots=True)
class Measured:
    """One side's rounds: seconds of the clock and of the processor per press, and how long presses waited."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return 1 / statistics.median(self.wall)

    def percentile(self, part: int) -> float:
        """Milliseconds."""
        return 1000 * statistics.quantiles(self.waits, n=100)[part - 1]


@dataclass(slots=True)
class Trips:
    """What the presses cost the database, counted over all rounds."""

    presses: int = 0
    statements: int = 0
    reads: int = 0
    transactions: int = 0

    def per_press(self) -> tuple[float, float, float]:
        """Statements, read trips, write transactions."""
        return self.statements / self.presses, self.reads / self.presses, self.transactions / self.presses


@dataclass(frozen=True, slots=True)
class Comparison:
    ours: Measured
    echo: Measured
    trips: Trips

    @property
    def slower(self) -> float:
        """How many times the echo's time a press takes, the middle of all rounds."""
        return statistics.median(mine / base for mine, base in zip(self.ours.wall, self.echo.wall, strict=True))

    @property
    def costlier(self) -> float:
        """The same of the processor's time, which the machine's other work disturbs less."""
        return statistics.median(mine / base for mine, base in zip(self.ours.cpu, self.echo.cpu, strict=True))


Press = Callable[[int], Awaitable[list[float]]]


async def in_process(folder: Path, size: Size) -> Comparison:
    """Our bot and the echo, each with its own canned Telegram, all in this process."""
    people = await school.founded(folder, size.people)
    ours, theirs = Crowd(people, size.at_once), Crowd(people, size.at_once)
    sessions = CannedSession(ours), CannedSession(theirs)
    async with _both(folder, *sessions) as database:
        return await _compared(database, ours.press, theirs.press, size)


async def over_http(folder: Path, size: Size) -> Comparison:
    """The same over real HTTP, with the canned Telegram in another process."""
    people = await school.founded(folder, size.people)
    async with loopback.elsewhere() as (http, url):
        ours, theirs = loopback.Remote(http, url, school.TOKEN), loopback.Remote(http, url, ECHO_TOKEN)
        await ours.gather(people, size.at_once)
        await theirs.gather(people, size.at_once)
        sessions = [AiohttpSession(api=TelegramAPIServer.from_base(url)) for _ in range(2)]
        async with _both(folder, *sessions) as database:
            return await _compared(database, ours.press, theirs.press, size)


ECHO_TOKEN = "4243:TOKEN-OF-THE-ECHO"


async def _compared(database: Database, ours: Press, theirs: Press, size: Size) -> Comparison:
    await ours(size.people)
    await theirs(size.people)
    gc.collect()
    gc.freeze()
    comparison = Comparison(Measured(), Measured(), Trips())
    try:
        for _ in range(size.rounds):
            await _round(comparison.echo, theirs, size.presses)
            before = database.statements, database.reads, database.transactions
            await _round(comparison.ours, ours, size.presses)
            comparison.trips.presses += size.presses
            comparison.trips.statements += database.statements - before[0]
            comparison.trips.reads += database.reads - before[1]
            comparison.trips.transactions += database.transactions - before[2]
    finally:
        gc.unfreeze()
    return comparison


async def _round(side: Measured, press: Press, count: int) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    side.waits += await press(count)
    side.cpu.append((time.process_time() - cpu) / count)
    side.wall.append((time.perf_counter() - wall) / count)


@asynccontextmanager
async def _both(folder: Path, our_session: BaseSession, echo_session: BaseSession) -> AsyncIterator[Database]:
    """Both bots polling; our database."""
    async with AsyncExitStack() as stack:
        clock = ManualClock(school.START)
        app = await stack.enter_async_context(opened(school.settings_in(folder), clock, our_session))
        await stack.enter_async_context(_polling(app.poll()))
        stack.push_async_callback(echo_session.close)
        await stack.enter_async_context(_echoing(Bot(ECHO_TOKEN, session=echo_session)))
        yield app.house.database


@asynccontextmanager
async def _polling(work: Coroutine[None, None, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@asynccontextmanager
async def _echoing(bot: Bot) -> AsyncIterator[None]:
    dispatcher = echo.dispatcher()
    task = asyncio.create_task(dispatcher.start_polling(bot, handle_signals=False, close_bot_session=False))
    try:
        yield
    finally:
        await dispatcher.stop_polling()
        await task
