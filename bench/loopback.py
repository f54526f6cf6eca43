"""The canned Telegram as a process of its own: real HTTP on loopback, for two bots at a time.

A bot's token chooses its crowd. ``POST /crowd/TOKEN`` with people makes one, ``POST /press/TOKEN`` lets it press.
"""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import aiohttp
from aiohttp import web

from bench.canned import answered, noted
from bench.crowd import Crowd, Presser


class Telegram:
    """Answers both bots."""

    def __init__(self) -> None:
        self._crowds: dict[str, Crowd] = {}

    def application(self) -> web.Application:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_post("/crowd/{token}", self._gather)
        app.router.add_post("/press/{token}", self._press)
        app.router.add_post("/bot{token}/{method}", self._call)
        return app

    async def _gather(self, request: web.Request) -> web.Response:
        asked = await request.json()
        people = [Presser(one["id"], one["message_id"], tuple(one["presses"])) for one in asked["people"]]
        self._crowds[request.match_info["token"]] = Crowd(people, asked["at_once"])
        return web.json_response({})

    async def _press(self, request: web.Request) -> web.Response:
        count = (await request.json())["count"]
        return web.json_response(await self._crowds[request.match_info["token"]].press(count))

    async def _call(self, request: web.Request) -> web.Response:
        crowd, method = self._crowds[request.match_info["token"]], request.match_info["method"]
        form: dict[str, Any] = {name: str(value) for name, value in (await request.post()).items()}
        body = await answered(crowd, method, form)
        response = web.Response(text=f'{{"ok":true,"result":{body}}}', content_type="application/json")
        # The press counts as answered when the answer is on its way: the crowd presses on in the next turn.
        asyncio.get_running_loop().call_soon(noted, crowd, method, form)
        return response


class Remote:
    """The same crowd, seen from the process of the bots."""

    def __init__(self, http: aiohttp.ClientSession, url: str, token: str) -> None:
        self._http = http
        self._url = url
        self._token = token

    async def gather(self, people: list[Presser], at_once: int) -> None:
        everybody = [{"id": one.id, "message_id": one.message_id, "presses": one.presses} for one in people]
        await self._ask("crowd", {"people": everybody, "at_once": at_once})

    async def press(self, count: int) -> list[float]:
        """Press so many times; return how many seconds each press waited."""
        seconds: list[float] = await self._ask("press", {"count": count})
        return seconds

    async def _ask(self, what: str, body: dict[str, Any]) -> Any:
        async with self._http.post(f"{self._url}/{what}/{self._token}", json=body) as answer:
            answer.raise_for_status()
            return await answer.json()


@asynccontextmanager
async def elsewhere() -> AsyncIterator[tuple[aiohttp.ClientSession, str]]:
    """The process while inside, with a way to talk to it and its address."""
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "bench.loopback", stdout=PIPE)
    try:
        url = await _address(process)
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None)) as http:
            yield http, url
    finally:
        process.kill()
        await process.wait()


async def _address(process: Process) -> str:
    assert process.stdout is not None
    address: str = json.loads(await process.stdout.readline())["url"]
    return address


async def serve() -> None:
    """Serve on a free port until killed; the first line says where."""
    runner = web.AppRunner(Telegram().application(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host, port = runner.addresses[0][:2]
    print(json.dumps({"url": f"http://{host}:{port}"}), flush=True)
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(serve())
