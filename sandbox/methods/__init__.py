"""What each method of the Bot API does to the world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sandbox.chats import Chat
from sandbox.errors import ApiError
from sandbox.methods.access import Action, Parameters, Uploads
from sandbox.methods.chats import ChatMethods
from sandbox.methods.messages import MessageMethods
from sandbox.methods.profile import ProfileMethods
from sandbox.methods.updates import UpdateMethods

if TYPE_CHECKING:
    from sandbox.telegram import Telegram


class BotMethods:
    """The methods this sandbox carries out; others of the Bot API are answered with 501."""

    def __init__(self, telegram: Telegram) -> None:
        self._updates = UpdateMethods(telegram)
        self._profile = ProfileMethods(telegram)
        families = (self._updates, self._profile, MessageMethods(telegram), ChatMethods(telegram))
        self._by_name: dict[str, Action] = {}
        for family in families:
            self._by_name.update(family.actions())

    def perform(self, method: str, params: Parameters, files: Uploads) -> Any:
        """Carries out one checked call."""
        action = self._by_name.get(method)
        if action is None:
            raise ApiError(501, f"Not Implemented: the sandbox does not carry out {method}")
        return action(params, files)

    async def get_updates(self, params: Parameters) -> list[dict[str, Any]]:
        """The one method that waits."""
        return await self._updates.get_updates(params)

    def commands_in(self, chat: Chat) -> list[dict[str, str]]:
        """The menu of commands in force in a chat."""
        return self._profile.commands_in(chat)
