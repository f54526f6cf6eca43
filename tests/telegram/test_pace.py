"""How fast the bot calls, whatever the network does to the calls on their way."""

import asyncio
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.telegram.pace import CATCH_UP, TRIPS, Pace
from tests.telegram.virtual_time import run_virtually

LIMIT = 10
ROUNDING = 1e-6


@dataclass(frozen=True)
class Call:
    """``asked`` seconds after the beginning; the network takes ``there`` and ``back`` seconds."""

    asked: float
    chat: int
    there: float
    back: float
    waits: bool = True
    """A letter waits for its turn, a reply does not."""


@dataclass(frozen=True)
class Trace:
    call: Call
    started: float
    arrived: float


async def made(calls: Sequence[Call], pace: Pace) -> list[Trace]:
    traces: list[Trace] = []
    loop = asyncio.get_running_loop()

    async def one(call: Call) -> None:
        await asyncio.sleep(call.asked)
        if call.waits:
            async with pace.turn(call.chat):
                await trip(call)
        else:
            with pace.ahead(call.chat):
                await trip(call)

    async def trip(call: Call) -> None:
        started = loop.time()
        await asyncio.sleep(call.there)
        traces.append(Trace(call, started, loop.time()))
        await asyncio.sleep(call.back)

    await asyncio.gather(*(one(call) for call in calls))
    return traces


def most_in_a_second(moments: Sequence[float]) -> int:
    ordered = sorted(moments)
    return max(sum(first <= other < first + 1 - ROUNDING for other in ordered) for first in ordered)


CALLS = st.lists(
    st.builds(
        Call,
        asked=st.floats(0, 3),
        chat=st.integers(1, 5),
        there=st.floats(0, 1.5),
        back=st.floats(0, 1.5),
    ),
    min_size=1,
    max_size=TRIPS,
)


@settings(max_examples=60, deadline=None)
@given(CALLS)
def test_no_second_ever_sees_more_calls_than_the_limit(calls: list[Call]) -> None:
    traces = run_virtually(made(calls, Pace(LIMIT, chat_gap=0.0)))

    assert len(traces) == len(calls)
    assert most_in_a_second([trace.arrived for trace in traces]) <= LIMIT
    assert most_in_a_second([trace.started for trace in traces]) <= LIMIT


@settings(max_examples=60, deadline=None)
@given(CALLS)
def test_starts_are_evenly_spaced(calls: list[Call]) -> None:
    starts = sorted(trace.started for trace in run_virtually(made(calls, Pace(LIMIT, chat_gap=0.0))))

    assert all(later - earlier >= (1 - CATCH_UP) / LIMIT - ROUNDING for earlier, later in pairwise(starts))


@settings(max_examples=60, deadline=None)
@given(CALLS)
def test_a_chat_gets_a_short_burst_and_then_one_message_a_second(calls: list[Call]) -> None:
    traces = run_virtually(made(calls, Pace(1000, chat_gap=1.0, chat_burst=3)))

    for chat in {call.chat for call in calls}:
        starts = sorted(trace.started for trace in traces if trace.call.chat == chat)
        # Any window of n seconds holds the burst and one message for each second of it.
        for index, first in enumerate(starts):
            for number, other in enumerate(starts[index:], 1):
                assert number <= 3 + (other - first) + ROUNDING


def test_replies_wait_for_no_letter_and_letters_make_room_for_them() -> None:
    letters = [Call(0, number, 0.1, 0.1) for number in range(100)]
    replies = [Call(1 + number / 4, 1000 + number, 0.1, 0.1, waits=False) for number in range(20)]

    traces = run_virtually(made([*letters, *replies], Pace(LIMIT)))

    assert all(trace.started - trace.call.asked < ROUNDING for trace in traces if not trace.call.waits)
    crowded = sorted(trace.arrived for trace in traces if 1 < trace.arrived < 6)
    assert len(crowded) <= 5 * LIMIT + 1


def test_whoever_presses_without_end_does_not_keep_the_letters_back_for_longer_than_a_burst() -> None:
    presses = [Call(number / 10, 1, 0.01, 0.01, waits=False) for number in range(100)]

    traces = run_virtually(made([*presses, Call(5, 1, 0.01, 0.01)], Pace(1000, chat_gap=1.0, chat_burst=3)))

    assert next(trace.started for trace in traces if trace.call.waits) <= 10 + 3


# -- trips that are all alike ------------------------------------------------------------------------------------


def crowd(count: int, there: Callable[[], float], back: Callable[[], float]) -> list[Call]:
    return [Call(0, number, there(), back()) for number in range(count)]


def share(traces: Sequence[Trace], limit: int) -> float:
    """The part of the limit that was used, after the first trips have taught how long trips take."""
    starts = sorted(trace.started for trace in traces)[TRIPS + limit :]
    return (len(starts) - 1) / (starts[-1] - starts[0]) / limit


@settings(max_examples=30, deadline=None)
@given(there=st.floats(0, 0.4), back=st.floats(0, 0.4))
def test_steady_trips_let_the_whole_limit_be_used(there: float, back: float) -> None:
    traces = run_virtually(made(crowd(400, lambda: there, lambda: back), Pace(LIMIT, chat_gap=0.0)))

    assert share(traces, LIMIT) > 0.99
    assert most_in_a_second([trace.arrived for trace in traces]) <= LIMIT


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    least=st.floats(0, 0.2),
    spread=st.floats(0.02, 0.4),
)
def test_jittering_trips_never_break_the_limit(seed: int, least: float, spread: float) -> None:
    chance = random.Random(seed)
    one_way = lambda: least + spread * chance.random()  # noqa: E731
    traces = run_virtually(made(crowd(400, one_way, one_way), Pace(LIMIT, chat_gap=0.0)))

    assert most_in_a_second([trace.arrived for trace in traces]) <= LIMIT
    assert share(traces, LIMIT) > 0.95 / (1 + 2 * least + spread)


@settings(max_examples=30, deadline=None)
@given(before=st.floats(0, 0.4), after=st.floats(0, 0.4), when=st.integers(TRIPS, 200))
def test_a_network_that_becomes_quicker_costs_no_more_than_what_it_gained(
    before: float, after: float, when: int
) -> None:
    """Nothing could be known of it beforehand: what is on its way and what starts meanwhile arrive side by side."""
    calls = crowd(when, lambda: before, lambda: before) + crowd(200, lambda: after, lambda: after)

    traces = run_virtually(made(calls, Pace(LIMIT, chat_gap=0.0)))

    gained = max(0.0, 2 * (before - after))
    assert most_in_a_second([trace.arrived for trace in traces]) <= LIMIT * (1 + gained) + 1


def test_after_a_long_silence_nothing_is_taken_for_sure() -> None:
    steady = crowd(100, lambda: 0.2, lambda: 0.2)
    later = [Call(200, number, chance, 0.0) for number, chance in enumerate([0.5, 0.0] * 30)]

    traces = run_virtually(made([*steady, *later], Pace(LIMIT, chat_gap=0.0)))

    assert most_in_a_second([trace.arrived for trace in traces if trace.call.asked]) <= LIMIT


def test_the_limit_is_nearly_used_up_by_a_crowd() -> None:
    calls = [Call(0, number, 0.025, 0.025) for number in range(250)]

    traces = run_virtually(made(calls, Pace(25)))

    assert max(trace.arrived for trace in traces) < 250 / 25 * 1.1


def test_a_busy_chat_does_not_keep_the_others_back() -> None:
    busy = [Call(0, 1, 0.01, 0.01) for _ in range(10)]
    others = [Call(0.01, number, 0.01, 0.01) for number in range(2, 10)]

    traces = run_virtually(made([*busy, *others], Pace(25)))

    assert max(trace.started for trace in traces if trace.call.chat != 1) < 1.0


async def refused_and_called(pace: Pace, refused: Sequence[int], chat: int) -> float:
    for one in refused:
        pace.refused(one, 7)
    return (await made([Call(0, chat, 0, 0)], pace))[0].started


def test_a_chat_that_was_refused_is_left_alone() -> None:
    assert run_virtually(refused_and_called(Pace(), [1], chat=1)) == pytest.approx(7)
    assert run_virtually(refused_and_called(Pace(), [1], chat=2)) == 0


def test_two_refused_chats_mean_that_everybody_has_to_wait() -> None:
    assert run_virtually(refused_and_called(Pace(), [1, 2], chat=3)) == pytest.approx(7)


def test_whoever_stops_waiting_gives_the_place_to_the_next_one() -> None:
    async def story() -> float:
        pace = Pace(1, chat_gap=0.0)
        loop = asyncio.get_running_loop()
        first = asyncio.create_task(made([Call(0, 1, 0, 0)], pace))
        await asyncio.sleep(0.1)
        second = asyncio.create_task(made([Call(0, 2, 0, 0)], pace))
        third = asyncio.create_task(made([Call(0, 3, 0, 0)], pace))
        await asyncio.sleep(0.1)
        second.cancel()
        await asyncio.gather(first, third)
        with pytest.raises(asyncio.CancelledError):
            await second
        return loop.time()

    assert run_virtually(story()) == pytest.approx(1.0)


def test_a_place_given_to_somebody_who_leaves_in_the_same_breath_is_given_on() -> None:
    async def story() -> float:
        pace = Pace(1, chat_gap=0.0)
        loop = asyncio.get_running_loop()
        await made([Call(0, 1, 0, 0)], pace)
        second = asyncio.create_task(made([Call(0, 2, 0, 0)], pace))
        await asyncio.sleep(0.1)
        loop.call_at(1.0, second.cancel)
        await asyncio.gather(second, return_exceptions=True)
        assert second.cancelled()
        await made([Call(0, 3, 0, 0)], pace)
        return loop.time()

    assert run_virtually(story()) == pytest.approx(2.0)


def test_a_call_that_fails_counts_like_any_other() -> None:
    async def story() -> float:
        pace = Pace(1, chat_gap=0.0)
        with pytest.raises(ConnectionError):
            async with pace.turn(1):
                raise ConnectionError
        return (await made([Call(0, 2, 0, 0)], pace))[0].started

    assert run_virtually(story()) == pytest.approx(1.0)
