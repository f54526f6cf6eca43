"""Pages about who is in a group: for the curator who forms it, and for whoever is asked to come in."""

import datetime
from dataclasses import dataclass

from mentoring import matching
from mentoring.ids import PairId
from mentoring.organisations import Organisation
from mentoring.pair_cards import PairCard, Partner


@dataclass(frozen=True, slots=True)
class MentorPlaces:
    """A mentor with room for a group. ``unreached``: letters do not come through."""

    partner: Partner
    places: int
    unreached: bool = False


@dataclass(frozen=True, slots=True)
class MentorList:
    organisation: Organisation
    mentors: tuple[MentorPlaces, ...]
    page: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mentee whom this mentor may lead. ``chosen``: is in the draft already, ``unreached``: gets no letters."""

    partner: Partner
    reasons: tuple[matching.Reason, ...]
    chosen: bool = False
    unreached: bool = False


@dataclass(frozen=True, slots=True)
class Candidates:
    """Whom a group may get. ``card`` is the draft or the group; None while there is none yet.

    ``places`` is how many more may come in: what the mentor has free, and what the programme allows for a group.
    """

    organisation: Organisation
    mentor: Partner
    card: PairCard | None
    people: tuple[Candidate, ...]
    places: int
    page: int


@dataclass(frozen=True, slots=True)
class InvitationCard:
    """What somebody who is asked to come into a group may know: who leads it and how many they are, no names."""

    pair: PairId
    organisation: Organisation
    mentor: Partner
    members: int
    until: datetime.date
    pupil: bool
