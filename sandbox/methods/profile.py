"""The bot's own name, description, commands and menu."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from sandbox.chats import Chat
from sandbox.errors import bad_request
from sandbox.methods.access import Action, ChatAccess, Parameters, Uploads

MOST_COMMANDS = 100
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")


class ProfileMethods(ChatAccess):
    """How the bot presents itself."""

    def actions(self) -> dict[str, Action]:
        return {
            "getMe": self._get_me,
            "logOut": self._agree,
            "close": self._agree,
            "setMyCommands": self._set_my_commands,
            "getMyCommands": self._get_my_commands,
            "deleteMyCommands": self._delete_my_commands,
            "setMyName": self._set_my_name,
            "getMyName": self._get_my_name,
            "setMyDescription": self._set_my_description,
            "getMyDescription": self._get_my_description,
            "setMyShortDescription": self._set_my_short_description,
            "getMyShortDescription": self._get_my_short_description,
            "setChatMenuButton": self._set_chat_menu_button,
            "getChatMenuButton": self._get_chat_menu_button,
        }

    def _get_me(self, _params: Parameters, _files: Uploads) -> dict[str, Any]:
        return {
            **self._telegram.bot.described(),
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }

    def _agree(self, _params: Parameters, _files: Uploads) -> bool:
        return True

    def _set_my_commands(self, params: Parameters, _files: Uploads) -> bool:
        commands = params["commands"]
        if len(commands) > MOST_COMMANDS:
            raise bad_request("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not _COMMAND.fullmatch(command["command"]):
                raise bad_request("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"].strip()) <= 256:
                raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        self._telegram.profile.commands[self._scope_of(params)] = commands
        return True

    def _get_my_commands(self, params: Parameters, _files: Uploads) -> list[dict[str, str]]:
        return self._telegram.profile.commands.get(self._scope_of(params), [])

    def _delete_my_commands(self, params: Parameters, _files: Uploads) -> bool:
        self._telegram.profile.commands.pop(self._scope_of(params), None)
        return True

    def _scope_of(self, params: Parameters) -> tuple[str, str]:
        scope = params.get("scope") or {"type": "default"}
        key = scope["type"]
        if "chat_id" in scope:
            key = f"{key} {self._chat(scope['chat_id']).id}"
        if "user_id" in scope:
            key = f"{key} {scope['user_id']}"
        return key, params.get("language_code", "")

    def commands_in(self, chat: Chat) -> list[dict[str, str]]:
        """The menu in force in a private chat: the narrowest scope wins, then the language."""
        language = chat.account.language_code if chat.account else None
        for scope in (f"chat {chat.id}", "all_private_chats", "default"):
            for code in filter(lambda code: code is not None, (language, "")):
                found = self._telegram.profile.commands.get((scope, code or ""))
                if found:
                    return found
        return []

    def _set_my_name(self, params: Parameters, _files: Uploads) -> bool:
        name, language = params.get("name", ""), params.get("language_code", "")
        self._telegram.profile.names[language] = name
        if name and not language:
            self._telegram.bot.first_name = name
        return True

    def _get_my_name(self, params: Parameters, _files: Uploads) -> dict[str, str]:
        names = self._telegram.profile.names
        name = _in_language(names, params) or self._telegram.bot.first_name
        return {"name": name}

    def _set_my_description(self, params: Parameters, _files: Uploads) -> bool:
        descriptions = self._telegram.profile.descriptions
        descriptions[params.get("language_code", "")] = params.get("description", "")
        return True

    def _get_my_description(self, params: Parameters, _files: Uploads) -> dict[str, str]:
        return {"description": _in_language(self._telegram.profile.descriptions, params)}

    def _set_my_short_description(self, params: Parameters, _files: Uploads) -> bool:
        descriptions = self._telegram.profile.short_descriptions
        descriptions[params.get("language_code", "")] = params.get("short_description", "")
        return True

    def _get_my_short_description(self, params: Parameters, _files: Uploads) -> dict[str, str]:
        descriptions = self._telegram.profile.short_descriptions
        return {"short_description": _in_language(descriptions, params)}

    def _set_chat_menu_button(self, params: Parameters, _files: Uploads) -> bool:
        chat_id = params.get("chat_id")
        if chat_id is not None:
            self._chat(chat_id)
        button = params.get("menu_button", {"type": "default"})
        self._telegram.profile.menu_buttons[chat_id] = button
        return True

    def _get_chat_menu_button(self, params: Parameters, _files: Uploads) -> dict[str, Any]:
        buttons = self._telegram.profile.menu_buttons
        default = buttons.get(None, {"type": "commands"})
        return buttons.get(params.get("chat_id"), default)


def _in_language(values: Mapping[str, str], params: Parameters) -> str:
    return values.get(params.get("language_code", "")) or values.get("", "")
