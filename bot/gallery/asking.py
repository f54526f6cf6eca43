"""Questions to the curator, a child's call for help, and the answers."""

import datetime
from dataclasses import replace

from bot.dialogs import asking as dialog
from bot.dialogs import letters
from bot.gallery import Example
from bot.gallery.bank import NAMED
from bot.gallery.pairs import card_of
from mentoring.help_cards import OpenRequest, OpenRequests
from mentoring.help_requests import HelpRequest, HelpState, Topic
from mentoring.ids import HelpRequestId, MembershipId, OrganisationId
from mentoring.letters import LetterKind
from mentoring.names import FullName
from mentoring.notices import HelpNews, Notice, QuestionsWait
from mentoring.pair_cards import Reader
from mentoring.pairs import PairState
from mentoring.papers import PaperNumber
from mentoring.roles import MembershipState, Role

_mentee = card_of(PairState.WORKING, Reader.MENTEE)
_pupil = replace(card_of(PairState.TRIAL, Reader.MENTEE), pupil=True)
_request = HelpRequest(
    HelpRequestId(4), OrganisationId(3), MembershipId(17), _mentee.pair.id, Topic.EXTEND, HelpState.OPEN
)
_asked = HelpNews(
    LetterKind.HELP_ASKED, _request, "Школа № 20", "3-17", Role.MENTEE, FullName("Ким", "Ольга", None), _mentee.pair
)
_call = replace(
    _asked,
    kind=LetterKind.CALL_FOR_HELP,
    request=replace(_request, topic=Topic.DANGER, pair=None),
    pair=None,
    name=None,
    pupil=True,
)
_heard = replace(_call, kind=LetterKind.DANGER_HEARD, request=replace(_call.request, topic=Topic.HEARD))
_gone = replace(_heard, paper=PaperNumber("12", datetime.date(2026, 9, 5)), state=MembershipState.LEFT)


def _news(base: HelpNews, kind: LetterKind, state: HelpState = HelpState.OPEN) -> HelpNews:
    return replace(base, kind=kind, request=replace(base.request, state=state))


_open = (
    OpenRequest(_call, datetime.date(2026, 11, 26)),
    OpenRequest(_news(_asked, LetterKind.HELP_ASKED, HelpState.TAKEN), datetime.date(2026, 11, 24)),
    *(OpenRequest(_asked, datetime.date(2026, 11, day)) for day in range(20, 26)),
)


def _waits(kind: LetterKind, number: int) -> QuestionsWait:
    return QuestionsWait(kind, NAMED.id, NAMED.name, tuple(HelpRequestId(one) for one in range(1, number + 1)))


def _letter(title: str, news: Notice) -> Example:
    return Example(f"Письмо: {title}", letters.letter([news]), letters.letter)


EXAMPLES: list[Example] = [
    Example("Вопрос куратору", dialog.topics(_mentee), dialog.topics),
    Example("Вопрос куратору: ученик, проб больше нет", dialog.topics(_pupil), dialog.topics),
    Example("Нужна замена", dialog.sure(_mentee, Topic.MENTOR), dialog.sure),
    Example("Куратор получит вопрос", dialog.asked(_mentee), dialog.asked),
    Example("Помощь рядом", dialog.danger(), dialog.danger),
    Example("Тревожные слова без вопроса", dialog.overheard(), dialog.overheard),
    Example("Вопрос ждёт ответа", dialog.request(_asked), dialog.request),
    Example(
        "Вопрос взят в работу", dialog.request(_news(_asked, LetterKind.HELP_ASKED, HelpState.TAKEN)), dialog.request
    ),
    Example("Призыв о помощи", dialog.request(_call), dialog.request),
    _letter("куратору — вопрос", _asked),
    Example("Вопросы", dialog.requests(OpenRequests(NAMED, _open, 0)), dialog.requests),
    Example("Вопросы кончились", dialog.requests(OpenRequests(NAMED, (), 0)), dialog.requests),
    _letter("куратору — вопрос ждёт", _waits(LetterKind.HELP_WAITS, 1)),
    _letter("заместителю — вопросы ждут", _waits(LetterKind.HELP_UNANSWERED, 3)),
    _letter("спросившему — вопрос в работе", _news(_asked, LetterKind.HELP_ANSWERED, HelpState.TAKEN)),
    _letter("спросившему — вопрос решён", _news(_asked, LetterKind.HELP_ANSWERED, HelpState.DONE)),
    _letter("психологу — ученик просит о помощи", _call),
    _letter("заместителю — призыв пока никто не взял", _news(_call, LetterKind.CALL_UNSEEN)),
    _letter("психологу — тревожные слова в анкете", _heard),
    _letter("психологу — тревожные слова, участие уже закончено", _gone),
    _letter("заместителю — тревожные слова пока никто не взял", _news(_heard, LetterKind.DANGER_UNSEEN)),
    Example("Тревожные слова", dialog.request(_news(_heard, LetterKind.HELP_ASKED)), dialog.request),
    _letter("ученику — тебя услышали", _news(_call, LetterKind.CALL_SEEN, HelpState.TAKEN)),
]
