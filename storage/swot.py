"""Lines of a SWOT, and the answers that they are picked from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mentoring.campaigns import Secrecy
from mentoring.ids import CampaignId, OrganisationId, PersonId, SwotLineId
from mentoring.questionnaire import Value
from mentoring.swot import Line, Side
from storage.attempts import unpacked
from storage.database import Row, Transaction
from storage.pairs import partners_of
from storage.people import Moved
from storage.statement_parts import listed


@dataclass(frozen=True, slots=True)
class Kept:
    """A line with the place and the school year it is of."""

    line: Line
    organisation: OrganisationId
    year: int
    removed: bool


def _kept(row: Row) -> Kept:
    line = Line(SwotLineId(row["id"]), Side(row["side"]), row["words"], row["question"], row["changes"])
    return Kept(line, OrganisationId(row["organisation_id"]), row["year"], bool(row["removed"]))


async def lines(transaction: Transaction, organisation: OrganisationId, year: int) -> tuple[Line, ...]:
    """In the order in which they were written."""
    rows = await transaction.rows(
        "SELECT * FROM swot_lines WHERE organisation_id = $1 AND year = $2 AND removed = 0 ORDER BY id",
        organisation,
        year,
    )
    return tuple(_kept(row).line for row in rows)


async def one(transaction: Transaction, line: SwotLineId) -> Kept | None:
    row = await transaction.row("SELECT * FROM swot_lines WHERE id = $1", line)
    return None if row is None else _kept(row)


async def add(
    transaction: Transaction,
    organisation: OrganisationId,
    year: int,
    side: Side,
    words: str,
    *,
    source: str | None,
    now: int,
    actor: str,
) -> bool:
    """False when it is there already: the same answer, or the same words on that side."""
    return bool(
        await transaction.run(
            "INSERT INTO swot_lines (organisation_id, year, side, words, question, at, actor) "
            "SELECT $1, $2, $3, $4, $5, $6, $7 WHERE NOT EXISTS (SELECT 1 FROM swot_lines "
            "WHERE organisation_id = $1 AND year = $2 AND removed = 0 "
            "AND (question = $5 OR (side = $3 AND words = $4)))",
            organisation,
            year,
            side.value,
            words,
            source,
            now,
            actor,
        )
    )


async def change(transaction: Transaction, line: SwotLineId, changes: int, words: str, *, now: int, actor: str) -> None:
    """Raises Moved when it was changed or removed since ``changes``."""
    await _demand(
        await transaction.run(
            "UPDATE swot_lines SET words = $3, at = $4, actor = $5, changes = changes + 1 "
            "WHERE id = $1 AND changes = $2 AND removed = 0",
            line,
            changes,
            words,
            now,
            actor,
        )
    )


async def remove(transaction: Transaction, line: SwotLineId, changes: int, *, now: int, actor: str) -> None:
    """Raises Moved when it was changed since ``changes``."""
    await _demand(
        await transaction.run(
            "UPDATE swot_lines SET removed = 1, at = $3, actor = $4, changes = changes + 1 "
            "WHERE id = $1 AND changes = $2 AND removed = 0",
            line,
            changes,
            now,
            actor,
        )
    )


async def _demand(changed: int) -> None:
    if not changed:
        raise Moved


# -- answers ---------------------------------------------------------------------------------------------------------


async def marked_forms(transaction: Transaction) -> list[tuple[str, int]]:
    """Every version of the forms in which a question may be marked for a SWOT."""
    rows = await transaction.rows(
        "SELECT id, version FROM questionnaires WHERE body LIKE '%swot%' ORDER BY id, version"
    )
    return [(row["id"], row["version"]) for row in rows]


@dataclass(frozen=True, slots=True)
class Answered:
    """``adult`` as the person has told it; ``apart``: is or was in a pair with the reader.

    ``campaign``: None for a survey about a pair.
    """

    form: tuple[str, int]
    question: str
    value: Value
    adult: bool | None
    apart: bool
    campaign: CampaignId | None


async def answers(
    transaction: Transaction,
    organisation: OrganisationId,
    questions: Mapping[str, Sequence[str]],
    reader: PersonId | None,
    *,
    since: int,
    until: int,
) -> list[Answered]:
    """To these questions, by form, of surveys about pairs and of the organisation's own campaigns."""
    if not questions:
        return []
    wanted = " OR ".join(
        f"(s.form = '{form}' AND w.question_id IN ({listed(asked)}))" for form, asked in questions.items()
    )
    rows = await transaction.rows(
        "SELECT s.form, a.version, w.question_id, w.value, p.adult, c.id AS campaign, "
        f"m.person_id IN ({partners_of('$4')}) AS apart "
        "FROM asked_surveys s JOIN memberships m ON m.id = s.membership_id JOIN people p ON p.id = m.person_id "
        "JOIN attempts a ON a.id = s.attempt_id JOIN answers w ON w.attempt_id = a.id "
        "LEFT JOIN campaign_invitees i ON i.attempt_id = s.attempt_id LEFT JOIN campaigns c ON c.id = i.campaign_id "
        "WHERE s.organisation_id = $1 AND s.answered_at < $3 AND s.opened_at >= $2 "
        f"AND (c.id IS NULL OR c.organisation_id = $1) AND w.value IS NOT NULL AND ({wanted}) "
        "ORDER BY s.form, w.question_id",
        organisation,
        since,
        until,
        reader or 0,
    )
    return [
        Answered(
            (row["form"], row["version"]),
            row["question_id"],
            unpacked(row["value"]),
            None if row["adult"] is None else bool(row["adult"]),
            bool(row["apart"]),
            row["campaign"],
        )
        for row in rows
    ]


async def sheets(
    transaction: Transaction,
    organisation: OrganisationId,
    questions: Mapping[str, Sequence[str]],
    *,
    since: int,
    until: int,
    now: int,
) -> list[Answered]:
    """Of anonymous campaigns that are over: looking before and after one answer would tell it."""
    if not questions:
        return []
    wanted = " OR ".join(
        f"(c.form = '{form}' AND w.question_id IN ({listed(asked)}))" for form, asked in questions.items()
    )
    rows = await transaction.rows(
        "SELECT c.id AS campaign, c.form, c.version, w.question_id, w.value, w.pupil FROM campaigns c "
        "JOIN campaign_sheets w ON w.campaign_id = c.id "
        f"WHERE c.organisation_id = $1 AND c.secrecy = '{Secrecy.ANONYMOUS}' AND c.opened_at >= $2 "
        f"AND c.opened_at < $3 AND (c.state = 'closed' OR c.closes_at <= $4) AND ({wanted}) "
        "ORDER BY c.form, w.question_id, w.sheet",
        organisation,
        since,
        until,
        now,
    )
    return [
        Answered(
            (row["form"], row["version"]),
            row["question_id"],
            unpacked(row["value"]),
            not row["pupil"],
            apart=False,
            campaign=row["campaign"],
        )
        for row in rows
    ]
