"""Parents' consents on paper: who waits for one, and the notes that one has come."""

import datetime
from dataclasses import dataclass, replace

from mentoring.consent import Channel, ConsentKind
from mentoring.ids import ConsentId, MembershipId, OrganisationId, PersonId
from mentoring.letters import Fate
from mentoring.papers import PaperNumber, Representative
from mentoring.people import Membership, Person
from mentoring.roles import PARTICIPANTS, MembershipState, Role
from storage.database import Row, Transaction
from storage.letters import OPEN
from storage.people import Moved, as_person
from storage.statement_parts import listed

MISTAKE = "marked_by_mistake"

_ROLES = listed(PARTICIPANTS)
_SELECT = (
    "SELECT m.id AS membership_id, m.organisation_id, m.role, m.state, m.code, m.since, "
    "p.id, p.surname, p.name, p.patronymic, p.gender, p.adult, p.position, p.school_class, p.name_confirmed, "
    "c.id AS consent_id, c.given_at, c.representative, c.paper_number, c.paper_date "
    "FROM memberships m JOIN people p ON p.id = m.person_id "
    "LEFT JOIN consents c ON c.id = (SELECT max(l.id) FROM consents l WHERE l.person_id = p.id "
    "AND l.organisation_id = m.organisation_id AND l.kind = $1 AND l.withdrawn_at IS NULL) "
    f"WHERE p.adult = 0 AND m.ended_at IS NULL AND m.role IN ({_ROLES}) "
)


@dataclass(frozen=True, slots=True)
class Noted:
    """A paper noted as received; ``at`` in seconds, UTC."""

    consent: ConsentId
    paper: PaperNumber
    representative: Representative
    at: int


@dataclass(frozen=True, slots=True)
class Minor:
    """A pupil's place and the parent's paper, if one is noted; ``since`` in seconds, UTC."""

    membership: Membership
    person: Person
    since: int
    noted: Noted | None

    def still(self, since: int) -> "Minor":
        """Without a paper from before ``since``, which is over: the next one has been awaited from then on."""
        if self.noted is None or self.noted.at >= since:
            return self
        return replace(self, noted=None, since=max(self.since, since))


def _as_minor(row: Row) -> Minor:
    person = as_person(row)
    membership = Membership(
        MembershipId(row["membership_id"]),
        person.id,
        OrganisationId(row["organisation_id"]),
        Role(row["role"]),
        MembershipState(row["state"]),
        row["code"],
    )
    return Minor(membership, person, row["since"], _as_noted(row) if row["consent_id"] is not None else None)


def _as_noted(row: Row) -> Noted:
    return Noted(
        ConsentId(row["consent_id"]),
        PaperNumber(row["paper_number"], datetime.date.fromisoformat(row["paper_date"])),
        Representative(row["representative"]),
        row["given_at"],
    )


async def minors(transaction: Transaction, organisation: OrganisationId, noted_since: int, since: int) -> list[Minor]:
    """Pupils without a paper that holds and those whose paper was noted since then, one line a person.

    Papers noted before ``since`` are over.
    """
    rows = await transaction.rows(
        _SELECT + "AND m.organisation_id = $2 AND (c.id IS NULL OR c.given_at >= $3 OR c.given_at < $4) "
        "ORDER BY m.since, m.id",
        ConsentKind.PARENT.value,
        organisation,
        noted_since,
        since,
    )
    found: dict[PersonId, Minor] = {}
    for row in rows:
        minor = _as_minor(row).still(since)
        found.setdefault(minor.person.id, minor)
    return sorted(found.values(), key=lambda minor: (minor.since, minor.membership.id))


async def minor(transaction: Transaction, membership: MembershipId) -> Minor | None:
    row = await transaction.row(_SELECT + "AND m.id = $2", ConsentKind.PARENT.value, membership)
    return None if row is None else _as_minor(row)


async def pupil_by_consent(transaction: Transaction, person: PersonId, since: int) -> bool:
    """Whether any organisation holds a parent's paper or a pupil's own consent of this person, given since then."""
    return bool(
        await transaction.value(
            "SELECT count(*) FROM consents WHERE person_id = $1 AND kind IN ($2, $3) AND withdrawn_at IS NULL "
            "AND given_at >= $4",
            person,
            ConsentKind.PARENT.value,
            ConsentKind.PUPIL.value,
            since,
        )
    )


async def hold(transaction: Transaction, person: PersonId) -> None:
    """Let nobody else decide about this pupil's papers until the transaction ends. Raises Moved."""
    if not await transaction.run("UPDATE people SET adult = adult WHERE id = $1 AND adult = 0", person):
        raise Moved


async def take_back(transaction: Transaction, consent: ConsentId, now: int) -> bool:
    """End a paper that was noted by mistake; False when it has ended already."""
    return bool(
        await transaction.run(
            "UPDATE consents SET withdrawn_at = $2, withdrawn_channel = $3, withdrawn_reason = $4 "
            "WHERE id = $1 AND kind = $5 AND withdrawn_at IS NULL",
            consent,
            now,
            Channel.PAPER.value,
            MISTAKE,
            ConsentKind.PARENT.value,
        )
    )


async def drop_letter(transaction: Transaction, dedupe_key: str) -> None:
    """Stop a letter that has not gone out yet: what it tells was a mistake."""
    await transaction.run(
        "UPDATE letters SET fate = $2, reason = $3 WHERE dedupe_key = $1 AND fate IN ($4, $5)",
        dedupe_key,
        Fate.DROPPED.value,
        MISTAKE,
        *OPEN,
    )
