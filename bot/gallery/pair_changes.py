"""What may happen to a pair under way."""

import datetime
from dataclasses import replace

from bot.dialogs import letters, pairs
from bot.dialogs import pair_changes as dialog
from bot.gallery import Example
from bot.gallery.pairs import card_of
from mentoring.letters import LetterKind
from mentoring.notices import PairNews
from mentoring.pair_cards import PairCard, Reader, Reason
from mentoring.pair_moves import Event
from mentoring.pairs import Order, PairState

_NOW = datetime.datetime(2026, 9, 14, 12, tzinfo=datetime.UTC)
_DAY = datetime.date(2026, 10, 9)


def _card(state: PairState, reader: Reader = Reader.CURATOR, *open_to: Event) -> PairCard:
    shown = card_of(state, reader, *open_to)
    side = {Reader.MENTOR: shown.mentor.membership, Reader.MENTEE: shown.mentees[0].membership}.get(reader)
    pair = replace(shown.pair, order=Order("12-од", _DAY), period_end=_DAY)
    return replace(shown, pair=pair, now=_NOW, side=side)


def _noticed(shown: PairCard) -> PairCard:
    return replace(shown, pair=replace(shown.pair, ends_on=datetime.date(2026, 9, 17)))


_curator = _card(PairState.WORKING, Reader.CURATOR, *Event)
_mentor = _card(PairState.WORKING, Reader.MENTOR, Event.GIVE_NOTICE)
_mentee = _card(PairState.WORKING, Reader.MENTEE, Event.END)
_pupil = replace(_card(PairState.WORKING, Reader.MENTEE, Event.LEAVE), pupil=True)
_paused = _card(PairState.PAUSED, Reader.MENTEE, Event.RESUME)
_paused = replace(_paused, pair=replace(_paused.pair, paused_until=_DAY, paused_from=PairState.WORKING))
_over = _card(PairState.TERMINATED, Reader.MENTEE)
_no = replace(_over, another={_over.mentees[0].membership: False})
_yes = replace(_over, another={_over.mentees[0].membership: True})


def _letter(title: str, kind: LetterKind, shown: PairCard) -> Example:
    return Example(f"Письмо: {title}", letters.letter([PairNews(kind, shown)]), letters.letter)


EXAMPLES: list[Example] = [
    Example("Из-за чего пауза", dialog.why_pause(_curator), dialog.why_pause),
    Example("До какого дня пауза", dialog.pause_until(_mentee, Reason.SESSION), dialog.pause_until),
    Example("Пауза: месяц", dialog.pause_month(_mentee, Reason.SESSION), dialog.pause_month),
    Example("Пауза: день", dialog.pause_day(_mentee, Reason.SESSION, datetime.date(2026, 10, 1)), dialog.pause_day),
    Example("Карточка: пауза, глазами наставляемого", pairs.card(_paused), pairs.card),
    Example("Продлить работу", dialog.extend_until(_curator), dialog.extend_until),
    Example("Завершить участие: наставник-сотрудник", dialog.why_quit(_mentor), dialog.why_quit),
    Example("Завершить участие: наставляемый", dialog.why_quit(_mentee), dialog.why_quit),
    Example("Завершить участие: ученик в группе", dialog.why_quit(_pupil), dialog.why_quit),
    Example("Завершить: сразу или с предупреждением", dialog.how_end(_curator, Reason.LEAVES), dialog.how_end),
    Example("Карточка: предупреждение дано", pairs.card(_noticed(_curator)), pairs.card),
    Example(
        "Карточка: предупреждение дано, глазами наставника",
        pairs.card(_noticed(_card(PairState.WORKING, Reader.MENTOR, Event.TAKE_BACK_NOTICE))),
        pairs.card,
    ),
    Example("Нужен другой наставник?", dialog.another(_over), dialog.another),
    Example("Другой наставник не нужен", dialog.another(replace(_no, pupil=True)), dialog.another),
    Example("Другой наставник нужен", dialog.another(_yes), dialog.another),
    Example("Карточка: завершена, кто ищет нового наставника", pairs.card(_card(PairState.TERMINATED)), pairs.card),
    Example("Исправить приказ", dialog.correction_asked(_curator), dialog.correction_asked),
    Example(
        "Исправить приказ: не видно даты",
        dialog.correction_asked(_curator, "Не видно даты приказа."),
        dialog.correction_asked,
    ),
    _letter("сторонам — пауза", LetterKind.PAIR_PAUSED, _paused),
    _letter("сторонам — пауза закончилась", LetterKind.PAIR_RESUMED, _mentee),
    _letter("сторонам — работа продлена", LetterKind.PAIR_EXTENDED, _mentor),
    _letter("сторонам — дано предупреждение", LetterKind.NOTICE_GIVEN, _noticed(_mentee)),
    _letter("сторонам — предупреждение отозвано", LetterKind.NOTICE_TAKEN_BACK, _mentee),
    _letter("наставляемому — завершена, нужен ли другой", LetterKind.PAIR_ENDED, _over),
    _letter("куратору — завершена раньше срока", LetterKind.PAIR_LEFT, _card(PairState.TERMINATED)),
    _letter("куратору — участник вышел из группы", LetterKind.PAIR_LEFT, _curator),
    _letter("наставнику — участник вышел из группы", LetterKind.GROUP_LEFT, _mentor),
    _letter("прежнему наставнику — работа завершена", LetterKind.MENTOR_REPLACED, _mentee),
    _letter("куратору — нужен другой наставник", LetterKind.LOOKING_AGAIN, _card(PairState.TERMINATED)),
    _letter("куратору — другой наставник не нужен", LetterKind.NOT_LOOKING, _card(PairState.TERMINATED)),
    _letter("наставляемому — предложено изменить план", LetterKind.CHANGE_PROPOSED, _mentee),
    _letter("ученику — предложено изменить план", LetterKind.CHANGE_PROPOSED, _pupil),
    _letter("куратору — изменение плана", LetterKind.CHANGE_TO_APPROVE, _curator),
    _letter("сторонам — план изменён", LetterKind.CHANGE_DONE, _mentor),
    _letter("наставнику — план прежний", LetterKind.CHANGE_OFF, _mentor),
]
