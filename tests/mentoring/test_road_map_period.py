"""For which days a plan is: its title says so, else its deadlines, else the day it is brought on."""

import datetime

import pytest

from mentoring.deadlines import Period
from mentoring.road_map_period import PlanPeriod, of_year, period_of
from mentoring.roles import Level

SCHOOL, CITY = Level.ORGANISATION, Level.MUNICIPALITY


def _period(first: str, last: str) -> Period:
    return Period(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


@pytest.mark.parametrize(
    ("title", "deadlines", "level", "first", "last", "told"),
    [
        ("Дорожная карта на 2022–2024 годы", ["май 2023"], CITY, "2022-01-01", "2024-12-31", True),
        ("План на период 2021 – 2024 гг.", [], SCHOOL, "2021-01-01", "2024-12-31", True),
        ("План с 2022 по 2025 год", [], CITY, "2022-01-01", "2025-12-31", True),
        ("План на 2026-2027 учебный год", [], SCHOOL, "2026-08-01", "2027-07-31", True),
        ("План на 2026/27 уч. год", [], CITY, "2026-08-01", "2027-07-31", True),
        ("План на 2027 год", [], SCHOOL, "2027-01-01", "2027-12-31", True),
        ("План (приказ от 03.03.2022)", ["до 01.09.2022", "май"], CITY, "2022-01-01", "2022-12-31", False),
        ("План", ["2 квартал 2026 г.", "2028 год"], CITY, "2026-01-01", "2028-12-31", False),
        ("План", ["май"], SCHOOL, "2026-08-01", "2027-07-31", False),
        ("План", [], CITY, "2026-01-01", "2026-12-31", False),
        ("План по приказу № 20261", [], CITY, "2026-01-01", "2026-12-31", False),
    ],
)
def test_the_days_of_a_plan(title: str, deadlines: list[str], level: Level, first: str, last: str, told: bool) -> None:
    found = period_of(title, deadlines, level, datetime.date(2026, 11, 28))

    assert found == PlanPeriod(_period(first, last), told)


def test_schools_plan_by_school_years() -> None:
    assert of_year(2027, SCHOOL) == _period("2027-08-01", "2028-07-31")
    assert of_year(2027, CITY) == _period("2027-01-01", "2027-12-31")
