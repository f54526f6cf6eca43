"""Carrying out one act upon a pair: the machine decides, the pair, its history and the letters are written together."""

from typing import Any

from mentoring import group_letters, pair_letters, pair_moves
from mentoring.ids import MembershipId, OrganisationId, PersonId
from mentoring.meetings import MeetingState
from mentoring.organisations import Organisation
from mentoring.pair_cards import Reason
from mentoring.pair_deadlines import time_event
from mentoring.pair_letters import Happened, Readers
from mentoring.pair_moves import Event
from mentoring.pairs import Pair, PairState
from mentoring.roles import MembershipState, Role
from storage import help_requests, meetings, pairs, people, plans, surveys, wishes
from storage import letters as outbox
from storage.database import Transaction
from storage.pairs import Kept
from usecases import pair_surveys, road, search_again
from usecases.looking import midnight_after
from usecases.unit import House

CLOCK = "clock"
"""The actor of what time itself brings."""


async def carry_out(
    transaction: Transaction,
    house: House,
    kept: Kept,
    act: Any,
    *,
    actor: str,
    by: MembershipId | None = None,
    reason: Reason | None = None,
) -> Pair:
    """Raises Impossible, and Moved when somebody was quicker."""
    organisation = await road.organisation(transaction, kept.pair.organisation)
    programme, days = house.content.programme(organisation.id), house.content.calendars(organisation)
    now = house.local_time(organisation)
    after = pair_moves.after(kept.pair, act, programme, now.date())
    event = pair_moves.event_of(act)
    await pairs.save(
        transaction,
        kept,
        after,
        event=event,
        actor=actor,
        now=house.now,
        act_at=act_at(house, after, organisation),
        membership=by,
        reason=reason.value if reason else None,
    )
    await pairs.set_ladder_at(transaction, after.id, None if after.closed else house.now)
    if after.closed or event is Event.REPLACE_MENTOR:
        await meetings.close_open(transaction, after.id, MeetingState.REPLACED)
    if event is Event.REPLACE_MENTOR:
        await plans.replace_all(transaction, after.id)
    if event is Event.PAUSE:
        await meetings.call_off_ahead(transaction, after.id, house.now)
    for side in kept.pair.members:
        if after.side(side.membership) is None:
            await meetings.forget_fits(transaction, after.id, side.membership)
    readers = await readers_of(transaction, organisation.id, after, kept.pair)
    what = Happened(kept.pair, after, event, kept.changes + 1, now, by, by_time=actor == CLOCK)
    for letter in pair_letters.following(what, readers):
        await outbox.add(transaction, letter)
    for letter in group_letters.following(what, readers, programme, days):
        await outbox.add(transaction, letter)
    await pair_surveys.follow(transaction, house, what, act, readers)
    await search_again.pair_moved(transaction, house, organisation, kept.pair, after)
    return after


def act_at(house: House, pair: Pair, organisation: Organisation) -> int | None:
    """When time moves the pair on: midnight after the day, by the organisation's clock."""
    found = time_event(pair, house.content.programme(organisation.id), house.content.calendars(organisation))
    return None if found is None else midnight_after(found[0], organisation)


async def readers_of(transaction: Transaction, organisation: OrganisationId, *of: Pair) -> Readers:
    found: dict[MembershipId, PersonId] = {}
    for pair in of:
        for side in (pair.mentor, *pair.mentees):
            held = await people.membership(transaction, side.membership)
            if held is not None and held.state is MembershipState.IN_BANK:
                found[side.membership] = held.person
    curators = await people.holders(transaction, organisation, (Role.CURATOR,))
    deputies = await people.holders(transaction, organisation, (Role.DEPUTY_HEAD,))
    zones = await wishes.zones_of(transaction, list(found)) if found else {}
    return Readers(found, tuple(curators), tuple(deputies), zones)


async def cancel_drafts_of(transaction: Transaction, house: House, mentor: MembershipId, actor: str) -> None:
    """What was not sent to anybody yet. Raises Moved."""
    for kept in await pairs.of_membership(transaction, mentor):
        if kept.pair.state is PairState.PROPOSED:
            await carry_out(transaction, house, kept, pair_moves.Cancel(), actor=actor)


async def withdraw(transaction: Transaction, house: House, membership: MembershipId, actor: str) -> list[Pair]:
    """Whoever leaves is out of every pair at once, and what was said in trust is forgotten. Gives what goes on."""
    after = [
        await carry_out(transaction, house, kept, pair_moves.WithdrawConsent(membership), actor=actor, by=membership)
        for kept in await pairs.of_membership(transaction, membership)
        if not kept.pair.closed
    ]
    await pairs.forget_reasons(transaction, membership)
    await meetings.forget_words(transaction, membership)
    await help_requests.forget(transaction, membership)
    await surveys.delete_of(transaction, membership)
    await plans.forget_goals(transaction, membership)
    return [pair for pair in after if not pair.closed]
