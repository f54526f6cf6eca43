"""Where a pupil in trouble finds help: the address that every page may lead to."""

from dataclasses import dataclass

from bot.screens import Address, address


@address("hd")
@dataclass(frozen=True, slots=True)
class Danger(Address):
    """«Нужна помощь»: phone numbers at once, and adults are called."""
