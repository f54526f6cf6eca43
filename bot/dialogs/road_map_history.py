"""«История» of a road map, an item, a task."""

from bot.dialogs import road_map_addresses as maps
from bot.dialogs.menu import Open
from bot.dialogs.road_map_change_addresses import ShowHistory
from bot.screens import Address, Button, Html, Screen, bold, italic, lines, markup, paged, turning
from bot.texts import labels, words
from bot.texts import road_map_history as said
from mentoring.ids import RoadMapItemId, RoadMapTaskId
from mentoring.road_map_history import Change, History, Of

LINES = 6


def history(found: History) -> Screen:
    """The newest first."""
    part = paged(found.total, found.page, LINES)
    told = [line for change in found.changes for line in ("", _line(change))]
    return Screen(
        lines(
            bold("История"),
            labels.shortened(found.title, 200),
            *told,
            *([] if told else ["", "Пока ничего не менялось."]),
        ),
        (
            *turning(part, lambda at: ShowHistory(found.of, found.id, at)),
            (Button("Назад", _back(found)), Button("Меню", Open("menu"))),
        ),
    )


def _back(found: History) -> Address:
    match found.of:
        case Of.ITEM:
            return maps.ItemCard(RoadMapItemId(found.id))
        case Of.TASK:
            return maps.TaskCard(RoadMapTaskId(found.id))
    return maps.Home(found.road_map)


def _line(change: Change) -> Html:
    about = [labels.shortened(one, 90) for one in (change.item, change.organisation) if one]
    return lines(
        markup("{at}, {who}", at=bold(f"{words.numeric(change.at)} {change.at:%H:%M}"), who=said.who(change)),
        said.what(change),
        italic(" · ".join(about)) if about else None,
    )
