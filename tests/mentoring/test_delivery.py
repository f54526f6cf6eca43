"""When a letter may come, how often it is tried, what one message is made of."""

import datetime
import zoneinfo

import pytest

from mentoring import delivery
from mentoring.calendar import Calendar
from mentoring.ids import AttemptId, MembershipId, OrganisationId
from mentoring.letters import LetterClass, LetterKind
from mentoring.notices import BankGrew, ParticipantNews, QuestionnaireUnfinished, merged
from mentoring.roles import Role

ZONE = zoneinfo.ZoneInfo("Asia/Irkutsk")
DAYS = Calendar(non_working=frozenset({datetime.date(2026, 11, 4)}))


def at(written: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(written).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-09-09 15:00", "2026-09-09 15:00"),
        ("2026-09-09 08:30", "2026-09-09 08:30"),
        ("2026-09-09 18:59", "2026-09-09 18:59"),
        ("2026-09-09 08:29", "2026-09-09 15:00"),
        ("2026-09-09 19:00", "2026-09-10 15:00"),
        ("2026-09-09 23:59", "2026-09-10 15:00"),
        ("2026-09-11 20:00", "2026-09-14 15:00"),
        ("2026-09-12 12:00", "2026-09-14 15:00"),
        ("2026-11-04 15:00", "2026-11-05 15:00"),
        ("2026-07-01 15:00", "2026-08-26 15:00"),
    ],
)
def test_digests_come_in_the_hours_of_working_days(now: str, opens: str) -> None:
    assert delivery.opens(LetterClass.DIGEST, at(now), DAYS, None) == at(opens)


def test_there_is_one_digest_a_day() -> None:
    now = at("2026-09-11 16:00")

    assert delivery.opens(LetterClass.DIGEST, now, DAYS, at("2026-09-11 15:00")) == at("2026-09-14 15:00")
    assert delivery.opens(LetterClass.DIGEST, now, DAYS, at("2026-09-10 15:00")) == now


@pytest.mark.parametrize(
    ("last", "too_late"),
    [(None, True), ("2026-09-16 15:00", True), ("2026-09-17 15:00", True), ("2026-09-18 15:00", False)],
)
def test_what_had_no_turn_is_not_too_late(last: str | None, too_late: bool) -> None:
    """Due on Thursday, read on Monday: on Friday the reader got another digest, or none at all."""
    due, now = at("2026-09-17 15:00"), at("2026-09-21 15:00")
    assert delivery.too_late(LetterClass.DIGEST, due, now, DAYS, at(last) if last else None) is too_late


@pytest.mark.parametrize(
    ("alone", "together"),
    [
        (["2026-09-09 15:00"], ["2026-09-09 15:00"]),
        (["2026-09-09 15:00", "2026-09-09 10:00"], ["2026-09-09 15:00", "2026-09-09 15:00"]),
        (["2026-09-09 10:00", "2026-09-09 15:00"], ["2026-09-09 10:00", "2026-09-09 15:00"]),
        # Where the oldest has a day off, nobody waits for it.
        (["2026-09-10 15:00", "2026-09-09 10:00"], ["2026-09-10 15:00", "2026-09-09 10:00"]),
        (
            ["2026-09-10 15:00", "2026-09-09 12:00", "2026-09-09 10:00"],
            ["2026-09-10 15:00", "2026-09-09 12:00", "2026-09-09 12:00"],
        ),
    ],
)
def test_the_oldest_digest_that_comes_today_says_when(alone: list[str], together: list[str]) -> None:
    assert delivery.together([at(one) for one in alone]) == [at(one) for one in together]


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        ("2026-09-12 12:00", "2026-09-12 12:00"),
        ("2026-09-12 07:59", "2026-09-12 08:00"),
        ("2026-09-12 21:00", "2026-09-13 08:00"),
    ],
)
def test_news_comes_on_any_day_but_not_at_night(now: str, opens: str) -> None:
    assert delivery.opens(LetterClass.NEWS, at(now), DAYS, at("2026-09-12 10:00")) == at(opens)


@pytest.mark.parametrize(("attempts", "seconds"), [(1, 30), (2, 120), (3, 600), (4, 3600), (5, 10800), (50, 10800)])
def test_waits_grow(attempts: int, seconds: int) -> None:
    assert delivery.wait(attempts, None) == seconds


def test_what_the_messenger_asks_for_comes_first() -> None:
    assert delivery.wait(5, 7) == 7
    assert delivery.wait(1, 0) == 1


def test_tries_last_three_days() -> None:
    assert not delivery.gives_up(None, 10**9)
    assert not delivery.gives_up(0, delivery.TRIES_LAST - 1)
    assert delivery.gives_up(0, delivery.TRIES_LAST)


def test_only_digests_grow_old() -> None:
    due, late = at("2026-09-11 15:00"), at("2026-09-15 08:30")

    assert delivery.too_late(LetterClass.DIGEST, due, late, DAYS)
    assert not delivery.too_late(LetterClass.DIGEST, due, at("2026-09-14 23:00"), DAYS)
    assert not delivery.too_late(LetterClass.NEWS, due, late, DAYS)


def test_holidays_make_no_digest_old() -> None:
    """Held back on the last day before them, it comes on the first day after them, and no later."""
    holidays = Calendar(non_working=frozenset(datetime.date(2027, 1, day) for day in range(1, 12)))
    due = at("2026-12-31 15:00")

    assert not delivery.too_late(LetterClass.DIGEST, due, at("2027-01-12 15:00"), holidays)
    assert delivery.too_late(LetterClass.DIGEST, due, at("2027-01-13 15:00"), holidays)


def test_several_days_of_one_bank_are_added_up_and_repeats_are_said_once() -> None:
    school, other = OrganisationId(3), OrganisationId(4)
    unfinished = QuestionnaireUnfinished(AttemptId(1), "Анкета", 2, 12, pupil=False)
    news = ParticipantNews(LetterKind.UNWILLING, school, "Школа № 20", MembershipId(1), "3-1", Role.MENTEE)

    notices = merged(
        [
            BankGrew(school, "Школа № 20", 1, 2),
            unfinished,
            BankGrew(other, "Школа № 21", 5, 5),
            BankGrew(school, "Школа № 20", 10, 20),
            unfinished,
            news,
        ]
    )

    assert notices == (
        BankGrew(school, "Школа № 20", 11, 22),
        unfinished,
        BankGrew(other, "Школа № 21", 5, 5),
        news,
    )


@pytest.mark.parametrize("now", ["2026-09-12 03:00", "2026-09-13 23:30", "2026-07-01 05:00"])
def test_an_alarm_comes_at_any_hour_however_old_it_is(now: str) -> None:
    assert delivery.opens(LetterClass.ALARM, at(now), DAYS, at(now)) == at(now)
    assert not delivery.too_late(LetterClass.ALARM, at("2026-06-01 10:00"), at(now), DAYS)
