"""«Другие действия» of a pair's card."""

from dataclasses import replace

from bot.dialogs import pair_more as dialog
from bot.gallery import Example
from bot.gallery.pairs import card_of
from mentoring.pair_cards import Reader
from mentoring.pair_moves import Event
from mentoring.pairs import MentoringKind, PairState

_mentor = card_of(PairState.WORKING, Reader.MENTOR, Event.PAUSE, Event.PROPOSE_CHANGE, Event.END)
_afar = replace(_mentor, pair=replace(_mentor.pair, kind=MentoringKind.REMOTE))

EXAMPLES: list[Example] = [
    Example("Другие действия: куратор", dialog.more(card_of(PairState.WORKING, Reader.CURATOR, *Event)), dialog.more),
    Example("Другие действия: наставник издалека", dialog.more(_afar), dialog.more),
]
