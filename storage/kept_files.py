"""What is known of the files in the data folder (``file_folder.py`` holds their content)."""

from mentoring.ids import KeptFileId, OrganisationId, RoadMapTaskId
from mentoring.kept_files import KeptFile, KnownFile
from storage.database import Row, Transaction


async def add(
    transaction: Transaction, organisation: OrganisationId, file: KnownFile, *, by: str, now: int
) -> KeptFileId:
    return KeptFileId(
        await transaction.value(
            "INSERT INTO kept_files (organisation_id, name, media_type, size, sha256, kept_by, kept_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
            organisation,
            file.name,
            file.media_type,
            file.size,
            file.sha256,
            by,
            now,
        )
    )


async def one(transaction: Transaction, file: KeptFileId) -> KeptFile | None:
    row = await transaction.row("SELECT * FROM kept_files WHERE id = $1", file)
    return None if row is None else _as_kept(row)


def _as_kept(row: Row) -> KeptFile:
    known = KnownFile(row["name"], row["media_type"], row["size"], row["sha256"])
    return KeptFile(KeptFileId(row["id"]), OrganisationId(row["organisation_id"]), known)


async def taken_back(transaction: Transaction, before: int) -> list[KeptFile]:
    """Files that prove nothing any more since then."""
    rows = await transaction.rows(
        "SELECT * FROM kept_files f WHERE f.gone_at IS NULL "
        "AND EXISTS (SELECT 1 FROM evidence e WHERE e.file_id = f.id) AND NOT EXISTS "
        "(SELECT 1 FROM evidence e WHERE e.file_id = f.id AND (e.withdrawn_at IS NULL OR e.withdrawn_at > $1))",
        before,
    )
    return [_as_kept(row) for row in rows]


async def forget(transaction: Transaction, file: KeptFile, now: int) -> bool:
    """Its name; that there was one stays. True when no other piece has its content."""
    await transaction.run("UPDATE kept_files SET name = '', gone_at = $2 WHERE id = $1", file.id, now)
    return not await transaction.value(
        "SELECT count(*) FROM kept_files WHERE organisation_id = $1 AND sha256 = $2 AND gone_at IS NULL",
        file.organisation,
        file.file.sha256,
    )


async def proves(transaction: Transaction, task: RoadMapTaskId, sha256: str, label: str | None) -> bool:
    """Whether the task has the same content already as a proof that holds."""
    return bool(
        await transaction.value(
            "SELECT count(*) FROM evidence e JOIN kept_files f ON f.id = e.file_id WHERE e.task_id = $1 "
            "AND e.withdrawn_at IS NULL AND f.sha256 = $2 AND (e.label = $3 OR e.label IS NULL AND $3 IS NULL)",
            task,
            sha256,
            label,
        )
    )
