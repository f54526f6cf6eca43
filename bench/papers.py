"""``python -m bench.papers``: the whole bank of a place as files, beside a bare script that writes its rows as CSV.

Each way runs in a process of its own, so that the peak of its memory is its own; the process in which a long table
is drawn counts with it. Meanwhile somebody else reads from the database: what a read of theirs takes.
"""

import argparse
import asyncio
import contextlib
import csv
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path

from bench import region, school
from bench.tables import ratio, table
from bot.paper_tables import drawn
from bot.texts.paper_tables import Ending
from mentoring.ids import OrganisationId
from mentoring.paper_tables import PaperTable
from storage.database import Database
from usecases.paper_tables import PaperTables
from usecases.reporting import Reporting
from usecases.unit import Operator

ROOT = Path(__file__).parents[1]
SIZES = {"short": (1_000, 10_000), "full": (10_000, 100_000)}
"""Participants of the baseline's bank, and of the large one."""

BARE = "bare"
WAYS = (BARE, Ending.CSV.value, Ending.XLSX.value)
TABLES = (PaperTable.MENTEES, PaperTable.MENTORS)
PLACE = OrganisationId(1)
EVERY = 0.02
"""Seconds between two reads of somebody else."""

_BARE = (
    "SELECT m.code, p.surname, p.name, p.patronymic, p.position, t.finished_at, c.id, c.given_at, "
    "(SELECT group_concat(a.value, ';') FROM answers a WHERE a.attempt_id = t.id) "
    "FROM memberships m JOIN people p ON p.id = m.person_id JOIN attempts t ON t.membership_id = m.id "
    "JOIN consents c ON c.person_id = p.id AND c.organisation_id = m.organisation_id "
    "WHERE m.organisation_id = 1 AND m.state = 'in_bank' AND m.role = ? ORDER BY m.id"
)


@dataclass(frozen=True, slots=True)
class Export:
    """``busy`` are the processor's seconds, ``megabytes`` those at the peak of both processes, ``size`` that of the
    files in megabytes.

    ``usual`` and ``slow`` are the median and the 99th of a hundred reads of somebody else, in seconds.
    """

    seconds: float
    busy: float
    megabytes: float
    size: float
    usual: float
    slow: float


async def report(size: str) -> str:
    few, many = [await measured(participants) for participants in SIZES[size]]
    head = (
        "bank as a file",
        *(f"{number}, CPU s" for number in SIZES[size]),
        "a person ×, aim ≤ 1.5",
        "bare ×",
        "clock, s",
        *(f"{number}, MB" for number in SIZES[size]),
        "memory ×, aim ≤ 2",
        "file, MB",
        "another's read p50 / p99, ms",
    )
    times = SIZES[size][1] / SIZES[size][0]
    return table(head, [_row(way, few, many, times) for way in WAYS])


def _row(way: str, few: dict[str, Export], many: dict[str, Export], times: float) -> tuple[str, ...]:
    less, more, bare = few[way], many[way], many[BARE]
    return (
        way,
        f"{less.busy:.2f}",
        f"{more.busy:.2f}",
        ratio(more.busy / less.busy / times),
        ratio(more.busy / bare.busy),
        f"{more.seconds:.1f}",
        f"{less.megabytes:.0f}",
        f"{more.megabytes:.0f}",
        ratio(more.megabytes / less.megabytes),
        f"{more.size:.1f}",
        f"{1000 * more.usual:.1f} / {1000 * more.slow:.0f}" if way != BARE else "",
    )


async def measured(participants: int) -> dict[str, Export]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with school.housed(folder) as house:
            await region.founded(house, folder, participants // 2, in_a_school=participants)
        return {way: _in_a_process(folder, way) for way in WAYS}


def _in_a_process(folder: Path, way: str) -> Export:
    command = [sys.executable, "-m", __spec__.name, "--one", way, str(folder)]
    return Export(**json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout))


async def _one(way: str, folder: Path) -> Export:
    began, idle = time.perf_counter(), _busy()
    work: Callable[[str, Path], Coroutine[None, None, tuple[int, list[float], float]]]
    work = _bare if way == BARE else _ours
    written, reads, aside = await work(way, folder)
    seconds, busy = time.perf_counter() - began, _busy() - idle
    slow = statistics.quantiles(reads, n=100)
    return Export(seconds, busy, peak("self") + aside, written / 1_000_000, slow[49], slow[98])


def _busy() -> float:
    """Of this process and those that it has started and that are over, in seconds."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def peak(process: str) -> float:
    """In megabytes; 0 for a process that is over. What the system tells at the end counts its parent's memory too."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return 0.0


def _started_ones() -> list[str]:
    return [child for task in Path("/proc/self/task").glob("*/children") for child in task.read_text().split()]


async def _bare(_: str, folder: Path) -> tuple[int, list[float], float]:
    path = folder / "bare.csv"
    connection = sqlite3.connect(school.settings_in(folder).database_path)
    with contextlib.closing(connection), path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        for role in ("mentee", "mentor"):
            writer.writerows(connection.execute(_BARE, (role,)))
    return path.stat().st_size, [0.0, 0.0], 0.0


async def _ours(way: str, folder: Path) -> tuple[int, list[float], float]:
    async with school.housed(folder) as house, _somebody_else(house.database) as (reads, peaks):
        use, written = PaperTables(house), 0
        for wanted in TABLES:
            begun = await use.begin(Operator(), PLACE, wanted)
            content = await drawn(use, Reporting(house), Operator(), begun, Ending(way))
            (folder / f"{wanted}.{way}").write_bytes(content)
            written += len(content)
    return written, reads, max(peaks)


@contextlib.asynccontextmanager
async def _somebody_else(database: Database) -> AsyncIterator[tuple[list[float], list[float]]]:
    """Reads all the time: how long each read took, in seconds, and the memory of what was started meanwhile."""
    reads: list[float] = []
    peaks = [0.0]

    async def go_on() -> None:
        while True:
            began = time.perf_counter()
            await database.read(lambda tx: tx.value("SELECT name FROM people WHERE id = 1"))
            reads.append(time.perf_counter() - began)
            peaks.append(sum(map(peak, _started_ones())))
            await asyncio.sleep(EVERY)

    task = asyncio.create_task(go_on())
    try:
        yield reads, peaks
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.papers", description=__doc__)
    parser.add_argument("size", nargs="?", choices=SIZES, default="full")
    parser.add_argument("--one", nargs=2, metavar=("WAY", "FOLDER"), help="one way alone, as JSON")
    options = parser.parse_args()
    if options.one:
        way, folder = options.one
        found = asyncio.run(_one(way, Path(folder)))
        print(json.dumps({name: getattr(found, name) for name in Export.__slots__}))
    else:
        print(asyncio.run(report(options.size)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
