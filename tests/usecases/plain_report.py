"""The numbers of a report as they were counted at first: one set of statements for each place, pairs as whole values.

Slow and plain; what stands behind /stats now has to say the same.
"""

import datetime
import zoneinfo
from collections.abc import Mapping, Sequence

from mentoring import pair_cards
from mentoring.calendar import DAY
from mentoring.consent import ConsentKind, school_year_start
from mentoring.ids import MembershipId, OrganisationId
from mentoring.organisations import Organisation
from mentoring.pair_deadlines import deadline
from mentoring.pair_moves import Event
from mentoring.pairs import CLOSED, PairState
from mentoring.questionnaire import Question, Value, code_and_words
from mentoring.report import CONTENT, Exits, PeopleCounted, Report, Satisfaction
from mentoring.roles import Role
from storage import pairs
from storage import statistics as counts
from storage.attempts import unpacked
from storage.database import Transaction
from storage.pairs import DROPPED
from usecases import road
from usecases.content import JOINING_FORMS
from usecases.reporting import EXIT, EXIT_REASON, SATISFACTION
from usecases.unit import House

_BELOW = (
    "WITH RECURSIVE below (id) AS (SELECT $1 "
    "UNION ALL SELECT o.id FROM organisations o JOIN below ON o.parent_id = below.id) "
)
_STATE = "(SELECT h.to_state FROM pair_history h WHERE h.pair_id = p.id AND h.at < $2 ORDER BY h.id DESC LIMIT 1)"
_CLOSED = ", ".join(f"'{state.value}'" for state in sorted(CLOSED))


async def _people(
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


async def _asked(transaction: Transaction, organisation: OrganisationId, form: str, *, since: int, until: int) -> int:
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


async def _answers(
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


async def numbers(
    transaction: Transaction, house: House, organisation: Organisation, on: datetime.date | None = None
) -> Report:
    """The organisation's numbers, and those of each place one level down."""
    today = house.local_time(organisation).date()
    day = on or today
    below = [
        await _place(transaction, house, await road.organisation(transaction, child), day)
        for child, _ in await counts.children(transaction, organisation.id)
    ]
    return await _place(transaction, house, organisation, day, tuple(below))


async def _place(
    transaction: Transaction, house: House, here: Organisation, day: datetime.date, below: tuple[Report, ...] = ()
) -> Report:
    until, year = _midnight(day + DAY, here), _midnight(school_year_start(day), here)
    forms = sorted(set(JOINING_FORMS.values()))
    people = await _people(transaction, here.id, until=until, since=year, forms=forms)
    stages = pair_cards.stages(await states(transaction, here.id, until=until))
    participants = {Role.MENTEE: people.mentees, Role.MENTOR: people.mentors}
    return Report(
        here,
        day,
        people,
        stages,
        await _late(transaction, house, here) if day == house.local_time(here).date() else None,
        await meetings(transaction, here.id, since=_midnight(day.replace(day=1), here), until=until),
        {
            role: await _satisfaction(transaction, house, here, role, participants[role], year, until)
            for role in SATISFACTION
        },
        await _exits(transaction, house, here, year, until),
        below,
    )


async def _satisfaction(
    transaction: Transaction, house: House, here: Organisation, role: Role, participants: int, since: int, until: int
) -> Satisfaction:
    name = SATISFACTION[role]
    indices = []
    for version, given in (await _answers(transaction, here.id, name, since=since, until=until)).values():
        form = await house.content.form(transaction, (name, version))
        indices.append(_index([given[question.id] for question in form.questions if question.csi]))
    asked = await _asked(transaction, here.id, name, since=since, until=until)
    return _summed(indices, asked, participants)


async def _exits(transaction: Transaction, house: House, here: Organisation, since: int, until: int) -> Exits:
    """Each person once, by the latest answer."""
    given = await _answers(transaction, here.id, EXIT, since=since, until=until)
    reasons: dict[str, int] = {}
    for version, answers in given.values():
        form = await house.content.form(transaction, (EXIT, version))
        for question in form.questions:
            if question.field == EXIT_REASON and (said := _option(question, answers.get(question.id))):
                reasons[said] = reasons.get(said, 0) + 1
    asked = await _asked(transaction, here.id, EXIT, since=since, until=until)
    return Exits(asked, len(given), reasons)


def _option(question: Question, value: Value) -> str | None:
    """The words of the button, never those of the person."""
    code, _ = code_and_words(str(value))
    option = question.option(code)
    return option.label if option else None


def _index(values: list[Value]) -> float:
    """The mean of the answers to scales; all of them must be answered."""
    numbers = [value for value in values if isinstance(value, int)]
    return sum(numbers) / len(numbers)


async def _late(transaction: Transaction, house: House, here: Organisation) -> int:
    """Pairs whose term is over today, each by its own organisation's calendar."""
    known: dict[OrganisationId, Organisation] = {}
    found = 0
    for pair in await pairs.open_below(transaction, here.id):
        if pair.organisation not in known:
            known[pair.organisation] = await road.organisation(transaction, pair.organisation)
        own = known[pair.organisation]
        day = deadline(pair, house.content.programme(own.id), house.content.calendars(own))
        found += day is not None and day < house.local_time(own).date()
    return found


def _midnight(day: datetime.date, organisation: Organisation) -> int:
    """The beginning of a local day, in seconds, UTC."""
    zone = zoneinfo.ZoneInfo(organisation.tz)
    return int(datetime.datetime.combine(day, datetime.time.min, tzinfo=zone).timestamp())


def _summed(indices: list[float], asked: int, participants: int) -> Satisfaction:
    content = sum(index >= CONTENT for index in indices)
    return Satisfaction(asked, len(indices), content, sum(indices), participants)
