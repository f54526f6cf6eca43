"""A bot of a few lines and the programme's control address, for the browser to meet."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aiohttp import web
from aiohttp.test_utils import unused_port

from sandbox.files import Upload
from sandbox.people import Person
from sandbox.telegram import Telegram

MONDAY = datetime.fromisoformat("2026-09-07T10:00:00+03:00")

Json = dict[str, Any]
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class ScriptedBot:
    """Answers as a product would, in the fewest words; speaks to the sandbox directly."""

    def __init__(self, telegram: Telegram) -> None:
        self.telegram = telegram
        self.heard: list[Json] = []
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def call(self, method: str, files: dict[str, Upload] | None = None, **params: Any) -> Any:
        return await self.telegram.call(self.telegram.token, method, params, files)

    async def listens(self) -> None:
        offset = 0
        while True:
            for update in await self.call("getUpdates", offset=offset, timeout=30):
                offset = update["update_id"] + 1
                self.heard.append(update)
                await self.answers(update)

    async def answers(self, update: Json) -> None:
        if message := update.get("message"):
            await self.answers_message(message["chat"]["id"], message)
        elif query := update.get("callback_query"):
            await self.answers_press(query)

    async def answers_message(self, chat: int, message: Json) -> None:
        text = message.get("text", "")
        if text.startswith("/start"):
            await self.greets(chat, text.removeprefix("/start").strip())
        elif text == "форма":
            form = Upload("форма.txt", "Согласие".encode())
            await self.call("sendDocument", {"document": form}, chat_id=chat)
        elif document := message.get("document"):
            words = f"Получен файл {document['file_name']}, {document['file_size']} Б"
            await self.call("sendMessage", chat_id=chat, text=words)
        else:
            await self.call("sendMessage", chat_id=chat, text=f"Услышано: {kind_of(message)}")

    async def greets(self, chat: int, code: str) -> None:
        link = f"https://t.me/{self.telegram.bot.username}?start=INV42"
        keys = [
            [{"text": "Согласиться", "callback_data": "agree"}, {"text": "Отказаться", "callback_data": "refuse"}],
            [{"text": "Подробнее", "callback_data": "more"}],
            [{"text": "Приглашение", "url": link}],
        ]
        words = f"<b>Здравствуйте</b>\nКод: {code or 'нет'}\nДля коллег: {link}"
        markup = {"inline_keyboard": keys}
        await self.call("sendMessage", chat_id=chat, text=words, parse_mode="HTML", reply_markup=markup)

    async def answers_press(self, query: Json) -> None:
        await self.may_answer.wait()
        if query["data"] == "more":
            words = "Подробности пришлёт куратор"
            await self.call("answerCallbackQuery", callback_query_id=query["id"], text=words, show_alert=True)
            return
        message = query["message"]
        keys = [[{"text": "Назад", "callback_data": "back"}, {"text": "Меню", "callback_data": "menu"}]]
        await self.call(
            "editMessageText",
            chat_id=message["chat"]["id"],
            message_id=message["message_id"],
            text=f"Выбрано: {query['data']}",
            reply_markup={"inline_keyboard": keys},
        )
        await self.call("answerCallbackQuery", callback_query_id=query["id"], text="Записано")


def kind_of(message: Json) -> str:
    if "forward_origin" in message:
        return "пересланное"
    kinds = {"sticker": "стикер", "voice": "голосовое", "photo": "фото"}
    return next((word for key, word in kinds.items() if key in message), message.get("text", "?"))


@dataclass
class Control:
    """The programme's control address: a clock that remembers where it was sent."""

    now: datetime = MONDAY
    next_due: datetime | None = MONDAY + timedelta(hours=22)
    asked: list[Json] = field(default_factory=list)
    port: int = field(default_factory=unused_port)
    is_gone: bool = False

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @web.middleware
    async def vanish(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if self.is_gone and request.transport is not None:
            request.transport.abort()
        return await handler(request)

    async def status(self, _: web.Request) -> web.Response:
        return web.json_response(
            {
                "now": self.now.isoformat(),
                "ready": True,
                "outbox": {"due": 0, "in_flight": 0, "retry": 0},
                "next_due": self.next_due and self.next_due.isoformat(),
            }
        )

    async def advance(self, request: web.Request) -> web.Response:
        asked = await request.json()
        self.asked.append(asked)
        self.now = datetime.fromisoformat(asked["advance_to"])
        return web.json_response({"now": self.now.isoformat(), "sent": 3, "dropped": 0, "failed": 0})

    @contextlib.asynccontextmanager
    async def listening(self) -> AsyncIterator[None]:
        app = web.Application(middlewares=[self.vanish])
        app.router.add_get("/status", self.status)
        app.router.add_post("/clock", self.advance)
        runner = web.AppRunner(app, shutdown_timeout=0)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", self.port).start()
        try:
            yield
        finally:
            await runner.cleanup()


@dataclass
class Scene:
    """A school evening: who is there, what the bot heard, where the page is."""

    telegram: Telegram
    bot: ScriptedBot
    control: Control
    url: str
    anna: Person
    boris: Person
