"""The bot as a process of its own, which may be killed, and the messenger that outlives it."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from bot.clock import ManualClock, RealClock
from bot.content import load_content
from config.settings import Settings
from mentoring.ids import OrganisationId
from mentoring.questionnaire import Value
from mentoring.roles import Role
from sandbox.people import Person
from sandbox.server import Server
from sandbox.telegram import Telegram
from storage import attempts, people, schema
from storage.attempts import Attempt
from storage.database import Database, Transaction, Unit
from tests.usecases.school import MORNING, School
from usecases.unit import House

ROOT = Path(__file__).parents[2]
TOKEN = "4242:TOKEN-OF-THE-CRASH-TESTS"
START_SECONDS = 60
"""How long a start may take on a busy machine."""


async def until(happens: Callable[[], bool], seconds: float) -> None:
    """Look again and again: a process and the people in the chat tell nobody when they change. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not happens():  # noqa: ASYNC110 - there is nothing to be woken by
            await asyncio.sleep(0.01)


class Stage:
    """A school in a file, a local Telegram over HTTP, and the process between them."""

    def __init__(self, folder: Path, telegram: Telegram, server: Server) -> None:
        self.folder = folder
        self.telegram = telegram
        self.kills = 0
        self._server = server
        self._process: asyncio.subprocess.Process | None = None
        self.code = ""
        self.school = OrganisationId(0)

    @property
    def process(self) -> asyncio.subprocess.Process:
        assert self._process is not None
        return self._process

    async def founded(self) -> None:
        """Found the school before the first start; everybody comes in by one open invitation."""
        async with _Door(self.folder) as database:
            await schema.migrate(database)
            content = load_content(Settings(_env_file=None))  # type: ignore[call-arg]
            await content.pin(database)
            school = School(House(database, RealClock(), content), ManualClock(MORNING))
            self.school = school.id = await school.founded()
            self.code = await school.invited(Role.MENTEE, uses=1000)

    async def starts(self, clock: str = "real") -> None:
        """Start the bot and wait until it asks for updates."""
        surroundings = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": self.url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{self.folder / 'school.db'}",
            "DATA_DIR": str(self.folder),
            "ADMIN_IDS": "1",
            "CLOCK": clock,
        }
        with (self.folder / "bot.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=self.folder, env=surroundings, stdout=log, stderr=log
            )
        await until(lambda: self.telegram.updates.is_polled or self.process.returncode is not None, START_SECONDS)
        assert self.process.returncode is None, self.log

    @property
    def url(self) -> str:
        """Where the messenger listens."""
        return self._server.url

    @property
    def log(self) -> str:
        return (self.folder / "bot.log").read_text()

    async def is_killed(self) -> None:
        """``kill -9``."""
        self.kills += 1
        self.process.kill()
        await self.process.wait()
        # Until the messenger has noticed that nobody is there.
        await until(lambda: not self.telegram.updates.is_polled, 5)

    async def is_asked_to_stop(self, within: float) -> int:
        """SIGTERM; the exit code. Raises TimeoutError when it takes longer than ``within`` seconds."""
        self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(within):
            return await self.process.wait()

    async def close(self) -> None:
        if self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()
        await self._server.close()

    # -- what is on the disk ---------------------------------------------------------------------------------------

    async def stored(self, person: Person) -> Attempt | None:
        """The person's attempt as it stands in the file."""

        async def unit(transaction: Transaction) -> Attempt | None:
            caller = await people.caller(transaction, person.id)
            if caller is None or not caller.memberships:
                return None
            return await attempts.latest(transaction, caller.memberships[0].id)

        async with _Door(self.folder) as database:
            return await database.read(unit)

    async def answers(self, person: Person) -> dict[str, Value]:
        found = await self.stored(person)
        return {} if found is None else found.answers

    async def writes(self, unit: Unit[None]) -> None:
        """While nobody else does."""
        async with _Door(self.folder) as database:
            await database.write(unit)

    async def count(self, table: str, condition: str = "1 = 1") -> int:
        async with _Door(self.folder) as database:
            sql = f"SELECT count(*) FROM {table} WHERE {condition}"
            return int(await database.read(lambda tx: tx.value(sql)))


class _Door:
    """A short look into the file, whether the bot runs or not."""

    def __init__(self, folder: Path) -> None:
        self._database = Database(folder / "school.db")

    async def __aenter__(self) -> Database:
        await self._database.open()
        return self._database

    async def __aexit__(self, *_: object) -> None:
        await self._database.close()
