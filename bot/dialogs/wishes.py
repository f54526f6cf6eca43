"""«Когда писать»: the hour of digests, by whose clock, a quiet time, kinds of letters."""

import datetime
from dataclasses import dataclass

from bot.dialogs import days
from bot.dialogs.menu import Open
from bot.dialogs.pair_addresses import More
from bot.screens import Address, Button, Screen, address, bold, column, grid, italic, lines, markup
from bot.texts import words
from mentoring.ids import PairId
from mentoring.wishes import FOR_PUPILS, Hour, MyWishes, Topic, window

QUIET_DAYS = 92


@address("yw")
@dataclass(frozen=True, slots=True)
class When(Address):
    """The page itself."""


@address("yh")
@dataclass(frozen=True, slots=True)
class SetHour(Address):
    hour: Hour


@address("yd")
@dataclass(frozen=True, slots=True)
class PickQuiet(Address):
    """«Не беспокоить до…»: which day? ``month`` counts from the year 0."""

    month: int | None = None


@address("yq")
@dataclass(frozen=True, slots=True)
class BeQuiet(Address):
    """Until that day, an ordinal; without one letters come again."""

    until: int | None = None


@address("yk")
@dataclass(frozen=True, slots=True)
class Kinds(Address):
    """«Какие письма получать»."""


@address("ym")
@dataclass(frozen=True, slots=True)
class Mute(Address):
    topic: Topic
    muted: bool


@address("yz")
@dataclass(frozen=True, slots=True)
class MyZone(Address):
    """«Мой часовой пояс»; ``pair``: reached from there, and leads back."""

    pair: PairId | None = None


@address("yo")
@dataclass(frozen=True, slots=True)
class SetMyZone(Address):
    """Without a name: as at the school."""

    name: str | None = None
    pair: PairId | None = None


HOURS = {Hour.MORNING: "Утром", Hour.AFTER_LESSONS: "После уроков", Hour.EVENING: "Вечером"}

TOPICS = {
    Topic.QUESTIONNAIRE: "Напоминания об анкете",
    Topic.TERMS: "Напоминания о сроках пары",
    Topic.CHECKS: "Вопрос «Как дела?»",
    Topic.BANK: "Новые анкеты в банке",
    Topic.SURVEYS: "Напоминания об опросах",
}

MENU = Button("Меню", Open("menu"))


def when(shown: MyWishes) -> Screen:
    """The hour stands under a tick."""
    hours = FOR_PUPILS if shown.pupil else tuple(Hour)
    now = _hour(shown)
    slots = [Button(f"{'✓ ' if hour is now else ''}{HOURS[hour]}", SetHour(hour)) for hour in hours]
    quiet = Button("Не беспокоить до…", PickQuiet())
    if shown.quiet_until is not None:
        quiet = Button("Писать снова", BeQuiet())
    kinds = (Button("Какие письма получать", Kinds()),) if shown.topics else ()
    rare = [quiet, *kinds, Button("Мой часовой пояс", MyZone()), MENU]
    return Screen(lines(bold("Когда писать"), "", *_told(shown)), column([*slots, *rare]))


def _hour(shown: MyWishes) -> Hour:
    hour = shown.wishes.hour or Hour.AFTER_LESSONS
    return hour if not shown.pupil or hour in FOR_PUPILS else Hour.AFTER_LESSONS


def _told(shown: MyWishes) -> list[object]:
    slot = window(_hour(shown), pupil=shown.pupil).slot
    whom = "тебе" if shown.pupil else "Вам"
    told: list[object] = [
        f"Напоминания приходят {whom} одним письмом в день: {HOURS[_hour(shown)].lower()}, около {slot:%H:%M}. "
        "В выходные их нет.",
    ]
    if shown.pupil:
        told.append("На каникулах их тоже нет.")
    if shown.wishes.zone is not None:
        told.append(markup("Часовой пояс: {zone}.", zone=words.zone(shown.wishes.zone.key, shown.zones)))
    if shown.quiet_until is not None:
        told += ["", markup("<b>Тихое время до {day}.</b>", day=words.day(shown.quiet_until))]
    return [*told, "", "О назначенной встрече и о том, что важно для безопасности, бот пишет всегда."]


def my_zone(shown: MyWishes, pair: PairId | None = None) -> Screen:
    """What is chosen stands under a tick."""
    chosen = None if shown.wishes.zone is None else shown.wishes.zone.key
    zones = [
        Button(f"{'✓ ' if zone.name == chosen else ''}{zone.label}", SetMyZone(zone.name, pair)) for zone in shown.zones
    ]
    same = Button(f"{'✓ ' if chosen is None else ''}Как у школы", SetMyZone(None, pair))
    back = Button("Назад", When() if pair is None else More(pair))
    return Screen(
        lines(bold("Мой часовой пояс"), "", *_zone_words(shown), "", italic("Число — разница с Москвой.")),
        (*grid(zones, 2), (same, back)),
    )


def _zone_words(shown: MyWishes) -> list[object]:
    now = "как у школы"
    if shown.wishes.zone is not None:
        now = words.zone(shown.wishes.zone.key, shown.zones)
    whom = "тебе" if shown.pupil else "Вам"
    return [
        f"Сейчас: {now}.",
        "",
        f"По этому времени бот пишет {whom} и говорит, во сколько встреча. Если у второй стороны время другое, "
        "каждый видит оба.",
    ]


def quiet_asked(shown: MyWishes, month: int | None) -> Screen:
    """From tomorrow on, for three months."""
    first = shown.today + datetime.timedelta(days=1)
    last = shown.today + datetime.timedelta(days=QUIET_DAYS)
    month = min(max(month or days.month_of(first), days.month_of(first)), days.month_of(last))
    pick = "Выбери день, с которого снова писать." if shown.pupil else "Выберите день, с которого снова писать."
    return Screen(
        lines(bold("Не беспокоить до…"), "", f"{pick} {days.title(month)}."),
        (
            *days.month_rows(month, first, last, lambda day: BeQuiet(day.toordinal()), PickQuiet),
            (Button("Назад", When()),),
        ),
    )


def kinds(shown: MyWishes) -> Screen:
    """What comes is ticked; a press says what will be."""
    buttons = [
        Button(f"{'☐' if topic in shown.wishes.muted else '☑'} {TOPICS[topic]}", _muting(shown, topic))
        for topic in shown.topics
    ]
    return Screen(
        lines(
            bold("Какие письма получать"),
            "",
            "Отмеченное приходит. Письма, на которые нужен ответ, и письма о встречах отключить нельзя.",
        ),
        column([*buttons, Button("Назад", When())]),
    )


def _muting(shown: MyWishes, topic: Topic) -> Mute:
    return Mute(topic, topic not in shown.wishes.muted)
