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
    """«анкеты: не заполнено 3 из 12»; of what has not begun at all only what there should be."""
    if not one.count.all:
        return f"ещё не начато: {words.inside(one.condition.words)}"
    return one.condition.lack.format(left=one.count.left, done=one.count.done, all=one.count.all)


def missing(found: StageNow) -> str:
    """One short line: the first thing that is missing and how many more."""
    first, *more = found.missing
    return lack(first) + (f" и ещё {len(more)}" if more else "")


def waits_for(numbers: tuple[int, ...]) -> str:
    noun = words.plural(len(numbers), "этап", "этапы", "этапы")
    return f"{noun} {words.listed(map(str, numbers))}"
