"""The address that leads from anywhere to where things stand."""

from dataclasses import dataclass

from bot.screens import Address, address


@address("st")
@dataclass(frozen=True, slots=True)
class Stand(Address):
    """Where things stand: the next step, or the menu."""
