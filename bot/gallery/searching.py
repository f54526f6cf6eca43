"""Those who wait for a mentor, and mentors who are kept away from somebody."""

from bot.dialogs import keeping_apart, letters, support
from bot.gallery import Example
from bot.gallery.bank import NAMED
from config import support as content
from mentoring.bank import Post
from mentoring.ids import MembershipId
from mentoring.letters import LetterKind
from mentoring.names import FullName
from mentoring.notices import MentorAppeared, Notice, ParticipantNews, StillSearching
from mentoring.pair_cards import ApartAsked, ApartList, Partner, Waiting
from mentoring.roles import Role
from mentoring.searching import Apart, TalkAsked

_MENTOR = Partner(
    MembershipId(31),
    "3-31",
    FullName("Римская-Корсакова", "Мария", "Ивановна"),
    Post("Учитель"),
    (),
    pupil=False,
)
_OLGA = Partner(MembershipId(17), "3-17", FullName("Ким", "Ольга", "Сергеевна"), Post("Учитель"), (), pupil=False)
_WAITING = Waiting(_OLGA, 15)
_MEANWHILE = content.load()


def _letter(title: str, notice: Notice) -> Example:
    return Example(f"Письмо: {title}", letters.letter([notice]), letters.letter)


def _waits(days: int, *, pupil: bool) -> StillSearching:
    return StillSearching(NAMED.name, _OLGA.membership, days, _MEANWHILE.of(pupil=pupil), pupil)


def _talk(name: FullName | None) -> ParticipantNews:
    return ParticipantNews(LetterKind.TALK_ASKED, NAMED.id, NAMED.name, _OLGA.membership, "3-17", Role.MENTEE, name)


EXAMPLES: list[Example] = [
    _letter("педагогу — две недели без пары", _waits(14, pupil=False)),
    _letter("ученику — четыре недели без пары", _waits(28, pupil=True)),
    _letter("психологу — просьба поговорить", _talk(_OLGA.name)),
    _letter("психологу — просьба поговорить, только код", _talk(None)),
    _letter("куратору — есть наставник для многих", MentorAppeared(NAMED.id, NAMED.name, 3)),
    _letter("куратору — есть наставник для одного", MentorAppeared(NAMED.id, NAMED.name, 1, _OLGA.membership)),
    Example(
        "Просьба поговорить: педагог",
        support.talk_asked(TalkAsked(pupil=False, by_psychologist=True)),
        support.talk_asked,
    ),
    Example(
        "Просьба поговорить: ученик, психолога нет",
        support.talk_asked(TalkAsked(pupil=True, by_psychologist=False)),
        support.talk_asked,
    ),
    Example(
        "Не предлагать наставника",
        keeping_apart.asked(ApartAsked(NAMED, _WAITING, _MENTOR, pupil=False)),
        keeping_apart.asked,
    ),
    Example(
        "Не предлагать наставника ученику",
        keeping_apart.asked(ApartAsked(NAMED, _WAITING, _MENTOR, pupil=True)),
        keeping_apart.asked,
    ),
    Example(
        "Кого не предлагаем",
        keeping_apart.listed(ApartList(NAMED, _WAITING, ((_MENTOR, Apart.BY_HAND), (_MENTOR, Apart.SUPERIOR)))),
        keeping_apart.listed,
    ),
    Example("Кого не предлагаем: никого", keeping_apart.listed(ApartList(NAMED, _WAITING, ())), keeping_apart.listed),
]
