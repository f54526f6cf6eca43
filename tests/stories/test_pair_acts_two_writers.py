"""Rare acts upon a pair, two at the same moment through two doors to one file."""

import datetime

import pytest

from mentoring.help_requests import HelpClosed, HelpState, Topic
from mentoring.ids import HelpRequestId, PairId
from mentoring.pair_cards import Reason
from mentoring.pair_dates import usual_pauses
from mentoring.pair_moves import Impossible
from mentoring.pairs import Pair, PairState
from mentoring.roles import Role
from storage import pairs
from tests.stories.test_meetings import assigned
from tests.stories.test_pairs import School
from tests.stories.test_pairs_two_writers import both, membership
from tests.world import START, World
from usecases.asking import Asking
from usecases.choosing import Choosing, MentorFull
from usecases.pair_changes import PairChanges
from usecases.replacing import Replacing
from usecases.unit import House, StaleButton

PAIR = PairId(1)
UNTIL = usual_pauses(START.date())[1]


@pytest.fixture
async def school(world: World) -> School:
    school = await School(world, await world.school()).opens()
    await assigned(school)
    return school


async def pair_of(world: World) -> Pair:
    kept = await world.house.database.read(lambda tx: pairs.one(tx, PAIR))
    assert kept is not None
    return kept.pair


async def test_both_sides_take_a_pause_at_the_same_moment(world: World, school: School, other: House) -> None:
    results = await both(
        PairChanges(world.house).pause(school.mentor.id, PAIR, Reason.VACATION, UNTIL),
        PairChanges(other).pause(school.mentee.id, PAIR, Reason.SESSION, UNTIL),
    )
    assert sum(isinstance(result, Impossible) for result in results) == 1
    events = [entry.event for entry in await world.house.database.read(lambda tx: pairs.history(tx, PAIR))]
    assert events.count("pause") == 1
    assert (await pair_of(world)).state is PairState.PAUSED


async def test_a_notice_and_an_end_at_the_same_moment(world: World, school: School, other: House) -> None:
    results = await both(
        PairChanges(world.house).quit(school.mentor.id, PAIR, Reason.TIME),
        PairChanges(other).quit(school.mentee.id, PAIR, Reason.DONE),
    )
    assert all(not isinstance(result, BaseException) or isinstance(result, Impossible) for result in results)
    assert (await pair_of(world)).state is PairState.TERMINATED


async def test_time_ends_a_pause_while_a_side_does(world: World, school: School, other: House) -> None:
    await PairChanges(world.house).pause(school.mentor.id, PAIR, Reason.VACATION, UNTIL)
    world.clock.set(datetime.datetime.combine(UNTIL, datetime.time.min, world.clock.now().tzinfo))
    await both(world.app.posting.claim(10), PairChanges(other).resume(school.mentee.id, PAIR))
    events = [entry.event for entry in await world.house.database.read(lambda tx: pairs.history(tx, PAIR))]
    assert events.count("resume") == 1
    pair = await pair_of(world)
    assert (pair.state, pair.waits_since) == (PairState.ASSIGNED, UNTIL)


async def test_the_last_place_goes_to_a_pair_or_to_a_new_mentee(world: World, school: School, other: House) -> None:
    second = await school.joins(Role.MENTOR, "Павел")
    third = await school.joins(Role.MENTEE, "Ольга")
    mentor, mentee = await membership(world, second), await membership(world, third)
    results = await both(
        Replacing(world.house).replace(school.curator.id, PAIR, mentor),
        Choosing(other).propose(school.curator.id, school.here, mentee, mentor),
    )
    assert sum(isinstance(result, MentorFull | StaleButton) for result in results) == 1
    taken = await world.house.database.read(lambda tx: pairs.occupied(tx, school.here))
    assert taken[mentor] == 1


async def test_two_take_up_the_same_question(world: World, school: School, other: House) -> None:
    deputy = await world.member(school.here, Role.DEPUTY_HEAD, "Нина")
    await Asking(world.house).ask(school.mentee.id, PAIR, Topic.PLAN)
    request = HelpRequestId(1)
    results = await both(
        Asking(world.house).answer(school.curator.id, request, HelpState.TAKEN),
        Asking(other).answer(deputy.id, request, HelpState.TAKEN),
    )
    assert sum(isinstance(result, HelpClosed) for result in results) == 1
    assert (await world.letters()).count("help_answered") == 1


async def test_the_same_question_asked_twice_is_one(world: World, school: School, other: House) -> None:
    await both(
        Asking(world.house).ask(school.mentee.id, PAIR, Topic.PLAN),
        Asking(other).ask(school.mentee.id, PAIR, Topic.PLAN),
    )
    assert (await world.letters()).count("help_asked") == 1
