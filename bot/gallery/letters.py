"""Letters: what the bot says of its own accord."""

import datetime
from dataclasses import replace

from bot.dialogs import letters
from bot.gallery import Example
from bot.gallery.pairs import card_of
from mentoring.ids import AttemptId, MembershipId, OrganisationId, PairId
from mentoring.letters import LetterKind
from mentoring.names import FullName
from mentoring.notices import (
    BankGrew,
    Notice,
    PairNews,
    PairsStuck,
    PaperReceived,
    ParticipantNews,
    PeopleLost,
    QuestionnaireUnfinished,
)
from mentoring.pair_cards import PairCard, Reader
from mentoring.pair_moves import Event
from mentoring.pairs import PairState
from mentoring.papers import PaperNumber
from mentoring.roles import Role

_SCHOOL = OrganisationId(3)
_NAME = "МБОУ «Школа № 20 г. Примерска»"


def _news(kind: LetterKind, role: Role = Role.MENTEE, name: FullName | None = None) -> ParticipantNews:
    return ParticipantNews(kind, _SCHOOL, _NAME, MembershipId(17), "3-17", role, name)


def _left(kind: LetterKind, role: Role = Role.MENTEE) -> ParticipantNews:
    return replace(_news(kind, role), since=datetime.date(2026, 9, 7))


def _form(answered: int, *, pupil: bool = False) -> QuestionnaireUnfinished:
    title = "Анкета наставляемого (ученик)" if pupil else "Анкета наставляемого (педагог)"
    return QuestionnaireUnfinished(AttemptId(5), title, answered, 12, pupil)


def _example(title: str, *notices: Notice) -> Example:
    return Example(f"Письмо: {title}", letters.letter(notices), letters.letter)


def _working(reader: Reader) -> PairCard:
    return card_of(PairState.WORKING, reader, Event.HOLD)


def _other(shown: PairCard, number: int) -> PairCard:
    return replace(shown, pair=replace(shown.pair, id=PairId(number), number=number))


_late = tuple(_other(card_of(PairState.TRIAL), number) for number in range(21, 35))

EXAMPLES: list[Example] = [
    _example("куратору и психологу — пришёл ученик, ждём бумагу", _news(LetterKind.PAPER_AWAITED)),
    _example("ученику — бумага от родителей получена", PaperReceived(_NAME)),
    _example("педагогу — анкета не закончена", _form(5)),
    _example("педагогу — анкета открыта, но не начата", _form(0)),
    _example("педагогу — осталось отправить", _form(12)),
    _example("ученику — анкета не закончена", _form(11, pupil=True)),
    _example("педагогу — куратор напоминает об анкете", replace(_form(5), asked_for=True)),
    _example("ученику — куратор напоминает об анкете", replace(_form(0, pupil=True), asked_for=True)),
    _example("куратору — новые анкеты", BankGrew(_SCHOOL, _NAME, 2, 1)),
    _example("куратору — письма доходят не до всех", PeopleLost(_SCHOOL, _NAME, 3)),
    _example("куратору — отозвано согласие", _left(LetterKind.CONSENT_WITHDRAWN, Role.MENTOR)),
    _example("куратору — ученик не хочет участвовать", _left(LetterKind.UNWILLING)),
    _example("психологу — низкое самочувствие, только код", _news(LetterKind.WELLBEING_LOW)),
    _example(
        "психологу — нужен разговор, участие уже закончено",
        replace(_news(LetterKind.WELLBEING_LOW), paper=PaperNumber("12", datetime.date(2026, 9, 5)), in_bank=False),
    ),
    _example(
        "психологу — низкое самочувствие, режим «с именами»",
        _news(LetterKind.WELLBEING_LOW, name=FullName("Королёва", "Дарья", "Игоревна")),
    ),
    _example("всё, что накопилось за день, одним сообщением", _form(5), BankGrew(_SCHOOL, _NAME, 0, 3)),
    _example("координатору муниципалитета — пары стоят", PairsStuck(_SCHOOL, _NAME, 3)),
    _example("наставнику — пара давно молчит", PairNews(LetterKind.PAIR_CHECK, _working(Reader.MENTOR))),
    _example(
        "ученику — пара давно молчит", PairNews(LetterKind.PAIR_CHECK, replace(_working(Reader.MENTEE), pupil=True))
    ),
    _example("куратору — пара давно молчит", PairNews(LetterKind.PAIR_QUIET, _working(Reader.CURATOR))),
    _example("куратору — задержались несколько пар", *(PairNews(LetterKind.PAIR_LATE, one) for one in _late)),
    _example(
        "наставнику — несколько новостей одной пары",
        PairNews(LetterKind.PAIR_ASSIGNED, card_of(PairState.ASSIGNED, Reader.MENTOR)),
        PairNews(LetterKind.MEETING_OFF, card_of(PairState.ASSIGNED, Reader.MENTOR)),
    ),
]
