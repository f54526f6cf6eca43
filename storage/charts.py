"""Counts for charts, over an organisation and everything below it. No statement here selects a person."""

from collections.abc import Mapping, Sequence

from mentoring.ids import OrganisationId
from mentoring.pairs import PairState
from mentoring.pairs_by_month import Moves
from storage.database import Transaction
from storage.pairs import DROPPED

_BELOW = (
    "WITH RECURSIVE below (id) AS (SELECT $1 "
    "UNION ALL SELECT o.id FROM organisations o JOIN below ON o.parent_id = below.id) "
)


async def moves(transaction: Transaction, organisation: OrganisationId, ends: Sequence[int]) -> list[Moves]:
    """How many pairs went from where to where, by month; ``ends`` are the ends of the months, in seconds, UTC, the
    earliest first. What was before the first month counts in it."""
    month = " + ".join(f"CASE WHEN h.at >= ${number} THEN 1 ELSE 0 END" for number in range(2, 2 + len(ends)))
    rows = await transaction.rows(
        _BELOW + f"SELECT {month} AS month, h.from_state, h.to_state, count(*) AS number "
        "FROM pair_history h JOIN pairs p ON p.id = h.pair_id "
        f"WHERE p.organisation_id IN (SELECT id FROM below) AND h.at < ${1 + len(ends)} AND NOT {DROPPED} "
        "GROUP BY 1, 2, 3",
        organisation,
        *ends,
    )
    return [
        Moves(
            row["month"],
            None if row["from_state"] is None else PairState(row["from_state"]),
            PairState(row["to_state"]),
            row["number"],
        )
        for row in rows
    ]


async def answered_below(
    transaction: Transaction, parent: OrganisationId, form: str, *, since: int, until: int
) -> Mapping[OrganisationId, int]:
    """How many people have answered a survey, by the places one level below ``parent``, each with all below it."""
    rows = await transaction.rows(
        "WITH RECURSIVE tree (top, id) AS (SELECT id, id FROM organisations WHERE parent_id = $1 "
        "UNION ALL SELECT tree.top, o.id FROM organisations o JOIN tree ON o.parent_id = tree.id) "
        "SELECT tree.top, count(DISTINCT s.membership_id) AS people "
        "FROM tree JOIN asked_surveys s ON s.organisation_id = tree.id "
        "WHERE s.form = $2 AND s.opened_at >= $3 AND s.answered_at < $4 GROUP BY tree.top",
        parent,
        form,
        since,
        until,
    )
    return {OrganisationId(row["top"]): row["people"] for row in rows}
