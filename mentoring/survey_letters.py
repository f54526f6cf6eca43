"""Letters about surveys: one that invites, and reminders for those who have not answered (design §4, digests)."""

import datetime
from collections.abc import Iterable
from dataclasses import replace

from mentoring import calendar
from mentoring.calendar import Calendar
from mentoring.ids import PersonId, SurveyId
from mentoring.letters import Letter, LetterKind


def asked(
    survey: SurveyId, person: PersonId, now: datetime.datetime, remind_after: Iterable[int], days: Calendar
) -> list[Letter]:
    """``now`` is local time; the reminders come so many working days later."""
    found = [_letter(LetterKind.SURVEY_ASKED, survey, person, now, "0", days)]
    reminders = sorted(remind_after)
    for working_days in reminders:
        day = days.after(now.date(), working_days)
        morning = now.replace(year=day.year, month=day.month, day=day.day, hour=0, minute=0, second=0, microsecond=0)
        reminder = _letter(LetterKind.SURVEY_WAITS, survey, person, morning, str(working_days), days)
        found.append(reminder if working_days < reminders[-1] else as_last(reminder))
    return found


def as_last(reminder: Letter) -> Letter:
    return replace(reminder, facts={**reminder.facts, "last": 1})


def resumed(survey: SurveyId, person: PersonId, now: datetime.datetime, days: Calendar) -> Letter:
    """After a pause, in which reminders were silent."""
    return _letter(LetterKind.SURVEY_WAITS, survey, person, now, f"resumed:{now:%Y%m%d}", days)


def _letter(
    kind: LetterKind, survey: SurveyId, person: PersonId, at: datetime.datetime, key: str, days: Calendar
) -> Letter:
    due = calendar.digest_time(at, days)
    return Letter(person, kind, f"{kind}:{survey}:{key}", due, {"survey": survey})
