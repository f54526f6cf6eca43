"""Surveys of one's own: made question by question in the chat, looked at as a participant would, sent."""

import datetime
from collections.abc import Callable
from dataclasses import replace

from mentoring import campaign_results
from mentoring import own_surveys as rules
from mentoring.campaigns import Audience, Campaign, CampaignState, Secrecy
from mentoring.ids import CampaignId, OrganisationId
from mentoring.organisations import Organisation
from mentoring.own_surveys import DraftChanged, OwnDraft, OwnQuestion, Previewed, Questions
from mentoring.people import Awaited, AwaitedKind, Caller
from mentoring.questionnaire import Kind
from mentoring.standing import CampaignOffered
from storage import attempts, campaigns, people
from storage.database import Transaction
from usecases.campaign_drafts import CampaignDrafts
from usecases.campaign_opening import NobodyToAsk, open_campaign
from usecases.campaigns import RIGHT, found
from usecases.content import Form
from usecases.looking import look
from usecases.unit import Allowed, House, StaleButton, allowed, caller_of, retried

OwnForm = Callable[[str, str, Questions], Form]
"""Id, title and questions → the form as it is pinned."""

NEW = Audience(frozenset())
"""Nobody is asked until somebody is chosen."""


class OwnSurveys:
    def __init__(self, house: House, form: OwnForm) -> None:
        self._house = house
        self._form = form
        self._drafts = CampaignDrafts(house)

    # -- the draft ---------------------------------------------------------------------------------------------------

    async def ask_title(self, external_id: int, organisation: OrganisationId) -> Organisation:
        """The next typed words are what a new survey is called. Raises Forbidden."""

        async def unit(transaction: Transaction) -> Organisation:
            here = (await allowed(transaction, external_id, RIGHT, organisation)).organisation
            await self._expect(transaction, external_id, Awaited(AwaitedKind.OWN_SURVEY, (str(organisation),)))
            return here

        return await self._house.database.write(unit)

    async def begin(self, external_id: int, organisation: OrganisationId, title: str) -> OwnDraft:
        """An anonymous draft without a question. Raises WordsRefused, Forbidden."""
        words = rules.titled(title)

        async def unit(transaction: Transaction) -> OwnDraft:
            held = await allowed(transaction, external_id, RIGHT, organisation)
            campaign = await self._add(transaction, held, words, Secrecy.ANONYMOUS, NEW)
            await self._expect(transaction, external_id, None)
            return await self._now(transaction, external_id, campaign)

        return await retried(lambda: self._house.database.write(unit))

    async def draft(self, external_id: int, campaign: CampaignId) -> OwnDraft:
        """Raises Forbidden, StaleButton when it was sent or is no survey of one's own; so do all that follow."""

        async def unit(transaction: Transaction, caller: Caller) -> OwnDraft:
            held, kept = await self._kept(transaction, external_id, campaign)
            return await self._shown(transaction, caller, held, kept)

        return await look(self._house, external_id, unit)

    async def again(self, external_id: int, campaign: CampaignId) -> OwnDraft:
        """A new draft with the same questions; while nobody has touched it, a second press finds the same one.

        Raises Forbidden, StaleButton.
        """

        async def unit(transaction: Transaction) -> OwnDraft:
            held, kept = await found(transaction, external_id, campaign)
            if not kept.own or kept.state is CampaignState.DRAFT:
                raise StaleButton
            questions = rules.copied(rules.read(await campaigns.questions(transaction, campaign)))
            copy = await self._untouched(transaction, kept, questions)
            if copy is None:
                audience = replace(kept.audience, stages=frozenset(), pair=None)
                copy = await self._add(transaction, held, kept.title, kept.secrecy, audience, questions)
            return await self._now(transaction, external_id, copy)

        return await retried(lambda: self._house.database.write(unit))

    async def ask_new_title(self, external_id: int, campaign: CampaignId) -> OwnDraft:
        """The next typed words are its title."""
        return await self._ask(
            external_id, campaign, AwaitedKind.OWN_TITLE, lambda draft: (rules.sealed(draft.shown.campaign.title),)
        )

    async def rename(self, external_id: int, campaign: CampaignId, seal: str, title: str) -> OwnDraft:
        """``seal``: of the title that was seen. Raises WordsRefused, DraftChanged too."""
        words = rules.titled(title)

        def change(kept: Campaign) -> Campaign:
            if rules.sealed(kept.title) != seal:
                raise DraftChanged
            return replace(kept, title=words)

        return await self._set(external_id, campaign, change)

    async def promise(self, external_id: int, campaign: CampaignId, secrecy: Secrecy) -> OwnDraft:
        return await self._set(external_id, campaign, lambda kept: replace(kept, secrecy=secrecy))

    async def drop(self, external_id: int, campaign: CampaignId, seal: str) -> OrganisationId:
        """Whose it was. Raises DraftChanged when it is not the one that was seen: somebody is at work on it."""

        async def unit(transaction: Transaction) -> OrganisationId:
            draft = await self._now(transaction, external_id, campaign)
            if draft.seal != seal:
                raise DraftChanged
            await campaigns.drop_draft(transaction, draft.shown.campaign)
            return draft.shown.organisation.id

        return await retried(lambda: self._house.database.write(unit))

    # -- its questions -----------------------------------------------------------------------------------------------

    async def ask_question(self, external_id: int, campaign: CampaignId, kind: Kind) -> OwnDraft:
        """The next typed words are a new question. Raises WordsRefused when there are ten."""
        if kind not in rules.KINDS:
            raise StaleButton

        def of(draft: OwnDraft) -> tuple[str, ...]:
            rules.demand_room(draft.questions)
            return (kind.value,)

        return await self._ask(external_id, campaign, AwaitedKind.OWN_QUESTION, of)

    async def add(self, external_id: int, campaign: CampaignId, kind: Kind, text: str) -> tuple[OwnDraft, str]:
        """With the id of the question; its options are awaited next, if it has any. Raises WordsRefused."""
        words = rules.worded(text)

        async def unit(transaction: Transaction) -> tuple[OwnDraft, str]:
            _, kept = await self._kept(transaction, external_id, campaign)
            added = rules.fresh_id(kept.changes)
            before = rules.read(await campaigns.questions(transaction, campaign))
            after = rules.added(before, added, kind, words)
            await campaigns.save_questions(transaction, kept, rules.written(after))
            options = Awaited(AwaitedKind.OWN_OPTIONS, (str(campaign), added, after[-1].seal))
            await self._expect(transaction, external_id, options if after[-1].lacks_options else None)
            return await self._now(transaction, external_id, campaign), added

        return await retried(lambda: self._house.database.write(unit))

    async def ask_words(self, external_id: int, campaign: CampaignId, question: str) -> OwnDraft:
        """The next typed words are those of the question. Raises DraftChanged, as all that follow."""
        return await self._ask(
            external_id, campaign, AwaitedKind.OWN_WORDS, lambda draft: (question, draft.question(question).seal)
        )

    async def reword(self, external_id: int, campaign: CampaignId, question: str, seal: str, text: str) -> OwnDraft:
        """``seal``: of the words that were seen. Raises WordsRefused too."""
        words = rules.worded(text)
        return await self._change(external_id, campaign, question, lambda one: replace(one, text=words), seal)

    async def ask_options(self, external_id: int, campaign: CampaignId, question: str) -> OwnDraft:
        """The next typed lines are its options."""
        return await self._ask(
            external_id, campaign, AwaitedKind.OWN_OPTIONS, lambda draft: (question, draft.question(question).seal)
        )

    async def set_options(
        self, external_id: int, campaign: CampaignId, question: str, seal: str, text: str
    ) -> OwnDraft:
        """Raises WordsRefused too."""
        options = rules.options_of(text)
        return await self._change(external_id, campaign, question, lambda one: replace(one, options=options), seal)

    async def set_kind(self, external_id: int, campaign: CampaignId, question: str, kind: Kind) -> OwnDraft:
        if kind not in rules.KINDS:
            raise StaleButton
        return await self._change(external_id, campaign, question, lambda one: rules.as_kind(one, kind))

    async def demand(self, external_id: int, campaign: CampaignId, question: str, *, required: bool) -> OwnDraft:
        """Whether it may be passed over."""
        return await self._change(external_id, campaign, question, lambda one: replace(one, required=required))

    async def limit(self, external_id: int, campaign: CampaignId, question: str, most: int) -> OwnDraft:
        """Up to which number the answer may be."""
        if most not in rules.LARGEST:
            raise StaleButton
        return await self._change(external_id, campaign, question, lambda one: replace(one, most=most))

    async def move(self, external_id: int, campaign: CampaignId, question: str, to: int) -> OwnDraft:
        """``to``: its place from 0."""
        return await self._edit(external_id, campaign, lambda before: rules.moved(before, question, to))

    async def remove(self, external_id: int, campaign: CampaignId, question: str, seal: str) -> OwnDraft:
        return await self._edit(external_id, campaign, lambda before: rules.without(before, question, seal))

    # -- looking at it and sending it --------------------------------------------------------------------------------

    async def preview(self, external_id: int, campaign: CampaignId, *, pupil: bool) -> Previewed:
        """The form as it would be pinned, and what is promised before it. Nothing is stored."""
        draft = await self.draft(external_id, campaign)
        if not draft.questions:
            raise StaleButton
        form = self._made(draft).questionnaire
        shown = draft.shown
        readers = campaign_results.readers_at(shown.organisation.level)
        psychologist = campaign_results.PSYCHOLOGIST in readers
        offered = CampaignOffered(
            shown.campaign,
            shown.organisation,
            len(form.questions),
            shown.until,
            readers,
            psychologist,
            begun=False,
            pupil=pupil,
        )
        return Previewed(draft, form, offered)

    async def send(self, external_id: int, campaign: CampaignId, until: datetime.date, seal: str) -> None:
        """Pin the form and open it; one that is open already stays as it is.

        ``seal``: of the draft that was confirmed. Raises DraftChanged when it is another one by now, NobodyToAsk,
        DayRefused.
        """

        async def unit(transaction: Transaction) -> None:
            held, kept = await found(transaction, external_id, campaign)
            if not kept.own:
                raise StaleButton
            if kept.state is not CampaignState.DRAFT:
                return
            caller = await caller_of(transaction, external_id)
            draft = await self._shown(transaction, caller, held, kept)
            if draft.seal != seal:
                raise DraftChanged
            if not draft.shown.people:
                raise NobodyToAsk
            if not draft.ready:
                raise StaleButton
            form = self._made(draft)
            pinned = (form.questionnaire.id, form.questionnaire.version)
            await attempts.pin(transaction, *pinned, form.body, form.sha256)
            await open_campaign(transaction, self._house, kept, pinned, until, held.actor)

        await retried(lambda: self._house.database.write(unit))

    # -- how it is done ----------------------------------------------------------------------------------------------

    def _made(self, draft: OwnDraft) -> Form:
        campaign = draft.shown.campaign
        return self._form(f"own{campaign.id}", campaign.title, draft.questions)

    async def _kept(self, transaction: Transaction, external_id: int, campaign: CampaignId) -> tuple[Allowed, Campaign]:
        held, kept = await found(transaction, external_id, campaign)
        if not kept.own or kept.state is not CampaignState.DRAFT:
            raise StaleButton
        return held, kept

    async def _shown(self, transaction: Transaction, caller: Caller, held: Allowed, kept: Campaign) -> OwnDraft:
        shown = await self._drafts.shown(transaction, caller, held.organisation, kept)
        return OwnDraft(shown, rules.read(await campaigns.questions(transaction, kept.id)))

    async def _now(self, transaction: Transaction, external_id: int, campaign: CampaignId) -> OwnDraft:
        """As it stands within a unit that has changed it."""
        held, kept = await self._kept(transaction, external_id, campaign)
        return await self._shown(transaction, await caller_of(transaction, external_id), held, kept)

    async def _expect(self, transaction: Transaction, external_id: int, awaited: Awaited | None) -> None:
        await people.expect(transaction, (await caller_of(transaction, external_id)).account, awaited)

    async def _ask(
        self, external_id: int, campaign: CampaignId, kind: AwaitedKind, of: Callable[[OwnDraft], tuple[str, ...]]
    ) -> OwnDraft:
        async def unit(transaction: Transaction) -> OwnDraft:
            draft = await self._now(transaction, external_id, campaign)
            await self._expect(transaction, external_id, Awaited(kind, (str(campaign), *of(draft))))
            return draft

        return await self._house.database.write(unit)

    async def _set(self, external_id: int, campaign: CampaignId, change: Callable[[Campaign], Campaign]) -> OwnDraft:
        async def unit(transaction: Transaction) -> OwnDraft:
            _, kept = await self._kept(transaction, external_id, campaign)
            after = change(kept)
            if after != kept:
                await campaigns.save_draft(transaction, after)
            await self._expect(transaction, external_id, None)
            return await self._now(transaction, external_id, campaign)

        return await retried(lambda: self._house.database.write(unit))

    async def _change(
        self,
        external_id: int,
        campaign: CampaignId,
        question: str,
        change: Callable[[OwnQuestion], OwnQuestion],
        seal: str | None = None,
    ) -> OwnDraft:
        return await self._edit(external_id, campaign, lambda before: rules.changed(before, question, change, seal))

    async def _edit(self, external_id: int, campaign: CampaignId, change: Callable[[Questions], Questions]) -> OwnDraft:
        """On the questions as they are now, whoever has changed another of them meanwhile."""

        async def unit(transaction: Transaction) -> OwnDraft:
            _, kept = await self._kept(transaction, external_id, campaign)
            before = rules.read(await campaigns.questions(transaction, campaign))
            after = change(before)
            if after != before:
                await campaigns.save_questions(transaction, kept, rules.written(after))
            await self._expect(transaction, external_id, None)
            return await self._now(transaction, external_id, campaign)

        return await retried(lambda: self._house.database.write(unit))

    async def _add(
        self,
        transaction: Transaction,
        held: Allowed,
        title: str,
        secrecy: Secrecy,
        audience: Audience,
        questions: Questions = (),
    ) -> CampaignId:
        here, now = held.organisation.id, self._house.now
        added = await campaigns.add(transaction, here, title, secrecy, audience, now=now, actor=held.actor)
        kept = await campaigns.one(transaction, added)
        assert kept is not None  # noqa: S101 - it has just been added
        if questions:
            await campaigns.save_questions(transaction, kept, rules.written(questions))
        return added

    async def _untouched(self, transaction: Transaction, source: Campaign, questions: Questions) -> CampaignId | None:
        """A copy of this survey that nobody has changed a word of."""
        for one in await campaigns.of_organisation(transaction, source.organisation):
            alike = one.own and one.state is CampaignState.DRAFT and one.title == source.title
            if alike and rules.read(await campaigns.questions(transaction, one.id)) == questions:
                return one.id
        return None
