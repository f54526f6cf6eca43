"""`report indicators`: plan, fact and deviation of a place on a day, as JSON, a workbook or a document."""

import argparse
import json
from typing import Any

from bot.command_line.exporting import keep
from bot.command_line.opening import opened_house
from bot.command_line.outcome import Done
from bot.texts import indicators as said
from config import indicators, questionnaires
from config.settings import Settings
from documents import tables
from documents.report_paper import report_paper
from documents.tables import Column, Table
from mentoring.ids import OrganisationId
from mentoring.indicators import Fact, IndicatorsAt, YearKind
from mentoring.roles import Level
from usecases.indicators import Indicators
from usecases.unit import Operator

BELOW_HEADINGS = ("Организация", *said.HEADINGS)


async def report(options: argparse.Namespace, settings: Settings, place: OrganisationId, level: Level) -> Done:
    """JSON goes to stdout unless ``--out`` names a file; a workbook and a document become a file."""
    kind = YearKind.SCHOOL if options.school_year else YearKind.CALENDAR
    defined = indicators.load({name: file.value() for name, file in questionnaires.load().items()})
    async with opened_house(settings, indicators=defined) as house:
        found = await Indicators(house).report(Operator(), place, options.on, level, kind)
    answer = as_json(found)
    if options.out is None and options.format.value == "json":
        return Done(answer, json.dumps(answer, ensure_ascii=False, indent=1))
    path = options.out or settings.data_dir / "exports" / file_name(found, options.format.value)
    keep(path, content(found, options.format.value))
    return Done({"path": str(path)}, f"Записано в файл {path}")


def file_name(found: IndicatorsAt, ending: str) -> str:
    return f"{said.TITLE}_{found.organisation.id}_{found.on:%Y-%m-%d}.{ending}"


def content(found: IndicatorsAt, wanted: str) -> bytes:
    if wanted == "json":
        return json.dumps(as_json(found), ensure_ascii=False, indent=1).encode()
    return as_xlsx(found) if wanted == "xlsx" else as_docx(found)


def as_xlsx(found: IndicatorsAt) -> bytes:
    """A row for each indicator, then, under the place's own, those of each place below."""
    columns = tuple(Column(heading, heading) for heading in BELOW_HEADINGS)
    own = tuple((found.organisation.name, *row) for row in said.table(found))
    return tables.as_xlsx(Table(said.TITLE, columns, (*own, *said.below(found))))


def as_docx(found: IndicatorsAt) -> bytes:
    under = (found.organisation.name, said.as_of(found))
    return report_paper(said.TITLE, under, said.sections(found), BELOW_HEADINGS, said.below(found))


def as_json(found: IndicatorsAt) -> dict[str, Any]:
    return {
        "org_id": found.organisation.id,
        "org": found.organisation.name,
        "level": found.organisation.level.value,
        "on": found.on.isoformat(),
        "year": {
            "kind": "calendar" if found.year.kind is YearKind.CALENDAR else "school",
            "number": found.year.number,
            "from": found.year.first.isoformat(),
            "to": found.year.last.isoformat(),
        },
        "indicators": [indicator(one) for one in found.facts],
        "without_numbers": [
            {"org_id": one.id, "org": one.name, "missing": one.missing} for one in found.without_numbers
        ],
        "below": [
            {"org_id": place.id, "org": place.name, "indicators": [indicator(one) for one in place.facts]}
            for place in found.below
        ],
    }


def indicator(one: Fact) -> dict[str, Any]:
    """``missing``: of how many of the ``schools`` a number is not typed; ``asked`` and ``answered`` only of surveys."""
    told: dict[str, Any] = {
        "key": one.indicator.key,
        "name": one.indicator.name,
        "numerator": one.told,
        "denominator": one.denominator,
        "value": one.value,
        "target": one.target,
        "deviation": one.deviation,
        "met": one.met,
        "schools": one.schools,
        "missing": one.missing,
    }
    if one.of_answers:
        told |= {
            "asked": one.asked,
            "answered": one.answered,
            "response": one.response.value,
            "among_answered": one.among_answered.value if not one.unasked else None,
            "hidden": one.hidden,
        }
    return told
