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


class Step(StrEnum):
    """What a person has to do before the programme may ask anything."""

    AGREE = "agree"
    AGREE_AGAIN = "agree_again"
    WAIT_FOR_PAPER = "wait_for_paper"
    NONE = "none"


def own_kind(adult: bool) -> ConsentKind:
    return ConsentKind.ADULT if adult else ConsentKind.PUPIL


def next_step(adult: bool, consents: Iterable[Consent], current_version: int) -> Step:
    """Under 18 the parent's paper comes first, then the pupil's own word; a new version is asked again."""
    active = [consent for consent in consents if consent.withdrawn_at is None]
    if not adult and not any(consent.kind is ConsentKind.PARENT for consent in active):
        return Step.WAIT_FOR_PAPER
    own = [consent.version for consent in active if consent.kind is own_kind(adult)]
    if not own:
        return Step.AGREE
    return Step.NONE if max(own) >= current_version else Step.AGREE_AGAIN


def school_year_end(today: datetime.date) -> datetime.date:
    """31 August that ends the school year of this day: the term of a consent."""
    year = today.year if today.month < 9 else today.year + 1
    return datetime.date(year, 8, 31)
