"""Where the programme stands on one day: people, pairs, meetings, satisfaction. Numbers only, for any level."""

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from mentoring.campaigns import FEWEST_ANSWERS
from mentoring.organisations import Organisation
from mentoring.pair_cards import Stage
from mentoring.roles import Role

CONTENT = 7.0
"""An index of satisfaction from which a participant counts as content (domain report 2.5, indicators 5 and 6)."""


@dataclass(frozen=True, slots=True)
class Share:
    """``value`` is None, not zero, where there is nobody to count."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        """Per cent, to a tenth."""
        return round(100 * self.part / self.whole, 1) if self.whole else None


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """Of one role in a school year. ``participants`` are all of that role: the silent stay in the denominator.

    ``total`` sums the indices (the mean of a participant's answers, 1 to 10), so that sums of places add up.
    """

    asked: int = 0
    answered: int = 0
    content: int = 0
    total: float = 0.0
    participants: int = 0

    @property
    def hidden(self) -> bool:
        return 0 < self.answered < FEWEST_ANSWERS

    @property
    def told(self) -> bool:
        return self.answered >= FEWEST_ANSWERS

    @property
    def index(self) -> float | None:
        return round(self.total / self.answered, 2) if self.told else None

    def __add__(self, other: "Satisfaction") -> "Satisfaction":
        return Satisfaction(
            self.asked + other.asked,
            self.answered + other.answered,
            self.content + other.content,
            self.total + other.total,
            self.participants + other.participants,
        )

    @property
    def content_share(self) -> Share:
        return Share(self.content, self.participants)

    @property
    def response(self) -> Share:
        return Share(self.answered, self.asked)


@dataclass(frozen=True, slots=True)
class Exits:
    """What those have said in a school year whose pair ended early or who have left a group.

    ``reasons`` counts the answers to «Почему?» by their words, as the form has them.
    """

    asked: int = 0
    answered: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)

    def __add__(self, other: "Exits") -> "Exits":
        return Exits(
            self.asked + other.asked,
            self.answered + other.answered,
            dict(Counter(self.reasons) + Counter(other.reasons)),
        )

    @property
    def hidden(self) -> bool:
        return 0 < self.answered < FEWEST_ANSWERS

    @property
    def response(self) -> Share:
        return Share(self.answered, self.asked)


@dataclass(frozen=True, slots=True)
class PeopleCounted:
    mentees: int = 0
    mentors: int = 0
    mentees_in_bank: int = 0
    mentors_in_bank: int = 0
    waiting: int = 0
    """Mentees of the bank who are in no open pair."""

    def __add__(self, other: "PeopleCounted") -> "PeopleCounted":
        return PeopleCounted(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))


@dataclass(frozen=True, slots=True)
class Came:
    """Participants who have come and are still there: all of them, or those of one period.

    ``joined`` are all who have followed an invitation, ``agreed`` those of them whose consent holds, ``finished`` those
    of these who have sent their questionnaire.
    """

    joined: int = 0
    agreed: int = 0
    finished: int = 0

    def __add__(self, other: "Came") -> "Came":
        return Came(self.joined + other.joined, self.agreed + other.agreed, self.finished + other.finished)


@dataclass(frozen=True, slots=True)
class Report:
    """``late`` is None for a day that is not today: how late a pair was is not kept. ``meetings`` are those held from
    the first of the month on, or in the period that was asked for; ``came`` likewise. ``below``: the same of each place
    one level down."""

    organisation: Organisation
    on: datetime.date
    people: PeopleCounted
    stages: Mapping[Stage, int]
    late: int | None
    meetings: int
    satisfaction: Mapping[Role, Satisfaction]
    exits: Exits = Exits()
    below: tuple["Report", ...] = ()
    came: Mapping[Role, Came] = field(default_factory=dict)

    @property
    def came_together(self) -> Came:
        """In both roles; whoever holds both counts in each."""
        return sum(self.came.values(), Came())

    @property
    def pairs_open(self) -> int:
        return sum(number for stage, number in self.stages.items() if stage is not Stage.CLOSED)

    def hides_below(self, role: Role) -> bool:
        """Whether one place has too few answers: then the others would give them away by subtraction."""
        return any(one.satisfaction[role].hidden for one in self.below)

    @property
    def tells_exits(self) -> bool:
        """Nor is a sum told that would give away the few of one place."""
        return not (self.exits.hidden or any(one.exits.hidden for one in self.below))

    @property
    def tells_reasons(self) -> bool:
        return self.exits.answered > 0 and self.tells_exits


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report in words: what is counted, and the number or why there is none."""

    title: str
    rows: tuple[tuple[str, int | str], ...]
