"""An invented school in a local Telegram: the whole product without a token."""

from bot.demo.alone import AlreadyRuns
from bot.demo.main import run

__all__ = ["AlreadyRuns", "run"]
