"""Proofs of road maps and the register of local acts: what stands there after each."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mentoring.local_acts import Act, LocalAct, act_of, with_proof, without_proof
from mentoring.road_maps import Piece

DAY = datetime.date(2026, 9, 5)
PAGE = "https://school.example/12"
LABEL = "Приказ"


def paper(number: str) -> Piece:
    return Piece(label=LABEL, number=number, day=DAY)


def page(link: str = PAGE) -> Piece:
    return Piece(label=LABEL, link=link)


def act(number: str | None = None, link: str | None = None) -> LocalAct:
    return LocalAct(Act.ORDER, number, None if number is None else DAY, link)


@pytest.mark.parametrize(
    ("noted", "piece", "after"),
    [
        (None, paper("12"), act("12")),
        (None, page(), act(link=PAGE)),
        (act("12"), page(), act("12", PAGE)),
        (act("12", PAGE), paper("12"), act("12", PAGE)),
        (act("12", PAGE), paper("13"), act("13")),
        (act(link=PAGE), paper("12"), act("12")),
    ],
)
def test_a_page_joins_its_paper_and_another_paper_takes_its_place(
    noted: LocalAct | None, piece: Piece, after: LocalAct
) -> None:
    assert with_proof(Act.ORDER, noted, piece) == after


@pytest.mark.parametrize(
    ("noted", "taken", "left", "after"),
    [
        (act("12"), paper("12"), [], None),
        (act("12", PAGE), paper("12"), [page()], act(link=PAGE)),
        (act("13"), paper("13"), [paper("12")], act("12")),
        (act("14"), paper("13"), [], act("14")),
        (act("12", PAGE), page(), [], act("12")),
        (act("12", PAGE), page("https://school.example/13"), [], act("12", PAGE)),
        (act(link=PAGE), page(), [], None),
    ],
)
def test_a_slip_leaves_and_what_was_noted_otherwise_stays(
    noted: LocalAct, taken: Piece, left: list[Piece], after: LocalAct | None
) -> None:
    assert without_proof(noted, taken, left) == after


@pytest.mark.parametrize(
    ("piece", "expected"),
    [
        (paper("12"), Act.ORDER),
        (page(), Act.ORDER),
        (Piece(label="положение  о системе наставничества", number="3", day=DAY), Act.REGULATION),
        (Piece(number="12", day=DAY), None),
        (Piece(label=LABEL, words="нет"), None),
        (Piece(label="5А", day=DAY), None),
    ],
)
def test_which_act_a_proof_is(piece: Piece, expected: Act | None) -> None:
    assert act_of(piece) is expected


PIECES = [paper("12"), paper("13"), page(), page("https://x.example")]


@given(some.permutations(range(len(PIECES))), some.permutations(range(len(PIECES))))
def test_in_whatever_order_all_is_taken_back_nothing_is_left(given_in: list[int], taken_in: list[int]) -> None:
    noted: LocalAct | None = None
    held = [PIECES[number] for number in given_in]
    for piece in held:
        noted = with_proof(Act.ORDER, noted, piece)
    for number in taken_in:
        held.remove(PIECES[number])
        noted = None if noted is None else without_proof(noted, PIECES[number], held)
    assert noted is None
