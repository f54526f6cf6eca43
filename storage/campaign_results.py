"""Sums of the answers to one survey: the database adds up, so that a region costs no more than a school."""

from collections.abc import Collection, Mapping, Sequence

from mentoring.campaign_results import Index, Senders, Tally
from mentoring.campaigns import Campaign
from mentoring.ids import OrganisationId, PersonId
from mentoring.organisations import Privacy
from mentoring.report import CONTENT
from storage.attempts import unpacked
from storage.database import Transaction
from storage.pairs import partners_of
from storage.statement_parts import listed

_ANONYMOUS = (
    "SELECT sheet AS sender, NULL AS person_id, NULL AS organisation_id, pupil, question_id, value "
    "FROM campaign_sheets WHERE campaign_id = $1"
)


def _given(campaign: Campaign, of_pupils: Collection[str]) -> str:
    """One row an answer; ``sender`` tells who belongs together, and is shown to nobody.

    ``of_pupils``: the forms of the bank for pupils; whoever came in by one has grown up since, the promise has not.
    """
    if campaign.anonymous:
        return _ANONYMOUS
    forms = listed(of_pupils) or "''"
    return (
        "SELECT i.membership_id AS sender, m.person_id, m.organisation_id, CASE WHEN p.adult = 0 OR EXISTS (SELECT 1 "
        f"FROM attempts b WHERE b.membership_id = m.id AND b.questionnaire_id IN ({forms})) "
        "THEN 1 ELSE 0 END AS pupil, w.question_id, w.value "
        "FROM campaign_invitees i JOIN memberships m ON m.id = i.membership_id "
        "JOIN people p ON p.id = m.person_id JOIN answers w ON w.attempt_id = i.attempt_id "
        "WHERE i.campaign_id = $1 AND i.answered = 1 AND w.value IS NOT NULL"
    )


async def senders(transaction: Transaction, campaign: Campaign, of_pupils: Collection[str]) -> Senders:
    rows = await transaction.rows(
        f"SELECT pupil, count(DISTINCT sender) AS number FROM ({_given(campaign, of_pupils)}) AS given GROUP BY pupil",
        campaign.id,
    )
    found = {bool(row["pupil"]): row["number"] for row in rows}
    return Senders(found.get(False, 0), found.get(True, 0))


async def tallies(
    transaction: Transaction, campaign: Campaign, of_pupils: Collection[str], reader: PersonId | None
) -> list[Tally]:
    """``reader``: whose partners' answers stand apart; None for whoever has the machine."""
    rows = await transaction.rows(
        "SELECT question_id, pupil, apart, value, count(*) AS number FROM ("
        f"SELECT *, coalesce(person_id IN ({partners_of('$2')}), 0) AS apart "
        f"FROM ({_given(campaign, of_pupils)}) AS given) AS each_one GROUP BY question_id, pupil, apart, value",
        campaign.id,
        reader or 0,
    )
    return [
        Tally(row["question_id"], bool(row["pupil"]), unpacked(row["value"]), row["number"], bool(row["apart"]))
        for row in rows
    ]


async def indices(
    transaction: Transaction, campaign: Campaign, questions: Sequence[str]
) -> Mapping[OrganisationId | None, Index]:
    """Of satisfaction, over these questions, by the organisation of the sender: None where that is not known."""
    marks = ", ".join(f"${number}" for number in range(3, 3 + len(questions)))
    rows = await transaction.rows(
        "SELECT organisation_id, count(*) AS number, sum(mean) AS total, "
        "sum(CASE WHEN mean >= $2 THEN 1 ELSE 0 END) AS content FROM ("
        f"SELECT sender, organisation_id, avg(CAST(value AS REAL)) AS mean FROM ({_given(campaign, ())}) AS given "
        f"WHERE question_id IN ({marks}) AND value <> 'null' GROUP BY sender, organisation_id) AS each_one "
        "GROUP BY organisation_id",
        campaign.id,
        CONTENT,
        *questions,
    )
    return {row["organisation_id"]: Index(row["number"], row["total"], row["content"]) for row in rows}


async def asked_at(transaction: Transaction, campaign: Campaign) -> Mapping[OrganisationId, tuple[int, int]]:
    """How many were asked in each organisation, and how many have answered."""
    rows = await transaction.rows(
        "SELECT m.organisation_id, count(*) AS asked, sum(i.answered) AS answered FROM campaign_invitees i "
        "JOIN memberships m ON m.id = i.membership_id WHERE i.campaign_id = $1 GROUP BY m.organisation_id",
        campaign.id,
    )
    return {OrganisationId(row["organisation_id"]): (row["asked"], row["answered"]) for row in rows}


async def says_words(transaction: Transaction, campaign: Campaign) -> bool:
    """Whether what was typed may pass through the messenger: no place that was asked keeps names to itself."""
    return not await transaction.value(
        "SELECT count(*) FROM organisations WHERE privacy = $3 AND (id = $2 OR id IN (SELECT m.organisation_id "
        "FROM campaign_invitees i JOIN memberships m ON m.id = i.membership_id WHERE i.campaign_id = $1))",
        campaign.id,
        campaign.organisation,
        Privacy.MINIMAL.value,
    )


async def branches(
    transaction: Transaction, place: OrganisationId
) -> Mapping[OrganisationId, tuple[OrganisationId, str]]:
    """Under which place of the next level, and what that is called, each organisation below stands."""
    rows = await transaction.rows(
        "WITH RECURSIVE under (id, top) AS (SELECT id, id FROM organisations WHERE parent_id = $1 "
        "UNION ALL SELECT o.id, under.top FROM organisations o JOIN under ON o.parent_id = under.id) "
        "SELECT under.id, under.top, t.name FROM under JOIN organisations t ON t.id = under.top",
        place,
    )
    return {OrganisationId(row["id"]): (OrganisationId(row["top"]), row["name"]) for row in rows}
