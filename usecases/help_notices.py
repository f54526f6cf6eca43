"""Letters about questions and calls for help, read again before they go."""

from mentoring.access import Action, may
from mentoring.help_requests import HelpState
from mentoring.ids import HelpRequestId
from mentoring.letters import LetterKind
from mentoring.notices import QuestionsWait
from storage import help_requests, letters, people
from storage.database import Transaction
from storage.letters import Claimed
from usecases import road
from usecases.help_views import news
from usecases.holding import Held, NotTrueAnyMore
from usecases.unit import House, StaleButton

STATES: dict[LetterKind, frozenset[HelpState]] = {
    LetterKind.HELP_ASKED: frozenset({HelpState.OPEN}),
    LetterKind.HELP_WAITS: frozenset({HelpState.OPEN}),
    LetterKind.HELP_UNANSWERED: frozenset({HelpState.OPEN}),
    LetterKind.HELP_ANSWERED: frozenset({HelpState.TAKEN, HelpState.DONE}),
    LetterKind.CALL_FOR_HELP: frozenset({HelpState.OPEN, HelpState.TAKEN}),
    LetterKind.CALL_UNSEEN: frozenset({HelpState.OPEN}),
    LetterKind.CALL_SEEN: frozenset({HelpState.TAKEN, HelpState.DONE}),
    LetterKind.DANGER_HEARD: frozenset({HelpState.OPEN, HelpState.TAKEN}),
    LetterKind.DANGER_UNSEEN: frozenset({HelpState.OPEN}),
}
"""Where a request has to stand for the letter to be worth reading."""

IN_ONE_LETTER = frozenset({LetterKind.HELP_WAITS, LetterKind.HELP_UNANSWERED})
"""Several questions that wait are counted, not told one by one."""

TO_THE_ASKER = frozenset({LetterKind.HELP_ANSWERED, LetterKind.CALL_SEEN})


async def hold(transaction: Transaction, house: House, letter: Claimed) -> Held:  # noqa: ARG001
    """Raises NotTrueAnyMore."""
    kept = await help_requests.one(transaction, HelpRequestId(letter.facts["request"]))
    if kept is None or kept.request.state not in STATES[letter.kind]:
        raise NotTrueAnyMore("answered_already")
    organisation = await road.organisation(transaction, kept.request.organisation)
    if letter.kind not in TO_THE_ASKER:
        account = await letters.reader(transaction, letter.person)
        caller = None if account is None else await people.caller(transaction, account.external_id)
        if caller is None or not may(caller.grants, Action.SEE_PAIRS, organisation.path):
            raise NotTrueAnyMore("reader_left_the_role")
    try:
        asked = await news(transaction, letter.kind, kept.request)
    except StaleButton as gone:
        raise NotTrueAnyMore("participant_left") from gone
    if letter.kind in IN_ONE_LETTER:
        waits = QuestionsWait(letter.kind, organisation.id, organisation.name, (kept.request.id,))
        return Held(waits, organisation)
    return Held(asked, organisation)
