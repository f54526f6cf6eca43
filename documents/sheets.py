"""Spreadsheets that people bring → rows of text, whatever program saved them."""

import csv
import datetime
import io
from enum import StrEnum

LARGEST = 10_000_000
"""Bytes; a list of 10,000 people takes less than one million."""

Rows = list[list[str]]


class Unreadable(StrEnum):
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    NOT_A_SHEET = "not_a_sheet"


class SheetUnreadable(Exception):
    def __init__(self, reason: Unreadable) -> None:
        super().__init__(reason.value)
        self.reason = reason


def read(content: bytes) -> Rows:
    """Read XLSX, XLS or CSV; the first row of the file is ``rows[0]``. Raises SheetUnreadable."""
    if len(content) > LARGEST:
        raise SheetUnreadable(Unreadable.TOO_LARGE)
    workbook = content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    rows = _workbook(content) if workbook else _separated(content)
    if not any(any(row) for row in rows):
        raise SheetUnreadable(Unreadable.EMPTY)
    return rows


def _workbook(content: bytes) -> Rows:
    import python_calamine  # loaded only by who brings a workbook

    try:
        book = python_calamine.load_workbook(io.BytesIO(content))
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
            if any(any(cell != "" for cell in row) for row in rows):
                return [[_text(cell) for cell in row] for row in rows]
    except python_calamine.CalamineError as error:
        raise SheetUnreadable(Unreadable.NOT_A_SHEET) from error
    return []


def _text(cell: object) -> str:
    """A number typed as «5» comes back as 5.0."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime.datetime | datetime.date):
        return f"{cell:%d.%m.%Y}"
    return " ".join(str(cell).split())


def _separated(content: bytes) -> Rows:
    text = _decoded(content)
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(";,\t", key=first.count)
    try:
        found = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise SheetUnreadable(Unreadable.NOT_A_SHEET) from error
    return [[" ".join(cell.split()) for cell in row] for row in found]


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
