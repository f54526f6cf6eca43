"""Is a workbook small enough to be read? One stray cell in the far corner makes a sheet of 17 billion cells.

The reader lays out a sheet as a full rectangle, so this has to be known before it begins.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from enum import StrEnum
from xml.etree import ElementTree

ZIP = b"PK\x03\x04"

MOST_CELLS = 1_000_000
"""Of the rectangle from A1: 10,000 people with a hundred columns each."""

MOST_COLUMNS = 16_384
"""What a sheet of Excel has; no office writes more into a row, and each costs time before the first is read."""

MOST_BYTES = 200_000_000
"""Unpacked: a small archive may hold gigabytes."""

_PLACE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class Unreadable(StrEnum):
    TOO_LARGE = "too_large"
    EMPTY = "empty"
    NOT_A_SHEET = "not_a_sheet"
    FAR_CELL = "far_cell"
    OPEN_QUOTE = "open_quote"
    LOCKED = "locked"
    OLD_DOCUMENT = "old_document"
    NO_TABLE = "no_table"


class SheetUnreadable(Exception):
    """``where``: the cell or the row that is in the way, as the person finds it in the file."""

    def __init__(self, reason: Unreadable, where: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.where = where

    def __reduce__(self) -> "tuple[type[SheetUnreadable], tuple[Unreadable, str]]":
        """Large files are read in another process, and the error comes from there."""
        return SheetUnreadable, (self.reason, self.where)


def demand_near(content: bytes) -> None:
    """Raises SheetUnreadable for a workbook with a filled cell too far from the others, and for what is no XLSX."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(item.file_size for item in archive.infolist()) > MOST_BYTES:
                raise SheetUnreadable(Unreadable.TOO_LARGE)
            sheets = [name for name in archive.namelist() if name.startswith("xl/") and name.endswith(".xml")]
            if not sheets:
                raise SheetUnreadable(Unreadable.NOT_A_SHEET)
            for name in sheets:
                with archive.open(name) as file:
                    _demand_near(file)
    except (
        zipfile.BadZipFile,
        zlib.error,
        ElementTree.ParseError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise SheetUnreadable(Unreadable.NOT_A_SHEET) from error


def _demand_near(file: object) -> None:
    rows, columns = 1, 1
    for place, row, column in _filled(file):
        rows, columns = max(rows, row), max(columns, column)
        if rows * columns > MOST_CELLS:
            raise SheetUnreadable(Unreadable.FAR_CELL, place)


def _filled(file: object) -> Iterator[tuple[str, int, int]]:
    """Cells that hold something; a column that is only coloured to its end does not count.

    Rows and cells need not say where they are: then they stand after the one before.
    """
    row = column = 0
    for event, element in ElementTree.iterparse(file, ("start", "end")):  # type: ignore[call-overload] # noqa: S314
        kind = element.tag.rpartition("}")[2]
        if event == "start":
            if kind == "row":
                row, column = _told(element.get("r", "")) or row + 1, 0
            continue
        if kind == "c":
            column += 1
            found = _PLACE.fullmatch(element.get("r", ""))
            place, at, across = (found[0], int(found[2]), _number(found[1])) if found else (str(row), row, column)
            if max(across, column) > MOST_COLUMNS:
                raise SheetUnreadable(Unreadable.FAR_CELL, place)
            if len(element):
                yield place, at, across
        if kind in {"c", "row"}:
            element.clear()


def _told(number: str) -> int | None:
    return int(number) if re.fullmatch(r"[0-9]{1,7}", number) else None


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
