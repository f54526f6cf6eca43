"""What reading a letter again comes to: it holds, or it is dropped."""

from dataclasses import dataclass

from mentoring.notices import Notice
from mentoring.organisations import Organisation


class NotTrueAnyMore(Exception):
    """The letter is to be dropped; the text is the reason kept with it."""


@dataclass(frozen=True, slots=True)
class Held:
    """The letter is still right; the organisation's local time decides when it may come."""

    notice: Notice
    organisation: Organisation
