"""Surveys that are sent to many: to whom, until when, and what is promised about the answers.

A campaign has one form and one promise. Built-in ones are data (``config/campaigns.yaml``); curators make their own.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from mentoring.ids import CampaignId, MembershipId, OrganisationId, PairId
from mentoring.pair_cards import Stage
from mentoring.roles import Level, Role

FEWEST_ANSWERS = 5
"""Below this nothing is told of what was answered, whatever was promised: people could be recognised."""


class Secrecy(StrEnum):
    """``CONFIDENTIAL``: whoever leads the survey may learn who said what, the report has no names. ``ANONYMOUS``: once
    sent, nobody can, the database neither."""

    CONFIDENTIAL = "confidential"
    ANONYMOUS = "anonymous"


class CampaignState(StrEnum):
    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom it is sent to, in the organisation that asks and everywhere below it.

    Narrowed by ``places`` to some organisations, by ``stages`` to the sides of pairs that stand there, by ``pair`` to
    the sides of one. Whoever holds several of the roles is asked once.
    """

    roles: frozenset[Role]
    places: frozenset[OrganisationId] = frozenset()
    stages: frozenset[Stage] = frozenset()
    pair: PairId | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Who of an audience is not asked.

    ``pairless``: whoever was in no pair this school year. ``answered``: who has answered this form in it.
    ``asked``: who is asked this form about their pair at the moment ``now`` (seconds, UTC) and has not answered yet:
    that answer counts in the same numbers.
    """

    pairless: bool = False
    answered: str | None = None
    asked: str | None = None
    now: int = 0


NOBODY = LeftOut()


@dataclass(frozen=True, slots=True)
class Reach:
    """How many ``people`` would be asked, and how many are left out because they are ``asked`` about their pair."""

    people: int = 0
    asked: int = 0


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A survey that is there from the beginning. Those of one ``group`` are opened together.

    ``month``: when it is usual. ``open_days``: how many working days it stays open. ``remind_after``: working days
    after the opening on which whoever has not answered is reminded. ``pairs_only``: only of those who are or were in a
    pair this school year. ``skips_answered``: not of those who have answered this form in the school year already.
    """

    key: str
    group: str
    title: str
    form: str
    level: Level
    roles: frozenset[Role]
    secrecy: Secrecy
    month: int
    open_days: int
    remind_after: tuple[int, ...]
    pairs_only: bool = False
    skips_answered: bool = False


BuiltIns = Mapping[str, BuiltIn]


@dataclass(frozen=True, slots=True)
class Campaign:
    """A survey as it is kept; moments in seconds, UTC. ``occasion``: «key:year» of a built-in one, by school year.

    ``form`` and its ``version`` are pinned when it is sent; a draft of one's own has none. ``reminded_at``: when
    somebody reminded by hand last.
    """

    id: CampaignId
    organisation: OrganisationId
    occasion: str | None
    title: str
    form: tuple[str, int] | None
    secrecy: Secrecy
    audience: Audience
    state: CampaignState
    drafted_at: int
    opened_at: int | None
    closes_at: int | None
    closed_at: int | None
    changes: int
    reminded_at: int | None = None

    @property
    def anonymous(self) -> bool:
        return self.secrecy is Secrecy.ANONYMOUS

    @property
    def own(self) -> bool:
        """Made in the chat by whoever leads surveys here, not one of the file."""
        return self.occasion is None

    def is_open(self, now: int) -> bool:
        """Whether an answer still counts."""
        return self.state is CampaignState.OPEN and (self.closes_at is None or now < self.closes_at)


@dataclass(frozen=True, slots=True)
class Invitee:
    """One who was asked. ``letter_at``: when the next letter is due, seconds, UTC; ``letters``: how many went."""

    campaign: CampaignId
    membership: MembershipId
    attempt: int | None
    answered: bool
    answered_at: int | None
    letter_at: int | None
    letters: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How many were asked, have answered, and have begun without sending."""

    asked: int
    answered: int
    begun: int

    @property
    def tells(self) -> bool:
        """Whether the answers may be shown, as sums and without names."""
        return self.answered >= FEWEST_ANSWERS


def occasion(key: str, year: int, time: int = 1) -> str:
    """``year``: in which the school year begins; ``time``: asked once more in the same year, the second, third …"""
    return f"{key}:{year}" if time == 1 else f"{key}:{year}:{time}"


def key_of(occasion: str | None) -> str | None:
    """The built-in one behind an occasion."""
    return None if occasion is None else occasion.partition(":")[0]


def last_day(closes_at: datetime.datetime) -> datetime.date:
    """``closes_at`` is a local midnight; the day before it is the last on which an answer counts."""
    return closes_at.date() - datetime.timedelta(days=1)
