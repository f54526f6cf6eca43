"""Rules of surveys sent to many: when the silent hear of it, what is usual, when few have answered."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.calendar import Calendar
from mentoring.campaign_leading import (
    CampaignLine,
    fitting,
    group_of,
    is_silent,
    left_out,
    of_pair,
    of_year,
    usual,
    with_role,
)
from mentoring.campaign_letters import AskedOf, CampaignsAsked, reminders
from mentoring.campaigns import (
    Audience,
    BuiltIn,
    Campaign,
    CampaignState,
    LeftOut,
    Progress,
    Secrecy,
    key_of,
    occasion,
)
from mentoring.ids import CampaignId, OrganisationId, PairId
from mentoring.notices import merged
from mentoring.pair_cards import Stage
from mentoring.roles import PARTICIPANTS, Level, Role

TUESDAY = datetime.date(2027, 5, 11)
DAYS = Calendar()

MENTEES = BuiltIn(
    "after_mentee",
    "После",
    "Что изменилось",
    "monitor_after_mentee",
    Level.ORGANISATION,
    frozenset({Role.MENTEE}),
    Secrecy.CONFIDENTIAL,
    4,
    10,
    (3, 7),
    skips_answered=True,
)
MENTORS = replace(MENTEES, key="after_mentor", form="monitor_after_mentor", roles=frozenset({Role.MENTOR}))
OTHERS = replace(MENTEES, key="selfcheck", group="Самопроверка", roles=frozenset({Role.CURATOR}))
BUILT_INS = {one.key: one for one in (MENTEES, MENTORS, OTHERS)}


def campaign(of: str | None = "after_mentee:2026", state: CampaignState = CampaignState.OPEN) -> Campaign:
    audience = Audience(frozenset({Role.MENTEE}))
    return Campaign(
        CampaignId(1), OrganisationId(1), of, "Опрос", None, Secrecy.CONFIDENTIAL, audience, state, 0, 0, 0, None, 0
    )


@pytest.mark.parametrize(
    ("last", "days"),
    [
        (datetime.date(2027, 5, 25), [14, 20]),
        (datetime.date(2027, 5, 20), [14, 20]),
        (datetime.date(2027, 5, 19), [14]),
        (datetime.date(2027, 5, 13), []),
    ],
)
def test_reminders_come_while_an_answer_counts(last: datetime.date, days: list[int]) -> None:
    assert [day.day for day in reminders(TUESDAY, last, (7, 3), DAYS)] == days


@given(st.dates(datetime.date(2026, 1, 1), datetime.date(2028, 1, 1)), st.lists(st.integers(1, 60), max_size=5))
def test_reminders_are_working_days_in_order(opened: datetime.date, after: list[int]) -> None:
    last = opened + datetime.timedelta(days=40)
    found = reminders(opened, last, after, DAYS)
    assert list(found) == sorted(found)
    assert all(opened < day <= last and DAYS.works(day) for day in found)


def test_what_is_usual_is_offered_until_it_is_opened() -> None:
    def of(*opened: Campaign, month: int = 4, year: int = 2026) -> list[str]:
        return [one.key for one in usual(BUILT_INS, Level.ORGANISATION, month, of_year(opened, year))]

    assert of() == ["after_mentee", "selfcheck"]
    assert of(month=5) == []
    assert of(campaign("after_mentor:2026")) == ["selfcheck"], "the group is opened together"
    assert of(campaign("after_mentor:2025")) == ["after_mentee", "selfcheck"], "last year's"
    assert of(campaign(state=CampaignState.DRAFT)) == ["after_mentee", "selfcheck"]
    assert of(campaign(None)) == ["after_mentee", "selfcheck"], "one of one's own"
    assert usual(BUILT_INS, Level.MUNICIPALITY, 4, ()) == ()


def test_a_group_is_found_by_any_of_its_keys() -> None:
    assert group_of(BUILT_INS, "after_mentor") == (MENTEES, MENTORS)
    assert group_of(BUILT_INS, "no_such") == ()


@pytest.mark.parametrize(
    ("day", "answered", "silent"),
    [(17, 0, False), (18, 0, True), (18, 4, True), (18, 5, False), (25, 0, True), (26, 0, False)],
)
def test_few_answers_when_half_of_the_days_are_over(day: int, answered: int, *, silent: bool) -> None:
    line = CampaignLine(campaign(), Progress(10, answered, 0), MENTEES, datetime.date(2027, 5, 25))
    assert is_silent(line, TUESDAY, datetime.date(2027, 5, day)) is silent


def test_a_closed_one_asks_for_nothing() -> None:
    line = CampaignLine(campaign(state=CampaignState.CLOSED), Progress(10, 0, 0), MENTEES, datetime.date(2027, 5, 25))
    assert not is_silent(line, TUESDAY, datetime.date(2027, 5, 20))


def test_asked_once_more_it_leaves_out_nobody_for_having_answered() -> None:
    form = "monitor_after_mentee"
    once = left_out(MENTEES, campaign(occasion("after_mentee", 2026)), 5)
    assert once == LeftOut(MENTEES.pairs_only, answered=form, asked=form, now=5)
    again = occasion("after_mentee", 2026, 2)
    assert left_out(MENTEES, campaign(again), 5) == replace(once, answered=None)
    assert key_of(again) == "after_mentee"
    assert left_out(replace(MENTEES, skips_answered=False), campaign(), 5).answered is None


@given(roles=st.sets(st.sampled_from(Role)), role=st.sampled_from(Role), on=st.booleans())
def test_stages_tell_something_of_participants_only(roles: set[Role], role: Role, *, on: bool) -> None:
    before = Audience(frozenset(roles), stages=frozenset({Stage.WORK}), pair=PairId(1))
    after = with_role(before, role, on=on)
    assert (role in after.roles) is on
    assert after.roles - {role} == before.roles - {role}
    if not after.roles <= PARTICIPANTS:
        assert (after.stages, after.pair) == (frozenset(), None)


def test_one_pair_has_one_stage() -> None:
    chosen = of_pair(Audience(frozenset({Role.MENTOR}), stages=frozenset({Stage.WORK})), PairId(3))
    assert chosen == Audience(frozenset({Role.MENTOR}), pair=PairId(3))


def test_a_place_above_asks_those_below_too() -> None:
    assert Role.MENTEE in fitting(None, Level.REGION)
    assert Role.MUNICIPAL_COORDINATOR in fitting(None, Level.REGION)
    assert Role.MUNICIPAL_COORDINATOR not in fitting(None, Level.ORGANISATION)
    assert fitting(MENTORS, Level.ORGANISATION) == (Role.MENTOR,)


def test_two_letters_of_one_survey_are_one_line() -> None:
    first = AskedOf(CampaignId(1), "Опрос", datetime.date(2027, 5, 25), again=False)
    reminder = replace(first, until=datetime.date(2027, 5, 31), again=True, last=True)
    other = AskedOf(CampaignId(2), "Другой", datetime.date(2027, 5, 25), again=False)
    found = merged(CampaignsAsked("Школа", (one,), pupil=False) for one in (first, other, reminder))
    assert found == (CampaignsAsked("Школа", (reminder, other), pupil=False),)
