"""Rows of a screen → an inline keyboard."""

from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bot.screens import Button, Rows, packed


def keyboard(rows: Rows) -> InlineKeyboardMarkup | None:
    """None for a screen without buttons, so that an edit takes the old ones away."""
    if not rows:
        return None
    return InlineKeyboardMarkup(inline_keyboard=[[_button(button) for button in row] for row in rows])


def _button(button: Button) -> InlineKeyboardButton:
    if isinstance(button.to, str):
        return InlineKeyboardButton(text=button.label, url=button.to)
    return InlineKeyboardButton(text=button.label, callback_data=packed(button.to))
