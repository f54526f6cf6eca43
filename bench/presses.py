"""What a press in a questionnaire costs, beside the echo's."""

import asyncio
import gc
import statistics
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from aiogram import Bot

from bench import echo, school
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
    people: int
    at_once: int


@dataclass(slots=True)
class Measured:
    """One side's rounds: seconds of the clock and of the processor per press, and how long presses waited."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    def percentile(self, part: int) -> float:
        return statistics.quantiles(self.waits, n=100)[part - 1]


@dataclass(slots=True)
class Trips:
    """What the presses cost the database, counted over all rounds."""

    presses: int = 0
    statements: int = 0
    reads: int = 0
    transactions: int = 0


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


async def compared(folder: Path, size: Size) -> Comparison:
    """Our bot and the echo in one process, each with its own canned Telegram."""
    people = await school.founded(folder, size.people)
    async with AsyncExitStack() as stack:
        ours, theirs = Crowd(people, size.at_once), Crowd(people, size.at_once)
        database = await stack.enter_async_context(_our_bot(folder, ours))
        await stack.enter_async_context(_echo(theirs))
        gc.collect()
        gc.freeze()
        comparison = Comparison(Measured(), Measured(), Trips())
        await ours.press(size.people)
        await theirs.press(size.people)
        for _ in range(size.rounds):
            await _round(comparison.echo, theirs.press, size.presses)
            before = database.statements, database.reads, database.transactions
            await _round(comparison.ours, ours.press, size.presses)
            comparison.trips.presses += size.presses
            comparison.trips.statements += database.statements - before[0]
            comparison.trips.reads += database.reads - before[1]
            comparison.trips.transactions += database.transactions - before[2]
        return comparison


async def _round(side: Measured, press: Press, count: int) -> None:
    wall, cpu = time.perf_counter(), time.process_time()
    side.waits += await press(count)
    side.cpu.append((time.process_time() - cpu) / count)
    side.wall.append((time.perf_counter() - wall) / count)


@asynccontextmanager
async def _our_bot(folder: Path, crowd: Crowd) -> AsyncIterator[Database]:
    async with opened(school.settings_in(folder), ManualClock(school.START), CannedSession(crowd)) as app:
        async with _running(app.poll()):
            yield app.house.database


@asynccontextmanager
async def _echo(crowd: Crowd) -> AsyncIterator[None]:
    bot = Bot(school.TOKEN, session=CannedSession(crowd))
    polling = echo.dispatcher().start_polling(bot, handle_signals=False, close_bot_session=False)
    async with _running(polling):
        yield


@asynccontextmanager
async def _running(work: Awaitable[None]) -> AsyncIterator[None]:
    task = asyncio.ensure_future(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
