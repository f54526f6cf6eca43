"""One demo a folder: a second one would take the database away from under the first."""

import contextlib
import fcntl
import shutil
from collections.abc import Iterator
from pathlib import Path

NAME = "demo.lock"


class AlreadyRuns(Exception):
    """``str`` of it tells, in Russian, where the other one is."""


@contextlib.contextmanager
def kept(folder: Path, address: str) -> Iterator[None]:
    """Hold the folder's lock, and tell others ``address``. The system lets go of it however the process ends.

    Raises AlreadyRuns.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / NAME).open("a+", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            lock.seek(0)
            raise AlreadyRuns(f"демо уже запущено: {lock.read().strip() or folder}") from error
        lock.seek(0)
        lock.truncate()
        lock.write(f"{address}\n")
        lock.flush()
        yield


def clear(folder: Path) -> None:
    """Take away what an earlier demo has left; the lock stays."""
    for left in folder.iterdir():
        if left.is_dir():
            shutil.rmtree(left)
        elif left.name != NAME:
            left.unlink()
