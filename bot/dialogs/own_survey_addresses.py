"""Where the buttons of a survey of one's own lead while it is a draft.

A question is named by its id, which no other question of the draft ever has. ``seal`` is the fingerprint of what was
seen: a button about words that somebody has changed since writes nothing over them.
"""

from dataclasses import dataclass

from bot.screens import Address, address
from mentoring.campaigns import Secrecy
from mentoring.ids import CampaignId, OrganisationId
from mentoring.questionnaire import Kind


@address("coa")
@dataclass(frozen=True, slots=True)
class Compose(Address):
    """«Составить свой»: asks what it is called."""

    organisation: OrganisationId


@address("cob")
@dataclass(frozen=True, slots=True)
class AskOnceMore(Address):
    """A copy of one that was sent."""

    campaign: CampaignId


@address("coc")
@dataclass(frozen=True, slots=True)
class AskTitle(Address):
    campaign: CampaignId


@address("cod")
@dataclass(frozen=True, slots=True)
class Promise(Address):
    """Who learns the answers."""

    campaign: CampaignId


@address("coe")
@dataclass(frozen=True, slots=True)
class SetPromise(Address):
    campaign: CampaignId
    secrecy: Secrecy


@address("cof")
@dataclass(frozen=True, slots=True)
class Questions(Address):
    campaign: CampaignId
    page: int = 0


@address("cog")
@dataclass(frozen=True, slots=True)
class Question(Address):
    campaign: CampaignId
    question: str


@address("coh")
@dataclass(frozen=True, slots=True)
class Kinds(Address):
    """How the question is answered; without one, a new question."""

    campaign: CampaignId
    question: str | None = None


@address("coi")
@dataclass(frozen=True, slots=True)
class AddQuestion(Address):
    """Asks for the words of a new question."""

    campaign: CampaignId
    kind: Kind


@address("coj")
@dataclass(frozen=True, slots=True)
class SetKind(Address):
    campaign: CampaignId
    question: str
    kind: Kind


@address("cok")
@dataclass(frozen=True, slots=True)
class AskWords(Address):
    campaign: CampaignId
    question: str


@address("col")
@dataclass(frozen=True, slots=True)
class AskOptions(Address):
    campaign: CampaignId
    question: str


@address("com")
@dataclass(frozen=True, slots=True)
class Demand(Address):
    """``required`` is what results."""

    campaign: CampaignId
    question: str
    required: bool


@address("con")
@dataclass(frozen=True, slots=True)
class Move(Address):
    """``to``: the place it will have, from 0."""

    campaign: CampaignId
    question: str
    to: int


@address("coo")
@dataclass(frozen=True, slots=True)
class Remove(Address):
    campaign: CampaignId
    question: str
    seal: str


@address("cop")
@dataclass(frozen=True, slots=True)
class Preview(Address):
    """``at`` 0 is what is promised, then the questions, then the end; ``marks`` are ticked options, a bit each."""

    campaign: CampaignId
    at: int = 0
    marks: int = 0
    pupil: bool = False


@address("coq")
@dataclass(frozen=True, slots=True)
class SureToSend(Address):
    campaign: CampaignId


@address("cor")
@dataclass(frozen=True, slots=True)
class Send(Address):
    campaign: CampaignId
    until: int
    seal: str


@address("cos")
@dataclass(frozen=True, slots=True)
class SureToDrop(Address):
    campaign: CampaignId


@address("cot")
@dataclass(frozen=True, slots=True)
class Drop(Address):
    campaign: CampaignId
    seal: str


@address("cou")
@dataclass(frozen=True, slots=True)
class Limit(Address):
    """``most``: up to which number the answer may be."""

    campaign: CampaignId
    question: str
    most: int
