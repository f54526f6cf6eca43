"""Letters to whoever is asked to come into a group, read again before they go."""

from mentoring.ids import MembershipId, PairId
from mentoring.letters import LetterKind
from mentoring.notices import GroupInvitation
from mentoring.pair_deadlines import invitation_until
from storage import letters, pairs, people
from storage.database import Transaction
from storage.letters import Claimed
from usecases import road
from usecases.holding import Held, NotTrueAnyMore
from usecases.unit import House

KINDS = (LetterKind.GROUP_INVITED, LetterKind.GROUP_WAITS, LetterKind.INVITATION_OFF)


async def hold(transaction: Transaction, house: House, letter: Claimed) -> Held:
    """Raises NotTrueAnyMore."""
    kept, side = await pairs.one(transaction, PairId(letter.facts["pair"])), MembershipId(letter.facts["side"])
    account = await letters.reader(transaction, letter.person)
    caller = None if account is None else await people.caller(transaction, account.external_id)
    if kept is None or caller is None or caller.membership(side) is None:
        raise NotTrueAnyMore("reader_gone")
    organisation = await road.organisation(transaction, kept.pair.organisation)
    invitation = kept.pair.invitation(side)
    until = None
    if letter.kind is not LetterKind.INVITATION_OFF:
        if invitation is None or invitation.invited_on is None:
            raise NotTrueAnyMore("answered_already")
        days = house.content.calendars(organisation)
        until = invitation_until(kept.pair, invitation.invited_on, house.content.programme(organisation.id), days)
    elif invitation is not None or kept.pair.side(side) is not None:
        raise NotTrueAnyMore("invited_again")
    pupil = caller.person.adult is False
    return Held(GroupInvitation(letter.kind, kept.pair.id, organisation.name, until, pupil), organisation)
