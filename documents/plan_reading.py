"""A plan of work out of a file, as large as it may be, without keeping anybody waiting."""

import asyncio
import datetime
import io
import zipfile
from collections.abc import Mapping

from documents import plan_tables
from documents.aside import TookTooLong, aside
from documents.far_cells import SheetUnreadable, Unreadable
from mentoring import road_map_table
from mentoring.deadlines import Period
from mentoring.road_map_table import ImportedRoadMap
from mentoring.road_maps import EvidenceKind
from mentoring.roles import Level

SMALL = 300_000
"""Bytes, unpacked: what is read sooner than a process would start."""

_TABLES = ("word/document", "xl/")
"""The parts of a file that are read: an empty document of Word has a megabyte of others."""


async def plan(
    content: bytes,
    level: Level,
    today: datetime.date,
    period: Period | None,
    evidence_words: Mapping[str, EvidenceKind],
) -> ImportedRoadMap:
    """Raises SheetUnreadable, NotARoadMap."""
    if await asyncio.to_thread(_unpacked, content) <= SMALL:
        return await asyncio.to_thread(_plan, content, level, today, period, evidence_words)
    try:
        return await aside(_plan, content, level, today, period, evidence_words)
    except TookTooLong as error:
        raise SheetUnreadable(Unreadable.TOO_LARGE) from error


def _unpacked(content: bytes) -> int:
    """As the file itself says; what lies is stopped where it is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return sum(entry.file_size for entry in archive.infolist() if entry.filename.startswith(_TABLES))
    except zipfile.BadZipFile:
        return len(content)


def _plan(
    content: bytes,
    level: Level,
    today: datetime.date,
    period: Period | None,
    evidence_words: Mapping[str, EvidenceKind],
) -> ImportedRoadMap:
    return road_map_table.read(plan_tables.read(content), level, today, period, evidence_words)
