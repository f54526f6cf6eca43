"""Where buttons about people who do not hear the bot, or do not answer it, lead."""

from dataclasses import dataclass

from bot.screens import Address, address
from mentoring.ids import OrganisationId


@address("lo")
@dataclass(frozen=True, slots=True)
class Unreached(Address):
    """A page of those to whom letters do not come."""

    organisation: OrganisationId
    page: int = 0


@address("rm")
@dataclass(frozen=True, slots=True)
class Stopped(Address):
    """A page of those who have stopped in the questionnaire."""

    organisation: OrganisationId
    page: int = 0


@address("rma")
@dataclass(frozen=True, slots=True)
class RemindAll(Address):
    """Write to those on the list of that local ``day``, an ordinal."""

    organisation: OrganisationId
    day: int
