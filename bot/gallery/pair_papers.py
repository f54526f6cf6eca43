"""«Документы» of a pair."""

from dataclasses import replace

from bot.dialogs import letters, pairs
from bot.dialogs import pair_papers as dialog
from bot.gallery import Example
from bot.gallery.bank import CODED
from bot.gallery.plans import card_of_plan
from mentoring.letters import LetterKind
from mentoring.notices import PairNews
from mentoring.pair_cards import Reader
from mentoring.pairs import PairState

_working = card_of_plan(Reader.CURATOR, PairState.WORKING)
_completed = card_of_plan(Reader.MENTOR, PairState.COMPLETED)

EXAMPLES: list[Example] = [
    Example("Карточка с документами", pairs.card(_working), pairs.card),
    Example("Документы: куратору", dialog.papers(_working), dialog.papers),
    Example("Документы: наставляемому", dialog.papers(replace(_working, reader=Reader.MENTEE)), dialog.papers),
    Example("Документы: пара завершена", dialog.papers(_completed), dialog.papers),
    Example("Документы: режим minimal", dialog.papers(replace(_working, organisation=CODED)), dialog.papers),
    Example("Документы: ещё нет", dialog.papers(replace(_working, plan=None)), dialog.papers),
    Example("Документы: нужен приказ", dialog.papers(replace(_working, plan=None), order=True), dialog.papers),
    Example(
        "Письмо: сторонам — завершена, справка готова",
        letters.letter([PairNews(LetterKind.PAIR_COMPLETED, _completed)]),
        letters.letter,
    ),
]
