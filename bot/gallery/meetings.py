"""Meetings: choosing times, answering, telling how it was, the verdict after the trial."""

import datetime
import zoneinfo
from dataclasses import replace

from bot.dialogs import letters, pairs
from bot.dialogs import meetings as dialog
from bot.gallery import Example
from bot.gallery.pairs import assigned_card
from config import memos
from mentoring.ids import MeetingId, MembershipId, SlotId
from mentoring.letters import LetterKind
from mentoring.meetings import Meeting, MeetingState, Outcome, Slot, Where
from mentoring.notices import PairNews
from mentoring.pair_cards import PairCard, Reader
from mentoring.pair_moves import Event
from mentoring.pairs import MeetingKind, MentoringKind, PairState
from mentoring.zones import Zones

_NOW = datetime.datetime(2026, 9, 14, 12, 5, tzinfo=datetime.timezone(datetime.timedelta(hours=3)))
_AT = _NOW.replace(day=16, hour=15, minute=0)
_MENTOR, _MENTEE = MembershipId(31), MembershipId(17)
_SLOTS = tuple(Slot(SlotId(number), _AT + datetime.timedelta(days=number, hours=-number)) for number in range(3))


def _card(reader: Reader, meeting: Meeting | None = None, *, pupil: bool = False, state: PairState) -> PairCard:
    side = {Reader.MENTOR: _MENTOR, Reader.MENTEE: _MENTEE, Reader.CURATOR: None}[reader]
    kind = MeetingKind.TRIAL if state is PairState.TRIAL else MeetingKind.ACQUAINTANCE
    shown = assigned_card(reader, state)
    return replace(shown, side=side, awaited=kind, meeting=meeting, now=_NOW, pupil=pupil, trials_left=True)


def _meeting(state: MeetingState, slots: int = 3, at: datetime.datetime | None = None, **said: Outcome) -> Meeting:
    words = {{"mentor": _MENTOR, "mentee": _MENTEE}[who]: outcome for who, outcome in said.items()}
    kind = MeetingKind.ACQUAINTANCE
    return Meeting(
        MeetingId(9), assigned_card(Reader.MENTOR, PairState.ASSIGNED).pair.id, kind, state, _MENTOR, Where.SCHOOL,
        _SLOTS[:slots], at, words
    )  # fmt: skip


def _met(reader: Reader, meeting: Meeting | None = None, *, pupil: bool = False) -> PairCard:
    return _card(reader, meeting, pupil=pupil, state=PairState.ASSIGNED)


_past = _NOW - datetime.timedelta(hours=3)
_draft = _met(Reader.MENTOR, _meeting(MeetingState.DRAFT))
_empty = _met(Reader.MENTOR, _meeting(MeetingState.DRAFT, slots=0))
_offered = _meeting(MeetingState.OFFERED)
_gone = replace(_offered, slots=(Slot(SlotId(1), _past),))
_agreed = _meeting(MeetingState.AGREED, at=_AT)
_linked = replace(_agreed, where=Where.ONLINE, link="https://meet.school.example/j/73?pwd=a1&lang=ru")
_passed = _meeting(MeetingState.AGREED, at=_past)
_moved = replace(_agreed, state=MeetingState.MOVED)
_not_held = replace(_passed, state=MeetingState.CANCELLED, said=dict.fromkeys((_MENTOR, _MENTEE), Outcome.NOT_HELD))
_trial = _card(Reader.MENTEE, state=PairState.TRIAL)
_trial = replace(
    _trial, pair=replace(_trial.pair, held=True, trial=1), awaited=None, open_to=frozenset({Event.GIVE_VERDICT})
)
_settling = replace(_trial, reader=Reader.CURATOR, side=None, open_to=frozenset({Event.SETTLE_TRIAL, Event.END}))


_when = dialog.HeldWhen(_trial.pair.id, MeetingKind.ACQUAINTANCE, 0)


def _letter(title: str, kind: LetterKind, card: PairCard) -> Example:
    return Example(f"Письмо: {title}", letters.letter([PairNews(kind, card)]), letters.letter)


def _off(card: PairCard, title: str) -> Example:
    off = replace(_agreed, state=MeetingState.MOVED)
    news = PairNews(LetterKind.MEETING_OFF, card, about=off)
    return Example(f"Письмо: {title}", letters.letter([news]), letters.letter)


_YEKATERINBURG = zoneinfo.ZoneInfo("Asia/Yekaterinburg")
_KAMCHATKA = zoneinfo.ZoneInfo("Asia/Kamchatka")
_to_mentor = Zones(None, (), (_YEKATERINBURG,))
_to_mentee = Zones(_YEKATERINBURG, (None,), ())
_to_curator = Zones(None, (None,), (_YEKATERINBURG,))


def _afar(shown: PairCard, zones: Zones = _to_mentee) -> PairCard:
    return replace(shown, zones=zones)


_remote = replace(_met(Reader.MENTEE), pair=replace(_met(Reader.MENTEE).pair, kind=MentoringKind.REMOTE))
_BY_TWO_CLOCKS: list[Example] = [
    Example("Два пояса: варианты", dialog.draft(_afar(_draft, _to_mentor)), dialog.draft),
    Example("Два пояса: во сколько", dialog.pick_time(_afar(_empty, _to_mentor), _AT.date()), dialog.pick_time),
    Example(
        "Два пояса: во сколько, вторая половина дня",
        dialog.pick_time(_afar(replace(_empty, pupil=True), _to_mentor), _AT.date(), late=True),
        dialog.pick_time,
    ),
    Example("Дистанционная пара: пояс не выбран", pairs.card(_remote), pairs.card),
    Example("Дистанционная пара: пояс не выбран, ученик", pairs.card(replace(_remote, pupil=True)), pairs.card),
    Example("Два пояса: время предложено", pairs.card(_afar(_met(Reader.MENTOR, _offered), _to_mentor)), pairs.card),
    Example("Два пояса: время предложено мне", pairs.card(_afar(_met(Reader.MENTEE, _offered))), pairs.card),
    Example("Два пояса: встреча назначена", pairs.card(_afar(_met(Reader.MENTEE, _agreed))), pairs.card),
    Example(
        "Два пояса: у наставляемого другой день",
        pairs.card(_afar(_met(Reader.MENTOR, _agreed), Zones(None, (), (_KAMCHATKA,)))),
        pairs.card,
    ),
    Example("Два пояса: карточка куратора", pairs.card(_afar(_met(Reader.CURATOR, _agreed), _to_curator)), pairs.card),
    _letter("два пояса, предложено время", LetterKind.MEETING_OFFERED, _afar(_met(Reader.MENTEE, _offered))),
    _letter("два пояса, за час — ученику", LetterKind.MEETING_SOON, _afar(_met(Reader.MENTEE, _agreed, pupil=True))),
]

EXAMPLES: list[Example] = [
    *_BY_TWO_CLOCKS,
    Example("Время ещё не выбрано", dialog.draft(_empty), dialog.draft),
    Example("Время ещё не выбрано, ученик", dialog.draft(replace(_empty, pupil=True)), dialog.draft),
    Example("Выбрано одно время", dialog.draft(_met(Reader.MENTOR, _meeting(MeetingState.DRAFT, 1))), dialog.draft),
    Example("Выбраны три варианта", dialog.draft(_draft), dialog.draft),
    Example("Время прошло", dialog.draft(_empty, dialog.TIME_GONE), dialog.draft),
    Example("Какой день", dialog.pick_day(_empty), dialog.pick_day),
    Example("Во сколько", dialog.pick_time(_empty, _AT.date()), dialog.pick_time),
    Example("Во сколько сегодня", dialog.pick_time(_empty, _NOW.date()), dialog.pick_time),
    Example("Карточка: встреча не назначена", pairs.card(_met(Reader.MENTOR)), pairs.card),
    *(
        Example(f"Карточка: {title}", pairs.card(replace(shown, fallen=fallen)), pairs.card)
        for title, shown, fallen in (
            ("время снято", _met(Reader.MENTEE), _moved),
            ("встречу перенесли", _met(Reader.MENTOR), replace(_moved, said={_MENTOR: Outcome.MOVED})),
            ("встреча не состоялась", _met(Reader.MENTOR), _not_held),
            ("встреча не состоялась, ученик", _met(Reader.MENTEE, pupil=True), _not_held),
            ("встреча не состоялась, куратор", _met(Reader.CURATOR), _not_held),
        )
    ),
    *(
        Example(f"Перенос: новое время{whose}", dialog.draft(shown, dialog.taken_back(shown)), dialog.draft)
        for whose, shown in (
            ("", replace(_empty, fallen=_moved)),
            (", ученик", replace(_empty, fallen=_moved, pupil=True)),
        )
    ),
    Example("Карточка: начат выбор времени", pairs.card(_draft), pairs.card),
    Example("Карточка: время предложено мной", pairs.card(_met(Reader.MENTOR, _offered)), pairs.card),
    Example("Карточка: время предложено мне", pairs.card(_met(Reader.MENTEE, _offered)), pairs.card),
    Example("Карточка: время предложено ученику", pairs.card(_met(Reader.MENTEE, _offered, pupil=True)), pairs.card),
    Example("Карточка: встреча назначена", pairs.card(_met(Reader.MENTEE, _agreed)), pairs.card),
    Example("Карточка: есть ссылка", pairs.card(_met(Reader.MENTOR, _linked)), pairs.card),
    Example("Ссылка на встречу", dialog.link_asked(_met(Reader.MENTOR, _agreed)), dialog.link_asked),
    Example("Ссылка уже есть", dialog.link_asked(_met(Reader.MENTOR, _linked)), dialog.link_asked),
    Example(
        "Ссылка не подошла, ученик",
        dialog.link_asked(_met(Reader.MENTOR, _agreed, pupil=True), dialog.LINK_REFUSED),
        dialog.link_asked,
    ),
    Example("Карточка: как прошла встреча", pairs.card(_met(Reader.MENTEE, _passed)), pairs.card),
    Example(
        "Карточка: ответ записан",
        pairs.card(_met(Reader.MENTEE, _meeting(MeetingState.AGREED, at=_past, mentee=Outcome.HELD))),
        pairs.card,
    ),
    Example(
        "Карточка куратора: ответы разошлись",
        pairs.card(
            replace(_met(Reader.CURATOR, _meeting(MeetingState.DISPUTED, at=_past)), open_to=frozenset({Event.HOLD}))
        ),
        pairs.card,
    ),
    Example(
        "Карточка куратора: встреча назначена",
        pairs.card(replace(_met(Reader.CURATOR, _agreed), open_to=frozenset({Event.HOLD, Event.END}))),
        pairs.card,
    ),
    Example("Решение после пробы", pairs.card(_trial), pairs.card),
    Example("Решение после второй пробы", pairs.card(replace(_trial, trials_left=False)), pairs.card),
    Example("Решение записано", pairs.card(replace(_trial, open_to=frozenset())), pairs.card),
    Example("Карточка куратора после пробы", pairs.card(_settling), pairs.card),
    Example("Пара продолжает работу", pairs.card(_card(Reader.MENTEE, state=PairState.PLANNING)), pairs.card),
    Example("Почему не подходит", dialog.why_not(_trial), dialog.why_not),
    Example("Перенести встречу", dialog.why_call_off(_met(Reader.MENTEE, _agreed), move=True), dialog.why_call_off),
    Example("Отменить встречу", dialog.why_call_off(_met(Reader.MENTEE, _agreed), move=False), dialog.why_call_off),
    Example("Куратор отмечает прошедшую встречу", dialog.enter_held(_met(Reader.CURATOR)), dialog.enter_held),
    Example(
        "Куратор отмечает прошедшее мероприятие",
        dialog.enter_held(replace(_met(Reader.CURATOR), awaited=MeetingKind.EVENT)),
        dialog.enter_held,
    ),
    Example("Встреча была раньше: день", dialog.held_when(_met(Reader.CURATOR), _when), dialog.held_when),
    Example(
        "Встреча была раньше: месяц", dialog.held_when(_met(Reader.CURATOR), replace(_when, month=0)), dialog.held_when
    ),
    *(
        Example(
            f"Памятка: {kind.value}, {'ученику' if pupil else 'взрослому'}",
            dialog.memo(replace(_met(Reader.MENTOR), awaited=kind, pupil=pupil), memo),
            dialog.memo,
        )
        for (kind, pupil), memo in memos.load().items()
    ),
    _letter("предложено время", LetterKind.MEETING_OFFERED, _met(Reader.MENTEE, _offered)),
    _letter("ученику — предложено время", LetterKind.MEETING_OFFERED, _met(Reader.MENTEE, _offered, pupil=True)),
    _letter("предложенное время прошло", LetterKind.MEETING_LAPSED, _met(Reader.MENTOR, _gone)),
    _letter("ученику — предложенное время прошло", LetterKind.MEETING_LAPSED, _met(Reader.MENTOR, _gone, pupil=True)),
    _letter("время выбрано", LetterKind.MEETING_AGREED, _met(Reader.MENTOR, _agreed)),
    _letter("есть ссылка", LetterKind.MEETING_LINK, _met(Reader.MENTEE, _linked)),
    _letter("за час, со ссылкой", LetterKind.MEETING_SOON, _met(Reader.MENTEE, _linked)),
    _off(_met(Reader.MENTOR), "встреча отменена"),
    _off(_met(Reader.MENTEE, _offered), "встреча отменена, предложено другое время"),
    _letter("накануне", LetterKind.MEETING_TOMORROW, _met(Reader.MENTOR, _agreed)),
    _letter("за час", LetterKind.MEETING_SOON, _met(Reader.MENTOR, _agreed)),
    _letter("как прошла встреча", LetterKind.MEETING_ASKED, _met(Reader.MENTOR, _passed)),
    _letter(
        "куратору — ответы разошлись",
        LetterKind.MEETING_DISPUTED,
        replace(_met(Reader.CURATOR, _meeting(MeetingState.DISPUTED, at=_past)), open_to=frozenset({Event.HOLD})),
    ),
    _letter(
        "куратору — ответы всё ещё расходятся",
        LetterKind.MEETING_UNSETTLED,
        replace(_met(Reader.CURATOR, _meeting(MeetingState.DISPUTED, at=_past)), open_to=frozenset({Event.HOLD})),
    ),
    _letter("куратору — встречу переносят", LetterKind.MEETING_MOVED_OFTEN, _met(Reader.CURATOR)),
    _letter("решение после пробы", LetterKind.VERDICT_ASKED, _trial),
    _letter("ученику — решение после пробы", LetterKind.VERDICT_ASKED, replace(_trial, pupil=True)),
    _letter("ещё одна проба", LetterKind.TRIAL_AGAIN, _card(Reader.MENTEE, state=PairState.TRIAL)),
    _letter("пара продолжает работу", LetterKind.PAIR_SUITS, _card(Reader.MENTEE, state=PairState.PLANNING)),
    _letter("встреча ещё не назначена", LetterKind.PAIR_WAITS, _met(Reader.MENTOR)),
    _letter("время ещё не выбрано", LetterKind.PAIR_WAITS, _met(Reader.MENTEE, _offered)),
    _letter("встреча ещё не отмечена", LetterKind.PAIR_WAITS, _met(Reader.MENTOR, _passed)),
]
