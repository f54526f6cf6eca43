"""Indicators: who has entered and what they have answered, for all schools of a place at once; numbers that are typed.

No statement here selects a name.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentoring.ids import OrganisationId, PersonId
from mentoring.indicators import Answering, IndicatorRules, Tally, Year
from mentoring.pair_moves import Event
from mentoring.pairs import CLOSED, Verdict
from mentoring.roles import Level, Role
from storage.attempts import packed
from storage.database import Transaction
from storage.local_days import midnight
from storage.people import Moved
from storage.statement_parts import below, listed

# -- the tree --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Below:
    """An organisation of a place: ``child`` is the one a level down that it belongs to; None is the place itself."""

    id: OrganisationId
    name: str
    level: Level
    tz: str
    child: OrganisationId | None


async def tree(transaction: Transaction, place: OrganisationId) -> list[Below]:
    """The place and everything under it, by name."""
    rows = await transaction.rows(
        "WITH RECURSIVE below (id, child) AS (SELECT $1, NULL UNION ALL "
        "SELECT o.id, coalesce(b.child, o.id) FROM organisations o JOIN below b ON o.parent_id = b.id) "
        "SELECT o.id, o.name, o.level, o.tz, b.child FROM below b JOIN organisations o ON o.id = b.id "
        "ORDER BY o.name, o.id",
        place,
    )
    return [
        Below(
            OrganisationId(row["id"]),
            row["name"],
            Level(row["level"]),
            row["tz"],
            None if row["child"] is None else OrganisationId(row["child"]),
        )
        for row in rows
    ]


# -- people ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asking:
    """What is counted. ``scales``: by form and version the questions of the index of satisfaction.

    ``until`` is the first day that is not counted any more.
    """

    rules: IndicatorRules
    scales: Mapping[tuple[str, int], Sequence[str]]
    year: Year
    until: datetime.date


_CLOSED = listed([state.value for state in CLOSED])
_GOES = listed([Event.DECLINE.value, Event.LEAVE.value, Event.WITHDRAW_CONSENT.value])
_TELLING = ", ".join(
    [_GOES, listed([Event.ACCEPT, Event.JOIN, Event.ENTER_ORDER, Event.REPLACE_MENTOR, Event.GIVE_VERDICT])]
)

# The side ``d`` of a pair has gone by the step ``x`` of its history. A verdict «no» leaves a group that goes on.
_GONE_BY = (
    f"x.membership_id = d.membership_id AND (x.event IN ({_GOES}) "
    f"OR (x.event = '{Event.GIVE_VERDICT}' AND d.verdict = '{Verdict.NO}'))"
)

# The order of a CROSS JOIN is kept: from the sides to the steps of their pairs, never through all of them.
# Whoever has agreed comes with the next order, if nothing has come between; a newcomer with joining, if the order is
# there. After a change of the mentor everybody is asked anew, and a new order follows.
_CAME = f"""
steps (id, pair_id, at, event, membership_id) AS MATERIALIZED (
    SELECT h.id, h.pair_id, h.at, h.event, h.membership_id FROM pair_history h
    WHERE h.pair_id IN (SELECT pair_id FROM sides) AND h.event IN ({_TELLING})
),
came (pair_id, membership_id, mentor, verdict, step, at) AS (
    SELECT d.pair_id, d.membership_id, d.mentor, d.verdict, o.id, o.at
    FROM sides d CROSS JOIN steps a CROSS JOIN steps o
    WHERE a.pair_id = d.pair_id AND a.membership_id = d.membership_id AND a.event IN ('{Event.ACCEPT}', '{Event.JOIN}')
        AND o.pair_id = d.pair_id AND o.id > a.id AND o.event = '{Event.ENTER_ORDER}' AND o.at < d.until
        AND NOT EXISTS (SELECT 1 FROM steps x WHERE x.pair_id = d.pair_id AND x.id > a.id AND x.id < o.id
        AND (x.event = '{Event.REPLACE_MENTOR}' OR ({_GONE_BY})))
    UNION ALL
    SELECT d.pair_id, d.membership_id, d.mentor, d.verdict, j.id, j.at
    FROM sides d CROSS JOIN steps j
    WHERE j.pair_id = d.pair_id AND j.membership_id = d.membership_id AND j.event = '{Event.JOIN}' AND j.at < d.until
        AND EXISTS (SELECT 1 FROM steps o WHERE o.pair_id = d.pair_id AND o.id < j.id
        AND o.event = '{Event.ENTER_ORDER}' AND NOT EXISTS (SELECT 1 FROM steps x WHERE x.pair_id = d.pair_id
        AND x.id > o.id AND x.id < j.id AND x.event = '{Event.REPLACE_MENTOR}'))
)"""

# Once a membership: was it in a pair with an order on a day of the year, and has it come there in the year itself?
_TOOK_PART = f"""
took_part (membership_id, mentor, since, until, entered) AS (
    SELECT d.membership_id, max(d.mentor), max(s.since), max(s.until), max(CASE WHEN d.at >= s.since THEN 1 ELSE 0 END)
    FROM came d JOIN pairs p ON p.id = d.pair_id JOIN schools s ON s.id = p.organisation_id
    WHERE NOT EXISTS (SELECT 1 FROM pair_history x WHERE x.pair_id = d.pair_id AND x.id > d.step AND x.at < s.since
        AND (x.to_state IN ({_CLOSED}) OR (d.mentor = 1 AND x.event = '{Event.REPLACE_MENTOR}') OR ({_GONE_BY})))
    GROUP BY d.membership_id
)"""

# A survey that was answered in the year counts as asked in it, whenever it was opened. The two arms are the view
# ``asked_surveys`` for these people alone: as a whole it would be laid out for the smallest school too.
_ASKED = """
given (membership_id, attempt_id, answered_at, opened_at) AS MATERIALIZED (
    SELECT s.membership_id, s.attempt_id, s.answered_at, s.opened_at FROM took_part t CROSS JOIN pair_surveys s
    WHERE s.membership_id = t.membership_id AND s.form IN ({forms})
    UNION ALL
    SELECT i.membership_id, i.attempt_id, i.answered_at, c.opened_at FROM took_part t CROSS JOIN campaign_invitees i
    JOIN campaigns c ON c.id = i.campaign_id WHERE i.membership_id = t.membership_id AND c.form IN ({forms})
),
asked (membership_id, attempt_id, answered_at, place) AS (
    SELECT v.membership_id, v.attempt_id, v.answered_at, row_number() OVER (
        PARTITION BY v.membership_id ORDER BY CASE WHEN v.attempt_id IS NULL THEN 1 ELSE 0 END, v.answered_at DESC,
        v.attempt_id DESC)
    FROM (SELECT g.membership_id, CASE WHEN g.answered_at >= t.since AND g.answered_at < t.until THEN g.attempt_id END
            AS attempt_id, g.answered_at, g.opened_at, t.since, t.until
        FROM given g JOIN took_part t ON t.membership_id = g.membership_id) v
    WHERE v.attempt_id IS NOT NULL OR (v.opened_at >= v.since AND v.opened_at < v.until)
)"""


async def tallies(
    transaction: Transaction, place: OrganisationId, asking: Asking, zones: Sequence[str]
) -> dict[OrganisationId, list[Tally]]:
    """By school, those of the year; each school's year begins at its own midnight."""
    rules = asking.rules
    rows = await transaction.rows(
        f"{below(1)}, schools (id, since, until) AS (SELECT o.id, {midnight(asking.year.first, zones)}, "
        f"{midnight(asking.until, zones)} FROM organisations o JOIN below ON below.id = o.id "
        "WHERE o.level = 'organisation'), "
        "sides (pair_id, membership_id, mentor, verdict, until) AS (SELECT d.pair_id, d.membership_id, d.mentor, "
        "d.verdict, s.until FROM pair_sides d JOIN pairs p ON p.id = d.pair_id "
        f"JOIN schools s ON s.id = p.organisation_id), {_CAME}, {_TOOK_PART}, "
        f"{_ASKED.format(forms=listed(list(rules.surveys.values())))}, "
        "each_one AS (SELECT m.organisation_id, m.person_id, t.mentor, t.entered, "
        "CASE WHEN p.adult = 0 THEN 1 ELSE 0 END AS pupil, "
        f"{_said(rules.young, mentor=0)} AS young, {_said(rules.partner, mentor=1)} AS partner, "
        "CASE WHEN a.membership_id IS NULL THEN 0 ELSE 1 END AS asked, a.answered_at, "
        f"(SELECT {_reached(rules)} FROM attempts u JOIN answers w ON w.attempt_id = u.id "
        f"WHERE u.id = a.attempt_id AND ({_scales(asking)}) AND w.value <> 'null') AS reached, "
        "count(*) OVER (PARTITION BY m.person_id, t.mentor) AS schools "
        "FROM took_part t JOIN memberships m ON m.id = t.membership_id JOIN people p ON p.id = m.person_id "
        "LEFT JOIN asked a ON a.membership_id = t.membership_id AND a.place = 1) "
        "SELECT organisation_id, mentor, entered, pupil, young, partner, asked, reached, "
        "CASE WHEN schools > 1 THEN person_id END AS person, "
        "CASE WHEN schools > 1 AND reached IS NOT NULL THEN answered_at END AS answered_at, count(*) AS people "
        "FROM each_one GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10",
        place,
    )
    found: dict[OrganisationId, list[Tally]] = {}
    for row in rows:
        school = OrganisationId(row["organisation_id"])
        found.setdefault(school, []).append(
            Tally(
                school,
                Role.MENTOR if row["mentor"] else Role.MENTEE,
                pupil=bool(row["pupil"]),
                young=bool(row["young"]),
                partner=bool(row["partner"]),
                entered=bool(row["entered"]),
                asked=bool(row["asked"]),
                answered=row["reached"] is not None,
                reached=row["reached"] or 0,
                person=row["person"],
                answered_at=row["answered_at"],
                people=row["people"],
            )
        )
    return found


def _said(asked: Answering, *, mentor: int) -> str:
    """Whether the latest questionnaire of the membership ``m`` that was sent before the end says so."""
    return (
        f"CASE WHEN t.mentor = {mentor} AND EXISTS (SELECT 1 FROM answers w WHERE w.attempt_id = "
        "(SELECT max(u.id) FROM attempts u "
        f"WHERE u.membership_id = m.id AND u.questionnaire_id = '{asked.form}' AND u.finished_at < t.until) "
        f"AND w.question_id = '{asked.question}' AND w.value = '{packed(asked.option)}') THEN 1 ELSE 0 END"
    )


def _reached(rules: IndicatorRules) -> str:
    """The highest threshold that the mean of the scales comes to; NULL where there are no answers."""
    marks = sorted({one.threshold for one in rules.indicators if one.threshold is not None}, reverse=True)
    points = "sum(CAST(w.value AS INTEGER))"
    cases = " ".join(f"WHEN {points} >= {mark} * count(*) THEN {mark}" for mark in marks)
    return f"CASE WHEN count(*) = 0 THEN NULL {cases} ELSE 0 END"


def _scales(asking: Asking) -> str:
    known = [
        f"(u.questionnaire_id = '{form}' AND u.version = {version} AND w.question_id IN ({listed(questions)}))"
        for (form, version), questions in sorted(asking.scales.items())
    ]
    return " OR ".join(known) or "1 = 0"


# -- numbers that are typed ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KeptNumber:
    """As it counts now; ``value`` is None once it was taken away. ``changes``: how many lines there are of it."""

    organisation: OrganisationId
    key: str
    value: int | None
    at: int
    actor: str
    changes: int


async def numbers(transaction: Transaction, place: OrganisationId, year: int) -> list[KeptNumber]:
    """The newest of each, of a place and everything below it."""
    rows = await transaction.rows(
        f"{below(1)}SELECT n.*, k.changes FROM (SELECT max(id) AS newest, count(*) AS changes FROM indicator_numbers "
        "WHERE year = $2 AND organisation_id IN (SELECT id FROM below) GROUP BY organisation_id, number_key) k "
        "JOIN indicator_numbers n ON n.id = k.newest",
        place,
        year,
    )
    return [
        KeptNumber(
            OrganisationId(row["organisation_id"]),
            row["number_key"],
            row["value"],
            row["at"],
            row["actor"],
            row["changes"],
        )
        for row in rows
    ]


async def keep_number(
    transaction: Transaction,
    organisation: OrganisationId,
    key: str,
    year: int,
    value: int | None,
    *,
    changes: int,
    now: int,
    actor: str,
) -> None:
    """``changes`` is how many lines there were when it was decided. Raises Moved when there is another since."""
    added = await transaction.run(
        "INSERT INTO indicator_numbers (organisation_id, number_key, year, value, at, actor) "
        "SELECT $1, $2, $3, $4, $5, $6 WHERE (SELECT count(*) FROM indicator_numbers "
        "WHERE organisation_id = $1 AND number_key = $2 AND year = $3) = $7",
        organisation,
        key,
        year,
        value,
        now,
        actor,
        changes,
    )
    if not added:
        raise Moved


async def roles_of(transaction: Transaction, person: PersonId, organisation: OrganisationId) -> frozenset[Role]:
    """Held there now or before."""
    rows = await transaction.rows(
        "SELECT role FROM memberships WHERE person_id = $1 AND organisation_id = $2", person, organisation
    )
    return frozenset(Role(row["role"]) for row in rows)
