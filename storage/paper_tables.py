"""What the tables on paper hold besides the banks: consents, pairs and meetings, a part at a time."""

from collections.abc import Mapping, Sequence

from mentoring.ids import MembershipId, OrganisationId, PairId, PersonId
from mentoring.meetings import MeetingState
from mentoring.pair_moves import Event
from mentoring.pairs import PairState
from mentoring.paper_tables import IN_REGISTER, OpenPair
from mentoring.plans import EventState, PlanState
from storage.database import Row, Transaction
from storage.statement_parts import listed

_FORMED = listed(IN_REGISTER)


def _marks(first: int, values: Sequence[object]) -> str:
    return ", ".join(f"${number}" for number in range(first, first + len(values)))


async def consents_of(transaction: Transaction, organisation: OrganisationId, people: Sequence[PersonId]) -> list[Row]:
    """Those that were not withdrawn, the oldest first."""
    return await transaction.rows(
        "SELECT id, person_id, kind, given_at, paper_number, paper_date FROM consents "
        f"WHERE organisation_id = $1 AND withdrawn_at IS NULL AND person_id IN ({_marks(2, people)}) ORDER BY id",
        organisation,
        *people,
    )


async def open_pairs(
    transaction: Transaction, memberships: Sequence[MembershipId]
) -> Mapping[MembershipId, tuple[OpenPair, ...]]:
    """In which pairs somebody is now, drafts aside."""
    rows = await transaction.rows(
        "SELECT s.membership_id, p.number, p.state FROM pair_sides s JOIN pairs p ON p.id = s.pair_id "
        f"WHERE s.occupied = 1 AND p.state <> $1 AND s.membership_id IN ({_marks(2, memberships)}) ORDER BY p.id",
        PairState.PROPOSED.value,
        *memberships,
    )
    found: dict[MembershipId, tuple[OpenPair, ...]] = {}
    for row in rows:
        member = MembershipId(row["membership_id"])
        found[member] = (*found.get(member, ()), OpenPair(row["number"], PairState(row["state"])))
    return found


async def not_looking(transaction: Transaction, memberships: Sequence[MembershipId]) -> frozenset[MembershipId]:
    """Those of them who have said that they need no other mentor."""
    rows = await transaction.rows(
        "SELECT DISTINCT membership_id FROM pair_sides "
        f"WHERE another = 0 AND membership_id IN ({_marks(1, memberships)})",
        *memberships,
    )
    return frozenset(MembershipId(row["membership_id"]) for row in rows)


async def formed(transaction: Transaction, organisation: OrganisationId) -> int:
    """How many pairs stand in the register."""
    sql = f"SELECT count(*) FROM pairs WHERE organisation_id = $1 AND state IN ({_FORMED})"
    return int(await transaction.value(sql, organisation))


async def formed_after(
    transaction: Transaction, organisation: OrganisationId, after: PairId, most: int
) -> list[PairId]:
    """The next of them, in the order in which they were made."""
    rows = await transaction.rows(
        f"SELECT id FROM pairs WHERE organisation_id = $1 AND id > $2 AND state IN ({_FORMED}) ORDER BY id LIMIT $3",
        organisation,
        after,
        most,
    )
    return [PairId(row["id"]) for row in rows]


async def done(transaction: Transaction, pairs: Sequence[PairId]) -> Mapping[PairId, int]:
    """How many events of the plan they work by are done."""
    rows = await transaction.rows(
        "SELECT p.pair_id, count(*) AS number FROM plans p JOIN plan_events e ON e.plan_id = p.id "
        f"WHERE p.state = $1 AND e.state = $2 AND p.pair_id IN ({_marks(3, pairs)}) GROUP BY p.pair_id",
        PlanState.APPROVED.value,
        EventState.DONE.value,
        *pairs,
    )
    return {PairId(row["pair_id"]): row["number"] for row in rows}


async def last_meetings(transaction: Transaction, pairs: Sequence[PairId]) -> Mapping[PairId, int]:
    """When each pair has met last, in seconds, UTC; a meeting without a time counts when it was told of."""
    marks = _marks(3, pairs)
    rows = await transaction.rows(
        "SELECT pair_id, coalesce(max(met), max(told)) AS at FROM ("
        f"SELECT pair_id, at AS met, NULL AS told FROM meetings WHERE state = $1 AND pair_id IN ({marks}) "
        "UNION ALL "
        f"SELECT pair_id, NULL, at FROM pair_history WHERE event = $2 AND pair_id IN ({marks})"
        ") AS found GROUP BY pair_id",
        MeetingState.HELD.value,
        Event.HOLD.value,
        *pairs,
    )
    return {PairId(row["pair_id"]): row["at"] for row in rows if row["at"] is not None}


async def participants(transaction: Transaction, memberships: Sequence[MembershipId]) -> Mapping[MembershipId, Row]:
    """Who stands behind each, ended ones too."""
    rows = await transaction.rows(
        "SELECT m.id, m.person_id, m.organisation_id, m.role, m.state, m.code, p.surname, p.name, p.patronymic "
        f"FROM memberships m JOIN people p ON p.id = m.person_id WHERE m.id IN ({_marks(1, memberships)})",
        *memberships,
    )
    return {MembershipId(row["id"]): row for row in rows}


async def consents(transaction: Transaction, organisation: OrganisationId) -> int:
    """How many lines the journal has."""
    sql = "SELECT count(*) FROM consents WHERE organisation_id = $1"
    return int(await transaction.value(sql, organisation))


async def consents_after(transaction: Transaction, organisation: OrganisationId, after: int, most: int) -> list[Row]:
    """The next lines of the journal; ``code`` is one of the person's codes here, None when they were deleted."""
    return await transaction.rows(
        "SELECT c.*, (SELECT m.code FROM memberships m WHERE m.person_id = c.person_id "
        "AND m.organisation_id = c.organisation_id ORDER BY m.id LIMIT 1) AS code "
        "FROM consents c WHERE c.organisation_id = $1 AND c.id > $2 ORDER BY c.id LIMIT $3",
        organisation,
        after,
        most,
    )
