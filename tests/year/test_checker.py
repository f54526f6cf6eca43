"""The checker of the simulated year: silent over a good log, loud over each fault that is put into it."""

import datetime
from dataclasses import replace

import pytest

from tests.year.short_year import MENTEE, at, short_year
from year.calendar import Days
from year.checker import CHECKS, problems
from year.log import Message
from year.mutations import MUTATIONS


def test_a_good_year_has_no_problems() -> None:
    assert {name: found for name, found in problems(short_year()).items() if found} == {}


@pytest.mark.parametrize("name", MUTATIONS)
def test_each_fault_is_found_by_its_check(name: str) -> None:
    spoil, check = MUTATIONS[name]
    assert list(CHECKS[check](spoil(short_year())))


def test_a_letter_that_came_to_somebody_else_is_found() -> None:
    record = short_year()
    first = replace(record.messages[0], person=MENTEE.chat)
    assert list(CHECKS["отправлено — значит увидено"](record.with_(messages=(first, *record.messages[1:]))))


def test_a_message_past_the_outbox_is_found() -> None:
    record = short_year()
    ghost = Message(at(9, 10), MENTEE.chat, 999, "Привет", (), asked=False)
    assert list(CHECKS["отправлено — значит увидено"](record.with_(messages=(*record.messages, ghost))))


def test_two_digests_on_one_day_are_found() -> None:
    record = short_year()
    other = next(
        message for message in record.messages if message.text.startswith("Пара ждёт") and message.at.day == 25
    )
    number = 500
    row = next(row for row in record.letters if row["message_id"] == other.id)
    again = {**row, "id": number, "message_id": number, "dedupe_key": "other"}
    later = replace(other, id=number, text="Другое")
    spoiled = record.with_(messages=(*record.messages, later), letters=(*record.letters, again))
    assert list(CHECKS["одно напоминание в день"](spoiled))


def test_a_refusal_and_a_fault_are_told() -> None:
    record = short_year().with_(refused=("sendMessage: 429 Too Many Requests: retry after 3",), faults=("failed: …",))
    assert list(CHECKS["лимиты мессенджера"](record))
    assert list(CHECKS["журнал бота чист"](record))
    harmless = record.with_(refused=("editMessageText: 400 Bad Request: message is not modified: …",))
    assert list(CHECKS["лимиты мессенджера"](harmless)) == []


def test_a_lapsed_offer_has_to_be_told_to_the_curator() -> None:
    record = short_year()
    steps = [
        {"at": at(9, 7).isoformat(), "from": "proposed", "to": "awaiting_acceptance", "event": "send"},
        {"at": at(9, 11).isoformat(), "from": "awaiting_acceptance", "to": "declined", "event": "lapse"},
    ]
    lapsed = {**record.pairs[0], "state": "declined", "history": [{**step, "by": "clock"} for step in steps]}
    assert any("awaiting_acceptance" in one for one in CHECKS["просрочка дошла"](record.with_(pairs=(lapsed,))))


@pytest.mark.parametrize(
    ("day", "number", "later"),
    [
        ((2026, 9, 4), 1, (2026, 9, 7)),
        ((2026, 11, 3), 1, (2026, 11, 5)),
        ((2026, 12, 30), 1, (2027, 1, 11)),
        ((2027, 2, 19), 1, (2027, 2, 20)),
        ((2027, 6, 24), 1, (2027, 8, 26)),
    ],
)
def test_its_own_calendar(day: tuple[int, int, int], number: int, later: tuple[int, int, int]) -> None:
    """Weekends, the day of unity, New Year, a working Saturday, the leave of teachers."""
    assert Days.load().working_after(datetime.date(*day), number) == datetime.date(*later)
