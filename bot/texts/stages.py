"""The words of the seven stages."""

from bot.texts import words
from mentoring.stages import ConditionNow, StageNow, StageState

MARKS: dict[StageState, str] = {StageState.DONE: "✅", StageState.RUNNING: "⏳", StageState.AHEAD: "▫️"}

STATES: dict[StageState, str] = {
    StageState.DONE: "завершён",
    StageState.RUNNING: "идёт",
    StageState.AHEAD: "впереди",
}


def lack(one: ConditionNow) -> str:
    """«заполненных анкет — 3 из 12»; of what has not begun at all only what it is."""
    count = one.count
    if not count.all:
        return one.condition.lack.partition(" — ")[0]
    return one.condition.lack.format(left=count.left, done=count.done, all=count.all)


def missing(found: StageNow) -> str:
    """One short line: the first thing that is missing and how many more."""
    first, *more = found.missing
    return lack(first) + (f" (и ещё {len(more)})" if more else "")


def waits_for(numbers: tuple[int, ...]) -> str:
    noun = words.plural(len(numbers), "этап", "этапы", "этапы")
    return f"{noun} {words.listed(map(str, numbers))}"
