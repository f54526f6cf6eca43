"""What a report that goes upward is made of: the school's own numbers, or the sum of what was accepted below."""

import datetime
from collections.abc import Awaitable, Callable
from dataclasses import replace

from mentoring import report_bodies
from mentoring.calendar import month_end, month_starts
from mentoring.indicators import Fact, Year
from mentoring.organisations import Organisation
from mentoring.report_bodies import Body, Extra, ExtraRow
from mentoring.report_letters import senders
from mentoring.report_rounds import ReportRound, RoundKind
from mentoring.road_map_views import Duty
from mentoring.sent_reports import Line, RoundPage, Shelf
from storage import reports as counts
from storage import road_map_duties, sent_reports
from storage.database import Transaction
from usecases import reporting, road
from usecases.indicators import indicators
from usecases.unit import House

Section = Callable[[Transaction, House, Organisation, datetime.date], Awaitable[Extra | None]]


async def _indicators(transaction: Transaction, house: House, school: Organisation, day: datetime.date) -> Extra | None:
    """Of the calendar year, as the passport has them. What has no value has no part in the sum above either."""
    found = await indicators(transaction, house, school, Year.of(day), day)
    rows = tuple(_row(one) for one in found.facts)
    return Extra("indicators", "Показатели", rows) if rows else None


def _row(one: Fact) -> ExtraRow:
    known = one.numerator is not None and one.denominator and not one.unasked
    part, whole = (one.numerator, one.denominator) if known else (None, None)
    answered = one.answered if one.of_answers else None
    return ExtraRow(one.indicator.key, one.indicator.short, part, whole, one.target, answered)


SECTIONS: tuple[Section, ...] = (_indicators,)
"""What else a report has, each counted in the unit that sends it."""


async def of_school(
    transaction: Transaction, house: House, school: Organisation, month: datetime.date, note: str | None
) -> Body:
    """Its numbers as they are now; meetings are those of ``month``, its first day."""
    report = await reporting.numbers(transaction, house, school)
    asked = await reporting.asked_of(transaction, school, report.on)
    until = min(month_starts(month, 2)[1], asked.until)
    held = await counts.meetings(transaction, replace(asked, meetings=month, until=until))
    meetings = held.get(school.id, 0)
    extras = [await section(transaction, house, school, report.on) for section in SECTIONS]
    return report_bodies.frozen(report, month, meetings, [one for one in extras if one is not None], note)


async def lines(transaction: Transaction, house: House, found: ReportRound) -> tuple[Line, ...]:
    """Everybody a round asks, by name."""
    kind = house.content.report_rounds[found.kind]
    reports = await sent_reports.reports(transaction, found.id)
    led = await sent_reports.led(transaction, found.organisation, senders(kind.sender))
    return tuple(
        [
            Line(await road.organisation(transaction, place), reports.get(place), place in led)
            for place, _ in await sent_reports.below(transaction, found.organisation, kind.sender)
        ]
    )


async def page(transaction: Transaction, house: House, found: ReportRound, place: Organisation) -> RoundPage:
    kind = house.content.report_rounds[found.kind]
    today = house.local_time(place).date()
    return RoundPage(found, kind, place, today, await lines(transaction, house, found))


def total(of: RoundPage, note: str | None = None) -> Body | None:
    """None while nothing is accepted."""
    accepted = of.accepted()
    return report_bodies.summed(accepted, of.today, len(of.lines), note) if accepted else None


def missing(of: RoundPage) -> tuple[str, ...]:
    """Who is not in the sum."""
    return tuple(line.place.name for line in of.lines if line.shelf is not Shelf.ACCEPTED)


async def of_place(
    transaction: Transaction, house: House, place: Organisation, found: ReportRound, note: str | None
) -> tuple[Body | None, tuple[str, ...]]:
    """What the place would send in that round now, and who is missing in it."""
    kind = house.content.report_rounds[found.kind]
    if kind.sums is None:
        return await of_school(transaction, house, place, kind.month_of(found.year), note), ()
    below = await sent_reports.round_of(transaction, place.id, kind.sums, found.year)
    if below is None:
        return None, ()
    under = await page(transaction, house, below, place)
    return total(under, note), missing(under)


async def proves(transaction: Transaction, place: Organisation, kind: RoundKind, due: datetime.date) -> Duty | None:
    """An open item of the place's road maps that a report of that day may prove, the oldest first."""
    duties = await road_map_duties.duties(transaction, place.id, month_end(due))
    return next((duty for duty in duties if duty.item.uid in kind.items), None)
