"""A report counts all places one level down at once, and says what one says that counts each of them alone."""

import datetime
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from mentoring.calendar import Vacation
from mentoring.consent import ConsentKind
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from mentoring.pair_moves import Event
from mentoring.pairs import CLOSED, PairState
from mentoring.report import Report
from mentoring.roles import Level, MembershipState, Role
from mentoring.statistics import What, counted
from storage import organisations
from storage.database import Transaction
from tests.usecases import plain_report
from tests.usecases.school import MORNING, School
from usecases import road
from usecases.content import JOINING_FORMS
from usecases.reporting import EXIT, SATISFACTION, numbers

DAY = 24 * 3600
SUMMER = Vacation(datetime.date(2026, 8, 10), datetime.date(2026, 9, 3))
NOW = int(MORNING.timestamp())
MOSCOW, OMSK = "Europe/Moscow", "Asia/Omsk"


@dataclass
class City:
    """A region of random places, people and pairs, written straight into the tables."""

    seed: int
    path: Path
    versions: dict[str, int]
    scales: dict[str, list[str]]
    schools: list[OrganisationId] = field(default_factory=list)
    dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self.dice = random.Random(self.seed)

    def fill(self) -> None:
        with closing(sqlite3.connect(self.path)) as self.connection, self.connection:
            self.connection.execute("PRAGMA foreign_keys = ON")
            for school in self.schools:
                self._school(school)

    def _add(self, into: str, **values: Any) -> int:
        marks = ", ".join("?" * len(values))
        sql = f"INSERT INTO {into} ({', '.join(values)}) VALUES ({marks})"
        return self.connection.execute(sql, list(values.values())).lastrowid or 0

    def _school(self, school: OrganisationId) -> None:
        people = {role: [self._person(school, role) for _ in range(self.dice.randrange(7))] for role in SATISFACTION}
        free = list(people[Role.MENTEE])
        for mentor in people[Role.MENTOR]:
            members = [free.pop() for _ in range(min(len(free), self.dice.choice((1, 1, 2))))]
            if members:
                self._pair(school, mentor, members)

    def _moment(self) -> int:
        """Within two years behind us, now and then at the beginning of a day or of a month somewhere."""
        if self.dice.random() < 0.3:
            day = self.dice.choice((datetime.date(2026, 9, 1), datetime.date(2026, 9, 7), datetime.date(2025, 9, 1)))
            midnight = datetime.datetime.combine(day, datetime.time(), tzinfo=datetime.UTC)
            return int(midnight.timestamp()) - self.dice.choice((0, 1, 3, 4, 6, 7)) * 3600
        return NOW - self.dice.randrange(500 * DAY)

    def _maybe(self, chance: float = 0.3) -> int | None:
        return self._moment() if self.dice.random() < chance else None

    def _person(self, school: OrganisationId, role: Role) -> int:
        dice = self.dice
        person = self._add("people", adult=dice.choice((0, 1, 1)), created_at=NOW)
        number = self._add(
            "memberships",
            person_id=person,
            organisation_id=school,
            role=role.value,
            state=MembershipState.IN_BANK.value,
            code=f"{self.seed}-{person}",
            since=self._moment(),
            ended_at=self._maybe(0.2),
        )
        for _ in range(dice.choice((0, 1, 1, 2))):
            self._add(
                "consents",
                person_id=person,
                organisation_id=school,
                kind=dice.choice((ConsentKind.ADULT, ConsentKind.PUPIL, ConsentKind.PARENT)).value,
                version=1,
                sha256="",
                locale="ru",
                given_at=self._moment(),
                zone=MOSCOW,
                channel="telegram",
                withdrawn_at=self._maybe(0.2),
            )
        for _ in range(dice.choice((0, 1, 1))):
            form = JOINING_FORMS[role, dice.choice((True, False))]
            self._attempt(number, form, self._maybe(0.8))
        return number

    def _attempt(self, membership: int, form: str, finished: int | None) -> int:
        return self._add(
            "attempts",
            membership_id=membership,
            questionnaire_id=form,
            version=self.versions[form],
            started_at=NOW - 500 * DAY,
            finished_at=finished,
        )

    def _pair(self, school: OrganisationId, mentor: int, members: list[int]) -> None:
        dice = self.dice
        moment = dice.choice((self._moment(), NOW - dice.randrange(40) * DAY))
        day = datetime.datetime.fromtimestamp(moment, datetime.UTC).date()
        steps = [PairState.PROPOSED, *(dice.choice(list(PairState)) for _ in range(dice.randrange(6)))]
        moments = sorted(self._moment() for _ in steps)
        pair = self._add(
            "pairs",
            organisation_id=school,
            kind="traditional",
            state=steps[-1].value,
            since=moments[-1],
            since_day=day.isoformat(),
            waits_since=day.isoformat(),
            held=dice.randrange(2),
            period_end=dice.choice((None, "2026-09-01", "2026-09-06", "2026-09-07", "2027-05-14")),
            paused_until=dice.choice((None, "2026-09-06", "2026-10-01")),
            created_at=moments[0],
        )
        for membership in (mentor, *members):
            self._add(
                "pair_sides",
                pair_id=pair,
                membership_id=membership,
                mentor=int(membership == mentor),
                occupied=int(steps[-1] not in CLOSED),
                gone=int(membership != mentor and dice.random() < 0.2),
                invited_on="2026-09-04" if membership != mentor and dice.random() < 0.2 else None,
            )
        for before, after, at in zip([None, *steps], steps, moments, strict=False):
            event = dice.choice((Event.HOLD, Event.HOLD, Event.CANCEL, Event.ACCEPT))
            self._add(
                "pair_history",
                pair_id=pair,
                at=at,
                event=event.value,
                from_state=before.value if before else None,
                to_state=after.value,
                actor="clock",
            )
        for membership in (mentor, *members):
            for form in (SATISFACTION[Role.MENTOR if membership == mentor else Role.MENTEE], EXIT):
                for occasion in range(dice.choice((0, 1, 1, 2))):
                    self._survey(pair, membership, form, occasion)

    def _survey(self, pair: int, membership: int, form: str, occasion: int) -> None:
        answered = self._maybe(0.7)
        attempt = None if answered is None else self._attempt(membership, form, answered)
        for question, value in self._answers(form) if attempt else ():
            self._add("answers", attempt_id=attempt, question_id=question, value=value, at=NOW)
        self._add(
            "pair_surveys",
            pair_id=pair,
            membership_id=membership,
            form=form,
            moment="final",
            occasion=str(occasion),
            known="{}",
            opened_at=min(self._moment(), answered or NOW),
            attempt_id=attempt,
            answered_at=answered,
        )

    def _answers(self, form: str) -> Iterator[tuple[str, str | None]]:
        if form == EXIT:
            yield "ee01", self.dice.choice(('"done"', '"load"', '"other:Словами"', None))
            return
        for question in self.scales[form]:
            yield question, str(self.dice.randrange(1, 11))
        yield "other", '"not of a scale"'


async def lived(school: School, file: Path, seed: int, zones: tuple[str, ...]) -> list[OrganisationId]:
    """A region with two cities, five schools and a school of its own; all its places, the region first."""
    content = school.house.content
    forms = {*JOINING_FORMS.values(), *SATISFACTION.values(), EXIT}
    versions = {form: content.forms[form].questionnaire.version for form in forms}
    scales = {
        form: [one.id for one in content.forms[form].questionnaire.questions if one.csi]
        for form in SATISFACTION.values()
    }
    city = City(seed, file, versions, scales)
    region = await school.founded(f"Регион {seed}", Level.REGION)
    cities = [await school.founded(f"Город {number}", Level.MUNICIPALITY, region) for number in (2, 1)]
    own = await school.founded("Школа при регионе", parent=region)
    city.schools = [own, *[await school.founded(f"Школа {number}", parent=cities[number % 2]) for number in range(5)]]
    places = [region, *cities, *city.schools]

    async def set_days(transaction: Transaction) -> None:
        for number, place in enumerate(places):
            await transaction.run("UPDATE organisations SET tz = $2 WHERE id = $1", place, zones[number % len(zones)])
            await organisations.set_vacations(transaction, place, [SUMMER])

    await school.house.database.write(set_days)
    city.fill()
    return places


DAYS = (None, datetime.date(2026, 8, 31), datetime.date(2026, 1, 15))


def same(found: Report, plain: Report) -> None:
    """Sums of decimals may differ in their last digit."""
    assert (found.organisation, found.on, found.people, found.late) == (
        plain.organisation,
        plain.on,
        plain.people,
        plain.late,
    )
    assert (found.stages, found.meetings, found.exits) == (plain.stages, plain.meetings, plain.exits)
    for role, told in plain.satisfaction.items():
        mine = found.satisfaction[role]
        assert (mine.asked, mine.answered, mine.content, mine.participants) == (
            told.asked,
            told.answered,
            told.content,
            told.participants,
        )
        assert mine.total == pytest.approx(told.total)
    assert len(found.below) == len(plain.below)
    for one, other in zip(found.below, plain.below, strict=True):
        same(one, other)


@pytest.mark.parametrize("seed", range(6))
async def test_all_places_at_once_say_what_each_of_them_says_alone(school: School, tmp_path: Path, seed: int) -> None:
    for place in await lived(school, tmp_path / "school.db", seed, (MOSCOW,)):
        for on in DAYS:

            async def unit(transaction: Transaction, on: datetime.date | None = on, place: Any = place) -> None:
                here = await road.organisation(transaction, place)
                same(
                    await numbers(transaction, school.house, here, on),
                    await plain_report.numbers(transaction, school.house, here, on),
                )

            await school.house.database.read(unit)


@pytest.mark.parametrize("seed", range(6, 10))
async def test_each_school_counts_by_its_own_clock_and_sums_are_sums(school: School, tmp_path: Path, seed: int) -> None:
    places = await lived(school, tmp_path / "school.db", seed, (OMSK, MOSCOW))
    for on in DAYS[1:]:

        async def unit(transaction: Transaction, on: datetime.date | None = on) -> None:
            region = await road.organisation(transaction, places[0])
            found = await numbers(transaction, school.house, region, on)
            schools = [await alone(transaction, one, on) for one in places[3:]]
            assert found.meetings == sum(one.meetings for one in schools)
            assert found.pairs_open == sum(one.pairs_open for one in schools)
            assert found.people.mentees == sum(one.people.mentees for one in schools)
            for role, told in found.satisfaction.items():
                assert told.answered == sum(one.satisfaction[role].answered for one in schools)
                assert told.asked == sum(one.satisfaction[role].asked for one in schools)

        async def alone(transaction: Transaction, place: OrganisationId, on: datetime.date | None) -> Report:
            here: Organisation = await road.organisation(transaction, place)
            return await plain_report.numbers(transaction, school.house, here, on)

        await school.house.database.read(unit)


@pytest.mark.parametrize("on", DAYS)
async def test_a_number_counted_alone_is_what_it_is_among_all(
    school: School, tmp_path: Path, on: datetime.date | None
) -> None:
    places = await lived(school, tmp_path / "school.db", 11, (OMSK, MOSCOW))

    async def unit(transaction: Transaction) -> None:
        here = await road.organisation(transaction, places[0])
        whole = await numbers(transaction, school.house, here, on)
        for what in What:
            alone = await numbers(transaction, school.house, here, on, only=what)
            for one, among in zip((alone, *alone.below), (whole, *whole.below), strict=True):
                assert number(one, what) == number(among, what)

    await school.house.database.read(unit)


def number(report: Report, what: What) -> object:
    if what is What.SATISFACTION:
        return report.satisfaction
    if what is What.EXITS:
        return report.exits
    return {key: found for key, found in counted(report).items() if key.what is what}


async def test_a_region_takes_as_many_statements_as_a_school(school: School, tmp_path: Path) -> None:
    places = await lived(school, tmp_path / "school.db", 10, (MOSCOW,))

    async def statements(transaction: Transaction, place: OrganisationId) -> int:
        counting = Counting(transaction)
        here = await road.organisation(transaction, place)
        await numbers(counting, school.house, here)
        return counting.number

    region = await school.house.database.read(lambda tx: statements(tx, places[0]))
    lone = await school.house.database.read(lambda tx: statements(tx, places[3]))
    assert region == lone
    assert region < 20


class Counting:
    """A transaction that counts what it is asked."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self.number = 0

    async def rows(self, sql: str, *values: object) -> Any:
        self.number += 1
        return await self._transaction.rows(sql, *values)

    async def row(self, sql: str, *values: object) -> Any:
        self.number += 1
        return await self._transaction.row(sql, *values)

    async def value(self, sql: str, *values: object) -> Any:
        self.number += 1
        return await self._transaction.value(sql, *values)

    async def run(self, sql: str, *values: object) -> int:
        raise AssertionError("a report writes nothing")
