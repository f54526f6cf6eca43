"""Words typed into a road map: what is kept of them, what the writer is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mentoring.free_text import Concern
from mentoring.road_map_changes import REASON_LIMIT, ChangeRefused, Fault, told
from mentoring.road_map_names import warned


@pytest.mark.parametrize(
    ("typed", "kept", "less", "seen"),
    [
        ("Приказ издан округом", "Приказ издан округом", False, set()),
        ("Нет  таких\nучастников", "Нет таких участников", False, set()),
        ("СОШ им. А. С. Пушкина ведёт сама", "СОШ им. А. С. Пушкина ведёт сама", False, set()),
        ("уволилась Кузнецова Мария Петровна", "уволилась", True, set()),
        ("звонить +7 912 345-67-89", "звонить", True, set()),
        ("Ушла Кузнецова", "Ушла Кузнецова", False, {Concern.SURNAME}),
        ("У Кузнецовой М. П. ребёнок с ДЦП", "У ребёнок с ДЦП", True, {Concern.DIAGNOSIS}),
    ],
)
def test_persons_are_left_out_and_the_writer_is_told(typed: str, kept: str, less: bool, seen: set[Concern]) -> None:
    found = warned(typed)
    assert (told(typed, REASON_LIMIT), found.less, found.seen) == (kept, less, frozenset(seen))


@pytest.mark.parametrize("typed", ["Кузнецова М. П.", "+7 912 345-67-89"])
def test_a_person_alone_says_nothing(typed: str) -> None:
    with pytest.raises(ChangeRefused) as refused:
        told(typed, REASON_LIMIT)
    assert refused.value.fault is Fault.ONLY_NAMES


@given(some.text(alphabet="абвг .,КМП", min_size=1, max_size=60))
def test_what_is_kept_is_told_again_the_same(typed: str) -> None:
    try:
        kept = told(typed, REASON_LIMIT)
    except ChangeRefused:
        return
    assert told(kept, REASON_LIMIT) == kept
