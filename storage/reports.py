"""Counts for a report on one day, over an organisation and everything below it. No statement here selects a name.

``until`` is the end of that day, in seconds, UTC.
"""

from collections.abc import Mapping, Sequence

from mentoring.consent import ConsentKind
from mentoring.ids import MembershipId, OrganisationId
from mentoring.pair_moves import Event
from mentoring.pairs import CLOSED, PairState
from mentoring.questionnaire import Value
from mentoring.report import PeopleCounted
from mentoring.roles import Role
from storage.attempts import unpacked
from storage.database import Transaction
from storage.pairs import DROPPED

_BELOW = (
    "WITH RECURSIVE below (id) AS (SELECT $1 "
    "UNION ALL SELECT o.id FROM organisations o JOIN below ON o.parent_id = below.id) "
)
_STATE = "(SELECT h.to_state FROM pair_history h WHERE h.pair_id = p.id AND h.at < $2 ORDER BY h.id DESC LIMIT 1)"
_CLOSED = ", ".join(f"'{state.value}'" for state in sorted(CLOSED))


async def people(
    transaction: Transaction, organisation: OrganisationId, *, until: int, since: int, forms: Sequence[str]
) -> PeopleCounted:
    """Participants whose consent held; ``since`` is when consents of that year began, ``forms`` lead into the bank."""
    marks = ", ".join(f"${number}" for number in range(6, 6 + len(forms)))
    rows = await transaction.rows(
        _BELOW + "SELECT role, count(*) AS people, sum(filled) AS in_bank, "
        "sum(CASE WHEN filled = 1 AND paired = 0 THEN 1 ELSE 0 END) AS waiting FROM ("
        "SELECT m.role, "
        "EXISTS (SELECT 1 FROM attempts a WHERE a.membership_id = m.id AND a.finished_at < $2 "
        f"AND a.questionnaire_id IN ({marks})) AS filled, "
        "EXISTS (SELECT 1 FROM pair_sides s JOIN pairs p ON p.id = s.pair_id WHERE s.membership_id = m.id "
        f"AND s.gone = 0 AND {_STATE} NOT IN ({_CLOSED})) AS paired "
        "FROM memberships m WHERE m.organisation_id IN (SELECT id FROM below) AND m.since < $2 "
        "AND (m.ended_at IS NULL OR m.ended_at >= $2) "
        "AND EXISTS (SELECT 1 FROM consents c WHERE c.person_id = m.person_id "
        "AND c.organisation_id = m.organisation_id AND c.kind IN ($4, $5) AND c.given_at >= $3 AND c.given_at < $2 "
        "AND (c.withdrawn_at IS NULL OR c.withdrawn_at >= $2))) AS each_one GROUP BY role",
        organisation,
        until,
        since,
        ConsentKind.ADULT.value,
        ConsentKind.PUPIL.value,
        *forms,
    )
    found = {row["role"]: row for row in rows}
    mentees, mentors = found.get(Role.MENTEE.value), found.get(Role.MENTOR.value)
    return PeopleCounted(
        mentees["people"] if mentees else 0,
        mentors["people"] if mentors else 0,
        mentees["in_bank"] if mentees else 0,
        mentors["in_bank"] if mentors else 0,
        mentees["waiting"] if mentees else 0,
    )


async def states(transaction: Transaction, organisation: OrganisationId, *, until: int) -> dict[PairState, int]:
    """A draft that was deleted counts nowhere, on the days before it was deleted neither."""
    rows = await transaction.rows(
        _BELOW + f"SELECT state, count(*) AS number FROM (SELECT {_STATE} AS state FROM pairs p "
        f"WHERE p.organisation_id IN (SELECT id FROM below) AND NOT {DROPPED}) AS each_one "
        "WHERE state IS NOT NULL GROUP BY state",
        organisation,
        until,
    )
    return {PairState(row["state"]): row["number"] for row in rows}


async def meetings(transaction: Transaction, organisation: OrganisationId, *, since: int, until: int) -> int:
    """Held between the two moments, as both sides have said or the curator has entered."""
    return int(
        await transaction.value(
            _BELOW + "SELECT count(*) FROM pair_history h JOIN pairs p ON p.id = h.pair_id "
            "WHERE p.organisation_id IN (SELECT id FROM below) AND h.event = $4 AND h.at >= $3 AND h.at < $2",
            organisation,
            until,
            since,
            Event.HOLD.value,
        )
    )


async def asked(transaction: Transaction, organisation: OrganisationId, form: str, *, since: int, until: int) -> int:
    """How many people were asked this survey, once each."""
    return int(
        await transaction.value(
            _BELOW + "SELECT count(DISTINCT s.membership_id) FROM asked_surveys s "
            "WHERE s.organisation_id IN (SELECT id FROM below) AND s.form = $4 "
            "AND s.opened_at >= $3 AND s.opened_at < $2",
            organisation,
            until,
            since,
            form,
        )
    )


async def answers(
    transaction: Transaction, organisation: OrganisationId, form: str, *, since: int, until: int
) -> Mapping[MembershipId, tuple[int, dict[str, Value]]]:
    """By person the version of the form and the answers to it, from the latest of their surveys."""
    rows = await transaction.rows(
        _BELOW + "SELECT s.attempt_id AS id, s.membership_id, a.version, w.question_id, w.value "
        "FROM asked_surveys s JOIN attempts a ON a.id = s.attempt_id JOIN answers w ON w.attempt_id = a.id "
        "WHERE s.organisation_id IN (SELECT id FROM below) AND s.form = $4 AND s.answered_at < $2 "
        "AND s.opened_at >= $3 AND w.value IS NOT NULL ORDER BY s.answered_at, a.id",
        organisation,
        until,
        since,
        form,
    )
    latest = {row["membership_id"]: row["id"] for row in rows}
    found: dict[MembershipId, tuple[int, dict[str, Value]]] = {}
    for row in rows:
        if latest[row["membership_id"]] == row["id"]:
            _, given = found.setdefault(MembershipId(row["membership_id"]), (row["version"], {}))
            given[row["question_id"]] = unpacked(row["value"])
    return found
