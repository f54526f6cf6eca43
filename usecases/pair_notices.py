"""Letters about pairs, read again before they go: whether what they say still holds, and for this reader."""

from mentoring.access import Action, may
from mentoring.ids import MembershipId, PairId
from mentoring.letters import LetterKind
from mentoring.notices import PairNews
from mentoring.pair_cards import Reader
from mentoring.pairs import CLOSED, PairState
from storage import letters, pairs, people
from storage.database import Transaction
from storage.letters import Claimed
from storage.pairs import Kept
from usecases import road
from usecases.holding import Held, NotTrueAnyMore
from usecases.pair_views import Seen, card
from usecases.unit import House

HOLDS_IN: dict[LetterKind, frozenset[PairState]] = {
    LetterKind.PAIR_OFFERED: frozenset({PairState.AWAITING_ACCEPTANCE}),
    LetterKind.PAIR_WAITS: frozenset({PairState.AWAITING_ACCEPTANCE, PairState.ACCEPTED}),
    LetterKind.PAIR_AGREED: frozenset({PairState.ACCEPTED}),
    LetterKind.PAIR_ASSIGNED: frozenset(PairState) - CLOSED,
    LetterKind.PAIR_OFF: CLOSED,
    LetterKind.PAIR_ENDED: CLOSED,
    LetterKind.PAIR_DECLINED: frozenset(PairState),
    LetterKind.PAIR_LAPSED: frozenset(PairState),
    LetterKind.PAIR_LATE: frozenset(PairState) - CLOSED,
    LetterKind.ORDER_AWAITED: frozenset({PairState.ACCEPTED}),
}
"""Where a pair has to stand for the letter to be worth reading."""

ASKING = frozenset({LetterKind.PAIR_OFFERED, LetterKind.PAIR_WAITS, LetterKind.ORDER_AWAITED})
"""Letters that ask for something: of no use to whoever has nothing to do any more."""


async def hold(transaction: Transaction, house: House, letter: Claimed) -> Held:
    """Raises NotTrueAnyMore."""
    kept = await pairs.one(transaction, PairId(letter.facts["pair"]))
    if kept is None or kept.pair.state not in HOLDS_IN[letter.kind]:
        raise NotTrueAnyMore("pair_moved_on")
    if letter.facts.get("since", kept.pair.waits_since.toordinal()) != kept.pair.waits_since.toordinal():
        raise NotTrueAnyMore("somebody_else_is_waited_for")
    shown = await card(transaction, house, await _reader(transaction, letter, kept))
    if letter.kind in ASKING and not shown.open_to:
        raise NotTrueAnyMore("answered_already")
    return Held(PairNews(letter.kind, shown), shown.organisation)


async def _reader(transaction: Transaction, letter: Claimed, kept: Kept) -> Seen:
    """The letter's reader, with the rights they have now."""
    organisation = await road.organisation(transaction, kept.pair.organisation)
    account = await letters.reader(transaction, letter.person)
    caller = None if account is None else await people.caller(transaction, account.external_id)
    if caller is None:
        raise NotTrueAnyMore("reader_gone")
    side = letter.facts.get("side")
    if side is None:
        if not may(caller.grants, Action.SEE_PAIRS, organisation.path):
            raise NotTrueAnyMore("reader_left_the_role")
        return Seen(kept, organisation, caller, Reader.CURATOR, None)
    if caller.membership(MembershipId(side)) is None:
        raise NotTrueAnyMore("reader_left_the_role")
    reader = Reader.MENTOR if kept.pair.mentor.membership == side else Reader.MENTEE
    return Seen(kept, organisation, caller, reader, MembershipId(side))
