"""``config/stages.yaml`` → the seven stages of the programme."""

from pathlib import Path
from string import Formatter
from typing import Annotated

from pydantic import Field

from config.files import CONFIG, Place, Strict, read
from mentoring.stages import Code, Condition, Stage

KNOWN = frozenset({"left", "done", "all"})

Words = Annotated[str, Field(min_length=3, max_length=60)]


class ConditionFile(Strict):
    code: Annotated[Code, Field(strict=False)]
    words: Words
    lack: Words


class StageFile(Strict):
    number: int = Field(ge=1, le=20)
    name: Annotated[str, Field(min_length=3, max_length=30)]
    after: list[int]
    exit: list[ConditionFile] = Field(min_length=1)

    def value(self) -> Stage:
        conditions = tuple(Condition(one.code, one.words, one.lack) for one in self.exit)
        return Stage(self.number, self.name, tuple(self.after), conditions)


class StagesFile(Strict):
    stages: list[StageFile] = Field(min_length=1, max_length=8)


def _problem(file: StagesFile) -> tuple[Place, str] | None:
    seen: set[int] = set()
    for index, stage in enumerate(file.stages):
        here: Place = ("stages", index)
        if stage.number in seen:
            return (*here, "number"), f"этап {stage.number} уже есть"
        if not set(stage.after) <= seen:
            return (*here, "after"), "этап может ждать только тех, что стоят выше"
        seen.add(stage.number)
        for number, condition in enumerate(stage.exit):
            if (wrong := _unknown(condition.lack)) is not None:
                return (*here, "exit", number, "lack"), wrong
    return None


def _unknown(text: str) -> str | None:
    try:
        used = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:
        return "фигурная скобка открыта и не закрыта, или наоборот"
    return f"подстановки {{{min(used - KNOWN)}}} нет" if used - KNOWN else None


def load(path: Path = CONFIG / "stages.yaml") -> tuple[Stage, ...]:
    """Raises ContentRefused with file and line."""
    return tuple(stage.value() for stage in read(path, StagesFile, _problem).stages)
