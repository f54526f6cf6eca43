"""What the chat page asks for: people, their chats, acts, the programme's clock."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from aiohttp import web

from sandbox.chats import Message, MessageKind
from sandbox.control import Control, ControlError, duration
from sandbox.errors import ApiError
from sandbox.files import FileKind, StoredFile
from sandbox.markup import Entity, to_safe_html, utf16_length
from sandbox.people import Impossible, Person, small_picture
from sandbox.records import Event
from sandbox.telegram import Telegram

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_KEEPALIVE_SECONDS = 15.0
_BARE_LINK = re.compile(r"https?://[^\s<>«»\"]+[^\s<>«»\".,:;!?)\]]")
_KINDS_IN_WORDS = {
    MessageKind.PHOTO: "Фотография",
    MessageKind.STICKER: "Наклейка",
    MessageKind.VOICE: "Голосовое сообщение",
    MessageKind.SERVICE: "Служебное сообщение",
}


class Refused(Exception):
    """An act that cannot be done; the text is shown to the person at the page."""

    def __init__(self, message: str, status: int = 409) -> None:
        super().__init__(message)
        self.status = status


class PageApi:
    """One page's view of the world; several open pages share it."""

    def __init__(self, telegram: Telegram, control: Control | None) -> None:
        self._telegram = telegram
        self._control = control
        self._notes: dict[int, str] = {}
        self._read_up_to: dict[int, int] = {}
        self._streams: set[asyncio.Queue[str | None]] = set()

    def add_routes(self, app: web.Application) -> None:
        """Puts the whole page API under /api."""
        get, post = app.router.add_get, app.router.add_post
        get("/api/state", self._answering(self._state))
        get("/api/people/{id}/messages", self._answering(self._messages))
        get("/api/people/{id}/commands", self._answering(self._commands))
        get("/api/events", self._events)
        get("/api/files/{file_id}", self._file)
        post("/api/people", self._answering(self._new_person))
        post("/api/people/{id}/start", self._answering(self._start))
        post("/api/people/{id}/text", self._answering(self._text))
        post("/api/people/{id}/press", self._answering(self._press))
        post("/api/people/{id}/file", self._answering(self._upload))
        post("/api/people/{id}/send", self._answering(self._send))
        post("/api/people/{id}/block", self._answering(self._block))
        post("/api/people/{id}/read", self._answering(self._read))
        post("/api/clock", self._answering(self._clock))
        app.cleanup_ctx.append(self._listening)

    def name_person(self, person: Person, note: str) -> None:
        """A short note shown under the person's name: «куратор», «наставник»."""
        self._notes[person.id] = note

    # Answers

    def _answering(self, act: Callable[[web.Request], Awaitable[Any]]) -> Handler:
        async def handler(request: web.Request) -> web.Response:
            try:
                return web.json_response(await act(request))
            except Refused as refused:
                return web.json_response({"error": str(refused)}, status=refused.status)
            except ControlError as error:
                return web.json_response({"error": str(error)}, status=409)
            except Impossible:
                return web.json_response({"error": "Сейчас так сделать нельзя."}, status=409)

        return handler

    async def _state(self, _request: web.Request) -> dict[str, Any]:
        bot = self._telegram.bot
        return {
            "bot": {"username": bot.username, "name": bot.first_name},
            "clock": await self._clock_state(),
            "people": [self._described(person) for person in self._telegram.people],
        }

    async def _clock_state(self) -> dict[str, Any]:
        now = self._telegram.now().isoformat()
        if self._control is None:
            return {"available": False, "now": now, "next_due": None}
        try:
            status = await self._control.status()
        except ControlError:
            return {"available": False, "now": now, "next_due": None}
        return {"available": True, "now": status["now"], "next_due": status.get("next_due")}

    def _described(self, person: Person) -> dict[str, Any]:
        messages = person.messages
        last = messages[-1] if messages else None
        read = self._read_up_to.get(person.id, 0)
        return {
            "id": person.id,
            "name": person.name,
            "note": self._notes.get(person.id, ""),
            "unread": sum(m.is_from_bot and m.message_id > read for m in messages),
            "blocked": person.has_blocked,
            "started": person.has_started,
            "last": "" if last is None else _preview(last),
            "last_date": None if last is None else last.date,
        }

    async def _messages(self, request: web.Request) -> list[dict[str, Any]]:
        return [_shown(message) for message in self._person(request).messages]

    async def _commands(self, request: web.Request) -> list[dict[str, str]]:
        return self._telegram.commands_in(self._person(request).chat)

    # Acts

    async def _new_person(self, request: web.Request) -> dict[str, Any]:
        body = await _json(request)
        first_name = _text_of(body, "first_name")
        last_name = body.get("last_name") or None
        person = self._telegram.person(first_name, last_name, body.get("username") or None)
        if body.get("note"):
            self.name_person(person, str(body["note"]))
        return self._described(person)

    async def _start(self, request: web.Request) -> dict[str, Any]:
        body = await _json(request)
        try:
            self._person(request).start_now(body.get("payload") or None)
        except Impossible:
            raise Refused("В такой ссылке есть недопустимые знаки.", 400) from None
        return {"ok": True}

    async def _text(self, request: web.Request) -> dict[str, Any]:
        text = _text_of(await _json(request), "text")
        self._writing_person(request).type_now(text)
        return {"ok": True}

    async def _press(self, request: web.Request) -> dict[str, Any]:
        body = await _json(request)
        person = self._writing_person(request)
        message = person.chat.message(body.get("message_id"))
        if message is None:
            raise Refused("Этого сообщения уже нет.", 404)
        row, column = body.get("row"), body.get("column")
        if not isinstance(row, int) or not isinstance(column, int) or min(row, column) < 0:
            raise Refused("Не указано, какая кнопка нажата.", 400)
        try:
            person.press_at(message, row, column)
        except IndexError:
            raise Refused("Этой кнопки уже нет.") from None
        return {"ok": True}

    async def _upload(self, request: web.Request) -> dict[str, Any]:
        person = self._writing_person(request)
        form = await request.post()
        upload = form.get("file")
        if not isinstance(upload, web.FileField):
            raise Refused("Файл не выбран.", 400)
        caption = form.get("caption")
        name = upload.filename or "file"
        try:
            person.send_now(FileKind.DOCUMENT, name, upload.file.read(), caption if isinstance(caption, str) else None)
        except ApiError as error:
            too_big = error.code == 413
            raise Refused(
                "Файл больше 50 МБ: Telegram такие не передаёт." if too_big else "Файл пустой.", 400
            ) from error
        return {"ok": True}

    async def _send(self, request: web.Request) -> dict[str, Any]:
        kind = (await _json(request)).get("kind")
        person = self._writing_person(request)
        if kind == "sticker":
            person.send_now(FileKind.STICKER, "sticker.webp", b"RIFF sticker")
        elif kind == "voice":
            person.send_now(FileKind.VOICE, "voice.ogg", b"OggS voice")
        elif kind == "photo":
            person.send_now(FileKind.PHOTO, "photo.png", small_picture())
        elif kind == "forward":
            person.forward_now("Пересланное сообщение")
        else:
            raise Refused("Такого вложения здесь нет.", 400)
        return {"ok": True}

    async def _block(self, request: web.Request) -> dict[str, Any]:
        blocked = bool((await _json(request)).get("blocked"))
        person = self._person(request)
        if not person.has_started:
            raise Refused("Сначала нажмите «Начать».")
        if blocked and not person.has_blocked:
            person.block_now()
        elif not blocked and person.has_blocked:
            person.unblock_now()
        return {"ok": True}

    async def _read(self, request: web.Request) -> dict[str, Any]:
        person = self._person(request)
        messages = person.messages
        self._read_up_to[person.id] = messages[-1].message_id if messages else 0
        return {"ok": True}

    async def _clock(self, request: web.Request) -> dict[str, Any]:
        body = await _json(request)
        if self._control is None:
            raise Refused("Здесь идёт настоящее время: перевести его нельзя.")
        status = await self._control.status()
        if body.get("to_next"):
            if not status.get("next_due"):
                raise Refused("Впереди пока ничего не запланировано.")
            to = datetime.fromisoformat(status["next_due"])
        else:
            to = datetime.fromisoformat(status["now"]) + _step(body.get("advance_by"))
        done = await self._control.advance(to, self._tell_time)
        return {key: done.get(key) for key in ("now", "sent", "dropped", "failed")}

    def _person(self, request: web.Request) -> Person:
        wanted = request.match_info["id"]
        for person in self._telegram.people:
            if str(person.id) == wanted:
                return person
        raise Refused("Такого человека здесь нет.", 404)

    def _writing_person(self, request: web.Request) -> Person:
        person = self._person(request)
        if not person.has_started:
            raise Refused("Сначала нажмите «Начать».")
        if person.has_blocked:
            raise Refused("Бот заблокирован: сначала разблокируйте его.")
        return person

    async def _file(self, request: web.Request) -> web.Response:
        try:
            file = self._telegram.files.find(request.match_info["file_id"])
        except ApiError:
            return web.json_response({"error": "Такого файла нет."}, status=404)
        headers = {"X-Content-Type-Options": "nosniff"}
        if file.kind is not FileKind.PHOTO:
            # Shown in place, a person's HTML would run with the page's rights.
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
        return web.Response(body=file.data, content_type=file.mime_type, headers=headers)

    # Events

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(request)
        queue: asyncio.Queue[str | None] = asyncio.Queue()
        self._streams.add(queue)
        try:
            await response.write(b": hello\n\n")
            while (line := await _next_line(queue)) is not None:
                await response.write(line.encode())
        except ConnectionResetError:
            pass  # the page was closed
        finally:
            self._streams.discard(queue)
        return response

    async def _listening(self, _app: web.Application) -> AsyncIterator[None]:
        self._telegram.listeners.append(self._tell)
        yield
        self._telegram.listeners.remove(self._tell)

    def close_streams(self) -> None:
        """Ends the streams of events, so that the server can stop."""
        for queue in self._streams:
            queue.put_nowait(None)

    def _tell(self, event: Event) -> None:
        if not self._streams:
            return
        told: dict[str, Any] = {"type": event.type, "person": event.chat_id}
        if event.type == "delete" and event.message is not None:
            told["message_id"] = event.message.message_id
        elif event.message is not None:
            told["message"] = _shown(event.message)
        if event.type in {"toast", "action"}:
            told.update(text=event.text, alert=event.is_alert)
        self._publish(told)

    def _tell_time(self, now: datetime) -> None:
        self._publish({"type": "clock", "now": now.astimezone(UTC).isoformat()})

    def _publish(self, told: dict[str, Any]) -> None:
        line = f"data: {json.dumps(told, ensure_ascii=False)}\n\n"
        for queue in self._streams:
            queue.put_nowait(line)


async def _next_line(queue: asyncio.Queue[str | None]) -> str | None:
    try:
        async with asyncio.timeout(_KEEPALIVE_SECONDS):
            return await queue.get()
    except TimeoutError:
        return ": still here\n\n"


async def _json(request: web.Request) -> dict[str, Any]:
    if not request.can_read_body:
        return {}
    try:
        body = await request.json()
    except ValueError:
        raise Refused("Запрос не разобран: нужен JSON.", 400) from None
    if not isinstance(body, dict):
        raise Refused("Запрос не разобран: нужен объект JSON.", 400)
    return body


def _text_of(body: dict[str, Any], key: str) -> str:
    text = body.get(key)
    if not isinstance(text, str) or not text.strip():
        raise Refused("Напишите хотя бы одно слово.", 400)
    return text.strip()


def _step(text: object) -> Any:
    try:
        return duration(str(text))
    except ValueError:
        raise Refused("Не указано, на сколько перевести часы.", 400) from None


def _shown(message: Message) -> dict[str, Any]:
    """A message as the page draws it."""
    file = message.file
    return {
        "id": message.message_id,
        "from": "bot" if message.is_from_bot else "person",
        "kind": message.kind.value,
        "html": to_safe_html(message.text, _with_bare_links(message)),
        "text": message.text,
        "date": message.date,
        "edited": message.edit_date is not None,
        "buttons": [[_shown_button(button) for button in row] for row in message.buttons],
        "photo": _address(file) if file is not None and file.kind is FileKind.PHOTO else None,
        "document": _shown_document(file),
    }


def _shown_button(button: dict[str, Any]) -> dict[str, str]:
    shown = {"label": button["text"]}
    if "url" in button:
        shown["url"] = button["url"]
    return shown


def _shown_document(file: StoredFile | None) -> dict[str, Any] | None:
    if file is None or file.kind is not FileKind.DOCUMENT:
        return None
    return {"name": file.name, "size": len(file.data), "url": _address(file)}


def _address(file: StoredFile) -> str:
    return f"/api/files/{file.file_id}"


def _with_bare_links(message: Message) -> list[Entity]:
    """Entities, and addresses in plain text: every client makes them links."""
    entities = list(message.entities)
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities]
    for link in _BARE_LINK.finditer(message.text):
        begins = utf16_length(message.text[: link.start()])
        ends = begins + utf16_length(link.group())
        if all(ends <= left or right <= begins for left, right in taken):
            entities.append({"type": "url", "offset": begins, "length": ends - begins})
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _preview(message: Message) -> str:
    if message.text:
        return message.text.split("\n", 1)[0][:80]
    if message.file is not None and message.kind is MessageKind.DOCUMENT:
        return message.file.name
    return _KINDS_IN_WORDS.get(message.kind, "")
