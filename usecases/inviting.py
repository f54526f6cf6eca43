"""Invitations: personal ones and posters, how far they are used up, and taking them back."""

import datetime
import zoneinfo

from mentoring.access import Action, Forbidden, invites
from mentoring.ids import InvitationId, OrganisationId
from mentoring.invitations import (
    PERSONAL_DAYS,
    InvitationCard,
    InvitationState,
    Inviter,
    Kind,
    RoleNotHere,
    check_limits,
)
from mentoring.organisations import Organisation
from mentoring.roles import ROLES_OF_LEVEL, Role
from storage import audit, facts, invitations, organisations, people
from storage.database import Transaction
from storage.invitations import Invitation
from usecases.joining import new_code
from usecases.rights import Rights, rights_of
from usecases.unit import Allowed, By, House, StaleButton, allowed

DAY = 24 * 60 * 60
USERNAME = "bot_username"
CODE_LENGTH = 12
CODE_ALPHABET = frozenset("abcdefghjkmnpqrstuvwxyz23456789")


class Inviting:
    def __init__(self, house: House) -> None:
        self._house = house

    async def inviters(self, by: By) -> tuple[Inviter, ...]:
        """Where the caller may invite, and to which roles. Raises Forbidden, NotKnown."""

        async def unit(transaction: Transaction) -> tuple[Inviter, ...]:
            rights = await rights_of(transaction, by)
            rights.demand_anywhere(Action.INVITE_PARTICIPANTS, Action.INVITE_STAFF)
            found = [Inviter(one, _roles(rights, one)) for one in await organisations.every(transaction)]
            return tuple(inviter for inviter in found if inviter.roles)

        return await self._house.database.read(unit)

    async def inviter(self, by: By, organisation_id: OrganisationId) -> Inviter:
        """To which roles the caller may invite there. Raises Forbidden, NotKnown."""

        async def unit(transaction: Transaction) -> Inviter:
            rights = await rights_of(transaction, by)
            return await _inviter(transaction, rights, organisation_id)

        return await self._house.database.read(unit)

    async def organisation_for(self, by: By, organisation_id: OrganisationId, role: Role) -> Organisation:
        """Raises Forbidden, NotKnown, RoleNotHere."""

        async def unit(transaction: Transaction) -> Organisation:
            return (await _permit(transaction, by, organisation_id, role)).organisation

        return await self._house.database.read(unit)

    async def personal(
        self,
        by: By,
        organisation_id: OrganisationId,
        role: Role,
        days: int = PERSONAL_DAYS,
        code: str | None = None,
    ) -> InvitationCard:
        """For one person, once. ``code`` is what :func:`drawn_code` gave: the same one twice is one invitation.

        Raises Forbidden, NotKnown, RoleNotHere, LimitsRefused, StaleButton for a code of something else.
        """
        return await self._add(by, organisation_id, role, Kind.PERSONAL, 1, days, code)

    async def poster(
        self,
        by: By,
        organisation_id: OrganisationId,
        role: Role,
        uses: int,
        days: int,
        code: str | None = None,
    ) -> InvitationCard:
        """For whoever reads it, ``uses`` times; ``code`` and errors as in :meth:`personal`."""
        return await self._add(by, organisation_id, role, Kind.POSTER, uses, days, code)

    async def _add(
        self,
        by: By,
        organisation_id: OrganisationId,
        role: Role,
        kind: Kind,
        uses: int,
        days: int,
        code: str | None,
    ) -> InvitationCard:
        check_limits(uses, days)
        wanted = new_code() if code is None else _drawn(code)
        now = self._house.now

        async def unit(transaction: Transaction) -> InvitationCard:
            permit = await _permit(transaction, by, organisation_id, role)
            made = await invitations.by_code(transaction, wanted)
            if made is None:
                added = await invitations.add(
                    transaction,
                    wanted,
                    organisation_id,
                    role,
                    personal=kind is Kind.PERSONAL,
                    uses=uses,
                    expires_at=now + days * DAY,
                    created_by=permit.actor,
                    now=now,
                )
                subject, details = f"invitation:{added}", f"{role.value} {kind.value} {uses}"
                await audit.note(transaction, now, permit.actor, "invited", organisation_id, subject, details)
                made = await invitations.one(transaction, added)
            if made is None or (made.organisation, made.role) != (organisation_id, role):
                raise StaleButton
            return await self._card(transaction, made, permit.organisation)

        return await self._house.database.write(unit)

    async def valid(self, by: By, organisation_id: OrganisationId) -> tuple[InvitationCard, ...]:
        """The invitations that still let somebody in, of roles the caller may invite to, the newest first.

        Raises Forbidden, NotKnown.
        """

        async def unit(transaction: Transaction) -> tuple[InvitationCard, ...]:
            here = await _inviter(transaction, await rights_of(transaction, by), organisation_id)
            found = await invitations.valid_of(transaction, organisation_id, self._house.now)
            mine = [one for one in found if one.role in here.roles]
            return tuple([await self._card(transaction, one, here.organisation) for one in mine])

        return await self._house.database.read(unit)

    async def card(self, by: By, invitation_id: InvitationId) -> InvitationCard:
        """Whoever may invite to the role may see the link again. Raises Forbidden, NotKnown, StaleButton."""

        async def unit(transaction: Transaction) -> InvitationCard:
            return await self._card(transaction, *await _permitted(transaction, by, invitation_id))

        return await self._house.database.read(unit)

    async def revoke(self, by: By, invitation_id: InvitationId) -> InvitationCard:
        """Nobody comes in by it any more; who came stays. Twice is once. Raises Forbidden, NotKnown, StaleButton."""

        async def unit(transaction: Transaction) -> InvitationCard:
            found, organisation = await _permitted(transaction, by, invitation_id)
            if not found.revoked:
                now = self._house.now
                actor = (await rights_of(transaction, by)).actor
                await invitations.revoke(transaction, invitation_id, now)
                subject = f"invitation:{invitation_id}"
                await audit.note(transaction, now, actor, "revoked_invitation", organisation.id, subject)
            return await self._card(transaction, *await _permitted(transaction, by, invitation_id))

        return await self._house.database.write(unit)

    async def _card(
        self, transaction: Transaction, invitation: Invitation, organisation: Organisation
    ) -> InvitationCard:
        listed = None
        if invitation.membership is not None:
            listed = await people.membership(transaction, invitation.membership)
        return InvitationCard(
            invitation.id,
            invitation.code,
            organisation,
            invitation.role,
            Kind.PERSONAL if invitation.personal else Kind.POSTER,
            _state(invitation, self._house.now),
            invitation.uses,
            invitation.uses_left,
            datetime.datetime.fromtimestamp(invitation.expires_at, zoneinfo.ZoneInfo(organisation.tz)),
            None if listed is None else listed.code,
        )

    # -- the bot's name in links -------------------------------------------------------------------------------

    async def remember_username(self, username: str) -> None:
        """Keep what the bot is called, so that the command line can write links."""
        if await self.username() != username:
            await self._house.database.write(lambda tx: facts.put(tx, USERNAME, username))

    async def username(self) -> str | None:
        """None until the bot has been started for the first time."""
        return await self._house.database.read(lambda tx: facts.get(tx, USERNAME))


def drawn_code() -> str:
    """A code for a button: pressed twice, it makes one invitation."""
    return new_code()


def _drawn(code: str) -> str:
    """Raises StaleButton for what no button of ours carries."""
    if len(code) != CODE_LENGTH or not set(code) <= CODE_ALPHABET:
        raise StaleButton
    return code


def _roles(rights: Rights, organisation: Organisation) -> tuple[Role, ...]:
    level = organisation.level
    return tuple(role for role in ROLES_OF_LEVEL[level] if rights.may(invites(role), organisation.path))


async def _permit(transaction: Transaction, by: By, organisation_id: OrganisationId, role: Role) -> Allowed:
    """Raises Forbidden, NotKnown, RoleNotHere."""
    permit = await allowed(transaction, by, invites(role), organisation_id)
    if role not in ROLES_OF_LEVEL[permit.organisation.level]:
        raise RoleNotHere(role)
    return permit


async def _inviter(transaction: Transaction, rights: Rights, organisation_id: OrganisationId) -> Inviter:
    organisation = await organisations.one(transaction, organisation_id)
    if organisation is None or not (roles := _roles(rights, organisation)):
        raise Forbidden(Action.INVITE_PARTICIPANTS)
    return Inviter(organisation, roles)


async def _permitted(transaction: Transaction, by: By, invitation_id: InvitationId) -> tuple[Invitation, Organisation]:
    found = await invitations.one(transaction, invitation_id)
    if found is None:
        raise StaleButton
    permit = await allowed(transaction, by, invites(found.role), found.organisation)
    return found, permit.organisation


def _state(invitation: Invitation, now: int) -> InvitationState:
    if invitation.revoked:
        return InvitationState.REVOKED
    if invitation.uses_left <= 0:
        return InvitationState.USED_UP
    return InvitationState.OPEN if now < invitation.expires_at else InvitationState.EXPIRED
