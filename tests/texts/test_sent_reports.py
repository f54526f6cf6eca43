"""The words of reports that go upward."""

import datetime

from bot.texts import sent_reports as said
from mentoring.report_bodies import ExtraRow
from mentoring.sent_reports import ReportAct, ReportState, may_act


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


def test_the_last_day_names_another_year() -> None:
    due = datetime.date(2027, 4, 30)
    assert said.due(due, datetime.date(2027, 4, 1)) == "Срок — 30\N{NO-BREAK SPACE}апреля."
    assert said.due(due, datetime.date(2028, 4, 1)) == "Срок был 30\N{NO-BREAK SPACE}апреля 2027\N{NO-BREAK SPACE}г."
