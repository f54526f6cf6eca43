"""The calendar of a year: what falls due in which month, and on which day of it."""

import datetime

from bot.dialogs.days import title
from bot.dialogs.menu import Open
from bot.dialogs.road_map_addresses import Home, ItemCard, RoadMaps, TaskCard
from bot.dialogs.road_map_year_addresses import ShowMonth, ShowYear, YearFile
from bot.screens import Address, Button, Html, Rows, Screen, bold, column, grid, lines, markup, paged, turning
from bot.texts import labels, words
from bot.texts import road_maps as said
from mentoring.calendar import Calendar
from mentoring.deadlines import remind_by
from mentoring.orders import school_year
from mentoring.road_map_year import DueItem, YearKind, YearView, by_day, holidays, span, year_with

MENU = Button("Меню", Open("menu"))

LABEL, TITLE, OWNER = 36, 110, 60

DUE = 5
"""Items on a page of a month."""


def year(view: YearView) -> Screen:
    months = [Button(_month_label(view, number), _month(view, number)) for number in view.months if view.month(number)]
    to_telephone = YearFile(view.place.id, view.year, view.opened_from, view.kind)
    file = [Button("В календарь телефона", to_telephone)] if view.items else []
    return Screen(
        lines(
            bold(f"Календарь на {_name(view.kind, view.year)} {_KINDS[view.kind]}"),
            view.place.name,
            "",
            *(_months(view) if view.items else ["В этом году ни у одного пункта нет дня."]),
        ),
        (
            *grid(months, 3),
            *_other_years(view),
            *column([_other_kind(view), *file]),
            (Button("Назад", _back(view)), MENU),
        ),
    )


_KINDS = {YearKind.CALENDAR: "год", YearKind.SCHOOL: "учебный год"}
_OTHER = {YearKind.CALENDAR: "Календарный год", YearKind.SCHOOL: "Учебный год"}


def _name(kind: YearKind, year: int) -> str:
    """«2026», «2026/27»."""
    return str(year) if kind is YearKind.CALENDAR else school_year(span(kind, year)[1])


def file_name(view: YearView) -> str:
    return f"Сроки {_name(view.kind, view.year).replace('/', '-')}.ics"


def _other_kind(view: YearView) -> Button:
    """The other year with the same month in it: that of today, or the first one."""
    kind = YearKind.CALENDAR if view.kind is YearKind.SCHOOL else YearKind.SCHOOL
    month = view.current or view.months[0]
    year = year_with(kind, view.year_of(month), month)
    return Button(f"{_OTHER[kind]} {_name(kind, year)}", ShowYear(view.place.id, year, view.opened_from, kind))


def _back(view: YearView) -> Address:
    if view.opened_from is None:
        return RoadMaps(view.place.id)
    return Home(view.opened_from, view.place.id)


def _months(view: YearView) -> list[Html | str]:
    counts = [_month_line(view, number) for number in view.months]
    return ["Сколько сроков в каждом месяце:", *counts, "", "Пунктов без дня здесь нет, они в «По месяцам»."]


def _month(view: YearView, number: int) -> ShowMonth:
    return ShowMonth(view.place.id, _at(view, number), 0, view.opened_from, view.kind)


def _at(view: YearView, number: int) -> int:
    return view.year_of(number) * 12 + number - 1


def _month_label(view: YearView, number: int) -> str:
    return f"{words.MONTH_NAMES[number - 1]} · {view.count(number).due}"


def _month_line(view: YearView, number: int) -> Html:
    count = view.count(number)
    told = [
        f"просрочено {count.late}" if count.late else "",
        f"готово {count.settled}" if count.settled else "",
    ]
    tail = ", ".join(filter(None, told))
    name, now = words.MONTH_NAMES[number - 1], " ← сейчас" if number == view.current else ""
    if not count.due:
        return markup("{name}: —{now}", name=name, now=now)
    return markup(
        "<b>{name}: {due}</b>{tail}{now}", name=name, due=count.due, tail=f" ({tail})" if tail else "", now=now
    )


def _other_years(view: YearView) -> Rows:
    def to(year: int) -> ShowYear:
        return ShowYear(view.place.id, year, view.opened_from, view.kind)

    buttons = []
    if view.year - 1 in view.years:
        buttons.append(Button(f"‹ {_name(view.kind, view.year - 1)}", to(view.year - 1)))
    if view.year + 1 in view.years:
        buttons.append(Button(f"{_name(view.kind, view.year + 1)} ›", to(view.year + 1)))
    return (tuple(buttons),) if buttons else ()


def month(view: YearView, number: int, page: int = 0) -> Screen:
    """The items of a month, from 1 to 12, by day."""
    found = view.month(number)
    part = paged(len(found), page, DUE)
    shown = found[part.first : part.last]
    at = _at(view, number)
    return Screen(
        lines(
            bold(title(at)),
            _days_off(view, number),
            *(line for day, due in by_day(shown) for line in _day(view, day, due)),
            *([] if found else ["", "В этом месяце сроков нет."]),
        ),
        (
            *column([Button(_item_label(one), _card(view, one)) for one in shown]),
            *turning(part, lambda turned: ShowMonth(view.place.id, at, turned, view.opened_from, view.kind)),
            (Button("Назад", ShowYear(view.place.id, view.year, view.opened_from, view.kind)), MENU),
        ),
    )


def _days_off(view: YearView, number: int) -> str | None:
    found = holidays(view.days, view.year_of(number), number)
    return f"Праздники и переносы: {', '.join(str(day.day) for day in found)}" if found else None


def _day(view: YearView, day: datetime.date, due: list[DueItem]) -> list[Html | str]:
    return ["", bold(when(day, view.days)), *(_line(view, one) for one in due)]


def when(day: datetime.date, days: Calendar) -> str:
    """«вс 31 мая, выходной: напомним до пт 29 мая»."""
    named = f"{words.WEEKDAYS[day.weekday()]} {words.day(day)}"
    before = remind_by(day, days)
    if before == day:
        return named
    return f"{named}, выходной: напомним до {words.WEEKDAYS[before.weekday()]} {words.day(before)}"


def _line(view: YearView, one: DueItem) -> Html:
    of = f" · {one.tally.closed} из {one.tally.total}" if one.tally.total > 1 else ""
    owner = f" · {labels.organisation(view.owners[one.above], OWNER)}" if one.above is not None else ""
    return markup(
        "{mark} {title} — <i>{standing}{of}{owner}</i>",
        mark=said.MARKS[one.standing],
        title=said.title(one.item.item, TITLE),
        standing=said.STANDINGS[one.standing],
        of=of,
        owner=owner,
    )


def _item_label(one: DueItem) -> str:
    return f"{said.MARKS[one.standing]} {said.title(one.item.item, LABEL)}"


def _card(view: YearView, one: DueItem) -> Address:
    if one.tally.only is not None:
        return TaskCard(one.tally.only)
    return ItemCard(one.item.id, None if one.above is None else view.place.id)
