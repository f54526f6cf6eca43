"""A letter's way from the outbox to its fate: claimed, checked again, handed over elsewhere, settled."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from mentoring import delivery
from mentoring.calendar import Calendar
from mentoring.delivery import NobodyThere, Outcome, Refused, Sent, TryLater
from mentoring.ids import LetterId, PersonId
from mentoring.letters import CLASS_OF, OF_LEADERS, Fate, LetterClass, LetterKind
from mentoring.notices import Notice, merged
from mentoring.organisations import Organisation
from mentoring.wishes import NEVER_HELD_BACK, NO_WISHES, Wishes
from storage import letters, wishes
from storage.database import Transaction
from storage.letters import Claimed, Reader
from storage.times import aware, stored
from usecases import alarms, campaign_clock, clockwork, reaching, road_map_clock, search_again
from usecases.addressing import GONE, address_anew
from usecases.campaign_clock import CampaignClock
from usecases.clockwork import PairClock
from usecases.holding import Held, NotTrueAnyMore
from usecases.notices import hold
from usecases.road_map_clock import RoadMapClock
from usecases.unit import House

LEASE = 120
"""Seconds a claimed letter is left alone: after a crash it is sent again when they are over."""

Fates = dict[LetterId, Fate]


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one person gets as one message: one letter, or all their digests that are due."""

    person: PersonId
    letters: tuple[Claimed, ...]

    @property
    def lease_until(self) -> int:
        return min(letter.lease_until for letter in self.letters)


@dataclass(frozen=True, slots=True)
class Dropped:
    letter: Claimed
    reason: str
    fate: Fate = Fate.DROPPED


@dataclass(frozen=True, slots=True)
class Postponed:
    letter: Claimed
    until: int


@dataclass(frozen=True, slots=True)
class Checked:
    """A parcel as it is right now: what to say to whom, and what not to say at all or not yet."""

    external_id: int | None = None
    send: tuple[Claimed, ...] = ()
    notices: tuple[Notice, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    postponed: tuple[Postponed, ...] = ()


@dataclass(frozen=True, slots=True)
class _Addressee:
    """``last`` is when a digest was sent to them last."""

    reader: Reader
    wished: Wishes
    last: int | None


def parcels(claimed: Sequence[Claimed]) -> list[Parcel]:
    """Digests of one person go together, and news of one pair, the oldest first; everything else goes by itself."""
    together: dict[object, list[Claimed]] = {}
    for letter in sorted(claimed, key=lambda one: (one.due_at, one.id)):
        together.setdefault(_joined_by(letter), []).append(letter)
    found = [Parcel(letters[0].person, tuple(letters)) for letters in together.values()]
    return sorted(found, key=lambda parcel: parcel.letters[0].due_at)


def _joined_by(letter: Claimed) -> object:
    of, pair = CLASS_OF[letter.kind], letter.facts.get("pair")
    if of is LetterClass.DIGEST:
        return of, letter.person
    return (of, letter.person, pair) if of is LetterClass.NEWS and pair is not None else letter.id


class Posting:
    def __init__(self, house: House) -> None:
        self._house = house
        self._pairs = PairClock(house)
        self._road_maps = RoadMapClock(house)
        self._campaigns = CampaignClock(house)

    async def claim(self, limit: int) -> list[Parcel]:
        """Take what is due, about ``limit`` letters of it, for two minutes.

        What time itself does to pairs, road maps and surveys comes first: it may write letters, or make some of no use.
        """
        while await self._pairs.move() + await self._road_maps.move():
            pass
        await self._campaigns.move()
        now = self._house.now

        async def unit(transaction: Transaction) -> list[Claimed]:
            claimed = await letters.claim(transaction, now, now + LEASE, limit)
            readers = sorted({one.person for one in claimed if CLASS_OF[one.kind] is LetterClass.DIGEST})
            if readers:
                claimed += await letters.claim_digests(transaction, now, now + LEASE, readers)
            return claimed

        if not await self._house.database.read(lambda tx: letters.is_due(tx, now)):
            return []
        return parcels(await self._house.database.write(unit))

    async def check(self, parcel: Parcel) -> Checked:
        """Ask the facts again, right before the letters are sent."""
        return await self._house.database.read(lambda tx: self._checked(tx, parcel))

    async def _checked(self, transaction: Transaction, parcel: Parcel) -> Checked:
        reader = await letters.reader(transaction, parcel.person)
        if reader is None:
            return Checked(dropped=tuple(Dropped(letter, "no_account") for letter in parcel.letters))
        if reader.unreachable:
            unreachable = (Dropped(letter, "unreachable_before", Fate.UNREACHABLE) for letter in parcel.letters)
            return Checked(dropped=tuple(unreachable))
        wished = await wishes.of(transaction, parcel.person)
        to = _Addressee(reader, wished, await letters.last_digest(transaction, parcel.person))
        held: list[tuple[Claimed, Held]] = []
        dropped: list[Dropped] = []
        for letter in parcel.letters:
            try:
                if wished.mutes(letter.kind):
                    raise NotTrueAnyMore("muted")
                held.append((letter, await self._holds(transaction, letter, to)))
            except NotTrueAnyMore as reason:
                dropped.append(Dropped(letter, str(reason)))
        if not held:
            return Checked(dropped=tuple(dropped))
        opens = await self._openings(transaction, held, to)
        right = [one for one, at in zip(held, opens, strict=True) if at <= self._house.now]
        return Checked(
            reader.external_id if right else None,
            tuple(letter for letter, _ in right),
            merged(one.notice for _, one in right),
            tuple(dropped),
            tuple(Postponed(one[0], at) for one, at in zip(held, opens, strict=True) if at > self._house.now),
        )

    async def _holds(self, transaction: Transaction, letter: Claimed, to: _Addressee) -> Held:
        """Raises NotTrueAnyMore."""
        held = await hold(transaction, self._house, letter)
        now, days = self._house.local_time(held.organisation), self._days(letter.kind, held.organisation, to.reader)
        due, last = aware(letter.due_at).astimezone(now.tzinfo), _last_digest(to, now)
        if delivery.too_late(CLASS_OF[letter.kind], due, now, days, last):
            raise NotTrueAnyMore("too_late")
        return held

    def _days(self, kind: LetterKind, organisation: Organisation, reader: Reader) -> Calendar:
        """The reader's own: a pupil's know the vacations, those of leading roles no leave."""
        days = self._house.content.calendars(organisation)
        if kind in OF_LEADERS:
            return days.of_leaders()
        return days.of_pupils() if reader.pupil else days

    async def _openings(
        self, transaction: Transaction, held: Sequence[tuple[Claimed, Held]], to: _Addressee
    ) -> list[int]:
        """When each letter of a parcel goes: they are of one class, and may be of several places and calendars."""
        kinds = {(one.organisation.id, letter.kind in OF_LEADERS): (letter, one.organisation) for letter, one in held}
        opens = {
            kind: await self._opens(transaction, letter, organisation, to)
            for kind, (letter, organisation) in kinds.items()
        }
        found = delivery.together([opens[one.organisation.id, letter.kind in OF_LEADERS] for letter, one in held])
        return [stored(at) for at in found]

    async def _opens(
        self, transaction: Transaction, letter: Claimed, organisation: Organisation, to: _Addressee
    ) -> datetime.datetime:
        """When the letter may come: on the days of its organisation, at the hours of the reader's own clock."""
        days = self._days(letter.kind, organisation, to.reader)
        now = to.wished.local(self._house.local_time(organisation))
        wished = NO_WISHES if letter.kind in NEVER_HELD_BACK else to.wished
        opens = delivery.opens(CLASS_OF[letter.kind], now, days, _last_digest(to, now), wished)
        if CLASS_OF[letter.kind] is LetterClass.NEWS and "pair" in letter.facts:
            before = await letters.last_news(transaction, letter.person, letter.facts["pair"])
            return opens if before is None else max(opens, aware(before + delivery.NEWS_MERGED_FOR))
        return opens

    def still_held(self, parcel: Parcel, margin: int) -> bool:
        """Whether the lease lasts ``margin`` seconds more: if not, another hand may send the parcel meanwhile."""
        return self._house.now + margin <= parcel.lease_until

    async def give_back(self, parcel: Parcel) -> Fates:
        """Nothing was tried: any hand may take the letters at once."""
        now = self._house.now
        return await self.settle(Checked(postponed=tuple(Postponed(one, now) for one in parcel.letters)), None)

    async def settle(self, checked: Checked, outcome: Outcome | None) -> Fates:
        """Write down what became of the letters; ``outcome`` is None when there was nothing to send."""
        now = self._house.now

        async def unit(transaction: Transaction) -> Fates:
            fates: Fates = {}
            for lost in checked.dropped:
                await letters.settle(transaction, lost.letter.id, lost.fate, now=now, reason=lost.reason)
                fates[lost.letter.id] = lost.fate
                await search_again.go_on(transaction, self._house, lost.letter)
                await address_anew(transaction, self._house, lost.letter, lost.reason)
                if lost.fate is Fate.UNREACHABLE or lost.reason in GONE:
                    await alarms.pass_on(transaction, self._house, lost.letter)
            for put_off in checked.postponed:
                await letters.postpone(transaction, put_off.letter.id, put_off.until)
            if outcome is not None:
                for letter in checked.send:
                    fates[letter.id] = await _settle_one(transaction, letter, outcome, now)
                    if fates[letter.id] is not Fate.RETRY:
                        await search_again.go_on(transaction, self._house, letter)
            if isinstance(outcome, NobodyThere) and checked.external_id is not None:
                await reaching.lose(transaction, self._house, checked.external_id, now)
                for letter in checked.send:
                    await alarms.pass_on(transaction, self._house, letter)
            return fates

        return await self._house.database.write(unit)

    async def next_due(self) -> datetime.datetime | None:
        """When the next letter goes, or time moves a pair, a road map or a survey on."""

        async def unit(transaction: Transaction) -> list[int | None]:
            return [await of.next_due(transaction) for of in (letters, clockwork, road_map_clock, campaign_clock)]

        found = [moment for moment in await self._house.database.read(unit) if moment is not None]
        return aware(min(found)) if found else None

    async def counts(self) -> dict[str, int]:
        """``due``, ``in_flight``, ``retry``: as the control address tells them."""
        return await self._house.database.read(lambda tx: letters.counts(tx, self._house.now))


def _last_digest(to: _Addressee, now: datetime.datetime) -> datetime.datetime | None:
    return None if to.last is None else aware(to.last).astimezone(now.tzinfo)


async def _settle_one(transaction: Transaction, letter: Claimed, outcome: Outcome, now: int) -> Fate:
    match outcome:
        case Sent(message_id):
            await letters.settle(transaction, letter.id, Fate.SENT, now=now, message_id=message_id)
            return Fate.SENT
        case NobodyThere(reason):
            await letters.settle(transaction, letter.id, Fate.UNREACHABLE, now=now, reason=reason)
            return Fate.UNREACHABLE
        case Refused(reason):
            await letters.settle(transaction, letter.id, Fate.DROPPED, now=now, reason=reason)
            return Fate.DROPPED
        case TryLater(reason, after):
            if delivery.gives_up(letter.tried_since, now):
                await letters.settle(transaction, letter.id, Fate.DROPPED, now=now, reason=f"given_up: {reason}")
                return Fate.DROPPED
            at = now + delivery.wait(letter.attempts, after)
            await letters.retry(transaction, letter.id, at, reason, now=now)
            return Fate.RETRY
