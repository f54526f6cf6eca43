"""What the chat page is served: people, chats, acts, events, the programme's clock."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from aiohttp import web
from yarl import URL

from sandbox.control import Control, ControlError, duration
from sandbox.files import MEGABYTE, Upload
from sandbox.people import Person, small_picture
from sandbox.server import Server, serve
from sandbox.telegram import Telegram
from tests.sandbox.world import Api


class Page:
    """A browser's view of one server."""

    def __init__(self, http: aiohttp.ClientSession, server: Server) -> None:
        self.http = http
        self.url = server.url

    async def reads(self, path: str) -> Any:
        async with self.http.get(self.url + path) as answer:
            assert answer.status == 200
            return await answer.json()

    async def does(self, path: str, **body: Any) -> Any:
        async with self.http.post(self.url + path, json=body) as answer:
            told = await answer.json()
            assert answer.status == 200, told
            return told

    async def is_refused(self, path: str, **body: Any) -> tuple[int, str]:
        async with self.http.post(self.url + path, json=body) as answer:
            return answer.status, (await answer.json())["error"]


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def page(telegram: Telegram, http: aiohttp.ClientSession) -> AsyncIterator[Page]:
    server = await serve(telegram)
    yield Page(http, server)
    await server.close()


QUESTION = {
    "inline_keyboard": [
        [{"text": "Да", "callback_data": "yes"}, {"text": "Нет", "callback_data": "no"}],
        [{"text": "Сайт", "url": "https://school.ru"}],
    ]
}


async def test_a_newcomer_is_made_starts_and_is_listed(page: Page, telegram: Telegram) -> None:
    made = await page.does("/api/people", first_name="Ольга", last_name="Ким", note="куратор")
    assert (made["name"], made["note"], made["started"]) == ("Ольга Ким", "куратор", False)
    await page.does(f"/api/people/{made['id']}/start", payload="code")
    assert telegram.updates.pending[-1]["message"]["text"] == "/start code"
    state = await page.reads("/api/state")
    assert state["bot"] == {"username": "nastavnik_local_bot", "name": "Наставник"}
    assert state["people"] == [
        {
            "id": made["id"],
            "name": "Ольга Ким",
            "note": "куратор",
            "unread": 0,
            "blocked": False,
            "started": True,
            "last": "/start code",
            "last_date": 1788253200,
        }
    ]
    assert state["clock"]["available"] is False


async def test_messages_are_shown_safely(page: Page, api: Api, anna: Person) -> None:
    await api(
        "sendMessage",
        chat_id=anna.id,
        text="<b>Готово</b> &lt;script&gt; https://school.ru/a.",
        parse_mode="HTML",
        reply_markup=QUESTION,
    )
    shown = (await page.reads(f"/api/people/{anna.id}/messages"))[-1]
    link = '<a href="https://school.ru/a" rel="noopener noreferrer" target="_blank">'
    assert shown == {
        "id": anna.last.message_id,
        "from": "bot",
        "kind": "text",
        "html": f"<b>Готово</b> &lt;script&gt; {link}https://school.ru/a</a>.",
        "text": "Готово <script> https://school.ru/a.",
        "date": anna.last.date,
        "edited": False,
        "buttons": [
            [{"label": "Да"}, {"label": "Нет"}],
            [{"label": "Сайт", "url": "https://school.ru"}],
        ],
        "photo": None,
        "document": None,
    }


async def test_a_person_writes_presses_and_sends(page: Page, api: Api, telegram: Telegram, anna: Person) -> None:
    chat = f"/api/people/{anna.id}"
    await api("sendMessage", chat_id=anna.id, text="?", reply_markup=QUESTION)
    await page.does(f"{chat}/text", text=" Привет ")
    await page.does(f"{chat}/press", message_id=anna.last.message_id, row=0, column=1)
    for kind in ("sticker", "voice", "photo", "forward"):
        await page.does(f"{chat}/send", kind=kind)
    text, press, *others = telegram.updates.pending
    assert text["message"]["text"] == "Привет"
    assert press["callback_query"]["data"] == "no"
    keys = ("sticker", "voice", "photo", "forward_origin")
    assert all(key in update["message"] for key, update in zip(keys, others, strict=True))


async def test_files_go_both_ways(page: Page, api: Api, telegram: Telegram, anna: Person) -> None:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("file", b"PK", filename="план работы.docx")
    form.add_field("caption", "Мой план")
    async with page.http.post(f"{page.url}/api/people/{anna.id}/file", data=form) as answer:
        assert answer.status == 200
    sent = telegram.updates.pending[-1]["message"]
    assert (sent["document"]["file_name"], sent["caption"]) == ("план работы.docx", "Мой план")

    await api("sendPhoto", {"photo": Upload("qr.png", small_picture())}, chat_id=anna.id)
    own, received = (await page.reads(f"/api/people/{anna.id}/messages"))[-2:]
    assert (own["document"]["name"], own["document"]["size"]) == ("план работы.docx", 2)
    async with page.http.get(page.url + received["photo"]) as picture:
        assert picture.content_type == "image/png"
        assert await picture.read() == small_picture()
    async with page.http.get(page.url + own["document"]["url"]) as document:
        assert document.headers["Content-Disposition"].startswith("attachment")
        assert await document.read() == b"PK"


async def test_unread_marks_go_away_when_the_chat_is_read(page: Page, api: Api, anna: Person) -> None:
    for text in ("раз", "два"):
        await api("sendMessage", chat_id=anna.id, text=text)
    assert (await page.reads("/api/state"))["people"][0]["unread"] == 2
    await page.does(f"/api/people/{anna.id}/read")
    assert (await page.reads("/api/state"))["people"][0]["unread"] == 0


async def test_a_block_is_seen_and_stops_writing(page: Page, anna: Person) -> None:
    chat = f"/api/people/{anna.id}"
    await page.does(f"{chat}/block", blocked=True)
    assert (await page.reads("/api/state"))["people"][0]["blocked"] is True
    refused = await page.is_refused(f"{chat}/text", text="Эй")
    assert refused == (409, "Бот заблокирован: сначала разблокируйте его.")
    await page.does(f"{chat}/block", blocked=False)
    await page.does(f"{chat}/text", text="Эй")


async def test_the_menu_of_commands(page: Page, api: Api, anna: Person) -> None:
    commands = [{"command": "menu", "description": "Меню"}]
    await api("setMyCommands", commands=commands, scope={"type": "all_private_chats"})
    assert await page.reads(f"/api/people/{anna.id}/commands") == commands


@pytest.mark.parametrize(
    ("path", "body", "status", "words"),
    [
        ("text", {"text": " "}, 400, "Напишите хотя бы одно слово."),
        ("press", {"message_id": 10**9, "row": 0, "column": 0}, 404, "Этого сообщения уже нет."),
        ("send", {"kind": "poll"}, 400, "Такого вложения здесь нет."),
        ("start", {"payload": "с пробелом"}, 400, "В такой ссылке есть недопустимые знаки."),
        ("file", {}, 400, "Файл не выбран."),
    ],
)
async def test_what_cannot_be_done_is_said_in_russian(
    page: Page, anna: Person, path: str, body: dict[str, Any], status: int, words: str
) -> None:
    assert await page.is_refused(f"/api/people/{anna.id}/{path}", **body) == (status, words)


async def test_a_button_that_is_gone(page: Page, api: Api, anna: Person) -> None:
    await api("sendMessage", chat_id=anna.id, text="?", reply_markup=QUESTION)
    there = {"message_id": anna.last.message_id, "row": 5, "column": 0}
    refused = await page.is_refused(f"/api/people/{anna.id}/press", **there)
    assert refused == (409, "Этой кнопки уже нет.")


async def test_a_stranger_must_start_first(page: Page, telegram: Telegram) -> None:
    stranger = telegram.person("Борис")
    refused = await page.is_refused(f"/api/people/{stranger.id}/text", text="Привет")
    assert refused == (409, "Сначала нажмите «Начать».")
    refused = await page.is_refused("/api/people/5/text", text="Привет")
    assert refused == (404, "Такого человека здесь нет.")


async def next_event(stream: aiohttp.ClientResponse) -> dict[str, Any]:
    async with asyncio.timeout(5):
        while not (line := await stream.content.readline()).startswith(b"data: "):
            pass
    event: dict[str, Any] = json.loads(line.removeprefix(b"data: "))
    return event


async def test_what_happens_is_told_as_it_happens(page: Page, api: Api, telegram: Telegram, anna: Person) -> None:
    async with page.http.get(page.url + "/api/events") as stream:
        assert await stream.content.readline() == b": hello\n"
        sent = await api("sendMessage", chat_id=anna.id, text="?", reply_markup=QUESTION)
        there = {"chat_id": anna.id, "message_id": sent["message_id"]}
        query = await anna.press_data("yes")
        await api("answerCallbackQuery", callback_query_id=query.query_id, text="Да", show_alert=True)
        await api("editMessageText", **there, text="!")
        await api("sendChatAction", chat_id=anna.id, action="typing")
        await api("deleteMessage", **there)
        await anna.blocks()
        events = [await next_event(stream) for _ in range(6)]
    assert [event["type"] for event in events] == [
        "message",
        "toast",
        "edit",
        "action",
        "delete",
        "people",
    ]
    assert {event["person"] for event in events} == {anna.id}
    assert events[0]["message"]["buttons"][0][0] == {"label": "Да"}
    assert (events[1]["text"], events[1]["alert"]) == ("Да", True)
    assert (events[2]["message"]["text"], events[2]["message"]["edited"]) == ("!", True)
    assert events[4]["message_id"] == sent["message_id"]


async def test_an_open_page_does_not_hold_up_the_end(telegram: Telegram) -> None:
    server = await serve(telegram)
    async with aiohttp.ClientSession() as http, http.get(server.url + "/api/events") as stream:
        await stream.content.readline()
        async with asyncio.timeout(2):
            await server.close()


async def test_foreign_pages_are_kept_out(page: Page) -> None:
    for headers in ({"Origin": "https://evil.example"}, {"Host": "evil.example"}):
        async with page.http.get(page.url + "/api/state", headers=headers) as answer:
            assert answer.status == 403
    async with page.http.get(page.url + "/api/state", headers={"Origin": page.url}) as answer:
        assert answer.status == 200


async def test_the_page_is_served_and_nothing_beside_it(page: Page) -> None:
    async with page.http.get(page.url + "/") as answer:
        assert answer.content_type == "text/html"
    for path in ("/page/..%2Fserver.py", "/page/none.js"):
        async with page.http.get(URL(page.url + path, encoded=True)) as answer:
            assert answer.status == 404


async def test_others_cannot_reach_it(telegram: Telegram) -> None:
    with pytest.raises(ValueError, match="this machine only"):
        await serve(telegram, "0.0.0.0")


# The switches for tests of a bot in another process


async def test_switches_from_afar(page: Page, api: Api, telegram: Telegram, anna: Person) -> None:
    await page.does("/api/faults", count=2, status=503, methods=["getMe"])
    assert telegram.faults
    await page.does("/api/faults", kind="clear")
    assert not telegram.faults
    await page.does("/api/faults", kind="hang", seconds=0.001, methods=["getMe"])
    await page.does("/api/faults", kind="lose_reply", methods=["getChat"])
    status, _ = await page.is_refused("/api/faults", kind="earthquake")
    assert status == 400
    await page.does("/api/flood", on=True)
    assert telegram.flood.on
    await page.does("/api/latency", seconds=0.001)
    assert telegram.latency == 0.001


async def test_the_log_of_calls_from_afar(page: Page, api: Api, anna: Person) -> None:
    await api("sendMessage", chat_id=anna.id, text="раз")
    await api("getMe")
    calls = await page.reads("/api/calls?method=sendMessage")
    assert [(call["params"]["text"], call["outcome"]) for call in calls] == [("раз", "ok")]
    assert len(await page.reads("/api/calls?skip=1")) == 1


async def test_an_update_comes_again_from_afar(page: Page, api: Api, anna: Person) -> None:
    await anna.types("раз")
    update_id = (await api("getUpdates"))[0]["update_id"]
    await api("getUpdates", offset=update_id + 1)
    assert await page.does("/api/redeliver") == {"update_id": update_id}
    assert (await api("getUpdates", offset=update_id + 1))[0]["update_id"] == update_id
    status, _ = await page.is_refused("/api/redeliver", update_id=1)
    assert status == 404


async def test_the_bot_api_takes_json_forms_and_addresses(page: Page, anna: Person) -> None:
    base = f"{page.url}/bot{Telegram().token}"
    call = {"chat_id": str(anna.id), "text": "Да"}
    async with page.http.post(f"{base}/sendMessage", json=call) as answer:
        assert answer.status == 200
    async with page.http.post(f"{base}/sendMessage", data=call) as answer:
        assert answer.status == 200
    async with page.http.get(f"{base}/sendMessage", params=call) as answer:
        assert answer.status == 200
    async with page.http.post(f"{base}/sendMessage", data=b"[", headers={"Content-Type": "application/json"}) as answer:
        assert answer.status == 400
        assert await answer.json() == {
            "ok": False,
            "error_code": 400,
            "description": "Bad Request: can't parse JSON object",
        }
    big = aiohttp.FormData()
    big.add_field("document", io.BytesIO(bytes(52 * MEGABYTE)), filename="big.bin")
    async with page.http.post(f"{base}/sendDocument", data=big) as answer:
        assert answer.status == 413


# The programme's clock


class Programme:
    """A programme whose clock can be moved: the other side of the control address."""

    def __init__(self) -> None:
        self.now = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
        self.next_due: datetime | None = None
        self._runner: web.AppRunner | None = None

    async def listens(self) -> str:
        app = web.Application()
        app.router.add_get("/status", self._status)
        app.router.add_post("/clock", self._clock)
        self._runner = web.AppRunner(app)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        return f"http://127.0.0.1:{self._runner.addresses[0][1]}"

    async def stops(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _status(self, _request: web.Request) -> web.Response:
        due = None if self.next_due is None else self.next_due.isoformat()
        return web.json_response({"now": self.now.isoformat(), "ready": True, "next_due": due})

    async def _clock(self, request: web.Request) -> web.Response:
        self.now = datetime.fromisoformat((await request.json())["advance_to"])
        return web.json_response({"now": self.now.isoformat(), "sent": 3, "dropped": 1, "failed": 0})


@pytest.fixture
async def programme() -> AsyncIterator[Programme]:
    running = Programme()
    yield running
    await running.stops()


@pytest.fixture
async def timed_page(programme: Programme, http: aiohttp.ClientSession) -> AsyncIterator[tuple[Page, Telegram]]:
    control = Control(await programme.listens())
    telegram = Telegram(now=control.time)
    server = await serve(telegram, control=control)
    yield Page(http, server), telegram
    await server.close()


@pytest.mark.parametrize(
    ("step", "passed"),
    [("PT1H", timedelta(hours=1)), ("P1D", timedelta(days=1)), ("P7D", timedelta(days=7))],
)
async def test_the_clock_is_moved_and_dates_messages(
    timed_page: tuple[Page, Telegram], programme: Programme, step: str, passed: timedelta
) -> None:
    page, telegram = timed_page
    before = programme.now
    state = await page.reads("/api/state")
    assert state["clock"] == {"available": True, "now": before.isoformat(), "next_due": None}
    done = await page.does("/api/clock", advance_by=step)
    assert done == {"now": (before + passed).isoformat(), "sent": 3, "dropped": 1, "failed": 0}
    anna = telegram.person("Анна")
    anna.start_now()
    assert anna.messages[-1].date == (before + passed).timestamp()


async def test_the_clock_goes_to_the_next_event(timed_page: tuple[Page, Telegram], programme: Programme) -> None:
    page, _ = timed_page
    refused = await page.is_refused("/api/clock", to_next=True)
    assert refused == (409, "Впереди пока ничего не запланировано.")
    programme.next_due = programme.now + timedelta(days=3)
    done = await page.does("/api/clock", to_next=True)
    assert done["now"] == programme.next_due.isoformat()


async def test_a_moved_clock_is_told_to_the_page(timed_page: tuple[Page, Telegram]) -> None:
    page, _ = timed_page
    async with page.http.get(page.url + "/api/events") as stream:
        await page.does("/api/clock", advance_by="PT1H")
        event = await next_event(stream)
    assert event == {"type": "clock", "now": "2026-09-01T10:00:00+00:00"}


async def test_without_a_programme_time_stays_real(
    page: Page, timed_page: tuple[Page, Telegram], programme: Programme
) -> None:
    refused = await page.is_refused("/api/clock", advance_by="PT1H")
    assert refused == (409, "Здесь идёт настоящее время: перевести его нельзя.")
    orphaned, _ = timed_page
    await programme.stops()
    refused = await orphaned.is_refused("/api/clock", advance_by="PT1H")
    assert refused == (409, "Программа не отвечает: проверьте, запущена ли она.")
    assert (await orphaned.reads("/api/state"))["clock"]["available"] is False


async def test_a_step_must_be_a_step(timed_page: tuple[Page, Telegram]) -> None:
    page, _ = timed_page
    refused = await page.is_refused("/api/clock", advance_by="завтра")
    assert refused == (400, "Не указано, на сколько перевести часы.")


def test_durations() -> None:
    assert duration("P1W") == timedelta(weeks=1)
    assert duration("P1DT2H30M") == timedelta(days=1, hours=2, minutes=30)


@pytest.mark.parametrize("wrong", ["", "P", "PT", "1H"])
def test_what_is_no_duration(wrong: str) -> None:
    with pytest.raises(ValueError, match=f"^{wrong}$"):
        duration(wrong)


async def test_a_programme_on_real_time_leaves_the_clock_real(programme: Programme) -> None:
    programme.now = datetime.now(UTC)
    control = Control(await programme.listens())
    try:
        await control.status()
        assert abs(control.time() - datetime.now(UTC)) < timedelta(seconds=1)
    finally:
        await control.close()


async def test_a_programme_that_is_not_there() -> None:
    lost = Control("http://127.0.0.1:1")
    with pytest.raises(ControlError, match="Программа не отвечает"):
        await lost.status()
    await lost.close()
