"""The rules of digests hold for any calendar, any hour and any trouble on the way."""

import datetime
import zoneinfo
from dataclasses import dataclass, field

from hypothesis import given
from hypothesis import strategies as some

from mentoring import calendar, delivery
from mentoring.calendar import Calendar, Vacation
from mentoring.letters import LetterClass
from mentoring.wishes import NO_WISHES, Hour, Wishes, window

ZONE = zoneinfo.ZoneInfo("Asia/Irkutsk")
START = datetime.datetime(2026, 9, 1, tzinfo=ZONE)
MANY_STEPS = 2_000

Moment = datetime.datetime

dates = some.integers(0, 364).map(lambda number: START.date() + datetime.timedelta(days=number))
moments = some.integers(0, 364 * 24 * 60).map(lambda number: START + datetime.timedelta(minutes=number))
vacations = some.builds(
    lambda day, long: Vacation(day, day + datetime.timedelta(days=long)), dates, some.integers(0, 30)
)
calendars = some.builds(
    Calendar,
    week=some.sampled_from([5, 6]),
    non_working=some.frozensets(dates, max_size=40),
    working_saturdays=some.frozensets(dates.filter(lambda day: day.isoweekday() == 6), max_size=3),
    vacations=some.lists(vacations, max_size=3).map(tuple),
    pupils=some.booleans(),
)
hours = some.sampled_from([None, *Hour])
wished = some.builds(Wishes, hour=hours, quiet_until=some.none() | dates)


@dataclass
class Postbox:
    """One person's digests, taken up as the post does; ``troubles`` says which tries fail."""

    days: Calendar
    wishes: Wishes
    troubles: list[bool] = field(default_factory=list)
    sent: list[Moment] = field(default_factory=list)
    came: dict[Moment, Moment] = field(default_factory=dict)
    dropped: list[Moment] = field(default_factory=list)

    def delivers(self, written: list[Moment]) -> None:
        own = Wishes(self.wishes.hour)
        dues = [delivery.opens(LetterClass.DIGEST, moment, self.days, None, own) for moment in written]
        waiting = {due: due for due in dues}
        tries = 0
        for _ in range(MANY_STEPS):
            if not waiting:
                return
            now = min(waiting.values())
            here = [due for due, at in waiting.items() if at <= now]
            opens = delivery.opens(
                LetterClass.DIGEST, now, self.days, self.sent[-1] if self.sent else None, self.wishes
            )
            for due in here:
                if delivery.too_late(LetterClass.DIGEST, due, now, self.days):
                    self.dropped.append(due)
                    del waiting[due]
                elif opens > now:
                    waiting[due] = opens
            here = [due for due in here if due in waiting]
            if opens > now or not here:
                continue
            tries += 1
            if self.troubles and self.troubles.pop():
                waiting |= dict.fromkeys(here, now + datetime.timedelta(seconds=delivery.wait(tries, None)))
                continue
            self.sent.append(now)
            for due in here:
                self.came[due] = now
                del waiting[due]
        raise AssertionError(f"they never come: {waiting}")


@given(calendars, wished, some.lists(moments, max_size=12), some.lists(some.booleans(), max_size=20))
def test_one_a_day_on_open_days_in_the_window_and_none_is_forgotten(
    days: Calendar, wishes: Wishes, written: list[Moment], troubles: list[bool]
) -> None:
    box = Postbox(days, wishes, troubles)
    box.delivers(written)
    assert len({moment.date() for moment in box.sent}) == len(box.sent)
    hours = window(wishes.hour, pupil=days.pupils)
    for moment in box.sent:
        assert days.opens(moment.date())
        assert hours.opens <= moment.time() < hours.closes
        assert wishes.quiet_until is None or moment.date() >= wishes.quiet_until


one_day = some.builds(
    lambda first, minutes: [first, *(first + datetime.timedelta(minutes=number) for number in minutes)],
    moments,
    some.lists(some.integers(0, 600), max_size=4),
)


@given(calendars, hours, one_day)
def test_without_a_quiet_time_everything_comes_by_the_next_open_day(
    days: Calendar, hour: Hour | None, written: list[Moment]
) -> None:
    box = Postbox(days, Wishes(hour))
    box.delivers(written)
    assert box.dropped == []
    for due, moment in box.came.items():
        assert moment.date() <= days.next_open(due.date() + calendar.DAY)


@given(calendars, moments, some.none() | moments, wished)
def test_what_has_been_put_off_may_come_when_its_time_is_there(
    days: Calendar, now: Moment, last: Moment | None, wishes: Wishes
) -> None:
    opens = delivery.opens(LetterClass.DIGEST, now, days, last if last is None or last <= now else None, wishes)
    assert opens >= now
    assert delivery.opens(LetterClass.DIGEST, opens, days, None, wishes) == opens


@given(moments, wished)
def test_a_meeting_is_never_put_off_by_wishes(now: Moment, wishes: Wishes) -> None:
    days = Calendar()
    opens = delivery.opens(LetterClass.MEETING, now, days, None, wishes)
    assert opens == delivery.opens(LetterClass.MEETING, now, days, None, NO_WISHES)
    assert opens - now <= datetime.timedelta(hours=10)
    assert datetime.time(7) <= opens.time() < datetime.time(21)


@given(moments, wished)
def test_news_wait_for_the_end_of_the_quiet_time_and_for_the_morning_only(now: Moment, wishes: Wishes) -> None:
    opens = delivery.opens(LetterClass.NEWS, now, Calendar(), None, wishes)
    assert datetime.time(8) <= opens.time() < datetime.time(21)
    quiet = wishes.quiet_until
    earliest = now if quiet is None or quiet <= now.date() else calendar.at(now, quiet, datetime.time())
    assert datetime.timedelta() <= opens - earliest <= datetime.timedelta(hours=11)
