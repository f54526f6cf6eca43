"""Where «Что сегодня» leads."""

from dataclasses import dataclass

from bot.screens import Address, address
from mentoring.ids import OrganisationId


@address("jd")
@dataclass(frozen=True, slots=True)
class Today(Address):
    """What is to be done, everywhere the reader works."""

    page: int = 0


@address("ju")
@dataclass(frozen=True, slots=True)
class Undated(Address):
    """What has no day yet in a place."""

    organisation: OrganisationId
    page: int = 0


@address("jb")
@dataclass(frozen=True, slots=True)
class Behind(Address):
    """Who is late below a place."""

    organisation: OrganisationId
    page: int = 0


@address("ja")
@dataclass(frozen=True, slots=True)
class BehindAt(Address):
    """What is late in one of them, as whoever stands above sees it."""

    organisation: OrganisationId
    page: int = 0
