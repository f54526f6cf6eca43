"""Indicators of the programme: what is counted, out of how many, and how far that is from the target.

Source: the passport of the programme of school No 20, Usolye-7 (domain report 2.5). What is typed by people and what
the registers tell is data (``config/indicators.yaml``); how to count is here.

Rules. Whoever had agreed when the order was entered, or came into the group later, has *entered*; once entered, one
stays counted, also after leaving, a change of mentor or the end of the consent. A person counts once in a role, in two
pairs and in two schools alike. Those of the year are all who were in a pair with an order on any of its days. The
silent stay in the denominator of satisfaction. Where a denominator is unknown or 0 there is no value, and the sums
above leave that school out with both its numbers; the unknown are counted as missing.
"""

import datetime
import re
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
    """What a school types once a year. ``words``: of whom, as in «сколько …»; ``short`` for a button.

    ``known``: what the registers tell of it, though it is not the number itself.
    """

    key: str
    short: str
    words: str
    hint: str = ""
    known: Count | None = None


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


# -- what is counted -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tally:
    """So many people of one school who are alike in everything that is counted.

    ``person`` is set for whoever is in several schools in this role, with when they have answered: they stand alone.
    ``reached``: the highest threshold that their index comes to, 0 for none.
    """

    organisation: OrganisationId
    role: Role
    pupil: bool = False
    young: bool = False
    partner: bool = False
    entered: bool = True
    asked: bool = False
    answered: bool = False
    reached: float = 0
    person: int | None = None
    answered_at: int | None = None
    people: int = 1


_COUNTED: Mapping[Count, tuple[Role, Callable[[Tally], bool]]] = {
    Count.MENTEES: (Role.MENTEE, lambda one: one.entered),
    Count.MENTORS: (Role.MENTOR, lambda one: one.entered),
    Count.PUPIL_MENTEES: (Role.MENTEE, lambda one: one.entered and one.pupil),
    Count.PUPIL_MENTORS: (Role.MENTOR, lambda one: one.entered and one.pupil),
    Count.ADULT_MENTEES: (Role.MENTEE, lambda one: one.entered and not one.pupil),
    Count.ADULT_MENTORS: (Role.MENTOR, lambda one: one.entered and not one.pupil),
    Count.YOUNG_MENTEES: (Role.MENTEE, lambda one: one.entered and one.young),
    Count.PARTNER_MENTORS: (Role.MENTOR, lambda one: one.entered and one.partner),
    Count.ALL_MENTEES: (Role.MENTEE, lambda _: True),
    Count.ALL_MENTORS: (Role.MENTOR, lambda _: True),
}

Tallies = Mapping[OrganisationId, Sequence[Tally]]
"""By school."""

Numbers = Mapping[OrganisationId, Mapping[str, int]]
"""By school and key what has been typed for a year; what was taken away is not there."""


def counted(count: Count, tallies: Iterable[Tally], threshold: float = 0) -> int:
    """How many people, each once."""
    if (role := OF_ANSWERS.get(count)) is not None:
        return _number(tallies, role, lambda one: one.answered and one.reached >= threshold)
    return _number(tallies, *_COUNTED[count])


def _number(tallies: Iterable[Tally], role: Role, fits: Callable[[Tally], bool]) -> int:
    alone, several = 0, dict[int, Tally]()
    for one in tallies:
        if one.role is not role:
            continue
        if one.person is None:
            alone += one.people if fits(one) else 0
        else:
            before = several.get(one.person)
            several[one.person] = one if before is None else _merged(before, one)
    return alone + sum(fits(one) for one in several.values())


def _merged(one: Tally, other: Tally) -> Tally:
    """The same person in two schools: what holds in one holds, and the later answers count."""
    later = max(one, other, key=lambda each: each.answered_at or 0)
    return replace(
        later,
        pupil=one.pupil or other.pupil,
        young=one.young or other.young,
        partner=one.partner or other.partner,
        entered=one.entered or other.entered,
        asked=one.asked or other.asked,
    )


# -- what comes of it ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fact:
    """An indicator at a place. ``missing``: of how many of the ``schools`` a typed number is missing.

    Only of satisfaction: ``asked`` and ``answered``, among those of the year; ``covered`` where a neighbour has too few
    answers, so that these would give them away.
    """

    indicator: Indicator
    numerator: int | None
    denominator: int | None
    target: float | None = None
    missing: int = 0
    schools: int = 1
    asked: int = 0
    answered: int = 0
    covered: bool = False

    @property
    def of_answers(self) -> bool:
        return self.indicator.numerator in OF_ANSWERS

    @property
    def hidden(self) -> bool:
        """There are answers, and too few to be told."""
        return self.of_answers and (self.covered or 0 < self.answered < FEWEST_ANSWERS)

    @property
    def unasked(self) -> bool:
        return self.of_answers and self.asked == 0

    @property
    def told(self) -> int | None:
        """The numerator as it may be shown."""
        return None if self.hidden else self.numerator

    @property
    def value(self) -> float | None:
        """Per cent, to a tenth; None where nothing is known or nobody is to be counted."""
        if self.told is None or not self.denominator or self.unasked:
            return None
        return Share(self.told, self.denominator).value

    @property
    def deviation(self) -> float | None:
        """In percentage points, above the target or (less than 0) below it."""
        if self.value is None or self.target is None:
            return None
        return round(self.value - self.target, 1)

    @property
    def met(self) -> bool | None:
        return None if self.deviation is None else self.deviation >= 0

    @property
    def response(self) -> Share:
        return Share(self.answered, self.asked)

    @property
    def among_answered(self) -> Share:
        return Share(self.told or 0, 0 if self.told is None else self.answered)

    @property
    def too_many(self) -> bool:
        """More have entered than there are, by what was typed: that number is to be looked at again."""
        return None not in {self.numerator, self.denominator} and (self.numerator or 0) > (self.denominator or 0)


def fact(
    indicator: Indicator,
    schools: Collection[OrganisationId],
    tallies: Tallies,
    numbers: Numbers,
    target: float | None = None,
) -> Fact:
    """Of these schools together: sums over sums, never a mean of per cents."""
    missing = sum(any(key not in numbers.get(school, {}) for key in indicator.typed) for school in schools)
    known = [school for school in schools if _is_known(indicator, numbers.get(school, {}))]
    if not known and len(schools) > 1:
        return Fact(indicator, None, None, target, missing, len(schools))
    # One school tells what its registers know, also while the number to divide by is not typed.
    there = known or list(schools)
    found = Fact(
        indicator,
        _part(indicator.numerator, indicator, there, tallies, numbers),
        _part(indicator.denominator, indicator, there, tallies, numbers),
        target,
        missing,
        len(schools),
    )
    role = OF_ANSWERS.get(indicator.numerator) if isinstance(indicator.numerator, Count) else None
    if role is None:
        return found
    people = [one for school in there for one in tallies.get(school, ())]
    asked = _number(people, role, lambda one: one.asked)
    return replace(found, asked=asked, answered=_number(people, role, lambda one: one.answered))


def _is_known(indicator: Indicator, typed: Mapping[str, int]) -> bool:
    """Whether the school counts in a sum: everything is typed, and what it divides by is not 0."""
    return all(key in typed for key in indicator.typed) and typed.get(indicator.denominator, 1) != 0


def _part(
    part: Count | str, indicator: Indicator, schools: Sequence[OrganisationId], tallies: Tallies, numbers: Numbers
) -> int | None:
    if isinstance(part, Count):
        people = (one for school in schools for one in tallies.get(school, ()))
        return counted(part, people, indicator.threshold or 0)
    typed = [number for school in schools if (number := numbers.get(school, {}).get(part)) is not None]
    return sum(typed) if typed else None


def covered(facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The same indicator in neighbouring places: where one has too few answers, all are hidden."""
    hides = any(one.hidden for one in facts)
    return tuple(replace(one, covered=hides) for one in facts)


def target_of(indicator: Indicator, year: Year, passports: Iterable[Passport]) -> float | None:
    """From the first of the passports that has one for the year, else as the file has it."""
    for passport in passports:
        for one in passport.indicators:
            if one.key == indicator.key and year.number in one.targets:
                return one.targets[year.number]
    return indicator.targets.get(year.number)


# -- what readers see ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Typed:
    """A number as a school has it for a year; ``role`` and ``on`` (the local day) tell whose word it is.

    ``changes`` counts what has been typed of it before: a decision made on an older count is not saved. ``least`` and
    ``most``: between what it has to lie by everything else that is known. ``hint``: what questionnaires tell of it.
    """

    number: Number
    value: int | None = None
    role: Role | None = None
    on: datetime.date | None = None
    changes: int = 0
    least: int = 0
    most: int | None = None
    hint: int | None = None


@dataclass(frozen=True, slots=True)
class NumbersAt:
    """The numbers of a school for a year, in the order of the file."""

    organisation: Organisation
    year: int
    numbers: tuple[Typed, ...]

    def of(self, key: str) -> Typed:
        """Raises KeyError."""
        for one in self.numbers:
            if one.number.key == key:
                return one
        raise KeyError(key)

    @property
    def missing(self) -> int:
        return sum(one.value is None for one in self.numbers)


@dataclass(frozen=True, slots=True)
class School:
    """A school of a place; ``missing``: how many of its numbers are not typed."""

    id: OrganisationId
    name: str
    missing: int


@dataclass(frozen=True, slots=True)
class Place:
    """One place a level down with its facts."""

    id: OrganisationId
    name: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class IndicatorsAt:
    """Plan, fact and deviation of a place on a day. ``road_map``: its own, whose passport sets targets.

    ``schools`` and ``below`` are empty for a school. ``may_type``: the reader types its numbers, ``missing`` of which
    are not typed.
    """

    organisation: Organisation
    year: Year
    on: datetime.date
    facts: tuple[Fact, ...]
    schools: tuple[School, ...] = ()
    below: tuple[Place, ...] = ()
    road_map: RoadMapId | None = None
    may_type: bool = False
    missing: int = 0

    @property
    def without_numbers(self) -> tuple[School, ...]:
        return tuple(one for one in self.schools if one.missing)

    @property
    def running(self) -> bool:
        """Whether the year is the one of the day."""
        return self.year == Year.of(self.on, self.year.kind)


# -- typing a number -------------------------------------------------------------------------------------------------


class NumberProblem(StrEnum):
    NOT_A_NUMBER = "not_a_number"
    NOT_WHOLE = "not_whole"
    NEGATIVE = "negative"
    TOO_LARGE = "too_large"


class NumberRefused(Exception):
    def __init__(self, problem: NumberProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


LARGEST = 1_000_000

_WORDS_AFTER = re.compile(r"(?<=\d)(?:\s+(?!тыс|мил|млн|сот|из\b|и\b|с\b)[а-яё]+)+[.!]?\s*$", re.IGNORECASE)
"""«человека» in «3 человека»: words alone, none of which makes another number of it, as «тысячи» does."""


def read_number(typed: str) -> int:
    """«1 250» is a number too, and «3 человека». Raises NumberRefused."""
    text = "".join(_WORDS_AFTER.sub("", typed).split()).replace("−", "-")
    sign, digits = text[:1] == "-", text.removeprefix("-").removeprefix("+")
    if sign and digits.isdecimal():
        raise NumberRefused(NumberProblem.NEGATIVE)
    if digits.replace(",", ".", 1).replace(".", "", 1).isdecimal() and not digits.isdecimal():
        raise NumberRefused(NumberProblem.NOT_WHOLE)
    if not digits.isdecimal():
        raise NumberRefused(NumberProblem.NOT_A_NUMBER)
    if len(digits) > len(str(LARGEST)) or int(digits) > LARGEST:
        raise NumberRefused(NumberProblem.TOO_LARGE)
    return int(digits)


class Doubt(StrEnum):
    """Why a number is asked about once more before it is kept."""

    FEWER = "fewer"
    MORE = "more"
    MEANWHILE = "meanwhile"
    """A colleague has typed another one since this was asked for."""


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A number that is not kept yet."""

    at: NumbersAt
    key: str
    value: int
    doubt: Doubt


def doubt(before: Typed, value: int, changes: int) -> Doubt | None:
    """``changes`` is how many lines there were when the number was asked for."""
    if changes != before.changes and value != before.value:
        return Doubt.MEANWHILE
    if value < before.least:
        return Doubt.FEWER
    return Doubt.MORE if before.most is not None and value > before.most else None


def least(number: str, indicators: Iterable[Indicator], tallies: Sequence[Tally], typed: Mapping[str, int]) -> int:
    """How many there are at least, by the numerators that are divided by this number."""
    known = [
        counted(one.numerator, tallies) if isinstance(one.numerator, Count) else typed.get(one.numerator, 0)
        for one in indicators
        if one.denominator == number
    ]
    return max(known, default=0)


def most(number: str, indicators: Iterable[Indicator], typed: Mapping[str, int]) -> int | None:
    """How many there can be, by the numbers that this one is divided by; None where nothing limits it."""
    known = [typed[str(one.denominator)] for one in indicators if one.numerator == number and one.denominator in typed]
    return min(known, default=None)
