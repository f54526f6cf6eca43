"""The door to the database: shared commits, units that fail alone, several writers, migrations."""

import asyncio
import sqlite3
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing, contextmanager
from pathlib import Path

import pytest

from storage import database as database_module
from storage import schema
from storage.database import Along, Database, DatabaseBusy, DatabaseRefused, Transaction, Unit, along


@asynccontextmanager
async def opened(path: Path) -> AsyncIterator[Database]:
    database = Database(path)
    await database.open()
    try:
        yield database
    finally:
        await database.close()


async def _tables(transaction: Transaction) -> None:
    await transaction.run("CREATE TABLE IF NOT EXISTS parents (id INTEGER PRIMARY KEY)")
    await transaction.run("CREATE TABLE IF NOT EXISTS words (word TEXT PRIMARY KEY, parent REFERENCES parents (id))")
    await transaction.run("CREATE TABLE IF NOT EXISTS counters (name TEXT PRIMARY KEY, value INTEGER NOT NULL)")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "school.db"


@pytest.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    async with opened(path) as database:
        await database.write(_tables)
        yield database


def saying(word: str) -> Unit[None]:
    async def unit(transaction: Transaction) -> None:
        await transaction.run("INSERT INTO words (word) VALUES ($1)", word)

    return unit


async def _said(transaction: Transaction) -> list[str]:
    return [row["word"] for row in await transaction.rows("SELECT word FROM words ORDER BY word")]


class Failure(Exception):
    """What a unit of these tests fails with."""


# -- units that wait together are committed together ----------------------------------------------------------------


@asynccontextmanager
async def held_up(database: Database) -> AsyncIterator[None]:
    """Inside, the writer is at work on a unit that does not end; what is written meanwhile has to wait."""
    begun, may_end = threading.Event(), threading.Event()

    async def long(_: Transaction) -> None:
        begun.set()
        may_end.wait()

    writing = asyncio.create_task(database.write(long))
    await asyncio.to_thread(begun.wait)
    try:
        yield
    finally:
        may_end.set()
        await writing


async def waiting(database: Database, *units: Unit[None]) -> list[asyncio.Task[None]]:
    """Writes that have come as far as the queue."""
    tasks = [asyncio.create_task(database.write(unit)) for unit in units]
    await asyncio.sleep(0)
    return tasks


async def test_units_that_wait_together_share_one_commit(database: Database) -> None:
    async with held_up(database):
        before = database.transactions
        tasks = await waiting(database, *(saying(f"word {number}") for number in range(20)))
    await asyncio.gather(*tasks)
    assert database.transactions == before + 1
    assert len(await database.read(_said)) == 20


async def test_a_unit_returns_its_own_result(database: Database) -> None:
    async def number(transaction: Transaction, value: int) -> int:
        return int(await transaction.value("SELECT $1 * 2", value))

    results = await asyncio.gather(*(database.write(lambda tx, n=n: number(tx, n)) for n in range(10)))  # type: ignore[misc]
    assert results == [number * 2 for number in range(10)]


async def test_a_unit_that_fails_takes_nothing_of_its_neighbours_with_it(database: Database) -> None:
    async def fails_halfway(transaction: Transaction) -> None:
        await transaction.run("INSERT INTO words (word) VALUES ('half')")
        raise Failure

    async with held_up(database):
        before = database.transactions
        tasks = await waiting(database, saying("one"), fails_halfway, saying("one"), saying("two"))
    outcomes = await asyncio.gather(*tasks, return_exceptions=True)

    assert [type(outcome) for outcome in outcomes] == [type(None), Failure, sqlite3.IntegrityError, type(None)]
    assert await database.read(_said) == ["one", "two"]
    assert database.transactions == before + 1


async def test_foreign_keys_are_kept(database: Database) -> None:
    async def unit(transaction: Transaction) -> None:
        await transaction.run("INSERT INTO words (word, parent) VALUES ('orphan', 5)")

    with pytest.raises(sqlite3.IntegrityError):
        await database.write(unit)


async def test_run_tells_how_many_rows_were_changed(database: Database) -> None:
    await asyncio.gather(*(database.write(saying(word)) for word in ("one", "two")))
    assert await database.write(lambda tx: tx.run("UPDATE words SET parent = NULL")) == 2
    assert await database.write(lambda tx: tx.run("DELETE FROM words WHERE word = $1", "one")) == 1
    assert await database.write(lambda tx: tx.run("DELETE FROM words WHERE word = $1", "one")) == 0


# -- a unit awaits nothing but the database -------------------------------------------------------------------------


async def test_a_unit_that_awaits_something_else_fails_and_writes_nothing(database: Database) -> None:
    async def dawdles(transaction: Transaction) -> None:
        await transaction.run("INSERT INTO words (word) VALUES ('slow')")
        await asyncio.sleep(0)

    with pytest.raises(RuntimeError, match="not the database"):
        await database.write(dawdles)
    with pytest.raises(RuntimeError, match="not the database"):
        await database.read(lambda _: asyncio.sleep(0))
    assert await database.read(_said) == []
    await database.write(saying("afterwards"))
    assert await database.read(_said) == ["afterwards"]


async def test_a_reading_unit_cannot_write_and_the_next_one_reads(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        await database.read(saying("sneaked in"))
    assert await database.read(_said) == []


async def test_a_reading_unit_that_fails_leaves_the_reader_usable(database: Database) -> None:
    async def fails(transaction: Transaction) -> None:
        await transaction.rows("SELECT * FROM words")
        raise Failure

    with pytest.raises(Failure):
        await database.read(fails)
    await database.write(saying("new"))
    assert await database.read(_said) == ["new"]


async def test_a_reading_unit_sees_one_moment(database: Database, path: Path) -> None:
    async def twice(transaction: Transaction) -> tuple[list[str], list[str]]:
        before = await _said(transaction)
        with sqlite3.connect(path) as other:
            other.execute("INSERT INTO words (word) VALUES ('meanwhile')")
        other.close()
        return before, await _said(transaction)

    assert await database.read(twice) == ([], [])
    assert await database.read(_said) == ["meanwhile"]


# -- two writers ----------------------------------------------------------------------------------------------------


async def _counts(transaction: Transaction) -> None:
    """Read, then write what was read and one more: lost wherever two writers overlap."""
    value = await transaction.value("SELECT value FROM counters WHERE name = 'c'")
    await transaction.run("UPDATE counters SET value = $1 WHERE name = 'c'", value + 1)


async def _zero(transaction: Transaction) -> None:
    await transaction.run("INSERT INTO counters (name, value) VALUES ('c', 0)")


async def _count(transaction: Transaction) -> int:
    return int(await transaction.value("SELECT value FROM counters WHERE name = 'c'"))


async def test_two_writers_on_one_file_lose_nothing(database: Database, path: Path) -> None:
    await database.write(_zero)
    async with opened(path) as second:
        for _ in range(10):
            await asyncio.gather(*(door.write(_counts) for door in (database, second) for _ in range(5)))
        assert await database.read(_count) == 100
        assert await second.read(_count) == 100


COUNTING = """
import asyncio, pathlib, sys
from tests.storage import test_database as our

async def main():
    async with our.opened(pathlib.Path(sys.argv[1])) as database:
        print("ready", flush=True)
        sys.stdin.readline()
        for _ in range(40):
            await database.write(our._counts)

asyncio.run(main())
"""


def _counting_process(path: Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", COUNTING, str(path)]
    root = Path(__file__).parents[2]
    return subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


async def test_two_processes_on_one_file_lose_nothing(database: Database, path: Path) -> None:
    await database.write(_zero)
    processes = [_counting_process(path) for _ in range(2)]
    try:
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("go\n")
            process.stdin.flush()
        for _ in range(40):
            await database.write(_counts)
    finally:
        for process in processes:
            await asyncio.to_thread(process.communicate)
    assert [process.returncode for process in processes] == [0, 0]
    assert await database.read(_count) == 120


# -- what is written along ------------------------------------------------------------------------------------------


async def test_a_companion_is_written_with_the_unit_or_not_at_all(database: Database) -> None:
    async def fails(_: Transaction) -> None:
        raise Failure

    committed: list[str] = []
    along.set(Along(saying("companion"), lambda: committed.append("told")))
    with pytest.raises(Failure):
        await database.write(fails)
    assert await database.read(_said) == []
    assert along.get() is not None, "the act may be tried again, and its companion with it"
    assert committed == []

    await database.write(saying("act"))
    assert await database.read(_said) == ["act", "companion"]
    assert along.get() is None
    assert committed == ["told"]


async def test_what_may_wait_is_written_with_the_next_unit(database: Database) -> None:
    database.soon(saying("mark"))
    before = database.transactions
    assert await database.read(_said) == []
    await database.write(saying("act"))
    assert await database.read(_said) == ["act", "mark"]
    assert database.transactions == before + 1


async def test_what_may_wait_is_written_before_the_door_is_shut(path: Path) -> None:
    async with opened(path) as database:
        await database.write(_tables)
        database.soon(saying("mark"))
    async with opened(path) as database:
        assert await database.read(_said) == ["mark"]
        before = database.transactions
        await database.flush()
        assert database.transactions == before, "nothing waits, so nothing is written"


async def test_a_mark_that_fails_is_told_of_and_hurts_nobody(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    await database.write(saying("twice"))
    database.soon(saying("twice"))
    database.soon(saying("other mark"))
    await database.write(saying("act"))
    await database.write(saying("next act"))
    assert await database.read(_said) == ["act", "next act", "other mark", "twice"]
    assert [record.message for record in caplog.records] == ["a mark was not written"]


async def test_a_mark_survives_a_commit_that_could_not_be_made(database: Database, path: Path) -> None:
    await _impatient(database)
    database.soon(saying("mark"))
    with _locked(path), pytest.raises(DatabaseBusy, match="locked"):
        await database.write(saying("act"))
    await database.flush()
    assert await database.read(_said) == ["mark"]


# -- troubles -------------------------------------------------------------------------------------------------------


async def _impatient(database: Database) -> None:
    """Do not wait five seconds for another's lock."""
    await database.write(lambda tx: tx.rows("PRAGMA busy_timeout = 1"))


class _locked:  # noqa: N801 - read as a sentence
    def __init__(self, path: Path) -> None:
        self._other = sqlite3.connect(path, isolation_level=None)

    def __enter__(self) -> None:
        self._other.execute("BEGIN IMMEDIATE")

    def __exit__(self, *_: object) -> None:
        self._other.execute("ROLLBACK")
        self._other.close()


async def test_a_lock_that_lasts_fails_all_who_wait_and_then_it_goes_on(database: Database, path: Path) -> None:
    await _impatient(database)
    with _locked(path):
        writes = [database.write(saying(word)) for word in ("one", "two")]
        outcomes = await asyncio.gather(*writes, return_exceptions=True)
    assert [type(outcome) for outcome in outcomes] == [DatabaseBusy] * 2
    await database.write(saying("three"))
    assert await database.read(_said) == ["three"]


@contextmanager
def looking(path: Path) -> Iterator[None]:
    """Somebody reads, for as long as it takes."""
    with closing(sqlite3.connect(path, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM words").fetchone()
        yield


def log_of(path: Path) -> bytes:
    return path.with_name(path.name + "-wal").read_bytes()


async def test_emptying_the_log_waits_for_no_reader_and_is_made_up_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A wait for the reader would not end: it looks on until the others are done.
    monkeypatch.setattr(database_module, "BUSY_MILLISECONDS", 10**8)
    async with opened(path) as database:
        await database.write(_tables)
        await database.write(saying("secret"))
        with looking(path):
            async with asyncio.timeout(60):
                emptied, _ = await asyncio.gather(database.tidy_file(), database.write(saying("written meanwhile")))
            assert emptied is False
            assert await database.read(_said) == ["secret", "written meanwhile"]
            assert b"secret" in log_of(path)
            assert await database.rewrite_file() is False
        await database.write(saying("later"))
        assert log_of(path) == b""
        assert await database.tidy_file() is True
        assert await database.write(_patience) == 10**8


async def _patience(transaction: Transaction) -> int:
    """How long it waits for other programmes."""
    return int(await transaction.value("PRAGMA busy_timeout"))


async def test_a_write_that_is_given_up_while_it_waits_is_not_made(database: Database) -> None:
    async with held_up(database):
        given_up, stays = await waiting(database, saying("given up"), saying("stays"))
        given_up.cancel()
        await asyncio.sleep(0)
    await stays
    assert given_up.cancelled()
    assert await database.read(_said) == ["stays"]


async def test_who_is_cancelled_in_the_middle_of_a_shared_commit_leaves_the_others_theirs(database: Database) -> None:
    begun, may_end = threading.Event(), threading.Event()

    async def long(transaction: Transaction) -> None:
        begun.set()
        may_end.wait()
        await transaction.run("INSERT INTO words (word) VALUES ('leader')")

    async with held_up(database):
        leader, follower = await waiting(database, long, saying("follower"))
    await asyncio.to_thread(begun.wait)
    leader.cancel()
    await asyncio.sleep(0)
    late = asyncio.create_task(database.write(saying("late")))
    may_end.set()
    await asyncio.gather(follower, late)
    assert leader.cancelled()
    assert await database.read(_said) == ["follower", "late", "leader"]


@pytest.fixture
def letter(path: Path) -> Path:
    path.write_text("это не база данных, а письмо " * 100)
    return path


async def test_a_file_that_is_no_database_is_refused(letter: Path) -> None:
    with pytest.raises(DatabaseRefused, match="school"):
        await Database(letter).open()


async def test_a_folder_in_the_place_of_the_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DatabaseRefused):
        await Database(tmp_path).open()


async def test_a_copy_is_whole_and_of_one_moment(database: Database, tmp_path: Path) -> None:
    await database.write(saying("one"))
    await database.backup_to(tmp_path / "copy.db")
    await database.write(saying("two"))
    async with opened(tmp_path / "copy.db") as copy:
        assert await copy.read(_said) == ["one"]


# -- migrations -----------------------------------------------------------------------------------------------------


async def test_a_fresh_database_is_brought_up_to_date_once(path: Path) -> None:
    async with opened(path) as database:
        assert await schema.version(database) == 0
        assert (await schema.migrate(database))[-1] == schema.LATEST
        assert await schema.migrate(database) == []
        assert await schema.version(database) == schema.LATEST


async def test_two_processes_that_start_together_migrate_once(path: Path) -> None:
    async with opened(path) as one, opened(path) as other:
        applied = await asyncio.gather(schema.migrate(one), schema.migrate(other))
        assert sorted(number for part in applied for number in part) == list(range(1, schema.LATEST + 1))
        assert await schema.version(other) == schema.LATEST


async def test_a_database_of_a_newer_program_is_refused(path: Path) -> None:
    async with opened(path) as database:
        await schema.migrate(database)
        newer = schema.LATEST + 1
        await database.write(lambda tx: tx.run("INSERT INTO schema_versions (number) VALUES ($1)", newer))
        with pytest.raises(DatabaseRefused, match="обновите программу"):
            await schema.migrate(database)


def test_a_script_is_split_at_the_ends_of_its_statements() -> None:
    script = "-- a word; before\nCREATE TABLE a (id {id});\n\nCREATE INDEX b ON a (id);\n"
    assert schema.statements(script) == [f"CREATE TABLE a (id {schema.GROWING_KEY})", "CREATE INDEX b ON a (id)"]
