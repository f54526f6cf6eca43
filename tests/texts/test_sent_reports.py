"""The words of reports that go upward."""

import datetime
from dataclasses import replace

from bot.gallery.bank import NAMED as SCHOOL
from bot.texts import sent_reports as said
from config import report_rounds
from documents.long_tables import Sheet
from mentoring.ids import ReportRoundId, SentReportId
from mentoring.report import Exits, PeopleCounted, Satisfaction
from mentoring.report_bodies import Body, Extra, ExtraRow, summed
from mentoring.report_rounds import ReportRound
from mentoring.roles import PARTICIPANTS
from mentoring.sent_reports import Line, ReportAct, ReportState, RoundPage, SentReport, SumPage, may_act

APRIL = datetime.date(2027, 4, 1)


def test_every_refusal_has_its_words() -> None:
    refused = {(act, state) for act in ReportAct for state in ReportState if not may_act(act, state)}
    assert set(said.WRONG) == refused


def test_many_names_are_cut() -> None:
    names = tuple(f"Школа № {number}" for number in range(1, 14))
    assert said.named(names).endswith("Школа № 10 и ещё 3")
    assert said.named(names[:2]) == "Школа № 1 и Школа № 2"


def test_a_row_of_a_further_section() -> None:
    assert said.value(ExtraRow("a", "Доля", 9, 12, 70)) == "9 из 12, 75\N{NO-BREAK SPACE}% (цель 70\N{NO-BREAK SPACE}%)"
    assert said.value(ExtraRow("a", "Доля", 9, 0)) == "нет данных"
    assert said.value(ExtraRow("a", "Доля", None, 12)) == "нет данных"
    assert said.value(ExtraRow("a", "Число", 9)) == "9"
    assert said.value(ExtraRow("a", "Довольны", 3, 12, answered=4)) == "меньше пяти ответов"


def test_the_table_has_a_row_a_place_and_a_column_a_further_row() -> None:
    extra = Extra("indicators", "Показатели", (ExtraRow("young", "Молодые специалисты", 3, 4),))
    body = Body(
        APRIL, APRIL, PeopleCounted(2, 1), {}, 0, 0, dict.fromkeys(PARTICIPANTS, Satisfaction()), Exits(), (extra,)
    )
    sent = SentReport(SentReportId(1), SCHOOL.id, ReportState.ACCEPTED, None, body, 1, 1, None, 1)
    lines = (Line(SCHOOL, sent), Line(replace(SCHOOL, name="Школа № 6")))
    kind = report_rounds.load()["april"]
    found = ReportRound(ReportRoundId(1), SCHOOL.id, "april", 2027, APRIL, 0, None)
    page = RoundPage(found, kind, SCHOOL, APRIL, lines)
    sheet, rows = said.table(SumPage(page, summed([body], APRIL, 2), ("Школа № 6",)))
    assert isinstance(sheet, Sheet)
    assert not isinstance(rows, Sheet)
    assert sheet.head == f"Отчёты за апрель 2027. {SCHOOL.name}, на 01.04.2027"
    assert [column.heading for column in sheet.columns][-3:] == ["Молодые специалисты", "Отчёт", "Числа на"]
    share = "3 из 4, 75\N{NO-BREAK SPACE}%"
    assert [(row[0], row[1], row[-3], row[-2], row[-1]) for row in rows] == [
        (SCHOOL.name, 2, share, "принят", APRIL),
        ("Школа № 6", None, None, "не прислан", None),
        ("Всего по принятым", 2, share, "в сумме 1 из 2", None),
    ]


def test_the_last_day_names_another_year() -> None:
    due = datetime.date(2027, 4, 30)
    assert said.due(due, datetime.date(2027, 4, 1)) == "Срок — 30\N{NO-BREAK SPACE}апреля."
    assert said.due(due, datetime.date(2028, 4, 1)) == "Срок был 30\N{NO-BREAK SPACE}апреля 2027\N{NO-BREAK SPACE}г."
