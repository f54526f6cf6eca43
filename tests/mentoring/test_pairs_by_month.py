"""Ends of months, and pairs that come and go."""

import datetime
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from mentoring.pair_cards import STAGE_OF
from mentoring.pairs import PairState
from mentoring.pairs_by_month import Moves, last_days, stages


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def test_the_year_begins_in_september_and_ends_today() -> None:
    assert last_days(day("2026-09-01")) == (day("2026-09-01"),)
    assert last_days(day("2027-02-28")) == tuple(
        map(day, ("2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31", "2027-01-31", "2027-02-28"))
    )
    assert len(last_days(day("2027-08-31"))) == 12
    assert last_days(day("2027-08-31"))[-1] == day("2027-08-31")


lives = st.lists(st.tuples(st.integers(0, 5), st.sampled_from(PairState)), min_size=1, max_size=8).map(
    lambda steps: sorted(steps, key=lambda step: step[0])
)


@given(st.lists(lives, max_size=10))
def test_what_came_and_went_is_where_each_one_stands(pairs: list[list[tuple[int, PairState]]]) -> None:
    moves: Counter[tuple[int, PairState | None, PairState]] = Counter()
    for life in pairs:
        out_of = None
        for month, into in life:
            moves[month, out_of, into] += 1
            out_of = into
    found = stages([Moves(*move, number) for move, number in moves.items()], 6)
    for month in range(6):
        last = [[into for when, into in life if when <= month] for life in pairs]
        assert found[month] == Counter(STAGE_OF[states[-1]] for states in last if states)
