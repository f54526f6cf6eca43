"""Proof of an item: given piece by piece, corrected, taken back; a task closes when it suffices."""

import asyncio
import datetime
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from documents.known_files import known
from mentoring import evidence as rules
from mentoring import local_acts
from mentoring.access import Action
from mentoring.evidence import ABSENT, Blocked, ProofRefused
from mentoring.ids import EvidenceId, OrganisationId, RoadMapTaskId
from mentoring.kept_files import FileProblem, FileRefused, KeptFile, KnownFile
from mentoring.local_acts import Act
from mentoring.people import Awaited, AwaitedKind, Caller
from mentoring.road_map_views import TaskCard
from mentoring.road_maps import Piece, TaskState
from storage import evidence, kept_files, people, road_map_tasks, road_maps
from storage.database import Transaction
from storage.file_folder import FileFolder
from usecases.counting import close_with
from usecases.local_acts import note_proven, take_back
from usecases.looking import look
from usecases.task_cards import kept_task, task_card
from usecases.unit import House, StaleButton, caller_of, retried

T = TypeVar("T")

TAKEN_BACK_KEPT = 7 * 24 * 3600
"""Seconds for which a file is kept that was taken back: who has taken back the wrong one may still ask for it."""


class ProofBlocked(Exception):
    """The task takes no proof now; the card shows how it stands."""

    def __init__(self, card: TaskCard, why: Blocked) -> None:
        super().__init__(why.value)
        self.card = card
        self.why = why


class Proving:
    def __init__(self, house: House, folder: FileFolder) -> None:
        self._house = house
        self._folder = folder

    # -- giving ------------------------------------------------------------------------------------------------

    async def ask(
        self, external_id: int, task: RoadMapTaskId, row: int | None = None, day: datetime.date | None = None
    ) -> TaskCard:
        """What is typed or sent next is a proof: of the task, of one paper of its checklist, of that day.

        Raises ProofBlocked, StaleButton, Forbidden.
        """

        async def unit(transaction: Transaction, caller: Caller) -> TaskCard:
            card = await self._provable(transaction, caller, task, row)
            await people.expect(transaction, caller.account, Awaited(AwaitedKind.PROOF, _of(task, row, day)))
            return card

        return await self._written(external_id, unit)

    async def give(self, external_id: int, awaited: Sequence[str], typed: str) -> TaskCard:
        """Raises ProofRefused, ProofBlocked, StaleButton, Forbidden."""
        task, row, day = read_awaited(awaited)

        async def unit(transaction: Transaction, caller: Caller) -> TaskCard:
            card = await self._provable(transaction, caller, task, row)
            pieces = rules.read(rules.form_of(card.item.item, row), typed, card.today, day)
            # Of a checklist the next words belong to another paper; elsewhere more may follow.
            if row is not None or day is not None:
                follows = None if row is not None else Awaited(AwaitedKind.PROOF, _of(task, None, None))
                await people.expect(transaction, caller.account, follows)
            return await self._added(transaction, caller, card, rules.labelled(card.item.item, row, pieces))

        return await self._written(external_id, unit)

    async def give_file(
        self, external_id: int, awaited: Sequence[str], name: str, content: bytes, words: str = ""
    ) -> TaskCard:
        """``words`` were written below the file. It is on the disk before the database is told: what a crash leaves
        over is found by the next try, and what the daily round has dropped meanwhile is written again.

        Raises FileRefused, ProofRefused, ProofBlocked, StaleButton, Forbidden.
        """
        task, row, day = read_awaited(awaited)
        card = await self._read(external_id, lambda tx, caller: self._provable(tx, caller, task, row))
        if rules.Need.FILE not in rules.form_of(card.item.item, row).asks:
            raise ProofRefused(rules.ProofProblem.NO_FILE_WANTED)
        file = await asyncio.to_thread(known, name, content)
        await self._keep(card.place.id, file, content)

        async def unit(transaction: Transaction, caller: Caller) -> TaskCard:
            card = await self._provable(transaction, caller, task, row)
            label = None if row is None else card.item.item.checklist[row]
            if await kept_files.proves(transaction, task, file.sha256, label):
                return card
            actor = _actor(caller)
            kept = await kept_files.add(transaction, card.place.id, file, by=actor, now=self._house.now)
            pieces = _beside(card, row, day, words, Piece(file=kept))
            return await self._added(transaction, caller, card, rules.labelled(card.item.item, row, pieces))

        found = await self._written(external_id, unit)
        await self._keep(card.place.id, file, content)
        return found

    async def absent(self, external_id: int, task: RoadMapTaskId, row: int) -> TaskCard:
        """A paper of the checklist is not there yet. Raises ProofBlocked, StaleButton, Forbidden."""

        async def unit(transaction: Transaction, caller: Caller) -> TaskCard:
            card = await self._provable(transaction, caller, task, row)
            await people.expect(transaction, caller.account, None)
            if rules.checklist(card.item.item, card.held)[row].there is not None:
                return card
            piece = Piece(label=card.item.item.checklist[row], words=ABSENT)
            return await self._added(transaction, caller, card, (piece,))

        return await self._written(external_id, unit)

    async def file(self, external_id: int, proof: EvidenceId) -> tuple[KeptFile, bytes]:
        """What was sent as a proof, for whoever may prove there too. Raises StaleButton, Forbidden, FileRefused."""

        async def unit(transaction: Transaction, caller: Caller) -> KeptFile:
            task = await evidence.task_of(transaction, proof)
            if task is None:
                raise StaleButton
            card = await self._card(transaction, caller, task)
            held = next((given.piece.file for given in card.pieces if given.id == proof), None)
            found = None if held is None else await kept_files.one(transaction, held)
            if found is None:
                raise StaleButton
            return found

        kept = await look(self._house, external_id, unit)
        try:
            return kept, await asyncio.to_thread(self._folder.read, kept.organisation, kept.file.sha256)
        except OSError as gone:
            raise FileRefused(FileProblem.LOST) from gone

    # -- correcting --------------------------------------------------------------------------------------------

    async def withdraw(self, external_id: int, proof: EvidenceId) -> TaskCard:
        """A slip: it does not count any more, and stays in the history. Withdrawn twice it was withdrawn once.

        Raises ProofBlocked, StaleButton, Forbidden.
        """

        async def unit(transaction: Transaction, caller: Caller) -> TaskCard:
            task = await evidence.task_of(transaction, proof)
            if task is None:
                raise StaleButton
            card = await self._provable(transaction, caller, task)
            if await evidence.withdraw(transaction, proof, by=_actor(caller), now=self._house.now):
                await self._note(transaction, caller, card, "withdrawn", evidence=proof)
                taken = next(given.piece for given in card.pieces if given.id == proof)
                await take_back(transaction, card.place, taken, by=_actor(caller), now=self._house.now)
                left = tuple(given.piece for given in card.pieces if given.id != proof)
                await self._settled(transaction, caller, card, left)
            return await self._card(transaction, caller, task)

        return await self._written(external_id, unit)

    async def name(self, external_id: int, proof: EvidenceId, act: Act) -> TaskCard:
        """This order is that local act of the school: it stands in the register too. What has a name keeps it.

        Raises ProofBlocked, StaleButton, Forbidden.
        """

        async def unit(transaction: Transaction, caller: Caller) -> TaskCard:
            card, piece = await self._unnamed(transaction, caller, proof)
            if piece is not None and await evidence.label(transaction, proof, local_acts.LABELS[act]):
                actor, now = _actor(caller), self._house.now
                named = replace(piece, label=local_acts.LABELS[act])
                await note_proven(transaction, card.place, named, by=actor, now=now)
                await self._note(transaction, caller, card, "named", evidence=proof)
            return await self._card(transaction, caller, card.task.id)

        return await self._written(external_id, unit)

    async def close(self, external_id: int, task: RoadMapTaskId) -> TaskCard:
        """By the owner's hand: what goes on is over, or the numbers are enough as they are.

        Raises ProofBlocked, StaleButton, Forbidden.
        """

        async def unit(transaction: Transaction, caller: Caller) -> TaskCard:
            card = await self._provable(transaction, caller, task)
            if card.task.state is TaskState.DONE:
                return card
            if not card.may_be_closed:
                raise StaleButton
            if card.counted is not None:
                await close_with(transaction, self._house, card.task, card.counted, by=_actor(caller))
            else:
                await self._move(transaction, caller, card, TaskState.DONE, "closed")
            await people.expect(transaction, caller.account, None)
            return await self._card(transaction, caller, task)

        return await self._written(external_id, unit)

    async def reopen(self, external_id: int, task: RoadMapTaskId) -> TaskCard:
        """What was closed by hand, or with the bot's numbers, goes on. Raises ProofBlocked, StaleButton, Forbidden."""

        async def unit(transaction: Transaction, caller: Caller) -> TaskCard:
            card = await self._provable(transaction, caller, task)
            if not card.may_be_reopened:
                return card
            for given in card.pieces:
                if given.piece.numbers:
                    await evidence.withdraw(transaction, EvidenceId(given.id), by=_actor(caller), now=self._house.now)
            await self._move(transaction, caller, card, TaskState.OPEN, "reopened")
            return await self._card(transaction, caller, task)

        return await self._written(external_id, unit)

    async def forget_taken_back(self) -> int:
        """Words and files taken back some days ago: a slip may be a list of names. Return how many files went.

        Within one unit of the database: what is sent again at this moment comes after it, and is written again.
        """

        async def unit(transaction: Transaction) -> int:
            now = self._house.now
            await evidence.forget_words(transaction, now - TAKEN_BACK_KEPT)
            found = await kept_files.taken_back(transaction, now - TAKEN_BACK_KEPT)
            for file in found:
                if await kept_files.forget(transaction, file, now):
                    self._folder.drop(file.organisation, file.file.sha256)
            return len(found)

        return await self._house.database.write(unit)

    # -- inside ------------------------------------------------------------------------------------------------

    async def _written(self, external_id: int, unit: Callable[[Transaction, Caller], Awaitable[T]]) -> T:
        async def whole(transaction: Transaction) -> T:
            return await unit(transaction, await caller_of(transaction, external_id))

        return await retried(lambda: self._house.database.write(whole))

    async def _read(self, external_id: int, unit: Callable[[Transaction, Caller], Awaitable[T]]) -> T:
        """By the way to an act: what is awaited stays."""

        async def whole(transaction: Transaction) -> T:
            return await unit(transaction, await caller_of(transaction, external_id))

        return await self._house.database.read(whole)

    async def _card(self, transaction: Transaction, caller: Caller, task: RoadMapTaskId) -> TaskCard:
        found = await kept_task(transaction, task)
        return await task_card(transaction, self._house, caller, found, Action.PROVE_ITEMS)

    async def _provable(
        self, transaction: Transaction, caller: Caller, task: RoadMapTaskId, row: int | None = None
    ) -> TaskCard:
        card = await self._card(transaction, caller, task)
        why = rules.blocked(card.road_map, card.task)
        if why is not None:
            raise ProofBlocked(card, why)
        if row is not None and row not in range(len(card.item.item.checklist)):
            raise StaleButton
        return card

    async def _unnamed(
        self, transaction: Transaction, caller: Caller, proof: EvidenceId
    ) -> tuple[TaskCard, Piece | None]:
        """The card of a proof; the proof itself while nobody has named it. Raises StaleButton for one taken back."""
        task = await evidence.task_of(transaction, proof)
        if task is None:
            raise StaleButton
        card = await self._provable(transaction, caller, task)
        piece = next((given.piece for given in card.pieces if given.id == proof), None)
        if piece is None:
            raise StaleButton
        open_ = local_acts.to_be_named(card.place, card.item.item, self._house.content.registers.acts, piece)
        return card, piece if open_ else None

    async def _keep(self, place: OrganisationId, file: KnownFile, content: bytes) -> None:
        """Raises FileRefused where the disk takes it not."""
        try:
            await asyncio.to_thread(self._folder.keep, place, file.sha256, content)
        except OSError as full:
            raise FileRefused(FileProblem.NO_ROOM) from full

    async def _added(
        self, transaction: Transaction, caller: Caller, card: TaskCard, pieces: Sequence[Piece]
    ) -> TaskCard:
        """What was given before, word for word, is not kept twice; «нет» gives way to the paper itself."""
        item, acts = card.item.item, self._house.content.registers.acts
        new = [piece for piece in pieces if not rules.given_before(item, piece, card.held)]
        new = local_acts.labelled(card.place, item, acts, card.held, new)
        actor, now = _actor(caller), self._house.now
        labels = {piece.label for piece in new}
        for given in card.pieces:
            if given.piece.words == ABSENT and given.piece.label in labels:
                await evidence.withdraw(transaction, EvidenceId(given.id), by=actor, now=now)
        for piece in new:
            added = await evidence.add(transaction, card.task.id, piece, by=actor, now=now)
            await note_proven(transaction, card.place, piece, by=actor, now=now)
            act = "absent" if piece.words == ABSENT else "proven"
            await self._note(transaction, caller, card, act, evidence=added)
        if new:
            await self._settled(transaction, caller, card, (*card.held, *new))
        return await self._card(transaction, caller, card.task.id)

    async def _settled(self, transaction: Transaction, caller: Caller, card: TaskCard, held: Sequence[Piece]) -> None:
        """Close or reopen the task as its proof demands. Raises Moved when somebody else has changed it meanwhile."""
        enough = rules.suffices(card.item.item, held)
        by_itself = rules.closes_itself(card.task)
        if by_itself and enough and card.task.state is TaskState.OPEN:
            await self._move(transaction, caller, card, TaskState.DONE, "done")
        elif by_itself and not enough and card.task.state is TaskState.DONE:
            await self._move(transaction, caller, card, TaskState.OPEN, "reopened")
        else:
            await road_map_tasks.touch(transaction, card.task)

    async def _move(self, transaction: Transaction, caller: Caller, card: TaskCard, to: TaskState, act: str) -> None:
        """An open task is looked at by the ladder at once."""
        closed = to is TaskState.DONE
        await road_map_tasks.settle(
            transaction,
            card.task,
            to,
            by=_actor(caller),
            on=card.today.isoformat() if closed else None,
            ladder_at=None if closed else self._house.now,
        )
        await self._note(transaction, caller, card, act)

    async def _note(self, transaction: Transaction, caller: Caller, card: TaskCard, act: str, **details: int) -> None:
        await road_maps.note(
            transaction,
            card.road_map.id,
            act,
            by=_actor(caller),
            now=self._house.now,
            item=card.item.id,
            task=card.task.id,
            organisation=card.place.id,
            details=details,
        )


def _beside(card: TaskCard, row: int | None, day: datetime.date | None, words: str, file: Piece) -> tuple[Piece, ...]:
    """What was written below a file may be a proof of its own: «15.09.2026, 24» below a list of those present."""
    if not words.strip():
        return (file,)
    try:
        return (file, *rules.read(rules.form_of(card.item.item, row), words, card.today, day))
    except ProofRefused:
        return (rules.described(file, words),)


def _actor(caller: Caller) -> str:
    return f"person:{caller.person.id}"


# -- what is awaited ---------------------------------------------------------------------------------------------


def _of(task: RoadMapTaskId, row: int | None, day: datetime.date | None) -> tuple[str, ...]:
    return (str(task), "" if row is None else str(row), "" if day is None else str(day.toordinal()))


def read_awaited(of: Sequence[str]) -> tuple[RoadMapTaskId, int | None, datetime.date | None]:
    task, row, day = of
    return (
        RoadMapTaskId(int(task)),
        int(row) if row else None,
        datetime.date.fromordinal(int(day)) if day else None,
    )
