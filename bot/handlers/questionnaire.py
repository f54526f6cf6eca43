"""Filling in a questionnaire."""

import contextlib
from collections.abc import Awaitable
from dataclasses import replace

from bot.dialogs import joining, questionnaire
from bot.dialogs.standing import standing
from bot.routes import Call, Reply, Routes
from bot.screens import Address, Screen, noted
from mentoring.ids import AttemptId
from mentoring.people import AwaitedKind
from mentoring.questionnaire import AnswerRefused
from mentoring.standing import QuestionAsked, ReviewShown, Standing, of_pupil
from usecases.joining import Joining
from usecases.questionnaires import Decision, Questionnaires
from usecases.unit import StaleButton


class QuestionnaireHandlers:
    def __init__(self, use: Questionnaires, joining: Joining) -> None:
        self._use = use
        self._joining = joining
        self._routes: Routes

    def register(self, routes: Routes) -> None:
        self._routes = routes
        routes.press(joining.BeginForm, self.begin)
        routes.press(questionnaire.Ask, self.ask)
        routes.press(questionnaire.Choose, self.choose)
        routes.press(questionnaire.Mark, self.mark)
        routes.press(questionnaire.Confirm, self.confirm)
        routes.press(questionnaire.Skip, self.skip)
        routes.press(questionnaire.Review, self.review)
        routes.press(questionnaire.Send, self.send)
        routes.press(questionnaire.DeleteMessage, self.delete_message)
        routes.text(AwaitedKind.ANSWER, self.typed)
        routes.text(AwaitedKind.OTHER, self.typed_other)

    async def begin(self, call: Call, pressed: joining.BeginForm) -> Reply:
        return Reply(standing(await self._use.begin(call.user_id, pressed.membership)))

    async def ask(self, call: Call, to: questionnaire.Ask) -> Reply:
        return Reply(_on_page(await self._use.show(call.user_id, to.attempt, to.question), to.page))

    async def choose(self, call: Call, pressed: questionnaire.Choose) -> Reply:
        return await self._pressed(self._use.choose(call.user_id, pressed.attempt, pressed.question, pressed.code))

    async def mark(self, call: Call, pressed: questionnaire.Mark) -> Reply:
        act = self._use.mark(call.user_id, pressed.attempt, pressed.question, pressed.code, pressed.on)
        return await self._pressed(act, pressed.page)

    async def confirm(self, call: Call, pressed: questionnaire.Confirm) -> Reply:
        return await self._pressed(self._use.confirm(call.user_id, pressed.attempt, pressed.question))

    async def skip(self, call: Call, pressed: questionnaire.Skip) -> Reply:
        return await self._pressed(self._use.skip(call.user_id, pressed.attempt, pressed.question))

    async def review(self, call: Call, to: questionnaire.Review) -> Reply:
        at = await self._use.review(call.user_id, to.attempt)
        return Reply(questionnaire.review(at, to.page) if isinstance(at, ReviewShown) else standing(at))

    async def send(self, call: Call, pressed: questionnaire.Send) -> Reply:
        return Reply(standing(await self._use.send(call.user_id, pressed.attempt)))

    async def delete_message(self, call: Call, pressed: questionnaire.DeleteMessage) -> Reply:
        """The warning goes with the message it was about."""
        at = await self._after_deletion(call, pressed)
        screen = questionnaire.without_message(standing(at), at, pressed)
        return Reply(screen, toast="Сообщение удалено, ответ остался", delete=pressed.message)

    async def _after_deletion(self, call: Call, pressed: questionnaire.DeleteMessage) -> Standing:
        """Back among the answers it belonged to, if they are still open: those of a survey stand nowhere else."""
        if pressed.attempt is not None:
            with contextlib.suppress(StaleButton):
                return await self._use.review(call.user_id, pressed.attempt)
        return await self._joining.stand(call.user_id)

    @staticmethod
    async def _pressed(act: Awaitable[Standing], page: int = 0) -> Reply:
        """An answer that does not fit is refused over the chat; the screen stays."""
        try:
            return Reply(_on_page(await act, page))
        except AnswerRefused as refused:
            return Reply(toast=questionnaire.refusal_words(refused.refusal, refused.question))

    async def typed(self, call: Call) -> Reply:
        attempt, question = call.awaited_of
        if stepped := await self._stepped(call, AttemptId(int(attempt)), question):
            return stepped
        act = self._use.type_answer(call.user_id, AttemptId(int(attempt)), question, call.text)
        return await self._typed(call, act, AttemptId(int(attempt)), question)

    async def typed_other(self, call: Call) -> Reply:
        attempt, question, code = call.awaited_of
        if stepped := await self._stepped(call, AttemptId(int(attempt)), question, code):
            return stepped
        act = self._use.type_other(call.user_id, AttemptId(int(attempt)), question, code, call.text)
        return await self._typed(call, act, AttemptId(int(attempt)), question)

    async def _stepped(self, call: Call, attempt: AttemptId, question: str, other: str | None = None) -> Reply | None:
        """«Пропустить», «Назад», «Готово» do what their button does; where there is none they are no answer either."""
        word = questionnaire.step_word(call.text)
        if word is None:
            return None
        at = await self._use.show(call.user_id, attempt, question)
        if not isinstance(at, QuestionAsked):
            return None
        button = questionnaire.step_named(replace(at, other=other), word)
        if button is None or not isinstance(button.to, Address):
            return Reply(noted(standing(at), questionnaire.NO_SUCH_STEP))
        reply: Reply = await self._routes.presses[type(button.to)](call, button.to)
        if reply.screen is None and reply.toast is not None:
            # Nothing was pressed, so there is nothing to say a short word over: it is said above the question.
            return Reply(noted(standing(at), reply.toast))
        return reply

    async def _typed(self, call: Call, act: Awaitable[Decision], attempt: AttemptId, question: str) -> Reply:
        """An answer that does not fit is asked again, with a word why."""
        try:
            decision = await act
        except AnswerRefused as refused:
            at = await self._use.show(call.user_id, attempt, question)
            screen = noted(standing(at), questionnaire.refusal_words(refused.refusal, refused.question))
            return Reply(noted(screen, joining.HELPLINE) if refused.danger else screen)
        screen = standing(decision.standing)
        if decision.concerns and call.message_id is not None:
            pupil = of_pupil(decision.standing)
            answered = questionnaire.Ask(attempt, question)
            screen = questionnaire.with_concern(screen, decision.concerns, call.message_id, answered, pupil)
        if decision.danger:
            screen = noted(screen, joining.HELPLINE)
        return Reply(screen)


def _on_page(at: Standing, page: int) -> Screen:
    return questionnaire.question_asked(at, page) if isinstance(at, QuestionAsked) else standing(at)
