"""Whoever sees a sum and its parts could tell the few answers of one place by subtraction."""

import datetime

from mentoring import access
from mentoring.access import Action
from mentoring.campaigns import FEWEST_ANSWERS
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from storage import reports
from storage.database import Transaction
from usecases import road
from usecases.reporting import SATISFACTION, asked_of
from usecases.unit import By, caller_of


async def sees(transaction: Transaction, by: By, action: Action, path: tuple[OrganisationId, ...]) -> bool:
    if not isinstance(by, int):
        return True
    return access.may((await caller_of(transaction, by)).grants, action, path)


async def seen_above(transaction: Transaction, by: By, here: Organisation) -> list[Organisation]:
    """The levels above whose sums whoever asks sees too, the nearest first."""
    found = []
    for depth in range(len(here.path) - 1, 0, -1):
        if not await sees(transaction, by, Action.SEE_STATISTICS, here.path[:depth]):
            break
        found.append(await road.organisation(transaction, here.path[depth - 1]))
    return found


async def few_beside(transaction: Transaction, by: By, here: Organisation, day: datetime.date) -> frozenset[str]:
    """Surveys to which a place beside this one, or beside one above it, has too few answers: whoever sees the sum of
    all of them could take the others away from it."""
    few: set[str] = set()
    forms = sorted(SATISFACTION.values())
    for above in await seen_above(transaction, by, here):
        answered = await reports.answered(transaction, await asked_of(transaction, above, day), forms)
        few.update(form for people in answered.values() for form, number in people.items() if number < FEWEST_ANSWERS)
    return frozenset(few)
