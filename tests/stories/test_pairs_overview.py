"""«Пары» counts where the lists name: both say the same, whatever has happened."""

import datetime
from collections import Counter

import pytest

from bot.dialogs import pair_changes, pairs
from bot.screens import packed
from mentoring.ids import MembershipId, PairId
from mentoring.pair_cards import STAGE_OF, Stage
from mentoring.roles import Role
from sandbox.people import Person
from storage import organisations, people
from storage import pairs as kept_pairs
from storage.database import Transaction
from tests.stories.test_meetings import assigned
from tests.stories.test_pairs import School, days_pass
from tests.world import World
from usecases.choosing import unpaired
from usecases.pairing import Pairing


@pytest.fixture
async def school(world: World) -> School:
    return await School(world, await world.school()).opens()


async def same(world: World, school: School) -> int:
    """How many wait, counted in either way."""
    counted = await Pairing(world.house).overview(school.curator.id, school.here)

    async def named(transaction: Transaction) -> tuple[int, Counter[Stage]]:
        organisation = await organisations.one(transaction, school.here)
        assert organisation is not None
        waiting = await unpaired(transaction, world.house, organisation)
        every = await kept_pairs.of_organisation(transaction, school.here)
        return len(waiting), Counter(STAGE_OF[kept.pair.state] for kept in every)

    found = await world.house.database.read(named)
    assert (counted.unpaired, counted.stages) == found
    return counted.unpaired


async def membership(world: World, person: Person) -> MembershipId:
    caller = await world.house.database.read(lambda tx: people.caller(tx, person.id))
    assert caller is not None
    return caller.memberships[0].id


async def test_the_count_and_the_list_agree_through_a_pair_s_life(world: World, school: School) -> None:
    assert await same(world, school) == 1
    await world.member(school.here, Role.MENTEE, "Инна")  # the questionnaire is not begun
    pavel, olga = await school.joins(Role.MENTOR, "Павел"), await school.joins(Role.MENTEE, "Ольга")
    assert await same(world, school) == 2
    draft = packed(pairs.Propose(school.here, await membership(world, olga), await membership(world, pavel)))
    await school.curator.press_data(draft)
    assert await same(world, school) == 1, "a draft holds its place"
    await school.curator.presses("Отправить предложение")
    await days_pass(world, 7)
    assert await same(world, school) == 2, "the offer has lapsed"
    await olga.types("/mydata")
    await olga.presses("Отозвать согласие")
    await olga.presses("Отозвать согласие")
    assert await same(world, school) == 1


async def test_the_count_and_the_list_agree_after_an_end_and_a_no(world: World, school: School) -> None:
    await assigned(school)
    assert await same(world, school) == 0
    await school.mentee.types("/pairs")
    await school.mentee.presses("Другие действия")
    await school.mentee.presses("Завершить участие")
    await school.mentee.presses("Личная причина")
    assert await same(world, school) == 1
    for wanted, waiting in ((False, 0), (True, 1)):
        await school.mentee.press_data(packed(pair_changes.Another(PairId(1), wanted=wanted)))
        assert await same(world, school) == waiting


async def test_whose_consent_is_over_is_counted_by_neither(world: World, school: School) -> None:
    world.clock.set(world.clock.now() + datetime.timedelta(days=365))
    assert await same(world, school) == 0
