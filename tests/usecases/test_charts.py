"""What charts are drawn from: rights, sums, months of a year against the report of each day, answers of too few."""

import datetime
import random
from collections.abc import Mapping

import pytest

from mentoring.access import Forbidden
from mentoring.ids import MembershipId, OrganisationId, PairId
from mentoring.pair_cards import Stage
from mentoring.pair_moves import Event
from mentoring.pair_surveys import Moment, Opening
from mentoring.pairs import MentoringKind, PairState
from mentoring.roles import Level, Role
from storage import attempts, pairs, surveys
from storage.database import Transaction
from tests.usecases.school import CURATOR, MENTOR, OTHER_CURATOR, School
from usecases.charts import Charts
from usecases.reporting import Reporting
from usecases.unit import Operator

LATE = datetime.datetime(2027, 2, 3, 9, 0, tzinfo=datetime.UTC)
REGIONAL, MUNICIPAL = 501, 502


async def pair_in(school: School, place: OrganisationId, number: int) -> PairId:
    """A pair of nobody: its history is all that is counted."""
    mentor = await school.joins(number * 10, Role.MENTOR, place)
    mentee = await school.joins(number * 10 + 1, Role.MENTEE, place)
    today = school.clock.now().date()
    return await school.house.database.write(
        lambda tx: pairs.add(
            tx, place, MentoringKind.TRADITIONAL, mentor, [mentee], now=school.house.now, today=today, actor="cli"
        )
    )


async def lives(school: School, pair: PairId, chance: random.Random) -> None:
    """Goes from state to state on days of the half-year, sometimes several times a day."""
    states = list(PairState)

    async def unit(tx: Transaction) -> None:
        at, out_of = school.house.now, PairState.PROPOSED
        for _ in range(chance.randint(0, 12)):
            at += chance.choice((0, 60, 86_400, 30 * 86_400))
            into = chance.choice(states)
            event = Event.CANCEL if chance.random() < 0.1 else Event.HOLD
            await tx.run(
                "INSERT INTO pair_history (pair_id, at, event, from_state, to_state, actor) "
                "VALUES ($1, $2, $3, $4, $5, 'cli')",
                *(pair, at, event.value, out_of.value, into.value),
            )
            out_of = into

    await school.house.database.write(unit)


async def test_each_month_is_what_the_report_of_its_last_day_tells(school: School) -> None:
    region = await school.founded("Край", Level.REGION)
    places = [await school.founded(f"Школа № {number}", parent=region) for number in (1, 2)]
    await school.joins(REGIONAL, Role.REGIONAL_COORDINATOR, region)
    chance = random.Random(5)
    for number in range(1, 16):
        await lives(school, await pair_in(school, places[number % 2], number), chance)
    school.clock.set(LATE)

    counted = []
    for place in (region, places[0]):
        found = await Charts(school.house).pairs(REGIONAL, place)
        assert [day.month for day in found.days] == [9, 10, 11, 12, 1, 2]
        assert found.days[-1] == LATE.date()
        assert list(found.stages) == [await standing(school, place, day) for day in found.days]
        counted.append(sum(found.stages[-1].values()))
    assert 15 > counted[0] > counted[1] > 0, "drafts that were deleted are counted nowhere"


async def standing(school: School, place: OrganisationId, day: datetime.date) -> Mapping[Stage, int]:
    """As the report counts, pair by pair."""
    return (await Reporting(school.house).report(Operator(), place, day)).stages


async def answers(school: School, place: OrganisationId, first: int, grades: list[int]) -> None:
    """As many mentees answer the satisfaction survey of their pairs, each with one grade for everything."""
    for number, grade in enumerate(grades, start=first):
        await answer(school, await pair_in(school, place, number), await school.place(number * 10 + 1), grade)


async def answer(school: School, pair: PairId, mentee: MembershipId, grade: int, occasion: str = "") -> None:
    form, now = school.house.content.forms["satisfaction_mentee"].questionnaire, school.house.now

    async def unit(tx: Transaction) -> None:
        opening = Opening(Moment.FINAL, occasion, mentee, form.id, {})
        survey = await surveys.add(tx, pair, opening, now=now, closes_at=None)
        assert survey is not None
        attempt = await attempts.start(tx, mentee, (form.id, form.version), now, of_survey=True)
        for question in form.questions:
            if question.csi:
                await attempts.save(tx, attempt, question.id, grade, now)
        await attempts.save(tx, attempt, "sm07", None, now)
        await surveys.begin(tx, survey, attempt)
        await surveys.answer(tx, survey, now)

    await school.house.database.write(unit)


async def test_means_of_questions_are_told_from_five_answers_on(school: School) -> None:
    use = Charts(school.house)
    await answers(school, school.id, 1, [10, 8, 9, 7])
    few = await use.satisfaction(CURATOR, school.id, Role.MENTEE)
    assert (few.asked, few.answered, few.hidden, few.told) == (4, 4, True, False)
    assert {one.mean for one in few.questions} == {None}

    await answers(school, school.id, 5, [5])
    found = await use.satisfaction(CURATOR, school.id, Role.MENTEE)
    assert found.told
    assert len(found.questions) == 6
    assert {(one.answered, one.mean) for one in found.questions} == {(5, 7.8)}
    assert not (await use.satisfaction(CURATOR, school.id, Role.MENTOR)).answered


async def test_the_latest_answer_of_each_person_counts_as_in_the_report(school: School) -> None:
    await answers(school, school.id, 1, [10, 8, 9, 7, 5])
    mentee = await school.place(11)
    (kept,) = await school.house.database.read(lambda tx: pairs.of_membership(tx, mentee))
    school.clock.set(school.clock.now() + datetime.timedelta(days=30))
    await answer(school, kept.pair.id, mentee, 2, "again")

    found = await Charts(school.house).satisfaction(CURATOR, school.id, Role.MENTEE)
    told = (await Reporting(school.house).report(CURATOR, school.id)).satisfaction[Role.MENTEE]
    assert (found.asked, found.answered) == (told.asked, told.answered) == (5, 5)
    assert {one.mean for one in found.questions} == {told.index} == {6.2}


async def test_a_place_with_few_answers_cannot_be_found_by_subtraction(school: School) -> None:
    region = await school.founded("Край", Level.REGION)
    city = await school.founded("Город", Level.MUNICIPALITY, region)
    far = await school.founded("Район", Level.MUNICIPALITY, region)
    full, few = [await school.founded(f"Школа № {number}", parent=city) for number in (1, 2)]
    other = await school.founded("Школа № 3", parent=far)
    await school.joins(REGIONAL, Role.REGIONAL_COORDINATOR, region)
    await school.joins(MUNICIPAL, Role.MUNICIPAL_COORDINATOR, city)
    await school.joins(OTHER_CURATOR, Role.CURATOR, full)
    use = Charts(school.house)

    async def told(who: int, place: OrganisationId) -> bool:
        return (await use.satisfaction(who, place, Role.MENTEE)).told

    await answers(school, full, 20, [9] * 5)
    await answers(school, other, 40, [7] * 6)
    assert await told(MUNICIPAL, full)
    await answers(school, few, 30, [3, 4])
    assert await told(MUNICIPAL, city)
    assert not await told(MUNICIPAL, full)
    assert not await told(MUNICIPAL, few)
    assert await told(OTHER_CURATOR, full), "who does not see the sum may see their own"
    assert (await told(REGIONAL, region), await told(REGIONAL, city), await told(REGIONAL, other)) == (True, True, True)
    found = await use.satisfaction(REGIONAL, region, Role.MENTEE)
    assert (found.answered, found.questions[0].mean) == (13, round((45 + 42 + 7) / 13, 2))
    operator = await use.satisfaction(Operator(), full, Role.MENTEE)
    assert operator.few_beside


async def test_a_few_of_one_municipality_keep_back_the_schools_of_the_others(school: School) -> None:
    region = await school.founded("Край", Level.REGION)
    city, far = [await school.founded(name, Level.MUNICIPALITY, region) for name in ("Город", "Район")]
    full = await school.founded("Школа № 1", parent=city)
    few = await school.founded("Школа № 2", parent=far)
    await school.joins(REGIONAL, Role.REGIONAL_COORDINATOR, region)
    await answers(school, full, 20, [9] * 5)
    await answers(school, few, 30, [3])
    use = Charts(school.house)
    assert (await use.satisfaction(REGIONAL, region, Role.MENTEE)).told
    assert not (await use.satisfaction(REGIONAL, city, Role.MENTEE)).told
    assert not (await use.satisfaction(REGIONAL, full, Role.MENTEE)).told


async def test_only_who_sees_the_numbers_gets_a_chart(school: School) -> None:
    await school.joins(MENTOR, Role.MENTOR)
    use = Charts(school.house)
    for ask in (
        use.place(MENTOR, school.id),
        use.joined(MENTOR, school.id),
        use.pairs(MENTOR, school.id),
        use.satisfaction(MENTOR, school.id, Role.MENTEE),
    ):
        with pytest.raises(Forbidden):
            await ask
    assert (await use.joined(CURATOR, school.id)).funnels[Role.MENTOR].agreed == 1
