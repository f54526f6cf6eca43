"""A group's meeting: the times that suit, who was there."""

import datetime
from dataclasses import replace

from bot.dialogs import group_meetings as dialog
from bot.dialogs import letters, pairs
from bot.gallery import Example
from bot.gallery.pairs import group_of
from mentoring.group_meetings import Attendance
from mentoring.ids import MeetingId, MembershipId, SlotId
from mentoring.letters import LetterKind
from mentoring.meetings import Meeting, MeetingState, Slot
from mentoring.notices import PairNews
from mentoring.pair_cards import PairCard, Reader
from mentoring.pair_moves import Event
from mentoring.pairs import MeetingKind, PairState

_NOW = datetime.datetime(2026, 9, 14, 12, 5, tzinfo=datetime.timezone(datetime.timedelta(hours=3)))
_MENTOR, _MENTEE = MembershipId(31), MembershipId(17)
_SLOTS = tuple(Slot(SlotId(n), (_NOW + datetime.timedelta(days=n)).replace(hour=15, minute=0)) for n in (1, 2, 3))
_OFFERED = Meeting(
    MeetingId(9),
    group_of(PairState.ASSIGNED).pair.id,
    MeetingKind.ACQUAINTANCE,
    MeetingState.OFFERED,
    _MENTOR,
    slots=_SLOTS,
    fits={SlotId(2): frozenset({_MENTEE})},
)


_MARKED = replace(_OFFERED, fits={SlotId(1): frozenset({_MENTEE})})
_GONE = replace(_OFFERED, slots=(Slot(SlotId(1), _NOW - datetime.timedelta(hours=1)),))


def _card(reader: Reader, meeting: Meeting | None = _OFFERED, *, pupil: bool = False) -> PairCard:
    shown = group_of(PairState.ASSIGNED, reader, Event.HOLD)
    return replace(shown, meeting=meeting, now=_NOW, pupil=pupil, awaited=MeetingKind.ACQUAINTANCE)


_MENTOR_CARD = _card(Reader.MENTOR, None)
_SHEET = Attendance(
    MeetingId(9),
    MeetingKind.ACQUAINTANCE,
    {one.membership: was for one, was in zip(_MENTOR_CARD.mentees, (True, False, None), strict=True)},
)

EXAMPLES: list[Example] = [
    Example("Участник отмечает время", pairs.card(_card(Reader.MENTEE)), pairs.card),
    Example("Ученик отмечает время", pairs.card(_card(Reader.MENTEE, pupil=True)), pairs.card),
    Example(
        "Участник ответил",
        pairs.card(_card(Reader.MENTEE, replace(_OFFERED, answered=frozenset({_MENTEE})))),
        pairs.card,
    ),
    Example("Участник отметил одно время", pairs.card(_card(Reader.MENTEE, _MARKED)), pairs.card),
    Example("Ученик отметил одно время", pairs.card(_card(Reader.MENTEE, _MARKED, pupil=True)), pairs.card),
    Example("Время прошло: участник", pairs.card(_card(Reader.MENTEE, _GONE)), pairs.card),
    Example("Время прошло: наставник", pairs.card(_card(Reader.MENTOR, _GONE)), pairs.card),
    Example("Наставник выбирает время", pairs.card(_card(Reader.MENTOR)), pairs.card),
    Example(
        "Встреча группы назначена",
        pairs.card(_card(Reader.MENTEE, replace(_OFFERED, state=MeetingState.AGREED, at=_SLOTS[0].at))),
        pairs.card,
    ),
    Example("Наставнику осталось отметить", pairs.card(replace(_MENTOR_CARD, unnoted=MeetingId(9))), pairs.card),
    Example("Кто был на встрече", dialog.who_was(_MENTOR_CARD, _SHEET), dialog.who_was),
    Example(
        "Письмо: участнику группы — предложено время",
        letters.letter([PairNews(LetterKind.MEETING_OFFERED, _card(Reader.MENTEE))]),
        letters.letter,
    ),
]
