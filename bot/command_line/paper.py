"""`paper`: tables on paper with names, where they may not pass through the messenger."""

import argparse

from bot.command_line.exporting import keep
from bot.command_line.opening import opened_house
from bot.command_line.outcome import Done, Refused
from bot.paper_tables import drawn
from bot.texts.paper_tables import file_name
from config.settings import Settings
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from mentoring.paper_tables import NotKeptHere
from mentoring.roles import Level
from usecases.paper_tables import PaperTables
from usecases.reporting import Reporting
from usecases.unit import Operator


async def paper(options: argparse.Namespace, settings: Settings) -> Done:
    """The file is for the operator's eyes alone, as every export."""
    async with opened_house(settings) as house:
        use = PaperTables(house)
        try:
            begun = await use.begin(Operator(), OrganisationId(options.org), options.table, codes=options.codes)
        except NotKeptHere as error:
            raise Refused("paper_not_here", _not_here(error.organisation)) from None
        content = await drawn(use, Reporting(house), Operator(), begun, options.format)
    path = options.out or settings.data_dir / "exports" / str(options.org) / file_name(begun, options.format)
    keep(path, content)
    return Done({"path": str(path), "count": begun.rows}, f"Записано строк: {begun.rows}, файл {path}")


def _not_here(here: Organisation) -> str:
    if here.level is Level.ORGANISATION:
        return "таблица по школам бывает у муниципалитета и региона; у школы — report stats"
    return "такие таблицы ведёт школа: выше неё только числа (paper municipal)"
