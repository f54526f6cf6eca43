"""What many statements are put together from."""

from collections.abc import Iterable


def below(parameter: int) -> str:
    """An organisation, given as that parameter, with everything under it, as the table ``below (id)``."""
    return (
        f"WITH RECURSIVE below (id) AS (SELECT ${parameter} "
        "UNION ALL SELECT o.id FROM organisations o JOIN below ON o.parent_id = below.id) "
    )


def listed(values: Iterable[str]) -> str:
    """Words of our own, never those of people, as «IN (…)» takes them."""
    return ", ".join(f"'{value}'" for value in sorted(values))


def sum_if(condition: str) -> str:
    """How many rows of a group it holds for; 0, not NULL, only where there are rows."""
    return f"sum(CASE WHEN {condition} THEN 1 ELSE 0 END)"
