"""Where the buttons of /stats lead: the numbers of a place in a period, the lists behind them, the places below."""

from dataclasses import dataclass

from bot.screens import Address, address
from mentoring.ids import OrganisationId
from mentoring.pair_cards import Stage
from mentoring.statistics import Period, What


@address("sx")
@dataclass(frozen=True, slots=True)
class Within(Address):
    """The numbers of an organisation in a period."""

    organisation: OrganisationId
    period: Period


@address("sxl")
@dataclass(frozen=True, slots=True)
class Lists(Address):
    """«Открыть списки»: each number as a button."""

    organisation: OrganisationId
    period: Period
    page: int = 0


@address("sxb")
@dataclass(frozen=True, slots=True)
class Behind(Address):
    """A page of what is behind one number."""

    organisation: OrganisationId
    period: Period
    what: What
    stage: Stage | None = None
    page: int = 0


@address("sy")
@dataclass(frozen=True, slots=True)
class Lower(Address):
    """The places one level down, by name."""

    organisation: OrganisationId
    period: Period
    page: int = 0
