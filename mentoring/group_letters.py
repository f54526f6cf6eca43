"""Which letters follow when the composition of a group changes: to whoever is asked, to the mentor, to the staff."""

import datetime
from collections.abc import Iterable

from mentoring import calendar, letters
from mentoring.calendar import Calendar
from mentoring.ids import MembershipId, PersonId
from mentoring.letters import Letter, LetterKind
from mentoring.pair_deadlines import invitation_until
from mentoring.pair_letters import Happened, Readers, wait_facts
from mentoring.pair_moves import Event
from mentoring.pairs import PairState, Party, Programme, Side

TOLD_TO_STAFF = frozenset({Event.DECLINE, Event.LAPSE, Event.GIVE_VERDICT, Event.LEAVE})
"""Ways out of a group of which only this letter tells the staff; of a withdrawn consent there is one already."""


def following(what: Happened, readers: Readers, programme: Programme, days: Calendar) -> list[Letter]:
    """Letters of this act about who is in the group; what the act does to its state is told by ``pair_letters``."""
    return [
        *_asked(what, readers, programme, days),
        *_not_asked_any_more(what, readers),
        *_came(what, readers),
        *_went(what, readers),
    ]


def _asked(what: Happened, readers: Readers, programme: Programme, days: Calendar) -> list[Letter]:
    found = []
    for side in _new(what.before.invited, what.after.invited):
        if side.membership not in readers.people or side.invited_on is None:
            continue
        found += _to(what, readers, LetterKind.GROUP_INVITED, [side])
        eve = days.before(invitation_until(what.after, side.invited_on, programme, days), 1)
        person = readers.people[side.membership]
        found.append(_recalled(what, person, eve, days, side.membership))
    return found


def _recalled(what: Happened, person: PersonId, eve: datetime.date, days: Calendar, side: MembershipId) -> Letter:
    """The day before the invitation ends."""
    kind, pair = LetterKind.GROUP_WAITS, what.after
    morning = calendar.at(what.now, eve, datetime.time.min)
    due = calendar.digest_time(max(morning, what.now), days)
    facts = {"pair": int(pair.id), **wait_facts(pair), "side": int(side)}
    return Letter(person, kind, f"{kind}:{pair.id}:{what.change}:{person}", due, facts)


def _not_asked_any_more(what: Happened, readers: Readers) -> list[Letter]:
    gone = [side for side in what.before.invited if what.after.invitation(side.membership) is None]
    gone = [side for side in gone if what.after.side(side.membership) is None]
    if not gone:
        return []
    own_word = what.event in {Event.REFUSE_INVITATION, Event.WITHDRAW_CONSENT}
    found = [] if own_word else _to(what, readers, LetterKind.INVITATION_OFF, gone)
    if what.event in {Event.REFUSE_INVITATION, Event.LAPSE_INVITATION}:
        found += _to_staff(what, readers, LetterKind.INVITATION_OVER)
    return found


def _came(what: Happened, readers: Readers) -> list[Letter]:
    if what.event is not Event.JOIN:
        return []
    return [
        *_to(what, readers, LetterKind.MEMBER_JOINED, [what.after.mentor]),
        *_to_staff(what, readers, LetterKind.MEMBER_JOINED),
    ]


def _went(what: Happened, readers: Readers) -> list[Letter]:
    before, after = what.before, what.after
    if after.closed or before.state is PairState.PROPOSED or not _new(after.members, before.members):
        return []
    found = []
    if after.state is before.state:
        # Otherwise the letter about the new state comes anyway, and its button shows who is left.
        found += _to(what, readers, LetterKind.GROUP_CHANGED, [after.mentor])
    if what.event in TOLD_TO_STAFF:
        found += _to_staff(what, readers, LetterKind.MEMBER_OUT)
    return found


def _new(before: Iterable[Side], after: Iterable[Side]) -> list[Side]:
    """Sides of ``after`` whose people are not in ``before``."""
    known = {side.membership for side in before}
    return [side for side in after if side.membership not in known]


def _to(what: Happened, readers: Readers, kind: LetterKind, sides: Iterable[Side]) -> list[Letter]:
    key, pair = f"{what.after.id}:{what.change}", what.after.id
    members: list[MembershipId] = [side.membership for side in sides if side.membership in readers.people]
    return [letters.news(readers.people[one], kind, key, what.now, pair=pair, side=one) for one in members]


def _to_staff(what: Happened, readers: Readers, kind: LetterKind) -> list[Letter]:
    key = f"{what.after.id}:{what.change}"
    staff = readers.looking_after(Party.CURATOR)
    return [letters.news(person, kind, key, what.now, pair=what.after.id) for person in staff]
