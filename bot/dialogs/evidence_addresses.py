"""Where buttons about the proof of an item lead."""

from dataclasses import dataclass

from bot.screens import Address, address
from mentoring.ids import EvidenceId, RoadMapTaskId
from mentoring.local_acts import Act


@address("ep")
@dataclass(frozen=True, slots=True)
class Prove(Address):
    """What is typed or sent next is a proof; with a ``row`` of that paper of the checklist."""

    task: RoadMapTaskId
    row: int | None = None


@address("eu")
@dataclass(frozen=True, slots=True)
class ByFile(Address):
    """«Прислать файлом»."""

    task: RoadMapTaskId
    row: int | None = None


@address("en")
@dataclass(frozen=True, slots=True)
class Absent(Address):
    """The paper is not there yet."""

    task: RoadMapTaskId
    row: int


@address("em")
@dataclass(frozen=True, slots=True)
class PickDay(Address):
    """On which day was it? ``month`` as in ``past_days.days``."""

    task: RoadMapTaskId
    month: int | None = None


@address("ed")
@dataclass(frozen=True, slots=True)
class OnDay(Address):
    """It was on that day (ordinal); how many there were is typed next."""

    task: RoadMapTaskId
    day: int


@address("ec")
@dataclass(frozen=True, slots=True)
class Correct(Address):
    """What was given, to take back from; ``page`` of it."""

    task: RoadMapTaskId
    page: int = 0


@address("ew")
@dataclass(frozen=True, slots=True)
class Withdraw(Address):
    proof: EvidenceId


@address("el")
@dataclass(frozen=True, slots=True)
class Close(Address):
    """By hand, or with the bot's numbers as they are."""

    task: RoadMapTaskId


@address("er")
@dataclass(frozen=True, slots=True)
class Reopen(Address):
    task: RoadMapTaskId


@address("eg")
@dataclass(frozen=True, slots=True)
class Files(Address):
    """The files that prove the task; ``page`` of them."""

    task: RoadMapTaskId
    page: int = 0


@address("ef")
@dataclass(frozen=True, slots=True)
class ShowFile(Address):
    proof: EvidenceId


@address("ek")
@dataclass(frozen=True, slots=True)
class AskAct(Address):
    """Which local act of the school is this order?"""

    task: RoadMapTaskId


@address("ea")
@dataclass(frozen=True, slots=True)
class NameAct(Address):
    """This order is that act."""

    proof: EvidenceId
    act: Act
