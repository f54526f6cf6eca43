"""Invitations: whom, how, the link, what is out."""

import datetime

from bot.dialogs import invitations as pages
from bot.gallery import Example
from bot.gallery.organisations import NEW, READY
from documents import qr
from mentoring.ids import InvitationId
from mentoring.invitations import InvitationCard, InvitationState, Inviter, Kind, link
from mentoring.roles import Role

_CODE = "abcdefghjkmn"
_LINK = link("nastavnik_bot", _CODE)
_UNTIL = datetime.datetime(2026, 12, 6, 10, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
_EVERYBODY = (
    Role.MENTEE,
    Role.MENTOR,
    Role.CURATOR,
    Role.DEPUTY_HEAD,
    Role.COORDINATOR,
    Role.WORKING_GROUP,
)


def _card(
    role: Role,
    kind: Kind = Kind.PERSONAL,
    state: InvitationState = InvitationState.OPEN,
    uses: int = 0,
    left: int = 1,
    of: str | None = None,
) -> InvitationCard:
    return InvitationCard(InvitationId(7), _CODE, READY, role, kind, state, uses, left, _UNTIL, of)


PERSONAL = _card(Role.MENTOR)
LISTED = _card(Role.MENTEE, of="3-17")
POSTER = _card(Role.MENTEE, Kind.POSTER, uses=3, left=27)
REVOKED = _card(Role.WORKING_GROUP, state=InvitationState.REVOKED)


def _asked(title: str, inviters: tuple[Inviter, ...]) -> Example:
    return Example(f"Приглашения: {title}", pages.organisation_asked(inviters, 0), pages.organisation_asked)


def _link(title: str, card: InvitationCard) -> Example:
    return Example(f"Приглашение: {title}", pages.link_shown(card, _LINK, qr.png(_LINK)), pages.link_shown)


def _shown(title: str, card: InvitationCard) -> Example:
    return Example(f"Приглашение: {title}", pages.invitation(card), pages.invitation)


EXAMPLES: list[Example] = [
    _asked("пока некуда", ()),
    _asked("куда", (Inviter(READY, _EVERYBODY), Inviter(NEW, _EVERYBODY))),
    Example(
        "Приглашения: кого, заместителю директора",
        pages.role_asked(Inviter(READY, _EVERYBODY), 4),
        pages.role_asked,
    ),
    Example(
        "Приглашения: кого, а организация ещё не заполнена",
        pages.role_asked(Inviter(NEW, (Role.MENTEE, Role.MENTOR)), 0),
        pages.role_asked,
    ),
    Example("Приглашения: личное или плакат", pages.kind_asked(READY, Role.MENTEE, _CODE), pages.kind_asked),
    Example("Приглашения: сколько человек", pages.uses_asked(READY, Role.MENTEE), pages.uses_asked),
    Example("Приглашения: сколько дней", pages.days_asked(READY, Role.MENTEE, 30, _CODE), pages.days_asked),
    _link("личное, ссылка", PERSONAL),
    _link("для человека из списка, ссылка", LISTED),
    _link("плакат, ссылка", POSTER),
    Example(
        "Приглашения: действующие",
        pages.invitations(READY, [PERSONAL, LISTED, POSTER, _card(Role.DEPUTY_HEAD)], 0),
        pages.invitations,
    ),
    Example("Приглашения: действующих нет", pages.invitations(READY, [], 0), pages.invitations),
    _shown("личное", PERSONAL),
    _shown("плакат", POSTER),
    _shown("отозвано", REVOKED),
    _shown("использовано", _card(Role.CURATOR, state=InvitationState.USED_UP, uses=1, left=0)),
    Example("Приглашение: отозвать?", pages.revoke_asked(POSTER), pages.revoke_asked),
]
