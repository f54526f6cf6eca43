"""Tables of values → JSON, CSV and XLSX as Russian offices expect them (conventions 5.5)."""

import csv
import datetime
import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Union

Cell = Union[str, int, float, bool, datetime.datetime, datetime.date, tuple[str | int, ...], "Steps", "Record", None]

WIDEST = 60
"""Characters a column of a sheet may be wide."""

LINE_POINTS = 15
"""How high a line of a sheet is."""

HIDDEN = "скрыто"
"""In a cell whose content is not for whoever gets the table."""

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Steps:
    """Several records in one cell, such as the history of a pair: objects for programs, lines for people."""

    records: tuple[Mapping[str, Cell], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """Data of ours in one cell, such as a deadline in its normal form: an object for programs, its text in a sheet."""

    value: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` names it for programs, ``heading`` for people."""

    key: str
    heading: str


@dataclass(frozen=True, slots=True)
class Table:
    """``title`` is the name of the sheet: up to 31 characters, none of ``[]:*?/\\``."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def as_records(table: Table) -> list[dict[str, object]]:
    """What JSON holds: times as ISO text with an offset, several values as a list."""
    keys = [column.key for column in table.columns]
    return [dict(zip(keys, map(_plain, row), strict=True)) for row in table.rows]


def _plain(cell: Cell) -> object:
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, Steps):
        return [{key: _plain(value) for key, value in record.items()} for record in cell.records]
    if isinstance(cell, Record):
        return dict(cell.value)
    return list(cell) if isinstance(cell, tuple) else cell


def as_csv(table: Table) -> bytes:
    """UTF-8 with BOM, «;», decimal comma; text that a spreadsheet would run as a formula is made harmless."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(column.heading for column in table.columns)
    for row in table.rows:
        writer.writerow(harmless(cell) for cell in row)
    return written.getvalue().encode("utf-8-sig")


def harmless(cell: Cell) -> str:
    written = _written(cell)
    typed = isinstance(cell, str | tuple | Steps)
    return f"'{written}" if typed and written.startswith(_DANGEROUS) else written


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "да" if cell else "нет"
    if isinstance(cell, datetime.datetime):
        return f"{cell:%d.%m.%Y %H:%M}"
    if isinstance(cell, datetime.date):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, tuple):
        return ", ".join(str(part) for part in cell)
    if isinstance(cell, Steps):
        return "; ".join(" ".join(filter(None, map(_written, record.values()))) for record in cell.records)
    if isinstance(cell, Record):
        return json.dumps(cell.value, ensure_ascii=False)
    return str(cell).replace(".", ",") if isinstance(cell, float) else str(cell)


def as_xlsx(table: Table) -> bytes:
    """One sheet with a frozen heading and a filter, A4 landscape; text is never read as a formula or a link."""
    import xlsxwriter  # heavy: loaded only by who needs a workbook

    content = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(content, options) as book:
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E8EEF7"})
        formats = cell_formats(book)
        sheet = book.add_worksheet(table.title)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 0)
        for index, column in enumerate(table.columns):
            sheet.write_string(0, index, column.heading, heading)
            sheet.set_column(index, index, _width(table, index))
        for number, row in enumerate(table.rows, 1):
            put_row(sheet, number, row, formats)
        sheet.autofilter(0, 0, max(len(table.rows), 1), len(table.columns) - 1)
    return content.getvalue()


Formats = dict[type | None, Any]
"""How a cell looks by the type of its value, numbers under ``int``; under None every other one."""


def cell_formats(book: Any, look: Mapping[str, object] | None = None) -> Formats:
    """``look`` is what all cells of a sheet have in common."""
    common = dict(look or {})
    return {
        datetime.datetime: book.add_format(common | {"num_format": "dd.mm.yyyy hh:mm", "align": "left"}),
        datetime.date: book.add_format(common | {"num_format": "dd.mm.yyyy", "align": "left"}),
        int: book.add_format(common | {"align": "center"}) if common else None,
        None: book.add_format(common) if common else None,
    }


def put_row(sheet: Any, number: int, row: tuple[Cell, ...], formats: Formats) -> None:
    """Text is written as text, whatever it begins with."""
    for index, cell in enumerate(row):
        if isinstance(cell, datetime.date):
            sheet.write_datetime(number, index, cell, formats[type(cell)])
        elif isinstance(cell, int | float) and not isinstance(cell, bool):
            sheet.write_number(number, index, cell, formats[int])
        elif cell is not None:
            sheet.write_string(number, index, _written(cell), formats[None])
        elif formats[None] is not None:
            sheet.write_blank(number, index, None, formats[None])


def lines_of(cell: Cell, width: float) -> int:
    """In a column so many characters wide. Rows do not grow by themselves in every program, nor where cells are
    merged."""
    words = _written(cell)
    longest_word = max(map(len, words.split()), default=0)
    room = width - min(longest_word // 2, width // 4)
    return 1 if len(words) <= width else int(-(-len(words) // room))


def _width(table: Table, index: int) -> int:
    longest = max((len(_written(row[index])) for row in table.rows), default=0)
    return min(max(longest, len(table.columns[index].heading)) + 2, WIDEST)
