"""Local acts (локальные акты) of an organisation: which there are, by number, day and link.

Source: checklist of the Belgorod road map, items 3.1 and 3.2.
"""

import datetime
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from mentoring import papers
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from mentoring.road_maps import EvidenceKind, Item, Piece
from mentoring.roles import Level


class Act(StrEnum):
    """The three papers a school cannot begin without."""

    REGULATION = "regulation"
    ROAD_MAP = "road_map"
    ORDER = "order"


LABELS: Mapping[Act, str] = {
    Act.REGULATION: "Положение",
    Act.ROAD_MAP: "Дорожная карта",
    Act.ORDER: "Приказ",
}
"""Under which label the proof of an item stands for an act; a road map's checklist has the same words."""

CHECKLIST: Mapping[str, Act] = {label.lower(): act for act, label in LABELS.items()} | {
    "положение о системе наставничества": Act.REGULATION,
}
"""By the words of a road map's checklist."""

LINK_LIMIT = 300

_LINK = re.compile(r"https?://\S+", re.IGNORECASE)


def of_checklist(label: str) -> Act | None:
    return CHECKLIST.get(" ".join(label.lower().split()))


class ActProblem(StrEnum):
    LONG_LINK = "long_link"


class ActRefused(Exception):
    def __init__(self, problem: ActProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class LocalAct:
    """An act that there is. A link alone is enough, and so are number and day."""

    act: Act
    number: str | None = None
    day: datetime.date | None = None
    link: str | None = None


Acts = Mapping[Act, LocalAct]


def missing(acts: Acts) -> tuple[Act, ...]:
    return tuple(act for act in Act if act not in acts)


def read(act: Act, typed: str, today: datetime.date) -> LocalAct:
    """«12 от 05.09.2026 https://…», or the link alone. Raises ActRefused, PaperRefused."""
    found = _LINK.search(typed)
    link = found[0] if found else None
    if link is not None and len(link) > LINK_LIMIT:
        raise ActRefused(ActProblem.LONG_LINK)
    rest = typed.replace(link, " ") if link else typed
    if link is not None and not rest.strip(" ,;.\n"):
        return LocalAct(act, link=link)
    paper = papers.read_number(rest, today)
    return LocalAct(act, paper.number, paper.date, link)


# -- proofs of road maps -----------------------------------------------------------------------------------------

ByItem = Mapping[str, Act | None]
"""Which act the order of an item is, by its uid; None: none of them. Of items that are not here somebody is asked."""


def act_of(piece: Piece) -> Act | None:
    """Which act a proof stands for: by number and day, or by its page."""
    told = (piece.number is not None and piece.day is not None) or piece.link is not None
    return of_checklist(piece.label) if told and piece.label is not None else None


def labelled(
    place: Organisation, item: Item, known: ByItem, held: Iterable[Piece], new: Sequence[Piece]
) -> list[Piece]:
    """The order of a school and the page where it stands, under the name of the act that the item is known to ask for.

    A page without an order proves no item, and is no act either.
    """
    act = known.get(item.uid) if _orders(place, item) else None
    ordered = any(piece.number is not None for piece in (*held, *new))
    if act is None or not ordered:
        return list(new)
    return [
        replace(piece, label=LABELS[act]) if piece.number is not None or piece.link is not None else piece
        for piece in new
    ]


def to_be_named(place: Organisation, item: Item, known: ByItem, piece: Piece) -> bool:
    """Whether somebody may say which act of the school this order is."""
    other = item.uid in known and known[item.uid] is None
    return _orders(place, item) and not other and piece.number is not None and piece.label is None


def _orders(place: Organisation, item: Item) -> bool:
    return place.level is Level.ORGANISATION and item.evidence is EvidenceKind.ORDER


def with_proof(act: Act, noted: LocalAct | None, piece: Piece) -> LocalAct:
    """What stands in the register after a proof: a page joins the paper it is of, another paper takes its place."""
    if piece.number is None:
        return replace(noted or LocalAct(act), link=piece.link)
    same = noted is not None and (noted.number, noted.day) == (piece.number, piece.day)
    return LocalAct(act, piece.number, piece.day, noted.link if same and noted is not None else None)


def without_proof(noted: LocalAct, taken: Piece, left: Iterable[Piece]) -> LocalAct | None:
    """The same after a proof was taken back; ``left`` are proofs of this act that hold, the oldest first.

    What somebody has noted otherwise meanwhile stays.
    """
    if taken.number is None:
        if noted.link != taken.link:
            return noted
        if noted.number is not None:
            return replace(noted, link=None)
    elif (noted.number, noted.day) != (taken.number, taken.day):
        return noted
    standing: LocalAct | None = None
    for piece in left:
        standing = with_proof(noted.act, standing, piece)
    return standing


# -- what is shown -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ActsOf:
    """The acts of one organisation."""

    organisation: Organisation
    acts: Acts
    may_note: bool = False


@dataclass(frozen=True, slots=True)
class ActLine:
    organisation: OrganisationId
    name: str
    municipality: str | None
    acts: Acts


@dataclass(frozen=True, slots=True)
class ActsBelow:
    """All schools of a place, those with gaps first. ``written``: so many have just been reminded."""

    place: Organisation
    today: datetime.date
    lines: tuple[ActLine, ...]
    written: int | None = None

    @property
    def gaps(self) -> int:
        return sum(bool(missing(line.acts)) for line in self.lines)


@dataclass(frozen=True, slots=True)
class ActsMissing:
    """A letter to whoever can note them: the coordinator asks."""

    organisation: OrganisationId
    organisation_name: str
    missing: tuple[Act, ...]


def in_order(lines: list[ActLine]) -> tuple[ActLine, ...]:
    return tuple(sorted(lines, key=lambda line: (not missing(line.acts), line.municipality or "", line.name)))
