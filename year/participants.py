"""Mentors and mentees: they read what comes and press what they see."""

import datetime
import random
import re
from collections.abc import Sequence

from sandbox.chats import Message
from sandbox.people import bare
from year.characters import Habit, Temper, Wish
from year.stage import Hand

TIME = re.compile(r"^(пн|вт|ср|чт|пт|сб|вс), (\d+)\s(\w+)(?:, (\d\d):(\d\d))?$")
NUMBERED = re.compile(r"^(\d)\. Сделано$")
OPENING = ("Посмотреть и ответить", "Открыть карточку пары", "Открыть карточку группы")
NAMED_OPENING = (": ответить", ": открыть")
"""How a button to a card ends where the reader has several pairs."""

SURVEY = re.compile(r"^(Ответить|.+: опрос)$")
QUIET_DAYS = 7
NOT_PLANNED = "Встреча не из плана"
PRESENT = "на встрече"
GONE_BY = "предложенное время прошло"
NOTED = "ответ записан"
FOR_A_GROUP = ("Учитель", "☐ Педагог — педагог")
"""Answers of whoever leads a group: nobody's superior, and ready to work with colleagues."""

ABSENT = 0.1
"""How often somebody misses a meeting of a group."""

EVENTS = 4
REST = (26, 44)
"""Days between two events of the plan, at least and at most: with four of them a pair works until spring."""

OUT_OF_PLAN = 0.2
"""How often a mentor says that the meeting was no event of the plan, and marks the event by hand."""

STILL = "Давно не было вестей"


class Participant:
    """``chance`` is the person's own, so that nobody's year hangs on another's dice."""

    def __init__(self, hand: Hand, name: str, role: str, habit: Habit, seed: str, *, adult: bool = True) -> None:
        self.hand = hand
        self.name = name
        self.role = role
        self.habit = habit
        self.was = habit.temper
        self.wished: Wish | None = None
        self.adult = adult
        self.chance = random.Random(seed)
        self.gone = False
        self._read = 0
        self._answers_on: datetime.date | None = None

    def __repr__(self) -> str:
        return f"<{self.name}>"

    @property
    def surname(self) -> str:
        return self.name.split()[0]

    @property
    def mentor(self) -> bool:
        return self.role == "mentor"

    @property
    def labels(self) -> list[str]:
        return self.hand.labels

    @property
    def screen(self) -> str:
        return self.hand.screen

    # -- joining -------------------------------------------------------------------------------------------------

    async def joins(self, code: str) -> None:
        """From the invitation to the sent questionnaire, or to where the parents' paper is waited for."""
        self.hand.alone = True
        await self.hand.starts(code)
        if "Да, есть" in self.labels:
            await self.hand.presses("Да, есть" if self.adult else "Ещё нет")
        if self.adult:
            await self.goes_on()
        self.hand.alone = False

    async def goes_on(self) -> None:
        """Consent, name and questionnaire."""
        await self.hand.types("/start")
        if "Согласиться" in self.labels:
            await self.hand.presses("Согласиться")
        if "зовут" in self.screen:
            await self.hand.types(self.name)
            await self.hand.presses("Верно")
        if "Начать" in self.labels:
            await self.hand.presses("Начать")
            await self._fills_in()

    async def _fills_in(self) -> None:
        for _ in range(120):
            if "Отправить" in self.labels:
                await self.hand.presses("Отправить")
                return
            await self._answers()
        raise AssertionError(f"{self.name}: the questionnaire has no end: {self.screen}")

    async def _answers(self) -> None:
        labels = self.hand.marked_labels
        wanted = self._known_answer(labels)
        if ": число от" in self.screen:
            await self.hand.types(str(self.chance.randint(1, 9)))
        elif "сообщением" in self.screen:
            await self.hand.types(self.chance.choice(["Математика", "Русский язык", "Начальные классы"]))
        elif wanted is not None:
            await self.hand.presses(wanted)
        elif "Продолжить" in labels:
            await self.hand.presses("Продолжить")
        elif "Готово" in labels:
            ticked = sum(label.startswith("☑") for label in labels)
            boxes = [label for label in _plain(labels) if label.startswith("☐")]
            await self.hand.presses("Готово" if ticked >= 2 or not boxes else self.chance.choice(boxes))
        else:
            await self.hand.presses(self.chance.choice(_plain(labels)))

    async def _answers_surveys(self) -> None:
        """All that are asked now, one after the other; whoever is busy leaves some of them."""
        for _ in range(150):
            way_on = next(
                (one for one in ("Отправить", "Начать", "Продолжить", "Ответить дальше") if one in self.labels), None
            )
            if way_on is not None:
                await self.hand.presses(way_on)
            elif "Вопрос " in self.screen:
                await self._answers()
            else:
                return

    def _known_answer(self, labels: Sequence[str]) -> str | None:
        """What the story needs: one place at each mentor of a pair, willing people, nobody in distress."""
        if "Сколько наставляемых" in self.screen:
            return str(self.habit.places)
        if self.habit.places > 1 and (fitting := next((one for one in FOR_A_GROUP if one in labels), None)):
            return fitting
        if "Да" in labels and "Нет" in labels:
            return "Да"
        scale = [label for label in labels if label.isdigit()]
        return scale[-2] if len(scale) > 2 else None

    # -- a moment of the day ---------------------------------------------------------------------------------------

    async def lives(self, now: datetime.datetime) -> bool:
        """What this moment brings; whether anything was pressed."""
        if self.gone:
            return False
        if await self._turns(now):
            return True
        if self.habit.is_away(now.date()):
            return False
        if await self._wishes(now):
            return True
        news = self._news()
        if news and self._answers_on is None:
            self._answers_on = now.date() + self._delay()
        if self._answers_on is not None and now.date() >= self._answers_on:
            self._answers_on = None
            self._read = self._newest()
            await self._reads(news, now)
            self._read = self._newest()
            return True
        return await self._remembers(now)

    def _delay(self) -> datetime.timedelta:
        days = self.chance.randint(0, 2) if self.habit.temper is Temper.BUSY else 0
        return datetime.timedelta(days=days)

    def _newest(self) -> int:
        messages = self.hand.person.messages
        return messages[-1].message_id if messages else 0

    def _news(self) -> list[Message]:
        return [m for m in self.hand.person.messages if m.is_from_bot and m.message_id > self._read]

    async def _remembers(self, now: datetime.datetime) -> bool:
        """Of one's own accord: a mentor looks in when it is time for the next meeting."""
        due = self.habit.next_meeting
        if not self.mentor or due is None or now.date() < due or now.hour < 14:
            return False
        await self._looks(now)
        if self.habit.next_meeting == due:
            self.habit.next_meeting = now.date() + datetime.timedelta(days=7)
        self._read = self._newest()
        return True

    async def _turns(self, now: datetime.datetime) -> bool:
        """What happens to this person, once, in the evening of its day or as soon as there is a pair."""
        habit = self.habit
        if habit.turned or habit.turns is None or now.date() < habit.turns or now.hour < 18:
            return False
        turn = {
            Temper.WITHDRAWING: self._withdraws,
            Temper.BLOCKING: self._blocks,
            Temper.ILL: lambda: self._does_rarely("Приостановить", "Отсутствие", "На месяц"),
            Temper.ASKING: lambda: self._does_rarely("Вопрос куратору", "Не выходит договориться"),
            Temper.LEAVING: lambda: self._does_rarely("Завершить участие", "Личная причина"),
            Temper.CALLING: self._calls,
        }.get(habit.temper)
        if turn is None:
            return False
        habit.turned = True
        await turn()
        return True

    async def _wishes(self, now: datetime.datetime) -> bool:
        """«Когда писать», once, in the evening of its day."""
        habit = self.habit
        if habit.wish is None or habit.wishes_on is None or now.date() < habit.wishes_on or now.hour < 18:
            return False
        wish, habit.wish = habit.wish, None
        self.wished = wish
        await self.hand.types("/when")
        if wish is Wish.MUTED:
            habit.next_meeting = now.date()  # whoever wants no reminders remembers
            await self.hand.presses("Какие письма получать")
            await self.hand.presses("Напоминания о сроках пары")
        elif wish is Wish.QUIET:
            await self.hand.presses("Не беспокоить до…")
            days = [label for label in self.labels if label.isdigit()]
            await self.hand.presses(days[:QUIET_DAYS][-1])
        else:
            await self.hand.presses("Утром" if wish is Wish.MORNING else "Вечером")
        return True

    async def _withdraws(self) -> None:
        await self.hand.types("/mydata")
        await self.hand.presses("Отозвать согласие")
        await self.hand.presses("Отозвать согласие")
        self.hand.notes("withdraws")
        self.gone = True

    async def _blocks(self) -> None:
        await self.hand.blocks()
        self.gone = True

    async def _calls(self) -> None:
        if await self._does_rarely("Нужна помощь"):
            self.hand.notes("calls")

    async def _does_rarely(self, *labels: str) -> bool:
        """What stands under «Другие действия» of one's pair, and where it leads; False where there is no such thing."""
        await self.hand.types("/pairs")
        for label in ("Другие действия", *labels):
            found = next((one for one in self.labels if one == label or one.startswith(f"{label}, ")), None)
            if found is None:
                return False
            await self.hand.presses(found)
        return True

    # -- reading -----------------------------------------------------------------------------------------------------

    async def _reads(self, news: Sequence[Message], now: datetime.datetime) -> None:
        """Press what the newest letters offer, then look at the card."""
        if self._awaits_paper(news):
            await self.goes_on()
            return
        opened = False
        for letter in sorted(news, key=lambda m: (m.date, m.text), reverse=True):
            opened = await self._answers_letter(letter, now, opened=opened)
        if not opened:
            await self._looks(now)

    @staticmethod
    def _awaits_paper(news: Sequence[Message]) -> bool:
        return any("Согласие родителей получено" in letter.text for letter in news)

    async def _answers_letter(self, letter: Message, now: datetime.datetime, *, opened: bool) -> bool:
        """Whether the pair's card has been looked at by now; one look a day is enough."""
        labels = [bare(label) for label in letter.labels]
        times = [label for label in labels if TIME.match(label)]
        opening = next((label for label in OPENING if label in labels), None)
        opening = opening or next((label for label in labels if label.endswith(NAMED_OPENING)), None)
        survey = next((label for label in labels if SURVEY.match(label)), None)
        if STILL in letter.text and self.mentor:
            self.habit.next_meeting = now.date()
        if "Состоялась" in labels:
            await self.hand.presses(self._how_it_was(), letter)
        elif "Да, нужен" in labels:
            await self.hand.presses(self.chance.choice(["Да, нужен", "Да, нужен", "Нет"]), letter)
            return True
        elif survey is not None:
            await self.hand.presses(survey, letter)
            await self._answers_surveys()
            return opened
        elif times and not opened and self._takes_offered():
            await self.hand.presses(self._best(times), letter)
        elif opening is not None and not opened:
            await self.hand.presses(opening, letter)
        else:
            return opened
        await self._on_card(now)
        return True

    async def _looks(self, now: datetime.datetime) -> None:
        await self.hand.types("/pairs")
        own = [label for label in self.labels if label.startswith(("Пара", "Новая пара", "Группа", "Новая группа"))]
        if not own:
            await self._on_card(now)
        for label in own:
            await self.hand.types("/pairs")
            if label in self.labels:
                await self.hand.presses(label)
                await self._on_card(now)

    async def _on_card(self, now: datetime.datetime) -> None:
        for _ in range(12):
            if not await self._step(now):
                return

    async def _step(self, now: datetime.datetime) -> bool:
        """One thing that the card asks for; False when there is nothing left to do."""
        labels = self.labels
        for label, act in (
            ("Принять", self._decides),
            ("Принять план", self._agrees),
            ("Состоялась", self._tells),
            ("Подходит", self._judges),
            ("Кто был на встрече?", self._opens_sheet),
        ):
            if label in labels:
                await act()
                return True
        if self.mentor and any(label.endswith(PRESENT) for label in labels):
            await self._notes_who_was()
            return True
        times = [label for label in labels if TIME.match(label)]
        if times and NOTED not in self.screen:
            await self._takes(times)
            return True
        if "Перенести" in labels and self._moves():
            await self._calls_off()
            return True
        return await self._works(labels, now)

    async def _works(self, labels: Sequence[str], now: datetime.datetime) -> bool:
        draft = next((one for one in ("Составить план", "Продолжить план", "Поправить план") if one in labels), None)
        if draft is not None and self.mentor:
            await self._plans(draft)
            return True
        if "Какое это было мероприятие?" in labels and self.mentor:
            await self._says_which()
            return True
        if "Отметить мероприятие" in labels and self.mentor and self.habit.to_mark:
            await self._marks()
            return True
        arrange = next((one for one in ("Назначить встречу", "Продолжить выбор времени") if one in labels), None)
        if arrange is not None and self._arranges(now):
            await self._offers(arrange)
            return True
        if GONE_BY in self.screen and "Предложить другое время" in labels:
            await self._offers("Предложить другое время")
            return True
        return False

    # -- single acts -------------------------------------------------------------------------------------------------

    async def _decides(self) -> None:
        if self.habit.temper is Temper.DECLINING and not self.habit.declined:
            self.habit.declined = True
            await self.hand.presses("Отклонить")
            await self.hand.presses(self.chance.choice(["Не хватает времени", "Личная причина"]))
            return
        if self.habit.temper is Temper.SILENT:
            await self.hand.presses("Меню")
            return
        await self.hand.presses("Принять")

    async def _agrees(self) -> None:
        await self.hand.presses("Принять план")

    async def _tells(self) -> None:
        await self.hand.presses(self._how_it_was())

    def _how_it_was(self) -> str:
        if self.habit.temper is Temper.DISPUTING and not self.habit.disputed:
            self.habit.disputed = True
            return "Не состоялась"
        return "Состоялась"

    async def _opens_sheet(self) -> None:
        await self.hand.presses("Кто был на встрече?")

    async def _notes_who_was(self) -> None:
        """The first of the list is always there, others are missing now and then."""
        rows = [label for label in self.labels if label.endswith(f": {PRESENT}")]
        for number, label in enumerate(rows):
            if number and self.chance.random() < ABSENT:
                await self.hand.presses_beside(label)
            else:
                await self.hand.presses(label)
        await self.hand.presses("Готово")

    async def _judges(self) -> None:
        if self.habit.temper is Temper.UNSUITABLE:
            self.habit.temper = Temper.DILIGENT
            await self.hand.presses("Не подходит")
            await self.hand.presses("Личная причина")
        elif (
            self.habit.temper is Temper.ANOTHER_TRIAL and not self.habit.asked_again and "Ещё одна проба" in self.labels
        ):
            self.habit.asked_again = True
            await self.hand.presses("Ещё одна проба")
        else:
            await self.hand.presses("Подходит")

    def _takes_offered(self) -> bool:
        return self.habit.temper not in {Temper.MOVING, Temper.SATURDAY} or self.chance.random() < 0.7

    async def _takes(self, times: Sequence[str]) -> None:
        """In a group what suits is marked, and then that it is all."""
        if "Готово" in self.labels:
            await self.hand.presses("Готово")
        elif "Ни одно не подходит" in self.labels or self._takes_offered():
            await self.hand.presses(self._best(times))
        else:
            await self._offers("Предложить другое время")

    def _best(self, times: Sequence[str]) -> str:
        if self.habit.temper is Temper.SATURDAY:
            return next((one for one in times if one.startswith("сб")), times[0])
        return times[0]

    def _moves(self) -> bool:
        if self.habit.temper is not Temper.MOVING or self.habit.moved >= 6 or self.chance.random() < 0.5:
            return False
        self.habit.moved += 1
        return True

    async def _calls_off(self) -> None:
        await self.hand.presses("Перенести")
        await self.hand.presses(self.chance.choice(["Отсутствие", "Не хватает времени"]))

    def _arranges(self, now: datetime.datetime) -> bool:
        """The mentor does; a mentee when reminded that nothing has been arranged. Between events there is a rest."""
        if not self.mentor and self.chance.random() < 0.6:
            return False
        if " из " in self.screen and "Сделано" in self.screen:
            due = self.habit.next_meeting
            if due is None or now.date() >= due:
                self.habit.next_meeting = now.date() + datetime.timedelta(days=self.chance.randint(*REST))
                return self.mentor
            return False
        return True

    async def _offers(self, label: str) -> None:
        await self.hand.presses(label)
        for number in range(self.chance.randint(1, 3)):
            if "Выбрать день" not in self.labels and "Добавить время" not in self.labels:
                break
            await self.hand.presses("Добавить время" if "Добавить время" in self.labels else "Выбрать день")
            days = [label for label in self.labels if TIME.match(label)]
            await self.hand.presses(self._day(days, number))
            hours = [label for label in self.labels if re.fullmatch(r"\d\d:\d\d", label)]
            await self.hand.presses(self.chance.choice(hours))
        if "Предложить" in self.labels:
            await self.hand.presses("Предложить")
        else:
            await self.hand.types("/pairs")

    def _day(self, days: Sequence[str], number: int) -> str:
        if self.habit.temper is Temper.SATURDAY and (saturdays := [day for day in days if day.startswith("сб")]):
            return saturdays[number % len(saturdays)]
        week = [day for day in days[1:9] if not day.startswith(("сб", "вс"))]
        return self.chance.choice(week or list(days))

    async def _plans(self, label: str) -> None:
        await self.hand.presses(label)
        if "Отправить план" not in self.labels or "Убрать 4" not in self.labels:
            await self.hand.presses("Цель")
            await self.hand.presses(self.chance.choice(_without_back(self.labels)))
            await self.hand.presses("Результат")
            await self.hand.presses(self.chance.choice(_without_back(self.labels)))
            for _ in range(EVENTS - len([one for one in self.labels if one.startswith("Убрать")])):
                await self.hand.presses("Добавить мероприятие")
                await self.hand.presses(self.chance.choice(_without_back(self.labels)))
                months = _without_back(self.labels)
                await self.hand.presses(self.chance.choice(months[1:8]))
        await self.hand.presses("Отправить план")

    async def _says_which(self) -> None:
        """The event that stands first; a meeting out of the plan is marked by hand afterwards."""
        await self.hand.presses("Какое это было мероприятие?")
        planned = [label for label in _without_back(self.labels) if label != NOT_PLANNED]
        if planned and self.chance.random() >= OUT_OF_PLAN:
            await self.hand.presses(planned[0])
        else:
            self.habit.to_mark += 1
            await self.hand.presses(NOT_PLANNED)

    async def _marks(self) -> None:
        """What was done is marked, one at a time."""
        self.habit.to_mark -= 1
        await self.hand.presses("Отметить мероприятие")
        done = next((label for label in self.labels if NUMBERED.match(label)), None)
        await self.hand.presses(done or "Назад")


def _plain(labels: Sequence[str]) -> list[str]:
    """Options alone, without steps and without those that ask for own words."""
    steps = {"Назад", "Пропустить", "Готово", "Оставить так", "Меню", "Дальше ›", "‹ Раньше"}
    found = [label for label in labels if label not in steps and "Друг" not in label and "руго" not in label]
    return found or [label for label in labels if label not in steps]


def _without_back(labels: Sequence[str]) -> list[str]:
    return [label for label in labels if label not in {"Назад", "Меню"}]
