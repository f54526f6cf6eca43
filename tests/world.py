"""The whole product in one process: the sandbox's Telegram, the real bot, a real database in a file."""

import asyncio
import contextlib
import datetime
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

from pydantic import SecretStr

from bot.app import App, opened
from bot.clock import ManualClock
from bot.content import load_content
from config import settings
from config.settings import Settings
from mentoring.ids import OrganisationId
from mentoring.organisations import Privacy
from mentoring.roles import Level, Role
from sandbox.people import Person
from sandbox.session import InProcessSession
from sandbox.telegram import Telegram
from storage import invitations, organisations
from storage.database import Transaction
from tests.empty_file import lay_out
from usecases.content import Content
from usecases.joining import new_code
from usecases.unit import House

START = datetime.datetime(2026, 9, 7, 10, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=3)))
"""Monday, the first working morning after the year has begun."""

TOKEN = "4242:SANDBOX-TOKEN-FOR-TESTS"
ADMINISTRATOR = 6_999_000_001


_READ: list[Content] = []


def _content(settings: Settings) -> Content:
    """The files of a methodologist are the same for every story: a process reads them once. Pinned forms are not."""
    if not _READ:
        _READ.append(load_content(settings))
    return replace(_READ[0], processor=settings.processor, _pinned={})


class World:
    """What a story needs: people who press, an organisation to join, the clock."""

    def __init__(self, folder: Path, start: datetime.datetime = START) -> None:
        self.clock = ManualClock(start)
        self.telegram = Telegram(TOKEN, username="nastavnik_bot", now=self.clock.now)
        self.telegram.on_settled = self._settled
        self.settings = settings.load(
            bot_token=SecretStr(TOKEN),
            telegram_api_url="http://127.0.0.1:1",
            database_url=f"sqlite+aiosqlite:///{folder / 'school.db'}",
            data_dir=folder,
            admin_ids=frozenset({ADMINISTRATOR}),
            clock=f"manual:{start.isoformat()}",
        )
        self.app: App
        self._polling: asyncio.Task[None]
        self._stack = contextlib.AsyncExitStack()

    @property
    def house(self) -> House:
        return self.app.house

    async def open(self) -> None:
        await lay_out(self.settings.database_path)
        session = InProcessSession(self.telegram)
        content = _content(self.settings)
        self.app = await self._stack.enter_async_context(opened(self.settings, self.clock, session, content))
        self._polling = asyncio.create_task(self.app.poll())

    async def close(self) -> None:
        self._polling.cancel()
        await asyncio.gather(self._polling, return_exceptions=True)
        await self._stack.aclose()

    async def restarts(self) -> None:
        """Stop as after SIGTERM and start anew on the same file."""
        await self.close()
        self._stack = contextlib.AsyncExitStack()
        await self.open()
        await self._settled()

    async def _settled(self) -> None:
        if self._polling.done():
            self._polling.result()
        await self.telegram.updates.emptied.wait()
        await self.app.reception.idle()

    def person(self, name: str, last_name: str | None = None) -> Person:
        return self.telegram.person(name, last_name)

    def administrator(self) -> Person:
        """Somebody whom ``ADMIN_IDS`` names."""
        return self.telegram.person("Админ", id=ADMINISTRATOR)

    async def school(
        self, name: str = "Школа № 20", *, privacy: Privacy = Privacy.NAMES, minors: bool = True
    ) -> OrganisationId:
        """A school that has told everything about itself."""

        async def unit(transaction: Transaction) -> OrganisationId:
            added = await organisations.add(
                transaction, name, Level.ORGANISATION, None, "Europe/Moscow", self.house.now
            )
            details: dict[str, object] = {
                "inn": "1234567894",
                "address": "г. Примерск, ул. Школьная, д. 1",
                "contact": "privacy@school.example",
                "state_owned": 0,
                "minors": int(minors),
                "privacy": privacy.value,
            }
            for column, value in details.items():
                await organisations.change(transaction, added, column, value)
            return added

        return await self.house.database.write(unit)

    async def organisation(
        self, name: str, level: Level, parent: OrganisationId | None = None, **details: object
    ) -> OrganisationId:
        """A place in the tree that has told everything about itself; ``details`` are columns told otherwise."""

        async def unit(transaction: Transaction) -> OrganisationId:
            added = await organisations.add(transaction, name, level, parent, "Europe/Moscow", self.house.now)
            told: dict[str, object] = {
                "inn": "1234567894",
                "address": "г. Примерск, ул. Школьная, д. 1",
                "contact": "privacy@school.example",
                "state_owned": 0,
                "minors": 1,
                "privacy": Privacy.NAMES.value,
            }
            for column, value in {**told, **details}.items():
                await organisations.change(transaction, added, column, value)
            return added

        return await self.house.database.write(unit)

    async def invitation(self, school: OrganisationId, role: Role, *, uses: int = 100) -> str:
        """An open invitation's code."""
        code = new_code()

        async def unit(transaction: Transaction) -> None:
            await invitations.add(
                transaction,
                code,
                school,
                role,
                personal=uses == 1,
                uses=uses,
                expires_at=self.house.now + 30 * 24 * 3600,
                created_by="test",
                now=self.house.now,
            )

        await self.house.database.write(unit)
        return code

    async def member(self, school: OrganisationId, role: Role, name: str = "Ольга") -> Person:
        """An adult who has come in by an invitation, has agreed and (in ``names``) told the name."""
        person = self.person(name)
        await person.starts(await self.invitation(school, role))
        if "Да, есть" in person.labels:
            await person.presses("Да, есть")
        await person.presses("Согласиться")
        if "Как Вас зовут" in person.screen:
            await person.types(f"Смирнова {name} Павловна")
            await person.presses("Верно")
        return person

    async def fills_in(self, person: Person, typed: str = "Хочу спокойно вести урок", **answers: str) -> None:
        """From «Начать» to «Отправить»; ``answers`` are labels by a word of the question, the rest is the first fit."""
        if "Начать" in person.labels:
            await person.presses("Начать")
        for _ in range(40):
            if "✅ Отправить" in person.labels:
                await person.presses("Отправить")
                return
            await self._answers(person, typed, answers)
        raise AssertionError(f"the questionnaire has no end: {person.screen}")

    @staticmethod
    async def _answers(person: Person, typed: str, answers: dict[str, str]) -> None:
        wanted = next((label for word, label in answers.items() if word in person.screen), None)
        if wanted is not None:
            await person.presses(wanted)
        elif ": число от" in person.screen:
            await person.types("7")
        elif "сообщением" in person.screen:
            await person.types(typed)
        elif not any(label.startswith("☑") for label in person.labels):
            await person.presses(person.labels[0])
        if "Готово" in person.labels and any(label.startswith("☑") for label in person.labels):
            await person.presses("Готово")

    async def letters(self) -> list[str]:
        """Kinds of the letters written so far, oldest first."""
        rows = await self.house.database.read(lambda tx: tx.rows("SELECT kind FROM letters ORDER BY id"))
        return [row["kind"] for row in rows]

    async def delivers(self, *, hours: int = 0) -> None:
        """Let time pass, at least as long as news of one pair wait for each other, and send what is due."""
        self.clock.set(self.clock.now() + max(datetime.timedelta(hours=hours), datetime.timedelta(minutes=10)))
        await self.app.post.tick()

    async def stored(self) -> dict[str, list[tuple[object, ...]]]:
        """Every row of every table."""
        await self.house.database.flush()
        connection = sqlite3.connect(self.settings.database_path)
        try:
            tables = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'sqlite_sequence'"
            )
            names = [name for (name,) in tables]
            return {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in names}
        finally:
            connection.close()


@contextlib.asynccontextmanager
async def opened_world(folder: Path, start: datetime.datetime = START) -> AsyncIterator[World]:
    world = World(folder, start)
    await world.open()
    try:
        yield world
    finally:
        await world.close()
