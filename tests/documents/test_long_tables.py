"""Long tables: what was put in is read back, cell by cell, however it came and whichever process drew it."""

import csv
import datetime
import io
import zipfile
from collections.abc import AsyncIterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from documents import long_tables
from documents.long_tables import Part, Sheet, WideColumn, as_csv, as_xlsx, drawn
from documents.tables import Cell

DAY = datetime.date(2026, 11, 21)
PEOPLE = Sheet("Люди", tuple(WideColumn(key, key, 10) for key in ("№", "ФИО", "Дата", "Доля")), "Банк & школа")
SUMS = Sheet("Сводка", (WideColumn("what", "Показатель", 20), WideColumn("number", "Сколько", 8)))

Row = tuple[Cell, ...]

_typed = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20
) | st.sampled_from(["=1+1", "+7 900", "-", "@SUM(A1)", "2026", "https://school.example", "«Ёлка»; 5"])
_rows = st.lists(
    st.tuples(
        st.integers(1, 10**6), _typed, st.dates(datetime.date(1950, 1, 1)), st.integers(0, 99).map(lambda n: n + 0.5)
    ),
    max_size=12,
)


def workbook(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}  # type: ignore[misc]


def parts(*rows: Row) -> list[Part]:
    """Each row comes by itself."""
    return [PEOPLE, *((row,) for row in rows), SUMS, (("Всего", len(rows)),)]


@settings(deadline=None)
@given(_rows)
def test_a_workbook_holds_what_was_put_in(rows: list[Row]) -> None:
    found = workbook(as_xlsx(parts(*rows)))
    assert found["Люди"] == [["№", "ФИО", "Дата", "Доля"], *map(list, rows)]
    assert found["Сводка"] == [["Показатель", "Сколько"], ["Всего", len(rows)]]


@settings(deadline=None)
@given(_rows)
def test_a_csv_holds_the_first_sheet(rows: list[Row]) -> None:
    content = as_csv(parts(*rows)).decode("utf-8")
    assert content.startswith("\ufeff")
    head, *found = csv.reader(io.StringIO(content[1:], newline=""), delimiter=";")
    assert head == ["№", "ФИО", "Дата", "Доля"]
    for (number, typed, day, share), cells in zip(rows, found, strict=True):
        assert cells[0] == str(number)
        assert cells[1] in {typed, f"'{typed}"}
        assert cells[1][0] not in "=+-@", "no program runs it"
        assert (cells[2], cells[3]) == (f"{day:%d.%m.%Y}", str(share).replace(".", ","))


def test_a_sheet_is_ready_to_print() -> None:
    archive = zipfile.ZipFile(io.BytesIO(as_xlsx(parts((1, "=1+1", DAY, 0.5)))))
    sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert '<pane ySplit="1"' in sheet
    assert '<autoFilter ref="A1:D2"/>' in sheet
    assert 'paperSize="9"' in sheet
    assert 'orientation="landscape"' in sheet
    assert "<f>" not in sheet
    assert "Банк &amp;&amp; школа" in sheet, "an ampersand is no mark of Excel's own"


def test_a_row_is_as_high_as_its_longest_cell() -> None:
    sheet = zipfile.ZipFile(io.BytesIO(as_xlsx(parts((1, "а" * 30, DAY, 0.5), (2, "б", DAY, 0.5)))))
    written = sheet.read("xl/worksheets/sheet1.xml").decode()
    assert '<row r="2" spans="1:4" ht="60"' in written or '<row r="2" ht="60"' in written
    assert 'r="3" ht="15"' in written or 'r="3" spans="1:4" ht="15"' in written or '<row r="3">' in written


@pytest.mark.parametrize("number", [3, long_tables.SHORT + 1])
async def test_a_process_of_its_own_draws_the_same(number: int) -> None:
    rows = [(index, f"Человек {index}", DAY, index / 2) for index in range(number)]

    async def coming() -> AsyncIterator[Part]:
        for part in parts(*rows):
            yield part

    found = workbook(await drawn(as_xlsx, coming(), number))
    assert found == workbook(as_xlsx(parts(*rows)))
    assert len(found["Люди"]) == number + 1
