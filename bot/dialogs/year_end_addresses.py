"""Where the buttons of the year's end lead: before and after, the SWOT, the papers."""

from dataclasses import dataclass
from enum import StrEnum

from bot.screens import Address, address
from mentoring.ids import OrganisationId, SwotLineId
from mentoring.swot import Side


@address("na")
@dataclass(frozen=True, slots=True)
class YearEnd(Address):
    """What a year is summed up with."""

    organisation: OrganisationId


@address("nab")
@dataclass(frozen=True, slots=True)
class Changes(Address):
    """Before and after."""

    organisation: OrganisationId


class Wanted(StrEnum):
    """As short as a button wants it."""

    NOTE = "n"
    COUNCIL = "c"


@address("nad")
@dataclass(frozen=True, slots=True)
class Draw(Address):
    """Make the paper and send it as a file."""

    organisation: OrganisationId
    wanted: Wanted


@address("ns")
@dataclass(frozen=True, slots=True)
class Swot(Address):
    organisation: OrganisationId


@address("nsd")
@dataclass(frozen=True, slots=True)
class SwotSide(Address):
    organisation: OrganisationId
    side: Side
    page: int = 0


@address("nsa")
@dataclass(frozen=True, slots=True)
class SwotAnswers(Address):
    """What was answered to the questions of a side."""

    organisation: OrganisationId
    side: Side
    page: int = 0


@address("nst")
@dataclass(frozen=True, slots=True)
class TakeWords(Address):
    """«Взять»; ``key`` names the words, ``page`` is where they stood."""

    organisation: OrganisationId
    key: str
    page: int = 0


@address("nso")
@dataclass(frozen=True, slots=True)
class AddOwn(Address):
    organisation: OrganisationId
    side: Side


@address("nsl")
@dataclass(frozen=True, slots=True)
class SwotLine(Address):
    line: SwotLineId


@address("nse")
@dataclass(frozen=True, slots=True)
class EditLine(Address):
    line: SwotLineId


@address("nsr")
@dataclass(frozen=True, slots=True)
class RemoveLine(Address):
    """«Убрать», unless somebody has changed it since: ``changes`` is how often it had been."""

    line: SwotLineId
    changes: int
