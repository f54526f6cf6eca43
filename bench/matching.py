"""``python -m bench.matching``: mentors for whole schools, beside the greedy way, which takes the best pair first.

500 schools with 40 mentees and 20 mentors of one to three places are a region of 20,000 mentees; the larger ones
show how the time grows. «suggesting» works out reasons for every pair, «rating» only the numbers that the solver needs.
"""

import gc
import platform
import random
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mentoring.assignment import assigned
from mentoring.ids import MembershipId, PersonId
from mentoring.matching import Offer, Suggestion, Wish, suggest
from mentoring.rating import Ratings

SEED = 2026
SIZES = ((500, 40, 20), (20, 100, 50), (5, 200, 100))
"""Schools, mentees and mentors of each."""

ROUNDS = 3
"""The best of them counts: what else runs on the machine only ever slows."""

AIM_SECONDS = 1.2
"""For solving all schools of the first row."""

TOPICS = (
    *("lesson", "fgos", "assess", "manage", "parents", "classlead", "special", "gifted"),
    *("exams", "funclit", "digital", "extra", "attest", "contest", "adapt", "stress"),
)
FORMS = ("teacher_teacher", "head_teacher", "univ_young", "social")
KINDS = ("classic", "group", "short", "situational", "speed", "reverse", "virtual")
SLOTS = ("before", "gap", "after", "evening", "saturday", "vacation")
FORMATS = ("offline", "online", "mixed")
SUBJECTS = ("Математика", "Алгебра, 7–9", "Русский язык", "Физика", "Начальные классы", "История", "Английский язык")


@dataclass(frozen=True, slots=True)
class School:
    suggestions: dict[MembershipId, tuple[Suggestion, ...]]
    places: dict[MembershipId, int]


@dataclass(frozen=True, slots=True)
class Outcome:
    seconds: float
    served: int
    score: int


def main() -> int:
    rows = [_row(*size) for size in SIZES]
    print(f"Python {platform.python_version()}, {platform.machine()}; of the ratios, greedy is 1\n")
    head = (
        "schools × mentees × mentors",
        "suggesting, s",
        "rating, s",
        "greedy, s",
        "solving, s",
        "time ×",
        "served ×",
        "score ×",
    )
    for line in (head, ["-" * len(title) for title in head], *rows):
        print(f"| {' | '.join(cell.ljust(len(title)) for title, cell in zip(head, line, strict=True))} |")
    print(f"\naim: ≤ {AIM_SECONDS} s for solving the first row")
    return 0


def _row(count: int, mentees: int, mentors: int) -> tuple[str, ...]:
    chance = random.Random(SEED)
    people = [_people(chance, mentees, mentors) for _ in range(count)]
    began = time.perf_counter()
    schools = [_school(wishes, offers) for wishes, offers in people]
    suggesting = time.perf_counter() - began
    began = time.perf_counter()
    for wishes, offers in people:
        ready = Ratings(offers)
        for wish in wishes:
            ready.of(wish)
    rating = time.perf_counter() - began
    _solved(schools[0])  # loads the solver
    greedy, solved = _measured(_greedy, schools), _measured(_solved, schools)
    return (
        f"{count} × {mentees} × {mentors}",
        f"{suggesting:.2f}",
        f"{rating:.2f}",
        f"{greedy.seconds:.3f}",
        f"{solved.seconds:.3f}",
        f"{solved.seconds / greedy.seconds:.1f}",
        f"{solved.served / greedy.served:.3f}",
        f"{solved.score / greedy.score:.3f}",
    )


def _measured(way: Callable[[School], Sequence[Suggestion]], schools: Sequence[School]) -> Outcome:
    seconds = []
    for _ in range(ROUNDS):
        gc.collect()
        began = time.perf_counter()
        chosen = [way(school) for school in schools]
        seconds.append(time.perf_counter() - began)
    return Outcome(min(seconds), sum(map(len, chosen)), sum(one.score for school in chosen for one in school))


def _solved(school: School) -> list[Suggestion]:
    return [draft.suggestion for draft in assigned(school.suggestions, school.places).drafts]


def _greedy(school: School) -> list[Suggestion]:
    """The best pair of all that are left, again and again."""
    free, served, chosen = dict(school.places), set[MembershipId](), list[Suggestion]()
    pairs = ((offer.score, mentee, offer) for mentee, offers in school.suggestions.items() for offer in offers)
    for _, mentee, offer in sorted(pairs, key=lambda pair: -pair[0]):
        if mentee not in served and free[offer.mentor]:
            free[offer.mentor] -= 1
            served.add(mentee)
            chosen.append(offer)
    return chosen


def _school(wishes: Sequence[Wish], offers: Sequence[Offer]) -> School:
    suggestions = {wish.membership: tuple(one for one in suggest(wish, offers) if one.suitable) for wish in wishes}
    return School(suggestions, {offer.membership: offer.places for offer in offers})


# -- people ------------------------------------------------------------------------------------------------------


def _people(chance: random.Random, mentees: int, mentors: int) -> tuple[list[Wish], list[Offer]]:
    numbers = iter(range(1, mentees + mentors + 1))
    return (
        [_wish(chance, next(numbers)) for _ in range(mentees)],
        [_offer(chance, next(numbers)) for _ in range(mentors)],
    )


def _wish(chance: random.Random, number: int) -> Wish:
    return Wish(
        MembershipId(number),
        PersonId(number),
        requests=frozenset(_some(chance, TOPICS, 5)),
        subjects=chance.choice(SUBJECTS),
        forms=frozenset({chance.choice(FORMS)}),
        kinds=frozenset(_some(chance, KINDS, 3)),
        slots=frozenset(_some(chance, SLOTS, 3)),
        meeting_format=chance.choice(FORMATS),
        not_superior=chance.random() < 0.3,
        same_subject=chance.random() < 0.5,
    )


def _offer(chance: random.Random, number: int) -> Offer:
    return Offer(
        MembershipId(number),
        PersonId(number),
        competences=frozenset(_some(chance, TOPICS, 6)),
        subjects=chance.choice(SUBJECTS),
        forms=frozenset(_some(chance, FORMS, 2)),
        kinds=frozenset(_some(chance, KINDS, 4)),
        slots=frozenset(_some(chance, SLOTS, 3)),
        meeting_format=chance.choice(FORMATS),
        places=chance.randint(1, 3),
        superior=chance.random() < 0.1,
    )


def _some(chance: random.Random, codes: Sequence[str], most: int) -> Iterator[str]:
    return iter(chance.sample(codes, chance.randint(1, most)))


if __name__ == "__main__":
    sys.exit(main())
