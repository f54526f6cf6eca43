"""What is kept about a person, told to that person (152-ФЗ, ст. 14)."""

import datetime
from dataclasses import dataclass
from enum import StrEnum

from mentoring.access import TABLE, Action
from mentoring.bank import READING, told
from mentoring.consent import Channel, ConsentKind
from mentoring.ids import CampaignId, ConsentId, MembershipId
from mentoring.names import FullName
from mentoring.organisation_details import Zone
from mentoring.organisations import Organisation
from mentoring.papers import PaperNumber
from mentoring.questionnaire import Question, Questionnaire, Value
from mentoring.roles import Role


class FormState(StrEnum):
    NOT_BEGUN = "not_begun"
    BEGUN = "begun"
    FINISHED = "finished"


@dataclass(frozen=True, slots=True)
class MyForm:
    """``on`` is the local day it was finished, or begun; the numbers count visible questions."""

    state: FormState
    on: datetime.date | None = None
    answered: int = 0
    questions: int = 0


@dataclass(frozen=True, slots=True)
class MyRole:
    """A place in an organisation; ``form`` is None for roles that fill nothing in."""

    membership: MembershipId
    role: Role
    code: str
    form: MyForm | None


@dataclass(frozen=True, slots=True)
class MyConsent:
    """``on`` is the local day of the press, or the day on the ``paper``; ``active`` is False once it was withdrawn.

    ``ended`` is its last day, once that is over.
    """

    id: ConsentId
    kind: ConsentKind
    version: int
    on: datetime.date
    channel: Channel
    active: bool
    paper: PaperNumber | None = None
    ended: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Readers:
    """Who may read the answers: ``everything`` but the questions of ``only``, each with its own readers."""

    everything: tuple[Role, ...]
    only: tuple[tuple[str, tuple[Role, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class MyPlace:
    """Everything in one organisation: one consent covers all roles there.

    Without roles it is over, and only the proofs of consent are left. ``surveys``: how many about pairs were answered,
    ``campaigns``: how many of those sent to many.
    """

    organisation: Organisation
    roles: tuple[MyRole, ...]
    consents: tuple[MyConsent, ...]
    readers: Readers | None
    surveys: int = 0
    campaigns: int = 0

    @property
    def may_withdraw(self) -> bool:
        return bool(self.roles) and any(consent.active for consent in self.consents)


@dataclass(frozen=True, slots=True)
class AboutMe:
    """``name`` is None when it is not known or may not pass through the messenger; see ``name_kept``.

    ``zone`` is the one that was chosen instead of the organisation's; ``external_id`` is the number in another
    regional bank.
    """

    name: FullName | None
    name_kept: bool
    adult: bool | None
    position: str | None
    school_class: str | None
    places: tuple[MyPlace, ...]
    administrator: bool = False
    zone: Zone | None = None
    external_id: str | None = None

    @property
    def pupil(self) -> bool:
        return self.adult is False


@dataclass(frozen=True, slots=True)
class ConsentRead:
    """A text of consent exactly as it was agreed to."""

    consent: MyConsent
    organisation: Organisation
    text: str
    pupil: bool


@dataclass(frozen=True, slots=True)
class MyAnswers:
    """A questionnaire that was sent, read again; ``words`` tells whether what was typed may be sent back."""

    organisation: Organisation
    title: str
    on: datetime.date
    answers: tuple[tuple[Question, Value], ...]
    words: bool
    pupil: bool

    @property
    def withheld(self) -> bool:
        """Whether anything typed is only counted."""
        return any(told(question, value, words=self.words).withheld for question, value in self.answers)


@dataclass(frozen=True, slots=True)
class WithdrawalAsked:
    """What is about to end; ``elsewhere`` tells whether the name is still needed by another organisation.

    ``unnamed``: there are answers to anonymous surveys, and nobody can tell any more which they are.
    """

    organisation: Organisation
    membership: MembershipId
    roles: tuple[Role, ...]
    elsewhere: bool
    pupil: bool
    unnamed: bool = False


@dataclass(frozen=True, slots=True)
class MyCampaign:
    """A survey sent to many that a person has answered; ``on`` is None where the answers are anonymous."""

    id: CampaignId
    title: str
    on: datetime.date | None


@dataclass(frozen=True, slots=True)
class MyCampaigns:
    """Those of one organisation: the ones that can be read again, the latest first, then the anonymous ones."""

    organisation: Organisation
    campaigns: tuple[MyCampaign, ...]
    page: int
    pupil: bool


def readers_of(form: Questionnaire | None) -> Readers:
    """Read off the table of rights, so that the answer cannot differ from what the program really allows."""
    everything = tuple(role for role in TABLE if Action.SEE_BANK in TABLE[role])
    if form is None:
        return Readers(everything)
    only = tuple(
        (question.short, tuple(role for role in READING if role in question.readers and READING[role] in TABLE[role]))
        for question in form.questions
        if question.readers or question.private
    )
    return Readers(everything, only)
