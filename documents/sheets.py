"""Spreadsheets that people bring → rows of text, whatever program saved them."""

import contextlib
import csv
import datetime
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from documents import far_cells
from documents.far_cells import ZIP, SheetUnreadable, Unreadable

__all__ = ["SheetUnreadable", "Unreadable", "read"]

LARGEST = 10_000_000
"""Bytes; a list of 10,000 people takes less than one million."""

SAMPLE = 20
"""Rows by which the separator is told."""

OLE = b"\xd0\xcf\x11\xe0"
"""How files of Office 97 begin, and workbooks and documents locked by a password."""

Rows = list[list[str]]

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of a workbook; ``merged`` are corners, row and column from 0, as far as its format tells."""

    name: str
    rows: Rows
    merged: tuple[tuple[Place, Place], ...] = ()


def read(content: bytes) -> Rows:
    """Read XLSX, XLS or CSV; the first row of the file is ``rows[0]``. Raises SheetUnreadable."""
    rows = next((page.rows for page in pages(content)), [])
    if not any(any(row) for row in rows):
        raise SheetUnreadable(Unreadable.EMPTY)
    return rows


def pages(content: bytes) -> Iterator[Page]:
    """The sheets that hold something; a CSV is one without a name. Raises SheetUnreadable."""
    if len(content) > LARGEST:
        raise SheetUnreadable(Unreadable.TOO_LARGE)
    if content.startswith((ZIP, OLE)):
        yield from _workbook(content)
    else:
        yield Page("", _separated(content))


def _workbook(content: bytes) -> Iterator[Page]:
    import python_calamine  # loaded only by who brings a workbook

    if content.startswith(ZIP):
        far_cells.demand_near(content)
    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.total_height * sheet.total_width > far_cells.MOST_CELLS:
                raise SheetUnreadable(Unreadable.FAR_CELL, name)
            rows = sheet.to_python(skip_empty_area=False)
            if any(any(cell != "" for cell in row) for row in rows):
                yield Page(name, [[_text(cell) for cell in row] for row in rows], tuple(sheet.merged_cell_ranges or ()))
    except python_calamine.PasswordError as error:
        raise SheetUnreadable(Unreadable.LOCKED) from error
    except python_calamine.CalamineError as error:
        raise SheetUnreadable(Unreadable.NOT_A_SHEET) from error


def _text(cell: object) -> str:
    """A number typed as «5» comes back as 5.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime | datetime.date):
        return f"{cell:%d.%m.%Y}"
    return " ".join(str(cell).split())


def _separated(content: bytes) -> Rows:
    text = _decoded(content)
    separator, width = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    found: Rows = []
    try:
        line = 1
        for row in reader:
            if any(_swallowed(cell, separator, width) for cell in row):
                raise SheetUnreadable(Unreadable.OPEN_QUOTE, str(line))
            if len(row) > far_cells.MOST_COLUMNS:
                raise SheetUnreadable(Unreadable.FAR_CELL, str(line))
            found.append([" ".join(cell.split()) for cell in row])
            last, line = line, reader.line_num + 1
    except csv.Error as error:
        raise SheetUnreadable(Unreadable.NOT_A_SHEET) from error
    if found and text.count('"') % 2 and last < reader.line_num:
        # In a quote that was never closed everything up to the end of the file is one cell.
        raise SheetUnreadable(Unreadable.OPEN_QUOTE, str(last))
    return found


def _separator(text: str) -> tuple[str, int]:
    """The separator by which most of the first rows fall into equally many cells, and into how many.

    The first row alone may be a title with commas in it.
    """
    sample = "\n".join([line for line in text.splitlines() if line.strip()][:SAMPLE])
    found = []
    for separator in ";,\t":
        with contextlib.suppress(csv.Error):
            widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator)]
            usual = Counter(width for width in widths if width > 1).most_common(1)
            found += [(rows, width, separator) for width, rows in usual]
    _, width, separator = max(found, default=(0, 1, ";"), key=lambda one: one[:2])
    return separator, width


def _swallowed(cell: str, separator: str, width: int) -> bool:
    """Whether later rows have become part of the cell: its further lines have as many separators as a row."""
    lines = cell.splitlines()[1:]
    return width > 1 and any(line.count(separator) >= width - 1 for line in lines)


def _decoded(content: bytes) -> str:
    """Raises SheetUnreadable for what is no text at all, such as a picture."""
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1251"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise SheetUnreadable(Unreadable.NOT_A_SHEET)
