"""Local acts (локальные акты) of an organisation: which there are, by number, day and link.

Source: checklist of the Belgorod road map, items 3.1 and 3.2.
"""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mentoring import papers
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation


class Act(StrEnum):
    """The three papers a school cannot begin without."""

    REGULATION = "regulation"
    ROAD_MAP = "road_map"
    ORDER = "order"


CHECKLIST: Mapping[str, Act] = {
    "положение": Act.REGULATION,
    "дорожная карта": Act.ROAD_MAP,
    "приказ": Act.ORDER,
}
"""By the words of a road map's checklist."""

LINK_LIMIT = 300

_LINK = re.compile(r"https?://\S+", re.IGNORECASE)


def of_checklist(label: str) -> Act | None:
    return CHECKLIST.get(" ".join(label.lower().split()))


class ActProblem(StrEnum):
    LONG_LINK = "long_link"


class ActRefused(Exception):
    def __init__(self, problem: ActProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class LocalAct:
    """An act that there is. A link alone is enough, and so are number and day."""

    act: Act
    number: str | None = None
    day: datetime.date | None = None
    link: str | None = None


Acts = Mapping[Act, LocalAct]


def missing(acts: Acts) -> tuple[Act, ...]:
    return tuple(act for act in Act if act not in acts)


def read(act: Act, typed: str, today: datetime.date) -> LocalAct:
    """«12 от 05.09.2026 https://…», or the link alone. Raises ActRefused, PaperRefused."""
    found = _LINK.search(typed)
    link = found[0] if found else None
    if link is not None and len(link) > LINK_LIMIT:
        raise ActRefused(ActProblem.LONG_LINK)
    rest = typed.replace(link, " ") if link else typed
    if link is not None and not rest.strip(" ,;.\n"):
        return LocalAct(act, link=link)
    paper = papers.read_number(rest, today)
    return LocalAct(act, paper.number, paper.date, link)


# -- what is shown -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ActsOf:
    """The acts of one organisation."""

    organisation: Organisation
    acts: Acts
    may_note: bool = False


@dataclass(frozen=True, slots=True)
class ActLine:
    organisation: OrganisationId
    name: str
    municipality: str | None
    acts: Acts


@dataclass(frozen=True, slots=True)
class ActsBelow:
    """All schools of a place, those with gaps first. ``written``: so many have just been reminded."""

    place: Organisation
    today: datetime.date
    lines: tuple[ActLine, ...]
    written: int | None = None

    @property
    def gaps(self) -> int:
        return sum(bool(missing(line.acts)) for line in self.lines)


@dataclass(frozen=True, slots=True)
class ActsMissing:
    """A letter to whoever can note them: the coordinator asks."""

    organisation: OrganisationId
    organisation_name: str
    missing: tuple[Act, ...]


def in_order(lines: list[ActLine]) -> tuple[ActLine, ...]:
    return tuple(sorted(lines, key=lambda line: (not missing(line.acts), line.municipality or "", line.name)))
