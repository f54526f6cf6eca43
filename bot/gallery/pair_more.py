"""«Другие действия» of a pair's card."""

from bot.dialogs import pair_more as dialog
from bot.gallery import Example
from bot.gallery.pairs import card_of
from mentoring.pair_cards import Reader
from mentoring.pair_moves import Event
from mentoring.pairs import PairState

EXAMPLES: list[Example] = [
    Example("Другие действия: куратор", dialog.more(card_of(PairState.WORKING, Reader.CURATOR, *Event)), dialog.more),
]
