"""The bot as a process, the messenger in ours, and the clock between them, moved moment by moment."""

import asyncio
import contextlib
import datetime
import json
import os
import signal
import socket
import sys
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import aiohttp

from sandbox.chats import Message
from sandbox.files import Upload
from sandbox.people import Impossible, Person, bare
from sandbox.records import CallbackQuery
from sandbox.server import Server, serve
from sandbox.telegram import Telegram
from year.log import Log

ROOT = Path(__file__).parents[1]
TOKEN = "4242:TOKEN-OF-THE-SIMULATED-YEAR"  # noqa: S105 - opens nothing real

ANSWER_SECONDS = 30
"""A press that stays unanswered for so long is a fault."""

QUIET_SECONDS = 0.04
"""An answer that draws nothing is over when nothing has come for so long."""


class NoAnswer(AssertionError):
    """The bot has not answered."""


class Messenger(Telegram):
    """Counts what the bot has drawn into each chat, and wakes whoever waits for it."""

    def __init__(self, now: datetime.datetime, log: Log) -> None:
        self.moment = now
        self.log = log
        self.drawn: Counter[int] = Counter()
        self.pulse = asyncio.Event()
        super().__init__(TOKEN, username="nastavnik_year_bot", now=lambda: self.moment)
        self.listeners.append(lambda event: log.hears(event, self.moment))

    async def call(
        self,
        token: str,
        method: str,
        params: Mapping[str, Any] | None = None,
        files: Mapping[str, Upload] | None = None,
    ) -> Any:
        try:
            return await super().call(token, method, params, files)
        finally:
            if method.startswith(("send", "editMessageText")):
                self.drawn[int((params or {}).get("chat_id", 0))] += 1
            self.pulse.set()

    @property
    def busy(self) -> bool:
        return bool(self._in_flight or len(self.updates))


class Hand:
    """A person's hand: each act waits until the bot has answered it. ``page`` is what the last act was answered with:
    letters may have come below it since.
    """

    def __init__(self, stage: "Stage", person: Person) -> None:
        self.person = person
        self.page: Message | None = None
        self.alone = False
        """Nothing that is done now gives anybody a reason for a letter at once."""
        self._stage = stage

    @property
    def labels(self) -> list[str]:
        """Without the marks before them."""
        return [] if self.page is None else [bare(label) for label in self.page.labels]

    @property
    def marked_labels(self) -> list[str]:
        return [] if self.page is None else self.page.labels

    @property
    def screen(self) -> str:
        return "" if self.page is None else self.page.text

    async def starts(self, payload: str) -> None:
        await self._does(lambda: self.person.start_now(payload), f"/start {len(payload)}")

    async def types(self, text: str) -> None:
        await self._does(lambda: self.person.type_now(text), text)

    async def presses(self, label: str, on: Message | None = None) -> None:
        message = on or self.page
        if message is None:
            raise Impossible(f"{self.person.name} has no page to press {label!r} on")
        row, column = _place(message, label)
        await self._does(lambda: self.person.press_at(message, row, column), label, message)

    async def presses_beside(self, label: str) -> None:
        """The button to the right of that one."""
        if self.page is None:
            raise Impossible(f"{self.person.name} has no page to press {label!r} on")
        message, (row, column) = self.page, _place(self.page, label)
        beside = message.buttons[row][column + 1]["text"]
        await self._does(lambda: self.person.press_at(message, row, column + 1), f"{label} → {beside}", message)

    async def presses_data(self, data: str, on: Message) -> CallbackQuery:
        """An old button that the messenger has taken away since: its address still works or says that it is over."""
        telegram = self._stage.telegram
        self.alone = True
        query = telegram.press(self.person.id, on, data)
        await self._does(lambda: query, data, on)
        return query

    async def blocks(self) -> None:
        self.person.block_now()
        self.notes("blocks")
        await self._stage.telegram.updates.emptied.wait()

    def notes(self, what: str) -> None:
        """A turn of the story that the checker has to know of."""
        self._stage.telegram.log.acts(self, self._stage.now, what)

    async def _does(self, act: Callable[[], object], what: str, on: Message | None = None) -> None:
        telegram = self._stage.telegram
        telegram.log.acts(self, self._stage.now, what)
        drawn, newest = telegram.drawn[self.person.id], max(self.person.chat.messages, default=0)
        telegram.log.acting = self.person.id
        done = act()
        query = done if isinstance(done, CallbackQuery) else None
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                await self._answered(query, drawn)
        except TimeoutError:
            raise NoAnswer(f"{self.person.name}: {what}") from None
        finally:
            telegram.log.acting = None
        self._sees(newest, on)
        if not self.alone:
            await self._stage.posts()

    def _sees(self, newest: int, on: Message | None) -> None:
        """A page and not a letter that came at the same time: pages have a way back."""
        new = [m for m in self.person.messages if m.message_id > newest and m.is_from_bot and m.text]
        pages = [m for m in new if not {"Меню", "Назад", "Готово"}.isdisjoint(bare(label) for label in m.labels)]
        if pages or new:
            self.page = (pages or new)[-1]
        elif on is not None and on.buttons:
            self.page = on

    async def _answered(self, query: CallbackQuery | None, drawn: int) -> None:
        telegram = self._stage.telegram
        while True:
            await telegram.updates.emptied.wait()
            telegram.pulse.clear()
            answered = not telegram.busy and (query is None or query.is_answered)
            if answered and telegram.drawn[self.person.id] > drawn:
                return
            try:
                await asyncio.wait_for(telegram.pulse.wait(), QUIET_SECONDS)
            except TimeoutError:
                if answered and not telegram.busy and query is not None:
                    return  # a word over the chat and nothing else


def _place(message: Message, label: str) -> tuple[int, int]:
    """Row and column of a button, as the eye finds it. Raises Impossible."""
    for number, row in enumerate(message.buttons):
        for place, button in enumerate(row):
            if label in {button["text"], bare(button["text"])}:
                return number, place
    raise Impossible(f"no button {label!r} under {message.text[:80]!r}; there are: {message.labels}")


class Stage:
    """``now`` is the manual clock of the bot, in the school's zone."""

    def __init__(self, folder: Path, starts: datetime.datetime) -> None:
        self.folder = folder
        self.log = Log()
        self.telegram = Messenger(starts, self.log)
        self._control = f"127.0.0.1:{_free_port()}"
        self._server: Server
        self._http: aiohttp.ClientSession
        self._process: asyncio.subprocess.Process
        self._starts = starts

    @property
    def now(self) -> datetime.datetime:
        return self.telegram.moment

    def hand(self, first_name: str, last_name: str) -> Hand:
        return Hand(self, self.telegram.person(first_name, last_name))

    async def open(self) -> None:
        self._server = await serve(self.telegram)
        self._http = aiohttp.ClientSession()
        with (self.folder / "bot.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "bot", "run", cwd=self.folder, env=self._surroundings(), stdout=log, stderr=log
            )
        async with asyncio.timeout(60):
            while not self.telegram.updates.is_polled:
                if self._process.returncode is not None:
                    raise NoAnswer((self.folder / "bot.log").read_text())
                await asyncio.sleep(0.02)

    async def close(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self._process.wait(), 15)
        finally:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._http.close()
            await self._server.close()

    def _surroundings(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": self._server.url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{self.folder / 'year.db'}",
            "DATA_DIR": str(self.folder),
            "ADMIN_IDS": "1",
            "LOG_FORMAT": "json",
            "CLOCK": f"manual:{self._starts.isoformat()}",
            "CONTROL_LISTEN": self._control,
        }

    # -- the clock ---------------------------------------------------------------------------------------------

    async def comes(self, moment: datetime.datetime) -> None:
        """Go to a moment; each one at which something is due on the way is visited by itself, so that every message
        is seen with its own time."""
        last = None
        while True:
            due = await self._next_due()
            if due is None or due > moment or due == last:
                break
            last = due
            await self._advance(max(due, self.now))
        await self._advance(moment)

    async def _next_due(self) -> datetime.datetime | None:
        async with self._http.get(f"http://{self._control}/status") as got:
            due = (await got.json())["next_due"]
        return None if due is None else datetime.datetime.fromisoformat(due).astimezone(self.now.tzinfo)

    async def posts(self) -> None:
        """Whatever the last act gave reason for goes out now, not at the bot's next tick."""
        await self._advance(self.now)

    async def _advance(self, moment: datetime.datetime) -> None:
        self.telegram.moment = moment
        async with self._http.post(f"http://{self._control}/clock", json={"advance_to": moment.isoformat()}) as got:
            if got.status != 200:
                raise NoAnswer(await got.text())

    # -- the command line --------------------------------------------------------------------------------------

    async def command(self, *argv: str) -> dict[str, Any]:
        """What ``python -m bot … --json`` says."""
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bot",
            *argv,
            "--json",
            cwd=self.folder,
            env=self._surroundings(),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        out, err = await process.communicate()
        said = json.loads(out) if out else {}
        if process.returncode != 0:
            raise NoAnswer(f"{' '.join(argv)}: {said or err.decode()}")
        return dict(said)

    @property
    def bot_log(self) -> list[str]:
        return (self.folder / "bot.log").read_text().splitlines()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
