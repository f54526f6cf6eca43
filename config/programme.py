"""``config/programme.yaml`` → the rules by which the pairs of an organisation move."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.files import CONFIG, Place, Strict, read
from mentoring.ids import OrganisationId
from mentoring.pairs import EventNumbers, MentoringKind, OrderMoment, Programme, Terms

Days = Annotated[int, Field(ge=1, le=366)]
Few = Annotated[int, Field(ge=1, le=20)]
Choice = Annotated[OrderMoment, Field(strict=False)]
Kind = Annotated[MentoringKind, Field(strict=False)]


class DayOfYear(Strict):
    month: int = Field(ge=1, le=12)
    day: int = Field(ge=1, le=28)


class Numbers(Strict):
    least: Few
    most: Few


class TermsFile(Strict):
    acceptance: Days
    order: Days
    acquaintance: Days
    trial: Days
    verdict: Days
    planning: Days
    approval: Days
    final: Days
    surveys: Days
    silence: Days


class Default(Strict):
    order_moment: Choice
    meeting_before_approval: bool
    trials: Few
    group_size: int = Field(ge=2, le=20)
    latest_final: DayOfYear
    mentors_from_registry: bool
    terms: TermsFile
    events: dict[Kind, Numbers]

    def value(self) -> Programme:
        return Programme(
            {kind: EventNumbers(numbers.least, numbers.most) for kind, numbers in self.events.items()},
            Terms(**self.terms.model_dump()),
            self.order_moment,
            self.meeting_before_approval,
            self.trials,
            self.group_size,
            (self.latest_final.month, self.latest_final.day),
            self.mentors_from_registry,
        )


class Otherwise(Strict):
    """What one organisation does differently."""

    order_moment: Choice | None = None
    meeting_before_approval: bool | None = None
    trials: Few | None = None
    group_size: Annotated[int, Field(ge=2, le=20)] | None = None
    latest_final: DayOfYear | None = None
    mentors_from_registry: bool | None = None
    terms: dict[str, Days] = Field(default_factory=dict)
    events: dict[Kind, Numbers] = Field(default_factory=dict)

    def value(self, default: Programme) -> Programme:
        plain = ("order_moment", "meeting_before_approval", "trials", "group_size", "mentors_from_registry")
        said = {name: getattr(self, name) for name in plain if getattr(self, name) is not None}
        if self.latest_final is not None:
            said["latest_final"] = (self.latest_final.month, self.latest_final.day)
        events = {kind: EventNumbers(numbers.least, numbers.most) for kind, numbers in self.events.items()}
        return replace(default, **said, terms=replace(default.terms, **self.terms), events={**default.events, **events})


class ProgrammeFile(Strict):
    default: Default
    organisations: dict[Annotated[str, Field(pattern=r"^[1-9]\d*$")], Otherwise]


def _problem(file: ProgrammeFile) -> tuple[Place, str] | None:
    for kind in MentoringKind:
        if kind not in file.default.events:
            return ("default", "events"), f"не сказано, сколько мероприятий у вида {kind.value}"
    if problem := _more_than_most(("default", "events"), file.default.events):
        return problem
    for number, otherwise in file.organisations.items():
        at: Place = ("organisations", number)
        if unknown := set(otherwise.terms) - set(TermsFile.model_fields):
            return (*at, "terms", min(unknown)), f"такого срока нет: {min(unknown)}"
        if problem := _more_than_most((*at, "events"), otherwise.events):
            return problem
    return None


def _more_than_most(at: Place, events: Mapping[MentoringKind, Numbers]) -> tuple[Place, str] | None:
    for kind, numbers in events.items():
        if numbers.least > numbers.most:
            return (*at, kind.value, "least"), f"least больше most: {numbers.least} > {numbers.most}"
    return None


def load(path: Path = CONFIG / "programme.yaml") -> Callable[[OrganisationId], Programme]:
    """The rules of each organisation. Raises ContentRefused with file and line."""
    file = read(path, ProgrammeFile, _problem)
    default = file.default.value()
    own = {int(number): otherwise.value(default) for number, otherwise in file.organisations.items()}
    return lambda organisation: own.get(organisation, default)
