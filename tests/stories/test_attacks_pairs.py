"""What an attack on pairs and meetings has found: old and double buttons, words in trust, useless letters."""

import pytest

from bot.dialogs import meetings, pairs
from bot.screens import packed
from mentoring.ids import MeetingId, MembershipId, PairId, SlotId
from mentoring.meetings import Outcome
from mentoring.pair_cards import Reason, Stage
from mentoring.pairs import Verdict
from mentoring.roles import Role
from sandbox.people import Person
from storage import people
from tests.stories.test_meetings import TUESDAY, agreed, assigned, held, offers
from tests.stories.test_pairs import AFTERNOON, School, days_pass
from tests.world import START, World
from usecases.reporting import Reporting
from usecases.unit import Operator


@pytest.fixture
async def school(world: World) -> School:
    return await School(world, await world.school()).opens()


def told(school: School, *names: str) -> str:
    people_ = [getattr(school, name) for name in names]
    return "\n".join(message.text for person in people_ for message in person.messages if message.is_from_bot)


async def test_a_double_press_enters_one_meeting_only(world: World, school: School) -> None:
    await assigned(school)
    await school.curator.types("/pairs")
    await school.curator.presses("Знакомство · 1")
    await school.curator.presses(school.curator.labels[0])
    await school.curator.presses("Встреча уже прошла")
    await school.curator.presses_twice("Да, встреча прошла")
    await world.delivers()
    assert "verdict_asked" not in await world.letters()


async def test_a_verdict_belongs_to_its_own_trial(world: World, school: School) -> None:
    await assigned(school)
    await held(school)
    await held(school)
    await school.mentor.types("/pairs")
    await school.mentor.presses("Ещё одна проба")
    await held(school)
    await school.mentee.press_data(packed(meetings.GiveVerdict(PairId(1), 1, Verdict.YES)))
    await school.mentee.types("/pairs")
    assert "Подходит" in school.mentee.labels, "the button of the first trial says nothing about the second"


async def test_reminders_of_what_was_done_on_the_same_day_do_not_come(world: World, school: School) -> None:
    deputy = await world.member(school.here, Role.DEPUTY_HEAD, "Ольга")
    await assigned(school)
    world.clock.set(AFTERNOON)
    await days_pass(world, 13)
    everything = told(school, "curator", "mentor", "mentee") + deputy.screen
    assert "Приказа ещё нет" not in everything
    assert "подходит пара или нет" not in everything
    await days_pass(world, 4)
    assert "Пара задержалась" in told(school, "curator")
    assert "Пара задержалась" not in deputy.screen, "this one is the curator's"


async def test_a_curator_who_is_the_mentor_can_enter_the_order_but_not_judge(world: World, school: School) -> None:
    await school.mentor.starts(await world.invitation(school.here, Role.CURATOR))
    await school.mentor.presses("Согласиться")
    await school.agrees()
    await school.mentor.press_data(packed(pairs.EnterOrder(PairId(1), papers=True)))
    await school.mentor.types("12-од от 07.09.2026")
    assert "Пара закреплена приказом" in school.mentor.screen
    assert "Встреча уже прошла" not in school.mentor.labels, "whether they met is not for one side to enter"


async def test_the_curator_reads_the_verdicts_and_the_deputy_head_does_not(world: World, school: School) -> None:
    deputy = await world.member(school.here, Role.DEPUTY_HEAD, "Ольга")
    await assigned(school)
    await held(school)
    await held(school)
    await school.mentee.types("/pairs")
    await school.mentee.presses("Подходит")
    for reader in (school.curator, deputy):
        await reader.types("/pairs")
        await reader.presses("Проба · 1")
        await reader.presses(reader.labels[0])
    assert "подходит" in school.curator.screen
    assert "решения ещё нет" in school.curator.screen
    assert "подходит" not in deputy.screen


async def test_a_meeting_that_has_been_cannot_be_called_off(world: World, school: School) -> None:
    await assigned(school)
    await agreed(school)
    world.clock.set(START.replace(day=8, hour=18))
    await school.mentor.press_data(packed(meetings.Tell(MeetingId(1), Outcome.HELD)))
    await school.mentee.press_data(packed(meetings.CallOff(MeetingId(1), move=False, reason=Reason.TIME)))
    assert "Эта кнопка уже не действует" in (school.mentee.toast or "")
    await school.mentee.types("/pairs")
    assert "Состоялась" in school.mentee.labels


async def test_one_agreed_time_at_a_time(world: World, school: School) -> None:
    await assigned(school)
    await offers(school.mentor, (TUESDAY, "15:00"))
    await world.delivers()
    await school.mentee.presses("Предложить другое время")
    await school.mentee.presses("Выбрать день")
    await school.mentee.presses(TUESDAY)
    await school.mentee.presses("16:00")
    await school.mentee.press_data(packed(meetings.Take(MeetingId(1), SlotId(1))))
    await school.mentee.press_data(packed(meetings.Offer(MeetingId(2))))
    assert "Эта кнопка уже не действует" in (school.mentee.toast or "")


async def test_a_draft_taken_back_keeps_nobody_apart(world: World, school: School) -> None:
    await school.drafts()
    await school.curator.presses("Удалить черновик")
    await school.curator.presses("Да, удалить")
    await school.curator.types("/pairs")
    await school.curator.presses("Подобрать пару · 1")
    await school.curator.presses(school.curator.labels[0])
    assert any(label.startswith("1. ") for label in school.curator.labels)


async def test_a_draft_that_was_sent_meanwhile_is_not_deleted(world: World, school: School) -> None:
    await school.drafts()
    await school.curator.presses("Удалить черновик")
    assert "Смирнова" in school.curator.screen
    other = await world.member(school.here, Role.CURATOR, "Нина")
    await other.press_data(packed(pairs.Send(PairId(1))))
    await school.curator.presses("Да, удалить")
    assert "уже отправлено" in (school.curator.toast or "")
    assert "ждём ответа" in school.curator.screen


async def test_a_deleted_draft_counts_nowhere(world: World, school: School) -> None:
    await school.drafts()
    await school.curator.presses("Удалить черновик")
    await school.curator.presses("Да, удалить")
    await school.curator.types("/pairs")
    assert not any(label.startswith("Закрыты") for label in school.curator.labels)
    await school.curator.press_data(packed(pairs.Listed(school.here, Stage.CLOSED)))
    assert "не состоялась" not in school.curator.screen
    assert (await Reporting(world.house).report(Operator(), school.here)).stages == {}


async def test_an_old_proposal_of_two_who_did_not_suit_makes_no_draft(world: World, school: School) -> None:
    await school.offers()
    await school.mentor.presses("Посмотреть и ответить")
    await school.mentor.presses("Отклонить")
    await school.mentor.presses("Личная причина")
    mentor, mentee = [(await _membership(world, person)) for person in (school.mentor, school.mentee)]
    await school.curator.press_data(packed(pairs.Propose(school.here, mentee, mentor)))
    assert "Эта кнопка уже не действует" in (school.curator.toast or "")


async def test_nobody_hears_of_the_end_of_a_draft(world: World, school: School) -> None:
    await school.drafts()
    await school.mentee.types("/mydata")
    await school.mentee.presses("Отозвать согласие")
    await school.mentee.presses(next(label for label in school.mentee.labels if "тозвать" in label))
    await world.delivers()
    assert "Пара" not in school.mentor.screen.split("\n")[0]
    assert "Пара распалась" in told(school, "curator")


async def test_an_offer_whose_times_have_passed_can_be_made_anew(world: World, school: School) -> None:
    await assigned(school)
    await offers(school.mentor, (TUESDAY, "15:00"))
    world.clock.set(START.replace(day=9, hour=10))
    await school.mentor.types("/pairs")
    assert "предложенное время прошло" in school.mentor.screen
    await school.mentor.presses("Предложить другое время")
    assert "Выбрать день" in school.mentor.labels


async def _membership(world: World, person: Person) -> MembershipId:
    caller = await world.house.database.read(lambda tx: people.caller(tx, person.id))
    assert caller is not None
    return caller.memberships[0].id
