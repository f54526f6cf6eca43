"""The card of an item of a road map: for whoever has to do it, and for whoever leads the road map."""

import datetime

from bot.dialogs import evidence
from bot.dialogs import road_map_addresses as to
from bot.dialogs import road_map_change_addresses as change
from bot.dialogs.menu import Open
from bot.dialogs.road_map_task_changes import rows_of, whose_day
from bot.screens import Button, Html, Screen, bold, column, italic, lines, markup, paged, turning
from bot.texts import labels, words
from bot.texts import road_maps as said
from mentoring.road_map_history import Of
from mentoring.road_map_views import DOERS, DoerLine, ItemCard, TaskCard
from mentoring.road_maps import Item, MapState, Standing, Task, TaskState, standing

MENU = Button("Меню", Open("menu"))

LABEL, NAME = 36, 60

NOBODY = "Делать это пока некому: организаций нет."


def task(found: TaskCard) -> Screen:
    item = found.item.item
    place = None if found.place.id == found.owner.id else found.place.id
    return Screen(
        lines(
            bold(said.title(item)),
            italic(said.written(item.section)),
            "",
            *_facts(item),
            markup("<b>{standing}</b>", standing=_state(found.task, found.today)),
            *_reason(found.task),
            whose_day(found),
            *evidence.told(found),
        ),
        (
            *evidence.rows(found),
            *rows_of(found),
            (Button("К дорожной карте", to.Home(found.road_map.id, place)), MENU),
        ),
    )


def _facts(item: Item) -> list[Html | str]:
    facts = [
        ("Срок по плану", said.deadline_set(item.deadline_raw)),
        ("Ответственный", said.written(item.responsible or said.acting(item.owner))),
        ("Результат", said.written(item.result)),
    ]
    return [markup("{name}: {value}", name=name, value=value) for name, value in facts if value]


def _state(task: Task, today: datetime.date) -> str:
    if task.state is not TaskState.OPEN:
        return f"{said.MARKS[standing(task, today)]} {said.closed(task)}"
    found = standing(task, today)
    by = "" if found is Standing.NO_DATE else f", {said.by_when(task, today)}"
    if found is Standing.LATE and task.last_day is not None:
        by = f", срок был {said.until(task.last_day, today)}"
    return f"{said.MARKS[found]} {said.STANDINGS[found]}{by}"


def _reason(task: Task) -> list[str]:
    return [f"Причина: {task.reason}"] if task.reason and task.state is TaskState.DONE else []


def item(found: ItemCard) -> Screen:
    """All who have to do it, the late ones first."""
    place = None if found.place.id == found.owner.id else found.place.id
    part = paged(found.tally.total, found.page, DOERS)
    late = found.tally.counts.get(Standing.LATE, 0)
    several = len({line.task.organisation for line in found.lines}) > 1
    doers = [Button(_task_label(line, several=several), to.TaskCard(line.task.id)) for line in found.lines]
    return Screen(
        lines(
            bold(said.title(found.item.item)),
            italic(said.written(found.item.item.section)),
            "",
            *_facts(found.item.item),
            *_how_far(found),
            f"Просрочено: {late}." if late else None,
            *_done(found, several=several),
        ),
        (
            *column(doers),
            *turning(part, lambda turned: to.ItemCard(found.item.id, place, turned)),
            (*_led(found), Button("К разделу", to.SectionOf(found.road_map.id, place, found.item.id))),
            (Button("К дорожной карте", to.Home(found.road_map.id, place)), MENU),
        ),
    )


def _done(found: ItemCard, *, several: bool) -> list[Html | str]:
    """On which day each of those on the page was done: their buttons have no room for it."""
    done = [line for line in found.lines if line.task.state is TaskState.DONE]
    told = [
        markup(
            "{mark} {which} — <i>{closed}</i>",
            mark=said.MARKS[Standing.DONE],
            which=_which(line, several=several),
            closed=said.closed(line.task),
        )
        for line in done
    ]
    return ["", *told] if told else []


def _which(line: DoerLine, *, several: bool) -> str:
    when = said.by_when(line.task, line.today)
    return f"{labels.organisation(line.name, NAME)}, {when}" if several else when


def _how_far(found: ItemCard) -> list[str]:
    if found.item.waived is not None:
        return [f"{said.MARKS[Standing.NOT_NEEDED]} Не требуется: {words.inside(found.item.waived)}"]
    if found.road_map.state is MapState.DRAFT:
        return ["Дорожная карта ещё не начата."]
    return [f"Готово: {found.tally.closed} из {found.tally.total}." if found.tally.total else NOBODY]


def _led(found: ItemCard) -> list[Button]:
    """For whoever sees the whole road map."""
    if found.place.id != found.owner.id:
        return []
    may_change = found.may_lead and found.road_map.state is not MapState.CLOSED
    edit = [Button("Изменить", change.EditItem(found.item.id))] if may_change else []
    return [*edit, Button("История", change.ShowHistory(Of.ITEM, found.item.id))]


def _task_label(line: DoerLine, *, several: bool) -> str:
    mark = said.MARKS[standing(line.task, line.today)]
    when = said.by_when(line.task, line.today)
    if not several:
        return f"{mark} {when}"
    tail = f" · {when}"
    return f"{mark} {labels.organisation(line.name, max(LABEL - len(tail), 14))}{tail}"
