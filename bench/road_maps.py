"""``python -m bench.road_maps``: a day's planning of a region's road map, beside the same with a tenth of its schools.

Every school does every item: a task each. What counts is the share of one task, which must not grow with their
number, and a tick that finds nothing to do.
"""

import argparse
import asyncio
import datetime
import gc
import sqlite3
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench import school
from bench.tables import ratio, table
from bench.ticks import Cost, repeated, row
from bot.clock import ManualClock
from mentoring.deadlines import Deadline, Period, Until
from mentoring.ids import OrganisationId
from mentoring.road_map_table import ImportedRoadMap
from mentoring.road_maps import EvidenceKind, Item
from mentoring.roles import Level, MembershipState, Role
from storage import organisations
from storage.database import Transaction
from usecases.posting import Posting
from usecases.road_map_clock import RoadMapClock
from usecases.road_map_drafts import Drafts
from usecases.unit import House, Operator

SIZES = {"short": (30, 300), "full": (300, 3_000)}
"""Schools of the baseline, and of the region beside it."""

ITEMS = 30
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Planned:
    """Seconds of each step for a whole region; ``letters`` are those of the day."""

    schools: int
    started: float
    first_look: float
    day: float
    letters: int
    worst: float
    worst_letters: int
    idle: Cost
    next_due: Cost

    @property
    def tasks(self) -> int:
        return self.schools * ITEMS


async def report(size: str) -> str:
    few, many = [await measured(schools) for schools in SIZES[size]]
    head = ("road maps", *(f"{one.schools} × {ITEMS} tasks, s" for one in (few, many)), "a task, µs", "a task ×")
    rows = [
        _per_task("started: a task for each school", few, many, few.started, many.started),
        _per_task("each looked at for the first time", few, many, few.first_look, many.first_look),
        _per_task(f"a day with {many.letters} letters", few, many, few.day, many.day),
        _per_task(f"two months later, all at once: {many.worst_letters} letters", few, many, few.worst, many.worst),
    ]
    ticks = [
        row("nothing due", few.idle, many.idle),
        row("when is the next?", few.next_due, many.next_due),
    ]
    sizes = (f"{one.tasks} tasks, ms" for one in (few, many))
    idle = ("road maps, idle tick", *sizes, "time ×", "steps", "steps ×, aim ≤ 1.5")
    return f"{table(head, rows)}\n\n{table(idle, ticks)}"


def _per_task(name: str, few: Planned, many: Planned, before: float, now: float) -> tuple[str, ...]:
    each = now / many.tasks
    return name, f"{before:.2f}", f"{now:.2f}", f"{1_000_000 * each:.0f}", ratio(each / (before / few.tasks))


async def measured(schools: int) -> Planned:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        async with school.housed(folder) as house:
            region = await founded(house, folder, schools)
            clock, posting = RoadMapClock(house), Posting(house)
            # The first step of the first item comes tomorrow: whatever ticks today finds nothing.
            started = await _timed(lambda: _starts(house, region, lambda number: _due_in(15 + number)))
            first_look = await _timed(lambda: _all(clock))
            idle = await repeated(house, lambda: posting.claim(50))
            next_due = await repeated(house, posting.next_due)
            _goes_on(house, 1)
            before = await _letters(house)
            day = await _timed(lambda: _all(clock))
            letters = await _letters(house) - before
            await _starts(house, region, lambda _: _due_in(60))
            await _all(clock)
            _goes_on(house, 60)
            before = await _letters(house)
            worst = await _timed(lambda: _all(clock))
            worst_letters = await _letters(house) - before
            return Planned(schools, started, first_look, day, letters, worst, worst_letters, idle, next_due)


async def founded(house: House, folder: Path, schools: int) -> OrganisationId:
    """A region with its coordinator and schools with a curator each, in a database that holds nothing else."""

    async def unit(transaction: Transaction) -> tuple[OrganisationId, list[OrganisationId]]:
        zone, now = "Europe/Moscow", house.now
        region = await organisations.add(transaction, "Область", Level.REGION, None, zone, now)
        level = Level.ORGANISATION
        found = [await organisations.add(transaction, "Школа", level, region, zone, now) for _ in range(schools)]
        return region, found

    region, found = await house.database.write(unit)
    staff = [(region, Role.REGIONAL_COORDINATOR), *((place, Role.CURATOR) for place in found)]
    with closing(sqlite3.connect(school.settings_in(folder).database_path)) as connection, connection:
        connection.executemany(
            "INSERT INTO people (id, adult, created_at) VALUES (?, 1, ?)",
            [(n, house.now) for n in range(1, len(staff) + 1)],
        )
        connection.executemany(
            "INSERT INTO memberships (id, person_id, organisation_id, role, state, code, since) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (n, n, place, role.value, MembershipState.CONSENTED.value, f"{place}-{n}", house.now)
                for n, (place, role) in enumerate(staff, 1)
            ],
        )
    return region


def _due_in(days: int) -> datetime.date:
    return school.START.date() + days * DAY


async def _starts(house: House, region: OrganisationId, due: Callable[[int], datetime.date]) -> None:
    items = [
        Item(
            f"bench-{number}", str(number), "Раздел", "Издать приказ", "", Deadline(Until(due(number))), Role.CURATOR,
            EvidenceKind.ORDER,
        )
        for number in range(ITEMS)
    ]  # fmt: skip
    period = Period(school.START.date() - 90 * DAY, _due_in(300))
    await Drafts(house).start_file(Operator(), region, ImportedRoadMap("План", period, tuple(items), ()))


async def _all(clock: RoadMapClock) -> None:
    while await clock.move():
        pass


def _goes_on(house: House, days: int) -> None:
    """To the first minutes of the day so many days after the start."""
    assert isinstance(house.clock, ManualClock)
    midnight = school.START.replace(hour=0, minute=10)
    house.clock.set(midnight + days * DAY)


async def _letters(house: House) -> int:
    return int(await house.database.read(lambda tx: tx.value("SELECT count(*) FROM letters")))


async def _timed(work: Callable[[], Awaitable[None]]) -> float:
    gc.collect()
    began = time.perf_counter()
    await work()
    return time.perf_counter() - began


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.road_maps", description=__doc__)
    parser.add_argument("size", nargs="?", choices=SIZES, default="full")
    print(asyncio.run(report(parser.parse_args().size)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
