"""Updates wait until they are confirmed, and come again until then."""

from __future__ import annotations

import asyncio

import pytest

from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.sandbox.world import Api


async def test_an_update_comes_until_a_bigger_offset_confirms_it(api: Api, anna: Person) -> None:
    await anna.types("раз")
    await anna.types("два")
    first, second = await api("getUpdates")
    assert await api("getUpdates") == [first, second]
    assert await api("getUpdates", offset=second["update_id"]) == [second]
    assert await api("getUpdates", offset=second["update_id"] + 1) == []


async def test_limit_and_negative_offset(api: Api, anna: Person) -> None:
    for word in ("раз", "два", "три"):
        await anna.types(word)
    assert [u["message"]["text"] for u in await api("getUpdates", limit=2)] == ["раз", "два"]
    assert [u["message"]["text"] for u in await api("getUpdates", offset=-1)] == ["три"]
    assert len(await api("getUpdates")) == 1


async def test_a_waiting_poll_wakes_at_the_first_update(api: Api, anna: Person) -> None:
    polling = asyncio.create_task(api("getUpdates", timeout=30))
    await asyncio.sleep(0)
    await anna.types("Проснись")
    assert [u["message"]["text"] for u in await polling] == ["Проснись"]


async def test_an_empty_poll_ends_without_updates(api: Api) -> None:
    assert await api("getUpdates", timeout=0) == []


async def test_a_poll_whose_client_has_gone_leaves_no_trace(api: Api, telegram: Telegram) -> None:
    polling = asyncio.create_task(api("getUpdates", timeout=30))
    await asyncio.sleep(0)
    assert telegram.updates.is_polled
    polling.cancel()
    with pytest.raises(asyncio.CancelledError):
        await polling
    assert not telegram.updates.is_polled


async def test_only_wanted_kinds_are_queued(api: Api, telegram: Telegram, anna: Person) -> None:
    await api("getUpdates", allowed_updates=["message"])
    await anna.types("да")
    await anna.edits_last("нет")
    await anna.blocks()
    assert [set(u) - {"update_id"} for u in await api("getUpdates")] == [{"message"}]
    await api("getUpdates", allowed_updates=[])
    await anna.unblocks()
    assert "my_chat_member" in (await api("getUpdates"))[-1]


async def test_a_confirmed_update_can_come_again(api: Api, telegram: Telegram, anna: Person) -> None:
    await anna.types("раз")
    await anna.types("два")
    first, second = await api("getUpdates")
    beyond = second["update_id"] + 1
    assert await api("getUpdates", offset=beyond) == []
    telegram.redeliver(first["update_id"])
    assert await api("getUpdates", offset=beyond) == [first]
    assert await api("getUpdates", offset=beyond) == []
    with pytest.raises(KeyError):
        telegram.redeliver(1)


async def test_update_ids_differ_between_worlds(anna: Person, telegram: Telegram) -> None:
    other = Telegram()
    other.on_settled = telegram.on_settled
    boris = other.person("Борис")
    await boris.starts()
    await anna.types("раз")
    await boris.types("раз")
    ids = [u["update_id"] for world in (telegram, other) for u in world.updates.pending]
    assert len(set(ids)) == 3


async def test_a_deleted_webhook_may_drop_what_waits(api: Api, anna: Person) -> None:
    await anna.types("раз")
    assert (await api("getWebhookInfo"))["pending_update_count"] == 1
    await api("deleteWebhook", drop_pending_updates=True)
    assert await api("getUpdates") == []
