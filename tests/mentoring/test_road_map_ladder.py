"""The ladder of an item: by date, and for any calendar."""

import datetime
import zoneinfo
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as some

from config import calendar as calendars
from mentoring.calendar import DAY, Calendar
from mentoring.deadlines import OccasionKind
from mentoring.ids import OrganisationId, PersonId, RoadMapId, RoadMapItemId, RoadMapTaskId
from mentoring.letters import LetterKind
from mentoring.road_map_ladder import (
    Climb,
    Rung,
    Step,
    Watched,
    climbed,
    due,
    following,
    late_below,
    owners,
    seconds,
    steps,
)
from mentoring.road_maps import Task, TaskState
from mentoring.roles import Level, Role

HOLIDAYS, SATURDAYS = calendars.country()
FIVE, SIX = Calendar(5, HOLIDAYS, SATURDAYS), Calendar(6, HOLIDAYS, SATURDAYS)
ZONE = zoneinfo.ZoneInfo("Europe/Moscow")
LONG_AGO = datetime.date(2020, 1, 1)

LADDER = (Rung.FORTNIGHT, Rung.WEEK, Rung.THREE_DAYS, Rung.EVE, Rung.LAST_DAY, Rung.LATE, Rung.STILL_LATE, Rung.ABOVE)


def day(written: str) -> datetime.date:
    return datetime.datetime.strptime(written, "%d.%m.%Y").date()  # noqa: DTZ007 - a day has no zone


def task(
    due_on: datetime.date | None = None,
    kind: OccasionKind = OccasionKind.DATED,
    starts: datetime.date = LONG_AGO,
    limit: datetime.date | None = None,
) -> Task:
    return Task(
        RoadMapTaskId(1), RoadMapItemId(1), RoadMapId(1), OrganisationId(3), 1, kind, starts, due_on, limit or due_on
    )


def walked(watched: Watched, days: Calendar, since: datetime.date, number: int) -> list[Step]:
    """So many steps as the clock would meet them, one after the other."""
    found: list[Step] = []
    today = since - DAY
    while len(found) < number:
        ahead = following(steps(watched, days, today + DAY, today), today)
        if ahead is None:
            return found
        found += [step for step in steps(watched, days, ahead, ahead) if step.day == ahead]
        today = ahead
    return found


BY_DATE = {
    "a Sunday": (FIVE, "15.05.2022", "29.04 06.05 12.05 13.05 16.05 18.05 24.05"),
    "a Sunday of a six-day week": (SIX, "15.05.2022", "30.04 07.05 12.05 14.05 16.05 18.05 23.05"),
    "the day after long holidays": (FIVE, "10.05.2022", "26.04 29.04 06.05 11.05 13.05 19.05"),
    "a holiday moved from a Saturday": (FIVE, "07.03.2022", "21.02 28.02 04.03 05.03 09.03 11.03 17.03"),
    "inside the New Year chain": (FIVE, "31.12.2026", "17.12 24.12 28.12 30.12 11.01 13.01 19.01"),
    "a working Saturday": (FIVE, "20.02.2027", "05.02 12.02 17.02 19.02 20.02 24.02 26.02 04.03"),
}
"""The last day → the days on which somebody hears of it, without the weekly ones that follow."""


@pytest.mark.parametrize("title", BY_DATE)
def test_by_date(title: str) -> None:
    days, last, expected = BY_DATE[title]
    watched = Watched(task(day(last)), LONG_AGO)
    found = [step for step in steps(watched, days, LONG_AGO, LONG_AGO) if step.rung in LADDER]
    assert " ".join(f"{step.day:%d.%m}" for step in found) == expected
    assert found[-1].rung is Rung.ABOVE


def test_steps_that_fall_on_one_day_are_the_last_of_them() -> None:
    found = steps(Watched(task(day("10.05.2022")), LONG_AGO), FIVE, LONG_AGO, LONG_AGO)
    by_day = {step.day: step.rung for step in found}
    assert by_day[day("06.05.2022")] is Rung.LAST_DAY, "three days before, the eve and the last day are one Friday"
    assert Rung.EVE not in by_day.values()


def test_above_hears_weekly_while_it_is_late() -> None:
    found = walked(Watched(task(day("09.09.2026")), LONG_AGO), FIVE, day("19.09.2026"), 3)
    assert [(step.day, step.rung) for step in found] == [
        (day("21.09.2026"), Rung.ABOVE),
        (day("28.09.2026"), Rung.ABOVE),
        (day("05.10.2026"), Rung.ABOVE),
    ]


def test_a_week_of_holidays_has_no_letter_of_its_own() -> None:
    found = walked(Watched(task(day("01.12.2026")), LONG_AGO), FIVE, day("28.12.2026"), 3)
    assert [f"{step.day:%d.%m.%Y}" for step in found] == ["28.12.2026", "11.01.2027", "18.01.2027"]


def test_what_was_before_the_beginning_is_not_made_up_afterwards() -> None:
    month = task(day("30.09.2026"), starts=day("01.09.2026"))
    assert steps(Watched(month, day("25.09.2026")), FIVE, LONG_AGO, LONG_AGO)[0] == Step(
        day("25.09.2026"), Rung.THREE_DAYS
    ), "three days before is a Sunday, and the Friday is the first day"
    assert steps(Watched(month, day("28.09.2026")), FIVE, LONG_AGO, LONG_AGO)[0] == Step(day("29.09.2026"), Rung.EVE)


def test_what_was_late_before_the_beginning_is_late_from_then_on() -> None:
    found = walked(Watched(task(day("01.09.2026")), day("07.09.2026")), FIVE, day("07.09.2026"), 3)
    assert [(f"{step.day:%d.%m}", step.rung) for step in found] == [
        ("08.09", Rung.LATE),
        ("10.09", Rung.STILL_LATE),
        ("16.09", Rung.ABOVE),
    ]


@pytest.mark.parametrize("state", [TaskState.DONE, TaskState.WAIVED, TaskState.LEFT])
def test_it_stops_when_the_thing_is_done(state: TaskState) -> None:
    closed = replace(task(day("15.09.2026")), state=state)
    assert steps(Watched(closed, LONG_AGO), FIVE, LONG_AGO, LONG_AGO) == []


def test_an_item_without_a_day_is_asked_for_one_and_ends_with_its_limit() -> None:
    found = walked(
        Watched(task(kind=OccasionKind.UNDATED, starts=day("05.09.2026"), limit=day("31.12.2026")), LONG_AGO),
        FIVE,
        day("01.09.2026"),
        9,
    )
    assert [(f"{step.day:%d.%m}", step.rung) for step in found] == [
        ("07.09", Rung.NO_DAY),
        ("01.10", Rung.NO_DAY),
        ("02.11", Rung.NO_DAY),
        ("01.12", Rung.NO_DAY),
        ("17.12", Rung.FORTNIGHT),
        ("24.12", Rung.WEEK),
        ("28.12", Rung.THREE_DAYS),
        ("30.12", Rung.LAST_DAY),
        ("11.01", Rung.LATE),
    ]


def test_an_item_that_was_given_a_day_is_a_dated_one() -> None:
    given = task(day("15.09.2026"), kind=OccasionKind.UNDATED, limit=day("31.12.2026"))
    assert {step.rung for step in steps(Watched(given, LONG_AGO), FIVE, LONG_AGO, LONG_AGO)} <= set(LADDER)


ONGOING = task(kind=OccasionKind.ONGOING, starts=day("01.09.2026"), limit=day("25.12.2026"))


def test_what_goes_on_is_asked_about_on_the_first_working_day_of_a_month() -> None:
    found = walked(Watched(ONGOING, LONG_AGO), FIVE, day("01.09.2026"), 4)
    assert [f"{step.day:%d.%m}" for step in found] == ["01.10", "02.11", "01.12", "11.12"]
    assert [step.rung for step in found] == [Rung.ASKED] * 3 + [Rung.FORTNIGHT], "nothing was ever given"


def test_what_was_proven_last_month_is_not_asked_about() -> None:
    found = walked(Watched(ONGOING, LONG_AGO, proven=day("20.10.2026")), FIVE, day("01.10.2026"), 2)
    assert [(f"{step.day:%d.%m}", step.rung) for step in found] == [("01.12", Rung.ASKED), ("26.12", Rung.OVER)]


def test_what_may_be_needed_is_asked_about_once() -> None:
    needed = task(kind=OccasionKind.AS_NEEDED, starts=day("01.11.2026"))
    assert walked(Watched(needed, LONG_AGO), FIVE, day("01.09.2026"), 5) == [Step(day("02.11.2026"), Rung.ASKED)]
    assert walked(Watched(needed, LONG_AGO, day("01.11.2026")), FIVE, day("01.09.2026"), 5) == []


# -- for any calendar --------------------------------------------------------------------------------------------

dates = some.integers(0, 700).map(lambda number: datetime.date(2026, 1, 1) + number * DAY)
weeks = some.builds(
    Calendar,
    week=some.sampled_from([5, 6]),
    non_working=some.frozensets(dates, max_size=60),
    working_saturdays=some.frozensets(dates.filter(lambda one: one.isoweekday() == 6), max_size=3),
)
kinds = some.sampled_from(list(OccasionKind))


@some.composite
def watched_tasks(draw: some.DrawFn) -> Watched:
    kind = draw(kinds)
    starts, last = sorted((draw(dates), draw(dates)))
    has_day = kind is OccasionKind.DATED or (kind is OccasionKind.UNDATED and draw(some.booleans()))
    limit = last if has_day else draw(some.none() | some.just(last))
    return Watched(task(last if has_day else None, kind, starts, limit), draw(dates), draw(some.none() | dates))


@given(watched_tasks(), weeks, dates, dates)
def test_steps_are_in_order_on_working_days_and_never_two_on_one(
    watched: Watched, days: Calendar, since: datetime.date, today: datetime.date
) -> None:
    found = steps(watched, days, since, today)
    on = [step.day for step in found]
    assert on == sorted(set(on))
    assert all(step.day >= since for step in found)
    assert all(days.works(step.day) for step in found if step.rung is not Rung.OVER), (
        "only for OVER nobody is written to"
    )


@given(watched_tasks(), weeks, dates)
def test_nobody_hears_of_what_was_before_the_beginning(watched: Watched, days: Calendar, since: datetime.date) -> None:
    assert all(step.day >= watched.began for step in steps(watched, days, since, since))


@given(dates, weeks)
def test_the_ladder_is_climbed_upwards(last: datetime.date, days: Calendar) -> None:
    found = steps(Watched(task(last), LONG_AGO), days, LONG_AGO, LONG_AGO)
    rungs = [step.rung for step in found]
    assert rungs == sorted(rungs)
    assert {Rung.LAST_DAY, Rung.LATE, Rung.STILL_LATE, Rung.ABOVE} <= set(rungs)
    assert all((step.day <= last) is (step.rung <= Rung.LAST_DAY) for step in found)


@given(watched_tasks(), weeks, dates, some.integers(1, 5))
def test_whatever_the_clock_leaves_out_comes_afterwards(
    watched: Watched, days: Calendar, since: datetime.date, number: int
) -> None:
    """A machine that was off for some days finds the same steps as one that was on, only together."""
    one_by_one = walked(watched, days, since, number)
    if one_by_one and watched.task.kind is not OccasionKind.ONGOING:
        last = one_by_one[-1].day
        assert due(steps(watched, days, since, last), last) == one_by_one


# -- who hears ---------------------------------------------------------------------------------------------------

DEPUTY, CURATOR, PSYCHOLOGIST, OTHER_CURATOR = (PersonId(number) for number in (1, 2, 3, 4))
SCHOOL = {
    Role.DEPUTY_HEAD: [DEPUTY],
    Role.CURATOR: [CURATOR, OTHER_CURATOR],
    Role.COORDINATOR: [PSYCHOLOGIST],
}


@pytest.mark.parametrize(
    ("owner", "asked", "told"),
    [
        (Role.CURATOR, {CURATOR, OTHER_CURATOR}, {CURATOR, OTHER_CURATOR, DEPUTY}),
        (Role.MENTOR, {CURATOR, OTHER_CURATOR}, {CURATOR, OTHER_CURATOR, DEPUTY}),
        (Role.DEPUTY_HEAD, {DEPUTY}, {CURATOR, OTHER_CURATOR}),
        (Role.COORDINATOR, {PSYCHOLOGIST}, {CURATOR, OTHER_CURATOR}),
        (Role.REGIONAL_COORDINATOR, {CURATOR, OTHER_CURATOR, DEPUTY}, {CURATOR, OTHER_CURATOR}),
    ],
)
def test_who_is_asked_and_who_is_told_after_three_days(owner: Role, asked: set[PersonId], told: set[PersonId]) -> None:
    assert set(owners(owner, Level.ORGANISATION, SCHOOL)) == asked
    assert set(seconds(owner, Level.ORGANISATION, SCHOOL)) == told


NOON = datetime.datetime(2026, 9, 14, 0, 0, tzinfo=ZONE)


def climb(*rungs: Rung, above: bool = True, owner: Role = Role.COORDINATOR) -> Climb:
    come = [Step(NOON.date(), rung) for rung in rungs]
    return Climb(task(NOON.date()), owner, Level.ORGANISATION, come, NOON, above)


@pytest.mark.parametrize(
    ("rungs", "kind", "readers"),
    [
        ([Rung.FORTNIGHT], LetterKind.ITEM_DUE, {PSYCHOLOGIST}),
        ([Rung.WEEK, Rung.THREE_DAYS], LetterKind.ITEM_DUE, {PSYCHOLOGIST}),
        ([Rung.LAST_DAY, Rung.LATE], LetterKind.ITEM_LATE, {PSYCHOLOGIST}),
        ([Rung.STILL_LATE], LetterKind.ITEM_LATE, {PSYCHOLOGIST, CURATOR, OTHER_CURATOR}),
        ([Rung.NO_DAY], LetterKind.ITEM_UNDATED, {DEPUTY, CURATOR, OTHER_CURATOR}),
        ([Rung.ASKED], LetterKind.ITEM_ASKED, {PSYCHOLOGIST}),
        ([Rung.ABOVE], None, set()),
    ],
)
def test_a_day_has_one_letter_a_person(rungs: list[Rung], kind: LetterKind | None, readers: set[PersonId]) -> None:
    written = climbed(climb(*rungs), SCHOOL, FIVE)
    assert {letter.kind for letter in written} == ({kind} if kind else set())
    assert sorted(letter.person for letter in written) == sorted(readers)


def test_where_nobody_stands_above_the_leaders_hear_weekly() -> None:
    written = climbed(climb(Rung.ABOVE, above=False), SCHOOL, FIVE)
    assert {letter.person for letter in written} == {DEPUTY, CURATOR, OTHER_CURATOR}


def test_the_digest_for_those_above_is_one_a_week() -> None:
    place = OrganisationId(2)
    monday = late_below(DEPUTY, place, day("14.09.2026"), NOON, FIVE)
    friday = late_below(DEPUTY, place, day("18.09.2026"), NOON, FIVE)
    later = late_below(DEPUTY, place, day("21.09.2026"), NOON, FIVE)
    assert monday.dedupe_key == friday.dedupe_key != later.dedupe_key


def test_the_long_leave_holds_no_letter_to_leaders_back() -> None:
    july = datetime.datetime(2026, 7, 6, 0, 0, tzinfo=ZONE)
    (letter,) = climbed(replace(climb(Rung.EVE), now=july), SCHOOL, FIVE)
    assert letter.due.date() == july.date()
