"""What was given to prove an item: never deleted, only withdrawn; the words of what is withdrawn go after a while."""

import json
from collections.abc import Iterable

from mentoring.ids import EvidenceId, KeptFileId, OrganisationId, RoadMapTaskId
from mentoring.road_maps import Piece
from storage.database import Row, Transaction
from storage.road_maps import day, stored_day


def as_piece(row: Row) -> Piece:
    return Piece(
        row["label"],
        row["number"],
        day(row["day"]),
        row["link"],
        KeptFileId(row["file_id"]) if row["file_id"] is not None else None,
        row["people"],
        row["words"],
        json.loads(row["numbers"]),
    )


async def add(transaction: Transaction, task: RoadMapTaskId, piece: Piece, *, by: str, now: int) -> EvidenceId:
    return EvidenceId(
        await transaction.value(
            "INSERT INTO evidence "
            "(task_id, label, number, day, link, file_id, people, words, numbers, given_by, given_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id",
            task,
            piece.label,
            piece.number,
            stored_day(piece.day),
            piece.link,
            piece.file,
            piece.people,
            piece.words,
            json.dumps(dict(piece.numbers), ensure_ascii=False),
            by,
            now,
        )
    )


async def of_task(transaction: Transaction, task: RoadMapTaskId) -> list[Row]:
    """What holds now, the oldest first; ``file_name`` beside the columns of the table."""
    return await transaction.rows(
        "SELECT e.*, f.name AS file_name FROM evidence e LEFT JOIN kept_files f ON f.id = e.file_id "
        "WHERE e.task_id = $1 AND e.withdrawn_at IS NULL ORDER BY e.id",
        task,
    )


async def labelled(transaction: Transaction, organisation: OrganisationId) -> list[Piece]:
    """Whatever of an organisation's proof holds under a label, the oldest first."""
    rows = await transaction.rows(
        "SELECT e.* FROM road_map_tasks t JOIN evidence e ON e.task_id = t.id "
        "WHERE t.organisation_id = $1 AND e.label IS NOT NULL AND e.withdrawn_at IS NULL ORDER BY e.id",
        organisation,
    )
    return [as_piece(row) for row in rows]


async def label(transaction: Transaction, evidence: EvidenceId, words: str) -> bool:
    """False when it has a label already, or holds no more."""
    return bool(
        await transaction.run(
            "UPDATE evidence SET label = $2 WHERE id = $1 AND label IS NULL AND withdrawn_at IS NULL", evidence, words
        )
    )


async def withdraw(transaction: Transaction, evidence: EvidenceId, *, by: str, now: int) -> bool:
    """False when it was withdrawn already."""
    return bool(
        await transaction.run(
            "UPDATE evidence SET withdrawn_by = $2, withdrawn_at = $3 WHERE id = $1 AND withdrawn_at IS NULL",
            evidence,
            by,
            now,
        )
    )


async def forget_words(transaction: Transaction, before: int) -> None:
    """Of what was withdrawn until then: they may speak of people."""
    await transaction.run("UPDATE evidence SET words = NULL WHERE withdrawn_at <= $1 AND words IS NOT NULL", before)


async def task_of(transaction: Transaction, evidence: EvidenceId) -> RoadMapTaskId | None:
    """Whose proof it is, withdrawn or not."""
    found = await transaction.value("SELECT task_id FROM evidence WHERE id = $1", evidence)
    return None if found is None else RoadMapTaskId(found)


async def last_given(transaction: Transaction, tasks: Iterable[RoadMapTaskId]) -> dict[RoadMapTaskId, int]:
    """When something that still holds was given last for each of the tasks, in seconds, UTC."""
    numbers = ", ".join(str(int(task)) for task in tasks)
    rows = await transaction.rows(
        "SELECT task_id, max(given_at) AS at FROM evidence WHERE withdrawn_at IS NULL "
        f"AND task_id IN ({numbers}) GROUP BY task_id"
    )
    return {RoadMapTaskId(row["task_id"]): row["at"] for row in rows}
