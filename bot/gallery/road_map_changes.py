"""Road maps changed: items, tasks of one place, what was done with them."""

import datetime
from dataclasses import replace

from bot.dialogs import road_map_changes as items
from bot.dialogs import road_map_history as histories
from bot.dialogs import road_map_past as past
from bot.dialogs import road_map_task_changes as tasks
from bot.dialogs.road_map_change_addresses import How
from bot.gallery import Example
from bot.gallery.road_maps import CITY, DRAFT, ITEMS, OURS, PERIOD, SCHOOL, TODAY, task_of, view
from bot.texts import road_map_changes as said
from mentoring.calendar import Calendar
from mentoring.deadline_phrases import Doubt, understood
from mentoring.deadlines import Deadline, Monthly, occasions
from mentoring.road_map_changes import ChangeRefused, Fault, ItemEdit, Left, Part, TaskEdit, TitleEdit
from mentoring.road_map_history import Change, History, Of
from mentoring.road_map_views import ItemView, Tally
from mentoring.road_maps import MapItem, RoadMap, Standing
from mentoring.roles import Role

REASONS = {"nobody": "Нет таких участников", "before": "Сделано раньше", "moved": "Перенесено на другой срок"}


def edit(item: MapItem, road_map: RoadMap = OURS) -> ItemEdit:
    coming = occasions(item.item.deadline, PERIOD, datetime.date(2028, 12, 31))
    return ItemEdit(road_map, CITY, item, coming, Calendar(), TODAY, REASONS)


def _typed(words: str) -> ItemEdit:
    """An item with the deadline that was typed."""
    item = ITEMS[1]
    deadline = understood(words, PERIOD).deadline
    return edit(replace(item, item=replace(item.item, deadline=deadline, deadline_raw=words)))


_TASK = TaskEdit(OURS, SCHOOL, ITEMS[2], task_of(ITEMS[2], SCHOOL), PERIOD.first, PERIOD.first, TODAY, REASONS)
_DAY = replace(_TASK, last=datetime.date(2028, 12, 31))
_AGAIN = ItemView(
    replace(ITEMS[0], item=replace(ITEMS[0].item, deadline=Deadline(Monthly()))),
    Tally({Standing.LATE: 4, Standing.AHEAD: 8}, datetime.date(2026, 4, 30)),
)
_WAIVED = replace(ITEMS[0], waived="Сделано раньше")
_REFUSED = said.fault(ChangeRefused(Fault.TOO_LONG, 600))


def _change(act: str, details: dict[str, object], role: Role | None = Role.MUNICIPAL_COORDINATOR) -> Change:
    at = datetime.datetime(2026, 9, 18, 10, 40, tzinfo=datetime.timezone(datetime.timedelta(hours=3)))
    return Change(at, act, "cli" if role is None else "person:4", role, details, ITEMS[0].item.text, SCHOOL.name)


_CHANGES = (
    _change("item_changed", {"part": "deadline", "from": "До 29 апреля 2026 г.", "to": "До 15 ноября 2026 г."}),
    _change("item_changed", {"part": "owner", "from": "curator", "to": "deputy_head"}),
    _change("task_day", {"from": "2026-10-01", "to": "2026-10-14"}, Role.DEPUTY_HEAD),
    _change("task_waived", {"reason": "Нет таких участников"}, Role.CURATOR),
    _change("left", {"reason": "Организация закрыта"}),
    _change("drafted", {"items": 27}, None),
)
_HISTORY = History(Of.MAP, OURS.id, OURS.id, None, OURS.title, _CHANGES, 0, 14)

EXAMPLES: list[Example] = [
    Example("Изменить пункт", items.item(edit(ITEMS[0])), items.item),
    Example("Изменить пункт черновика", items.item(edit(ITEMS[0], DRAFT)), items.item),
    Example("Пункт не требуется", items.item(edit(_WAIVED)), items.item),
    Example(
        "Причина с фамилией и телефоном",
        items.item(edit(_WAIVED), said.about_people("Ушла Кузнецова, +7 912 345-67-89", said.REASON_AGAIN)),
        items.item,
    ),
    Example("Каждый год, накануне выходных", items.item(_typed("Ежегодно до 15 мая")), items.item),
    Example("Каждый месяц", items.item(_typed("Ежемесячно")), items.item),
    Example(
        "Пункт черновика, осталось разобрать",
        items.item(replace(edit(ITEMS[0], DRAFT), to_settle=Left(12, 7), past=Left(4, 3))),
        items.item,
    ),
    Example("Новая формулировка", items.asked(edit(ITEMS[0]), Part.TEXT), items.asked),
    Example("Формулировка слишком длинная", items.asked(edit(ITEMS[0]), Part.TEXT, _REFUSED), items.asked),
    Example("Ответственный словами", items.asked(edit(ITEMS[0]), Part.RESPONSIBLE), items.asked),
    Example("Новый пункт", items.new_asked(edit(ITEMS[0])), items.new_asked),
    Example("Почему не требуется", items.waive_asked(edit(ITEMS[0])), items.waive_asked),
    Example("Убрать из черновика?", items.remove_asked(edit(ITEMS[0], DRAFT)), items.remove_asked),
    Example("Кто делает", items.owner_asked(edit(ITEMS[0])), items.owner_asked),
    Example("Чем подтвердить", items.evidence_asked(edit(ITEMS[0])), items.evidence_asked),
    Example("Срок", items.deadline_asked(edit(ITEMS[0])), items.deadline_asked),
    Example("Срок не понят", items.deadline_asked(edit(ITEMS[0]), said.DOUBTS[Doubt.VAGUE]), items.deadline_asked),
    Example(
        "Срок понят так",
        items.understood_so(edit(ITEMS[0]), understood("ежегодно до 15 мая", PERIOD)),
        items.understood_so,
    ),
    Example(
        "Срок понят с оговоркой", items.understood_so(edit(ITEMS[0]), understood("май", PERIOD)), items.understood_so
    ),
    *(
        Example(
            f"Срок по кнопкам: {how.name.lower()}", items.deadline_picked(edit(ITEMS[0]), how, 0), items.deadline_picked
        )
        for how in How
    ),
    Example("Название", items.title_asked(TitleEdit(OURS, CITY)), items.title_asked),
    Example(
        "Название с фамилией",
        items.title_asked(TitleEdit(OURS, CITY), said.fault(ChangeRefused(Fault.NAMES))),
        items.title_asked,
    ),
    Example("Срок уже прошёл", past.past(view(DRAFT)), past.past),
    Example("Прошедшего больше нет", past.past(replace(view(DRAFT), items=view(DRAFT).items[1:])), past.past),
    Example("Прошедший пункт", past.past_item(view(DRAFT), view(DRAFT).items[0]), past.past_item),
    Example("Прошедший пункт, который повторяется", past.past_item(view(DRAFT), _AGAIN), past.past_item),
    Example("Задача не требуется", tasks.waive_asked(_TASK), tasks.waive_asked),
    Example("День назначает школа", tasks.day_asked(_DAY), tasks.day_asked),
    Example("Ещё одна дата", tasks.day_asked(_DAY, more=True), tasks.day_asked),
    Example("История карты", histories.history(_HISTORY), histories.history),
    Example(
        "Истории пока нет", histories.history(replace(_HISTORY, changes=(), total=0, of=Of.ITEM)), histories.history
    ),
]
