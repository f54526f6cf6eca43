"""``python -m bench.ticks``: what a planning tick costs with many live pairs, beside the same with few."""

import argparse
import asyncio
import gc
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bench import region, school
from bench.tables import ratio, table
from storage.database import Database
from usecases.clockwork import PairClock
from usecases.posting import Posting
from usecases.unit import House

T = TypeVar("T")

SIZES = {"short": (300, 3_000), "full": (300, 30_000)}
"""Pairs of the baseline, and of the region beside it."""

ROUNDS = 200
DUE = 100
"""One pair in so many is due."""


@dataclass(frozen=True, slots=True)
class Cost:
    """Of one tick: seconds, and the steps of SQLite's own machine, which grow with every row that is looked at."""

    seconds: float
    steps: float


@dataclass(frozen=True, slots=True)
class Ticks:
    """``lapse``: one pair that time moves on, its history and letters included."""

    pairs: int
    idle: Cost
    next_due: Cost
    lapse: Cost
    lapsed: int
    plans: tuple[str, ...]


class Counting:
    """Steps of both connections' machines. The handler slows everything: time is never measured with it."""

    def __init__(self, database: Database) -> None:
        self.steps = 0
        self._connections = database._reader, database._writer

    async def of(self, work: Callable[[], Awaitable[T]]) -> int:
        self.steps = 0
        await self._set(self._step)
        try:
            await work()
        finally:
            await self._set(None)
        return self.steps

    def _step(self) -> int:
        self.steps += 1
        return 0

    async def _set(self, handler: Callable[[], int] | None) -> None:
        for connection in self._connections:
            await connection.set_progress_handler(handler, 1)  # type: ignore[arg-type]


async def report(size: str) -> str:
    few, many = [await measured(pairs) for pairs in SIZES[size]]
    rows = [
        row("nothing due", few.idle, many.idle),
        row("when is the next?", few.next_due, many.next_due),
        row(f"one of the {many.lapsed} (1 %) that are due", few.lapse, many.lapse),
    ]
    sizes = (f"{ticks.pairs} pairs, ms" for ticks in (few, many))
    head = ("planning tick", *sizes, "time ×", "steps", "steps ×, aim ≤ 1.5")
    plans = "\n".join(f"* {plan}" for plan in many.plans)
    return f"{table(head, rows)}\n\nSQLite answers an idle tick so:\n{plans}"


def row(name: str, few: Cost, many: Cost) -> tuple[str, ...]:
    return (
        name,
        f"{1000 * few.seconds:.2f}",
        f"{1000 * many.seconds:.2f}",
        ratio(many.seconds / few.seconds),
        f"{many.steps:.0f}",
        ratio(many.steps / few.steps),
    )


async def measured(pairs: int) -> Ticks:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with school.housed(folder) as house:
            await region.founded(house, folder, pairs)
            posting = Posting(house)
            plans = await _plans(house, posting)
            idle = await repeated(house, lambda: posting.claim(50))
            next_due = await repeated(house, posting.next_due)
            lapsed = pairs // DUE
            return Ticks(pairs, idle, next_due, await _lapsed(house, folder, lapsed), lapsed, plans)


async def repeated(house: House, work: Callable[[], Awaitable[object]]) -> Cost:
    steps = await Counting(house.database).of(work)
    gc.collect()
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        await work()
        times.append(time.perf_counter() - began)
    return Cost(statistics.median(times), steps)


async def _lapsed(house: House, folder: Path, due: int) -> Cost:
    """So many pairs are timed, and as many others are counted."""
    clock = PairClock(house)

    async def all_of_them() -> None:
        moved = 0
        while found := await clock.move():
            moved += found
        # Each is moved on by time, and its ladder is looked at anew.
        if moved != 2 * due:
            raise AssertionError(f"{moved} steps were taken, not {2 * due}")

    region.let_lapse(folder, range(1, due + 1), house.now)
    began = time.perf_counter()
    await all_of_them()
    seconds = time.perf_counter() - began
    region.let_lapse(folder, range(due + 1, 2 * due + 1), house.now)
    return Cost(seconds / due, await Counting(house.database).of(all_of_them) / due)


async def _plans(house: House, posting: Posting) -> tuple[str, ...]:
    """What EXPLAIN QUERY PLAN says of each statement of an idle tick."""
    said: list[str] = []
    reader = house.database._reader
    await reader.set_trace_callback(said.append)
    await posting.claim(50)
    await posting.next_due()
    await reader.set_trace_callback(None)  # type: ignore[arg-type]
    found: dict[str, None] = {}
    for sql in said:
        if sql.startswith("SELECT"):
            found |= {row["detail"]: None for row in await reader.execute_fetchall(f"EXPLAIN QUERY PLAN {sql}")}
    return tuple(found)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.ticks", description=__doc__)
    parser.add_argument("size", nargs="?", choices=SIZES, default="full")
    print(asyncio.run(report(parser.parse_args().size)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
