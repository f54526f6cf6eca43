"""Letters about pairs, read again before they go: whether what they say still holds, and for this reader."""

from collections.abc import Callable
from dataclasses import replace

from mentoring.access import Action, may
from mentoring.ids import MeetingId, MembershipId, PairId
from mentoring.letters import LetterKind
from mentoring.meetings import Meeting, MeetingState
from mentoring.notices import PairNews, PairsStuck
from mentoring.pair_cards import PairCard, Reader
from mentoring.pair_deadlines import deadline, wait_of
from mentoring.pair_letters import RECALLED, change_facts, wait_facts
from mentoring.pair_moves import Event
from mentoring.pairs import CLOSED, UNDER_WAY, Pair, PairState, Party
from storage import letters, meetings, pairs, people
from storage.database import Transaction
from storage.letters import Claimed
from storage.pairs import Kept
from usecases import road
from usecases.holding import Held, NotTrueAnyMore
from usecases.pair_views import Seen, card, readable, zone
from usecases.stairs import above, first_open_month, last_sign
from usecases.unit import House

MEETING_STATES = frozenset(PairState) - CLOSED - {PairState.PAUSED}

MEETING_IN: dict[LetterKind, frozenset[MeetingState]] = {
    LetterKind.MEETING_OFFERED: frozenset({MeetingState.OFFERED}),
    LetterKind.MEETING_AGREED: frozenset({MeetingState.AGREED}),
    LetterKind.MEETING_LAPSED: frozenset({MeetingState.OFFERED}),
    LetterKind.MEETING_LINK: frozenset({MeetingState.AGREED}),
    LetterKind.MEETING_OFF: frozenset({MeetingState.MOVED, MeetingState.CANCELLED}),
    LetterKind.MEETING_TOMORROW: frozenset({MeetingState.AGREED}),
    LetterKind.MEETING_SOON: frozenset({MeetingState.AGREED}),
    LetterKind.MEETING_ASKED: frozenset({MeetingState.AGREED}),
    LetterKind.MEETING_DISPUTED: frozenset({MeetingState.DISPUTED}),
    LetterKind.MEETING_UNSETTLED: frozenset({MeetingState.DISPUTED}),
    LetterKind.MEETING_MOVED_OFTEN: frozenset({MeetingState.MOVED}),
    LetterKind.EVENT_ASKED: frozenset({MeetingState.HELD}),
}
"""Where a meeting has to stand for a letter about it to be worth reading."""

HOLDS_IN: dict[LetterKind, frozenset[PairState]] = {
    LetterKind.PAIR_OFFERED: frozenset({PairState.AWAITING_ACCEPTANCE}),
    LetterKind.PAIR_WAITS: RECALLED,
    LetterKind.PAIR_AGREED: frozenset({PairState.ACCEPTED}),
    LetterKind.PAIR_ASSIGNED: frozenset(PairState) - CLOSED,
    LetterKind.PAIR_OFF: CLOSED,
    LetterKind.PAIR_ENDED: CLOSED,
    LetterKind.PAIR_COMPLETED: frozenset({PairState.COMPLETED}),
    LetterKind.PAIR_DECLINED: frozenset(PairState),
    LetterKind.PAIR_LAPSED: frozenset(PairState),
    LetterKind.PAIR_LATE: frozenset(PairState) - CLOSED,
    LetterKind.PAIR_STUCK: RECALLED,
    LetterKind.PAIR_CHECK: frozenset({PairState.WORKING}),
    LetterKind.PAIR_QUIET: frozenset({PairState.WORKING}),
    LetterKind.PAIR_BROKEN: CLOSED,
    LetterKind.ORDER_AWAITED: frozenset({PairState.ACCEPTED}),
    LetterKind.VERDICT_ASKED: frozenset({PairState.TRIAL}),
    LetterKind.TRIAL_AGAIN: frozenset({PairState.TRIAL}),
    LetterKind.PAIR_SUITS: frozenset(PairState) - CLOSED,
    LetterKind.PLAN_SUBMITTED: frozenset({PairState.PLANNING}),
    LetterKind.PLAN_TO_APPROVE: frozenset({PairState.PLAN_APPROVAL}),
    LetterKind.PLAN_RETURNED: frozenset({PairState.PLANNING}),
    LetterKind.PLAN_APPROVED: frozenset({PairState.WORKING}),
    LetterKind.WORK_DONE: frozenset({PairState.FINAL_MEETING}),
    LetterKind.PAIR_PAUSED: frozenset({PairState.PAUSED}),
    LetterKind.PAIR_RESUMED: UNDER_WAY,
    LetterKind.PAIR_EXTENDED: frozenset({PairState.WORKING}),
    LetterKind.NOTICE_GIVEN: UNDER_WAY | {PairState.PAUSED},
    LetterKind.NOTICE_TAKEN_BACK: UNDER_WAY | {PairState.PAUSED},
    LetterKind.PAIR_LEFT: frozenset(PairState),
    LetterKind.MENTOR_REPLACED: frozenset(PairState),
    LetterKind.LOOKING_AGAIN: frozenset(PairState),
    LetterKind.NOT_LOOKING: frozenset(PairState),
    LetterKind.CHANGE_PROPOSED: frozenset({PairState.WORKING}),
    LetterKind.CHANGE_TO_APPROVE: frozenset({PairState.WORKING}),
    LetterKind.CHANGE_WAITS: frozenset({PairState.WORKING}),
    LetterKind.CHANGE_LATE: frozenset({PairState.WORKING}),
    LetterKind.EVENT_WAITS: frozenset({PairState.WORKING}),
    LetterKind.EVENT_LATE: frozenset({PairState.WORKING}),
    LetterKind.CHANGE_DONE: frozenset({PairState.WORKING}),
    LetterKind.CHANGE_OFF: frozenset({PairState.WORKING}),
    LetterKind.MEMBER_JOINED: frozenset(PairState) - CLOSED,
    LetterKind.MEMBER_OUT: frozenset(PairState),
    LetterKind.GROUP_CHANGED: frozenset(PairState) - CLOSED,
    LetterKind.INVITATION_OVER: frozenset(PairState) - CLOSED,
    **dict.fromkeys(MEETING_IN, MEETING_STATES),
}
"""Where a pair has to stand for the letter to be worth reading."""

STILL: dict[LetterKind, Callable[[Pair], bool]] = {
    LetterKind.NOTICE_GIVEN: lambda pair: pair.ends_on is not None,
    LetterKind.NOTICE_TAKEN_BACK: lambda pair: pair.ends_on is None,
    LetterKind.CHANGE_OFF: lambda pair: pair.change is None,
}
"""What else of a pair has to hold."""

NEEDS: dict[LetterKind, frozenset[Event]] = {
    LetterKind.PAIR_OFFERED: frozenset({Event.ACCEPT}),
    LetterKind.ORDER_AWAITED: frozenset({Event.ENTER_ORDER}),
    LetterKind.VERDICT_ASKED: frozenset({Event.GIVE_VERDICT}),
    LetterKind.PLAN_SUBMITTED: frozenset({Event.AGREE_PLAN}),
    LetterKind.PLAN_TO_APPROVE: frozenset({Event.APPROVE_PLAN}),
    LetterKind.CHANGE_PROPOSED: frozenset({Event.AGREE_CHANGE}),
    LetterKind.CHANGE_TO_APPROVE: frozenset({Event.APPROVE_CHANGE}),
    LetterKind.CHANGE_WAITS: frozenset({Event.AGREE_CHANGE, Event.APPROVE_CHANGE}),
    LetterKind.PAIR_WAITS: frozenset(
        {
            Event.SEND,
            Event.ACCEPT,
            Event.ENTER_ORDER,
            Event.HOLD,
            Event.GIVE_VERDICT,
            Event.SETTLE_TRIAL,
            Event.SUBMIT_PLAN,
            Event.AGREE_PLAN,
            Event.APPROVE_PLAN,
            Event.FINISH_WORK,
        }
    ),
}
"""What a reader must still be able to do for the letter to be of use."""


async def hold(transaction: Transaction, house: House, letter: Claimed) -> Held:
    """Raises NotTrueAnyMore."""
    kept = await pairs.one(transaction, PairId(letter.facts["pair"]))
    if kept is None or kept.pair.state not in HOLDS_IN[letter.kind] or not _still(letter.kind, kept.pair):
        raise NotTrueAnyMore("pair_moved_on")
    now = {**wait_facts(kept.pair), **change_facts(kept.pair)}
    if any(letter.facts.get(name, value) != value for name, value in now.items()):
        raise NotTrueAnyMore("something_else_is_waited_for")
    if "event_month" in letter.facts:
        await _demand_undone(transaction, kept.pair, letter.facts["event_month"])
    about = await _meeting(transaction, house, letter, kept) if "meeting" in letter.facts else None
    await _demand_waiting(transaction, house, letter, kept)
    if letter.kind is LetterKind.PAIR_STUCK:
        return await _stuck(transaction, letter, kept)
    shown = await card(transaction, house, await _reader(transaction, letter, kept))
    if "by" in letter.facts:
        shown = replace(shown, acted=list(Party)[letter.facts["by"]])
    if letter.kind in NEEDS and not NEEDS[letter.kind] & shown.open_to:
        raise NotTrueAnyMore("answered_already")
    if letter.kind is LetterKind.PAIR_WAITS:
        _demand_something_to_do(house, shown)
    if letter.kind is LetterKind.MEETING_OFF and about is not None and _is_replaced(about, shown):
        raise NotTrueAnyMore("another_is_arranged")
    among_others = await pairs.in_another(transaction, letter.person, kept.pair.id)
    return Held(PairNews(letter.kind, shown, among_others, about), shown.organisation)


async def _demand_undone(transaction: Transaction, pair: Pair, month: int) -> None:
    """Raises NotTrueAnyMore when the event has been marked or moved."""
    first = await first_open_month(transaction, pair)
    if first is None or first.toordinal() != month:
        raise NotTrueAnyMore("answered_already")


def _demand_something_to_do(house: House, shown: PairCard) -> None:
    """Whoever has said a word, or is not asked, would find nothing behind the button. Raises NotTrueAnyMore."""
    if _is_arranged(shown):
        raise NotTrueAnyMore("meeting_is_arranged")
    if shown.meeting is not None and shown.side in (shown.meeting.said or {}):
        raise NotTrueAnyMore("answered_already")
    wait = wait_of(shown.pair, house.content.programme(shown.organisation.id))
    if shown.reader is Reader.MENTEE and (wait is None or Party.MENTEES not in wait.asked):
        raise NotTrueAnyMore("not_asked")


def _is_arranged(shown: PairCard) -> bool:
    """A meeting that lies ahead, or of which only the curator's word is waited for; one nobody told of is no excuse."""
    meeting = shown.meeting
    if meeting is None or shown.now is None:
        return False
    ahead = meeting.state is MeetingState.AGREED and not meeting.has_passed(shown.now)
    return ahead or meeting.state is MeetingState.DISPUTED


def _is_replaced(off: Meeting, shown: PairCard) -> bool:
    """Times that were only offered, and others are on offer or chosen by now: nobody has noted the former down."""
    meeting = shown.meeting
    return off.at is None and meeting is not None and meeting.state is not MeetingState.DRAFT


def _still(kind: LetterKind, pair: Pair) -> bool:
    return kind not in STILL or STILL[kind](pair)


async def _demand_waiting(transaction: Transaction, house: House, letter: Claimed, kept: Kept) -> None:
    """A term that was put off is not over, and a pair that has stirred is not silent. Raises NotTrueAnyMore."""
    organisation = await road.organisation(transaction, kept.pair.organisation)
    if letter.kind in {LetterKind.PAIR_LATE, LetterKind.PAIR_STUCK}:
        programme, days = house.content.programme(organisation.id), house.content.calendars(organisation)
        until = deadline(kept.pair, programme, days)
        if until is None or until >= house.local_time(organisation).date():
            raise NotTrueAnyMore("not_late")
    sign = letter.facts.get("sign")
    if sign is not None and (await last_sign(transaction, organisation, kept.pair.id)).toordinal() != sign:
        raise NotTrueAnyMore("not_silent")


async def _stuck(transaction: Transaction, letter: Claimed, kept: Kept) -> Held:
    """Whoever stands above the school learns how many, never who."""
    organisation = await road.organisation(transaction, kept.pair.organisation)
    if letter.person not in await above(transaction, organisation):
        raise NotTrueAnyMore("reader_left_the_role")
    return Held(PairsStuck(organisation.id, organisation.name), organisation)


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


async def _meeting(transaction: Transaction, house: House, letter: Claimed, kept: Kept) -> Meeting:
    """The one the letter is about. Raises NotTrueAnyMore."""
    if "side" in letter.facts and kept.pair.side(MembershipId(letter.facts["side"])) is None:
        raise NotTrueAnyMore("reader_left_the_pair")
    organisation = await road.organisation(transaction, kept.pair.organisation)
    now = house.local_time(organisation)
    found = await meetings.one(transaction, MeetingId(letter.facts["meeting"]), zone(organisation))
    if found is None or found.meeting.state not in MEETING_IN[letter.kind]:
        raise NotTrueAnyMore("meeting_moved_on")
    if letter.kind is LetterKind.MEETING_OFFERED and found.meeting.has_lapsed(now):
        raise NotTrueAnyMore("too_late")
    if letter.kind is LetterKind.MEETING_LINK and (
        readable(found.meeting, organisation).link is None or found.changes != letter.facts["change"]
    ):
        raise NotTrueAnyMore("link_changed")
    ahead = letter.kind in {LetterKind.MEETING_TOMORROW, LetterKind.MEETING_SOON, LetterKind.MEETING_LINK}
    if ahead and found.meeting.has_passed(now):
        raise NotTrueAnyMore("too_late")
    if letter.kind is LetterKind.EVENT_ASKED and not await meetings.is_untied(transaction, found.meeting.id):
        raise NotTrueAnyMore("answered_already")
    if letter.kind is LetterKind.MEETING_ASKED and letter.facts["side"] in (found.meeting.said or {}):
        raise NotTrueAnyMore("answered_already")
    return found.meeting
