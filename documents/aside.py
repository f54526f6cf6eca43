"""Heavy work in a process of its own with less claim to the machine: people are answered meanwhile.

A thread would not do: what reads a table of thousands of rows holds the interpreter, and with it every conversation.
"""

import asyncio
import contextlib
import os
import pickle
import sys
import tempfile
from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")

SECONDS = 60
"""Longer than the largest file takes that anybody should send."""

SECONDS_OF_PARTS = 600
"""Longer than the largest table takes while its rows are still being read."""

NICE = 10

ROOT = Path(__file__).parents[1]
"""Where the process finds our modules, wherever this one was started."""


class TookTooLong(Exception):
    """The work was ended before it was done."""


async def aside(work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """``work`` is a function of a module; what goes in and comes out, errors too, can be pickled.

    Raises what ``work`` raises, TookTooLong.
    """
    return await _answered((work, arguments, named, False), _nothing(), SECONDS)  # type: ignore[no-any-return]


async def streamed(work: Callable[[Iterator[R]], T], parts: AsyncIterable[R]) -> T:
    """The same, where ``work`` goes through ``parts`` that come one by one: nobody holds all of them.

    Raises what ``work`` and ``parts`` raise, TookTooLong.
    """
    return await _answered((work, (), {}, True), parts, SECONDS_OF_PARTS)  # type: ignore[no-any-return]


async def _answered(asked: object, parts: AsyncIterable[object], seconds: float) -> Any:
    # Whatever the work lays aside goes with this folder, even if the process is ended in the middle.
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", __name__),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "TMPDIR": folder},
        )
        try:
            written = await asyncio.wait_for(_talked(process, asked, parts), seconds)
        except TimeoutError as error:
            raise TookTooLong from error
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
    if process.returncode:
        raise ChildProcessError(process.returncode)
    # What comes back was written by our own code a moment ago.
    result, raised = pickle.loads(written)  # noqa: S301
    if raised is not None:
        raise raised
    return result


async def _talked(process: asyncio.subprocess.Process, asked: object, parts: AsyncIterable[object]) -> bytes:
    assert process.stdin is not None  # noqa: S101 - both are pipes
    assert process.stdout is not None  # noqa: S101
    # Work that has failed reads no further, and says why in its answer.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        process.stdin.write(pickle.dumps(asked))
        await process.stdin.drain()
        async for part in parts:
            process.stdin.write(pickle.dumps(part))
            await process.stdin.drain()
    process.stdin.close()
    written = await process.stdout.read()
    await process.wait()
    return written


async def _nothing() -> AsyncIterator[object]:
    return
    yield


def _work() -> None:
    os.nice(NICE)
    work, arguments, named, in_parts = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
    if in_parts:
        arguments = (_arriving(),)
    answer: tuple[object, Exception | None]
    try:
        answer = work(*arguments, **named), None
    except Exception as error:
        answer = None, error
    sys.stdout.buffer.write(pickle.dumps(answer))


def _arriving() -> Iterator[object]:
    while True:
        try:
            yield pickle.load(sys.stdin.buffer)  # noqa: S301 - as above
        except EOFError:
            return


if __name__ == "__main__":
    _work()
