"""The registry of mentors: nominated, approved, trained, removed, and in no other order."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from mentoring.ids import MembershipId
from mentoring.pairs import Order
from mentoring.registry import Record, RegistryRefused, RegistryState, approved, nominated, removed, trained

MENTOR = MembershipId(50)
TODAY = datetime.date(2026, 9, 15)
ORDER = Order("12-од", TODAY)

ACTS = {
    "nominate": lambda record: nominated(MENTOR, record),
    "approve": lambda record: approved(record, ORDER),
    "train": lambda record: trained(record, TODAY, TODAY),
    "remove": lambda record: removed(record),
}
MAY = {
    None: {"nominate"},
    RegistryState.NOMINATED: {"approve", "train", "remove"},
    RegistryState.APPROVED: {"train", "remove"},
    RegistryState.REMOVED: {"nominate"},
}


@settings(max_examples=200, deadline=None, derandomize=True, database=None)
@given(some.lists(some.sampled_from(sorted(ACTS)), max_size=12))
def test_nobody_is_approved_without_a_nomination_and_an_order(acts: list[str]) -> None:
    record: Record | None = None
    for act in acts:
        state = record.state if record else None
        if record is None and act != "nominate":
            continue
        if act in MAY[state]:
            record = ACTS[act](record)
        else:
            with pytest.raises(RegistryRefused):
                ACTS[act](record)
        if record is not None and record.state is RegistryState.APPROVED:
            assert record.order == ORDER
        if record is not None and record.state is RegistryState.NOMINATED:
            assert record.order is None


def test_nobody_was_trained_tomorrow() -> None:
    with pytest.raises(RegistryRefused):
        trained(nominated(MENTOR, None), TODAY + datetime.timedelta(days=1), TODAY)
