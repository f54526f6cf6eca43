"""Road maps: which there are, their items by section and by month, how one begins."""

import datetime
from dataclasses import replace

from bot.dialogs import road_map_cards as cards
from bot.dialogs import road_map_past as past
from bot.dialogs import road_maps as pages
from bot.dialogs.days import month_of
from bot.gallery import Example
from bot.gallery.bank import NAMED
from mentoring.deadlines import BySchedule, Deadline, Month, OccasionKind, Period, Until, YearMonth, occasions
from mentoring.ids import OrganisationId, RoadMapId, RoadMapItemId, RoadMapTaskId
from mentoring.organisations import Organisation
from mentoring.road_map_changes import previewed
from mentoring.road_map_views import DoerLine, ItemCard, RoadMapsHere, RoadMapView, TaskCard, counted, item_views
from mentoring.road_maps import EvidenceKind, Item, MapItem, MapState, RoadMap, Task, TaskState, Template
from mentoring.roles import Level, Role

TODAY = datetime.date(2026, 9, 18)
SCHOOL = NAMED
CITY = replace(SCHOOL, id=OrganisationId(2), path=(OrganisationId(2),), level=Level.MUNICIPALITY, name="г. Примерск")
PERIOD = Period(datetime.date(2026, 4, 1), datetime.date(2028, 12, 31))
OURS = RoadMap(
    RoadMapId(7),
    CITY.id,
    "План внедрения модели наставничества в образовательных организациях города на 2026–2028 годы",
    "neftekumsk",
    PERIOD,
    MapState.ACTIVE,
)
DRAFT = replace(OURS, id=RoadMapId(8), state=MapState.DRAFT)
_PAPERS = "1. Нормативно-правовое и организационно-методическое обеспечение"
_PEOPLE = "2. Кадровое обеспечение"


def _item(number: str, section: str, text: str, written: str, deadline: Deadline, owner: Role) -> Item:
    kind = EvidenceKind.ORDER
    return Item(f"demo-{number}", number, section, text, written, deadline, owner, kind, result="Приказ, № и дата")


ITEMS = tuple(
    MapItem(RoadMapItemId(position), OURS.id, item, position)
    for position, item in enumerate(
        (
            _item(
                "1.4",
                _PAPERS,
                "Издание приказа о внедрении персонализированных программ наставничества педагогов",
                "До 29 апреля 2026 г.",
                Deadline(Until(datetime.date(2026, 4, 29))),
                Role.DEPUTY_HEAD,
            ),
            _item(
                "1.5",
                _PAPERS,
                "Семинар для руководителей организаций",
                "Сентябрь 2026 г.",
                Deadline(Month(YearMonth(2026, 9))),
                Role.MUNICIPAL_COORDINATOR,
            ),
            _item("2.1", _PEOPLE, "Обучение наставников", "По графику", Deadline(BySchedule()), Role.CURATOR),
        ),
        1,
    )
)


def task_of(item: MapItem, place: Organisation, state: TaskState = TaskState.OPEN, number: int = 0) -> Task:
    due = {1: datetime.date(2026, 4, 29), 2: datetime.date(2026, 9, 30)}.get(item.id)
    kind = OccasionKind.UNDATED if due is None else OccasionKind.DATED
    closed = None if state is TaskState.OPEN else datetime.date(2026, 4, 27)
    return Task(
        RoadMapTaskId(number or item.id * 10),
        item.id,
        OURS.id,
        place.id,
        1,
        kind,
        PERIOD.first,
        due,
        due or PERIOD.last,
        state,
        closed_on=closed,
    )


def _everybody() -> tuple[Task, ...]:
    schools = [replace(SCHOOL, id=OrganisationId(number)) for number in (3, 4, 5)]
    states = (TaskState.OPEN, TaskState.DONE, TaskState.OPEN)
    fanned = [
        task_of(item, place, state, item.id * 10 + number)
        for item in (ITEMS[0], ITEMS[2])
        for number, (place, state) in enumerate(zip(schools, states, strict=True))
    ]
    return (*fanned, task_of(ITEMS[1], CITY))


def view(road_map: RoadMap = OURS, *, place: Organisation = CITY) -> RoadMapView:
    tasks: tuple[Task, ...] = _everybody() if place == CITY else tuple(task_of(item, place) for item in ITEMS[::2])
    if road_map.state is MapState.DRAFT:
        return _draft(road_map)
    of = {item.id: counted([task for task in tasks if task.item == item.id], TODAY) for item in ITEMS}
    found = item_views(ITEMS, of)
    return RoadMapView(
        road_map,
        CITY,
        place,
        tuple(one for one in found if place == CITY or one.tally.total),
        TODAY,
        may_lead=place == CITY,
    )


def _draft(road_map: RoadMap) -> RoadMapView:
    of = {item.id: previewed(item, CITY.id, occasions(item.item.deadline, PERIOD, TODAY), TODAY) for item in ITEMS}
    return RoadMapView(road_map, CITY, CITY, item_views(ITEMS, of), TODAY, may_lead=True)


def card(task: Task, item: MapItem = ITEMS[0], place: Organisation = SCHOOL) -> TaskCard:
    return TaskCard(OURS, CITY, place, item, task, TODAY, may_prove=True, may_lead=True)


LINES = tuple(
    DoerLine(task, f"МБОУ «Средняя общеобразовательная школа № {task.organisation}»", TODAY)
    for task in _everybody()[:3]
)
ITEM_CARD = ItemCard(OURS, CITY, CITY, ITEMS[0], counted([line.task for line in LINES], TODAY), LINES, may_lead=True)
_TEMPLATE = Template(
    "neftekumsk",
    "Округ: шесть разделов",
    "План внедрения модели наставничества на 2022–2024 годы",
    Level.MUNICIPALITY,
    Period(datetime.date(2022, 4, 1), datetime.date(2024, 12, 31)),
    tuple(one.item for one in ITEMS),
    about="План муниципального округа на три года",
)

EXAMPLES: list[Example] = [
    Example("Организаций пока нет", pages.no_places(), pages.no_places),
    Example("Чья карта", pages.pick_place([CITY, SCHOOL]), pages.pick_place),
    Example("Карты города", pages.here(RoadMapsHere(CITY, (view(), view(DRAFT)), (), may_lead=True)), pages.here),
    Example("Карты школы", pages.here(RoadMapsHere(SCHOOL, (), (view(place=SCHOOL),), may_lead=True)), pages.here),
    Example("Карт пока нет", pages.here(RoadMapsHere(SCHOOL, (), (), may_lead=True)), pages.here),
    Example("Карта города", pages.home(view()), pages.home),
    Example("Часть школы", pages.home(view(place=SCHOOL)), pages.home),
    Example("Черновик", pages.home(view(DRAFT)), pages.home),
    Example("Начать?", past.start_asked(view(DRAFT)), past.start_asked),
    Example(
        "Начать? Прошедшего нет", past.start_asked(replace(view(DRAFT), items=view(DRAFT).items[1:])), past.start_asked
    ),
    Example("Закрыть карту?", pages.close_asked(view()), pages.close_asked),
    Example("Удалить черновик?", pages.discard_asked(view(DRAFT)), pages.discard_asked),
    Example("По разделам", pages.sections(view()), pages.sections),
    Example("Раздел", pages.section(view(), 0, 0), pages.section),
    Example("Раздел пункта", pages.section_with(view(), view().items[2]), pages.section_with),
    Example("По месяцам", pages.months(view()), pages.months),
    Example("Месяц", pages.month(view(), month_of(TODAY), 0), pages.month),
    Example("С чего начать", pages.begin(CITY, [_TEMPLATE]), pages.begin),
    Example("С какого года", pages.year_asked(CITY.id, _TEMPLATE, TODAY), pages.year_asked),
    Example("Пункт: кто сделал", cards.item(ITEM_CARD), cards.item),
    Example("Пункт просрочен", cards.task(card(task_of(ITEMS[0], SCHOOL))), cards.task),
    Example("Пункт выполнен", cards.task(card(task_of(ITEMS[0], SCHOOL, TaskState.DONE))), cards.task),
    Example("Срок не задан", cards.task(card(task_of(ITEMS[2], SCHOOL), ITEMS[2])), cards.task),
]
