"""Names in the cases of an order: the difficult ones of a teachers' room, and whatever people type."""

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.declension import declined, gender_told_by
from mentoring.ids import PersonId
from mentoring.name_forms import Case, NameForm, read_form
from mentoring.names import FullName, Gender, NameRefused

# Nominative | dative | accusative | instrumental.
TABLE = """
Коваленко Анна Олеговна | Коваленко Анне Олеговне | Коваленко Анну Олеговну | Коваленко Анной Олеговной
Черных Ольга Петровна | Черных Ольге Петровне | Черных Ольгу Петровну | Черных Ольгой Петровной
Черных Иван Петрович | Черных Ивану Петровичу | Черных Ивана Петровича | Черных Иваном Петровичем
Мицкевич Ольга Ивановна | Мицкевич Ольге Ивановне | Мицкевич Ольгу Ивановну | Мицкевич Ольгой Ивановной
Мицкевич Адам Иванович | Мицкевичу Адаму Ивановичу | Мицкевича Адама Ивановича | Мицкевичем Адамом Ивановичем
Белова Любовь Сергеевна | Беловой Любови Сергеевне | Белову Любовь Сергеевну | Беловой Любовью Сергеевной
Толстой Лев Николаевич | Толстому Льву Николаевичу | Толстого Льва Николаевича | Толстым Львом Николаевичем
Шевчук Павел Кузьмич | Шевчуку Павлу Кузьмичу | Шевчука Павла Кузьмича | Шевчуком Павлом Кузьмичом
Репин Илья Ефимович | Репину Илье Ефимовичу | Репина Илью Ефимовича | Репиным Ильёй Ефимовичем
Римская-Корсакова Мария Ивановна | Римской-Корсаковой Марии Ивановне | Римскую-Корсакову Марию Ивановну |\
 Римской-Корсаковой Марией Ивановной
Салтыков-Щедрин Михаил Ильич | Салтыкову-Щедрину Михаилу Ильичу | Салтыкова-Щедрина Михаила Ильича |\
 Салтыковым-Щедриным Михаилом Ильичом
Мамедов Рашид Али-оглы | Мамедову Рашиду Али-оглы | Мамедова Рашида Али-оглы | Мамедовым Рашидом Али-оглы
Мамедова Лейла Рашид-кызы | Мамедовой Лейле Рашид-кызы | Мамедову Лейлу Рашид-кызы | Мамедовой Лейлой Рашид-кызы
Ким Алексей Сергеевич | Киму Алексею Сергеевичу | Кима Алексея Сергеевича | Кимом Алексеем Сергеевичем
Ким Ольга Сергеевна | Ким Ольге Сергеевне | Ким Ольгу Сергеевну | Ким Ольгой Сергеевной
Дюма Вера Ивановна | Дюма Вере Ивановне | Дюма Веру Ивановну | Дюма Верой Ивановной
Живаго Юрий Андреевич | Живаго Юрию Андреевичу | Живаго Юрия Андреевича | Живаго Юрием Андреевичем
Лебедь Анна Ивановна | Лебедь Анне Ивановне | Лебедь Анну Ивановну | Лебедь Анной Ивановной
Лебедь Пётр Ильич | Лебедю Петру Ильичу | Лебедя Петра Ильича | Лебедем Петром Ильичом
Воробей Иван Ильич | Воробью Ивану Ильичу | Воробья Ивана Ильича | Воробьём Иваном Ильичом
Ёлкин Семён Фёдорович | Ёлкину Семёну Фёдоровичу | Ёлкина Семёна Фёдоровича | Ёлкиным Семёном Фёдоровичем
Бойко Наталья Ильинична | Бойко Наталье Ильиничне | Бойко Наталью Ильиничну | Бойко Натальей Ильиничной
Гоголь Никита Фомич | Гоголю Никите Фомичу | Гоголя Никиту Фомича | Гоголем Никитой Фомичом
ИВАНОВА АННА ОЛЕГОВНА | Ивановой Анне Олеговне | Иванову Анну Олеговну | Ивановой Анной Олеговной
"""
ROWS = [[cell.strip() for cell in line.split("|")] for line in TABLE.strip().splitlines()]


def full(written: str) -> FullName:
    surname, name, patronymic = [*written.split(" ", 2), None][:3]
    assert surname is not None
    assert name is not None
    return FullName(surname, name, patronymic)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_difficult_names_are_declined_as_a_clerk_would(row: list[str]) -> None:
    name = full(row[0])
    gender = gender_told_by(name)
    assert gender is not None
    assert [declined(name, case, gender) for case in Case] == row[1:]


@pytest.mark.parametrize("written", ["Ким Саша", "Черных Женя"])
def test_where_the_gender_cannot_be_told_nobody_guesses(written: str) -> None:
    assert gender_told_by(full(written)) is None


def test_latin_letters_and_initials_stay_as_they_are() -> None:
    assert declined(FullName("Smith", "John"), Case.DATIVE, Gender.MALE) == "Smith John"
    assert declined(FullName("Иванова", "А.", "О."), Case.DATIVE, Gender.FEMALE) == "Ивановой А. О."


@given(st.text(max_size=30), st.text(max_size=30), st.none() | st.text(max_size=30))
def test_nothing_crashes_on_any_text(surname: str, name: str, patronymic: str | None) -> None:
    written = FullName(surname, name, patronymic)
    gender_told_by(written)
    for case in Case:
        for gender in Gender:
            assert len(declined(written, case, gender)) >= len(surname) - 3


def test_no_name_comes_into_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        assert gender_told_by(FullName("Иванова", "Иван")) is None
        declined(FullName("Абвгд", "Ёжзик"), Case.DATIVE, Gender.MALE)
    assert caplog.text == ""


def test_the_short_form_keeps_the_declined_surname() -> None:
    form = NameForm(PersonId(1), full("Воробей Иван Ильич"), Case.INSTRUMENTAL, "Воробьём Иваном Ильичом")
    assert form.short == "Воробьём\N{NO-BREAK SPACE}И.\N{NO-BREAK SPACE}И."


@pytest.mark.parametrize("typed", ["соловью артёму львовичу", "Соловью  Артёму Львовичу"])
def test_a_typed_form_is_spelled_as_names_are(typed: str) -> None:
    assert read_form(typed, full("Соловей Артём Львович")) == "Соловью Артёму Львовичу"


@pytest.mark.parametrize("typed", ["", "Соловью", "Петрову Артёму Львовичу", "Соловью Артёму", "Smith John"])
def test_a_form_of_another_name_is_refused(typed: str) -> None:
    with pytest.raises(NameRefused):
        read_form(typed, full("Соловей Артём Львович"))
