"""«№ и дата»: what people really type, and what cannot be a paper of today."""

import datetime

import pytest

from mentoring.papers import PaperNumber, PaperProblem, PaperRefused, read_paper

TODAY = datetime.date(2026, 9, 7)
FIFTH = datetime.date(2026, 9, 5)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12 от 05.09.2026", "12"),
        ("№ 12, 05.09.2026", "12"),
        ("№12 от 5.9.26", "12"),
        ("12 05.09.2026 г.", "12"),
        ("12/3-а от 5 сентября 2026 г.", "12/3-а"),
        ("  12\nот 05-09-2026 ", "12"),
        ("N 01-02/15 от 05/09/2026", "01-02/15"),
        ("б/н от 5 сентября 2026 года", "б/н"),
        ("12 от 5 сентебря 2026", "12"),
        ("05.09.2026, № 12", "12"),
        ("от 05.09.2026 № 12", "12"),
        ("12-34-56 от 05.09.2026", "12-34-56"),
        ("Приказ № 12 от 05.09.2026", "12"),
        ("Приказ№12-ОД от 05.09.2026", "12-ОД"),
        ("приказ 12 ОД от 05.09.2026", "12ОД"),
        ("Приказ МБОУ СОШ 5 № 12 от 05.09.2026", "12"),
        ("Протокол педсовета N 12 от 05.09.2026", "12"),
        ("Приказ: 12 / 3-а от 05.09.2026", "12/3-а"),
        ("Приказ – 12 – от 05.09.2026", "12"),
        ("Пр. 12 от 05.09.2026", "12"),
        ("Приказ б/н от 05.09.2026", "б/н"),
        ("А-12 от 05.09.2026", "А-12"),
    ],
)
def test_number_and_date_are_read_as_people_write_them(typed: str, number: str) -> None:
    assert read_paper(typed, TODAY) == PaperNumber(number, FIFTH)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("12", PaperProblem.NO_DATE),
        ("подписала мама", PaperProblem.NO_DATE),
        ("12 от 05.09", PaperProblem.NO_DATE),
        ("05.09.2026", PaperProblem.NO_NUMBER),
        ("от Ивановой 05.09.2026", PaperProblem.NO_NUMBER),
        ("№ от 05.09.2026", PaperProblem.NO_NUMBER),
        ("Приказ от 05.09.2026", PaperProblem.NO_NUMBER),
        ("№ 12 от 05.09.2026, № 13 от 05.09.2026", PaperProblem.SEVERAL_NUMBERS),
        ("12 от 05.09.2026, 13 от 05.09.2026", PaperProblem.SEVERAL_NUMBERS),
        ("приказы 12 и 13 от 05.09.2026", PaperProblem.SEVERAL_NUMBERS),
        (f"{'1' * 21} от 05.09.2026", PaperProblem.NO_NUMBER),
        ("12 от 31.06.2026", PaperProblem.NOT_A_DATE),
        ("12 от 5 абвгдабря 2026", PaperProblem.NOT_A_DATE),
        ("12 от 08.09.2026", PaperProblem.IN_THE_FUTURE),
        ("12 от 05.09.2016", PaperProblem.TOO_OLD),
        ("12 от 31.08.2026", PaperProblem.ENDED),
    ],
)
def test_what_cannot_be_read_is_named_by_its_problem(typed: str, problem: PaperProblem) -> None:
    with pytest.raises(PaperRefused) as refused:
        read_paper(typed, TODAY)
    assert refused.value.problem is problem


def test_today_s_paper_and_one_of_the_same_school_year_are_both_taken() -> None:
    assert read_paper("1 от 07.09.2026", TODAY).date == TODAY
    assert read_paper("1 от 01.09.2026", TODAY).date == datetime.date(2026, 9, 1)
    assert read_paper("1 от 01.09.2026", datetime.date(2027, 8, 31)).date == datetime.date(2026, 9, 1)
