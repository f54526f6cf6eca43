"""Where buttons about registers, stages and the passport lead."""

from dataclasses import dataclass

from bot.screens import Address, address
from mentoring.ids import MembershipId, OrganisationId, RoadMapId
from mentoring.local_acts import Act
from mentoring.passports import Part
from mentoring.regional_bank import Chosen, PaperAct


@address("za")
@dataclass(frozen=True, slots=True)
class Registers(Address):
    """Which registers a place has."""

    organisation: OrganisationId


@address("zb")
@dataclass(frozen=True, slots=True)
class LocalActs(Address):
    """What a school has of its local acts."""

    organisation: OrganisationId


@address("zd")
@dataclass(frozen=True, slots=True)
class NoteAct(Address):
    """Number, day and link of it are typed next."""

    organisation: OrganisationId
    act: Act


@address("ze")
@dataclass(frozen=True, slots=True)
class TakeActAway(Address):
    organisation: OrganisationId
    act: Act


@address("zf")
@dataclass(frozen=True, slots=True)
class ActsBelow(Address):
    """The table of all schools of a place."""

    place: OrganisationId
    page: int = 0


@address("zg")
@dataclass(frozen=True, slots=True)
class ActsFile(Address):
    place: OrganisationId


@address("zi")
@dataclass(frozen=True, slots=True)
class RemindOfActs(Address):
    """``day`` counts the days of the calendar from its beginning: when the table was seen."""

    place: OrganisationId
    day: int


@address("zj")
@dataclass(frozen=True, slots=True)
class Curators(Address):
    """The curators of a municipality."""

    place: OrganisationId
    page: int = 0


@address("zk")
@dataclass(frozen=True, slots=True)
class CuratorsFile(Address):
    place: OrganisationId


@address("zl")
@dataclass(frozen=True, slots=True)
class CuratorsWord(Address):
    """What a curator confirms once a year."""

    membership: MembershipId


@address("zm")
@dataclass(frozen=True, slots=True)
class Confirm(Address):
    """«Подтвердить»: still curator in this year."""

    membership: MembershipId
    year: int


@address("zu")
@dataclass(frozen=True, slots=True)
class Stages(Address):
    """All stages of a place, or one of them."""

    organisation: OrganisationId
    number: int | None = None


@address("zw")
@dataclass(frozen=True, slots=True)
class Passport(Address):
    """The passport of a road map."""

    road_map: RoadMapId


@address("zx")
@dataclass(frozen=True, slots=True)
class PassportPart(Address):
    """One part of it in full; ``edit``: its new words are typed next."""

    road_map: RoadMapId
    part: Part
    edit: bool = False


@address("zy")
@dataclass(frozen=True, slots=True)
class Targets(Address):
    """The indicators, or the targets of one of them, counted from 0, which are typed next."""

    road_map: RoadMapId
    indicator: int | None = None


@address("zz")
@dataclass(frozen=True, slots=True)
class PassportFile(Address):
    road_map: RoadMapId


@address("zbp")
@dataclass(frozen=True, slots=True)
class BeginPassport(Address):
    """With the words of the usual one."""

    road_map: RoadMapId


@address("zn")
@dataclass(frozen=True, slots=True)
class SchoolsPart(Address):
    """A school's adults and the regional bank."""

    organisation: OrganisationId
    chosen: Chosen = Chosen.ALL
    page: int = 0


@address("zo")
@dataclass(frozen=True, slots=True)
class BankPerson(Address):
    membership: MembershipId


@address("zp")
@dataclass(frozen=True, slots=True)
class BankPaper(Address):
    """Number and date of the consent, or of its withdrawal, are typed next."""

    membership: MembershipId
    act: PaperAct


@address("zq")
@dataclass(frozen=True, slots=True)
class BankBlank(Address):
    """The form to be signed."""

    membership: MembershipId


@address("zs")
@dataclass(frozen=True, slots=True)
class ExternalId(Address):
    """The number in another bank: typed next, or taken away."""

    membership: MembershipId
    away: bool = False


@address("zt")
@dataclass(frozen=True, slots=True)
class RegionalBank(Address):
    """Without ``file`` numbers alone."""

    region: OrganisationId
    file: bool = False


@address("zv")
@dataclass(frozen=True, slots=True)
class Courses(Address):
    """The plan-order of courses."""

    place: OrganisationId
    file: bool = False
