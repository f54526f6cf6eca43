"""Counts for the analytic note, over an organisation and everything below it. No statement here selects a name.

``since`` is when the school year began, ``until`` the end of the last day that counts; both in seconds, UTC.
"""

from collections.abc import Sequence

from mentoring.analytic_note import PairKind
from mentoring.campaigns import FEWEST_ANSWERS, Secrecy
from mentoring.ids import OrganisationId
from mentoring.pairs import CLOSED, MentoringKind, PairState
from mentoring.questionnaire import Value
from mentoring.report import CONTENT, Satisfaction, Share
from storage.asked_surveys import asked_of
from storage.attempts import unpacked
from storage.database import Transaction
from storage.statement_parts import below, listed

_CLOSED = listed(CLOSED)
_IN_PLACE = "p.organisation_id IN (SELECT id FROM below)"


async def asked(
    transaction: Transaction, place: OrganisationId, forms: Sequence[str], *, since: int, until: int
) -> dict[str, tuple[int, int]]:
    """By form how many people were asked, once each, and how many of them have answered."""
    marks = ", ".join(f"${number}" for number in range(4, 4 + len(forms)))
    rows = await transaction.rows(
        f"{below(1)}, {asked_of('below')} SELECT s.form, count(DISTINCT s.membership_id) AS asked, "
        "count(DISTINCT CASE WHEN s.answered = 1 AND (s.answered_at IS NULL OR s.answered_at < $2) "
        "THEN s.membership_id END) AS answered FROM asked s "
        "WHERE s.opened_at >= $3 AND s.opened_at < $2 "
        f"AND s.form IN ({marks}) GROUP BY s.form",
        place,
        until,
        since,
        *forms,
    )
    return {row["form"]: (row["asked"], row["answered"]) for row in rows}


async def sheets(
    transaction: Transaction, place: OrganisationId, form: str, *, since: int, until: int
) -> list[list[Value]]:
    """Everybody's latest answers to this form, nobody's twice."""
    rows = await transaction.rows(
        f"{below(1)}SELECT s.membership_id, s.attempt_id, w.value FROM asked_surveys s "
        "JOIN answers w ON w.attempt_id = s.attempt_id WHERE s.organisation_id IN (SELECT id FROM below) "
        "AND s.form = $4 AND s.answered = 1 AND s.opened_at >= $3 AND s.opened_at < $2 AND s.answered_at < $2 "
        "AND w.value IS NOT NULL ORDER BY s.answered_at, s.attempt_id",
        place,
        until,
        since,
        form,
    )
    latest = {row["membership_id"]: row["attempt_id"] for row in rows}
    found: dict[int, list[Value]] = {attempt: [] for attempt in latest.values()}
    for row in rows:
        if row["attempt_id"] in found:
            found[row["attempt_id"]].append(unpacked(row["value"]))
    return list(found.values())


async def kinds(transaction: Transaction, place: OrganisationId, *, since: int, until: int) -> tuple[PairKind, ...]:
    """Pairs and groups with an order that have worked on any day of the year."""
    pupil = (
        "EXISTS (SELECT 1 FROM pair_sides s JOIN memberships m ON m.id = s.membership_id "
        "JOIN people w ON w.id = m.person_id WHERE s.pair_id = p.id AND s.mentor = {mentor} AND w.adult = 0)"
    )
    rows = await transaction.rows(
        f"{below(1)}SELECT mentor_pupil, mentee_pupil, kind, many, count(*) AS number FROM ("
        f"SELECT p.kind, {pupil.format(mentor=1)} AS mentor_pupil, {pupil.format(mentor=0)} AS mentee_pupil, "
        "(SELECT count(*) FROM pair_sides s WHERE s.pair_id = p.id AND s.mentor = 0) > 1 AS many "
        f"FROM pairs p WHERE {_IN_PLACE} AND EXISTS (SELECT 1 FROM pair_history h WHERE h.pair_id = p.id "
        f"AND h.to_state = '{PairState.ASSIGNED}' AND h.at < $2) AND NOT EXISTS (SELECT 1 FROM pair_history h "
        f"WHERE h.pair_id = p.id AND h.to_state IN ({_CLOSED}) AND h.at < $3)) AS each_one "
        "GROUP BY mentor_pupil, mentee_pupil, kind, many ORDER BY number DESC, kind",
        place,
        until,
        since,
    )
    return tuple(
        PairKind(
            bool(row["mentor_pupil"]),
            bool(row["mentee_pupil"]),
            MentoringKind(row["kind"]),
            bool(row["many"]),
            row["number"],
        )
        for row in rows
    )


async def first_meetings(
    transaction: Transaction, place: OrganisationId, *, since: int, until: int
) -> list[tuple[OrganisationId, str, int]]:
    """Of pairs that have met first in the year: where, the day of the order, the moment of the meeting."""
    rows = await transaction.rows(
        f"{below(1)}SELECT organisation_id, order_date, first FROM (SELECT p.organisation_id, p.order_date, "
        "(SELECT min(m.at) FROM meetings m WHERE m.pair_id = p.id AND m.state = 'held') AS first "
        f"FROM pairs p WHERE {_IN_PLACE} AND p.order_date IS NOT NULL) AS each_one "
        "WHERE first >= $3 AND first < $2",
        place,
        until,
        since,
    )
    return [(OrganisationId(row["organisation_id"]), row["order_date"], row["first"]) for row in rows]


async def trials(transaction: Transaction, place: OrganisationId, *, since: int, until: int) -> Share:
    """How many of the trials that were settled in the year have failed."""
    row = await transaction.row(
        f"{below(1)}SELECT count(DISTINCT CASE WHEN h.to_state = '{PairState.TRIAL_FAILED}' THEN h.pair_id END) "
        "AS failed, count(DISTINCT h.pair_id) AS settled FROM pair_history h JOIN pairs p ON p.id = h.pair_id "
        f"WHERE {_IN_PLACE} AND h.from_state = '{PairState.TRIAL}' AND h.to_state NOT IN "
        f"('{PairState.TRIAL}', '{PairState.PAUSED}', '{PairState.TERMINATED}') AND h.at >= $3 AND h.at < $2",
        place,
        until,
        since,
    )
    return Share(0, 0) if row is None else Share(row["failed"], row["settled"])


async def ended_early(transaction: Transaction, place: OrganisationId, *, since: int, until: int) -> int:
    return int(
        await transaction.value(
            f"{below(1)}SELECT count(DISTINCT h.pair_id) FROM pair_history h JOIN pairs p ON p.id = h.pair_id "
            f"WHERE {_IN_PLACE} AND h.to_state = '{PairState.TERMINATED}' AND h.at >= $3 AND h.at < $2",
            place,
            until,
            since,
        )
    )


async def of_sheets(
    transaction: Transaction,
    place: OrganisationId,
    form: str,
    questions: Sequence[str],
    *,
    since: int,
    until: int,
    now: int,
) -> Satisfaction:
    """From anonymous answers to campaigns that are over; whoever was asked is a participant.

    One with fewer than five answers is left out: added to another, it would be told by the difference of the two.
    """
    wanted = listed(questions)
    rows = await transaction.rows(
        f"{below(1)}SELECT count(*) AS answered, sum(mean) AS total, "
        f"sum(CASE WHEN mean >= {CONTENT} THEN 1 ELSE 0 END) AS content FROM ("
        "SELECT c.id, avg(CAST(w.value AS REAL)) AS mean FROM campaigns c "
        "JOIN campaign_sheets w ON w.campaign_id = c.id WHERE c.organisation_id IN (SELECT id FROM below) "
        f"AND c.form = $4 AND c.secrecy = '{Secrecy.ANONYMOUS}' AND c.opened_at >= $3 AND c.opened_at < $2 "
        f"AND (c.state = 'closed' OR c.closes_at <= $5) AND w.question_id IN ({wanted}) AND w.value <> 'null' "
        "GROUP BY c.id, w.sheet) AS each_one GROUP BY id",
        place,
        until,
        since,
        form,
        now,
    )
    people = (await asked(transaction, place, [form], since=since, until=until)).get(form, (0, 0))[0]
    told = [row for row in rows if row["answered"] >= FEWEST_ANSWERS]
    if not told:
        return Satisfaction(people, max((row["answered"] for row in rows), default=0), participants=people)
    answered, content = sum(row["answered"] for row in told), sum(row["content"] for row in told)
    return Satisfaction(people, answered, content, sum(row["total"] for row in told), people)
