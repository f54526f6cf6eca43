"""How a participation ends, and who is told."""

from mentoring.consent import Channel
from mentoring.letters import LetterKind
from mentoring.organisations import Organisation
from mentoring.people import Caller, Membership
from mentoring.roles import MembershipState
from storage import attempts, audit, campaigns, consents, facts, people, waiting, wishes
from storage import letters as outbox
from storage.database import Transaction
from usecases import pair_acts, registry
from usecases.addressing import address_anew
from usecases.caring import tell_carers
from usecases.meeting_acts import decide_without_leaver
from usecases.unit import House


async def leave(
    transaction: Transaction,
    house: House,
    caller: Caller,
    membership: Membership,
    organisation: Organisation,
    kind: LetterKind,
) -> None:
    """End all roles in one organisation: one consent covers them all. Raises Moved.

    Answers go at once, the name too unless another organisation still needs it; the proof of consent stays. What is
    left of them between the rows goes when the file is next written anew.
    """
    here = [held for held in caller.memberships if held.organisation == organisation.id]
    actor = f"person:{caller.person.id}"
    for ended in here:
        for pair in await pair_acts.withdraw(transaction, house, ended.id, actor):
            await decide_without_leaver(transaction, house, pair)
        await registry.leave(transaction, house, ended.id, actor)
        await waiting.forget(transaction, ended.id)
        await people.move_membership(transaction, ended, MembershipState.LEFT, ended_at=house.now)
        await campaigns.forget(transaction, ended.id)
        await attempts.delete_of(transaction, ended.id)
    await consents.withdraw(transaction, caller.person.id, organisation.id, house.now, Channel.TELEGRAM)
    for lost in await outbox.drop_open_of(transaction, caller.person.id, str(kind)):
        await address_anew(transaction, house, lost, "reader_gone")
    if len(here) == len(caller.memberships):
        await people.clear_person(transaction, caller.person.id)
        await wishes.forget(transaction, caller.person.id)
    await facts.ask_for_rewriting(transaction)
    await audit.note(transaction, house.now, actor, str(kind), organisation.id, f"membership:{membership.id}")
    await tell_carers(transaction, house, organisation, kind, membership)
