"""Groups: gathering one, its card for each reader, invitations, letters."""

import datetime
from dataclasses import replace

from bot.dialogs import groups as dialog
from bot.dialogs import letters, pairs
from bot.gallery import Example
from bot.gallery.bank import CODED, NAMED
from bot.gallery.pairs import MARIA, OLGA, TIMUR, coded, group_of, suggested_reasons
from mentoring.group_cards import Candidate, Candidates, InvitationCard, MentorList, MentorPlaces
from mentoring.ids import MembershipId, PairId
from mentoring.letters import LetterKind
from mentoring.names import FullName
from mentoring.notices import GroupInvitation, PairNews
from mentoring.pair_cards import Departed, PairCard, PairsHome, Reader, Reason
from mentoring.pair_moves import Event
from mentoring.pairs import PairState

_ANNA = replace(
    OLGA, membership=MembershipId(21), code="3-21", name=FullName("Константинопольская", "Анна", "Валерьевна")
)
_DRAFT = group_of(
    PairState.PROPOSED,
    Reader.CURATOR,
    Event.SEND,
    Event.CANCEL,
    Event.ADD_MENTEE,
    Event.DROP_MENTEE,
    Event.CHANGE_KIND,
)
_ONE = replace(_DRAFT, pair=replace(_DRAFT.pair, mentees=_DRAFT.pair.mentees[:1]), mentees=(OLGA,))
_WORKING = group_of(PairState.WORKING, Reader.CURATOR, Event.INVITE, Event.RECALL_INVITATION, Event.END)
_UNTIL = datetime.date(2026, 9, 17)
_ASKED = InvitationCard(PairId(5), NAMED, coded(MARIA), 2, _UNTIL, pupil=False)


def _found(card: PairCard | None, *people: Candidate, places: int = 3) -> Candidates:
    return Candidates(NAMED, MARIA, card, people, places, 0)


def _offer(reader: Reader) -> PairCard:
    shown = group_of(PairState.AWAITING_ACCEPTANCE, reader, Event.ACCEPT, Event.DECLINE)
    return replace(shown, mentor=coded(MARIA), mentees=tuple(coded(one) for one in shown.mentees))


def _member() -> PairCard:
    return group_of(PairState.ASSIGNED, Reader.MENTEE, Event.HOLD)


def _letter(title: str, kind: LetterKind, card: PairCard) -> Example:
    return Example(f"Письмо: {title}", letters.letter([PairNews(kind, card)]), letters.letter)


def _invitation(title: str, kind: LetterKind, *, pupil: bool = False) -> Example:
    until = None if kind is LetterKind.INVITATION_OFF else _UNTIL
    notice = GroupInvitation(kind, PairId(5), NAMED.name, until, pupil)
    return Example(f"Письмо: {title}", letters.letter([notice]), letters.letter)


_free = tuple(
    Candidate(replace(who, membership=MembershipId(40 + number)), suggested_reasons, unreached=number == 1)
    for number, who in enumerate((OLGA, TIMUR, _ANNA) * 3)
)
_in = tuple(Candidate(who, (), chosen=True) for who in (OLGA, TIMUR))
_mentors = tuple(
    MentorPlaces(replace(MARIA, membership=MembershipId(60 + n)), 5 - n % 4, unreached=n == 7) for n in range(8)
)

EXAMPLES: list[Example] = [
    Example("Собрать группу: кто ведёт", dialog.mentors(MentorList(NAMED, _mentors, 0)), dialog.mentors),
    Example("Собрать группу: мест нет", dialog.mentors(MentorList(NAMED, (), 0)), dialog.mentors),
    Example("Первый участник группы", dialog.members(_found(None, *_free)), dialog.members),
    Example("Состав черновика", dialog.members(_found(_DRAFT, *_in, *_free[:3])), dialog.members),
    Example("К черновику пары — ещё один", dialog.members(_found(_ONE, *_free[:2])), dialog.members),
    Example("Мест больше нет", dialog.members(_found(_DRAFT, *_in, *_free[:1], places=0)), dialog.members),
    Example("Подходящих нет", dialog.members(_found(_ONE)), dialog.members),
    Example("Пригласить в работающую группу", dialog.members(_found(_WORKING, _in[0], *_free[:2])), dialog.members),
    Example("Вид наставничества", dialog.kinds(_DRAFT), dialog.kinds),
    Example("Карточка: черновик группы", pairs.card(_DRAFT), pairs.card),
    Example("Карточка: группа ждёт ответа", pairs.card(group_of(PairState.AWAITING_ACCEPTANCE)), pairs.card),
    Example(
        "Карточка: группа с приглашением и вышедшим",
        pairs.card(
            replace(_WORKING, invited=(_ANNA,), departed=(Departed(replace(OLGA, code="3-40"), Reason.PERSONAL),))
        ),
        pairs.card,
    ),
    Example("Предложение группы наставнику", pairs.card(_offer(Reader.MENTOR)), pairs.card),
    Example("Предложение в группе наставляемому", pairs.card(_offer(Reader.MENTEE)), pairs.card),
    Example("Группа глазами участника", pairs.card(_member()), pairs.card),
    Example("Группа глазами ученика", pairs.card(replace(_member(), pupil=True)), pairs.card),
    Example(
        "Группа глазами участника, режим minimal",
        pairs.card(
            replace(_member(), organisation=CODED, mentor=coded(MARIA), mentees=tuple(map(coded, (OLGA, TIMUR, _ANNA))))
        ),
        pairs.card,
    ),
    Example("Участие завершено", pairs.card(replace(_member(), side=MembershipId(99))), pairs.card),
    Example("Свои пары: приглашение", pairs.home(PairsHome((), (), invitations=(PairId(5),))), pairs.home),
    Example("Свои пары: их много", pairs.home(PairsHome((), (_member(),) * 8, invitations=(PairId(5),))), pairs.home),
    Example("Приглашение в группу", dialog.invitation(_ASKED), dialog.invitation),
    Example("Приглашение в группу, ученик", dialog.invitation(replace(_ASKED, pupil=True)), dialog.invitation),
    Example("Отказ от приглашения", dialog.refused_invitation(pupil=False), dialog.refused_invitation),
    Example("Отказ от приглашения, ученик", dialog.refused_invitation(pupil=True), dialog.refused_invitation),
    _invitation("приглашение в группу", LetterKind.GROUP_INVITED),
    _invitation("ученику — приглашение в группу", LetterKind.GROUP_INVITED, pupil=True),
    _invitation("приглашение ждёт ответа", LetterKind.GROUP_WAITS),
    _invitation("приглашение закрыто", LetterKind.INVITATION_OFF),
    _letter("наставнику — предложена группа", LetterKind.PAIR_OFFERED, _offer(Reader.MENTOR)),
    _letter("наставнику — пополнение", LetterKind.MEMBER_JOINED, group_of(PairState.WORKING, Reader.MENTOR)),
    _letter("куратору — пополнение", LetterKind.MEMBER_JOINED, _WORKING),
    _letter("наставнику — состав изменился", LetterKind.GROUP_CHANGED, group_of(PairState.TRIAL, Reader.MENTOR)),
    _letter("куратору — состав изменился", LetterKind.MEMBER_OUT, _WORKING),
    _letter("куратору — приглашение закрыто", LetterKind.INVITATION_OVER, _WORKING),
    _letter("группе — приказ внесён", LetterKind.PAIR_ASSIGNED, group_of(PairState.ASSIGNED, Reader.MENTOR)),
]
