"""A report on its way upward: sent and frozen, accepted, returned with a comment, called back and sent again."""

import datetime
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from mentoring.ids import OrganisationId, SentReportId
from mentoring.organisations import Organisation
from mentoring.report_bodies import Body, Gap
from mentoring.report_rounds import ReportRound, RoundKind
from mentoring.road_map_views import Duty

NOTE_LIMIT, COMMENT_LIMIT = 500, 500


class ReportState(StrEnum):
    NOT_SENT = "not_sent"
    SENT = "sent"
    ACCEPTED = "accepted"
    RETURNED = "returned"


WAITED_FOR = frozenset({ReportState.NOT_SENT, ReportState.RETURNED})
"""States of a report that is still to be sent, for the first time or again."""


class ReportAct(StrEnum):
    SEND = "send"
    CALL_BACK = "call_back"
    ACCEPT = "accept"
    RETURN = "return"


class WrongState(Exception):
    """The act does not fit any more: somebody else was quicker, or it was done already."""

    def __init__(self, act: ReportAct, state: ReportState) -> None:
        super().__init__(f"{act}: {state}")
        self.act, self.state = act, state


class NothingToSend(Exception):
    """A sum of which not a single report was accepted."""


class WordsProblem(StrEnum):
    EMPTY = "empty"
    TOO_LONG = "too_long"


class WordsRefused(Exception):
    def __init__(self, problem: WordsProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


_FROM: Mapping[ReportAct, frozenset[ReportState]] = {
    ReportAct.SEND: WAITED_FOR,
    ReportAct.CALL_BACK: frozenset({ReportState.SENT}),
    ReportAct.ACCEPT: frozenset({ReportState.SENT}),
    # A mistake may be found when everything is accepted already.
    ReportAct.RETURN: frozenset({ReportState.SENT, ReportState.ACCEPTED}),
}
_TO: Mapping[ReportAct, ReportState] = {
    ReportAct.SEND: ReportState.SENT,
    ReportAct.CALL_BACK: ReportState.NOT_SENT,
    ReportAct.ACCEPT: ReportState.ACCEPTED,
    ReportAct.RETURN: ReportState.RETURNED,
}


def may_act(act: ReportAct, state: ReportState) -> bool:
    return state in _FROM[act]


def moved(act: ReportAct, state: ReportState) -> ReportState:
    """Raises WrongState."""
    if not may_act(act, state):
        raise WrongState(act, state)
    return _TO[act]


def words(typed: str, limit: int) -> str:
    """One line of somebody's own. Raises WordsRefused."""
    line = " ".join(typed.split())
    if not line:
        raise WordsRefused(WordsProblem.EMPTY)
    if len(line) > limit:
        raise WordsRefused(WordsProblem.TOO_LONG)
    return line


# -- what is kept ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SentReport:
    """``body``: as it was sent last; ``note``: the organisation's own words for the next sending.

    ``comment``: why it came back; before that, what a coordinator has typed and not said yet.
    """

    id: SentReportId
    organisation: OrganisationId
    state: ReportState
    note: str | None
    body: Body | None
    sent_at: int | None
    decided_at: int | None
    comment: str | None
    changes: int


@dataclass(frozen=True, slots=True)
class ReportEvent:
    """What happened to a report on which local day."""

    act: ReportAct
    on: datetime.date
    comment: str | None = None


# -- what is shown -----------------------------------------------------------------------------------------------


class Shelf(StrEnum):
    """The lists of a round."""

    WAITING = "w"
    MISSING = "m"
    ACCEPTED = "a"


@dataclass(frozen=True, slots=True)
class Line:
    """One of those that were asked. ``led``: somebody there could be written to."""

    place: Organisation
    report: SentReport | None = None
    led: bool = True

    @property
    def state(self) -> ReportState:
        return ReportState.NOT_SENT if self.report is None else self.report.state

    @property
    def shelf(self) -> Shelf:
        if self.state is ReportState.SENT:
            return Shelf.WAITING
        return Shelf.ACCEPTED if self.state is ReportState.ACCEPTED else Shelf.MISSING


@dataclass(frozen=True, slots=True)
class RoundPage:
    """A round as whoever collects sees it, with everybody it asks."""

    round: ReportRound
    kind: RoundKind
    place: Organisation
    today: datetime.date
    lines: tuple[Line, ...]

    def on(self, shelf: Shelf) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.shelf is shelf)

    @property
    def sent(self) -> int:
        """That are above now: waiting for a decision or accepted."""
        return len(self.lines) - len(self.on(Shelf.MISSING))

    @property
    def acceptable(self) -> bool:
        return self.round.open and bool(self.on(Shelf.WAITING))

    @property
    def seal(self) -> int:
        """Of what waits for a decision as it stands: «accept all» accepts nothing that was not there."""
        return seal(line.report for line in self.on(Shelf.WAITING) if line.report is not None)

    def accepted(self) -> tuple[Body, ...]:
        return tuple(line.report.body for line in self.on(Shelf.ACCEPTED) if line.report and line.report.body)


def seal(reports: Iterable[SentReport]) -> int:
    told = sorted((report.id, report.changes) for report in reports)
    return zlib.crc32(repr(told).encode())


@dataclass(frozen=True, slots=True)
class SumPage:
    """The sum of the accepted reports; ``body`` is None while there is none. ``proves`` as in :class:`OwnPage`."""

    page: RoundPage
    body: Body | None
    missing: tuple[str, ...]
    proves: Duty | None = None


@dataclass(frozen=True, slots=True)
class OnePage:
    """One report as whoever collects sees it: the frozen numbers."""

    round: ReportRound
    kind: RoundKind
    place: Organisation
    report: SentReport
    history: tuple[ReportEvent, ...]
    today: datetime.date


@dataclass(frozen=True, slots=True)
class OwnPage:
    """A report as its own organisation sees it.

    ``body``: what would be sent now, or what was sent; None where there is nothing to make it of. ``above``: who
    collects. ``missing``: of a sum, who is not in it. ``proves``: an item of the place that it may prove.
    """

    round: ReportRound
    kind: RoundKind
    place: Organisation
    above: Organisation
    report: SentReport | None
    body: Body | None
    gaps: Mapping[Gap, int]
    history: tuple[ReportEvent, ...]
    today: datetime.date
    missing: tuple[str, ...] = ()
    proves: Duty | None = None

    @property
    def state(self) -> ReportState:
        return ReportState.NOT_SENT if self.report is None else self.report.state

    @property
    def changes(self) -> int:
        """A row that is not there yet begins with none."""
        return 0 if self.report is None else self.report.changes

    @property
    def note(self) -> str | None:
        return None if self.report is None else self.report.note

    @property
    def sendable(self) -> bool:
        return self.round.open and self.body is not None and may_act(ReportAct.SEND, self.state)

    @property
    def frozen(self) -> bool:
        return self.state not in WAITED_FOR


@dataclass(frozen=True, slots=True)
class Mine:
    """One of the reports an organisation was asked for."""

    round: ReportRound
    kind: RoundKind
    state: ReportState

    @property
    def waits(self) -> bool:
        """Whether it is still to be sent."""
        return self.round.open and self.state in WAITED_FOR


@dataclass(frozen=True, slots=True)
class Collected:
    """One of the rounds a place has opened."""

    round: ReportRound
    kind: RoundKind
    places: int
    sent: int
    waiting: int


@dataclass(frozen=True, slots=True)
class ToOpen:
    """A round that may be opened now; ``due`` is by when it would be."""

    kind: RoundKind
    year: int
    due: datetime.date
    places: int


@dataclass(frozen=True, slots=True)
class Home:
    """Everything about reports at one place. ``above``: who collects from it, None where nobody stands above."""

    place: Organisation
    today: datetime.date
    above: Organisation | None
    sends: bool
    collects: bool
    mine: tuple[Mine, ...] = ()
    collected: Sequence[Collected] = ()
    to_open: tuple[ToOpen, ...] = ()
    next: datetime.date | None = None
