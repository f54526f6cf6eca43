"""Before and after: sums of per-person differences, counted once more in plain Python."""

import random
from collections.abc import Mapping

import pytest

from mentoring.before_after import STAGES, Change
from mentoring.ids import OrganisationId
from mentoring.roles import Level, Role
from storage import people
from storage.database import Transaction
from tests.usecases.answered import answers
from tests.usecases.school import CURATOR, School
from usecases import before_after, road
from usecases.before_after import BeforesAndAfters

BEFORE = {"effect": "bm03", "skill": "bm07"}
AFTER = {"effect": "am01", "skill": "am05"}


async def joined(school: School, who: int, place: OrganisationId) -> int:
    return await school.joins(who, Role.MENTEE, place)


async def person_of(school: School, who: int) -> int:
    caller = await school.house.database.read(lambda tx: people.caller(tx, who))
    assert caller is not None
    return caller.person.id


async def says(school: School, place: OrganisationId, membership: int, stage: str, effect: int, skill: int) -> None:
    ids = BEFORE if stage == "before" else AFTER
    form = getattr(STAGES[Role.MENTEE], stage)
    await answers(school.house, place, membership, form, {ids["effect"]: effect, ids["skill"]: skill})  # type: ignore[arg-type]


async def counted(school: School, place: OrganisationId) -> Mapping[str, Change]:
    async def unit(tx: Transaction) -> Mapping[str, Change]:
        here = await road.organisation(tx, place)
        found = await before_after.changes(tx, school.house, here, school.house.local_time(here).date())
        return {line.key: line.change for line in found.lines[Role.MENTEE]}

    return await school.house.database.read(unit)


@pytest.mark.parametrize("seed", range(4))
async def test_the_sums_are_those_of_plain_python(school: School, seed: int) -> None:
    """People in two schools, who answer again, out of order, only once, or both stages at once."""
    chance = random.Random(seed)
    city = await school.founded("Город", Level.MUNICIPALITY)
    schools = [await school.founded(f"Школа № {number}", parent=city) for number in (1, 2)]
    said: dict[int, list[tuple[int, str, int, int]]] = {}
    members = []
    for who in range(301, 312):
        at = chance.choice(schools)
        members.append((who, at, await joined(school, who, at)))
        if chance.random() < 0.3:
            other = schools[1 - schools.index(at)]
            members.append((who, other, await joined(school, who, other)))
    for day in range(5):
        school.later(days=1)
        for who, at, membership in members:
            if chance.random() < 0.5:
                stage, effect, skill = chance.choice(("before", "after")), chance.randint(1, 10), chance.randint(1, 10)
                await says(school, at, membership, stage, effect, skill)
                said.setdefault(await person_of(school, who), []).append((day, stage, effect, skill))

    expected = {"effect": Change(), "skill": Change()}
    for given in said.values():
        after = [one for one in given if one[1] == "after"]
        if not after:
            continue
        last = after[-1]
        before = [one for one in given if one[1] == "before" and one[0] <= last[0]]
        if not before:
            continue
        first = before[-1]
        for key, column in (("effect", 2), ("skill", 3)):
            was, now = int(first[column]), int(last[column])
            expected[key] += Change(1, was, now, int(now > was))
    found = await counted(school, city)
    assert {key: found[key] for key in expected} == expected


async def test_four_people_are_too_few_and_five_are_told(school: School) -> None:
    members = [await joined(school, who, school.id) for who in range(301, 306)]
    for membership in members:
        await says(school, school.id, membership, "before", 4, 6)
    school.later(days=30)
    for membership in members[:4]:
        await says(school, school.id, membership, "after", 7, 6)
    use = BeforesAndAfters(school.house)
    found = await use.look(CURATOR, school.id)
    assert found.hidden(Role.MENTEE)
    assert found.told(Role.MENTEE) == ()

    await says(school, school.id, members[4], "after", 2, 9)
    told = {line.key: line.change for line in (await use.look(CURATOR, school.id)).told(Role.MENTEE)}
    effect = told["effect"]
    assert (effect.mean_before, effect.mean_after, effect.mean_difference) == (4.0, 6.0, 2.0)
    assert (effect.growth.part, effect.growth.whole) == (4, 5)
    assert told["skill"].mean_difference == 0.6


async def test_the_few_of_a_neighbour_cover_a_school_for_whoever_sees_the_sum(school: School) -> None:
    city = await school.founded("Город", Level.MUNICIPALITY)
    await school.joins(502, Role.MUNICIPAL_COORDINATOR, city)
    many, few = [await school.founded(f"Школа № {number}", parent=city) for number in (1, 2)]
    await school.joins(503, Role.CURATOR, many)
    members = [(many, await joined(school, who, many)) for who in range(301, 307)]
    members += [(few, await joined(school, who, few)) for who in range(311, 313)]
    for place, membership in members:
        await says(school, place, membership, "before", 3, 3)
    school.later(days=30)
    for place, membership in members:
        await says(school, place, membership, "after", 5, 3)

    use = BeforesAndAfters(school.house)
    assert (await use.look(502, city)).people(Role.MENTEE) == 8
    assert (await use.look(502, city)).told(Role.MENTEE)
    assert (await use.look(502, many)).told(Role.MENTEE) == ()
    assert (await use.look(502, few)).told(Role.MENTEE) == ()
    assert (await use.look(503, many)).told(Role.MENTEE)


async def test_last_year_s_answers_are_last_year_s(school: School) -> None:
    members = [await joined(school, who, school.id) for who in range(301, 306)]
    for membership in members:
        await says(school, school.id, membership, "before", 3, 3)
        await says(school, school.id, membership, "after", 5, 3)
    assert (await BeforesAndAfters(school.house).look(CURATOR, school.id)).people(Role.MENTEE) == 5
    school.later(days=365)
    found = await counted(school, school.id)
    assert found["effect"] == Change()
