"""A road map comes in as a file: asked for, moved to another year, settled row by row; and its files to take along."""

from bot.dialogs import road_map_addresses as maps
from bot.dialogs import road_map_change_addresses as change
from bot.dialogs.menu import Open
from bot.dialogs.road_map_file_addresses import (
    FINDINGS,
    Files,
    GetFile,
    KeepAll,
    KeepAsIs,
    MoveTo,
    Notices,
    OneFinding,
    PickYear,
    Unsettled,
    Wanted,
)
from bot.screens import Address, Button, Html, Rows, Screen, bold, column, grid, italic, lines, markup, paged, turning
from bot.texts import labels, words
from bot.texts import road_map_files as said
from bot.texts.road_maps import title
from mentoring.ids import FindingId
from mentoring.organisations import Organisation
from mentoring.road_map_settling import OF_THE_DEADLINE, OF_THE_OWNER, KeptFinding, SettlingView, is_over
from mentoring.road_map_views import RoadMapView
from mentoring.road_maps import MapState, RoadMap, years_to_begin

MENU = Button("Меню", Open("menu"))

LABEL, TITLE = 36, 160


# -- a file is sent ----------------------------------------------------------------------------------------------


def file_asked(place: Organisation) -> Screen:
    return Screen(
        lines(bold("План файлом"), place.name, "", said.ASKED, said.COLUMNS),
        ((Button("Назад", maps.Begin(place.id)), MENU),),
    )


def replace_asked(draft: RoadMap, again: Address) -> Screen:
    """``again`` does what was asked for, and the draft may go for it."""
    return Screen(
        lines(
            bold("Есть черновик. Заменить?"),
            "",
            draft.title,
            "",
            "Новый черновик встанет на его место, правки в старом пропадут.",
        ),
        (
            (Button("Заменить", again),),
            (Button("Открыть черновик", maps.Home(draft.id)),),
            (Button("Назад", maps.RoadMaps(draft.organisation)), MENU),
        ),
    )


def year_asked(view: RoadMapView) -> Screen:
    """The plan was written for years that are over, or for others than are wanted."""
    road_map = view.road_map
    buttons = [Button(str(year), MoveTo(road_map.id, year)) for year in years_to_begin(view.today)]
    return Screen(
        lines(
            bold("На какой год перенести?"),
            road_map.title,
            "",
            f"План начинается {words.day_and_year(road_map.period.first)}",
            "Его сроки уже прошли." if is_over(road_map.period, view.today) else None,
            "Все сроки сдвинутся вместе с началом.",
        ),
        (*grid(buttons, 5), (Button("Оставить как есть", maps.Home(road_map.id)), MENU)),
    )


# -- settled row by row ------------------------------------------------------------------------------------------


def draft_rows(view: RoadMapView) -> Rows:
    """What a draft needs before it begins, on its own page."""
    road_map, found = view.road_map, []
    if road_map.state is not MapState.DRAFT or not view.may_lead:
        return ()
    if view.to_settle:
        found.append(Button(f"Что осталось решить · {view.to_settle}", Unsettled(road_map.id)))
    if view.notices:
        found.append(Button(f"Посмотреть замечания · {view.notices}", Notices(road_map.id)))
    beside = [Button("Название", change.AskTitle(road_map.id)), Button("Файлы", Files(road_map.id))]
    if road_map.template is None:
        beside.insert(0, Button("Другой год", PickYear(road_map.id)))
    return (*column(found), tuple(beside))


def unsettled(view: SettlingView, page: int = 0) -> Screen:
    found, road_map = view.to_settle, view.road_map.id
    part = paged(len(found), page, FINDINGS)
    shown = found[part.first : part.last]
    if not found:
        return Screen(
            lines(bold("Что осталось решить"), "", "Всё решено."),
            ((Button("К черновику", maps.Home(road_map)), MENU),),
        )
    return Screen(
        lines(
            bold(f"Что осталось решить: {len(found)}"),
            view.road_map.title,
            *(line for one in shown for line in _finding(one)),
        ),
        (
            *column([Button(said.label(one, LABEL), OneFinding(one.id)) for one in shown]),
            *turning(part, lambda turned: Unsettled(road_map, turned)),
            (Button("Оставить всё как есть", KeepAll(road_map)),),
            (Button("К черновику", maps.Home(road_map)), MENU),
        ),
    )


def _finding(found: KeptFinding) -> tuple[Html | str, ...]:
    heading = markup("<b>{row}</b>", row=said.row(found))
    if found.item is None:
        return "", heading, said.told(found)
    return "", heading, italic(title(found.item.item, TITLE)), said.told(found)


def notices(view: SettlingView, page: int = 0) -> Screen:
    road_map = view.road_map.id
    part = paged(len(view.notices), page, FINDINGS)
    return Screen(
        lines(
            bold("Замечания к файлу"),
            "Начать они не мешают.",
            *(line for one in view.notices[part.first : part.last] for line in _finding(one)),
        ),
        (
            *turning(part, lambda turned: Notices(road_map, turned)),
            (Button("К черновику", maps.Home(road_map)), MENU),
        ),
    )


def page_with(view: SettlingView, found: FindingId) -> int:
    """Where it stands, or has stood before it was settled."""
    return view.above(found) // FINDINGS


def finding(found: KeptFinding, page: int = 0) -> Screen:
    """``page`` is that of the list on which it stands."""
    kind, item = found.problem.finding, found.item
    buttons = []
    if item is not None:
        if kind in OF_THE_DEADLINE:
            buttons.append(Button("Выбрать срок", change.PickDeadline(item.id)))
        elif kind in OF_THE_OWNER:
            buttons.append(Button("Выбрать, кто отвечает", change.PickOwner(item.id)))
        buttons.append(Button("Открыть пункт", maps.ItemCard(item.id)))
    as_is = "Оставить как есть" if item is not None else "Понятно"
    return Screen(
        lines(*_finding(found)[1:]),
        (
            *column([*buttons, Button(as_is, KeepAsIs(found.id))]),
            (Button("Назад", Unsettled(found.road_map, page)), MENU),
        ),
    )


def keep_all_asked(view: SettlingView) -> Screen:
    return Screen(
        lines(
            bold("Оставить всё как есть?"),
            "",
            f"Не решено: {len(view.to_settle)}. Где срок непонятен, останется «срок не задан», "
            "где непонятно, кто отвечает, останется тот, кого поставил бот.",
            "Поправить можно и потом, в любом пункте.",
        ),
        (
            (Button("Оставить", KeepAll(view.road_map.id, sure=True)),),
            (Button("Назад", Unsettled(view.road_map.id)), MENU),
        ),
    )


# -- files to take along -----------------------------------------------------------------------------------------


def files(view: RoadMapView) -> Screen:
    part_of = None if view.place.id == view.owner.id else view.place.id
    road_map = view.road_map.id

    def get(label: str, wanted: Wanted) -> Button:
        return Button(label, GetFile(road_map, part_of, wanted))

    begun = view.road_map.state is not MapState.DRAFT
    reports = [get("Исполнение, Excel", Wanted.STATUS), get("Отчёт об исполнении, Word", Wanted.REPORT)]
    plans = [get("План, Excel", Wanted.PLAN_XLSX), get("План, Word", Wanted.PLAN_DOCX)]
    return Screen(
        lines(
            bold("Файлы"),
            labels.shortened(view.road_map.title, TITLE),
            view.place.name,
            "",
            "Исполнение и отчёт: что выполнено, что в работе, что просрочено и почему." if begun else None,
            "План можно поправить в файле и прислать снова, когда начнёте новую карту." if part_of is None else None,
        ),
        (
            *column([*(reports if begun else ()), *(plans if part_of is None else ())]),
            (Button("Назад", maps.Home(road_map, part_of)), MENU),
        ),
    )
