"""Spreadsheets are read whatever program saved them."""

import io
import subprocess
import sys
from pathlib import Path

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


def _workbook(*far: tuple[int, int]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("Список")
        for number, row in enumerate(EXPECTED):
            sheet.write_row(number, 0, row)
        for place in far:
            sheet.write(*place, "x")
    return content.getvalue()


def test_one_cell_far_away_is_named_and_costs_no_memory(tmp_path: Path) -> None:
    """In a process of its own: the reader would take ten gigabytes and abort."""
    (tmp_path / "far.xlsx").write_bytes(_workbook((20_000, 16_383)))
    script = (
        "import pathlib, resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n"
        "from documents.sheets import SheetUnreadable, read\n"
        "try:\n    read(pathlib.Path(sys.argv[1]).read_bytes())\n"
        "except SheetUnreadable as refused:\n    print(refused.reason.value, refused.where)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "far.xlsx")], capture_output=True, text=True, check=False
    )
    assert told.stdout.split() == ["far_cell", "XFD20001"], told.stderr[-300:]


def test_a_sheet_coloured_to_its_end_is_read() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("Список")
        for number, row in enumerate(EXPECTED):
            sheet.write_row(number, 0, row)
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bg_color": "yellow"}))
    assert read(content.getvalue()) == EXPECTED


def test_the_separator_is_told_by_more_than_the_title() -> None:
    text = "Список, 2026, школа, первое полугодие\nФИО;Роль\nИванова Анна;наставник\n"
    assert read(text.encode())[1:] == EXPECTED


def test_commas_in_the_names_are_no_separators() -> None:
    text = "ФИО;Роль\nИванова, Анна, Олеговна;наставник\nПетрова, Вера, Павловна;наставник\n"
    assert read(text.encode())[1] == ["Иванова, Анна, Олеговна", "наставник"]


@pytest.mark.parametrize("closed_later", [False, True])
def test_an_open_quote_swallows_no_rows_in_silence(closed_later: bool) -> None:
    rows = ["ФИО;Роль", "Иванова Анна;наставник", '"Петрова Вера;наставник', "Ким Борис;наставник"]
    if closed_later:
        rows += ['Лим Дарья;"наставник"', "Цой Ольга;наставник"]
    with pytest.raises(SheetUnreadable) as refused:
        read("\n".join(rows).encode())
    assert (refused.value.reason, refused.value.where) == (Unreadable.OPEN_QUOTE, "3")


def test_an_inch_is_no_open_quote() -> None:
    text = 'ФИО;Роль\nИванова Анна;экран 15"\nКим Борис;наставник\n'
    assert read(text.encode())[2] == ["Ким Борис", "наставник"]
