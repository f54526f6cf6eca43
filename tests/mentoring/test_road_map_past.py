"""What of a draft is past already, and in which ways it may be settled."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.calendar import Calendar
from mentoring.deadlines import Deadline, Monthly, Onwards, Period, Until, occasions, read
from mentoring.ids import OrganisationId, RoadMapId, RoadMapItemId
from mentoring.road_map_changes import previewed
from mentoring.road_map_past import Way, is_past, may_move_to, moved, near_day, ways
from mentoring.road_map_views import ItemView
from mentoring.road_maps import EvidenceKind, Item, MapItem
from mentoring.roles import Role
from tests.mentoring.deadline_values import deadlines

PERIOD = Period(datetime.date(2026, 8, 1), datetime.date(2027, 5, 31))
TODAY = datetime.date(2026, 11, 9)


def drafted(deadline: Deadline, waived: str | None = None) -> ItemView:
    item = Item("x-1", "1", "", "Издать приказ", "", deadline, Role.CURATOR, EvidenceKind.ORDER)
    kept = MapItem(RoadMapItemId(1), RoadMapId(1), item, 1, waived=waived)
    assert PERIOD.last is not None
    found = occasions(deadline, PERIOD, PERIOD.last)
    return ItemView(kept, previewed(kept, OrganisationId(1), found, TODAY))


@pytest.mark.parametrize(
    ("norm", "may"),
    [
        ({"until": "2026-09-01"}, {*Way}),
        ({"range": ["2026-08", "2026-09"]}, {*Way}),
        ({"quarter": "2026Q3"}, {*Way}),
        ({"until": "2026-09-01", "then": {"annual_month": 5}}, {Way.MOVED}),
        ({"months": ["2026-09", "2026-10"]}, {Way.DONE, Way.NOT_NEEDED}),
        ({"months": ["2026-09", "2026-12"]}, set()),
        ({"monthly": True}, set()),
        ({"until": "2026-12-01"}, set()),
        ({"none": True}, set()),
    ],
)
def test_what_is_ahead_is_never_lost(norm: dict[str, object], may: set[Way]) -> None:
    assert ways(drafted(read(norm))) == may


def test_what_is_not_needed_is_not_past() -> None:
    assert not is_past(drafted(read({"until": "2026-09-01"}), "Сделано раньше"))
    assert is_past(drafted(Deadline(Monthly())))


def test_what_follows_the_first_day_stays() -> None:
    day = datetime.date(2026, 11, 23)
    before = read({"month": "2026-09", "then": "as_needed"})
    assert moved(before, day) == Deadline(Until(day), Onwards.AS_NEEDED)


@given(deadlines)
def test_moved_to_the_day_that_is_offered_it_is_past_no_more(deadline: Deadline) -> None:
    day = near_day(TODAY, Calendar(), PERIOD)
    assert day is not None
    assert may_move_to(day, TODAY, PERIOD)
    one = drafted(deadline)
    if Way.MOVED in ways(one):
        assert not is_past(drafted(moved(deadline, day)))


@given(st.dates(datetime.date(2026, 1, 1), datetime.date(2027, 12, 31)))
def test_a_day_within_the_plan_is_offered_or_none(today: datetime.date) -> None:
    day = near_day(today, Calendar(), PERIOD)
    assert PERIOD.last is not None
    assert (day is None) is (today > PERIOD.last)
    assert day is None or (may_move_to(day, today, PERIOD) and day <= PERIOD.last)
