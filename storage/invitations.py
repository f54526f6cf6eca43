"""Invitations, their uses, and guesses at their codes."""

from dataclasses import dataclass

from mentoring.ids import AccountId, InvitationId, MembershipId, OrganisationId
from mentoring.roles import Role
from storage.database import Row, Transaction
from storage.people import TELEGRAM


@dataclass(frozen=True, slots=True)
class Invitation:
    id: InvitationId
    code: str
    organisation: OrganisationId
    role: Role
    personal: bool
    membership: MembershipId | None
    uses_left: int
    uses: int
    expires_at: int
    revoked: bool

    def valid(self, now: int) -> bool:
        return not self.revoked and self.uses_left > 0 and now < self.expires_at


def as_invitation(row: Row) -> Invitation:
    return Invitation(
        InvitationId(row["id"]),
        row["code"],
        OrganisationId(row["organisation_id"]),
        Role(row["role"]),
        bool(row["personal"]),
        None if row["membership_id"] is None else MembershipId(row["membership_id"]),
        row["uses_left"],
        row["uses"],
        row["expires_at"],
        row["revoked_at"] is not None,
    )


async def add(
    transaction: Transaction,
    code: str,
    organisation: OrganisationId,
    role: Role,
    *,
    personal: bool,
    uses: int,
    expires_at: int,
    created_by: str,
    now: int,
    membership: MembershipId | None = None,
) -> InvitationId:
    return InvitationId(
        await transaction.value(
            "INSERT INTO invitations (code, organisation_id, role, personal, membership_id, uses_left, expires_at, "
            "created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id",
            code,
            organisation,
            role.value,
            int(personal),
            membership,
            uses,
            expires_at,
            created_by,
            now,
        )
    )


async def by_code(transaction: Transaction, code: str) -> Invitation | None:
    row = await transaction.row("SELECT * FROM invitations WHERE code = $1", code)
    return None if row is None else as_invitation(row)


async def one(transaction: Transaction, invitation: InvitationId) -> Invitation | None:
    row = await transaction.row("SELECT * FROM invitations WHERE id = $1", invitation)
    return None if row is None else as_invitation(row)


async def valid_of(transaction: Transaction, organisation: OrganisationId, now: int) -> list[Invitation]:
    rows = await transaction.rows(
        "SELECT * FROM invitations WHERE organisation_id = $1 AND revoked_at IS NULL AND uses_left > 0 "
        "AND expires_at > $2 ORDER BY id DESC",
        organisation,
        now,
    )
    return [as_invitation(row) for row in rows]


async def next_code(transaction: Transaction, organisation: OrganisationId) -> str:
    """«3-17»: what a person is called where names may not pass; a number is never given twice."""
    number = await transaction.value(
        "UPDATE organisations SET last_number = last_number + 1 WHERE id = $1 RETURNING last_number", organisation
    )
    return f"{organisation}-{number}"


async def use(transaction: Transaction, invitation: InvitationId, now: int) -> bool:
    """Count one use; False when it is not valid any more: two people with one personal link cannot both come in."""
    return bool(
        await transaction.run(
            "UPDATE invitations SET uses_left = uses_left - 1, uses = uses + 1 WHERE id = $1 AND uses_left > 0 "
            "AND revoked_at IS NULL AND expires_at > $2",
            invitation,
            now,
        )
    )


async def revoke(transaction: Transaction, invitation: InvitationId, now: int) -> None:
    await transaction.run(
        "UPDATE invitations SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL", invitation, now
    )


async def revoke_of(transaction: Transaction, membership: MembershipId, now: int) -> None:
    """Close every link that still leads to a place of the staff list."""
    await transaction.run(
        "UPDATE invitations SET revoked_at = $2 WHERE membership_id = $1 AND revoked_at IS NULL AND uses_left > 0",
        membership,
        now,
    )


async def repoint(transaction: Transaction, old: MembershipId, new: MembershipId) -> None:
    """The invitations to a place of the staff list now tell of the place that was taken instead."""
    await transaction.run("UPDATE invitations SET membership_id = $2 WHERE membership_id = $1", old, new)


@dataclass(frozen=True, slots=True)
class Joining:
    """An invitation that was opened and is not agreed to yet; ``code`` is what the person is called meanwhile.

    ``adult`` is what was told in this joining; ``listed_pupil``: the school's own list invites a pupil.
    """

    invitation: Invitation
    code: str
    adult: bool | None
    listed_pupil: bool


async def start_joining(
    transaction: Transaction, account: AccountId, invitation: Invitation, code: str, now: int
) -> None:
    await transaction.run(
        "INSERT INTO joinings (account_id, invitation_id, code, since) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (account_id) DO UPDATE SET invitation_id = $2, code = $3, since = $4, adult = NULL",
        account,
        invitation.id,
        code,
        now,
    )


async def joining(transaction: Transaction, account: AccountId) -> Joining | None:
    row = await transaction.row(
        "SELECT i.*, j.code AS called, j.adult, p.adult AS listed_adult FROM joinings j "
        "JOIN invitations i ON i.id = j.invitation_id LEFT JOIN memberships m ON m.id = i.membership_id "
        "LEFT JOIN people p ON p.id = m.person_id WHERE j.account_id = $1",
        account,
    )
    if row is None:
        return None
    told = None if row["adult"] is None else bool(row["adult"])
    return Joining(as_invitation(row), row["called"], told, listed_pupil=row["listed_adult"] == 0)


async def set_age(transaction: Transaction, account: AccountId, adult: bool) -> None:
    await transaction.run("UPDATE joinings SET adult = $2 WHERE account_id = $1", account, int(adult))


async def end_joining(transaction: Transaction, account: AccountId) -> None:
    await transaction.run("DELETE FROM joinings WHERE account_id = $1", account)


async def wrong_codes(transaction: Transaction, external_id: int, since: int) -> int:
    return int(
        await transaction.value(
            "SELECT count(*) FROM wrong_codes WHERE messenger = $1 AND external_id = $2 AND at > $3",
            TELEGRAM,
            external_id,
            since,
        )
    )


async def add_wrong_code(transaction: Transaction, external_id: int, now: int) -> None:
    await transaction.run(
        "INSERT INTO wrong_codes (messenger, external_id, at) VALUES ($1, $2, $3)", TELEGRAM, external_id, now
    )


async def forget_wrong_codes(transaction: Transaction, before: int) -> None:
    await transaction.run("DELETE FROM wrong_codes WHERE at < $1", before)


async def add_refusal(transaction: Transaction, invitation: Invitation, kind: str, version: int, now: int) -> None:
    """The fact that an invitation was declined; nothing about who declined it."""
    await transaction.run(
        "INSERT INTO refusals (organisation_id, role, invitation_id, kind, version, at) "
        "VALUES ($1, $2, $3, $4, $5, $6)",
        invitation.organisation,
        invitation.role.value,
        invitation.id,
        kind,
        version,
        now,
    )
