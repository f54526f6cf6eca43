"""Where the buttons of those who lead surveys lead. Days are counted from the beginning of the calendar."""

from dataclasses import dataclass

from bot.screens import Address, address
from mentoring.ids import CampaignId, OrganisationId, PairId
from mentoring.pair_cards import Stage
from mentoring.roles import Role


@address("caa")
@dataclass(frozen=True, slots=True)
class Offered(Address):
    """«Новый опрос»: what may be asked in a place."""

    organisation: OrganisationId


@address("cab")
@dataclass(frozen=True, slots=True)
class Group(Address):
    """Built-in surveys that go together, by the key of one of them; ``until`` as it was chosen."""

    organisation: OrganisationId
    key: str
    until: int | None = None


@address("cac")
@dataclass(frozen=True, slots=True)
class GroupDays(Address):
    """A month of days to choose from."""

    organisation: OrganisationId
    key: str
    month: int | None = None


@address("cad")
@dataclass(frozen=True, slots=True)
class SureOfGroup(Address):
    organisation: OrganisationId
    key: str
    until: int


@address("cae")
@dataclass(frozen=True, slots=True)
class OpenGroup(Address):
    organisation: OrganisationId
    key: str
    until: int


@address("caf")
@dataclass(frozen=True, slots=True)
class Prepare(Address):
    """One form of a group by itself."""

    organisation: OrganisationId
    key: str


@address("cag")
@dataclass(frozen=True, slots=True)
class Days(Address):
    """The last day of a draft, or a later one of a survey that is open."""

    campaign: CampaignId
    month: int | None = None


@address("cah")
@dataclass(frozen=True, slots=True)
class SetDay(Address):
    campaign: CampaignId
    day: int


@address("cai")
@dataclass(frozen=True, slots=True)
class SureOfDraft(Address):
    campaign: CampaignId


@address("caj")
@dataclass(frozen=True, slots=True)
class OpenDraft(Address):
    campaign: CampaignId
    until: int


@address("cak")
@dataclass(frozen=True, slots=True)
class DropDraft(Address):
    campaign: CampaignId


@address("cal")
@dataclass(frozen=True, slots=True)
class Whom(Address):
    """«Кого спросить», for any draft."""

    campaign: CampaignId


@address("cam")
@dataclass(frozen=True, slots=True)
class RoleAsked(Address):
    campaign: CampaignId
    role: Role
    on: bool


@address("can")
@dataclass(frozen=True, slots=True)
class Stages(Address):
    campaign: CampaignId


@address("cao")
@dataclass(frozen=True, slots=True)
class StageAsked(Address):
    campaign: CampaignId
    stage: Stage
    on: bool


@address("cap")
@dataclass(frozen=True, slots=True)
class Places(Address):
    campaign: CampaignId
    page: int = 0


@address("caq")
@dataclass(frozen=True, slots=True)
class PlaceAsked(Address):
    campaign: CampaignId
    place: OrganisationId
    on: bool
    page: int = 0


@address("car")
@dataclass(frozen=True, slots=True)
class PairsToAsk(Address):
    campaign: CampaignId
    page: int = 0


@address("cas")
@dataclass(frozen=True, slots=True)
class PairAsked(Address):
    campaign: CampaignId
    pair: PairId


@address("cat")
@dataclass(frozen=True, slots=True)
class AskEverybody(Address):
    """Narrowed by nothing any more."""

    campaign: CampaignId


@address("cau")
@dataclass(frozen=True, slots=True)
class Remind(Address):
    """``day``: when the card was seen."""

    campaign: CampaignId
    day: int


@address("cav")
@dataclass(frozen=True, slots=True)
class SureToClose(Address):
    campaign: CampaignId


@address("caw")
@dataclass(frozen=True, slots=True)
class CloseEarly(Address):
    campaign: CampaignId


@address("cax")
@dataclass(frozen=True, slots=True)
class AskAgain(Address):
    campaign: CampaignId
