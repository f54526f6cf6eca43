"""The same switches that tests turn in process, over HTTP: failures, flood, log, repeats."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from sandbox.faults import FaultKind
from sandbox.telegram import Telegram


class Remote:
    """Control for tests that run the bot in another process."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    def add_routes(self, app: web.Application) -> None:
        """Adds /api/faults, /api/flood, /api/latency, /api/calls and /api/redeliver."""
        app.router.add_post("/api/faults", self._faults)
        app.router.add_post("/api/flood", self._flood)
        app.router.add_post("/api/latency", self._latency)
        app.router.add_get("/api/calls", self._calls)
        app.router.add_post("/api/redeliver", self._redeliver)

    async def _faults(self, request: web.Request) -> web.Response:
        """{"kind": refuse|hang|lose_reply|clear, "count", "status", "methods", "seconds"}."""
        body = await request.json()
        faults = self._telegram.faults
        kind, count, methods = body.get("kind", "refuse"), body.get("count", 1), body.get("methods")
        if kind == "clear":
            faults.clear()
        elif kind == FaultKind.REFUSE.value:
            status, wait = body.get("status", 502), body.get("retry_after")
            faults.next(count, status, methods=methods, retry_after=wait)
        elif kind == FaultKind.HANG.value:
            faults.hang(count, body.get("seconds"), methods=methods)
        elif kind == FaultKind.LOSE_REPLY.value:
            faults.lose_reply(count, methods=methods)
        else:
            return web.json_response({"error": f"unknown kind of fault: {kind}"}, status=400)
        return web.json_response({"ok": True})

    async def _flood(self, request: web.Request) -> web.Response:
        """{"on": bool}; buckets are full again after every switch."""
        flood = self._telegram.flood
        flood.forget()
        flood.on = bool((await request.json())["on"])
        return web.json_response({"on": flood.on})

    async def _latency(self, request: web.Request) -> web.Response:
        """{"seconds": float} that every call takes on its way."""
        self._telegram.latency = float((await request.json())["seconds"])
        return web.json_response({"seconds": self._telegram.latency})

    async def _calls(self, request: web.Request) -> web.Response:
        """?method=…&skip=N: calls oldest first, without the first N."""
        method = request.query.get("method")
        calls = [call for call in self._telegram.calls if method in {None, call.method}]
        skip = int(request.query.get("skip", 0))
        return web.json_response([_described(call) for call in calls[skip:]])

    async def _redeliver(self, request: web.Request) -> web.Response:
        """{"update_id"}; without it the newest update comes again."""
        body = await request.json() if request.can_read_body else {}
        update_id = body.get("update_id", self._telegram.updates.newest_id)
        try:
            self._telegram.redeliver(int(update_id or 0))
        except KeyError:
            return web.json_response({"error": f"unknown update {update_id}"}, status=404)
        return web.json_response({"update_id": update_id})


def _described(call: Any) -> dict[str, Any]:
    return {
        "at": call.at.isoformat(),
        "method": call.method,
        "params": dict(call.params),
        "outcome": call.outcome,
        "result": call.result,
    }
