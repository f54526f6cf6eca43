"""Sending, editing, copying and deleting messages."""

from __future__ import annotations

from typing import Any

from sandbox.chats import Chat, Message, MessageKind
from sandbox.errors import ApiError, bad_request
from sandbox.files import FileKind, StoredFile
from sandbox.keyboards import checked_markup, is_inline
from sandbox.markup import Formatted, parse_html, with_given_entities
from sandbox.methods.access import Action, ChatAccess, Parameters, Uploads
from sandbox.records import Event

LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


class MessageMethods(ChatAccess):
    """What appears in a chat and changes there."""

    def actions(self) -> dict[str, Action]:
        return {
            "sendMessage": self._send_message,
            "sendPhoto": self._send_photo,
            "sendDocument": self._send_document,
            "copyMessage": self._copy_message,
            "editMessageText": self._edit_text,
            "editMessageCaption": self._edit_caption,
            "editMessageMedia": self._edit_media,
            "editMessageReplyMarkup": self._edit_reply_markup,
            "deleteMessage": self._delete_message,
        }

    def _send_message(self, params: Parameters, _files: Uploads) -> dict[str, Any]:
        formatted = self._text_of(params, "message is too long")
        markup = checked_markup(params.get("reply_markup"))
        chat = self._chat_to_write(params["chat_id"])
        return self._post(chat, params, formatted, markup=markup)

    def _send_photo(self, params: Parameters, files: Uploads) -> dict[str, Any]:
        return self._send_file(FileKind.PHOTO, params, files)

    def _send_document(self, params: Parameters, files: Uploads) -> dict[str, Any]:
        return self._send_file(FileKind.DOCUMENT, params, files)

    def _send_file(self, kind: FileKind, params: Parameters, files: Uploads) -> dict[str, Any]:
        formatted = self._caption_of(params)
        markup = checked_markup(params.get("reply_markup"))
        chat = self._chat_to_write(params["chat_id"])
        file = self._file_of(kind, params.get(kind.value), files, kind.value)
        return self._post(chat, params, formatted, file=file, markup=markup)

    def _copy_message(self, params: Parameters, _files: Uploads) -> dict[str, Any]:
        source = self._chat(params["from_chat_id"]).message(params["message_id"])
        if source is None:
            raise bad_request("message to copy not found")
        if source.kind is MessageKind.SERVICE:
            raise bad_request("message can't be copied")
        formatted = Formatted(source.text, source.entities)
        if "caption" in params and source.file is not None:
            formatted = self._caption_of(params)
        markup = checked_markup(params.get("reply_markup"))
        chat = self._chat_to_write(params["chat_id"])
        copy = self._post(chat, params, formatted, file=source.file, markup=markup)
        return {"message_id": copy["message_id"]}

    def _post(
        self,
        chat: Chat,
        params: Parameters,
        formatted: Formatted,
        *,
        file: StoredFile | None = None,
        markup: dict[str, Any] | None,
    ) -> dict[str, Any]:
        extra: dict[str, Any] = {}
        if "reply_parameters" in params:
            extra = _reply(chat, params["reply_parameters"])
        message = self._telegram.post(
            chat,
            self._telegram.bot,
            formatted.text,
            formatted.entities,
            file=file,
            reply_markup=markup,
            extra=extra,
        )
        return message.described()

    def _text_of(self, params: Parameters, too_long: str) -> Formatted:
        if "rich_message" in params:
            raise ApiError(501, "Not Implemented: the sandbox does not carry out rich messages")
        formatted = _formatted(params, "text", "entities")
        if not formatted.text:
            raise bad_request("message text is empty")
        if len(formatted.text) > LONGEST_TEXT:
            raise bad_request(too_long)
        return formatted

    def _caption_of(self, params: Parameters) -> Formatted:
        formatted = _formatted(params, "caption", "caption_entities")
        if len(formatted.text) > LONGEST_CAPTION:
            raise bad_request("message caption is too long")
        return formatted

    def _file_of(self, kind: FileKind, reference: str | None, files: Uploads, field_name: str) -> StoredFile:
        if reference is None:
            return self._telegram.files.keep(kind, files[field_name])
        if reference.startswith("attach://"):
            upload = files.get(reference.removeprefix("attach://"))
            if upload is None:
                raise bad_request(f"there is no {field_name} in the request")
            return self._telegram.files.keep(kind, upload)
        return self._telegram.files.send_again(kind, reference)

    def _edit_text(self, params: Parameters, _files: Uploads) -> dict[str, Any]:
        formatted = self._text_of(params, "MESSAGE_TOO_LONG")
        markup = checked_markup(params.get("reply_markup"))
        message = self._message_to_edit(params)
        if message.file is not None:
            raise bad_request("there is no text in the message to edit")
        return self._edit(message, formatted, message.file, markup)

    def _edit_caption(self, params: Parameters, _files: Uploads) -> dict[str, Any]:
        formatted = self._caption_of(params)
        markup = checked_markup(params.get("reply_markup"))
        message = self._message_to_edit(params)
        if message.file is None:
            raise bad_request("there is no caption in the message to edit")
        return self._edit(message, formatted, message.file, markup)

    def _edit_media(self, params: Parameters, files: Uploads) -> dict[str, Any]:
        media = params["media"]
        try:
            kind = FileKind(media["type"])
        except ValueError:
            kind = FileKind.STICKER
        if kind not in {FileKind.PHOTO, FileKind.DOCUMENT}:
            raise ApiError(501, f"Not Implemented: the sandbox does not send {media['type']}")
        formatted = self._caption_of(media)
        markup = checked_markup(params.get("reply_markup"))
        message = self._message_to_edit(params)
        file = self._file_of(kind, media["media"], files, kind.value)
        return self._edit(message, formatted, file, markup)

    def _edit_reply_markup(self, params: Parameters, _files: Uploads) -> dict[str, Any]:
        markup = checked_markup(params.get("reply_markup"))
        message = self._message_to_edit(params)
        return self._edit(message, Formatted(message.text, message.entities), message.file, markup)

    def _message_to_edit(self, params: Parameters) -> Message:
        if "inline_message_id" in params:
            raise bad_request("wrong inline message identifier specified")
        if "chat_id" not in params or "message_id" not in params:
            raise bad_request("message identifier is not specified")
        message = self._chat_to_write(params["chat_id"]).message(params["message_id"])
        if message is None:
            raise bad_request("message to edit not found")
        if not message.is_from_bot or not _has_no_other_keyboard(message):
            raise bad_request("message can't be edited")
        return message

    def _edit(
        self,
        message: Message,
        formatted: Formatted,
        file: StoredFile | None,
        markup: dict[str, Any] | None,
    ) -> dict[str, Any]:
        content = (formatted.text, formatted.entities, file, markup)
        if content == (message.text, message.entities, message.file, message.reply_markup):
            raise bad_request(_NOT_MODIFIED)
        message.text, message.entities, message.file, message.reply_markup = content
        message.kind = MessageKind.TEXT if file is None else MessageKind(file.kind.value)
        message.edit_date = self._telegram.unix_now
        self._telegram.tell(Event("edit", message.chat.id, message))
        return message.described()

    def _delete_message(self, params: Parameters, _files: Uploads) -> bool:
        message = self._chat(params["chat_id"]).message(params["message_id"])
        if message is None:
            raise bad_request("message to delete not found")
        if not message.is_accessible(self._telegram.unix_now):
            raise bad_request("message can't be deleted for everyone")
        if not message.is_from_bot and not message.chat.is_private:
            raise bad_request("message can't be deleted")
        message.is_deleted = True
        self._telegram.tell(Event("delete", message.chat.id, message))
        return True


def _formatted(params: Parameters, text_name: str, entities_name: str) -> Formatted:
    text = params.get(text_name, "")
    mode = params.get("parse_mode", "")
    if mode.lower() == "html":
        return parse_html(text)
    if mode.lower() in {"markdown", "markdownv2"}:
        raise ApiError(501, f"Not Implemented: the sandbox does not parse {mode}")
    if mode:
        raise bad_request("unsupported parse_mode")
    return with_given_entities(text, params.get(entities_name, []))


def _has_no_other_keyboard(message: Message) -> bool:
    return message.reply_markup is None or is_inline(message.reply_markup)


def _reply(chat: Chat, reply_parameters: Parameters) -> dict[str, Any]:
    replied = chat.message(reply_parameters.get("message_id"))
    if replied is not None:
        return {"reply_to_message": replied.described()}
    if reply_parameters.get("allow_sending_without_reply"):
        return {}
    raise bad_request("message to be replied not found")
