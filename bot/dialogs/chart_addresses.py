"""Where the buttons of charts lead."""

from dataclasses import dataclass
from enum import StrEnum

from bot.screens import Address, address
from mentoring.ids import OrganisationId


class Drawing(StrEnum):
    JOINED = "j"
    PAIRS = "p"
    MENTEES = "e"
    MENTORS = "o"
    INDICATORS = "i"
    MENTEES_CHANGED = "b"
    MENTORS_CHANGED = "c"


@address("sc")
@dataclass(frozen=True, slots=True)
class Charts(Address):
    """The charts of an organisation with everything below it."""

    organisation: OrganisationId


@address("scd")
@dataclass(frozen=True, slots=True)
class Draw(Address):
    organisation: OrganisationId
    what: Drawing
