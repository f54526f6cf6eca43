"""Signs of life of a pair: acts, meetings arranged and told of, events of the plan that were marked."""

from mentoring.ids import PairId
from mentoring.meetings import MeetingState
from storage.database import Transaction

_LAST = (
    "SELECT max(at) FROM ("
    "SELECT max(at) AS at FROM pair_history WHERE pair_id = $1 "
    "UNION ALL SELECT max(created_at) FROM meetings WHERE pair_id = $1 "
    "UNION ALL SELECT max(at) FROM meetings WHERE pair_id = $1 AND state IN ($2, $3) "
    "UNION ALL SELECT max(w.at) FROM meeting_words w JOIN meetings m ON m.id = w.meeting_id WHERE m.pair_id = $1 "
    "UNION ALL SELECT max(e.marked_at) FROM plan_events e JOIN plans p ON p.id = e.plan_id WHERE p.pair_id = $1"
    ") AS found"
)


async def last(transaction: Transaction, pair: PairId) -> int:
    """In seconds, UTC; ahead of now where a meeting is agreed."""
    return int(await transaction.value(_LAST, pair, MeetingState.AGREED.value, MeetingState.HELD.value))
