"""What breaks on purpose, and the log that shows it."""

from __future__ import annotations

import asyncio

import pytest

from sandbox.errors import ApiError, ConnectionLost
from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.sandbox.world import Api, Refusal


async def test_the_next_calls_fail_and_the_one_after_works(
    telegram: Telegram, api: Api, refusal: Refusal, anna: Person
) -> None:
    telegram.faults.next(2, status=502)
    for _ in range(2):
        refused = await refusal("sendMessage", chat_id=anna.id, text="Слышно?")
        assert str(refused) == "502 Bad Gateway"
    assert anna.screen == ""
    await api("sendMessage", chat_id=anna.id, text="Слышно?")
    assert anna.screen == "Слышно?"


async def test_a_fault_may_concern_some_methods_only(telegram: Telegram, api: Api, refusal: Refusal) -> None:
    telegram.faults.next(status=500, methods=["getMe"])
    await api("getUpdates")
    assert str(await refusal("getMe")) == "500 Internal Server Error"


async def test_a_poll_does_not_eat_faults_meant_for_others(telegram: Telegram, api: Api) -> None:
    telegram.faults.next()
    assert await api("getUpdates") == []
    assert telegram.faults


async def test_too_many_requests_on_demand(telegram: Telegram, refusal: Refusal) -> None:
    telegram.faults.next(status=429, retry_after=7)
    refused = await refusal("getMe")
    assert (refused.code, refused.retry_after) == (429, 7)


async def test_a_hanging_call_is_carried_out_at_last(telegram: Telegram, api: Api, anna: Person) -> None:
    telegram.faults.hang(seconds=0.01)
    await api("sendMessage", chat_id=anna.id, text="Наконец")
    assert anna.screen == "Наконец"


async def test_a_call_that_hangs_for_ever_does_nothing(telegram: Telegram, api: Api, anna: Person) -> None:
    telegram.faults.hang()
    hanging = asyncio.create_task(api("sendMessage", chat_id=anna.id, text="Никогда"))
    await asyncio.sleep(0)
    assert not hanging.done()
    hanging.cancel()
    with pytest.raises(asyncio.CancelledError):
        await hanging
    assert anna.screen == ""


async def test_a_lost_answer_hides_that_the_call_was_carried_out(telegram: Telegram, api: Api, anna: Person) -> None:
    telegram.faults.lose_reply()
    with pytest.raises(ConnectionLost):
        await api("sendMessage", chat_id=anna.id, text="Дошло")
    assert anna.screen == "Дошло"
    assert telegram.calls[-1].outcome == "ok"


async def test_faults_can_be_called_off(telegram: Telegram, api: Api) -> None:
    telegram.faults.next(5)
    telegram.faults.clear()
    assert (await api("getMe"))["is_bot"] is True


async def test_latency_delays_every_call(telegram: Telegram, api: Api) -> None:
    telegram.latency = 0.02
    began = asyncio.get_running_loop().time()
    await api("getMe")
    assert asyncio.get_running_loop().time() - began >= 0.019


async def test_the_log_tells_every_call(telegram: Telegram, api: Api, refusal: Refusal, anna: Person) -> None:
    sent = await api("sendMessage", chat_id=str(anna.id), text="Да")
    await refusal("sendMessage", chat_id=anna.id)
    with pytest.raises(ApiError):
        await telegram.call("1:wrong", "getMe")
    good, bad, foreign = telegram.calls
    assert (good.method, good.params) == ("sendMessage", {"chat_id": anna.id, "text": "Да"})
    assert (good.outcome, good.result, good.at) == ("ok", sent, telegram.now())
    assert bad.outcome == "400 Bad Request: message text is empty"
    assert foreign.outcome == "401 Unauthorized"
    assert telegram.calls_of("sendMessage") == [good, bad]
