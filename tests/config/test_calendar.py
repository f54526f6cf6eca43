"""The production calendar: the library and the override file equal the table, year by year."""

import datetime
from pathlib import Path

import pytest

from config import calendar, files
from config.files import ContentRefused
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation, Privacy
from mentoring.roles import Level

TABLE = """
2021: 02-22 11-05 12-31 | 02-20
2022: 03-07 05-03 05-10 | 03-05
2023: 02-24 05-08 |
2024: 04-29 04-30 05-10 12-30 12-31 | 04-27 11-02 12-28
2025: 05-02 05-08 06-13 11-03 12-31 | 11-01
2026: 01-09 12-31 |
2027: 02-22 11-05 12-31 | 02-20
"""
"""Transferred days off and working Saturdays (conventions 5.1)."""

FIXED = [*(f"01-0{day}" for day in range(1, 9)), "02-23", "03-08", "05-01", "05-09", "06-12", "11-04"]


def organisation(number: int = 7, tz: str = "Europe/Moscow", week: int = 5, above: int = 1) -> Organisation:
    path = (OrganisationId(above), OrganisationId(number))
    kind = Level.ORGANISATION
    return Organisation(path[-1], path, kind, "Школа", None, None, None, tz, week, None, Privacy.MINIMAL, None, False)


def _dates(year: str, days: str) -> set[datetime.date]:
    return {datetime.date.fromisoformat(f"{year}-{day}") for day in days.split()}


@pytest.mark.parametrize("line", TABLE.split("\n")[1:-1])
@pytest.mark.parametrize("week", [5, 6])
def test_library_and_overrides_equal_the_table(line: str, week: int) -> None:
    year, days = line.split(": ")
    off, saturdays = (_dates(year, part) for part in days.split("|"))
    found = calendar.load()(organisation(week=week))
    fixed = {datetime.date.fromisoformat(f"{year}-{day}") for day in FIXED}

    moved = {day for day in found.non_working if day.year == int(year)} - fixed
    # The library says as well which Monday stands for a holiday on a weekend.
    stands_for = {day for day in moved - off if day.isoweekday() == 1}
    assert moved == off | stands_for
    assert len(stands_for) <= 3
    assert {day for day in found.working_saturdays if day.year == int(year)} == saturdays
    assert all(found.works(day) for day in saturdays)
    assert not any(found.works(day) for day in off | fixed)


def _written(monkeypatch: pytest.MonkeyPatch, folder: Path, text: str) -> None:
    (folder / "calendar_regional.yaml").write_text(text, "utf-8")
    monkeypatch.setattr(calendar, "CONFIG", folder)
    monkeypatch.setattr(files, "CONFIG", folder)


REGIONAL = """
- organisations: [1]
  days_off: {2027-05-11: Радоница}
  working_days: {2027-05-15: за 11 мая}
- zones: [Asia/Irkutsk]
  days_off: {2027-05-17: День района}
"""


def test_a_region_has_days_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    _written(monkeypatch, tmp_path, REGIONAL)
    days = calendar.load()
    inside, outside = days(organisation(7)), days(organisation(8, above=2))
    far = days(organisation(9, "Asia/Irkutsk", above=2))
    radonitsa, saturday, local = (datetime.date(2027, 5, day) for day in (11, 15, 17))

    assert (inside.works(radonitsa), inside.works(saturday)) == (False, True)
    assert (outside.works(radonitsa), outside.works(saturday)) == (True, False)
    assert (far.works(local), outside.works(local)) == (False, True)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- dayz_off: {}", "dayz_off"),
        ("- days_off: {2027-02-30: нет такого}", "2027-02-30"),
        ("- zones: [Europe/Atlantis]", "Atlantis"),
        ("- days_off: {2027-05-11: а}\n  working_days: {2027-05-11: б}", "и выходной, и рабочий"),
    ],
)
def test_a_wrong_override_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, says: str) -> None:
    _written(monkeypatch, tmp_path, text)
    with pytest.raises(ContentRefused, match=r"calendar_regional\.yaml:"):
        calendar.load()
    with pytest.raises(ContentRefused, match=says):
        calendar.load()
