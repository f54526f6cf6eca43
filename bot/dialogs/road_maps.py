"""Road maps: which there are, what stands in them by section and by month, how a new one begins."""

import datetime
from collections.abc import Callable, Sequence

from bot.dialogs.days import month_of
from bot.dialogs.days import title as month_title
from bot.dialogs.menu import Open
from bot.dialogs.register_addresses import Passport, Registers, Stages
from bot.dialogs.road_map_addresses import (
    AskStart,
    Begin,
    BeginIn,
    ByMonth,
    Close,
    Discard,
    Draft,
    Home,
    ItemCard,
    Places,
    RoadMaps,
    Section,
    TaskCard,
)
from bot.dialogs.road_map_change_addresses import (
    AskLeave,
    AskTitle,
    ComeBack,
    PastItems,
    ShowHistory,
    ShowLevels,
    ShowOwn,
)
from bot.dialogs.road_map_file_addresses import Files, SendFile
from bot.dialogs.road_map_files import draft_rows
from bot.dialogs.road_map_year_addresses import ShowYear
from bot.screens import PAGE, Address, Button, Html, Screen, bold, column, grid, lines, markup, paged, progress, turning
from bot.texts import labels, words
from bot.texts import road_maps as said
from mentoring.deadlines import remind_by
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from mentoring.road_map_history import Of
from mentoring.road_map_views import WORST_FIRST, ItemView, RoadMapsHere, RoadMapView
from mentoring.road_maps import MapState, Standing, Template, all_items, years_to_begin
from mentoring.roles import Level

MENU = Button("Меню", Open("menu"))

LABEL = 36

MAPS, MONTHS = 4, 18
"""On one page: with the rows below them there are eight."""

TAILS = {MapState.DRAFT: " · черновик", MapState.CLOSED: " · закрыта"}

STATES = (MapState.ACTIVE, MapState.DRAFT, MapState.CLOSED)

TOLD = (Standing.DONE, Standing.LATE, Standing.SOON, Standing.NO_DATE, Standing.NOT_NEEDED)


def pick_place(places: Sequence[Organisation], page: int = 0) -> Screen:
    """For a bearer of roles in several organisations, and for the administrator."""
    part = paged(len(places), page)
    shown = places[part.first : part.last]
    buttons = [Button(labels.organisation(place.name, LABEL), RoadMaps(place.id)) for place in shown]
    return Screen(bold("Чья дорожная карта?"), (*column(buttons), *turning(part, Places), (MENU,)))


def no_places() -> Screen:
    """The installation has no organisation yet."""
    return Screen(lines(bold("Дорожные карты"), "", "Организаций пока нет."), ((MENU,),))


def here(found: RoadMapsHere, page: int = 0) -> Screen:
    """Those at work first."""
    every = sorted([*found.own, *found.above], key=lambda view: STATES.index(view.road_map.state))
    part = paged(len(every), page, MAPS)
    views = every[part.first : part.last]
    begin = [Button("Начать дорожную карту", Begin(found.place.id))] if found.may_lead else []
    return Screen(
        lines(
            bold("Дорожные карты"),
            found.place.name,
            *(line for view in views for line in _summary(view)),
            *([] if views else ["", "Дорожной карты пока нет."]),
        ),
        (
            *column([Button(_label(view, every), _home(view)) for view in views]),
            *turning(part, lambda to: RoadMaps(found.place.id, to)),
            *column(begin),
            _beside(found),
            (MENU,),
        ),
    )


def _beside(found: RoadMapsHere) -> tuple[Button, ...]:
    """What else tells how far the programme has come."""
    here = found.place.id
    registers = (Button("Реестры", Registers(here)),) if found.sees_registers else ()
    return (Button("Семь этапов", Stages(here)), *registers)


def _home(view: RoadMapView) -> Home:
    return Home(view.road_map.id, None if view.place.id == view.owner.id else view.place.id)


def _summary(view: RoadMapView) -> list[Html | str]:
    if view.road_map.state is MapState.DRAFT:
        return ["", markup("{title}: черновик, ещё не начата.", title=labels.shortened(view.road_map.title, 160))]
    whose = "" if view.place.id == view.owner.id else f"{view.owner.name}: "
    over = " (закрыта)" if view.road_map.state is MapState.CLOSED else ""
    title = labels.shortened(view.road_map.title, 160)
    return ["", markup("{whose}{title}{over}", whose=whose, title=title, over=over), *_counts(view)]


def _counts(view: RoadMapView) -> list[str]:
    counts, total = view.counts, len(view.items)
    if not total:
        return []
    done = counts[Standing.DONE] + counts[Standing.NOT_NEEDED]
    told = [f"{said.STANDINGS[one]} — {counts[one]}" for one in TOLD if counts[one]]
    return [f"{progress(done, total)} {done} из {total}", *filter(None, [", ".join(told)])]


def _label(view: RoadMapView, beside: Sequence[RoadMapView]) -> str:
    """By its years; by its title alone where the years would leave no room to tell it from another of these."""
    done = view.counts[Standing.DONE] + view.counts[Standing.NOT_NEEDED]
    tail = TAILS.get(view.road_map.state, f" · {done} из {len(view.items)}")
    room = LABEL - len(tail)
    called = labels.shortened(_name(view), room)
    alike = sum(labels.shortened(_name(one), room) == called for one in beside)
    return (called if alike == 1 else labels.shortened(view.road_map.title, room)) + tail


def _name(view: RoadMapView) -> str:
    return said.years(view.road_map) if view.place.id == view.owner.id else view.owner.name


def home(view: RoadMapView) -> Screen:
    if view.road_map.state is MapState.DRAFT:
        return _draft(view)
    place = _home(view).place
    ways = [
        Button("По разделам", Section(view.road_map.id, place)),
        Button("По месяцам", ByMonth(view.road_map.id, place)),
        Button("Календарь года", ShowYear(view.place.id, None, view.road_map.id)),
        Button("Файлы", Files(view.road_map.id, place)),
        *_of_the_whole(view),
    ]
    return Screen(
        lines(bold(view.road_map.title), view.place.name, "", *_left(view), *_counts(view), *_nearest(view)),
        (*grid([*ways, *_more(view)], 2), (Button("Все карты", RoadMaps(view.place.id)), MENU)),
    )


def _of_the_whole(view: RoadMapView) -> list[Button]:
    """What belongs to the road map itself, and not to a school's part of it."""
    if view.place.id != view.owner.id:
        return []
    return [Button("Паспорт", Passport(view.road_map.id)), Button("Семь этапов", Stages(view.place.id))]


def _left(view: RoadMapView) -> list[str]:
    if view.road_map.state is MapState.CLOSED:
        return ["Карта закрыта: она осталась для чтения.", ""]
    return [] if view.left is None else [f"Организация вышла из дорожной карты: {words.inside(view.left)}", ""]


def _more(view: RoadMapView) -> list[Button]:
    """What is behind it: who is how far, what was changed, who leaves."""
    road_map, place = view.road_map.id, _home(view).place
    found = []
    if view.place.level is not Level.ORGANISATION:
        found.append(Button("По организациям", ShowLevels(road_map, place)))
    if place is None:
        found.append(Button("История", ShowHistory(Of.MAP, road_map)))
        if view.may_lead and view.road_map.state is MapState.ACTIVE:
            found += [Button("Название", AskTitle(road_map)), Button("Закрыть карту", Close(road_map))]
    elif view.leads_above and view.place.level is Level.ORGANISATION and view.road_map.state is MapState.ACTIVE:
        leave = Button("Вывести из карты", AskLeave(road_map, place))
        found.append(leave if view.left is None else Button("Вернуть в карту", ComeBack(road_map, place)))
    return found


def _nearest(view: RoadMapView) -> list[Html | str]:
    """What is late or comes next; of a road map that is over, what was left undone."""
    still = [one for one in view.items if one.standing in {Standing.LATE, Standing.SOON}]
    still.sort(key=lambda one: one.next_day or datetime.date.max)
    heading = "Не выполнено" if view.road_map.state is MapState.CLOSED else "Сейчас"
    return ["", bold(heading), *(_line(one, view) for one in still[:5])] if still else []


def _draft(view: RoadMapView) -> Screen:
    road_map, past_already = view.road_map.id, view.counts[Standing.LATE]
    ways = (Button("По разделам", Section(road_map)), Button("По месяцам", ByMonth(road_map)))
    past_items = [Button(f"Срок уже прошёл · {past_already}", PastItems(road_map))] if past_already else []
    begin = (
        [Button("Начать", AskStart(road_map)), Button("Удалить черновик", Discard(road_map))] if view.may_lead else []
    )
    return Screen(
        lines(
            bold(view.road_map.title),
            view.place.name,
            "",
            f"Черновик: {said.items(len(view.items))}. Никто ещё не получает напоминаний.",
            *(_to_prepare(past_already) if view.may_lead else []),
        ),
        (
            ways,
            *column(past_items),
            *draft_rows(view),
            *column(begin),
            (Button("Все карты", RoadMaps(view.place.id)), MENU),
        ),
    )


def _to_prepare(past_already: int) -> list[str]:
    return [
        *([_past_already(past_already)] if past_already else []),
        "Проверьте сроки, лишнее уберите, нужное добавьте: откройте пункт и нажмите «Изменить».",
        "Потом нажмите «Начать».",
    ]


def _past_already(number: int) -> str:
    late = words.counted(number, "пункта", "пунктов", "пунктов")
    them = words.plural(number, "его", "их", "их")
    return f"Срок уже прошёл у {late}: перенесите {them} или отметьте «Не требуется»."


def close_asked(view: RoadMapView) -> Screen:
    road_map = view.road_map.id
    return Screen(
        lines(
            bold("Закрыть карту? Точно?"),
            view.road_map.title,
            "",
            "Напоминания прекратятся у всех, изменить уже ничего не получится. Начать её снова нельзя.",
            "Пункты, подтверждения и отчёт останутся: их можно читать и скачать.",
        ),
        ((Button("Закрыть", Close(road_map, sure=True)),), (Button("Назад", Home(road_map)), MENU)),
    )


def discard_asked(view: RoadMapView) -> Screen:
    return Screen(
        lines(bold("Удалить черновик?"), "", view.road_map.title),
        (
            (Button("Удалить", Discard(view.road_map.id, sure=True)),),
            (Button("Назад", Home(view.road_map.id)), MENU),
        ),
    )


def own(view: RoadMapView, page: int = 0) -> Screen:
    """What a place has to do itself, the worst first."""
    road_map, place = view.road_map.id, _home(view).place
    found = sorted(view.items, key=lambda one: (WORST_FIRST.index(one.standing), one.next_day or datetime.date.max))
    name = f"{labels.organisation(view.place.name, 60)}: свои пункты"
    return _listed(view, name, found, page, lambda at: ShowOwn(road_map, place, at), ShowLevels(road_map, place))


# -- by section and by month -------------------------------------------------------------------------------------


def sections(view: RoadMapView, page: int = 0) -> Screen:
    place = _home(view).place
    part = paged(len(view.sections), page)
    rows = []
    for index in range(part.first, part.last):
        found = [one for one in view.items if one.item.item.section == view.sections[index]]
        label = f"{labels.shortened(view.sections[index], LABEL - 8)} · {len(found)}"
        rows.append(Button(label, Section(view.road_map.id, place, index)))
    return Screen(
        lines(bold("По разделам"), view.road_map.title),
        (
            *column(rows),
            *turning(part, lambda to: Section(view.road_map.id, place, None, to)),
            (Button("Назад", _home(view)), MENU),
        ),
    )


def section(view: RoadMapView, index: int, page: int) -> Screen:
    """Raises IndexError for a section that is none."""
    name = view.sections[index]
    found = [one for one in view.items if one.item.item.section == name]
    place = _home(view).place

    def to(number: int) -> Address:
        return Section(view.road_map.id, place, index, number)

    return _listed(view, name, found, page, to, Section(view.road_map.id, place))


def section_with(view: RoadMapView, shown: ItemView) -> Screen:
    """The page of its section on which an item stands."""
    name = shown.item.item.section
    found = [one for one in view.items if one.item.item.section == name]
    return section(view, view.sections.index(name), found.index(shown) // PAGE)


def months(view: RoadMapView, page: int = 0) -> Screen:
    place = _home(view).place
    known = sorted({_month(one) for one in view.items})
    part = paged(len(known), page, MONTHS)
    buttons = []
    for month in known[part.first : part.last]:
        number = sum(_month(one) == month for one in view.items)
        label = f"{'Без срока' if month == 0 else month_title(month)} · {number}"
        buttons.append(Button(label, ByMonth(view.road_map.id, place, month)))
    return Screen(
        lines(bold("По месяцам"), view.road_map.title, "", "Пункт стоит в месяце своего ближайшего срока."),
        (
            *grid(buttons, 3 if len(buttons) > MONTHS // 3 * 2 else 2),
            *turning(part, lambda to: ByMonth(view.road_map.id, place, None, to)),
            (Button("Назад", _home(view)), MENU),
        ),
    )


def month(view: RoadMapView, number: int, page: int) -> Screen:
    found = sorted(
        (one for one in view.items if _month(one) == number), key=lambda one: one.next_day or datetime.date.max
    )
    place = _home(view).place

    def to(turned: int) -> Address:
        return ByMonth(view.road_map.id, place, number, turned)

    name = "Без срока" if number == 0 else month_title(number)
    return _listed(view, name, found, page, to, ByMonth(view.road_map.id, place))


def _month(one: ItemView) -> int:
    """What has no day of its own yet stands under none, though it is late after its limit."""
    return 0 if one.next_day is None or one.standing is Standing.NO_DATE else month_of(one.next_day)


def _listed(
    view: RoadMapView, name: str, found: Sequence[ItemView], page: int, to: Callable[[int], Address], back: Address
) -> Screen:
    part = paged(len(found), page)
    shown = found[part.first : part.last]
    return Screen(
        lines(bold(said.written(name)), "", *(_line(one, view) for one in shown)),
        (
            *column([Button(_item_label(one), _card(view, one)) for one in shown]),
            *turning(part, to),
            (Button("Назад", back), MENU),
        ),
    )


def _line(one: ItemView, view: RoadMapView) -> Html:
    standing, day = one.standing, one.next_day
    when = said.STANDINGS[standing]
    if standing in {Standing.LATE, Standing.SOON, Standing.RUNNING, Standing.AHEAD} and day is not None:
        when = _by_when(view, day)
    several = one.tally.total > 1 and view.road_map.state is not MapState.DRAFT
    of = f" · {one.tally.closed} из {one.tally.total}" if several else ""
    return markup(
        "{mark} {title} — <i>{when}{of}</i>",
        mark=said.MARKS[standing],
        title=said.title(one.item.item, 160),
        when=when,
        of=of,
    )


def _by_when(view: RoadMapView, day: datetime.date) -> str:
    """Before the start also the day on which those will be reminded who have a day off on the last one."""
    told = f"до {said.until(day, view.today)}"
    if view.road_map.state is not MapState.DRAFT:
        return f"срок был {said.until(day, view.today)}" if day < view.today else told
    if day < view.today:
        return f"срок уже прошёл: {said.until(day, view.today)}"
    before = remind_by(day, view.days)
    return told if before == day else f"{told}, напомним до {words.WEEKDAYS[before.weekday()]} {words.day(before)}"


def _item_label(one: ItemView) -> str:
    return f"{said.MARKS[one.standing]} {said.title(one.item.item, LABEL)}"


def _card(view: RoadMapView, one: ItemView) -> Address:
    """A task of one's own is opened at once."""
    if one.tally.only is not None:
        return TaskCard(one.tally.only)
    return ItemCard(one.item.id, _home(view).place)


# -- beginning ---------------------------------------------------------------------------------------------------


def begin(place: Organisation, templates: Sequence[Template]) -> Screen:
    buttons = [Button(one.name, BeginIn(place.id, one.id)) for one in templates]
    told = [
        markup(
            "<b>{name}</b>. {about}: {items}.", name=one.name, about=one.about, items=said.items(len(all_items(one)))
        )
        for one in templates
    ]
    return Screen(
        lines(bold("С чего начать?"), place.name, "", *told),
        (
            *column([*buttons, Button("Прислать файлом", SendFile(place.id))]),
            (Button("Назад", RoadMaps(place.id)), MENU),
        ),
    )


def _size(template: Template) -> str:
    return said.items(len(all_items(template)))


def year_asked(place: OrganisationId, template: Template, today: datetime.date) -> Screen:
    """Templates were written for years that are over."""
    first, years = template.period.first, years_to_begin(today)
    buttons = [Button(str(year), Draft(place, template.id, year)) for year in years]
    return Screen(
        lines(
            bold("С какого года?"),
            template.title,
            "",
            f"План написан с {words.MONTHS[first.month - 1]} {first.year} года. Все сроки сдвинутся на выбранный год.",
        ),
        (*grid(buttons, 4), (Button("Назад", Begin(place)), MENU)),
    )
