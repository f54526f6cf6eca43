"""Heavy work in a process of its own with less claim to the machine: people are answered meanwhile.

A thread would not do: what reads a table of thousands of rows holds the interpreter, and with it every conversation.
"""

import asyncio
import os
import pickle
import sys
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

SECONDS = 60
"""Longer than the largest file takes that anybody should send."""

NICE = 10

ROOT = Path(__file__).parents[1]
"""Where the process finds our modules, wherever this one was started."""


class TookTooLong(Exception):
    """The work was ended before it was done."""


async def aside(work: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """``work`` is a function of a module; what goes in and comes out, errors too, can be pickled.

    Raises what ``work`` raises, TookTooLong.
    """
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", __name__), stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, cwd=ROOT
    )
    try:
        asked = pickle.dumps((work, arguments, named))
        written, _ = await asyncio.wait_for(process.communicate(asked), SECONDS)
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
    return result  # type: ignore[no-any-return]


def _work() -> None:
    os.nice(NICE)
    work, arguments, named = pickle.load(sys.stdin.buffer)  # noqa: S301 - from the process that started this one
    answer: tuple[object, Exception | None]
    try:
        answer = work(*arguments, **named), None
    except Exception as error:
        answer = None, error
    sys.stdout.buffer.write(pickle.dumps(answer))


if __name__ == "__main__":
    _work()
