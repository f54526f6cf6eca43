"""Who waits for a mentor: when there is a word, and who waits again."""

import datetime
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as some

from mentoring.calendar import Calendar
from mentoring.ids import MembershipId, OrganisationId, PairId, PersonId
from mentoring.pairs import MentoringKind, Pair, PairState, Side
from mentoring.searching import EVERY, search_again_for, still_searching

MOSCOW = datetime.timezone(datetime.timedelta(hours=3))
SINCE = datetime.datetime(2026, 9, 7, 10, 0, tzinfo=MOSCOW)
DAY = datetime.date(2026, 9, 7)

calmly = settings(max_examples=100, deadline=None, derandomize=True, database=None)


@calmly
@given(some.integers(1, 20), some.sampled_from((5, 6)))
def test_a_word_comes_on_a_working_day_every_two_weeks(number: int, week: int) -> None:
    days = Calendar(week)
    letter = still_searching(PersonId(1), MembershipId(2), SINCE, number, days)
    planned = SINCE.date() + datetime.timedelta(days=number * EVERY)
    assert days.works(letter.due.date())
    assert letter.due.date() >= planned
    following = still_searching(PersonId(1), MembershipId(2), SINCE, number + 1, days)
    assert following.due > letter.due
    assert following.dedupe_key != letter.dedupe_key


def pair(state: PairState, *members: int) -> Pair:
    mentees = tuple(Side(MembershipId(number)) for number in members)
    return Pair(
        PairId(1), OrganisationId(1), MentoringKind.TRADITIONAL, state, DAY, DAY, Side(MembershipId(50)), mentees
    )


@calmly
@given(some.sampled_from(PairState), some.sampled_from(PairState), some.sets(some.integers(1, 5), min_size=1))
def test_only_who_has_lost_a_mentor_waits_again(before: PairState, after: PairState, members: set[int]) -> None:
    was = pair(before, *sorted(members))
    again = search_again_for(was, replace(was, state=after))
    lost = after in {PairState.DECLINED, PairState.TRIAL_FAILED, PairState.TERMINATED}
    expected = members if lost and before is not PairState.PROPOSED else set()
    assert set(again) == {MembershipId(number) for number in expected}


def test_who_leaves_a_group_waits_while_the_others_work() -> None:
    was = pair(PairState.WORKING, 1, 2)
    now = replace(was, mentees=(replace(was.mentees[0], left=True), was.mentees[1]))
    assert search_again_for(was, now) == (MembershipId(1),)
