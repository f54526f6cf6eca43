"""Charts as values: what is drawn and what is said in words come from the same numbers."""

from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above every chart. ``under``: whose numbers, of which days, of how many answers; ``note``: what must
    be known to read them."""

    title: str
    under: tuple[str, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """``value`` is how long a bar is, ``told`` how it is written beside it. None: there is no data."""

    value: float | None
    told: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One category, and what it should have come to. ``top``: where its own scale ends, if it has one;
    infinite where there is nothing to measure it by."""

    label: str
    number: Number
    target: Number | None = None
    top: float | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """Bars that belong together; ``title`` is None where there is one part only."""

    title: str | None
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """``top``: where the scale ends (10 of 10, 100 %); None: at the largest number."""

    head: Head
    parts: tuple[Part, ...]
    top: float | None = None

    @property
    def empty(self) -> bool:
        return all(bar.number.value is None for part in self.parts for bar in part.bars)

    @property
    def longest(self) -> float:
        """Where the scale ends; above zero."""
        ends = [self.top or 0.0]
        for bar in (bar for part in self.parts for bar in part.bars):
            ends += [number.value for number in (bar.number, bar.target) if number and number.value is not None]
        return max(ends) or 1.0


@dataclass(frozen=True, slots=True)
class Layer:
    """What is counted in every row: as many ``numbers`` as the chart has rows."""

    label: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Stacked:
    """Numbers that add up, one row after another, months as a rule."""

    head: Head
    rows: tuple[str, ...]
    layers: tuple[Layer, ...]

    @property
    def empty(self) -> bool:
        return not any(self.totals)

    @property
    def totals(self) -> tuple[int, ...]:
        return tuple(sum(layer.numbers[row] for layer in self.layers) for row in range(len(self.rows)))


@dataclass(frozen=True, slots=True)
class Change:
    """A mean before and after; ``told`` is the difference and of how many people."""

    label: str
    before: Number
    after: Number
    told: str


@dataclass(frozen=True, slots=True)
class BeforeAfter:
    """``top``: where the scale ends."""

    head: Head
    changes: tuple[Change, ...]
    top: float

    @property
    def empty(self) -> bool:
        return all(one.before.value is None or one.after.value is None for one in self.changes)


Chart = Bars | Stacked | BeforeAfter


def first_of(items: tuple[T, ...], most: int) -> tuple[tuple[T, ...], int]:
    """As many as there is room for, and how many are left out: never one alone, whose place its mention would take."""
    if len(items) <= most:
        return items, 0
    return items[: most - 1], len(items) - most + 1
