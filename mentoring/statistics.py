"""How many were invited, joined, agreed, began and finished: numbers only, for any level of the tree."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, fields

from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
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
class Statistics:
    """The numbers of an organisation with everything below it; ``below`` are the next level down.

    ``sees_pairs``: the reader looks after the pairs of this very organisation.
    """

    organisation: Organisation
    funnels: Mapping[Role, Funnel]
    below: tuple[tuple[OrganisationId, str], ...]
    above: OrganisationId | None
    report: Report
    sees_pairs: bool = False

    @property
    def total(self) -> Funnel:
        return sum(self.funnels.values(), Funnel())


@dataclass(frozen=True, slots=True)
class Joined:
    """How far people have come on one day, for a place with everything below it."""

    organisation: Organisation
    on: datetime.date
    funnels: Mapping[Role, Funnel]
