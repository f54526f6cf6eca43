"""One call of the Bot API, tried again while the world is in the way."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramRetryAfter, TelegramServerError

T = TypeVar("T")

PAUSES = (0.2, 1.0, 3.0)
"""Seconds between the tries of a reply; what still fails is taken up later by the inbox."""

LONGEST_WAIT = 30
"""A flood wait longer than this is left to the inbox as well, so that one chat does not hold others up."""


async def patiently(call: Callable[[], Awaitable[T]]) -> T:
    """Raises the last error when patience is over."""
    for pause in PAUSES:
        try:
            return await call()
        except TelegramRetryAfter as flood:
            if flood.retry_after > LONGEST_WAIT:
                raise
            await asyncio.sleep(flood.retry_after)
        except (TelegramNetworkError, TelegramServerError, ClientDecodeError):
            # A proxy in between answers with a page of its own when it is the server that is away.
            await asyncio.sleep(pause)
    return await call()
