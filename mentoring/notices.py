"""What a letter has to say, as it stands when the letter is sent."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from mentoring.help_requests import HelpRequest
from mentoring.ids import AttemptId, MembershipId, OrganisationId, PairId
from mentoring.letters import LetterKind
from mentoring.names import FullName
from mentoring.pair_cards import PairCard
from mentoring.pairs import Pair
from mentoring.papers import PaperNumber
from mentoring.roles import Role


@dataclass(frozen=True, slots=True)
class ParticipantNews:
    """News about one participant for those who look after them; ``name`` only where names may pass.

    Of somebody who has left the name is gone already: ``since``, the local day of joining, helps to find the rows, and
    ``paper``, the number on the parent's consent, the child. ``in_bank``: there is a card to look at.
    """

    kind: LetterKind
    organisation: OrganisationId
    organisation_name: str
    membership: MembershipId
    code: str
    role: Role
    name: FullName | None = None
    since: datetime.date | None = None
    paper: PaperNumber | None = None
    in_bank: bool = True


@dataclass(frozen=True, slots=True)
class PaperReceived:
    """To a pupil: the parent's paper has come, now the pupil's own word is asked."""

    organisation_name: str


@dataclass(frozen=True, slots=True)
class QuestionnaireUnfinished:
    attempt: AttemptId
    title: str
    answered: int
    total: int
    pupil: bool


@dataclass(frozen=True, slots=True)
class BankGrew:
    """How many came into the bank since the last such letter."""

    organisation: OrganisationId
    organisation_name: str
    mentees: int
    mentors: int


@dataclass(frozen=True, slots=True)
class PairNews:
    """News about a pair for one reader: the card tells what they may know of it and do about it now."""

    kind: LetterKind
    card: PairCard


@dataclass(frozen=True, slots=True)
class HelpNews:
    """A question or a call for help, for whoever answers it or has asked. ``name`` only where names may pass."""

    kind: LetterKind
    request: HelpRequest
    organisation_name: str
    code: str
    role: Role
    name: FullName | None
    pair: Pair | None
    pupil: bool = False


@dataclass(frozen=True, slots=True)
class SurveysAsked:
    """Surveys about one pair that one of its sides has not answered yet; ``again``: asked before."""

    pair: PairId
    organisation_name: str
    titles: tuple[str, ...]
    until: datetime.date | None
    pupil: bool
    again: bool


Notice = ParticipantNews | PaperReceived | QuestionnaireUnfinished | BankGrew | PairNews | HelpNews | SurveysAsked


def merged(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """One message's worth: what is said twice is said once, several days of one bank are added up."""
    found: dict[object, Notice] = {}
    for notice in notices:
        if isinstance(notice, PairNews):
            found[notice.kind, notice.card.pair.id] = notice
            continue
        if isinstance(notice, SurveysAsked):
            found[SurveysAsked, notice.pair] = notice
            continue
        if not isinstance(notice, BankGrew):
            found[notice] = notice
            continue
        before = found.get((BankGrew, notice.organisation))
        if isinstance(before, BankGrew):
            notice = replace(notice, mentees=before.mentees + notice.mentees, mentors=before.mentors + notice.mentors)
        found[BankGrew, notice.organisation] = notice
    return tuple(found.values())
