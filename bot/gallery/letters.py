"""Letters: what the bot says of its own accord."""

import datetime
from dataclasses import replace

from bot.dialogs import letters
from bot.gallery import Example
from bot.gallery.pairs import card_of, group_of
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
    SurveysAsked,
)
from mentoring.pair_cards import PairCard, Reader
from mentoring.pair_moves import Event
from mentoring.pairs import MeetingKind, PairState
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


def _named(shown: PairCard, surname: str, number: int | None) -> PairCard:
    """Another pair of the same mentor."""
    name = FullName(surname, "Анна", "Павловна")
    mentees = (replace(shown.mentees[0], name=name if number else None, code="3-19"),)
    pair = replace(shown.pair, id=PairId(number or 90), number=number)
    return replace(shown, pair=pair, mentees=mentees)


def _waits(reader: Reader, state: PairState = PairState.ASSIGNED) -> PairCard:
    return replace(card_of(state, reader, Event.HOLD), awaited=MeetingKind.ACQUAINTANCE)


_mentors = _waits(Reader.MENTOR)
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
        "наставнику — ждут три пары и опрос четвёртой",
        PairNews(LetterKind.PAIR_WAITS, _mentors, among_others=True),
        PairNews(LetterKind.PAIR_WAITS, _named(_mentors, "Вознесенская-Преображенская", 13), among_others=True),
        PairNews(
            LetterKind.PAIR_WAITS,
            _named(_waits(Reader.MENTOR, PairState.AWAITING_ACCEPTANCE), "Ли", None),
            among_others=True,
        ),
        SurveysAsked(
            PairId(14),
            _NAME,
            ("Пробная встреча",),
            datetime.date(2026, 10, 2),
            pupil=False,
            again=False,
            card=_named(_working(Reader.MENTOR), "Али", 14),
            among_others=True,
        ),
    ),
    _example(
        "наставнику двух пар — новость одной из них",
        PairNews(LetterKind.VERDICT_ASKED, card_of(PairState.TRIAL, Reader.MENTOR, Event.GIVE_VERDICT), True),
    ),
    _example(
        "наставнику двух групп — ждёт группа",
        PairNews(LetterKind.PAIR_WAITS, group_of(PairState.PLANNING, Reader.MENTOR, Event.SUBMIT_PLAN), True),
    ),
    _example(
        "наставнику — ждут двенадцать пар",
        *(PairNews(LetterKind.PAIR_WAITS, _other(_mentors, number), True) for number in range(21, 33)),
    ),
    _example(
        "куратору — ждут и задержались сорок пар, в банке новые анкеты",
        *(PairNews(LetterKind.PAIR_WAITS, _other(_waits(Reader.CURATOR), number)) for number in range(40, 60)),
        *(PairNews(LetterKind.PAIR_LATE, _other(one, one.pair.id + 60)) for one in _late[:5]),
        *(PairNews(LetterKind.CHANGE_LATE, _other(_working(Reader.CURATOR), number)) for number in range(90, 105)),
        BankGrew(_SCHOOL, _NAME, 2, 1),
    ),
    _example(
        "наставнику — несколько новостей одной пары",
        PairNews(LetterKind.PAIR_ASSIGNED, card_of(PairState.ASSIGNED, Reader.MENTOR)),
        PairNews(LetterKind.MEETING_OFF, card_of(PairState.ASSIGNED, Reader.MENTOR)),
    ),
]
