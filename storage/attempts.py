"""Attempts at a questionnaire: the pinned form, the answers given so far, marks not yet confirmed."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mentoring.ids import AttemptId, MembershipId
from mentoring.questionnaire import Value
from storage.database import Row, Transaction
from storage.people import Moved


@dataclass(frozen=True, slots=True)
class Attempt:
    """``changes`` counts writes: a decision made on an older count is not saved."""

    id: AttemptId
    membership: MembershipId
    form: tuple[str, int]
    started_at: int
    finished: bool
    changes: int
    answers: dict[str, Value] = field(default_factory=dict)
    marks: dict[str, tuple[str, ...]] = field(default_factory=dict)


def packed(value: Value) -> str:
    return json.dumps(value, ensure_ascii=False)


def unpacked(written: str) -> Value:
    value = json.loads(written)
    return tuple(value) if isinstance(value, list) else value


async def pin(transaction: Transaction, form: str, version: int, body: str, sha256: str) -> str:
    """Keep a form as it is today; return the fingerprint that is kept under this version."""
    await transaction.run(
        "INSERT INTO questionnaires (id, version, body, sha256) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (id, version) DO NOTHING",
        form,
        version,
        body,
        sha256,
    )
    return str(await pinned(transaction, form, version))


async def pinned(transaction: Transaction, form: str, version: int) -> str | None:
    """The fingerprint that is kept under this version; None for one that nobody has begun to use."""
    found = await transaction.value("SELECT sha256 FROM questionnaires WHERE id = $1 AND version = $2", form, version)
    return None if found is None else str(found)


async def body_of(transaction: Transaction, form: tuple[str, int]) -> str:
    return str(await transaction.value("SELECT body FROM questionnaires WHERE id = $1 AND version = $2", *form))


async def newest(transaction: Transaction, forms: Iterable[str]) -> list[tuple[str, int]]:
    """Of each of these forms that was ever pinned, the last version."""
    wanted = list(forms)
    marks = ", ".join(f"${number}" for number in range(1, len(wanted) + 1))
    rows = await transaction.rows(
        f"SELECT id, max(version) AS version FROM questionnaires WHERE id IN ({marks}) GROUP BY id", *wanted
    )
    return [(row["id"], row["version"]) for row in rows]


async def start(
    transaction: Transaction, membership: MembershipId, form: tuple[str, int], now: int, *, of_survey: bool = False
) -> AttemptId:
    """``of_survey``: the answers never stand in the bank."""
    return AttemptId(
        await transaction.value(
            "INSERT INTO attempts (membership_id, questionnaire_id, version, started_at, of_survey) "
            "VALUES ($1, $2, $3, $4, $5) RETURNING id",
            membership,
            *form,
            now,
            int(of_survey),
        )
    )


def _as_attempt(row: Row, answers: list[Row]) -> Attempt:
    return Attempt(
        AttemptId(row["id"]),
        MembershipId(row["membership_id"]),
        (row["questionnaire_id"], row["version"]),
        row["started_at"],
        row["finished_at"] is not None,
        row["changes"],
        {answer["question_id"]: unpacked(answer["value"]) for answer in answers if answer["value"] is not None},
        {
            answer["question_id"]: tuple(json.loads(answer["draft"]))
            for answer in answers
            if answer["draft"] is not None
        },
    )


async def one(transaction: Transaction, attempt: AttemptId) -> Attempt | None:
    row = await transaction.row("SELECT * FROM attempts WHERE id = $1", attempt)
    return None if row is None else _as_attempt(row, await _answers(transaction, attempt))


async def latest(transaction: Transaction, membership: MembershipId) -> Attempt | None:
    """The newest one at a form of the bank; answers to surveys are another matter."""
    row = await transaction.row(
        "SELECT * FROM attempts WHERE membership_id = $1 AND of_survey = 0 ORDER BY id DESC LIMIT 1",
        membership,
    )
    return None if row is None else _as_attempt(row, await _answers(transaction, AttemptId(row["id"])))


async def answers_of(transaction: Transaction, asked: Sequence[AttemptId]) -> Mapping[AttemptId, dict[str, Value]]:
    """What has been answered in each of these attempts; one without answers is not there."""
    marks = ", ".join(f"${number}" for number in range(1, len(asked) + 1))
    rows = await transaction.rows(
        f"SELECT attempt_id, question_id, value FROM answers WHERE value IS NOT NULL AND attempt_id IN ({marks})",
        *asked,
    )
    found: dict[AttemptId, dict[str, Value]] = {}
    for row in rows:
        found.setdefault(AttemptId(row["attempt_id"]), {})[row["question_id"]] = unpacked(row["value"])
    return found


async def _answers(transaction: Transaction, attempt: AttemptId) -> list[Row]:
    return await transaction.rows("SELECT question_id, value, draft FROM answers WHERE attempt_id = $1", attempt)


async def touch(transaction: Transaction, attempt: Attempt) -> None:
    """Claim the attempt for this change. Raises Moved when another change came first."""
    changed = await transaction.run(
        "UPDATE attempts SET changes = changes + 1 WHERE id = $1 AND changes = $2 AND finished_at IS NULL",
        attempt.id,
        attempt.changes,
    )
    if not changed:
        raise Moved


async def check(transaction: Transaction, attempt: Attempt) -> None:
    """Raises Moved when the attempt has been changed, sent or deleted since it was read."""
    if not await transaction.value(
        "SELECT count(*) FROM attempts WHERE id = $1 AND changes = $2 AND finished_at IS NULL",
        attempt.id,
        attempt.changes,
    ):
        raise Moved


async def save(transaction: Transaction, attempt: AttemptId, question: str, value: Value, now: int) -> None:
    """Store an answer; what was only marked until now is confirmed or given up by it."""
    await transaction.run(
        "INSERT INTO answers (attempt_id, question_id, value, at) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (attempt_id, question_id) DO UPDATE SET value = $3, draft = NULL, at = $4",
        attempt,
        question,
        packed(value),
        now,
    )


async def save_marks(
    transaction: Transaction, attempt: AttemptId, question: str, marks: tuple[str, ...], now: int
) -> None:
    await transaction.run(
        "INSERT INTO answers (attempt_id, question_id, draft, at) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT (attempt_id, question_id) DO UPDATE SET draft = $3, at = $4",
        attempt,
        question,
        packed(marks),
        now,
    )


async def finish(transaction: Transaction, attempt: Attempt, kept: set[str], now: int) -> None:
    """Close the attempt; answers to hidden questions and unconfirmed marks go. Raises Moved."""
    await touch(transaction, attempt)
    await transaction.run("UPDATE attempts SET finished_at = $2 WHERE id = $1", attempt.id, now)
    await transaction.run("UPDATE answers SET draft = NULL WHERE attempt_id = $1", attempt.id)
    for question in attempt.answers.keys() - kept:
        await transaction.run("DELETE FROM answers WHERE attempt_id = $1 AND question_id = $2", attempt.id, question)
    await transaction.run("DELETE FROM answers WHERE attempt_id = $1 AND value IS NULL", attempt.id)


async def delete(transaction: Transaction, attempt: AttemptId) -> None:
    """With all its answers."""
    await transaction.run("DELETE FROM answers WHERE attempt_id = $1", attempt)
    await transaction.run("DELETE FROM attempts WHERE id = $1", attempt)


async def delete_of(transaction: Transaction, membership: MembershipId) -> None:
    await transaction.run(
        "DELETE FROM answers WHERE attempt_id IN (SELECT id FROM attempts WHERE membership_id = $1)", membership
    )
    await transaction.run("DELETE FROM attempts WHERE membership_id = $1", membership)
