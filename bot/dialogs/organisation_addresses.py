"""Addresses that an organisation's card leads to, apart from it: both sides need them."""

from dataclasses import dataclass

from bot.screens import Address, address
from mentoring.ids import OrganisationId


@address("yv")
@dataclass(frozen=True, slots=True)
class ShowVacations(Address):
    """«Каникулы»."""

    organisation: OrganisationId
