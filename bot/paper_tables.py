"""Rows of a use case → words → a file: the same for the chat and for the command line."""

from collections.abc import AsyncIterator

from bot.texts import paper_tables as words_of
from bot.texts.paper_tables import Ending
from documents import long_tables
from documents.long_tables import Draw, Part
from mentoring.paper_tables import SIDES, Begun, PaperTable
from usecases.paper_tables import PaperTables
from usecases.reporting import Reporting
from usecases.unit import By

DRAWS: dict[Ending, Draw] = {Ending.XLSX: long_tables.as_xlsx, Ending.CSV: long_tables.as_csv}


async def drawn(use: PaperTables, reports: Reporting, by: By, begun: Begun, ending: Ending) -> bytes:
    """Raises TookTooLong."""
    return await long_tables.drawn(DRAWS[ending], await _parts(use, reports, by, begun), begun.rows)


async def _parts(use: PaperTables, reports: Reporting, by: By, begun: Begun) -> AsyncIterator[Part]:
    if begun.table in SIDES:
        return words_of.bank(begun, use.bank(begun))
    if begun.table is PaperTable.PAIRS:
        return words_of.register(begun, use.pairs(begun))
    if begun.table is PaperTable.CONSENTS:
        return words_of.journal(begun, use.consents(begun))
    return words_of.municipal(begun, await reports.report(by, begun.organisation.id))
