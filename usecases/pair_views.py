"""Pairs as each reader may see them: who looks, what they may do, and the people behind the memberships."""

import datetime
import zoneinfo
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from mentoring import group_meetings, matching
from mentoring.access import Action, may
from mentoring.bank import LISTED_FIELDS, Filled, Post, Side
from mentoring.ids import MeetingId, MembershipId, PairId
from mentoring.meetings import Meeting, MeetingState
from mentoring.organisations import Organisation
from mentoring.pair_cards import Departed, PairCard, PairLine, Partner, Reader, Reason, partner
from mentoring.pair_deadlines import change_deadline, deadline
from mentoring.pair_moves import Event, awaited_meeting, possible
from mentoring.pairs import UNDER_WAY, Pair, PairState, Programme
from mentoring.pairs import Side as PairSide
from mentoring.people import Caller
from mentoring.plans import Plan, PlanState, changed
from mentoring.zones import Zones
from storage import meetings, pairs, people, plans, wishes
from storage.database import Transaction
from storage.pairs import Kept
from usecases import pair_surveys, road, shelves
from usecases.looking import local_day
from usecases.unit import House, StaleButton

STAFF_ACTS: dict[Event, Action] = {
    Event.SEND: Action.FORM_PAIRS,
    Event.CANCEL: Action.FORM_PAIRS,
    Event.END: Action.FORM_PAIRS,
    Event.HOLD: Action.FORM_PAIRS,
    Event.SETTLE_TRIAL: Action.FORM_PAIRS,
    Event.ENTER_ORDER: Action.ENTER_ORDER,
    Event.APPROVE_PLAN: Action.APPROVE_PLAN,
    Event.RETURN_PLAN: Action.APPROVE_PLAN,
    Event.FINISH_WORK: Action.FORM_PAIRS,
    Event.PAUSE: Action.FORM_PAIRS,
    Event.RESUME: Action.FORM_PAIRS,
    Event.EXTEND: Action.FORM_PAIRS,
    Event.REPLACE_MENTOR: Action.FORM_PAIRS,
    Event.GIVE_NOTICE: Action.FORM_PAIRS,
    Event.TAKE_BACK_NOTICE: Action.FORM_PAIRS,
    Event.CORRECT_ORDER: Action.ENTER_ORDER,
    Event.APPROVE_CHANGE: Action.APPROVE_PLAN,
    Event.REJECT_CHANGE: Action.APPROVE_PLAN,
    Event.CHANGE_KIND: Action.FORM_PAIRS,
    Event.ADD_MENTEE: Action.FORM_PAIRS,
    Event.DROP_MENTEE: Action.FORM_PAIRS,
    Event.INVITE: Action.FORM_PAIRS,
    Event.RECALL_INVITATION: Action.FORM_PAIRS,
}
"""Which right an act of those who look after pairs asks for."""

OTHERS_DECIDE = frozenset({Event.HOLD, Event.SETTLE_TRIAL, Event.SEND, Event.CANCEL, Event.REPLACE_MENTOR})
"""What a curator who is a side of the pair leaves to somebody else."""

KNOWN_TO_EACH_OTHER = UNDER_WAY | {PairState.PAUSED, PairState.SURVEYS, PairState.COMPLETED}
"""States in which both have agreed, so that each may know the other's name."""

MATCHED_FIELDS = LISTED_FIELDS | {
    "form",
    "forms",
    "kinds",
    "slots",
    "meeting_format",
    "mentor_wishes",
    "mentee_wishes",
}
"""Answers that cards and suggestions need; nothing else of a questionnaire leaves the bank."""


@dataclass(frozen=True, slots=True)
class Seen:
    """A pair and who looks at it: one of its sides, or somebody who looks after it."""

    kept: Kept
    organisation: Organisation
    caller: Caller
    reader: Reader
    side: MembershipId | None

    @property
    def pair(self) -> Pair:
        return self.kept.pair


async def seen(transaction: Transaction, caller: Caller, pair_id: PairId) -> Seen:
    """Raises StaleButton for nobody's pair and for another's alike: a guess learns nothing."""
    kept = await pairs.one(transaction, pair_id)
    if kept is None:
        raise StaleButton
    organisation = await road.organisation(transaction, kept.pair.organisation)
    held = next((held for held in caller.memberships if kept.pair.side(held.id) is not None), None)
    if held is not None and kept.pair.state is not PairState.PROPOSED:
        reader = Reader.MENTOR if kept.pair.mentor.membership == held.id else Reader.MENTEE
        return Seen(kept, organisation, caller, reader, held.id)
    if may(caller.grants, Action.SEE_PAIRS, organisation.path):
        return Seen(kept, organisation, caller, Reader.CURATOR, None)
    raise StaleButton


async def in_banks(
    transaction: Transaction, house: House, organisation: Organisation, only: Sequence[MembershipId] | None = None
) -> dict[MembershipId, Filled]:
    """Everybody of both banks, or ``only`` these of them, limited to what is nobody's in particular to read."""
    everybody = [
        filled
        for side in Side
        for filled in await shelves.everybody(transaction, house, organisation, side, frozenset(), MATCHED_FIELDS, only)
    ]
    return {filled.membership.id: filled for filled in everybody}


def shown(filled: Filled, organisation: Organisation, *, named: bool = True) -> Partner:
    """Somebody of the bank; ``named``: this reader may know the name, if the organisation says names at all."""
    says = organisation.says_names
    return partner(filled, named=named and says, words=says and named and filled.person.adult is not False)


async def partners(
    transaction: Transaction,
    organisation: Organisation,
    banks: Mapping[MembershipId, Filled],
    wanted: Iterable[MembershipId],
    *,
    named: bool,
) -> dict[MembershipId, Partner]:
    """The people behind memberships; of somebody who has left the bank only the code is told."""
    found = {}
    for membership in wanted:
        if membership in banks:
            found[membership] = shown(banks[membership], organisation, named=named)
            continue
        held = await people.membership(transaction, membership)
        assert held is not None  # noqa: S101 - a foreign key leads to it
        found[membership] = Partner(membership, held.code, None, Post(), (), pupil=False)
    return found


async def lines(
    transaction: Transaction, house: House, organisation: Organisation, found: Sequence[Pair]
) -> tuple[PairLine, ...]:
    """For those who look after these pairs."""
    banks = await in_banks(transaction, house, organisation)
    everybody = dict.fromkeys(side.membership for pair in found for side in (pair.mentor, *pair.mentees))
    known = await partners(transaction, organisation, banks, everybody, named=True)
    return tuple(_line(house, organisation, pair, known) for pair in found)


def _line(house: House, organisation: Organisation, pair: Pair, known: Mapping[MembershipId, Partner]) -> PairLine:
    until = deadline(pair, house.content.programme(organisation.id), house.content.calendars(organisation))
    late = until is not None and not pair.closed and until < house.local_time(organisation).date()
    mentees = tuple(known[side.membership] for side in pair.mentees)
    return PairLine(pair, known[pair.mentor.membership], mentees, until, late)


async def _open_to(
    transaction: Transaction, look: Seen, banks: Mapping[MembershipId, Filled], programme: Programme
) -> frozenset[Event]:
    """To the draft of a mentor whose places are all taken nobody is added."""
    found = frozenset(event for event in possible(look.pair, programme) if opens(look, event))
    if Event.ADD_MENTEE not in found:
        return found
    mentor = look.pair.mentor.membership
    taken = (await pairs.occupied(transaction, look.organisation.id)).get(mentor, 0)
    room = mentor in banks and (banks[mentor].places or 0) > taken
    return found if room else found - {Event.ADD_MENTEE}


def _told(look: Seen, known: Mapping[MembershipId, Partner]) -> dict[MembershipId, Partner]:
    """A side learns of the others what the consents promise them, name and patronymic, and of itself everything."""
    staff = look.reader is Reader.CURATOR
    return {one: partner if staff or one == look.side else partner.to_others for one, partner in known.items()}


async def card(transaction: Transaction, house: House, look: Seen) -> PairCard:
    """What this reader may know and do."""
    pair, organisation = look.pair, look.organisation
    programme = house.content.programme(organisation.id)
    staff = look.reader is Reader.CURATOR
    trusted = staff and may(look.caller.grants, Action.SEE_CURATOR_ANSWERS, organisation.path)
    named = staff or pair.state in KNOWN_TO_EACH_OTHER
    sides = (pair.mentor, *pair.mentees)
    people_of_it = [side.membership for side in sides]
    banks = await in_banks(transaction, house, organisation, people_of_it)
    known = _told(look, await partners(transaction, organisation, banks, people_of_it, named=named))
    return PairCard(
        organisation,
        pair,
        look.reader,
        known[pair.mentor.membership],
        tuple(known[side.membership] for side in pair.members or pair.mentees),
        await _open_to(transaction, look, banks, programme),
        deadline(pair, programme, house.content.calendars(organisation)),
        {side.membership: side.accepted for side in sides} if staff else None,
        await _reason(transaction, pair) if trusted else None,
        verdicts={side.membership: side.verdict for side in sides} if trusted else None,
        pupil=look.caller.person.adult is False,
        side=look.side,
        awaited=awaited_meeting(pair, programme),
        meeting=await _meeting(transaction, look),
        fallen=await _fallen(transaction, look),
        untied=await _untied(transaction, look),
        now=house.local_time(organisation),
        trials_left=pair.trial < programme.trials,
        plan=await _plan(transaction, look),
        words=house.content.plan_words,
        requests=_requests(banks, pair),
        usual=programme.events[pair.kind],
        another=await _another(transaction, look),
        surveys=await pair_surveys.waiting(transaction, house, pair, look.side),
        responses=await pair_surveys.responses(transaction, pair) if staff else None,
        change=await _change(transaction, look),
        invited=() if look.reader is Reader.MENTEE else tuple(known[side.membership] for side in pair.invited),
        unnoted=await _unnoted(transaction, look),
        departed=await _departed(transaction, pair, known, trusted=trusted) if staff else (),
        unanswered=await _unanswered(transaction, house, look) if pair.state is PairState.PROPOSED else None,
        zones=await _zones(transaction, look),
        change_until=change_deadline(pair, programme, house.content.calendars(organisation)),
    )


UNANSWERED_FOR = 60 * 24 * 3600
"""Seconds for which an offer that nobody answered puts others first: two months."""


async def unanswered(
    transaction: Transaction, house: House, organisation: Organisation
) -> dict[MembershipId, dict[MembershipId, datetime.date]]:
    """By mentee: mentors with whom an offer has lapsed lately, and on which local day."""
    found = await pairs.unanswered(transaction, organisation.id, house.now - UNANSWERED_FOR)
    return {
        mentee: {mentor: local_day(at, organisation) for mentor, at in silent.items()}
        for mentee, silent in found.items()
    }


async def _unanswered(transaction: Transaction, house: House, look: Seen) -> datetime.date | None:
    lapsed = await unanswered(transaction, house, look.organisation)
    days = (lapsed.get(side.membership, {}).get(look.pair.mentor.membership) for side in look.pair.members)
    return max((day for day in days if day is not None), default=None)


async def afresh(transaction: Transaction, house: House, look: Seen) -> PairCard:
    """The card after an act."""
    kept = await pairs.one(transaction, look.pair.id)
    assert kept is not None  # noqa: S101 - pairs are never deleted
    return await card(transaction, house, replace(look, kept=kept))


async def _plan(transaction: Transaction, look: Seen) -> Plan | None:
    """What was handed in; a draft is the mentor's alone."""
    kept = await plans.latest(transaction, look.pair.id)
    if kept is None or (kept.plan.state is PlanState.DRAFT and look.reader is not Reader.MENTOR):
        return None
    return kept.plan


async def _change(transaction: Transaction, look: Seen) -> Plan | None:
    """Another version of the plan that is worked by: a draft that was begun is the mentor's alone."""
    if look.pair.state is not PairState.WORKING:
        return None
    kept = await plans.newest(transaction, look.pair.id)
    if kept is None or (look.pair.change is None and kept.plan.state is not PlanState.DRAFT):
        return None
    if kept.plan.state is not PlanState.DRAFT:
        return kept.plan
    return kept.plan if look.reader is Reader.MENTOR and await begun(transaction, look.pair, kept.plan) else None


async def begun(transaction: Transaction, pair: Pair, draft: Plan) -> bool:
    """A draft is only a look at the plan until something in it is changed."""
    worked = await plans.latest(transaction, pair.id)
    return worked is None or changed(draft, worked.plan, (side.membership for side in pair.members))


async def _another(transaction: Transaction, look: Seen) -> Mapping[MembershipId, bool]:
    """Whether mentees want another mentor, once they have been asked."""
    if look.pair.state is not PairState.TERMINATED and all(not side.left for side in look.pair.mentees):
        return {}
    told = await pairs.wants_another(transaction, look.pair.id)
    return told if look.reader is Reader.CURATOR else {who: said for who, said in told.items() if who == look.side}


def _requests(banks: Mapping[MembershipId, Filled], pair: Pair) -> frozenset[str]:
    """Codes of what the mentees have asked for: the goals that are offered first."""
    found = (banks[side.membership] for side in pair.members if side.membership in banks)
    return frozenset(code for filled in found for code in matching.wish_of(filled).requests)


async def _meeting(transaction: Transaction, look: Seen) -> Meeting | None:
    """The meeting that is being arranged, or was agreed; a draft is its author's alone."""
    kept = await meetings.open_of(transaction, look.pair.id, zone(look.organisation))
    found = [readable(one.meeting, look.organisation) for one in kept]
    seen_by_all = [one for one in found if one.state is not MeetingState.DRAFT]
    drafts = [one for one in found if one.state is MeetingState.DRAFT and one.offered_by == look.side]
    if look.side is not None:
        seen_by_all = [one for one in seen_by_all if look.side in await concerned(transaction, look.pair, one)]
    return next(iter(seen_by_all or drafts), None)


async def _fallen(transaction: Transaction, look: Seen) -> Meeting | None:
    """To whoever was to be there, and to the staff."""
    if look.pair.closed:
        return None
    last = await meetings.last_with_time(transaction, look.pair.id, zone(look.organisation))
    if last is None or not last.has_fallen:
        return None
    told = look.side is None or look.side in await concerned(transaction, look.pair, last)
    return last if told else None


def readable(meeting: Meeting, organisation: Organisation) -> Meeting:
    """A link is typed by one side and read by the other: it does not pass in ``minimal``."""
    return meeting if organisation.says_names else replace(meeting, link=None)


async def _untied(transaction: Transaction, look: Seen) -> Meeting | None:
    """A meeting about an event; asked of the mentor, while the plan is worked by."""
    if look.pair.state is not PairState.WORKING or look.reader is not Reader.MENTOR:
        return None
    kept = await meetings.without_event(transaction, look.pair.id, zone(look.organisation))
    return None if kept is None else kept.meeting


def zone(organisation: Organisation) -> zoneinfo.ZoneInfo:
    return zoneinfo.ZoneInfo(organisation.tz)


async def _zones(transaction: Transaction, look: Seen) -> Zones:
    """By whose clocks this reader is told of meetings: staff by the organisation's, a side by its own."""
    pair = look.pair
    chosen = await wishes.zones_of(transaction, [side.membership for side in pair.sides])
    mentor = (chosen.get(pair.mentor.membership),)
    mentees = tuple(chosen.get(side.membership) for side in pair.members)
    if look.side is None:
        return Zones(None, mentor, mentees)
    own = chosen.get(look.side)
    return Zones(own, (), mentees) if look.reader is Reader.MENTOR else Zones(own, mentor, ())


def opens(look: Seen, event: Event) -> bool:
    """Whether this reader is one who may bring this about."""
    needed = STAFF_ACTS.get(event)
    staff = needed is not None and may(look.caller.grants, needed, look.organisation.path)
    if look.side is None:
        return staff
    if staff and event not in OTHERS_DECIDE:
        return True
    side, rule = look.pair.side(look.side), SIDE_RULES.get(event)
    return side is not None and rule is not None and rule(look, side)


def _mentor(look: Seen, _: PairSide) -> bool:
    return look.reader is Reader.MENTOR


def _gives_notice(look: Seen, _: PairSide) -> bool:
    """An employee whom an order names cannot go from one day to the next (ТК 351.8)."""
    return look.reader is Reader.MENTOR and look.pair.order is not None and look.caller.person.adult is not False


def _ends_pause(look: Seen, side: PairSide) -> bool:
    """Nobody ends another's leave; whoever comes too late is told where the pair stands."""
    return look.pair.state is not PairState.PAUSED or side.membership == look.kept.paused_by


SIDE_RULES: dict[Event, Callable[[Seen, PairSide], bool]] = {
    Event.ACCEPT: lambda _, side: not side.accepted,
    Event.DECLINE: lambda _, side: not side.accepted,
    Event.HOLD: lambda _, __: True,
    Event.GIVE_VERDICT: lambda _, side: side.verdict is None,
    Event.SUBMIT_PLAN: lambda look, side: _mentor(look, side) and look.pair.events is None,
    Event.AGREE_PLAN: lambda look, side: not _mentor(look, side) and not side.agreed,
    Event.PROPOSE_CHANGE: lambda look, side: _mentor(look, side) and look.pair.change is None,
    Event.AGREE_CHANGE: lambda look, side: not _mentor(look, side) and not side.agreed,
    Event.REJECT_CHANGE: lambda look, side: _mentor(look, side) or not side.agreed,
    Event.PAUSE: lambda _, __: True,
    Event.RESUME: _ends_pause,
    Event.GIVE_NOTICE: _gives_notice,
    Event.TAKE_BACK_NOTICE: _mentor,
    Event.LEAVE: lambda look, side: not _mentor(look, side) and look.pair.is_group,
    Event.END: lambda look, side: not (_gives_notice(look, side) or (look.pair.is_group and not _mentor(look, side))),
}
"""What a side may do by itself."""


async def _reason(transaction: Transaction, pair: Pair) -> Reason | None:
    """Why it was closed, stands still or is about to end."""
    if not (pair.closed or pair.state is PairState.PAUSED or pair.ends_on):
        return None
    told = [entry.reason for entry in await pairs.history(transaction, pair.id) if entry.reason]
    return _read_reason(told[-1]) if told else None


async def _unnoted(transaction: Transaction, look: Seen) -> MeetingId | None:
    """The last meeting of a group whose attendance the mentor has still to note."""
    if look.reader is not Reader.MENTOR or not look.pair.is_group or look.pair.closed:
        return None
    latest = await meetings.latest_held(transaction, look.pair.id)
    kept = None if latest is None else await meetings.one(transaction, latest, zone(look.organisation))
    if kept is None:
        return None
    noted = await meetings.attendance(transaction, kept.meeting.id)
    _, *members = await concerned(transaction, look.pair, kept.meeting)
    return kept.meeting.id if any(member not in noted for member in members) else None


async def concerned(transaction: Transaction, pair: Pair, meeting: Meeting) -> tuple[MembershipId, ...]:
    """The sides that can tell how a meeting was, the mentor first."""
    came = await pairs.came_at(transaction, pair.id) if pair.is_group else {}
    return group_meetings.concerned(meeting, (side.membership for side in pair.sides), came)


async def _departed(
    transaction: Transaction, pair: Pair, known: Mapping[MembershipId, Partner], *, trusted: bool
) -> tuple[Departed, ...]:
    """Who has been in the group, or was asked, and why they are not: the reason they have given themselves."""
    told = {entry.membership: entry.reason for entry in await pairs.history(transaction, pair.id) if entry.reason}
    shown_above = pair.members or pair.mentees
    return tuple(
        Departed(known[side.membership], _read_reason(told.get(side.membership)) if trusted else None)
        for side in pair.mentees
        if side.left and side not in shown_above
    )


def _read_reason(written: str | None) -> Reason | None:
    return Reason(written) if written in set(Reason) else None


async def demand_consents(transaction: Transaction, house: House, look: Seen) -> None:
    """That everybody of the pair still stands in the bank, which asks for consent. Raises StaleButton."""
    banks = await in_banks(transaction, house, look.organisation, [side.membership for side in look.pair.sides])
    if any(side.membership not in banks for side in look.pair.sides):
        raise StaleButton
