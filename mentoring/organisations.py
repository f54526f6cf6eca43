"""Organisations: a tree of region, municipality and organisation, any level of which may be absent."""

from dataclasses import dataclass
from enum import StrEnum

from mentoring.calendar import Vacation
from mentoring.ids import OrganisationId
from mentoring.roles import Level


class Privacy(StrEnum):
    """What may pass through the messenger (domain report, 4.4)."""

    MINIMAL = "minimal"
    NAMES = "names"


class Detail(StrEnum):
    """What an organisation has to tell about itself before it may ask for consent (152-ФЗ, ст. 9 ч. 4)."""

    INN = "inn"
    ADDRESS = "address"
    CONTACT = "contact"
    STATE_OWNED = "state_owned"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Organisation:
    """The operator of personal data; ``path`` leads from the root of the tree down to itself."""

    id: OrganisationId
    path: tuple[OrganisationId, ...]
    level: Level
    name: str
    inn: str | None
    address: str | None
    contact: str | None
    tz: str
    week: int
    state_owned: bool | None
    privacy: Privacy
    minors: bool | None
    warned: bool
    vacations: tuple[Vacation, ...] = ()

    @property
    def says_names(self) -> bool:
        """Whether names may pass through the messenger."""
        return self.privacy is Privacy.NAMES


def missing(organisation: Organisation) -> tuple[Detail, ...]:
    """What keeps the consent step from starting."""
    filled = {
        Detail.INN: organisation.inn is not None,
        Detail.ADDRESS: organisation.address is not None,
        Detail.CONTACT: organisation.contact is not None,
        Detail.STATE_OWNED: organisation.state_owned is not None,
        Detail.WARNING: not organisation.state_owned or organisation.warned,
    }
    return tuple(detail for detail, present in filled.items() if not present)


def inn_is_valid(inn: str) -> bool:
    """Check the control digits of a legal person's (10) or an entrepreneur's (12) taxpayer number."""
    if not (inn.isascii() and inn.isdecimal()):
        return False
    digits = [int(digit) for digit in inn]
    if len(digits) == 10:
        return digits[9] == _control(digits, (2, 4, 10, 3, 5, 9, 4, 6, 8))
    if len(digits) == 12:
        first = _control(digits, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8))
        second = _control(digits, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8))
        return digits[10:] == [first, second]
    return False


def _control(digits: list[int], weights: tuple[int, ...]) -> int:
    return sum(weight * digit for weight, digit in zip(weights, digits, strict=False)) % 11 % 10
