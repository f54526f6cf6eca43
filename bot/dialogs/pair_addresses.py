"""Where a pair's card is found: the address that several conversations lead back to."""

from dataclasses import dataclass

from bot.screens import Address, address
from mentoring.ids import PairId


@address("pq")
@dataclass(frozen=True, slots=True)
class Card(Address):
    pair: PairId
