"""The deadlines of a year in the words of a telephone's calendar."""

from collections import Counter
from collections.abc import Iterator

from bot.texts import words
from bot.texts.road_maps import title
from documents.calendar_file import DueDay
from mentoring.deadlines import remind_by
from mentoring.road_map_views import SETTLED
from mentoring.road_map_year import YearView


def due_days(view: YearView) -> Iterator[DueDay]:
    """What is still to be done. The number within the year stays when a day moves, so the event moves with it."""
    numbers: Counter[int] = Counter()
    for one in view.items:
        numbers[one.item.id] += 1
        if one.standing in SETTLED:
            continue
        uid = f"item-{one.item.id}-{view.year}-{numbers[one.item.id]}@nastavnik"
        about = [one.item.item.section, "" if one.above is None else view.owners[one.above]]
        before = remind_by(one.day, view.days)
        if before != one.day:
            about.append(f"Последний рабочий день: {words.day(before)}")
        yield DueDay(uid, title(one.item.item), one.day, before, "\n".join(filter(None, about)))
