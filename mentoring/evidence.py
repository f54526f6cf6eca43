"""What proves an item of a road map: what is asked for, how typed words are read, what suffices.

A proof is one or several pieces. Nothing but the piece itself is asked: no report, no explanation.
"""

import datetime
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum, auto

from mentoring.deadlines import OccasionKind
from mentoring.meetings import LinkRefused, link
from mentoring.papers import PaperProblem, PaperRefused, dated, numbered
from mentoring.road_maps import EvidenceKind, Item, MapState, Piece, RoadMap, Task, TaskState


class Need(StrEnum):
    """One thing that may be asked for. PEOPLE: so many on a day. DATES: which class on which day."""

    PAPER = auto()
    LINK = auto()
    FILE = auto()
    PEOPLE = auto()
    COUNT = auto()
    DATES = auto()
    WORDS = auto()


@dataclass(frozen=True, slots=True)
class Form:
    """``asks`` is what may be given, the main thing first; any one of the sets in ``enough`` suffices."""

    asks: tuple[Need, ...]
    enough: tuple[frozenset[Need], ...]


def _any_of(*needs: Need) -> tuple[frozenset[Need], ...]:
    return tuple(frozenset({need}) for need in needs)


_BY_NUMBER = Form((Need.PAPER, Need.LINK, Need.FILE), _any_of(Need.PAPER))
_BY_LINK = Form((Need.LINK,), _any_of(Need.LINK))
_BY_FILE = Form((Need.FILE, Need.LINK), _any_of(Need.FILE, Need.LINK))

ROW = Form((Need.PAPER, Need.LINK, Need.FILE), _any_of(Need.PAPER, Need.LINK, Need.FILE))
"""One paper of a checklist: «есть» is its number and date, its address or the paper itself."""

FORMS: Mapping[EvidenceKind, Form] = {
    EvidenceKind.ORDER: _BY_NUMBER,
    EvidenceKind.PROTOCOL: _BY_NUMBER,
    EvidenceKind.AGREEMENT: _BY_NUMBER,
    EvidenceKind.LINK: _BY_LINK,
    EvidenceKind.LINKS: _BY_LINK,
    EvidenceKind.FILE: _BY_FILE,
    EvidenceKind.FILES: _BY_FILE,
    EvidenceKind.LIST: _BY_FILE,
    EvidenceKind.CARDS: _BY_FILE,
    EvidenceKind.INDICATORS: _BY_FILE,
    EvidenceKind.DRAFT: _BY_FILE,
    EvidenceKind.LETTERS: _BY_FILE,
    EvidenceKind.ATTENDANCE: Form((Need.PEOPLE, Need.FILE, Need.LINK), _any_of(Need.PEOPLE)),
    EvidenceKind.CHECKLIST: ROW,
    EvidenceKind.APPLICATIONS: Form(
        (Need.COUNT, Need.FILE, Need.LINK),
        (frozenset({Need.COUNT, Need.FILE}), frozenset({Need.COUNT, Need.LINK})),
    ),
    EvidenceKind.DATES_BY_CLASS: Form((Need.DATES, Need.FILE, Need.LINK), _any_of(Need.DATES)),
    EvidenceKind.POLL: Form((Need.LINK, Need.FILE, Need.WORDS), _any_of(Need.LINK, Need.FILE, Need.WORDS)),
    # What the bot cannot count itself (or somebody would rather show) is proven by hand.
    EvidenceKind.AUTO: _BY_FILE,
    EvidenceKind.AUTO_COUNTER: _BY_FILE,
}

ABSENT = "нет"
"""Words of a piece that says that a paper of a checklist is not there yet."""

MOST_AT_ONCE = 20
"""Addresses or lines in one message."""

MOST_PEOPLE = 100_000

OLDEST = 10
"""Years: an act may have been in force for long, but «2006» is a slip."""

FURTHEST = 2
"""Years: events are named a school year ahead at most, «2099» is a slip."""

WORDS_LIMIT = 300
LABEL_LIMIT = 40


class ProofProblem(StrEnum):
    NO_NUMBER = auto()
    SEVERAL_NUMBERS = auto()
    NO_DATE = auto()
    NOT_A_DATE = auto()
    IN_THE_FUTURE = auto()
    TOO_OLD = auto()
    TOO_FAR = auto()
    NOT_A_LINK = auto()
    NO_LINK = auto()
    NO_PEOPLE = auto()
    NO_COUNT = auto()
    NO_CLASS = auto()
    NO_NUMBERS = auto()
    TOO_MANY = auto()
    TOO_LONG = auto()
    NO_FILE_WANTED = auto()


class ProofRefused(Exception):
    """What was typed or sent proves nothing here."""

    def __init__(self, problem: ProofProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


# -- reading -----------------------------------------------------------------------------------------------------

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_BARE_ADDRESS = re.compile(r"\b(?:www\.)?[\w-]+(?:\.[\w-]+)*\.(?:ru|рф|com|org|net|su|me)(?:/\S*)?", re.IGNORECASE)
_NO_PAGE = re.compile(r"\b(?:[a-z][a-z0-9+.-]*://|(?:javascript|vbscript|data|file|mailto):)", re.IGNORECASE)
_AFTER_ADDRESS = ".,;:!?)»\"'"
_PAPER_PROBLEMS: Mapping[PaperProblem, ProofProblem] = {
    PaperProblem.NO_NUMBER: ProofProblem.NO_NUMBER,
    PaperProblem.SEVERAL_NUMBERS: ProofProblem.SEVERAL_NUMBERS,
    PaperProblem.NO_DATE: ProofProblem.NO_DATE,
    PaperProblem.NOT_A_DATE: ProofProblem.NOT_A_DATE,
}


def read(form: Form, typed: str, today: datetime.date, day: datetime.date | None = None) -> tuple[Piece, ...]:
    """The pieces that typed words hold; ``day`` is that of the event, where a button has told it.

    Raises ProofRefused.
    """
    addresses, rest = _addresses(typed)
    if addresses and Need.LINK not in form.asks:
        raise ProofRefused(ProofProblem.NOT_A_LINK)
    main = _main(form)
    if not rest:
        if not addresses:
            raise ProofRefused(ProofProblem.NO_LINK)
        return addresses
    if main is None:
        return _described(addresses, rest)
    return (*_READERS[main](rest, today, day), *addresses)


def _main(form: Form) -> Need | None:
    """What words that are no address are read as."""
    return next((need for need in form.asks if need in _READERS), None)


def _addresses(typed: str) -> tuple[tuple[Piece, ...], str]:
    """The addresses of pages in what was typed, and what is left without them."""
    try:
        found = dict.fromkeys(link(address.rstrip(_AFTER_ADDRESS)) for address in _ADDRESS.findall(typed))
    except LinkRefused as refused:
        raise ProofRefused(ProofProblem.NOT_A_LINK) from refused
    if len(found) > MOST_AT_ONCE:
        raise ProofRefused(ProofProblem.TOO_MANY)
    rest = _ADDRESS.sub(" ", typed)
    if _NO_PAGE.search(rest):
        raise ProofRefused(ProofProblem.NOT_A_LINK)
    return tuple(Piece(link=one) for one in found), rest.strip(" \t\n,;") if found else rest.strip()


def _described(addresses: tuple[Piece, ...], rest: str) -> tuple[Piece, ...]:
    """«Страница школы: https://…» keeps what was written beside the address."""
    if not addresses:
        bare = _BARE_ADDRESS.search(rest)
        raise ProofRefused(ProofProblem.NOT_A_LINK if bare else ProofProblem.NO_LINK)
    first, *others = addresses
    return (described(first, rest), *others)


def described(piece: Piece, words: str) -> Piece:
    """With what was written beside it."""
    return replace(piece, words=" ".join(words.split())[:WORDS_LIMIT].strip(" :—-") or None)


def _paper(rest: str, today: datetime.date, _: datetime.date | None) -> tuple[Piece, ...]:
    """«№ 12 от 15.09.2026», of this school year or an earlier one: an act is in force until it is replaced."""
    try:
        day, left = dated(rest)
        number = numbered(left)
    except PaperRefused as refused:
        raise ProofRefused(_PAPER_PROBLEMS[refused.problem]) from refused
    return (Piece(number=number, day=_past(day, today)),)


def _people(rest: str, today: datetime.date, day: datetime.date | None) -> tuple[Piece, ...]:
    """«15.09.2026, 24»; or «24» alone where the day is known."""
    left = rest
    if day is None:
        try:
            day, left = dated(rest)
        except PaperRefused as refused:
            raise ProofRefused(_PAPER_PROBLEMS[refused.problem]) from refused
    return (Piece(day=_past(day, today), people=_number(left, ProofProblem.NO_PEOPLE)),)


def _count(rest: str, _: datetime.date, __: datetime.date | None) -> tuple[Piece, ...]:
    return (Piece(people=_number(rest, ProofProblem.NO_COUNT)),)


def _number(text: str, problem: ProofProblem) -> int:
    """The only number there is. Raises ProofRefused for none, for several and for an impossible one."""
    found = re.findall(r"(?<!\w)-\d+|\d+", text.replace("−", "-"))
    if len(found) != 1 or len(found[0]) > len(str(MOST_PEOPLE)) or not 0 < int(found[0]) <= MOST_PEOPLE:
        raise ProofRefused(problem)
    return int(found[0])


def _dates(rest: str, today: datetime.date, _: datetime.date | None) -> tuple[Piece, ...]:
    """A line each: «5А — 12.10.2026»."""
    written = [line for line in rest.splitlines() if line.strip()]
    if len(written) > MOST_AT_ONCE:
        raise ProofRefused(ProofProblem.TOO_MANY)
    found = []
    for line in written:
        try:
            day, left = dated(line)
        except PaperRefused as refused:
            raise ProofRefused(_PAPER_PROBLEMS[refused.problem]) from refused
        label = left.strip(" ,;:.—–-")
        if not label or len(label) > LABEL_LIMIT:
            raise ProofRefused(ProofProblem.NO_CLASS)
        found.append(Piece(label=label, day=_near(day, today)))
    return tuple(found)


def _words(rest: str, _: datetime.date, __: datetime.date | None) -> tuple[Piece, ...]:
    """The outcome of a poll: «за — 14, против — 2»."""
    words = " ".join(rest.split())
    if _BARE_ADDRESS.search(words):
        raise ProofRefused(ProofProblem.NOT_A_LINK)
    if not re.search(r"\d", words):
        raise ProofRefused(ProofProblem.NO_NUMBERS)
    if len(words) > WORDS_LIMIT:
        raise ProofRefused(ProofProblem.TOO_LONG)
    return (Piece(words=words),)


def _past(day: datetime.date, today: datetime.date) -> datetime.date:
    if day > today:
        raise ProofRefused(ProofProblem.IN_THE_FUTURE)
    return _near(day, today)


def _near(day: datetime.date, today: datetime.date) -> datetime.date:
    if day.year < today.year - OLDEST:
        raise ProofRefused(ProofProblem.TOO_OLD)
    if day.year > today.year + FURTHEST:
        raise ProofRefused(ProofProblem.TOO_FAR)
    return day


_READERS = {Need.PAPER: _paper, Need.PEOPLE: _people, Need.COUNT: _count, Need.DATES: _dates, Need.WORDS: _words}


# -- what suffices -----------------------------------------------------------------------------------------------


def form_of(item: Item, row: int | None = None) -> Form:
    """How this item is proven, or one paper of its checklist."""
    return FORMS[item.evidence] if row is None else ROW


def gives(piece: Piece) -> Need | None:
    """What a piece is; None for one that only says that there is nothing."""
    if piece.file is not None:
        return Need.FILE
    if piece.link is not None:
        return Need.LINK
    if piece.number is not None:
        return Need.PAPER
    if piece.people is not None:
        return Need.COUNT if piece.day is None else Need.PEOPLE
    if piece.day is not None:
        return Need.DATES
    return Need.WORDS if piece.words and piece.words != ABSENT else None


def suffices(item: Item, pieces: Iterable[Piece]) -> bool:
    """Whether the item is proven by these: by what is asked for, or by numbers that the bot holds itself."""
    held = tuple(pieces)
    if any(piece.numbers for piece in held):
        return True
    if item.checklist and item.evidence is EvidenceKind.CHECKLIST:
        return all(row.there for row in checklist(item, held))
    given = {gives(piece) for piece in held}
    return any(enough <= given for enough in FORMS[item.evidence].enough)


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """A paper that is asked for; ``there`` is None while nothing has been said of it."""

    number: int
    name: str
    there: bool | None


def checklist(item: Item, pieces: Iterable[Piece]) -> tuple[ChecklistRow, ...]:
    """Every paper of the list, whether it is there or not."""
    said: dict[str | None, bool] = {}
    for piece in pieces:
        said[piece.label] = said.get(piece.label, False) or gives(piece) is not None
    return tuple(ChecklistRow(number, name, said.get(name)) for number, name in enumerate(item.checklist))


def labelled(item: Item, row: int | None, pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces as they are kept: those of a checklist under the name of its paper."""
    return tuple(pieces) if row is None else tuple(replace(piece, label=item.checklist[row]) for piece in pieces)


def given_before(item: Item, piece: Piece, held: Iterable[Piece]) -> bool:
    """Word for word; an order may have been named since, so its label tells no difference."""
    if item.evidence is not EvidenceKind.ORDER:
        return piece in held
    return replace(piece, label=None) in (replace(one, label=None) for one in held)


# -- what may be done --------------------------------------------------------------------------------------------


class Blocked(StrEnum):
    """Why a task takes no proof."""

    WAIVED = auto()
    OVER = auto()


def blocked(road_map: RoadMap, task: Task) -> Blocked | None:
    """A road map that is only read takes nothing more; what nobody has to do needs no proof."""
    if road_map.state is not MapState.ACTIVE:
        return Blocked.OVER
    return Blocked.WAIVED if task.state is TaskState.WAIVED else None


def closes_itself(task: Task) -> bool:
    """Whether a sufficient proof closes the task: what goes on month by month collects its pieces and stays open."""
    return task.kind not in {OccasionKind.ONGOING, OccasionKind.AS_NEEDED}


def may_be_closed(item: Item, task: Task, pieces: Iterable[Piece], *, numbers: bool) -> bool:
    """Whether the owner may say by hand that it is over: what goes on, at any time; what there are ``numbers`` of."""
    return task.state is TaskState.OPEN and (not closes_itself(task) or numbers or suffices(item, pieces))
