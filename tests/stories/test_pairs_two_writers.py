"""Two curators, or two sides, at the same moment, through two doors to one file."""

import asyncio
from typing import Any

import pytest

from mentoring.ids import MeetingId, MembershipId, PairId, SlotId
from mentoring.meetings import Outcome
from mentoring.pair_cards import Reason
from mentoring.pair_moves import Impossible
from mentoring.pairs import PairState
from mentoring.roles import Role
from sandbox.people import Person
from storage import pairs, people
from tests.stories.test_meetings import TUESDAY, agreed, assigned, offers
from tests.stories.test_pairs import School
from tests.world import START, World
from usecases.choosing import Choosing, MentorFull
from usecases.meetings import Meetings
from usecases.pairing import Pairing
from usecases.unit import House, StaleButton


@pytest.fixture
async def school(world: World) -> School:
    return await School(world, await world.school()).opens()


async def membership(world: World, person: Person) -> MembershipId:
    caller = await world.house.database.read(lambda tx: people.caller(tx, person.id))
    assert caller is not None
    return caller.memberships[0].id


async def both(*acts: Any) -> list[Any]:
    return await asyncio.gather(*acts, return_exceptions=True)


async def test_one_mentee_is_not_given_to_two_mentors(world: World, school: School, other: House) -> None:
    second = await school.joins(Role.MENTOR, "Павел")
    mentee = await membership(world, school.mentee)
    results = await both(
        Choosing(world.house).propose(school.curator.id, school.here, mentee, await membership(world, school.mentor)),
        Choosing(other).propose(school.curator.id, school.here, mentee, await membership(world, second)),
    )
    assert sum(isinstance(result, StaleButton) for result in results) == 1
    assert len(await world.house.database.read(lambda tx: pairs.of_organisation(tx, school.here))) == 1


async def test_the_last_place_of_a_mentor_is_given_once(world: World, school: School, other: House) -> None:
    second = await school.joins(Role.MENTEE, "Ольга")
    mentor = await membership(world, school.mentor)
    results = await both(
        Choosing(world.house).propose(school.curator.id, school.here, await membership(world, school.mentee), mentor),
        Choosing(other).propose(school.curator.id, school.here, await membership(world, second), mentor),
    )
    assert sum(isinstance(result, MentorFull) for result in results) == 1


async def test_two_sides_answer_at_the_same_moment(world: World, school: School, other: House) -> None:
    await school.offers()
    pair = PairId(1)
    for result in await both(
        Pairing(world.house).accept(school.mentor.id, pair), Pairing(other).accept(school.mentee.id, pair)
    ):
        assert not isinstance(result, BaseException), result
    kept = await world.house.database.read(lambda tx: pairs.one(tx, pair))
    assert kept is not None
    assert kept.pair.state is PairState.ACCEPTED
    assert (await world.letters()).count("order_awaited") == 1


async def test_yes_and_no_at_the_same_moment_end_in_a_no(world: World, school: School, other: House) -> None:
    await school.offers()
    pair = PairId(1)
    results = await both(
        Pairing(world.house).accept(school.mentor.id, pair),
        Pairing(other).decline(school.mentee.id, pair, Reason.TIME),
    )
    assert not any(isinstance(result, BaseException) and not isinstance(result, Impossible) for result in results)
    kept = await world.house.database.read(lambda tx: pairs.one(tx, pair))
    assert kept is not None
    assert kept.pair.state is PairState.DECLINED


async def test_time_and_a_side_at_the_same_moment(world: World, school: School, other: House) -> None:
    """Midnight lapses the offer while the last answer comes: one of the two happens, whole."""
    await school.offers()
    await school.mentor.presses("Посмотреть и ответить")
    await school.mentor.presses("Принять")
    kept = await world.house.database.read(lambda tx: pairs.one(tx, PairId(1)))
    due = await world.house.database.read(pairs.next_due)
    assert kept is not None
    assert due is not None
    world.clock.set(world.clock.now().fromtimestamp(due, tz=world.clock.zone))
    results = await both(world.app.posting.claim(10), Pairing(other).accept(school.mentee.id, PairId(1)))
    after = await world.house.database.read(lambda tx: pairs.one(tx, PairId(1)))
    assert after is not None
    assert after.pair.state in {PairState.DECLINED, PairState.ACCEPTED}
    assert (after.pair.state is PairState.DECLINED) == isinstance(results[1], Impossible)


async def test_both_tell_of_the_meeting_at_the_same_moment(world: World, school: School, other: House) -> None:
    await assigned(school)
    await agreed(school)
    world.clock.set(START.replace(day=8, hour=18))
    for result in await both(
        Meetings(world.house).tell(school.mentor.id, MeetingId(1), Outcome.HELD),
        Meetings(other).tell(school.mentee.id, MeetingId(1), Outcome.HELD),
    ):
        assert not isinstance(result, BaseException), result
    kept = await world.house.database.read(lambda tx: pairs.one(tx, PairId(1)))
    assert kept is not None
    assert kept.pair.state is PairState.TRIAL


async def test_a_time_is_taken_while_the_offer_is_called_off(world: World, school: School, other: House) -> None:
    await assigned(school)
    await offers(school.mentor, (TUESDAY, "15:00"))
    results = await both(
        Meetings(world.house).take(school.mentee.id, MeetingId(1), SlotId(1)),
        Meetings(other).call_off(school.mentor.id, MeetingId(1), move=False, reason=Reason.TIME),
    )
    assert all(not isinstance(result, BaseException) or isinstance(result, StaleButton) for result in results)
    kinds = await world.letters()
    assert kinds.count("meeting_off") + kinds.count("meeting_agreed") in {1, 2}
