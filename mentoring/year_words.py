"""Years in the words of a plan: they move with it."""

import re

_YEAR = re.compile(r"\b(20[0-4]\d)\b")


def moved_words(text: str, years: int) -> str:
    """«Апрель 2022 г.» → «Апрель 2026 г.»: every year that the words name."""
    return _YEAR.sub(lambda found: str(int(found[1]) + years), text)
