"""A world under a clock that stands still until a test moves it."""

from __future__ import annotations

from typing import Any

import pytest

from sandbox.errors import ApiError
from sandbox.people import Person
from sandbox.telegram import Telegram
from tests.sandbox.world import Api, Refusal, StandingClock


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def telegram(clock: StandingClock) -> Telegram:
    """A world without a bot: acts of people are not waited for."""
    world = Telegram(now=clock)

    async def at_once() -> None:
        return None

    world.on_settled = at_once
    return world


@pytest.fixture
async def anna(telegram: Telegram) -> Person:
    person = telegram.person("Анна", "Смирнова", "anna_s")
    await person.starts()
    telegram.updates.clear()
    return person


@pytest.fixture
def api(telegram: Telegram) -> Api:
    """Calls a method with the right token."""

    async def call(method: str, /, files: Any = None, **params: Any) -> Any:
        return await telegram.call(telegram.token, method, params, files)

    return call


@pytest.fixture
def refusal(api: Api) -> Refusal:
    """Calls a method that must be refused, and gives the refusal."""

    async def refused(method: str, /, **params: Any) -> ApiError:
        with pytest.raises(ApiError) as caught:
            await api(method, **params)
        return caught.value

    return refused
