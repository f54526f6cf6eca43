"""Which chats a bot may read and write, asked by every method."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from sandbox.chats import Chat, Membership
from sandbox.errors import ApiError, bad_request
from sandbox.files import Upload

if TYPE_CHECKING:
    from sandbox.telegram import Telegram

Parameters = Mapping[str, Any]
Uploads = Mapping[str, Upload]
Action = Callable[[Parameters, Uploads], Any]


class ChatAccess(ABC):
    """What families of methods have in common."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    @abstractmethod
    def actions(self) -> dict[str, Action]:
        """The methods of this family by their names in the Bot API."""

    def _chat(self, chat_id: int | str) -> Chat:
        """A chat the bot has met."""
        chat = self._telegram.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None or (chat.is_private and chat.membership is Membership.ABSENT):
            raise bad_request("chat not found")
        return chat

    def _chat_to_write(self, chat_id: int | str) -> Chat:
        chat = self._chat(chat_id)
        if chat.account is not None and chat.account.is_deactivated:
            raise ApiError(403, "Forbidden: user is deactivated")
        if chat.membership is Membership.MEMBER:
            return chat
        if chat.is_private:
            raise ApiError(403, "Forbidden: bot was blocked by the user")
        if chat.membership is Membership.KICKED:
            raise ApiError(403, "Forbidden: bot was kicked from the group chat")
        raise ApiError(403, "Forbidden: bot is not a member of the group chat")
