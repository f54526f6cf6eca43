"""Where buttons about people whom the bot does not reach lead."""

from dataclasses import dataclass

from bot.screens import Address, address
from mentoring.ids import OrganisationId


@address("lo")
@dataclass(frozen=True, slots=True)
class Unreached(Address):
    """A page of those to whom letters do not come."""

    organisation: OrganisationId
    page: int = 0
