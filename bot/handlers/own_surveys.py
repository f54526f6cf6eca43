"""Surveys of one's own: making one in the chat."""

import contextlib
import datetime
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.dialogs import own_survey_addresses as to
from bot.dialogs import own_survey_preview
from bot.dialogs import own_surveys as pages
from bot.dialogs.campaign_addresses import CampaignCard, Campaigns
from bot.handlers.campaigns import DAY_IS_OVER, NOBODY, OPENED
from bot.routes import Call, Reply, Routes
from bot.screens import Address, Screen, noted
from bot.texts import own_surveys as said
from mentoring.access import Forbidden
from mentoring.ids import CampaignId, OrganisationId
from mentoring.own_surveys import DraftChanged, OwnDraft, WordsRefused
from mentoring.people import AwaitedKind
from mentoring.questionnaire import Kind
from usecases.campaign_opening import DayRefused, NobodyToAsk
from usecases.own_surveys import OwnSurveys
from usecases.unit import StaleButton

Draws = Callable[[OwnDraft], Screen]

OF_DRAFTS = (
    to.AskTitle,
    to.Promise,
    to.SetPromise,
    to.Questions,
    to.Question,
    to.Kinds,
    to.AddQuestion,
    to.SetKind,
    to.AskWords,
    to.AskOptions,
    to.Demand,
    to.Limit,
    to.Move,
    to.Remove,
    to.Preview,
    to.SureToSend,
    to.SureToDrop,
    to.Drop,
)


class OwnSurveyHandlers:
    def __init__(self, use: OwnSurveys) -> None:
        self._use = use
        self._routes: Routes

    def register(self, routes: Routes) -> None:
        self._routes = routes
        routes.press(to.Compose, self.compose)
        routes.press(to.AskOnceMore, self.again)
        routes.press(to.AskTitle, self.ask_title)
        routes.press(to.Promise, self.promise)
        routes.press(to.SetPromise, self.set_promise)
        routes.press(to.Questions, self.questions)
        routes.press(to.Question, self.question)
        routes.press(to.Kinds, self.kinds)
        routes.press(to.AddQuestion, self.ask_question)
        routes.press(to.SetKind, self.set_kind)
        routes.press(to.AskWords, self.ask_words)
        routes.press(to.AskOptions, self.ask_options)
        routes.press(to.Demand, self.demand)
        routes.press(to.Limit, self.limit)
        routes.press(to.Move, self.move)
        routes.press(to.Remove, self.remove)
        routes.press(to.Preview, self.preview)
        routes.press(to.SureToSend, self.sure_to_send)
        routes.press(to.Send, self.send)
        routes.press(to.SureToDrop, self.sure_to_drop)
        routes.press(to.Drop, self.drop)
        routes.text(AwaitedKind.OWN_SURVEY, self.typed_title)
        routes.text(AwaitedKind.OWN_TITLE, self.typed_new_title)
        routes.text(AwaitedKind.OWN_QUESTION, self.typed_question)
        routes.text(AwaitedKind.OWN_WORDS, self.typed_words)
        routes.text(AwaitedKind.OWN_OPTIONS, self.typed_options)
        routes.instead.append(self.instead)

    # -- the draft ---------------------------------------------------------------------------------------------------

    async def compose(self, call: Call, pressed: to.Compose) -> Reply:
        return Reply(pages.title_asked(await self._use.ask_title(call.user_id, pressed.organisation)))

    async def typed_title(self, call: Call) -> Reply:
        here = OrganisationId(int(call.awaited_of[0]))
        try:
            return Reply(pages.draft(await self._use.begin(call.user_id, here, call.text)))
        except WordsRefused as refused:
            return Reply(pages.title_asked(await self._use.ask_title(call.user_id, here), said.refused(refused)))

    async def again(self, call: Call, pressed: to.AskOnceMore) -> Reply:
        return Reply(pages.draft(await self._use.again(call.user_id, pressed.campaign)))

    async def ask_title(self, call: Call, pressed: to.AskTitle) -> Reply:
        return Reply(pages.new_title_asked(await self._use.ask_new_title(call.user_id, pressed.campaign)))

    async def typed_new_title(self, call: Call) -> Reply:
        campaign, seal = CampaignId(int(call.awaited_of[0])), call.awaited_of[1]
        return await self._typed(
            call,
            campaign,
            self._use.rename(call.user_id, campaign, seal, call.text),
            pages.draft,
            lambda: self._use.ask_new_title(call.user_id, campaign),
            pages.new_title_asked,
        )

    async def promise(self, call: Call, pressed: to.Promise) -> Reply:
        return Reply(pages.promise(await self._use.draft(call.user_id, pressed.campaign)))

    async def set_promise(self, call: Call, pressed: to.SetPromise) -> Reply:
        return Reply(pages.draft(await self._use.promise(call.user_id, pressed.campaign, pressed.secrecy)))

    async def sure_to_drop(self, call: Call, pressed: to.SureToDrop) -> Reply:
        return Reply(pages.sure_to_drop(await self._use.draft(call.user_id, pressed.campaign)))

    async def drop(self, call: Call, pressed: to.Drop) -> Reply:
        try:
            here = await self._use.drop(call.user_id, pressed.campaign, pressed.seal)
        except DraftChanged:
            return Reply(await self._as_it_is(call, pressed.campaign, None, said.CHANGED))
        reply: Reply = await self._routes.presses[Campaigns](call, Campaigns(here))
        return replace(reply, toast="Черновик удалён")

    # -- its questions -----------------------------------------------------------------------------------------------

    async def questions(self, call: Call, pressed: to.Questions) -> Reply:
        return Reply(pages.questions(await self._use.draft(call.user_id, pressed.campaign), pressed.page))

    async def question(self, call: Call, pressed: to.Question) -> Reply:
        act = self._use.draft(call.user_id, pressed.campaign)
        return await self._pressed(call, pressed.campaign, act, lambda own: pages.question(own, pressed.question))

    async def kinds(self, call: Call, pressed: to.Kinds) -> Reply:
        act = self._use.draft(call.user_id, pressed.campaign)
        return await self._pressed(call, pressed.campaign, act, lambda own: pages.kinds(own, pressed.question))

    async def ask_question(self, call: Call, pressed: to.AddQuestion) -> Reply:
        try:
            asked = await self._use.ask_question(call.user_id, pressed.campaign, pressed.kind)
        except WordsRefused:
            return Reply(pages.questions(await self._use.draft(call.user_id, pressed.campaign)))
        return Reply(pages.words_asked(asked, pressed.kind))

    async def typed_question(self, call: Call) -> Reply:
        campaign, kind = CampaignId(int(call.awaited_of[0])), Kind(call.awaited_of[1])
        try:
            own, added = await self._use.add(call.user_id, campaign, kind, call.text)
        except WordsRefused as refused:
            return await self._words_again(call, campaign, kind, said.refused(refused))
        if own.question(added).lacks_options:
            return Reply(pages.options_asked(own, added, "Вопрос записан."))
        return Reply(pages.question(own, added, "Вопрос записан."))

    async def _words_again(self, call: Call, campaign: CampaignId, kind: Kind, note: str) -> Reply:
        """Unless there are ten by now, and no more is asked."""
        try:
            return Reply(pages.words_asked(await self._use.ask_question(call.user_id, campaign, kind), kind, note))
        except WordsRefused:
            return Reply(pages.questions(await self._use.draft(call.user_id, campaign)))

    async def set_kind(self, call: Call, pressed: to.SetKind) -> Reply:
        act = self._use.set_kind(call.user_id, pressed.campaign, pressed.question, pressed.kind)
        return await self._pressed(call, pressed.campaign, act, lambda own: pages.question(own, pressed.question))

    async def ask_words(self, call: Call, pressed: to.AskWords) -> Reply:
        act = self._use.ask_words(call.user_id, pressed.campaign, pressed.question)
        return await self._pressed(
            call, pressed.campaign, act, lambda own: pages.new_words_asked(own, pressed.question)
        )

    async def typed_words(self, call: Call) -> Reply:
        campaign, question, seal = CampaignId(int(call.awaited_of[0])), *call.awaited_of[1:]
        return await self._typed(
            call,
            campaign,
            self._use.reword(call.user_id, campaign, question, seal, call.text),
            lambda own: pages.question(own, question, "Записано."),
            lambda: self._use.ask_words(call.user_id, campaign, question),
            lambda own, note: pages.new_words_asked(own, question, note),
            question,
        )

    async def ask_options(self, call: Call, pressed: to.AskOptions) -> Reply:
        act = self._use.ask_options(call.user_id, pressed.campaign, pressed.question)
        return await self._pressed(call, pressed.campaign, act, lambda own: pages.options_asked(own, pressed.question))

    async def typed_options(self, call: Call) -> Reply:
        campaign, question, seal = CampaignId(int(call.awaited_of[0])), *call.awaited_of[1:]
        return await self._typed(
            call,
            campaign,
            self._use.set_options(call.user_id, campaign, question, seal, call.text),
            lambda own: pages.question(own, question, "Варианты записаны."),
            lambda: self._use.ask_options(call.user_id, campaign, question),
            lambda own, note: pages.options_asked(own, question, note),
            question,
        )

    async def demand(self, call: Call, pressed: to.Demand) -> Reply:
        act = self._use.demand(call.user_id, pressed.campaign, pressed.question, required=pressed.required)
        return await self._pressed(call, pressed.campaign, act, lambda own: pages.question(own, pressed.question))

    async def limit(self, call: Call, pressed: to.Limit) -> Reply:
        act = self._use.limit(call.user_id, pressed.campaign, pressed.question, pressed.most)
        return await self._pressed(call, pressed.campaign, act, lambda own: pages.question(own, pressed.question))

    async def move(self, call: Call, pressed: to.Move) -> Reply:
        act = self._use.move(call.user_id, pressed.campaign, pressed.question, pressed.to)
        return await self._pressed(call, pressed.campaign, act, lambda own: pages.question(own, pressed.question))

    async def remove(self, call: Call, pressed: to.Remove) -> Reply:
        act = self._use.remove(call.user_id, pressed.campaign, pressed.question, pressed.seal)
        return await self._pressed(call, pressed.campaign, act, pages.questions, pressed.question)

    # -- looking at it and sending it --------------------------------------------------------------------------------

    async def preview(self, call: Call, pressed: to.Preview) -> Reply:
        found = await self._use.preview(call.user_id, pressed.campaign, pupil=pressed.pupil)
        return Reply(own_survey_preview.preview(found, pressed.at, pressed.marks))

    async def sure_to_send(self, call: Call, pressed: to.SureToSend) -> Reply:
        own = await self._use.draft(call.user_id, pressed.campaign)
        return Reply(pages.sure_to_send(own) if own.ready else pages.draft(own))

    async def send(self, call: Call, pressed: to.Send) -> Reply:
        note = OPENED
        try:
            await self._use.send(call.user_id, pressed.campaign, _day(pressed.until), pressed.seal)
        except DraftChanged:
            note = said.CHANGED
        except NobodyToAsk:
            note = NOBODY
        except DayRefused:
            note = DAY_IS_OVER
        card = await self._card(call, pressed.campaign)
        return replace(card, screen=card.screen and noted(card.screen, note))

    async def instead(self, call: Call, what: Address) -> Reply | None:
        """Of a draft that was sent meanwhile: its card."""
        if not isinstance(what, OF_DRAFTS):
            return None
        with contextlib.suppress(StaleButton, Forbidden):
            return replace(await self._card(call, what.campaign), toast=said.SENT)
        return None

    # -- how it is answered ------------------------------------------------------------------------------------------

    async def _card(self, call: Call, campaign: CampaignId) -> Reply:
        reply: Reply = await self._routes.presses[CampaignCard](call, CampaignCard(campaign))
        return reply

    async def _pressed(
        self, call: Call, campaign: CampaignId, act: Awaitable[OwnDraft], drawn: Draws, question: str | None = None
    ) -> Reply:
        """A button about words that somebody has changed since shows them as they are."""
        try:
            return Reply(drawn(await act))
        except DraftChanged:
            return Reply(await self._as_it_is(call, campaign, question, said.CHANGED))

    async def _typed(
        self,
        call: Call,
        campaign: CampaignId,
        act: Awaitable[OwnDraft],
        drawn: Draws,
        again: Callable[[], Awaitable[OwnDraft]],
        asked: Callable[[OwnDraft, str], Screen],
        question: str | None = None,
    ) -> Reply:
        """What does not fit is asked ``again``, with a word why; nothing is written over another's words."""
        try:
            try:
                return Reply(drawn(await act))
            except WordsRefused as refused:
                return Reply(asked(await again(), said.refused(refused)))
        except DraftChanged:
            return Reply(await self._as_it_is(call, campaign, question, said.CHANGED_MEANWHILE))

    async def _as_it_is(self, call: Call, campaign: CampaignId, question: str | None, note: str) -> Screen:
        own = await self._use.draft(call.user_id, campaign)
        if question is None:
            return pages.draft(own, note)
        if all(one.id != question for one in own.questions):
            return pages.questions(own, note=note)
        return pages.question(own, question, note)


def _day(ordinal: int) -> datetime.date:
    """Raises StaleButton for a forged one."""
    try:
        return datetime.date.fromordinal(ordinal)
    except (ValueError, OverflowError) as error:
        raise StaleButton from error
