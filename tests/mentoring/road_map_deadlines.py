"""The deadlines of the five road maps as written, their normal forms, and the first day of each."""

import datetime
import json
from pathlib import Path
from typing import Any

from mentoring.deadlines import Period

PLANS: list[dict[str, Any]] = json.loads((Path(__file__).parent / "road_map_deadlines.json").read_text("utf-8"))


def _period(plan: dict[str, Any]) -> Period | None:
    """A plan without dates has none."""
    if plan["period"] is None:
        return None
    first, last = plan["period"]
    return Period(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last) if last else None)


ROWS: list[tuple[Period | None, dict[str, Any]]] = [(_period(plan), row) for plan in PLANS for row in plan["rows"]]
