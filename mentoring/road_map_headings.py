"""The headings of a plan: which column is which, by its words, in any order and in one row or two."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

from mentoring.names import one_spelling

LONGEST_HEADING = 90


@dataclass(frozen=True, slots=True)
class Row:
    """``number`` is counted as the file counts it, from 1. ``banner``: one cell across the table."""

    number: int
    cells: tuple[str, ...]
    banner: bool = False


class Column(StrEnum):
    NUMBER = auto()
    ITEM = auto()
    STAGE = auto()
    DEADLINE = auto()
    RESPONSIBLE = auto()
    RESULT = auto()
    EVIDENCE = auto()
    OWNER = auto()
    CODE = auto()
    NOTE = auto()


_ADJECTIVES = r"((планируем|ожидаем|предполагаем|конечн|основн|плановы|запланированн|промежуточн)\w* )*"

_HEADINGS: tuple[tuple[re.Pattern[str], Column], ...] = tuple(
    (re.compile(pattern), column)
    for pattern, column in (
        (r"(№|n)( ?п ?/? ?п)?\.?( пункта| мероприятия)?|п ?/ ?п|номер( пункта| по порядку)?", Column.NUMBER),
        (r"код( пункта)?", Column.CODE),
        (r"роль( в боте)?", Column.OWNER),
        (r"чем подтверждается|форма подтверждения|подтверждение", Column.EVIDENCE),
        (_ADJECTIVES + r"(срок|дата|период|время)\w*( и место)?\b.*", Column.DEADLINE),
        (_ADJECTIVES + r"(ответствен|исполнител|соисполнител)\w*.*", Column.RESPONSIBLE),
        (_ADJECTIVES + r"(результат\w*|итог\w*|вид документ\w*|итогов\w+ документ\w*|отчетн\w+ документ\w*"
         r"|форма (представления|отчет)\w*)\b.*|выход", Column.RESULT),
        (r"(наименование |название )?(этап|раздел)\w*( работы| деятельности| реализации.*)?|направлени[ея]\b.*",
         Column.STAGE),
        (_ADJECTIVES + r"(наименовани[ея] |название |перечень |содержание |план )?" + _ADJECTIVES
         + r"(мероприяти[ея]|мероприятий|действи[яей]+)\b.*", Column.ITEM),
        (r"содержание( (деятельности|работы|работ|этапа)\b.*)?|вид\w* (деятельности|работ\w*)|наименование работ"
         r"|задач[аи]|что (делаем|сделать)", Column.ITEM),
        (r"примечани[ея]|комментари[йи]", Column.NOTE),
    )
)  # fmt: skip

_SUBHEADING = re.compile(r"начал[оа]|окончани[ея]|конец|план|факт|с|по|дата|месяц|год|фио|должность|вид документа")


@dataclass(frozen=True, slots=True)
class Headings:
    """``columns`` are those known, in the order of the table; ``others`` keep words that nothing was made of."""

    columns: Mapping[Column, tuple[int, ...]]
    others: tuple[int, ...]
    names: tuple[str, ...]

    @property
    def width(self) -> int:
        return len(self.names)

    def name(self, column: Column) -> str:
        return self.names[self.columns[column][0]] if column in self.columns else ""

    def cell(self, row: Row, column: Column) -> str:
        found = (row.cells[at] for at in self.columns.get(column, ()) if at < len(row.cells))
        separator = " – " if column is Column.DEADLINE else "; "
        return separator.join(dict.fromkeys(filter(None, found)))

    def rest(self, row: Row) -> str:
        found = ((self.names[at], row.cells[at]) for at in self.others if at < len(row.cells))
        return "; ".join(f"{name}: {cell}" if name else cell for name, cell in found if cell)


def column_of(heading: str) -> Column | None:
    words = _plain(heading)
    if not words or len(words) > LONGEST_HEADING:
        return None
    return next((column for pattern, column in _HEADINGS if pattern.fullmatch(words)), None)


def _plain(heading: str) -> str:
    """Lower case, no brackets, and no hyphens of words that were broken to fit the column."""
    without = re.sub(r"\(.*?\)", " ", one_spelling(heading).lower().replace("ё", "е").replace("\u00ad", ""))
    without = re.sub(r"(?<=[а-я])-\s*(?=[а-я])", "", without)
    return " ".join(re.sub(r"[^\w№/]+", " ", without).split())


def headings_of(names: Sequence[str]) -> Headings | None:
    columns: dict[Column, list[int]] = {}
    others = []
    for at, name in enumerate(names):
        column = column_of(name)
        if column is None:
            others.append(at)
        else:
            columns.setdefault(column, []).append(at)
    if Column.ITEM not in columns and Column.STAGE in columns:
        columns[Column.ITEM] = columns.pop(Column.STAGE)
    if Column.ITEM not in columns or len(columns) < 2:
        return None
    return Headings({column: tuple(found) for column, found in columns.items()}, tuple(others), tuple(names))


def under(above: Sequence[str], below: Sequence[str]) -> tuple[str, ...] | None:
    """The headings of two rows as one; None if the second row is none."""
    pairs = [*zip(above, [*below, *[""] * len(above)], strict=False)]
    new = [lower for upper, lower in pairs if lower and lower != upper]
    if not new or not all(_SUBHEADING.fullmatch(_plain(lower)) or column_of(lower) for lower in new):
        return None
    joined, group = [], ""
    for upper, lower in pairs:
        group = upper or group
        own = column_of(lower) is not None and column_of(upper or group) is None
        joined.append(upper if not lower or lower == upper else lower if own else f"{upper or group} {lower}".strip())
    return tuple(joined)


def is_numbering(cells: Iterable[str]) -> bool:
    """«1 2 3 4 5» below the headings."""
    found = [cell.strip(" .") for cell in cells if cell]
    return len(found) > 1 and found == [str(number) for number in range(1, len(found) + 1)]
