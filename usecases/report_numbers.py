"""What a report that goes upward is made of: the school's own numbers, or the sum of what was accepted below."""

import datetime
import zoneinfo
from collections.abc import Awaitable, Callable

from mentoring import report_bodies
from mentoring.calendar import month_end, month_starts
from mentoring.organisations import Organisation
from mentoring.report_bodies import Body, Extra
from mentoring.report_letters import senders
from mentoring.report_rounds import ReportRound, RoundKind
from mentoring.road_map_views import Duty
from mentoring.sent_reports import Line, RoundPage, Shelf
from storage import reports as counts
from storage import road_map_duties, sent_reports
from storage.database import Transaction
from usecases import reporting, road
from usecases.unit import House

Section = Callable[[Transaction, House, Organisation, datetime.date], Awaitable[Extra | None]]

SECTIONS: tuple[Section, ...] = ()
"""What else a report has, each counted in the unit that sends it: such as the indicators."""


async def of_school(
    transaction: Transaction, house: House, school: Organisation, month: datetime.date, note: str | None
) -> Body:
    """Its numbers as they are now; meetings are those of ``month``, its first day."""
    report = await reporting.numbers(transaction, house, school)
    meetings = await counts.meetings(
        transaction,
        school.id,
        since=_midnight(month, school),
        until=min(_midnight(month_starts(month, 2)[1], school), house.now + 1),
    )
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


def _midnight(day: datetime.date, organisation: Organisation) -> int:
    """The beginning of a local day, in seconds, UTC."""
    return int(datetime.datetime.combine(day, datetime.time.min, zoneinfo.ZoneInfo(organisation.tz)).timestamp())
