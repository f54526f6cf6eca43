"""Counts for charts, over an organisation and everything below it. No statement here selects a person."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentoring.ids import OrganisationId
from mentoring.pairs import PairState
from mentoring.pairs_by_month import Moves
from mentoring.question_means import Sum
from storage.asked_surveys import asked_of
from storage.database import Transaction
from storage.pairs import DROPPED
from storage.statement_parts import below


@dataclass(frozen=True, slots=True)
class Term:
    """A survey that was opened and answered between two moments, in seconds, UTC."""

    form: str
    since: int
    until: int


async def moves(transaction: Transaction, organisation: OrganisationId, ends: Sequence[int]) -> list[Moves]:
    """How many pairs went from where to where, by month; ``ends`` are the ends of the months, in seconds, UTC, the
    earliest first. What was before the first month counts in it."""
    month = " + ".join(f"CASE WHEN h.at >= ${number} THEN 1 ELSE 0 END" for number in range(2, 2 + len(ends)))
    rows = await transaction.rows(
        below(1) + f"SELECT {month} AS month, h.from_state, h.to_state, count(*) AS number "
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


async def scales(
    transaction: Transaction, organisation: OrganisationId, term: Term, questions: Sequence[str]
) -> tuple[int, Mapping[str, Sum]]:
    """How many people have answered a survey, and what their latest answers to these scales come to.

    Added up by the database: a region has hundreds of thousands of them.
    """
    latest = (
        f"{below(1)}, {asked_of('below')}, latest (attempt_id) AS (SELECT attempt_id FROM ("
        "SELECT s.attempt_id, row_number() OVER (PARTITION BY s.membership_id ORDER BY s.answered_at DESC, "
        "s.attempt_id DESC) AS place FROM asked s "
        "WHERE s.form = $2 AND s.opened_at >= $3 AND s.answered_at < $4 AND s.attempt_id IS NOT NULL"
        ") AS each_one WHERE place = 1) "
    )
    of_these = (organisation, term.form, term.since, term.until)
    people = await transaction.value(latest + "SELECT count(*) FROM latest", *of_these)
    marks = ", ".join(f"${number}" for number in range(5, 5 + len(questions)))
    rows = await transaction.rows(
        latest + "SELECT w.question_id, count(*) AS answered, sum(CAST(w.value AS BIGINT)) AS total "
        "FROM latest JOIN answers w ON w.attempt_id = latest.attempt_id "
        f"WHERE w.value <> 'null' AND w.question_id IN ({marks}) GROUP BY w.question_id",
        *of_these,
        *questions,
    )
    return int(people), {row["question_id"]: Sum(row["answered"], row["total"]) for row in rows}
