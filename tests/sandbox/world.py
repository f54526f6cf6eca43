"""What the tests of the sandbox share."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import Any

from sandbox.errors import ApiError

Api = Callable[..., Coroutine[Any, Any, Any]]
Refusal = Callable[..., Coroutine[Any, Any, ApiError]]


class StandingClock:
    """Time that passes only when it is told to."""

    def __init__(self) -> None:
        self.time = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time

    def pass_by(self, **parts: int) -> None:
        self.time += timedelta(**parts)
