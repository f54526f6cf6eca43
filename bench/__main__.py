"""``python -m bench [short|full] [--save]``: tables with ratios against a baseline that ran beside us."""

import argparse
import asyncio
import datetime
import logging
import platform
import sys
import tempfile
from pathlib import Path

import structlog

from bench import delivery, papers, presses, road_maps, starts, statistics, ticks
from bench.presses import Comparison, Size
from bench.tables import ratio, table

RESULTS = Path(__file__).parent / "results"

AIM_PRESS, AIM_START = 3.0, 1.3

SIZES = {"short": (5, 300, 3), "full": (15, 1000, 7)}
"""Rounds of so many presses, and starts of each program."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("size", nargs="?", choices=SIZES, default="full")
    parser.add_argument("--save", action="store_true", help="keep the tables in bench/results/<date>.md")
    options = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    report = asyncio.run(_measured(options.size))
    print(report)
    if options.save:
        RESULTS.mkdir(exist_ok=True)
        today = datetime.datetime.now(datetime.UTC).date()
        (RESULTS / f"{today}.md").write_text(f"# Замеры {today}, {options.size}\n\n{report}\n", "utf-8")
    return 0


async def _measured(size: str) -> str:
    presses_and_starts = await _presses_and_starts(*SIZES[size])
    _say("delivery")
    delivered = await delivery.report(size)
    _say("planning ticks")
    planned = await ticks.report(size)
    _say("road maps")
    road_mapped = await road_maps.report(size)
    _say("numbers")
    counted = await statistics.report(size)
    _say("papers")
    return "\n\n".join((presses_and_starts, delivered, planned, road_mapped, counted, await papers.report(size)))


async def _presses_and_starts(rounds: int, count: int, times: int) -> str:
    alone, crowded = Size(rounds, count, at_once=1), Size(rounds, count, at_once=100)
    ways = (
        ("one at a time", presses.in_process, alone),
        ("100 at once", presses.in_process, crowded),
        ("one at a time, HTTP", presses.over_http, alone),
        ("100 at once, HTTP", presses.over_http, crowded),
    )
    rows = []
    for name, compared, size in ways:
        _say(name)
        with tempfile.TemporaryDirectory() as folder:
            rows.append(_press_row(name, await compared(Path(folder), size)))
    _say("starts")
    with tempfile.TemporaryDirectory() as folder:
        ours, echo = await starts.compared(Path(folder), times)
        check = await starts.checked(Path(folder), times)
    return "\n\n".join(
        (
            f"Python {platform.python_version()}, {platform.machine()}",
            table(PRESS_HEAD, rows),
            table(
                ("", "bot", "echo", "ratio", "aim"),
                [
                    (
                        "start, s",
                        f"{ours.time:.2f}",
                        f"{echo.time:.2f}",
                        ratio(ours.time / echo.time),
                        f"≤ {AIM_START}",
                    ),
                    (
                        "idle memory, MB",
                        f"{ours.memory:.0f}",
                        f"{echo.memory:.0f}",
                        ratio(ours.memory / echo.memory),
                        f"≤ {AIM_START}",
                    ),
                    ("«check», s", f"{check.seconds:.2f}", "", "", ""),
                    ("«check» imports aiogram", "yes" if check.loads_aiogram else "no", "", "", "no"),
                ],
            ),
        )
    )


PRESS_HEAD = (
    "presses",
    "bot/s",
    "echo/s",
    f"time ×, aim ≤ {AIM_PRESS:.0f}",
    f"CPU ×, aim ≤ {AIM_PRESS:.0f}",
    "statements",
    "reads",
    "commits",
    "bot p50 / p99, ms",
    "echo p50 / p99, ms",
)


def _press_row(name: str, found: Comparison) -> tuple[str, ...]:
    ours, echo = found.ours, found.echo
    statements, reads, transactions = found.trips.per_press()
    return (
        name,
        f"{ours.per_second:.0f}",
        f"{echo.per_second:.0f}",
        ratio(found.slower),
        ratio(found.costlier),
        f"{statements:.1f}",
        f"{reads:.2f}",
        f"{transactions:.2f}",
        f"{ours.percentile(50):.1f} / {ours.percentile(99):.1f}",
        f"{echo.percentile(50):.1f} / {echo.percentile(99):.1f}",
    )


def _say(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
