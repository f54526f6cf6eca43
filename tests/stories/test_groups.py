"""A group from the curator's choice to its end: who comes, who goes, and what each may see and do."""

import asyncio
import datetime
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.dialogs import group_meetings, groups, meetings
from bot.dialogs.pair_addresses import Card
from bot.screens import packed
from mentoring.ids import MeetingId, MembershipId, OrganisationId, PairId, SlotId
from mentoring.pair_cards import Reason
from mentoring.pair_moves import Impossible
from mentoring.pairs import MentoringKind, PairState, Verdict
from mentoring.roles import Role
from sandbox.people import Person
from storage import pairs, people
from tests.stories.test_pairs import days_pass
from tests.world import START, World
from usecases.grouping import Grouping
from usecases.meetings import Meetings
from usecases.pairing import Pairing
from usecases.unit import House

NBSP = "\N{NO-BREAK SPACE}"
SURNAMES = {"Анна": "Белова", "Борис": "Воронов", "Вера": "Громова", "Глеб": "Дроздов"}


class Circle:
    """A curator, a mentor with room for several, and mentees who stand in the bank."""

    def __init__(self, world: World, here: OrganisationId) -> None:
        self.world = world
        self.here = here
        self.curator: Person
        self.mentor: Person
        self.people: dict[str, Person] = {}

    async def opens(self, *names: str) -> "Circle":
        self.curator = await self.world.member(self.here, Role.CURATOR, "Ольга")
        self.mentor = await self.joins(Role.MENTOR, "Мария", "Смирнова")
        for name in names or ("Анна", "Борис", "Вера"):
            await self.comes(name)
        return self

    async def comes(self, name: str, **answers: str) -> Person:
        self.people[name] = await self.joins(Role.MENTEE, name, SURNAMES[name], **answers)
        return self.people[name]

    async def joins(self, role: Role, name: str, surname: str, **answers: str) -> Person:
        person = self.world.person(name)
        await person.starts(await self.world.invitation(self.here, role))
        await person.presses("Да, есть")
        await person.presses("Согласиться")
        if "Как Вас зовут" in person.screen:
            await person.types(f"{surname} {name}")
            await person.presses("Женский" if "Женский" in person.labels else person.labels[0])
        await self.world.fills_in(person, **({"Сколько наставляемых": "5"} if role is Role.MENTOR else {}), **answers)
        return person

    async def gathers(self, *names: str) -> None:
        curator = self.curator
        await curator.types("/pairs")
        await curator.presses("Собрать группу")
        await curator.presses(curator.labels[0])
        first, *rest = names
        await curator.presses(label_of(curator, SURNAMES[first]))
        for name in rest:
            await curator.presses(label_of(curator, f"Добавить: {SURNAMES[name]}"))
        await curator.presses("Готово")

    async def agrees(self, *names: str) -> None:
        """Offered, accepted by everybody, fixed by an order."""
        await self.gathers(*names)
        await self.curator.presses("Отправить предложение")
        for person in (self.mentor, *(self.people[name] for name in names)):
            await person.types("/pairs")
            await person.presses("Принять")
        await self.order()

    async def order(self) -> None:
        await self.curator.types("/pairs")
        await self.curator.presses("Ждут приказа · 1")
        await self.curator.presses(self.curator.labels[0])
        await self.curator.presses("Внести приказ")
        await self.curator.presses("Да, согласия есть")
        await self.curator.types("12-од от 07.09.2026")
        await self.world.delivers()

    async def membership(self, name: str) -> MembershipId:
        caller = await self.world.house.database.read(lambda tx: people.caller(tx, self.people[name].id))
        assert caller is not None
        return caller.memberships[0].id

    async def pair(self) -> pairs.Kept:
        kept = await self.world.house.database.read(lambda tx: pairs.one(tx, PairId(1)))
        assert kept is not None
        return kept


def label_of(person: Person, part: str) -> str:
    return next(label for label in person.labels if part in label)


@pytest.fixture
async def circle(world: World) -> Circle:
    return await Circle(world, await world.school()).opens()


async def test_a_group_is_gathered_offered_and_goes_on_without_who_declines(world: World, circle: Circle) -> None:
    await circle.gathers("Анна", "Борис", "Вера")
    assert "Новая группа" in circle.curator.screen
    await circle.curator.presses("Изменить состав группы")
    assert "✓ Белова" in circle.curator.screen
    await circle.curator.presses("Готово")
    await circle.curator.presses("Отправить предложение")
    await world.delivers()
    assert "Вам предложена группа" in circle.mentor.screen
    await circle.mentor.presses("Посмотреть и ответить")
    assert "Громова" not in circle.mentor.screen
    await circle.mentor.presses("Принять")
    assert "Ждём ответа остальных" in circle.mentor.screen

    anna, boris, vera = circle.people.values()
    await anna.types("/pairs")
    assert f"В группе ещё 2{NBSP}участника" in anna.screen
    await anna.presses("Принять")
    await vera.types("/pairs")
    await vera.presses("Отклонить")
    await vera.presses("Не хватает времени")
    assert "Участие завершено" in vera.screen
    await world.delivers()
    assert "Состав группы изменился" in circle.curator.screen
    await circle.curator.presses("Открыть карточку группы")
    assert "Не в составе: Громова В. — не хватает времени" in circle.curator.screen.replace(NBSP, " ")

    await boris.types("/pairs")
    await boris.presses("Принять")
    await circle.order()
    assert f"Группа №{NBSP}1" in circle.curator.screen
    await anna.types("/pairs")
    assert "Вместе с Вами: Борис" in anna.screen
    assert "Наставник: Мария, учитель" in anna.screen


async def offered(circle: Circle) -> None:
    """The mentor offers tomorrow at three and at four."""
    mentor = circle.mentor
    await mentor.types("/pairs")
    await mentor.presses("Назначить встречу")
    for number, hour in enumerate(("15:00", "16:00")):
        await mentor.presses("Добавить время" if number else "Выбрать день")
        await mentor.presses(mentor.labels[1])
        await mentor.presses(hour)
    await mentor.presses("Предложить")
    await circle.world.delivers()


async def held(circle: Circle, *present: str) -> None:
    """The mentor fixes a time without waiting; the mentor and one member tell that it has been."""
    world, mentor = circle.world, circle.mentor
    await offered(circle)
    await mentor.types("/pairs")
    await mentor.presses(label_of(mentor, "15:00"))
    tomorrow = world.clock.now().astimezone(START.tzinfo) + datetime.timedelta(days=1)
    world.clock.set(tomorrow.replace(hour=18, minute=0))
    await world.app.post.tick()
    await mentor.types("/pairs")
    await mentor.presses("Состоялась")
    for name in present:
        await mentor.presses(label_of(mentor, f"{name}: на встрече"))
    one = circle.people[present[0]]
    await one.types("/pairs")
    await one.presses("Состоялась")
    await world.delivers()


async def test_members_mark_what_suits_and_the_last_answer_fixes_the_time(world: World, circle: Circle) -> None:
    await circle.agrees("Анна", "Борис", "Вера")
    await offered(circle)
    anna, boris, vera = circle.people.values()
    assert "отметьте, какое время подходит" in (await opened(anna)).screen
    await anna.presses(label_of(anna, "16:00"))
    assert any(label.startswith("✓") for label in anna.labels)
    await anna.presses("Готово")
    assert "ждём остальных" in anna.screen
    await opened(vera)
    await vera.presses("Ни одно не подходит")
    await opened(circle.mentor)
    assert "есть 2 из 3" in circle.mentor.screen
    await opened(boris)
    await boris.presses(label_of(boris, "15:00"))
    await boris.presses(label_of(boris, "16:00"))
    assert "16:00, в школе" in boris.screen
    await world.delivers()
    assert "Время встречи выбрано" in circle.mentor.screen


async def test_after_a_working_day_the_best_time_is_fixed_without_the_silent(world: World, circle: Circle) -> None:
    await circle.agrees("Анна", "Борис")
    mentor = circle.mentor
    await mentor.types("/pairs")
    await mentor.presses("Назначить встречу")
    await mentor.presses("Выбрать день")
    await mentor.presses(mentor.labels[4])
    await mentor.presses("15:00")
    await mentor.presses("Предложить")
    await world.delivers()
    anna, boris = circle.people["Анна"], circle.people["Борис"]
    await opened(anna)
    await anna.presses(label_of(anna, "15:00"))
    await days_pass(world, 2)
    await opened(boris)
    assert "15:00, в школе" in boris.screen


async def opened(person: Person) -> Person:
    await person.types("/pairs")
    return person


async def test_who_was_there_is_noted_and_nobody_blocks(world: World, circle: Circle) -> None:
    await circle.agrees("Анна", "Борис", "Вера")
    await held(circle, "Анна")
    kept = await circle.pair()
    assert kept.pair.state is PairState.TRIAL, "the mentor's word and one member's are enough"
    await opened(circle.mentor)
    await circle.mentor.presses("Кто был на встрече?")
    assert "Анна: на встрече" in circle.mentor.screen
    for name in ("Борис", "Вера"):
        await circle.mentor.press_data(packed(group_meetings.Note(MeetingId(1), await circle.membership(name), False)))
    assert "Вера: не на встрече" in circle.mentor.screen
    await circle.mentor.press_data(packed(group_meetings.Note(MeetingId(1), await circle.membership("Анна"), False)))
    assert circle.mentor.toast is not None
    assert "кто-то был" in circle.mentor.toast


async def test_a_member_cannot_press_what_is_another_s(world: World, circle: Circle) -> None:
    """The mentor's buttons, the curator's, and those of somebody who is not in the group."""
    await circle.agrees("Анна", "Борис")
    await offered(circle)
    anna, vera, boris = circle.people["Анна"], circle.people["Вера"], await circle.membership("Борис")
    pair, meeting, slot = PairId(1), MeetingId(1), SlotId(1)
    mine = [
        group_meetings.Fix(meeting, slot),
        group_meetings.Note(meeting, boris, present=True),
        group_meetings.WhoWas(meeting),
        meetings.Take(meeting, slot),
        meetings.CallOff(meeting, move=False, reason=Reason.TIME),
        meetings.Begin(pair),
        groups.Add(pair, boris),
        groups.Invite(pair, await circle.membership("Вера")),
        groups.Join(pair),
        groups.ChooseKind(pair, MentoringKind.REMOTE),
    ]
    theirs = [*mine, group_meetings.Suits(meeting, slot, fits=True), group_meetings.Answered(meeting), Card(pair)]
    before = await world.stored()
    for person, buttons in ((anna, mine), (vera, theirs)):
        for button in buttons:
            await person.press_data(packed(button))
            assert person.toast, button
    after = await world.stored()
    for table in ("pairs", "pair_sides", "pair_history", "meetings", "meeting_fits", "meeting_answers"):
        assert after[table] == before[table], table


async def settled(circle: Circle, *names: str) -> None:
    """As far as a group whose trial has been."""
    await circle.agrees(*names)
    await held(circle, names[0])
    await held(circle, names[0])


async def test_a_no_after_the_trial_takes_only_that_member_out(world: World, circle: Circle) -> None:
    await settled(circle, "Анна", "Борис", "Вера")
    boris = await opened(circle.people["Борис"])
    await boris.presses("Не подходит")
    await boris.presses("Личная причина")
    assert "Участие завершено" in boris.screen
    await world.delivers()
    assert "Состав группы изменился" in circle.mentor.screen
    assert "ичная" not in circle.mentor.screen
    for person in (circle.mentor, circle.people["Анна"], circle.people["Вера"]):
        await opened(person)
        await person.presses("Подходит")
    assert (await circle.pair()).pair.state is PairState.PLANNING
    await circle.curator.types("/pairs")
    await circle.curator.presses(label_of(circle.curator, "План"))
    await circle.curator.presses(circle.curator.labels[0])
    assert "Не в составе: Воронов Б. — личная причина" in circle.curator.screen.replace(NBSP, " ")


async def test_one_more_comes_later_by_an_invitation_that_waits(world: World, circle: Circle) -> None:
    await circle.agrees("Анна", "Борис")
    await invited(circle, "Вера")
    assert "Приглашение: Громова В. — ответа ещё нет" in circle.curator.screen.replace(NBSP, " ")
    await world.delivers()
    vera = circle.people["Вера"]
    assert "Вас приглашают в группу" in vera.screen
    await vera.presses("Посмотреть и ответить")
    assert "Мария" not in vera.screen
    await vera.presses("Принять")
    assert "Мария" in vera.screen
    await world.delivers()
    assert "В группе пополнение" in circle.mentor.screen
    assert "дополнить приказ" in circle.curator.screen
    assert len((await circle.pair()).pair.members) == 3


async def test_whoever_came_later_is_not_asked_for_at_a_meeting_before(world: World, circle: Circle) -> None:
    await circle.agrees("Анна", "Борис")
    await held(circle, "Анна")
    await circle.mentor.press_data(packed(group_meetings.Note(MeetingId(1), await circle.membership("Борис"), False)))
    await invited(circle, "Вера", "Проба · 1")
    await world.delivers()
    await circle.people["Вера"].presses("Посмотреть и ответить")
    await circle.people["Вера"].presses("Принять")
    await opened(circle.mentor)
    assert "Кто был на встрече?" not in circle.mentor.labels
    await circle.mentor.press_data(packed(group_meetings.WhoWas(MeetingId(1))))
    assert "Борис" in circle.mentor.screen
    assert "Громова" not in circle.mentor.screen


async def test_an_invitation_nobody_answers_is_recalled_and_then_over(world: World, circle: Circle) -> None:
    await circle.agrees("Анна", "Борис")
    await invited(circle, "Вера")
    await world.delivers()
    world.clock.set(world.clock.now() + datetime.timedelta(hours=6))
    await days_pass(world, 2)
    vera = circle.people["Вера"]
    assert "group_waits" in await world.letters()
    assert "Вас приглашают в группу" in vera.screen
    await days_pass(world, 3)
    assert "Приглашение в группу закрыто" in vera.screen
    await vera.presses("Мои пары")
    assert "Пару пока подбирают" in vera.screen
    assert "Место снова свободно" in circle.curator.screen
    await circle.curator.types("/pairs")
    assert "Подобрать пару · 1" in circle.curator.labels


async def invited(circle: Circle, name: str, stage: str = "Знакомство · 1") -> None:
    curator = circle.curator
    await curator.types("/pairs")
    await curator.presses(stage)
    await curator.presses(curator.labels[0])
    await curator.presses("Другие действия")
    await curator.presses("Добавить участника")
    await curator.presses(label_of(curator, f"Пригласить: {SURNAMES[name]}"))


async def test_the_kind_of_a_draft_decides_how_many_events_a_plan_has(world: World, circle: Circle) -> None:
    await circle.gathers("Анна", "Борис")
    await circle.curator.presses("Вид: традиционное")
    await circle.curator.presses("Краткосрочное")
    assert "Вид наставничества: краткосрочное" in circle.curator.screen
    assert (await circle.pair()).pair.kind is MentoringKind.SHORT_TERM


async def both(*acts: Any) -> list[Any]:
    return await asyncio.gather(*acts, return_exceptions=True)


async def test_two_members_accept_and_two_judge_at_the_same_moment(world: World, circle: Circle, other: House) -> None:
    await circle.gathers("Анна", "Борис")
    await circle.curator.presses("Отправить предложение")
    await opened(circle.mentor)
    await circle.mentor.presses("Принять")
    anna, boris, pair = circle.people["Анна"], circle.people["Борис"], PairId(1)
    found = await both(Pairing(world.house).accept(anna.id, pair), Pairing(other).accept(boris.id, pair))
    assert not any(isinstance(one, BaseException) for one in found)
    assert (await circle.pair()).pair.state is PairState.ACCEPTED
    await circle.order()
    for _ in range(2):
        await held(circle, "Анна")
    found = await both(
        Meetings(world.house).judge_trial(anna.id, pair, 1, Verdict.YES),
        Meetings(other).judge_trial(boris.id, pair, 1, Verdict.NO, Reason.PERSONAL),
    )
    assert not any(isinstance(one, BaseException) for one in found)
    kept = await circle.pair()
    assert [side.verdict for side in kept.pair.members] == [Verdict.YES]


async def test_the_last_place_of_a_group_is_given_once(world: World, circle: Circle, other: House) -> None:
    usual = world.house.content.programme
    world.house.content.programme = lambda organisation: replace(usual(organisation), group_size=2)
    await circle.gathers("Анна")
    boris, vera = await circle.membership("Борис"), await circle.membership("Вера")
    found = await both(
        Grouping(world.house).add(circle.curator.id, PairId(1), boris),
        Grouping(other).add(circle.curator.id, PairId(1), vera),
    )
    assert sum(isinstance(one, Impossible) for one in found) == 1
    assert len((await circle.pair()).pair.members) == 2


async def test_times_that_suited_who_has_left_do_not_count(world: World) -> None:
    circle = await Circle(world, await world.school()).opens()
    await circle.agrees("Анна", "Борис", "Вера")
    await offered(circle)
    anna, boris, vera = circle.people.values()
    await opened(boris)
    await boris.presses(label_of(boris, "15:00"))
    await boris.presses("Готово")
    await leaves(boris)
    for one in (anna, vera):
        await opened(one)
        await one.presses("Ни одно не подходит")
    await opened(circle.mentor)
    assert "15:00, в школе" not in circle.mentor.screen


async def leaves(person: Person) -> None:
    await opened(person)
    await person.presses("Другие действия")
    await person.presses("Завершить участие")
    await person.presses("Не хватает времени")


async def withdraws(person: Person) -> None:
    await person.types("/mydata")
    await person.presses("Отозвать согласие")
    await person.presses("Отозвать согласие")


@pytest.mark.parametrize("goes", [leaves, withdraws])
@pytest.mark.parametrize("names", [("Анна", "Борис", "Вера"), ("Анна", "Борис")])
async def test_the_time_is_fixed_when_the_last_silent_one_leaves(
    world: World, names: tuple[str, ...], goes: Callable[[Person], Awaitable[None]]
) -> None:
    circle = await Circle(world, await world.school()).opens(*names)
    await circle.agrees(*names)
    await offered(circle)
    staying = [circle.people[name] for name in names if name != "Борис"]
    for one in staying:
        await opened(one)
        await one.presses(label_of(one, "16:00"))
        await one.presses("Готово")
    await goes(circle.people["Борис"])
    await world.delivers()
    for person in (circle.mentor, *staying):
        assert "Время встречи выбрано" in person.screen
        assert "16:00, в школе" in person.screen
    assert "Время встречи выбрано" not in circle.people["Борис"].screen


async def test_nothing_suits_those_who_stay_and_the_mentor_hears_of_it(world: World, circle: Circle) -> None:
    await circle.agrees("Анна", "Борис", "Вера")
    await offered(circle)
    for name in ("Анна", "Вера"):
        await opened(circle.people[name])
        await circle.people[name].presses("Ни одно не подходит")
    await leaves(circle.people["Борис"])
    await opened(circle.mentor)
    assert "Назначить встречу" in circle.mentor.labels
