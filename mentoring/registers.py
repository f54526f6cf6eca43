"""Registers that road maps ask for: what stands in them besides the data of people and pairs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentoring.access import Action
from mentoring.curators import CuratorsWord, Yearly
from mentoring.local_acts import Acts, ByItem
from mentoring.organisations import Organisation


@dataclass(frozen=True, slots=True)
class RegisterRules:
    """``subjects``: beginnings of words by the subject they tell of, lower case, «ё» as «е».

    ``acts``: which orders of items are local acts of a school.
    """

    curators: Yearly = field(default_factory=Yearly)
    subjects: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    acts: ByItem = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RegistersHere:
    """Which registers there are for this reader: ``may`` are the rights that open them.

    ``acts`` is None above a school; ``word`` is the reader's own, if they are curator here.
    """

    organisation: Organisation
    may: frozenset[Action]
    acts: Acts | None = None
    word: CuratorsWord | None = None
