"""Where a pair's card and the pages next to it are found: addresses that several conversations lead to."""

from dataclasses import dataclass

from bot.screens import Address, address
from mentoring.ids import MembershipId, OrganisationId, PairId
from mentoring.pair_cards import Reason


@address("po")
@dataclass(frozen=True, slots=True)
class Pairs(Address):
    """How many pairs stand where."""

    organisation: OrganisationId


@address("pq")
@dataclass(frozen=True, slots=True)
class Card(Address):
    pair: PairId


@address("wm")
@dataclass(frozen=True, slots=True)
class More(Address):
    """«Другие действия»: what is rarely done with a pair."""

    pair: PairId


@address("sg")
@dataclass(frozen=True, slots=True)
class PairSurveys(Address):
    """«Опросы»: what was asked about a pair, and who has answered."""

    pair: PairId
    page: int = 0


@address("pe")
@dataclass(frozen=True, slots=True)
class End(Address):
    """Without a reason: why?"""

    pair: PairId
    reason: Reason | None = None


@address("pv")
@dataclass(frozen=True, slots=True)
class Unpaired(Address):
    """«Подобрать пару»: mentees without one."""

    organisation: OrganisationId
    page: int = 0


@address("ps")
@dataclass(frozen=True, slots=True)
class Suggest(Address):
    """Mentors for one mentee."""

    organisation: OrganisationId
    mentee: MembershipId
    page: int = 0


@address("ks")
@dataclass(frozen=True, slots=True)
class Others(Address):
    """«Другой наставник», for a draft."""

    pair: PairId
    page: int = 0


@address("kt")
@dataclass(frozen=True, slots=True)
class PutInstead(Address):
    """This mentor takes the place of the one in the draft."""

    pair: PairId
    mentor: MembershipId
