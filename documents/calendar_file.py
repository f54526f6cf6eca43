"""One event as an ``.ics`` file, which any phone's calendar opens."""

import datetime


def event(
    uid: str, title: str, at: datetime.datetime, length: datetime.timedelta, place: str | None, link: str | None = None
) -> bytes:
    """``at`` is aware; the same ``uid`` replaces the event that was saved before."""
    from icalendar import Calendar, Event  # heavy: loaded only by who asks for a file

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
    calendar = Calendar()
    calendar.add("prodid", "-//nastavnik//RU")
    calendar.add("version", "2.0")
    calendar.add_component(entry)
    return bytes(calendar.to_ical())
