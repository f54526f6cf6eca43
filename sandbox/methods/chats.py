"""Chats, files, presses and signs of life."""

from __future__ import annotations

from typing import Any

from sandbox.chats import Membership
from sandbox.errors import bad_request
from sandbox.files import LARGEST_DOWNLOAD
from sandbox.methods.access import Action, ChatAccess, Parameters, Uploads
from sandbox.records import QUERY_LIFETIME, Event, Toast

LONGEST_TOAST = 200
_QUERY_IS_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_ACTIONS = frozenset(
    {
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    }
)


class ChatMethods(ChatAccess):
    """What concerns a chat as a whole, and answers to presses in it."""

    def actions(self) -> dict[str, Action]:
        return {
            "getChat": self._get_chat,
            "leaveChat": self._leave_chat,
            "sendChatAction": self._send_chat_action,
            "pinChatMessage": self._pin_chat_message,
            "unpinChatMessage": self._unpin_chat_message,
            "getFile": self._get_file,
            "answerCallbackQuery": self._answer_callback_query,
        }

    def _answer_callback_query(self, params: Parameters, _files: Uploads) -> bool:
        telegram = self._telegram
        text = params.get("text") or None
        if text is not None and len(text) > LONGEST_TOAST:
            raise bad_request("MESSAGE_TOO_LONG")
        query = telegram.queries.get(params["callback_query_id"])
        if query is None or query.is_answered or telegram.now() - query.at > QUERY_LIFETIME:
            raise bad_request(_QUERY_IS_TOO_OLD)
        query.is_answered = True
        is_alert = params.get("show_alert", False)
        telegram.toasts[query.person_id] = Toast(text, is_alert)
        telegram.tell(Event("toast", query.person_id, text=text, is_alert=is_alert))
        return True

    def _send_chat_action(self, params: Parameters, _files: Uploads) -> bool:
        if params["action"] not in _ACTIONS:
            raise bad_request("wrong parameter action in request")
        chat = self._chat_to_write(params["chat_id"])
        self._telegram.tell(Event("action", chat.id, text=params["action"]))
        return True

    def _pin_chat_message(self, params: Parameters, _files: Uploads) -> bool:
        chat = self._chat_to_write(params["chat_id"])
        message = chat.message(params["message_id"])
        if message is None:
            raise bad_request("message to pin not found")
        if message.message_id not in chat.pinned:
            chat.pinned.append(message.message_id)
        return True

    def _unpin_chat_message(self, params: Parameters, _files: Uploads) -> bool:
        chat = self._chat_to_write(params["chat_id"])
        message_id = params.get("message_id", chat.pinned[-1] if chat.pinned else None)
        if message_id not in chat.pinned:
            raise bad_request("message to unpin not found")
        chat.pinned.remove(message_id)
        return True

    def _get_file(self, params: Parameters, _files: Uploads) -> dict[str, Any]:
        file = self._telegram.files.find(params["file_id"])
        if len(file.data) > LARGEST_DOWNLOAD:
            raise bad_request("file is too big")
        return {**file.described(), "file_path": file.path}

    def _get_chat(self, params: Parameters, _files: Uploads) -> dict[str, Any]:
        chat = self._chat(params["chat_id"])
        gifts = ("unlimited", "limited", "unique", "premium_subscription", "gifts_from_channels")
        names = [name if name.startswith(("premium", "gifts")) else f"{name}_gifts" for name in gifts]
        return {
            **chat.described(),
            "accent_color_id": chat.id % 7,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(names, False),
        }

    def _leave_chat(self, params: Parameters, _files: Uploads) -> bool:
        chat = self._chat_to_write(params["chat_id"])
        if chat.is_private:
            raise bad_request("chat member status can't be changed in private chats")
        self._telegram.change_membership(chat, self._telegram.bot, Membership.ABSENT)
        return True
