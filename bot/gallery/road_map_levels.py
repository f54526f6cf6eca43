"""Who is how far with a road map, and who leaves it."""

from dataclasses import replace

from bot.dialogs import letters, road_maps
from bot.dialogs import road_map_levels as pages
from bot.gallery import Example
from bot.gallery.road_maps import CITY, ITEMS, OURS, SCHOOL, task_of, view
from mentoring.ids import OrganisationId
from mentoring.notices import RoadMapUrged
from mentoring.road_map_levels import ItemLine, Leaving, Levels, PlaceLine, Sum
from mentoring.road_maps import numbered
from mentoring.roles import Level

_PLACES = (
    PlaceLine(OrganisationId(9), "Северный округ", Level.MUNICIPALITY, Sum(120, 40, 14, 6)),
    PlaceLine(OrganisationId(3), "МБОУ «Средняя общеобразовательная школа № 3»", Level.ORGANISATION, Sum(17, 3, 2, 1)),
    PlaceLine(OrganisationId(4), "Гимназия № 4", Level.ORGANISATION, Sum(17, 17)),
    PlaceLine(OrganisationId(5), "Школа № 5", Level.ORGANISATION, Sum(17, 5)),
    PlaceLine(OrganisationId(6), "Вечерняя школа № 6", Level.ORGANISATION, Sum(), left=True),
)
_LEVELS = Levels(OURS, CITY, CITY, Sum(171, 65, 16, 7), _PLACES, 0, 9, may_remind=True)
_ITEMS = tuple(
    ItemLine(one.id, numbered(one.item.number, one.item.text), Sum(3, done, late, late))
    for one, done, late in zip(ITEMS, (1, 3, 0), (2, 0, 0), strict=True)
)
_REASONS = {"closed": "Организация закрыта", "merged": "Присоединена к другой"}
_URGED = RoadMapUrged(
    OURS.id,
    SCHOOL.id,
    SCHOOL.name,
    OURS.title,
    tuple(numbered(one.item.number, one.item.text) for one in ITEMS),
    8,
)
_ONE = replace(_URGED, titles=_URGED.titles[:1], late=1, only=task_of(ITEMS[0], SCHOOL).id)

EXAMPLES: list[Example] = [
    Example("По организациям", pages.places(_LEVELS), pages.places),
    Example("По организациям, со своими", pages.places(replace(_LEVELS, own=Sum(4, 1, 1, 1))), pages.places),
    Example("Свои пункты", road_maps.own(replace(view(), items=view().items[1:2])), road_maps.own),
    Example("Никого ниже", pages.places(replace(_LEVELS, sum=Sum(), lines=(), total=0)), pages.places),
    Example("По пунктам", pages.items(replace(_LEVELS, lines=_ITEMS, total=3)), pages.items),
    Example("Часть школы сверху", road_maps.home(replace(view(place=SCHOOL), leads_above=True)), road_maps.home),
    Example(
        "Школа вышла",
        road_maps.home(replace(view(place=SCHOOL), leads_above=True, left="Организация закрыта")),
        road_maps.home,
    ),
    Example("Вышла из карты?", pages.leave_asked(Leaving(OURS, SCHOOL, 5), _REASONS), pages.leave_asked),
    Example("Письмо: школе — срок прошёл по нескольким пунктам", letters.letter([_URGED]), letters.letter),
    Example("Письмо: школе — срок прошёл по одному пункту", letters.letter([_ONE]), letters.letter),
]
