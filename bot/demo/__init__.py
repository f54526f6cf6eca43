"""An invented school in a local Telegram: the whole product without a token."""

from bot.demo.main import run

__all__ = ["run"]
