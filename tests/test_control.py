"""The control address: how things stand, and moving the clock."""

import asyncio
import datetime
import json
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession
from aiohttp.test_utils import TestClient, TestServer

from bot.clock import ManualClock, RealClock, TimeBackwards
from bot.control import Control, application, listening
from bot.housekeeping import DailyRound, next_round
from mentoring.roles import Role
from sandbox.people import Person
from tests.outbox import letters_in, outbox, post
from tests.world import START, World
from usecases.posting import Posting

Json = dict[str, Any]

REMINDER = "Анкета ждёт продолжения"
FIRST_DUE = START.replace(day=9, hour=15)
SECOND_DUE = START.replace(day=16, hour=15)
DAY = datetime.timedelta(days=1)


class Desk:
    """The control address of a world and what its daily round saw."""

    def __init__(self, world: World, clock: RealClock | ManualClock | None = None) -> None:
        self.rounds: list[datetime.datetime] = []
        self.ready = True
        self._world = world
        posting = Posting(world.house)
        control = Control(clock or world.clock, post(world), posting, lambda: self.ready, self._round)
        self.client: TestClient[Any, Any] = TestClient(TestServer(application(control)))

    async def _round(self) -> None:
        self.rounds.append(self._world.clock.now())

    async def status(self) -> Json:
        return dict(await (await self.client.get("/status")).json())

    async def move(self, **asked: object) -> Json:
        answer = await self.client.post("/clock", json=asked)
        assert answer.status == 200
        return dict(await answer.json())

    async def refusal(self, *, data: str) -> Json:
        answer = await self.client.post("/clock", data=data, headers={"Content-Type": "application/json"})
        assert answer.status == 400
        return dict(await answer.json())


@pytest.fixture
async def desk(world: World) -> AsyncIterator[Desk]:
    desk = Desk(world)
    async with desk.client:
        yield desk


async def begun(world: World) -> Person:
    anna = await world.member(await world.school(), Role.MENTEE, "Анна")
    await anna.presses("Начать")
    return anna


async def test_status_tells_the_time_the_outbox_and_what_comes_next(world: World, desk: Desk) -> None:
    await begun(world)

    assert await desk.status() == {
        "now": "2026-09-07T10:00:00+03:00",
        "ready": True,
        "outbox": {"due": 0, "in_flight": 0, "retry": 0},
        "next_due": "2026-09-09T15:00:00+03:00",
    }
    desk.ready = False
    assert (await desk.status())["ready"] is False


async def test_status_with_an_empty_outbox_names_no_next_moment(desk: Desk) -> None:
    assert (await desk.status())["next_due"] is None


async def test_a_fortnight_passes_and_every_letter_comes_at_its_own_moment(world: World, desk: Desk) -> None:
    anna = await begun(world)

    moved = await desk.move(advance_to="2026-09-21T10:00:00+03:00")

    assert moved == {"now": "2026-09-21T10:00:00+03:00", "sent": 2, "dropped": 0, "failed": 0}
    dates = [message.date for message in anna.messages if REMINDER in message.text]
    assert dates == [int(FIRST_DUE.timestamp()), int(SECOND_DUE.timestamp())]
    assert len(desk.rounds) == 14


async def test_an_advance_goes_through_the_retries_on_its_way(world: World, desk: Desk) -> None:
    anna = await begun(world)
    world.telegram.faults.next(2, 502, methods=["sendMessage"])

    moved = await desk.move(advance_to=(FIRST_DUE + DAY).isoformat())

    assert (moved["sent"], moved["failed"]) == (1, 0)
    assert letters_in(anna, REMINDER) == 1
    assert (await outbox(world))[0]["sent_at"] == int(FIRST_DUE.timestamp()) + 30 + 120


async def test_what_could_not_be_delivered_is_told(world: World, desk: Desk) -> None:
    anna = await begun(world)
    anna.deletes_account()

    moved = await desk.move(advance_to=(FIRST_DUE + DAY).isoformat())

    assert (moved["sent"], moved["dropped"], moved["failed"]) == (0, 0, 1)


async def test_letters_of_a_crashed_copy_are_visited_when_their_lease_is_over(world: World, desk: Desk) -> None:
    anna = await begun(world)
    world.clock.set(FIRST_DUE)
    await Posting(world.house).claim(10)
    assert (await desk.status())["outbox"] == {"due": 0, "in_flight": 1, "retry": 0}

    moved = await desk.move(advance_to=(FIRST_DUE + DAY).isoformat())

    assert moved["sent"] == 1
    assert letters_in(anna, REMINDER) == 1


async def test_a_jump_is_one_step_and_then_a_start(world: World, desk: Desk) -> None:
    anna = await begun(world)

    moved = await desk.move(jump_to=(SECOND_DUE + datetime.timedelta(hours=2)).isoformat())

    assert (moved["sent"], moved["dropped"]) == (1, 1), "the first reminder has become too old, the second has not"
    assert letters_in(anna, REMINDER) == 1
    assert len(desk.rounds) == 1


async def test_two_moves_at_once_come_one_after_the_other(world: World, desk: Desk) -> None:
    anna = await begun(world)
    world.telegram.latency = 0.01

    first, second = await asyncio.gather(
        desk.move(advance_to=(FIRST_DUE + DAY).isoformat()), desk.move(advance_to=(SECOND_DUE + DAY).isoformat())
    )

    assert (first["sent"], second["sent"]) == (1, 1)
    assert letters_in(anna, REMINDER) == 2


async def test_ticks_of_the_timer_stand_back_while_the_clock_is_moved(world: World) -> None:
    await begun(world)
    world.clock.set(FIRST_DUE)
    carrying = post(world)

    async with carrying.alone() as drain:
        assert await carrying.tick() == {}
        assert len(await drain()) == 1


WRONG_MOVES = {
    "не json": "bad_json",
    "[" * 100_000: "bad_json",
    "[1]": "bad_request",
    "{}": "bad_request",
    '{"advance_to": "2026-10-01T00:00Z", "jump_to": "2026-10-01T00:00Z"}': "bad_request",
    '{"advance_to": "завтра"}': "bad_time",
    '{"advance_to": 5}': "bad_time",
    '{"advance_to": "2026-10-01T10:00:00"}': "naive_time",
    '{"jump_to": "2026-10-01T10:00:00"}': "naive_time",
    '{"advance_to": "2026-09-01T10:00:00+03:00"}': "time_backwards",
    '{"jump_to": "2026-09-01T10:00:00+03:00"}': "time_backwards",
    '{"advance_to": "9999-12-31T23:00:00-12:00"}': "too_far",
    '{"jump_to": "2032-09-01T10:00:00+03:00"}': "too_far",
    '{"jump_to": "0001-01-01T00:00:00+14:00"}': "time_backwards",
}


async def test_a_wrong_move_is_refused_in_russian(world: World, desk: Desk) -> None:
    for data, code in WRONG_MOVES.items():
        refused = await desk.refusal(data=data)

        assert refused["error"] == code, data
        assert any("а" <= letter <= "я" for letter in refused["message"])
    assert world.clock.now() == START


JSON = {"Content-Type": "application/json"}

FROM_A_PAGE: dict[str, tuple[dict[str, str], int]] = {
    "another name of our address": ({**JSON, "Host": "evil.example"}, 403),
    "a name that begins like ours": ({**JSON, "Host": "127.0.0.1.evil.example"}, 403),
    "no address at all": ({**JSON, "Host": "[::1"}, 403),
    "a page of elsewhere": ({**JSON, "Origin": "https://evil.example"}, 403),
    "a page without an origin": ({**JSON, "Origin": "null"}, 403),
    "a page of another local program": ({**JSON, "Origin": "http://127.0.0.1:1"}, 403),
    "what a form may send": ({"Content-Type": "text/plain", "Origin": "https://evil.example"}, 403),
}


@pytest.mark.parametrize("attempt", FROM_A_PAGE)
async def test_a_page_in_a_browser_cannot_move_the_clock(world: World, desk: Desk, attempt: str) -> None:
    headers, status = FROM_A_PAGE[attempt]
    data = json.dumps({"jump_to": FIRST_DUE.isoformat()})

    answer = await desk.client.post("/clock", data=data, headers=headers)

    assert answer.status == status
    assert set(await answer.json()) == {"error", "message"}
    assert world.clock.now() == START


async def test_a_page_in_a_browser_cannot_read_how_things_stand(desk: Desk) -> None:
    assert (await desk.client.get("/status", headers={"Host": "evil.example"})).status == 403


@pytest.mark.parametrize("host", ["localhost:8090", "127.0.0.1", "[::1]:8090"])
async def test_every_name_of_this_machine_will_do(desk: Desk, host: str) -> None:
    own = {"Host": host, "Origin": f"http://{host}"}
    assert (await desk.client.get("/status", headers=own)).status == 200


async def test_real_time_is_not_moved(world: World) -> None:
    desk = Desk(world, RealClock())
    async with desk.client:
        assert (await desk.refusal(data='{"advance_to": "2100-01-01T00:00Z"}'))["error"] == "clock_is_real"
        assert datetime.datetime.fromisoformat((await desk.status())["now"]).tzinfo is not None


async def test_the_address_is_served_where_it_is_told(world: World, unused_tcp_port: int) -> None:
    control = Control(world.clock, post(world), Posting(world.house), lambda: True, DailyRound(()))
    async with (
        listening(control, f"127.0.0.1:{unused_tcp_port}"),
        ClientSession() as http,
        http.get(f"http://127.0.0.1:{unused_tcp_port}/status") as answer,
    ):
        assert (await answer.json())["ready"] is True


# -- clocks and the daily round ----------------------------------------------------------------------------------


def test_a_manual_clock_goes_forward_only_unless_told() -> None:
    clock = ManualClock(START)

    with pytest.raises(TimeBackwards):
        clock.set(START - DAY)
    clock.set(START - DAY, backwards=True)

    assert clock.now() == START - DAY


def test_a_time_without_a_zone_is_no_time() -> None:
    with pytest.raises(ValueError, match="zone"):
        ManualClock(START.replace(tzinfo=None))
    with pytest.raises(ValueError, match="zone"):
        ManualClock(START).set((START + DAY).replace(tzinfo=None))


def test_the_next_daily_round_is_always_ahead() -> None:
    moment = START
    for number in range(1, 4):
        moment = next_round(moment)
        assert moment == datetime.datetime(2026, 9, 7 + number, 0, 30, tzinfo=datetime.UTC)


async def test_a_sweep_that_fails_keeps_no_other_from_being_done() -> None:
    done = []

    async def fails() -> None:
        raise ZeroDivisionError

    async def works() -> None:
        done.append("works")

    await DailyRound((fails, works))()

    assert done == ["works"]
