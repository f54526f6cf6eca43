"""Files with a plan of work, as an office keeps them → tables of rows: XLSX, XLS, CSV, and the tables of a DOCX.

What is merged from above belongs to every row below it; a cell across the whole table is a banner, such as the title
of a section.
"""

import re
from collections.abc import Sequence

from documents import docx_tables, far_cells, sheets
from documents.far_cells import SheetUnreadable, Unreadable
from documents.sheets import OLE, Page
from mentoring.road_map_headings import Row
from mentoring.road_map_rows import Sheet

NARROWEST_BANNER = 2
"""Columns a merged cell takes at least to be the title of a section, whatever the width of the table."""

_MADE_HARMLESS = re.compile(r"'(?=[=+\-@])")
"""How our own CSV keeps a spreadsheet from running text as a formula."""

_SIGNS_OF_OTHERS = (b"%PDF", b"{\\rtf", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")


def read(content: bytes) -> tuple[Sheet, ...]:
    """Raises SheetUnreadable for what holds no table."""
    if len(content) > sheets.LARGEST:
        raise SheetUnreadable(Unreadable.TOO_LARGE)
    if not content.strip():
        raise SheetUnreadable(Unreadable.EMPTY)
    if content.startswith(_SIGNS_OF_OTHERS):
        raise SheetUnreadable(Unreadable.NOT_A_SHEET)
    if content.startswith(OLE):
        _demand_no_lock(content)
    if docx_tables.is_document(content):
        return docx_tables.read(content)
    found = [page for page in sheets.pages(content) if any(any(row) for row in page.rows)]
    if not found:
        raise SheetUnreadable(Unreadable.EMPTY)
    return tuple(Sheet(page.name if len(found) > 1 else "", _rows(page)) for page in found)


def _demand_no_lock(content: bytes) -> None:
    """What lies in an archive of Office 97 is told by the names in it."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise SheetUnreadable(Unreadable.LOCKED)
    if "WordDocument".encode("utf-16-le") in content:
        raise SheetUnreadable(Unreadable.OLD_DOCUMENT)


def _rows(page: Page) -> tuple[Row, ...]:
    rows = [[_as_typed(cell) for cell in row] for row in page.rows]
    width = max(map(len, rows))
    banners = set()
    left = far_cells.MOST_CELLS
    for (top, first), (bottom, last) in page.merged:
        bottom = min(bottom, len(rows) - 1)
        if top >= len(rows) or first >= len(rows[top]):
            continue
        if min(last, width - 1) - first + 1 >= max(width - 1, NARROWEST_BANNER):
            banners.add(top)
        left -= max(bottom - top, 0)
        if left < 0:
            raise SheetUnreadable(Unreadable.FAR_CELL, page.name)
        _fill_down(rows[top + 1 : bottom + 1], first, rows[top][first])
    return tuple(Row(number, tuple(row), number - 1 in banners) for number, row in enumerate(rows, 1))


def _as_typed(cell: str) -> str:
    return cell[1:] if _MADE_HARMLESS.match(cell) else cell


def _fill_down(rows: Sequence[list[str]], column: int, value: str) -> None:
    for row in rows:
        if column < len(row) and not row[column]:
            row[column] = value
