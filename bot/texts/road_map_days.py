"""The deadlines of a year in the words of a telephone's calendar."""

from collections import Counter
from collections.abc import Iterator

from bot.texts import words
from bot.texts.road_maps import title
from documents.calendar_file import DueDay
from mentoring.deadlines import remind_by
from mentoring.road_map_views import SETTLED
from mentoring.road_map_year import YearKind, YearView


def due_days(view: YearView) -> Iterator[DueDay]:
    """What is still to be done. The number within the year stays when a day moves, so the event moves with it.

    Those of a school year are numbered apart: in the calendar's year another one comes first.
    """
    numbers: Counter[int] = Counter()
    year = f"{view.year}{'' if view.kind is YearKind.CALENDAR else view.kind}"
    for one in view.items:
        numbers[one.item.id] += 1
        if one.standing in SETTLED:
            continue
        uid = f"item-{one.item.id}-{year}-{numbers[one.item.id]}@nastavnik"
        about = [one.item.item.section, "" if one.above is None else view.owners[one.above]]
        before = remind_by(one.day, view.days)
        if before != one.day:
            about.append(f"Последний рабочий день: {words.day(before)}")
        yield DueDay(uid, title(one.item.item), one.day, before, "\n".join(filter(None, about)))
