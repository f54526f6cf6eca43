"""«Семь этапов»: how far each is, what it lacks, and where that is done."""

from collections.abc import Callable

from bot.dialogs.bank import Banks
from bot.dialogs.invitations import InviteInto
from bot.dialogs.menu import Open
from bot.dialogs.pair_addresses import Pairs
from bot.dialogs.register_addresses import LocalActs, Stages
from bot.dialogs.registry_addresses import Registry
from bot.dialogs.road_map_addresses import RoadMaps
from bot.dialogs.survey_answers import AskedPairs
from bot.screens import Address, Button, Html, Screen, bold, column, lines, markup
from bot.texts import labels
from bot.texts import registers as register_words
from bot.texts import stages as said
from mentoring.ids import OrganisationId
from mentoring.stages import Code, ConditionNow, StageNow, StagesBelow, StagesOf, StageState

MENU = Button("Меню", Open("menu"))


def overview(found: StagesOf) -> Screen:
    here = found.organisation
    buttons = [
        Button(f"{said.MARKS[one.state]} {one.stage.number}. {labels.shortened(one.stage.name, 30)}", _to(found, one))
        for one in found.stages
    ]
    return Screen(
        lines(
            bold("Семь этапов программы"),
            here.name,
            *(line for one in found.stages for line in ("", *_stage(one))),
        ),
        (*column(buttons[:7]), (Button("Назад", RoadMaps(here.id)), MENU)),
    )


def _to(found: StagesOf, one: StageNow) -> Stages:
    return Stages(found.organisation.id, one.stage.number)


def _stage(one: StageNow) -> list[Html]:
    head = markup(
        "{mark} <b>{number}. {name}</b> — {state}",
        mark=said.MARKS[one.state],
        number=one.stage.number,
        name=one.stage.name,
        state=said.STATES[one.state],
    )
    return [head] if one.state is StageState.DONE else [head, markup("Не хватает: {lack}", lack=said.missing(one))]


def stage(found: StagesOf, number: int) -> Screen:
    """Raises StopIteration for a number that is none."""
    one = next(one for one in found.stages if one.stage.number == number)
    asked = [condition for condition in one.conditions if condition.asked]
    ways = dict.fromkeys(way for condition in one.missing if (way := _way(found, condition)) is not None)
    after = f"Начинается после: {said.waits_for(one.stage.after)}." if one.stage.after else "С него всё начинается."
    return Screen(
        lines(
            markup(
                "<b>{number}. {name}</b> — {state}", number=number, name=one.stage.name, state=said.STATES[one.state]
            ),
            found.organisation.name,
            "",
            after,
            f"Ещё не завершено: {said.waits_for(one.waits_for)}. Этапы могут идти вместе." if one.waits_for else None,
            "",
            bold("Завершён, когда"),
            *(_condition(condition) for condition in asked),
        ),
        (
            *column(list(ways)),
            (Button("Все этапы", Stages(found.organisation.id)), MENU),
        ),
    )


def _condition(one: ConditionNow) -> Html:
    if one.holds:
        return markup("✅ {words}", words=one.condition.words)
    return markup("▫️ {words}\n    <i>не хватает: {lack}</i>", words=one.condition.words, lack=said.lack(one))


WAYS: dict[Code, tuple[str, Callable[[OrganisationId], Address]]] = {
    Code.REGULATION: ("Локальные акты", LocalActs),
    Code.ROAD_MAP: ("Дорожная карта", RoadMaps),
    Code.ORDER: ("Локальные акты", LocalActs),
    Code.CURATOR: ("Пригласить", InviteInto),
    Code.TASKS: ("Дорожная карта", RoadMaps),
    Code.MENTEE_CONSENTS: ("Банк участников", Banks),
    Code.MENTEE_FORMS: ("Банк участников", Banks),
    Code.MENTOR_CONSENTS: ("Банк участников", Banks),
    Code.MENTOR_FORMS: ("Банк участников", Banks),
    Code.REGISTRY: ("Реестр наставников", Registry),
    Code.TRAINING: ("Реестр наставников", Registry),
    Code.ORDERS: ("Пары", Pairs),
    Code.PLANS: ("Пары", Pairs),
    Code.FINALS: ("Пары", Pairs),
    Code.COMPLETED: ("Пары", Pairs),
    Code.SURVEYS: ("Опросы пар", AskedPairs),
}
"""Where what is missing gets done; each of these pages belongs to one organisation."""


ANYBODYS = frozenset({Code.TASKS, Code.ROAD_MAP})
"""Whoever sees the stages sees the road maps."""


def _way(found: StagesOf, one: ConditionNow) -> Button | None:
    code = one.condition.code
    if not found.own and code not in ANYBODYS:
        return None
    label, to = WAYS[code]
    return Button(label, to(found.organisation.id))


def below(found: StagesBelow) -> Screen:
    """Numbers only."""
    return Screen(
        lines(
            bold("Семь этапов программы"),
            found.place.name,
            "",
            f"Всего: {register_words.schools(found.schools)}." if found.schools else "Школ пока нет.",
            *(line for one in found.stages for line in _counted(found, one.number, one.name)),
        ),
        ((Button("Назад", RoadMaps(found.place.id)), MENU),),
    )


def _counted(found: StagesBelow, number: int, name: str) -> list[Html | str]:
    if not found.schools:
        return []
    counts = {state: found.counts[number, state] for state in StageState}
    told = [f"{said.STATES[state]} — {counts[state]}" for state in reversed(StageState) if counts[state]]
    return ["", bold(f"{number}. {name}"), ", ".join(told)]
