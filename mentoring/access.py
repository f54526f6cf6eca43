"""Who may do what: one table of role × action × scope, asked by every use case.

Scopes are read along the tree of organisations: HERE is the organisation of the role itself, BELOW it and
everything under it, EVERYWHERE the whole installation. What a person does with their own data needs no line:
that it is their own is checked by whose id it carries.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from mentoring.ids import OrganisationId
from mentoring.roles import Level, Role


class Action(StrEnum):
    CREATE_ORGANISATION = "create_organisation"
    EDIT_ORGANISATION = "edit_organisation"
    SEE_ORGANISATION = "see_organisation"
    INVITE_STAFF = "invite_staff"
    INVITE_PARTICIPANTS = "invite_participants"
    SEE_STATISTICS = "see_statistics"
    SEE_BANK = "see_bank"
    SEE_CURATOR_ANSWERS = "see_curator_answers"
    SEE_COORDINATOR_ANSWERS = "see_coordinator_answers"
    SEE_DEPUTY_HEAD_ANSWERS = "see_deputy_head_answers"
    MARK_PAPER_CONSENT = "mark_paper_consent"
    SEE_PAIRS = "see_pairs"
    FORM_PAIRS = "form_pairs"
    ENTER_ORDER = "enter_order"
    APPROVE_PLAN = "approve_plan"
    NOMINATE_MENTORS = "nominate_mentors"
    APPROVE_MENTORS = "approve_mentors"
    SEE_ROAD_MAPS = "see_road_maps"
    LEAD_ROAD_MAPS = "lead_road_maps"
    PROVE_ITEMS = "prove_items"
    SEE_REGISTERS = "see_registers"
    COMPARE_SCHOOLS = "compare_schools"
    SEE_CURATORS = "see_curators"
    SEE_REGIONAL_BANK = "see_regional_bank"
    LEAD_SURVEYS = "lead_surveys"
    ENTER_NUMBERS = "enter_numbers"
    SEND_REPORTS = "send_reports"
    COLLECT_REPORTS = "collect_reports"
    EDIT_SWOT = "edit_swot"
    DRAW_PAPERS = "draw_papers"


class Scope(Enum):
    HERE = auto()
    BELOW = auto()
    EVERYWHERE = auto()


TABLE: dict[Role, dict[Action, Scope]] = {
    Role.ADMINISTRATOR: {
        Action.CREATE_ORGANISATION: Scope.EVERYWHERE,
        Action.EDIT_ORGANISATION: Scope.EVERYWHERE,
        Action.SEE_ORGANISATION: Scope.EVERYWHERE,
        Action.INVITE_STAFF: Scope.EVERYWHERE,
        Action.SEE_STATISTICS: Scope.EVERYWHERE,
        Action.SEE_ROAD_MAPS: Scope.EVERYWHERE,
    },
    Role.REGIONAL_COORDINATOR: {
        Action.SEE_ORGANISATION: Scope.BELOW,
        Action.INVITE_STAFF: Scope.BELOW,
        Action.SEE_STATISTICS: Scope.BELOW,
        Action.SEE_ROAD_MAPS: Scope.BELOW,
        Action.LEAD_ROAD_MAPS: Scope.HERE,
        Action.PROVE_ITEMS: Scope.HERE,
        Action.SEE_REGISTERS: Scope.BELOW,
        Action.COMPARE_SCHOOLS: Scope.BELOW,
        Action.SEE_REGIONAL_BANK: Scope.HERE,
        Action.LEAD_SURVEYS: Scope.HERE,
        Action.COLLECT_REPORTS: Scope.HERE,
        Action.DRAW_PAPERS: Scope.HERE,
    },
    Role.MUNICIPAL_COORDINATOR: {
        Action.SEE_ORGANISATION: Scope.BELOW,
        Action.INVITE_STAFF: Scope.BELOW,
        Action.SEE_STATISTICS: Scope.BELOW,
        Action.SEE_ROAD_MAPS: Scope.BELOW,
        Action.LEAD_ROAD_MAPS: Scope.HERE,
        Action.PROVE_ITEMS: Scope.HERE,
        Action.SEE_REGISTERS: Scope.BELOW,
        Action.COMPARE_SCHOOLS: Scope.BELOW,
        Action.SEE_CURATORS: Scope.HERE,
        Action.LEAD_SURVEYS: Scope.HERE,
        Action.SEND_REPORTS: Scope.HERE,
        Action.COLLECT_REPORTS: Scope.HERE,
        Action.DRAW_PAPERS: Scope.HERE,
    },
    Role.DEPUTY_HEAD: {
        Action.EDIT_ORGANISATION: Scope.HERE,
        Action.SEE_ORGANISATION: Scope.HERE,
        Action.INVITE_STAFF: Scope.HERE,
        Action.INVITE_PARTICIPANTS: Scope.HERE,
        Action.SEE_STATISTICS: Scope.HERE,
        Action.SEE_BANK: Scope.HERE,
        Action.SEE_DEPUTY_HEAD_ANSWERS: Scope.HERE,
        Action.MARK_PAPER_CONSENT: Scope.HERE,
        Action.SEE_PAIRS: Scope.HERE,
        Action.ENTER_ORDER: Scope.HERE,
        Action.APPROVE_PLAN: Scope.HERE,
        Action.APPROVE_MENTORS: Scope.HERE,
        Action.SEE_ROAD_MAPS: Scope.HERE,
        Action.LEAD_ROAD_MAPS: Scope.HERE,
        Action.PROVE_ITEMS: Scope.HERE,
        Action.SEE_REGISTERS: Scope.HERE,
        Action.LEAD_SURVEYS: Scope.HERE,
        Action.ENTER_NUMBERS: Scope.HERE,
        Action.SEND_REPORTS: Scope.HERE,
        Action.EDIT_SWOT: Scope.HERE,
        Action.DRAW_PAPERS: Scope.HERE,
    },
    Role.CURATOR: {
        Action.EDIT_ORGANISATION: Scope.HERE,
        Action.SEE_ORGANISATION: Scope.HERE,
        Action.INVITE_PARTICIPANTS: Scope.HERE,
        Action.SEE_STATISTICS: Scope.HERE,
        Action.SEE_BANK: Scope.HERE,
        Action.SEE_CURATOR_ANSWERS: Scope.HERE,
        Action.MARK_PAPER_CONSENT: Scope.HERE,
        Action.SEE_PAIRS: Scope.HERE,
        Action.FORM_PAIRS: Scope.HERE,
        Action.ENTER_ORDER: Scope.HERE,
        Action.APPROVE_PLAN: Scope.HERE,
        Action.NOMINATE_MENTORS: Scope.HERE,
        Action.APPROVE_MENTORS: Scope.HERE,
        Action.SEE_ROAD_MAPS: Scope.HERE,
        Action.LEAD_ROAD_MAPS: Scope.HERE,
        Action.PROVE_ITEMS: Scope.HERE,
        Action.SEE_REGISTERS: Scope.HERE,
        Action.LEAD_SURVEYS: Scope.HERE,
        Action.ENTER_NUMBERS: Scope.HERE,
        Action.SEND_REPORTS: Scope.HERE,
        Action.EDIT_SWOT: Scope.HERE,
        Action.DRAW_PAPERS: Scope.HERE,
    },
    Role.COORDINATOR: {
        Action.SEE_ORGANISATION: Scope.HERE,
        Action.INVITE_PARTICIPANTS: Scope.HERE,
        Action.SEE_STATISTICS: Scope.HERE,
        Action.SEE_BANK: Scope.HERE,
        Action.SEE_COORDINATOR_ANSWERS: Scope.HERE,
        Action.MARK_PAPER_CONSENT: Scope.HERE,
        Action.SEE_PAIRS: Scope.HERE,
        Action.FORM_PAIRS: Scope.HERE,
        Action.SEE_ROAD_MAPS: Scope.HERE,
        Action.PROVE_ITEMS: Scope.HERE,
        Action.SEE_REGISTERS: Scope.HERE,
        Action.LEAD_SURVEYS: Scope.HERE,
    },
    Role.WORKING_GROUP: {
        Action.SEE_STATISTICS: Scope.HERE,
        Action.SEE_ROAD_MAPS: Scope.HERE,
    },
    Role.MENTOR: {},
    Role.MENTEE: {},
}


@dataclass(frozen=True, slots=True)
class Grant:
    """A role that a person holds now; an administrator's stands above every organisation."""

    role: Role
    organisation: OrganisationId | None


class Forbidden(Exception):
    """The person holds no role that allows this action here."""

    def __init__(self, action: Action) -> None:
        super().__init__(action.value)
        self.action = action


def may(grants: Iterable[Grant], action: Action, path: tuple[OrganisationId, ...]) -> bool:
    """Answer for the organisation that ``path`` leads to, from the root of the tree down to itself."""
    return any(_reaches(grant, TABLE[grant.role].get(action), path) for grant in grants)


def _reaches(grant: Grant, scope: Scope | None, path: tuple[OrganisationId, ...]) -> bool:
    if scope is Scope.EVERYWHERE:
        return True
    if scope is Scope.BELOW:
        return grant.organisation in path
    if scope is Scope.HERE:
        return bool(path) and grant.organisation == path[-1]
    return False


def demand(grants: Iterable[Grant], action: Action, path: tuple[OrganisationId, ...]) -> None:
    """Raises Forbidden."""
    if not may(grants, action, path):
        raise Forbidden(action)


def invites(role: Role) -> Action:
    """The action that inviting to this role is."""
    return Action.INVITE_PARTICIPANTS if role in {Role.MENTOR, Role.MENTEE} else Action.INVITE_STAFF


def level_of(role: Role) -> Level | None:
    """At which level of the tree a role stands; None for the administrator, who stands above it."""
    if role is Role.ADMINISTRATOR:
        return None
    if role is Role.REGIONAL_COORDINATOR:
        return Level.REGION
    if role is Role.MUNICIPAL_COORDINATOR:
        return Level.MUNICIPALITY
    return Level.ORGANISATION
