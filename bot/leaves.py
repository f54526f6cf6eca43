"""Long text cut into leaves, each of which fits one screen."""

from collections.abc import Sequence

from bot.screens import Html

LEAF = 2800
"""Characters a leaf holds, so that a heading and a note still fit above and below."""


def leaves(parts: Sequence[Html], limit: int = LEAF) -> tuple[tuple[Html, ...], ...]:
    """Whole parts together while they fit; a part never lies on two leaves. At least one leaf, maybe an empty one."""
    found: list[list[Html]] = [[]]
    room = limit
    for part in parts:
        if found[-1] and len(part) > room:
            found.append([])
            room = limit
        found[-1].append(part)
        room -= len(part) + 2
    return tuple(tuple(leaf) for leaf in found)
