"""The table of rights as it is agreed, word for word: a right is given here and in the code, or not at all."""

import pytest

from mentoring.access import TABLE, Action, Forbidden, Grant, Scope, demand, invites, level_of, may
from mentoring.bank import READING
from mentoring.ids import OrganisationId
from mentoring.roles import PARTICIPANTS, ROLES_OF_LEVEL, Level, Role

REGION, MUNICIPALITY, SCHOOL, OTHER_SCHOOL = (OrganisationId(number) for number in (1, 2, 3, 4))
PATH = (REGION, MUNICIPALITY, SCHOOL)
OTHER_PATH = (REGION, MUNICIPALITY, OTHER_SCHOOL)

AGREED = {
    "administrator": "create_organisation edit_organisation see_organisation invite_staff see_statistics see_road_maps",
    "regional_coordinator": "see_organisation invite_staff see_statistics see_road_maps lead_road_maps prove_items "
    "see_registers compare_schools see_regional_bank lead_surveys collect_reports draw_papers",
    "municipal_coordinator": "see_organisation invite_staff see_statistics see_road_maps lead_road_maps prove_items "
    "see_registers compare_schools see_curators lead_surveys send_reports collect_reports draw_papers",
    "deputy_head": "edit_organisation see_organisation invite_staff invite_participants see_statistics see_bank "
    "see_deputy_head_answers mark_paper_consent see_pairs enter_order approve_plan approve_mentors "
    "see_road_maps lead_road_maps prove_items see_registers "
    "lead_surveys enter_numbers send_reports edit_swot draw_papers",
    "curator": "edit_organisation see_organisation invite_participants see_statistics see_bank see_curator_answers "
    "mark_paper_consent see_pairs form_pairs enter_order approve_plan "
    "nominate_mentors approve_mentors see_road_maps lead_road_maps prove_items see_registers "
    "lead_surveys enter_numbers send_reports edit_swot draw_papers",
    "coordinator": "see_organisation invite_participants see_statistics see_bank see_coordinator_answers "
    "mark_paper_consent see_pairs form_pairs see_road_maps prove_items see_registers lead_surveys",
    "working_group": "see_statistics see_road_maps",
    "mentor": "",
    "mentee": "",
}


def test_every_role_may_what_is_agreed_and_nothing_else() -> None:
    table = {role.value: {action.value for action in actions} for role, actions in TABLE.items()}
    assert table == {role: set(actions.split()) for role, actions in AGREED.items()}
    assert set(TABLE) == set(Role)


OF_THEIR_OWN_LEVEL = frozenset(
    {
        Action.LEAD_ROAD_MAPS,
        Action.PROVE_ITEMS,
        Action.SEE_CURATORS,
        Action.SEE_REGIONAL_BANK,
        Action.LEAD_SURVEYS,
        Action.SEND_REPORTS,
        Action.COLLECT_REPORTS,
        Action.DRAW_PAPERS,
    }
)
"""What coordinators do for their own place, and for no other below it."""


def test_a_role_reaches_as_far_as_its_level() -> None:
    scopes = {role: set(actions.values()) for role, actions in TABLE.items() if actions}
    assert scopes.pop(Role.ADMINISTRATOR) == {Scope.EVERYWHERE}
    for role in (Role.REGIONAL_COORDINATOR, Role.MUNICIPAL_COORDINATOR):
        del scopes[role]
        for action, scope in TABLE[role].items():
            assert scope is (Scope.HERE if action in OF_THEIR_OWN_LEVEL else Scope.BELOW), (role, action)
    assert set(map(frozenset, scopes.values())) == {frozenset({Scope.HERE})}


def test_here_is_the_own_school_alone() -> None:
    curator = [Grant(Role.CURATOR, SCHOOL)]
    assert may(curator, Action.SEE_BANK, PATH)
    assert not may(curator, Action.SEE_BANK, OTHER_PATH)
    assert not may(curator, Action.SEE_STATISTICS, (REGION, MUNICIPALITY))


def test_below_is_the_own_place_and_all_under_it() -> None:
    coordinator = [Grant(Role.MUNICIPAL_COORDINATOR, MUNICIPALITY)]
    assert may(coordinator, Action.SEE_STATISTICS, (REGION, MUNICIPALITY))
    assert may(coordinator, Action.SEE_STATISTICS, PATH)
    assert not may(coordinator, Action.SEE_STATISTICS, (REGION,))
    assert not may(coordinator, Action.SEE_STATISTICS, (OrganisationId(9),))


def test_nobody_above_a_school_sees_its_people() -> None:
    """Region and municipality get numbers without names (domain report, 4.2)."""
    above = [Grant(Role.REGIONAL_COORDINATOR, REGION), Grant(Role.MUNICIPAL_COORDINATOR, MUNICIPALITY)]
    people = {Action.SEE_BANK, Action.SEE_PAIRS, Action.MARK_PAPER_CONSENT, *READING.values()}
    for action in people:
        assert not may([*above, Grant(Role.ADMINISTRATOR, None)], action, PATH), action


def test_only_an_administrator_creates_where_nothing_stands_yet() -> None:
    creators = [role for role in Role if may([Grant(role, SCHOOL)], Action.CREATE_ORGANISATION, ())]
    assert creators == [Role.ADMINISTRATOR]


def test_private_answers_are_read_by_their_reader_alone() -> None:
    for reader, action in READING.items():
        assert [role for role in Role if action in TABLE[role]] == [reader]


def test_roles_add_up() -> None:
    both = [Grant(Role.WORKING_GROUP, SCHOOL), Grant(Role.CURATOR, OTHER_SCHOOL)]
    assert may(both, Action.SEE_STATISTICS, PATH)
    assert not may(both, Action.SEE_BANK, PATH)
    assert may(both, Action.SEE_BANK, OTHER_PATH)


def test_a_refusal_names_the_action() -> None:
    with pytest.raises(Forbidden) as refused:
        demand([Grant(Role.MENTOR, SCHOOL)], Action.SEE_BANK, PATH)
    assert refused.value.action is Action.SEE_BANK
    demand([Grant(Role.CURATOR, SCHOOL)], Action.SEE_BANK, PATH)


def test_inviting_staff_and_participants_are_two_rights() -> None:
    assert {role for role in Role if invites(role) is Action.INVITE_PARTICIPANTS} == PARTICIPANTS


def test_every_role_stands_at_its_level() -> None:
    for level in Level:
        assert {role for role in Role if level_of(role) is level} == set(ROLES_OF_LEVEL[level])
    assert level_of(Role.ADMINISTRATOR) is None
