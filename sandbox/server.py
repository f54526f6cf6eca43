"""The world over HTTP: Bot API, chat page, remote control. Loopback only."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from aiohttp import web

from sandbox.control import Control
from sandbox.errors import ApiError, ConnectionLost
from sandbox.files import LARGEST_UPLOAD, MEGABYTE, Upload
from sandbox.page_api import PageApi
from sandbox.remote import Remote
from sandbox.telegram import Telegram
from sandbox.webhook import deliver_updates

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
PAGE = Path(__file__).with_name("page")

_STOPPING_SECONDS = 0.5
_SECURITY_HEADERS = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}


class Server:
    """A running server."""

    def __init__(self, runner: web.AppRunner, url: str, page: PageApi) -> None:
        self._runner = runner
        self._page = page
        self.url = url
        """Its address without a slash at the end; also the base of the Bot API."""
        self.name_person = page.name_person

    async def close(self) -> None:
        """Ends streams and long polls and stops listening."""
        self._page.close_streams()
        await self._runner.cleanup()


async def serve(
    telegram: Telegram,
    host: str = "127.0.0.1",
    port: int = 0,
    control: str | Control | None = None,
) -> Server:
    """Starts serving; port 0 takes a free one. Raises ValueError for a host others can reach.

    `control` is the programme's control address, so that the page can move its clock.
    """
    if host not in LOOPBACK:
        raise ValueError(f"the sandbox serves this machine only, not {host}")
    link = Control(control) if isinstance(control, str) else control
    app = web.Application(client_max_size=LARGEST_UPLOAD + MEGABYTE, middlewares=[_only_from_this_machine])
    page = PageApi(telegram, link)
    page.add_routes(app)
    Remote(telegram).add_routes(app)
    BotApi(telegram).add_routes(app)
    app.router.add_get("/", _index)
    app.router.add_get("/page/{name:.+}", _page_file)
    app.cleanup_ctx.append(_surroundings(telegram, link))
    # A poll of a bot that has died must end with its connection.
    runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=_STOPPING_SECONDS)
    await runner.setup()
    listening = _listen(host, port)
    await web.SockSite(runner, listening).start()
    name = f"[{host}]" if ":" in host else host
    return Server(runner, f"http://{name}:{listening.getsockname()[1]}", page)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except OSError:
        listening.close()
        raise
    return listening


def _surroundings(telegram: Telegram, link: Control | None) -> Callable[[web.Application], AsyncIterator[None]]:
    async def surroundings(_app: web.Application) -> AsyncIterator[None]:
        delivery = asyncio.create_task(deliver_updates(telegram))
        yield
        delivery.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await delivery
        if link is not None:
            await link.close()

    return surroundings


@web.middleware
async def _only_from_this_machine(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """A foreign page open in the same browser must not press buttons here."""
    origin = request.headers.get("Origin")
    foreign = origin is not None and urlsplit(origin).netloc != request.host
    if foreign or urlsplit(f"//{request.host}").hostname not in LOOPBACK:
        return web.json_response({"error": "Сюда пускают только с этого компьютера."}, status=403)
    return await handler(request)


async def _index(_request: web.Request) -> web.StreamResponse:
    return _from_page("index.html")


async def _page_file(request: web.Request) -> web.StreamResponse:
    return _from_page(request.match_info["name"])


def _from_page(name: str) -> web.StreamResponse:
    path = (PAGE / name).resolve()
    if not path.is_relative_to(PAGE) or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={**_SECURITY_HEADERS, "Cache-Control": "no-cache"})


class BotApi:
    """/bot<token>/<method> and /file/bot<token>/<path>."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    def add_routes(self, app: web.Application) -> None:
        """Adds both addresses."""
        app.router.add_route("*", "/bot{token:[^/]+}/{method}", self._call)
        app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", self._download)

    async def _call(self, request: web.Request) -> web.StreamResponse:
        token, method = request.match_info["token"], request.match_info["method"]
        try:
            params, files = await _read_call(request)
            result = await self._telegram.call(token, method, params, files)
        except ApiError as error:
            return _refused(error)
        except web.HTTPRequestEntityTooLarge:
            return _refused(ApiError(413, "Request Entity Too Large"))
        except ConnectionLost:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        return web.json_response({"ok": True, "result": result})

    async def _download(self, request: web.Request) -> web.StreamResponse:
        token, path = request.match_info["token"], request.match_info["path"]
        try:
            data = self._telegram.download(token, path)
        except ApiError as error:
            return _refused(error)
        return web.Response(body=data, content_type="application/octet-stream")


def _refused(error: ApiError) -> web.Response:
    headers = {} if error.retry_after is None else {"Retry-After": str(error.retry_after)}
    return web.json_response(error.body(), status=error.code, headers=headers)


async def _read_call(request: web.Request) -> tuple[Mapping[str, Any], Mapping[str, Upload]]:
    """Parameters from the address, a form or JSON, and files of a multipart form."""
    params: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.content_type == "application/json":
        params.update(await _json_object(request))
        return params, files
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = Upload(value.filename, value.file.read())
        elif isinstance(value, str):
            params[name] = value
    return params, files


async def _json_object(request: web.Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise ApiError(400, "Bad Request: can't parse JSON object")
    return body
