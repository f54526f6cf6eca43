"""A group's plan with a goal of one's own: the mentor chooses it, the member sees it, and never another's."""

import asyncio
from dataclasses import replace

import pytest

from bot.dialogs import plans
from bot.screens import packed
from mentoring.ids import PairId, PlanId
from sandbox.people import Person
from storage import plans as kept_plans
from tests.stories.test_groups import NBSP, Circle, label_of, opened, settled
from tests.stories.test_pair_papers import last_file
from tests.world import World
from usecases.planning import Planning
from usecases.unit import House

COMMON, OWN = "Уверенно готовить и вести урок", "Спокойно говорить с родителями"


async def in_planning(circle: Circle, *names: str) -> None:
    """The trial suits everybody, the planning meeting has been entered by the curator."""
    await settled(circle, *names)
    for person in (circle.mentor, *(circle.people[name] for name in names)):
        await opened(person)
        await person.presses("Подходит")
    curator = circle.curator
    await curator.types("/pairs")
    await curator.presses(label_of(curator, "План"))
    await curator.presses(curator.labels[0])
    await curator.presses("Встреча уже прошла")
    await curator.presses("Да, встреча прошла")


async def drafted(circle: Circle, **own: str) -> None:
    """``own``: goals by the name of the member."""
    mentor = circle.mentor
    await opened(mentor)
    await mentor.presses("Составить план")
    await mentor.presses("Цель")
    await mentor.presses(COMMON)
    await mentor.presses("Результат")
    await mentor.presses("Готовая разработка")
    for number in range(4):
        await mentor.presses("Добавить мероприятие")
        await mentor.presses(mentor.labels[number])
        await mentor.presses("Октябрь")
    for name, goal in own.items():
        await chosen(circle, name, goal)


async def chosen(circle: Circle, name: str, goal: str) -> None:
    mentor = circle.mentor
    await mentor.presses("Цели участников")
    await mentor.presses(label_of(mentor, name))
    await mentor.presses(goal)
    await mentor.presses("Назад")


async def approved(circle: Circle, *names: str, **own: str) -> None:
    await drafted(circle, **own)
    await circle.mentor.presses("Отправить план")
    for name in names:
        await opened(circle.people[name])
        await circle.people[name].presses("Принять план")
    await on_curators_card(circle, "План")
    await circle.curator.presses("Утвердить план")


async def on_curators_card(circle: Circle, stage: str) -> Person:
    curator = circle.curator
    await curator.types("/pairs")
    await curator.presses(label_of(curator, stage))
    await curator.presses(curator.labels[0])
    return curator


@pytest.fixture
async def circle(world: World) -> Circle:
    circle = await Circle(world, await world.school()).opens("Анна", "Вера")
    await circle.comes("Борис", **{"В чём Вам нужна помощь": "Общение с родителями"})
    await in_planning(circle, "Анна", "Борис")
    return circle


async def test_each_sees_the_own_goal_and_the_curator_sees_all(world: World, circle: Circle) -> None:
    anna, boris = circle.people["Анна"], circle.people["Борис"]
    await drafted(circle, Борис=OWN)
    assert "Борис, своя цель: спокойно говорить с родителями" in circle.mentor.screen
    await circle.mentor.presses("Отправить план")
    await opened(boris)
    assert "Ваша цель: спокойно говорить с родителями." in boris.screen
    await opened(anna)
    assert "Цель: уверенно готовить и вести урок." in anna.screen
    assert "родителями" not in anna.screen, "what another works at is not hers to read"
    for person in (anna, boris):
        await person.presses("Принять план")
    curator = await on_curators_card(circle, "План")
    assert "Воронов Б., своя цель: спокойно говорить с родителями" in curator.screen.replace(NBSP, " ")
    await curator.presses("Документы")
    await curator.presses("Программа группы")
    assert "Своя цель, Воронов Борис: спокойно говорить с родителями" in last_file(curator)[1]
    await anna.presses("Документы")
    await anna.presses("Программа группы")
    assert "Своя цель" not in last_file(anna)[1]


async def test_the_common_goal_again_by_one_press(circle: Circle) -> None:
    await drafted(circle, Борис=OWN)
    await chosen(circle, "Борис", "Общая цель")
    assert "своя цель" not in circle.mentor.screen
    await chosen(circle, "Анна", OWN)
    member = await circle.membership("Анна")
    again = packed(plans.ChooseOwnGoal(PlanId(1), member, "parents"))
    before = (await circle.world.stored())["plan_goals"]
    await circle.mentor.press_data(again)
    assert (await circle.world.stored())["plan_goals"] == before


async def test_nobody_but_the_mentor_chooses_and_only_for_members(circle: Circle) -> None:
    await drafted(circle)
    anna, vera = await circle.membership("Анна"), await circle.membership("Вера")
    forged = [
        (circle.people["Анна"], plans.ChooseOwnGoal(PlanId(1), anna, "parents")),
        (circle.curator, plans.ChooseOwnGoal(PlanId(1), anna, "parents")),
        (circle.mentor, plans.ChooseOwnGoal(PlanId(1), vera, "parents")),
        (circle.mentor, plans.ChooseOwnGoal(PlanId(1), anna, "riches")),
        (circle.mentor, plans.OwnGoal(PairId(1), vera)),
    ]
    for person, button in forged:
        await person.press_data(packed(button))
        assert person.toast, button
    assert (await circle.world.stored())["plan_goals"] == []
    await circle.mentor.types("/pairs")
    await circle.mentor.presses("Продолжить план")
    await circle.mentor.presses("Отправить план")
    await circle.mentor.press_data(packed(plans.ChooseOwnGoal(PlanId(1), anna, "parents")))
    assert circle.mentor.toast == "Эта кнопка уже не действует. Сейчас: составляют план. Можно: взять паузу."
    assert (await circle.world.stored())["plan_goals"] == [], "what was handed in is not changed"


async def test_who_leaves_takes_the_goal_off_the_page_but_not_out_of_the_history(world: World, circle: Circle) -> None:
    kept = world.house.database
    await approved(circle, "Анна", "Борис", Борис=OWN)
    boris = await opened(circle.people["Борис"])
    await boris.presses("Другие действия")
    await boris.presses("Завершить участие")
    await boris.presses("Не хватает времени")
    curator = await on_curators_card(circle, "Работа")
    assert "своя цель" not in curator.screen
    first = await kept.read(lambda tx: kept_plans.one(tx, PlanId(1)))
    assert first is not None
    assert list(first.plan.own_goals) == [await circle.membership("Борис")]
    await opened(circle.mentor)
    await circle.mentor.presses("Другие действия")
    await circle.mentor.presses("Изменить план")
    second = await kept.read(lambda tx: kept_plans.one(tx, PlanId(2)))
    assert second is not None
    assert second.plan.own_goals == {}


async def test_consent_taken_back_takes_the_goal_along(world: World, circle: Circle) -> None:
    await approved(circle, "Анна", "Борис", Борис=OWN)
    boris = circle.people["Борис"]
    await boris.types("/mydata")
    await boris.presses("Отозвать согласие")
    await boris.presses(next(label for label in boris.labels if "тозвать" in label))
    assert (await world.stored())["plan_goals"] == []


async def test_a_change_of_one_goal_alone_is_the_curators_business(world: World, circle: Circle) -> None:
    await approved(circle, "Анна", "Борис", Борис=OWN)
    mentor = await opened(circle.mentor)
    await mentor.presses("Другие действия")
    await mentor.presses("Изменить план")
    await chosen(circle, "Борис", "Общая цель")
    await mentor.presses("Отправить план")
    for name in ("Анна", "Борис"):
        await opened(circle.people[name])
        await circle.people[name].presses("Принять изменение")
    curator = await on_curators_card(circle, "Работа")
    assert "Воронов Б., своя цель" in curator.screen.replace(NBSP, " "), "the version in force"
    await curator.presses("Утвердить изменение")
    assert "своя цель" not in curator.screen
    await curator.presses("Другие действия")
    await curator.presses("Версии плана")
    await curator.presses("Версия 1")
    assert "Воронов Б., своя цель: спокойно говорить с родителями" in curator.screen.replace(NBSP, " ")


async def test_a_goal_and_the_handing_in_at_the_same_moment(world: World, circle: Circle, other: House) -> None:
    await drafted(circle)
    mentor, anna = circle.mentor.id, await circle.membership("Анна")
    await asyncio.gather(
        Planning(world.house).submit(mentor, PlanId(1)),
        Planning(other).choose_own_goal(mentor, PlanId(1), anna, "parents"),
        return_exceptions=True,
    )
    plan = await world.house.database.read(lambda tx: kept_plans.one(tx, PlanId(1)))
    shown = await opened(circle.people["Анна"])
    assert plan is not None
    assert ("Ваша цель" in shown.screen) is bool(plan.plan.own_goals), "what was handed in is what is shown"
    assert replace(plan.plan, own_goals={}).goal == "lesson"
