"""An invented region at the end of the school year: pairs that have met and been asked, straight into tables.

Municipalities of thirty schools, over which the pairs are spread evenly; the other participants wait for a mentor. All
have been asked whether they are content (in one pair of two by the pair's own survey, in the other by one of the
school) and before and after. Half of the pairs have answered, both sides all of it.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from bench import school
from bench.region import ANSWERS, DAY, FORMS
from bot.clock import ManualClock
from mentoring.before_after import STAGES
from mentoring.campaigns import CampaignState, Secrecy
from mentoring.consent import ConsentKind
from mentoring.ids import OrganisationId
from mentoring.pair_moves import Event
from mentoring.pair_surveys import Moment
from mentoring.pairs import PairState
from mentoring.questionnaire import Questionnaire
from mentoring.roles import Level, MembershipState, Role
from storage import organisations
from storage.database import Transaction
from usecases.reporting import SATISFACTION
from usecases.unit import House

SCHOOLS_IN_ONE = 30
STAFF = (Role.REGIONAL_COORDINATOR, Role.MUNICIPAL_COORDINATOR, Role.CURATOR)

YEARS_END = school.START.replace(year=2027, month=5, day=20)
BEGUN = int(school.START.timestamp())
LIFE = (
    (1, Event.SEND, PairState.AWAITING_ACCEPTANCE),
    (2, Event.ACCEPT, PairState.AWAITING_ACCEPTANCE),
    (3, Event.ACCEPT, PairState.ACCEPTED),
    (5, Event.ENTER_ORDER, PairState.ASSIGNED),
    (9, Event.HOLD, PairState.TRIAL),
    (19, Event.HOLD, PairState.TRIAL),
    (20, Event.SETTLE_TRIAL, PairState.PLANNING),
    (30, Event.APPROVE_PLAN, PairState.WORKING),
    *((day, Event.HOLD, PairState.WORKING) for day in (60, 120, 180, 240)),
)
"""Days after the beginning; those who accept are the mentor and then the mentee."""

Statement = tuple[str, Iterable[Sequence[object]]]


@dataclass(frozen=True, slots=True)
class Size:
    """``organisations`` with the region and its municipalities."""

    organisations: int
    pairs: int
    participants: int


@dataclass(frozen=True, slots=True)
class Places:
    """The region, its first municipality and the first school of that. Who leads them has the account ``leads`` and
    the two after it."""

    region: OrganisationId
    municipality: OrganisationId
    school: OrganisationId
    leads: int


@dataclass(frozen=True, slots=True)
class _Survey:
    """``day``: when it was opened, after the beginning; it is answered the day after."""

    role: Role
    form: Questionnaire
    day: int

    @property
    def questions(self) -> list[str]:
        return [question.id for question in self.form.questions if question.csi or question.pair_key]

    @property
    def pinned(self) -> tuple[str, int]:
        return self.form.id, self.form.version

    @property
    def opened(self) -> int:
        return BEGUN + self.day * DAY

    @property
    def answered(self) -> int:
        return self.opened + DAY

    def of_pair(self, side: int) -> bool:
        """Whether the pair's own survey asks this side, not one of the school."""
        return self.form.id in SATISFACTION.values() and _pair(side) % 2 == 1


def at_years_end(house: House) -> None:
    assert isinstance(house.clock, ManualClock)
    house.clock.set(YEARS_END)


async def founded(house: House, folder: Path, size: Size) -> Places:
    """In a database that has been migrated and holds nothing else."""
    region, municipalities, schools = await house.database.write(lambda tx: _tree(tx, size.organisations))
    places = (region, municipalities[0], schools[0])
    written = (*_people(size, schools, places, house), *_pairs(size, schools), *_surveyed(size, schools, house))
    with closing(sqlite3.connect(school.settings_in(folder).database_path)) as connection, connection:
        for sql, rows in written:
            connection.executemany(sql, rows)
    return Places(*places, _account(size.participants + 1))


def _account(person: int) -> int:
    return school.FIRST_PERSON + person


async def _tree(tx: Transaction, number: int) -> tuple[OrganisationId, list[OrganisationId], list[OrganisationId]]:
    zone = "Europe/Moscow"
    region = await organisations.add(tx, "Область", Level.REGION, None, zone, BEGUN)
    municipalities: list[OrganisationId] = []
    schools: list[OrganisationId] = []
    for n in range(number - 1):
        if n % (SCHOOLS_IN_ONE + 1) == 0:
            name = f"Район {len(municipalities) + 1}"
            municipalities.append(await organisations.add(tx, name, Level.MUNICIPALITY, region, zone, BEGUN))
        else:
            name = f"Школа {len(schools) + 1}"
            schools.append(await organisations.add(tx, name, Level.ORGANISATION, municipalities[-1], zone, BEGUN))
    return region, municipalities, schools


# -- people ----------------------------------------------------------------------------------------------------------


def _people(
    size: Size, schools: Sequence[OrganisationId], places: Sequence[OrganisationId], house: House
) -> Iterator[Statement]:
    """Pair n has the mentor 2n - 1 and the mentee 2n; ids of persons, memberships and first attempts are alike."""
    sides = [(n, _role(n, size), schools[_school(n, size, schools)]) for n in _to(size.participants)]
    staff = [(size.participants + n, *one) for n, one in enumerate(zip(STAFF, places, strict=True), 1)]
    yield (
        "INSERT INTO people (id, surname, name, patronymic, gender, adult, name_confirmed, created_at) "
        "VALUES (?, 'Смирнова', 'Ольга', 'Павловна', 'female', 1, 1, ?)",
        ((n, BEGUN) for n in _to(size.participants + len(staff))),
    )
    yield (
        "INSERT INTO accounts (messenger, external_id, person_id, created_at) VALUES ('telegram', ?, ?, ?)",
        ((_account(n), n, BEGUN) for n in _to(size.participants + len(staff))),
    )
    yield (
        "INSERT INTO memberships (id, person_id, organisation_id, role, state, code, since) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (
            (n, n, place, role.value, MembershipState.IN_BANK.value, f"{place}-{n}", BEGUN)
            for n, role, place in (*sides, *staff)
        ),
    )
    yield (
        "INSERT INTO consents (person_id, organisation_id, kind, version, sha256, locale, given_at, zone, channel) "
        "VALUES (?, ?, ?, 1, '', 'ru', ?, 'Europe/Moscow', 'telegram')",
        ((n, place, ConsentKind.ADULT.value, BEGUN) for n, _, place in (*sides, *staff)),
    )
    versions = {role: house.content.forms[form].questionnaire.version for role, form in FORMS.items()}
    yield (
        "INSERT INTO attempts (id, membership_id, questionnaire_id, version, started_at, finished_at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        ((n, n, FORMS[role], versions[role], BEGUN, BEGUN) for n, role, _ in sides),
    )
    yield (
        "INSERT INTO answers (attempt_id, question_id, value, at) VALUES (?, ?, ?, ?)",
        ((n, question, value, BEGUN) for n, role, _ in sides for question, value in ANSWERS[role].items()),
    )


def _role(n: int, size: Size) -> Role:
    return Role.MENTOR if n % 2 and n <= 2 * size.pairs else Role.MENTEE


def _school(n: int, size: Size, schools: Sequence[OrganisationId]) -> int:
    """Which one the member n goes to, both of a pair to the same."""
    turn = (n - 1) // 2
    return turn * len(schools) // size.pairs if turn < size.pairs else turn % len(schools)


def _to(number: int) -> range:
    return range(1, number + 1)


# -- pairs -----------------------------------------------------------------------------------------------------------


def _pairs(size: Size, schools: Sequence[OrganisationId]) -> Iterator[Statement]:
    last = BEGUN + LIFE[-1][0] * DAY
    yield (
        "INSERT INTO pairs (id, organisation_id, kind, state, since, since_day, waits_since, number, order_number, "
        "order_date, held, events, period_end, created_at) "
        "VALUES (?, ?, 'traditional', ?, ?, '2027-05-05', '2027-05-05', ?, '12', '2026-09-12', 4, 5, '2027-05-30', ?)",
        ((n, schools[_school(2 * n, size, schools)], PairState.WORKING.value, last, n, BEGUN) for n in _to(size.pairs)),
    )
    yield (
        "INSERT INTO pair_sides (pair_id, membership_id, mentor, accepted, agreed) VALUES (?, ?, ?, 1, 1)",
        (((n + 1) // 2, n, n % 2) for n in _to(2 * size.pairs)),
    )
    yield (
        "INSERT INTO pair_history (pair_id, at, event, from_state, to_state, actor, membership_id) "
        "VALUES (?, ?, ?, ?, ?, 'clock', ?)",
        (line for n in _to(size.pairs) for line in _life(n)),
    )


def _life(pair: int) -> Iterator[tuple[object, ...]]:
    sides = iter((2 * pair - 1, 2 * pair))
    before = PairState.PROPOSED
    for day, event, state in LIFE:
        who = next(sides) if event is Event.ACCEPT else None
        yield pair, BEGUN + day * DAY, event.value, before.value, state.value, who
        before = state


# -- surveys ---------------------------------------------------------------------------------------------------------


def _surveys(house: House) -> list[_Survey]:
    forms = {name: one.questionnaire for name, one in house.content.forms.items()}
    return [
        _Survey(role, forms[name], day)
        for role in STAGES
        for name, day in ((STAGES[role].before, 60), (STAGES[role].after, 210), (SATISFACTION[role], 240))
    ]


def _surveyed(size: Size, schools: Sequence[OrganisationId], house: House) -> Iterator[Statement]:
    surveys = _surveys(house)
    asked = [
        (number, side)
        for number, survey in enumerate(surveys)
        for side in _to(2 * size.pairs)
        if _role(side, size) is survey.role
    ]
    attempts = {of: size.participants + n for n, of in enumerate((of for of in asked if _pair(of[1]) % 4 < 2), 1)}
    yield from _answered(surveys, attempts)
    first = {number: number * len(schools) + 1 for number in range(len(surveys))}
    yield (
        "INSERT INTO campaigns (id, organisation_id, title, form, version, secrecy, audience, state, actor, "
        "drafted_at, opened_at, closed_at) VALUES (?, ?, 'Опрос', ?, ?, ?, '{}', ?, 'clock', ?, ?, ?)",
        (
            (first[number] + at, place, *survey.pinned, Secrecy.CONFIDENTIAL.value, CampaignState.CLOSED.value,
             survey.opened, survey.opened, survey.answered)
            for number, survey in enumerate(surveys)
            for at, place in enumerate(schools)
        ),
    )  # fmt: skip
    yield (
        "INSERT INTO campaign_invitees (campaign_id, membership_id, attempt_id, answered, answered_at) "
        "VALUES (?, ?, ?, ?, ?)",
        (
            (first[number] + _school(side, size, schools), side, *_given(attempts.get((number, side)), surveys[number]))
            for number, side in asked
            if not surveys[number].of_pair(side)
        ),
    )
    yield (
        "INSERT INTO pair_surveys (pair_id, membership_id, form, moment, occasion, known, opened_at, attempt_id, "
        "answered_at) SELECT ?, ?, ?, ?, '', '{}', ?, ?, CASE WHEN ? THEN ? END",
        (
            (_pair(side), side, surveys[number].form.id, Moment.FINAL.value, surveys[number].opened,
             *_given(attempts.get((number, side)), surveys[number]))
            for number, side in asked
            if surveys[number].of_pair(side)
        ),
    )  # fmt: skip


def _pair(side: int) -> int:
    return (side + 1) // 2


def _given(attempt: int | None, survey: _Survey) -> tuple[int | None, int, int | None]:
    """The attempt, whether there is an answer, and when it was given."""
    return (None, 0, None) if attempt is None else (attempt, 1, survey.answered)


def _answered(surveys: Sequence[_Survey], attempts: Mapping[tuple[int, int], int]) -> Iterator[Statement]:
    yield (
        "INSERT INTO attempts (id, membership_id, questionnaire_id, version, started_at, finished_at, of_survey) "
        "VALUES (?, ?, ?, ?, ?, ?, 1)",
        (
            (attempt, side, *surveys[number].pinned, surveys[number].opened, surveys[number].answered)
            for (number, side), attempt in attempts.items()
        ),
    )
    yield (
        "INSERT INTO answers (attempt_id, question_id, value, at) VALUES (?, ?, ?, ?)",
        (
            (attempt, question, str(5 + (side + place) % 6), surveys[number].answered)
            for (number, side), attempt in attempts.items()
            for place, question in enumerate(surveys[number].questions)
        ),
    )
