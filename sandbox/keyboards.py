"""Checks keyboards under messages the way Telegram does."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from sandbox.errors import bad_request

Markup = dict[str, Any]

MOST_BUTTONS = 100
_ACTIONS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
    "disabled",
)


def checked_markup(markup: Markup | None) -> Markup | None:
    """The keyboard as it is kept, or the 400 that Telegram answers."""
    if markup is None:
        return None
    if "inline_keyboard" in markup:
        return _checked_inline(markup)
    if "keyboard" in markup:
        return _checked_reply(markup)
    return markup


def is_inline(markup: Markup | None) -> bool:
    """Whether the keyboard belongs to the message and not to the field for typing."""
    return markup is not None and "inline_keyboard" in markup


def _checked_inline(markup: Markup) -> Markup | None:
    rows = [row for row in markup["inline_keyboard"] if row]
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            _check_inline_button(button)
    return {"inline_keyboard": rows} if rows else None


def _checked_reply(markup: Markup) -> Markup:
    rows = [row for row in markup["keyboard"] if row]
    if not rows:
        raise bad_request("reply keyboard must be non-empty")
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("reply markup is too long")
    for row in rows:
        for button in row:
            if not button["text"].strip():
                raise bad_request("keyboard button text must be non-empty")
            if "web_app" in button:
                _check_web_app(button["web_app"]["url"], "keyboard button")
    return {**markup, "keyboard": rows}


def _check_inline_button(button: dict[str, Any]) -> None:
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    actions = [action for action in _ACTIONS if action in button]
    if not actions:
        raise bad_request("Text buttons are unallowed in the inline keyboard")
    if len(actions) > 1:
        raise bad_request(f"inline keyboard button has several actions: {', '.join(actions)}")
    if "callback_data" in button:
        if not 1 <= len(button["callback_data"].encode()) <= 64:
            raise bad_request("BUTTON_DATA_INVALID")
    elif "url" in button:
        _check_url(button["url"])
    elif "web_app" in button:
        _check_web_app(button["web_app"]["url"], "inline keyboard button")


def _check_url(url: str) -> None:
    reason = _fault_of_url(url)
    if reason:
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: {reason}")


def _check_web_app(url: str, owner: str) -> None:
    reason = _fault_of_url(url)
    if not reason and urlsplit(url).scheme.lower() != "https":
        reason = "Only HTTPS links are allowed"
    if reason:
        raise bad_request(f"{owner} Web App URL '{url}' is invalid: {reason}")


def _fault_of_url(url: str) -> str:
    """Why Telegram does not take this address; empty when it does."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return "Wrong port number specified in the URL"
    if parts.scheme.lower() in {"tg", "ton"}:
        return "" if host else "Wrong tg URL"
    if parts.scheme.lower() not in {"http", "https"}:
        return "Unsupported URL protocol"
    # A name without a dot is an own network's: «localhost» is the famous case.
    if " " in url or ("." not in host.strip(".") and ":" not in host):
        return "Wrong HTTP URL"
    return ""
