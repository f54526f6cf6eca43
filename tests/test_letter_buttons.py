"""Every letter carries the button that does the thing."""

import pytest

from bot.dialogs import letters, pair_letters
from bot.dialogs.menu import Open
from bot.gallery import Example
from bot.gallery.page import collected
from bot.gallery.pairs import card_of
from bot.screens import Screen
from mentoring.letters import LetterKind
from mentoring.notices import PairNews
from mentoring.pair_cards import Reader
from mentoring.pairs import PairState

LETTERS = [one for group in collected().values() for one in group if one.dialog is letters.letter]

NOTHING_TO_OPEN = {
    "Письмо: психологу — нужен разговор, участие уже закончено": (
        "the child has left, so nothing about them is kept here: the talk is in person, the paper folder has the name"
    ),
}
"""Letters that can lead to the menu only, and why."""


def leads_somewhere(screen: Screen) -> bool:
    return any(button.to != Open("menu") for row in screen.rows for button in row)


@pytest.mark.parametrize("example", LETTERS, ids=lambda example: example.title)
def test_a_letter_leads_to_the_thing_itself(example: Example) -> None:
    assert leads_somewhere(example.screen) is (example.title not in NOTHING_TO_OPEN)


def test_no_exception_outlives_its_letter() -> None:
    assert {example.title for example in LETTERS} >= NOTHING_TO_OPEN.keys()


@pytest.mark.parametrize("kind", pair_letters.HEADS)
@pytest.mark.parametrize("reader", Reader)
@pytest.mark.parametrize("state", [PairState.AWAITING_ACCEPTANCE, PairState.WORKING, PairState.TERMINATED])
def test_news_of_a_pair_leads_to_the_pair(kind: LetterKind, reader: Reader, state: PairState) -> None:
    """Whatever has become of the pair between the writing and the reading."""
    assert leads_somewhere(letters.letter([PairNews(kind, card_of(state, reader))]))
