"""Where one asks and where a pupil in trouble finds help: addresses that other pages lead to."""

from dataclasses import dataclass

from bot.screens import Address, address
from mentoring.help_requests import Topic
from mentoring.ids import OrganisationId, PairId


@address("hd")
@dataclass(frozen=True, slots=True)
class Danger(Address):
    """«Нужна помощь»: phone numbers at once, and adults are called."""


@address("hq")
@dataclass(frozen=True, slots=True)
class Ask(Address):
    """Without a topic: what about?"""

    pair: PairId
    topic: Topic | None = None


@address("hl")
@dataclass(frozen=True, slots=True)
class Requests(Address):
    """«Вопросы»: what waits for an answer, for whoever gives it."""

    organisation: OrganisationId
    page: int = 0
