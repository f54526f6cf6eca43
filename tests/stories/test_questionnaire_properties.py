"""Two devices, any order, backs, corrections, doubled presses, restarts: stored is what was confirmed last.

The real use cases on a real database do what hypothesis thinks of; beside them stands the plainest account of
what should be stored by now.
"""

import asyncio
import copy
import functools
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bot.clock import ManualClock
from bot.content import load_content
from config.questionnaires import QuestionnaireFile
from config.settings import Settings
from mentoring import questionnaire
from mentoring.ids import AttemptId, MembershipId
from mentoring.people import Awaited
from mentoring.questionnaire import AnswerRefused, Kind, Questionnaire, UnknownQuestion, Value
from mentoring.roles import MembershipState, Role
from mentoring.standing import AtHome, JoinedBank, QuestionAsked, ReviewShown, Standing, awaits
from storage import attempts, people, schema
from storage.attempts import Attempt
from storage.database import Database
from tests.usecases.school import MORNING, School
from usecases.content import Content, Form
from usecases.questionnaires import Decision, Questionnaires
from usecases.unit import House, StaleButton

ANNA, BORIS = 7_000_000_001, 7_000_000_002


def _question(name: str, kind: str, **rest: object) -> dict[str, object]:
    return {"id": name, "type": kind, "short": name, "text": "?", "field": f"mentee.{name}", "required": True, **rest}


FORM = QuestionnaireFile.model_validate(
    {
        "id": "mentee_teacher",
        "version": 1,
        "title": "Анкета",
        "audience": "mentee",
        "address": "adult",
        "when": "once",
        "intro": "Всякое",
        "questions": [
            _question(
                "aa01",
                "single",
                options=[
                    {"code": "one", "label": "Один"},
                    {"code": "two", "label": "Два"},
                    {"code": "own", "label": "Другое", "other": True},
                ],
            ),
            _question("aa02", "text", show_if="aa01=two", min_len=3, max_len=20),
            _question(
                "aa03",
                "multi",
                min=1,
                max=2,
                options=[
                    {"code": "red", "label": "Красный"},
                    {"code": "blue", "label": "Синий"},
                    {"code": "own", "label": "Другой", "other": True},
                    {"code": "none", "label": "Никакой", "exclusive": True},
                ],
            ),
            _question("aa04", "yes_no", required=False),
            _question("aa05", "scale", show_if="aa04=yes", min=1, max=5),
            _question("aa06", "number", show_if="aa05=5", min=0, max=60, required=False),
            _question("aa07", "date", required=False, show_if="aa03=blue"),
        ],
    }
)


@functools.cache
def content() -> Content:
    """The forms of ``config/``, with ours in place of the one that mentees fill in."""
    real = load_content(Settings(_env_file=None))  # type: ignore[call-arg]
    return replace(real, forms={**real.forms, FORM.id: Form(FORM.value(), FORM.body, FORM.sha256)}, _pinned={})


@dataclass(frozen=True)
class Act:
    """One thing a device may send; a stale one too, for its question may be hidden or answered by now."""

    how: str
    question: str
    code: str = ""
    words: str = ""
    on: bool = True

    def __call__(self, use: Questionnaires, who: int, attempt: AttemptId) -> Awaitable[Standing | Decision]:
        here = (who, attempt, self.question)
        calls: dict[str, Callable[[], Awaitable[Standing | Decision]]] = {
            "choose": lambda: use.choose(*here, self.code),
            "mark": lambda: use.mark(*here, self.code, self.on),
            "confirm": lambda: use.confirm(*here),
            "skip": lambda: use.skip(*here),
            "type": lambda: use.type_answer(*here, self.words),
            "other": lambda: use.type_other(*here, self.code, self.words),
            "show": lambda: use.show(*here),
            "review": lambda: use.review(who, attempt),
        }
        return calls[self.how]()


names = some.sampled_from([question.id for question in FORM.questions])
words = some.sampled_from(("свои слова", "о", "5", "61", "15.05.2027", "31.02.2027", "слишком длинный ответ тут"))
marks = some.builds(
    Act, some.just("mark"), some.just("aa03"), some.sampled_from(("red", "blue", "own", "none")), on=some.booleans()
)
choices = some.sampled_from(
    [
        *(Act("choose", "aa01", code) for code in ("one", "two", "own")),
        *(Act("choose", "aa04", code) for code in ("yes", "no")),
        *(Act("choose", "aa05", code) for code in ("1", "5", "6")),
        Act("confirm", "aa03"),
        Act("type", "aa02", words="свои слова"),
        Act("type", "aa07", words="15.05.2027"),
        Act("other", "aa03", "own", "зелёный"),
        Act("other", "aa01", "own", "другой"),
    ]
)
anything = some.builds(
    Act,
    some.sampled_from(("choose", "mark", "confirm", "skip", "type", "other", "show", "review")),
    names,
    some.sampled_from(("one", "own", "red", "yes", "3", "zzz")),
    words,
    some.booleans(),
)
acts = choices | marks | anything


@dataclass
class Account:
    """What should be stored, told as plainly as can be."""

    form: Questionnaire
    answers: dict[str, Value]
    marks: dict[str, tuple[str, ...]]

    def after(self, act: Act) -> "Account":
        """The same account when the act is refused or changes nothing."""
        told = copy.deepcopy(self)
        try:
            asked = questionnaire.place(self.form, self.answers, act.question).question
            told.take(act, asked)
        except (UnknownQuestion, AnswerRefused):
            return self
        return told

    def take(self, act: Act, asked: questionnaire.Question) -> None:
        option = asked.option(act.code)
        asks_words = option is not None and option.other
        given = self.answers.get(asked.id)
        marked = self.marks.get(asked.id, given if isinstance(given, tuple) else ())
        match act.how:
            case "choose" if not (asked.kind is Kind.SINGLE and asks_words):
                self.confirm(asked.id, questionnaire.choose(asked, act.code))
            case "mark" if not (act.on and asks_words):
                self.marks[asked.id] = questionnaire.mark(asked, marked, act.code, act.on)
            case "confirm":
                self.confirm(asked.id, questionnaire.confirm(asked, marked))
            case "skip":
                questionnaire.skip(asked)
                self.confirm(asked.id, None)
            case "type":
                self.confirm(asked.id, questionnaire.typed(asked, act.words))
            case "other" if asked.kind is Kind.MULTI:
                item = questionnaire.typed_other(asked, act.code, act.words)
                self.marks[asked.id] = questionnaire.mark(asked, marked, item, on=True)
            case "other":
                self.confirm(asked.id, questionnaire.typed_other(asked, act.code, act.words))

    def confirm(self, question: str, value: Value) -> None:
        self.answers[question] = value
        self.marks.pop(question, None)


class TwoDevices(RuleBasedStateMachine):
    """Anna fills in her form on a phone and on a tablet; Boris presses her buttons too."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.loop = asyncio.Runner()
        self.school: School
        self.attempt: AttemptId
        self.membership: MembershipId
        self.account = Account(FORM.value(), {}, {})
        self.sent = False

    def now(self, work: Any) -> Any:
        return self.loop.run(work)

    def teardown(self) -> None:
        self.now(self.house.database.close())
        self.loop.close()
        self.folder.cleanup()

    @property
    def house(self) -> House:
        return self.school.house

    @property
    def use(self) -> Questionnaires:
        return self.school.questionnaires

    async def _opened(self) -> School:
        database = Database(Path(self.folder.name) / "school.db")
        await database.open()
        await schema.migrate(database)
        await content().pin(database)
        clock = ManualClock(MORNING)
        return School(House(database, clock, replace(content(), _pinned={})), clock)

    async def _settled_in(self) -> None:
        self.school = await self._opened()
        self.school.id = await self.school.founded()
        self.membership = await self.school.joins(ANNA, Role.MENTEE)
        await self.school.joins(BORIS, Role.MENTEE)
        begun = await self.use.begin(ANNA, self.membership)
        assert isinstance(begun, QuestionAsked)
        self.attempt = begun.attempt

    @initialize()
    def begins(self) -> None:
        self.now(self._settled_in())

    # -- what is stored --------------------------------------------------------------------------------------------

    def stored(self) -> Attempt:
        found = self.now(self.house.database.read(lambda tx: attempts.one(tx, self.attempt)))
        assert isinstance(found, Attempt)
        return found

    def awaited(self) -> Awaited | None:
        caller = self.now(self.house.database.read(lambda tx: people.caller(tx, ANNA)))
        awaited: Awaited | None = caller.awaited
        return awaited

    def agrees(self, account: Account, kept: Attempt) -> bool:
        return (kept.answers, kept.marks) == (account.answers, account.marks)

    async def tried(self, act: Act, who: int = ANNA) -> Standing | Decision | None:
        """None for what was refused."""
        try:
            return await act(self.use, who, self.attempt)
        except (AnswerRefused, StaleButton):
            return None

    # -- what happens ----------------------------------------------------------------------------------------------

    @precondition(lambda self: not self.sent)
    @rule(act=acts)
    def one_device(self, act: Act) -> None:
        before, awaited = self.stored(), self.awaited()
        account = self.account.after(act)

        answer = self.now(self.tried(act))

        after = self.stored()
        assert self.agrees(account, after)
        if answer is None or act.how in {"show", "review"}:
            assert after == before
        if answer is None:
            assert self.awaited() == awaited
        else:
            standing = answer.standing if isinstance(answer, Decision) else answer
            assert self.awaited() == awaits(standing)
        self.account = account

    @precondition(lambda self: not self.sent)
    @rule(act=acts)
    def one_press_twice_at_once(self, act: Act) -> None:
        account = self.account.after(act)

        async def both() -> None:
            await asyncio.gather(self.tried(act), self.tried(act))

        self.now(both())

        assert self.agrees(account, self.stored())
        self.account = account

    @precondition(lambda self: not self.sent)
    @rule(one=acts, other=acts)
    def both_devices_at_once(self, one: Act, other: Act) -> None:
        orders = self.account.after(one).after(other), self.account.after(other).after(one)

        async def both() -> None:
            await asyncio.gather(self.tried(one), self.tried(other))

        self.now(both())

        after = self.stored()
        fitting = [account for account in orders if self.agrees(account, after)]
        assert fitting, (one, other, after)
        self.account = fitting[0]

    @rule(act=acts)
    def somebody_else_presses_her_buttons(self, act: Act) -> None:
        before = self.stored()
        assert self.now(self.tried(act, who=BORIS)) is None
        assert self.stored() == before

    @rule()
    def the_programme_is_started_anew(self) -> None:
        async def anew() -> School:
            await self.house.database.close()
            return await self._opened()

        self.school, here = self.now(anew()), self.school.id
        self.school.id = here
        assert self.sent or self.agrees(self.account, self.stored())

    @precondition(lambda self: not self.sent)
    @rule()
    def begins_once_more(self) -> None:
        before = self.stored()
        standing = self.now(self.use.begin(ANNA, self.membership))
        assert isinstance(standing, QuestionAsked | ReviewShown)
        assert standing.attempt == self.attempt
        assert self.stored() == before

    @precondition(lambda self: not self.sent)
    @rule(twice=some.booleans())
    def sends(self, twice: bool) -> None:
        before = self.stored()
        open_one = questionnaire.next_open(self.account.form, self.account.answers)

        async def press() -> list[Standing | BaseException]:
            presses = [self.use.send(ANNA, self.attempt) for _ in range(1 + twice)]
            return await asyncio.gather(*presses, return_exceptions=True)

        answers = self.now(press())

        if open_one is not None:
            assert all(isinstance(answer, QuestionAsked) for answer in answers)
            assert self.stored() == before
            return
        assert sorted(type(answer).__name__ for answer in answers) == ["JoinedBank", "StaleButton"][: len(answers)]
        assert isinstance(answers[0], JoinedBank | StaleButton)
        self.sent = True
        self.account.answers = questionnaire.kept(self.account.form, self.account.answers)
        self.account.marks = {}
        assert self.stored().finished
        assert self.agrees(self.account, self.stored())

    @precondition(lambda self: self.sent)
    @rule(act=acts)
    def an_old_button_after_it_is_sent(self, act: Act) -> None:
        before = self.stored()
        assert self.now(self.tried(act)) is None
        assert self.stored() == before
        assert self.agrees(self.account, before)

    @precondition(lambda self: self.sent)
    @rule()
    def begins_after_it_is_sent(self) -> None:
        assert isinstance(self.now(self.use.begin(ANNA, self.membership)), AtHome)
        held = self.now(self.house.database.read(lambda tx: people.membership(tx, self.membership)))
        assert held.state is MembershipState.IN_BANK
        assert self.agrees(self.account, self.stored())

    @precondition(lambda self: not self.sent)
    @rule()
    def answers_all_that_is_left(self) -> None:
        """So that sending is reached often enough."""
        fitting = {
            "aa01": Act("choose", "aa01", "two"),
            "aa02": Act("type", "aa02", words="свои слова"),
            "aa03": Act("confirm", "aa03"),
            "aa05": Act("choose", "aa05", "5"),
        }
        while (name := questionnaire.next_open(self.account.form, self.account.answers)) is not None:
            if name == "aa03":
                self.one_device(Act("mark", "aa03", "blue", on=True))
                self.one_device(Act("mark", "aa03", "none", on=False))
            self.one_device(fitting.get(name, Act("skip", name)))


# What fails is shown as it was found: making it smaller would take minutes of writing to the disk.
TwoDevices.TestCase.settings = settings(
    max_examples=15,
    stateful_step_count=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.generate,),
    report_multiple_bugs=False,
)
TestTwoDevices = TwoDevices.TestCase
