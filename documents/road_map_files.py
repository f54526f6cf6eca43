"""A plan of work as a table under its title → XLSX, CSV and DOCX, with sections as rows across the table."""

import csv
import io
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from documents.page import lay_out, printable
from documents.tables import LINE_POINTS, harmless, lines_of

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

MARGINS = (2.0, 1.5, 1.5, 1.5)
WIDTH = 29.7 - MARGINS[0] - MARGINS[1]
"""Centimetres between the margins of A4, the long side down."""

TITLE_POINTS, TABLE_POINTS = 12, 10
CHARACTERS = 150
"""Of all columns of a sheet together: what A4 shows in print."""

SHEET_NAME = "Дорожная карта"


@dataclass(frozen=True, slots=True)
class PlanColumn:
    """``share`` of the width. ``merged``: the same value in rows below each other is one cell."""

    heading: str
    share: float
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A row that is nothing but a title."""

    title: str


PlanRow = Section | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanTable:
    """``under`` are lines below the title: whose it is, on which day, totals."""

    title: str
    columns: tuple[PlanColumn, ...]
    rows: tuple[PlanRow, ...]
    under: tuple[str, ...] = ()

    def cell(self, row: int, column: int) -> str:
        found = self.rows[row]
        return "" if isinstance(found, Section) else found[column]


def as_csv(table: PlanTable) -> bytes:
    """UTF-8 with BOM and «;», without the title: programs find the headings in the first line."""
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=";", lineterminator="\r\n")
    writer.writerow(column.heading for column in table.columns)
    blank = [""] * (len(table.columns) - 1)
    for row in table.rows:
        writer.writerow(map(harmless, [row.title, *blank] if isinstance(row, Section) else row))
    return written.getvalue().encode("utf-8-sig")


def as_xlsx(table: PlanTable) -> bytes:
    """A4 landscape, as wide as the page; headings on every page; rows as high as their longest cell."""
    import xlsxwriter  # heavy: loaded only by who needs a workbook

    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(content, options) as book:
        sheet = book.add_worksheet(SHEET_NAME)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        cell = {"text_wrap": True, "valign": "top", "border": 1}
        plain, bold = book.add_format(cell), book.add_format(cell | {"bold": True, "bg_color": "#E8EEF7"})
        lines = [table.title, *table.under]
        head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "align": "center"})
        for number, line in enumerate(lines):
            _across(sheet, number, len(table.columns), line, head)
        top = len(lines)
        sheet.repeat_rows(top)
        sheet.freeze_panes(top + 1, 0)
        widths = _characters(table.columns)
        for index, (column, width) in enumerate(zip(table.columns, widths, strict=True)):
            sheet.set_column(index, index, width)
            sheet.write_string(top, index, column.heading, bold)
        sheet.set_row(
            top,
            LINE_POINTS * max(lines_of(one.heading, width) for one, width in zip(table.columns, widths, strict=True)),
        )
        for number, row in enumerate(table.rows, top + 1):
            if isinstance(row, Section):
                _across(sheet, number, len(table.columns), row.title, bold)
                continue
            for index, words in enumerate(row):
                sheet.write_string(number, index, printable(words), plain)
            sheet.set_row(number, LINE_POINTS * max(map(lines_of, row, widths)))
        for index, first, last in _runs(table):
            words = printable(table.cell(first, index))
            sheet.merge_range(top + 1 + first, index, top + 1 + last, index, words, plain)
    return content.getvalue()


def _across(sheet: Any, number: int, width: int, words: str, style: object) -> None:
    sheet.merge_range(number, 0, number, width - 1, printable(words), style)
    sheet.set_row(number, LINE_POINTS * lines_of(words, CHARACTERS))


def _characters(columns: Sequence[PlanColumn]) -> list[int]:
    whole = sum(column.share for column in columns)
    return [max(round(CHARACTERS * column.share / whole), 6) for column in columns]


def _runs(table: PlanTable) -> Iterator[tuple[int, int, int]]:
    """Column, first and last row of what is one cell."""
    for index, column in enumerate(table.columns):
        if column.merged:
            values = [table.cell(number, index) for number in range(len(table.rows))]
            first = 0
            for value, group in itertools.groupby(values):
                length = len([*group])
                if value and length > 1:
                    yield index, first, first + length - 1
                first += length


def as_docx(table: PlanTable) -> bytes:
    # Imported here: the library costs a tenth of a second and megabytes, and most starts never print anything.
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = docx.Document()
    lay_out(document, printable(table.title), points=TITLE_POINTS, margins=MARGINS)
    _lay_down(document)
    for number, line in enumerate((table.title, *table.under)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(printable(line)).bold = number == 0
    _draw(document, table)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _lay_down(document: "Document") -> None:
    from docx.enum.section import WD_ORIENT

    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = page.page_height, page.page_width


def _draw(document: "Document", table: PlanTable) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    drawn = document.add_table(rows=1 + len(table.rows), cols=len(table.columns))
    drawn.style, drawn.autofit = "Table Grid", False
    whole = sum(column.share for column in table.columns)
    widths = [Cm(WIDTH * column.share / whole) for column in table.columns]
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = width
    heading = tuple(column.heading for column in table.columns)
    runs = {(first, index) for index, since, last in _runs(table) for first in range(since + 1, last + 1)}
    for number, (row, words) in enumerate(zip(drawn.rows, (heading, *table.rows), strict=True)):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no word for these two
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        cells = row.cells
        if isinstance(words, Section):
            _write(cells[0].merge(cells[-1]), words.title, bold=True, with_next=True)
            continue
        for index, (cell, word, width) in enumerate(zip(cells, words, widths, strict=True)):
            cell.width = width
            if (number - 1, index) not in runs:
                _write(cell, word, bold=number == 0)
    _merge(drawn, table)


def _merge(drawn: "Table", table: PlanTable) -> None:
    for index, first, last in _runs(table):
        drawn.cell(first + 1, index).merge(drawn.cell(last + 1, index))


def _write(cell: "_Cell", words: str, *, bold: bool, with_next: bool = False) -> None:
    """``with_next``: never the last row of a page."""
    from docx.shared import Pt

    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.keep_with_next = with_next or None
    run = paragraph.add_run(printable(words))
    run.bold, run.font.size = bold, Pt(TABLE_POINTS)
