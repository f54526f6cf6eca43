"""Spreadsheets are read whatever program saved them."""

import io

import pytest
import xlsxwriter

from documents.sheets import SheetUnreadable, Unreadable, read

EXPECTED = [["ФИО", "Роль"], ["Иванова Анна", "наставник"]]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_separated_values_in_every_usual_writing(encoding: str, separator: str) -> None:
    text = "\r\n".join(separator.join(row) for row in EXPECTED)

    assert read(text.encode(encoding)) == EXPECTED


def test_quoted_cells_keep_their_separators_and_lines() -> None:
    assert read('ФИО;Роль\n"Иванова; Анна\nОлеговна";наставник\n'.encode()) == [
        ["ФИО", "Роль"],
        ["Иванова; Анна Олеговна", "наставник"],
    ]


def test_a_workbook_keeps_its_row_numbers_and_whole_numbers() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet("Пустой")
        sheet = book.add_worksheet("Список")
        sheet.write_row(2, 1, ["ФИО", "Класс"])
        sheet.write_row(3, 1, ["Иванова Анна", 9])

    rows = read(content.getvalue())

    assert rows[2:] == [["", "ФИО", "Класс"], ["", "Иванова Анна", "9"]]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Unreadable.EMPTY),
        (b";;;\n;;\n", Unreadable.EMPTY),
        (b"PK\x03\x04 but no archive", Unreadable.NOT_A_SHEET),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x98", Unreadable.NOT_A_SHEET),
        (b"x" * 10_000_001, Unreadable.TOO_LARGE),
    ],
)
def test_what_is_no_table_is_refused_with_its_reason(content: bytes, reason: Unreadable) -> None:
    with pytest.raises(SheetUnreadable) as refused:
        read(content)

    assert refused.value.reason is reason
