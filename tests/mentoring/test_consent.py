"""What a consent allows, and until when."""

import datetime
import zoneinfo

import pytest

from mentoring.consent import Consent, ConsentKind, Step, holding_since, next_step, school_year_end

MOSCOW, VLADIVOSTOK = zoneinfo.ZoneInfo("Europe/Moscow"), zoneinfo.ZoneInfo("Asia/Vladivostok")


def _at(zone: datetime.tzinfo, *moment: int) -> datetime.datetime:
    return datetime.datetime(*moment, tzinfo=zone)  # type: ignore[arg-type,misc]


def _seconds(moment: datetime.datetime) -> int:
    return int(moment.timestamp())


@pytest.mark.parametrize("zone", [MOSCOW, VLADIVOSTOK])
def test_a_consent_holds_until_the_last_minute_of_31_august(zone: datetime.tzinfo) -> None:
    given = Consent(ConsentKind.ADULT, 1, _seconds(_at(zone, 2026, 9, 1)))
    before = holding_since(_at(zone, 2027, 8, 31, 23, 59, 59))
    after = holding_since(_at(zone, 2027, 9, 1))
    assert next_step(True, [given], 1, before) is Step.NONE
    assert next_step(True, [given], 1, after) is Step.RENEW


def test_the_year_begins_by_the_local_clock() -> None:
    """At one moment it is 1 September in Vladivostok and still 31 August in Moscow."""
    moment = datetime.datetime(2027, 8, 31, 16, 0, tzinfo=datetime.UTC)
    given = Consent(ConsentKind.ADULT, 1, _seconds(moment) - 3 * 3600)
    assert next_step(True, [given], 1, holding_since(moment.astimezone(MOSCOW))) is Step.NONE
    assert next_step(True, [given], 1, holding_since(moment.astimezone(VLADIVOSTOK))) is Step.RENEW


@pytest.mark.parametrize("day", [datetime.date(2026, 9, 1), datetime.date(2027, 1, 1), datetime.date(2027, 8, 31)])
def test_the_date_that_the_text_names_is_the_one_that_is_kept(day: datetime.date) -> None:
    assert school_year_end(day) == datetime.date(2027, 8, 31)
    now = datetime.datetime.combine(day, datetime.time(12), MOSCOW)
    assert Consent(ConsentKind.ADULT, 1, _seconds(now)).holds(holding_since(now))


def test_a_pupil_renews_after_the_parents() -> None:
    last_year = _seconds(_at(MOSCOW, 2026, 10, 1))
    old = [Consent(ConsentKind.PARENT, 1, last_year), Consent(ConsentKind.PUPIL, 1, last_year)]
    since = holding_since(_at(MOSCOW, 2027, 9, 6))
    assert next_step(False, old, 1, since) is Step.WAIT_FOR_PAPER
    paper = Consent(ConsentKind.PARENT, 1, since)
    assert next_step(False, [*old, paper], 1, since) is Step.RENEW
    assert next_step(False, [*old, paper, Consent(ConsentKind.PUPIL, 1, since)], 1, since) is Step.NONE
