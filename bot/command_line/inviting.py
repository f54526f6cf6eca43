"""`invite`: one link, personal or for a poster."""

import argparse

from bot.command_line.opening import opened_house
from bot.command_line.outcome import Done
from bot.command_line.username import username_of
from bot.texts.words import numeric
from config.settings import Settings
from mentoring.ids import OrganisationId
from mentoring.invitations import link
from usecases.inviting import Inviting
from usecases.unit import Operator

NO_LINK = "ссылка появится после первого запуска бота, код действует уже сейчас"


async def invite(options: argparse.Namespace, settings: Settings) -> Done:
    organisation = OrganisationId(options.org)
    async with opened_house(settings) as house:
        use = Inviting(house)
        username = await username_of(use, settings)
        if options.uses is None:
            card = await use.personal(Operator(), organisation, options.role, options.days)
        else:
            card = await use.poster(Operator(), organisation, options.role, options.uses, options.days)
    written = link(username, card.code) if username else None
    return Done(
        {
            "code": card.code,
            "link": written,
            "role": card.role.value,
            "uses": card.uses_left,
            "until": card.until.isoformat(),
        },
        f"{written or NO_LINK}\nКод: {card.code}, действует до {numeric(card.until)}",
    )
