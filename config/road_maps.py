"""``config/roadmaps/*.yaml`` → road maps to begin with.

Each holds a real plan item by item: wording, deadline as written and what it means, responsible roles, result, kind of
evidence. Names of persons do not occur.
"""

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from config.files import CONFIG, Place, Strict, read
from mentoring import deadlines
from mentoring.counters import Counter
from mentoring.deadlines import Deadline, NotADeadline, Period
from mentoring.passports import IndicatorTargets, Passport
from mentoring.road_maps import OWN_NUMBERS, EvidenceKind, Item, OrderPoint, Template
from mentoring.roles import Level, Role

FOLDER = CONFIG / "roadmaps"

FIRST = ("school_year",)
"""Offered before all others."""

Text = Annotated[str, Field(min_length=1, max_length=600)]
Norm = dict[str, Any]
Owner = Annotated[Role, Field(strict=False)]
Kind = Annotated[EvidenceKind, Field(strict=False)]
Uid = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]{0,30}$")]


class ItemFile(Strict):
    uid: Uid
    number: Annotated[str, Field(max_length=20)]
    text: Text
    written: str = ""
    deadline: Norm
    responsible: str = ""
    owner: Owner
    result: str = ""
    evidence: Kind
    stage: str = ""
    note: str = ""
    counter: str | None = None
    checklist: list[Text] = Field(default_factory=list)
    from_: str = Field("", alias="from")

    def value(self, section: str) -> Item:
        """Raises NotADeadline."""
        return Item(
            self.uid,
            self.number,
            section,
            self.text,
            self.written,
            deadlines.read(self.deadline),
            self.owner,
            self.evidence,
            self.responsible,
            self.result,
            self.stage,
            self.note,
            self.counter,
            tuple(self.checklist),
        )


class SectionFile(Strict):
    title: Text
    items: list[ItemFile]


class PointItem(Strict):
    """A point of the order that is an item of its own."""

    uid: Uid
    owner: Owner
    result: str = ""
    evidence: Kind


class PointFile(Strict):
    number: Text
    text: Text
    written: str = ""
    deadline: Norm
    responsible: str = ""
    same_as: Uid | None = None
    item: PointItem | None = None

    def value(self) -> OrderPoint:
        deadline = deadlines.read(self.deadline)
        return OrderPoint(
            self.number,
            self.text,
            self.written,
            deadline,
            self.responsible,
            self.same_as,
            None if self.item is None else self._item(self.item, deadline),
        )

    def _item(self, item: PointItem, deadline: Deadline) -> Item:
        return Item(
            item.uid,
            self.number,
            "Пункты приказа",
            self.text,
            self.written,
            deadline,
            item.owner,
            item.evidence,
            self.responsible,
            item.result,
        )


class IndicatorFile(Strict):
    key: Text
    name: Text
    targets: dict[Annotated[str, Field(pattern=r"^\d{4}$")], float | int] = Field(default_factory=dict)


class PassportFile(Strict):
    goal: Text
    tasks: list[Text]
    indicators: list[IndicatorFile]
    results: list[Text]
    term: Text
    risks: list[Text]
    roles: list[Text] = Field(default_factory=list)

    def value(self) -> Passport:
        return Passport(
            self.goal,
            tuple(self.tasks),
            tuple(
                IndicatorTargets(one.key, one.name, {int(year): float(target) for year, target in one.targets.items()})
                for one in self.indicators
            ),
            tuple(self.results),
            self.term,
            tuple(self.risks),
            tuple(self.roles),
        )


class RoadMapFile(Strict):
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,19}$")]
    name: Annotated[str, Field(min_length=1, max_length=34)]
    title: Text
    elsewhere: Text | None = None
    about: Text
    level: Annotated[Level, Field(strict=False)]
    period: tuple[datetime.date, datetime.date | None] = Field(strict=False)
    passport: PassportFile | None = None
    sections: list[SectionFile]
    order: list[PointFile] = Field(default_factory=list)

    def value(self) -> Template:
        return Template(
            self.id,
            self.name,
            self.title,
            self.level,
            Period(*self.period),
            tuple(item.value(section.title) for section in self.sections for item in section.items),
            tuple(point.value() for point in self.order),
            None if self.passport is None else self.passport.value(),
            self.about,
            self.elsewhere,
        )


def _places(file: RoadMapFile) -> Iterator[tuple[Place, ItemFile]]:
    for s, section in enumerate(file.sections):
        for i, item in enumerate(section.items):
            yield ("sections", s, "items", i), item


def _problem(file: RoadMapFile) -> tuple[Place, str] | None:
    seen: set[str] = set()
    for at, item in _places(file):
        if item.uid in seen:
            return (*at, "uid"), f"пункт {item.uid} повторён"
        seen.add(item.uid)
        if problem := _deadline_problem(item.deadline):
            return (*at, "deadline"), problem
        if item.evidence is EvidenceKind.CHECKLIST and not item.checklist:
            return at, "у подтверждения checklist нужен список checklist"
        if item.counter is not None and item.counter not in set(Counter):
            return (*at, "counter"), f"счётчика {item.counter} нет"
        if item.evidence in OWN_NUMBERS and item.counter is None:
            return at, "у подтверждения auto нужен счётчик counter"
    for number, point in enumerate(file.order):
        if problem := _deadline_problem(point.deadline):
            return ("order", number, "deadline"), problem
        if point.same_as is not None and point.same_as not in seen:
            return ("order", number, "same_as"), f"пункта {point.same_as} нет"
    return None


def _deadline_problem(norm: Norm) -> str | None:
    try:
        deadlines.read(norm)
    except NotADeadline as error:
        return str(error)
    return None


def load(folder: Path = FOLDER) -> Mapping[str, Template]:
    """By id, in the order in which they are offered. Raises ContentRefused with file and line."""
    found = {}
    for path in sorted(folder.glob("*.yaml")):
        template = read(path, RoadMapFile, _problem).value()
        found[template.id] = template
    return {key: found[key] for key in sorted(found, key=lambda key: (key not in FIRST, key))}
