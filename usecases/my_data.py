"""«Мои данные»: what is kept about a person, told to that person alone (152-ФЗ, ст. 14)."""

from collections.abc import Iterable, Mapping

from mentoring import questionnaire
from mentoring.consent import school_year_end
from mentoring.ids import AttemptId, CampaignId, ConsentId, MembershipId, OrganisationId, PersonId, SurveyId
from mentoring.my_data import (
    AboutMe,
    ConsentRead,
    FormState,
    MyAnswers,
    MyCampaign,
    MyCampaigns,
    MyConsent,
    MyForm,
    MyPlace,
    MyRole,
    WithdrawalAsked,
    readers_of,
)
from mentoring.organisation_details import Zone
from mentoring.organisations import Organisation
from mentoring.pair_surveys import Survey
from mentoring.people import Caller
from mentoring.survey_answers import MySurvey, MySurveys
from storage import attempts, campaigns, regional_bank, surveys, wishes
from storage import my_data as proofs
from storage.database import Transaction
from storage.my_data import Proof
from usecases import road
from usecases.looking import local_day, look, may_name
from usecases.road import Place
from usecases.survey_answers import answers_of
from usecases.unit import House, StaleButton, caller_of


class MyData:
    def __init__(self, house: House) -> None:
        self._house = house

    async def look(self, external_id: int) -> AboutMe:
        """Raises NotKnown for an account of which nothing is kept."""

        async def unit(transaction: Transaction, caller: Caller) -> AboutMe:
            found = await road.load(transaction, self._house, external_id)
            kept = await proofs.proofs(transaction, caller.person.id)
            sent = await proofs.finished(transaction, caller.person.id)
            about_pairs = await surveys.answered_by(transaction, caller.person.id)
            sent_to_many = await campaigns.answered_by(transaction, caller.person.id)
            by_organisation: dict[Organisation, list[Place]] = {}
            for place in found.places:
                by_organisation.setdefault(place.organisation, []).append(place)
            here = {organisation.id for organisation in by_organisation}
            for left in dict.fromkeys(proof.organisation for proof in kept if proof.organisation not in here):
                by_organisation[await road.organisation(transaction, left)] = []
            places = tuple(
                self._place(here, held, kept, sent, about_pairs.get(here.id, 0), sent_to_many.get(here.id, 0))
                for here, held in by_organisation.items()
            )
            says_names = _says_names(found.places)
            person = caller.person
            return AboutMe(
                person.name if says_names else None,
                person.name is not None,
                person.adult,
                person.position if says_names else None,
                person.school_class if says_names else None,
                places,
                caller.administrator,
                await self._zone(transaction, person.id),
                await regional_bank.external_id(transaction, person.id),
            )

        return await look(self._house, external_id, unit)

    async def _zone(self, transaction: Transaction, person: PersonId) -> Zone | None:
        chosen = (await wishes.of(transaction, person)).zone
        if chosen is None:
            return None
        return next((one for one in self._house.content.zones if one.name == chosen.key), Zone(chosen.key, chosen.key))

    async def consent(self, external_id: int, consent: ConsentId) -> ConsentRead:
        """The exact text that was agreed to. Raises StaleButton when it is not one's own."""

        async def unit(transaction: Transaction, caller: Caller) -> ConsentRead:
            found = await proofs.proof(transaction, caller.person.id, consent)
            if found is None:
                raise StaleButton
            organisation = await road.organisation(transaction, found.organisation)
            given = self._consent(found, organisation)
            return ConsentRead(given, organisation, found.body, caller.person.adult is False)

        return await look(self._house, external_id, unit)

    async def answers(self, external_id: int, membership: MembershipId) -> MyAnswers:
        """The own questionnaire as it was sent. Raises StaleButton when there is none, or it is not one's own."""

        async def unit(transaction: Transaction, caller: Caller) -> MyAnswers:
            found = await road.load(transaction, self._house, external_id)
            place = next((place for place in found.places if place.membership.id == membership), None)
            if place is None or place.attempt is None or place.form is None or not place.attempt.finished:
                raise StaleButton
            given, here = place.attempt.answers, place.organisation
            sent = await proofs.finished(transaction, caller.person.id)
            return MyAnswers(
                here,
                place.form.title,
                local_day(sent[place.attempt.id], here),
                tuple((question, given[question.id]) for question in place.form.questions if question.id in given),
                here.says_names,
                caller.person.adult is False,
            )

        return await look(self._house, external_id, unit)

    async def surveys(self, external_id: int, organisation: OrganisationId, page: int) -> MySurveys:
        """The own answers about pairs. Raises StaleButton where there are none."""

        async def unit(transaction: Transaction, caller: Caller) -> MySurveys:
            found = await surveys.of_person(transaction, caller.person.id, organisation)
            if not found:
                raise StaleButton
            here = await road.organisation(transaction, organisation)
            lines = [await self._survey(transaction, one, here) for one in found]
            return MySurveys(here, tuple(lines), page, caller.person.adult is False)

        return await look(self._house, external_id, unit)

    async def survey(self, external_id: int, survey: SurveyId) -> MyAnswers:
        """The own answers to one survey. Raises StaleButton when it is another's, or was not sent."""

        async def unit(transaction: Transaction, caller: Caller) -> MyAnswers:
            found = await surveys.one(transaction, survey)
            mine = None if found is None else caller.membership(found.membership)
            if found is None or found.answered_at is None or mine is None:
                raise StaleButton
            here = await road.organisation(transaction, mine.organisation)
            form, given = await answers_of(transaction, self._house, found)
            return MyAnswers(
                here,
                form.title,
                local_day(found.answered_at, here),
                tuple((question, given[question.id]) for question in form.questions if question.id in given),
                here.says_names,
                caller.person.adult is False,
            )

        return await look(self._house, external_id, unit)

    async def _survey(self, transaction: Transaction, survey: Survey, here: Organisation) -> MySurvey:
        form, _ = await answers_of(transaction, self._house, survey)
        assert survey.answered_at is not None  # noqa: S101 - only answered ones are listed
        return MySurvey(survey.id, form.title, local_day(survey.answered_at, here))

    async def campaigns(self, external_id: int, organisation: OrganisationId, page: int) -> MyCampaigns:
        """The surveys sent to many that one has answered. Raises StaleButton where there are none."""

        async def unit(transaction: Transaction, caller: Caller) -> MyCampaigns:
            found = await campaigns.of_person(transaction, caller.person.id, organisation)
            if not found or not any(held.organisation == organisation for held in caller.memberships):
                raise StaleButton
            here = await road.organisation(transaction, organisation)
            lines = (
                MyCampaign(one.id, one.title, local_day(asked.answered_at, here) if asked.answered_at else None)
                for one, asked in found
            )
            return MyCampaigns(here, tuple(lines), page, caller.person.adult is False)

        return await look(self._house, external_id, unit)

    async def campaign(self, external_id: int, campaign: CampaignId) -> MyAnswers:
        """The own answers to a confidential survey. Raises StaleButton: of an anonymous one nobody knows them."""

        async def unit(transaction: Transaction, caller: Caller) -> MyAnswers:
            for held in caller.memberships:
                asked = await campaigns.invitee(transaction, campaign, held.id)
                attempt = None if asked is None or asked.attempt is None else asked.attempt
                if asked is not None and attempt is not None and asked.answered_at is not None:
                    here = await road.organisation(transaction, held.organisation)
                    return await self._read_again(transaction, AttemptId(attempt), asked.answered_at, here, caller)
            raise StaleButton

        return await look(self._house, external_id, unit)

    async def _read_again(
        self, transaction: Transaction, sent: AttemptId, answered_at: int, here: Organisation, caller: Caller
    ) -> MyAnswers:
        attempt = await attempts.one(transaction, sent)
        assert attempt is not None  # noqa: S101 - a foreign key leads to it
        form, given = await self._house.content.form(transaction, attempt.form), attempt.answers
        return MyAnswers(
            here,
            form.title,
            local_day(answered_at, here),
            tuple((question, given[question.id]) for question in form.questions if question.id in given),
            here.says_names,
            caller.person.adult is False,
        )

    async def pupil(self, external_id: int) -> bool:
        """How the person is spoken to; writes nothing. Raises NotKnown."""

        async def unit(transaction: Transaction) -> bool:
            return (await caller_of(transaction, external_id)).person.adult is False

        return await self._house.database.read(unit)

    async def ask_withdrawal(self, external_id: int, membership: MembershipId) -> WithdrawalAsked:
        """What exactly will end. Raises StaleButton when it is not one's own or has ended."""

        async def unit(transaction: Transaction, caller: Caller) -> WithdrawalAsked:
            found = await road.load(transaction, self._house, external_id)
            place = next((place for place in found.places if place.membership.id == membership), None)
            if place is None:
                raise StaleButton
            here = tuple(m for m in caller.memberships if m.organisation == place.organisation.id)
            answered = await campaigns.of_person(transaction, caller.person.id, place.organisation.id)
            return WithdrawalAsked(
                place.organisation,
                membership,
                tuple(held.role for held in here),
                len(here) < len(caller.memberships),
                caller.person.adult is False,
                any(one.anonymous for one, _ in answered),
            )

        return await look(self._house, external_id, unit)

    def _place(
        self,
        organisation: Organisation,
        here: list[Place],
        kept: list[Proof],
        sent: Mapping[AttemptId, int],
        about_pairs: int,
        sent_to_many: int,
    ) -> MyPlace:
        fills = [place for place in here if place.membership.participates]
        form = next((place.form for place in fills if place.form is not None), None)
        return MyPlace(
            organisation,
            tuple(_role(place, sent) for place in here),
            tuple(self._consent(proof, organisation) for proof in kept if proof.organisation == organisation.id),
            readers_of(form) if fills else None,
            about_pairs,
            sent_to_many,
        )

    def _consent(self, proof: Proof, organisation: Organisation) -> MyConsent:
        given = local_day(proof.given_at, organisation)
        on = proof.paper.date if proof.paper else given
        ended = school_year_end(given) if proof.given_at < self._house.consents_since(organisation) else None
        return MyConsent(proof.id, proof.kind, proof.version, on, proof.channel, proof.active, proof.paper, ended)


def _says_names(places: Iterable[Place]) -> bool:
    """Once the person has agreed somewhere, and unless one of the places keeps names to itself."""
    places = tuple(places)
    agreed = any(may_name(place.organisation, place.membership) for place in places)
    return agreed and all(place.organisation.says_names for place in places)


def _role(place: Place, sent: Mapping[AttemptId, int]) -> MyRole:
    membership = place.membership
    form = _form(place, sent) if membership.participates else None
    return MyRole(membership.id, membership.role, membership.code, form)


def _form(place: Place, sent: Mapping[AttemptId, int]) -> MyForm:
    attempt, form = place.attempt, place.form
    if attempt is None or form is None:
        return MyForm(FormState.NOT_BEGUN)
    finished = sent.get(attempt.id)
    on = local_day(attempt.started_at if finished is None else finished, place.organisation)
    shown = questionnaire.visible(form, attempt.answers)
    answered = sum(question.id in attempt.answers for question in shown)
    return MyForm(FormState.BEGUN if finished is None else FormState.FINISHED, on, answered, len(shown))
