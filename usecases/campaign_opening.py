"""Sending a survey: the form is pinned, whoever is to be asked is written down, all in the unit that opens it."""

import datetime

from mentoring.calendar import DAY
from mentoring.campaign_leading import USUAL_DAYS, left_out
from mentoring.campaign_letters import REMIND_AFTER, reminders
from mentoring.campaigns import NOBODY, BuiltIn, Campaign, LeftOut, Reach, key_of
from mentoring.consent import school_year_start
from mentoring.organisations import Organisation
from storage import audit, campaigns
from storage.database import Transaction
from storage.people import Moved
from usecases import road
from usecases.looking import local_day, midnight, midnight_after
from usecases.unit import House

LONGEST = datetime.timedelta(days=92)
"""How far ahead the last day may lie."""


class NobodyToAsk(Exception):
    """Nobody whom it is meant for is there, or has agreed."""


class DayRefused(Exception):
    """The last day is over already, or too far ahead."""


def last_day(campaign: Campaign, organisation: Organisation) -> datetime.date:
    """The last local day on which an answer counts; of a survey that is or was open. ``organisation`` asks."""
    assert campaign.closes_at is not None  # noqa: S101 - it was opened
    return local_day(campaign.closes_at, organisation) - DAY


def remind_after(house: House, campaign: Campaign) -> tuple[int, ...]:
    """Working days after the opening."""
    built_in = built_in_of(house, campaign)
    return REMIND_AFTER if built_in is None else built_in.remind_after


def reminder_days(
    house: House, organisation: Organisation, last: datetime.date, after: tuple[int, ...]
) -> tuple[datetime.date, ...]:
    """Of a survey that would be opened today and end on that last day."""
    days = house.content.calendars(organisation)
    return reminders(house.local_time(organisation).date(), last, after, days)


def usual_day(house: House, organisation: Organisation, built_in: BuiltIn | None) -> datetime.date:
    """The last day of a survey that is opened today, where nobody has chosen another."""
    number = USUAL_DAYS if built_in is None else built_in.open_days
    return house.content.calendars(organisation).after(house.local_time(organisation).date(), number)


def year_began(house: House, organisation: Organisation) -> int:
    """The local midnight that began the school year; seconds, UTC."""
    today = house.local_time(organisation).date()
    return midnight(school_year_start(today), organisation)


def closing_moment(house: House, organisation: Organisation, last: datetime.date) -> int:
    """When it closes if ``last`` is its last day; seconds, UTC. Raises DayRefused."""
    today = house.local_time(organisation).date()
    if not today <= last <= today + LONGEST:
        raise DayRefused
    return midnight_after(last, organisation)


async def how_many(transaction: Transaction, house: House, campaign: Campaign, but: LeftOut = NOBODY) -> Reach:
    """How many people :func:`open_campaign` would ask now."""
    if not campaign.audience.roles:
        return Reach()
    organisation = await road.organisation(transaction, campaign.organisation)
    return await campaigns.reach(
        transaction,
        campaign,
        but,
        consents_since=house.consents_since(organisation),
        year_began=year_began(house, organisation),
    )


async def open_campaign(
    transaction: Transaction,
    house: House,
    campaign: Campaign,
    form: tuple[str, int],
    closes_on: datetime.date,
    actor: str,
    but: LeftOut = NOBODY,
) -> Campaign:
    """Send a draft with this pinned form; ``closes_on`` is the last local day on which an answer counts.

    Whoever comes later is not asked. The clock of campaigns writes the letters. Raises Moved when somebody was
    quicker, DayRefused, and NobodyToAsk, after which the unit must not be kept.
    """
    organisation = await road.organisation(transaction, campaign.organisation)
    closes_at = closing_moment(house, organisation, closes_on)
    if not campaign.audience.roles:
        raise NobodyToAsk
    await campaigns.mark_open(transaction, campaign, form, now=house.now, closes_at=closes_at)
    asked = await campaigns.invite(
        transaction,
        campaign,
        but,
        letter_at=house.now,
        consents_since=house.consents_since(organisation),
        year_began=year_began(house, organisation),
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


# -- built-in ones ---------------------------------------------------------------------------------------------------


def built_in_of(house: House, campaign: Campaign) -> BuiltIn | None:
    """None for a survey of one's own, and for one that left the file since."""
    return house.content.campaigns.get(key_of(campaign.occasion) or "")


def skipped_by(house: House, campaign: Campaign) -> str | None:
    """The form whose answers let off from it."""
    built_in = built_in_of(house, campaign)
    return None if built_in is None else left_out(built_in, campaign, house.now).answered


async def how_many_now(transaction: Transaction, house: House, campaign: Campaign, built_in: BuiltIn | None) -> Reach:
    """How many would be asked now, by the rules of a built-in one where it is one."""
    but = NOBODY if built_in is None else left_out(built_in, campaign, house.now)
    return await how_many(transaction, house, campaign, but)


async def open_built_in(
    transaction: Transaction, house: House, campaign: Campaign, built_in: BuiltIn, until: datetime.date, actor: str
) -> None:
    """Raises as :func:`open_campaign`."""
    form = house.content.forms[built_in.form].questionnaire
    await open_campaign(
        transaction,
        house,
        campaign,
        (form.id, form.version),
        until,
        actor,
        left_out(built_in, campaign, house.now),
    )
