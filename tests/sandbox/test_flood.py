"""How fast a bot may write; time is moved by hand."""

from __future__ import annotations

import pytest

from sandbox.errors import ApiError
from sandbox.flood import Flood


class Seconds:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def flood(seconds: Seconds) -> Flood:
    return Flood(on=True, clock=seconds)


def taken(flood: Flood, method: str, chat_id: int, times: int) -> int:
    """How many of so many calls at once are let through."""
    passed = 0
    for _ in range(times):
        try:
            flood.admit(method, chat_id)
        except ApiError:
            break
        passed += 1
    return passed


def test_one_chat_takes_a_short_burst_and_then_one_a_second(flood: Flood, seconds: Seconds) -> None:
    assert taken(flood, "sendMessage", 1, 10) == 4
    seconds.now += 1.0
    assert taken(flood, "sendMessage", 1, 10) == 1


def test_a_steady_second_between_messages_is_never_refused(flood: Flood, seconds: Seconds) -> None:
    for _ in range(100):
        flood.admit("sendMessage", 1)
        seconds.now += 1.0
    assert flood.refused == 0


def test_edits_are_cheaper(flood: Flood) -> None:
    assert taken(flood, "editMessageText", 1, 10) == 8


def test_thirty_a_second_in_all(flood: Flood, seconds: Seconds) -> None:
    assert sum(taken(flood, "sendMessage", chat, 1) for chat in range(1, 101)) == 30
    seconds.now += 1.0
    assert sum(taken(flood, "sendMessage", chat, 1) for chat in range(101, 201)) == 30


def test_a_group_takes_twenty_a_minute(flood: Flood, seconds: Seconds) -> None:
    taken(flood, "sendMessage", -1, 4)
    with pytest.raises(ApiError) as caught:
        flood.admit("sendMessage", -1)
    assert caught.value.retry_after == 3


def test_calls_inside_the_ban_are_refused_and_lengthen_nothing(flood: Flood, seconds: Seconds) -> None:
    flood = Flood(on=True, chat_rate=0.2, clock=seconds)
    taken(flood, "sendMessage", 1, 5)
    for passed, left in ((0.0, 5), (1.5, 4), (4.5, 1)):
        seconds.now = 100.0 + passed
        with pytest.raises(ApiError) as caught:
            flood.admit("sendMessage", 1)
        assert caught.value.retry_after == left
    seconds.now = 105.0
    flood.admit("sendMessage", 1)
    assert flood.refused == 4


def test_a_ban_of_one_chat_leaves_others_alone(flood: Flood) -> None:
    taken(flood, "sendMessage", 1, 10)
    flood.admit("sendMessage", 2)


def test_answers_to_presses_cost_nothing(flood: Flood) -> None:
    assert taken(flood, "answerCallbackQuery", 1, 100) == 100
    assert taken(flood, "deleteMessage", 1, 100) == 100


def test_forgetting_fills_everything_again(flood: Flood) -> None:
    taken(flood, "sendMessage", 1, 10)
    flood.forget()
    assert taken(flood, "sendMessage", 1, 10) == 4
