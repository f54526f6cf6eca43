"""The card of an item of a road map: for whoever has to do it, and for whoever leads the road map."""

import datetime

from bot.dialogs import road_map_addresses as to
from bot.dialogs.menu import Open
from bot.screens import Button, Html, Screen, bold, column, italic, lines, markup, paged, turning
from bot.texts import labels, roles
from bot.texts import road_maps as said
from mentoring.road_map_views import ItemCard, TaskCard
from mentoring.road_maps import Item, Task, TaskState, standing

MENU = Button("Меню", Open("menu"))

LABEL = 36


def task(found: TaskCard) -> Screen:
    item = found.item.item
    place = None if found.place.id == found.owner.id else found.place.id
    return Screen(
        lines(
            bold(said.title(item)),
            italic(item.section),
            "",
            *_facts(item),
            markup("<b>{standing}</b>", standing=_state(found.task, found.today)),
            *_reason(found.task),
        ),
        ((Button("К дорожной карте", to.Home(found.road_map.id, place)), MENU),),
    )


def _facts(item: Item) -> list[Html | str]:
    facts = [
        ("Срок по плану", item.deadline_raw or said.NO_DATE),
        ("Ответственный", item.responsible or roles.NAMES[item.owner]),
        ("Результат", item.result),
    ]
    return [markup("{name}: {value}", name=name, value=value) for name, value in facts if value]


def _state(task: Task, today: datetime.date) -> str:
    if task.state is not TaskState.OPEN:
        return f"{said.MARKS[standing(task, today)]} {said.closed(task)}"
    found = standing(task, today)
    return f"{said.MARKS[found]} {said.STANDINGS[found]}, {said.by_when(task, today)}"


def _reason(task: Task) -> list[str]:
    return [f"Причина: {task.reason}"] if task.reason and task.state is TaskState.DONE else []


def item(found: ItemCard, page: int = 0) -> Screen:
    """All who have to do it, the late ones first."""
    tasks = sorted(found.tasks, key=lambda one: (one.state is not TaskState.OPEN, one.last_day or datetime.date.max))
    part = paged(len(tasks), page)
    done = sum(one.state is not TaskState.OPEN for one in tasks)
    shown = tasks[part.first : part.last]
    several = len(found.names) > 1
    return Screen(
        lines(
            bold(said.title(found.item.item)),
            italic(found.item.item.section),
            "",
            *_facts(found.item.item),
            f"Готово: {done} из {len(tasks)}." if tasks else "Делать это пока некому: организаций нет.",
            f"Просрочено: {len(found.late)}." if found.late else None,
        ),
        (
            *column([Button(_task_label(found, one, several=several), to.TaskCard(one.id)) for one in shown]),
            *turning(part, lambda turned: to.ItemCard(found.item.id, turned)),
            (Button("К дорожной карте", to.Home(found.road_map.id)), MENU),
        ),
    )


def _task_label(found: ItemCard, one: Task, *, several: bool) -> str:
    mark = said.MARKS[standing(one, found.today)]
    when = said.by_when(one, found.today)
    if not several:
        return f"{mark} {when}"
    tail = f" · {when}"
    return f"{mark} {labels.organisation(found.names[one.organisation], max(LABEL - len(tail), 14))}{tail}"
