"""Pairs: the curator's way to a pair, the card for each reader, letters."""

import datetime
from dataclasses import replace

from bot.dialogs import letters
from bot.dialogs import pairs as dialog
from bot.gallery import Example
from bot.gallery.bank import CODED, LONG, NAMED
from mentoring import matching
from mentoring.bank import Post
from mentoring.ids import MembershipId, PairId
from mentoring.letters import LetterKind
from mentoring.names import FullName
from mentoring.notices import PairNews
from mentoring.pair_cards import (
    DraftedAll,
    PairCard,
    PairLine,
    PairList,
    PairsHome,
    PairsOverview,
    Partner,
    Reader,
    Reason,
    Stage,
    Suggested,
    SuggestedList,
    Waiting,
    WaitingList,
)
from mentoring.pair_moves import Event
from mentoring.pairs import MentoringKind, Order, Pair, PairState, Side
from mentoring.papers import PaperProblem

_MONDAY = datetime.date(2026, 9, 14)
_THURSDAY = datetime.date(2026, 9, 17)
_MENTOR, _MENTEE = MembershipId(31), MembershipId(17)

MARIA = Partner(
    _MENTOR,
    "3-31",
    FullName("Римская-Корсакова", "Мария", "Ивановна"),
    Post("Учитель"),
    ("Дисциплина и мотивация класса", "Общение с родителями", "ФГОС и рабочие программы"),
    pupil=False,
)
OLGA = Partner(
    _MENTEE, "3-17", FullName("Ким", "Ольга", "Сергеевна"), Post("Учитель"), ("Дисциплина и мотивация класса",), False
)
TIMUR = Partner(
    MembershipId(19), "3-19", FullName("Али", "Тимур", None), Post(None, "7"), ("Подтянуть учёбу по предмету",), True
)
_PAIR = Pair(
    PairId(5),
    NAMED.id,
    MentoringKind.TRADITIONAL,
    PairState.PROPOSED,
    _MONDAY,
    _MONDAY,
    Side(_MENTOR),
    (Side(_MENTEE),),
)


def coded(partner: Partner) -> Partner:
    return replace(partner, name=None)


def card_of(state: PairState, reader: Reader = Reader.CURATOR, *open_to: Event, mentee: Partner = OLGA) -> PairCard:
    number = None if state in {PairState.PROPOSED, PairState.AWAITING_ACCEPTANCE, PairState.ACCEPTED} else 12
    pair = replace(_PAIR, state=state, number=number, mentees=(Side(mentee.membership),))
    said = {_MENTOR: True, mentee.membership: False} if reader is Reader.CURATOR else None
    closed = state in {PairState.DECLINED, PairState.TERMINATED, PairState.COMPLETED}
    sides = {Reader.CURATOR: None, Reader.MENTOR: _MENTOR, Reader.MENTEE: mentee.membership}
    until = None if closed else _THURSDAY
    return PairCard(
        NAMED, pair, reader, MARIA, (mentee,), frozenset(open_to), until, said, pupil=False, side=sides[reader]
    )


def group_of(state: PairState, reader: Reader = Reader.CURATOR, *open_to: Event) -> PairCard:
    """A group of three; a member looks through the eyes of the first."""
    shown = card_of(state, reader, *open_to)
    others = (replace(TIMUR, pupil=False), replace(OLGA, membership=MembershipId(20), code="3-20"))
    mentees = (OLGA, *others)
    pair = replace(shown.pair, mentees=tuple(Side(one.membership) for one in mentees))
    return replace(shown, pair=pair, mentees=mentees)


def assigned_card(reader: Reader, state: PairState) -> PairCard:
    """A pair that may meet, for the pages about meetings."""
    return card_of(state, reader, Event.HOLD)


_draft = card_of(PairState.PROPOSED, Reader.CURATOR, Event.SEND, Event.CANCEL)
_offered = card_of(PairState.AWAITING_ACCEPTANCE, Reader.CURATOR, Event.CANCEL)
_accepted = card_of(PairState.ACCEPTED, Reader.CURATOR, Event.ENTER_ORDER, Event.END)
_assigned = card_of(PairState.ASSIGNED, Reader.CURATOR, Event.END)
_assigned = replace(_assigned, pair=replace(_assigned.pair, order=Order("12-од", _MONDAY)))
_asked_mentee = replace(
    card_of(PairState.AWAITING_ACCEPTANCE, Reader.MENTEE, Event.ACCEPT, Event.DECLINE),
    mentor=coded(MARIA),
    mentees=(coded(OLGA),),
)
_asked_mentor = replace(_asked_mentee, reader=Reader.MENTOR)
_asked_pupil = replace(_asked_mentee, mentees=(coded(TIMUR),), pupil=True)
_asked_pupil_mentor = replace(_asked_pupil, reader=Reader.MENTOR)
_waits_for_other = replace(_asked_mentee, open_to=frozenset())

LINES = tuple(
    PairLine(
        replace(_PAIR, id=PairId(number), number=number if number > 2 else None, state=state),
        MARIA,
        (OLGA,) if number % 2 else (OLGA, TIMUR),
        _THURSDAY,
        late=number == 1,
    )
    for number, state in enumerate(
        (PairState.AWAITING_ACCEPTANCE, PairState.PROPOSED, PairState.AWAITING_ACCEPTANCE), 1
    )
)
_waiting = tuple(
    Waiting(replace(who, membership=MembershipId(number)), days, unreached=days == 3)
    for number, (who, days) in enumerate(((OLGA, 16), (coded(OLGA), 3), (TIMUR, 0)) * 3, 40)
)
suggested_reasons = (
    matching.SharedRequests(3, 4),
    matching.SameSubject(),
    matching.CommonTimes(2),
    matching.SameFormat(),
    matching.FreePlaces(1),
    matching.Unanswered(_MONDAY),
)
_few_reasons = (
    matching.FitsAge(),
    matching.FitsForm(),
    matching.FitsKind(),
    matching.FreePlaces(3),
    matching.Unreached(),
)
_suggested = SuggestedList(
    NAMED,
    _waiting[0],
    (Suggested(MARIA, suggested_reasons, 1), Suggested(replace(coded(MARIA), code="3-33"), _few_reasons, 3)),
    0,
)


def _letter(title: str, kind: LetterKind, card: PairCard) -> Example:
    return Example(f"Письмо: {title}", letters.letter([PairNews(kind, card)]), letters.letter)


EXAMPLES: list[Example] = [
    Example(
        "Обзор пар",
        dialog.overview(PairsOverview(NAMED, dict.fromkeys(Stage, 3), 2, 7, may_form=True, may_order=True, asked=4)),
        dialog.overview,
    ),
    Example("Пар ещё нет", dialog.overview(PairsOverview(LONG, {}, 0, 0, may_form=True)), dialog.overview),
    Example(
        "Обзор для заместителя: составляет куратор",
        dialog.overview(PairsOverview(NAMED, {Stage.ORDER: 1}, 1, 2, may_form=False)),
        dialog.overview,
    ),
    Example("Свои пары и школы", dialog.home(PairsHome((NAMED, LONG), (_assigned,))), dialog.home),
    Example("Пары пока нет", dialog.home(PairsHome((), ())), dialog.home),
    Example("Пары пока нет, ученик", dialog.home(PairsHome((), (), pupil=True)), dialog.home),
    Example("Пары одной ступени", dialog.listing(PairList(NAMED, Stage.OFFERED, LINES, 0)), dialog.listing),
    Example(
        "Черновики, которые можно отправить разом",
        dialog.listing(
            PairList(NAMED, Stage.OFFERED, tuple(replace(line, pair=_PAIR) for line in LINES), 0, may_form=True)
        ),
        dialog.listing,
    ),
    Example("Подбор для всех", dialog.drafted_all(DraftedAll(NAMED, 21, 3)), dialog.drafted_all),
    Example("Подбор для всех: некого предложить", dialog.drafted_all(DraftedAll(NAMED, 0, 2)), dialog.drafted_all),
    Example(
        "Отправить все черновики?",
        dialog.send_all_asked(PairList(NAMED, Stage.OFFERED, LINES, 0)),
        dialog.send_all_asked,
    ),
    Example("Удалить черновик?", dialog.drop_asked(card_of(PairState.PROPOSED)), dialog.drop_asked),
    Example("Ступень пуста", dialog.listing(PairList(NAMED, Stage.OFFERED, (), 0)), dialog.listing),
    Example("Кому нужна пара", dialog.unpaired(WaitingList(NAMED, _waiting, 0)), dialog.unpaired),
    Example("Все в парах", dialog.unpaired(WaitingList(NAMED, (), 0)), dialog.unpaired),
    Example("Кто может помочь", dialog.suggested(_suggested), dialog.suggested),
    Example("Свободных наставников нет", dialog.suggested(replace(_suggested, mentors=())), dialog.suggested),
    Example("Черновик: в прошлый раз не ответили", dialog.card(replace(_draft, unanswered=_MONDAY)), dialog.card),
    Example("Карточка: черновик", dialog.card(_draft), dialog.card),
    Example("Карточка: ждём ответа", dialog.card(_offered), dialog.card),
    Example("Карточка: нужен приказ", dialog.card(_accepted), dialog.card),
    Example("Карточка: приказ внесён", dialog.card(_assigned), dialog.card),
    Example(
        "Карточка: отказ, причина для куратора",
        dialog.card(replace(card_of(PairState.DECLINED), reason=Reason.TIME)),
        dialog.card,
    ),
    Example("Предложение наставляемому", dialog.card(_asked_mentee), dialog.card),
    Example("Предложение наставнику", dialog.card(_asked_mentor), dialog.card),
    Example("Предложение ученику", dialog.card(_asked_pupil), dialog.card),
    Example("Предложение ученику-наставнику", dialog.card(_asked_pupil_mentor), dialog.card),
    Example("Ждём вторую сторону", dialog.card(_waits_for_other), dialog.card),
    Example("Все согласны, глазами стороны", dialog.card(card_of(PairState.ACCEPTED, Reader.MENTEE)), dialog.card),
    Example("Приказ внесён, глазами стороны", dialog.card(card_of(PairState.ASSIGNED, Reader.MENTEE)), dialog.card),
    Example(
        "Приказ внесён, режим minimal",
        dialog.card(replace(card_of(PairState.ASSIGNED, Reader.MENTEE), organisation=CODED, mentor=coded(MARIA))),
        dialog.card,
    ),
    Example("Не состоялась, глазами стороны", dialog.card(card_of(PairState.DECLINED, Reader.MENTOR)), dialog.card),
    Example("Завершена, глазами стороны", dialog.card(card_of(PairState.TERMINATED, Reader.MENTOR)), dialog.card),
    Example("Почему не подходит", dialog.why_decline(_asked_mentee), dialog.why_decline),
    Example("Завершить досрочно", dialog.why_end(_assigned), dialog.why_end),
    Example("Приказ: согласия на бумаге", dialog.papers_asked(_accepted), dialog.papers_asked),
    Example("Приказ: номер и дата", dialog.order_asked(_accepted), dialog.order_asked),
    Example("Приказ: не видно номера", dialog.order_asked(_accepted, PaperProblem.NO_NUMBER), dialog.order_asked),
    _letter("наставляемому — предложена пара", LetterKind.PAIR_OFFERED, _asked_mentee),
    _letter("ученику — предложена пара", LetterKind.PAIR_OFFERED, _asked_pupil),
    _letter("стороне — нужен ответ", LetterKind.PAIR_WAITS, _asked_mentor),
    _letter("куратору — нет приказа", LetterKind.PAIR_WAITS, _accepted),
    _letter("сторонам — все согласны", LetterKind.PAIR_AGREED, card_of(PairState.ACCEPTED, Reader.MENTOR)),
    _letter("куратору — нужен приказ", LetterKind.ORDER_AWAITED, _accepted),
    _letter("сторонам — приказ внесён", LetterKind.PAIR_ASSIGNED, card_of(PairState.ASSIGNED, Reader.MENTEE)),
    _letter("второй стороне — не состоялась", LetterKind.PAIR_OFF, card_of(PairState.DECLINED, Reader.MENTEE)),
    _letter("сторонам — завершена", LetterKind.PAIR_ENDED, card_of(PairState.TERMINATED, Reader.MENTEE)),
    _letter("куратору — участник вышел, пара распалась", LetterKind.PAIR_BROKEN, card_of(PairState.TERMINATED)),
    _letter("куратору — отказ", LetterKind.PAIR_DECLINED, card_of(PairState.DECLINED)),
    _letter("куратору — срок ответа вышел", LetterKind.PAIR_LAPSED, card_of(PairState.DECLINED)),
    _letter("заместителю — приказа всё нет", LetterKind.PAIR_LATE, _accepted),
]
