"""Where the buttons of surveys sent to many lead: to the list, to one of them, to its questions, to its results."""

from dataclasses import dataclass

from bot.screens import Address, address
from mentoring.ids import CampaignId, OrganisationId


@address("cl")
@dataclass(frozen=True, slots=True)
class Campaigns(Address):
    """The surveys of an organisation; without one, the choice of them."""

    organisation: OrganisationId | None = None
    page: int = 0


@address("ck")
@dataclass(frozen=True, slots=True)
class CampaignCard(Address):
    """One survey, for those who lead it: whom it asks, how many have answered, what may be done."""

    campaign: CampaignId


@address("cw")
@dataclass(frozen=True, slots=True)
class AnswerCampaign(Address):
    """«Ответить»: what it is about and who reads the answers, before the first question."""

    campaign: CampaignId


@address("cz")
@dataclass(frozen=True, slots=True)
class CampaignResults(Address):
    """Sums of the answers, for those who lead it."""

    campaign: CampaignId
    page: int = 0
