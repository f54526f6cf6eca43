"""Filling in a questionnaire: every answer is stored as it is given, on any device, in any order."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from mentoring import consent, letters, questionnaire
from mentoring.consent import Step
from mentoring.danger import speaks_of_danger
from mentoring.free_text import Concern, concerns
from mentoring.ids import AttemptId, MembershipId
from mentoring.letters import LetterKind
from mentoring.organisations import Organisation
from mentoring.people import Caller, Membership
from mentoring.questionnaire import Question, Questionnaire, Value
from mentoring.roles import MembershipState, Role
from mentoring.standing import FormOffered, JoinedBank, QuestionAsked, ReviewShown, Standing, WillRespected, awaits
from storage import attempts, consents, people
from storage import letters as outbox
from storage.attempts import Attempt
from storage.database import Transaction
from usecases import alarms, asked_surveys, leaving, road, search_again
from usecases.asked_surveys import Asked
from usecases.campaign_answering import AskedInCampaign
from usecases.caring import tell_carers
from usecases.looking import unmarked
from usecases.unit import House, StaleButton, caller_of, retried


@dataclass(frozen=True, slots=True)
class Sheet:
    """An attempt with all that decides about it."""

    caller: Caller
    membership: Membership
    organisation: Organisation
    attempt: Attempt
    form: Questionnaire
    survey: Asked | None = None

    @property
    def pupil(self) -> bool:
        return self.caller.person.adult is False

    @property
    def anonymous(self) -> AskedInCampaign | None:
        """The survey in which nobody may be told who has answered what."""
        return self.survey if isinstance(self.survey, AskedInCampaign) and self.survey.campaign.anonymous else None

    def question(self, question_id: str) -> Question:
        """A question that is visible now. Raises UnknownQuestion."""
        return questionnaire.place(self.form, self.attempt.answers, question_id).question

    def marks(self, question_id: str) -> tuple[str, ...]:
        kept = self.attempt.answers.get(question_id)
        return self.attempt.marks.get(question_id, kept if isinstance(kept, tuple) else ())

    def at(self, question_id: str, *, other: str | None = None) -> QuestionAsked:
        echo = self.organisation.says_names
        return road.at_question(self.attempt, self.form, question_id, pupil=self.pupil, echo=echo, other=other)

    def onward(self, after: str | None = None) -> QuestionAsked | ReviewShown:
        echo = self.organisation.says_names
        at = road.in_attempt(self.attempt, self.form, pupil=self.pupil, echo=echo, after=after)
        return replace(at, anonymous=self.anonymous is not None) if isinstance(at, ReviewShown) else at

    def answered(self, question_id: str, value: Value) -> "Sheet":
        attempt = self.attempt
        marks = {name: kept for name, kept in attempt.marks.items() if name != question_id}
        return replace(self, attempt=replace(attempt, answers={**attempt.answers, question_id: value}, marks=marks))

    def marked(self, question_id: str, marks: tuple[str, ...]) -> "Sheet":
        attempt = self.attempt
        return replace(self, attempt=replace(attempt, marks={**attempt.marks, question_id: marks}))


@dataclass(frozen=True, slots=True)
class Decision:
    """What one act comes to: what to store, and where it leads."""

    standing: Standing
    question: str | None = None
    value: Value = None
    marks: tuple[str, ...] | None = None
    concerns: frozenset[Concern] = frozenset()
    danger: bool = False


Decide = Callable[[Sheet], Decision]


class Questionnaires:
    def __init__(self, house: House) -> None:
        self._house = house

    async def begin(self, external_id: int, membership_id: MembershipId) -> Standing:
        """Start the form that brings this membership into the bank; a second press finds the first one's attempt.

        Raises StaleButton for a membership that is not one's own.
        """

        async def unit(transaction: Transaction) -> Standing:
            before = await road.load(transaction, self._house, external_id)
            offered = road.stand(before, self._house)
            if before.caller is None or before.caller.membership(membership_id) is None:
                raise StaleButton
            if not isinstance(offered, FormOffered) or offered.membership.id != membership_id:
                return offered
            place = next(p for p in before.places if p.membership.id == membership_id)
            await self._start(transaction, place, offered.form, pupil=before.caller.person.adult is False)
            standing = road.stand(await road.load(transaction, self._house, external_id), self._house)
            await people.expect(transaction, before.caller.account, awaits(standing))
            return standing

        return await self._house.database.write(unit)

    async def _start(self, transaction: Transaction, place: road.Place, form: Questionnaire, *, pupil: bool) -> None:
        membership = place.membership
        attempt = await attempts.start(transaction, membership.id, (form.id, form.version), self._house.now)
        started = self._house.local_time(place.organisation)
        days = self._house.content.calendars(place.organisation)
        days = days.of_pupils() if pupil else days
        for letter in letters.questionnaire_unfinished(membership.person, attempt, started, days):
            await outbox.add(transaction, letter)

    async def show(self, external_id: int, attempt: AttemptId, question: str) -> Standing:
        """Go to a question: back, or from the review to correct it."""
        return (await self._act(external_id, attempt, lambda sheet: Decision(sheet.at(question)))).standing

    async def review(self, external_id: int, attempt: AttemptId) -> Standing:
        """Where the attempt stands: the first open question, or the review."""
        return (await self._act(external_id, attempt, lambda sheet: Decision(sheet.onward()))).standing

    async def choose(self, external_id: int, attempt: AttemptId, question: str, code: str) -> Standing:
        """One option, number or yes/no. Raises AnswerRefused, StaleButton."""

        def decide(sheet: Sheet) -> Decision:
            asked = sheet.question(question)
            option = asked.option(code)
            if asked.kind is questionnaire.Kind.SINGLE and option is not None and option.other:
                return Decision(sheet.at(question, other=code))
            value = questionnaire.choose(asked, code)
            return Decision(sheet.answered(question, value).onward(question), question, value)

        return (await self._act(external_id, attempt, decide)).standing

    async def mark(self, external_id: int, attempt: AttemptId, question: str, code: str, on: bool) -> Standing:
        """Tick or untick one option of several. Raises AnswerRefused, StaleButton."""

        def decide(sheet: Sheet) -> Decision:
            asked = sheet.question(question)
            option = asked.option(code)
            if on and option is not None and option.other:
                return Decision(sheet.at(question, other=code))
            marks = questionnaire.mark(asked, sheet.marks(question), code, on)
            return Decision(sheet.marked(question, marks).at(question), question, marks=marks)

        return (await self._act(external_id, attempt, decide)).standing

    async def confirm(self, external_id: int, attempt: AttemptId, question: str) -> Standing:
        """«Готово»: the marks become the answer. Raises AnswerRefused, StaleButton."""

        def decide(sheet: Sheet) -> Decision:
            value = questionnaire.confirm(sheet.question(question), sheet.marks(question))
            return Decision(sheet.answered(question, value).onward(question), question, value)

        return (await self._act(external_id, attempt, decide)).standing

    async def skip(self, external_id: int, attempt: AttemptId, question: str) -> Standing:
        """Raises AnswerRefused for a question that must be answered, StaleButton."""

        def decide(sheet: Sheet) -> Decision:
            questionnaire.skip(sheet.question(question))
            return Decision(sheet.answered(question, None).onward(question), question)

        return (await self._act(external_id, attempt, decide)).standing

    async def type_answer(self, external_id: int, attempt: AttemptId, question: str, text: str) -> Decision:
        """Typed words. The decision names what in them should not pass through a messenger. Raises AnswerRefused."""

        def decide(sheet: Sheet) -> Decision:
            value = questionnaire.typed(sheet.question(question), text)
            decision = Decision(sheet.answered(question, value).onward(question), question, value)
            return (
                _heard(decision, sheet, text) if sheet.question(question).kind is questionnaire.Kind.TEXT else decision
            )

        return await self._act_on_words(external_id, attempt, decide, text)

    async def type_other(self, external_id: int, attempt: AttemptId, question: str, code: str, text: str) -> Decision:
        """The words of «Другое». Raises AnswerRefused."""

        def decide(sheet: Sheet) -> Decision:
            asked = sheet.question(question)
            item = questionnaire.typed_other(asked, code, text)
            if asked.kind is questionnaire.Kind.SINGLE:
                return _heard(Decision(sheet.answered(question, item).onward(question), question, item), sheet, text)
            marks = questionnaire.mark(asked, sheet.marks(question), item, on=True)
            return _heard(Decision(sheet.marked(question, marks).at(question), question, marks=marks), sheet, text)

        return await self._act_on_words(external_id, attempt, decide, text)

    async def _act_on_words(self, external_id: int, attempt: AttemptId, decide: Decide, text: str) -> Decision:
        """Words that do not fit are refused and heard all the same: a call for help may be a long one."""
        try:
            return await self._act(external_id, attempt, decide)
        except questionnaire.AnswerRefused as refused:
            refused.danger = speaks_of_danger(text) and await self._hear(external_id, attempt)
            raise

    async def _hear(self, external_id: int, attempt: AttemptId) -> bool:
        """Whether it is a pupil who speaks of danger; raises the alarm. Raises StaleButton."""

        async def unit(transaction: Transaction) -> bool:
            sheet = await self._load(transaction, external_id, attempt)
            if sheet.pupil:
                await self._alarm(transaction, sheet)
            return sheet.pupil

        return await self._house.database.write(unit)

    async def _alarm(self, transaction: Transaction, sheet: Sheet) -> None:
        """An adult hears at once; in an anonymous survey that somebody needs help, not who."""
        if sheet.anonymous is not None:
            await alarms.danger_unnamed(transaction, self._house, sheet.organisation, sheet.anonymous.campaign.id)
        else:
            await alarms.danger_heard(transaction, self._house, sheet.organisation, sheet.membership)

    async def _act(self, external_id: int, attempt: AttemptId, decide: Decide) -> Decision:
        """One read trip, one pure decision, one write transaction."""

        async def once() -> Decision:
            sheet = await self._house.database.read(lambda tx: self._load(tx, external_id, attempt))
            try:
                decision = _on_its_page(decide(sheet), sheet)
            except questionnaire.UnknownQuestion as error:
                raise StaleButton from error
            expected = awaits(decision.standing)
            changes = decision.question is not None

            async def unit(transaction: Transaction) -> None:
                if changes:
                    await self._save(transaction, sheet.attempt, decision)
                    if decision.danger:
                        await self._alarm(transaction, sheet)
                else:
                    await attempts.check(transaction, sheet.attempt)
                if expected != sheet.caller.awaited:
                    await people.expect(transaction, sheet.caller.account, expected)

            if changes:
                await self._house.database.write(unit)
            elif expected != sheet.caller.awaited:
                # A look carries nothing out: cut off by a crash, it is served again and leads to its question.
                with unmarked():
                    await self._house.database.write(unit)
            return decision

        return await retried(once)

    async def _save(self, transaction: Transaction, attempt: Attempt, decision: Decision) -> None:
        assert decision.question is not None  # noqa: S101 - the caller has looked
        await attempts.touch(transaction, attempt)
        if decision.marks is not None:
            await attempts.save_marks(transaction, attempt.id, decision.question, decision.marks, self._house.now)
        else:
            await attempts.save(transaction, attempt.id, decision.question, decision.value, self._house.now)

    async def _load(self, transaction: Transaction, external_id: int, attempt_id: AttemptId) -> Sheet:
        """Raises StaleButton unless it is the caller's own open attempt and the consent to it holds."""
        caller = await caller_of(transaction, external_id)
        attempt = await attempts.one(transaction, attempt_id)
        membership = None if attempt is None else caller.membership(attempt.membership)
        if attempt is None or membership is None or attempt.finished:
            raise StaleButton
        organisation = await road.organisation(transaction, membership.organisation)
        given = await consents.of(transaction, caller.person.id, organisation.id)
        adult = caller.person.adult is not False
        current = self._house.content.consents[consent.own_kind(adult)].version
        if consent.next_step(adult, given, current, self._house.consents_since(organisation)) is not Step.NONE:
            raise StaleButton
        form = await self._house.content.form(transaction, attempt.form)
        survey = await asked_surveys.asked_in(transaction, self._house, attempt, form)
        return Sheet(caller, membership, organisation, attempt, survey.form if survey else form, survey)

    async def send(self, external_id: int, attempt_id: AttemptId) -> Standing:
        """«Отправить»: the person stands in the bank, or has answered a survey.

        Raises StaleButton; leads to an open question if one is left.
        """

        async def once() -> Standing:
            sheet = await self._house.database.read(lambda tx: self._load(tx, external_id, attempt_id))
            onward = sheet.onward()
            if not isinstance(onward, ReviewShown):
                return onward
            kept = questionnaire.kept(sheet.form, sheet.attempt.answers)
            if sheet.survey is not None:
                return await self._answer_survey(sheet, sheet.survey, kept)
            refused = questionnaire.unwilling(sheet.form, kept)

            async def unit(transaction: Transaction) -> None:
                if refused:
                    await attempts.touch(transaction, sheet.attempt)
                    if questionnaire.calls_for_help(sheet.form, kept):
                        await self._call_for_help(transaction, sheet)
                    await leaving.leave(
                        transaction,
                        self._house,
                        sheet.caller,
                        sheet.membership,
                        sheet.organisation,
                        LetterKind.UNWILLING,
                    )
                else:
                    await self._enter_bank(transaction, sheet, kept)
                await people.expect(transaction, sheet.caller.account, None)

            await self._house.database.write(unit)
            if refused:
                return WillRespected()
            return JoinedBank(sheet.organisation, sheet.membership.role, sheet.membership.code, sheet.pupil)

        return await retried(once)

    async def _answer_survey(self, sheet: Sheet, survey: Asked, kept: dict[str, Value]) -> Standing:
        async def unit(transaction: Transaction) -> Standing:
            answered = await asked_surveys.finish(transaction, self._house, sheet.caller, survey, sheet.attempt, kept)
            # A letter at this moment would tell who it was.
            if sheet.anonymous is None and questionnaire.calls_for_help(sheet.form, kept):
                await self._call_for_help(transaction, sheet)
            await people.expect(transaction, sheet.caller.account, None)
            return answered

        answered = await self._house.database.write(unit)
        if sheet.anonymous is not None:
            # Until then the log beside the database still shows whose answers they were.
            await self._house.database.tidy_file()
        return answered

    async def _enter_bank(self, transaction: Transaction, sheet: Sheet, kept: dict[str, Value]) -> None:
        await attempts.finish(transaction, sheet.attempt, set(kept), self._house.now)
        if sheet.membership.state is MembershipState.CONSENTED:
            await people.move_membership(transaction, sheet.membership, MembershipState.IN_BANK)
        await people.set_post(transaction, sheet.caller.person.id, *_post(sheet.form, kept))
        now = self._house.local_time(sheet.organisation)
        days = self._house.content.calendars(sheet.organisation)
        here = sheet.organisation.id
        for person in await people.holders(transaction, here, (Role.CURATOR,)):
            await outbox.add(transaction, letters.bank_grew(person, here, now, days))
        if sheet.membership.role is Role.MENTEE:
            await search_again.mentee_waits(transaction, self._house, sheet.organisation, sheet.membership.id)
        else:
            await search_again.mentor_joined(transaction, self._house, sheet.organisation)
        if questionnaire.calls_for_help(sheet.form, kept):
            await self._call_for_help(transaction, sheet)

    async def _call_for_help(self, transaction: Transaction, sheet: Sheet) -> None:
        """The psychologist hears that a talk would be good, whatever becomes of the application; never the answer."""
        kind, carers = LetterKind.WELLBEING_LOW, (Role.COORDINATOR,)
        await tell_carers(transaction, self._house, sheet.organisation, kind, sheet.membership, carers)


def _on_its_page(decision: Decision, before: Sheet) -> Decision:
    """Whoever corrects an answer comes back to it, not to the top of the review."""
    if isinstance(decision.standing, ReviewShown) and decision.question in before.attempt.answers:
        return replace(decision, standing=replace(decision.standing, corrected=decision.question))
    return decision


def _heard(decision: Decision, sheet: Sheet, text: str) -> Decision:
    """What in the typed words should not pass through a messenger, and whether a pupil speaks of danger in them."""
    found, danger = concerns(text), sheet.pupil and speaks_of_danger(text)
    # Whoever calls for help is not told off for a word about health.
    return replace(decision, concerns=found - {Concern.DIAGNOSIS} if danger else found, danger=danger)


def _post(form: Questionnaire, kept: dict[str, Value]) -> tuple[str | None, str | None]:
    """Position and class, told by the answers to ``….position`` and ``….grade``."""
    found: dict[str, str | None] = {"position": None, "grade": None}
    for question in form.questions:
        name = question.field.rpartition(".")[2]
        value = kept.get(question.id)
        if name not in found or value is None:
            continue
        code, words = questionnaire.code_and_words(str(value))
        option = question.option(code)
        found[name] = words or (option.label if option else str(value))
    return found["position"], found["grade"]
