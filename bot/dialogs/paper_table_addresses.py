"""Where the buttons of «Документы» lead."""

from dataclasses import dataclass

from bot.screens import Address, address
from bot.texts.paper_tables import Ending
from mentoring.ids import OrganisationId
from mentoring.paper_tables import PaperTable


@address("pt")
@dataclass(frozen=True, slots=True)
class Tables(Address):
    """The papers of an organisation in this format."""

    organisation: OrganisationId
    ending: Ending = Ending.XLSX


@address("ptd")
@dataclass(frozen=True, slots=True)
class DrawTable(Address):
    organisation: OrganisationId
    table: PaperTable
    ending: Ending = Ending.XLSX
    codes: bool = False
