"""The house as a command needs it: the same database, the same time as the running bot."""

import contextlib
import datetime
import http.client
import json
import urllib.request
from collections.abc import AsyncIterator, Mapping

from bot.clock import ManualClock, RealClock
from bot.command_line.outcome import Refused
from config import calendar, programme, questionnaires
from config.settings import Settings
from mentoring.indicators import IndicatorRules
from mentoring.road_maps import Template
from storage import schema
from storage.database import Database
from usecases.content import Content
from usecases.unit import House

CONTROL_SECONDS = 2


@contextlib.asynccontextmanager
async def opened_database(settings: Settings) -> AsyncIterator[Database]:
    """Raises DatabaseRefused."""
    database = Database(settings.database_path)
    await database.open()
    try:
        yield database
    finally:
        await database.close()


@contextlib.asynccontextmanager
async def opened_house(
    settings: Settings, templates: Mapping[str, Template] | None = None, indicators: IndicatorRules | None = None
) -> AsyncIterator[House]:
    """A new file gets its tables at once; one of another version is left alone. Raises DatabaseRefused, Refused.

    Content files are not read: what a command needs of old forms is pinned in the database. Whoever begins a road map
    brings the ``templates``, whoever counts the ``indicators`` brings what they are.
    """
    content = Content({}, {}, questionnaires.pinned, calendar.load(), programme.load(), road_maps=templates or {})
    content.indicators = indicators or content.indicators
    async with opened_database(settings) as database:
        await _demand_schema(database)
        yield House(database, _clock(settings), content)


async def _demand_schema(database: Database) -> None:
    found = await schema.version(database)
    if found == 0:
        await schema.migrate(database)
    elif found < schema.LATEST:
        raise Refused("database_old", "база данных старее программы: выполните «python -m bot migrate»")
    elif found > schema.LATEST:
        raise Refused("database_new", newer(found))


def newer(found: int) -> str:
    return f"база данных новее программы (её версия {found}, нужна {schema.LATEST}): обновите программу"


def _clock(settings: Settings) -> RealClock | ManualClock:
    """A manual clock has been moved since the start: the running bot knows how far."""
    if settings.starts_at is None:
        return RealClock()
    return ManualClock(_told_by_the_bot(settings) or settings.starts_at)


def _told_by_the_bot(settings: Settings) -> datetime.datetime | None:
    if settings.control_listen is None:
        return None
    # The settings allow nothing but an address of this machine here.
    address = f"http://{settings.control_listen}/status"
    try:
        with urllib.request.urlopen(address, timeout=CONTROL_SECONDS) as answer:
            return datetime.datetime.fromisoformat(json.load(answer)["now"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError, http.client.HTTPException):
        return None
