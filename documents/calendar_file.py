"""An event, or the deadlines of a year, as an ``.ics`` file, which any phone's calendar opens."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from icalendar import Event


@dataclass(frozen=True, slots=True)
class DueDay:
    """Something that is to be done by the end of a day; ``remind_on`` is when the telephone speaks of it."""

    uid: str
    title: str
    day: datetime.date
    remind_on: datetime.date
    about: str = ""


def event(
    uid: str, title: str, at: datetime.datetime, length: datetime.timedelta, place: str | None, link: str | None = None
) -> bytes:
    """``at`` is aware; the same ``uid`` replaces the event that was saved before."""
    from icalendar import Event  # heavy: loaded only by who asks for a file

    entry = Event()
    entry.add("uid", uid)
    entry.add("summary", title)
    entry.add("dtstart", at.astimezone(datetime.UTC))
    entry.add("dtend", (at + length).astimezone(datetime.UTC))
    entry.add("dtstamp", at.astimezone(datetime.UTC))
    if place is not None:
        entry.add("location", place)
    if link is not None:
        entry.add("url", link)
    return _written((entry,))


REMIND_AT = datetime.time(9)
"""By the clock of the telephone, on the last working day."""


def days(due: Iterable[DueDay], now: datetime.datetime) -> bytes:
    """Events that take a whole day; brought in again, they replace those of the same ``uid``."""
    return _written(_day(one, now) for one in due)


def _day(one: DueDay, now: datetime.datetime) -> "Event":
    from icalendar import Alarm, Event

    entry = Event()
    entry.add("uid", one.uid)
    entry.add("summary", one.title)
    entry.add("dtstart", one.day)
    entry.add("dtend", one.day + datetime.timedelta(days=1))
    entry.add("dtstamp", now.astimezone(datetime.UTC))
    entry.add("transp", "TRANSPARENT")
    if one.about:
        entry.add("description", one.about)
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one.title)
    alarm.add("trigger", datetime.timedelta(hours=REMIND_AT.hour) - (one.day - one.remind_on))
    entry.add_component(alarm)
    return entry


def _written(entries: "Iterable[Event]") -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//nastavnik//RU")
    calendar.add("version", "2.0")
    for entry in entries:
        calendar.add_component(entry)
    return bytes(calendar.to_ical())
