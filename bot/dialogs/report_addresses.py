"""Where the buttons of reports that are sent upward lead."""

from dataclasses import dataclass

from bot.screens import Address, address
from mentoring.ids import OrganisationId, ReportRoundId, SentReportId
from mentoring.sent_reports import Shelf

# -- both sides --------------------------------------------------------------------------------------------------


@address("taa")
@dataclass(frozen=True, slots=True)
class Reports(Address):
    """All about reports at one place; without one, the choice of them."""

    organisation: OrganisationId | None = None
    page: int = 0


# -- whoever collects --------------------------------------------------------------------------------------------


@address("tab")
@dataclass(frozen=True, slots=True)
class OpenRound(Address):
    """Ask those below for their reports; not ``sure``: the question whether."""

    organisation: OrganisationId
    kind: str
    year: int
    sure: bool = False


@address("tac")
@dataclass(frozen=True, slots=True)
class Round(Address):
    """Who has sent and who has not."""

    round: ReportRoundId


@address("tad")
@dataclass(frozen=True, slots=True)
class Shelved(Address):
    """One list of a round."""

    round: ReportRoundId
    shelf: Shelf
    page: int = 0


@address("tae")
@dataclass(frozen=True, slots=True)
class Sum(Address):
    """Of the accepted reports."""

    round: ReportRoundId


@address("taf")
@dataclass(frozen=True, slots=True)
class SumFile(Address):
    """The same as a workbook, one row a place."""

    round: ReportRoundId


@address("tag")
@dataclass(frozen=True, slots=True)
class RemindAll(Address):
    """A letter to those who have not sent."""

    round: ReportRoundId


@address("tah")
@dataclass(frozen=True, slots=True)
class AcceptAll(Address):
    """Everything that waits; ``seal`` is that of what was looked at, without one the question whether."""

    round: ReportRoundId
    seal: int | None = None


@address("tai")
@dataclass(frozen=True, slots=True)
class SetClosed(Address):
    """The round is over, or goes on; not ``sure``: the question whether."""

    round: ReportRoundId
    closed: bool
    sure: bool = False


@address("tba")
@dataclass(frozen=True, slots=True)
class Sent(Address):
    """One report as it was sent."""

    report: SentReportId


@address("tbb")
@dataclass(frozen=True, slots=True)
class Accept(Address):
    """The report as it was looked at."""

    report: SentReportId
    changes: int


@address("tbc")
@dataclass(frozen=True, slots=True)
class AskComment(Address):
    """Why it goes back is typed next."""

    report: SentReportId


@address("tbd")
@dataclass(frozen=True, slots=True)
class Return(Address):
    """With the comment that was shown."""

    report: SentReportId
    changes: int


# -- whoever sends -----------------------------------------------------------------------------------------------


@address("tca")
@dataclass(frozen=True, slots=True)
class Own(Address):
    """The place's own report in a round."""

    round: ReportRoundId
    organisation: OrganisationId


@address("tcb")
@dataclass(frozen=True, slots=True)
class Send(Address):
    """Send it upward; ``changes`` is of the report as it was looked at, without them the question whether."""

    round: ReportRoundId
    organisation: OrganisationId
    changes: int | None = None


@address("tcc")
@dataclass(frozen=True, slots=True)
class CallBack(Address):
    """Before anybody has accepted it."""

    round: ReportRoundId
    organisation: OrganisationId
    changes: int


@address("tcd")
@dataclass(frozen=True, slots=True)
class Note(Address):
    """The place's own words are typed next; ``drop``: those of the report with so many changes are taken away."""

    round: ReportRoundId
    organisation: OrganisationId
    drop: int | None = None


@address("tce")
@dataclass(frozen=True, slots=True)
class OwnFile(Address):
    """The own report as a document; without a round the numbers of today."""

    organisation: OrganisationId
    round: ReportRoundId | None = None
