"""Reminders of a meeting keep to the hours of each reader's own clock."""

import datetime
import zoneinfo

from hypothesis import given
from hypothesis import strategies as st

from config import calendar as calendars
from config import time_zones
from mentoring import meeting_letters
from mentoring.calendar import Calendar
from mentoring.ids import MeetingId, MembershipId, PairId, PersonId
from mentoring.letters import CLASS_OF, Letter, LetterClass, LetterKind
from mentoring.meetings import Meeting, MeetingState
from mentoring.pair_letters import Readers
from mentoring.pairs import MeetingKind

MOSCOW = zoneinfo.ZoneInfo("Europe/Moscow")
KALININGRAD = zoneinfo.ZoneInfo("Europe/Kaliningrad")
MENTOR, MENTEE = MembershipId(1), MembershipId(2)
DAYS = Calendar(5, *calendars.country())
NOW = datetime.datetime(2026, 9, 7, 10, 0, tzinfo=MOSCOW)


def letters_about(at: datetime.datetime, **zones: zoneinfo.ZoneInfo) -> dict[MembershipId, list[Letter]]:
    meeting = Meeting(MeetingId(1), PairId(1), MeetingKind.TRIAL, MeetingState.AGREED, MENTOR, at=at)
    own = {{"mentor": MENTOR, "mentee": MENTEE}[who]: zone for who, zone in zones.items()}
    readers = Readers({MENTOR: PersonId(1), MENTEE: PersonId(2)}, (), (), own)
    return {side: meeting_letters.reminders(meeting, [side], readers, NOW, DAYS) for side in (MENTOR, MENTEE)}


def test_who_still_sleeps_an_hour_before_gets_no_letter_at_the_beginning() -> None:
    """08:00 in Moscow is 07:00 in Kaliningrad."""
    found = letters_about(NOW.replace(day=9, hour=8), mentee=KALININGRAD)
    assert LetterKind.MEETING_SOON in {letter.kind for letter in found[MENTOR]}
    assert LetterKind.MEETING_SOON not in {letter.kind for letter in found[MENTEE]}


@given(
    st.integers(26 * 4, 60 * 24 * 4).map(lambda quarters: NOW + datetime.timedelta(minutes=15 * quarters)),
    st.sampled_from([zoneinfo.ZoneInfo(zone.name) for zone in time_zones.load()]),
)
def test_no_letter_is_due_at_night_by_the_readers_clock(at: datetime.datetime, zone: zoneinfo.ZoneInfo) -> None:
    for letter in letters_about(at, mentee=zone)[MENTEE]:
        hour = letter.due.astimezone(zone).hour
        opens = 7 if CLASS_OF[letter.kind] is LetterClass.MEETING else 8
        assert opens <= hour < 21, letter
        assert letter.kind is LetterKind.MEETING_ASKED or letter.due < at
