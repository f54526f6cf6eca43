"""``config/plan.yaml`` → goals, results and events that a pair chooses from."""

from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.files import CONFIG, Place, Strict, read
from mentoring.plans import EventKind, PlanWords

Code = Annotated[str, Field(pattern=r"^[a-z]{2,12}$")]
Label = Annotated[str, Field(min_length=3, max_length=32)]


class EventFile(Strict):
    label: Annotated[str, Field(min_length=3, max_length=32)]
    ideas: list[Code]


class PlanFile(Strict):
    goals: dict[Code, Label] = Field(min_length=1)
    results: dict[Code, Label] = Field(min_length=1, max_length=8)
    events: dict[Code, EventFile] = Field(min_length=1, max_length=24)


def _problem(file: PlanFile) -> tuple[Place, str] | None:
    for code, event in file.events.items():
        if unknown := [idea for idea in event.ideas if idea not in file.goals]:
            return ("events", code, "ideas"), f"такой цели нет: {unknown[0]}"
    return None


def load(path: Path = CONFIG / "plan.yaml") -> PlanWords:
    """Raises ContentRefused with file and line."""
    file = read(path, PlanFile, _problem)
    events = {code: EventKind(code, event.label, frozenset(event.ideas)) for code, event in file.events.items()}
    return PlanWords(file.goals, file.results, events)
