"""Scores of a whole school at once: what :mod:`mentoring.matching` says, as numbers only.

A region is 400,000 pairs of a mentee and a mentor, and nobody reads why two of them would fit. So codes become bits
here, once for each person, and reasons are told later, for the pairs that were chosen.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mentoring.ids import MembershipId
from mentoring.matching import (
    OTHER,
    WEIGHTS,
    Offer,
    Wish,
    answered_by,
    are_kept_apart,
    fits_age,
    refuses,
    subject_stems,
)

Rating = Mapping[MembershipId, int]
"""Points by mentor, for those who may lead the mentee and suit them."""

_GOES_WITH = {"offline": ("offline", "mixed"), "online": ("online", "mixed"), "mixed": ("offline", "online", "mixed")}
"""With which formats of meetings a format goes."""


@dataclass(frozen=True, slots=True)
class _Given:
    """An offer in bits; ``answers`` and ``refuses`` are of adults and of pupils."""

    offer: Offer
    answers: tuple[int, int]
    refuses: tuple[bool, bool]
    subjects: int
    slots: int
    format: int
    forms: int
    kinds: int


class Ratings:
    """The mentors of one organisation, made ready to be rated for many mentees."""

    def __init__(self, offers: Iterable[Offer]) -> None:
        self._bits: dict[str, int] = {}
        self._given = [self._prepared(offer) for offer in offers]

    def of(self, wish: Wish) -> Rating:
        """As :func:`mentoring.matching.suggest` says of those who are suitable."""
        pupil, asked = wish.pupil, len(wish.requests)
        requests, subjects = self._mask(wish.requests), self._mask(subject_stems(wish.subjects))
        slots, forms, kinds = self._mask(wish.slots), self._mask(wish.forms), self._mask(wish.kinds)
        format_ = self._mask(_GOES_WITH.get(wish.meeting_format or "", ()))
        subject = WEIGHTS.wanted_subject if wish.same_subject else WEIGHTS.subject
        comparable = bool(wish.requests - {OTHER})
        found: dict[MembershipId, int] = {}
        for given in self._given:
            offer = given.offer
            if given.refuses[pupil] or are_kept_apart(wish, offer):
                continue
            shared = given.answers[pupil] & requests
            same_subject = given.subjects & subjects
            if comparable and pupil == offer.pupil and not shared and not same_subject:
                continue
            points = WEIGHTS.requests * shared.bit_count() // asked if shared else 0
            if same_subject:
                points += subject
            if given.slots & slots:
                points += WEIGHTS.times
            if given.format & format_:
                points += WEIGHTS.format
            if wish.grade is not None and fits_age(wish, offer):
                points += WEIGHTS.age
            if given.forms & forms:
                points += WEIGHTS.form
            if given.kinds & kinds:
                points += WEIGHTS.kind
            found[offer.membership] = points
        return found

    def _prepared(self, offer: Offer) -> _Given:
        return _Given(
            offer,
            (self._mask(answered_by(offer, pupil=False)), self._mask(answered_by(offer, pupil=True))),
            (refuses(offer, pupils=False), refuses(offer, pupils=True)),
            self._mask(subject_stems(offer.subjects)),
            self._mask(offer.slots),
            self._mask((offer.meeting_format,) if offer.meeting_format else ()),
            self._mask(offer.forms),
            self._mask(offer.kinds),
        )

    def _mask(self, codes: Iterable[str]) -> int:
        """Each code has a bit of its own, whichever question it answers."""
        mask = 0
        for code in codes:
            mask |= self._bits.setdefault(code, 1 << len(self._bits))
        return mask
