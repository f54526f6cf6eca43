"""Differences between the two stages of the monitoring, summed in the database: a region has a million answers.

``since`` is when the school year began, ``until`` the end of the last day that counts; both in seconds, UTC.
"""

from collections.abc import Sequence

from mentoring.before_after import STAGES, Change, Compared
from mentoring.ids import OrganisationId
from mentoring.roles import Role
from storage.asked_surveys import asked_of
from storage.database import Transaction
from storage.statement_parts import below, listed

_BEFORE_OF = " ".join(f"WHEN '{forms.after}' THEN '{forms.before}'" for forms in STAGES.values())
_AFTER = listed(forms.after for forms in STAGES.values())
_BOTH = listed(name for forms in STAGES.values() for name in (forms.before, forms.after))
_ROLES = {forms.after: role for role, forms in STAGES.items()}

_GIVEN = (
    "given AS (SELECT m.person_id, s.organisation_id, s.form, a.version, s.attempt_id, s.answered_at "
    "FROM asked s JOIN memberships m ON m.id = s.membership_id JOIN attempts a ON a.id = s.attempt_id "
    f"WHERE s.form IN ({_BOTH}) AND s.answered_at < $2 AND s.opened_at >= $3)"
)
_LATEST = (
    "latest AS (SELECT * FROM (SELECT given.*, row_number() OVER (PARTITION BY {whose} "
    "ORDER BY given.answered_at DESC, given.attempt_id DESC) AS place FROM given {joined} "
    f"WHERE given.form IN ({_AFTER})) AS ranked WHERE place = 1)"
)
_PAIRED = (
    "paired AS (SELECT * FROM (SELECT latest.form, {top} latest.version AS after_version, "
    "latest.attempt_id AS after_attempt, given.version AS before_version, given.attempt_id AS before_attempt, "
    "row_number() OVER (PARTITION BY latest.attempt_id "
    "ORDER BY given.answered_at DESC, given.attempt_id DESC) AS place FROM latest {joined} "
    "JOIN given ON given.person_id = latest.person_id "
    f"AND given.form = CASE latest.form {_BEFORE_OF} END AND given.answered_at <= latest.answered_at "
    "{beside}) AS ranked WHERE place = 1)"
)
# Answers are looked for by attempt and question: the order of a CROSS JOIN is kept.
_JOINED = (
    "FROM paired "
    "JOIN keys AS later ON later.form = paired.form AND later.version = paired.after_version "
    f"JOIN keys AS earlier ON earlier.form = CASE paired.form {_BEFORE_OF} END "
    "AND earlier.version = paired.before_version AND earlier.key = later.key "
    "CROSS JOIN answers AS said_after CROSS JOIN answers AS said_before "
    "WHERE said_after.attempt_id = paired.after_attempt AND said_after.question_id = later.question "
    "AND said_after.value <> 'null' AND said_before.attempt_id = paired.before_attempt "
    "AND said_before.question_id = earlier.question AND said_before.value <> 'null' "
)


def _keys(compared: Sequence[Compared]) -> str:
    """Every value in it is a number or a word of our own."""
    rows = ", ".join(f"('{one.form}', {one.version:d}, '{one.question}', '{one.key}')" for one in compared)
    return f"keys (form, version, question, key) AS (VALUES {rows})"


async def versions(transaction: Transaction) -> list[tuple[Role, tuple[str, int]]]:
    """Of the forms of both stages, those that have ever been asked."""
    role_of = {name: role for role, forms in STAGES.items() for name in (forms.before, forms.after)}
    rows = await transaction.rows(f"SELECT id, version FROM questionnaires WHERE id IN ({_BOTH}) ORDER BY id, version")
    return [(role_of[row["id"]], (row["id"], row["version"])) for row in rows]


async def changes(
    transaction: Transaction, place: OrganisationId, compared: Sequence[Compared], *, since: int, until: int
) -> dict[Role, dict[str, Change]]:
    """By role and key; a person counts once, whichever of the schools below they have answered in."""
    parts = (
        _keys(compared),
        asked_of("below"),
        _GIVEN,
        _LATEST.format(whose="given.person_id, given.form", joined=""),
        _PAIRED.format(top="", joined="", beside=""),
    )
    rows = await transaction.rows(
        f"{below(1).rstrip()}, {', '.join(parts)} "
        "SELECT paired.form, later.key, count(*) AS people, sum(CAST(said_before.value AS INTEGER)) AS earlier, "
        "sum(CAST(said_after.value AS INTEGER)) AS later, sum(CASE WHEN CAST(said_after.value AS INTEGER) > "
        f"CAST(said_before.value AS INTEGER) THEN 1 ELSE 0 END) AS grown {_JOINED}GROUP BY paired.form, later.key",
        place,
        until,
        since,
    )
    found: dict[Role, dict[str, Change]] = {role: {} for role in STAGES}
    for row in rows:
        found[_ROLES[row["form"]]][row["key"]] = Change(row["people"], row["earlier"], row["later"], row["grown"])
    return found


async def people_below(
    transaction: Transaction, above: OrganisationId, *, since: int, until: int
) -> dict[Role, list[int]]:
    """How many have answered both stages in each place directly under one: nobody is named, nor is the place."""
    parts = (
        "under (id, top) AS (SELECT id, id FROM organisations WHERE parent_id = $1 "
        "UNION ALL SELECT o.id, under.top FROM organisations o JOIN under ON o.parent_id = under.id)",
        asked_of("under"),
        _GIVEN,
        _LATEST.format(
            whose="given.person_id, given.form, under.top", joined="JOIN under ON under.id = given.organisation_id"
        ),
        _PAIRED.format(
            top="home.top,",
            joined="JOIN under AS home ON home.id = latest.organisation_id",
            beside="JOIN under AS there ON there.id = given.organisation_id AND there.top = home.top",
        ),
    )
    rows = await transaction.rows(
        f"WITH RECURSIVE {', '.join(parts)} "
        "SELECT paired.form, paired.top, count(*) AS people FROM paired GROUP BY paired.form, paired.top",
        above,
        until,
        since,
    )
    found: dict[Role, list[int]] = {role: [] for role in STAGES}
    for row in rows:
        found[_ROLES[row["form"]]].append(row["people"])
    return found
