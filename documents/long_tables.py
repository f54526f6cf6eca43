"""Tables of any length → XLSX and CSV: rows come in parts and go on, and nobody ever holds all of them."""

import asyncio
import csv
import io
from collections.abc import AsyncIterable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from documents.aside import streamed
from documents.tables import LINE_POINTS, Cell, Column, Formats, cell_formats, harmless, lines_of, put_row

SHORT = 200
"""Rows that are drawn sooner than a process would start."""

MARGIN, FOOT = 0.4, 0.6
"""Of a page, in inches: as narrow as printers allow, and room for the number of the page."""

LONGEST_HEAD = 200
"""Characters above each printed page: Excel takes 255, with its own marks."""


@dataclass(frozen=True, slots=True)
class WideColumn(Column):
    """``width`` in characters: a long table is not looked through twice to find it out."""

    width: int = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """``title`` as that of a :class:`documents.tables.Table`; ``head`` stands above each page in print."""

    title: str
    columns: tuple[WideColumn, ...]
    head: str = ""


Rows = tuple[tuple[Cell, ...], ...]
Part = Sheet | Rows
"""A new sheet begins, or rows of the last one."""

Draw = Callable[[Iterable[Part]], bytes]


async def drawn(draw: Draw, parts: AsyncIterable[Part], rows: int) -> bytes:
    """``rows`` are about as many as will come. Raises TookTooLong."""
    if rows <= SHORT:
        found = [part async for part in parts]
        return await asyncio.to_thread(draw, found)
    return await streamed(draw, parts)


def as_csv(parts: Iterable[Part]) -> bytes:
    """The first sheet alone, as :func:`documents.tables.as_csv` has it."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    heads = 0
    for part in parts:
        if isinstance(part, Sheet):
            heads += 1
            if heads == 1:
                writer.writerow(column.heading for column in part.columns)
        elif heads == 1:
            writer.writerows([harmless(cell) for cell in row] for row in part)
    return written.getvalue().encode("utf-8-sig")


def as_xlsx(parts: Iterable[Part]) -> bytes:
    """Each sheet with a frozen heading and a filter, A4 landscape and as wide as the page."""
    import xlsxwriter  # heavy: loaded only by who needs a workbook

    content = io.BytesIO()
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "remove_timezone": True,
    }
    with xlsxwriter.Workbook(content, options) as book:
        look = {"text_wrap": True, "valign": "top", "border": 1}
        heading, formats = book.add_format(look | {"bold": True, "bg_color": "#E8EEF7"}), cell_formats(book, look)
        for begun, rows in _sheets(parts):
            sheet = book.add_worksheet(begun.title)
            _lay_out(sheet, begun)
            heads = [column.heading for column in begun.columns]
            _set_height(sheet, 0, heads, begun)
            for index, head in enumerate(heads):
                sheet.write_string(0, index, head, heading)
            last = _put(sheet, begun, rows, formats)
            sheet.autofilter(0, 0, max(last, 1), len(begun.columns) - 1)
    return content.getvalue()


def _sheets(parts: Iterable[Part]) -> Iterator[tuple[Sheet, Iterator[Rows]]]:
    """Each sheet with the parts below it; they are to be gone through before the next one."""
    coming = iter(parts)
    following: list[Sheet] = [part for part in (next(coming, None),) if isinstance(part, Sheet)]

    def below() -> Iterator[Rows]:
        for part in coming:
            if isinstance(part, Sheet):
                following.append(part)
                return
            yield part

    while following:
        yield following.pop(), below()


def _lay_out(sheet: Any, begun: Sheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=MARGIN, right=MARGIN, top=FOOT, bottom=FOOT)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.freeze_panes(1, 0)
    sheet.set_header(f"&L{begun.head[:LONGEST_HEAD].replace('&', '&&')}")
    sheet.set_footer("&C&P из &N")
    for index, column in enumerate(begun.columns):
        sheet.set_column(index, index, column.width)


def _set_height(sheet: Any, number: int, row: Sequence[Cell], begun: Sheet) -> None:
    """Before the row is written: what is written goes on at once."""
    most = max(lines_of(cell, column.width) for cell, column in zip(row, begun.columns, strict=True))
    sheet.set_row(number, LINE_POINTS * most)


def _put(sheet: Any, begun: Sheet, parts: Iterable[Rows], formats: Formats) -> int:
    """The number of the last row."""
    number = 0
    for rows in parts:
        for row in rows:
            number += 1
            _set_height(sheet, number, row, begun)
            put_row(sheet, number, row, formats)
    return number
