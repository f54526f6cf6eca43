"""What has changed between the two stages of the monitoring, in words: the same for the chat and the papers."""

from bot.texts import report
from bot.texts.report import NO_DATA
from bot.texts.words import counted
from mentoring.before_after import BeforeAfter, Change
from mentoring.roles import Role

FEW = "меньше пяти пар ответов, чисел не показываем"
COVERED = "у соседей меньше пяти пар ответов, числа видны только вместе, уровнем выше"
NOBODY = "на оба этапа пока никто не ответил"


def signed(value: float | None) -> str:
    """«+1,9», «−0,5», «0»."""
    if value is None:
        return NO_DATA
    return f"{'+' if value > 0 else ''}{report.decimal(value)}".replace("-", "−")


def pairs_of_answers(number: int) -> str:
    return counted(number, "пара ответов", "пары ответов", "пар ответов")


def why_none(found: BeforeAfter, role: Role) -> str | None:
    """Why there are no numbers; None where there are."""
    if found.told(role):
        return None
    if role in found.covered:
        return COVERED
    return FEW if found.people(role) else NOBODY


def change(found: Change) -> str:
    """«было 5,2, стало 7,1: +1,9; выросло у 9 из 12»."""
    before, after = report.decimal(found.mean_before), report.decimal(found.mean_after)
    grown = f"выросло у {found.growth.part} из {found.growth.whole}"
    return f"было {before}, стало {after}: {signed(found.mean_difference)}; {grown}"
