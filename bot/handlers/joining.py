"""/start, invitations, age, consent, name."""

import asyncio

from bot.dialogs import about, joining
from bot.dialogs.menu import commands_at
from bot.dialogs.stand import Stand
from bot.dialogs.standing import standing
from bot.routes import Call, Reply, Routes
from bot.screens import Paper, Screen, noted
from documents import consent_paper
from mentoring.names import NameRefused
from mentoring.people import AwaitedKind
from mentoring.standing import AtHome, NameAsked, PaperAwaited, Standing
from usecases.joining import AlreadyMember, CodeUnknown, InvitationUsed, Joining, PupilsLink, TooManyGuesses


class JoiningHandlers:
    def __init__(self, use: Joining) -> None:
        self._use = use

    def register(self, routes: Routes) -> None:
        routes.command("start", self.start)
        routes.press(Stand, self.stand)
        routes.press(joining.TellAge, self.tell_age)
        routes.press(joining.NotNow, self.not_now)
        routes.press(joining.Agree, self.agree)
        routes.press(joining.Refuse, self.refuse)
        routes.press(joining.ConsentFile, self.consent_file)
        routes.press(joining.PaperBlank, self.paper_blank)
        routes.press(joining.NameIsRight, self.name_is_right)
        routes.press(joining.ChooseGender, self.choose_gender)
        routes.press(joining.CorrectName, self.correct_name)
        routes.press(about.EnterCode, self.enter_code)
        routes.text(AwaitedKind.NAME, self.name)
        routes.text(AwaitedKind.CODE, self.code)

    async def start(self, call: Call) -> Reply:
        """``/start`` alone shows where things stand; with a code it opens the invitation."""
        became = await self._use.recognise_administrator(call.user_id)
        if call.text:
            return await self.code(call)
        note = "Вы — администратор. Начните с организации." if became else None
        at = await self._use.stand(call.user_id)
        held = await self._use.roles(call.user_id)
        return Reply(noted(standing(at), note), commands=commands_at(at, held))

    async def code(self, call: Call) -> Reply:
        try:
            return Reply(standing(await self._use.open_invitation(call.user_id, call.text)))
        except CodeUnknown:
            return Reply(about.code_unknown())
        except PupilsLink:
            return Reply(about.pupils_link())
        except TooManyGuesses:
            return Reply(about.too_many_guesses())
        except AlreadyMember:
            at = await self._use.stand(call.user_id)
            return Reply(noted(standing(at), "Эта роль уже есть, второе приглашение не нужно."))

    async def enter_code(self, call: Call, _: about.EnterCode) -> Reply:
        await self._use.ask_code(call.user_id)
        return Reply(about.code_asked())

    async def stand(self, call: Call, _: Stand) -> Reply:
        at = await self._use.stand(call.user_id)
        toast = "Бумагу пока не отметили" if isinstance(at, PaperAwaited) else None
        return Reply(standing(at), toast, commands=commands_at(at, await self._use.roles(call.user_id)))

    async def tell_age(self, call: Call, told: joining.TellAge) -> Reply:
        try:
            return Reply(standing(await self._use.tell_age(call.user_id, told.adult)))
        except CodeUnknown as gone:
            return Reply(_nothing_left(gone))

    async def not_now(self, call: Call, _: joining.NotNow) -> Reply:
        at = await self._use.put_aside(call.user_id)
        screen = noted(standing(at), "Хорошо, отложили. Приглашение остаётся в силе.")
        return Reply(screen, commands=commands_at(at, await self._use.roles(call.user_id)))

    async def agree(self, call: Call, pressed: joining.Agree) -> Reply:
        try:
            at = await self._use.agree(call.user_id, pressed.shown, call.message_id)
        except CodeUnknown as gone:
            return Reply(_nothing_left(gone))
        # The text that was agreed to stays in the chat; what comes next is drawn below it.
        return Reply(standing(at), toast="Согласие записано", below=True, commands=_once_at_home(at))

    async def refuse(self, call: Call, pressed: joining.Refuse) -> Reply:
        return Reply(joining.refused(await self._use.refuse(call.user_id, pressed.shown)))

    async def consent_file(self, call: Call, pressed: joining.ConsentFile) -> Reply:
        asked = await self._use.text_asked(call.user_id, pressed.shown)
        content = await asyncio.to_thread(consent_paper.chat_consent, asked.text.title, asked.filled)
        return Reply(papers=(Paper("Согласие.docx", content),))

    async def paper_blank(self, call: Call, _: joining.PaperBlank) -> Reply:
        blank = await self._use.paper_blank(call.user_id)
        content = await asyncio.to_thread(consent_paper.parent_paper, blank.text.title, blank.filled)
        return Reply(papers=(Paper(f"Согласие_родителя_{blank.code}.docx", content),))

    async def name(self, call: Call) -> Reply:
        try:
            return Reply(standing(await self._use.give_name(call.user_id, call.text)))
        except NameRefused:
            at = await self._use.stand(call.user_id)
            return Reply(joining.name_refused(at) if isinstance(at, NameAsked) else standing(at))

    async def name_is_right(self, call: Call, pressed: joining.NameIsRight) -> Reply:
        at = await self._use.confirm_name(call.user_id, pressed.gender)
        return Reply(standing(at), commands=_once_at_home(at))

    async def choose_gender(self, call: Call, pressed: joining.ChooseGender) -> Reply:
        return Reply(standing(await self._use.choose_gender(call.user_id, pressed.gender)))

    async def correct_name(self, call: Call, _: joining.CorrectName) -> Reply:
        return Reply(standing(await self._use.correct_name(call.user_id)))


def _nothing_left(gone: CodeUnknown) -> Screen:
    """Why an invitation that was open leads nowhere any more."""
    return about.invitation_used() if isinstance(gone, InvitationUsed) else about.code_unknown()


def _once_at_home(at: Standing) -> tuple[str, ...] | None:
    """The menu of commands for somebody whose role has just begun."""
    return commands_at(at) if isinstance(at, AtHome) else None
