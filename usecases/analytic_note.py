"""The analytic note and the report for the pedagogical council: everything in them, gathered at one moment."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from mentoring import analytic_note as rules
from mentoring import self_check
from mentoring.access import TABLE, Action, Forbidden, may
from mentoring.analytic_note import Asked, Item, NoteReport, Process, RoadMapPart, YearEnd
from mentoring.before_after import STAGES
from mentoring.consent import school_year_start
from mentoring.ids import OrganisationId, RoadMapItemId
from mentoring.indicators import Year
from mentoring.local_days import LocalDays
from mentoring.organisations import Organisation
from mentoring.people import Caller
from mentoring.report import Report, Satisfaction
from mentoring.road_map_report import VERDICTS, Verdict
from mentoring.road_map_views import ItemView, item_views
from mentoring.road_maps import RoadMap, Task, TaskState
from mentoring.roles import Level, Role
from mentoring.self_check import Score
from storage import analytic_note as counts
from storage import attempts, road_map_tasks, road_maps
from storage import swot as swot_lines
from storage.database import Transaction
from usecases import before_after, reporting, road
from usecases.indicators import indicators
from usecases.looking import days_below, local_day, look, school_year_to
from usecases.reporting import SATISFACTION
from usecases.unit import By, House, allowed, caller_of

DRAW = Action.DRAW_PAPERS

WORKING_GROUP = "satisfaction_wg"
ASKED = (
    *(name for forms in STAGES.values() for name in (forms.before, forms.after)),
    *SATISFACTION.values(),
    WORKING_GROUP,
    self_check.FORM,
)
"""Questionnaires that the note is drawn from; early ends are told where the process is."""

MOST_ITEMS = 20
"""Of a road map, that are named because they are late or not needed."""


class AnalyticNotes:
    def __init__(self, house: House) -> None:
        self._house = house

    async def home(
        self, external_id: int, organisation: OrganisationId, action: Action = Action.SEE_STATISTICS
    ) -> YearEnd:
        """What may be done there by somebody who may do this. Raises Forbidden."""

        async def unit(transaction: Transaction, caller: Caller) -> YearEnd:
            place = (await allowed(transaction, external_id, action, organisation)).organisation
            school = place.level is Level.ORGANISATION
            edits = school and may(caller.grants, Action.EDIT_SWOT, place.path)
            return YearEnd(place, may(caller.grants, DRAW, place.path), edits)

        return await look(self._house, external_id, unit)

    async def note(
        self, by: By, organisation: OrganisationId, on: datetime.date | None = None, level: Level | None = None
    ) -> NoteReport:
        """As things stood at the end of that local day, today without one. Raises Forbidden, also at another level."""

        async def unit(transaction: Transaction) -> NoteReport:
            place = (await allowed(transaction, by, DRAW, organisation)).organisation
            if level is not None and place.level is not level:
                raise Forbidden(DRAW)
            caller = await caller_of(transaction, by) if isinstance(by, int) else None
            found = await note(transaction, self._house, place, on or self._house.local_time(place).date())
            return replace(
                found,
                prepared_by=_role(caller, place),
                words=caller is None or place.says_names,
                signed_by=caller.person.name if caller and place.says_names else None,
            )

        return await self._house.database.read(unit)


def _role(caller: Caller | None, place: Organisation) -> Role | None:
    """In which of the caller's roles the paper is made there."""
    if caller is None:
        return None
    held = {grant.role for grant in caller.grants if grant.organisation == place.id}
    return next((role for role in reversed(TABLE) if role in held and DRAW in TABLE[role]), None)


async def note(transaction: Transaction, house: House, place: Organisation, on: datetime.date) -> NoteReport:
    """Everything in it; whoever reads it sees this very place, so nothing is covered for neighbours' sake."""
    first = school_year_start(on)
    since, until = school_year_to(on, place)
    school = place.level is Level.ORGANISATION
    return NoteReport(
        place,
        on,
        None,
        await reporting.numbers(transaction, house, place, on),
        await _earlier(transaction, house, place, on),
        await _asked(transaction, house, place, since=since, until=until),
        await counts.kinds(transaction, place.id, since=since, until=until),
        await indicators(transaction, house, place, Year.of(on), on),
        await _road_maps(transaction, house, place),
        await _process(transaction, house, place, since=since, until=until),
        await before_after.changes(transaction, house, place, on),
        await _of_working_group(transaction, house, place, since=since, until=until),
        await _self_check(transaction, house, place, since=since, until=until),
        await swot_lines.lines(transaction, place.id, first.year) if school else None,
    )


async def _earlier(transaction: Transaction, house: House, place: Organisation, on: datetime.date) -> Report | None:
    found = await reporting.numbers(transaction, house, place, rules.a_year_before(on))
    return found if rules.tells_anything(found) else None


async def _asked(
    transaction: Transaction, house: House, place: Organisation, *, since: int, until: int
) -> tuple[Asked, ...]:
    found = await counts.asked(transaction, place.id, ASKED, since=since, until=until)
    titles = {
        pinned[0]: (await house.content.form(transaction, pinned)).title
        for pinned in await attempts.newest(transaction, ASKED)
    }
    return tuple(Asked(name, titles[name], *found[name]) for name in ASKED if name in found)


async def _of_working_group(
    transaction: Transaction, house: House, place: Organisation, *, since: int, until: int
) -> Satisfaction:
    """Its answers are anonymous, so they have no attempts."""
    for pinned in await attempts.newest(transaction, [WORKING_GROUP]):
        form = await house.content.form(transaction, pinned)
        measured = [question.id for question in form.questions if question.csi]
        return await counts.of_sheets(
            transaction, place.id, WORKING_GROUP, measured, since=since, until=until, now=house.now
        )
    return Satisfaction()


async def _self_check(transaction: Transaction, house: House, place: Organisation, *, since: int, until: int) -> Score:
    rules_of_bands = house.content.self_check
    for pinned in await attempts.newest(transaction, [self_check.FORM]):
        form = await house.content.form(transaction, pinned)
        sheets = await counts.sheets(transaction, place.id, self_check.FORM, since=since, until=until)
        values = ((value, 1) for sheet in sheets for value in sheet)
        return self_check.score(form, values, len(sheets), rules_of_bands)
    return Score(0, 0, 0)


# -- road maps -----------------------------------------------------------------------------------------------------


async def _road_maps(transaction: Transaction, house: House, place: Organisation) -> tuple[RoadMapPart, ...]:
    """Its own, then those from above that have given it something to do; of drafts nothing is told."""
    days = await days_below(transaction, house, place)
    found = [
        await _road_map(transaction, place, one, days)
        for one in sorted(
            await road_maps.active_over(transaction, place.path), key=lambda one: one.organisation != place.id
        )
    ]
    return tuple(one for one in found if one.whole)


async def _road_map(transaction: Transaction, place: Organisation, road_map: RoadMap, days: LocalDays) -> RoadMapPart:
    own = road_map.organisation == place.id
    tallies = await road_map_tasks.tallies(transaction, road_map.id, days, None if own else place.id)
    views = item_views(await road_maps.items(transaction, road_map.id), tallies)
    shown = [one for one in views if own or one.tally.total]
    totals = dict.fromkeys(Verdict, 0)
    for one in shown:
        if (verdict := VERDICTS[one.standing]) is not None:
            totals[verdict] += 1
    reasons = _reasons(await road_map_tasks.of_map(transaction, road_map.id, place.id))
    items = [_item(one, reasons) for one in shown if VERDICTS[one.standing] in {Verdict.LATE, Verdict.NOT_NEEDED}]
    return RoadMapPart(road_map.title, not own, days.here, totals, tuple(items[:MOST_ITEMS]))


def _reasons(tasks: Sequence[Task]) -> dict[RoadMapItemId, str]:
    found: dict[RoadMapItemId, str] = {}
    for task in tasks:
        if task.reason and task.state is TaskState.WAIVED:
            found.setdefault(task.item, task.reason)
    return found


def _item(one: ItemView, reasons: dict[RoadMapItemId, str]) -> Item:
    item, verdict = one.item.item, VERDICTS[one.standing]
    assert verdict is not None  # noqa: S101 - only such are asked for
    reason = one.item.waived or reasons.get(one.item.id, "") if verdict is Verdict.NOT_NEEDED else ""
    return Item(item.number, item.text, verdict, one.next_day, reason)


# -- process -------------------------------------------------------------------------------------------------------


async def _process(transaction: Transaction, house: House, place: Organisation, *, since: int, until: int) -> Process:
    """Working days are those of each pair's own school."""
    known: dict[OrganisationId, Organisation] = {}
    terms: dict[tuple[OrganisationId, datetime.date, datetime.date], int] = {}
    days = meetings = 0
    for where, ordered, met in await counts.first_meetings(transaction, place.id, since=since, until=until):
        if where not in known:
            known[where] = await road.organisation(transaction, where)
        term = (where, datetime.date.fromisoformat(ordered), local_day(met, known[where]))
        if term[1] > term[2]:
            # The programme may have its order after the trial: then there is no such term.
            continue
        if term not in terms:
            terms[term] = rules.working_days(term[1], term[2], house.content.calendars(known[where]))
        days, meetings = days + terms[term], meetings + 1
    return Process(
        days,
        meetings,
        await counts.trials(transaction, place.id, since=since, until=until),
        await counts.ended_early(transaction, place.id, since=since, until=until),
    )
