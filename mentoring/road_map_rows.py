"""The rows of a plan, put together as its author meant them: sections, items, rows broken by the end of a page."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from mentoring.road_map_findings import Finding, Problem
from mentoring.road_map_headings import Column, Headings, Row, headings_of, is_numbering, under

HEADING_WITHIN = 60
"""The headings stand in one of the first rows: titles and «Утверждаю» may come before them."""

LONGEST_TITLE = 300

_TITLE = re.compile(r"дорожн\w+ карт|план\w* (мероприятий|работы|по )", re.IGNORECASE)
_SECTION = re.compile(r"(раздел|этап|блок|направление)\b|\d+ этап|[ivxх]+\.? |\d+(\.\d+)*\.? ?\D", re.IGNORECASE)
_NUMBER = re.compile(r"№?\s*[\dIVXivx]{1,4}([.\-/)]\s?\w{1,3})*\.?\)?|[а-яa-z]\)")

_VALUES = (
    Column.DEADLINE,
    Column.RESPONSIBLE,
    Column.RESULT,
    Column.EVIDENCE,
    Column.OWNER,
    Column.CODE,
    Column.NOTE,
)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of the file; ``name`` tells it from others in it. What is merged has come down to every row already.

    ``above`` are the lines before it; ``continues``: without headings it goes on where the one before it ended.
    """

    name: str
    rows: tuple[Row, ...]
    above: tuple[str, ...] = ()
    continues: bool = False

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(slots=True)
class Draft:
    """An item while further rows may still belong to it; what is written twice because it was merged counts once."""

    row: int
    sheet: str
    number: str
    section: str
    texts: list[str]
    cells: dict[Column, dict[str, None]]
    rest: dict[str, None] = field(default_factory=dict)

    @property
    def text(self) -> str:
        return " ".join(self.texts)

    def cell(self, column: Column) -> str:
        return " ".join(self.cells.get(column, ()))

    def add(self, values: Mapping[Column, str], rest: str) -> None:
        for column, value in values.items():
            self.cells.setdefault(column, {})[value] = None
        if rest:
            self.rest[rest] = None


class Rows:
    """Goes through the tables of a file. ``columns`` are the headings met, by what they mean."""

    def __init__(self) -> None:
        self.columns: dict[Column, str] = {}
        self.first_heading = (0, "")
        self.title = ""
        self.drafts: list[Draft] = []
        self.problems: list[Problem] = []
        self._headings: Headings | None = None
        self._sheet = ""
        self._section = ""
        self._bare: Row | None = None

    def take(self, sheet: Sheet) -> None:
        self._sheet = sheet.name
        found = _find(sheet)
        at, start, headings = found or (0, 0, None)
        if self._headings is not None and _goes_on(sheet, at, self._headings, anew=headings is not None):
            self._read(sheet.rows, self._headings)
        elif headings is not None:
            self._open(sheet, start, headings)
            self._read(sheet.rows[start:], headings)
        elif self._headings is not None and any(any(row.cells) for row in sheet.rows):
            self._tell(sheet.rows[0].number, Finding.TABLE_SKIPPED)

    def close(self) -> None:
        """The last row may be a line below the table; as a section it has no items."""
        if self._bare is not None:
            self._tell(self._bare.number, Finding.SECTION_EMPTY)
            self._bare = None

    def _open(self, sheet: Sheet, start: int, headings: Headings) -> None:
        where = sheet.rows[start - 1].number
        if self._headings is None:
            self.first_heading = (where, sheet.name)
            lines = [*sheet.above, *(" ".join(filter(None, row.cells)) for row in sheet.rows[: start - 1])]
            self.title = _title(lines)
        for column in headings.columns:
            self.columns.setdefault(column, headings.name(column))
        for at in headings.others:
            if any(at < len(row.cells) and row.cells[at] for row in sheet.rows[start:] if not row.banner):
                self._tell(where, Finding.COLUMN_KEPT, column=headings.names[at])

    def _read(self, rows: Sequence[Row], headings: Headings) -> None:
        numbers = (headings.cell(row, Column.NUMBER).rstrip(" .") for row in rows)
        parents = {number.rpartition(".")[0] for number in numbers}
        above: tuple[str, ...] | None = None
        for row in rows:
            if not any(row.cells) or is_numbering(row.cells):
                continue
            if above is not None and under(above, row.cells) is not None:
                above = None
                continue
            again = _headings_again(row, headings)
            above = None if again is None else row.cells
            if again is None:
                self._row(row, headings, parents)
            else:
                headings = again
        self._headings = headings

    def _row(self, row: Row, headings: Headings, parents: set[str]) -> None:
        title = _title_of_section(row, headings, parents)
        if title is not None:
            self.close()
            self._section, self._bare = title, row
            return
        stage = headings.cell(row, Column.STAGE)
        if stage and stage != self._section:
            self.close()
            self._section = stage
        number, text = headings.cell(row, Column.NUMBER), headings.cell(row, Column.ITEM)
        values = {column: found for column in _VALUES if (found := headings.cell(row, column))}
        draft = self._broken(number, text, values)
        if draft is not None:
            known = all(value in draft.cells.get(column, ()) for column, value in values.items())
            repeated = known and text in {"", draft.texts[0]}
            self._tell(row.number, Finding.ROW_REPEATED if repeated else Finding.ROW_JOINED, draft.number)
            if text and text != draft.texts[0]:
                draft.texts.append(text)
        elif text:
            draft = Draft(row.number, self._sheet, number, self._section, [text], {})
            self.drafts.append(draft)
            self._bare = None
        else:
            self._tell(row.number, Finding.ITEM_MISSING, number, headings.name(Column.ITEM))
            return
        draft.add(values, headings.rest(row))

    def _broken(self, number: str, text: str, values: Mapping[Column, str]) -> Draft | None:
        """The item that the row only goes on with, broken by the end of a page or by cells merged beside it."""
        before = self.drafts[-1] if self.drafts else None
        if before is None or self._bare is not None or before.section != self._section:
            return None
        repeated = number in {"", before.number} and text == before.texts[0]
        goes_on = not number and (not text or _is_a_rest(before, text, values))
        return before if repeated or goes_on else None

    def _tell(self, row: int, finding: Finding, value: str = "", column: str = "") -> None:
        self.problems.append(Problem(row, column, finding, value, sheet=self._sheet))


def _find(sheet: Sheet) -> tuple[int, int, Headings] | None:
    """Where the headings stand, where the rows below them begin, and the headings."""
    for at, row in enumerate(sheet.rows[:HEADING_WITHIN]):
        headings = None if row.banner else headings_of(row.cells)
        if headings is None:
            continue
        below = sheet.rows[at + 1].cells if at + 1 < len(sheet.rows) else ()
        joined = None if is_numbering(below) else under(row.cells, below)
        of_two = None if joined is None else headings_of(joined)
        return (at, at + 1, headings) if of_two is None else (at, at + 2, of_two)
    return None


def _goes_on(sheet: Sheet, at: int, headings: Headings, *, anew: bool) -> bool:
    """Without headings of its own, or with items above them, where the table goes on after a page."""
    begins_anew = anew and all(sum(map(bool, row.cells)) < 2 for row in sheet.rows[:at])
    return sheet.continues and not begins_anew and sheet.width == headings.width


def _headings_again(row: Row, headings: Headings) -> Headings | None:
    """Headings come again on every page, perhaps in another order; None for any other row."""
    again = None if row.banner else headings_of(row.cells)
    if again is None or len(again.columns) < min(len(headings.columns), 3):
        return None
    moved = any(headings.columns.get(column, ())[:1] != places[:1] for column, places in again.columns.items())
    return again if moved else headings


def _title_of_section(row: Row, headings: Headings, parents: set[str]) -> str | None:
    """A row that is nothing but a title, merged or not, its number in a cell of its own or not."""
    filled = [cell for cell in row.cells if cell]
    if row.banner:
        return " ".join(filled)
    number, text = headings.cell(row, Column.NUMBER), headings.cell(row, Column.ITEM)
    if [number, text] == filled and _NUMBER.fullmatch(number) and number.rstrip(" .") in parents:
        return f"{number.rstrip(' .')}. {text}"
    if len(filled) != 1:
        return None
    if number and not _NUMBER.fullmatch(number):
        return number
    numbered = Column.NUMBER in headings.columns and Column.STAGE not in headings.columns
    reads_so = numbered and (text[:1].isupper() or _SECTION.match(text) is not None)
    return text if text and reads_so else None


def _is_a_rest(before: Draft, text: str, values: Mapping[Column, str]) -> bool:
    """A sentence that was begun above; where rows are not numbered a small letter alone says nothing."""
    if not before.number or (Column.DEADLINE in values and Column.DEADLINE in before.cells):
        return False
    begun = before.texts[-1].endswith((",", ":", "-", "–", "(")) or before.text.count("«") > before.text.count("»")
    return begun or text[:1].islower()


def _title(lines: Sequence[str]) -> str:
    found = [" ".join(line.split()) for line in lines]
    for at, line in enumerate(found):
        if _TITLE.search(line):
            following = found[at + 1 :]
            end = next((index for index, one in enumerate(following) if not one), len(following))
            return " ".join([line, *following[:end]])[:LONGEST_TITLE].strip()
    return ""
