"""The tables of a DOCX as rows of text, read in one pass: memory does not grow with what is packed into the file.

The library for documents builds the whole tree and walks each row anew for each cell; a plan of 5,000 rows would take
it minutes.
"""

import io
import zipfile
import zlib
from dataclasses import dataclass, field
from typing import IO
from xml.parsers import expat

from documents import far_cells
from documents.far_cells import ZIP, SheetUnreadable, Unreadable
from mentoring.road_map_headings import Row
from mentoring.road_map_rows import Sheet

BODY = "word/document.xml"

MOST_FILES = 5_000
MOST_BODY = 60_000_000
"""Bytes of the text with its marks, unpacked: 5,000 rows take a third of it."""
MOST_RATIO = 400
"""How many times smaller a document may be packed: words in tables reach a hundred, zeros a thousand."""

UNSUSPICIOUS = 10_000_000
"""Bytes unpacked that do no harm however they were packed."""

WIDEST = 63
"""Columns of a table in Word."""

CHUNK = 1 << 16

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "-"}
_OTHER_TEXT = {"del", "moveFrom", "instrText"}
"""Taken out by whoever corrected the document, or a formula behind what is seen."""


def is_document(content: bytes) -> bool:
    if not content.startswith(ZIP):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return BODY in archive.namelist()
    except (zipfile.BadZipFile, OSError, NotImplementedError, ValueError):
        return False


def read(content: bytes) -> tuple[Sheet, ...]:
    """Raises SheetUnreadable: too large when unpacked, damaged, with entities of its own, without any table."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _demand_harmless(archive, len(content))
            with archive.open(BODY) as body:
                tables = _Tables().read(body)
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError, OSError, NotImplementedError, RuntimeError) as error:
        raise SheetUnreadable(Unreadable.NOT_A_SHEET) from error
    if not any(any(row.cells) for sheet in tables for row in sheet.rows):
        raise SheetUnreadable(Unreadable.NO_TABLE)
    return tables


def _demand_harmless(archive: zipfile.ZipFile, packed: int) -> None:
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    bomb = unpacked > UNSUSPICIOUS and unpacked > packed * MOST_RATIO
    body = archive.getinfo(BODY).file_size
    if len(entries) > MOST_FILES or unpacked > far_cells.MOST_BYTES or body > MOST_BODY or bomb:
        raise SheetUnreadable(Unreadable.TOO_LARGE)


@dataclass(slots=True)
class _Cell:
    span: int = 1
    continues: bool = False
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


class _Tables:
    """Hears the elements one by one. A table within a cell is text of that cell."""

    def __init__(self) -> None:
        self._sheets: list[list[Row]] = []
        self._above: list[str] = []
        self._paragraph: list[str] = []
        self._depth = 0
        self._muted = 0
        self._hearing = False
        self._cells: list[_Cell] = []
        self._indent = 0
        self._over: list[str] = []
        self._filled = 0

    def read(self, body: IO[bytes]) -> tuple[Sheet, ...]:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = self._refuse
        parser.StartElementHandler = self._starts
        parser.EndElementHandler = self._ends
        parser.CharacterDataHandler = self._hears
        while chunk := body.read(CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)
        several = len(self._sheets) > 1
        return tuple(
            Sheet(
                f"таблица {number}" if several else "",
                tuple(rows),
                tuple(self._above) if number == 1 else (),
                continues=True,
            )
            for number, rows in enumerate(self._sheets, 1)
        )

    def _refuse(self, *_: object) -> None:
        """Office writes no document type; who does means entities that grow."""
        raise SheetUnreadable(Unreadable.NOT_A_SHEET)

    def _starts(self, name: str, attributes: dict[str, str]) -> None:
        kind = _kind(name)
        if kind == "tbl":
            self._depth += 1
            if self._depth == 1:
                self._sheets.append([])
                self._over = []
        elif kind in _OTHER_TEXT:
            self._muted += 1
        elif kind == "t":
            self._hearing = not self._muted
        elif kind in _SIGNS:
            self._say(_SIGNS[kind])
        elif self._depth == 1:
            self._lays_out(kind, attributes)

    def _lays_out(self, kind: str, attributes: dict[str, str]) -> None:
        if kind == "tr":
            self._cells, self._indent = [], 0
        elif kind == "tc":
            self._cells.append(_Cell())
        elif kind == "gridBefore":
            self._indent = _span(attributes)
        elif kind == "gridSpan" and self._cells:
            self._cells[-1].span = _span(attributes)
        elif kind == "vMerge" and self._cells:
            self._cells[-1].continues = _value(attributes) != "restart"

    def _ends(self, name: str) -> None:
        kind = _kind(name)
        if kind == "tbl":
            self._depth -= 1
        elif kind == "tr" and self._depth == 1:
            self._close_row()
        elif kind == "p":
            self._say(" ")
            if not self._depth and not self._sheets:
                self._above.append(" ".join("".join(self._paragraph).split()))
                self._paragraph = []
        elif kind in _OTHER_TEXT:
            self._muted -= 1
        elif kind == "t":
            self._hearing = False

    def _hears(self, text: str) -> None:
        if self._hearing:
            self._say(text)

    def _say(self, text: str) -> None:
        if self._depth and self._cells:
            self._cells[-1].words.append(text)
        elif not self._depth and not self._sheets:
            self._paragraph.append(text)

    def _close_row(self) -> None:
        rows = self._sheets[-1]
        found: list[str] = [""] * self._indent
        for cell in self._cells:
            above = self._over[len(found)] if cell.continues and len(found) < len(self._over) else ""
            found += [cell.text or above] + [""] * (cell.span - 1)
        self._over = found
        self._filled += len(found)
        if self._filled > far_cells.MOST_CELLS:
            raise SheetUnreadable(Unreadable.TOO_LARGE)
        banner = len(self._cells) == 1 and self._cells[0].span > 1
        rows.append(Row(len(rows) + 1, tuple(found), banner))
        self._cells = []


def _kind(name: str) -> str:
    """The name of an element of Word's own; drawings and formulas have others of the same name."""
    space, _, kind = name.rpartition(" ")
    return kind if space in {_WORD, _STRICT_WORD} else ""


def _value(attributes: dict[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.rpartition(" ")[2] == "val"), "")


def _span(attributes: dict[str, str]) -> int:
    value = _value(attributes)
    return min(max(int(value), 1), WIDEST) if value.isascii() and value.isdecimal() and len(value) < 10 else 1
