"""A list of people is read as schools write it."""

import pytest

from mentoring.roles import ROLES_OF_LEVEL, Level, Role
from mentoring.staff_list import Column, HeadingsMissing, ProblemKind, read, role_of

SCHOOL = ROLES_OF_LEVEL[Level.ORGANISATION]


@pytest.mark.parametrize(
    "headings",
    [
        ["ФИО", "Роль"],
        ["Ф.И.О. (полностью)", "Роль в программе"],
        ["Фамилия, имя, отчество", "РОЛЬ:"],
        ["Фамилия Имя Отчество педагога", "роль"],
    ],
)
def test_headings_are_known_in_any_spelling(headings: list[str]) -> None:
    entries, problems = read([headings, ["ИВАНОВА анна олеговна", "Наставник"]], SCHOOL, minors=False)

    assert [str(entry.name) for entry in entries] == ["Иванова Анна Олеговна"]
    assert problems == []


def test_columns_stand_in_any_order_below_a_title() -> None:
    rows = [
        ["Список участников", "", "", "", "", ""],
        [],
        ["№", "Роль", "Отчество", "Имя", "Фамилия", "Должность", "Предмет", "Классный руководитель"],
        ["1", "куратор", "", "Ольга", "Смирнова", "завуч", "физика", "5А"],
        ["", "", "", "", "", "", "", ""],
        ["2", "наставляемая", "Ильич", "Пётр", "Сидоров"],
    ]

    entries, problems = read(rows, SCHOOL, minors=False)

    assert problems == []
    assert [(entry.row, str(entry.name), entry.role, entry.position) for entry in entries] == [
        (4, "Смирнова Ольга", Role.CURATOR, "завуч, физика"),
        (6, "Сидоров Пётр Ильич", Role.MENTEE, None),
    ]


@pytest.mark.parametrize(
    ("written", "role"),
    [
        ("Наставник", Role.MENTOR),
        ("наставница", Role.MENTOR),
        ("наставляемый", Role.MENTEE),
        ("Наставляемая ", Role.MENTEE),
        ("куратор программы", Role.CURATOR),
        ("зам. директора по УВР", Role.DEPUTY_HEAD),
        ("Заместитель директора", Role.DEPUTY_HEAD),
        ("завуч", Role.DEPUTY_HEAD),
        ("педагог-психолог", Role.COORDINATOR),
        ("координатор", Role.COORDINATOR),
        ("член рабочей группы", Role.WORKING_GROUP),
        ("Муниципальный координатор", Role.MUNICIPAL_COORDINATOR),
        ("working_group", Role.WORKING_GROUP),
        ("дворник", None),
        ("", None),
    ],
)
def test_roles_are_known_by_their_words(written: str, role: Role | None) -> None:
    assert role_of(written) is role


@pytest.mark.parametrize(
    ("cells", "minors", "kind", "column"),
    [
        (["Петров П.П.", "наставник", ""], False, ProblemKind.NAME_UNREADABLE, "ФИО"),
        (["Petrov Petr", "наставник", ""], False, ProblemKind.NAME_UNREADABLE, "ФИО"),
        (["Петров Пётр", "", ""], False, ProblemKind.ROLE_MISSING, "Роль"),
        (["Петров Пётр", "сторож", ""], False, ProblemKind.ROLE_UNKNOWN, "Роль"),
        (["Петров Пётр", "региональный координатор", ""], False, ProblemKind.ROLE_NOT_HERE, "Роль"),
        (["Петров Пётр", "куратор", "9Б"], True, ProblemKind.CLASS_OF_STAFF, "Класс"),
        (["Петров Пётр", "наставляемый", "9Б"], False, ProblemKind.PUPILS_NOT_HERE, "Класс"),
    ],
)
def test_a_row_that_cannot_be_taken_says_where_and_why(
    cells: list[str], minors: bool, kind: ProblemKind, column: str
) -> None:
    entries, problems = read([["ФИО", "Роль", "Класс"], cells], SCHOOL, minors=minors)

    assert entries == []
    assert [(problem.row, problem.column, problem.kind) for problem in problems] == [(2, column, kind)]


def test_a_class_makes_a_pupil() -> None:
    entries, _ = read([["ФИО", "Роль", "Класс"], ["Петров Пётр", "наставляемый", "9 «Б»"]], SCHOOL, minors=True)

    assert entries[0].school_class == "9 «Б»"


def test_the_second_mention_of_a_person_is_a_problem_and_another_role_is_not() -> None:
    rows = [
        ["ФИО", "Роль"],
        ["Семёнов Пётр Ильич", "наставник"],
        ["СЕМЕНОВ ПЕТР ИЛЬИЧ", "наставник"],
        ["Семёнов Пётр Ильич", "член рабочей группы"],
    ]

    entries, problems = read(rows, SCHOOL, minors=False)

    assert [entry.row for entry in entries] == [2, 4]
    assert [(problem.row, problem.kind) for problem in problems] == [(3, ProblemKind.TWICE_IN_FILE)]


@pytest.mark.parametrize(
    ("headings", "missing"),
    [
        (["ФИО", "Должность"], (Column.ROLE,)),
        (["Имя", "Роль"], (Column.FULL_NAME,)),
        (["a", "b"], (Column.FULL_NAME, Column.ROLE)),
    ],
)
def test_a_table_without_the_needed_columns_is_refused(headings: list[str], missing: tuple[Column, ...]) -> None:
    with pytest.raises(HeadingsMissing) as refused:
        read([headings, ["Иванова Анна", "наставник"]], SCHOOL, minors=False)

    assert refused.value.columns == missing
