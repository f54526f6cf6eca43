"""What an organisation decides about a task of its own: not needed here, and its day where the plan names none."""

import datetime

from bot.dialogs import days
from bot.dialogs import road_map_change_addresses as to
from bot.dialogs.menu import Open
from bot.dialogs.road_map_addresses import SectionOf
from bot.dialogs.road_map_addresses import TaskCard as OpenTask
from bot.dialogs.road_map_changes import NO_NAMES
from bot.screens import Address, Button, Rows, Screen, bold, column, grid, lines, noted
from bot.texts import labels, roles, words
from bot.texts import road_maps as said
from mentoring.deadlines import OccasionKind
from mentoring.road_map_changes import TaskEdit, day_is_open, several_days
from mentoring.road_map_history import Of
from mentoring.road_map_views import TaskCard
from mentoring.road_maps import LEADERS, MapState, TaskState

MENU = Button("Меню", Open("menu"))


def rows_of(found: TaskCard) -> Rows:
    """What of it may be decided here, for the card."""
    place = None if found.place.id == found.owner.id else found.place.id
    behind = [
        Button("История", to.ShowHistory(Of.TASK, found.task.id)),
        Button("К разделу", SectionOf(found.road_map.id, place, found.item.id)),
    ]
    return grid([*_own(found), *behind], 2)


def _own(found: TaskCard) -> list[Button]:
    task = found.task
    if not found.may_lead or found.road_map.state is not MapState.ACTIVE:
        return []
    buttons = []
    if task.state is TaskState.OPEN and day_is_open(task):
        buttons.append(Button("Назначить день" if task.due is None else "Другой день", to.PickDay(task.id)))
        if several_days(found.item.item) and task.due is not None:
            buttons.append(Button("➕ Добавить дату", to.PickDay(task.id, more=True)))
    if task.state is TaskState.OPEN:
        buttons.append(Button("Не требуется", to.AskWaiveTask(task.id)))
    if task.state is TaskState.WAIVED and found.item.waived is None:
        buttons.append(Button("Вернуть в работу", to.ReopenTask(task.id)))
    if found.owner.id == found.place.id:
        buttons.append(Button("Изменить пункт", to.EditItem(task.item)))
    return buttons


def whose_day(found: TaskCard) -> str | None:
    """Where a school cannot move a deadline: who can."""
    given = found.task.kind is OccasionKind.DATED and found.task.state is TaskState.OPEN
    if not given or not found.may_lead or found.owner.id == found.place.id:
        return None
    leader = roles.NAMES[LEADERS[found.owner.level][0]]
    return f"Срок задан выше: {labels.shortened(found.owner.name, 60)}. Перенести его может {leader}."


def waive_asked(found: TaskEdit, note: str | None = None) -> Screen:
    buttons = [Button(told, to.WaiveTask(found.task.id, code)) for code, told in found.reasons.items()]
    return noted(
        Screen(
            lines(
                bold("Почему это не требуется?"),
                said.title(found.item.item),
                "",
                f"Выберите причину или напишите её. {NO_NAMES}",
            ),
            (*column(buttons), (Button("Назад", OpenTask(found.task.id)), MENU)),
        ),
        note,
    )


def day_asked(found: TaskEdit, month: int = 0, note: str | None = None, *, more: bool = False) -> Screen:
    """Only days that the plan leaves open."""
    first, last = found.choice
    shown = min(max(month or days.month_of(first), days.month_of(first)), days.month_of(last))

    def pick(day: datetime.date) -> Address:
        return to.SetDay(found.task.id, day.toordinal(), more)

    rows = days.month_rows(shown, first, last, pick, lambda at: to.PickDay(found.task.id, more, at))
    return noted(
        Screen(
            lines(
                bold("Ещё одна дата" if more else "К какому дню?"),
                said.title(found.item.item),
                "",
                f"{days.title(shown)}. Нажмите на день или напишите его: {words.numeric(last)}.",
            ),
            (*rows, (Button("Назад", OpenTask(found.task.id)), MENU)),
        ),
        note,
    )
