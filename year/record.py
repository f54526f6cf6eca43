"""What is left of a year when it is over: the log, the exports and what the last round of presses has shown."""

import datetime
from dataclasses import dataclass, replace
from typing import Any

from year.log import Act, Message

Row = dict[str, Any]

Vacation = tuple[datetime.date, datetime.date]
"""The first day and the last."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody of the simulated school. ``person`` is their number in the exports, ``answers`` whether they do what
    they are asked for all the year.
    """

    chat: int
    name: str
    role: str
    person: int | None = None
    answers: bool = False
    pupil: bool = False

    @property
    def surname(self) -> str:
        return self.name.split()[0]


@dataclass(frozen=True, slots=True)
class Probe:
    """An old button, pressed when the year was over. ``said`` is the page and the word over the chat."""

    chat: int
    label: str
    answered: bool
    said: str


@dataclass(frozen=True, slots=True)
class Record:
    """``refused`` are the bot's calls that the messenger has refused, ``faults`` what its own log complains of."""

    ends: datetime.datetime
    people: tuple[Who, ...]
    messages: tuple[Message, ...]
    acts: tuple[Act, ...]
    pairs: tuple[Row, ...]
    meetings: tuple[Row, ...]
    letters: tuple[Row, ...]
    probes: tuple[Probe, ...] = ()
    refused: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    vacations: tuple[Vacation, ...] = ()

    def who(self, chat: int) -> Who:
        return next(one for one in self.people if one.chat == chat)

    def of_person(self, person: int) -> Who | None:
        return next((one for one in self.people if one.person == person), None)

    def of_role(self, *roles: str) -> list[Who]:
        return [one for one in self.people if one.role in roles]

    def with_(self, **changes: Any) -> "Record":
        return replace(self, **changes)


@dataclass(frozen=True, slots=True)
class Sent:
    """A letter of the export together with the message its reader has seen."""

    row: Row
    message: Message

    @property
    def at(self) -> datetime.datetime:
        return self.message.at


def sent(record: Record) -> list[Sent]:
    """Letters that reached somebody, in order; those without a message are a problem of their own."""
    seen = {message.id: message for message in record.messages if not message.edit}
    found = [Sent(row, seen[row["message_id"]]) for row in record.letters if row["message_id"] in seen]
    return sorted((one for one in found if one.row["fate"] == "sent"), key=lambda one: one.at)


CLOSED = frozenset({"declined", "trial_failed", "completed", "terminated"})

Stay = tuple[datetime.datetime, datetime.datetime]


def is_group(pair: Row) -> bool:
    """Also when only one of its members is left."""
    return any(step["event"] in {"add_mentee", "join"} for step in pair["history"])


def stays(pair: Row, ends: datetime.datetime) -> dict[int, Stay]:
    """From when until when each person was in a pair or a group: some come later, some leave."""
    came = {_actor(step): moment(step["at"]) for step in pair["history"] if step["event"] == "join"}
    left = {_actor(step): moment(step["at"]) for step in pair["history"] if step["event"] in LEAVING}
    begins = moment(pair["history"][0]["at"])
    over = moment(pair["history"][-1]["at"]) if pair["state"] in CLOSED else ends
    there = {pair["mentor_id"], *pair["members"]}
    gone = {person: at for person, at in left.items() if person is not None and person not in there}
    return {person: (came.get(person, begins), gone.get(person, over)) for person in (*there, *gone)}


LEAVING = frozenset({"decline", "leave", "withdraw_consent"})


def _actor(step: Row) -> int | None:
    who = str(step["by"])
    return int(who.removeprefix("person:")) if who.startswith("person:") else None


def described(record: Record, one: Sent) -> str:
    return f"{record.who(one.message.person).name}, {one.at:%d.%m %H:%M}, {one.row['kind']}"


def moment(text: str) -> datetime.datetime:
    return datetime.datetime.fromisoformat(text)
