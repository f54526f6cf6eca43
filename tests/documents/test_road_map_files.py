"""Road maps leave as XLSX, CSV and DOCX and come back the same; the report on execution says all there is to say."""

import datetime
import io
import string
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from bot.texts.road_map_tables import FULL, plan_table, report_table, status_table
from bot.texts.road_maps import EVIDENCE, KINDS, STANDINGS, VERDICTS
from documents import plan_tables
from documents.road_map_files import PlanColumn, PlanTable, Section, as_csv, as_docx, as_xlsx
from mentoring.deadline_phrases import phrase
from mentoring.deadlines import NONE, Deadline, Month, Months, NoDeadline, Range, Until, YearMonth
from mentoring.responsible import can_own
from mentoring.road_map_report import VERDICTS as VERDICT_OF
from mentoring.road_map_report import ExecutionReport, Fanned, ReportLine, ReportSection, Verdict
from mentoring.road_map_table import read
from mentoring.road_maps import EvidenceKind, Item, Standing
from mentoring.roles import PARTICIPANTS, Level, Role

TODAY = datetime.date(2026, 11, 28)
FORMATS = {"csv": as_csv, "docx": as_docx, "xlsx": as_xlsx}

WORDS = st.lists(
    st.sampled_from(["приказ", "о", "кураторе", "«Школа»;", "=1+1", "- беседа", "«да»", '"нет"', "№ 5", "<b>", "50 %"]),
    min_size=1,
    max_size=12,
).map(lambda words: "Дело " + " ".join(words))
MONTHS = st.builds(YearMonth, st.integers(2022, 2027), st.integers(1, 12))
DEADLINES = st.one_of(
    st.just(NoDeadline()),
    st.builds(Month, MONTHS),
    st.builds(Until, st.dates(datetime.date(2022, 1, 1), datetime.date(2027, 12, 31))),
    st.tuples(MONTHS, MONTHS).map(sorted).filter(lambda two: two[0] < two[1]).map(lambda two: Range(*two)),
).map(Deadline)
OWNERS = [role for role in Role if can_own(role, Level.MUNICIPALITY) and role not in PARTICIPANTS]
"""A mentor's item is given to the curator when it is read, and told so."""


@st.composite
def _items(draw: st.DrawFn) -> list[Item]:
    found: list[Item] = []
    for section in range(draw(st.integers(1, 3))):
        for at in range(draw(st.integers(1, 4))):
            deadline = draw(DEADLINES)
            found.append(
                Item(
                    uid=f"x-{section}.{at}",
                    number=draw(st.sampled_from(["", "1", f"{section + 1}.{at + 1}", f"{at + 1}.", "6.2"])),
                    section=f"{section + 1}. Раздел",
                    text=f"{draw(WORDS)} {section}.{at}",
                    deadline_raw="" if deadline == NONE else phrase(deadline),
                    deadline=deadline,
                    owner=draw(st.sampled_from(OWNERS)),
                    evidence=draw(st.sampled_from(EvidenceKind)),
                    responsible=draw(st.sampled_from(["", "ИМО, ОО", "кураторы", "бухгалтерия"])),
                    result=draw(st.sampled_from(["", "Приказ", "Аналитическая справка"])),
                )
            )
    return found


@pytest.mark.parametrize("extension", FORMATS)
@settings(max_examples=40, deadline=None)
@given(_items())
def test_what_is_written_is_read_back_the_same(extension: str, items: list[Item]) -> None:
    content = FORMATS[extension](plan_table("План работы на 2026 год", items, FULL, phrase))

    plan = read(plan_tables.read(content), Level.MUNICIPALITY, TODAY, evidence_words=KINDS)

    assert list(plan.items) == items


def test_a_deadline_that_was_never_written_in_words_is_put_into_words() -> None:
    months = Deadline(Months((YearMonth(2026, 3), YearMonth(2026, 6))))
    item = Item("a", "1", "", "Дело", "", months, Role.CURATOR, EvidenceKind.FILE)

    table = plan_table("План", [item], FULL, phrase)

    assert table.cell(0, 2) == phrase(months) != ""


def test_every_kind_of_evidence_has_words_of_its_own() -> None:
    assert set(EVIDENCE) == set(EvidenceKind)
    assert len(KINDS) == len(EVIDENCE)


def test_a_workbook_is_printed_as_wide_as_the_page_with_headings_on_each() -> None:
    columns = (PlanColumn("№", 1), PlanColumn("Этап", 3, merged=True), PlanColumn("Содержание", 5))
    rows = (Section("Раздел"), ("1", "Подготовка", "слово " * 60), ("2", "Подготовка", "Встреча"))

    content = as_xlsx(PlanTable("План", columns, rows, ("под названием",)))

    (sheet,) = (CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0),)
    assert sheet.merged_cell_ranges == [((0, 0), (0, 2)), ((1, 0), (1, 2)), ((3, 0), (3, 2)), ((4, 1), (5, 1))]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        drawn = archive.read("xl/worksheets/sheet1.xml").decode()
        assert 'fitToHeight="0"' in drawn
        assert "$3:$3" in archive.read("xl/workbook.xml").decode()


DONE, LATE = Standing.DONE, Standing.LATE
DAY = datetime.date(2026, 5, 15)
REPORT = ExecutionReport(
    "Дорожная карта на 2026 год",
    "Школа № 20",
    TODAY,
    (
        ReportSection(
            "1. Нормативная база",
            (
                ReportLine("1.1", "Приказ", "до 15.05.2026", DAY, "куратор", DONE, "приказ № 5 от 12.05.2026"),
                ReportLine(
                    "1.2", "Приказы школ", "май", DAY, "школы", LATE, fanned=Fanned(3, 5, ("Школа № 1", "Лицей"))
                ),
                ReportLine("1.3", "Снятый пункт", "", None, "", Standing.LEFT),
            ),
        ),
        ReportSection("2. Снятый раздел", (ReportLine("2.1", "Опрос", "", None, "", Standing.LEFT),)),
        ReportSection(
            "3. Прочее",
            (
                ReportLine("3.1", "Форум", "ежегодно", None, "ИМО", Standing.NOT_NEEDED, reason="нет участников"),
                ReportLine("3.2", "Банк", "постоянно", None, "ИМО", Standing.RUNNING),
            ),
        ),
    ),
)


def test_the_report_counts_what_it_shows_and_nothing_that_was_taken_out() -> None:
    assert REPORT.totals == {Verdict.DONE: 1, Verdict.IN_WORK: 1, Verdict.LATE: 1, Verdict.NOT_NEEDED: 1}
    assert set(VERDICT_OF) == set(STANDINGS) == set(Standing)
    assert set(VERDICTS) == set(Verdict)


def test_the_paper_says_what_is_done_why_not_and_who_is_late() -> None:
    document = docx.Document(io.BytesIO(as_docx(report_table(REPORT))))

    lines = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    assert lines == [
        "Отчёт об исполнении. Дорожная карта на 2026 год",
        "Школа № 20. Исполнение на 28\N{NO-BREAK SPACE}ноября 2026\N{NO-BREAK SPACE}г.",
        "Всего пунктов – 4: выполнено – 1, в работе – 1, просрочено – 1, не требуется – 1",
    ]
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert [row[0] for row in rows] == ["№", "1. Нормативная база", "1.1", "1.2", "3. Прочее", "3.1", "3.2"]
    assert rows[2][2:] == ["до 15.05.2026", "куратор", "выполнено", "приказ № 5 от 12.05.2026"]
    assert rows[3][2] == "май (до 15.05.2026)"
    assert rows[3][4:] == ["просрочено", "выполнено 3 из 5; просрочили: Школа № 1, Лицей"]
    assert rows[5][4:] == ["не требуется", "нет участников"]
    with_next = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in document.tables[0].rows]
    assert with_next == [None, True, None, None, True, None, None], "a section's name stays with its items"


def test_a_workbook_has_a_column_for_everything_there_is_to_say() -> None:
    content = as_xlsx(status_table(REPORT))

    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    late = dict(zip(rows[3], rows[6], strict=True))
    assert [late[name] for name in ("№", "Последний день", "Исполнение")] == ["1.2", "15.05.2026", "просрочено"]
    assert [late[name] for name in ("Выполнено", "Просрочили")] == ["3 из 5", "Школа № 1, Лицей"]


@given(st.text(string.printable, max_size=200))
def test_no_words_break_a_file(words: str) -> None:
    table = PlanTable(words, (PlanColumn("Мероприятие", 2), PlanColumn("Срок", 1)), ((words, words), Section(words)))

    for write in FORMATS.values():
        assert write(table)
