"""Indicators of the programme: what is counted, out of how many, and how far that is from the target.

Source: the passport of the programme of school No 20, Usolye-7 (domain report 2.5). What is typed by people and what
the registers tell is data (``config/indicators.yaml``); how to count is here.

Rules. Whoever had agreed when the order was entered, or came into the group later, has *entered*; once entered, one
stays counted, also after leaving, a change of mentor or the end of the consent. A person counts once in a role, in two
pairs and in two schools alike. Those of the year are all who were in a pair with an order on any of its days. The silent
stay in the denominator of satisfaction. Where a denominator is unknown or 0 there is no value; the school is then left
out of the sums above it, with both its numbers, and counted among those that are missing.
"""

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from mentoring.calendar import DAY
from mentoring.campaigns import FEWEST_ANSWERS
from mentoring.consent import school_year_start
from mentoring.ids import OrganisationId, RoadMapId
from mentoring.organisations import Organisation
from mentoring.passports import Passport
from mentoring.report import Share
from mentoring.roles import Role

# -- years -----------------------------------------------------------------------------------------------------------


class YearKind(StrEnum):
    """``CALENDAR``: as the columns of the passport; ``SCHOOL``: from September to August."""

    CALENDAR = "c"
    SCHOOL = "s"


@dataclass(frozen=True, slots=True)
class Year:
    """``number`` is the year it begins in: that of its typed numbers and of its targets."""

    kind: YearKind
    number: int

    @classmethod
    def of(cls, day: datetime.date, kind: YearKind = YearKind.CALENDAR) -> "Year":
        return cls(kind, day.year if kind is YearKind.CALENDAR else school_year_start(day).year)

    @property
    def first(self) -> datetime.date:
        return datetime.date(self.number, 1 if self.kind is YearKind.CALENDAR else 9, 1)

    @property
    def last(self) -> datetime.date:
        return replace(self, number=self.number + 1).first - DAY


# -- what is defined -------------------------------------------------------------------------------------------------


class Count(StrEnum):
    """What the registers tell; the codes of ``config/indicators.yaml``.

    ``ALL_…`` are those of the year, the others have entered in it. ``CONTENT_…`` are of those of the year whose latest
    answers come to the threshold.
    """

    MENTEES = "mentees"
    MENTORS = "mentors"
    PUPIL_MENTEES = "pupil_mentees"
    PUPIL_MENTORS = "pupil_mentors"
    ADULT_MENTEES = "adult_mentees"
    ADULT_MENTORS = "adult_mentors"
    YOUNG_MENTEES = "young_mentees"
    PARTNER_MENTORS = "partner_mentors"
    ALL_MENTEES = "all_mentees"
    ALL_MENTORS = "all_mentors"
    CONTENT_MENTEES = "content_mentees"
    CONTENT_MENTORS = "content_mentors"


OF_ANSWERS: Mapping[Count, Role] = {Count.CONTENT_MENTEES: Role.MENTEE, Count.CONTENT_MENTORS: Role.MENTOR}
"""Counts that are known from a survey."""

ALL_OF: Mapping[Role, Count] = {Role.MENTEE: Count.ALL_MENTEES, Role.MENTOR: Count.ALL_MENTORS}


@dataclass(frozen=True, slots=True)
class Number:
    """What a school types once a year. ``words``: of whom, as in «сколько …»; ``short`` for a button."""

    key: str
    short: str
    words: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Indicator:
    """A share in per cent: ``numerator`` and ``denominator`` are each a count of the registers or the key of a number.

    ``threshold``: from which index, 1 to 10, somebody counts as content. ``targets`` hold where the passport has none.
    """

    key: str
    name: str
    short: str
    numerator: Count | str
    denominator: Count | str
    threshold: float | None = None
    targets: Mapping[int, float] = field(default_factory=dict)

    @property
    def typed(self) -> tuple[str, ...]:
        """Keys of the numbers without which there is no value."""
        return tuple(part for part in (self.numerator, self.denominator) if not isinstance(part, Count))


@dataclass(frozen=True, slots=True)
class Answering:
    """Where a count looks it up: this option chosen in this question of the form that leads into the bank."""

    form: str
    question: str
    option: str


@dataclass(frozen=True, slots=True)
class IndicatorRules:
    """``young`` and ``partner``: whom the counts of that name mean. ``surveys``: the forms of satisfaction by role."""

    numbers: Mapping[str, Number] = field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()
    young: Answering = Answering("mentee_teacher", "mt04", "young")
    partner: Answering = Answering("mentor_teacher", "mr01", "partner")
    surveys: Mapping[Role, str] = field(default_factory=dict)
    typed_by: int = 10
    """The month from which schools are reminded of numbers that are not typed yet."""
