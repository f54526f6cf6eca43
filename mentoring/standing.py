"""Where a person stands on the way into the programme: what is to be done next, as plain values.

One of these answers every act and every «where was I»: an old button, a restart or a second device all lead
to the same place.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from mentoring.campaigns import Campaign
from mentoring.consent import ConsentKind, ConsentText, fingerprint
from mentoring.ids import AttemptId, CampaignId, OrganisationId, PairId, SurveyId
from mentoring.names import FullName, Gender
from mentoring.organisations import Detail, Organisation
from mentoring.people import Awaited, AwaitedKind, Membership
from mentoring.questionnaire import Place, Questionnaire, Value
from mentoring.roles import Role
from mentoring.self_check import Checked


@dataclass(frozen=True, slots=True)
class Stranger:
    """Nobody has invited this account yet."""


@dataclass(frozen=True, slots=True)
class AgeAsked:
    """The only question that may be asked before consent."""

    organisation: Organisation
    role: Role
    code: str


@dataclass(frozen=True, slots=True)
class MinorsRefused:
    """Here, or in this role, nobody under 18 takes part.

    ``told``: the age is only what the person has just said, so a slip can be put right.
    """

    organisation: Organisation
    role: Role
    told: bool


@dataclass(frozen=True, slots=True)
class DetailsMissing:
    """The operator has not said who it is: consent cannot be asked for.

    ``joining``: this is about an invitation that was opened, which can be put aside.
    """

    organisation: Organisation
    role: Role
    details: tuple[Detail, ...]
    joining: bool = False


@dataclass(frozen=True, slots=True)
class PaperAwaited:
    """Under 18: the parent signs on paper first. ``listed``: the school's list says so, not a press.

    ``ended`` is the last day of the paper before.
    """

    organisation: Organisation
    membership: Membership
    listed: bool = False
    ended: datetime.date | None = None


SEAL_LENGTH = 8
"""Hex digits of the fingerprint of a text: enough to tell two fillings apart, few enough for a button."""


@dataclass(frozen=True, slots=True)
class ShownText:
    """Which text somebody has before their eyes; ``seal`` tells it from the same version filled in otherwise."""

    kind: ConsentKind
    version: int
    organisation: OrganisationId
    seal: str


@dataclass(frozen=True, slots=True)
class ConsentAsked:
    """``again``: agreed to before, but the text has a new version, or the consent held until ``ended`` only.

    ``code`` stands for the name. ``age_told``: that this is an adult is only what the person has just pressed, so a
    slip can be put right.
    """

    organisation: Organisation
    role: Role
    code: str
    kind: ConsentKind
    text: ConsentText
    filled: str
    again: bool
    age_told: bool = False
    ended: datetime.date | None = None

    @property
    def shown(self) -> ShownText:
        return ShownText(self.kind, self.text.version, self.organisation.id, self.seal)

    @property
    def seal(self) -> str:
        return fingerprint(self.filled)[:SEAL_LENGTH]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A consent has just been refused; ``left``: an earlier version had been agreed to, so a participation ended."""

    organisation: Organisation
    pupil: bool
    left: bool


@dataclass(frozen=True, slots=True)
class NameAsked:
    pupil: bool


@dataclass(frozen=True, slots=True)
class NameShown:
    """The name as it was understood; ``gender`` is None while the patronymic does not tell it."""

    name: FullName
    gender: Gender | None
    pupil: bool


@dataclass(frozen=True, slots=True)
class FormOffered:
    membership: Membership
    form: Questionnaire
    pupil: bool


@dataclass(frozen=True, slots=True)
class QuestionAsked:
    """``value`` is what was confirmed before, ``marks`` what is ticked but not confirmed yet.

    ``other`` is the code of the option whose own words are awaited; ``echo`` as in :class:`ReviewShown`.
    """

    attempt: AttemptId
    form: Questionnaire
    place: Place
    answered: bool
    value: Value
    marks: tuple[str, ...]
    pupil: bool
    other: str | None = None
    echo: bool = True

    @property
    def awaits(self) -> Awaited:
        question = self.place.question
        if self.other is not None:
            return Awaited(AwaitedKind.OTHER, (str(self.attempt), question.id, self.other))
        # Several marks cannot be typed, but «Готово» can: the place is kept for it.
        return Awaited(AwaitedKind.ANSWER, (str(self.attempt), question.id))


@dataclass(frozen=True, slots=True)
class ReviewShown:
    """``echo``: typed words may be shown back (in ``minimal`` they are not sent through the messenger again).

    ``corrected``: the question that was answered anew just now, from here. ``anonymous``: once sent, nothing can be
    taken back.
    """

    attempt: AttemptId
    form: Questionnaire
    answers: Mapping[str, Value]
    pupil: bool
    echo: bool
    corrected: str | None = None
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class AtHome:
    """Nothing is left to be done on the way in: the menu. ``holds`` are roles with the name of their organisation.

    ``surveys``: those sent to many that wait for an answer, the first to close first.
    """

    roles: tuple[Role, ...]
    holds: tuple[tuple[Membership, str], ...] = ()
    pupil: bool = False
    surveys: tuple[tuple[CampaignId, str], ...] = ()


@dataclass(frozen=True, slots=True)
class JoinedBank:
    """The questionnaire has just been sent."""

    organisation: Organisation
    role: Role
    code: str
    pupil: bool


@dataclass(frozen=True, slots=True)
class WillRespected:
    """A pupil who does not want to take part has just said so: nothing is kept."""


@dataclass(frozen=True, slots=True)
class SurveyOffered:
    """Questions about a pair that wait for one of its sides; ``waiting`` surveys in all, ``until`` their last day.

    ``begun``: some of the answers are there already.
    """

    survey: SurveyId
    pair: PairId
    form: Questionnaire
    waiting: int
    until: datetime.date | None
    begun: bool
    pupil: bool


@dataclass(frozen=True, slots=True)
class SurveyAnswered:
    """A survey has just been sent; ``left`` more wait. ``in_pair``: there is a card to go back to."""

    pair: PairId
    left: int
    pupil: bool
    in_pair: bool = True


@dataclass(frozen=True, slots=True)
class CampaignOffered:
    """A survey sent to many, before its first question: what it is and what is promised.

    ``readers`` see its results, ``psychologist`` tells whether one of them reads what pupils have typed. ``until`` is
    the last day of an answer; ``begun``: some of the answers are there already. ``among_pupils``: pupils are asked too.
    """

    campaign: Campaign
    organisation: Organisation
    questions: int
    until: datetime.date | None
    readers: tuple[Role, ...]
    psychologist: bool
    begun: bool
    pupil: bool
    among_pupils: bool = False


@dataclass(frozen=True, slots=True)
class CampaignOver:
    """No answer is taken any more: it was ``answered``, or the survey is closed. ``check``: of one's own self-check."""

    title: str
    answered: bool
    pupil: bool
    check: Checked | None = None


@dataclass(frozen=True, slots=True)
class CampaignAnswered:
    """A survey sent to many has just been answered.

    ``lonely``: a pupil feels bad, and in an anonymous survey nobody can be told who it is. ``check``: the score of a
    self-check.
    """

    anonymous: bool
    pupil: bool
    lonely: bool = False
    check: Checked | None = None


Standing = (
    Stranger
    | AgeAsked
    | MinorsRefused
    | DetailsMissing
    | PaperAwaited
    | ConsentAsked
    | NameAsked
    | NameShown
    | FormOffered
    | QuestionAsked
    | ReviewShown
    | AtHome
    | JoinedBank
    | WillRespected
    | SurveyOffered
    | SurveyAnswered
    | CampaignOffered
    | CampaignOver
    | CampaignAnswered
)


def of_pupil(standing: Standing) -> bool:
    """Whether the person who stands there is known to be a pupil, and is addressed as one."""
    if isinstance(standing, ConsentAsked):
        return standing.kind is ConsentKind.PUPIL
    return isinstance(standing, PaperAwaited | WillRespected) or getattr(standing, "pupil", False) is True


def awaits(standing: Standing) -> Awaited | None:
    """Which typed text this place asks for."""
    if isinstance(standing, QuestionAsked):
        return standing.awaits
    return Awaited(AwaitedKind.NAME) if isinstance(standing, NameAsked) else None
