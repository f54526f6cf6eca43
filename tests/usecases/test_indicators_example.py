"""The worked example of docs/indicators.md: the program gives the very numbers that stand there."""

import datetime
import re
from pathlib import Path

from bot.texts import indicators as said
from bot.texts.words import NBSP
from mentoring.deadlines import Period
from mentoring.ids import MembershipId, PairId
from mentoring.indicators import Fact, IndicatorsAt
from mentoring.pair_cards import Reason
from mentoring.pair_surveys import Moment, Opening
from mentoring.passports import IndicatorTargets, Passport
from mentoring.roles import Role
from storage import attempts, road_maps, surveys
from storage.database import Transaction
from tests.usecases.school import CURATOR, School
from usecases.choosing import Choosing
from usecases.grouping import Grouping
from usecases.indicators import Indicators
from usecases.pair_changes import PairChanges
from usecases.pairing import Pairing
from usecases.replacing import Replacing

PAGE = Path(__file__).parents[2] / "docs" / "indicators.md"

A, B, V, G, D, E, Z, Y, K, L, M, J, N = range(201, 214)
"""The people of the example by their letters: А, Б, В, Г, Д, Е, З, И are mentees; К, Л, М, Ж, Н mentors."""

ANSWERS = {A: (8, 8, 8, 8, 8, 8), B: (7, 7, 7, 7, 7, 7), V: (6, 7, 6, 7, 6, 7), G: (9, 9, 9, 9, 9, 9)}
ANSWERS |= {E: (7, 8, 7, 8, 7, 8), K: (9,) * 6, L: (8,) * 6, M: (7,) * 6, J: (10,) * 6}


class Example:
    def __init__(self, school: School) -> None:
        self.school, self.house = school, school.house
        self.choosing, self.pairing = Choosing(school.house), Pairing(school.house)
        self.places: dict[int, MembershipId] = {}

    async def comes(self) -> None:
        for who, category in ((A, "young"), (B, "young"), (V, "newcomer"), (Z, "young"), (Y, "growth")):
            self.places[who] = await self.school.joins(who, Role.MENTEE)
            await self.school.fills(who, {"mt04": category})
        for who, position in ((K, "teacher"), (L, "teacher"), (M, "teacher"), (N, "partner")):
            self.places[who] = await self.school.joins(who, Role.MENTOR)
            await self.school.fills(who, {"mr01": position, "mr09": ("teacher_teacher", "teacher_pupil"), "mr11": 4})
        for who, role in ((G, Role.MENTEE), (D, Role.MENTEE), (E, Role.MENTEE), (J, Role.MENTOR)):
            self.places[who] = await self.school.joins_as_pupil(who, role)
            await self.school.fills(who)

    async def pairs(self, mentor: int, *mentees: int, order: bool = True) -> PairId:
        card = await self.choosing.propose(CURATOR, self.school.id, self.places[mentees[0]], self.places[mentor])
        pair = card.pair.id
        for more in mentees[1:]:
            await Grouping(self.house).add(CURATOR, pair, self.places[more])
        await self.pairing.send(CURATOR, pair)
        for who in (mentor, *mentees):
            await self.pairing.accept(who, pair)
        if order:
            await self.orders(pair)
        return pair

    async def orders(self, pair: PairId) -> None:
        await self.pairing.enter_order(CURATOR, pair, f"{pair} от {self.house.clock.now():%d.%m.%Y}")

    async def answers(self, who: int, pair: PairId, form: str) -> None:
        """Asked at the end of the pair; who is not in ``ANSWERS`` stays silent."""

        async def unit(tx: Transaction) -> None:
            now, opening = self.house.now, Opening(Moment.FINAL, "", self.places[who], form, {})
            survey = await surveys.add(tx, pair, opening, now=now, closes_at=None)
            assert survey is not None
            if who not in ANSWERS:
                return
            attempt = await attempts.start(tx, self.places[who], (form, 1), now, of_survey=True)
            first = "sm" if form == "satisfaction_mentee" else "sr"
            for number, value in enumerate(ANSWERS[who], 1):
                await attempts.save(tx, attempt, f"{first}0{number}", value, now)
            written = await attempts.one(tx, attempt)
            assert written is not None
            await attempts.finish(tx, written, set(written.answers), now)
            await surveys.begin(tx, survey, attempt)
            await surveys.answer(tx, survey, now)

        await self.house.database.write(unit)

    async def has_a_passport(self) -> None:
        """The targets of Usolye-7 with 2026 as their first year."""
        period = Period(datetime.date(2026, 9, 1), datetime.date(2027, 8, 31))
        first = {"pupil_mentees": 10, "pupil_mentors": 2, "young_mentees": 10, "partners": 2}
        first |= {"mentee_satisfaction": 50, "mentor_satisfaction": 50}
        indicators = tuple(IndicatorTargets(key, key, {2026: value}) for key, value in first.items())
        passport = Passport("Цель", (), indicators, (), "", ())

        async def unit(tx: Transaction) -> None:
            now = self.house.now
            added = await road_maps.add(tx, self.school.id, "План", None, period, passport, by="cli", now=now)
            await road_maps.start(tx, added, self.house.now)

        await self.house.database.write(unit)

    async def lived(self) -> IndicatorsAt:
        await self.comes()
        self.school.later(days=24)
        first, second = await self.pairs(K, A), await self.pairs(L, B)
        third, group = await self.pairs(M, V), await self.pairs(K, G, D)
        fifth, sixth = await self.pairs(J, E), await self.pairs(N, Z)
        await self.pairs(M, Y, order=False)
        self.school.later(days=30)
        await PairChanges(self.house).quit(D, group, Reason.TIME)
        await Replacing(self.house).replace(CURATOR, second, self.places[M])
        for who in (M, B):
            await self.pairing.accept(who, second)
        await self.orders(second)
        of_mentees = {A: first, B: second, V: third, G: group, D: group, E: fifth, Z: sixth}
        for who, pair in of_mentees.items():
            await self.answers(who, pair, "satisfaction_mentee")
        for who, pair in {K: first, L: second, M: third, J: fifth, N: sixth}.items():
            await self.answers(who, pair, "satisfaction_mentor")
        await self.school.joining.withdraw(Z, self.places[Z])
        await self.has_a_passport()
        use = Indicators(self.house)
        for key, value in {"pupils": 40, "young": 5, "partners": 8, "partners_giving": 2}.items():
            await use.tell(CURATOR, self.school.id, key, 2026, 0, str(value))
        return await use.look(CURATOR, self.school.id)


def told(one: Fact) -> tuple[str, ...]:
    """A row of the table as the chat says it."""
    return (
        one.indicator.short,
        "—" if one.told is None else str(one.told),
        str(one.denominator),
        "—" if one.target is None else said.per_cent(one.target),
        said.share(one),
        "—" if one.deviation is None else said.points(one.deviation),
    )


async def test_the_program_gives_the_numbers_of_the_page(school: School) -> None:
    found = await Example(school).lived()
    text = PAGE.read_text("utf-8")
    rows = re.findall(r"^\| \d \| (.+?) \|$", text[text.index("## Пример") :], re.MULTILINE)
    written = [tuple(cell.strip().replace(" %", f"{NBSP}%") for cell in row.split("|")) for row in rows]
    plainly = [tuple(cell.replace(f"{NBSP}п.", " п.") for cell in told(one)) for one in found.facts]
    assert [tuple(cell.replace(f"{NBSP}п.", " п.") for cell in row) for row in written] == plainly
    assert said.answers(found.facts[4]) == (f"Спросили 6, ответили 5 (83,3{NBSP}%), из них довольны 80{NBSP}%.")
