"""``python -m bench.statistics``: the numbers of a school, a municipality and a region, beside reading all answers.

Each way runs in a process of its own, so that the peak of its memory is its own. ``×`` is the processor's time against
that of reading all answers once in the same process. What is counted is simulated: ``surveyed``.
"""

import argparse
import asyncio
import dataclasses
import functools
import gc
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bench import school, surveyed
from bench.papers import ROOT, peak
from bench.surveyed import Places, Size
from bench.tables import ratio, table
from bot.dialogs import statistics as dialog
from bot.dialogs import statistics_lists as lists
from mentoring.ids import OrganisationId
from mentoring.roles import Role
from mentoring.statistics import Key, Period, What
from usecases.analytic_note import AnalyticNotes
from usecases.before_after import BeforesAndAfters
from usecases.charts import Charts
from usecases.indicators import Indicators
from usecases.reporting import Reporting
from usecases.statistics import Statistics
from usecases.unit import House, Operator

SIZES = {"short": Size(200, 1_000, 3_500), "full": Size(3_000, 30_000, 100_000)}
ROUNDS = 5

BARE = "every answer read once"
_BARE = "SELECT count(*), sum(length(value)) FROM answers"


@dataclass(frozen=True, slots=True)
class Cost:
    """``busy`` are the processor's seconds, ``megabytes`` those of the process at its peak so far."""

    busy: float
    megabytes: float


@dataclass(frozen=True, slots=True)
class At:
    """``leads`` and ``regional`` are the accounts of whoever leads the place and of the region's coordinator."""

    place: OrganisationId
    leads: int
    regional: int


async def _screen(house: House, at: At) -> object:
    return dialog.statistics(await Statistics(house).look(at.leads, at.place))


async def _from_above(house: House, at: At) -> object:
    return dialog.statistics(await Statistics(house).look(at.regional, at.place))


async def _list(house: House, at: At) -> object:
    return lists.behind(await Statistics(house).behind(at.leads, at.place, Key(What.AGREED), Period.TODAY))


WAYS: Mapping[str, Callable[[House, At], Awaitable[object]]] = {
    "/stats": _screen,
    "/stats, seen from the region": _from_above,
    "a list behind a number": _list,
    "report stats": lambda house, at: Reporting(house).report(Operator(), at.place),
    "report indicators": lambda house, at: Indicators(house).report(Operator(), at.place),
    "before and after": lambda house, at: BeforesAndAfters(house).look(at.leads, at.place),
    "values of the analytic note": lambda house, at: AnalyticNotes(house).note(Operator(), at.place),
    "values of a chart": lambda house, at: Charts(house).satisfaction(at.leads, at.place, Role.MENTEE),
}


async def report(size: str) -> str:
    with tempfile.TemporaryDirectory() as name:
        folder, wanted = Path(name), SIZES[size]
        async with school.housed(folder) as house:
            places = await surveyed.founded(house, folder, wanted)
            answers = await house.database.read(lambda tx: tx.value(_BARE))
        rows = [_row(way, _in_a_process(folder, way, places)) for way in (BARE, *WAYS)]
    head = (
        f"numbers of {wanted.organisations} organisations",
        *(part for place in ("school", "municipality", "region") for part in (f"{place}, CPU ms", "×")),
        "MB at the peak",
    )
    told = f"{wanted.participants} participants, {wanted.pairs} pairs, {answers} answers: all of it simulated."
    return f"{table(head, rows)}\n\n{told}"


def _row(way: str, costs: list[Cost]) -> tuple[str, ...]:
    bare, *places = costs
    if not places:
        return way, *(4 * ("",)), f"{1000 * bare.busy:.1f}", ratio(1), f"{bare.megabytes:.0f}"
    each = (part for one in places for part in (f"{1000 * one.busy:.1f}", ratio(one.busy / bare.busy)))
    return way, *each, f"{places[-1].megabytes:.0f}"


def _in_a_process(folder: Path, way: str, places: Places) -> list[Cost]:
    numbers = map(str, dataclasses.astuple(places))
    command = [sys.executable, "-m", __spec__.name, "--one", way, str(folder), *numbers]
    answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
    return [Cost(**one) for one in json.loads(answer)]


async def _one(way: str, folder: Path, places: Places) -> list[Cost]:
    """Of the reading, then of a school, a municipality and a region."""
    ats = [
        At(place, places.leads + number, places.leads)
        for number, place in enumerate((places.region, places.municipality, places.school))
    ]
    async with school.housed(folder) as house:
        surveyed.at_years_end(house)
        works: list[Callable[[], Awaitable[object]]] = [lambda: house.database.read(lambda tx: tx.value(_BARE))]
        if way != BARE:
            works += [functools.partial(WAYS[way], house, at) for at in reversed(ats)]
        return [await _measured(work) for work in works]


async def _measured(work: Callable[[], Awaitable[object]]) -> Cost:
    await work()
    gc.collect()
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        await work()
        times.append(time.process_time() - began)
    return Cost(statistics.median(times), peak("self"))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.statistics", description=__doc__)
    parser.add_argument("size", nargs="?", choices=SIZES, default="full")
    parser.add_argument(
        "--one",
        nargs=6,
        metavar=("WAY", "FOLDER", "REGION", "MUNICIPALITY", "SCHOOL", "LEADS"),
        help="one way alone, as JSON",
    )
    options = parser.parse_args()
    if options.one:
        way, folder, *numbers = options.one
        region, municipality, below, leads = map(int, numbers)
        places = Places(OrganisationId(region), OrganisationId(municipality), OrganisationId(below), leads)
        costs = asyncio.run(_one(way, Path(folder), places))
        print(json.dumps([dataclasses.asdict(cost) for cost in costs]))
    else:
        print(asyncio.run(report(options.size)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
