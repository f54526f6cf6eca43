"""Tables leave as JSON, CSV and XLSX that a Russian office opens without surprises."""

import datetime
import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from documents.tables import Column, Table, as_csv, as_records, as_xlsx

MOMENT = datetime.datetime(2026, 9, 7, 10, 5, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))

TABLE = Table(
    "Участники",
    (Column("code", "Код"), Column("adult", "Есть 18 лет"), Column("since", "С"), Column("value", "Значение")),
    (("3-17", True, MOMENT, ("a", "b")), ("3-18", None, MOMENT.date(), 2.5)),
)


def test_json_keeps_types_and_the_offset() -> None:
    assert as_records(TABLE) == [
        {"code": "3-17", "adult": True, "since": "2026-09-07T10:05:00+08:00", "value": ["a", "b"]},
        {"code": "3-18", "adult": None, "since": "2026-09-07", "value": 2.5},
    ]


def test_csv_has_a_mark_semicolons_and_a_decimal_comma() -> None:
    assert as_csv(TABLE) == (
        b"\xef\xbb\xbf"
        + "Код;Есть 18 лет;С;Значение\r\n3-17;да;07.09.2026 10:05;a, b\r\n3-18;;07.09.2026;2,5\r\n".encode()
    )


def test_a_workbook_has_a_frozen_heading_a_filter_and_real_dates() -> None:
    content = as_xlsx(TABLE)

    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("Участники").to_python()
    sheet = zipfile.ZipFile(io.BytesIO(content)).read("xl/worksheets/sheet1.xml").decode()

    assert rows[1] == ["3-17", "да", datetime.datetime(2026, 9, 7, 10, 5), "a, b"]  # noqa: DTZ001 - a sheet has no zones
    assert rows[2] == ["3-18", "", datetime.date(2026, 9, 7), 2.5]
    assert '<pane ySplit="1"' in sheet
    assert '<autoFilter ref="A1:D3"/>' in sheet


@pytest.mark.parametrize("attack", ['=HYPERLINK("http://x")', "+7 900", "-1+1", "@SUM(A1)", "\t=1"])
def test_text_that_looks_like_a_formula_stays_text(attack: str) -> None:
    table = Table("Ответы", (Column("value", "Значение"),), ((attack,),))

    cell = as_csv(table).decode("utf-8-sig").splitlines()[1].strip('"')
    sheet = zipfile.ZipFile(io.BytesIO(as_xlsx(table))).read("xl/worksheets/sheet1.xml").decode()

    assert cell.startswith("'")
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet


def test_a_negative_number_stays_a_number() -> None:
    table = Table("Ответы", (Column("value", "Значение"),), ((-3,),))

    assert as_csv(table).decode("utf-8-sig").splitlines()[1] == "-3"


def test_an_empty_table_still_has_its_heading() -> None:
    table = Table("Ответы", (Column("value", "Значение"),), ())

    assert CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx(table))).get_sheet_by_index(0).to_python() == [
        ["Значение"]
    ]
