"""What is swept out day by day: nothing is kept longer than it is needed for (152-ФЗ, ст. 5 ч. 7)."""

from storage import bank, facts, idle, inbox, invitations, meetings, people
from storage.database import Transaction
from usecases import curators, report_rounds
from usecases.joining import GUESS_WINDOW
from usecases.unit import House

IDLE_JOINING = 30 * 24 * 3600
"""Seconds after which an invitation that was opened and never agreed to is forgotten together with its opener."""

STRANGER_KNOWN = 90 * 24 * 3600
"""Seconds after which the audit forgets which account tried a wrong code."""

LINK_KEPT = 12 * 3600
"""Seconds after its beginning for which the link to a meeting is kept that nobody has told of."""


class Housekeeping:
    def __init__(self, house: House) -> None:
        self._house = house

    async def prune_inbox(self) -> None:
        await self._house.database.write(lambda tx: inbox.prune(tx, self._house.now))

    async def forget_wrong_codes(self) -> None:
        before = self._house.now - GUESS_WINDOW
        await self._house.database.write(lambda tx: invitations.forget_wrong_codes(tx, before))

    async def forget_searches(self) -> None:
        """The words of a search may be a surname."""
        await self._house.database.write(lambda tx: bank.forget_searches(tx, self._house.now))

    async def forget_strangers(self) -> None:
        before = self._house.now - STRANGER_KNOWN
        await self._house.database.write(lambda tx: idle.forget_strangers(tx, before))

    async def forget_idle_joinings(self) -> int:
        """Return how many were forgotten. The invitations stay valid: who comes back starts anew."""

        async def unit(transaction: Transaction) -> int:
            found = await idle.joinings(transaction, self._house.now - IDLE_JOINING)
            for joining in found:
                await invitations.end_joining(transaction, joining.account)
                if not joining.needed:
                    await people.forget(transaction, joining.person)
            return len(found)

        return await self._house.database.write(unit)

    async def forget_links(self) -> None:
        """«После встречи бот её забудет», even where nobody says that it has been."""
        before = self._house.now - LINK_KEPT
        await self._house.database.write(lambda tx: meetings.forget_links(tx, before))

    async def ask_curators(self) -> int:
        """Once a year each curator is asked whether they still are one; see ``config/registers.yaml``."""
        return await self._house.database.write(lambda tx: curators.ask(tx, self._house))

    async def remind_of_reports(self) -> int:
        """Whoever has not sent a report upward, on the days before its last one; see ``config/report_rounds.yaml``."""
        return await self._house.database.write(lambda tx: report_rounds.remind(tx, self._house))

    async def rewrite_file(self) -> None:
        """After an anonymous survey or somebody's leaving: see docs/decisions/0020-anonymous-answers.md.

        Again the next night where somebody was reading the old file.
        """
        asked = await self._house.database.read(lambda tx: facts.get(tx, facts.FILE_TO_REWRITE))
        if asked is not None and await self._house.database.rewrite_file():
            await self._house.database.write(lambda tx: facts.rewritten(tx, asked))

    async def tidy_file(self) -> None:
        """What was deleted leaves the log beside the database too."""
        await self._house.database.tidy_file()
