"""Who takes part in the programme (the merged role table of the domain report, 2.1)."""

from enum import StrEnum


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    REGIONAL_COORDINATOR = "regional_coordinator"
    MUNICIPAL_COORDINATOR = "municipal_coordinator"
    DEPUTY_HEAD = "deputy_head"
    CURATOR = "curator"
    COORDINATOR = "coordinator"
    WORKING_GROUP = "working_group"
    MENTOR = "mentor"
    MENTEE = "mentee"


PARTICIPANTS = frozenset({Role.MENTOR, Role.MENTEE})
"""Roles that fill in a questionnaire and stand in a bank; only they may be under 18."""


class Level(StrEnum):
    REGION = "region"
    MUNICIPALITY = "municipality"
    ORGANISATION = "organisation"


ROLES_OF_LEVEL: dict[Level, tuple[Role, ...]] = {
    Level.REGION: (Role.REGIONAL_COORDINATOR,),
    Level.MUNICIPALITY: (Role.MUNICIPAL_COORDINATOR,),
    Level.ORGANISATION: (
        Role.MENTEE,
        Role.MENTOR,
        Role.CURATOR,
        Role.DEPUTY_HEAD,
        Role.COORDINATOR,
        Role.WORKING_GROUP,
    ),
}
"""Which roles an organisation of that level may invite to, the most frequent first."""


class MembershipState(StrEnum):
    """Where a person stands on the way into the bank (domain report, 2.3)."""

    INVITED = "invited"
    CONSENT_PENDING = "consent_pending"
    CONSENTED = "consented"
    IN_BANK = "in_bank"
    LEFT = "left"
