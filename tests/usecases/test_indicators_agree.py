"""A year made up by chance: what the program counts agrees with a plain count over exported rows.

People in two roles, two pairs and two schools, groups, other mentors, those who leave and those who withdraw, orders
in two calendar years, answers given twice, silence, numbers typed, corrected, taken away, zero.
"""

import datetime
import json
import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from documents import tables
from mentoring.access import Forbidden
from mentoring.campaigns import Audience, Secrecy
from mentoring.ids import AttemptId, MembershipId, OrganisationId, PairId
from mentoring.indicators import Year, YearKind
from mentoring.pair_cards import Reason
from mentoring.pair_moves import Impossible
from mentoring.pair_surveys import Moment, Opening
from mentoring.roles import Level, Role
from storage import attempts, campaigns, organisations, people, surveys
from storage.database import Transaction
from tests.usecases import plain_indicators as plain
from tests.usecases.school import CURATOR, OTHER_CURATOR, School, opened_school
from usecases.choosing import Choosing, MentorFull
from usecases.clockwork import PairClock
from usecases.content import Content
from usecases.exporting import Exporting, Subject
from usecases.grouping import Grouping
from usecases.indicators import Indicators
from usecases.pair_changes import PairChanges
from usecases.pairing import Pairing
from usecases.replacing import Replacing
from usecases.unit import House, Operator, StaleButton

REFUSALS = (StaleButton, MentorFull, Impossible, Forbidden)
SEEDS = range(8)
STEPS = 110

FORMS = {Role.MENTEE: "satisfaction_mentee", Role.MENTOR: "satisfaction_mentor"}


@dataclass
class Life:
    """A municipality of two schools in which things happen by chance."""

    school: School
    chance: random.Random
    curators: dict[OrganisationId, int] = field(default_factory=dict)
    members: dict[MembershipId, tuple[int, Role, OrganisationId]] = field(default_factory=dict)
    gone: set[MembershipId] = field(default_factory=set)
    happened: Counter[str] = field(default_factory=Counter)

    @property
    def house(self) -> House:
        return self.school.house

    # -- who there is ------------------------------------------------------------------------------------------

    async def begins(self) -> OrganisationId:
        """Each school has teachers and pupils in both roles; two people have both roles, two are in both schools."""
        here = self.school
        city = await here.founded("Примерский район", Level.MUNICIPALITY)
        await here.house.database.write(
            lambda tx: tx.run("UPDATE organisations SET parent_id = $1 WHERE id = $2", city, here.id)
        )
        other = await here.founded("Школа № 18", parent=city)
        await here.joins(OTHER_CURATOR, Role.CURATOR, other)
        self.curators = {here.id: CURATOR, other: OTHER_CURATOR}
        for number in range(4):
            await self._adult(200 + number, Role.MENTEE, here.id)
            await self._adult(300 + number, Role.MENTOR, here.id)
            await self._adult(400 + number, Role.MENTEE, other)
            await self._adult(500 + number, Role.MENTOR, other)
        for number in range(6):
            await self._pupil(600 + number, Role.MENTEE if number < 4 else Role.MENTOR)
        await self._adult(300, Role.MENTEE, here.id)
        await self._adult(501, Role.MENTEE, other)
        await self._adult(200, Role.MENTEE, other)
        await self._adult(301, Role.MENTOR, other)
        for _ in range(6):
            await self.types_a_number()
        return city

    async def _adult(self, who: int, role: Role, organisation: OrganisationId) -> None:
        await self.school.joins(who, role, organisation)
        young = self.chance.choice(["young", "young", "newcomer"])
        await self.school.fills(who, {"mt04": young, "mr09": ("teacher_teacher", "teacher_pupil"), "mr11": 3})
        self.members[await self._latest(who, role, organisation)] = who, role, organisation

    async def _pupil(self, who: int, role: Role) -> None:
        membership = await self.school.joins_as_pupil(who, role)
        await self.school.fills(who, {"mq06": "group"})
        self.members[membership] = who, role, self.school.id

    async def _latest(self, who: int, role: Role, organisation: OrganisationId) -> MembershipId:
        caller = await self.house.database.read(lambda tx: people.caller(tx, who))
        assert caller is not None
        return next(m.id for m in caller.memberships if m.role is role and m.organisation == organisation)

    # -- what happens ------------------------------------------------------------------------------------------

    async def goes_on(self) -> None:
        acts = {
            self.proposes: 24,
            self.answers_an_offer: 24,
            self.orders: 20,
            self.invites: 6,
            self.answers_an_invitation: 8,
            self.quits: 3,
            self.is_ended: 2,
            self.gets_another_mentor: 6,
            self.withdraws: 1,
            self.types_a_number: 7,
            self.asks_all: 3,
            self.asks_a_side: 3,
            self.answers_a_survey: 26,
            self.waits: 5,
        }
        act = self.chance.choices(list(acts), list(acts.values()))[0]
        try:
            await act()
        except REFUSALS:
            self.happened[f"{act.__name__} refused"] += 1
        else:
            self.happened[act.__name__] += 1

    def _some(self, role: Role, organisation: OrganisationId | None = None) -> tuple[MembershipId, int]:
        found = [
            (membership, who)
            for membership, (who, as_, where) in self.members.items()
            if as_ is role and organisation in {None, where}
        ]
        if not found:
            raise StaleButton
        return self.chance.choice(found)

    async def _pair(self, *states: str) -> tuple[PairId, OrganisationId, list[tuple[MembershipId, int]]]:
        """One of those there are, with the curator's school and its sides."""
        marks = ", ".join(f"'{state}'" for state in states)
        rows = await self.house.database.read(
            lambda tx: tx.rows(f"SELECT id, organisation_id FROM pairs WHERE state IN ({marks})")
        )
        if not rows:
            raise StaleButton
        row = self.chance.choice(rows)
        sides = await self.house.database.read(
            lambda tx: tx.rows("SELECT membership_id FROM pair_sides WHERE pair_id = $1 AND gone = 0", row["id"])
        )
        known = [(side["membership_id"], self.members[side["membership_id"]][0]) for side in sides]
        return PairId(row["id"]), OrganisationId(row["organisation_id"]), known

    async def proposes(self) -> None:
        organisation, curator = self.chance.choice(list(self.curators.items()))
        mentor, mentee = self._some(Role.MENTOR, organisation)[0], self._some(Role.MENTEE, organisation)[0]
        card = await Choosing(self.house).propose(curator, organisation, mentee, mentor)
        if self.chance.random() < 0.4:
            try:
                await Grouping(self.house).add(curator, card.pair.id, self._some(Role.MENTEE, organisation)[0])
            except REFUSALS:
                self.happened["stays a pair"] += 1
        await Pairing(self.house).send(curator, card.pair.id)

    async def answers_an_offer(self) -> None:
        pair, _, sides = await self._pair("awaiting_acceptance")
        for _, who in sides:
            if self.chance.random() < 0.85:
                await Pairing(self.house).accept(who, pair)
            elif self.chance.random() < 0.5:
                await Pairing(self.house).decline(who, pair, Reason.TIME)

    async def orders(self) -> None:
        pair, organisation, _ = await self._pair("accepted")
        today = self.house.clock.now().astimezone(datetime.UTC)
        await Pairing(self.house).enter_order(self.curators[organisation], pair, f"{pair} от {today:%d.%m.%Y}")

    async def invites(self) -> None:
        pair, organisation, _ = await self._pair("assigned")
        mentee = self._some(Role.MENTEE, organisation)[0]
        await Grouping(self.house).invite(self.curators[organisation], pair, mentee)

    async def answers_an_invitation(self) -> None:
        rows = await self.house.database.read(
            lambda tx: tx.rows(
                "SELECT pair_id, membership_id FROM pair_sides WHERE invited_on IS NOT NULL AND gone = 0"
            )
        )
        if not rows:
            raise StaleButton
        row = self.chance.choice(rows)
        who = self.members[row["membership_id"]][0]
        if self.chance.random() < 0.8:
            await Grouping(self.house).join(who, PairId(row["pair_id"]))
        else:
            await Grouping(self.house).refuse(who, PairId(row["pair_id"]))

    async def quits(self) -> None:
        pair, _, sides = await self._pair("assigned", "accepted")
        await PairChanges(self.house).quit(self.chance.choice(sides)[1], pair, Reason.TIME)

    async def is_ended(self) -> None:
        pair, organisation, _ = await self._pair("assigned")
        await Pairing(self.house).end(self.curators[organisation], pair, Reason.OTHER)

    async def gets_another_mentor(self) -> None:
        pair, organisation, _ = await self._pair("assigned", "accepted")
        mentor = self._some(Role.MENTOR, organisation)[0]
        await Replacing(self.house).replace(self.curators[organisation], pair, mentor)

    async def withdraws(self) -> None:
        membership, (who, _, organisation) = self.chance.choice(list(self.members.items()))
        await self.school.joining.withdraw(who, membership)
        self.gone |= {m for m, (one, _, where) in self.members.items() if (one, where) == (who, organisation)}

    async def types_a_number(self) -> None:
        organisation, curator = self.chance.choice(list(self.curators.items()))
        use, year = Indicators(self.house), self.house.clock.now().year
        key = self.chance.choice(["pupils", "young", "partners", "partners_giving"])
        before = (await use.numbers(curator, organisation, year)).of(key)
        if self.chance.random() < 0.12:
            await use.take_away(curator, organisation, key, year, before.changes)
        else:
            value = self.chance.choice([0, 3, 5, 7, 20])
            await use.confirm(curator, organisation, key, year, value, before.changes)

    async def asks_all(self) -> None:
        """A campaign in one school."""
        organisation, role = self.chance.choice(list(self.curators)), self.chance.choice(list(FORMS))

        async def unit(tx: Transaction) -> None:
            audience = Audience(frozenset({role}))
            added = await campaigns.add(
                tx, organisation, "Опрос", Secrecy.CONFIDENTIAL, audience, now=self.house.now, actor="cli"
            )
            campaign = await campaigns.one(tx, added)
            assert campaign is not None
            now = self.house.now
            await campaigns.mark_open(tx, campaign, (FORMS[role], 1), now=now, closes_at=now + 10**7)
            campaign = await campaigns.one(tx, added)
            assert campaign is not None
            await campaigns.invite(tx, campaign, letter_at=now, consents_since=0, year_began=0)

        await self.house.database.write(unit)

    async def asks_a_side(self) -> None:
        """As a pair is asked at its end."""
        pair, _, sides = await self._pair("assigned")
        membership = self.chance.choice(sides)[0]
        form = FORMS[self.members[membership][1]]
        opening = Opening(Moment.FINAL, str(self.chance.random()), membership, form, {})
        await self.house.database.write(lambda tx: surveys.add(tx, pair, opening, now=self.house.now, closes_at=None))

    async def answers_a_survey(self) -> None:
        rows = await self.house.database.read(
            lambda tx: tx.rows(
                "SELECT 'c' AS kind, i.campaign_id AS id, i.membership_id, c.form FROM campaign_invitees i "
                "JOIN campaigns c ON c.id = i.campaign_id WHERE i.answered = 0 UNION ALL "
                "SELECT 'p', s.id, s.membership_id, s.form FROM pair_surveys s WHERE s.answered_at IS NULL"
            )
        )
        waiting = [row for row in rows if row["membership_id"] not in self.gone and row["form"] in FORMS.values()]
        if not waiting:
            raise StaleButton
        for row in self.chance.sample(waiting, max(1, len(waiting) // 3)):
            await self._answers(row)

    async def _answers(self, row: Any) -> None:
        letter = "sm" if row["form"] == FORMS[Role.MENTEE] else "sr"
        low = self.chance.choice([4, 6, 7])

        async def unit(tx: Transaction) -> None:
            now = self.house.now
            attempt = await attempts.start(tx, row["membership_id"], (row["form"], 1), now, of_survey=True)
            for number in range(1, 7):
                value = self.chance.randint(low, min(10, low + 3))
                await attempts.save(tx, attempt, f"{letter}0{number}", value, now)
            written = await attempts.one(tx, attempt)
            assert written is not None
            await attempts.finish(tx, written, set(written.answers), now)
            await self._counts(tx, row, attempt)

        await self.house.database.write(unit)

    async def _counts(self, tx: Transaction, row: Any, attempt: AttemptId) -> None:
        if row["kind"] == "p":
            await surveys.begin(tx, row["id"], attempt)
            await surveys.answer(tx, row["id"], self.house.now)
            return
        await tx.run(
            "UPDATE campaign_invitees SET attempt_id = $3, answered = 1, answered_at = $4 "
            "WHERE campaign_id = $1 AND membership_id = $2",
            row["id"],
            row["membership_id"],
            attempt,
            self.house.now,
        )

    async def waits(self) -> None:
        self.school.later(days=self.chance.choice([1, 3, 9]))
        await PairClock(self.house).move()


# -- the two counts --------------------------------------------------------------------------------------------------


async def exported(house: House, organisation: OrganisationId, year: Year, until: datetime.date) -> plain.School:
    """As the command line writes it, read back."""

    async def rows(subject: Subject) -> list[dict[str, Any]]:
        table = await Exporting(house).table(Operator(), organisation, subject, private=True)
        found: list[dict[str, Any]] = json.loads(json.dumps(tables.as_records(table)))
        return found

    place = await house.database.read(lambda tx: organisations.one(tx, organisation))
    assert place is not None
    zone = house.local_time(place).tzinfo
    since, ends = (datetime.datetime.combine(day, datetime.time.min, zone) for day in (year.first, until))
    return plain.School(
        organisation,
        people=await rows(Subject.PEOPLE),
        pairs=await rows(Subject.PAIRS),
        answers=await rows(Subject.ANSWERS),
        surveys=await rows(Subject.ASKED),
        numbers=await rows(Subject.NUMBERS),
        since=since,
        until=ends,
        year=year.number,
    )


async def told(house: House, place: OrganisationId, kind: YearKind, on: datetime.date) -> dict[str, plain.Result]:
    found = await Indicators(house).report(Operator(), place, on, kind=kind)
    return {one.indicator.key: plain.Result(one.told, one.denominator, one.value) for one in found.facts}


async def agree(life: Life, city: OrganisationId, on: datetime.date, kind: YearKind) -> dict[str, plain.Result]:
    year = Year.of(on, kind)
    until = min(on, year.last) + datetime.timedelta(days=1)
    schools = [await exported(life.house, one, year, until) for one in life.curators]
    for school in schools:
        assert await told(life.house, OrganisationId(school.id), kind, on) == plain.computed([school])
    together = plain.computed(schools)
    assert await told(life.house, city, kind, on) == together
    return together


HARD = ("withdraws", "gets_another_mentor", "answers_an_invitation", "quits", "is_ended", "asks_a_side", "waits")
TOLD = ("pupil_mentees", "pupil_mentors", "young_mentees", "partners", "mentee_satisfaction", "mentor_satisfaction")


async def test_the_two_counts_agree(tmp_path: Path, content: Content) -> None:
    """A proof by chance is none if chance has left the hard cases out: what has happened is counted too."""
    seen: Counter[str] = Counter()
    for seed in SEEDS:
        folder = tmp_path / str(seed)
        folder.mkdir()
        async with opened_school(folder, content) as school:
            life = Life(school, random.Random(seed))
            city = await life.begins()
            for _ in range(STEPS):
                await life.goes_on()
            school.clock.set(school.clock.now().replace(year=2027, month=2, day=1))
            for _ in range(STEPS // 2):
                await life.goes_on()
            for on in (school.clock.now().date(), datetime.date(2026, 12, 31), datetime.date(2026, 9, 30)):
                for kind in YearKind:
                    together = await agree(life, city, on, kind)
                    seen.update(key for key, result in together.items() if result.value)
        seen.update(life.happened)
    assert {name for name in (*HARD, *TOLD) if not seen[name]} == set()
