"""The programme's control address: its clock, read and moved over HTTP."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp

_DURATION = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?")
_SAME_AS_REAL = timedelta(minutes=1)
_STATUS_SECONDS = 2.0
_WATCH_SECONDS = 0.3


class ControlError(Exception):
    """The programme does not answer or does not let its clock be moved; text in Russian."""


def duration(text: str) -> timedelta:
    """An ISO 8601 duration in weeks, days, hours, minutes; ValueError for anything else."""
    match = _DURATION.fullmatch(text)
    if match is None or not any(match.groups()):
        raise ValueError(text)
    weeks, days, hours, minutes = (int(number or 0) for number in match.groups())
    return timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)


class Control:
    """Talks to one control address, for example http://127.0.0.1:8090."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._http: aiohttp.ClientSession | None = None
        self._heard: datetime | None = None

    def time(self) -> datetime:
        """The programme's time as last heard; real time before that, or if it runs on that."""
        real = datetime.now(UTC)
        if self._heard is None or abs(self._heard - real) < _SAME_AS_REAL:
            return real
        return self._heard

    async def status(self) -> dict[str, Any]:
        """now, ready, outbox, next_due. Raises ControlError when nobody answers."""
        status = await self._ask("GET", "/status", seconds=_STATUS_SECONDS)
        self._hear(status)
        return status

    async def advance(self, to: datetime, tell: Callable[[datetime], None]) -> dict[str, Any]:
        """Walks the clock to a moment; `tell` hears how far it came on the way."""
        watch = asyncio.create_task(self._watch(tell))
        try:
            done = await self._ask("POST", "/clock", {"advance_to": to.isoformat()})
        finally:
            watch.cancel()
        self._hear(done)
        tell(self.time())
        return done

    async def close(self) -> None:
        """Closes the connections."""
        if self._http is not None:
            await self._http.close()

    async def _watch(self, tell: Callable[[datetime], None]) -> None:
        while True:
            await asyncio.sleep(_WATCH_SECONDS)
            try:
                await self.status()
            except ControlError:
                continue
            tell(self.time())

    async def _ask(self, verb: str, path: str, body: Any = None, *, seconds: float = 600.0) -> dict[str, Any]:
        if self._http is None:
            self._http = aiohttp.ClientSession()
        limit = aiohttp.ClientTimeout(total=seconds)
        try:
            async with self._http.request(verb, self._url + path, json=body, timeout=limit) as got:
                answer = await got.json(content_type=None)
        except (aiohttp.ClientError, TimeoutError, ValueError) as error:
            raise ControlError("Программа не отвечает: проверьте, запущена ли она.") from error
        if not isinstance(answer, dict) or got.status >= 400:
            message = answer.get("message") if isinstance(answer, dict) else None
            raise ControlError(message or "Программа не дала перевести часы.")
        return answer

    def _hear(self, answer: dict[str, Any]) -> None:
        now = answer.get("now")
        if isinstance(now, str):
            self._heard = datetime.fromisoformat(now)
