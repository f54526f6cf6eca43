"""Letters about a question: to the curator at once and once more while it waits, then to the deputy head too."""

import datetime

from mentoring import calendar, letters
from mentoring.calendar import Calendar
from mentoring.help_requests import ANSWER_DAYS, RECALLED_AFTER, HelpRequest
from mentoring.ids import PairId
from mentoring.letters import Letter, LetterKind
from mentoring.pair_letters import Readers
from mentoring.pairs import Party

STEPS = (
    (LetterKind.HELP_WAITS, Party.CURATOR, RECALLED_AFTER),
    (LetterKind.HELP_UNANSWERED, Party.DEPUTY_HEAD, ANSWER_DAYS),
)
"""What the days bring while nobody answers: dropped at sending if somebody has."""


def of_question(
    request: HelpRequest, pair: PairId, readers: Readers, now: datetime.datetime, days: Calendar
) -> list[Letter]:
    """``now`` is local time, aware."""
    written = [
        letters.news(person, LetterKind.HELP_ASKED, str(request.id), now, request=request.id)
        for person in readers.looking_after(Party.CURATOR)
    ]
    for kind, told, working_days in STEPS:
        moment = now + (days.after(now.date(), working_days) - now.date())
        facts = {"request": int(request.id), "pair": int(pair), "told": list(Party).index(told)}
        due = calendar.digest_time(moment, days)
        written += [
            Letter(person, kind, f"{kind}:{request.id}:{person}", due, facts) for person in readers.looking_after(told)
        ]
    return written
