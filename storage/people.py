"""People, accounts and memberships."""

from collections.abc import Iterable, Sequence

from mentoring.ids import AccountId, MembershipId, OrganisationId, PersonId
from mentoring.names import FullName, Gender, search_key
from mentoring.people import Awaited, Caller, Membership, Person
from mentoring.roles import PARTICIPANTS, MembershipState, Role
from storage.database import Row, Transaction
from storage.statement_parts import listed

TELEGRAM = "telegram"

_PERSON = "p.id, p.surname, p.name, p.patronymic, p.gender, p.adult, p.position, p.school_class, p.name_confirmed"
_MEMBERSHIP = "m.id, m.person_id, m.organisation_id, m.role, m.state, m.code"

NEEDED = (
    "(EXISTS (SELECT 1 FROM memberships m WHERE m.person_id = p.id) OR "
    "EXISTS (SELECT 1 FROM administrators d WHERE d.person_id = p.id) OR "
    "EXISTS (SELECT 1 FROM consents c WHERE c.person_id = p.id))"
)
"""Over people ``p``: the person has, had or administers something here and stays known."""


class Moved(Exception):
    """What a decision relied on has changed since it was read: read and decide again."""


def as_name(row: Row) -> FullName | None:
    return FullName(row["surname"], row["name"], row["patronymic"]) if row["surname"] else None


def as_person(row: Row) -> Person:
    return Person(
        PersonId(row["id"]),
        as_name(row),
        Gender(row["gender"]) if row["gender"] else None,
        None if row["adult"] is None else bool(row["adult"]),
        row["position"],
        row["school_class"],
        bool(row["name_confirmed"]),
    )


def as_membership(row: Row) -> Membership:
    return Membership(
        MembershipId(row["id"]),
        PersonId(row["person_id"]),
        OrganisationId(row["organisation_id"]),
        Role(row["role"]),
        MembershipState(row["state"]),
        row["code"],
    )


async def caller(transaction: Transaction, external_id: int, messenger: str = TELEGRAM) -> Caller | None:
    """Everything about who wrote, in two statements."""
    row = await transaction.row(
        f"SELECT a.id AS account_id, a.external_id, a.awaited, a.screen_message_id, "
        f"d.person_id AS administrator, {_PERSON} "
        "FROM accounts a JOIN people p ON p.id = a.person_id LEFT JOIN administrators d ON d.person_id = p.id "
        "WHERE a.messenger = $1 AND a.external_id = $2",
        messenger,
        external_id,
    )
    if row is None:
        return None
    return Caller(
        AccountId(row["account_id"]),
        row["external_id"],
        as_person(row),
        await memberships(transaction, PersonId(row["id"])),
        row["administrator"] is not None,
        Awaited.read(row["awaited"]),
        row["screen_message_id"],
    )


async def memberships(transaction: Transaction, person: PersonId) -> tuple[Membership, ...]:
    rows = await transaction.rows(
        f"SELECT {_MEMBERSHIP} FROM memberships m WHERE m.person_id = $1 AND m.ended_at IS NULL ORDER BY m.id", person
    )
    return tuple(as_membership(row) for row in rows)


async def add_person(transaction: Transaction, now: int) -> PersonId:
    return PersonId(await transaction.value("INSERT INTO people (created_at) VALUES ($1) RETURNING id", now))


async def add_account(
    transaction: Transaction, external_id: int, person: PersonId, now: int, messenger: str = TELEGRAM
) -> AccountId:
    """Raises Moved when the account appeared meanwhile."""
    found = await transaction.value(
        "INSERT INTO accounts (messenger, external_id, person_id, created_at) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (messenger, external_id) DO NOTHING RETURNING id",
        messenger,
        external_id,
        person,
        now,
    )
    if found is None:
        raise Moved
    return AccountId(found)


async def move_account(transaction: Transaction, account: AccountId, person: PersonId) -> None:
    await transaction.run("UPDATE accounts SET person_id = $2 WHERE id = $1", account, person)


async def account_of(transaction: Transaction, person: PersonId) -> Row | None:
    """The reachable account of a person: ``id``, ``external_id``."""
    return await transaction.row(
        "SELECT id, external_id FROM accounts WHERE person_id = $1 AND unreachable_since IS NULL ORDER BY id LIMIT 1",
        person,
    )


async def expect(transaction: Transaction, account: AccountId, awaited: Awaited | None) -> None:
    """Remember which typed text is awaited, in the transaction of the act that asks for it."""
    await transaction.run(
        "UPDATE accounts SET awaited = $2 WHERE id = $1", account, None if awaited is None else str(awaited)
    )


async def set_screen(transaction: Transaction, external_id: int, message_id: int) -> None:
    await transaction.run(
        "UPDATE accounts SET screen_message_id = $2, unreachable_since = NULL "
        "WHERE messenger = $3 AND external_id = $1",
        external_id,
        message_id,
        TELEGRAM,
    )


async def lose_account(transaction: Transaction, external_id: int, since: int) -> PersonId | None:
    """Nothing gets through to this account any more; whose it is, None when that was known or is nobody's."""
    found = await transaction.value(
        "UPDATE accounts SET unreachable_since = $2 WHERE messenger = $3 AND external_id = $1 "
        "AND unreachable_since IS NULL RETURNING person_id",
        external_id,
        since,
        TELEGRAM,
    )
    return None if found is None else PersonId(found)


async def regain_account(transaction: Transaction, external_id: int) -> None:
    await transaction.run(
        "UPDATE accounts SET unreachable_since = NULL WHERE messenger = $2 AND external_id = $1",
        external_id,
        TELEGRAM,
    )


async def set_adult(transaction: Transaction, person: PersonId, adult: bool) -> None:
    await transaction.run("UPDATE people SET adult = $2 WHERE id = $1", person, int(adult))


async def note_adult(transaction: Transaction, person: PersonId) -> bool:
    """The person has agreed as an adult; False, and nothing changed, for somebody recorded as a pupil."""
    return bool(await transaction.run("UPDATE people SET adult = 1 WHERE id = $1 AND coalesce(adult, 1) = 1", person))


async def set_name(
    transaction: Transaction, person: PersonId, name: FullName, gender: Gender | None, *, confirmed: bool = False
) -> None:
    await _drop_forms(transaction, person)
    await transaction.run(
        "UPDATE people SET surname = $2, name = $3, patronymic = $4, gender = $5, search = $6, name_confirmed = $7 "
        "WHERE id = $1",
        person,
        name.surname,
        name.name,
        name.patronymic,
        gender.value if gender else None,
        search_key(name.surname, name.name, name.patronymic),
        int(confirmed),
    )


async def confirm_name(transaction: Transaction, person: PersonId) -> None:
    await transaction.run("UPDATE people SET name_confirmed = 1 WHERE id = $1", person)


async def drop_name(transaction: Transaction, person: PersonId) -> None:
    await _drop_forms(transaction, person)
    await transaction.run(
        "UPDATE people SET surname = NULL, name = NULL, patronymic = NULL, gender = NULL, search = '', "
        "name_confirmed = 0 WHERE id = $1",
        person,
    )


async def set_gender(transaction: Transaction, person: PersonId, gender: Gender) -> None:
    await transaction.run("UPDATE people SET gender = $2 WHERE id = $1", person, gender.value)


async def set_post(transaction: Transaction, person: PersonId, position: str | None, school_class: str | None) -> None:
    await transaction.run(
        "UPDATE people SET position = coalesce($2, position), school_class = coalesce($3, school_class) WHERE id = $1",
        person,
        position,
        school_class,
    )


async def add_membership(
    transaction: Transaction,
    person: PersonId,
    organisation: OrganisationId,
    role: Role,
    state: MembershipState,
    code: str,
    now: int,
) -> Membership:
    """A new membership, or the ended one of the same role taken up again under its old code."""
    row = await transaction.row(
        "INSERT INTO memberships (person_id, organisation_id, role, state, code, since) "
        "VALUES ($1, $2, $3, $4, $5, $6) "
        "ON CONFLICT (person_id, organisation_id, role) DO UPDATE SET ended_at = NULL, state = $4, since = $6 "
        "RETURNING id, person_id, organisation_id, role, state, code",
        person,
        organisation,
        role.value,
        state.value,
        code,
        now,
    )
    assert row is not None  # noqa: S101 - an upsert always returns its row
    return as_membership(row)


async def hand_over(transaction: Transaction, membership: Membership, person: PersonId) -> None:
    """Give a staff-list membership to the person who came with its invitation. Raises Moved."""
    if not await transaction.run(
        "UPDATE memberships SET person_id = $2 WHERE id = $1 AND person_id = $3",
        membership.id,
        person,
        membership.person,
    ):
        raise Moved


async def waits(transaction: Transaction, membership_id: MembershipId) -> Membership | None:
    """A membership of the staff list whose bearer has not come yet; None once anybody has taken it."""
    row = await transaction.row(
        f"SELECT {_MEMBERSHIP} FROM memberships m WHERE m.id = $1 AND m.state = $2 AND m.ended_at IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.person_id = m.person_id)",
        membership_id,
        MembershipState.INVITED.value,
    )
    return None if row is None else as_membership(row)


async def former_code(
    transaction: Transaction, person: PersonId, organisation: OrganisationId, role: Role
) -> str | None:
    """The code a person had in this role before leaving it."""
    found = await transaction.value(
        "SELECT code FROM memberships WHERE person_id = $1 AND organisation_id = $2 AND role = $3",
        person,
        organisation,
        role.value,
    )
    return None if found is None else str(found)


async def membership(transaction: Transaction, membership_id: MembershipId) -> Membership | None:
    row = await transaction.row(f"SELECT {_MEMBERSHIP} FROM memberships m WHERE m.id = $1", membership_id)
    return None if row is None else as_membership(row)


async def called(transaction: Transaction, wanted: Sequence[MembershipId]) -> list[tuple[Membership, FullName | None]]:
    """These memberships with the names of their people, in no particular order."""
    marks = ", ".join(f"${number}" for number in range(1, 1 + len(wanted)))
    rows = await transaction.rows(
        f"SELECT {_MEMBERSHIP}, p.surname, p.name, p.patronymic FROM memberships m "
        f"JOIN people p ON p.id = m.person_id WHERE m.id IN ({marks or 'NULL'})",
        *wanted,
    )
    return [(as_membership(row), as_name(row)) for row in rows]


async def needed(transaction: Transaction, person_id: PersonId) -> bool:
    """Whether the row must stay whatever becomes of an invitation that was opened."""
    return bool(await transaction.value(f"SELECT {NEEDED} FROM people p WHERE p.id = $1", person_id))


async def has_agreed(transaction: Transaction, person_id: PersonId) -> bool:
    """Whether the person has ever given a consent with a word of their own."""
    return bool(
        await transaction.value(
            "SELECT count(*) FROM consents WHERE person_id = $1 AND channel = $2", person_id, TELEGRAM
        )
    )


async def person(transaction: Transaction, person_id: PersonId) -> Person | None:
    row = await transaction.row(f"SELECT {_PERSON} FROM people p WHERE p.id = $1", person_id)
    return None if row is None else as_person(row)


async def move_membership(
    transaction: Transaction, membership: Membership, state: MembershipState, ended_at: int | None = None
) -> None:
    """Raises Moved when the membership is no longer in the state it was read in."""
    changed = await transaction.run(
        "UPDATE memberships SET state = $3, ended_at = $4 WHERE id = $1 AND state = $2",
        membership.id,
        membership.state.value,
        state.value,
        ended_at,
    )
    if not changed:
        raise Moved


async def holders(transaction: Transaction, organisation: OrganisationId, roles: tuple[Role, ...]) -> list[PersonId]:
    """Who holds one of these roles in the organisation and has agreed to take part."""
    marks = ", ".join(f"${number}" for number in range(4, 4 + len(roles)))
    rows = await transaction.rows(
        "SELECT DISTINCT person_id FROM memberships WHERE organisation_id = $1 AND ended_at IS NULL "
        f"AND state IN ($2, $3) AND role IN ({marks}) ORDER BY person_id",
        organisation,
        MembershipState.CONSENTED.value,
        MembershipState.IN_BANK.value,
        *(role.value for role in roles),
    )
    return [PersonId(row["person_id"]) for row in rows]


async def staff_by_role(transaction: Transaction, organisation: OrganisationId) -> dict[Role, list[PersonId]]:
    """As :func:`holders`, of every role of the staff at once."""
    participants = listed(PARTICIPANTS)
    rows = await transaction.rows(
        "SELECT DISTINCT role, person_id FROM memberships WHERE organisation_id = $1 AND ended_at IS NULL "
        f"AND state IN ($2, $3) AND role NOT IN ({participants}) ORDER BY role, person_id",
        organisation,
        MembershipState.CONSENTED.value,
        MembershipState.IN_BANK.value,
    )
    found: dict[Role, list[PersonId]] = {}
    for row in rows:
        found.setdefault(Role(row["role"]), []).append(PersonId(row["person_id"]))
    return found


async def reached(transaction: Transaction, asked: Iterable[PersonId]) -> list[PersonId]:
    """Those among them to whom letters get through."""
    return [one for one in asked if await account_of(transaction, one) is not None]


async def forget(transaction: Transaction, person: PersonId) -> None:
    """Delete a person who never agreed, with account, memberships and everything that hangs on them.

    A personal invitation stays valid, so that a changed mind needs no new one.
    """
    await transaction.run(
        "UPDATE invitations SET membership_id = NULL WHERE membership_id IN "
        "(SELECT id FROM memberships WHERE person_id = $1)",
        person,
    )
    for statement in (
        "DELETE FROM accounts WHERE person_id = $1",
        "DELETE FROM letters WHERE person_id = $1",
        "DELETE FROM help_requests WHERE membership_id IN (SELECT id FROM memberships WHERE person_id = $1)",
        "DELETE FROM memberships WHERE person_id = $1",
        "DELETE FROM people WHERE id = $1",
    ):
        await transaction.run(statement, person)


async def drop_accounts(transaction: Transaction, person: PersonId) -> None:
    """Forget from which accounts a person wrote."""
    await transaction.run("DELETE FROM accounts WHERE person_id = $1", person)


async def clear_person(transaction: Transaction, person: PersonId) -> None:
    """Take away everything that tells who the person is; the row stays for the proof of consent.

    That it is a pupil stays too: nobody grows up by leaving.
    """
    await _drop_forms(transaction, person)
    await transaction.run(
        "UPDATE people SET surname = NULL, name = NULL, patronymic = NULL, gender = NULL, "
        "adult = CASE WHEN adult = 0 THEN 0 END, position = NULL, school_class = NULL, search = '', "
        "name_confirmed = 0, external_id = NULL WHERE id = $1",
        person,
    )


async def _drop_forms(transaction: Transaction, person: PersonId) -> None:
    """Corrected forms tell the name too, and are those of this name alone."""
    await transaction.run("DELETE FROM name_overrides WHERE person_id = $1", person)


async def make_administrator(transaction: Transaction, person: PersonId, now: int) -> None:
    await transaction.run(
        "INSERT INTO administrators (person_id, since) VALUES ($1, $2) ON CONFLICT (person_id) DO NOTHING", person, now
    )


async def has_administrator(transaction: Transaction) -> bool:
    return bool(await transaction.value("SELECT count(*) FROM administrators"))
