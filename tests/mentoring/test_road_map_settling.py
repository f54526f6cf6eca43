"""What of a plan from a file is still to be settled, from the items as they stand."""

import datetime
from dataclasses import replace

import pytest

from mentoring.deadlines import NONE, Deadline, Period, Until
from mentoring.ids import FindingId, RoadMapId, RoadMapItemId
from mentoring.road_map_findings import PROBLEMS, Finding, Problem
from mentoring.road_map_settling import KeptFinding, is_over
from mentoring.road_maps import EvidenceKind, Item, MapItem
from mentoring.roles import Role

DAY = Deadline(Until(datetime.date(2027, 5, 1)))
ITEM = Item("1", "1", "", "Семинар", "к весне", NONE, Role.CURATOR, EvidenceKind.FILE)
KEPT = MapItem(RoadMapItemId(1), RoadMapId(1), ITEM, 1)


def found(finding: Finding, item: MapItem | None = KEPT, *, kept_as_is: bool = False) -> KeptFinding:
    return KeptFinding(FindingId(1), RoadMapId(1), Problem(8, "", finding, role=Role.CURATOR), item, kept_as_is)


@pytest.mark.parametrize("finding", Finding)
def test_only_problems_are_to_be_settled(finding: Finding) -> None:
    assert found(finding).to_settle is (finding in PROBLEMS)
    assert not found(finding, kept_as_is=True).to_settle


@pytest.mark.parametrize(
    ("finding", "item"),
    [
        (Finding.DEADLINE_UNKNOWN, replace(KEPT, item=replace(ITEM, deadline=DAY))),
        (Finding.OWNER_UNKNOWN, replace(KEPT, item=replace(ITEM, owner=Role.DEPUTY_HEAD))),
        (Finding.OWNER_MISSING, replace(KEPT, item=replace(ITEM, owner=Role.DEPUTY_HEAD))),
        (Finding.DEADLINE_UNKNOWN, replace(KEPT, waived="Не нужно")),
        (Finding.DEADLINE_UNKNOWN, replace(KEPT, removed=True)),
    ],
)
def test_an_item_that_was_put_right_is_settled(finding: Finding, item: MapItem) -> None:
    assert not found(finding, item).to_settle


def test_another_part_put_right_settles_nothing() -> None:
    assert found(Finding.DEADLINE_UNKNOWN, replace(KEPT, item=replace(ITEM, owner=Role.DEPUTY_HEAD))).to_settle
    assert found(Finding.OWNER_UNKNOWN, replace(KEPT, item=replace(ITEM, deadline=DAY))).to_settle


def test_a_row_without_an_item_waits_for_a_word() -> None:
    assert found(Finding.ITEM_MISSING, None).to_settle


def test_a_plan_is_over_after_its_last_day() -> None:
    last = datetime.date(2026, 12, 31)
    period = Period(datetime.date(2026, 1, 1), last)
    assert not is_over(period, last)
    assert is_over(period, last + datetime.timedelta(days=1))
    assert not is_over(Period(datetime.date(2020, 1, 1)), last)
