"""What it costs to be there: the start and the idle memory, beside a bare echo's; commands that send nothing."""

import asyncio
import os
import statistics
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bench import school
from sandbox.server import Server, serve
from sandbox.telegram import Telegram

ROOT = Path(__file__).parents[1]
IDLE_SECONDS = 1.0
PATIENCE = 120


@dataclass(slots=True)
class Start:
    """One program's starts: seconds until it asks for updates, megabytes when it has nothing to do."""

    seconds: list[float] = field(default_factory=list)
    megabytes: list[float] = field(default_factory=list)

    @property
    def time(self) -> float:
        return statistics.median(self.seconds)

    @property
    def memory(self) -> float:
        return statistics.median(self.megabytes)


@dataclass(frozen=True, slots=True)
class Command:
    """A command that sends nothing."""

    seconds: float
    loads_aiogram: bool


async def compared(folder: Path, times: int) -> tuple[Start, Start]:
    """Ours and the echo, started in turn against the sandbox; the first start of each only warms the disk."""
    telegram = Telegram(school.TOKEN)
    server = await serve(telegram)
    ours, echo = Start(), Start()
    try:
        for number in range(times + 1):
            for start, module in ((echo, ("bench.echo",)), (ours, ("bot", "run"))):
                seconds, megabytes = await _started(folder, telegram, server, module)
                if number:
                    start.seconds.append(seconds)
                    start.megabytes.append(megabytes)
    finally:
        await server.close()
    return ours, echo


async def _started(folder: Path, telegram: Telegram, server: Server, module: tuple[str, ...]) -> tuple[float, float]:
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        *module,
        cwd=folder,
        env=surroundings(folder, server.url),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    try:
        async with asyncio.timeout(PATIENCE):
            while not telegram.updates.is_polled:
                if process.returncode is not None:
                    raise RuntimeError(f"{' '.join(module)} has ended with {process.returncode}")
                await asyncio.sleep(0.005)
        seconds = time.perf_counter() - began
        await asyncio.sleep(IDLE_SECONDS)
        return seconds, _resident(process.pid)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
        while telegram.updates.is_polled:  # noqa: ASYNC110 - it tells nobody
            await asyncio.sleep(0.01)


def _resident(pid: int) -> float:
    """Megabytes of memory that the process holds."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS: this part needs Linux")


def surroundings(folder: Path, url: str) -> Mapping[str, str]:
    """Nothing of the caller's settings gets in."""
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "BOT_TOKEN": school.TOKEN,
        "TELEGRAM_API_URL": url,
        "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'starts.db'}",
        "DATA_DIR": str(folder),
        "CLOCK": "real",
    }


async def checked(folder: Path, times: int) -> Command:
    """``python -m bot check``."""
    seconds = []
    for _ in range(times):
        began = time.perf_counter()
        await _run(folder, "-m", "bot", "check")
        seconds.append(time.perf_counter() - began)
    imports = await _run(folder, "-X", "importtime", "-m", "bot", "check")
    return Command(statistics.median(seconds), "aiogram" in imports)


async def _run(folder: Path, *arguments: str) -> str:
    """What a Python process writes to stderr."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *arguments,
        cwd=folder,
        env=surroundings(folder, "http://127.0.0.1:1"),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    return (await process.communicate())[1].decode()
