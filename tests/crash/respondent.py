"""Somebody who joins and fills in the form by what stands on the screen, whatever happens to the bot meanwhile."""

import asyncio
import random
import re
from collections.abc import Callable

from config import questionnaires
from mentoring.questionnaire import Kind, Question, Value
from sandbox.people import Person, bare
from tests.crash.stage import until

FORM = questionnaires.load()["mentee_teacher"].value()

HEADER = re.compile(r"Вопрос (\d+) из \d+")
PATIENCE = 90
"""Seconds after which what was pressed is held for lost: longer than any restart takes."""


class Lost(AssertionError):
    """Something was pressed or typed, and nothing ever came of it."""


class Respondent:
    """``told`` is what was said last to each question; ``seen`` what of it a screen has confirmed."""

    def __init__(self, person: Person, chance: random.Random) -> None:
        self.person = person
        self.told: dict[str, Value] = {}
        self.seen: dict[str, Value] = {}
        self.changes = 0
        """How often the attempt should have been changed by now."""
        self.acts = 0
        self._chance = chance

    async def joins(self, code: str) -> None:
        await self._does(lambda: self.person.start_now(code), lambda: "18 лет" in self.person.screen)
        await self._presses("Да, есть", lambda: "СОГЛАСИЕ" in self.person.screen.upper())
        await self._presses("Согласиться", lambda: "Начать" in map(bare, self.person.labels))
        await self._presses("Начать", lambda: self.question is not None)

    async def answers(self) -> None:
        """Go through the form to the review."""
        while (question := self.question) is not None:
            await self._answer(question)

    async def corrects_until(self, enough: asyncio.Event) -> None:
        """Take back one answer after the other."""
        fixed = [question for question in FORM.questions[:6] if not question.typed and question.kind is not Kind.MULTI]
        while not enough.is_set():
            question = self._chance.choice(fixed)
            # The review may be drawn anew by a restart at any moment, so that the way back is found again.
            fix = next((label for label in self.person.labels if question.short in label), None)
            if fix is not None:
                await self._presses(fix, lambda: self.question is not None or not self.at_review)
            if self.question is not None:
                await self._answer(self.question)

    async def sends(self) -> None:
        await self._presses("Отправить", lambda: "анкета отправлена" in self.person.screen)
        self.changes += 1

    @property
    def question(self) -> Question | None:
        """The question on the screen."""
        found = HEADER.search(self.person.screen)
        return None if found is None else FORM.questions[int(found[1]) - 1]

    @property
    def at_review(self) -> bool:
        return "Проверьте ответы" in self.person.screen

    # -- one answer ------------------------------------------------------------------------------------------------

    async def _answer(self, question: Question) -> None:
        gone_on = lambda: self.question != question  # noqa: E731
        if not question.required and question.id not in self.told:
            await self._tells(question, None, "Пропустить", gone_on)
        elif question.kind is Kind.MULTI:
            await self._marks(question)
            marked = tuple(option.code for option in question.options if self._is_ticked(option.label))
            await self._tells(question, marked, "Готово", gone_on)
        elif question.typed:
            await self._types(question, gone_on)
        else:
            await self._chooses(question, gone_on)

    async def _chooses(self, question: Question, gone_on: Callable[[], bool]) -> None:
        if question.kind is Kind.YES_NO:
            value: Value = self._chance.random() < 0.5
            label = "Да" if value else "Нет"
        elif question.kind is Kind.SINGLE:
            shown = [option for option in question.options if not option.other and self._has(option.label)]
            option = self._chance.choice(shown)
            value, label = option.code, option.label
        else:
            value = self._chance.choice(list(question.choices or ()))
            label = str(value)
        await self._tells(question, value, label, gone_on)

    async def _marks(self, question: Question) -> None:
        shown = [option for option in question.options if not option.exclusive and self._has(option.label)]
        for option in self._chance.sample(shown, 2):
            if not self._is_ticked(option.label):
                ticked = lambda label=option.label: self._is_ticked(label)  # noqa: E731
                await self._presses(option.label, ticked)
                self.changes += 1

    async def _types(self, question: Question, gone_on: Callable[[], bool]) -> None:
        number = self._chance.randrange(61)
        value: Value = number if question.kind is Kind.NUMBER else f"Слова под номером {self._chance.randrange(10**6)}"
        self.told[question.id] = value
        await self._does(lambda: self.person.type_now(str(value)), gone_on)
        self.changes += 1
        self.seen[question.id] = value

    async def _tells(self, question: Question, value: Value, label: str, gone_on: Callable[[], bool]) -> None:
        self.told[question.id] = value
        await self._presses(label, gone_on)
        self.changes += 1
        self.seen[question.id] = value

    # -- one act ---------------------------------------------------------------------------------------------------

    def _has(self, label: str) -> bool:
        return any(bare(shown) == bare(label) for shown in self.person.labels)

    def _is_ticked(self, label: str) -> bool:
        return any(shown.startswith("☑") and bare(shown) == bare(label) for shown in self.person.labels)

    async def _presses(self, label: str, done: Callable[[], bool]) -> None:
        await self._does(lambda: self.person.press_now(label, self.person.last), done)

    async def _does(self, act: Callable[[], None], done: Callable[[], bool]) -> None:
        """Think for a moment, do it once, and wait however long it takes until the screen has taken it in."""
        await asyncio.sleep(self._chance.random() * 0.05)
        self.acts += 1
        before = self.person.screen
        act()
        try:
            await until(done, PATIENCE)
        except TimeoutError:
            raise Lost(f"{self.person.name}: {before[-200:]!r} → {self.person.screen[-200:]!r}") from None
