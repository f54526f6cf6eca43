"""Where the buttons of indicators lead: to a place's plan and fact, to the numbers that people type."""

from dataclasses import dataclass

from bot.screens import Address, address
from mentoring.ids import OrganisationId
from mentoring.indicators import YearKind


@address("ia")
@dataclass(frozen=True, slots=True)
class Indicators(Address):
    """Plan, fact and deviation of a place; without a year, of the running one."""

    organisation: OrganisationId
    kind: YearKind = YearKind.CALENDAR
    year: int | None = None


@address("ib")
@dataclass(frozen=True, slots=True)
class IndicatorBelow(Address):
    """One indicator, counted from 0, in each place one level down."""

    place: OrganisationId
    indicator: int
    kind: YearKind
    year: int
    page: int = 0


@address("ic")
@dataclass(frozen=True, slots=True)
class TypedNumbers(Address):
    """What a school has typed for a year, and what is still to be typed."""

    organisation: OrganisationId
    year: int


@address("id")
@dataclass(frozen=True, slots=True)
class AskNumber(Address):
    """The number is typed next."""

    organisation: OrganisationId
    number: str
    year: int


@address("ie")
@dataclass(frozen=True, slots=True)
class KeepNumber(Address):
    """«Да, точно»: a number that looked doubtful; ``changes`` counts what has been typed of it before."""

    organisation: OrganisationId
    number: str
    year: int
    value: int
    changes: int


@address("if")
@dataclass(frozen=True, slots=True)
class TakeNumberAway(Address):
    """«Нет данных»."""

    organisation: OrganisationId
    number: str
    year: int
    changes: int


@address("ig")
@dataclass(frozen=True, slots=True)
class WithoutNumbers(Address):
    """Schools of a place that have not typed everything."""

    place: OrganisationId
    year: int
    page: int = 0
