"""What the levels above see: each school's year ends at its own midnight, few answers are not told by subtraction."""

import datetime

from mentoring.ids import AttemptId, MembershipId, OrganisationId
from mentoring.indicators import YearKind
from mentoring.pair_surveys import Moment, Opening
from mentoring.pairs import MentoringKind
from mentoring.roles import Level, MembershipState, Role
from storage import attempts, pairs, people, surveys
from storage.database import Transaction
from tests.usecases.school import CURATOR, School
from usecases.indicators import Indicators
from usecases.unit import Operator

BOSS = 777


async def joined(tx: Transaction, school: School, place: OrganisationId, role: Role) -> MembershipId:
    person = await people.add_person(tx, school.house.now)
    code = f"{place}-{person}"
    held = await people.add_membership(tx, person, place, role, MembershipState.IN_BANK, code, school.house.now)
    return held.id


async def stepped(tx: Transaction, pair: int, at: int, event: str, state: str, by: MembershipId | None) -> None:
    await tx.run(
        "INSERT INTO pair_history (pair_id, at, event, to_state, actor, membership_id) "
        "VALUES ($1, $2, $3, $4, 'cli', $5)",
        pair,
        at,
        event,
        state,
        by,
    )


async def paired(school: School, place: OrganisationId, at: datetime.datetime, points: int | None = None) -> None:
    """A pair whose order was entered at that moment; its mentee has answered with so many points everywhere."""

    async def unit(tx: Transaction) -> None:
        mentor = await joined(tx, school, place, Role.MENTOR)
        mentee = await joined(tx, school, place, Role.MENTEE)
        now, form = int(at.timestamp()), "satisfaction_mentee"
        pair = await pairs.add(
            tx, place, MentoringKind.TRADITIONAL, mentor, (mentee,), now=now, today=at.date(), actor="cli"
        )
        for event, state, by in (
            ("accept", "awaiting_acceptance", mentor),
            ("accept", "accepted", mentee),
            ("enter_order", "assigned", None),
        ):
            await stepped(tx, pair, now, event, state, by)
        survey = await surveys.add(tx, pair, Opening(Moment.FINAL, "", mentee, form, {}), now=now, closes_at=None)
        if points is None or survey is None:
            return
        attempt: AttemptId = await attempts.start(tx, mentee, (form, 1), now, of_survey=True)
        for number in range(1, 7):
            await attempts.save(tx, attempt, f"sm0{number}", points, now)
        await surveys.begin(tx, survey, attempt)
        await surveys.answer(tx, survey, now)

    await school.house.database.write(unit)


async def test_a_year_ends_at_each_schools_own_midnight(school: School) -> None:
    region = await school.founded("Примерский край", Level.REGION)
    east = await school.founded("Школа № 1", parent=region)
    west = await school.founded("Школа № 2", parent=region)
    await school.house.database.write(
        lambda tx: tx.run("UPDATE organisations SET tz = 'Asia/Vladivostok' WHERE id = $1", east)
    )
    at = datetime.datetime(2026, 12, 31, 15, 0, tzinfo=datetime.UTC)  # in Vladivostok the new year is an hour old
    for place in (east, west):
        await paired(school, place, at, points=8)
    school.later(days=120)

    async def all_mentees(place: OrganisationId, year: int) -> int | None:
        on = datetime.date(year, 12, 31) if year == 2026 else school.clock.now().date()
        found = await Indicators(school.house).report(Operator(), place, on)
        return found.facts[4].denominator

    assert [await all_mentees(place, 2026) for place in (east, west, region)] == [0, 1, 1]
    assert [await all_mentees(place, 2027) for place in (east, west, region)] == [1, 1, 2]


async def test_the_few_answers_of_a_neighbour_are_not_told_by_subtraction(school: School) -> None:
    city = await school.founded("Примерский район", Level.MUNICIPALITY)
    small, large = await school.founded("Школа № 1", parent=city), await school.founded("Школа № 2", parent=city)
    await school.joins(BOSS, Role.MUNICIPAL_COORDINATOR, city)
    await school.joins(778, Role.CURATOR, large)
    for _ in range(2):
        await paired(school, small, school.clock.now(), points=3)
    for _ in range(6):
        await paired(school, large, school.clock.now(), points=9)
    use = Indicators(school.house)
    together = await use.look(BOSS, city)
    assert (together.facts[4].told, together.facts[4].denominator) == (6, 8)
    assert [place.facts[4].told for place in together.below] == [None, None]
    assert (await use.look(BOSS, large)).facts[4].told is None, "by its own page neither"
    assert (await use.look(778, large)).facts[4].told == 6, "the school itself knows"
    assert (await use.look(BOSS, large, YearKind.SCHOOL)).facts[4].told is None


async def test_nor_by_the_sums_two_levels_above(school: School) -> None:
    region = await school.founded("Примерский край", Level.REGION)
    near = await school.founded("Ближний район", Level.MUNICIPALITY, parent=region)
    far = await school.founded("Дальний район", Level.MUNICIPALITY, parent=region)
    large, small = await school.founded("Школа № 1", parent=near), await school.founded("Школа № 2", parent=far)
    await school.joins(BOSS, Role.REGIONAL_COORDINATOR, region)
    await school.joins(778, Role.MUNICIPAL_COORDINATOR, near)
    await paired(school, small, school.clock.now(), points=3)
    for _ in range(6):
        await paired(school, large, school.clock.now(), points=9)
    use = Indicators(school.house)
    assert (await use.look(BOSS, region)).facts[4].told == 6
    assert (await use.look(BOSS, near)).facts[4].told is None
    assert [place.facts[4].told for place in (await use.look(BOSS, near)).below] == [None]
    assert (await use.look(BOSS, large)).facts[4].told is None
    assert (await use.look(778, large)).facts[4].told == 6, "of the far one nothing is told to who sees no region"


async def test_a_question_that_was_passed_over_is_no_zero(school: School) -> None:
    for _ in range(6):
        await paired(school, school.id, school.clock.now(), points=8)
    await school.house.database.write(
        lambda tx: tx.run("UPDATE answers SET value = 'null' WHERE question_id IN ('sm01', 'sm02')")
    )
    assert (await Indicators(school.house).look(CURATOR, school.id)).facts[4].numerator == 6


async def test_whoever_said_no_before_the_order_has_not_entered(school: School) -> None:
    """Where the order comes after the trial, a member of a group may have gone by then, and only the side knows."""
    at = int(school.clock.now().timestamp())

    async def unit(tx: Transaction) -> None:
        mentor = await joined(tx, school, school.id, Role.MENTOR)
        stays, goes = [await joined(tx, school, school.id, Role.MENTEE) for _ in range(2)]
        today = school.clock.now().date()
        kind = MentoringKind.TRADITIONAL
        pair = await pairs.add(tx, school.id, kind, mentor, (stays, goes), now=at, today=today, actor="cli")
        for event, state, by in (
            ("accept", "awaiting_acceptance", mentor),
            ("accept", "awaiting_acceptance", stays),
            ("accept", "accepted", goes),
            ("give_verdict", "trial", mentor),
            ("give_verdict", "trial", goes),
            ("give_verdict", "planning", stays),
            ("enter_order", "planning", None),
        ):
            await stepped(tx, pair, at, event, state, by)
        await tx.run(
            "UPDATE pair_sides SET verdict = CASE WHEN membership_id = $2 THEN 'no' ELSE 'yes' END, "
            "gone = CASE WHEN membership_id = $2 THEN 1 ELSE 0 END WHERE pair_id = $1",
            pair,
            goes,
        )

    await school.house.database.write(unit)
    found = await Indicators(school.house).report(Operator(), school.id)
    assert [one.denominator for one in found.facts[4:]] == [1, 1]
