"""Sending a survey: the form is pinned, whoever is to be asked is written down, all in the unit that opens it."""

import datetime

from mentoring.calendar import DAY, at
from mentoring.campaigns import Campaign
from mentoring.consent import school_year_start
from mentoring.organisations import Organisation
from storage import audit, campaigns
from storage.database import Transaction
from storage.people import Moved
from storage.times import stored
from usecases import road
from usecases.unit import House

LONGEST = datetime.timedelta(days=92)
"""How far ahead the last day may lie."""


class NobodyToAsk(Exception):
    """Nobody whom it is meant for is there, or has agreed."""


class DayRefused(Exception):
    """The last day is over already, or too far ahead."""


def year_began(house: House, organisation: Organisation) -> int:
    """The local midnight that began the school year; seconds, UTC."""
    now = house.local_time(organisation)
    return stored(at(now, school_year_start(now.date()), datetime.time.min))


async def how_many(
    transaction: Transaction,
    house: House,
    campaign: Campaign,
    *,
    pairs_only: bool = False,
    skip_answered: str | None = None,
) -> int:
    """How many people :func:`open_campaign` would ask now."""
    if not campaign.audience.roles:
        return 0
    organisation = await road.organisation(transaction, campaign.organisation)
    return await campaigns.reach(
        transaction,
        campaign,
        consents_since=house.consents_since(organisation),
        year_began=year_began(house, organisation),
        pairs_only=pairs_only,
        skip_answered=skip_answered,
    )


async def open_campaign(
    transaction: Transaction,
    house: House,
    campaign: Campaign,
    form: tuple[str, int],
    closes_on: datetime.date,
    actor: str,
    *,
    pairs_only: bool = False,
    skip_answered: str | None = None,
) -> Campaign:
    """Send a draft with this pinned form; ``closes_on`` is the last local day on which an answer counts.

    Whoever comes later is not asked. The clock of campaigns writes the letters. Raises Moved when somebody was
    quicker, DayRefused, and NobodyToAsk, after which the unit must not be kept.
    """
    organisation = await road.organisation(transaction, campaign.organisation)
    now = house.local_time(organisation)
    if not now.date() <= closes_on <= now.date() + LONGEST:
        raise DayRefused
    closes_at = stored(at(now, closes_on + DAY, datetime.time.min))
    await campaigns.mark_open(transaction, campaign, form, now=house.now, closes_at=closes_at)
    asked = await campaigns.invite(
        transaction,
        campaign,
        letter_at=house.now,
        consents_since=house.consents_since(organisation),
        year_began=year_began(house, organisation),
        pairs_only=pairs_only,
        skip_answered=skip_answered,
    )
    if not asked:
        raise NobodyToAsk
    details = f"people:{asked}"
    await audit.note(
        transaction, house.now, actor, "campaign_opened", organisation.id, f"campaign:{campaign.id}", details
    )
    opened = await campaigns.one(transaction, campaign.id)
    if opened is None:
        raise Moved
    return opened
