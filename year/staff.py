"""The curator, who works every working day; the deputy head, the psychologist, the municipal coordinator."""

import datetime
import random
import re

from sandbox.chats import Message
from sandbox.people import bare
from year.stage import Hand

NUMBERED = re.compile(r"^\d\. (?!Не предлагать)")
CODE = re.compile(r"\d-\d")
STAGES = ("Знакомство", "Проба", "План", "Работа", "Итог", "Ждут приказа")
TAKING = ("Взято в работу", "Вижу, занимаюсь")
CARDS = ("Открыть карточку пары", "Открыть карточку группы")
ENDS = ("Завершить пару", "Завершить группу")
PATIENCE = datetime.timedelta(days=12)
"""How long a late pair is talked to before it is ended."""


class Staff:
    """Reads letters and presses what they offer. ``acts``: whether they run the pairs."""

    def __init__(self, hand: Hand, name: str, role: str, seed: str, *, acts: bool = False) -> None:
        self.hand = hand
        self.name = name
        self.role = role
        self.chance = random.Random(seed)
        self.gone = False
        self._acts = acts
        self._read = 0
        self._orders = 0
        self._papers = 0
        self._late: dict[str, datetime.date] = {}
        self._lapsed: set[str] = set()
        self.leads: set[str] = set()
        """Surnames of those who are asked to lead a group and nothing else."""

    @property
    def labels(self) -> list[str]:
        return self.hand.labels

    @property
    def screen(self) -> str:
        return self.hand.screen

    async def joins(self, code: str) -> None:
        await self.hand.starts(code)
        if "Да, есть" in self.labels:
            await self.hand.presses("Да, есть")
        await self.hand.presses("Согласиться")
        if "зовут" in self.screen:
            await self.hand.types(self.name)
            await self.hand.presses("Верно")
        self._read = self._newest()

    async def begins_road_map(self, year: int) -> None:
        """Out of the template for one school year."""
        await self.hand.types("/roadmap")
        for label in ("Начать дорожную карту", "На учебный год", str(year), "Начать", "Начать"):
            await self.hand.presses(label)
        self._read = self._newest()

    def _newest(self) -> int:
        messages = self.hand.person.messages
        return messages[-1].message_id if messages else 0

    @property
    def is_called(self) -> bool:
        """Whether an alarm waits among what has not been read."""
        return any("🆘" in m.text for m in self.hand.person.messages if m.is_from_bot and m.message_id > self._read)

    async def works(self, now: datetime.datetime) -> bool:
        """Read the letters that have come and do what they ask for; whether there was anything."""
        news = [m for m in self.hand.person.messages if m.is_from_bot and m.message_id > self._read]
        for letter in sorted(news, key=lambda m: (m.date, m.text)):
            await self._answers(letter, now)
        if any(letter.text.count("задержалась") > 1 for letter in news):
            # Several in one letter: the first has been looked at, the list shows all.
            await self._looks_at_all(now)
        self._read = self._newest()
        return bool(news)

    async def _answers(self, letter: Message, now: datetime.datetime) -> None:
        labels = [bare(label) for label in letter.labels]
        if "Срок ответа вышел" in letter.text:
            self._lapsed.add(_sides(letter.text))
        if "Согласия родителей" in labels:
            await self._marks_papers(now)
            return
        if "Состоялась" in labels and self._acts:
            await self.hand.presses("Состоялась", letter)
            return
        taken = next((one for one in TAKING if one in labels), None)
        if taken is not None:
            await self.hand.presses(taken, letter)
            if "Решено" in self.labels:
                await self.hand.presses("Решено")
            return
        label = next((one for one in labels if one != "Меню"), None)
        label = next((one for one in labels if _opens_card(one)), label)
        if label is not None:
            await self.hand.presses(label, letter)
            if _opens_card(label) and self._acts:
                await self._on_card(now, late="задержалась" in letter.text)

    async def _marks_papers(self, now: datetime.datetime) -> None:
        await self.hand.types("/papers")
        waiting = [label for label in self.labels if CODE.search(label)]
        for label in waiting:
            await self.hand.types("/papers")
            await self.hand.presses(label)
            if "Отметить получение" not in self.labels:
                continue
            await self.hand.presses("Отметить получение")
            await self.hand.presses("Мать")
            self._papers += 1
            await self.hand.types(f"№ {self._papers} от {now:%d.%m.%Y}")

    # -- pairs -------------------------------------------------------------------------------------------------------

    async def _on_card(self, now: datetime.datetime, *, late: bool) -> None:
        for _ in range(4):
            if not await self._step(now, late=late):
                return

    async def _step(self, now: datetime.datetime, *, late: bool) -> bool:
        labels = self.labels
        if "Внести приказ" in labels:
            await self._enters_order(now)
            return True
        if "Утвердить план" in labels:
            await self._approves()
            return True
        if "Состоялась" in labels:
            await self.hand.presses("Состоялась")
            return True
        return late and await self._moves_on(now)

    async def _enters_order(self, now: datetime.datetime) -> None:
        await self.hand.presses("Внести приказ")
        await self.hand.presses("Да, согласия есть")
        self._orders += 1
        await self.hand.types(f"{self._orders}-од от {now:%d.%m.%Y}")

    async def _approves(self) -> None:
        if self.chance.random() < 0.15 and "Вернуть план" in self.labels:
            await self.hand.presses("Вернуть план")
            await self.hand.presses(self.chance.choice([one for one in self.labels if one != "Назад"]))
        else:
            await self.hand.presses("Утвердить план")

    async def _moves_on(self, now: datetime.datetime) -> bool:
        """A late pair: helped on where the card allows it, talked to, and ended when nothing comes of that."""
        title = self.screen.split("\n")[0]
        if "Сейчас: " in self.screen:
            title += self.screen.split("Сейчас: ")[1].split(",")[0]
        for label in ("Пара продолжает работу", "К итоговой встрече"):
            if label in self.labels:
                await self.hand.presses(label)
                return True
        since = self._late.setdefault(title, now.date())
        if "Встреча уже прошла" in self.labels and self.chance.random() < 0.3:
            await self.hand.presses("Встреча уже прошла")
            await self.hand.presses("Да, встреча прошла")
            return True
        if now.date() - since >= PATIENCE and "Другие действия" in self.labels:
            await self.hand.presses("Другие действия")
            end = next((label for label in self.labels if label in ENDS), None)
            if end is not None:
                await self.hand.presses(end)
                await self.hand.presses("Другая причина")
                if "Сразу, по согласию сторон" in self.labels:
                    await self.hand.presses("Сразу, по согласию сторон")
        return False

    async def looks_round(self, now: datetime.datetime) -> None:
        """Once a week: who has no pair, and what is late."""
        if now.month == 9 or (now.month in {10, 11} and now.day <= 7):
            await self._finds_pairs()
        await self._looks_at_all(now)

    async def _looks_at_all(self, now: datetime.datetime) -> None:
        for stage in STAGES:
            await self._looks_at(stage, now)

    async def _looks_at(self, stage: str, now: datetime.datetime) -> None:
        """Every late pair of the list, each once."""
        seen: set[str] = set()
        while (name := await self._late_one(stage, seen)) is not None:
            seen.add(name)
            await self.hand.presses(name)
            await self._on_card(now, late=True)

    async def _late_one(self, stage: str, seen: set[str]) -> str | None:
        """The next one with a mark, however far down the list."""
        if not await self._opens_stage(stage):
            return None
        for _ in range(9):
            for line in self.screen.split("\n"):
                name = line.split(": ")[0].removeprefix("⚠️ ")
                if line.startswith("⚠️ ") and name in self.labels and name not in seen:
                    return name
            if "Дальше ›" not in self.labels:
                return None
            await self.hand.presses("Дальше ›")
        return None

    async def opens(self, lead: str) -> None:
        """The card of whose mentor that is, in whatever stage."""
        for stage in STAGES:
            if not await self._opens_stage(stage):
                continue
            for _ in range(9):
                found = next((one for one in self.labels if lead in one.split("→")[0].split()), None)
                if found is not None:
                    await self.hand.presses(found)
                    return
                if "Дальше ›" not in self.labels:
                    break
                await self.hand.presses("Дальше ›")
        raise AssertionError(f"no group of {lead}")

    async def _opens_stage(self, stage: str) -> bool:
        """The list of a stage, unless it is empty."""
        await self.hand.types("/pairs")
        opened = next((label for label in self.labels if label.startswith(stage)), None)
        if opened is None or opened.endswith("· 0"):
            return False
        await self.hand.presses(opened)
        return True

    async def _finds_pairs(self) -> None:
        await self.hand.types("/pairs")
        choose = next((label for label in self.labels if label.startswith("Подобрать пару")), None)
        if choose is None or choose.endswith("· 0"):
            return
        await self.hand.presses(choose)
        if "Подобрать всем сразу" in self.labels:
            await self.hand.presses("Подобрать всем сразу")
            if "Проверить черновики" not in self.labels:
                return
            await self.hand.presses("Проверить черновики")
            await self._sends_drafts()
        elif waiting := [label for label in self.labels if " · " in label]:
            await self.hand.presses(waiting[0])
            best = next(
                (label for label in self.labels if NUMBERED.match(label) and not self._is_for_group(label)), None
            )
            if best is not None:
                await self.hand.presses(best)
                if "Отправить предложение" in self.labels:
                    await self.hand.presses("Отправить предложение")

    async def _sends_drafts(self) -> None:
        """Those that have come to nothing before are thrown away: somebody does not answer. So are those that would
        take a place in a group."""
        while (name := await self._draft()) is not None:
            await self.hand.presses(name)
            unfit = self._is_for_group(name) or any(self._is_of(name, sides) for sides in self._lapsed)
            if unfit:
                await self.hand.presses("Удалить черновик")
            await self.hand.presses("Да, удалить" if unfit else "Отправить предложение")
            await self.hand.types("/pairs")
            offered = next((label for label in self.labels if label.startswith("Предложены")), None)
            if offered is None:
                return
            await self.hand.presses(offered)

    async def _draft(self) -> str | None:
        """The first draft of the list, however far down."""
        for _ in range(9):
            for line in self.screen.split("\n"):
                name = line.split(": ")[0]
                if "черновик" in line and name in self.labels:
                    return name
            if "Дальше ›" not in self.labels:
                return None
            await self.hand.presses("Дальше ›")
        return None

    def _is_for_group(self, label: str) -> bool:
        """«1. Зорин И. П.» or «Зорин И. П. → Лукин П. О.»."""
        return any(surname in label.split("→")[0].split() for surname in self.leads)

    @staticmethod
    def _is_of(name: str, sides: str) -> bool:
        """«Зорин И. П. → Лукин П. О.» on a button, full names in the letter."""
        return all(part.strip().split()[0] in sides for part in name.split("→"))


def _sides(text: str) -> str:
    return next((line for line in text.split("\n") if " → " in line), "")


def _opens_card(label: str) -> bool:
    """One pair's letter says so, a letter about several names the sides."""
    return label in CARDS or "→" in label
