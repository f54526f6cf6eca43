"""What a letter has to say, as it stands when the letter is sent."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, replace

from mentoring import campaign_letters
from mentoring.campaign_letters import CampaignNotice, CampaignsAsked, CampaignsClosed
from mentoring.curators import CuratorAsked
from mentoring.help_requests import HelpRequest
from mentoring.ids import (
    AttemptId,
    HelpRequestId,
    MembershipId,
    OrganisationId,
    PairId,
    ReportRoundId,
    RoadMapId,
    RoadMapTaskId,
)
from mentoring.letters import LetterKind
from mentoring.local_acts import ActsMissing
from mentoring.meetings import Meeting
from mentoring.names import FullName
from mentoring.pair_cards import PairCard
from mentoring.pairs import Order, Pair
from mentoring.papers import PaperNumber
from mentoring.road_map_views import Duty, LateAt
from mentoring.roles import MembershipState, Role


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
    """``asked_for``: somebody waits for it, and not only the calendar has thought of it."""

    attempt: AttemptId
    title: str
    answered: int
    total: int
    pupil: bool
    asked_for: bool = False


@dataclass(frozen=True, slots=True)
class BankGrew:
    """How many came into the bank since the last such letter."""

    organisation: OrganisationId
    organisation_name: str
    mentees: int
    mentors: int


@dataclass(frozen=True, slots=True)
class PeopleLost:
    """For whoever may call them: how many people no letter reaches."""

    organisation: OrganisationId
    organisation_name: str
    people: int


@dataclass(frozen=True, slots=True)
class PairNews:
    """News about a pair for one reader: the card tells what they may know of it and do about it now.

    ``among_others``: the reader is a side of other open pairs too, so that it has to be said which one is meant.
    ``about`` is the meeting of which the letter tells; the card may have another one by now.
    """

    kind: LetterKind
    card: PairCard
    among_others: bool = False
    about: Meeting | None = None


@dataclass(frozen=True, slots=True)
class HelpNews:
    """A question or a call for help, for whoever answers it or has asked. ``name`` only where names may pass.

    Of a child in danger who has no name here ``paper``, the number on the parent's consent, tells who it is;
    ``state`` is of the one it is about.
    """

    kind: LetterKind
    request: HelpRequest
    organisation_name: str
    code: str
    role: Role
    name: FullName | None
    pair: Pair | None
    pupil: bool = False
    paper: PaperNumber | None = None
    state: MembershipState = MembershipState.IN_BANK

    @property
    def left(self) -> bool:
        return self.state is MembershipState.LEFT


@dataclass(frozen=True, slots=True)
class QuestionsWait:
    """To the curator, later to the deputy head: nobody has answered these yet."""

    kind: LetterKind
    organisation: OrganisationId
    organisation_name: str
    requests: tuple[HelpRequestId, ...]


@dataclass(frozen=True, slots=True)
class SurveysAsked:
    """Surveys about one pair that one of its sides has not answered yet; ``again``: asked before, ``last``: and not
    any more.

    ``card`` tells which pair it is, to whoever is still in it; ``among_others`` as in :class:`PairNews`.
    """

    pair: PairId
    organisation_name: str
    titles: tuple[str, ...]
    until: datetime.date | None
    pupil: bool
    again: bool
    card: PairCard | None = None
    among_others: bool = False
    last: bool = False


@dataclass(frozen=True, slots=True)
class StillSearching:
    """To somebody who waits for a mentor: ``days`` so far, ``meanwhile`` what can be done already."""

    organisation_name: str
    membership: MembershipId
    days: int
    meanwhile: tuple[str, ...]
    pupil: bool


@dataclass(frozen=True, slots=True)
class MentorAppeared:
    """For the curator: for so many who wait somebody suitable is free; ``only`` is the one, if there is one."""

    organisation: OrganisationId
    organisation_name: str
    waiting: int
    only: MembershipId | None = None


@dataclass(frozen=True, slots=True)
class RegistryAwaited:
    """For whoever approves mentors: so many are nominated."""

    organisation: OrganisationId
    organisation_name: str
    nominated: int


@dataclass(frozen=True, slots=True)
class RegistryApproved:
    """To a mentor: the order has been entered."""

    organisation_name: str
    order: Order
    pupil: bool


SearchNotice = StillSearching | MentorAppeared | RegistryAwaited | RegistryApproved


@dataclass(frozen=True, slots=True)
class GroupInvitation:
    """To whoever is asked to come into a group; ``until`` is None when the invitation is over."""

    kind: LetterKind
    pair: PairId
    organisation_name: str
    until: datetime.date | None
    pupil: bool


@dataclass(frozen=True, slots=True)
class PairsStuck:
    """To the municipality: how many pairs of a school have waited for more than a week; no pair is named."""

    organisation: OrganisationId
    organisation_name: str
    pairs: int = 1


@dataclass(frozen=True, slots=True)
class ItemsTold:
    """Items of one organisation's road maps for whoever does them or looks after them; ``kind`` says why.

    ``today`` is the reader's own day when the letter goes. ``by_place``, ``by_day``: the letter it stands in tells of
    several organisations, or of one item several times.
    """

    kind: LetterKind
    organisation: OrganisationId
    organisation_name: str
    items: tuple[Duty, ...]
    today: datetime.date
    by_place: bool = False
    by_day: bool = False


@dataclass(frozen=True, slots=True)
class ItemsLateBelow:
    """To a coordinator: in how many ``places`` how many items are late."""

    organisation: OrganisationId
    organisation_name: str
    places: tuple[LateAt, ...]


@dataclass(frozen=True, slots=True)
class RoadMapUrged:
    """Whoever leads the road map asks: these items of an organisation are late, ``titles`` are the latest of them."""

    road_map: RoadMapId
    organisation: OrganisationId
    organisation_name: str
    road_map_title: str
    titles: tuple[str, ...]
    late: int
    only: RoadMapTaskId | None = None


@dataclass(frozen=True, slots=True)
class UnnamedDanger:
    """A pupil of the organisation speaks of danger in an anonymous survey; who it is, nobody is told."""

    organisation: OrganisationId
    organisation_name: str
    survey: str


@dataclass(frozen=True, slots=True)
class ReportAsked:
    """To whoever sends: a report is waited for. ``name`` is that of its month; ``returned``: it came back before."""

    kind: LetterKind
    round: ReportRoundId
    organisation: OrganisationId
    organisation_name: str
    name: str
    year: int
    due: datetime.date
    today: datetime.date
    returned: bool = False


@dataclass(frozen=True, slots=True)
class ReportsSent:
    """To whoever collects: so many of a round wait for a word, so many of ``places`` have sent."""

    round: ReportRoundId
    organisation_name: str
    name: str
    year: int
    waiting: int
    sent: int
    places: int


@dataclass(frozen=True, slots=True)
class ReportDecided:
    """To whoever sends: accepted, or returned with a comment."""

    kind: LetterKind
    round: ReportRoundId
    organisation: OrganisationId
    organisation_name: str
    name: str
    year: int
    comment: str | None = None


ReportNotice = ReportAsked | ReportsSent | ReportDecided

RegisterNotice = ActsMissing | CuratorAsked

Notice = (
    ParticipantNews
    | PaperReceived
    | QuestionnaireUnfinished
    | BankGrew
    | PeopleLost
    | PairNews
    | HelpNews
    | QuestionsWait
    | SurveysAsked
    | SearchNotice
    | GroupInvitation
    | PairsStuck
    | ItemsTold
    | ItemsLateBelow
    | RegisterNotice
    | RoadMapUrged
    | CampaignNotice
    | UnnamedDanger
    | ReportNotice
)


def merged(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """One message's worth: what is said twice is said once, several days of one bank or pairs are added up."""
    found: dict[object, Notice] = {}
    for notice in notices:
        key = _key(notice)
        found[key] = _added(found[key], notice) if key in found else notice
    return tuple(found.values())


def _key(notice: Notice) -> object:
    match notice:
        case PairNews():
            return notice.kind, notice.card.pair.id, notice.about and notice.about.id
        case SurveysAsked():
            return SurveysAsked, notice.pair
        case QuestionsWait() | ItemsTold():
            return notice.kind, notice.organisation
        case ReportAsked():
            return notice.kind, notice.round, notice.organisation
        case BankGrew() | PairsStuck() | RoadMapUrged():
            return type(notice), notice.organisation
        case CampaignsAsked():
            return CampaignsAsked, notice.organisation_name
        case CampaignsClosed():
            return CampaignsClosed, notice.organisation
        case _:
            return notice


def _added(before: Notice, notice: Notice) -> Notice:
    if isinstance(before, BankGrew) and isinstance(notice, BankGrew):
        return replace(before, mentees=before.mentees + notice.mentees, mentors=before.mentors + notice.mentors)
    if isinstance(before, PairsStuck) and isinstance(notice, PairsStuck):
        return replace(before, pairs=before.pairs + notice.pairs)
    if isinstance(before, ItemsTold) and isinstance(notice, ItemsTold):
        return replace(before, items=tuple(dict.fromkeys((*before.items, *notice.items))))
    if isinstance(before, QuestionsWait) and isinstance(notice, QuestionsWait):
        return replace(before, requests=(*before.requests, *notice.requests))
    if isinstance(before, CampaignsAsked) and isinstance(notice, CampaignsAsked):
        return replace(before, surveys=campaign_letters.together(before.surveys, notice.surveys))
    if isinstance(before, CampaignsClosed) and isinstance(notice, CampaignsClosed):
        return replace(before, surveys=(*before.surveys, *notice.surveys))
    return notice
