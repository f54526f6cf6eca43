"""Deadlines in their normal form: as data, another year, what is to be done when, and the last working day before."""

import datetime
import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import calendar
from mentoring.calendar import Calendar
from mentoring.deadlines import (
    Deadline,
    NotADeadline,
    Occasion,
    Period,
    moved,
    occasions,
    read,
    remind_by,
    written,
)
from tests.mentoring.deadline_values import deadlines
from tests.mentoring.road_map_deadlines import ROWS

date = datetime.date.fromisoformat

# -- as data -----------------------------------------------------------------------------------------------------


@given(deadlines)
def test_a_deadline_goes_through_json_and_back(deadline: Deadline) -> None:
    assert read(json.loads(json.dumps(written(deadline)))) == deadline


@pytest.mark.parametrize(
    ("norm", "says"),
    [
        ({}, "ничего"),
        ({"month": "2022-04", "year": 2022}, "month, year"),
        ({"mouth": "2022-04"}, "mouth"),
        ({"month": "2022-13"}, "2022-13"),
        ({"month": 5}, "month"),
        ({"until": "2022-02-30"}, "2022-02-30"),
        ({"annual_month": 0}, "annual_month"),
        ({"annual_month": True}, "annual_month"),
        ({"annual_months": [5, 13]}, "annual_months"),
        ({"annual_until": "02-30"}, "02-30"),
        ({"annual_range": [9]}, "annual_range"),
        ({"annual": "май"}, "май"),
        ({"quarter": "2022Q5"}, "2022Q5"),
        ({"range": ["2022-04"]}, "range"),
        ({"whole_period": [1, 2, 3]}, "whole_period"),
        ({"none": False}, "none"),
        ({"as_needed": "по запросу"}, "as_needed"),
        ({"month": "2022-04", "then": "потом"}, "потом"),
        ({"month": "2022-04", "then": {"month": "2023-04"}}, "then"),
    ],
)
def test_what_is_no_deadline_is_named(norm: dict[str, Any], says: str) -> None:
    with pytest.raises(NotADeadline, match=says):
        read(norm)


# -- another year ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("norm", "years", "expected"),
    [
        ({"month": "2022-04"}, 4, {"month": "2026-04"}),
        ({"months": ["2021-10", "2022-03"]}, 5, {"months": ["2026-10", "2027-03"]}),
        ({"until": "2024-02-29"}, 1, {"until": "2025-02-28"}),
        ({"until": "2024-02-29"}, 4, {"until": "2028-02-29"}),
        ({"until": "2022-02-28"}, 2, {"until": "2024-02-28"}),
        ({"until": "2022-05-15", "then": {"annual_month": 5}}, 4, {"until": "2026-05-15", "then": {"annual_month": 5}}),
        ({"annual": {"from": 2022}}, 4, {"annual": {"from": 2026}}),
        ({"annual": {"from": 2022, "to": 2024}}, 4, {"annual": {"from": 2026, "to": 2028}}),
        ({"quarters": ["2022Q4", "2023Q1"]}, 4, {"quarters": ["2026Q4", "2027Q1"]}),
        ({"range": ["2021-12", "2022-02"]}, 5, {"range": ["2026-12", "2027-02"]}),
        ({"year": 2022}, 4, {"year": 2026}),
        ({"whole_period": ["2022-04", "2024-12"]}, 4, {"whole_period": ["2026-04", "2028-12"]}),
        ({"whole_period": [None, "2024-12"]}, 4, {"whole_period": [None, "2028-12"]}),
        ({"from": "2021-10", "then": "as_needed"}, 5, {"from": "2026-10", "then": "as_needed"}),
        ({"annual_until": "02-29"}, 1, {"annual_until": "02-29"}),
        ({"by_schedule": "план на 2022 год"}, 4, {"by_schedule": "план на 2022 год"}),
    ],
)
def test_a_deadline_is_moved_by_years(norm: dict[str, Any], years: int, expected: dict[str, Any]) -> None:
    assert written(moved(read(norm), years)) == expected


def test_a_period_is_moved_as_well() -> None:
    assert Period(date("2024-02-29")).moved(1) == Period(date("2025-02-28"))
    assert Period(date("2022-04-01"), date("2024-12-31")).moved(4) == Period(date("2026-04-01"), date("2028-12-31"))


@given(deadlines, st.integers(-3, 3), st.integers(-3, 3))
def test_a_deadline_stays_what_it_is_wherever_it_is_moved(deadline: Deadline, there: int, further: int) -> None:
    kind = type(deadline.when)
    assert isinstance(moved(moved(deadline, there), further).when, kind)
    assert moved(deadline, 0) == deadline


# -- occasions ---------------------------------------------------------------------------------------------------

THREE_YEARS = Period(date("2022-04-01"), date("2024-12-31"))
NO_END = Period(date("2022-07-25"))
UNTIL = date("2023-12-31")


def told(one: Occasion) -> str:
    """«1 dated 2022-04-01 → 2022-04-30», with the limit in brackets where no day is known."""
    last = one.due or f"({one.limit or 'no end'})"
    return f"{one.number} {one.kind} {one.starts} → {last}"


OCCASIONS: list[tuple[dict[str, Any], list[str]]] = [
    ({"month": "2022-04"}, ["1 dated 2022-04-01 → 2022-04-30"]),
    ({"months": ["2022-06", "2022-10"]}, ["1 dated 2022-06-01 → 2022-06-30", "2 dated 2022-10-01 → 2022-10-31"]),
    ({"until": "2022-05-15"}, ["1 dated 2022-04-14 → 2022-05-15"]),
    ({"until": "2022-04-20"}, ["1 dated 2022-04-01 → 2022-04-20"]),
    ({"until": "2022-03-15"}, ["1 dated 2022-03-15 → 2022-03-15"]),
    (
        {"annual_month": 5},
        ["1 dated 2022-05-01 → 2022-05-31", "2 dated 2023-05-01 → 2023-05-31", "3 dated 2024-05-01 → 2024-05-31"],
    ),
    ({"annual_month": 3}, ["1 dated 2023-03-01 → 2023-03-31", "2 dated 2024-03-01 → 2024-03-31"]),
    (
        {"annual_months": [3, 12]},
        [
            "1 dated 2022-12-01 → 2022-12-31",
            "2 dated 2023-03-01 → 2023-03-31",
            "3 dated 2023-12-01 → 2023-12-31",
            "4 dated 2024-03-01 → 2024-03-31",
            "5 dated 2024-12-01 → 2024-12-31",
        ],
    ),
    ({"annual_until": "01-15"}, ["1 dated 2022-12-15 → 2023-01-15", "2 dated 2023-12-15 → 2024-01-15"]),
    ({"annual_until": "02-29"}, ["1 dated 2023-01-28 → 2023-02-28", "2 dated 2024-01-29 → 2024-02-29"]),
    (
        {"annual_range": [9, 10]},
        ["1 dated 2022-09-01 → 2022-10-31", "2 dated 2023-09-01 → 2023-10-31", "3 dated 2024-09-01 → 2024-10-31"],
    ),
    ({"annual_range": [9, 5]}, ["1 dated 2022-09-01 → 2023-05-31", "2 dated 2023-09-01 → 2024-05-31"]),
    (
        {"annual": True},
        [
            "1 undated 2022-04-01 → (2022-12-31)",
            "2 undated 2023-01-01 → (2023-12-31)",
            "3 undated 2024-01-01 → (2024-12-31)",
        ],
    ),
    ({"annual": {"from": 2024}}, ["1 undated 2024-01-01 → (2024-12-31)"]),
    ({"annual": {"to": 2022}}, ["1 undated 2022-04-01 → (2022-12-31)"]),
    ({"quarter": "2022Q3"}, ["1 dated 2022-07-01 → 2022-09-30"]),
    ({"quarters": ["2022Q3", "2022Q4"]}, ["1 dated 2022-07-01 → 2022-12-31"]),
    ({"range": ["2022-12", "2023-02"]}, ["1 dated 2022-12-01 → 2023-02-28"]),
    ({"year": 2022}, ["1 dated 2022-01-01 → 2022-12-31"]),
    ({"whole_period": True}, ["1 ongoing 2022-04-01 → (2024-12-31)"]),
    ({"whole_period": ["2022-09", "2023-05"]}, ["1 ongoing 2022-09-01 → (2023-05-31)"]),
    ({"from": "2022-10"}, ["1 ongoing 2022-10-01 → (2024-12-31)"]),
    ({"from": "2022-10", "then": "as_needed"}, ["1 as_needed 2022-10-01 → (2024-12-31)"]),
    ({"continuous": True}, ["1 ongoing 2022-04-01 → (2024-12-31)"]),
    ({"by_programme": True}, ["1 ongoing 2022-04-01 → (2024-12-31)"]),
    ({"by_schedule": "план СКИРО"}, ["1 undated 2022-04-01 → (2024-12-31)"]),
    ({"as_needed": True}, ["1 as_needed 2022-04-01 → (2024-12-31)"]),
    ({"none": True}, ["1 undated 2022-04-01 → (2024-12-31)"]),
    (
        {"month": "2022-10", "then": "as_needed"},
        ["1 dated 2022-10-01 → 2022-10-31", "2 as_needed 2022-11-01 → (2024-12-31)"],
    ),
    (
        {"month": "2022-12", "then": "whole_period"},
        ["1 dated 2022-12-01 → 2022-12-31", "2 ongoing 2023-01-01 → (2024-12-31)"],
    ),
    (
        {"until": "2022-05-15", "then": {"annual_month": 5}},
        ["1 dated 2022-04-14 → 2022-05-15", "2 dated 2023-05-01 → 2023-05-31", "3 dated 2024-05-01 → 2024-05-31"],
    ),
    (
        {"until": "2022-04-29", "then": {"annual_until": "05-15"}},
        ["1 dated 2022-04-01 → 2022-04-29", "2 dated 2023-04-14 → 2023-05-15", "3 dated 2024-04-14 → 2024-05-15"],
    ),
    (
        {"quarter": "2022Q3", "then": {"annual_range": [7, 9]}},
        ["1 dated 2022-07-01 → 2022-09-30", "2 dated 2023-07-01 → 2023-09-30", "3 dated 2024-07-01 → 2024-09-30"],
    ),
]


@pytest.mark.parametrize(("norm", "expected"), OCCASIONS, ids=[json.dumps(norm) for norm, _ in OCCASIONS])
def test_each_kind_has_its_occasions_in_a_plan_of_three_years(norm: dict[str, Any], expected: list[str]) -> None:
    assert [told(one) for one in occasions(read(norm), THREE_YEARS, date("2030-12-31"))] == expected


@pytest.mark.parametrize(
    ("norm", "expected"),
    [
        ({"annual_month": 9}, ["1 dated 2022-09-01 → 2022-09-30", "2 dated 2023-09-01 → 2023-09-30"]),
        ({"annual_month": 5}, ["1 dated 2023-05-01 → 2023-05-31"]),
        ({"annual": {"from": 2025}}, ["1 undated 2025-01-01 → (2025-12-31)"]),
        ({"annual": True}, ["1 undated 2022-07-25 → (2022-12-31)", "2 undated 2023-01-01 → (2023-12-31)"]),
        ({"whole_period": True}, ["1 ongoing 2022-07-25 → (no end)"]),
        ({"as_needed": True}, ["1 as_needed 2022-07-25 → (no end)"]),
        ({"none": True}, ["1 undated 2022-07-25 → (no end)"]),
    ],
)
def test_a_plan_without_an_end_is_planned_as_far_as_it_is_looked_at(norm: dict[str, Any], expected: list[str]) -> None:
    assert [told(one) for one in occasions(read(norm), NO_END, UNTIL)] == expected


def test_where_this_year_has_no_occasion_the_first_that_follows_is_known() -> None:
    found = occasions(read({"annual_month": 5}), NO_END, date("2022-12-31"))
    assert [told(one) for one in found] == ["1 dated 2023-05-01 → 2023-05-31"]


@pytest.mark.parametrize(("norm", "number", "last"), [("monthly", 33, "2024-12-31"), ("quarterly", 11, "2024-12-31")])
def test_again_and_again_comes_as_often_as_the_plan_has_room(norm: str, number: int, last: str) -> None:
    found = occasions(read({norm: True}), THREE_YEARS, UNTIL.replace(year=2024))
    assert len(found) == number
    assert (found[0].starts, found[-1].due) == (date("2022-04-01"), date(last))
    assert all(one.due and one.due < later.starts for one, later in pairwise(found))


@given(deadlines)
def test_occasions_are_numbered_in_a_row_and_stand_still_when_looked_at_longer(deadline: Deadline) -> None:
    found = occasions(deadline, THREE_YEARS, date("2024-12-31"))
    assert [one.number for one in found] == [*range(1, len(found) + 1)]
    assert found == occasions(deadline, THREE_YEARS, date("2030-12-31"))
    assert all(one.due is None or one.starts <= one.due for one in found)


# -- the last working day before ---------------------------------------------------------------------------------

OFF, SATURDAYS = calendar.country()
FIVE, SIX = (Calendar(week, OFF, SATURDAYS) for week in (5, 6))

LAST_WORKING_DAYS = """
2022-04-29 2022-04-29 2022-04-29 a working Friday
2022-05-15 2022-05-13 2022-05-14 a Sunday
2022-10-30 2022-10-28 2022-10-29 a Sunday
2022-05-10 2022-05-06 2022-05-07 a transferred holiday after Victory Day and a weekend
2022-03-07 2022-03-05 2022-03-05 a transferred holiday, the Saturday before it works
2024-04-30 2024-04-27 2024-04-27 two transferred holidays and a Sunday, the Saturday works
2024-11-04 2024-11-02 2024-11-02 a holiday on Monday, the Saturday works
2027-02-23 2027-02-20 2027-02-20 a holiday, a transferred one, a Sunday, the Saturday works
2027-02-20 2027-02-20 2027-02-20 a working Saturday
2024-12-28 2024-12-28 2024-12-28 a working Saturday
2024-11-02 2024-11-02 2024-11-02 a working Saturday
2027-11-05 2027-11-03 2027-11-03 a transferred holiday after a holiday
2021-12-31 2021-12-30 2021-12-30 the New Year's Eve is free
2022-12-31 2022-12-30 2022-12-31 the New Year's Eve is a Saturday
2024-12-31 2024-12-28 2024-12-28 free from the 29th
2026-01-09 2025-12-30 2025-12-30 the whole chain of the New Year
2026-12-31 2026-12-30 2026-12-30 the New Year's Eve is free
2023-01-08 2022-12-30 2022-12-31 the chain, the old year ends with a weekend
""".strip().split("\n")


@pytest.mark.parametrize("line", LAST_WORKING_DAYS)
def test_one_is_reminded_by_the_last_working_day(line: str) -> None:
    due, of_five, of_six = map(date, line.split()[:3])
    assert remind_by(due, FIVE) == of_five
    assert remind_by(due, SIX) == of_six


DUE = [(period, row) for period, row in ROWS if period is not None and row["first_due"]]


@pytest.mark.parametrize(("period", "row"), DUE, ids=[row["uid"] for _, row in DUE])
def test_the_first_day_of_each_item_of_the_five_road_maps(period: Period, row: dict[str, Any]) -> None:
    first = occasions(read(row["norm"]), period, date("2024-12-31"))[0]
    assert first.due == date(row["first_due"])
    assert remind_by(first.due, FIVE) == date(row["safe_due"])


def test_items_without_a_first_day_have_none() -> None:
    without = [(period, row) for period, row in ROWS if period is not None and not row["first_due"]]
    assert len(DUE) + len(without) == 87
    for period, row in without:
        found = occasions(read(row["norm"]), period, date("2024-12-31"))
        assert found
        assert all(one.due is None for one in found)
