"""What may leave a school for the regional bank."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config import registers
from mentoring.names import FullName
from mentoring.regional_bank import (
    FEWEST_ROWS,
    OTHER_SUBJECT,
    Band,
    BankRow,
    ExternalIdRefused,
    band,
    read_external_id,
    subjects,
    unrecognisable,
)
from mentoring.roles import Role

KNOWN = registers.load().subjects


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("математика, 5–7 классы", ("Математика",)),
        ("Физика и астрономия, 7–11 классы", ("Физика и астрономия",)),
        ("Веду алгебру/геометрию у Ивановой", ("Математика",)),
        ("Физическая культура", ("Физкультура",)),
        ("Английский язык; история", ("История и обществознание", "Иностранные языки")),
        ("учу всему, звоните 8-900-000-00-00", (OTHER_SUBJECT,)),
        ("", (OTHER_SUBJECT,)),
    ],
)
def test_a_subject_is_told_in_our_words_alone(typed: str, told: tuple[str, ...]) -> None:
    assert subjects(typed, KNOWN) == told


@given(st.text())
def test_nothing_typed_ever_passes(typed: str) -> None:
    assert set(subjects(typed, KNOWN)) <= {*KNOWN, OTHER_SUBJECT}


@pytest.mark.parametrize(
    ("years", "told"), [(0, Band.UP_TO_3), (3, Band.UP_TO_3), (4, Band.UP_TO_10), (20, Band.UP_TO_20), (60, Band.MORE)]
)
def test_experience_is_told_in_bands(years: int, told: Band) -> None:
    assert band(years) is told


ROWS = st.lists(
    st.builds(
        BankRow,
        municipality=st.sampled_from(["А", "Б", "В", None]),
        code=st.integers(1, 999).map(lambda number: f"3-{number}"),
        role=st.sampled_from([Role.MENTOR, Role.MENTEE]),
        position=st.just("Учитель"),
        subjects=st.just(("Математика",)),
        band=st.sampled_from(Band),
        topics=st.just(("Дисциплина",)),
        name=st.none() | st.just(FullName("Смирнова", "Анна", None)),
    ),
    max_size=40,
)


@given(ROWS)
def test_a_nameless_row_is_never_one_of_a_few(rows: list[BankRow]) -> None:
    told, hidden = unrecognisable(rows)
    assert len(told) + hidden == len(rows)
    assert hidden < FEWEST_ROWS
    nameless = Counter(row.municipality for row in told if row.name is None and row.code is not None)
    assert all(number >= FEWEST_ROWS for number in nameless.values())
    bare = [row for row in told if row.code is None]
    assert not bare or len(bare) >= FEWEST_ROWS
    assert all((row.municipality, row.position, row.subjects, row.band) == (None, None, (), None) for row in bare)
    assert sum(row.name is not None for row in told) == sum(row.name is not None for row in rows)


@pytest.mark.parametrize("typed", ["", "  ", "1" * 41])
def test_a_number_of_another_bank_has_a_measure(typed: str) -> None:
    with pytest.raises(ExternalIdRefused):
        read_external_id(typed)
