"""«Что сегодня», and the letters of road maps."""

import datetime
from dataclasses import replace

from bot.dialogs import letters
from bot.dialogs import today as dialog
from bot.gallery import Example
from bot.gallery.bank import NAMED
from bot.gallery.road_maps import CITY, ITEMS, task_of
from mentoring.deadlines import OccasionKind
from mentoring.ids import OrganisationId, RoadMapItemId, RoadMapTaskId
from mentoring.letters import LetterKind
from mentoring.notices import ItemsLateBelow, ItemsTold
from mentoring.road_map_views import Duty, LateAt
from mentoring.road_maps import MapItem
from mentoring.roles import Level
from mentoring.today import Behind, BehindAt, Matter, Nearing, TodayAt, Waiting

_MONDAY = datetime.date(2026, 9, 7)

_WORDS = (
    "Издать приказ о внедрении наставничества",
    "Провести анкетирование педагогов",
    "Утвердить реестр наставников",
    "Собрать согласия родителей",
    "Сформировать пары",
    "Провести установочный семинар",
    "Разместить положение на сайте",
    "Обучить наставников",
    "Утвердить планы пар",
    "Провести опрос по итогам месяца",
    "Подвести итоги четверти",
    "Отправить отчёт координатору",
)


def _duty(number: int, day: int, kind: OccasionKind = OccasionKind.DATED) -> Duty:
    """An item that is due on that day of September."""
    of = ITEMS[0].item
    item = MapItem(
        RoadMapItemId(number), ITEMS[0].road_map, replace(of, number=str(number), text=_WORDS[number - 1]), number
    )
    due = datetime.date(2026, 9, day)
    task = replace(task_of(item, NAMED), id=RoadMapTaskId(number), kind=kind, due=due, limit=due)
    return Duty(task, item.item)


def _told(kind: LetterKind, *duties: Duty) -> ItemsTold:
    return ItemsTold(kind, NAMED.id, NAMED.name, duties, _MONDAY)


_undated = Duty(task_of(ITEMS[2], NAMED), ITEMS[2].item)
_ongoing = replace(_undated, task=replace(_undated.task, kind=OccasionKind.ONGOING))
_if_needed = replace(_undated, task=replace(_undated.task, kind=OccasionKind.AS_NEEDED))
_late = (
    LateAt(OrganisationId(5), "МБОУ СОШ № 5", 3, datetime.date(2026, 8, 28)),
    LateAt(OrganisationId(6), "МБОУ «Гимназия № 6»", 1, datetime.date(2026, 9, 1)),
)

_school = TodayAt(
    NAMED,
    _MONDAY,
    late=(_duty(1, 1), _duty(2, 4)),
    week=(Nearing(_duty(3, 9), datetime.date(2026, 9, 9)), Nearing(_duty(4, 13), datetime.date(2026, 9, 11))),
    waiting=tuple(Waiting(matter, number) for number, matter in enumerate(Matter, 1)),
    undated=(_undated,),
    above={_undated.task.road_map: Level.MUNICIPALITY},
)
_city = TodayAt(CITY, _MONDAY, late=(_duty(1, 1),), behind=_late)

EXAMPLES = [
    Example("Что сегодня: школа", dialog.today([_school]), dialog.today),
    Example("Что сегодня: школа, дальше", dialog.today([_school], 2), dialog.today),
    Example("Что сегодня: координатор муниципалитета", dialog.today([_city]), dialog.today),
    Example("Что сегодня: роли в двух местах", dialog.today([_city, replace(_school, waiting=())]), dialog.today),
    Example("Что сегодня: ничего", dialog.today([TodayAt(NAMED, _MONDAY)]), dialog.today),
    Example("Пункты без срока", dialog.undated(_school), dialog.undated),
    Example("Пункты без срока: психологу", dialog.undated(replace(_school, names_days=False)), dialog.undated),
    Example("Пунктов без срока нет", dialog.undated(TodayAt(NAMED, _MONDAY)), dialog.undated),
    Example("Кто просрочил", dialog.behind(Behind(CITY, _late)), dialog.behind),
    Example("Кто просрочил: никто", dialog.behind(Behind(CITY, ())), dialog.behind),
    Example(
        "Просрочено в одной организации",
        dialog.behind_at(BehindAt(NAMED, (_duty(1, 1), _duty(2, 4)), _MONDAY)),
        dialog.behind_at,
    ),
    Example("Письмо: срок пункта", letters.letter([_told(LetterKind.ITEM_DUE, _duty(3, 9))]), letters.letter),
    Example(
        "Письмо: сроки двенадцати пунктов",
        letters.letter([_told(LetterKind.ITEM_DUE, *(_duty(number, 6 + number) for number in range(1, 13)))]),
        letters.letter,
    ),
    Example(
        "Письмо: просрочено и скоро срок",
        letters.letter([_told(LetterKind.ITEM_LATE, _duty(1, 1)), _told(LetterKind.ITEM_DUE, _duty(3, 7))]),
        letters.letter,
    ),
    Example(
        "Письмо: один пункт в двух местах и дважды",
        letters.letter(
            [
                _told(LetterKind.ITEM_LATE, _duty(1, 1)),
                _told(LetterKind.ITEM_DUE, _duty(1, 10), _duty(1, 28)),
                replace(_told(LetterKind.ITEM_DUE, _duty(1, 10)), organisation=CITY.id, organisation_name=CITY.name),
            ]
        ),
        letters.letter,
    ),
    Example("Письмо: срок не задан", letters.letter([_told(LetterKind.ITEM_UNDATED, _undated)]), letters.letter),
    Example("Письмо: что сделано", letters.letter([_told(LetterKind.ITEM_ASKED, _ongoing)]), letters.letter),
    Example(
        "Письмо: по мере необходимости", letters.letter([_told(LetterKind.ITEM_ASKED, _if_needed)]), letters.letter
    ),
    Example(
        "Письмо: просрочено в организациях",
        letters.letter([ItemsLateBelow(CITY.id, CITY.name, _late)]),
        letters.letter,
    ),
]
