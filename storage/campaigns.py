"""Surveys sent to many: the campaign, whom it asks, what came back."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from mentoring.campaigns import NOBODY, Audience, Campaign, CampaignState, Invitee, LeftOut, Progress, Reach, Secrecy
from mentoring.consent import ConsentKind
from mentoring.ids import AttemptId, CampaignId, MembershipId, OrganisationId, PairId, PersonId
from mentoring.pair_cards import STAGE_OF, Stage
from mentoring.pair_moves import Event
from mentoring.pairs import CLOSED
from mentoring.questionnaire import Value
from mentoring.roles import MembershipState, Role
from storage import facts, surveys
from storage.attempts import packed, unpacked
from storage.database import Row, Transaction
from storage.people import Moved
from storage.statement_parts import below, listed


def _packed(audience: Audience) -> str:
    return json.dumps(
        {
            "roles": sorted(audience.roles),
            "places": sorted(audience.places),
            "stages": sorted(audience.stages),
            "pair": audience.pair,
        }
    )


def _audience(text: str) -> Audience:
    kept: dict[str, Any] = json.loads(text)
    return Audience(
        frozenset(map(Role, kept["roles"])),
        frozenset(map(OrganisationId, kept["places"])),
        frozenset(map(Stage, kept["stages"])),
        None if kept["pair"] is None else PairId(kept["pair"]),
    )


def _campaign(row: Row) -> Campaign:
    return Campaign(
        CampaignId(row["id"]),
        OrganisationId(row["organisation_id"]),
        row["occasion"],
        row["title"],
        None if row["form"] is None else (row["form"], row["version"]),
        Secrecy(row["secrecy"]),
        _audience(row["audience"]),
        CampaignState(row["state"]),
        row["drafted_at"],
        row["opened_at"],
        row["closes_at"],
        row["closed_at"],
        row["changes"],
        row["reminded_at"],
    )


# -- the campaign ----------------------------------------------------------------------------------------------------


async def add(
    transaction: Transaction,
    organisation: OrganisationId,
    title: str,
    secrecy: Secrecy,
    audience: Audience,
    *,
    now: int,
    actor: str,
    occasion: str | None = None,
) -> CampaignId:
    """A draft. Raises Moved when there is one of this occasion already."""
    found = await transaction.value(
        "INSERT INTO campaigns (organisation_id, occasion, title, secrecy, audience, state, actor, drafted_at) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (organisation_id, occasion) DO NOTHING RETURNING id",
        organisation,
        occasion,
        title,
        secrecy.value,
        _packed(audience),
        CampaignState.DRAFT.value,
        actor,
        now,
    )
    if found is None:
        raise Moved
    return CampaignId(found)


async def one(transaction: Transaction, campaign: CampaignId) -> Campaign | None:
    row = await transaction.row("SELECT * FROM campaigns WHERE id = $1", campaign)
    return None if row is None else _campaign(row)


async def of_organisation(transaction: Transaction, organisation: OrganisationId) -> list[Campaign]:
    """Its own, the newest first."""
    rows = await transaction.rows("SELECT * FROM campaigns WHERE organisation_id = $1 ORDER BY id DESC", organisation)
    return [_campaign(row) for row in rows]


async def save_draft(transaction: Transaction, campaign: Campaign) -> None:
    """Title, secrecy and audience. Raises Moved when somebody was quicker, or when it is no draft any more."""
    await _changed(
        transaction,
        "UPDATE campaigns SET title = $3, secrecy = $4, audience = $5, changes = changes + 1 "
        "WHERE id = $1 AND changes = $2 AND state = 'draft'",
        campaign.id,
        campaign.changes,
        campaign.title,
        campaign.secrecy.value,
        _packed(campaign.audience),
    )


async def questions(transaction: Transaction, campaign: CampaignId) -> list[dict[str, Any]]:
    """Those of a draft of one's own, as they were written down by :func:`save_questions`."""
    text = await transaction.value("SELECT questions FROM campaigns WHERE id = $1", campaign)
    return [] if text is None else list(json.loads(text))


async def save_questions(transaction: Transaction, campaign: Campaign, written: Sequence[Mapping[str, Any]]) -> None:
    """Raises Moved."""
    await _changed(
        transaction,
        "UPDATE campaigns SET questions = $3, changes = changes + 1 WHERE id = $1 AND changes = $2 AND state = 'draft'",
        campaign.id,
        campaign.changes,
        json.dumps(list(written), ensure_ascii=False),
    )


async def drop_draft(transaction: Transaction, campaign: Campaign) -> None:
    """Raises Moved when it is no draft any more."""
    await _changed(
        transaction,
        "DELETE FROM campaigns WHERE id = $1 AND changes = $2 AND state = 'draft'",
        campaign.id,
        campaign.changes,
    )


async def mark_open(
    transaction: Transaction, campaign: Campaign, form: tuple[str, int], *, now: int, closes_at: int
) -> None:
    """Raises Moved when somebody was quicker."""
    await _changed(
        transaction,
        "UPDATE campaigns SET state = 'open', form = $3, version = $4, opened_at = $5, closes_at = $6, "
        "changes = changes + 1 WHERE id = $1 AND changes = $2 AND state = 'draft'",
        campaign.id,
        campaign.changes,
        *form,
        now,
        closes_at,
    )


async def mark_closed(transaction: Transaction, campaign: Campaign, *, now: int) -> None:
    """No letters go any more, and what was not sent is forgotten. Raises Moved when it is not open any more."""
    await _changed(
        transaction,
        "UPDATE campaigns SET state = 'closed', closed_at = $3, changes = changes + 1 "
        "WHERE id = $1 AND changes = $2 AND state = 'open'",
        campaign.id,
        campaign.changes,
        now,
    )
    await transaction.run("UPDATE campaign_invitees SET letter_at = NULL WHERE campaign_id = $1", campaign.id)
    unsent = "(SELECT attempt_id FROM campaign_invitees WHERE campaign_id = $1 AND answered = 0)"
    await transaction.run(f"DELETE FROM answers WHERE attempt_id IN {unsent}", campaign.id)
    # Whoever has decided on an answer in this very moment decides anew, and finds it closed.
    await transaction.run(f"UPDATE attempts SET changes = changes + 1 WHERE id IN {unsent}", campaign.id)
    if campaign.anonymous:
        await facts.ask_for_rewriting(transaction)


async def _changed(transaction: Transaction, statement: str, *values: Any) -> None:
    if not await transaction.run(statement, *values):
        raise Moved


async def closing(transaction: Transaction, now: int) -> list[Campaign]:
    """Open ones whose time is over."""
    rows = await transaction.rows("SELECT * FROM campaigns WHERE state = 'open' AND closes_at <= $1", now)
    return [_campaign(row) for row in rows]


# -- whom it asks ----------------------------------------------------------------------------------------------------

_CONSENTS = listed((ConsentKind.ADULT, ConsentKind.PUPIL))
_ASKABLE = listed((MembershipState.CONSENTED, MembershipState.IN_BANK))
_IN_PAIRS = (
    "SELECT s.membership_id FROM pair_sides s JOIN pairs p ON p.id = s.pair_id "
    "WHERE s.membership_id = m.id AND s.gone = 0 AND "
)


def _audience_of(campaign: Campaign, but: LeftOut, *, consents_since: int, year_began: int) -> str:
    """The FROM and WHERE of the memberships to be asked; every value in it is a number or a word of our own."""
    audience = campaign.audience
    conditions = [
        "m.organisation_id IN (SELECT id FROM below)",
        f"m.role IN ({listed(audience.roles)})",
        f"m.state IN ({_ASKABLE})",
        "EXISTS (SELECT 1 FROM consents c WHERE c.person_id = m.person_id AND c.organisation_id = m.organisation_id "
        f"AND c.kind IN ({_CONSENTS}) AND c.withdrawn_at IS NULL AND c.given_at >= {consents_since:d})",
    ]
    if audience.places:
        places = ", ".join(f"{place:d}" for place in sorted(audience.places))
        conditions.append(f"m.organisation_id IN ({places})")
    if audience.stages:
        states = listed(state for state, stage in STAGE_OF.items() if stage in audience.stages)
        conditions.append(f"EXISTS ({_IN_PAIRS}p.state IN ({states}))")
    if audience.pair is not None:
        conditions.append(f"EXISTS ({_IN_PAIRS}p.id = {audience.pair:d})")
    if but.pairless:
        conditions.append(
            f"EXISTS ({_IN_PAIRS}EXISTS (SELECT 1 FROM pair_history h WHERE h.pair_id = p.id "
            f"AND h.event = '{Event.ENTER_ORDER}' AND (h.at >= {year_began:d} OR p.state NOT IN ({listed(CLOSED)}))))"
        )
    if but.answered is not None:
        conditions.append(
            "NOT EXISTS (SELECT 1 FROM asked_surveys g WHERE g.membership_id = m.id "
            f"AND g.form = '{but.answered}' AND g.answered = 1 AND g.opened_at >= {year_began:d})"
        )
    return f"FROM memberships m WHERE {' AND '.join(conditions)}"


def _asked(but: LeftOut) -> str:
    return "1 = 0" if but.asked is None else surveys.awaited("m.id", but.asked, but.now)


async def reach(
    transaction: Transaction, campaign: Campaign, but: LeftOut = NOBODY, *, consents_since: int, year_began: int
) -> Reach:
    """How many people would be asked now."""
    chosen = _audience_of(campaign, but, consents_since=consents_since, year_began=year_began)
    row = await transaction.row(
        f"{below(1)}SELECT count(DISTINCT CASE WHEN asked = 0 THEN person_id END) AS people, "
        "count(DISTINCT CASE WHEN asked = 1 THEN person_id END) AS asked FROM "
        f"(SELECT m.person_id, CASE WHEN {_asked(but)} THEN 1 ELSE 0 END AS asked {chosen}) AS each_one",
        campaign.organisation,
    )
    assert row is not None  # noqa: S101 - a count is always there
    return Reach(row["people"], row["asked"])


async def invite(
    transaction: Transaction,
    campaign: Campaign,
    but: LeftOut = NOBODY,
    *,
    letter_at: int,
    consents_since: int,
    year_began: int,
) -> int:
    """Write down whom it asks, each person once, in one statement; the number of them. See :func:`reach`."""
    chosen = _audience_of(campaign, but, consents_since=consents_since, year_began=year_began)
    return await transaction.run(
        # sqlite3 counts the rows of a statement only where INSERT is its first word.
        "INSERT INTO campaign_invitees (campaign_id, membership_id, letter_at) "
        f"{below(1)}SELECT $2, min(m.id), $3 {chosen} AND NOT ({_asked(but)}) GROUP BY m.person_id",
        campaign.organisation,
        campaign.id,
        letter_at,
    )


async def progress(transaction: Transaction, campaign: CampaignId) -> Progress:
    row = await transaction.row(
        "SELECT count(*) AS asked, coalesce(sum(answered), 0) AS answered, "
        "coalesce(sum(CASE WHEN answered = 0 AND attempt_id IS NOT NULL THEN 1 ELSE 0 END), 0) AS begun "
        "FROM campaign_invitees WHERE campaign_id = $1",
        campaign,
    )
    assert row is not None  # noqa: S101 - a count is always there
    return Progress(row["asked"], row["answered"], row["begun"])


# -- one who was asked -----------------------------------------------------------------------------------------------


async def invitee(transaction: Transaction, campaign: CampaignId, membership: MembershipId) -> Invitee | None:
    row = await transaction.row(
        "SELECT * FROM campaign_invitees WHERE campaign_id = $1 AND membership_id = $2", campaign, membership
    )
    return None if row is None else _invitee(row)


async def invitee_of(
    transaction: Transaction, campaign: CampaignId, person: PersonId
) -> tuple[Invitee, OrganisationId] | None:
    """As whom somebody was asked, and where; the membership may have ended since."""
    row = await transaction.row(
        # From the person to the survey, never through all whom it asks.
        "SELECT i.*, m.organisation_id FROM memberships m CROSS JOIN campaign_invitees i "
        "WHERE m.person_id = $2 AND i.membership_id = m.id AND i.campaign_id = $1",
        campaign,
        person,
    )
    return None if row is None else (_invitee(row), OrganisationId(row["organisation_id"]))


async def of_attempt(transaction: Transaction, attempt: AttemptId) -> Invitee | None:
    """Whose answers to which campaign these are; None for any other attempt."""
    row = await transaction.row("SELECT * FROM campaign_invitees WHERE attempt_id = $1", attempt)
    return None if row is None else _invitee(row)


async def waiting_of(transaction: Transaction, memberships: Sequence[MembershipId], now: int) -> list[Campaign]:
    """Open campaigns that whoever holds these memberships has not answered there, the first to close first."""
    if not memberships:
        return []
    marks = ", ".join(f"${number}" for number in range(2, 2 + len(memberships)))
    rows = await transaction.rows(
        "SELECT c.* FROM campaigns c JOIN campaign_invitees i ON i.campaign_id = c.id "
        "WHERE i.membership_id IN (SELECT m.id FROM memberships m JOIN memberships held "
        "ON held.person_id = m.person_id AND held.organisation_id = m.organisation_id "
        f"WHERE held.id IN ({marks})) AND i.answered = 0 AND c.state = 'open' AND c.closes_at > $1 "
        "ORDER BY c.closes_at, c.id",
        now,
        *memberships,
    )
    return [_campaign(row) for row in rows]


_ANSWERED_BY = (
    "FROM campaign_invitees i JOIN campaigns c ON c.id = i.campaign_id JOIN memberships m ON m.id = i.membership_id "
    "WHERE m.person_id = $1 AND i.answered = 1 AND (i.attempt_id IS NOT NULL OR c.secrecy = 'anonymous')"
)


async def answered_by(transaction: Transaction, person: PersonId) -> dict[OrganisationId, int]:
    """How many somebody has answered in each organisation they belong to."""
    rows = await transaction.rows(
        f"SELECT m.organisation_id, count(*) AS number {_ANSWERED_BY} AND m.ended_at IS NULL "
        "GROUP BY m.organisation_id",
        person,
    )
    return {OrganisationId(row["organisation_id"]): row["number"] for row in rows}


async def of_person(
    transaction: Transaction, person: PersonId, organisation: OrganisationId
) -> list[tuple[Campaign, Invitee]]:
    """What somebody has answered there: the latest first, then anonymous ones, whose time is not known."""
    rows = await transaction.rows(
        f"SELECT i.*, c.* {_ANSWERED_BY} AND m.organisation_id = $2 "
        "ORDER BY CASE WHEN i.answered_at IS NULL THEN 1 ELSE 0 END, i.answered_at DESC, c.id",
        person,
        organisation,
    )
    return [(_campaign(row), _invitee(row)) for row in rows]


async def begin(transaction: Transaction, asked: Invitee, attempt: AttemptId) -> None:
    """Raises Moved when another device has begun it."""
    await _changed(
        transaction,
        "UPDATE campaign_invitees SET attempt_id = $3 "
        "WHERE campaign_id = $1 AND membership_id = $2 AND attempt_id IS NULL AND answered = 0",
        asked.campaign,
        asked.membership,
        attempt,
    )


async def answer(transaction: Transaction, asked: Invitee, now: int | None) -> None:
    """``now`` is None where nothing may tell when. No letter follows. Raises Moved when it was answered already."""
    await _changed(
        transaction,
        "UPDATE campaign_invitees SET answered = 1, answered_at = $3, letter_at = NULL "
        "WHERE campaign_id = $1 AND membership_id = $2 AND answered = 0",
        asked.campaign,
        asked.membership,
        now,
    )


async def let_off(transaction: Transaction, asked: Invitee) -> None:
    """Not asked any more, and not counted among those who were. Raises Moved when it was answered already."""
    await _changed(
        transaction,
        "DELETE FROM campaign_invitees WHERE campaign_id = $1 AND membership_id = $2 AND answered = 0",
        asked.campaign,
        asked.membership,
    )


async def due_letters(transaction: Transaction, now: int, most: int) -> list[Invitee]:
    """Who is to be written to by now, the longest due first."""
    rows = await transaction.rows(
        "SELECT * FROM campaign_invitees WHERE letter_at <= $1 ORDER BY letter_at, campaign_id, membership_id LIMIT $2",
        now,
        most,
    )
    return [_invitee(row) for row in rows]


async def next_due(transaction: Transaction) -> int | None:
    """The moment of the next letter or of the next close, in seconds, UTC."""
    found = await transaction.value(
        "SELECT min(at) FROM (SELECT min(letter_at) AS at FROM campaign_invitees WHERE letter_at IS NOT NULL "
        "UNION ALL SELECT min(closes_at) FROM campaigns WHERE state = 'open') AS moments"
    )
    return None if found is None else int(found)


async def set_letter(transaction: Transaction, asked: Invitee, letter_at: int | None) -> None:
    """One more letter is written; the next comes then, or never. Raises Moved when another tick was quicker."""
    await _changed(
        transaction,
        "UPDATE campaign_invitees SET letter_at = $4, letters = letters + 1 "
        "WHERE campaign_id = $1 AND membership_id = $2 AND letters = $3 AND answered = 0",
        asked.campaign,
        asked.membership,
        asked.letters,
        letter_at,
    )


def _invitee(row: Row) -> Invitee:
    return Invitee(
        CampaignId(row["campaign_id"]),
        MembershipId(row["membership_id"]),
        row["attempt_id"],
        bool(row["answered"]),
        row["answered_at"],
        row["letter_at"],
        row["letters"],
    )


async def forget(transaction: Transaction, membership: MembershipId) -> None:
    """Whoever leaves is asked no more; confidential answers go with the attempts, anonymous ones have no owner."""
    await transaction.run(
        "UPDATE campaign_invitees SET letter_at = NULL, attempt_id = NULL WHERE membership_id = $1", membership
    )


# -- anonymous answers -----------------------------------------------------------------------------------------------


async def asks_pupils(transaction: Transaction, campaign: CampaignId) -> bool:
    """Whether a pupil is among those who were asked; once known, it stays so whoever grows up or leaves."""
    return bool(
        await transaction.value(
            "SELECT EXISTS (SELECT 1 FROM campaign_sheets WHERE campaign_id = $1 AND pupil = 1) "
            "OR EXISTS (SELECT 1 FROM campaign_invitees i JOIN memberships m ON m.id = i.membership_id "
            "JOIN people p ON p.id = m.person_id WHERE i.campaign_id = $1 AND p.adult = 0)",
            campaign,
        )
    )


async def keep_sheet(
    transaction: Transaction, campaign: CampaignId, sheet: str, answers: Mapping[str, Value], *, pupils: bool
) -> None:
    """``sheet`` is a random word that is kept nowhere else. ``pupils``: see :func:`asks_pupils`.

    All sheets of a campaign say the same: else a lone pupil among those who were asked would be known by theirs.
    """
    if pupils:
        await transaction.run("UPDATE campaign_sheets SET pupil = 1 WHERE campaign_id = $1 AND pupil = 0", campaign)
    for question, value in answers.items():
        await transaction.run(
            "INSERT INTO campaign_sheets (campaign_id, sheet, question_id, value, pupil) VALUES ($1, $2, $3, $4, $5)",
            campaign,
            sheet,
            question,
            packed(value),
            int(pupils),
        )


async def sheets(transaction: Transaction, campaign: CampaignId) -> dict[str, tuple[bool, dict[str, Value]]]:
    """Anonymous answers by sheet, with whether a pupil gave them."""
    rows = await transaction.rows(
        "SELECT sheet, question_id, value, pupil FROM campaign_sheets WHERE campaign_id = $1 ORDER BY sheet", campaign
    )
    found: dict[str, tuple[bool, dict[str, Value]]] = {}
    for row in rows:
        found.setdefault(row["sheet"], (bool(row["pupil"]), {}))[1][row["question_id"]] = unpacked(row["value"])
    return found


async def answers(transaction: Transaction, campaign: CampaignId) -> dict[MembershipId, tuple[bool, dict[str, Value]]]:
    """Confidential answers that were sent, by membership, with whether a pupil gave them."""
    rows = await transaction.rows(
        "SELECT i.membership_id, p.adult, w.question_id, w.value FROM campaign_invitees i "
        "JOIN memberships m ON m.id = i.membership_id JOIN people p ON p.id = m.person_id "
        "JOIN answers w ON w.attempt_id = i.attempt_id "
        "WHERE i.campaign_id = $1 AND i.answered = 1 AND w.value IS NOT NULL ORDER BY i.membership_id",
        campaign,
    )
    found: dict[MembershipId, tuple[bool, dict[str, Value]]] = {}
    for row in rows:
        given = found.setdefault(MembershipId(row["membership_id"]), (row["adult"] == 0, {}))[1]
        given[row["question_id"]] = unpacked(row["value"])
    return found
