"""The registry of mentors: nominated, approved by an order, trained."""

import datetime

from bot.dialogs import letters, volunteering
from bot.dialogs import registry as dialog
from bot.gallery import Example
from bot.gallery.bank import CODED, NAMED
from mentoring.bank import Post
from mentoring.ids import MembershipId
from mentoring.letters import LetterKind
from mentoring.names import FullName
from mentoring.notices import Notice, ParticipantNews, RegistryApproved, RegistryAwaited
from mentoring.organisations import Organisation
from mentoring.pair_cards import Partner
from mentoring.pairs import Order
from mentoring.papers import PaperProblem
from mentoring.registry import (
    OrderAsked,
    Record,
    RegistryCard,
    RegistryEvent,
    RegistryLine,
    RegistryList,
    RegistryOverview,
    RegistryState,
    RegistryStep,
    Shelf,
    VolunteerAsked,
)
from mentoring.roles import Role

_TODAY = datetime.date(2026, 9, 18)
_ORDER = Order("12-од", datetime.date(2026, 9, 15))
_TRAINED = datetime.date(2026, 9, 16)
_MARIA = Partner(
    MembershipId(31),
    "3-31",
    FullName("Римская-Корсакова", "Мария", "Ивановна"),
    Post("Учитель начальных классов"),
    ("Общение с родителями",),
    pupil=False,
)
_PAVEL = Partner(MembershipId(32), "3-32", FullName("Ким", "Павел", None), Post(None, "10"), (), pupil=True)
_CODED = Partner(MembershipId(33), "4-33", None, Post("Учитель"), (), pupil=False)
_NOMINATED = Record(_MARIA.membership, RegistryState.NOMINATED)
_APPROVED = Record(_MARIA.membership, RegistryState.APPROVED, _ORDER, _TRAINED)
_HISTORY = (
    RegistryStep(datetime.date(2026, 9, 14), RegistryEvent.NOMINATE),
    RegistryStep(_ORDER.date, RegistryEvent.APPROVE, "12-од 2026-09-15"),
    RegistryStep(_TRAINED, RegistryEvent.TRAIN, "2026-09-16"),
)


def _line(record: Record | None = None, partner: Partner = _MARIA, *, told: bool = False) -> RegistryLine:
    return RegistryLine(partner, record, 2, told)


def _list(shelf: Shelf, *lines: RegistryLine, here: Organisation = NAMED) -> RegistryList:
    return RegistryList(here, shelf, lines, 0, may_nominate=True, may_approve=True)


def _card(record: Record | None, steps: int = 0, *, in_bank: bool = True) -> RegistryCard:
    line = _line(record, told=record is None)
    return RegistryCard(NAMED, line, _HISTORY[:steps], _TODAY, in_bank=in_bank, may_nominate=True, may_approve=True)


def _letter(title: str, notice: Notice) -> Example:
    return Example(f"Письмо: {title}", letters.letter([notice]), letters.letter)


_COUNTS = {Shelf.APPROVED: 5, Shelf.NOMINATED: 2, Shelf.CANDIDATES: 3, Shelf.REMOVED: 1}
_REMOVED = Record(_MARIA.membership, RegistryState.REMOVED, _ORDER, _TRAINED)
_LEFT = RegistryStep(_TODAY, RegistryEvent.REMOVE, "time")

_VOLUNTEER = VolunteerAsked(NAMED, _MARIA.membership, required=True)
_NAMES = {"по имени": _MARIA.name, "только код": None}


def _volunteers(name: FullName | None) -> ParticipantNews:
    kind = LetterKind.MENTOR_VOLUNTEERS
    return ParticipantNews(kind, NAMED.id, NAMED.name, _MARIA.membership, _MARIA.code, Role.MENTOR, name)


EXAMPLES: list[Example] = [
    Example("Реестр: разделы", dialog.overview(RegistryOverview(NAMED, _COUNTS, required=False)), dialog.overview),
    Example("Реестр: пока никого", dialog.overview(RegistryOverview(CODED, {}, required=True)), dialog.overview),
    Example(
        "Реестр: утверждённые",
        dialog.listing(_list(Shelf.APPROVED, _line(_APPROVED))),
        dialog.listing,
    ),
    Example(
        "Реестр: ждут утверждения",
        dialog.listing(
            _list(
                Shelf.NOMINATED,
                _line(_NOMINATED, told=True),
                _line(Record(_PAVEL.membership, _NOMINATED.state), _PAVEL),
            )
        ),
        dialog.listing,
    ),
    Example(
        "Реестр: в банке, без имён",
        dialog.listing(_list(Shelf.CANDIDATES, _line(None, _CODED), _line(None, _CODED), here=CODED)),
        dialog.listing,
    ),
    Example("Реестр: пустой раздел", dialog.listing(_list(Shelf.REMOVED)), dialog.listing),
    Example("Реестр: карточка до выдвижения", dialog.card(_card(None)), dialog.card),
    Example("Реестр: карточка выдвинутого", dialog.card(_card(_NOMINATED, 1)), dialog.card),
    Example("Реестр: карточка утверждённого", dialog.card(_card(_APPROVED, 3)), dialog.card),
    Example(
        "Реестр: карточка исключённого",
        dialog.card(
            RegistryCard(
                NAMED,
                _line(_REMOVED),
                (*_HISTORY, _LEFT),
                _TODAY,
                in_bank=False,
                may_nominate=True,
                may_approve=True,
            )
        ),
        dialog.card,
    ),
    Example("Реестр: день обучения", dialog.training_day(_card(_NOMINATED)), dialog.training_day),
    Example("Реестр: месяц обучения", dialog.training_day(_card(_NOMINATED), 0), dialog.training_day),
    Example("Реестр: день месяца", dialog.training_day(_card(_NOMINATED), 2026 * 12 + 7), dialog.training_day),
    Example("Реестр: почему исключить", dialog.why_remove(_card(_APPROVED)), dialog.why_remove),
    Example("Реестр: номер приказа", dialog.order_asked(OrderAsked(NAMED, (_MARIA, _PAVEL))), dialog.order_asked),
    Example(
        "Реестр: приказ на многих, дата не прочитана",
        dialog.order_asked(OrderAsked(NAMED, (_MARIA,) * 15), PaperProblem.NO_DATE),
        dialog.order_asked,
    ),
    _letter("заместителю директора — наставники ждут утверждения", RegistryAwaited(NAMED.id, NAMED.name, 3)),
    _letter("наставнику — в реестре", RegistryApproved(NAMED.name, _ORDER, pupil=False)),
    _letter("наставнику-ученику — в реестре", RegistryApproved(NAMED.name, _ORDER, pupil=True)),
    Example("Хочу быть наставником", volunteering.asked(_VOLUNTEER), volunteering.asked),
    Example("Хочу быть наставником: записано", volunteering.done(_VOLUNTEER), volunteering.done),
    *(_letter(f"куратору — хочет в реестр, {how}", _volunteers(name)) for how, name in _NAMES.items()),
]
