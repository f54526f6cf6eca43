"""Typed errors of the rooms → refusals that a person at the command line understands."""

import sqlite3
from collections.abc import Callable
from typing import Any

from bot.command_line.outcome import Exit, Refused
from bot.texts.organisations import FAULTS, FIELDS, PARENT_REFUSED
from bot.texts.road_map_files import draft_there, too_many
from bot.texts.road_map_problems import not_a_road_map
from bot.texts.staff_list import UNREADABLE, headings_missing
from config.files import ContentRefused
from config.settings import SettingsRefused
from documents.aside import TookTooLong
from documents.sheets import SheetUnreadable
from mentoring.access import Forbidden
from mentoring.invitations import RoleNotHere
from mentoring.organisation_details import DetailRefused, ParentRefused
from mentoring.road_map_settling import TooManyItems
from mentoring.road_map_table import NotARoadMap
from mentoring.staff_list import HeadingsMissing
from storage.database import DatabaseBusy, DatabaseRefused
from usecases.content import VersionReused
from usecases.road_map_drafts import DraftThere

# A narrower error stands before the one it is a kind of.
_REFUSALS: dict[type[Exception], Callable[[Any], Refused]] = {
    SettingsRefused: lambda error: Refused("settings", str(error), Exit.USAGE),
    ContentRefused: lambda error: Refused("content", str(error)),
    VersionReused: lambda error: Refused("content", str(error)),
    DatabaseRefused: lambda error: Refused("database", str(error)),
    DatabaseBusy: lambda _: Refused("database_busy", "база данных занята другой программой, повторите через минуту"),
    sqlite3.Error: lambda error: Refused("database", f"база данных не отвечает: {error}"),
    RoleNotHere: lambda _: Refused("role", "такой роли у этой организации не бывает"),
    Forbidden: lambda _: Refused("org_unknown", "организации с таким номером нет, см. org list"),
    DetailRefused: lambda error: Refused("detail", f"{FIELDS[error.field]}. {FAULTS[error.fault]}"),
    ParentRefused: lambda _: Refused("parent", PARENT_REFUSED),
    HeadingsMissing: lambda error: Refused("headings", headings_missing(error)),
    DraftThere: lambda error: Refused("draft_there", draft_there(error.draft.title)),
    TooManyItems: lambda error: Refused("road_map", too_many(error.items)),
    NotARoadMap: lambda error: Refused("road_map", not_a_road_map(error)),
    TookTooLong: lambda _: Refused("too_long", "не успело собраться: повторите, когда машина свободнее"),
    SheetUnreadable: lambda error: Refused("file", UNREADABLE[error.reason].format(where=error.where)),
}


def refusal_of(error: Exception) -> Refused | None:
    """None for an error that nobody has thought of."""
    if isinstance(error, Refused):
        return error
    return next((tell(error) for kind, tell in _REFUSALS.items() if isinstance(error, kind)), None)
