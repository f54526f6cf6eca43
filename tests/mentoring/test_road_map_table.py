"""A plan is read whatever the order of its columns, and nothing of it is lost or guessed in silence."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from config import road_maps
from mentoring.deadlines import NONE, Deadline, Month, Period, Year, YearMonth
from mentoring.road_map_findings import PROBLEMS, Finding
from mentoring.road_map_headings import Column, Row, column_of
from mentoring.road_map_names import Bare, bare
from mentoring.road_map_rows import Sheet
from mentoring.road_map_table import ImportedRoadMap, NotARoadMap, read
from mentoring.road_maps import EvidenceKind
from mentoring.roles import Level, Role

TODAY = datetime.date(2026, 11, 28)
HEADINGS = ["№", "Мероприятие", "Срок", "Ответственный", "Результат"]
ORDER = ["1.1", "Издание приказа", "2026 год", "куратор", "Приказ"]


def _sheet(*rows: list[str], name: str = "", continues: bool = False, above: tuple[str, ...] = ()) -> Sheet:
    """A row of one cell stands across the table."""
    return Sheet(
        name,
        tuple(Row(number, tuple(row), banner=len(row) == 1) for number, row in enumerate(rows, 1)),
        above,
        continues,
    )


def _read(*sheets: Sheet, level: Level = Level.ORGANISATION) -> ImportedRoadMap:
    return read(sheets, level, TODAY)


def _texts(plan: ImportedRoadMap) -> list[str]:
    return [item.text for item in plan.items]


def _found(plan: ImportedRoadMap, *, but: frozenset[Finding] = frozenset()) -> list[tuple[int, Finding]]:
    return [(one.row, one.finding) for one in plan.problems if one.finding not in but | {Finding.PERIOD_ASSUMED}]


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("№", Column.NUMBER),
        ("№ п/п", Column.NUMBER),
        ("№\u00a0п.п.", Column.NUMBER),
        ("N п/п", Column.NUMBER),
        ("Мероприятие", Column.ITEM),
        ("МЕРОПРИЯТИЯ", Column.ITEM),
        ("Наименование мероприятия", Column.ITEM),
        ("Наименование мероприятий", Column.ITEM),
        ("Перечень мероприятий", Column.ITEM),
        ("Содержание деятельности", Column.ITEM),
        ("Содержание работы", Column.ITEM),
        ("Содержание", Column.ITEM),
        ("Планируемые мероприятия", Column.ITEM),
        ("Меро-приятия", Column.ITEM),
        ("Вид деятельности", Column.ITEM),
        ("Этап", Column.STAGE),
        ("Наименование этапа", Column.STAGE),
        ("Этапы реализации", Column.STAGE),
        ("Направление деятельности", Column.STAGE),
        ("Срок", Column.DEADLINE),
        ("Сроки", Column.DEADLINE),
        ("Срок исполнения", Column.DEADLINE),
        ("Сроки реализации", Column.DEADLINE),
        ("Сроки проведения", Column.DEADLINE),
        ("Плановый срок", Column.DEADLINE),
        ("Дата проведения", Column.DEADLINE),
        ("Сроки (дата)", Column.DEADLINE),
        ("Ответственный", Column.RESPONSIBLE),
        ("Ответственные", Column.RESPONSIBLE),
        ("Ответст-венный исполнитель", Column.RESPONSIBLE),
        ("Исполнитель", Column.RESPONSIBLE),
        ("Исполнители", Column.RESPONSIBLE),
        ("Результат", Column.RESULT),
        ("Планируемый результат, вид документа", Column.RESULT),
        ("Ожидаемый результат", Column.RESULT),
        ("Вид документа", Column.RESULT),
        ("Форма подтверждения", Column.EVIDENCE),
        ("Примечание", Column.NOTE),
        ("ФИО", None),
        ("Роль и место наставника в коллективе", None),
        ("", None),
    ],
)
def test_headings_are_known_by_their_words(heading: str, column: Column | None) -> None:
    assert column_of(heading) is column


@given(st.permutations(range(len(HEADINGS))), st.integers(min_value=0, max_value=4))
def test_columns_may_stand_in_any_order_below_any_title(order: list[int], above: int) -> None:
    rows = [["", "УТВЕРЖДАЮ", "", "", ""]] * above
    rows += [[HEADINGS[at] for at in order], [ORDER[at] for at in order]]

    (item,) = _read(_sheet(*rows)).items

    assert [item.number, item.text, item.deadline_raw, item.responsible, item.result] == ORDER
    assert (item.deadline, item.owner, item.evidence) == (Deadline(Year(2026)), Role.CURATOR, EvidenceKind.ORDER)


def test_the_title_stands_above_the_headings_and_approvals_above_it() -> None:
    rows = (["", "Утверждаю", "", "", ""], ["Дорожная карта", "", "", "", ""], ["на 2026 год", "", "", "", ""])

    plan = _read(_sheet(*rows, HEADINGS, ORDER))

    assert plan.title == "Дорожная карта на 2026 год"
    assert plan.period == Period(datetime.date(2026, 1, 1), datetime.date(2026, 12, 31))
    assert plan.problems == ()


@pytest.mark.parametrize(
    "section",
    [
        ["Раздел 1"],
        ["Раздел 1", "", "", "", ""],
        ["", "Раздел 1", "", "", ""],
    ],
)
def test_a_row_that_is_nothing_but_a_title_opens_a_section(section: list[str]) -> None:
    plan = _read(_sheet(HEADINGS, section, ORDER, ["Раздел 2"], ["2.1", *ORDER[1:]]))

    assert [item.section for item in plan.items] == ["Раздел 1", "Раздел 2"]


def test_a_section_may_have_its_number_in_a_cell_of_its_own() -> None:
    plan = _read(_sheet(HEADINGS, ["1.", "Нормативное регулирование", "", "", ""], ORDER))

    assert [(item.section, item.number) for item in plan.items] == [("1. Нормативное регулирование", "1.1")]


def test_a_stage_merged_over_several_rows_is_their_section() -> None:
    headings = ["№", "Этап", "Содержание"]
    plan = _read(_sheet(headings, ["1", "Подготовка", "Приказ"], ["2", "Подготовка", "Банк"], ["3", "Итоги", "Отчёт"]))

    assert [(item.section, item.text) for item in plan.items] == [
        ("Подготовка", "Приказ"),
        ("Подготовка", "Банк"),
        ("Итоги", "Отчёт"),
    ]
    assert [one.value for one in plan.problems if one.finding is Finding.COLUMN_ABSENT] == ["deadline", "responsible"]


def test_a_heading_of_two_rows_is_read_as_one() -> None:
    first = ["№", "Мероприятие", "Срок", "", "Ответственный"]
    second = ["", "", "начало", "окончание", ""]

    (item,) = _read(_sheet(first, second, ["1", "Приказ", "01.09.2026", "30.09.2026", "куратор"])).items

    assert item.deadline_raw == "01.09.2026 – 30.09.2026"


def test_a_row_of_column_numbers_is_no_item() -> None:
    assert _texts(_read(_sheet(HEADINGS, ["1", "2", "3", "4", "5"], ORDER))) == ["Издание приказа"]


@pytest.mark.parametrize("broken", [2, 9, 16])
def test_a_row_broken_by_the_end_of_a_page_is_put_together(broken: int) -> None:
    text = "Разработка положения о наставничестве, дорожной карты, приказа и типового плана работы школы"
    words = text.split()
    first = ["1.6", " ".join(words[:broken]), "2026 год", "", ""]
    rest = ["", " ".join(words[broken:]), "", "", "Пакет документов"]

    plan = _read(_sheet(HEADINGS, first, rest))

    assert _texts(plan) == [" ".join(words)]
    assert plan.items[0].result == "Пакет документов"
    joined = [(3, Finding.ROW_JOINED), (2, Finding.OWNER_MISSING)]
    assert set(_found(plan)) == set(joined)


def test_an_item_repeated_on_the_next_page_goes_on() -> None:
    plan = _read(_sheet(HEADINGS, ORDER, [*ORDER[:2], "", "", "Протокол"], ORDER))

    assert [(item.number, item.result) for item in plan.items] == [("1.1", "Приказ Протокол")]
    assert _found(plan) == [(3, Finding.ROW_JOINED), (4, Finding.ROW_REPEATED)]


def test_a_table_goes_on_after_a_page_with_its_headings_or_without() -> None:
    again = _sheet(HEADINGS, ["1.3", *ORDER[1:]], name="таблица 3", continues=True)
    sheets = (
        _sheet(HEADINGS, ["Раздел 1"], ORDER, name="таблица 1", continues=True),
        _sheet(["1.2", *ORDER[1:]], HEADINGS, ["1.4", *ORDER[1:]], name="таблица 2", continues=True),
        again,
        _sheet(["Куратор", "подпись"], name="таблица 4", continues=True),
    )

    plan = _read(*sheets)

    assert [(item.number, item.section) for item in plan.items] == [
        (number, "Раздел 1") for number in ("1.1", "1.2", "1.4", "1.3")
    ]
    assert [(one.sheet, one.finding) for one in plan.problems if one.finding is not Finding.PERIOD_ASSUMED] == [
        ("таблица 4", Finding.TABLE_SKIPPED)
    ]


def test_a_number_that_occurs_twice_stays_as_printed_and_the_items_differ() -> None:
    rows = (["6.2", "Мониторинг", *ORDER[2:]], ["6.2", "Анализ", *ORDER[2:]], ["6.а", "Итог", *ORDER[2:]])

    plan = _read(_sheet(HEADINGS, *rows))

    assert [(item.uid, item.number) for item in plan.items] == [("6.2", "6.2"), ("6.2-2", "6.2"), ("6.a", "6.а")]
    assert _found(plan) == [(3, Finding.NUMBER_TWICE)]


def test_a_deadline_that_is_not_understood_stays_as_written_for_a_person_to_settle() -> None:
    rows = (
        ["1", "Приказ", "к весне", *ORDER[3:]],
        ["2", "Банк", "", *ORDER[3:]],
        ["3", "Опрос", "май", *ORDER[3:]],
    )

    plan = _read(_sheet(HEADINGS, *rows))

    assert [(item.deadline_raw, item.deadline) for item in plan.items] == [
        ("к весне", NONE),
        ("", NONE),
        ("май", Deadline(Month(YearMonth(2027, 5)))),
    ]
    assert [(one.row, one.finding, one.value, one.why) for one in plan.problems if one.column == "Срок"] == [
        (2, Finding.DEADLINE_UNKNOWN, "к весне", "words"),
        (3, Finding.DEADLINE_MISSING, "", ""),
        (4, Finding.DEADLINE_ASSUMED, "май", "year_of_the_plan"),
    ]
    assert Finding.DEADLINE_UNKNOWN in PROBLEMS


@pytest.mark.parametrize("cell", ["наставники", "Наставник, наставляемый"])
def test_what_is_given_to_mentors_their_curator_answers_for(cell: str) -> None:
    plan = _read(_sheet(HEADINGS, ["1.1", "Провести встречу", "2026 год", cell, ""]))

    assert plan.items[0].owner is Role.CURATOR
    assert plan.items[0].responsible == cell
    assert Finding.OWNER_ACTS_FOR in [one.finding for one in plan.problems]


def test_names_of_persons_are_not_kept_anywhere() -> None:
    headings = [*HEADINGS, "Участники"]
    rows = (
        ["1", "Приказ", "2026 год", "Заместитель директора Иванова И.И.", "Приказ", "педагоги, Сидоров П. С."],
        ["2", "Банк", "2026 год", "Петров П.П., Ким А.А.", "Банк", ""],
    )

    plan = _read(_sheet(headings, *rows))

    assert [(item.owner, item.responsible, item.note) for item in plan.items] == [
        (Role.DEPUTY_HEAD, "Заместитель директора", "Участники: педагоги"),
        (Role.CURATOR, "", ""),
    ]
    assert _found(plan) == [(1, Finding.COLUMN_KEPT), (2, Finding.PERSON_LEFT_OUT), (3, Finding.PERSON_DROPPED)]
    assert not any(name in str(plan) for name in ("Иванова", "Петров", "Ким", "Сидоров"))


@pytest.mark.parametrize(
    ("column", "written", "kept"),
    [
        ("text", "Издать приказ (отв. Иванова А.П.)", "Издать приказ"),
        ("text", "ИВАНОВА А.П.", "…"),
        ("result", "Справка, подготовила Петрова И.И.", "Справка"),
        ("result", "Список: ivanova@school.example", "Список"),
        ("deadline_raw", "до 1 мая 2026 г. (Кузнецов П.П.)", "до 1 мая 2026 г."),
        ("responsible", "куратор ИВАНОВА М.П.", "куратор"),
        ("responsible", "куратор ИВАНОВА МАРИЯ ПЕТРОВНА", "куратор"),
        ("responsible", "куратор Иванова, тел. 8 905 123-45-67", "куратор"),
    ],
)
def test_a_cell_is_kept_without_its_person_and_that_is_told(column: str, written: str, kept: str) -> None:
    places = {"text": 1, "deadline_raw": 2, "responsible": 3, "result": 4}
    row = [written if at == places[column] else cell for at, cell in enumerate(ORDER)]

    plan = _read(_sheet(HEADINGS, row))

    assert getattr(plan.items[0], column) == kept
    assert plan.items[0].owner is Role.CURATOR
    finding = Finding.PERSON_LEFT_OUT if column == "responsible" else Finding.PERSON_CUT
    assert [(one.finding, one.column, one.value) for one in plan.problems if one.row == 2] == [
        (finding, HEADINGS[places[column]], "")
    ]


def test_titles_name_nobody_either() -> None:
    above = ("Дорожная карта на 2026 год. Утверждаю: директор Петрова М.И.",)
    rows = (["Раздел 1. Ответственная Иванова Мария Петровна"], ORDER, ["1.2", *ORDER[1:]])

    plan = _read(_sheet(HEADINGS, *rows, above=above))

    assert plan.title == "Дорожная карта на 2026 год. Утверждаю: директор"
    assert {item.section for item in plan.items} == {"Раздел 1. Ответственная"}
    assert _found(plan) == [(1, Finding.PERSON_CUT), (3, Finding.PERSON_CUT)]


def test_what_is_only_likely_a_name_is_told_without_being_said() -> None:
    rows = (
        ["1", "Беседа с Ивановой", "к приезду Сидоровой", "бухгалтер", "Справка"],
        ["2", "Чтения в СОШ им. А.С. Пушкина", "2026 год", "куратор", "Справка"],
    )

    plan = _read(_sheet(HEADINGS, *rows))

    assert plan.items[0].text == "Беседа с Ивановой"
    assert [(one.finding, one.value) for one in plan.problems if one.row == 2] == [
        (Finding.PERSON_LIKELY, ""),
        (Finding.PERSON_LIKELY, ""),
        (Finding.OWNER_UNKNOWN, "бухгалтер"),
        (Finding.DEADLINE_UNKNOWN, "…"),
    ]
    assert [one.finding for one in plan.problems if one.row == 3] == []


def test_real_plans_name_nobody_and_lose_nothing() -> None:
    for plan in road_maps.load().values():
        for item in plan.items:
            for written in (item.text, item.section, item.deadline_raw, item.responsible, item.result, item.note):
                assert bare(written) == Bare(written, less=False, likely=False)


def test_a_row_without_an_item_and_a_line_below_the_table_are_told() -> None:
    plan = _read(_sheet(HEADINGS, ["Раздел 1"], ["1", "", "2026 год", "куратор", ""], ORDER, ["Подписи сторон"]))

    assert _texts(plan) == ["Издание приказа"]
    assert _found(plan) == [(3, Finding.ITEM_MISSING), (5, Finding.SECTION_EMPTY)]


@pytest.mark.parametrize(
    ("rows", "headings"),
    [
        ([["ФИО", "Роль", "Должность"], ["Иванова Анна", "наставник", "учитель"]], False),
        ([["Приказ", "май"], ["Встреча", "июнь"]], False),
        ([HEADINGS], True),
        ([HEADINGS, ["Раздел 1"]], True),
        ([], False),
    ],
)
def test_what_is_no_plan_is_refused(rows: list[list[str]], headings: bool) -> None:
    with pytest.raises(NotARoadMap) as refused:
        _read(_sheet(*rows))

    assert refused.value.headings is headings


@pytest.mark.parametrize("kind", ["items", "one broken item", "sections"])
def test_five_thousand_rows_are_no_trouble(kind: str) -> None:
    rows = {
        "items": [[f"1.{number}", f"Мероприятие номер {number}", *ORDER[2:]] for number in range(5_000)],
        "one broken item": [
            ORDER,
            *([["", f"часть номер {number},", "", "", f"итог {number}"] for number in range(5_000)]),
        ],
        "sections": [[f"Раздел {number}"] if number % 2 else ORDER for number in range(5_000)],
    }[kind]
    sheet = _sheet(HEADINGS, *rows)

    plan = _read(sheet)

    assert len(plan.items) == {"items": 5_000, "one broken item": 1, "sections": 2_500}[kind]


CELL = st.text(st.sampled_from("абв 12.№–,«»()"), max_size=12)


@settings(max_examples=300)
@given(st.lists(st.lists(CELL, min_size=1, max_size=6), max_size=12), st.booleans())
def test_no_table_at_all_breaks_the_reading(rows: list[list[str]], continues: bool) -> None:
    plan = _read(_sheet(HEADINGS, ORDER, *rows, continues=continues))

    uids = [item.uid for item in plan.items]
    assert len(set(uids)) == len(uids)
    assert plan.items[0].number == "1.1"


@given(st.lists(st.tuples(st.sampled_from("абвгд"), st.integers(1, 9)), min_size=1, max_size=20, unique=True))
def test_every_row_of_a_tidy_plan_becomes_an_item(found: list[tuple[str, int]]) -> None:
    rows = [[f"{number}.{at}", f"Дело {letter}", *ORDER[2:]] for at, (letter, number) in enumerate(found)]

    plan = _read(_sheet(HEADINGS, *rows))

    assert _texts(plan) == [row[1] for row in rows]
    assert [item.number for item in plan.items] == [row[0] for row in rows]
