"""How many were invited, joined, agreed, began and finished; the numbers of a place and what is behind each.

Numbers are for every level of the tree, names for the school alone.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from mentoring.calendar import DAY
from mentoring.consent import school_year_start
from mentoring.ids import MembershipId, OrganisationId
from mentoring.indicators import IndicatorsAt, Year, YearKind
from mentoring.names import FullName
from mentoring.organisations import Organisation
from mentoring.pair_cards import PairLine, Stage
from mentoring.pairs import MeetingKind, Pair, PairState
from mentoring.report import Report
from mentoring.roles import Role


@dataclass(frozen=True, slots=True)
class Funnel:
    """Places in the programme, counted once each.

    ``invited``: personal invitations and everybody who came by an open one. ``opened`` splits into ``deciding``
    (neither agreed nor refused yet), ``waiting_for_paper`` (a pupil whose parent's paper has not come),
    ``agreed`` (take part now), ``refused`` and ``left``. ``began`` and ``finished`` are of those who take part
    now: a questionnaire is deleted when its author leaves.
    """

    invited: int = 0
    opened: int = 0
    deciding: int = 0
    waiting_for_paper: int = 0
    agreed: int = 0
    refused: int = 0
    left: int = 0
    began: int = 0
    finished: int = 0

    def __add__(self, other: "Funnel") -> "Funnel":
        return Funnel(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))


@dataclass(frozen=True, slots=True)
class Joined:
    """How far people have come on one day, for a place with everything below it."""

    organisation: Organisation
    on: datetime.date
    funnels: Mapping[Role, Funnel]

    @property
    def total(self) -> Funnel:
        return sum(self.funnels.values(), Funnel())


# -- the screen of numbers -------------------------------------------------------------------------------------------


class Period(StrEnum):
    """``TODAY``: as things stand; the years count who has come and what was held and said in them."""

    TODAY = "t"
    SCHOOL_YEAR = "s"
    CALENDAR_YEAR = "c"
    LAST_SCHOOL_YEAR = "l"

    def since(self, today: datetime.date) -> datetime.date | None:
        """Its first day; None where nothing is left out."""
        begun = school_year_start(today)
        return {
            Period.TODAY: None,
            Period.SCHOOL_YEAR: begun,
            Period.CALENDAR_YEAR: today.replace(month=1, day=1),
            Period.LAST_SCHOOL_YEAR: begun.replace(year=begun.year - 1),
        }[self]

    def year(self, today: datetime.date) -> Year:
        """Whose indicators are shown."""
        of_school = self in {Period.SCHOOL_YEAR, Period.LAST_SCHOOL_YEAR}
        return Year.of(self.last(today), YearKind.SCHOOL if of_school else YearKind.CALENDAR)

    def last(self, today: datetime.date) -> datetime.date:
        """The day at whose end things are looked at."""
        return school_year_start(today) - DAY if self is Period.LAST_SCHOOL_YEAR else today


class What(StrEnum):
    """A number behind which there is a list."""

    JOINED = "j"
    AGREED = "a"
    FINISHED = "f"
    WAITING = "w"
    STAGE = "p"
    LATE = "l"
    MEETINGS = "m"
    SATISFACTION = "s"
    EXITS = "e"


OF_PEOPLE = frozenset({What.JOINED, What.AGREED, What.FINISHED, What.WAITING})
OF_PAIRS = frozenset({What.STAGE, What.LATE, What.MEETINGS})
OF_ANSWERS = frozenset({What.SATISFACTION, What.EXITS})
"""Behind these there are numbers again: who has answered and who has not is not listed, so that nobody is pressed."""


@dataclass(frozen=True, slots=True)
class Key:
    """Which number: with a stage for the pairs of that stage."""

    what: What
    stage: Stage | None = None


def counted(report: Report) -> dict[Key, int | None]:
    """All numbers of a screen in their order; None where it is not known, or more than one number."""
    came, people = report.came_together, report.people
    found: dict[Key, int | None] = {
        Key(What.JOINED): came.joined,
        Key(What.AGREED): came.agreed,
        Key(What.FINISHED): came.finished,
        Key(What.WAITING): people.waiting,
    }
    found.update({Key(What.STAGE, stage): report.stages[stage] for stage in Stage if report.stages.get(stage)})
    found[Key(What.LATE)] = report.late
    found[Key(What.MEETINGS)] = report.meetings
    found[Key(What.SATISFACTION)] = None
    if report.exits.asked:
        found[Key(What.EXITS)] = report.exits.asked
    return found


@dataclass(frozen=True, slots=True)
class Places:
    """The places one level down, by name."""

    organisation: Organisation
    period: Period
    below: tuple[tuple[OrganisationId, str], ...]


@dataclass(frozen=True, slots=True)
class Sight:
    """What this reader may see of a place besides its numbers: its people, its pairs, its schools side by side."""

    people: bool = False
    pairs: bool = False
    schools: bool = False

    def opens(self, what: What) -> bool:
        """Whether there is a list for this reader behind the number."""
        if what in OF_ANSWERS or self.schools:
            return True
        return self.people if what in OF_PEOPLE else self.pairs


@dataclass(frozen=True, slots=True)
class Statistics:
    """The numbers of an organisation with everything below it. ``above`` is the next level up that may be seen,
    ``several``: the reader has other places to choose from. ``covered``: roles whose answers would give away the few of
    a place beside this one, to whoever sees them all. ``indicators`` are those of the year of
    the period, where they are shown.
    """

    organisation: Organisation
    period: Period
    report: Report
    since: datetime.date | None = None
    above: OrganisationId | None = None
    several: bool = False
    sight: Sight = Sight()
    forms_pairs: bool = False
    covered: frozenset[Role] = frozenset()
    indicators: IndicatorsAt | None = None

    @property
    def lists(self) -> dict[Key, int | None]:
        """The numbers behind which there is a list for this reader."""
        known = counted(self.report).items()
        return {
            key: number
            for key, number in known
            if self.sight.opens(key.what) and (number is not None or key.what in OF_ANSWERS)
        }


# -- what is behind a number -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Someone:
    """``name`` is None where the code has to stand for it; ``card``: there is a card of the bank to open."""

    membership: MembershipId
    role: Role
    code: str
    name: FullName | None
    card: bool


@dataclass(frozen=True, slots=True)
class PeopleBehind:
    """``unnamed``: how many read the consent still, without a code yet."""

    numbers: Statistics
    key: Key
    people: tuple[Someone, ...]
    unnamed: int = 0


@dataclass(frozen=True, slots=True)
class PairsBehind:
    """Late pairs, or those that stood at a stage when the period ended."""

    numbers: Statistics
    key: Key
    lines: tuple[PairLine, ...]
    today: datetime.date


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """``on`` is the local day on which it was settled that it has been held."""

    pair: Pair
    on: datetime.date
    kind: MeetingKind | None


@dataclass(frozen=True, slots=True)
class MeetingsBehind:
    numbers: Statistics
    key: Key
    meetings: tuple[HeldMeeting, ...]


@dataclass(frozen=True, slots=True)
class NumbersBehind:
    """Numbers again: of each place one level down, or what people have answered."""

    numbers: Statistics
    key: Key


Behind = PeopleBehind | PairsBehind | MeetingsBehind | NumbersBehind

KIND_BY_STATE: Mapping[PairState, MeetingKind] = {
    PairState.ACCEPTED: MeetingKind.ACQUAINTANCE,
    PairState.ASSIGNED: MeetingKind.ACQUAINTANCE,
    PairState.TRIAL: MeetingKind.TRIAL,
    PairState.PLANNING: MeetingKind.PLANNING,
    PairState.PLAN_APPROVAL: MeetingKind.PLANNING,
    PairState.WORKING: MeetingKind.EVENT,
    PairState.FINAL_MEETING: MeetingKind.FINAL,
}
"""What was held, by where the pair stood when it was."""
