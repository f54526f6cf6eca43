"""How a road map is executed → the lines of a report."""

import datetime
from collections.abc import Iterable
from itertools import groupby

from bot.texts import evidence, labels, roles
from bot.texts.road_maps import NO_DATE
from mentoring.road_map_report import DoneTime, Execution, ExecutionReport, Fanned, Late, ReportLine, ReportSection
from mentoring.road_map_views import ItemView
from mentoring.road_maps import Standing, Task, TaskState, fans_out

PROOFS = 10
"""Told of one item; of the others the number."""

NAME = 30
"""Letters of an organisation's name where many stand in one cell."""


def report(found: Execution) -> ExecutionReport:
    view = found.view
    sections = [
        ReportSection(name, tuple(_line(found, one) for one in items))
        for name, items in groupby(view.items, lambda one: one.item.item.section)
    ]
    return ExecutionReport(view.road_map.title, view.place.name, view.today, tuple(sections))


def _line(found: Execution, one: ItemView) -> ReportLine:
    item = one.item.item
    return ReportLine(
        item.number,
        item.text,
        item.deadline_raw or NO_DATE,
        one.next_day if one.standing is not Standing.NO_DATE else None,
        item.responsible or roles.NAMES[item.owner],
        one.standing,
        _proof(found, one),
        _reason(found, one),
        _fanned(found, one),
        _done_on(found, one),
    )


def _proof(found: Execution, one: ItemView) -> str:
    pieces = found.proofs.get(one.item.id, ())
    told = [evidence.piece(given, found.view.today) for given in pieces[:PROOFS]]
    more = [f"и ещё {len(pieces) - PROOFS}"] if len(pieces) > PROOFS else []
    return "; ".join([*told, *more])


def _reason(found: Execution, one: ItemView) -> str:
    if one.item.waived is not None:
        return one.item.waived
    reasons = [task.reason for task in found.tasks.get(one.item.id, ()) if task.reason and task.state in CLOSED]
    return "; ".join(dict.fromkeys(reasons))


def _done_on(found: Execution, one: ItemView) -> datetime.date | None:
    tasks = found.tasks.get(one.item.id, ())
    return tasks[0].closed_on if one.tally.total == len(tasks) == 1 and tasks[0].state is TaskState.DONE else None


CLOSED = frozenset({TaskState.DONE, TaskState.WAIVED})


def _fanned(found: Execution, one: ItemView) -> Fanned | None:
    """A waived item is nobody's any more."""
    if one.tally.total <= 1 or one.item.waived is not None:
        return None
    late = found.late.get(one.item.id, Late())
    fans = fans_out(one.item.item, found.view.owner.level)
    names = tuple(labels.organisation(name, NAME) for name in late.names) if fans else ()
    more_late = late.whole - len(names) if names else 0
    return Fanned(one.tally.closed, one.tally.total, names, more_late, _times(found.tasks.get(one.item.id, ())))


def _times(tasks: Iterable[Task]) -> tuple[DoneTime, ...]:
    """In the order of their days, those that an organisation has added too."""
    done = [
        DoneTime(task.closed_on, task.due)
        for task in tasks
        if task.state is TaskState.DONE and task.closed_on is not None
    ]
    return tuple(sorted(done, key=lambda time: (time.due or time.on, time.on)))
