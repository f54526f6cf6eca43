"""The control address of the contract: how things stand, and moving a manual clock. Loopback only."""

import asyncio
import datetime
import ipaddress
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlsplit

import structlog
from aiohttp import web

from bot.clock import ManualClock, RealClock
from bot.housekeeping import next_round
from bot.post import Post
from mentoring.letters import Fate
from usecases.posting import Fates, Posting

log = structlog.get_logger()

FARTHEST = datetime.timedelta(days=5 * 366)
"""No story of the programme is longer than five years; beyond lie slips of the keyboard and the end of time."""


class ControlRefused(Exception):
    """``code`` for programs, ``message`` in Russian for people."""

    def __init__(self, code: str, message: str, status: int = 400) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.status = status


class Control:
    """``ready`` tells whether updates are being served; ``daily`` is the round that a real day would bring."""

    def __init__(
        self,
        clock: RealClock | ManualClock,
        post: Post,
        posting: Posting,
        ready: Callable[[], bool],
        daily: Callable[[], Awaitable[None]],
    ) -> None:
        self._clock = clock
        self._post = post
        self._posting = posting
        self._ready = ready
        self._daily = daily
        self._move = asyncio.Lock()

    async def status(self) -> dict[str, Any]:
        next_due = await self._posting.next_due()
        return {
            "now": self._local(self._clock.now()),
            "ready": self._ready(),
            "outbox": await self._posting.counts(),
            "next_due": None if next_due is None else self._local(next_due),
        }

    async def advance(self, target: datetime.datetime) -> dict[str, Any]:
        """Visit every moment at which something is due, in order. Raises ControlRefused."""
        async with self._moving(target) as clock, self._post.alone() as drain:
            fates = await drain()
            next_daily = next_round(clock.now())
            while not self._post.closing and (moment := await self._next(next_daily)) <= target:
                if moment > clock.now():
                    clock.set(moment)
                if clock.now() >= next_daily:
                    await self._daily()
                    next_daily = next_round(clock.now())
                fates.update(await drain())
            clock.set(target)
            return self._told(fates)

    async def _next(self, next_daily: datetime.datetime) -> datetime.datetime:
        next_due = await self._posting.next_due()
        return next_daily if next_due is None else min(next_due, next_daily)

    async def jump(self, target: datetime.datetime) -> dict[str, Any]:
        """As if the program had been down until then: one step, and what a start does. Raises ControlRefused."""
        async with self._moving(target) as clock, self._post.alone() as drain:
            missed = next_round(clock.now()) <= target
            clock.set(target)
            if missed:
                await self._daily()
            return self._told(await drain())

    @asynccontextmanager
    async def _moving(self, target: datetime.datetime) -> AsyncIterator[ManualClock]:
        """One move after the other."""
        clock = self._clock
        if not isinstance(clock, ManualClock):
            raise ControlRefused("clock_is_real", "Часы настоящие: их не переводят. Для этого нужно CLOCK=manual:…")
        async with self._move:
            if target < clock.now():
                raise ControlRefused("time_backwards", "Назад время не идёт: укажите момент позже нынешнего.")
            if target - clock.now() > FARTHEST:
                raise ControlRefused("too_far", "Так далеко часы не переводят: самое большее — на пять лет вперёд.")
            yield clock

    def _told(self, fates: Fates) -> dict[str, Any]:
        number = Counter(fates.values())
        return {
            "now": self._local(self._clock.now()),
            "sent": number[Fate.SENT],
            "dropped": number[Fate.DROPPED],
            "failed": number[Fate.RETRY] + number[Fate.UNREACHABLE],
        }

    def _local(self, moment: datetime.datetime) -> str:
        return moment.astimezone(self._clock.zone).isoformat()


# -- HTTP --------------------------------------------------------------------------------------------------------


def application(control: Control) -> web.Application:
    async def status(_: web.Request) -> web.Response:
        return web.json_response(await control.status())

    async def clock(request: web.Request) -> web.Response:
        move, target = await _asked(request)
        moved = await (control.advance(target) if move == "advance_to" else control.jump(target))
        log.info("clock_moved", move=move, **moved)
        return web.json_response(moved)

    app = web.Application(middlewares=[_refusals])
    app.router.add_get("/status", status)
    app.router.add_post("/clock", clock)
    return app


def _at_home(request: web.Request) -> None:
    """A page open in a browser of this machine must not reach us, whatever name it has made of our address.

    Raises ControlRefused.
    """
    if not _loopback(f"//{request.headers.get('Host', '')}"):
        raise ControlRefused("foreign_host", "Управление доступно только по адресу этой машины.", 403)
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{request.headers['Host']}":
        raise ControlRefused("foreign_origin", "Страницам из браузера управление недоступно.", 403)


def _loopback(url: str) -> bool:
    try:
        host = urlsplit(url).hostname or ""
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


async def _asked(request: web.Request) -> tuple[str, datetime.datetime]:
    """The move and its target. Raises ControlRefused."""
    try:
        body = await request.json()
    except (ValueError, LookupError, RecursionError) as error:
        # The charset may be one that nobody has, and brackets may be nested without end.
        raise ControlRefused("bad_json", 'Это не JSON. Нужно, например, {"advance_to": "…"}.') from error
    moves = [(move, body[move]) for move in ("advance_to", "jump_to") if move in body] if isinstance(body, dict) else []
    if len(moves) != 1:
        raise ControlRefused("bad_request", "Нужно одно из двух: advance_to или jump_to.")
    move, written = moves[0]
    try:
        target = datetime.datetime.fromisoformat(written)
    except (TypeError, ValueError) as error:
        raise ControlRefused("bad_time", f"{move}: нужно время ISO, например 2026-09-07T15:00:00+03:00.") from error
    if target.tzinfo is None:
        raise ControlRefused("naive_time", f"{move}: у времени нет смещения, а без него оно ничего не говорит.")
    return move, target


@web.middleware
async def _refusals(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    try:
        _at_home(request)
        return await handler(request)
    except ControlRefused as refused:
        return web.json_response({"error": refused.code, "message": refused.message}, status=refused.status)


@asynccontextmanager
async def listening(control: Control, listen: str) -> AsyncIterator[None]:
    """Serve on ``127.0.0.1:PORT`` while inside. Raises OSError when the port is taken."""
    host, _, port = listen.rpartition(":")
    runner = web.AppRunner(application(control), access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host.strip("[]"), int(port)).start()
        yield
    finally:
        await runner.cleanup()
