"""A proxy stands between us and Telegram, and answers with a page of its own while Telegram is away."""

from pathlib import Path
from typing import Any, cast

import pytest
from aiogram import Bot
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType

from sandbox.session import InProcessSession
from tests import world as our
from tests.world import World

PAGE = "<html><h1>502 Bad Gateway</h1></html>"


class Proxy(InProcessSession):
    """Answers the next call of each of these methods itself."""

    away: set[str]

    async def make_request(self, bot: Bot, method: TelegramMethod[TelegramType], timeout: Any = None) -> TelegramType:  # noqa: ASYNC109
        if method.__api_method__ in self.away:
            self.away.discard(method.__api_method__)
            return cast("TelegramType", self.check_response(bot, method, 502, PAGE).result)
        return await super().make_request(bot, method, timeout)


@pytest.mark.parametrize("method", ["getUpdates", "sendMessage"])
async def test_a_page_of_a_proxy_is_waited_out(method: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(our, "InProcessSession", Proxy)
    Proxy.away = {method}
    world = World(tmp_path)
    await world.open()
    try:
        anna = world.person("Анна")
        await anna.starts()
        assert Proxy.away == set()
        assert anna.screen
    finally:
        await world.close()
