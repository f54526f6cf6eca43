"""One door to the database: short units of reading and writing.

A unit is an ``async`` function that receives a :class:`Transaction` and awaits nothing else. On SQLite it
is driven to its end inside the driver's own thread, so a whole unit costs one hop between threads, and a
unit that waited for anything but the database fails loudly: no transaction can stay open around the network.
"""

import asyncio
import logging
import os
import sqlite3
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar, cast

import aiosqlite

T = TypeVar("T")

log = logging.getLogger(__name__)

BUSY_MILLISECONDS = 5000
"""How long another program's lock is waited for."""


class Row(Protocol):
    """A row whose columns are read by name."""

    def __getitem__(self, column: str, /) -> Any: ...


class Transaction(Protocol):
    """What a unit may ask of the database. Parameters are numbered ``$1``, ``$2`` …"""

    async def rows(self, sql: str, *values: object) -> list[Row]: ...
    async def row(self, sql: str, *values: object) -> Row | None: ...
    async def value(self, sql: str, *values: object) -> Any: ...
    async def run(self, sql: str, *values: object) -> int:
        """Return how many rows were changed."""
        ...


Unit = Callable[[Transaction], Awaitable[T]]
Companion = Callable[[Transaction], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Along:
    """What else the next commit has to hold, and who is told that it does."""

    write: Companion
    committed: Callable[[], None]


along: ContextVar[Along | None] = ContextVar("along", default=None)
"""What the next writing unit of this context also has to write (the inbox marks its update done so)."""


class DatabaseRefused(Exception):
    """The database cannot be used as it is; the text is one clear line for the operator."""


class DatabaseBusy(Exception):
    """Another program holds the database for too long; what was to be written may be tried again later."""


class _Sqlite:
    """The units' view of one sqlite3 connection; nothing here ever really suspends."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.statements = 0

    async def rows(self, sql: str, *values: object) -> list[Row]:
        return self._execute(sql, values).fetchall()

    async def row(self, sql: str, *values: object) -> Row | None:
        return cast("Row | None", self._execute(sql, values).fetchone())

    async def value(self, sql: str, *values: object) -> Any:
        found = self._execute(sql, values).fetchone()
        return None if found is None else found[0]

    async def run(self, sql: str, *values: object) -> int:
        return self._execute(sql, values).rowcount

    def _execute(self, sql: str, values: tuple[object, ...]) -> sqlite3.Cursor:
        self.statements += 1
        named = {str(number): value for number, value in enumerate(values, 1)}
        return self._connection.execute(sql, named)


class _Job(Generic[T]):
    """A writing unit on its way through a commit that it shares with others."""

    def __init__(self, unit: Unit[T], along: Along | None) -> None:
        self.unit = unit
        self.along = along
        self.done = False
        self.result: T | None = None
        self.error: BaseException | None = None

    async def work(self, transaction: Transaction) -> T:
        result = await self.unit(transaction)
        if self.along is not None:
            await self.along.write(transaction)
        return result


def _drive(work: Awaitable[T]) -> T:
    """Run a unit to its end without an event loop. Raises RuntimeError if it waits for anything."""
    coroutine = cast("Coroutine[Any, Any, T]", work)
    try:
        coroutine.send(None)
    except StopIteration as finished:
        return cast("T", finished.value)
    coroutine.close()
    raise RuntimeError("a database unit waited for something that is not the database")


class Database:
    """SQLite in WAL mode: one writing connection, one reading connection."""

    def __init__(self, path: Path | str) -> None:
        self._path = path
        self._writer: aiosqlite.Connection
        self._reader: aiosqlite.Connection
        self._writing: _Sqlite
        self._reading: _Sqlite
        self._waiting: list[_Job[Any]] = []
        self._soon: deque[Companion] = deque()
        self._turn = asyncio.Lock()
        self._untidy = False
        self.reads = 0
        self.transactions = 0

    @property
    def statements(self) -> int:
        """Statements sent so far, for the benchmark."""
        return self._writing.statements + self._reading.statements

    async def open(self) -> None:
        """Raises DatabaseRefused when the file cannot be used."""
        try:
            Path(self._path).parent.mkdir(parents=True, exist_ok=True)
            # Nobody else on this machine reads it; SQLite gives the same rights to its -wal and -shm.
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
            self._writer = await self._connect("PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL")
        except sqlite3.OperationalError as error:
            raise _told(error) if "locked" in str(error) else DatabaseRefused(f"{self._path}: {error}") from error
        except (OSError, sqlite3.Error, ValueError) as error:
            raise DatabaseRefused(f"{self._path}: {error}") from error
        try:
            self._reader = await self._connect("PRAGMA query_only = 1")
        except BaseException:
            await self._writer.close()
            raise
        # sqlite3 is used through aiosqlite's thread directly: a unit is one hop, not one hop a statement.
        self._writing = _Sqlite(self._writer._conn)  # noqa: SLF001
        self._reading = _Sqlite(self._reader._conn)  # noqa: SLF001

    async def _connect(self, *pragmas: str) -> aiosqlite.Connection:
        connection = await aiosqlite.connect(self._path, isolation_level=None)
        try:
            connection.row_factory = sqlite3.Row
            common = (
                f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}",
                "PRAGMA foreign_keys = ON",
                "PRAGMA secure_delete = ON",
            )
            for pragma in (*common, *pragmas):
                await connection.execute(pragma)
        except BaseException:
            # aiosqlite's thread is not a daemon: an open connection would keep the process alive for ever.
            await connection.close()
            raise
        return connection

    async def close(self) -> None:
        try:
            await self.flush()
        finally:
            await self._reader.close()
            await self._writer.close()

    async def read(self, unit: Unit[T]) -> T:
        """Run a reading unit on one consistent snapshot."""
        return await self._in_thread(self._reader, self._read_now, unit)

    async def write(self, unit: Unit[T]) -> T:
        """Run a writing unit; it returns when its commit is on the disk.

        Units that wait at the same moment share one commit; each has a savepoint of its own, so that one
        that fails takes nothing of its neighbours with it. Raises what the unit raised.
        """
        job = _Job(unit, along.get())
        self._waiting.append(job)
        try:
            async with self._turn:
                if not job.done:
                    jobs, self._waiting = self._waiting, []
                    await self._in_thread(self._writer, self._commit_together, jobs)
        except asyncio.CancelledError:
            if job in self._waiting:
                self._waiting.remove(job)
            raise
        if job.error is not None:
            raise job.error
        if job.along is not None:
            along.set(None)
            job.along.committed()
        return cast("T", job.result)

    def soon(self, companion: Companion) -> None:
        """Write this along with whatever is written next: for marks whose loss in a crash costs only a repeat."""
        self._soon.append(companion)

    async def flush(self) -> None:
        if self._soon:
            await self.write(_nothing)

    async def tidy_file(self) -> bool:
        """Empty the write-ahead log into the database: until then it holds copies of what has been deleted.

        Waits for nobody. False while somebody reads an older snapshot: then each later write tries again.
        """
        async with self._turn:
            return await self._in_thread(self._writer, self._empty_log)

    async def rewrite_file(self) -> bool:
        """Write the whole file anew: where rows have moved between pages, gaps may hold copies of deleted ones.

        False while the new file still waits in the log, see :meth:`tidy_file`.
        """
        async with self._turn:
            return await self._in_thread(self._writer, self._rewrite)

    def _rewrite(self) -> bool:
        self._writer._conn.execute("VACUUM")  # noqa: SLF001
        return self._empty_log()

    def _empty_log(self) -> bool:
        connection = self._writer._conn  # noqa: SLF001
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        finally:
            connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        if busy and not self._untidy:
            log.info("the log beside the database is still read: it is emptied after one of the next writes")
        self._untidy = bool(busy)
        return not busy

    def _tidy_again(self) -> None:
        try:
            self._empty_log()
        except sqlite3.Error:
            log.exception("the log beside the database was not emptied")

    async def backup_to(self, path: Path) -> None:
        """Copy the whole database, consistent even while it is written to."""
        target = await aiosqlite.connect(path)
        try:
            await self._reader.backup(target)
        finally:
            await target.close()

    @staticmethod
    async def _in_thread(connection: aiosqlite.Connection, function: Callable[..., T], *arguments: object) -> T:
        return cast("T", await connection._execute(function, *arguments))  # type: ignore[no-untyped-call]  # noqa: SLF001

    def _read_now(self, unit: Unit[T]) -> T:
        self.reads += 1
        connection = self._reader._conn  # noqa: SLF001
        connection.execute("BEGIN")
        try:
            return _drive(unit(self._reading))
        finally:
            connection.execute("COMMIT")

    def _commit_together(self, jobs: list[_Job[Any]]) -> None:
        connection = self._writer._conn  # noqa: SLF001
        soon: list[_Job[None]] = []
        self.transactions += 1
        try:
            connection.execute("BEGIN IMMEDIATE")
            while self._soon:
                soon.append(_Job(self._soon.popleft(), None))
                self._run(soon[-1], connection)
            for job in jobs:
                self._run(job, connection)
            connection.execute("COMMIT")
        except BaseException as error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            self._soon.extendleft(mark.unit for mark in reversed(soon))
            for job in jobs:
                job.error = job.error or _told(error)
        finally:
            for job in jobs:
                job.done = True
        for mark in soon:
            if mark.error is not None:
                log.error("a mark was not written", exc_info=mark.error)
        if self._untidy:
            self._tidy_again()

    def _run(self, job: _Job[Any], connection: sqlite3.Connection) -> None:
        connection.execute("SAVEPOINT unit")
        try:
            job.result = _drive(job.work(self._writing))
        except Exception as error:
            connection.execute("ROLLBACK TO unit")
            job.error = error
        connection.execute("RELEASE unit")


def _told(error: BaseException) -> BaseException:
    """A lock held by another program passes; everything else stays what it is."""
    passing = isinstance(error, sqlite3.OperationalError) and "locked" in str(error)
    return DatabaseBusy(str(error)) if passing else error


async def _nothing(_: Transaction) -> None:
    return None
