"""An update → who calls → the handler its address leads to → a reply."""

import datetime
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import structlog
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message

from bot.dialogs.stand import Stand
from bot.dialogs.standing import standing
from bot.routes import Call, Handler, IncomingFile, Reply, Routes
from bot.screens import Address, AddressUnknown, Button, Screen, column, noted, quoted, unpacked
from mentoring.access import Action, Forbidden, may
from mentoring.people import Caller
from mentoring.standing import of_pupil
from storage import people
from storage.database import Database, DatabaseBusy
from usecases.joining import Joining
from usecases.reaching import Reaching
from usecases.unit import NotKnown, StaleButton

log = structlog.get_logger()

WORDS = {
    "меню": "menu",
    "помощь": "help",
    "отмена": "cancel",
    "старт": "start",
    "начать": "start",
    "мои данные": "mydata",
}
"""Russian words that do what a command does, for those who do not look for a slash."""

CODE_LENGTH = 12

CODE = re.compile(r"(?:.*[?&]start=)?([a-z0-9]{8,16})")
"""A code, a link that holds one, or what a stranger may have meant for one."""

STALE = "Эта кнопка уже не действует"
TOO_LATE = "Этот вопрос уже закрыт, ответ не записан"
FORBIDDEN = "Это действие Вам недоступно"
FORBIDDEN_TO_PUPIL = "Это действие тебе недоступно"
BROKEN = "Что-то сломалось у нас, мы уже записали что. Через минуту можно попробовать ещё раз."
NOT_TEXT = "Я понимаю только текст и кнопки."
NO_FILE_AWAITED = "Файлы я принимаю только там, где прошу о них."
NO_FILE_AWAITED_LEADING = (
    "Файлы я принимаю там, где прошу о них: в пункте — «Подтвердить», план — «Начать дорожную карту», "
    "«Прислать файлом»."
)
NOT_AWAITED = "Здесь отвечают кнопкой под сообщением."


class Conversation:
    """What the bot answers; knows nothing of how it is drawn."""

    def __init__(
        self,
        routes: Routes,
        database: Database,
        joining_use: Joining,
        reaching: Reaching,
        now: Callable[[], datetime.datetime],
        file_of: Callable[[Message], IncomingFile | None],
    ) -> None:
        self._routes = routes
        self._database = database
        self._joining = joining_use
        self._reaching = reaching
        self.now = now
        self._file_of = file_of

    async def pressed(self, query: CallbackQuery) -> Reply:
        """Raises nothing a person could cause."""
        message_id = query.message.message_id if query.message else None
        call = Call(query.from_user.id, self.now(), message_id=message_id)
        try:
            address = unpacked(query.data or "")
            handler = self._routes.presses[type(address)]
        except (AddressUnknown, KeyError):
            return await self._where(call, STALE)
        return await self._guarded(call, lambda: handler(call, address), address)

    async def said(self, message: Message) -> Reply:
        """A command, an awaited text or file, or something nobody asked for."""
        assert message.from_user is not None  # noqa: S101 - a private chat always names its writer
        user_id = message.from_user.id
        text = message.text
        if text is None:
            caption = message.caption or ""
            return await self._sent(Call(user_id, self.now(), caption, message.message_id, file=self._file_of(message)))
        command, argument = self._command(text)
        call = Call(user_id, self.now(), argument if command else text, message.message_id)
        if command is not None:
            handler = self._routes.commands.get(command, self._routes.commands["help"])
            return await self._guarded(call, lambda: handler(call), command)
        return await self._typed(call)

    @staticmethod
    def _command(text: str) -> tuple[str | None, str]:
        if text.startswith("/"):
            head, _, tail = text[1:].partition(" ")
            return head.partition("@")[0].lower(), tail.strip()
        return WORDS.get(text.strip().lower()), ""

    async def _typed(self, call: Call) -> Reply:
        caller = await self._database.read(lambda tx: people.caller(tx, call.user_id))
        if caller is None or caller.awaited is None:
            return await self._unawaited(call, caller)
        kind = caller.awaited.kind
        handler = self._routes.texts.get(kind) or self._routes.files[kind]
        call = replace(call, awaited_of=caller.awaited.of)
        return await self._guarded(call, lambda: handler(call), str(kind), stale=TOO_LATE)

    async def _sent(self, call: Call) -> Reply:
        """A file, or what is neither a file nor text."""
        caller = await self._database.read(lambda tx: people.caller(tx, call.user_id))
        awaited = None if caller is None else caller.awaited
        handler = None if awaited is None else self._routes.files.get(awaited.kind)
        if awaited is None or handler is None:
            return await self._overheard(call) or await self._where(call, None, note=_not_text(call, caller))
        call = replace(call, awaited_of=awaited.of)
        return await self._guarded(call, lambda: handler(call), str(awaited.kind))

    async def _unawaited(self, call: Call, caller: Caller | None) -> Reply:
        """A stranger may have typed the code of an invitation; anybody else is shown where they are."""
        typed = CODE.fullmatch(re.sub(r"[\s-]", "", call.text.lower()))
        if typed is not None and (caller is None or len(typed[1]) == CODE_LENGTH):
            code = typed[1]
            start: Handler = self._routes.commands["start"]
            call = Call(call.user_id, call.now, code, call.message_id)
            return await self._guarded(call, lambda: start(call), "start")
        return await self._overheard(call) or await self._where(call, None, note=NOT_AWAITED if caller else None)

    async def _overheard(self, call: Call) -> Reply | None:
        """A call for help does not wait for a question."""
        for listen in self._routes.overhears:
            try:
                if (found := await listen(call)) is not None:
                    return found
            except NotKnown:
                return None
        return None

    async def _guarded(self, call: Call, act: Callable[[], Any], what: Address | str, *, stale: str = STALE) -> Reply:
        try:
            return await act()  # type: ignore[no-any-return]
        except StaleButton:
            return await self._instead(call, what) or await self._where(call, stale)
        except NotKnown:
            # A stranger's command is answered by «О программе»; a stranger's button is an old one.
            return await self._where(call, STALE if isinstance(what, Address) else None)
        except DatabaseBusy:
            raise
        except Forbidden as refused:
            log.warning("forbidden", user=call.user_id, action=refused.action.value)
            return await self._where(call, FORBIDDEN)
        except Exception:
            log.exception(
                "failed", user=call.user_id, address=type(what).__name__ if isinstance(what, Address) else what
            )
            return Reply(toast=BROKEN, alert=True, screen=broken())

    async def _instead(self, call: Call, what: Address | str) -> Reply | None:
        """Of a thing that the person may look at: how it stands, and what is possible with it now."""
        if not isinstance(what, Address):
            return None
        try:
            for look in self._routes.instead:
                if (found := await look(call, what)) is not None:
                    return found
        except DatabaseBusy:
            raise
        except Exception:
            log.exception("failed", user=call.user_id, address=type(what).__name__)
        return None

    async def _where(self, call: Call, toast: str | None, note: str | None = None) -> Reply:
        """Where things stand, drawn anew below."""
        try:
            at = await self._joining.stand(call.user_id)
        except DatabaseBusy:
            raise
        except Exception:
            log.exception("failed", user=call.user_id, address="stand")
            return Reply(toast=BROKEN, alert=True, screen=broken())
        if toast == FORBIDDEN and of_pupil(at):
            toast = FORBIDDEN_TO_PUPIL
        return Reply(noted(standing(at), note or toast), toast=toast, below=True)

    async def later(self, user_id: int, reply: Reply) -> Reply | None:
        """What was promised for later, when the first answer has been shown. Raises as little as :meth:`pressed`."""
        return None if reply.later is None else await self._guarded(Call(user_id, self.now()), reply.later, "later")

    async def again(self, user_id: int) -> Reply:
        """What a restart owes to a person whose press was done but not answered."""
        return await self._where(Call(user_id, self.now()), None)

    async def membership_changed(self, change: ChatMemberUpdated) -> None:
        """The person blocked or unblocked the bot."""
        gone = change.new_chat_member.status in {"kicked", "left"}
        await (self._reaching.lose if gone else self._reaching.regain)(change.chat.id)


def _not_text(call: Call, caller: Caller | None) -> str:
    """To whoever has sent a file, where files are taken."""
    if call.file is None or caller is None:
        return NOT_TEXT
    held = [one.organisation for one in caller.grants if one.organisation is not None]
    leads = any(may(caller.grants, Action.LEAD_ROAD_MAPS, (place,)) for place in held)
    if leads:
        return NO_FILE_AWAITED_LEADING
    return NO_FILE_AWAITED if caller.awaited is None else NOT_TEXT


def broken() -> Screen:
    """What is said when the fault is ours."""
    return Screen(quoted(BROKEN), column([Button("Продолжить", Stand())]))
