"""Who is how far with a road map: place by place and item by item, the latest first."""

from collections.abc import Mapping

from bot.dialogs import road_map_addresses as maps
from bot.dialogs import road_map_change_addresses as to
from bot.dialogs.menu import Open
from bot.dialogs.road_map_changes import NO_NAMES
from bot.screens import Button, Html, Rows, Screen, bold, column, lines, markup, noted, paged, progress, turning
from bot.texts import labels, words
from mentoring.ids import OrganisationId
from mentoring.notices import RoadMapUrged
from mentoring.road_map_levels import ItemLine, Leaving, Levels, PlaceLine, Sum
from mentoring.roles import Level

MENU = Button("Меню", Open("menu"))
LABEL = 36
LINES = 6

TODAY_ALREADY = "Сегодня им уже напомнили"


def places(found: Levels) -> Screen:
    """Those directly under a place."""
    part = paged(found.total, found.page, LINES)
    shown = [one for one in found.lines if isinstance(one, PlaceLine)]
    buttons = [*_own_button(found), *(Button(_place_label(one), _place_to(found, one)) for one in shown)]
    return Screen(
        lines(
            bold("По организациям"),
            labels.shortened(found.road_map.title, 160),
            found.place.name,
            "",
            *_sum(found.sum),
            _own(found),
            _reminded(found) if found.may_remind else None,
            *([] if shown else ["", "Ниже никто ничего не делает по этой карте."]),
        ),
        (
            *column(buttons),
            *turning(part, lambda at: to.ShowLevels(found.road_map.id, _place(found), at)),
            *_remind(found),
            _last(found),
        ),
    )


def items(found: Levels) -> Screen:
    """The items by how many are late with them."""
    part = paged(found.total, found.page, LINES)
    shown = [one for one in found.lines if isinstance(one, ItemLine)]
    buttons = [Button(f"{_mark(one.sum)} {labels.shortened(one.title, LABEL)}", maps.ItemCard(one.id)) for one in shown]
    return Screen(
        lines(
            bold("По пунктам"),
            labels.shortened(found.road_map.title, 160),
            "",
            *_sum(found.sum),
            "",
            *(_item_line(one) for one in shown),
        ),
        (
            *column(buttons),
            *turning(part, lambda at: to.ShowItems(found.road_map.id, at)),
            *_remind(found),
            (Button("По организациям", to.ShowLevels(found.road_map.id)),),
            (Button("Назад", maps.Home(found.road_map.id)), MENU),
        ),
    )


def _place(found: Levels) -> OrganisationId | None:
    return None if found.place.id == found.owner.id else found.place.id


def _sum(sum_: Sum) -> list[str]:
    if not sum_.total:
        return []
    told = [f"{progress(sum_.closed, sum_.total)} выполнено {sum_.closed} из {sum_.total}"]
    if sum_.late:
        where = words.counted(sum_.places_late, "организации", "организаций", "организаций")
        told.append(f"Просрочено: {sum_.late}, у {where}.")
    return told


def _reminded(found: Levels) -> str | None:
    if not found.reminded:
        return None
    return f"Напомнили сегодня: {words.counted(found.reminded, 'организация', 'организации', 'организаций')}."


def _own(found: Levels) -> Html | None:
    """The place stands in no line of its own list."""
    if not found.own.total:
        return None
    late = f", просрочено {found.own.late}" if found.own.late else ""
    return markup(
        "{name}, свои пункты: выполнено {closed} из {total}{late}.",
        name=labels.organisation(found.place.name, 60),
        closed=found.own.closed,
        total=found.own.total,
        late=late,
    )


def _own_button(found: Levels) -> list[Button]:
    own = found.own
    if not own.total or found.page:
        return []
    label = f"{_mark(own)} Свои пункты · {own.closed} из {own.total}"
    return [Button(label, to.ShowOwn(found.road_map.id, _place(found)))]


def _mark(sum_: Sum) -> str:
    if sum_.late:
        return "🔴"
    return "✅" if sum_.closed == sum_.total else "▫️"


def _place_label(one: PlaceLine) -> str:
    if one.left:
        return f"➖ {labels.organisation(one.name, LABEL - 10)} · вышла"
    tail = f" · {one.sum.closed} из {one.sum.total}"
    return f"{_mark(one.sum)} {labels.organisation(one.name, LABEL - len(tail))}{tail}"


def _place_to(found: Levels, one: PlaceLine) -> maps.Home | to.ShowLevels:
    if one.level is Level.ORGANISATION:
        return maps.Home(found.road_map.id, one.id)
    return to.ShowLevels(found.road_map.id, one.id)


def _item_line(one: ItemLine) -> Html:
    late = f", просрочено {one.sum.late}" if one.sum.late else ""
    return markup(
        "{mark} {title} — <i>{closed} из {total}{late}</i>",
        mark=_mark(one.sum),
        title=labels.shortened(one.title, 160),
        closed=one.sum.closed,
        total=one.sum.total,
        late=late,
    )


def _remind(found: Levels) -> Rows:
    if not found.may_remind or not found.sum.late:
        return ()
    return ((Button("Напомнить опоздавшим", to.RemindLate(found.road_map.id, _place(found))),),)


def _last(found: Levels) -> tuple[Button, ...]:
    by_items = [Button("По пунктам", to.ShowItems(found.road_map.id))] if _place(found) is None else []
    return (*by_items, Button("Назад", maps.Home(found.road_map.id, _place(found))), MENU)


def reminded(organisations: int) -> str:
    if not organisations:
        return TODAY_ALREADY
    get = words.plural(organisations, "получит", "получат", "получат")
    return f"Напоминание {get} {words.counted(organisations, 'организация', 'организации', 'организаций')}"


# -- the letter --------------------------------------------------------------------------------------------------


def urged(notice: RoadMapUrged) -> tuple[Html, Button]:
    number = words.counted(notice.late, "пункт", "пункта", "пунктов")
    left = notice.late - len(notice.titles)
    text = lines(
        bold("🔔 Дорожная карта: Вас ждут"),
        markup("<i>{name}</i>", name=notice.organisation_name),
        "",
        markup("{title}.", title=labels.shortened(notice.road_map_title, 160)),
        f"Срок прошёл, а подтверждения нет: {number}.",
        *(markup("• {title}", title=labels.shortened(title, 160)) for title in notice.titles),
        f"и ещё {left}" if left else None,
    )
    if notice.only is not None:
        return text, Button("Открыть пункт", maps.TaskCard(notice.only))
    return text, Button("Открыть дорожную карту", maps.Home(notice.road_map, notice.organisation))


# -- leaving -----------------------------------------------------------------------------------------------------


def leave_asked(found: Leaving, reasons: Mapping[str, str], note: str | None = None) -> Screen:
    home, place = found.road_map.id, found.place.id
    buttons = [Button(told, to.Leave(home, place, code)) for code, told in reasons.items()]
    return noted(
        Screen(
            lines(
                bold("Вывести из карты?"),
                found.place.name,
                "",
                f"Открытых пунктов у неё: {found.open}. Они закроются, в общий счёт она больше не войдёт.",
                "Вернуть можно в любой день.",
                f"Выберите причину или напишите её. {NO_NAMES}",
            ),
            (*column(buttons), (Button("Назад", maps.Home(home, place)), MENU)),
        ),
        note,
    )
