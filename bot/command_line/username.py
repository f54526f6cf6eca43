"""What the bot is called, for links: kept since its last start, or asked of the messenger once."""

import http.client
import json
import urllib.request

from config.settings import Settings
from usecases.inviting import Inviting

SECONDS = 3


async def username_of(use: Inviting, settings: Settings) -> str | None:
    """None before the first start while the messenger cannot be asked either."""
    kept = await use.username()
    if kept is not None or settings.bot_token is None:
        return kept
    told = _told_by_the_messenger(settings.telegram_api_url, settings.bot_token.get_secret_value())
    if told is not None:
        await use.remember_username(told)
    return told


def _told_by_the_messenger(server: str, token: str) -> str | None:
    """``getMe`` without aiogram: loading it takes longer than the whole command."""
    try:
        # The settings allow only http and https here.
        with urllib.request.urlopen(f"{server}/bot{token}/getMe", timeout=SECONDS) as answer:  # noqa: S310
            return str(json.load(answer)["result"]["username"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError, http.client.HTTPException):
        return None
