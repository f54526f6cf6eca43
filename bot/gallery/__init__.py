"""Every screen of the bot with made-up data, for methodologists and reviewers."""

from collections.abc import Callable
from typing import NamedTuple

from bot.screens import Screen


class Example(NamedTuple):
    """A screen as it may look, and the dialog function that drew it."""

    title: str
    screen: Screen
    dialog: Callable[..., Screen]
