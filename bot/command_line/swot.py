"""`swot`: where words may not pass through the messenger, whoever has the machine gathers them."""

import argparse
from typing import Any

from bot.command_line.opening import opened_house
from bot.command_line.outcome import Done, Refused
from bot.texts import swot as said
from config.settings import Settings
from mentoring.ids import OrganisationId, SwotLineId
from mentoring.swot import Side, Swot, WordsRefused
from usecases.swot import Swots
from usecases.unit import Operator, StaleButton


async def show(options: argparse.Namespace, settings: Settings) -> Done:
    async with opened_house(settings) as house:
        found = await _or_refused(Swots(house).look(Operator(), OrganisationId(options.org)))
    return _done(found)


async def take(options: argparse.Namespace, settings: Settings) -> Done:
    async with opened_house(settings) as house:
        found, _ = await _or_refused(Swots(house).take(Operator(), OrganisationId(options.org), options.key))
    return _done(found)


async def add(options: argparse.Namespace, settings: Settings) -> Done:
    async with opened_house(settings) as house:
        organisation = OrganisationId(options.org)
        found = await _or_refused(Swots(house).add(Operator(), organisation, options.side, options.words))
    return _done(found)


async def change(options: argparse.Namespace, settings: Settings) -> Done:
    async with opened_house(settings) as house:
        use = Swots(house)
        _, line = await _or_refused(use.line(Operator(), SwotLineId(options.line)))
        found, _ = await _or_refused(use.change(Operator(), line.id, line.changes, options.words))
    return _done(found)


async def remove(options: argparse.Namespace, settings: Settings) -> Done:
    async with opened_house(settings) as house:
        use = Swots(house)
        _, line = await _or_refused(use.line(Operator(), SwotLineId(options.line)))
        found, _ = await _or_refused(use.remove(Operator(), line.id, line.changes))
    return _done(found)


async def _or_refused(act: Any) -> Any:
    try:
        return await act
    except WordsRefused as refused:
        raise Refused("words", said.FAULTS[refused.fault]) from refused
    except StaleButton as stale:
        raise Refused(
            "swot", "такой строки или такого ответа нет, см. swot show; SWOT бывает только у школы"
        ) from stale


def _done(found: Swot) -> Done:
    answer = {
        "org_id": found.organisation.id,
        "lines": [{"id": line.id, "side": line.side.value, "words": line.words} for line in found.lines],
        "answers": [
            {
                "side": source.side.value,
                "question": source.question.text,
                "answered": source.answered,
                "said": [{"key": one.key, "words": one.words, "taken": one.key in found.taken} for one in source.said],
            }
            for source in found.sources
        ],
    }
    return Done(answer, "\n".join(_lines(found)))


def _lines(found: Swot) -> list[str]:
    told = []
    for side in Side:
        told += [said.SIDES[side], *(f"  {line.id}: {line.words}" for line in found.of(side))]
        for source in found.sources_of(side):
            few = " (меньше пяти ответов взрослых, не показаны)" if source.few else ""
            told.append(f"  из ответов: {source.question.text}{few}")
            told += [f"    {one.key}: {one.words}" for one in source.said if one.key not in found.taken]
    return told
