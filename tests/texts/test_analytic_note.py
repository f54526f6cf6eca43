"""The analytic note as a document: read back, cell by cell, against its values."""

import io
from dataclasses import replace

import docx
import pytest
from docx.document import Document

from bot.texts import analytic_note as said
from documents.paper import Block, written
from mentoring.analytic_note import NoteReport, Process
from mentoring.report import PeopleCounted, Report, Satisfaction
from mentoring.roles import Level, Role
from mentoring.self_check import Score
from tests.texts.notes import NOTE, REPORT, organisation

N = "\N{NO-BREAK SPACE}"


def read(blocks: list[Block]) -> Document:
    return docx.Document(io.BytesIO(written("Проверка", blocks)))


def tables(document: Document) -> list[list[list[str]]]:
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables]


def under(found: list[list[list[str]]], *head: str) -> list[list[str]]:
    """The rows of the only table with this head."""
    (table,) = [table for table in found if tuple(table[0]) == head]
    return table[1:]


def text(document: Document) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def test_every_part_stands_in_its_order() -> None:
    told = text(read(said.note(NOTE)))
    at = [told.index(f"\n{number}. ") for number in range(1, 13)]
    assert at == sorted(at)
    assert f"о программе наставничества в 2026/27{N}учебном году" in told
    assert f"Период: с 1{N}сентября 2026{N}г. по 31{N}мая 2027{N}г." in told
    assert "Кто подготовил: куратор, [впишите фамилию]" in told
    assert "приказ [впишите номер и дату]; дорожная карта школы № 20" in told


def test_the_cells_are_the_values() -> None:
    found = tables(read(said.note(NOTE)))
    assert under(found, "Анкета", "Спросили", "Ответили", "Доля") == [
        ["Мониторинг до начала работы: наставляемый", "24", "21", f"87,5{N}%"],
        ["Опрос об участии: наставляемый", "22", "19", f"86,4{N}%"],
    ]
    assert under(found, "Что считаем", "На 31.05.2027", "Год назад") == [
        ["Наставляемые", "24", "10"],
        ["из них с анкетой в банке", "22", "9"],
        ["из них ждут наставника", "2", "1"],
        ["Наставники", "13", "6"],
        ["из них с анкетой в банке", "13", "6"],
        ["Пары и группы сейчас", "12", "6"],
        ["Закрытые пары и группы за всё время", "5", "1"],
        ["Встречи с начала месяца", "17", "8"],
    ]
    assert under(found, "Форма", "Вид", "Пара или группа", "Сколько") == [
        ["педагог — педагог", "традиционное", "пара", "12"],
        ["педагог — обучающийся", "дистанционное", "группа", "2"],
    ]
    assert under(found, "Показатель", "Цель", "Факт", "Отклонение") == [
        ["Доля молодых специалистов, вошедших в программу", f"40{N}%", f"5 из 11 — 45,5{N}%", "+5,5"],
        ["Доля предприятий-партнёров", f"20{N}%", "нет данных: числа не введены", "—"],
        ["Доля довольных наставляемых", "цель не задана", f"17 из 24 — 70,8{N}%", "—"],
    ]
    assert under(found, "№", "Мероприятие", "Срок", "Что с ним", "Причина") == [
        ["5.4", "Круглый стол «Лучшие практики наставничества»", "20.05.2027", "просрочено", "[впишите]"],
        ["4.17", "Перечень предприятий-партнёров", "не задан", "не требуется", "Работаем только с педагогами"],
    ]
    assert under(found, "Что считаем", "Значение") == [
        ["Рабочих дней от приказа до первой встречи, в среднем", "4,5"],
        ["По скольким парам и группам это посчитано", "6"],
        ["Неудачные пробы, из всех проб", f"1 из 8, 12,5{N}%"],
        ["Пар и групп завершено досрочно", "3"],
        ["Самопроверка условий, баллы из 18", "13"],
        ["Ждут наставника", "2"],
        ["Пар и групп, у которых вышел срок шага", "1"],
    ]
    assert under(found, "Причина", "Ответов") == [["Нет времени, нагрузка", "4"], ["Запрос уже решён", "2"]]
    assert under(found, "Вопрос", "До", "После", "Изменение", "Выросло у") == [
        ["Уверенность в умениях", "5,17", "7,08", "+1,92", f"9 из 12, 75{N}%"],
        ["Поддержка коллектива", "6,67", "6,5", "−0,17", f"3 из 12, 25{N}%"],
    ]
    assert under(found, "Кто отвечал", "Средняя из 10", "С оценкой от 7, из всех", "Ответили") == [
        ["Наставляемые", "8,5", f"17 из 24, 70,8{N}%", f"19 из 22, 86,4{N}%"],
        ["Наставники", *("меньше пяти ответов",) * 3],
        ["Рабочая группа", "8", f"6 из 9, 66,7{N}%", f"7 из 9, 77,8{N}%"],
    ]
    assert under(found, "Сильные стороны", "Слабые стороны") == [
        ["— Открытые уроки вдвоём\n— Поддержка психолога", "[впишите]"]
    ]
    assert under(found, "Возможности", "Риски") == [["[впишите]", "— Нехватка времени (5 из 9)"]]


@pytest.mark.parametrize(
    ("level", "score", "told"),
    [
        (Level.ORGANISATION, Score(2, 27, 18), ["Самопроверка условий, баллы из 18, в среднем", f"13,5; 2{N}ответа"]),
        (Level.MUNICIPALITY, Score(4, 40, 18), ["Самопроверка условий, баллы из 18", "меньше пяти ответов"]),
        (Level.MUNICIPALITY, Score(5, 50, 18), ["Самопроверка условий, баллы из 18, в среднем", f"10; 5{N}ответов"]),
    ],
)
def test_the_self_check_of_one_school_is_told_in_its_own_note(level: Level, score: Score, told: list[str]) -> None:
    here = replace(NOTE, organisation=replace(NOTE.organisation, level=level), self_check=score)
    assert told in under(tables(read(said.note(here))), "Что считаем", "Значение")


def test_three_mentors_are_not_told_of() -> None:
    told = text(read(said.note(NOTE)))
    assert "Наставники: меньше пяти пар ответов, чисел не показываем." in told
    found = tables(read(said.note(NOTE)))
    assert not any("Уверенность в себе" in cell for table in found for row in table for cell in row)


def test_nothing_yet_is_no_data_and_no_zero_per_cent() -> None:
    empty = Report(
        NOTE.organisation,
        NOTE.on,
        PeopleCounted(),
        {},
        None,
        0,
        dict.fromkeys((Role.MENTEE, Role.MENTOR), Satisfaction()),
    )
    bare = replace(
        NOTE,
        report=empty,
        earlier=None,
        asked=(),
        kinds=(),
        indicators=replace(NOTE.indicators, facts=()),
        road_maps=(),
        process=Process(),
        changes=replace(NOTE.changes, lines={}),
        working_group=Satisfaction(),
        self_check=Score(0, 0, 0),
        swot=(),
    )
    document = read(said.note(bare))
    found = tables(document)
    assert dict(under(found, "Что считаем", "Значение")) == {
        "Рабочих дней от приказа до первой встречи, в среднем": "нет данных",
        "По скольким парам и группам это посчитано": "0",
        "Неудачные пробы, из всех проб": "нет данных",
        "Пар и групп завершено досрочно": "0",
        "Самопроверка условий, баллы куратора": "нет данных",
        "Ждут наставника": "0",
        "Пар и групп, у которых вышел срок шага": "нет данных",
    }
    assert {row[2] for row in under(found, "Что считаем", "На 31.05.2027", "Год назад")} == {"нет данных"}
    assert f"0{N}%" not in text(document) + str(found)
    assert "Анкет в этом учебном году ещё не было." in text(document)
    assert "Начатой дорожной карты нет." in text(document)


def test_a_copy_without_words_says_where_they_are() -> None:
    document = read(said.note(replace(NOTE, words=False)))
    assert "python -m bot report note" in text(document)
    assert "Открытые уроки" not in str(tables(document)) + text(document)


def test_the_places_below_stand_in_an_annex() -> None:
    city = organisation(1, "Управление образования", Level.MUNICIPALITY)
    above = replace(
        NOTE,
        organisation=city,
        report=replace(
            REPORT, organisation=city, below=(REPORT, replace(REPORT, organisation=organisation(4, "Лицей")))
        ),
        swot=None,
    )
    found = tables(read(said.note(above)))
    people = under(
        found, "Организация", "Наставляемые", "Наставники", "Ждут наставника", "Пары сейчас", "Закрытые пары"
    )
    assert people == [
        [REPORT.organisation.name, "24", "13", "2", "12", "5"],
        ["Лицей", "24", "13", "2", "12", "5"],
        ["Всего", "24", "13", "2", "12", "5"],
    ]
    grades = under(
        found, "Организация", "Срок шага вышел", "Встречи за месяц", "Оценка наставляемых", "Оценка наставников"
    )
    assert grades[0] == [REPORT.organisation.name, "1", "17", "8,5", "меньше пяти ответов"]


def test_the_report_for_the_council_has_the_same_numbers() -> None:
    document = read(said.council(NOTE))
    found, told = tables(document), text(document)
    assert f"В программе 24{N}наставляемых и 13{N}наставников." in told
    assert f"С приказом в этом учебном году: 12{N}пар и 2{N}группы." in told
    assert "выполнено 31 из 37, просрочено 1." in told
    assert "— Уверенность в умениях: было 5,17, стало 7,08: +1,92; выросло у 9 из 12." in told
    assert "— Открытые уроки вдвоём" in told
    numbers = dict(under(found, "Что считаем", "Значение"))
    assert numbers["Пары и группы сейчас"] == "12"
    assert numbers["Оценка программы из 10: наставляемые"] == f"8,5; ответили 19 из 22, 86,4{N}%"
    assert numbers["Оценка программы из 10: наставники"] == "меньше пяти ответов"
    assert under(found, "Показатель", "Цель", "Факт")[0][1:] == [f"40{N}%", f"5 из 11 — 45,5{N}%"]


def test_the_picture_shows_the_numbers_of_the_table_and_tells_them() -> None:
    document = read(said.note(NOTE))
    shapes = [(shape._inline.docPr.get("descr"), shape) for shape in document.inline_shapes]
    (plan, _), (told, shape) = shapes
    assert "Молодые — 45,5\N{NO-BREAK SPACE}%, цель 40\N{NO-BREAK SPACE}%" in plan
    assert "До и после: наставляемые" in told
    assert "Уверенность в умениях — до 5,17, после 7,08 (+1,92 · 12\N{NO-BREAK SPACE}человек)" in told
    assert shape.width > shape.height / 3


@pytest.mark.parametrize("title", [said.NOTE, said.COUNCIL])
def test_files_are_named_in_russian_with_the_day(title: str) -> None:
    assert said.file_name(title, NOTE) == f"{title.replace(' ', '_')}_2027-05-31.docx"


@pytest.mark.parametrize("found", [NOTE, replace(NOTE, prepared_by=None)])
def test_who_signs_has_a_role_or_a_place_for_it(found: NoteReport) -> None:
    told = text(read(said.note(found)))
    assert ("Куратор\t____" in told) is (found.prepared_by is not None)
    assert ("[впишите должность]" in told) is (found.prepared_by is None)
