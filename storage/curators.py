"""Curators by school, and the years for which they have given their word."""

import datetime
from dataclasses import dataclass

from mentoring.ids import MembershipId, OrganisationId, PersonId
from mentoring.people import Membership, Person
from mentoring.roles import MembershipState, Role
from storage.database import Row, Transaction
from storage.people import as_membership, as_person
from storage.statement_parts import below

_CURATORS = (
    f"FROM memberships m JOIN people p ON p.id = m.person_id "
    f"WHERE m.role = '{Role.CURATOR}' AND m.ended_at IS NULL "
    f"AND m.state IN ('{MembershipState.CONSENTED}', '{MembershipState.IN_BANK}') "
)


@dataclass(frozen=True, slots=True)
class Kept:
    """``since`` in seconds, UTC; ``confirmed`` is the latest year and day of a word given."""

    membership: Membership
    person: Person
    since: int
    confirmed: tuple[int, datetime.date] | None


def _as_kept(row: Row) -> Kept:
    confirmed = None
    if row["year"] is not None:
        confirmed = (int(row["year"]), datetime.date.fromisoformat(row["day"]))
    membership = Membership(
        MembershipId(row["membership_id"]),
        PersonId(row["person_id"]),
        OrganisationId(row["organisation_id"]),
        Role(row["role"]),
        MembershipState(row["state"]),
        row["code"],
    )
    return Kept(membership, as_person(row), row["since"], confirmed)


async def of_schools(transaction: Transaction, place: OrganisationId) -> list[Kept]:
    """All curators of all schools below."""
    rows = await transaction.rows(
        f"{below(1)}SELECT m.id AS membership_id, m.person_id, m.organisation_id, m.role, m.state, m.code, m.since, "
        "p.id, p.surname, p.name, p.patronymic, p.gender, p.adult, p.position, p.school_class, p.name_confirmed, "
        "c.year, c.day "
        + _CURATORS.replace(
            "WHERE",
            "LEFT JOIN curator_confirmations c ON c.membership_id = m.id AND c.year = "
            "(SELECT max(l.year) FROM curator_confirmations l WHERE l.membership_id = m.id) WHERE",
            1,
        )
        + "AND m.organisation_id IN (SELECT id FROM below) ORDER BY m.id",
        place,
    )
    return [_as_kept(row) for row in rows]


async def confirmed(transaction: Transaction, membership: MembershipId) -> tuple[int, datetime.date] | None:
    """The latest year for which this curator has given their word, and the day of it."""
    row = await transaction.row(
        "SELECT year, day FROM curator_confirmations WHERE membership_id = $1 ORDER BY year DESC LIMIT 1", membership
    )
    return None if row is None else (int(row["year"]), datetime.date.fromisoformat(row["day"]))


async def confirm(transaction: Transaction, membership: MembershipId, year: int, day: datetime.date) -> None:
    """The first word of a year stays."""
    await transaction.run(
        "INSERT INTO curator_confirmations (membership_id, year, day) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        membership,
        year,
        day.isoformat(),
    )


async def silent(transaction: Transaction, year: int) -> list[tuple[Membership, int]]:
    """Everybody whose word for that year is missing, with the moment since when they are curator."""
    rows = await transaction.rows(
        f"SELECT m.id, m.person_id, m.organisation_id, m.role, m.state, m.code, m.since {_CURATORS}"
        "AND NOT EXISTS (SELECT 1 FROM curator_confirmations c WHERE c.membership_id = m.id AND c.year >= $1) "
        "ORDER BY m.organisation_id, m.id",
        year,
    )
    return [(as_membership(row), row["since"]) for row in rows]


async def since(transaction: Transaction, membership: MembershipId) -> int:
    """When the role began, in seconds, UTC."""
    return int(await transaction.value("SELECT since FROM memberships WHERE id = $1", membership))
