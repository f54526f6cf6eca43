"""People, their places in organisations, and the account they write from."""

from dataclasses import dataclass
from enum import StrEnum

from mentoring.access import Grant
from mentoring.ids import AccountId, MembershipId, OrganisationId, PersonId
from mentoring.names import FullName, Gender
from mentoring.roles import PARTICIPANTS, MembershipState, Role


@dataclass(frozen=True, slots=True)
class Person:
    id: PersonId
    name: FullName | None = None
    gender: Gender | None = None
    adult: bool | None = None
    position: str | None = None
    school_class: str | None = None
    name_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Membership:
    """A person's place in an organisation; ``code`` («3-17») stands for the name where names may not pass."""

    id: MembershipId
    person: PersonId
    organisation: OrganisationId
    role: Role
    state: MembershipState
    code: str

    @property
    def active(self) -> bool:
        return self.state is not MembershipState.LEFT

    @property
    def participates(self) -> bool:
        return self.role in PARTICIPANTS


class AwaitedKind(StrEnum):
    CODE = "code"
    NAME = "name"
    ANSWER = "answer"
    OTHER = "other"
    ORGANISATION_NAME = "orgname"
    ORGANISATION_DETAIL = "orgdetail"
    SEARCH = "search"
    PAPER = "paper"
    ORDER = "order"
    ORDER_CORRECTION = "orderfix"
    REGISTRY_ORDER = "regorder"
    ORDER_OF_DRAFT = "orderdraft"
    NAME_FORM = "nameform"
    MEETING_LINK = "meetlink"
    PROOF = "proof"
    LOCAL_ACT = "localact"
    BANK_PAPER = "bankpaper"
    EXTERNAL_ID = "externalid"
    PASSPORT = "passport"
    TARGETS = "targets"
    ROAD_MAP_TITLE = "rmtitle"
    ROAD_MAP_PART = "rmpart"
    ROAD_MAP_ITEM = "rmitem"
    ROAD_MAP_REASON = "rmreason"
    ROAD_MAP_DAY = "rmday"
    ROAD_MAP_FILE = "mapfile"
    SWOT_LINE = "swotline"
    INDICATOR_NUMBER = "indnumber"
    REPORT_NOTE = "reportnote"
    REPORT_COMMENT = "reportcomment"
    OWN_SURVEY = "ownsurvey"
    OWN_TITLE = "owntitle"
    OWN_QUESTION = "ownquestion"
    OWN_WORDS = "ownwords"
    OWN_OPTIONS = "ownoptions"


@dataclass(frozen=True, slots=True)
class Awaited:
    """Which typed text is awaited: a message carries no address, so this is the address of the next one."""

    kind: AwaitedKind
    of: tuple[str, ...] = ()

    def __str__(self) -> str:
        return ":".join((self.kind.value, *self.of))

    @classmethod
    def read(cls, written: str | None) -> "Awaited | None":
        if written is None:
            return None
        kind, *of = written.split(":")
        return cls(AwaitedKind(kind), tuple(of))


@dataclass(frozen=True, slots=True)
class Caller:
    """Who wrote or pressed: an account, the person behind it and what they are now."""

    account: AccountId
    external_id: int
    person: Person
    memberships: tuple[Membership, ...]
    administrator: bool
    awaited: Awaited | None
    screen_message_id: int | None

    @property
    def grants(self) -> tuple[Grant, ...]:
        """Roles count once their bearer has agreed to the processing of their data."""
        agreed = {MembershipState.CONSENTED, MembershipState.IN_BANK}
        held = tuple(Grant(m.role, m.organisation) for m in self.memberships if m.state in agreed)
        return (Grant(Role.ADMINISTRATOR, None), *held) if self.administrator else held

    def membership(self, membership_id: MembershipId) -> Membership | None:
        return next((m for m in self.memberships if m.id == membership_id), None)
