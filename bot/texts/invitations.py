"""Words about invitations."""

from mentoring.invitations import InvitationState
from mentoring.roles import Role

WHOM: dict[Role, str] = {
    Role.REGIONAL_COORDINATOR: "регионального координатора",
    Role.MUNICIPAL_COORDINATOR: "муниципального координатора",
    Role.DEPUTY_HEAD: "заместителя директора",
    Role.CURATOR: "куратора",
    Role.COORDINATOR: "педагога-психолога",
    Role.WORKING_GROUP: "члена рабочей группы",
    Role.MENTOR: "наставника",
    Role.MENTEE: "наставляемого",
}
"""«Пригласить …»."""

STATES: dict[InvitationState, str] = {
    InvitationState.OPEN: "действует",
    InvitationState.USED_UP: "использовано",
    InvitationState.EXPIRED: "срок вышел",
    InvitationState.REVOKED: "отозвано",
}
"""«Приглашение …»."""
