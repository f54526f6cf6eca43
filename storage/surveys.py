"""Surveys asked of the sides of pairs: opened, begun, answered, forgotten with whoever leaves."""

import json
from collections.abc import Iterable, Mapping

from mentoring.ids import AttemptId, MembershipId, OrganisationId, PairId, PersonId, SurveyId
from mentoring.pair_surveys import OUTSIDE, STANDS_IN, WHEREVER, Moment, Opening, Survey
from storage.database import Row, Transaction
from storage.people import Moved
from storage.statement_parts import listed


async def add(
    transaction: Transaction, pair: PairId, opening: Opening, *, now: int, closes_at: int | None
) -> SurveyId | None:
    """None when this very survey was asked before."""
    found = await transaction.value(
        "INSERT INTO pair_surveys (pair_id, membership_id, form, moment, occasion, known, opened_at, closes_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (pair_id, membership_id, form, moment, occasion) "
        "DO NOTHING RETURNING id",
        pair,
        opening.membership,
        opening.form,
        opening.moment.value,
        opening.occasion,
        json.dumps(dict(opening.known)),
        now,
        closes_at,
    )
    return None if found is None else SurveyId(found)


async def one(transaction: Transaction, survey: SurveyId) -> Survey | None:
    row = await transaction.row("SELECT * FROM pair_surveys WHERE id = $1", survey)
    return None if row is None else _as_survey(row)


async def of_attempt(transaction: Transaction, attempt: AttemptId) -> Survey | None:
    """The survey that these answers are given to; None for a questionnaire of the bank."""
    row = await transaction.row("SELECT * FROM pair_surveys WHERE attempt_id = $1", attempt)
    return None if row is None else _as_survey(row)


async def of_pair(transaction: Transaction, pair: PairId) -> list[Survey]:
    """All that were asked, the oldest first."""
    rows = await transaction.rows("SELECT * FROM pair_surveys WHERE pair_id = $1 ORDER BY id", pair)
    return [_as_survey(row) for row in rows]


async def of_person(transaction: Transaction, person: PersonId, organisation: OrganisationId) -> list[Survey]:
    """What somebody has answered there, the newest first."""
    rows = await transaction.rows(
        "SELECT s.* FROM pair_surveys s JOIN memberships m ON m.id = s.membership_id "
        "WHERE m.person_id = $1 AND m.organisation_id = $2 AND s.answered_at IS NOT NULL "
        "ORDER BY s.answered_at DESC, s.id DESC",
        person,
        organisation,
    )
    return [_as_survey(row) for row in rows]


async def answered_by(transaction: Transaction, person: PersonId) -> Mapping[OrganisationId, int]:
    """How many surveys somebody has answered in each organisation."""
    rows = await transaction.rows(
        "SELECT m.organisation_id, count(*) AS number FROM pair_surveys s JOIN memberships m ON m.id = s.membership_id "
        "WHERE m.person_id = $1 AND s.answered_at IS NOT NULL GROUP BY m.organisation_id",
        person,
    )
    return {OrganisationId(row["organisation_id"]): row["number"] for row in rows}


async def counts(
    transaction: Transaction, organisation: OrganisationId, reader: PersonId, leave_out: Iterable[Moment]
) -> Mapping[PairId, tuple[int, int]]:
    """How many surveys each pair was asked and how many were answered, the last asked first.

    Without the pairs in which the reader has been a side.
    """
    hidden = [moment.value for moment in leave_out]
    marks = ", ".join(f"${number}" for number in range(3, 3 + len(hidden)))
    rows = await transaction.rows(
        "SELECT s.pair_id, count(*) AS asked, count(s.answered_at) AS answered FROM pair_surveys s "
        "JOIN pairs p ON p.id = s.pair_id WHERE p.organisation_id = $1 "
        + (f"AND s.moment NOT IN ({marks}) " if hidden else "")
        + "AND NOT EXISTS (SELECT 1 FROM pair_sides d JOIN memberships m ON m.id = d.membership_id "
        "WHERE d.pair_id = p.id AND m.person_id = $2) GROUP BY s.pair_id ORDER BY max(s.id) DESC",
        organisation,
        reader,
        *hidden,
    )
    return {PairId(row["pair_id"]): (row["asked"], row["answered"]) for row in rows}


async def begin(transaction: Transaction, survey: SurveyId, attempt: AttemptId) -> None:
    """Raises Moved when another device has begun it."""
    if not await transaction.run(
        "UPDATE pair_surveys SET attempt_id = $2 WHERE id = $1 AND attempt_id IS NULL", survey, attempt
    ):
        raise Moved


async def answer(transaction: Transaction, survey: SurveyId, now: int) -> None:
    await transaction.run("UPDATE pair_surveys SET answered_at = $2 WHERE id = $1", survey, now)


async def shift(transaction: Transaction, pair: PairId, seconds: int, *, but: Moment) -> None:
    """A pause moves the terms of what is not answered yet; not those of a moment that it did not touch."""
    await transaction.run(
        "UPDATE pair_surveys SET closes_at = closes_at + $2 "
        "WHERE pair_id = $1 AND answered_at IS NULL AND moment <> $3",
        pair,
        seconds,
        but.value,
    )


async def delete_of(transaction: Transaction, membership: MembershipId) -> None:
    """The answers themselves go with the attempts."""
    await transaction.run("DELETE FROM pair_surveys WHERE membership_id = $1", membership)


def _as_survey(row: Row) -> Survey:
    return Survey(
        SurveyId(row["id"]),
        PairId(row["pair_id"]),
        MembershipId(row["membership_id"]),
        row["form"],
        Moment(row["moment"]),
        json.loads(row["known"]),
        row["opened_at"],
        row["closes_at"],
        None if row["attempt_id"] is None else AttemptId(row["attempt_id"]),
        row["answered_at"],
    )


# -- within a statement ----------------------------------------------------------------------------------------------


def awaited(membership: str, form: str, now: int) -> str:
    """The condition that this form waits for that membership's answer; the same as :meth:`Survey.is_open`."""
    inside = "(SELECT d.membership_id FROM pair_sides d WHERE d.pair_id = p.id AND d.gone = 0)"
    moments = " OR ".join(f"(g.moment = '{moment}' AND {_stands(moment, inside)})" for moment in Moment)
    return (
        "EXISTS (SELECT 1 FROM pair_surveys g JOIN pairs p ON p.id = g.pair_id "
        f"WHERE g.membership_id = {membership} AND g.form = '{form}' AND g.answered_at IS NULL "
        f"AND (g.closes_at IS NULL OR g.closes_at > {now:d}) AND ({moments}))"
    )


def _stands(moment: Moment, inside: str) -> str:
    states = listed(STANDS_IN[moment])
    if moment in WHEREVER:
        return f"p.state IN ({states})"
    return f"p.state IN ({states}) AND g.membership_id {'NOT IN' if moment in OUTSIDE else 'IN'} {inside}"
