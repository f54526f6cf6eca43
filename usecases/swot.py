"""The SWOT of a school: gathered from what was answered, picked, put right, added to."""

from dataclasses import replace

from mentoring import bank
from mentoring import swot as rules
from mentoring.access import Action
from mentoring.consent import school_year_start
from mentoring.ids import OrganisationId, SwotLineId
from mentoring.organisations import Organisation
from mentoring.people import Awaited, AwaitedKind
from mentoring.roles import Level, Role
from mentoring.swot import Given, Line, Side, Source, Swot
from storage import audit, people
from storage import swot as kept
from storage.database import Transaction
from storage.swot import Answered, Kept
from usecases.looking import look, school_year_to
from usecases.unit import Allowed, By, House, StaleButton, allowed, caller_of, retried

EDIT = Action.EDIT_SWOT


class ChangedMeanwhile(Exception):
    """A colleague has put the line right or taken it out since; ``line`` is how it stands, None if it is gone."""

    def __init__(self, swot: Swot, line: Line | None) -> None:
        super().__init__("changed meanwhile")
        self.swot = swot
        self.line = line


class Swots:
    """Everything here raises Forbidden, and StaleButton above a school: only schools have a SWOT."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def look(self, by: By, organisation: OrganisationId) -> Swot:
        """Of this school year, with what the reader may pick from."""

        async def unit(transaction: Transaction) -> Swot:
            return await self._swot(transaction, by, await self._held(transaction, by, organisation))

        if isinstance(by, int):
            return await look(self._house, by, lambda transaction, _: unit(transaction))
        return await self._house.database.read(unit)

    async def line(self, by: By, line: SwotLineId) -> tuple[Swot, Line]:
        """Raises StaleButton when it is not there any more."""

        async def unit(transaction: Transaction) -> tuple[Swot, Line]:
            held, found = await self._line(transaction, by, line)
            return await self._swot(transaction, by, held), found.line

        if isinstance(by, int):
            return await look(self._house, by, lambda transaction, _: unit(transaction))
        return await self._house.database.read(unit)

    async def take(self, by: By, organisation: OrganisationId, key: str) -> tuple[Swot, Side]:
        """«Взять»: a copy, so that it stays whatever becomes of the answer. Raises StaleButton, WordsRefused."""

        async def unit(transaction: Transaction) -> tuple[Swot, Side]:
            held = await self._held(transaction, by, organisation)
            before = await self._swot(transaction, by, held)
            found = before.find(key)
            if found is None or not self._may_pick(before, by, found[0]):
                raise StaleButton
            source, said = found
            await self._add(transaction, held, before.year, source.side, rules.as_line(said), key)
            return await self._swot(transaction, by, held), source.side

        return await retried(lambda: self._house.database.write(unit))

    async def ask_own(self, external_id: int, organisation: OrganisationId, side: Side) -> Swot:
        """The words are typed next. Raises StaleButton where they may not pass through the messenger."""

        async def unit(transaction: Transaction) -> Swot:
            held = await self._held(transaction, external_id, organisation)
            found = await self._swot(transaction, external_id, held)
            await self._expect(transaction, external_id, found, "new", str(organisation), side.value)
            return found

        return await retried(lambda: self._house.database.write(unit))

    async def add(self, by: By, organisation: OrganisationId, side: Side, typed: str) -> Swot:
        """Raises WordsRefused."""
        words = rules.told(typed)

        async def unit(transaction: Transaction) -> Swot:
            held = await self._held(transaction, by, organisation)
            await self._add(transaction, held, self._year(held.organisation), side, words, None)
            await self._heard(transaction, by)
            return await self._swot(transaction, by, held)

        return await retried(lambda: self._house.database.write(unit))

    async def ask_words(self, external_id: int, line: SwotLineId) -> tuple[Swot, Line]:
        """How the line shall read is typed next. Raises StaleButton."""

        async def unit(transaction: Transaction) -> tuple[Swot, Line]:
            held, found = await self._line(transaction, external_id, line)
            swot = await self._swot(transaction, external_id, held)
            await self._expect(transaction, external_id, swot, "line", str(line), str(found.line.changes))
            return swot, found.line

        return await retried(lambda: self._house.database.write(unit))

    async def change(self, by: By, line: SwotLineId, changes: int, typed: str) -> tuple[Swot, Line]:
        """``changes``: how often it had been changed when it was shown. Raises WordsRefused, ChangedMeanwhile."""
        words = rules.told(typed)

        async def unit(transaction: Transaction) -> tuple[Swot, Line]:
            held, found = await self._line(transaction, by, line, changes)
            await kept.change(transaction, line, changes, words, now=self._house.now, actor=held.actor)
            await self._heard(transaction, by)
            await self._note(transaction, held, "swot_line_changed", line)
            return await self._swot(transaction, by, held), replace(found.line, words=words, changes=changes + 1)

        return await retried(lambda: self._house.database.write(unit))

    async def remove(self, by: By, line: SwotLineId, changes: int) -> tuple[Swot, Side]:
        """A line that is out already stays out. Raises ChangedMeanwhile."""

        async def unit(transaction: Transaction) -> tuple[Swot, Side]:
            there = await kept.one(transaction, line)
            if there is None:
                raise StaleButton
            held = await self._held(transaction, by, there.organisation)
            if not there.removed:
                await self._demand(transaction, by, held, there, changes)
                await kept.remove(transaction, line, changes, now=self._house.now, actor=held.actor)
                await self._note(transaction, held, "swot_line_removed", line)
            return await self._swot(transaction, by, held), there.line.side

        return await retried(lambda: self._house.database.write(unit))

    # -- inside ------------------------------------------------------------------------------------------------

    async def _held(self, transaction: Transaction, by: By, organisation: OrganisationId) -> Allowed:
        held = await allowed(transaction, by, EDIT, organisation)
        if held.organisation.level is not Level.ORGANISATION:
            raise StaleButton
        return held

    async def _line(
        self, transaction: Transaction, by: By, line: SwotLineId, changes: int | None = None
    ) -> tuple[Allowed, Kept]:
        there = await kept.one(transaction, line)
        if there is None:
            raise StaleButton
        held = await self._held(transaction, by, there.organisation)
        if changes is not None:
            await self._demand(transaction, by, held, there, changes)
        elif there.removed:
            raise StaleButton
        return held, there

    async def _demand(self, transaction: Transaction, by: By, held: Allowed, there: Kept, changes: int) -> None:
        if there.removed or there.line.changes != changes:
            left = None if there.removed else there.line
            raise ChangedMeanwhile(await self._swot(transaction, by, held), left)

    def _year(self, organisation: Organisation) -> int:
        return school_year_start(self._house.local_time(organisation).date()).year

    async def _swot(self, transaction: Transaction, by: By, held: Allowed) -> Swot:
        here = held.organisation
        readers = await _readers(transaction, by, here)
        year = self._year(here)
        found = Swot(here, year, await kept.lines(transaction, here.id, year), says_words=here.says_names)
        given = await _given(transaction, self._house, held)
        sources = rules.sources(given, readers)
        return replace(found, sources=sources, reads=Role.CURATOR in readers)

    @staticmethod
    def _may_pick(swot: Swot, by: By, source: Source) -> bool:
        """In ``minimal`` words go into the note at the command line only; options are words of our own."""
        return swot.says_words or not isinstance(by, int) or bool(source.question.options)

    async def _add(
        self, transaction: Transaction, held: Allowed, year: int, side: Side, words: str, source: str | None
    ) -> None:
        here = held.organisation.id
        added = await kept.add(
            transaction, here, year, side, words, source=source, now=self._house.now, actor=held.actor
        )
        if added:
            await audit.note(transaction, self._house.now, held.actor, "swot_line_added", here)

    async def _note(self, transaction: Transaction, held: Allowed, action: str, line: SwotLineId) -> None:
        await audit.note(transaction, self._house.now, held.actor, action, held.organisation.id, f"swot_line:{line}")

    @staticmethod
    async def _expect(transaction: Transaction, external_id: int, swot: Swot, *of: str) -> None:
        if not swot.says_words:
            raise StaleButton
        caller = await caller_of(transaction, external_id)
        await people.expect(transaction, caller.account, Awaited(AwaitedKind.SWOT_LINE, of))

    @staticmethod
    async def _heard(transaction: Transaction, by: By) -> None:
        if isinstance(by, int):
            await people.expect(transaction, (await caller_of(transaction, by)).account, None)


async def _readers(transaction: Transaction, by: By, here: Organisation) -> frozenset[Role]:
    """As whom words may be read; whoever has the machine has them all."""
    if not isinstance(by, int):
        return frozenset({Role.CURATOR})
    return bank.reading_as((await caller_of(transaction, by)).grants, here.path)


async def _given(transaction: Transaction, house: House, held: Allowed) -> list[Given]:
    """Answers of this school year to the questions that are marked."""
    here = held.organisation
    today = house.local_time(here).date()
    since, until = school_year_to(today, here)
    marked = await _marked(transaction, house)
    answered = await kept.answers(transaction, here.id, marked, held.person, since=since, until=until)
    answered += await kept.sheets(transaction, here.id, marked, since=since, until=until, now=house.now)
    return [one for given in answered if (one := await _one(transaction, house, given)) is not None]


async def _marked(transaction: Transaction, house: House) -> dict[str, list[str]]:
    """By form the questions that are marked in any version of it: what was asked is pinned in the database."""
    found: dict[str, list[str]] = {}
    for pinned in await kept.marked_forms(transaction):
        form = await house.content.form(transaction, pinned)
        ids = [question.id for question in form.questions if question.swot]
        if ids:
            found[form.id] = sorted({*found.get(form.id, ()), *ids})
    return found


async def _one(transaction: Transaction, house: House, given: Answered) -> Given | None:
    """By the form as it was asked."""
    form = await house.content.form(transaction, given.form)
    question = next((one for one in form.questions if one.id == given.question), None)
    if question is None or question.swot is None:
        return None
    return Given(form.id, question, given.value, bank.of_a_pupil(form, given.adult), given.apart, given.campaign)
