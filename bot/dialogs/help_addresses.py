"""Where a pupil in trouble finds help: the address that every page may lead to."""

from dataclasses import dataclass

from bot.screens import Address, address
from mentoring.ids import OrganisationId


@address("hd")
@dataclass(frozen=True, slots=True)
class Danger(Address):
    """«Нужна помощь»: phone numbers at once, and adults are called."""


@address("hl")
@dataclass(frozen=True, slots=True)
class Requests(Address):
    """«Вопросы»: what waits for an answer, for whoever gives it."""

    organisation: OrganisationId
    page: int = 0
