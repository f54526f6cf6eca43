"""How people differ: when they answer, what they say, what happens to them in the year."""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum


class Temper(StrEnum):
    DILIGENT = "diligent"
    NEW = "new"
    BUSY = "busy"
    SILENT = "silent"
    SILENT_LATER = "silent_later"
    DECLINING = "declining"
    ILL = "ill"
    MOVING = "moving"
    SATURDAY = "saturday"
    WITHDRAWING = "withdrawing"
    BLOCKING = "blocking"
    UNSUITABLE = "unsuitable"
    ANOTHER_TRIAL = "another_trial"
    DISPUTING = "disputing"
    ASKING = "asking"
    LEAVING = "leaving"
    CALLING = "calling"


WORDS: dict[Temper, str] = {
    Temper.DILIGENT: "отвечает в тот же день",
    Temper.NEW: "приходит посреди осени и входит в группу",
    Temper.BUSY: "отвечает через день-два",
    Temper.SILENT: "на предложения не отвечает",
    Temper.SILENT_LATER: "замолкает посреди работы",
    Temper.DECLINING: "первое предложение отклоняет",
    Temper.ILL: "болеет месяц",
    Temper.MOVING: "переносит встречи",
    Temper.SATURDAY: "встречается по субботам",
    Temper.WITHDRAWING: "отзывает согласие",
    Temper.BLOCKING: "блокирует бота",
    Temper.UNSUITABLE: "после пробы говорит «не подходит»",
    Temper.ANOTHER_TRIAL: "просит ещё одну пробу",
    Temper.DISPUTING: "о встрече говорит иначе",
    Temper.ASKING: "задаёт вопрос куратору",
    Temper.LEAVING: "завершает участие раньше срока",
    Temper.CALLING: "ученик зовёт на помощь вечером",
}


class Wish(StrEnum):
    MORNING = "morning"
    EVENING = "evening"
    MUTED = "muted"
    QUIET = "quiet"


WISH_WORDS: dict[Wish, str] = {
    Wish.MORNING: "просит писать утром",
    Wish.EVENING: "просит писать вечером",
    Wish.MUTED: "отключает напоминания о сроках",
    Wish.QUIET: "просит неделю не беспокоить",
}

ANSWERING = frozenset({Temper.DILIGENT, Temper.BUSY, Temper.SATURDAY, Temper.NEW})
"""Whatever the year brings, these do what they are asked for."""


@dataclass
class Habit:
    """A temper with its days; what the person remembers of the year is kept here too."""

    temper: Temper
    turns: datetime.date | None = None
    """When the illness begins, the silence, the withdrawal, the block, the question."""
    recovers: datetime.date | None = None
    turned: bool = False
    declined: bool = False
    asked_again: bool = False
    disputed: bool = False
    moved: int = 0
    places: int = 1
    """How many mentees a mentor has room for."""
    wish: Wish | None = None
    """Of «Когда писать»; said on ``wishes_on``."""
    wishes_on: datetime.date | None = None
    comes: datetime.date | None = None
    """When somebody joins who was not there in September."""
    to_mark: int = 0
    """Events of the plan that are done and not marked yet."""
    next_meeting: datetime.date | None = None
    notes: dict[str, datetime.date] = field(default_factory=dict)

    def is_away(self, day: datetime.date) -> bool:
        """Nobody answers: ill, silent, gone."""
        if self.turns is None or day < self.turns:
            return False
        if self.temper is Temper.ILL:
            return self.recovers is None or day < self.recovers
        return self.temper in {Temper.SILENT_LATER, Temper.WITHDRAWING, Temper.BLOCKING}
