"""Before a road map begins: what of it is past already, and how each of it is settled at a press."""

import datetime
from collections.abc import Sequence

from bot.dialogs.menu import Open
from bot.dialogs.road_map_addresses import AskStart, Home, Start
from bot.dialogs.road_map_change_addresses import EditItem, PastItem, PastItems, SettlePast
from bot.screens import Button, Html, Screen, bold, column, lines, markup, paged, turning
from bot.texts import road_maps as said
from bot.texts import words
from mentoring import road_map_past as rules
from mentoring.road_map_past import Way
from mentoring.road_map_views import ItemView, RoadMapView
from mentoring.road_maps import Standing

MENU = Button("Меню", Open("menu"))

LABEL = 36

MOST_LINES = 5

IF_LEFT = (
    "Сделанное отметьте, остальное перенесите. Оставите как есть — исполнитель получит письмо на следующий рабочий "
    "день, те, кто выше, — не раньше чем через семь."
)


def start_asked(view: RoadMapView) -> Screen:
    """From that press on people get letters; what would be late at once is said, and may be settled here."""
    road_map, found = view.road_map.id, _past(view)
    late = f", из них срок уже прошёл у {len(found)}" if found else ""
    left = len(found) - MOST_LINES
    return Screen(
        lines(
            bold("Начать?"),
            view.road_map.title,
            "",
            f"С этого дня исполнители получат напоминания: {said.items(len(view.items))}{late}.",
            *(["", *(_line(one, view) for one in found[:MOST_LINES])] if found else []),
            f"…и ещё {left}." if left > 0 else None,
            *(["", IF_LEFT] if found else []),
        ),
        (
            (Button("Начать", Start(road_map)),),
            *column([Button(f"Решить по одному · {len(found)}", PastItems(road_map))] if found else []),
            *column(_at_once(view, found)),
            (Button("Назад", Home(road_map)), MENU),
        ),
    )


def _at_once(view: RoadMapView, found: Sequence[ItemView]) -> list[Button]:
    """For all that may be settled so."""
    road_map, may = view.road_map.id, frozenset().union(*map(rules.ways, found))
    done = [Button("Все уже сделаны", SettlePast(road_map, Way.DONE))] if Way.DONE in may else []
    day = _near(view) if Way.MOVED in may else None
    if day is None:
        return done
    return [*done, Button(f"Все перенести на {words.day(day)}", SettlePast(road_map, Way.MOVED, day.toordinal()))]


def past(view: RoadMapView, page: int = 0) -> Screen:
    road_map, found = view.road_map.id, _past(view)
    part = paged(len(found), page)
    shown = found[part.first : part.last]
    begin = [] if found else [Button("Начать", AskStart(road_map))]
    return Screen(
        lines(
            bold("Срок уже прошёл"),
            "",
            *(_line(one, view) for one in shown),
            None if found else "Таких пунктов больше нет.",
        ),
        (
            *column([Button(said.title(one.item.item, LABEL), PastItem(one.item.id)) for one in shown]),
            *turning(part, lambda turned: PastItems(road_map, turned)),
            *column(begin),
            (Button("К черновику", Home(road_map)), MENU),
        ),
    )


def past_item(view: RoadMapView, one: ItemView) -> Screen:
    road_map, item, may = view.road_map.id, one.item.id, rules.ways(one)
    over = [
        Button(label, SettlePast(road_map, way, 0, item))
        for way, label in ((Way.DONE, "Уже сделано"), (Way.NOT_NEEDED, "Не требуется"))
        if way in may
    ]
    day = _near(view) if Way.MOVED in may else None
    move = [] if day is None else [_move(view, one, day)]
    return Screen(
        lines(
            bold("Срок уже прошёл"),
            "",
            _line(one, view),
            "",
            _what_becomes(closes=bool(over)),
        ),
        (
            *((tuple(over),) if over else ()),
            *column([*move, Button("Изменить пункт", EditItem(item))]),
            (Button("Назад", PastItems(road_map)), MENU),
        ),
    )


def _move(view: RoadMapView, one: ItemView, day: datetime.date) -> Button:
    to = SettlePast(view.road_map.id, Way.MOVED, day.toordinal(), one.item.id)
    return Button(f"Перенести на {words.day(day)}", to)


def _what_becomes(*, closes: bool) -> str:
    if not closes:
        return "У него есть и сроки впереди, они останутся. Прошедшие отметите после начала: каждый на своей карточке."
    return (
        "«Уже сделано» и «Не требуется» закрывают пункт: в отчёте он станет «не требуется», с причиной. "
        "Нужно подтверждение в отчёте — оставьте пункт как есть и приложите его после начала."
    )


def _past(view: RoadMapView) -> list[ItemView]:
    return [one for one in view.items if rules.is_past(one)]


def _near(view: RoadMapView) -> datetime.date | None:
    return rules.near_day(view.today, view.days, view.road_map.period)


def _line(one: ItemView, view: RoadMapView) -> Html:
    when = "" if one.next_day is None else f" — {said.until(one.next_day, view.today)}"
    return markup(
        "{mark} {title}<i>{when}</i>", mark=said.MARKS[Standing.LATE], title=said.title(one.item.item, 160), when=when
    )
