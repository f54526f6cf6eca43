"""Proof of an item: what is asked for by its kind, what was given, what the bot counts itself."""

import datetime
from dataclasses import replace

from bot.dialogs import evidence as pages
from bot.dialogs import road_map_cards as cards
from bot.gallery import Example
from bot.gallery.road_maps import ITEMS, OURS, SCHOOL, card, task_of
from bot.texts import evidence as said
from mentoring.counters import Counted, Counter
from mentoring.deadlines import OccasionKind
from mentoring.evidence import ABSENT
from mentoring.ids import KeptFileId
from mentoring.local_acts import LABELS, Act
from mentoring.pairs import Order
from mentoring.road_map_views import GivenPiece, TaskCard, sealed
from mentoring.road_maps import EvidenceKind, MapItem, Piece, TaskState

DAY = datetime.date(2026, 9, 15)
PAPERS = ("Положение о наставничестве", "Дорожная карта", "Приказ о назначении куратора и рабочей группы")


def _item(kind: EvidenceKind, counter: Counter | None = None, checklist: tuple[str, ...] = ()) -> MapItem:
    return replace(ITEMS[1], item=replace(ITEMS[1].item, evidence=kind, counter=counter, checklist=checklist))


def _card(item: MapItem, *pieces: Piece, state: TaskState = TaskState.OPEN, ongoing: bool = False) -> TaskCard:
    task = task_of(item, SCHOOL, state)
    if ongoing:
        task = replace(task, kind=OccasionKind.ONGOING, due=None, limit=OURS.period.last)
    given = tuple(GivenPiece(number, piece, DAY, "Приказ.pdf") for number, piece in enumerate(pieces, 1))
    return replace(card(task, item), pieces=given)


ORDER = Piece(number="12", day=DAY)
LINK = Piece(link="https://school.example/mentoring/orders/2026/order-12.html")
FILE = Piece(file=KeptFileId(1), words="подписан")
_SEEN_ABOVE = replace(
    _card(_item(EvidenceKind.ORDER), ORDER, FILE),
    pieces=tuple(sealed(GivenPiece(number, piece, DAY, "Приказ.pdf")) for number, piece in enumerate((ORDER, FILE), 1)),
    may_prove=False,
    may_lead=False,
)
_NAMED = _card(_item(EvidenceKind.ORDER), replace(ORDER, label=LABELS[Act.ORDER]), state=TaskState.DONE)
_UNNAMED = replace(
    _card(_item(EvidenceKind.ORDER), ORDER, state=TaskState.DONE), unnamed=GivenPiece(1, ORDER, DAY, None)
)
_LISTED = _item(EvidenceKind.CHECKLIST, checklist=PAPERS)
_HALF = _card(_LISTED, replace(ORDER, label=PAPERS[0]), Piece(label=PAPERS[1], words=ABSENT))
_BANK = Counted(Counter.MENTOR_BANK, {"in_bank": 14, "filling": 3}, datetime.date(2026, 9, 12))
_PAIRS = Counted(Counter.PAIRS, {"pairs": 9, "ordered": 9, "waiting": 0}, orders=(Order("12", DAY),))
_WORK = Counted(Counter.PAIR_WORK, {"at_work": 9, "meetings": 31, "completed": 2})


_CAME = _card(_item(EvidenceKind.ATTENDANCE))


def _counted(counted: Counted, *, ongoing: bool = False) -> TaskCard:
    return replace(_card(_item(EvidenceKind.AUTO, counted.counter), ongoing=ongoing), counted=counted)


def _asked(kind: EvidenceKind) -> Example:
    return Example(f"Подтвердить: {kind.value}", pages.asked(_card(_item(kind))), pages.asked)


EXAMPLES: list[Example] = [
    *(_asked(kind) for kind in EvidenceKind if kind is not EvidenceKind.CHECKLIST),
    Example("Бумаги по списку", pages.asked(_HALF), pages.asked),
    Example("Одна бумага списка", pages.asked(_HALF, 2), pages.asked),
    Example(
        "Не прочиталось",
        pages.asked(_card(_item(EvidenceKind.ORDER)), note="Не видно номера."),
        pages.asked,
    ),
    Example(
        "Принято",
        pages.asked(_card(_item(EvidenceKind.ORDER), ORDER, LINK, FILE, state=TaskState.DONE), note="Принято."),
        pages.asked,
    ),
    Example(
        "Приказ в локальных актах", pages.asked(_NAMED, note=said.taken(frozenset(), registered=True)), pages.asked
    ),
    Example("Приказ, о котором бот не знает", pages.asked(_UNNAMED, note="Принято."), pages.asked),
    Example("Какой это документ", pages.act_asked(_UNNAMED), pages.act_asked),
    Example("Ссылки месяц за месяцем", pages.asked(_card(_item(EvidenceKind.LINKS), LINK, ongoing=True)), pages.asked),
    Example("Прислать файлом", pages.by_file(_card(_item(EvidenceKind.FILE))), pages.by_file),
    Example("Бумага из перечня файлом", pages.by_file(_HALF, 2), pages.by_file),
    Example("Перечень, пока пустой", pages.asked(_card(_LISTED)), pages.asked),
    Example("В какой день", pages.day_asked(_card(_item(EvidenceKind.ATTENDANCE))), pages.day_asked),
    Example(
        "Сколько было", pages.people_asked(_card(_item(EvidenceKind.ATTENDANCE)), "15 сентября"), pages.people_asked
    ),
    Example("Исправить", pages.correct(_card(_item(EvidenceKind.ORDER), ORDER, LINK, FILE)), pages.correct),
    Example("Файлы пункта", pages.files(_card(_item(EvidenceKind.FILES), FILE, FILE)), pages.files),
    Example("Пункт с подтверждением", cards.task(_card(_item(EvidenceKind.ORDER), ORDER, FILE)), cards.task),
    Example("Подтверждение, как его видят выше", cards.task(_SEEN_ABOVE), cards.task),
    Example("Пункт со списком бумаг", cards.task(_HALF), cards.task),
    Example("Пункт с числами бота", cards.task(_counted(_BANK)), cards.task),
    Example("Пункт о парах", cards.task(_counted(_PAIRS)), cards.task),
    Example("Пункт на весь период", cards.task(_counted(_WORK, ongoing=True)), cards.task),
    Example(
        "Пункт закрыт с числами",
        cards.task(_card(_item(EvidenceKind.AUTO, Counter.PAIRS), _PAIRS.piece, state=TaskState.DONE)),
        cards.task,
    ),
    Example(
        "Бот этого не считает",
        cards.task(_card(_item(EvidenceKind.AUTO, Counter.ANNOUNCEMENTS), ongoing=True)),
        cards.task,
    ),
]
