"""What proves an item: how words are read, what suffices, what is not there yet."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoring.deadlines import Deadline, NoDeadline
from mentoring.evidence import (
    ABSENT,
    FORMS,
    MOST_AT_ONCE,
    ROW,
    Need,
    ProofProblem,
    ProofRefused,
    checklist,
    gives,
    read,
    suffices,
)
from mentoring.ids import KeptFileId
from mentoring.road_maps import EvidenceKind, Item, Piece
from mentoring.roles import Role

TODAY = datetime.date(2026, 9, 18)
DAY = datetime.date(2026, 9, 15)
PAPER = Piece(number="12", day=DAY)
LINK = Piece(link="https://school.example/news")
FILE = Piece(file=KeptFileId(1))


def item(kind: EvidenceKind, *papers: str) -> Item:
    return Item("x", "1", "1", "Пункт", "", Deadline(NoDeadline()), Role.CURATOR, kind, checklist=papers)


def test_every_kind_asks_for_something_and_is_content_with_it() -> None:
    assert set(FORMS) == set(EvidenceKind)
    for form in FORMS.values():
        assert all(enough <= set(form.asks) for enough in form.enough)


@pytest.mark.parametrize(
    ("kind", "typed", "pieces"),
    [
        (EvidenceKind.ORDER, "№ 12 от 15.09.2026", (PAPER,)),
        (EvidenceKind.ORDER, "Приказ № 12 от 15.09.2026", (PAPER,)),
        (EvidenceKind.PROTOCOL, "б/н от 15 сентября 2026 г.", (Piece(number="б/н", day=DAY),)),
        (EvidenceKind.ORDER, "12 от 15.09.2026 https://school.example/news.", (PAPER, LINK)),
        (EvidenceKind.ORDER, "https://school.example/news", (LINK,)),
        (EvidenceKind.LINKS, "https://school.example/news, https://vk.com/a", (LINK, Piece(link="https://vk.com/a"))),
        (EvidenceKind.LINKS, "https://school.example/news\nhttps://school.example/news", (LINK,)),
        (EvidenceKind.LINK, "Новости: https://school.example/news", (Piece(link=LINK.link, words="Новости"),)),
        (EvidenceKind.ATTENDANCE, "15.09.2026, 24", (Piece(day=DAY, people=24),)),
        (EvidenceKind.ATTENDANCE, "15.09.2026 - 24", (Piece(day=DAY, people=24),)),
        (EvidenceKind.ATTENDANCE, "15.09.2026—24", (Piece(day=DAY, people=24),)),
        (EvidenceKind.ATTENDANCE, "24 человека 15 сентября 2026", (Piece(day=DAY, people=24),)),
        (EvidenceKind.APPLICATIONS, "заявок: 7", (Piece(people=7),)),
        (
            EvidenceKind.DATES_BY_CLASS,
            "5А — 15.09.2026\n5Б: 12.10.2026",
            (Piece(label="5А", day=DAY), Piece(label="5Б", day=datetime.date(2026, 10, 12))),
        ),
        (EvidenceKind.POLL, "за — 14, против — 2", (Piece(words="за — 14, против — 2"),)),
    ],
)
def test_words_are_read_by_the_kind_of_proof(kind: EvidenceKind, typed: str, pieces: tuple[Piece, ...]) -> None:
    assert read(FORMS[kind], typed, TODAY) == pieces


@pytest.mark.parametrize(
    ("kind", "typed", "problem"),
    [
        (EvidenceKind.ORDER, "12", ProofProblem.NO_DATE),
        (EvidenceKind.ORDER, "от 15.09.2026", ProofProblem.NO_NUMBER),
        (EvidenceKind.ORDER, "№ 12 от 15.09.2026, № 13 от 16.09.2026", ProofProblem.SEVERAL_NUMBERS),
        (EvidenceKind.ORDER, "12 от 31.09.2026", ProofProblem.NOT_A_DATE),
        (EvidenceKind.ORDER, "12 от 19.09.2026", ProofProblem.IN_THE_FUTURE),
        (EvidenceKind.ORDER, "12 от 15.09.2006", ProofProblem.TOO_OLD),
        (EvidenceKind.LINK, "на сайте школы", ProofProblem.NO_LINK),
        (EvidenceKind.LINK, "school20.ru/news", ProofProblem.NOT_A_LINK),
        (EvidenceKind.LINK, "https://школа", ProofProblem.NOT_A_LINK),
        (EvidenceKind.LINK, "https://a:b@school.example/", ProofProblem.NOT_A_LINK),
        (EvidenceKind.FILE, "готово", ProofProblem.NO_LINK),
        (EvidenceKind.ATTENDANCE, "15.09.2026", ProofProblem.NO_PEOPLE),
        (EvidenceKind.ATTENDANCE, "15.09.2026, 12 и 13", ProofProblem.NO_PEOPLE),
        (EvidenceKind.ATTENDANCE, "15.09.2026, 0", ProofProblem.NO_PEOPLE),
        (EvidenceKind.ATTENDANCE, "15.09.2026, 9999999", ProofProblem.NO_PEOPLE),
        (EvidenceKind.APPLICATIONS, "несколько", ProofProblem.NO_COUNT),
        (EvidenceKind.DATES_BY_CLASS, "15.09.2026", ProofProblem.NO_CLASS),
        (EvidenceKind.ATTENDANCE, "15.09.2026, -3", ProofProblem.NO_PEOPLE),
        (EvidenceKind.ATTENDANCE, "15.09.2026, −3 человека", ProofProblem.NO_PEOPLE),
        (EvidenceKind.APPLICATIONS, "-3", ProofProblem.NO_COUNT),
        (EvidenceKind.DATES_BY_CLASS, "5А — 12.10.2099", ProofProblem.TOO_FAR),
        (EvidenceKind.DATES_BY_CLASS, "5А — 12.10.2026\n5Б — 12.10.1901", ProofProblem.TOO_OLD),
        (EvidenceKind.DATES_BY_CLASS, "javascript:alert(1) — 12.10.2026", ProofProblem.NOT_A_LINK),
        (EvidenceKind.POLL, "javascript:alert(1)", ProofProblem.NOT_A_LINK),
        (EvidenceKind.POLL, "ftp://school.example/14", ProofProblem.NOT_A_LINK),
        (EvidenceKind.POLL, "vk.com/poll14", ProofProblem.NOT_A_LINK),
        (EvidenceKind.LINK, "data:text/html,1 https://school.example/news", ProofProblem.NOT_A_LINK),
        (EvidenceKind.POLL, "все за", ProofProblem.NO_NUMBERS),
        (EvidenceKind.POLL, "1" * 301, ProofProblem.TOO_LONG),
        (
            EvidenceKind.LINKS,
            " ".join(f"https://school.example/{number}" for number in range(MOST_AT_ONCE + 1)),
            ProofProblem.TOO_MANY,
        ),
    ],
)
def test_what_proves_nothing_is_refused(kind: EvidenceKind, typed: str, problem: ProofProblem) -> None:
    with pytest.raises(ProofRefused) as refused:
        read(FORMS[kind], typed, TODAY)
    assert refused.value.problem is problem


def test_a_day_told_by_a_button_leaves_the_number_to_be_typed() -> None:
    assert read(FORMS[EvidenceKind.ATTENDANCE], "было 24", TODAY, DAY) == (Piece(day=DAY, people=24),)


@given(st.sampled_from([*FORMS.values(), ROW]), st.text(max_size=200))
def test_whatever_is_typed_is_read_or_refused(form: object, typed: str) -> None:
    try:
        pieces = read(form, typed, TODAY)  # type: ignore[arg-type]
    except ProofRefused:
        return
    assert pieces
    assert all(gives(piece) is not None for piece in pieces)


@pytest.mark.parametrize(
    ("kind", "pieces", "enough"),
    [
        (EvidenceKind.ORDER, (PAPER,), True),
        (EvidenceKind.ORDER, (LINK, FILE), False),
        (EvidenceKind.LINK, (LINK,), True),
        (EvidenceKind.FILE, (FILE,), True),
        (EvidenceKind.FILE, (LINK,), True),
        (EvidenceKind.ATTENDANCE, (FILE,), False),
        (EvidenceKind.ATTENDANCE, (Piece(day=DAY, people=24),), True),
        (EvidenceKind.APPLICATIONS, (Piece(people=7),), False),
        (EvidenceKind.APPLICATIONS, (Piece(people=7), LINK), True),
        (EvidenceKind.DATES_BY_CLASS, (Piece(label="5А", day=DAY),), True),
        (EvidenceKind.POLL, (Piece(words="за — 14"),), True),
        (EvidenceKind.AUTO, (Piece(numbers={"in_bank": 14}),), True),
        (EvidenceKind.ORDER, (Piece(numbers={"pairs": 9}),), True),
        (EvidenceKind.AUTO, (), False),
    ],
)
def test_what_suffices(kind: EvidenceKind, pieces: tuple[Piece, ...], enough: bool) -> None:
    assert suffices(item(kind), pieces) is enough


def test_a_list_of_papers_keeps_its_gaps_in_sight() -> None:
    asked = item(EvidenceKind.CHECKLIST, "Положение", "Приказ", "Карта")
    given_so_far = (
        Piece(label="Положение", number="3", day=DAY),
        Piece(label="Приказ", words=ABSENT),
    )
    assert [row.there for row in checklist(asked, given_so_far)] == [True, False, None]
    assert not suffices(asked, given_so_far)
    assert suffices(
        asked, (*given_so_far, Piece(label="Приказ", file=KeptFileId(1)), Piece(label="Карта", link=LINK.link))
    )


@pytest.mark.parametrize(
    ("piece", "need"),
    [
        (PAPER, Need.PAPER),
        (LINK, Need.LINK),
        (FILE, Need.FILE),
        (Piece(day=DAY, people=3), Need.PEOPLE),
        (Piece(people=3), Need.COUNT),
        (Piece(label="5А", day=DAY), Need.DATES),
        (Piece(words="за — 14"), Need.WORDS),
        (Piece(label="Приказ", words=ABSENT), None),
    ],
)
def test_a_piece_tells_what_it_is(piece: Piece, need: Need | None) -> None:
    assert gives(piece) is need
