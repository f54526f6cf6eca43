"""The simulated school: who is in it, and how each of them is."""

import datetime
import random
from collections.abc import Iterator

from year import vacations
from year.characters import Habit, Temper, Wish
from year.circles import Circle
from year.participants import Participant
from year.staff import Staff
from year.stage import Stage

MALE = ("Павел", "Илья", "Игорь", "Олег", "Борис", "Сергей", "Андрей", "Роман", "Юрий", "Антон", "Глеб", "Денис")
FEMALE = ("Мария", "Ольга", "Вера", "Анна", "Елена", "Ирина", "Дарья", "Нина", "Софья", "Алла", "Юлия", "Зоя")
STEMS = (
    *("Аист", "Берёз", "Воробь", "Галк", "Дубов", "Ёжик", "Жаворонк", "Зимн", "Ивовск", "Калин", "Ландыш", "Малин"),
    *("Незабудк", "Облак", "Пшениц", "Ручь", "Снегир", "Травин", "Утёс", "Филин", "Хмел", "Цвет", "Черемух", "Шмел"),
    *("Щегл", "Эльф", "Ястреб", "Бобр", "Весн", "Гром", "Дожд", "Звонк", "Искр", "Клён", "Лист", "Метел"),
    *("Нив", "Орех", "Пруд", "Рощ", "Сосн", "Тополь", "Фиалк", "Яблок", "Барсук", "Волн", "Гусев", "Дроздов"),
    *("Заря", "Камыш", "Лугов", "Мороз", "Осин", "Песк", "Рябин", "Соколов", "Тихон", "Ясен", "Белк", "Вьюг"),
)

MENTORS, MENTEES, PUPILS = 22, 26, 4
"""For pairs. With four of the staff and the two groups below they are sixty."""

Turn = tuple[Temper, tuple[int, int] | None]
DILIGENT: Turn = (Temper.DILIGENT, None)

GROUPS: tuple[tuple[Turn, ...], ...] = (
    (DILIGENT, DILIGENT, (Temper.LEAVING, (12, 8))),
    (DILIGENT, (Temper.BUSY, None), (Temper.NEW, (10, 13))),
)
"""Members of each group; whoever is new comes on that day and is asked to come in."""

SPECIAL_MENTORS = (
    (Temper.SILENT, None),
    (Temper.DECLINING, None),
    (Temper.MOVING, None),
    (Temper.SATURDAY, None),
    (Temper.ILL, (11, 2)),
    (Temper.SILENT_LATER, (9, 16)),
    (Temper.BLOCKING, (12, 3)),
    (Temper.WITHDRAWING, (1, 20)),
    (Temper.BUSY, None),
    (Temper.BUSY, None),
    (Temper.ANOTHER_TRIAL, None),
    (Temper.LEAVING, (2, 15)),
    (Temper.ASKING, (10, 30)),
)
SPECIAL_MENTEES = (
    (Temper.SILENT, None),
    (Temper.DECLINING, None),
    (Temper.MOVING, None),
    (Temper.SATURDAY, None),
    (Temper.ILL, (2, 3)),
    (Temper.SILENT_LATER, (11, 16)),
    (Temper.BLOCKING, (10, 20)),
    (Temper.WITHDRAWING, (11, 24)),
    (Temper.BUSY, None),
    (Temper.BUSY, None),
    (Temper.UNSUITABLE, None),
    (Temper.ANOTHER_TRIAL, None),
    (Temper.DISPUTING, None),
    (Temper.LEAVING, (3, 3)),
    (Temper.ASKING, (11, 10)),
)
CALLER = (Temper.CALLING, (11, 28))
"""The first pupil, on a Saturday.

Everybody else is diligent. Month and day of the turn fall into the school year."""

WISHES = (
    *((Wish.MORNING, (9, 17)),) * 4,
    *((Wish.EVENING, (9, 17)),) * 4,
    *((Wish.MUTED, (9, 10)),) * 3,
    *((Wish.QUIET, (10, 5)),) * 2,
    *((Wish.QUIET, (1, 25)),) * 2,
)
OF_A_PUPIL = (Wish.EVENING, (9, 17))
"""With the day on which they are said."""

ILLNESS = datetime.timedelta(days=30)


class School:
    """``code`` of an invitation by role; people come in by them in the first days of September."""

    def __init__(self, stage: Stage, seed: int) -> None:
        self._stage = stage
        self._seed = seed
        self._chance = random.Random(f"school:{seed}")
        self.curator = self._staff("curator", acts=True)
        self.deputy = self._staff("deputy_head", acts=True)
        self.psychologist = self._staff("coordinator")
        self.municipal = self._staff("municipal_coordinator")
        self.mentors = list(self._participants("mentor", MENTORS, SPECIAL_MENTORS, pupils=0))
        self.mentees = list(self._participants("mentee", MENTEES, SPECIAL_MENTEES, pupils=PUPILS))
        self.circles = [self._circle(number, members) for number, members in enumerate(GROUPS)]
        self._wish()
        self.curator.leads = {circle.lead.surname for circle in self.circles}
        self.org = self.district = 0
        self.numbers: dict[str, int] = {}
        """Of people in the exports, by name."""

    @property
    def staff(self) -> tuple[Staff, ...]:
        return (self.curator, self.deputy, self.psychologist, self.municipal)

    @property
    def participants(self) -> list[Participant]:
        in_groups = [one for circle in self.circles for one in (circle.lead, *circle.everybody)]
        return [*self.mentors, *self.mentees, *in_groups]

    def _name(self) -> str:
        """A surname that nobody else here bears."""
        stem = self._surnames.pop()
        if self._chance.random() < 0.5:
            return f"{stem}ова {self._chance.choice(FEMALE)} Павловна"
        return f"{stem}ов {self._chance.choice(MALE)} Павлович"

    @property
    def _surnames(self) -> list[str]:
        if not hasattr(self, "_left"):
            self._left = list(STEMS)
            self._chance.shuffle(self._left)
        return self._left

    def _staff(self, role: str, *, acts: bool = False) -> Staff:
        name = self._name()
        return Staff(self._stage.hand(name.split()[1], name.split()[0]), name, role, f"{self._seed}:{role}", acts=acts)

    def _wish(self) -> None:
        """Some of the adults have wishes for the letters, and one of the pupils."""
        adults = [one for one in self.participants if one.adult]
        pupils = [one for one in self.participants if not one.adult]
        somebody = [*self._chance.sample(adults, len(WISHES)), self._chance.choice(pupils)]
        for one, (wish, day) in zip(somebody, (*WISHES, OF_A_PUPIL), strict=True):
            one.habit.wish, one.habit.wishes_on = wish, self._day(day)

    def _day(self, day: tuple[int, int]) -> datetime.date:
        first = self._stage.now.year
        return datetime.date(first if day[0] >= 9 else first + 1, *day)

    def _participants(
        self, role: str, number: int, special: tuple[tuple[Temper, tuple[int, int] | None], ...], pupils: int
    ) -> Iterator[Participant]:
        first = 1 if pupils else 0
        places = self._chance.sample(range(first, number), len(special))
        tempers = dict(zip(places, special, strict=True))
        if pupils:
            tempers[0] = CALLER
        for place in range(number):
            habit = self._habit(*tempers.get(place, DILIGENT))
            yield self._participant(role, habit, f"{role}:{place}", adult=place >= pupils)

    def _participant(self, role: str, habit: Habit, place: str, *, adult: bool = True) -> Participant:
        name = self._name()
        hand = self._stage.hand(name.split()[1], name.split()[0])
        return Participant(hand, name, role, habit, f"{self._seed}:{place}", adult=adult)

    def _circle(self, number: int, turns: tuple[Turn, ...]) -> Circle:
        lead = self._participant("mentor", Habit(Temper.DILIGENT, places=len(turns)), f"lead:{number}")
        members = [
            self._participant("mentee", self._habit(*turn), f"member:{number}:{place}")
            for place, turn in enumerate(turns)
        ]
        newcomer = next((one for one in members if one.habit.comes is not None), None)
        return Circle(lead, [one for one in members if one is not newcomer], newcomer)

    def _habit(self, temper: Temper, turn: tuple[int, int] | None) -> Habit:
        if turn is None:
            return Habit(temper)
        day = self._day(turn)
        if temper is Temper.NEW:
            return Habit(temper, comes=day)
        return Habit(temper, day, day + ILLNESS)

    async def founded(self) -> None:
        """By the command line, as an operator would."""
        say = self._stage.command
        told = ("--tz", "Europe/Moscow", "--week", "5", "--state", "no", "--privacy", "names", "--inn", "1234567894")
        where = ("--address", "г. Примерск, ул. Школьная, д. 20", "--contact", "privacy@school.example")
        district = await say(
            *("org", "add", "--name", "Примерский округ", "--level", "municipality", "--minors", "no"), *told, *where
        )
        school = await say(
            *("org", "add", "--name", "Школа № 20 города Примерска", "--level", "organisation", "--minors", "yes"),
            *("--parent", str(district["org_id"])),
            *told,
            *where,
        )
        self.district, self.org = district["org_id"], school["org_id"]
        await vacations.told(self._stage, self.org)
        for one in self.staff:
            home = district["org_id"] if one is self.municipal else self.org
            invited = await say("invite", "--org", str(home), "--role", one.role)
            await one.joins(invited["code"])
        await self.deputy.begins_road_map(self._stage.now.year)

    async def counted(self) -> None:
        """Learn everybody's number while their names are still there."""
        said = await self._stage.command("export", "people", "--org", str(self.org))
        for row in said["rows"]:
            self.numbers[" ".join(row[part] or "" for part in ("surname", "name", "patronymic"))] = row["person_id"]

    async def invited(self, role: str) -> str:
        said = await self._stage.command(
            "invite", "--org", str(self.org), "--role", role, "--uses", "50", "--days", "90"
        )
        return str(said["code"])
