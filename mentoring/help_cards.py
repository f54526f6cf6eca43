"""Pages of questions and calls for help, for those who answer them."""

import datetime
from dataclasses import dataclass

from mentoring.notices import HelpNews
from mentoring.organisations import Organisation


@dataclass(frozen=True, slots=True)
class OpenRequest:
    """``since``: the local day on which it was asked."""

    news: HelpNews
    since: datetime.date


@dataclass(frozen=True, slots=True)
class OpenRequests:
    """The oldest first."""

    organisation: Organisation
    requests: tuple[OpenRequest, ...]
    page: int
