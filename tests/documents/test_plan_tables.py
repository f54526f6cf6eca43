"""A plan is read from whatever file an office keeps it in; what is no plan harms nobody."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
import pytest
import xlsxwriter

from documents import docx_tables
from documents.far_cells import MOST_COLUMNS, SheetUnreadable, Unreadable
from documents.plan_tables import read
from mentoring.road_map_rows import Sheet

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _document(*tables: list[list[str]], draw: Callable[[Any], None] = lambda _: None) -> bytes:
    document = docx.Document()
    document.add_paragraph("План мероприятий")
    for rows in tables:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, words in zip(table.rows, rows, strict=True):
            for cell, word in zip(row.cells, words, strict=True):
                cell.text = word
        document.add_paragraph()
    draw(document)
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()


def _packed(body: str, **others: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(docx_tables.BODY, body)
        for name, more in others.items():
            archive.writestr(name, more)
    return content.getvalue()


def _workbook(fill: Callable[[Any], None]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        fill(book.add_worksheet("План"))
    return content.getvalue()


def _written_by_hand(row: bytes) -> bytes:
    """A workbook whose only sheet holds this row."""
    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_workbook(lambda _: None))) as tidy, zipfile.ZipFile(content, "w") as archive:
        for name in tidy.namelist():
            sheet = b"<worksheet><sheetData><row>" + row + b"</row></sheetData></worksheet>"
            archive.writestr(name, sheet if name.startswith("xl/worksheets/") else tidy.read(name))
    return content.getvalue()


def _cells(sheet: Sheet) -> list[tuple[str, ...]]:
    return [row.cells for row in sheet.rows]


def test_what_is_merged_in_a_document_belongs_to_every_row_and_a_title_to_none() -> None:
    def merge(document: Any) -> None:
        table = document.tables[0]
        table.cell(1, 0).merge(table.cell(1, 2))
        table.cell(2, 2).merge(table.cell(3, 2))

    rows = [["№", "Мероприятие", "Срок"], ["Раздел 1", "", ""], ["1", "Приказ", "май"], ["2", "Встреча", ""]]
    (sheet,) = read(_document(rows, draw=merge))

    assert _cells(sheet) == [
        ("№", "Мероприятие", "Срок"),
        ("Раздел 1", "", ""),
        ("1", "Приказ", "май"),
        ("2", "Встреча", "май"),
    ]
    assert [row.banner for row in sheet.rows] == [False, True, False, False]
    assert sheet.above == ("План мероприятий",)


def test_paragraphs_and_tables_within_a_cell_are_its_text() -> None:
    def draw(document: Any) -> None:
        cell = document.tables[0].cell(0, 1)
        cell.add_paragraph("вторая  строка")
        cell.add_table(rows=1, cols=2).cell(0, 1).text = "внутри"

    (sheet,) = read(_document([["1", "Первая"]], draw=draw))

    assert _cells(sheet) == [("1", "Первая вторая строка внутри")]


def test_what_was_taken_out_of_a_document_is_not_read() -> None:
    row = "<w:p><w:r><w:t>Приказ</w:t></w:r><w:moveFrom><w:r><w:t> снято</w:t></w:r></w:moveFrom></w:p>"
    body = f"<w:document {NAMESPACE}><w:body><w:tbl><w:tr><w:tc>{row}</w:tc></w:tr></w:tbl></w:body></w:document>"

    assert _cells(read(_packed(body))[0]) == [("Приказ",)]


def test_several_tables_of_a_document_are_told_apart_by_name() -> None:
    sheets = read(_document([["1", "Приказ"]], [["2", "Встреча"]]))

    assert [sheet.name for sheet in sheets] == ["таблица 1", "таблица 2"]
    assert all(sheet.continues for sheet in sheets)


def test_what_is_merged_in_a_workbook_belongs_to_every_row_and_a_title_to_none() -> None:
    def fill(sheet: Any) -> None:
        sheet.write_row(0, 0, ["№", "Этап", "Содержание"])
        sheet.merge_range(1, 0, 1, 2, "Раздел 1")
        sheet.write_row(2, 0, ["1", "", "Приказ"])
        sheet.write_row(3, 0, ["2", "", "Встреча"])
        sheet.merge_range(2, 1, 3, 1, "Подготовка")

    (sheet,) = read(_workbook(fill))

    assert _cells(sheet)[2:] == [("1", "Подготовка", "Приказ"), ("2", "Подготовка", "Встреча")]
    assert [row.banner for row in sheet.rows] == [False, True, False, False]


def test_ranges_merged_to_the_end_of_a_sheet_cost_nothing() -> None:
    def fill(sheet: Any) -> None:
        sheet.write_row(0, 0, ["№", "Мероприятие"])
        sheet.write_row(1, 0, ["1", "Приказ"])
        sheet.merge_range(2, 0, 3, 1, "")

    content = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_workbook(fill))) as small, zipfile.ZipFile(content, "w") as huge:
        for name in small.namelist():
            huge.writestr(name, small.read(name).replace(b'ref="A3:B4"', b'ref="A2:XFD1048576"'))

    assert _cells(read(content.getvalue())[0])[:2] == [("№", "Мероприятие"), ("1", "Приказ")]


def test_text_that_our_csv_made_harmless_comes_back_as_typed() -> None:
    assert _cells(read("№;Мероприятие\r\n1;'- беседа\r\n".encode())[0])[1] == ("1", "- беседа")


def test_five_thousand_rows_of_a_document_are_read_in_one_pass() -> None:
    cells = "".join(f"<w:tc><w:p><w:r><w:t>слово {column}</w:t></w:r></w:p></w:tc>" for column in range(5))
    body = f"<w:document {NAMESPACE}><w:body><w:tbl>{f'<w:tr>{cells}</w:tr>' * 5_000}</w:tbl></w:body></w:document>"

    (sheet,) = read(_packed(body))

    assert len(sheet.rows) == 5_000


def _entities() -> bytes:
    grown = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    head = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "Приказ">{grown}]>'
    return _packed(f"{head}<w:document {NAMESPACE}><w:t>&e8;</w:t></w:document>")


def _span(width: str) -> bytes:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{width}"/></w:tcPr><w:p><w:r><w:t>Приказ</w:t></w:r></w:p></w:tc>'
    rows = f"<w:tr>{cell * 100}</w:tr>" * 500
    return _packed(f"<w:document {NAMESPACE}><w:body><w:tbl>{rows}</w:tbl></w:body></w:document>")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Unreadable.EMPTY),
        (b" \r\n", Unreadable.EMPTY),
        (b";;;\n;;\n", Unreadable.EMPTY),
        (b"%PDF-1.7\n\xe2\xe3", Unreadable.NOT_A_SHEET),
        (b"\x89PNG\r\n\x1a\n\x00\x00", Unreadable.NOT_A_SHEET),
        (b"{\\rtf1 plan}", Unreadable.NOT_A_SHEET),
        (b"PK\x03\x04 but no archive", Unreadable.NOT_A_SHEET),
        (_document([["1", "Приказ"]])[:-400], Unreadable.NOT_A_SHEET),
        (OLE, Unreadable.NOT_A_SHEET),
        (OLE + "WordDocument".encode("utf-16-le"), Unreadable.OLD_DOCUMENT),
        (OLE + "EncryptedPackage".encode("utf-16-le"), Unreadable.LOCKED),
        (_document(), Unreadable.NO_TABLE),
        (_packed("<w:document"), Unreadable.NOT_A_SHEET),
        (_entities(), Unreadable.NOT_A_SHEET),
        (_span("999999999"), Unreadable.TOO_LARGE),
        (_packed("<d/>", bomb=bytes(30_000_000)), Unreadable.TOO_LARGE),
        (_packed("<d/>" + " " * 70_000_000), Unreadable.TOO_LARGE),
        (_packed("<d/>", **{f"f{number}": b"" for number in range(6_000)}), Unreadable.TOO_LARGE),
        (b"x" * 10_000_001, Unreadable.TOO_LARGE),
    ],
    ids=lambda value: value.value if isinstance(value, Unreadable) else "",
)
def test_what_is_no_plan_is_refused_with_its_reason(content: bytes, reason: Unreadable) -> None:
    with pytest.raises(SheetUnreadable) as refused:
        read(content)

    assert refused.value.reason is reason


@pytest.mark.parametrize(
    "content",
    [
        _written_by_hand(b"<c><v>1</v></c>" * (MOST_COLUMNS + 1)),
        _written_by_hand(b'<c r="A1"><v>1</v></c>' * (MOST_COLUMNS + 1)),
        _written_by_hand(b"<c/>" * (MOST_COLUMNS + 1)),
        _written_by_hand(b'<c r="XFE1"><v>1</v></c>'),
        b";" * MOST_COLUMNS + b"1",
    ],
    ids=["nowhere", "all in one place", "empty", "too far to the right", "csv"],
)
def test_a_row_longer_than_any_sheet_has_is_refused_before_it_is_read(content: bytes) -> None:
    with pytest.raises(SheetUnreadable) as refused:
        read(content)

    assert refused.value.reason is Unreadable.FAR_CELL
