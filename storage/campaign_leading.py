"""Surveys for those who lead them: all of a place with their numbers, a reminder by hand, a later last day."""

from mentoring.campaigns import Campaign, Progress
from mentoring.ids import CampaignId, OrganisationId
from storage.database import Transaction
from storage.people import Moved


async def progress(transaction: Transaction, organisation: OrganisationId) -> dict[CampaignId, Progress]:
    """Of all its surveys that asked anybody, in one statement."""
    rows = await transaction.rows(
        "SELECT i.campaign_id, count(*) AS asked, sum(i.answered) AS answered, "
        "sum(CASE WHEN i.answered = 0 AND i.attempt_id IS NOT NULL THEN 1 ELSE 0 END) AS begun "
        "FROM campaign_invitees i JOIN campaigns c ON c.id = i.campaign_id "
        "WHERE c.organisation_id = $1 GROUP BY i.campaign_id",
        organisation,
    )
    return {CampaignId(row["campaign_id"]): Progress(row["asked"], row["answered"], row["begun"]) for row in rows}


async def of_occasion(transaction: Transaction, organisation: OrganisationId, occasion: str) -> CampaignId | None:
    found = await transaction.value(
        "SELECT id FROM campaigns WHERE organisation_id = $1 AND occasion = $2", organisation, occasion
    )
    return None if found is None else CampaignId(found)


async def set_closing(transaction: Transaction, campaign: Campaign, closes_at: int) -> None:
    """Of a draft the wished last day, of an open one the new one. Raises Moved when it was closed or changed."""
    if not await transaction.run(
        "UPDATE campaigns SET closes_at = $3, changes = changes + 1 "
        "WHERE id = $1 AND changes = $2 AND state IN ('draft', 'open')",
        campaign.id,
        campaign.changes,
        closes_at,
    ):
        raise Moved


async def mark_reminded(transaction: Transaction, campaign: Campaign, now: int) -> None:
    """Raises Moved when somebody was quicker."""
    if not await transaction.run(
        "UPDATE campaigns SET reminded_at = $3, changes = changes + 1 "
        "WHERE id = $1 AND changes = $2 AND state = 'open'",
        campaign.id,
        campaign.changes,
        now,
    ):
        raise Moved


_SILENT = "campaign_id = $1 AND answered = 0 AND letters > 0"
"""Who was written to and has not answered."""


async def to_remind(transaction: Transaction, campaign: CampaignId, now: int) -> int:
    """How many :func:`remind` would write to."""
    return int(
        await transaction.value(
            f"SELECT count(*) FROM campaign_invitees WHERE {_SILENT} AND letter_at > $2", campaign, now
        )
    )


async def remind(transaction: Transaction, campaign: CampaignId, now: int) -> int:
    """Their next letter is due now; whoever was promised no more is left in peace."""
    return await transaction.run(
        f"UPDATE campaign_invitees SET letter_at = $2 WHERE {_SILENT} AND letter_at > $2", campaign, now
    )


async def tell_again(transaction: Transaction, campaign: CampaignId, now: int) -> None:
    """The last day has moved: all who are silent hear of it."""
    await transaction.run(f"UPDATE campaign_invitees SET letter_at = $2 WHERE {_SILENT}", campaign, now)


async def places_below(transaction: Transaction, organisation: OrganisationId) -> dict[OrganisationId, str]:
    """Those directly and further below a place, by name."""
    rows = await transaction.rows(
        "WITH RECURSIVE below (id) AS (SELECT id FROM organisations WHERE parent_id = $1 "
        "UNION ALL SELECT o.id FROM organisations o JOIN below ON o.parent_id = below.id) "
        "SELECT o.id, o.name FROM organisations o JOIN below ON below.id = o.id ORDER BY o.name, o.id",
        organisation,
    )
    return {OrganisationId(row["id"]): str(row["name"]) for row in rows}
