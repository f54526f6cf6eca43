"""The table of a plan drawn as a file, as long as it may be, without keeping anybody waiting."""

import asyncio
from collections.abc import Callable

from documents.aside import aside
from documents.road_map_files import PlanTable

SHORT = 100
"""Rows that are drawn sooner than a process would start."""


async def drawn(draw: Callable[[PlanTable], bytes], table: PlanTable) -> bytes:
    """``draw`` is one of :mod:`documents.road_map_files`."""
    if len(table.rows) <= SHORT:
        return await asyncio.to_thread(draw, table)
    return await aside(draw, table)
