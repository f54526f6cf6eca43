"""Counts for a report on one day, for every place one level down at once. No statement here selects a name.

Each organisation counts by its own clock. What is found lies under the place one level down that it belongs to, and
under the place itself for what is its own: their sum is the whole, and a sum of sums. «CROSS JOIN» keeps the order of
the tables, so that a school is not looked for in the history of a whole region.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentoring.consent import ConsentKind
from mentoring.ids import MembershipId, OrganisationId, PairId
from mentoring.pair_cards import STAGE_OF, Stage
from mentoring.pair_deadlines import Stand
from mentoring.pair_moves import Event
from mentoring.pairs import CLOSED, PairState
from mentoring.questionnaire import Value
from mentoring.report import CONTENT, Came, PeopleCounted, Satisfaction
from mentoring.roles import PARTICIPANTS, Role
from mentoring.statistics import What
from storage.attempts import unpacked
from storage.database import Row, Transaction
from storage.local_days import midnight
from storage.pairs import DROPPED
from storage.statement_parts import listed, sum_if

By = Mapping[OrganisationId, dict[Role, int]]


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which place and days. ``until`` is the first day that is not counted any more, ``year`` when the consents that
    hold on the last one began, the others since when people who come, surveys and meetings count.

    ``zones`` are those of the place and of everybody below it.
    """

    place: OrganisationId
    until: datetime.date
    year: datetime.date
    came: datetime.date | None
    surveys: datetime.date
    meetings: datetime.date
    zones: Sequence[str]


_UNDER = (
    "WITH RECURSIVE under (id, top) AS (SELECT id, id FROM organisations WHERE id = $1 UNION ALL "
    "SELECT o.id, CASE WHEN u.id = $1 THEN o.id ELSE u.top END FROM organisations o JOIN under u ON o.parent_id = u.id)"
)


def _places(asked: Asked, since: datetime.date | None) -> str:
    """The table ``places (id, top, since, until)`` with the two moments of each, in seconds, UTC; no ``since`` is 0."""
    begins = "0" if since is None else midnight(since, asked.zones)
    return (
        f"{_UNDER}, places (id, top, since, until) AS (SELECT u.id, u.top, {begins}, "
        f"{midnight(asked.until, asked.zones)} FROM under u JOIN organisations o ON o.id = u.id)"
    )


_STATE = (
    "(SELECT h.to_state FROM pair_history h WHERE h.pair_id = p.id AND h.at < places.until ORDER BY h.id DESC LIMIT 1)"
)
_CLOSED = listed(CLOSED)
_PARTICIPANTS = listed(PARTICIPANTS)


# -- people ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class People:
    """Of one role: ``now`` are those whose consent holds, ``waiting`` those of its bank who are in no open pair."""

    now: int
    in_bank: int
    waiting: int
    came: Came


def _each_one(asked: Asked, forms: Sequence[str]) -> str:
    """The table ``each_one``: every participant of that day with what holds of them; ``forms`` lead into the bank."""
    year = midnight(asked.year, asked.zones)
    return (
        f"{_places(asked, asked.came)}, each_one AS MATERIALIZED (SELECT places.top, m.id, m.role, "
        "m.since >= places.since AS came, "
        "EXISTS (SELECT 1 FROM consents c WHERE c.person_id = m.person_id AND c.organisation_id = m.organisation_id "
        f"AND c.kind IN ('{ConsentKind.ADULT}', '{ConsentKind.PUPIL}') AND c.given_at >= {year} "
        "AND c.given_at < places.until AND (c.withdrawn_at IS NULL OR c.withdrawn_at >= places.until)) AS agreed, "
        "EXISTS (SELECT 1 FROM attempts a WHERE a.membership_id = m.id AND a.finished_at < places.until "
        f"AND a.questionnaire_id IN ({listed(forms)})) AS filled, "
        "EXISTS (SELECT 1 FROM pair_sides s JOIN pairs p ON p.id = s.pair_id WHERE s.membership_id = m.id "
        f"AND s.gone = 0 AND {_STATE} NOT IN ({_CLOSED})) AS paired "
        "FROM places JOIN organisations o ON o.id = places.id JOIN memberships m ON m.organisation_id = places.id "
        f"WHERE m.role IN ({_PARTICIPANTS}) AND m.since < places.until "
        "AND (m.ended_at IS NULL OR m.ended_at >= places.until)) "
    )


_HOLDS = {
    What.JOINED: "came",
    What.AGREED: "came AND agreed",
    What.FINISHED: "came AND agreed AND filled",
    What.WAITING: "agreed AND filled AND NOT paired",
}


async def people(
    transaction: Transaction, asked: Asked, forms: Sequence[str]
) -> dict[OrganisationId, dict[Role, People]]:
    """Participants by place and role."""
    rows = await transaction.rows(
        f"{_each_one(asked, forms)} SELECT top, role, {sum_if('agreed')} AS people, {sum_if('agreed AND filled')} "
        f"AS in_bank, {sum_if(_HOLDS[What.WAITING])} AS waiting, {sum_if(_HOLDS[What.JOINED])} AS joined, "
        f"{sum_if(_HOLDS[What.AGREED])} AS came_agreed, {sum_if(_HOLDS[What.FINISHED])} AS finished "
        "FROM each_one GROUP BY top, role",
        asked.place,
    )
    found: dict[OrganisationId, dict[Role, People]] = {}
    for row in rows:
        came = Came(row["joined"], row["came_agreed"], row["finished"])
        counted = People(row["people"], row["in_bank"], row["waiting"], came)
        found.setdefault(OrganisationId(row["top"]), {})[Role(row["role"])] = counted
    return found


async def members(transaction: Transaction, asked: Asked, forms: Sequence[str], what: What) -> list[MembershipId]:
    """Who is counted in one of the numbers of people; mentees alone wait."""
    rows = await transaction.rows(
        f"{_each_one(asked, forms)} SELECT id FROM each_one WHERE {_HOLDS[what]} AND (role = $2 OR $3 = 1) ORDER BY id",
        asked.place,
        Role.MENTEE.value,
        int(what is not What.WAITING),
    )
    return [MembershipId(row["id"]) for row in rows]


def counted(found: Mapping[Role, People]) -> PeopleCounted:
    nobody = People(0, 0, 0, Came())
    mentees, mentors = found.get(Role.MENTEE, nobody), found.get(Role.MENTOR, nobody)
    return PeopleCounted(mentees.now, mentors.now, mentees.in_bank, mentors.in_bank, mentees.waiting)


async def deciding(transaction: Transaction, asked: Asked) -> By:
    """Who has followed an invitation and reads the consent still: without a membership yet."""
    rows = await transaction.rows(
        f"{_places(asked, asked.came)} SELECT places.top, i.role, count(*) AS people FROM places "
        "JOIN invitations i ON i.organisation_id = places.id JOIN joinings j ON j.invitation_id = i.id "
        f"WHERE i.role IN ({_PARTICIPANTS}) AND j.since >= places.since AND j.since < places.until "
        "GROUP BY places.top, i.role",
        asked.place,
    )
    found: dict[OrganisationId, dict[Role, int]] = {}
    for row in rows:
        found.setdefault(OrganisationId(row["top"]), {})[Role(row["role"])] = row["people"]
    return found


# -- pairs -----------------------------------------------------------------------------------------------------------


async def states(transaction: Transaction, asked: Asked) -> dict[OrganisationId, dict[PairState, int]]:
    """A draft that was deleted counts nowhere, on the days before it was deleted neither."""
    rows = await transaction.rows(
        f"{_places(asked, None)} SELECT top, state, count(*) AS number FROM (SELECT places.top, {_STATE} AS state "
        f"FROM places JOIN pairs p ON p.organisation_id = places.id WHERE NOT {DROPPED}) AS each_one "
        "WHERE state IS NOT NULL GROUP BY top, state",
        asked.place,
    )
    found: dict[OrganisationId, dict[PairState, int]] = {}
    for row in rows:
        found.setdefault(OrganisationId(row["top"]), {})[PairState(row["state"])] = row["number"]
    return found


async def pairs_at(transaction: Transaction, asked: Asked, stage: Stage) -> list[PairId]:
    """The pairs that stood at a stage at the end of the day."""
    wanted = listed(state for state, of in STAGE_OF.items() if of is stage)
    rows = await transaction.rows(
        f"{_places(asked, None)} SELECT p.id FROM places JOIN pairs p ON p.organisation_id = places.id "
        f"WHERE NOT {DROPPED} AND {_STATE} IN ({wanted}) ORDER BY p.id",
        asked.place,
    )
    return [PairId(row["id"]) for row in rows]


@dataclass(frozen=True, slots=True)
class Standing:
    """So many pairs of an organisation that stand alike."""

    top: OrganisationId
    organisation: OrganisationId
    stand: Stand
    number: int


async def stands(transaction: Transaction, place: OrganisationId) -> list[Standing]:
    """Where the pairs stand now that are not closed."""
    rows = await transaction.rows(
        f"{_UNDER} SELECT top, id, state, waits_since, held, with_pupil, period_end, paused_until, count(*) AS number "
        "FROM (SELECT under.top, under.id, p.state, p.waits_since, p.held, p.period_end, p.paused_until, "
        "EXISTS (SELECT 1 FROM pair_sides s JOIN memberships m ON m.id = s.membership_id "
        "JOIN people h ON h.id = m.person_id WHERE s.pair_id = p.id AND s.gone = 0 AND h.adult = 0 "
        "AND (s.mentor = 1 OR s.invited_on IS NULL)) AS with_pupil "
        f"FROM under JOIN pairs p ON p.organisation_id = under.id WHERE p.state NOT IN ({_CLOSED})) AS each_one "
        "GROUP BY 1, 2, 3, 4, 5, 6, 7, 8",
        place,
    )
    return [
        Standing(
            OrganisationId(row["top"]),
            OrganisationId(row["id"]),
            Stand(
                PairState(row["state"]),
                datetime.date.fromisoformat(row["waits_since"]),
                bool(row["held"]),
                bool(row["with_pupil"]),
                _day(row["period_end"]),
                _day(row["paused_until"]),
            ),
            row["number"],
        )
        for row in rows
    ]


def _day(written: str | None) -> datetime.date | None:
    return None if written is None else datetime.date.fromisoformat(written)


async def meetings(transaction: Transaction, asked: Asked) -> dict[OrganisationId, int]:
    """Held in those days, as both sides have said or the curator has entered."""
    rows = await transaction.rows(
        f"{_places(asked, asked.meetings)} SELECT places.top, count(*) AS number FROM places "
        "CROSS JOIN pairs p CROSS JOIN pair_history h WHERE p.organisation_id = places.id AND h.pair_id = p.id "
        "AND h.event = $2 AND h.at >= places.since AND h.at < places.until GROUP BY places.top",
        asked.place,
        Event.HOLD.value,
    )
    return {OrganisationId(row["top"]): row["number"] for row in rows}


@dataclass(frozen=True, slots=True)
class Held:
    """``at`` in seconds, UTC; ``state`` is where the pair stood before."""

    pair: PairId
    at: int
    state: PairState | None


async def held(transaction: Transaction, asked: Asked) -> list[Held]:
    """Each of the meetings that are counted, the latest first."""
    rows = await transaction.rows(
        f"{_places(asked, asked.meetings)} SELECT h.pair_id, h.at, h.from_state FROM places "
        "CROSS JOIN pairs p CROSS JOIN pair_history h WHERE p.organisation_id = places.id AND h.pair_id = p.id "
        "AND h.event = $2 AND h.at >= places.since AND h.at < places.until ORDER BY h.at DESC, h.id DESC",
        asked.place,
        Event.HOLD.value,
    )
    return [
        Held(PairId(row["pair_id"]), row["at"], None if row["from_state"] is None else PairState(row["from_state"]))
        for row in rows
    ]


# -- surveys ---------------------------------------------------------------------------------------------------------


def _surveys(asked: Asked, forms: Sequence[str]) -> str:
    """The table ``surveys``, those opened in the days that are asked for: the view ``asked_surveys`` for these places
    alone, because as a whole it would be laid out for the smallest school too."""
    columns = "places.top, places.until, {form} AS form, {of}.membership_id, {opened} AS opened_at, {of}.attempt_id, "
    of_pairs = columns.format(form="s.form", of="s", opened="s.opened_at")
    of_campaigns = columns.format(form="c.form", of="i", opened="c.opened_at")
    days = "opened_at >= places.since AND {of}.opened_at < places.until"
    return (
        f"{_places(asked, asked.surveys)}, surveys AS (SELECT {of_pairs}s.answered_at FROM places "
        "CROSS JOIN pairs p CROSS JOIN pair_surveys s WHERE p.organisation_id = places.id AND s.pair_id = p.id "
        f"AND s.form IN ({listed(forms)}) AND s.{days.format(of='s')} "
        f"UNION ALL SELECT {of_campaigns}i.answered_at FROM places "
        "CROSS JOIN memberships m CROSS JOIN campaign_invitees i JOIN campaigns c ON c.id = i.campaign_id "
        "WHERE m.organisation_id = places.id AND i.membership_id = m.id "
        f"AND c.form IN ({listed(forms)}) AND c.{days.format(of='c')})"
    )


async def invited(transaction: Transaction, asked: Asked, forms: Sequence[str]) -> dict[OrganisationId, dict[str, int]]:
    """How many people were asked each of these surveys, once each."""
    rows = await transaction.rows(
        f"{_surveys(asked, forms)} SELECT top, form, count(DISTINCT membership_id) AS people FROM surveys "
        "GROUP BY top, form",
        asked.place,
    )
    return _by_form(rows)


def _by_form(rows: Sequence[Row]) -> dict[OrganisationId, dict[str, int]]:
    found: dict[OrganisationId, dict[str, int]] = {}
    for row in rows:
        found.setdefault(OrganisationId(row["top"]), {})[row["form"]] = row["people"]
    return found


def _latest(asked: Asked, forms: Sequence[str]) -> str:
    """The table ``latest (top, form, attempt_id)``: of each person the latest answered one."""
    return (
        f"{_surveys(asked, forms)}, latest (top, form, attempt_id) AS MATERIALIZED (SELECT top, form, attempt_id "
        "FROM (SELECT top, form, attempt_id, row_number() OVER (PARTITION BY form, membership_id "
        "ORDER BY answered_at DESC, attempt_id DESC) AS turn FROM surveys s WHERE answered_at < until "
        "AND EXISTS (SELECT 1 FROM answers w WHERE w.attempt_id = s.attempt_id AND w.value IS NOT NULL)) AS answered "
        "WHERE turn = 1)"
    )


async def answered(
    transaction: Transaction, asked: Asked, forms: Sequence[str]
) -> dict[OrganisationId, dict[str, int]]:
    """How many people have answered each of these surveys, once each."""
    rows = await transaction.rows(
        f"{_latest(asked, forms)} SELECT top, form, count(*) AS people FROM latest GROUP BY top, form", asked.place
    )
    return _by_form(rows)


async def satisfaction(
    transaction: Transaction, asked: Asked, scales: Mapping[tuple[str, int], Sequence[str]]
) -> dict[OrganisationId, dict[str, Satisfaction]]:
    """Whose latest answers there are, by form; ``scales`` are the questions of the index by form and version."""
    wanted = [
        f"(l.form = '{form}' AND a.version = {version} AND w.question_id IN ({listed(questions)}))"
        for (form, version), questions in scales.items()
    ]
    rows = await transaction.rows(
        f"{_latest(asked, sorted({form for form, _ in scales}))}, each_one AS MATERIALIZED (SELECT l.top, l.form, "
        "(SELECT avg(CAST(w.value AS INTEGER)) FROM answers w WHERE w.attempt_id = l.attempt_id "
        f"AND w.value <> 'null' AND ({' OR '.join(wanted) or '1 = 0'})) AS reached "
        "FROM latest l JOIN attempts a ON a.id = l.attempt_id) "
        f"SELECT top, form, count(*) AS answered, {sum_if(f'reached >= {CONTENT}')} AS content, sum(reached) AS total "
        "FROM each_one WHERE reached IS NOT NULL GROUP BY top, form",
        asked.place,
    )
    found: dict[OrganisationId, dict[str, Satisfaction]] = {}
    for row in rows:
        given = Satisfaction(answered=row["answered"], content=row["content"], total=row["total"])
        found.setdefault(OrganisationId(row["top"]), {})[row["form"]] = given
    return found


@dataclass(frozen=True, slots=True)
class Said:
    """So many have answered this to one question of that version; ``value`` is None for those who have passed it by."""

    version: int
    value: Value
    people: int


async def said(
    transaction: Transaction, asked: Asked, form: str, questions: Mapping[int, str]
) -> dict[OrganisationId, list[Said]]:
    """Each person's latest answer to the question of their version."""
    wanted = [f"(a.version = {version} AND w.question_id = '{question}')" for version, question in questions.items()]
    rows = await transaction.rows(
        f"{_latest(asked, [form])} SELECT l.top, a.version, w.value, count(*) AS people FROM latest l "
        "JOIN attempts a ON a.id = l.attempt_id LEFT JOIN answers w ON w.attempt_id = a.id "
        f"AND ({' OR '.join(wanted) or '1 = 0'}) GROUP BY l.top, a.version, w.value",
        asked.place,
    )
    found: dict[OrganisationId, list[Said]] = {}
    for row in rows:
        value = None if row["value"] is None else unpacked(row["value"])
        found.setdefault(OrganisationId(row["top"]), []).append(Said(row["version"], value, row["people"]))
    return found


async def versions(transaction: Transaction, forms: Sequence[str]) -> list[tuple[str, int]]:
    """Every version of these forms that anybody may have answered."""
    rows = await transaction.rows(f"SELECT id, version FROM questionnaires WHERE id IN ({listed(forms)}) ORDER BY 1, 2")
    return [(row["id"], row["version"]) for row in rows]
