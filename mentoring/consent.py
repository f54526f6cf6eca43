"""Consent is always a document of its own (152-ФЗ, ст. 9; the ТК 351.8 consent is another paper)."""

import datetime
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from mentoring.organisations import Organisation


class ConsentKind(StrEnum):
    ADULT = "processing_adult"
    PUPIL = "processing_pupil"
    PARENT = "processing_parent"
    PUBLICATION = "publication"
    MENTORING_WORK = "mentoring_work"
    REGIONAL_BANK = "regional_bank"


class Channel(StrEnum):
    TELEGRAM = "telegram"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class ConsentText:
    """A text of ``config/consents/`` with its placeholders still open."""

    kind: ConsentKind
    version: int
    date: datetime.date
    title: str
    on_paper: bool
    summary: tuple[str, ...]
    text: str

    def filled(self, organisation: Organisation, participant: str, until: str, processor: str | None) -> str:
        """The exact text a person agrees to."""
        return self.text.format(
            organisation=organisation.name,
            inn=organisation.inn,
            address=organisation.address,
            contact=organisation.contact,
            until=until,
            participant=participant,
            version=self.version,
            date=f"{self.date:%d.%m.%Y}",
            processor=processor or "не привлекаются",
        ).strip()


def fingerprint(text: str) -> str:
    """SHA-256 of the exact text, hex."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Consent:
    kind: ConsentKind
    version: int
    given_at: int
    withdrawn_at: int | None = None

    def holds(self, since: int) -> bool:
        """Neither withdrawn nor over; ``since`` is what :func:`holding_since` tells of today."""
        return self.withdrawn_at is None and self.given_at >= since


class Step(StrEnum):
    """What a person has to do before the programme may ask anything."""

    AGREE = "agree"
    AGREE_AGAIN = "agree_again"
    RENEW = "renew"
    WAIT_FOR_PAPER = "wait_for_paper"
    NONE = "none"


def own_kind(adult: bool) -> ConsentKind:
    return ConsentKind.ADULT if adult else ConsentKind.PUPIL


def next_step(adult: bool, consents: Iterable[Consent], current_version: int, since: int) -> Step:
    """Under 18 the parent's paper comes first, then the pupil's own word.

    A new version is asked again, and so is a consent whose school year is over; ``since`` as in :meth:`Consent.holds`.
    """
    kept = [consent for consent in consents if consent.withdrawn_at is None]
    holding = [consent for consent in kept if consent.holds(since)]
    if not adult and not any(consent.kind is ConsentKind.PARENT for consent in holding):
        return Step.WAIT_FOR_PAPER
    own = [consent.version for consent in holding if consent.kind is own_kind(adult)]
    if not own:
        return Step.RENEW if any(consent.kind is own_kind(adult) for consent in kept) else Step.AGREE
    return Step.NONE if max(own) >= current_version else Step.AGREE_AGAIN


def school_year_end(today: datetime.date) -> datetime.date:
    """31 August that ends the school year of this day: the term of a consent."""
    return datetime.date(school_year_start(today).year + 1, 8, 31)


def school_year_start(today: datetime.date) -> datetime.date:
    """1 September that began the school year of this day."""
    return datetime.date(today.year if today.month >= 9 else today.year - 1, 9, 1)


def holding_since(now: datetime.datetime) -> int:
    """In seconds, UTC: what was given earlier held until 31 August and is over. ``now`` is the local time."""
    start = school_year_start(now.date())
    return int(datetime.datetime(start.year, start.month, start.day, tzinfo=now.tzinfo).timestamp())
