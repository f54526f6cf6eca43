"""What has changed between the two stages of the monitoring: after less before, person by person, told as sums.

Source: methodology 3.4. Questions of both stages carry the same ``pair_key``. Compared are the latest answers of the
second stage with the latest of the first that came before them, of the same person in the same role. Below five such
people nothing is told; nobody sees the difference of one person, the other side of the pair least of all.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from mentoring.campaigns import FEWEST_ANSWERS
from mentoring.organisations import Organisation
from mentoring.questionnaire import Kind, Questionnaire
from mentoring.report import Share
from mentoring.roles import Role


@dataclass(frozen=True, slots=True)
class Forms:
    """The questionnaires of the two stages."""

    before: str
    after: str


STAGES: Mapping[Role, Forms] = {
    Role.MENTEE: Forms("monitor_before_mentee", "monitor_after_mentee"),
    Role.MENTOR: Forms("monitor_before_mentor", "monitor_after_mentor"),
}


@dataclass(frozen=True, slots=True)
class Compared:
    """A scale of one version of a form, under the key that both stages share."""

    role: Role
    form: str
    version: int
    question: str
    key: str


def compared(role: Role, form: Questionnaire) -> tuple[Compared, ...]:
    """The questions of a form that the other stage asks too."""
    return tuple(
        Compared(role, form.id, form.version, question.id, question.pair_key)
        for question in form.questions
        if question.pair_key is not None and question.kind is Kind.SCALE
    )


@dataclass(frozen=True, slots=True)
class Change:
    """Of one question, summed over ``people`` who have answered it twice; ``grown`` of them have said more than before.

    Sums of places add up, as long as nobody stands in two of them.
    """

    people: int = 0
    before: int = 0
    after: int = 0
    grown: int = 0

    def __add__(self, other: "Change") -> "Change":
        return Change(
            self.people + other.people,
            self.before + other.before,
            self.after + other.after,
            self.grown + other.grown,
        )

    @property
    def told(self) -> bool:
        return self.people >= FEWEST_ANSWERS

    @property
    def hidden(self) -> bool:
        """There are answers, and too few to be told."""
        return 0 < self.people < FEWEST_ANSWERS

    @property
    def mean_before(self) -> float | None:
        """To a hundredth."""
        return round(self.before / self.people, 2) if self.told else None

    @property
    def mean_after(self) -> float | None:
        return round(self.after / self.people, 2) if self.told else None

    @property
    def mean_difference(self) -> float | None:
        """The mean of the differences: that of the sums, not of the rounded means."""
        return round((self.after - self.before) / self.people, 2) if self.told else None

    @property
    def growth(self) -> Share:
        """How many have said more than before, of all who have answered twice."""
        return Share(self.grown, self.people) if self.told else Share(0, 0)


def difference(before: int, after: int) -> Change:
    """One person's."""
    return Change(1, before, after, int(after > before))


@dataclass(frozen=True, slots=True)
class Line:
    """``label`` is what the question is called in short."""

    key: str
    label: str
    change: Change


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """Of a place with everything below it in a school year, ``on`` the last day that counts.

    ``covered``: roles of which a neighbour has too few answers, for a reader who sees the sum of all of them.
    """

    organisation: Organisation
    on: datetime.date
    lines: Mapping[Role, tuple[Line, ...]]
    covered: frozenset[Role] = field(default_factory=frozenset)

    def people(self, role: Role) -> int:
        """How many have answered both stages: of the question that most of them have."""
        return most(line.change for line in self.lines.get(role, ()))

    def hidden(self, role: Role) -> bool:
        return role in self.covered or 0 < self.people(role) < FEWEST_ANSWERS

    def told(self, role: Role) -> tuple[Line, ...]:
        """What may be shown; nothing where people could be recognised."""
        if self.hidden(role):
            return ()
        return tuple(line for line in self.lines.get(role, ()) if line.change.told)


def most(changes: Iterable[Change]) -> int:
    return max((one.people for one in changes), default=0)


def give_away(neighbours: Collection[int]) -> bool:
    """Whether one of the places has so few people that the sum less the others would tell of them."""
    return any(0 < people < FEWEST_ANSWERS for people in neighbours)


def lines(form: Questionnaire, changes: Mapping[str, Change]) -> tuple[Line, ...]:
    """By key, in the order of the form."""
    return tuple(
        Line(question.pair_key, question.short, changes.get(question.pair_key, Change()))
        for question in form.questions
        if question.pair_key is not None and question.kind is Kind.SCALE
    )
