"""When the bot's own numbers close an item, and when they do not."""

import datetime
from dataclasses import replace

import pytest

from bot.texts import counters as said
from mentoring.counters import BY_HAND, Counted, Counter, closes
from mentoring.deadlines import OccasionKind
from mentoring.ids import OrganisationId, RoadMapId, RoadMapItemId, RoadMapTaskId
from mentoring.pairs import Order
from mentoring.road_maps import Piece, Task, TaskState

DAY = datetime.timedelta(days=1)
FIRST = datetime.date(2026, 9, 1)
LAST = datetime.date(2026, 10, 20)
BEFORE = datetime.date(2026, 10, 1)


def task(kind: OccasionKind = OccasionKind.DATED, state: TaskState = TaskState.OPEN) -> Task:
    ids = RoadMapTaskId(1), RoadMapItemId(1), RoadMapId(1), OrganisationId(1)
    due = LAST if kind is OccasionKind.DATED else None
    return Task(*ids, 1, kind, FIRST, due, LAST, state)


def bank(people: int, filling: int) -> Counted:
    return Counted(Counter.MENTOR_BANK, {"in_bank": people, "filling": filling, "pupils": 0})


@pytest.mark.parametrize(
    ("counter", "numbers", "complete"),
    [
        (Counter.MENTOR_BANK, {"in_bank": 14, "filling": 0, "pupils": 0}, True),
        (Counter.MENTOR_BANK, {"in_bank": 14, "filling": 1, "pupils": 0}, False),
        (Counter.MENTEE_BANK, {"in_bank": 14, "filling": 0, "pupils": 1}, False),
        (Counter.MENTOR_BANK, {"in_bank": 0, "filling": 0, "pupils": 0}, False),
        (Counter.BANKS, {"in_bank": 9, "mentees": 9, "mentors": 0, "filling": 0, "pupils": 0}, False),
        (Counter.BANKS, {"in_bank": 12, "mentees": 9, "mentors": 3, "filling": 0, "pupils": 0}, True),
        (Counter.BANKS, {"in_bank": 12, "mentees": 9, "mentors": 3, "filling": 0, "pupils": 2}, False),
        (Counter.MENTEE_CONSENTS, {"agreed": 5, "waiting": 0}, True),
        (Counter.MENTEE_CONSENTS, {"agreed": 5, "waiting": 2}, False),
        (Counter.REGISTRY, {"approved": 3, "nominated": 0}, True),
        (Counter.REGISTRY, {"approved": 3, "nominated": 1}, False),
        (Counter.PAIRS, {"pairs": 9, "ordered": 9, "waiting": 0}, True),
        (Counter.PAIRS, {"pairs": 9, "ordered": 8, "waiting": 0}, False),
        (Counter.PAIRS, {"pairs": 9, "ordered": 9, "waiting": 1}, False),
        (Counter.PROGRAMMES, {"approved": 4, "needing": 4, "ahead": 0}, True),
        (Counter.PROGRAMMES, {"approved": 4, "needing": 4, "ahead": 1}, False),
        (Counter.SATISFACTION, {"asked": 8, "answered": 8, "at_work": 0}, True),
        (Counter.SATISFACTION, {"asked": 8, "answered": 8, "at_work": 2}, False),
        (Counter.CURATORS, {"organisations": 1, "with_curator": 1}, False),
        (Counter.CURATORS, {"organisations": 7, "with_curator": 7}, True),
        (Counter.PAIR_WORK, {"at_work": 9, "meetings": 31, "completed": 2}, False),
        (Counter.CONSULTATIONS, {"asked": 3, "answered": 3}, False),
    ],
)
def test_when_nothing_more_is_to_come(counter: Counter, numbers: dict[str, int], complete: bool) -> None:
    assert Counted(counter, numbers).complete is complete


def test_what_is_complete_closes_at_once_and_the_rest_on_its_last_day() -> None:
    assert closes(bank(14, 0), task(), BEFORE)
    assert not closes(bank(14, 3), task(), BEFORE)
    assert closes(bank(14, 3), task(), LAST)


def test_what_is_complete_months_before_its_day_waits_for_the_last_weeks() -> None:
    year = replace(task(), due=datetime.date(2026, 12, 31), limit=datetime.date(2026, 12, 31))
    assert not closes(bank(14, 0), year, datetime.date(2026, 11, 29))
    assert closes(bank(14, 0), year, datetime.date(2026, 11, 30))


@pytest.mark.parametrize(
    ("counter", "number", "updated", "closed"),
    [
        (Counter.MENTEE_BANK, 1, FIRST - DAY, True),
        (Counter.MENTEE_BANK, 2, FIRST - DAY, False),
        (Counter.MENTEE_BANK, 2, FIRST, True),
        (Counter.BANKS, 1, FIRST - DAY, False),
        (Counter.BANKS, 1, None, False),
        (Counter.BANKS, 1, FIRST, True),
    ],
)
def test_a_bank_is_brought_up_to_date_by_something_new(
    counter: Counter, number: int, updated: datetime.date | None, closed: bool
) -> None:
    numbers = {"in_bank": 12, "mentees": 9, "mentors": 3, "filling": 0, "pupils": 0}
    counted, again = Counted(counter, numbers, updated), replace(task(), number=number)
    assert closes(counted, again, BEFORE) is closed
    assert closes(counted, again, LAST)


def test_nothing_is_late_and_closes_when_something_has_come() -> None:
    after = LAST + datetime.timedelta(days=5)
    assert not closes(bank(0, 3), task(), after)
    assert closes(bank(1, 2), task(), after)


@pytest.mark.parametrize(
    ("counter", "numbers", "closed"),
    [
        (Counter.PAIR_WORK, {"at_work": 0, "meetings": 9, "completed": 1}, True),
        (Counter.PAIR_WORK, {"at_work": 0, "meetings": 0, "completed": 0}, False),
        (Counter.UNMATCHED, {"waiting": 0, "returned": 0}, True),
        (Counter.CONSULTATIONS, {"asked": 0, "answered": 0}, True),
        (Counter.REGISTRY, {"approved": 0, "nominated": 0}, False),
    ],
)
def test_on_the_last_day_pairs_that_are_through_and_nobody_waiting_will_do(
    counter: Counter, numbers: dict[str, int], closed: bool
) -> None:
    counted = Counted(counter, numbers)
    assert closes(counted, task(), LAST) is closed
    assert not closes(counted, task(), BEFORE)
    assert ("не закроет" in said.rule(counted, task(), LAST)) is not closed


def test_what_has_not_begun_does_not_close() -> None:
    assert not closes(bank(14, 0), task(), FIRST - datetime.timedelta(days=1))


def test_what_goes_on_ends_with_its_period_and_its_numbers() -> None:
    ongoing = task(OccasionKind.ONGOING)
    assert not closes(bank(14, 0), ongoing, BEFORE)
    assert closes(Counted(Counter.UNMATCHED, {"waiting": 0, "returned": 0}), ongoing, LAST)


def test_what_is_needed_as_it_comes_never_closes_by_itself() -> None:
    assert not closes(bank(14, 0), task(OccasionKind.AS_NEEDED), LAST)


@pytest.mark.parametrize("state", [TaskState.DONE, TaskState.WAIVED, TaskState.LEFT])
def test_what_is_closed_stays_as_it_is(state: TaskState) -> None:
    assert not closes(bank(14, 0), task(state=state), LAST)


@pytest.mark.parametrize("counter", sorted(BY_HAND))
def test_what_the_bot_cannot_count_it_never_closes(counter: Counter) -> None:
    assert not closes(Counted(counter), task(OccasionKind.ONGOING), LAST)
    assert said.not_counted(counter)


def test_every_counter_has_its_words() -> None:
    assert set(said.NUMBERS) | BY_HAND == set(Counter)
    assert set(said.NOT_COUNTED) == BY_HAND


def test_a_person_reads_the_numbers_with_the_shortfall() -> None:
    counted = Counted(Counter.MENTOR_BANK, {"in_bank": 14, "filling": 3}, datetime.date(2026, 9, 12))
    told = said.now(counted, datetime.date(2026, 9, 18)).replace("\N{NO-BREAK SPACE}", " ")
    assert told == "Сейчас: в банке наставников — 14, ещё заполняют анкету — 3, обновлено 12 сентября."


def test_what_was_counted_is_read_back_from_its_proof() -> None:
    orders = (Order("12-од", BEFORE), Order("б/н", LAST))
    counted = Counted(Counter.PAIRS, {"pairs": 9, "ordered": 9, "waiting": 0}, BEFORE, orders)
    assert Counted.read(counted.piece) == counted
    assert Counted.read(Piece(label="Приказ", number="12", day=BEFORE)) is None
