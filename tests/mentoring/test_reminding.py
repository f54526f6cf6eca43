"""Whom the curator's reminder reaches, and whom it spares."""

import datetime

import pytest

from mentoring.ids import AttemptId, MembershipId, OrganisationId, PersonId
from mentoring.people import Membership
from mentoring.reminding import LeftOut, Stopped, left_out
from mentoring.roles import MembershipState, Role
from mentoring.wishes import NO_WISHES, Topic, Wishes

NOW = datetime.datetime(2026, 9, 28, 12, tzinfo=datetime.UTC)
TODAY = NOW.date()
PLACE = Membership(MembershipId(1), PersonId(1), OrganisationId(1), Role.MENTEE, MembershipState.CONSENTED, "1-1")


def stopped(minutes: int, wishes: Wishes = NO_WISHES, *, reached: bool = True) -> Stopped:
    touched = NOW - datetime.timedelta(minutes=minutes)
    return Stopped(PLACE, None, AttemptId(1), ("mentee_teacher", 1), touched, reached, wishes)


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (stopped(60), None),
        (stopped(59), LeftOut.AT_IT),
        (stopped(60, reached=False), LeftOut.UNREACHED),
        (stopped(60, Wishes(muted=frozenset({Topic.QUESTIONNAIRE}))), LeftOut.WISHED),
        (stopped(60, Wishes(muted=frozenset({Topic.TERMS, Topic.BANK}))), None),
        (stopped(60, Wishes(quiet_until=TODAY + datetime.timedelta(days=1))), LeftOut.WISHED),
        (stopped(60, Wishes(quiet_until=TODAY)), None),
    ],
)
def test_who_is_left_out_and_why(one: Stopped, why: LeftOut | None) -> None:
    assert left_out(one, NOW, NOW, reminded=False) is why


def test_one_reminder_a_day_whatever_else_is_true() -> None:
    assert left_out(stopped(600, reached=False), NOW, NOW, reminded=True) is LeftOut.TODAY


def test_a_letter_of_tomorrow_morning_heeds_tomorrows_wishes() -> None:
    tomorrow = NOW + datetime.timedelta(hours=20)
    quiet = Wishes(quiet_until=tomorrow.date())
    assert left_out(stopped(60, quiet), NOW, tomorrow, reminded=False) is None
