"""People whom no letter reaches: they have stopped the bot, or it never met them. Somebody has to call them."""

import datetime
from dataclasses import dataclass

from mentoring.names import FullName
from mentoring.organisations import Organisation
from mentoring.roles import Role


@dataclass(frozen=True, slots=True)
class Lost:
    """One person; ``name`` only where it may be said, ``since`` the local day, ``letters`` how many did not come."""

    code: str
    name: FullName | None
    roles: tuple[Role, ...]
    since: datetime.date
    letters: int


@dataclass(frozen=True, slots=True)
class Unreached:
    organisation: Organisation
    people: tuple[Lost, ...]
