"""«Приказы»: drafts, forms of names, numbers."""

import datetime
from dataclasses import replace

from bot.dialogs import orders as dialog
from bot.gallery import Example
from bot.gallery.bank import CODED, NAMED
from bot.gallery.pairs import assigned_card
from mentoring.bank import Post
from mentoring.ids import OrderDraftId, PersonId
from mentoring.name_forms import Case, NameForm
from mentoring.names import FullName, Gender
from mentoring.orders import Named, OrderDraft, OrderEntered, OrderKind, OrderLine, OrdersHome
from mentoring.pair_cards import Reader
from mentoring.pairs import Order, PairState

_TODAY = datetime.date(2026, 11, 28)
_MENTOR = Named(PersonId(1), "3-31", FullName("Римская-Корсакова", "Мария", "Ивановна"), Post("Учитель"), pupil=False)
_MENTEE = Named(PersonId(2), "3-17", FullName("Ким", "Саша"), Post("Учитель"), pupil=False)
_PUPIL = replace(_MENTEE, person=PersonId(3), post=Post(None, "7"), pupil=True)
_CURATOR = FullName("Коваленко", "Анна", "Олеговна")
_PAIR = replace(assigned_card(Reader.CURATOR, PairState.ACCEPTED).pair, number=None)
_LINE = OrderLine(_PAIR, _MENTOR, (_MENTEE,))
_FORMS = (
    NameForm(PersonId(9), _CURATOR, Case.DATIVE, "Коваленко Анне Олеговне", Gender.FEMALE),
    NameForm(PersonId(2), FullName("Ким", "Саша"), Case.INSTRUMENTAL, None),
    NameForm(
        PersonId(1),
        FullName("Римская-Корсакова", "Мария", "Ивановна"),
        Case.ACCUSATIVE,
        "Римскую-Корсакову Марию Ивановну",
        Gender.FEMALE,
        corrected=True,
    ),
)
_DRAFT = OrderDraft(OrderDraftId(4), OrderKind.ASSIGN, NAMED, _TODAY, datetime.date(2027, 5, 20), (_LINE,), _FORMS)
_MANY = replace(_DRAFT, lines=(_LINE, replace(_LINE, mentees=(_PUPIL,))) * 10, forms=_FORMS[:1])
_CODES = replace(
    _MANY,
    organisation=CODED,
    lines=(OrderLine(_PAIR, replace(_MENTOR, name=None), (replace(_MENTEE, name=None),)),),
    forms=(),
)
_ENTERED = OrderEntered(NAMED, OrderKind.ASSIGN, Order("12-од", _TODAY), 19, 1)

EXAMPLES: list[Example] = [
    Example(
        "Приказы",
        dialog.home(OrdersHome(NAMED, {OrderKind.ASSIGN: 3, OrderKind.CHANGE: 1, OrderKind.COMPLETE: 12})),
        dialog.home,
    ),
    Example("Приказов не нужно", dialog.home(OrdersHome(NAMED, dict.fromkeys(OrderKind, 0))), dialog.home),
    Example("Проект приказа об одной паре", dialog.drafted(_DRAFT), dialog.drafted),
    Example("Проект приказа о многих парах", dialog.drafted(_MANY), dialog.drafted),
    Example("Проект приказа, режим minimal", dialog.drafted(_CODES), dialog.drafted),
    Example("Имена в приказе", dialog.forms(_DRAFT), dialog.forms),
    Example("Исправить форму имени", dialog.form_asked(_DRAFT, _FORMS[2]), dialog.form_asked),
    Example("Форма имени не подошла", dialog.form_asked(_DRAFT, _FORMS[1], refused=True), dialog.form_asked),
    Example("Приказ о парах: согласия на бумаге", dialog.consents_asked(_MANY), dialog.consents_asked),
    Example("Приказ о парах: номер и дата", dialog.number_asked(_MANY), dialog.number_asked),
    Example("Приказ внесён для всех", dialog.entered(_ENTERED), dialog.entered),
]
