"""A meeting's time is said by every clock that shows something else."""

import datetime
import re
import zoneinfo
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.gallery.pairs import assigned_card
from bot.texts import meetings, words
from config import time_zones
from mentoring.pair_cards import PairCard, Reader
from mentoring.pairs import PairState
from mentoring.zones import Clock, Zones, by_clock

MOSCOW = zoneinfo.ZoneInfo("Europe/Moscow")
YEKATERINBURG = zoneinfo.ZoneInfo("Asia/Yekaterinburg")
KAMCHATKA = zoneinfo.ZoneInfo("Asia/Kamchatka")

moments = st.integers(0, 365 * 24 * 60).map(
    lambda minutes: datetime.datetime(2026, 9, 1, tzinfo=MOSCOW) + datetime.timedelta(minutes=minutes)
)
clocks = st.none() | st.sampled_from([zoneinfo.ZoneInfo(zone.name) for zone in time_zones.load()])


def card(zones: Zones, reader: Reader = Reader.MENTOR, *, pupil: bool = False) -> PairCard:
    return replace(assigned_card(reader, PairState.ASSIGNED), zones=zones, pupil=pupil)


def test_both_times_are_said_and_another_day_too() -> None:
    at = datetime.datetime(2026, 12, 4, 23, 0, tzinfo=MOSCOW)
    mentee = card(Zones(None, (YEKATERINBURG,), ()), Reader.MENTEE)
    day = f"пт, 4{words.NBSP}декабря"
    assert meetings.both_times(mentee, at) == f"{day}, 23:00 у Вас, 01:00 5{words.NBSP}декабря у наставника"
    at = at.replace(hour=15)
    assert meetings.both_times(mentee, at) == f"{day}, 15:00 у Вас, 17:00 у наставника"
    assert meetings.both_times(replace(mentee, pupil=True), at) == f"{day}, 15:00 у тебя, 17:00 у наставника"


def test_a_group_hears_of_each_clock_once() -> None:
    at = datetime.datetime(2026, 12, 4, 10, 0, tzinfo=MOSCOW)
    group = card(Zones(None, (), (None, KAMCHATKA, YEKATERINBURG, YEKATERINBURG)))
    assert "10:00 у Вас, 10:00, 12:00 и 19:00 у наставляемого" in meetings.both_times(group, at)


def test_staff_hear_the_organisations_time_first() -> None:
    at = datetime.datetime(2026, 12, 4, 15, 0, tzinfo=MOSCOW)
    shown = card(Zones(None, (None,), (YEKATERINBURG,)), Reader.CURATOR)
    assert meetings.both_times(shown, at).endswith("15:00 по времени организации, 17:00 у наставляемого")
    shown = card(Zones(None, (KAMCHATKA,), (YEKATERINBURG,)), Reader.CURATOR)
    assert meetings.both_times(shown, at).endswith(
        f"15:00 по времени организации, 00:00 5{words.NBSP}декабря у наставника, 17:00 у наставляемого"
    )


@given(moments, clocks, clocks)
def test_every_time_that_is_said_is_that_very_moment(at: datetime.datetime, own: Clock, other: Clock) -> None:
    said = meetings.both_times(card(Zones(own, (), (other,))), at)
    here, there = by_clock(at, own), by_clock(at, other)
    assert said.startswith(words.day_and_time(here))
    if here.replace(tzinfo=None) == there.replace(tzinfo=None):
        assert said == words.day_and_time(here), "one clock, one time: nothing is added"
        return
    beside = said.removeprefix(f"{words.day_and_time(here)} у Вас, ").removesuffix(" у наставляемого")
    found = re.fullmatch(rf"(\d\d):(\d\d)(?: (\d+){words.NBSP}\w+)?", beside)
    assert found is not None, said
    assert (int(found[1]), int(found[2])) == (there.hour, there.minute)
    assert found[3] == (None if there.date() == here.date() else str(there.day))


@given(moments, st.lists(clocks, max_size=6), clocks)
def test_all_clocks_alike_add_nothing(at: datetime.datetime, others: list[Clock], own: Clock) -> None:
    alike = Zones(own, (own,), tuple(own for _ in others))
    assert meetings.both_times(card(alike), at) == meetings.own_time(card(alike), at)
