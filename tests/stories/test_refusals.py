"""Every act upon a pair in every state: done, or refused with a sentence that says what is possible now."""

import pytest

from bot.dialogs import meetings, pair_changes, pairs, plan_changes, plans, replacing
from bot.dialogs import registry_addresses as registry
from bot.dialogs.meetings import GiveVerdict
from bot.dialogs.pair_addresses import End
from bot.screens import Address, packed
from bot.telegram.conversation import BROKEN
from bot.texts.pairs import POSSIBLE
from mentoring.ids import MeetingId, MembershipId, PairId, PlanEventId, PlanId, SlotId
from mentoring.meetings import Outcome
from mentoring.pair_cards import Reason
from mentoring.pairs import CLOSED, MeetingKind, PairState, Verdict
from mentoring.plans import EventState, ReturnReason
from mentoring.registry import RegistryState, RemovalReason
from mentoring.roles import Role
from sandbox.people import Person
from storage.database import Transaction
from tests.stories.test_pairs import School
from tests.stories.test_plans import works
from tests.world import World

PAIR = PairId(1)
UNTIL = 739_900
"""A day as buttons carry it, in the autumn of 2026."""

BOTH: tuple[Address, ...] = (
    pairs.Accept(PAIR),
    pairs.Decline(PAIR),
    pairs.Decline(PAIR, Reason.TIME),
    meetings.Begin(PAIR),
    meetings.Tell(MeetingId(1), Outcome.HELD),
    meetings.Take(MeetingId(1), SlotId(1)),
    GiveVerdict(PAIR, 1, Verdict.YES),
    pair_changes.Pause(PAIR, Reason.SESSION),
    pair_changes.Resume(PAIR),
    pair_changes.Quit(PAIR),
)
PLAN = PlanId(1)
MENTORS: tuple[Address, ...] = (
    plans.Begin(PAIR),
    plans.Draft(PAIR),
    plans.ChooseGoal(PLAN, "manage"),
    plans.ChooseResult(PLAN, "open"),
    plans.AddEvent(PLAN, "visit", 2026 * 12 + 9),
    plans.DropEvent(PLAN, PlanEventId(1)),
    plans.Submit(PLAN),
    plans.Mark(PLAN, PlanEventId(1), EventState.DONE),
    pair_changes.TakeBack(PAIR),
)
MENTEES: tuple[Address, ...] = (
    plans.Answer(PAIR, 1, agree=True),
    plans.Answer(PAIR, 1, agree=False),
    plan_changes.Agree(PAIR, 2),
    plan_changes.Reject(PAIR, 2),
)
CURATORS: tuple[Address, ...] = (
    pairs.Send(PAIR),
    pairs.Cancel(PAIR),
    pairs.EnterOrder(PAIR),
    pairs.EnterOrder(PAIR, papers=True),
    meetings.EnterHeld(PAIR, MeetingKind.TRIAL, 1, sure=True),
    plans.Approve(PAIR, 1),
    plans.SendBack(PAIR, 1),
    plans.SendBack(PAIR, 1, ReturnReason.TALK),
    plans.Finish(PAIR),
    plan_changes.Approve(PAIR, 2),
    plan_changes.Reject(PAIR, 2),
    pair_changes.Pause(PAIR, Reason.SESSION, UNTIL),
    pair_changes.Resume(PAIR),
    pair_changes.Extend(PAIR),
    pair_changes.TakeBack(PAIR),
    pair_changes.CorrectOrder(PAIR),
    pair_changes.EndHow(PAIR, Reason.LEAVES, notice=True),
    replacing.Replace(PAIR),
    End(PAIR),
    End(PAIR, Reason.DONE),
)
ACTS = {"mentor": (*BOTH, *MENTORS), "mentee": (*BOTH, *MENTEES), "curator": CURATORS}
"""Buttons that somebody of this part has had under a card at one time or another."""


@pytest.fixture
async def working(world: World) -> School:
    school = await School(world, await world.school()).opens()
    await works(school)
    return school


async def stands(world: World, state: PairState) -> None:
    """The pair is put where it could be; everybody has said all they had to say before."""
    paused = PairState.WORKING.value if state is PairState.PAUSED else None

    async def unit(transaction: Transaction) -> None:
        await transaction.run(
            "UPDATE pairs SET state = $2, paused_from = $3, paused_until = $4, ends_on = NULL, change = NULL "
            "WHERE id = $1",
            PAIR,
            state.value,
            paused,
            "2026-12-31" if paused else None,
        )

    await world.house.database.write(unit)


@pytest.mark.slow
async def test_a_refusal_says_what_is_possible(working: School) -> None:
    people: dict[str, Person] = {"mentor": working.mentor, "mentee": working.mentee, "curator": working.curator}
    bare, refused = [], 0
    for state in PairState:
        for name, person in people.items():
            if state is PairState.PROPOSED and name != "curator":
                continue  # a draft is nobody's to see but the curator's
            for act in ACTS[name]:
                await stands(working.world, state)
                await person.press_data(packed(act))
                toast = person.toast or ""
                assert BROKEN not in (toast, person.screen), (state, act)
                if not _refuses(toast):
                    continue
                refused += 1
                if not (_names_a_way(toast) or (state in CLOSED and "закрыта" in toast)):
                    bare.append((state.value, name, type(act).__name__, toast))
    assert bare == []
    assert refused > 300, "most acts fit few states"


async def test_a_refusal_of_the_registry_says_where_the_mentor_stands(world: World) -> None:
    school = await School(world, await world.school()).opens()
    deputy = await world.member(school.here, Role.DEPUTY_HEAD, "Ольга")
    mentor = MembershipId(2)
    acts: tuple[Address, ...] = (
        registry.Nominate(mentor),
        registry.Approve(school.here, mentor),
        registry.MarkTrained(mentor, UNTIL),
        registry.Remove(mentor, RemovalReason.TIME),
    )
    said: dict[RegistryState | None, set[str]] = {None: set()}
    for act in acts[1:]:
        await deputy.press_data(packed(act))
        said[None].add(deputy.toast or "")
    await school.curator.press_data(packed(registry.Nominate(mentor)))
    for state in RegistryState:
        await put(world, state)
        said[state] = set()
        for act in acts:
            person = school.curator if isinstance(act, registry.Nominate) else deputy
            await person.press_data(packed(act))
            assert BROKEN not in (person.toast or "", person.screen), (state, act)
            said[state] |= {person.toast} if person.toast else set()
            await put(world, state)
    old = "Эта кнопка уже не действует. Сейчас: "
    assert said == {
        None: {f"{old}в банке, в реестр не выдвигали."},
        RegistryState.NOMINATED: {
            f"{old}ждёт утверждения. Можно: утвердить приказом, отметить обучение или исключить из реестра."
        },
        RegistryState.APPROVED: {f"{old}в реестре. Можно: отметить обучение или исключить из реестра."},
        RegistryState.REMOVED: {f"{old}в реестре уже нет."},
    }


async def put(world: World, state: RegistryState) -> None:
    """The mentor's record is put where it could be."""
    await world.house.database.write(lambda tx: tx.run("UPDATE mentor_registry SET state = $1", state.value))


async def test_a_button_for_all_nominees_says_when_nobody_is_left(world: World) -> None:
    school = await School(world, await world.school()).opens()
    deputy = await world.member(school.here, Role.DEPUTY_HEAD, "Ольга")
    await deputy.press_data(packed(registry.Approve(school.here)))
    assert deputy.toast == "Эта кнопка уже не действует: утверждения никто не ждёт."
    assert "Реестр наставников" in deputy.screen


async def test_whoever_may_not_see_the_registry_learns_nothing(world: World) -> None:
    school = await School(world, await world.school()).opens()
    await school.mentee.press_data(packed(registry.Remove(MembershipId(2), RemovalReason.TIME)))
    assert school.mentee.toast == "Это действие Вам недоступно"
    assert "Реестр" not in school.mentee.screen


def _refuses(toast: str) -> bool:
    return any(word in toast for word in ("не действует", "нельзя", "закрыта", "Сначала", "недоступно", "Можно"))


def _names_a_way(toast: str) -> bool:
    return "Остаётся подождать" in toast or ("Можно: " in toast and any(words in toast for words in POSSIBLE.values()))
